use crate::HandshakeType;

/// The four bytes before a handshake message's body ([RFC 8446], section 4).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandshakeHeader {
    /// Which message.
    pub handshake_type: HandshakeType,
    /// Bytes of the body, at most 2^24 - 1.
    pub length: u32,
}

impl HandshakeHeader {
    /// Bytes of a header.
    pub const LEN: usize = 4;

    /// The longest body that a header can declare: 2^24 - 1 bytes.
    pub const MAX_LENGTH: u32 = 0xff_ffff;

    /// Reads a header. All values are kept, none is refused.
    #[must_use]
    #[inline]
    pub const fn parse(bytes: &[u8; Self::LEN]) -> Self {
        let [handshake_type, high, middle, low] = *bytes;
        let length = u32::from_be_bytes([0, high, middle, low]);
        Self { handshake_type: HandshakeType(handshake_type), length }
    }
}
