use crate::{
    CipherSuite, ClientHello, CompressionMethod, EncodeError, Extension, ExtensionType, Extensions,
    HandshakeContext, ProtocolVersion, Reader,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
};

/// The ServerHello of SSL 3.0 to TLS 1.3, which in TLS 1.3 also serves as HelloRetryRequest
/// ([RFC 8446], sections 4.1.3 and 4.1.4; [RFC 5246], section 7.4.1.3).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.3
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerHello<'a> {
    /// The version chosen, up to TLS 1.2; TLS 1.3 writes 1.2 here.
    pub legacy_version: ProtocolVersion,
    /// 32 bytes of the server's choice, or [`HELLO_RETRY_REQUEST_RANDOM`](Self::HELLO_RETRY_REQUEST_RANDOM).
    pub random: &'a [u8; 32],
    /// 0 to 32 bytes: the session (up to TLS 1.2), or what the client sent (TLS 1.3).
    pub legacy_session_id_echo: &'a [u8],
    /// The cipher suite chosen.
    pub cipher_suite: CipherSuite,
    /// The compression chosen.
    pub compression_method: CompressionMethod,
    /// The extensions, empty if there is no block of them.
    pub extensions: Extensions<'a>,
    /// Whether there is an extension block, if only an empty one. Up to TLS 1.2 a hello may end
    /// before it.
    pub has_extensions_block: bool,
}

impl<'a> ServerHello<'a> {
    /// The random that makes a ServerHello a HelloRetryRequest: SHA-256 of "HelloRetryRequest"
    /// ([RFC 8446], section 4.1.3).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3
    pub const HELLO_RETRY_REQUEST_RANDOM: [u8; 32] = [
        0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8,
        0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8,
        0x33, 0x9c,
    ];

    /// The end of the random by which a server that speaks TLS 1.3 marks a choice of TLS 1.2
    /// ([RFC 8446], section 4.1.3).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3
    pub const DOWNGRADE_TO_TLS_1_2: [u8; 8] = *b"DOWNGRD\x01";

    /// The same for a choice of TLS 1.1 or below, also by a server that speaks TLS 1.2.
    pub const DOWNGRADE_TO_TLS_1_1: [u8; 8] = *b"DOWNGRD\x00";

    /// Reads the body of a ServerHello, to its last byte.
    ///
    /// The data of the extensions is not looked at.
    ///
    /// # Errors
    ///
    /// [`MessageError`], the first in order: a field cut short, a session id above 32 bytes, an
    /// extension cut short or repeated, bytes left over.
    pub fn parse(body: &'a [u8]) -> Result<Self, MessageError> {
        Self::parse_with(body, |_| {})
    }

    /// Like [`parse`](Self::parse), and `visit` is told of each extension when it has been read, as by
    /// [`ClientHello::parse_with`].
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
        let mut reader = Reader::new(body);
        let legacy_version = ProtocolVersion(reader.u16().field("legacy_version")?);
        let random = reader.array().field("random")?;
        let legacy_session_id_echo = reader.vec8().field("legacy_session_id_echo")?;
        let max = ClientHello::MAX_SESSION_ID;
        reader.check_length("legacy_session_id_echo", legacy_session_id_echo, 0, max)?;
        let cipher_suite = CipherSuite(reader.u16().field("cipher_suite")?);
        let compression_method = CompressionMethod(reader.u8().field("legacy_compression_method")?);
        let has_extensions_block = !reader.is_empty();
        let extensions = if has_extensions_block {
            let extensions = reader.vec16().field("extensions")?;
            Extensions::read_with(reader.inside(extensions), visit)?
        } else {
            Extensions::EMPTY
        };
        reader.finish("extensions")?;
        Ok(Self {
            legacy_version,
            random,
            legacy_session_id_echo,
            cipher_suite,
            compression_method,
            extensions,
            has_extensions_block,
        })
    }

    /// Whether it is a HelloRetryRequest, by its random.
    #[must_use]
    pub fn is_hello_retry_request(&self) -> bool {
        *self.random == Self::HELLO_RETRY_REQUEST_RANDOM
    }

    /// In which message its extensions stand.
    #[must_use]
    pub fn context(&self) -> HandshakeContext {
        if self.is_hello_retry_request() {
            HandshakeContext::HelloRetryRequest
        } else {
            HandshakeContext::ServerHello
        }
    }

    /// Checks the data of every extension with a known meaning.
    ///
    /// # Errors
    ///
    /// The first [`MessageError`] in order; its `extension_type` says where.
    pub fn validate_extensions(&self) -> Result<(), MessageError> {
        self.extensions.validate(self.context())
    }

    /// The version chosen: that of supported_versions, or else `legacy_version`. `None` if
    /// supported_versions is present and malformed.
    #[must_use]
    pub fn selected_version(&self) -> Option<ProtocolVersion> {
        let Some(data) = self.extensions.get(ExtensionType::SUPPORTED_VERSIONS) else {
            return Some(self.legacy_version);
        };
        let version = <[u8; 2]>::try_from(data).ok()?;
        Some(ProtocolVersion(u16::from_be_bytes(version)))
    }
}

impl Encode for ServerHello<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&self.legacy_version.0.to_be_bytes());
        sink.put(self.random);
        sink.vec8("legacy_session_id_echo", self.legacy_session_id_echo)?;
        sink.put(&self.cipher_suite.0.to_be_bytes());
        sink.put(&[self.compression_method.0]);
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
    use crate::MessageErrorKind;

    fn hello(random: [u8; 32]) -> Vec<u8> {
        let mut bytes = vec![3, 3];
        bytes.extend(random);
        bytes.extend([1, 7, 0x13, 2, 0, 0, 6, 0, 43, 0, 2, 3, 4]);
        bytes
    }

    #[test]
    fn reads_every_field() {
        let bytes = hello([8; 32]);
        let hello = ServerHello::parse(&bytes).unwrap();
        assert_eq!(hello.legacy_version, ProtocolVersion::TLS_1_2);
        assert_eq!(hello.random, &[8; 32]);
        assert_eq!(hello.legacy_session_id_echo, [7]);
        assert_eq!(hello.cipher_suite, CipherSuite::TLS_AES_256_GCM_SHA384);
        assert_eq!(hello.compression_method, CompressionMethod::NULL);
        assert_eq!(hello.selected_version(), Some(ProtocolVersion::TLS_1_3));
        assert!(!hello.is_hello_retry_request());
        assert_eq!(hello.to_vec().unwrap(), bytes);
    }

    #[test]
    fn whole_extensions_are_visited_in_order() {
        let mut bytes = hello([8; 32]);
        let visit = |bytes: &[u8]| {
            let mut visited = Vec::new();
            let read = ServerHello::parse_with(bytes, |extension| {
                visited.push((extension.extension_type, extension.data.to_vec()));
            })
            .map(|_| ());
            assert_eq!(read, ServerHello::parse(bytes).map(|_| ()));
            (visited, read.is_ok())
        };
        let versions = (ExtensionType::SUPPORTED_VERSIONS, vec![3, 4]);
        assert_eq!(visit(&bytes), (vec![versions.clone()], true));
        // A second one of its type, and another behind it.
        bytes[40] += 9;
        bytes.extend([0, 43, 0, 0, 0, 5, 0, 1, 7]);
        let second = (ExtensionType::SUPPORTED_VERSIONS, vec![]);
        let status_request = (ExtensionType::STATUS_REQUEST, vec![7]);
        let whole = vec![versions, second, status_request];
        assert_eq!(visit(&bytes), (whole.clone(), false));
        // One that is cut short.
        bytes[40] += 4;
        bytes.extend([0, 6, 0, 1]);
        assert_eq!(visit(&bytes), (whole, false));
        // A fault before them.
        bytes[34] = 33;
        assert_eq!(visit(&bytes), (vec![], false));
    }

    #[test]
    fn the_random_makes_a_hello_retry_request() {
        let bytes = hello(ServerHello::HELLO_RETRY_REQUEST_RANDOM);
        assert!(ServerHello::parse(&bytes).unwrap().is_hello_retry_request());
    }

    #[test]
    fn the_version_field_counts_without_supported_versions() {
        let mut bytes = hello([8; 32]);
        bytes.truncate(39);
        let without = ServerHello::parse(&bytes).unwrap();
        assert!(!without.has_extensions_block);
        assert_eq!(without.selected_version(), Some(ProtocolVersion::TLS_1_2));

        let mut bytes = hello([8; 32]);
        bytes[44] = 1;
        bytes.pop();
        bytes[40] = 5;
        assert_eq!(ServerHello::parse(&bytes).unwrap().selected_version(), None);
    }

    #[test]
    fn every_prefix_is_truncated_but_the_one_without_extensions() {
        let bytes = hello([8; 32]);
        for cut in (0..bytes.len()).filter(|cut| *cut != 39) {
            let kind = ServerHello::parse(&bytes[..cut]).unwrap_err().kind;
            assert!(matches!(kind, MessageErrorKind::Truncated { .. }), "{cut}: {kind}");
        }
        let mut bytes = bytes;
        bytes.push(0);
        let kind = ServerHello::parse(&bytes).unwrap_err().kind;
        assert!(matches!(kind, MessageErrorKind::TrailingBytes { left: 1, .. }));
    }
}
