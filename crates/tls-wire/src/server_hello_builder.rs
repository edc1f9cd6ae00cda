use alloc::vec::Vec;

use crate::{
    CipherSuite, ClientHello, CompressionMethod, EncodeError, ExtensionType, ExtensionsBuilder,
    HandshakeBody, HandshakeType, NamedGroup, ProtocolVersion, ServerHello,
    encode::{Encode, Sink},
    extension::{Cookie, KeyShareEntry, KeyShareHelloRetryRequest, SelectedVersion},
};

/// A ServerHello or HelloRetryRequest in the making, or being changed.
///
/// Extensions stand in the order in which they are added. The first thing that goes wrong is kept
/// and told by [`build`](Self::build).
///
/// ```
/// use tls_wire::{CipherSuite, HandshakeBody, ProtocolVersion, ServerHello, ServerHelloBuilder};
///
/// let suite = CipherSuite::TLS_AES_128_GCM_SHA256;
/// let hello = ServerHelloBuilder::new([7; 32], suite).selected_version(ProtocolVersion::TLS_1_3);
/// let message = hello.to_message()?;
/// assert_eq!(message.len(), 4 + 46);
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerHelloBuilder {
    legacy_version: ProtocolVersion,
    random: [u8; 32],
    legacy_session_id_echo: Vec<u8>,
    cipher_suite: CipherSuite,
    compression_method: CompressionMethod,
    extensions: ExtensionsBuilder,
    has_extensions_block: bool,
}

impl ServerHelloBuilder {
    /// Version 1.2, no session id, no compression, and no extensions.
    #[must_use]
    pub const fn new(random: [u8; 32], cipher_suite: CipherSuite) -> Self {
        Self {
            legacy_version: ProtocolVersion::TLS_1_2,
            random,
            legacy_session_id_echo: Vec::new(),
            cipher_suite,
            compression_method: CompressionMethod::NULL,
            extensions: ExtensionsBuilder::new(),
            has_extensions_block: false,
        }
    }

    /// A HelloRetryRequest that selects TLS 1.3.
    #[must_use]
    pub fn hello_retry_request(cipher_suite: CipherSuite) -> Self {
        Self::new(ServerHello::HELLO_RETRY_REQUEST_RANDOM, cipher_suite)
            .selected_version(ProtocolVersion::TLS_1_3)
    }

    /// Sets the version field.
    #[must_use]
    pub const fn legacy_version(mut self, version: ProtocolVersion) -> Self {
        self.legacy_version = version;
        self
    }

    /// Sets the session id, at most 32 bytes.
    #[must_use]
    pub fn legacy_session_id_echo(mut self, session_id: &[u8]) -> Self {
        self.legacy_session_id_echo = session_id.into();
        self
    }

    /// Sets the compression method.
    #[must_use]
    pub const fn compression_method(mut self, method: CompressionMethod) -> Self {
        self.compression_method = method;
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

    /// Appends supported_versions.
    #[must_use]
    pub fn selected_version(self, selected_version: ProtocolVersion) -> Self {
        self.extension(ExtensionType::SUPPORTED_VERSIONS, &SelectedVersion { selected_version })
    }

    /// Appends key_share with the server's key.
    #[must_use]
    pub fn key_share(self, entry: KeyShareEntry<'_>) -> Self {
        self.extension(ExtensionType::KEY_SHARE, &entry)
    }

    /// Appends key_share with the group that a HelloRetryRequest asks for.
    #[must_use]
    pub fn selected_group(self, selected_group: NamedGroup) -> Self {
        self.extension(ExtensionType::KEY_SHARE, &KeyShareHelloRetryRequest { selected_group })
    }

    /// Appends cookie, for a HelloRetryRequest.
    #[must_use]
    pub fn cookie(self, cookie: &[u8]) -> Self {
        self.extension(ExtensionType::COOKIE, &Cookie { cookie })
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
    /// [`EncodeError`]: the first thing that went wrong with an extension, or a session id above 32
    /// bytes.
    pub fn build(&self) -> Result<ServerHello<'_>, EncodeError> {
        let (length, max) = (self.legacy_session_id_echo.len(), ClientHello::MAX_SESSION_ID);
        if length > max {
            return Err(EncodeError::TooLong { field: "legacy_session_id_echo", length, max });
        }
        let extensions = self.extensions.build()?;
        Ok(ServerHello {
            legacy_version: self.legacy_version,
            random: &self.random,
            legacy_session_id_echo: &self.legacy_session_id_echo,
            cipher_suite: self.cipher_suite,
            compression_method: self.compression_method,
            extensions,
            has_extensions_block: self.has_extensions_block || !extensions.is_empty(),
        })
    }
}

impl From<ServerHello<'_>> for ServerHelloBuilder {
    fn from(hello: ServerHello<'_>) -> Self {
        Self {
            legacy_version: hello.legacy_version,
            random: *hello.random,
            legacy_session_id_echo: hello.legacy_session_id_echo.into(),
            cipher_suite: hello.cipher_suite,
            compression_method: hello.compression_method,
            extensions: hello.extensions.into(),
            has_extensions_block: hello.has_extensions_block,
        }
    }
}

impl Encode for ServerHelloBuilder {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        self.build()?.write(sink)
    }
}

impl HandshakeBody for ServerHelloBuilder {
    fn handshake_type(&self) -> HandshakeType {
        HandshakeType::SERVER_HELLO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUITE: CipherSuite = CipherSuite::TLS_AES_128_GCM_SHA256;

    #[test]
    fn what_is_built_parses_with_every_extension_valid() {
        let entry = KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[9; 32] };
        let builder = ServerHelloBuilder::new([7; 32], SUITE)
            .legacy_session_id_echo(&[3; 32])
            .selected_version(ProtocolVersion::TLS_1_3)
            .key_share(entry);
        let bytes = builder.to_vec().unwrap();
        let hello = ServerHello::parse(&bytes).unwrap();
        hello.validate_extensions().unwrap();
        assert_eq!(hello.selected_version(), Some(ProtocolVersion::TLS_1_3));
        assert_eq!(ServerHelloBuilder::from(hello).to_vec().unwrap(), bytes);
    }

    #[test]
    fn a_hello_retry_request() {
        let builder = ServerHelloBuilder::hello_retry_request(SUITE)
            .selected_group(NamedGroup::SECP256R1)
            .cookie(b"crumb");
        let bytes = builder.to_vec().unwrap();
        let hello = ServerHello::parse(&bytes).unwrap();
        assert!(hello.is_hello_retry_request());
        hello.validate_extensions().unwrap();
    }

    #[test]
    fn a_long_session_id_is_not_built() {
        let builder = ServerHelloBuilder::new([7; 32], SUITE).legacy_session_id_echo(&[0; 33]);
        assert!(matches!(builder.to_vec(), Err(EncodeError::TooLong { length: 33, max: 32, .. })));
    }
}
