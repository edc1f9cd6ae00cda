//! What the order is told, and how it came.

use tls_wire::{Alert, ContentType, HandshakeMessage};

use crate::EndHow;

/// The keys that a record was sealed with, as an embedder that opens records may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Epoch {
    /// Early-data keys (RFC 8446 section 7.1).
    Early,
    /// Handshake traffic keys.
    Handshake,
    /// Application traffic keys.
    Application,
    /// The keys before the last `KeyUpdate`.
    Previous,
}

/// The encryption level of QUIC CRYPTO bytes (RFC 9001 section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Initial keys.
    Initial,
    /// 0-RTT keys: CRYPTO frames never stand here.
    EarlyData,
    /// Handshake keys.
    Handshake,
    /// 1-RTT keys.
    Application,
}

impl Level {
    /// `"initial"`, `"0rtt"`, `"handshake"` or `"1rtt"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::EarlyData => "0rtt",
            Self::Handshake => "handshake",
            Self::Application => "1rtt",
        }
    }
}

/// How an item came: in the clear, or out of a record that the embedder opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Context {
    /// It was opened from a protected record, or came over QUIC.
    pub protected: bool,
    /// The keys of that record, where the embedder said so.
    pub epoch: Option<Epoch>,
    /// The QUIC encryption level.
    pub level: Option<Level>,
    /// The embedder found that its `Finished` or signature does not verify, or that its
    /// `CompressedCertificate` does not inflate to the length that it states.
    pub bad_verify: bool,
    /// It is part of a mistake that was reported already: it counts, but is not reported again.
    pub consequence: bool,
}

/// An item that one peer sent: what [`Order::observe`](crate::Order::observe) judges.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Observed<'a> {
    /// A whole handshake message.
    Handshake(HandshakeMessage<'a>),
    /// The content of a `ChangeCipherSpec` record: its length in bytes and its first byte.
    ChangeCipherSpec {
        /// Bytes in the record.
        length: u32,
        /// The first of them.
        first: Option<u8>,
    },
    /// An alert.
    Alert(Alert),
    /// Application data of this many bytes, opened or never protected.
    ApplicationData(u32),
    /// A record whose content cannot be seen: its outer content type and fragment length.
    Protected(ContentType, u32),
    /// The direction ended.
    End(EndHow),
}
