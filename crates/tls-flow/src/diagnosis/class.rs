use core::fmt;

/// What the first bytes of a direction are, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A TLS record that carries a handshake message.
    TlsHandshake,
    /// A TLS alert record.
    TlsAlert,
    /// A hello in the format of SSL 2.0 (RFC 5246, appendix E.2).
    Sslv2Hello,
    /// TLS records, but not the first ones of a connection.
    TlsMidstream,
    /// Something else than TLS.
    NotTls,
    /// Nothing that is recognised, or no bytes at all.
    Unknown,
}

impl Class {
    /// The name used in reports: `"tls-handshake"`, `"tls-alert"`, `"sslv2-hello"`,
    /// `"tls-midstream"`, `"not-tls"` or `"unknown"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TlsHandshake => "tls-handshake",
            Self::TlsAlert => "tls-alert",
            Self::Sslv2Hello => "sslv2-hello",
            Self::TlsMidstream => "tls-midstream",
            Self::NotTls => "not-tls",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the bytes are TLS (or an SSL 2.0 hello, with which TLS connections once began).
    #[must_use]
    pub const fn is_tls(self) -> bool {
        match self {
            Self::TlsHandshake | Self::TlsAlert | Self::Sslv2Hello | Self::TlsMidstream => true,
            Self::NotTls | Self::Unknown => false,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
