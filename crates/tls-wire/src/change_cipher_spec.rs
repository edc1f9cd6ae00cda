use crate::{
    EncodeError, Reader,
    encode::{Encode, Sink},
    message_error::{Field, MessageError},
};

/// The change_cipher_spec message: one byte of value 1 ([RFC 5246], section 7.1; in TLS 1.3 sent
/// for middleboxes only, [RFC 8446], section 5).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.1
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangeCipherSpec;

impl ChangeCipherSpec {
    /// Its one byte.
    pub const BYTES: [u8; 1] = [1];

    /// Reads the message that fills `bytes`.
    ///
    /// # Errors
    ///
    /// [`MessageError`]: no byte (`Truncated`), another value (`IllegalValue`), more than one byte
    /// (`TrailingBytes`).
    pub fn parse(bytes: &[u8]) -> Result<Self, MessageError> {
        let mut reader = Reader::new(bytes);
        let value = reader.u8().field("ChangeCipherSpec.type")?;
        if value != 1 {
            return Err(MessageError::illegal_value("ChangeCipherSpec.type", value, 0));
        }
        reader.finish("ChangeCipherSpec")?;
        Ok(Self)
    }
}

impl Encode for ChangeCipherSpec {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&Self::BYTES);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn one_byte_of_value_one() {
        assert_eq!(ChangeCipherSpec::parse(&[1]), Ok(ChangeCipherSpec));
        assert_eq!(ChangeCipherSpec.to_vec().unwrap(), [1]);
        let kind = |bytes: &[u8]| ChangeCipherSpec::parse(bytes).unwrap_err().kind;
        assert!(matches!(kind(&[]), MessageErrorKind::Truncated { .. }));
        assert!(matches!(kind(&[0x14]), MessageErrorKind::IllegalValue { value: 0x14, .. }));
        assert!(matches!(kind(&[1, 1]), MessageErrorKind::TrailingBytes { left: 1, .. }));
    }
}
