//! One attempt to be answered: what is sent, what comes back, and when to stop reading.

use std::io;
use std::time::{Duration, Instant};

use tls_flow::diagnosis::{Class, Context};
use tls_flow::{EndHow, Event, EventKind, Flow, Input, Peer};
use tls_wire::{AlertLevel, HandshakeType, ProtocolVersion};

use super::connection::{Connection, Received};
use super::starttls::{Reply, Upgrade};
use crate::verdict::Facts;

/// How long a server that does not speak TLS is given to say more, once it is clear what it speaks.
const MORE: Duration = Duration::from_millis(300);

/// No first flight is longer: as many bytes as a handshake message may have here.
pub(super) const ANSWER_MAX: u64 = 1 << 17;

/// What was seen of one connection.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) flow: Flow,
    pub(super) facts: Facts,
    /// What was said in clear before TLS, in order.
    pub(super) dialogue: Vec<(Peer, Vec<u8>)>,
    pub(super) hello_length: usize,
    pub(super) received: u64,
    pub(super) ending: Option<Ending>,
}

impl Attempt {
    pub(super) fn new(port: u16) -> Self {
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
    pub(super) fn upgrade(
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
    pub(super) fn exchange(
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
}

/// Why the probe stopped reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    FirstFlight,
    Alert,
    Closed,
    Reset,
    TimedOut,
    Recognised,
    TooLong,
    NotUpgraded,
}

impl Ending {
    pub(super) const fn as_str(self) -> &'static str {
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
