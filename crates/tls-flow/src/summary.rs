use core::fmt;

use tls_wire::{CipherSuite, ProtocolVersion};

use crate::{EarlyData, Flow, ItemSet, Peer, Resumption};

/// What kind of handshake a connection went through, or is going through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandshakeKind {
    /// None was seen.
    None,
    /// A full handshake.
    Full,
    /// A session was resumed (TLS 1.2 and below).
    Resumed,
    /// A pre-shared key was used (TLS 1.3).
    Psk,
    /// The server asked for another `ClientHello` first (TLS 1.3).
    HelloRetry,
}

impl HandshakeKind {
    /// `"none"`, `"full"`, `"resumed"`, `"psk"` or `"hello-retry"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Full => "full",
            Self::Resumed => "resumed",
            Self::Psk => "psk",
            Self::HelloRetry => "hello-retry",
        }
    }
}

impl fmt::Display for HandshakeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a connection stands, or ended, leaving findings aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The first bytes of a direction are no TLS.
    NotTls,
    /// A peer ended it by a fatal alert.
    Alerted,
    /// The handshake was completed and at least one peer closed in order.
    Closed,
    /// The handshake was completed.
    Established,
    /// A direction ended inside a record, or bytes are missing.
    Truncated,
    /// The handshake was not completed.
    Unfinished,
}

/// Where a connection stands: what [`Flow::summary`] tells at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The negotiated version.
    pub version: Option<ProtocolVersion>,
    /// The negotiated cipher suite.
    pub cipher_suite: Option<CipherSuite>,
    /// What kind of handshake.
    pub handshake: HandshakeKind,
    /// Is it complete, as far as can be seen?
    pub established: bool,
    /// How it stands.
    pub outcome: Outcome,
    /// Early data.
    pub early_data: EarlyData,
    /// Where each peer stands, the client first: the name of a state.
    pub states: [&'static str; 2],
    /// What each may send next, the client first.
    pub expected: [ItemSet; 2],
}

impl Summary {
    pub(crate) fn of(flow: &Flow) -> Self {
        let order = flow.order();
        let facts = order.facts();
        let established = order.is_established();
        let handshake = match facts.version() {
            None => HandshakeKind::None,
            Some(_) if facts.answer.selected_identity().is_some() => HandshakeKind::Psk,
            Some(_) if facts.retried() => HandshakeKind::HelloRetry,
            Some(_) if facts.resumption == Resumption::Abbreviated => HandshakeKind::Resumed,
            Some(_) => HandshakeKind::Full,
        };
        let outcome = if flow.is_not_tls() {
            Outcome::NotTls
        } else if order.is_closed() {
            Outcome::Alerted
        } else if established && order.is_closing() {
            Outcome::Closed
        } else if established {
            Outcome::Established
        } else if flow.is_truncated() {
            Outcome::Truncated
        } else {
            Outcome::Unfinished
        };
        Self {
            version: facts.version(),
            cipher_suite: facts.version().map(|_| facts.answer.cipher_suite),
            handshake,
            established,
            outcome,
            early_data: facts.early_data,
            states: Peer::BOTH.map(|peer| order.state(peer)),
            expected: Peer::BOTH.map(|peer| order.expected(peer)),
        }
    }
}
