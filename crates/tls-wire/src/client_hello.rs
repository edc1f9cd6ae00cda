use crate::{
    CipherSuite, EncodeError, Extension, ExtensionType, Extensions, HandshakeContext, NamedGroup,
    ProtocolVersion, Reader, SignatureScheme,
    encode::{Encode, PutVector, Sink},
    extension::{
        KeyShareClientHello, KeyShareEntry, OfferedPsks, ProtocolName, ProtocolNameList,
        PskKeyExchangeMode, PskKeyExchangeModes, ServerNameList, SignatureSchemeList,
        SupportedGroups, SupportedVersions,
    },
    message_error::{Field, MessageError},
    vector::{Item, Vector, VectorIter},
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
        Self::read(body, Extensions::read)
    }

    /// Like [`parse`](Self::parse), and `visit` is told of each extension when it has been read: for
    /// who looks at many of them, one pass where `parse` and [`Extensions::iter`] take two.
    ///
    /// ```
    /// use tls_wire::{ClientHello, ClientHelloBuilder, Encode, ExtensionType};
    ///
    /// let hello = ClientHelloBuilder::new([7; 32]).server_name("example.com").to_vec()?;
    /// let mut types = Vec::new();
    /// let hello = ClientHello::parse_with(&hello, |extension| types.push(extension.extension_type))?;
    /// assert_eq!(types, [ExtensionType::SERVER_NAME]);
    /// assert_eq!(hello.server_name(), Some(&b"example.com"[..]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse). `visit` was told then of no extension, where the fault stands before
    /// them, and else of every one that is whole, also of those behind a repeated one.
    #[inline]
    pub fn parse_with(
        body: &'a [u8],
        visit: impl FnMut(Extension<'a>),
    ) -> Result<Self, MessageError> {
        Self::read(body, |block| Extensions::read_with(block, visit))
    }

    /// Reads a body that [`parse`](Self::parse) has read before, without looking for extensions that
    /// are cut short or repeated once more; in another body they end where one is cut short.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), but for the extensions.
    #[inline]
    pub fn parse_again(body: &'a [u8]) -> Result<Self, MessageError> {
        Self::read(body, |block| Ok(Extensions::from_checked(block.rest())))
    }

    #[inline]
    fn read(
        body: &'a [u8],
        extensions: impl FnOnce(Reader<'a>) -> Result<Extensions<'a>, MessageError>,
    ) -> Result<Self, MessageError> {
        let read_extensions = extensions;
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
            read_extensions(reader.inside(extensions))?
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

    /// Whether the client offers this cipher suite; a signalling one counts as any other.
    #[must_use]
    #[inline]
    pub fn offers_cipher_suite(&self, suite: CipherSuite) -> bool {
        let wanted = suite.0.to_be_bytes();
        let mut found = false;
        for offered in self.cipher_suites.as_bytes().chunks_exact(2) {
            // Each is looked at, which costs less than to ask each time whether to go on.
            found |= offered == wanted;
        }
        found
    }

    /// Checks the data of every extension with a known meaning.
    ///
    /// # Errors
    ///
    /// The first [`MessageError`] in order; its `extension_type` says where.
    pub fn validate_extensions(&self) -> Result<(), MessageError> {
        self.extensions.validate(HandshakeContext::ClientHello)
    }

    /// The host name of server_name. Like all that follow: `None` if the extension is absent or
    /// malformed; [`validate_extensions`](Self::validate_extensions) tells which.
    #[must_use]
    pub fn server_name(&self) -> Option<&'a [u8]> {
        self.typed::<ServerNameList<'a>>(ExtensionType::SERVER_NAME)?.host_name()
    }

    /// The protocols offered, the best first.
    #[must_use]
    pub fn alpn(&self) -> Option<VectorIter<'a, ProtocolName<'a>>> {
        let alpn = ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
        Some(self.typed::<ProtocolNameList<'a>>(alpn)?.protocol_name_list.iter())
    }

    /// The versions offered in supported_versions, the best first.
    #[must_use]
    pub fn supported_versions(&self) -> Option<VectorIter<'a, ProtocolVersion>> {
        let versions: SupportedVersions<'a> = self.typed(ExtensionType::SUPPORTED_VERSIONS)?;
        Some(versions.versions.iter())
    }

    /// The groups the client can use, the best first.
    #[must_use]
    pub fn supported_groups(&self) -> Option<VectorIter<'a, NamedGroup>> {
        let groups: SupportedGroups<'a> = self.typed(ExtensionType::SUPPORTED_GROUPS)?;
        Some(groups.named_group_list.iter())
    }

    /// The keys the client sent ahead.
    #[must_use]
    pub fn key_shares(&self) -> Option<VectorIter<'a, KeyShareEntry<'a>>> {
        let shares: KeyShareClientHello<'a> = self.typed(ExtensionType::KEY_SHARE)?;
        Some(shares.client_shares.iter())
    }

    /// The signatures the client verifies, the best first.
    #[must_use]
    pub fn signature_algorithms(&self) -> Option<VectorIter<'a, SignatureScheme>> {
        let list: SignatureSchemeList<'a> = self.typed(ExtensionType::SIGNATURE_ALGORITHMS)?;
        Some(list.supported_signature_algorithms.iter())
    }

    /// The pre-shared keys offered.
    #[must_use]
    pub fn pre_shared_key(&self) -> Option<OfferedPsks<'a>> {
        self.typed(ExtensionType::PRE_SHARED_KEY)
    }

    /// What the client combines a pre-shared key with.
    #[must_use]
    pub fn psk_key_exchange_modes(&self) -> Option<VectorIter<'a, PskKeyExchangeMode>> {
        let modes: PskKeyExchangeModes<'a> = self.typed(ExtensionType::PSK_KEY_EXCHANGE_MODES)?;
        Some(modes.ke_modes.iter())
    }

    fn typed<T: Item<'a>>(&self, extension_type: ExtensionType) -> Option<T> {
        T::read_whole(self.extensions.reader_of(extension_type)?, "extension_data").ok()
    }
}

impl Encode for ClientHello<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&self.legacy_version.0.to_be_bytes());
        sink.put(self.random);
        sink.vec8("legacy_session_id", self.legacy_session_id)?;
        sink.vec16("cipher_suites", self.cipher_suites.as_bytes())?;
        sink.vec8("legacy_compression_methods", self.compression_methods)?;
        if self.has_extensions_block || !self.extensions.is_empty() {
            self.extensions.write(sink)?;
        }
        Ok(())
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
        assert!(suites.iter().all(|suite| hello.offers_cipher_suite(*suite)));
        assert!(!hello.offers_cipher_suite(CipherSuite(0x010a)), "across two");
        assert_eq!(hello.compression_methods, [0]);
        assert!(hello.has_extensions_block);
        assert_eq!(hello.extensions.get(ExtensionType::SUPPORTED_VERSIONS), Some(&[2, 3, 4][..]));
        assert_eq!(hello.to_vec().unwrap(), bytes);
    }

    /// A hello whose extension block is `block`.
    fn with_extensions(block: &[u8]) -> Vec<u8> {
        let mut bytes = hello();
        bytes.truncate(EXTENSIONS);
        bytes.extend(u16::try_from(block.len()).unwrap().to_be_bytes());
        bytes.extend(block);
        bytes
    }

    #[test]
    fn what_the_extensions_say() {
        let bytes = with_extensions(&[
            0, 0, 0, 8, 0, 6, 0, 0, 3, b'a', b'.', b'b', // server_name
            0, 16, 0, 5, 0, 3, 2, b'h', b'2', // ALPN
            0, 43, 0, 5, 4, 3, 4, 3, 3, // supported_versions
            0, 10, 0, 4, 0, 2, 0, 29, // supported_groups
            0, 51, 0, 7, 0, 5, 0, 29, 0, 1, 7, // key_share
            0, 13, 0, 4, 0, 2, 8, 4, // signature_algorithms
            0, 45, 0, 2, 1, 1, // psk_key_exchange_modes
        ]);
        let hello = ClientHello::parse(&bytes).unwrap();
        hello.validate_extensions().unwrap();
        assert_eq!(hello.server_name(), Some(&b"a.b"[..]));
        assert_eq!(hello.alpn().unwrap().map(|p| p.name).collect::<Vec<_>>(), [b"h2"]);
        let versions: Vec<_> = hello.supported_versions().unwrap().collect();
        assert_eq!(versions, [ProtocolVersion::TLS_1_3, ProtocolVersion::TLS_1_2]);
        assert_eq!(hello.supported_groups().unwrap().collect::<Vec<_>>(), [NamedGroup::X25519]);
        assert_eq!(hello.key_shares().unwrap().next().unwrap().key_exchange, [7]);
        let scheme = hello.signature_algorithms().unwrap().next();
        assert_eq!(scheme, Some(SignatureScheme::RSA_PSS_RSAE_SHA256));
        let mode = hello.psk_key_exchange_modes().unwrap().next();
        assert_eq!(mode, Some(PskKeyExchangeMode::PSK_DHE_KE));
        assert_eq!(hello.pre_shared_key(), None);
    }

    #[test]
    fn a_malformed_extension_is_told_with_its_type_and_place() {
        let bytes = with_extensions(&[0, 23, 0, 0, 0, 43, 0, 4, 3, 3, 4, 3]);
        let hello = ClientHello::parse(&bytes).unwrap();
        let error = hello.validate_extensions().unwrap_err();
        let odd = MessageErrorKind::OddLength { field: "versions", length: 3, item_length: 2 };
        assert_eq!(error.kind, odd);
        assert_eq!(error.extension_type, Some(ExtensionType::SUPPORTED_VERSIONS));
        assert_eq!(error.offset as usize, EXTENSIONS + 2 + 4 + 4 + 1);
        assert!(hello.supported_versions().is_none());
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
    fn what_was_read_before_reads_the_same_again() {
        let bytes = hello();
        assert_eq!(ClientHello::parse_again(&bytes), ClientHello::parse(&bytes));
        for cut in 0..EXTENSIONS {
            assert_eq!(ClientHello::parse_again(&bytes[..cut]), ClientHello::parse(&bytes[..cut]));
        }
        // What was never read: extensions repeated, and cut short.
        let bytes = with_extensions(&[0, 23, 0, 0, 0, 23, 0, 0, 0, 43, 0, 9, 2]);
        assert!(ClientHello::parse(&bytes).is_err());
        let again = ClientHello::parse_again(&bytes).unwrap();
        let types = again.extensions.iter().map(|extension| extension.extension_type.0);
        assert_eq!(types.collect::<Vec<_>>(), [23, 23]);
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
