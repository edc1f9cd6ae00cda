use crate::HandshakeType;

/// In which message an extension stands, on which the meaning of its data depends (the columns of
/// [RFC 8446], section 4.2, without regard to the version).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HandshakeContext {
    /// A ClientHello.
    ClientHello,
    /// A ServerHello that is no HelloRetryRequest.
    ServerHello,
    /// A HelloRetryRequest.
    HelloRetryRequest,
    /// EncryptedExtensions, from either peer.
    EncryptedExtensions,
    /// With a certificate of a TLS 1.3 Certificate.
    Certificate,
    /// A TLS 1.3 CertificateRequest.
    CertificateRequest,
    /// A TLS 1.3 NewSessionTicket.
    NewSessionTicket,
}

impl HandshakeContext {
    /// Every context.
    pub const ALL: [Self; 7] = [
        Self::ClientHello,
        Self::ServerHello,
        Self::HelloRetryRequest,
        Self::EncryptedExtensions,
        Self::Certificate,
        Self::CertificateRequest,
        Self::NewSessionTicket,
    ];

    /// The type of the message.
    #[must_use]
    pub const fn handshake_type(self) -> HandshakeType {
        match self {
            Self::ClientHello => HandshakeType::CLIENT_HELLO,
            Self::ServerHello | Self::HelloRetryRequest => HandshakeType::SERVER_HELLO,
            Self::EncryptedExtensions => HandshakeType::ENCRYPTED_EXTENSIONS,
            Self::Certificate => HandshakeType::CERTIFICATE,
            Self::CertificateRequest => HandshakeType::CERTIFICATE_REQUEST,
            Self::NewSessionTicket => HandshakeType::NEW_SESSION_TICKET,
        }
    }
}
