use crate::{
    EncodeError, ProtocolVersion, Reader,
    code_point::print_as_name_or_hex,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, Vector, VectorIter, private::Sealed},
};

/// The header of an SSLv2 record: two bytes with the high bit set, or three bytes with a padding
/// length (Hickman, "The SSL Protocol", 1995, "SSL Record Header Format").
///
/// A ClientHello in this format always has the two-byte header ([RFC 5246], appendix E.2).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#appendix-E.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sslv2Header {
    /// Bytes that follow the header, padding included.
    pub length: u16,
    /// Bytes of padding at the record's end; 0 in a two-byte header.
    pub padding: u8,
    /// Bytes of this header: 2 or 3.
    pub header_length: u8,
}

impl Sslv2Header {
    /// Reads a header from a record's first three bytes. The third is part of it only if the
    /// first has its high bit clear.
    #[must_use]
    pub const fn parse(bytes: [u8; 3]) -> Self {
        let [first, second, padding] = bytes;
        if first & 0x80 == 0 {
            let length = u16::from_be_bytes([first & 0x3f, second]);
            return Self { length, padding, header_length: 3 };
        }
        Self { length: u16::from_be_bytes([first & 0x7f, second]), padding: 0, header_length: 2 }
    }
}

/// Writes as many bytes as `header_length` says; a length that does not fit is an error.
impl Encode for Sslv2Header {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        let three = self.header_length == 3;
        let max = if three { 0x3fff } else { 0x7fff };
        if self.length > max {
            let (length, max) = (usize::from(self.length), usize::from(max));
            return Err(EncodeError::TooLong { field: "SSLv2 record", length, max });
        }
        if three {
            sink.put(&self.length.to_be_bytes());
            sink.put(&[self.padding]);
        } else {
            sink.put(&(self.length | 0x8000).to_be_bytes());
        }
        Ok(())
    }
}

/// A ClientHello in SSLv2 format, with which a client that also speaks SSL 3.0 or TLS may open
/// ([RFC 5246], appendix E.2).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#appendix-E.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sslv2ClientHello<'a> {
    /// The highest version the client speaks.
    pub version: ProtocolVersion,
    cipher_specs: Vector<'a, Sslv2CipherSpec>,
    /// Empty, or the 16 bytes of an SSLv2 session.
    pub session_id: &'a [u8],
    /// 16 to 32 bytes, which take the place of the random (at its end, zeros before them).
    pub challenge: &'a [u8],
}

impl<'a> Sslv2ClientHello<'a> {
    /// The message type byte of a ClientHello.
    pub const MSG_TYPE: u8 = 1;

    /// Bytes before the three variable fields: type, version and three lengths.
    pub const FIXED_LEN: u16 = 9;

    /// Reads what follows the record's header, the message type byte first.
    ///
    /// # Errors
    ///
    /// [`MessageError`]: another message type (`IllegalValue`), a field cut short, bytes left over,
    /// cipher specs empty or no multiple of 3, a session id that is neither 0 nor 16 bytes long, a
    /// challenge outside 16 to 32 bytes.
    pub fn parse(payload: &'a [u8]) -> Result<Self, MessageError> {
        let mut reader = Reader::new(payload);
        let msg_type = reader.u8().field("msg_type")?;
        if msg_type != Self::MSG_TYPE {
            return Err(MessageError::illegal_value("msg_type", msg_type, 0));
        }
        let version = ProtocolVersion(reader.u16().field("version")?);
        let cipher_spec_length = reader.u16().field("cipher_spec_length")?;
        let session_id_length = reader.u16().field("session_id_length")?;
        let challenge_length = reader.u16().field("challenge_length")?;

        let cipher_specs = reader.bytes(usize::from(cipher_spec_length)).field("cipher_specs")?;
        let cipher_specs = Vector::read_non_empty("cipher_specs", reader.inside(cipher_specs))?;
        let session_id = reader.bytes(usize::from(session_id_length)).field("session_id")?;
        if !session_id.is_empty() {
            reader.check_length("session_id", session_id, 16, 16)?;
        }
        let challenge = reader.bytes(usize::from(challenge_length)).field("challenge")?;
        reader.check_length("challenge", challenge, 16, 32)?;
        reader.finish("challenge")?;
        Ok(Self { version, cipher_specs, session_id, challenge })
    }

    /// What the client can encrypt with, in its order of preference.
    #[must_use]
    pub const fn cipher_specs(&self) -> VectorIter<'a, Sslv2CipherSpec> {
        self.cipher_specs.iter()
    }

    /// The cipher suites of SSL 3.0 and TLS among the cipher specs.
    pub fn cipher_suites(&self) -> impl Iterator<Item = crate::CipherSuite> + Clone + use<'a> {
        self.cipher_specs().filter_map(Sslv2CipherSpec::cipher_suite)
    }
}

/// Writes what follows the record's header.
impl Encode for Sslv2ClientHello<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[Self::MSG_TYPE]);
        sink.put(&self.version.0.to_be_bytes());
        sink.len16("cipher_specs", self.cipher_specs.as_bytes().len())?;
        sink.len16("session_id", self.session_id.len())?;
        sink.len16("challenge", self.challenge.len())?;
        sink.put(self.cipher_specs.as_bytes());
        sink.put(self.session_id);
        sink.put(self.challenge);
        Ok(())
    }
}

/// A three-byte cipher kind of SSLv2; with a first byte of 0 it is a TLS cipher suite
/// ([RFC 5246], appendix E.2).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#appendix-E.2
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sslv2CipherSpec(
    /// The three bytes as a number.
    pub u32,
);

impl Sslv2CipherSpec {
    /// The TLS cipher suite it stands for, if any.
    #[must_use]
    pub const fn cipher_suite(self) -> Option<crate::CipherSuite> {
        match self.0.to_be_bytes() {
            [0, 0, high, low] => Some(crate::CipherSuite(u16::from_be_bytes([high, low]))),
            _ => None,
        }
    }

    /// The SSLv2 name, or that of the TLS cipher suite.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self.0 {
            0x01_0080 => Some("SSL_CK_RC4_128_WITH_MD5"),
            0x02_0080 => Some("SSL_CK_RC4_128_EXPORT40_WITH_MD5"),
            0x03_0080 => Some("SSL_CK_RC2_128_CBC_WITH_MD5"),
            0x04_0080 => Some("SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"),
            0x05_0080 => Some("SSL_CK_IDEA_128_CBC_WITH_MD5"),
            0x06_0040 => Some("SSL_CK_DES_64_CBC_WITH_MD5"),
            0x07_00c0 => Some("SSL_CK_DES_192_EDE3_CBC_WITH_MD5"),
            _ => match self.cipher_suite() {
                Some(suite) => suite.name(),
                None => None,
            },
        }
    }
}

print_as_name_or_hex!(Sslv2CipherSpec(u32), 8);

impl Sealed for Sslv2CipherSpec {}

impl<'a> Item<'a> for Sslv2CipherSpec {
    const FIXED_LENGTH: Option<usize> = Some(3);

    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        Ok(Self(reader.u24().field("cipher_spec")?))
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec::Vec};

    use super::*;
    use crate::{CipherSuite, MessageErrorKind, testing::check_ends};

    /// Version 3.1, two cipher specs, no session, a challenge of 16.
    fn hello() -> Vec<u8> {
        let mut bytes = Vec::from([1, 3, 1, 0, 6, 0, 0, 0, 16, 0, 0, 0x2f, 7, 0, 0xc0]);
        bytes.extend(1..=16);
        bytes
    }

    #[test]
    fn headers_of_two_and_three_bytes() {
        let two = Sslv2Header { length: 46, padding: 0, header_length: 2 };
        assert_eq!(Sslv2Header::parse([0x80, 46, 1]), two);
        assert_eq!(two.to_vec().unwrap(), [0x80, 46]);
        let three = Sslv2Header { length: 0x3f05, padding: 7, header_length: 3 };
        assert_eq!(Sslv2Header::parse([0x3f, 5, 7]), three);
        assert_eq!(three.to_vec().unwrap(), [0x3f, 5, 7]);
        let long = Sslv2Header { length: 0x4000, padding: 0, header_length: 3 };
        assert!(matches!(long.to_vec(), Err(EncodeError::TooLong { max: 0x3fff, .. })));
    }

    #[test]
    fn reads_every_field() {
        let bytes = hello();
        let hello = Sslv2ClientHello::parse(&bytes).unwrap();
        assert_eq!(hello.version, ProtocolVersion::TLS_1_0);
        assert_eq!(hello.session_id, []);
        assert_eq!(hello.challenge.len(), 16);
        assert_eq!(hello.to_vec().unwrap(), bytes);
        let names: Vec<_> = hello.cipher_specs().map(|spec| format!("{spec}")).collect();
        assert_eq!(names, ["TLS_RSA_WITH_AES_128_CBC_SHA", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"]);
        assert_eq!(hello.cipher_suites().collect::<Vec<_>>(), [CipherSuite(0x2f)]);
    }

    #[test]
    fn every_prefix_is_truncated_and_a_tail_is_refused() {
        check_ends(&hello(), "challenge", |bytes| Sslv2ClientHello::parse(bytes).err());
    }

    #[test]
    fn lengths_outside_their_ranges() {
        let with = |index: usize, value: u8| {
            let mut bytes = hello();
            bytes[index] = value;
            Sslv2ClientHello::parse(&bytes).unwrap_err().kind
        };
        assert!(matches!(with(0, 4), MessageErrorKind::IllegalValue { value: 4, .. }));
        assert!(matches!(with(4, 0), MessageErrorKind::EmptyList { field: "cipher_specs" }));
        assert!(matches!(with(4, 5), MessageErrorKind::OddLength { length: 5, .. }));
        assert!(matches!(with(6, 3), MessageErrorKind::LengthOutOfRange { min: 16, max: 16, .. }));
        assert!(matches!(with(8, 15), MessageErrorKind::LengthOutOfRange { length: 15, .. }));
        assert!(matches!(with(8, 17), MessageErrorKind::Truncated { wanted: 17, left: 16, .. }));
    }
}
