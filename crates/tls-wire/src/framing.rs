use crate::{RecordHeader, Sslv2Header};

/// What kind of header a record began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Framing {
    /// SSL 3.0 to TLS 1.3.
    Tls(RecordHeader),
    /// An SSLv2 record that holds a ClientHello.
    Sslv2(Sslv2Header),
}

impl Framing {
    /// Bytes of the fragment that follows the header.
    #[must_use]
    #[inline]
    pub fn length(&self) -> usize {
        match self {
            Self::Tls(header) => usize::from(header.length),
            Self::Sslv2(header) => usize::from(header.length),
        }
    }

    /// Bytes of the header.
    #[must_use]
    pub fn header_length(&self) -> usize {
        match self {
            Self::Tls(_) => RecordHeader::LEN,
            Self::Sslv2(header) => usize::from(header.header_length),
        }
    }
}
