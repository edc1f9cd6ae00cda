use tls_wire::{CipherSuite, KeyExchange, ProtocolVersion};

use crate::ExtensionSet;

/// How much of the handshake the hellos have settled on (RFC 5246 section 7.3, RFC 5077 section 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Resumption {
    /// A full handshake.
    #[default]
    Full,
    /// A session is resumed: the abbreviated handshake.
    Abbreviated,
    /// A ticket was offered with an empty session id: the server's next item decides.
    Undecided,
}

/// What the client's Certificate message held (RFC 5246 sections 7.4.6 and 7.4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ClientCertificate {
    /// None was sent so far.
    #[default]
    Unsent,
    /// An empty list.
    Empty,
    /// A certificate whose key can sign.
    Signing,
    /// A certificate with a static Diffie-Hellman key: no `CertificateVerify` follows.
    FixedDh,
}

/// 0-RTT (RFC 8446 section 4.2.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum EarlyData {
    /// The `ClientHello` did not offer it.
    #[default]
    NotOffered,
    /// Offered, and not yet answered as far as can be seen.
    Offered,
    /// `EncryptedExtensions` accepted it.
    Accepted,
    /// Declined: by `EncryptedExtensions` without it, by a `HelloRetryRequest`, or by an older version.
    Rejected,
}

/// The `SessionTicket` extension of a `ClientHello` (RFC 5077 section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TicketOffer {
    /// No extension.
    #[default]
    Absent,
    /// An empty one: the client takes a ticket.
    Empty,
    /// It holds a ticket to resume.
    Ticket,
}

/// What the last `ClientHello` offered, as far as order depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent line of the ClientHello"
)]
pub struct Offer {
    /// `supported_versions` lists TLS 1.3 or a pre-standard form of it.
    pub tls13: bool,
    /// A version below TLS 1.3 is on offer.
    pub legacy: bool,
    /// `legacy_version`.
    pub legacy_version: ProtocolVersion,
    /// `legacy_session_id` is not empty.
    pub session_id: bool,
    /// The `SessionTicket` extension.
    pub ticket: TicketOffer,
    /// `renegotiation_info` or its signalling cipher suite.
    pub secure_renegotiation: bool,
    /// The `encrypted_client_hello` extension of type outer.
    pub ech_outer: bool,
    /// `psk_key_exchange_modes`: bit 0 `psk_ke`, bit 1 `psk_dhe_ke`.
    pub psk_modes: u8,
    /// Identities in `pre_shared_key`.
    pub psk_identities: u16,
    /// `compress_certificate` algorithms: bit n for algorithm n below 8.
    pub certificate_compression: u8,
    /// The heartbeat mode, 0 without the extension.
    pub heartbeat: u8,
    /// The `max_fragment_length` code, 0 without the extension.
    pub max_fragment_length: u8,
    /// `record_size_limit` in bytes, 0 without the extension.
    pub record_size_limit: u16,
    /// The hello could not be read: what it offered is unknown.
    pub unreadable: bool,
    /// The extensions that it carries, of those with a name.
    pub extensions: ExtensionSet,
    /// It carries an extension without a name.
    pub unknown_extensions: bool,
}

/// What the `ServerHello` answered, as far as order depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// The cipher suite.
    pub cipher_suite: CipherSuite,
    /// The extensions that it carries, of those with a name; in TLS 1.3 those of
    /// `EncryptedExtensions` too, once opened.
    pub extensions: ExtensionSet,
    /// It carries an extension without a name.
    pub unknown_extensions: bool,
    /// `renegotiation_info` was answered.
    pub secure_renegotiation: bool,
    /// A compression method other than null.
    pub compression: bool,
    /// The heartbeat mode, 0 without the extension.
    pub heartbeat: u8,
    /// `record_size_limit` in bytes, 0 without the extension.
    pub record_size_limit: u16,
    /// `selected_identity` of `pre_shared_key`.
    pub selected_identity: Option<u16>,
}

/// What the messages so far have settled: the one value that the conditions of the order tables read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// The negotiated version, once a `ServerHello` or `HelloRetryRequest` has decided it.
    pub version: Option<ProtocolVersion>,
    /// Full, abbreviated, or not known yet.
    pub resumption: Resumption,
    /// The key-exchange class of the suite; `None` for an unknown suite.
    pub key_exchange: Option<KeyExchange>,
    /// Bits of the server certificate's RSA key, where it was seen and read.
    pub server_key_bits: Option<u16>,
    /// A `CertificateRequest` stands in this handshake.
    pub certificate_requested: bool,
    /// What the client answered to it.
    pub client_certificate: ClientCertificate,
    /// 0-RTT.
    pub early_data: EarlyData,
    /// A `HelloRetryRequest` came.
    pub retried: bool,
    /// The client's `Finished` of this handshake was seen.
    pub client_finished: bool,
    /// What was offered.
    pub offer: Offer,
    /// What was answered.
    pub answer: Answer,
}

impl Facts {
    /// Is the version TLS 1.3?
    #[must_use]
    pub fn is_tls13(&self) -> bool {
        self.version == Some(ProtocolVersion::TLS_1_3)
    }

    /// Is the version SSL 3.0?
    #[must_use]
    pub fn is_ssl3(&self) -> bool {
        self.version == Some(ProtocolVersion::SSL_3_0)
    }

    /// Does the extension stand in both hellos?
    #[must_use]
    pub fn negotiated(&self, extension: tls_wire::ExtensionType) -> bool {
        self.offer.extensions.contains(extension) && self.answer.extensions.contains(extension)
    }

    /// Does the version have forward secrecy in this handshake, as false start wants it (RFC 7918)?
    #[must_use]
    pub fn is_forward_secret(&self) -> bool {
        matches!(
            self.key_exchange,
            Some(
                KeyExchange::Dhe | KeyExchange::Ecdhe | KeyExchange::DhePsk | KeyExchange::EcdhePsk
            )
        )
    }
}
