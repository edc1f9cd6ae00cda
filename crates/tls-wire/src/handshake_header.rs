use crate::{
    EncodeError, HandshakeType,
    encode::{Encode, PutVector, Sink},
};

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
        let [handshake_type, ..] = *bytes;
        let length = u32::from_be_bytes(*bytes) & Self::MAX_LENGTH;
        Self { handshake_type: HandshakeType(handshake_type), length }
    }
}

/// The header by itself: a length above 2^24 - 1 is an error.
impl Encode for HandshakeHeader {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.handshake_type.0]);
        sink.u24("Handshake.length", self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_more_than_three_bytes_is_not_written() {
        let header = HandshakeHeader { handshake_type: HandshakeType::FINISHED, length: 1 << 24 };
        assert!(matches!(header.to_vec(), Err(EncodeError::TooLong { .. })));
    }
}
