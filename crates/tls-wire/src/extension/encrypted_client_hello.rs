use crate::{
    EncodeError, ExtensionType, Reader,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::{parse, wire_struct},
};

code_points! {
    /// How the HPKE key is encapsulated (IANA "HPKE KEM Identifiers"; [RFC 9180], section 7.1).
    ///
    /// [RFC 9180]: https://www.rfc-editor.org/rfc/rfc9180#section-7.1
    pub struct HpkeKem(u16), hex 6 {
        DHKEM_P256_HKDF_SHA256 = 0x0010, "DHKEM(P-256, HKDF-SHA256)";
        DHKEM_P384_HKDF_SHA384 = 0x0011, "DHKEM(P-384, HKDF-SHA384)";
        DHKEM_P521_HKDF_SHA512 = 0x0012, "DHKEM(P-521, HKDF-SHA512)";
        DHKEM_X25519_HKDF_SHA256 = 0x0020, "DHKEM(X25519, HKDF-SHA256)";
        DHKEM_X448_HKDF_SHA512 = 0x0021, "DHKEM(X448, HKDF-SHA512)";
    }
}

code_points! {
    /// How HPKE keys are derived (IANA "HPKE KDF Identifiers"; [RFC 9180], section 7.2).
    ///
    /// [RFC 9180]: https://www.rfc-editor.org/rfc/rfc9180#section-7.2
    pub struct HpkeKdf(u16), hex 6 {
        HKDF_SHA256 = 0x0001, "HKDF-SHA256";
        HKDF_SHA384 = 0x0002, "HKDF-SHA384";
        HKDF_SHA512 = 0x0003, "HKDF-SHA512";
    }
}

code_points! {
    /// How HPKE encrypts (IANA "HPKE AEAD Identifiers"; [RFC 9180], section 7.3).
    ///
    /// [RFC 9180]: https://www.rfc-editor.org/rfc/rfc9180#section-7.3
    pub struct HpkeAead(u16), hex 6 {
        AES_128_GCM = 0x0001, "AES-128-GCM";
        AES_256_GCM = 0x0002, "AES-256-GCM";
        CHACHA20_POLY1305 = 0x0003, "ChaCha20Poly1305";
        EXPORT_ONLY = 0xffff, "Export-only";
    }
}

wire_struct! {
    /// A pair of HPKE algorithms ([RFC 9849], section 4).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-4
    pub struct HpkeSymmetricCipherSuite {
        /// How keys are derived.
        kdf_id: code16(HpkeKdf),
        /// How is encrypted.
        aead_id: code16(HpkeAead),
    }
}

wire_struct! {
    /// What an outer ClientHello carries ([RFC 9849], section 5).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-5
    pub struct OuterClientHello<'a> {
        /// The algorithms in use.
        cipher_suite: nested(HpkeSymmetricCipherSuite),
        /// Which of the server's configurations is in use.
        config_id: u8,
        /// The encapsulated key; empty after a HelloRetryRequest.
        enc: opaque16(0),
        /// The encrypted inner ClientHello.
        payload: opaque16(1),
    }
}

/// encrypted_client_hello in a ClientHello ([RFC 9849], section 5). GREASE looks like `Outer`.
///
/// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-5
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EchClientHello<'a> {
    /// Type outer (0): the hello that travels in the clear.
    Outer(OuterClientHello<'a>),
    /// Type inner (1): the mark of the hello inside, never on the wire.
    Inner,
}

impl<'a> EchClientHello<'a> {
    parse!('a EchClientHello);
}

impl Sealed for EchClientHello<'_> {}

impl<'a> Item<'a> for EchClientHello<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let offset = reader.offset();
        match reader.u8().field("ECHClientHelloType")? {
            0 => Ok(Self::Outer(OuterClientHello::read(reader)?)),
            1 => Ok(Self::Inner),
            other => Err(MessageError::illegal_value("ECHClientHelloType", other, offset)),
        }
    }

    #[inline]
    fn skip(reader: &mut Reader<'a>) -> Option<()> {
        match reader.u8().ok()? {
            0 => OuterClientHello::skip(reader),
            1 => Some(()),
            _ => None,
        }
    }
}

impl Encode for EchClientHello<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::Outer(outer) => {
                sink.put(&[0]);
                outer.write(sink)
            }
            Self::Inner => {
                sink.put(&[1]);
                Ok(())
            }
        }
    }
}

wire_struct! {
    /// encrypted_client_hello in a HelloRetryRequest ([RFC 9849], section 5).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-5
    pub struct EchHelloRetryRequest<'a> {
        /// By which the client learns whether the inner hello was accepted.
        confirmation: array(8),
    }
}

wire_struct! {
    /// encrypted_client_hello in EncryptedExtensions: what to try next time ([RFC 9849], section
    /// 5).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-5
    pub struct EchEncryptedExtensions<'a> {
        /// At least one configuration, the best first.
        retry_configs: some16(EchConfig<'a>),
    }
}

/// A server's configuration for encrypted ClientHellos ([RFC 9849], section 4).
///
/// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EchConfig<'a> {
    /// Of the RFC's version.
    V1(EchConfigContents<'a>),
    /// Of another version, to be skipped.
    Unknown {
        /// The version.
        version: u16,
        /// The contents.
        contents: &'a [u8],
    },
}

impl EchConfig<'_> {
    /// The version of [RFC 9849], which is the extension's code point.
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-4
    pub const VERSION: u16 = ExtensionType::ENCRYPTED_CLIENT_HELLO.0;
}

impl Sealed for EchConfig<'_> {}

impl<'a> Item<'a> for EchConfig<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let version = reader.u16().field("version")?;
        let contents = reader.vec16().field("contents")?;
        if version != Self::VERSION {
            return Ok(Self::Unknown { version, contents });
        }
        let contents = reader.inside(contents);
        Ok(Self::V1(EchConfigContents::read_whole(contents, "ECHConfigContents")?))
    }
}

impl Encode for EchConfig<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::V1(contents) => {
                sink.put(&Self::VERSION.to_be_bytes());
                sink.len16("contents", contents.encoded_len()?)?;
                contents.write(sink)
            }
            Self::Unknown { version, contents } => {
                sink.put(&version.to_be_bytes());
                sink.vec16("contents", contents)
            }
        }
    }
}

wire_struct! {
    /// The contents of an [`EchConfig`] ([RFC 9849], section 4).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-4
    pub struct EchConfigContents<'a> {
        /// The number by which a ClientHello names this configuration.
        config_id: u8,
        /// How the key is encapsulated.
        kem_id: code16(HpkeKem),
        /// The server's key.
        public_key: opaque16(1),
        /// At least one pair of algorithms.
        cipher_suites: some16(HpkeSymmetricCipherSuite),
        /// The longest name that clients should hide the length of, in bytes.
        maximum_name_length: u8,
        /// The name to put into the outer ClientHello.
        public_name: opaque8(1),
        /// Extensions of the configuration.
        extensions: list16(EchConfigExtension<'a>),
    }
}

wire_struct! {
    /// An extension of an [`EchConfig`] ([RFC 9849], section 4).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-4
    pub struct EchConfigExtension<'a> {
        /// Which; mandatory to understand if the high bit is set.
        extension_type: u16,
        /// Its data.
        data: opaque16(0),
    }
}

wire_struct! {
    /// ech_outer_extensions in an inner ClientHello: those to be taken from the outer one
    /// ([RFC 9849], section 5.1).
    ///
    /// [RFC 9849]: https://www.rfc-editor.org/rfc/rfc9849#section-5.1
    pub struct OuterExtensions<'a> {
        /// At least one type, in the outer hello's order.
        outer_extensions: some8(ExtensionType),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::{MessageErrorKind, testing::check_ends};

    /// One configuration of the RFC's version with one extension, and one of another version.
    fn configs() -> Vec<u8> {
        let mut contents = Vec::from([5, 0, 0x20, 0, 2, 7, 7, 0, 4, 0, 1, 0, 3, 64, 1, b'a']);
        contents.extend([0, 5, 0x80, 1, 0, 1, 9]);
        let length = u8::try_from(contents.len()).unwrap();
        let mut bytes = Vec::from([0, 0, 0xfe, 0x0d, 0, length]);
        bytes.extend(contents);
        bytes.extend([0xfe, 0x0a, 0, 2, 1, 1]);
        bytes[1] = u8::try_from(bytes.len() - 2).unwrap();
        bytes
    }

    #[test]
    fn configurations_of_known_and_unknown_versions() {
        let bytes = configs();
        let list = EchEncryptedExtensions::parse(&bytes).unwrap();
        let configs: Vec<_> = list.retry_configs.iter().collect();
        let [EchConfig::V1(contents), EchConfig::Unknown { version: 0xfe0a, .. }] = configs[..]
        else {
            panic!("{configs:?}")
        };
        assert_eq!(contents.kem_id, HpkeKem::DHKEM_X25519_HKDF_SHA256);
        assert_eq!(contents.public_name, b"a");
        assert_eq!(contents.extensions.iter().next().unwrap().data, [9]);
        let suite = contents.cipher_suites.iter().next().unwrap();
        assert_eq!(suite.aead_id, HpkeAead::CHACHA20_POLY1305);
        let written: Vec<u8> = configs.iter().flat_map(|config| config.to_vec().unwrap()).collect();
        assert_eq!(written, bytes[2..]);
    }

    #[test]
    fn every_prefix_is_truncated_and_a_tail_is_refused() {
        check_ends(&configs(), "EchEncryptedExtensions", |bytes| {
            EchEncryptedExtensions::parse(bytes).err()
        });
    }

    #[test]
    fn outer_inner_and_neither() {
        let outer = [0, 0, 1, 0, 1, 42, 0, 1, 3, 0, 2, 9, 9];
        let hello = EchClientHello::parse(&outer).unwrap();
        let EchClientHello::Outer(fields) = hello else { panic!("{hello:?}") };
        assert_eq!((fields.config_id, fields.enc, fields.payload), (42, &[3][..], &[9, 9][..]));
        assert_eq!(hello.to_vec().unwrap(), outer);
        assert_eq!(EchClientHello::parse(&[1]), Ok(EchClientHello::Inner));
        assert_eq!(EchClientHello::Inner.to_vec().unwrap(), [1]);
        let kind = |bytes: &[u8]| EchClientHello::parse(bytes).unwrap_err().kind;
        assert!(matches!(kind(&[2]), MessageErrorKind::IllegalValue { value: 2, .. }));
        assert!(matches!(kind(&[1, 0]), MessageErrorKind::TrailingBytes { left: 1, .. }));
    }
}
