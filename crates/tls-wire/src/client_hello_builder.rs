use alloc::vec::Vec;

use crate::{
    CipherSuite, ClientHello, CompressionMethod, EncodeError, ExtensionType, ExtensionsBuilder,
    HandshakeBody, HandshakeType, NamedGroup, ProtocolVersion, SignatureScheme,
    encode::{Encode, PutVector, Sink},
    extension::{
        KeyShareEntry, NameType, ProtocolName, PskBinderEntry, PskIdentity, PskKeyExchangeMode,
        ServerName,
    },
    vector::{Vector, encode_items},
};

/// A ClientHello in the making, or being changed.
///
/// Extensions stand in the order in which they are added; pre_shared_key must come last. The first
/// thing that goes wrong is kept and told by [`build`](Self::build).
///
/// ```
/// use tls_wire::extension::KeyShareEntry;
/// use tls_wire::{ClientHelloBuilder, HandshakeBody, NamedGroup, ProtocolVersion, SignatureScheme};
///
/// let key = KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[9; 32] };
/// let hello = ClientHelloBuilder::new([7; 32])
///     .server_name("example.com")
///     .supported_versions([ProtocolVersion::TLS_1_3])
///     .supported_groups([NamedGroup::X25519])
///     .signature_algorithms([SignatureScheme::ECDSA_SECP256R1_SHA256])
///     .key_shares([key]);
/// assert_eq!(hello.build()?.server_name(), Some(&b"example.com"[..]));
/// let on_the_wire = hello.to_records(ProtocolVersion::TLS_1_0)?;
/// assert_eq!(on_the_wire[..6], [22, 3, 1, 0, 136, 1]);
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientHelloBuilder {
    legacy_version: ProtocolVersion,
    random: [u8; 32],
    legacy_session_id: Vec<u8>,
    cipher_suites: Vec<u8>,
    compression_methods: Vec<u8>,
    extensions: ExtensionsBuilder,
    has_extensions_block: bool,
}

impl ClientHelloBuilder {
    /// Version 1.2, no session id, the three TLS 1.3 cipher suites that are in use, no compression,
    /// and no extensions.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self {
            legacy_version: ProtocolVersion::TLS_1_2,
            random,
            legacy_session_id: Vec::new(),
            cipher_suites: Vec::new(),
            compression_methods: [CompressionMethod::NULL.0].into(),
            extensions: ExtensionsBuilder::new(),
            has_extensions_block: false,
        }
        .cipher_suites([
            CipherSuite::TLS_AES_128_GCM_SHA256,
            CipherSuite::TLS_AES_256_GCM_SHA384,
            CipherSuite::TLS_CHACHA20_POLY1305_SHA256,
        ])
    }

    /// Sets the version field.
    #[must_use]
    pub fn legacy_version(mut self, version: ProtocolVersion) -> Self {
        self.legacy_version = version;
        self
    }

    /// Sets the session id, at most 32 bytes.
    #[must_use]
    pub fn legacy_session_id(mut self, session_id: &[u8]) -> Self {
        self.legacy_session_id = session_id.into();
        self
    }

    /// Sets the cipher suites, at least one.
    #[must_use]
    pub fn cipher_suites(mut self, suites: impl IntoIterator<Item = CipherSuite>) -> Self {
        self.cipher_suites = suites.into_iter().flat_map(|suite| suite.0.to_be_bytes()).collect();
        self
    }

    /// Sets the compression methods, at least one.
    #[must_use]
    pub fn compression_methods(
        mut self,
        methods: impl IntoIterator<Item = CompressionMethod>,
    ) -> Self {
        self.compression_methods = methods.into_iter().map(|method| method.0).collect();
        self
    }

    /// Appends any extension with the data that `data` encodes to.
    #[must_use]
    pub fn extension(mut self, extension_type: ExtensionType, data: &impl Encode) -> Self {
        self.extensions.push(extension_type, data);
        self
    }

    /// Appends any extension with any data.
    #[must_use]
    pub fn raw_extension(mut self, extension_type: ExtensionType, data: &[u8]) -> Self {
        self.extensions.push_raw(extension_type, data);
        self
    }

    /// Appends server_name with one host name.
    #[must_use]
    pub fn server_name(mut self, host_name: &str) -> Self {
        let name = ServerName { name_type: NameType::HOST_NAME, name: host_name.as_bytes() };
        self.extensions.push_list16(ExtensionType::SERVER_NAME, [name]);
        self
    }

    /// Appends application_layer_protocol_negotiation.
    #[must_use]
    pub fn alpn<'n>(mut self, names: impl IntoIterator<Item = &'n [u8]>) -> Self {
        let names = names.into_iter().map(|name| ProtocolName { name });
        let alpn = ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
        self.extensions.push_list16(alpn, names);
        self
    }

    /// Appends supported_versions.
    #[must_use]
    pub fn supported_versions(
        mut self,
        versions: impl IntoIterator<Item = ProtocolVersion>,
    ) -> Self {
        self.extensions.push_list8(ExtensionType::SUPPORTED_VERSIONS, versions);
        self
    }

    /// Appends supported_groups.
    #[must_use]
    pub fn supported_groups(mut self, groups: impl IntoIterator<Item = NamedGroup>) -> Self {
        self.extensions.push_list16(ExtensionType::SUPPORTED_GROUPS, groups);
        self
    }

    /// Appends signature_algorithms.
    #[must_use]
    pub fn signature_algorithms(
        mut self,
        schemes: impl IntoIterator<Item = SignatureScheme>,
    ) -> Self {
        self.extensions.push_list16(ExtensionType::SIGNATURE_ALGORITHMS, schemes);
        self
    }

    /// Appends key_share.
    #[must_use]
    pub fn key_shares<'k>(mut self, shares: impl IntoIterator<Item = KeyShareEntry<'k>>) -> Self {
        self.extensions.push_list16(ExtensionType::KEY_SHARE, shares);
        self
    }

    /// Appends psk_key_exchange_modes.
    #[must_use]
    pub fn psk_key_exchange_modes(
        mut self,
        modes: impl IntoIterator<Item = PskKeyExchangeMode>,
    ) -> Self {
        self.extensions.push_list8(ExtensionType::PSK_KEY_EXCHANGE_MODES, modes);
        self
    }

    /// Appends pre_shared_key, which must be the last extension.
    #[must_use]
    pub fn pre_shared_key<'p>(
        mut self,
        identities: impl IntoIterator<Item = PskIdentity<'p>>,
        binders: impl IntoIterator<Item = PskBinderEntry<'p>>,
    ) -> Self {
        self.extensions.push_with(ExtensionType::PRE_SHARED_KEY, |data| {
            data.vec16("identities", &encode_items(identities)?)?;
            data.vec16("binders", &encode_items(binders)?)
        });
        self
    }

    /// The extensions, to be changed.
    pub const fn extensions_mut(&mut self) -> &mut ExtensionsBuilder {
        &mut self.extensions
    }

    /// The hello as it stands. There is an extension block if there is an extension, or if the
    /// hello this was made from had one.
    ///
    /// # Errors
    ///
    /// [`EncodeError`]: the first thing that went wrong with an extension, a session id above 32
    /// bytes, no cipher suite, no compression method, or any of them too long.
    pub fn build(&self) -> Result<ClientHello<'_>, EncodeError> {
        let (session_id, max) = (&self.legacy_session_id, ClientHello::MAX_SESSION_ID);
        if session_id.len() > max {
            let (field, length) = ("legacy_session_id", session_id.len());
            return Err(EncodeError::TooLong { field, length, max });
        }
        if self.cipher_suites.is_empty() {
            return Err(EncodeError::EmptyList { field: "cipher_suites" });
        }
        if self.compression_methods.is_empty() {
            return Err(EncodeError::EmptyList { field: "legacy_compression_methods" });
        }
        let extensions = self.extensions.build()?;
        let hello = ClientHello {
            legacy_version: self.legacy_version,
            random: &self.random,
            legacy_session_id: session_id,
            cipher_suites: Vector::from_checked(&self.cipher_suites),
            compression_methods: &self.compression_methods,
            extensions,
            has_extensions_block: self.has_extensions_block || !extensions.is_empty(),
        };
        hello.encoded_len()?;
        Ok(hello)
    }
}

impl From<ClientHello<'_>> for ClientHelloBuilder {
    fn from(hello: ClientHello<'_>) -> Self {
        Self {
            legacy_version: hello.legacy_version,
            random: *hello.random,
            legacy_session_id: hello.legacy_session_id.into(),
            cipher_suites: hello.cipher_suites.as_bytes().into(),
            compression_methods: hello.compression_methods.into(),
            extensions: hello.extensions.into(),
            has_extensions_block: hello.has_extensions_block,
        }
    }
}

impl Encode for ClientHelloBuilder {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        self.build()?.write(sink)
    }
}

impl HandshakeBody for ClientHelloBuilder {
    fn handshake_type(&self) -> HandshakeType {
        HandshakeType::CLIENT_HELLO
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extension::Cookie;

    fn everything() -> ClientHelloBuilder {
        let identity = PskIdentity { identity: b"ticket", obfuscated_ticket_age: 5 };
        ClientHelloBuilder::new([7; 32])
            .legacy_version(ProtocolVersion::TLS_1_2)
            .legacy_session_id(&[1; 32])
            .cipher_suites([CipherSuite(0x0a0a), CipherSuite::TLS_AES_128_GCM_SHA256])
            .compression_methods([CompressionMethod::NULL])
            .raw_extension(ExtensionType(0x1a1a), &[])
            .server_name("a.example")
            .alpn([&b"h2"[..], b"http/1.1"])
            .supported_versions([ProtocolVersion::TLS_1_3])
            .supported_groups([NamedGroup::X25519])
            .signature_algorithms([SignatureScheme::ED25519])
            .key_shares([KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[9; 32] }])
            .extension(ExtensionType::COOKIE, &Cookie { cookie: b"crumb" })
            .psk_key_exchange_modes([PskKeyExchangeMode::PSK_DHE_KE])
            .pre_shared_key([identity], [PskBinderEntry { binder: &[4; 32] }])
    }

    #[test]
    fn what_is_built_parses_with_every_extension_valid() {
        let bytes = everything().to_vec().unwrap();
        let hello = ClientHello::parse(&bytes).unwrap();
        hello.validate_extensions().unwrap();
        assert_eq!(hello, everything().build().unwrap());
        assert_eq!(hello.server_name(), Some(&b"a.example"[..]));
        assert_eq!(hello.alpn().unwrap().count(), 2);
        let psks = hello.pre_shared_key().unwrap();
        assert_eq!(psks.identities.iter().next().unwrap().identity, b"ticket");
        assert_eq!(psks.binders_length(), 2 + 1 + 32);
        assert_eq!(ClientHelloBuilder::from(hello).to_vec().unwrap(), bytes);
    }

    #[test]
    fn a_hello_without_a_block_keeps_none() {
        let bytes = ClientHelloBuilder::new([1; 32]).to_vec().unwrap();
        assert!(!ClientHello::parse(&bytes).unwrap().has_extensions_block);
        let mut with_empty = bytes;
        with_empty.extend([0, 0]);
        let hello = ClientHello::parse(&with_empty).unwrap();
        assert_eq!(ClientHelloBuilder::from(hello).to_vec().unwrap(), with_empty);
    }

    #[test]
    fn what_no_hello_may_be_is_not_built() {
        let error = |builder: ClientHelloBuilder| builder.to_vec().unwrap_err();
        let new = || ClientHelloBuilder::new([1; 32]);
        let empty = |field| EncodeError::EmptyList { field };
        assert_eq!(error(new().cipher_suites([])), empty("cipher_suites"));
        assert_eq!(error(new().compression_methods([])), empty("legacy_compression_methods"));
        assert!(matches!(
            error(new().legacy_session_id(&[0; 33])),
            EncodeError::TooLong { length: 33, max: 32, .. }
        ));
        assert!(matches!(
            error(new().server_name("a").server_name("b")),
            EncodeError::DuplicateExtension { extension_type: ExtensionType::SERVER_NAME }
        ));
        assert!(matches!(
            error(new().cipher_suites((0..=0x8000).map(CipherSuite))),
            EncodeError::TooLong { field: "cipher_suites", .. }
        ));
        assert!(matches!(
            error(new().alpn([&[0; 256][..]])),
            EncodeError::TooLong { field: "name", .. }
        ));
    }
}
