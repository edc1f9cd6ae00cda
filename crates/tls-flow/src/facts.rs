use tls_wire::{CipherSuite, ExtensionType, KeyExchange, ProtocolVersion};

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

/// How long the RSA key of a server's certificate is: an export suite may encrypt to a short one only
/// (RFC 2246 section 7.4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum RsaKey {
    /// No such key was seen, or nobody asks.
    #[default]
    Unknown,
    /// Up to 512 bits.
    UpTo512,
    /// Up to 1024 bits.
    UpTo1024,
    /// More.
    Longer,
}

impl RsaKey {
    /// Of this many bits.
    pub(crate) const fn of(bits: Option<u16>) -> Self {
        match bits {
            None => Self::Unknown,
            Some(0..=512) => Self::UpTo512,
            Some(513..=1024) => Self::UpTo1024,
            Some(_) => Self::Longer,
        }
    }
}

/// Answers to yes or no, one bit each, in a field named `bits`.
macro_rules! answers {
    ($($(#[$doc:meta])* $bit:literal $get:ident $set:ident;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            #[inline]
            pub const fn $get(&self) -> bool {
                self.bits & (1 << $bit) != 0
            }

            /// Says so, or not.
            #[inline]
            pub(crate) fn $set(&mut self, answer: bool) {
                self.bits = (self.bits & !(1 << $bit)) | (u8::from(answer) << $bit);
            }
        )*
    };
}

/// What the last `ClientHello` offered, as far as order depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Offer {
    /// The extensions that it carries, of those with a name.
    pub extensions: ExtensionSet,
    /// `legacy_version`.
    pub legacy_version: ProtocolVersion,
    /// Identities in `pre_shared_key`.
    pub psk_identities: u16,
    /// `record_size_limit` in bytes, 0 without the extension.
    pub record_size_limit: u16,
    /// The `SessionTicket` extension.
    pub ticket: TicketOffer,
    /// `psk_key_exchange_modes`: bit 0 `psk_ke`, bit 1 `psk_dhe_ke`.
    pub psk_modes: u8,
    /// `compress_certificate` algorithms: bit n for algorithm n below 8.
    pub certificate_compression: u8,
    /// The heartbeat mode, 0 without the extension.
    pub heartbeat: u8,
    /// The `max_fragment_length` code, 0 without the extension.
    pub max_fragment_length: u8,
    pub(crate) bits: u8,
}

impl Offer {
    const NONE: Self = Self {
        extensions: ExtensionSet::EMPTY,
        legacy_version: ProtocolVersion(0),
        psk_identities: 0,
        record_size_limit: 0,
        ticket: TicketOffer::Absent,
        psk_modes: 0,
        certificate_compression: 0,
        heartbeat: 0,
        max_fragment_length: 0,
        bits: 0,
    };

    /// The offer of a hello that could not be read.
    pub(crate) fn of_unreadable() -> Self {
        let mut offer = Self::default();
        offer.set_unreadable(true);
        offer
    }

    answers! {
        /// Does `supported_versions` list TLS 1.3 or a pre-standard form of it?
        0 tls13 set_tls13;
        /// Is a version below TLS 1.3 on offer?
        1 legacy set_legacy;
        /// Is `legacy_session_id` not empty?
        2 session_id set_session_id;
        /// Is there `renegotiation_info` or its signalling cipher suite?
        3 secure_renegotiation set_secure_renegotiation;
        /// Is there an `encrypted_client_hello` extension of type outer?
        4 ech_outer set_ech_outer;
        /// Could the hello not be read, so that what it offered is unknown?
        5 unreadable set_unreadable;
        /// Does it carry an extension without a name?
        6 unknown_extensions set_unknown_extensions;
        /// Does `supported_versions` list TLS 1.2?
        7 lists_tls12 set_lists_tls12;
    }
}

/// What the `ServerHello` answered, as far as order depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// The extensions that it carries, of those with a name; in TLS 1.3 those of
    /// `EncryptedExtensions` too, once opened.
    pub extensions: ExtensionSet,
    /// The cipher suite.
    pub cipher_suite: CipherSuite,
    /// `record_size_limit` in bytes, 0 without the extension.
    pub record_size_limit: u16,
    /// Meaningful only where `has_selected_identity`.
    pub(crate) identity: u16,
    /// The heartbeat mode, 0 without the extension.
    pub heartbeat: u8,
    pub(crate) bits: u8,
}

impl Answer {
    const NONE: Self = Self {
        extensions: ExtensionSet::EMPTY,
        cipher_suite: CipherSuite(0),
        record_size_limit: 0,
        identity: 0,
        heartbeat: 0,
        bits: 0,
    };

    /// `selected_identity` of `pre_shared_key`.
    #[must_use]
    pub fn selected_identity(&self) -> Option<u16> {
        self.has_selected_identity().then_some(self.identity)
    }

    pub(crate) fn set_selected_identity(&mut self, identity: Option<u16>) {
        self.identity = identity.unwrap_or_default();
        self.set_has_selected_identity(identity.is_some());
    }

    answers! {
        /// Does it carry an extension without a name?
        0 unknown_extensions set_unknown_extensions;
        /// Was `renegotiation_info` answered?
        1 secure_renegotiation set_secure_renegotiation;
        /// Is the compression method another than null?
        2 compression set_compression;
        /// Does it carry `pre_shared_key`?
        3 has_selected_identity set_has_selected_identity;
        /// Is the cipher suite known, and its cipher an AEAD one?
        4 is_aead set_is_aead;
    }
}

/// What the messages so far have settled: the one value that the conditions of the order tables read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// What was offered.
    pub offer: Offer,
    /// What was answered.
    pub answer: Answer,
    /// 0 until it is decided.
    version: ProtocolVersion,
    /// The length of the server certificate's RSA key, as far as an export suite asks.
    pub server_key: RsaKey,
    /// The key-exchange class of the suite; `None` for one that is unknown, or cannot be selected.
    pub key_exchange: Option<KeyExchange>,
    /// Full, abbreviated, or not known yet.
    pub resumption: Resumption,
    /// What the client answered to a `CertificateRequest`.
    pub client_certificate: ClientCertificate,
    /// 0-RTT.
    pub early_data: EarlyData,
    pub(crate) bits: u8,
}

// A connection that is tracked keeps one.
const _: () = assert!(size_of::<Facts>() <= 44);

impl Facts {
    /// Nothing has been settled.
    pub(crate) const NONE: Self = Self {
        offer: Offer::NONE,
        answer: Answer::NONE,
        version: ProtocolVersion(0),
        server_key: RsaKey::Unknown,
        key_exchange: None,
        resumption: Resumption::Full,
        client_certificate: ClientCertificate::Unsent,
        early_data: EarlyData::NotOffered,
        bits: 0,
    };

    /// A connection of TLS 1.2 of which little has been settled but its key exchange, and whether there
    /// will be a ticket.
    pub(crate) const fn usual(key_exchange: KeyExchange, ticket: bool) -> Self {
        let mut facts = Self::NONE;
        facts.version = ProtocolVersion::TLS_1_2;
        facts.key_exchange = Some(key_exchange);
        if ticket {
            facts.answer.extensions.insert(ExtensionType::SESSION_TICKET);
        }
        facts
    }

    answers! {
        /// Does a `CertificateRequest` stand in this handshake?
        0 certificate_requested set_certificate_requested;
        /// Did a `HelloRetryRequest` come?
        1 retried set_retried;
        /// Was the client's `Finished` of this handshake seen?
        2 client_finished set_client_finished;
    }

    /// The negotiated version, once a `ServerHello` or `HelloRetryRequest` has decided it.
    #[must_use]
    #[inline]
    pub fn version(&self) -> Option<ProtocolVersion> {
        (self.version != ProtocolVersion::default()).then_some(self.version)
    }

    /// Is it this version that was negotiated?
    #[inline]
    pub(crate) fn is_version(&self, version: ProtocolVersion) -> bool {
        self.version == version && version != ProtocolVersion::default()
    }

    pub(crate) fn set_version(&mut self, version: ProtocolVersion) {
        self.version = version;
    }

    /// Is the version TLS 1.3?
    #[must_use]
    pub const fn is_tls13(&self) -> bool {
        self.version.0 == ProtocolVersion::TLS_1_3.0
    }

    /// Is the version SSL 3.0?
    #[must_use]
    pub const fn is_ssl3(&self) -> bool {
        self.version.0 == ProtocolVersion::SSL_3_0.0
    }

    /// Does the extension stand in both hellos?
    #[must_use]
    pub const fn negotiated(&self, extension: ExtensionType) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_been_settled_at_first() {
        assert_eq!(Facts::NONE, Facts::default());
    }
}
