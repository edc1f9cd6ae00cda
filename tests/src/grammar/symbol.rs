use std::fmt;

use tls_flow::{Item, Peer};
use tls_wire::HandshakeType;

/// What a peer may say, as far as the order of messages tells one thing from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the standards")]
pub enum Kind {
    HelloRequest,
    ClientHello,
    HelloVerifyRequest,
    ServerHello,
    HelloRetryRequest,
    NewSessionTicket,
    EndOfEarlyData,
    EncryptedExtensions,
    Certificate,
    /// A Certificate message without a certificate.
    EmptyCertificate,
    ServerKeyExchange,
    CertificateRequest,
    ServerHelloDone,
    CertificateVerify,
    ClientKeyExchange,
    Finished,
    CertificateUrl,
    CertificateStatus,
    SupplementalData,
    KeyUpdate,
    CompressedCertificate,
    NextProtocol,
    ChannelId,
    MessageHash,
    /// A handshake type that nobody has assigned.
    Unassigned,
    ChangeCipherSpec,
    ApplicationData,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::HelloRequest,
        Self::ClientHello,
        Self::HelloVerifyRequest,
        Self::ServerHello,
        Self::HelloRetryRequest,
        Self::NewSessionTicket,
        Self::EndOfEarlyData,
        Self::EncryptedExtensions,
        Self::Certificate,
        Self::EmptyCertificate,
        Self::ServerKeyExchange,
        Self::CertificateRequest,
        Self::ServerHelloDone,
        Self::CertificateVerify,
        Self::ClientKeyExchange,
        Self::Finished,
        Self::CertificateUrl,
        Self::CertificateStatus,
        Self::SupplementalData,
        Self::KeyUpdate,
        Self::CompressedCertificate,
        Self::NextProtocol,
        Self::ChannelId,
        Self::MessageHash,
        Self::Unassigned,
        Self::ChangeCipherSpec,
        Self::ApplicationData,
    ];

    /// The handshake type (IANA "TLS `HandshakeType`"); `None` for what is no handshake message.
    #[must_use]
    pub const fn handshake_type(self) -> Option<u8> {
        Some(match self {
            Self::HelloRequest => 0,
            Self::ClientHello => 1,
            Self::ServerHello | Self::HelloRetryRequest => 2,
            Self::HelloVerifyRequest => 3,
            Self::NewSessionTicket => 4,
            Self::EndOfEarlyData => 5,
            Self::EncryptedExtensions => 8,
            Self::Certificate | Self::EmptyCertificate => 11,
            Self::ServerKeyExchange => 12,
            Self::CertificateRequest => 13,
            Self::ServerHelloDone => 14,
            Self::CertificateVerify => 15,
            Self::ClientKeyExchange => 16,
            Self::Finished => 20,
            Self::CertificateUrl => 21,
            Self::CertificateStatus => 22,
            Self::SupplementalData => 23,
            Self::KeyUpdate => 24,
            Self::CompressedCertificate => 25,
            Self::NextProtocol => 67,
            Self::Unassigned => 99,
            Self::ChannelId => 203,
            Self::MessageHash => 254,
            Self::ChangeCipherSpec | Self::ApplicationData => return None,
        })
    }
}

impl Kind {
    /// What the engine calls it.
    #[must_use]
    pub const fn item(self) -> Item {
        match (self, self.handshake_type()) {
            (Self::ChangeCipherSpec, _) => Item::ChangeCipherSpec,
            (Self::HelloRetryRequest, _) => Item::HelloRetryRequest,
            (_, Some(handshake_type)) => Item::of(HandshakeType(handshake_type)),
            (_, None) => Item::ApplicationData,
        }
    }
}

/// Something that one of the peers says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u8);

impl Symbol {
    const COUNT: u8 = 2 * 27;

    /// What the client says.
    #[must_use]
    pub const fn client(kind: Kind) -> Self {
        Self(kind as u8 * 2)
    }

    /// What the server says.
    #[must_use]
    pub const fn server(kind: Kind) -> Self {
        Self(kind as u8 * 2 + 1)
    }

    /// What this peer says.
    #[must_use]
    pub const fn of(from: Peer, kind: Kind) -> Self {
        match from {
            Peer::Client => Self::client(kind),
            Peer::Server => Self::server(kind),
        }
    }

    /// Every symbol.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self)
    }

    /// Who says it.
    #[must_use]
    pub const fn from(self) -> Peer {
        if self.0.is_multiple_of(2) { Peer::Client } else { Peer::Server }
    }

    /// What is said.
    #[must_use]
    pub const fn kind(self) -> Kind {
        Kind::ALL[self.0 as usize / 2]
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = if self.from() == Peer::Client { 'C' } else { 'S' };
        write!(f, "{from}:{:?}", self.kind())
    }
}

/// A set of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alphabet(u64);

impl Alphabet {
    /// Whatever can be said.
    pub const ALL: Self = Self((1 << Symbol::COUNT) - 1);

    /// These symbols.
    #[must_use]
    pub fn of(symbols: &[Symbol]) -> Self {
        Self(symbols.iter().fold(0, |set, symbol| set | 1 << symbol.0))
    }

    /// All symbols but these.
    #[must_use]
    pub fn all_but(symbols: &[Symbol]) -> Self {
        Self(Self::ALL.0 & !Self::of(symbols).0)
    }

    /// Is the symbol among them?
    #[must_use]
    pub const fn contains(self, symbol: Symbol) -> bool {
        self.0 >> symbol.0 & 1 == 1
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Symbol> for Alphabet {
    fn from(symbol: Symbol) -> Self {
        Self::of(&[symbol])
    }
}
