use crate::{
    CipherSuite, Extensions, ProtocolVersion, Reader,
    message_error::{Field, MessageError},
    vector::{Vector, VectorIter},
};

/// The ClientHello of SSL 3.0 to TLS 1.3 ([RFC 8446], section 4.1.2; [RFC 5246], section 7.4.1.2).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientHello<'a> {
    /// The highest version up to TLS 1.2; what comes after is in supported_versions.
    pub legacy_version: ProtocolVersion,
    /// 32 bytes of the client's choice.
    pub random: &'a [u8; 32],
    /// 0 to 32 bytes.
    pub legacy_session_id: &'a [u8],
    pub(crate) cipher_suites: Vector<'a, CipherSuite>,
    /// At least one byte, each a [`CompressionMethod`](crate::CompressionMethod).
    pub compression_methods: &'a [u8],
    /// The extensions, empty if there is no block of them.
    pub extensions: Extensions<'a>,
    /// Whether there is an extension block, if only an empty one. Up to TLS 1.2 a hello may end
    /// before it.
    pub has_extensions_block: bool,
}

impl<'a> ClientHello<'a> {
    /// Most bytes of a session id.
    pub const MAX_SESSION_ID: usize = 32;

    /// Reads the body of a ClientHello, to its last byte.
    ///
    /// The data of the extensions is not looked at.
    ///
    /// # Errors
    ///
    /// [`MessageError`], the first in order: a field cut short, a session id above 32 bytes, no or
    /// half a cipher suite, no compression method, an extension cut short or repeated, bytes left
    /// over.
    pub fn parse(body: &'a [u8]) -> Result<Self, MessageError> {
        let mut reader = Reader::new(body);
        let legacy_version = ProtocolVersion(reader.u16().field("legacy_version")?);
        let random = reader.array().field("random")?;
        let legacy_session_id = reader.vec8().field("legacy_session_id")?;
        let session_id = legacy_session_id;
        reader.check_length("legacy_session_id", session_id, 0, Self::MAX_SESSION_ID)?;
        let cipher_suites = reader.vec16().field("cipher_suites")?;
        let cipher_suites = Vector::read_non_empty("cipher_suites", reader.inside(cipher_suites))?;
        let compression_methods = reader.vec8().field("legacy_compression_methods")?;
        reader.check_length("legacy_compression_methods", compression_methods, 1, 255)?;
        let has_extensions_block = !reader.is_empty();
        let extensions = if has_extensions_block {
            let extensions = reader.vec16().field("extensions")?;
            Extensions::read(reader.inside(extensions))?
        } else {
            Extensions::EMPTY
        };
        reader.finish("extensions")?;
        Ok(Self {
            legacy_version,
            random,
            legacy_session_id,
            cipher_suites,
            compression_methods,
            extensions,
            has_extensions_block,
        })
    }

    /// The cipher suites the client offers, in its order of preference; at least one.
    #[must_use]
    pub const fn cipher_suites(&self) -> VectorIter<'a, CipherSuite> {
        self.cipher_suites.iter()
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::{AlertDescription, ExtensionType, MessageErrorKind};

    /// Version 1.2, session id of 2, suites 1301 and 0a0a, null compression, extensions 23 and 43.
    fn hello() -> Vec<u8> {
        let mut bytes = vec![3, 3];
        bytes.extend([9; 32]);
        bytes.extend([2, 5, 6, 0, 4, 0x13, 1, 0x0a, 0x0a, 1, 0]);
        bytes.extend([0, 11, 0, 23, 0, 0, 0, 43, 0, 3, 2, 3, 4]);
        bytes
    }

    /// Where the extension block (with its length) begins.
    const EXTENSIONS: usize = 45;

    #[test]
    fn reads_every_field() {
        let bytes = hello();
        let hello = ClientHello::parse(&bytes).unwrap();
        assert_eq!(hello.legacy_version, ProtocolVersion::TLS_1_2);
        assert_eq!(hello.random, &[9; 32]);
        assert_eq!(hello.legacy_session_id, [5, 6]);
        let suites: Vec<_> = hello.cipher_suites().collect();
        assert_eq!(suites, [CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite(0x0a0a)]);
        assert_eq!(hello.compression_methods, [0]);
        assert!(hello.has_extensions_block);
        assert_eq!(hello.extensions.get(ExtensionType::SUPPORTED_VERSIONS), Some(&[2, 3, 4][..]));
    }

    #[test]
    fn every_prefix_is_truncated_but_the_one_without_extensions() {
        let bytes = hello();
        for cut in 0..bytes.len() {
            let result = ClientHello::parse(&bytes[..cut]);
            if cut == EXTENSIONS {
                assert!(!result.unwrap().has_extensions_block);
                continue;
            }
            let error = result.unwrap_err();
            assert!(matches!(error.kind, MessageErrorKind::Truncated { .. }), "{cut}: {error}");
            assert!(error.offset as usize <= cut);
            assert_eq!(error.alert(), AlertDescription::DECODE_ERROR);
        }
    }

    #[test]
    fn an_empty_block_is_not_an_absent_one() {
        let mut bytes = hello();
        bytes.truncate(EXTENSIONS);
        bytes.extend([0, 0]);
        let hello = ClientHello::parse(&bytes).unwrap();
        assert!(hello.has_extensions_block && hello.extensions.is_empty());
    }

    #[test]
    fn every_length_lied_about_is_refused_where_it_stands() {
        let with = |index: usize, value: u8| {
            let mut bytes = hello();
            bytes[index] = value;
            ClientHello::parse(&bytes).unwrap_err()
        };
        let odd = MessageErrorKind::OddLength { field: "cipher_suites", length: 3, item_length: 2 };
        assert_eq!((with(38, 3).kind, with(38, 3).offset), (odd, 39));
        let empty = MessageErrorKind::EmptyList { field: "cipher_suites" };
        assert_eq!((with(38, 0).kind, with(38, 0).offset), (empty, 39));
        let empty = MessageErrorKind::EmptyList { field: "legacy_compression_methods" };
        assert_eq!((with(43, 0).kind, with(43, 0).offset), (empty, 44));
        let tail = MessageErrorKind::TrailingBytes { field: "extensions", left: 7 };
        assert_eq!((with(46, 4).kind, with(46, 4).offset), (tail, 51));
        let long = MessageErrorKind::Truncated { field: "extensions", wanted: 12, left: 11 };
        assert_eq!((with(46, 12).kind, with(46, 12).offset), (long, 47));

        let mut bytes = hello();
        bytes[34] = 33;
        bytes.splice(35..37, [1; 33]);
        let kind = ClientHello::parse(&bytes).unwrap_err().kind;
        assert!(matches!(kind, MessageErrorKind::LengthOutOfRange { length: 33, max: 32, .. }));
    }
}
