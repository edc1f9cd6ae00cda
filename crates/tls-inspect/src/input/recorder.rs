//! A sink for tests: writes down what it is given.

use std::fmt::Write as _;
use std::io;

use tls_flow::Peer;

use super::step::{ConnectionStart, Sink, Step};

/// One line for each call, beginning with the number of the connection.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) lines: Vec<String>,
    connections: usize,
}

impl Recorder {
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

impl Sink for Recorder {
    type Connection = usize;

    fn start(&mut self, start: &ConnectionStart) -> io::Result<usize> {
        let number = self.connections;
        self.connections += 1;
        let mut line = format!("{number} start");
        if let Some(tcp) = start.tcp {
            let syn = if tcp.syn { " syn" } else { "" };
            write!(line, " {} {} #{}{syn}", tcp.client, tcp.server, tcp.index).unwrap();
        }
        assert!(start.tcp.is_none_or(|tcp| start.config.midstream != tcp.syn));
        self.lines.push(line);
        Ok(number)
    }

    fn step(&mut self, connection: &mut usize, step: Step<'_>) -> io::Result<()> {
        let mark = |from| if from == Peer::Client { '>' } else { '<' };
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |s, b| s + &format!("{b:02x}"));
        let line = match step {
            Step::Bytes { from, bytes } => format!("{} {}", mark(from), hex(bytes)),
            Step::Gap { from, length } => format!("{} gap {length}", mark(from)),
            Step::Opened { from, content_type, content, padding, epoch, bad_verify } => format!(
                "{} record {content_type}+{padding}@{epoch:?} {bad_verify} {}",
                mark(from),
                hex(content)
            ),
            Step::Unopened { from, length } => format!("{} record ? {length}", mark(from)),
            Step::Crypto { from, level, bytes } => {
                format!("{} quic {level:?} {}", mark(from), hex(bytes))
            }
            Step::End { from, how } => format!("{} end {how}", mark(from)),
        };
        self.lines.push(format!("{connection} {line}"));
        Ok(())
    }

    fn close(&mut self, connection: usize) -> io::Result<()> {
        self.lines.push(format!("{connection} close"));
        Ok(())
    }
}
