use crate::{
    EncodeError, Reader,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::parse,
};

code_points! {
    /// Which half of a heartbeat it is ([RFC 6520], section 3).
    ///
    /// [RFC 6520]: https://www.rfc-editor.org/rfc/rfc6520#section-3
    pub struct HeartbeatMessageType(u8), hex 4 {
        HEARTBEAT_REQUEST = 1, "heartbeat_request";
        HEARTBEAT_RESPONSE = 2, "heartbeat_response";
    }
}

/// A heartbeat message, which fills its record ([RFC 6520], section 4).
///
/// ```
/// use tls_wire::{Heartbeat, MessageErrorKind};
///
/// // One byte of payload, and the claim that there are 16,384: the attack called Heartbleed.
/// let message = [1, 0x40, 0x00, 7];
/// let error = Heartbeat::parse(&message).unwrap_err();
/// assert_eq!(
///     error.kind,
///     MessageErrorKind::Truncated { field: "payload", wanted: 16_384, left: 1 },
/// );
/// ```
///
/// [RFC 6520]: https://www.rfc-editor.org/rfc/rfc6520#section-4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Heartbeat<'a> {
    /// Request or response.
    pub message_type: HeartbeatMessageType,
    /// What a response repeats.
    pub payload: &'a [u8],
    /// At least 16 random bytes, to be ignored.
    pub padding: &'a [u8],
}

impl<'a> Heartbeat<'a> {
    /// Fewest bytes of padding.
    pub const MIN_PADDING: usize = 16;

    parse!('a Heartbeat);
}

impl Sealed for Heartbeat<'_> {}

impl<'a> Item<'a> for Heartbeat<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let message_type = HeartbeatMessageType(reader.u8().field("type")?);
        let payload_length = reader.u16().field("payload_length")?;
        let payload = reader.bytes(usize::from(payload_length)).field("payload")?;
        let padding = reader.take_rest();
        reader.check_length("padding", padding, Self::MIN_PADDING, usize::MAX)?;
        Ok(Self { message_type, payload, padding })
    }
}

impl Encode for Heartbeat<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.message_type.0]);
        sink.vec16("payload", self.payload)?;
        sink.put(self.padding);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::MessageErrorKind;

    fn message(payload_length: u8, rest: usize) -> Vec<u8> {
        let mut bytes = vec![1, 0, payload_length];
        bytes.extend(vec![9; rest]);
        bytes
    }

    #[test]
    fn payload_and_padding() {
        let bytes = message(3, 3 + 16);
        let heartbeat = Heartbeat::parse(&bytes).unwrap();
        assert_eq!((heartbeat.payload.len(), heartbeat.padding.len()), (3, 16));
        assert_eq!(heartbeat.to_vec().unwrap(), bytes);
    }

    #[test]
    fn the_payload_length_must_fit_and_leave_room_for_the_padding() {
        let kind = |bytes: &[u8]| Heartbeat::parse(bytes).unwrap_err().kind;
        let overlong = MessageErrorKind::Truncated { field: "payload", wanted: 20, left: 19 };
        assert_eq!(kind(&message(20, 19)), overlong);
        let short = kind(&message(4, 19));
        assert!(matches!(short, MessageErrorKind::LengthOutOfRange { length: 15, min: 16, .. }));
        let none = kind(&message(19, 19));
        assert!(matches!(none, MessageErrorKind::LengthOutOfRange { length: 0, min: 16, .. }));
    }
}
