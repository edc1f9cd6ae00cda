use tls_wire::{Alert, ContentType, Framing, HandshakeMessage};

use crate::{EndHow, Finding, HeartbeatSeen, Level, Peer, diagnosis::Diagnosis};

/// Something that a [`Flow`](crate::Flow) saw, or a finding about it.
///
/// It borrows from the input that it was read from or, where a message was cut, from the flow.
#[derive(Clone, Copy, Debug)]
pub struct Event<'e> {
    /// Who sent it; for a finding, who broke the rule.
    pub from: Peer,
    /// Stream offset in bytes of its first byte in that direction; for an opened record, of the
    /// bytes behind the last one on the wire.
    pub offset: u64,
    /// Index of the record that held it, or completed it, counted from 0 per direction.
    pub record: Option<u64>,
    /// The QUIC encryption level, where the handshake is carried by QUIC.
    pub level: Option<Level>,
    /// What it is.
    pub kind: EventKind<'e>,
}

/// What an [`Event`] is about.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum EventKind<'e> {
    /// The first bytes of a direction were classified, or are now better understood.
    Opening(Diagnosis),
    /// A record header.
    Record(Framing),
    /// A whole handshake message that could be read.
    Handshake(HandshakeMessage<'e>),
    /// A `ChangeCipherSpec`.
    ChangeCipherSpec,
    /// An alert.
    Alert(Alert),
    /// A heartbeat message.
    Heartbeat(HeartbeatSeen),
    /// Application data of this many bytes that was opened, or never protected.
    ApplicationData(u32),
    /// A record of this content type whose content cannot be seen.
    Protected(ContentType),
    /// This many bytes of the direction are missing.
    Gap(u64),
    /// The direction ended.
    End(EndHow),
    /// A rule was broken.
    Finding(Finding),
}
