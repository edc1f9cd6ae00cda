//! `tls-inspect probe`: one connection to a live server, and what its answer means.
//!
//! The only part of the tool that opens a socket. It ends with the server's first flight, and never
//! by itself connects a second time.

mod connection;
mod hello;
mod starttls;

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;
use tls_flow::diagnosis::{Class, Context};
use tls_flow::{EndHow, Event, EventKind, Flow, HandshakeKind, Input, Peer};
use tls_wire::{AlertLevel, HandshakeType, ProtocolVersion};

use self::connection::{Connection, Received};
use self::starttls::{Reply, Upgrade};
use crate::output::{ExplanationPrinter, Form};
use crate::run::Exit;
use crate::verdict::{Facts, Verdict};

/// Shown by `probe --help`, behind the options.
const HELP: &str = "\
Sends a ClientHello (TLS 1.3 and 1.2) and explains what comes back. Ends after the server's first
flight, an alert, a close or the time-out, and says which; nothing is sent a second time.

Examples:
  tls-inspect probe example.com:443
  tls-inspect probe mail.example.com:587 --starttls smtp
  tls-inspect probe 192.0.2.7:8443 --server-name example.com --timeout 2
  tls-inspect probe localhost:8080 --plaintext 'GET / HTTP/1.0\\r\\n\\r\\n'

Exit status:
  0  the server answered in TLS
  1  anything else came back, or nothing
  2  bad usage, or no connection";

/// How long a server that does not speak TLS is given to say more, once it is clear what it speaks.
const MORE: Duration = Duration::from_millis(300);

/// No first flight is longer: as many bytes as a handshake message may have here.
const ANSWER_MAX: u64 = 1 << 17;

/// Connect to a server, say hello and explain the answer.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = HELP)]
pub(crate) struct ProbeArguments {
    /// The server, as a name or an address, and its port.
    #[arg(value_name = "HOST:PORT")]
    target: String,

    /// The name in the ClientHello; by default HOST, unless that is an address.
    #[arg(long, value_name = "NAME")]
    server_name: Option<String>,

    /// How long to wait for the connection, and for each answer.
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    timeout: Duration,

    /// Begin in clear text and turn to TLS, as this protocol does it.
    #[arg(long, value_name = "PROTOCOL")]
    starttls: Option<Upgrade>,

    /// Send this instead of a ClientHello; `\r`, `\n`, `\t`, `\\` and `\xNN` are understood.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["starttls", "server_name"])]
    #[arg(value_parser = unescaped)]
    plaintext: Option<Unescaped>,
}

/// Bytes that were written as text.
#[derive(Debug, Clone)]
struct Unescaped(Vec<u8>);

/// Why the probe stopped reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    FirstFlight,
    Alert,
    Closed,
    Reset,
    TimedOut,
    Recognised,
    TooLong,
    NotUpgraded,
}

/// What was seen of one connection.
#[derive(Debug)]
struct Probe {
    flow: Flow,
    facts: Facts,
    /// What was said in clear before TLS, in order.
    dialogue: Vec<(Peer, Vec<u8>)>,
    hello_length: usize,
    received: u64,
    ending: Option<Ending>,
}

impl ProbeArguments {
    /// Connects, listens, and prints.
    pub(crate) fn run<W: Write>(
        &self,
        mut printer: ExplanationPrinter<W>,
        errors: &mut dyn Write,
    ) -> io::Result<Exit> {
        let Some((address, mut connection)) = self.connect(errors)? else {
            return Ok(Exit::Unreadable);
        };
        let mut probe = Probe::new(address.port());
        if let Err(error) = self.converse(&mut probe, &mut connection) {
            writeln!(errors, "tls-inspect: {}: {error}", self.target)?;
            return Ok(Exit::Unreadable);
        }
        self.report(&probe, address, &mut printer)?;
        printer.finish()?;
        let answered = probe.ending == Some(Ending::FirstFlight);
        Ok(if answered { Exit::Clean } else { Exit::Found })
    }

    /// The first address of the host that takes the connection; the others are named.
    fn connect(&self, errors: &mut dyn Write) -> io::Result<Option<(SocketAddr, Connection)>> {
        let addresses = match self.target.to_socket_addrs() {
            Ok(addresses) => addresses,
            Err(error) => {
                writeln!(errors, "tls-inspect: {}: {error}", self.target)?;
                return Ok(None);
            }
        };
        for address in addresses {
            match Connection::open(address, self.timeout) {
                Ok(connection) => return Ok(Some((address, connection))),
                Err(error) => writeln!(errors, "tls-inspect: {address}: no connection: {error}")?,
            }
        }
        Ok(None)
    }

    fn converse(&self, probe: &mut Probe, connection: &mut Connection) -> io::Result<()> {
        if let Some(text) = &self.plaintext {
            probe.hello_length = text.0.len();
            return probe.exchange(connection, &text.0, &[], self.timeout);
        }
        let name = self.name();
        let mut early = Vec::new();
        if let Some(upgrade) = self.starttls {
            match probe.upgrade(connection, upgrade, name.unwrap_or("localhost"), self.timeout)? {
                Some(bytes) => early = bytes,
                None => return Ok(()),
            }
        }
        let hello = hello::client_hello(name).map_err(io::Error::other)?;
        probe.hello_length = hello.len();
        probe.exchange(connection, &hello, &early, self.timeout)
    }

    /// The name for the ClientHello, if there is one.
    fn name(&self) -> Option<&str> {
        self.server_name.as_deref().or_else(|| {
            let (host, _) = self.target.rsplit_once(':')?;
            let is_address = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
            (!is_address).then_some(host)
        })
    }

    fn report<W: Write>(
        &self,
        probe: &Probe,
        address: SocketAddr,
        printer: &mut ExplanationPrinter<W>,
    ) -> io::Result<()> {
        let ended = probe.ended(self.timeout);
        match printer.form() {
            Form::Json => {
                let dialogue = probe.dialogue.iter().map(|(from, bytes)| Said {
                    from: from.as_str(),
                    text: bytes.escape_ascii().to_string(),
                });
                let line = JsonProbe {
                    target: &self.target,
                    address: address.to_string(),
                    server_name: self.name().filter(|_| self.plaintext.is_none()),
                    dialogue: dialogue.collect(),
                    sent: probe.hello_length,
                    received: probe.received,
                    ending: probe.ending.map_or("none", Ending::as_str),
                    version: probe.flow.summary().version.map(|version| version.to_string()),
                    cipher_suite: probe.flow.summary().cipher_suite.map(|suite| suite.to_string()),
                };
                printer.json("probe", None, line)?;
            }
            Form::Human(palette) => {
                let style = palette.heading;
                printer.line(&format!("{style}{} ({address}){style:#}", self.target))?;
                for (from, bytes) in &probe.dialogue {
                    printer.detail(from.as_str(), &bytes.escape_ascii().to_string())?;
                }
                if probe.hello_length > 0 {
                    let what = match (&self.plaintext, self.name()) {
                        (Some(text), _) => text.0.escape_ascii().to_string(),
                        (None, Some(name)) => format!("a ClientHello for {name}"),
                        (None, None) => "a ClientHello without a server name".to_owned(),
                    };
                    printer.detail("sent", &format!("{what}, {} bytes", probe.hello_length))?;
                }
                printer.detail("received", &format!("{} bytes", probe.received))?;
                printer.detail("ended", &ended)?;
                printer.line("")?;
            }
        }
        for (peer, opening) in Peer::BOTH.into_iter().zip(&probe.facts.openings) {
            // What was sent needs no explanation, unless it was somebody else's text.
            let explained = peer == Peer::Server || self.plaintext.is_some();
            if let Some(diagnosis) = opening.as_ref().filter(|_| explained) {
                printer.diagnosis(None, peer, diagnosis)?;
            }
        }
        if probe.ending == Some(Ending::FirstFlight) {
            return Ok(());
        }
        if probe.ending == Some(Ending::NotUpgraded) && probe.dialogue.is_empty() {
            return Ok(());
        }
        printer.verdict(None, &Verdict::new(probe.flow.summary(), &probe.facts))
    }
}

impl Probe {
    fn new(port: u16) -> Self {
        let mut flow = Flow::new();
        flow.set_opening_context(Context {
            server_port: Some(port),
            opened_by: Some(Peer::Client),
            start_seen: Some(true),
            ..Context::default()
        });
        Self {
            flow,
            facts: Facts::default(),
            dialogue: Vec::new(),
            hello_length: 0,
            received: 0,
            ending: None,
        }
    }

    /// Turns a clear-text dialogue to TLS; gives the bytes that came behind the server's consent.
    /// Without a consent, what was said is what there is to explain, and nothing is returned.
    fn upgrade(
        &mut self,
        connection: &mut Connection,
        upgrade: Upgrade,
        name: &str,
        patience: Duration,
    ) -> io::Result<Option<Vec<u8>>> {
        let mut pending = Vec::new();
        for step in upgrade.steps(name) {
            if !step.send.is_empty() {
                self.dialogue.push((Peer::Client, step.send.clone()));
                if !connection.send(&step.send)? {
                    self.not_upgraded(Some(&Received::Reset));
                    return Ok(None);
                }
            }
            let deadline = Instant::now() + patience;
            let length = loop {
                match (step.reply)(&pending) {
                    Reply::Accepted(length) => break length,
                    Reply::Refused => {
                        self.dialogue.push((Peer::Server, pending));
                        self.not_upgraded(None);
                        return Ok(None);
                    }
                    Reply::Incomplete => {}
                }
                match connection.receive(deadline)? {
                    Received::Bytes(bytes) if pending.len() < Upgrade::REPLY_MAX => {
                        pending.extend_from_slice(bytes);
                    }
                    Received::Bytes(_) => {
                        self.dialogue.push((Peer::Server, pending));
                        self.not_upgraded(None);
                        return Ok(None);
                    }
                    end => {
                        if !pending.is_empty() {
                            self.dialogue.push((Peer::Server, pending));
                        }
                        self.not_upgraded(Some(&end));
                        return Ok(None);
                    }
                }
            };
            let rest = pending.split_off(length.min(pending.len()));
            if !pending.is_empty() {
                self.dialogue.push((Peer::Server, std::mem::replace(&mut pending, rest)));
            }
        }
        Ok(Some(pending))
    }

    /// There will be no TLS: what was said is explained as it is.
    fn not_upgraded(&mut self, end: Option<&Received<'_>>) {
        let dialogue = std::mem::take(&mut self.dialogue);
        for (from, bytes) in &dialogue {
            if *from == Peer::Server {
                self.received = self.received.saturating_add(bytes.len() as u64);
            }
            self.feed(*from, Input::Wire(bytes));
        }
        self.dialogue = dialogue;
        let (ending, how) = match end {
            Some(Received::Closed) => (Ending::Closed, EndHow::Fin),
            Some(Received::Reset) => (Ending::Reset, EndHow::Rst),
            Some(Received::TimedOut) => (Ending::TimedOut, EndHow::CaptureEnd),
            Some(Received::Bytes(_)) | None => (Ending::NotUpgraded, EndHow::CaptureEnd),
        };
        self.ending = Some(ending);
        self.feed(Peer::Server, Input::End(how));
        self.feed(Peer::Client, Input::End(EndHow::CaptureEnd));
    }

    /// Sends one thing and reads what comes until there is a reason to stop. `early` came before.
    fn exchange(
        &mut self,
        connection: &mut Connection,
        sent: &[u8],
        early: &[u8],
        patience: Duration,
    ) -> io::Result<()> {
        self.feed(Peer::Client, Input::Wire(sent));
        let deadline = Instant::now() + patience;
        // A server that has said its word and closed can still be read.
        connection.send(sent)?;
        self.received = early.len() as u64;
        self.feed(Peer::Server, Input::Wire(early));
        let mut more = None;
        while self.ending.is_none() {
            match connection.receive(more.unwrap_or(deadline))? {
                Received::Bytes(bytes) => {
                    self.received = self.received.saturating_add(bytes.len() as u64);
                    self.feed(Peer::Server, Input::Wire(bytes));
                    let [_, server] = &self.facts.openings;
                    if server.is_some_and(|diagnosis| diagnosis.class == Class::NotTls) {
                        more = more.or(Some(deadline.min(Instant::now() + MORE)));
                    }
                    if self.received >= ANSWER_MAX {
                        self.ending = self.ending.or(Some(Ending::TooLong));
                    }
                }
                Received::Closed => self.ending = Some(Ending::Closed),
                Received::Reset => self.ending = Some(Ending::Reset),
                Received::TimedOut if more.is_some() => self.ending = Some(Ending::Recognised),
                Received::TimedOut => self.ending = Some(Ending::TimedOut),
            }
        }
        let how = match self.ending {
            Some(Ending::FirstFlight) => return Ok(()),
            Some(Ending::Closed) => EndHow::Fin,
            Some(Ending::Reset) => EndHow::Rst,
            _ => EndHow::CaptureEnd,
        };
        self.feed(Peer::Server, Input::End(how));
        self.feed(Peer::Client, Input::End(EndHow::CaptureEnd));
        Ok(())
    }

    fn feed(&mut self, from: Peer, mut input: Input<'_>) {
        while let Some(event) = self.flow.next(from, &mut input) {
            self.facts.note(&event);
            let reason = reason_to_stop(&event);
            if event.from == Peer::Server && reason.is_some() {
                self.ending = self.ending.or(reason);
            }
        }
        // A ServerHello ends what can be read of the flight only where the rest is protected.
        let is_tls13 = self.flow.summary().version == Some(ProtocolVersion::TLS_1_3);
        if is_tls13 && self.facts.has_server_hello {
            self.ending = self.ending.or(Some(Ending::FirstFlight));
        }
    }

    /// Why the probe stopped, for people.
    fn ended(&self, patience: Duration) -> String {
        let summary = self.flow.summary();
        let seconds = patience.as_secs_f64();
        match self.ending {
            Some(Ending::FirstFlight) => {
                let mut text = match summary.handshake {
                    HandshakeKind::HelloRetry => "the server asks for another ClientHello",
                    _ => "the server's first flight is complete",
                }
                .to_owned();
                if let Some(version) = summary.version {
                    text.extend([": ", &version.to_string()]);
                }
                if let Some(suite) = summary.cipher_suite {
                    text.extend([" with ", &suite.to_string()]);
                }
                text
            }
            Some(Ending::Alert) => "the server sent an alert".to_owned(),
            Some(Ending::Closed) => "the server closed the connection".to_owned(),
            Some(Ending::Reset) => "the connection was reset".to_owned(),
            Some(Ending::TimedOut) => format!("time-out: nothing more came within {seconds} s"),
            Some(Ending::Recognised) => "it is clear what the server speaks".to_owned(),
            Some(Ending::TooLong) => format!("{ANSWER_MAX} bytes came, and no end"),
            Some(Ending::NotUpgraded) => "the server did not agree to turn to TLS".to_owned(),
            None => "nothing was waited for".to_owned(),
        }
    }
}

impl Ending {
    const fn as_str(self) -> &'static str {
        match self {
            Self::FirstFlight => "first-flight",
            Self::Alert => "alert",
            Self::Closed => "closed",
            Self::Reset => "reset",
            Self::TimedOut => "timed-out",
            Self::Recognised => "recognised",
            Self::TooLong => "too-long",
            Self::NotUpgraded => "not-upgraded",
        }
    }
}

/// What in the server's answer ends the probe.
fn reason_to_stop(event: &Event<'_>) -> Option<Ending> {
    match &event.kind {
        EventKind::Alert(alert) if alert.level != AlertLevel::WARNING => Some(Ending::Alert),
        EventKind::Handshake(message)
            if message.handshake_type == HandshakeType::SERVER_HELLO_DONE =>
        {
            Some(Ending::FirstFlight)
        }
        _ => None,
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let limits = 0.01..=3600.0;
    if !limits.contains(&seconds) {
        return Err("from 0.01 to 3600".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn unescaped(text: &str) -> Result<Unescaped, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(plain.as_bytes());
        let mut characters = escape.chars();
        let byte = match characters.next() {
            Some('r') => b'\r',
            Some('n') => b'\n',
            Some('t') => b'\t',
            Some('\\') => b'\\',
            Some('x') => {
                let digits = characters.as_str().get(..2).ok_or("\\x wants two digits")?;
                characters = characters.as_str().get(2..).unwrap_or_default().chars();
                if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                    return Err("\\x wants two digits".to_owned());
                }
                u8::from_str_radix(digits, 16).map_err(|error| error.to_string())?
            }
            _ => return Err("a backslash stands before r, n, t, xNN or another one".to_owned()),
        };
        bytes.push(byte);
        rest = characters.as_str();
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(Unescaped(bytes))
}

#[derive(Serialize)]
struct JsonProbe<'p> {
    target: &'p str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_name: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dialogue: Vec<Said>,
    sent: usize,
    received: u64,
    ending: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite: Option<String>,
}

#[derive(Serialize)]
struct Said {
    from: &'static str,
    text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(unescaped(r"GET /\r\n\x16\\").unwrap().0, b"GET /\r\n\x16\\");
        assert!(unescaped(r"\q").is_err());
        assert!(unescaped(r"\x1").is_err());
        assert!(unescaped(r"\x+1").is_err());
    }

    #[test]
    fn a_timeout_is_a_number_of_seconds() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "NaN", "inf", "4000", "soon"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
