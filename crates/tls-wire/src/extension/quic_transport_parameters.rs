use crate::{
    EncodeError, Reader,
    encode::{Encode, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::wire_struct,
};

/// One transport parameter ([RFC 9000], section 18).
///
/// The encodings of its two numbers are kept, which need not be the shortest.
///
/// [RFC 9000]: https://www.rfc-editor.org/rfc/rfc9000#section-18
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TransportParameter<'a> {
    id: VarInt,
    length_width: u8,
    /// The value, in the parameter's own format.
    pub value: &'a [u8],
}

impl<'a> TransportParameter<'a> {
    /// A parameter with its numbers in the shortest encoding. `None` if `id` is 2^62 or more.
    #[must_use]
    pub fn new(id: u64, value: &'a [u8]) -> Option<Self> {
        let length = VarInt::shortest(u64::try_from(value.len()).ok()?)?;
        Some(Self { id: VarInt::shortest(id)?, length_width: length.width, value })
    }

    /// Which parameter (IANA "QUIC Transport Parameters").
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.id.value
    }
}

impl Sealed for TransportParameter<'_> {}

impl<'a> Item<'a> for TransportParameter<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let id = VarInt::read(reader, "transport_parameter_id")?;
        let length = VarInt::read(reader, "transport_parameter_length")?;
        let count = usize::try_from(length.value).unwrap_or(usize::MAX);
        let value = reader.bytes(count).field("transport_parameter_value")?;
        Ok(Self { id, length_width: length.width, value })
    }
}

impl Encode for TransportParameter<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        self.id.write(sink);
        let field = "transport_parameter_value";
        let length = self.value.len();
        let value = u64::try_from(length).unwrap_or(u64::MAX);
        // Where the value was replaced by a longer one, the length may need more bytes than before.
        let Some(shortest) = VarInt::shortest(value) else {
            return Err(EncodeError::TooLong { field, length, max: usize::MAX >> 2 });
        };
        VarInt { value, width: self.length_width.max(shortest.width) }.write(sink);
        sink.put(self.value);
        Ok(())
    }
}

/// A number of 1, 2, 4 or 8 bytes, of which the first two bits tell the width ([RFC 9000], section
/// 16).
///
/// [RFC 9000]: https://www.rfc-editor.org/rfc/rfc9000#section-16
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct VarInt {
    value: u64,
    width: u8,
}

impl VarInt {
    const fn shortest(value: u64) -> Option<Self> {
        let width = match value {
            0..=0x3f => 1,
            0x40..=0x3fff => 2,
            0x4000..=0x3fff_ffff => 4,
            0x4000_0000..=0x3fff_ffff_ffff_ffff => 8,
            _ => return None,
        };
        Some(Self { value, width })
    }

    fn read(reader: &mut Reader<'_>, field: &'static str) -> Result<Self, MessageError> {
        let mut ahead = *reader;
        let width = match ahead.u8().field(field)? >> 6 {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => 8,
        };
        let bytes = reader.bytes(usize::from(width)).field(field)?;
        let value = bytes.iter().fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
        let prefix = match width {
            1 => 0,
            2 => 0x4000,
            4 => 0x8000_0000,
            _ => 0xc000_0000_0000_0000,
        };
        Ok(Self { value: value ^ prefix, width })
    }

    fn write<S: Sink>(self, sink: &mut S) {
        let (prefix, skip) = match self.width {
            1 => (0, 7),
            2 => (0x4000, 6),
            4 => (0x8000_0000, 4),
            _ => (0xc000_0000_0000_0000, 0),
        };
        let bytes = (self.value | prefix).to_be_bytes();
        sink.put(bytes.get(skip..).unwrap_or_default());
    }
}

wire_struct! {
    /// quic_transport_parameters, in ClientHello and EncryptedExtensions over QUIC ([RFC 9001],
    /// section 8.2).
    ///
    /// [RFC 9001]: https://www.rfc-editor.org/rfc/rfc9001#section-8.2
    pub struct TransportParameters<'a> {
        /// The parameters, possibly none.
        parameters: rest_list(TransportParameter<'a>),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn numbers_of_every_width_round_trip_even_if_not_the_shortest() {
        let bytes = [
            0x01, 0x01, 9, // id 1 in one byte
            0x40, 0x05, 0x40, 0x00, // id 5 in two, length 0 in two
            0x80, 0, 0x12, 0x34, 0x02, 1, 2, // id 0x1234 in four
            0xc0, 0, 0, 0, 0, 0, 0, 7, 0x80, 0, 0, 1, 3, // id 7 in eight, length in four
        ];
        let parameters = TransportParameters::parse(&bytes).unwrap();
        let items: Vec<_> = parameters.parameters.iter().collect();
        let ids: Vec<_> = items.iter().map(TransportParameter::id).collect();
        assert_eq!(ids, [1, 5, 0x1234, 7]);
        let written: Vec<u8> = items.iter().flat_map(|item| item.to_vec().unwrap()).collect();
        assert_eq!(written, bytes);
        assert_eq!(parameters.to_vec().unwrap(), bytes);
    }

    #[test]
    fn new_parameters_are_as_short_as_can_be() {
        let parameter = TransportParameter::new(0x4000, &[1; 64]).unwrap();
        assert_eq!(parameter.to_vec().unwrap()[..6], [0x80, 0, 0x40, 0, 0x40, 64]);
        assert_eq!(TransportParameter::new(1 << 62, &[]), None);
        let mut longer = TransportParameter::new(1, &[]).unwrap();
        longer.value = &[7; 64];
        assert_eq!(longer.to_vec().unwrap()[..3], [1, 0x40, 64]);
    }

    #[test]
    fn every_prefix_is_whole_or_truncated() {
        let bytes = [0x40, 0x05, 0x80, 0, 0, 2, 1, 2];
        for cut in 1..bytes.len() {
            let error = TransportParameters::parse(&bytes[..cut]).unwrap_err();
            assert!(matches!(error.kind, MessageErrorKind::Truncated { .. }), "{cut}");
        }
        assert!(TransportParameters::parse(&[]).unwrap().parameters.is_empty());
    }
}
