//! What the input side hands on: connections, and the steps of each in the order of the capture.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tls_flow::{Config, EndHow, Epoch, Input, Level, OpenedRecord, Peer};
use tls_wire::ContentType;

/// Takes the connections of an input, step by step.
///
/// The input side owns the state of each connection (`Self::Connection`) between two of its steps
/// and gives it back when nothing more can come, so that a long capture with many short connections
/// needs memory for those that are open only. An error ends the reading; it is meant for a broken
/// output.
pub trait Sink {
    /// What the sink keeps for one connection.
    type Connection;

    /// A connection of which at least one step will follow.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn start(&mut self, start: &ConnectionStart) -> io::Result<Self::Connection>;

    /// The next step of a connection.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn step(&mut self, connection: &mut Self::Connection, step: Step<'_>) -> io::Result<()>;

    /// Whose bytes should come next, where an input holds both directions and not their order; none
    /// where either may.
    fn awaits(&self, _connection: &Self::Connection) -> Option<Peer> {
        None
    }

    /// Nothing more will come.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn close(&mut self, connection: Self::Connection) -> io::Result<()>;
}

/// Who talks to whom, and what is known before the first byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConnectionStart {
    /// The TCP connection; none where the input is bytes without packets.
    pub tcp: Option<TcpStart>,
    /// When its first packet was captured, since 1970-01-01 00:00:00 UTC.
    pub time: Option<Duration>,
    /// A title, where a transcript has one.
    pub title: Option<String>,
    /// What the input says about the run.
    pub config: Config,
}

/// The TCP connection that carries a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TcpStart {
    /// The peer that opened it. Where `syn` is false that is told by the first bytes, or else by the
    /// ports: the server's is the lower one.
    pub client: SocketAddr,
    /// The other peer.
    pub server: SocketAddr,
    /// 0 for the first TCP connection between these endpoints in the capture, 1 for the next.
    pub index: u32,
    /// The capture holds a SYN of it: nothing is missing before the first byte.
    pub syn: bool,
}

/// One step of a conversation. Bytes are borrowed from the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'s> {
    /// The next bytes of a direction, as on the wire, cut anywhere.
    Bytes {
        /// The sender.
        from: Peer,
        /// At least one byte, but for an empty line of a transcript.
        bytes: &'s [u8],
    },
    /// Bytes of a direction that the input lacks.
    Gap {
        /// The sender.
        from: Peer,
        /// How many bytes are missing, at least one.
        length: u64,
    },
    /// A protected record, already opened.
    Opened {
        /// The sender.
        from: Peer,
        /// Its inner content type.
        content_type: ContentType,
        /// Its content, without the padding of TLS 1.3.
        content: &'s [u8],
        /// Bytes of padding behind the content type.
        padding: u32,
        /// The keys that sealed it, where they are not the expected ones.
        epoch: Option<Epoch>,
        /// A Finished or a signature in it does not verify.
        bad_verify: bool,
    },
    /// A protected record that could not be opened.
    Unopened {
        /// The sender.
        from: Peer,
        /// Bytes of its content.
        length: u32,
    },
    /// Bytes of a QUIC CRYPTO stream.
    Crypto {
        /// The sender.
        from: Peer,
        /// The encryption level whose stream goes on.
        level: Level,
        /// The bytes.
        bytes: &'s [u8],
    },
    /// The end of a direction; no further step of it follows.
    End {
        /// The sender.
        from: Peer,
        /// Why no more can come.
        how: EndHow,
    },
}

impl<'s> Step<'s> {
    /// The sender, and the step as a [`Flow`](tls_flow::Flow) takes it.
    #[must_use]
    pub fn into_input(self) -> (Peer, Input<'s>) {
        match self {
            Self::Bytes { from, bytes } => (from, Input::Wire(bytes)),
            Self::Gap { from, length } => (from, Input::Gap(length)),
            Self::Opened { from, content_type, content, padding, epoch, bad_verify } => {
                let mut record = OpenedRecord::new(content_type, content);
                record.padding = padding;
                record.epoch = epoch;
                record.bad_verify = bad_verify;
                (from, Input::Opened(record))
            }
            Self::Unopened { from, length } => (from, Input::Unopened(length)),
            Self::Crypto { from, level, bytes } => (from, Input::Crypto(level, bytes)),
            Self::End { from, how } => (from, Input::End(how)),
        }
    }
}
