use crate::HandshakeType;

/// The longest body that is reassembled, by message type.
///
/// A limit is compared with the length that a message's header declares, so that nothing is
/// stored for a message that is too long. No RFC sets these; a header can declare 2^24 - 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandshakeLimits {
    /// Bytes of a ClientHello, which key shares of post-quantum groups make long.
    pub client_hello: u32,
    /// Bytes of a Certificate or CompressedCertificate, which hold a chain.
    pub certificate: u32,
    /// Bytes of a CertificateRequest, which may list every authority.
    pub certificate_request: u32,
    /// Bytes of a NewSessionTicket.
    pub new_session_ticket: u32,
    /// Bytes of any other message.
    pub other: u32,
}

impl HandshakeLimits {
    /// 64 KiB, the limit of rustls and Go for most messages.
    pub const DEFAULT_OTHER: u32 = 1 << 16;

    /// 128 KiB - 1, the limit of NSS.
    pub const DEFAULT_CERTIFICATE: u32 = (1 << 17) - 1;

    /// The defaults above.
    pub const DEFAULT: Self =
        Self { certificate: Self::DEFAULT_CERTIFICATE, ..Self::uniform(Self::DEFAULT_OTHER) };

    /// One limit, in bytes, for every type.
    #[must_use]
    pub const fn uniform(limit: u32) -> Self {
        Self {
            client_hello: limit,
            certificate: limit,
            certificate_request: limit,
            new_session_ticket: limit,
            other: limit,
        }
    }

    /// The limit that applies to a type, in bytes.
    #[must_use]
    pub const fn of(&self, handshake_type: HandshakeType) -> u32 {
        match handshake_type {
            HandshakeType::CLIENT_HELLO => self.client_hello,
            HandshakeType::CERTIFICATE | HandshakeType::COMPRESSED_CERTIFICATE => self.certificate,
            HandshakeType::CERTIFICATE_REQUEST => self.certificate_request,
            HandshakeType::NEW_SESSION_TICKET => self.new_session_ticket,
            _ => self.other,
        }
    }
}

impl Default for HandshakeLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
