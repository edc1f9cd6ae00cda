//! What is worth showing of a hello.

use tls_wire::{
    CipherSuite, ClientHello, Extension, ExtensionType, Extensions, HandshakeMessage,
    HandshakeType, ProtocolVersion, Reader, ServerHello,
};

/// The fields of a client's or server's hello, or of `EncryptedExtensions`. Those that do not apply, or
/// cannot be read, are empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Hello<'m> {
    /// `legacy_version`.
    pub(crate) version: Option<ProtocolVersion>,
    pub(crate) random: &'m [u8],
    pub(crate) session_id: Option<&'m [u8]>,
    /// What a client offers.
    pub(crate) cipher_suites: Vec<CipherSuite>,
    /// What a server chose.
    pub(crate) cipher_suite: Option<CipherSuite>,
    pub(crate) extensions: Vec<Extension<'m>>,
    /// What a client offers besides `legacy_version`, or what a server chose.
    pub(crate) supported_versions: Vec<ProtocolVersion>,
    pub(crate) server_name: Option<String>,
    pub(crate) alpn: Vec<String>,
    /// A ServerHello that asks for another ClientHello.
    pub(crate) is_retry_request: bool,
}

impl<'m> Hello<'m> {
    /// The fields of a message; none where it has no such fields, or cannot be read.
    pub(crate) fn read(message: &HandshakeMessage<'m>) -> Option<Self> {
        match message.handshake_type {
            HandshakeType::CLIENT_HELLO => {
                let hello = ClientHello::parse(message.body).ok()?;
                let names = hello.extensions.get(ExtensionType::SERVER_NAME);
                let versions = hello.extensions.get(ExtensionType::SUPPORTED_VERSIONS);
                Some(Self {
                    version: Some(hello.legacy_version),
                    random: hello.random,
                    session_id: Some(hello.legacy_session_id),
                    cipher_suites: hello.cipher_suites().collect(),
                    supported_versions: versions.and_then(offered_versions).unwrap_or_default(),
                    server_name: names.and_then(host_name),
                    ..Self::with_extensions(&hello.extensions)
                })
            }
            HandshakeType::SERVER_HELLO => {
                let hello = ServerHello::parse(message.body).ok()?;
                let versions = hello.extensions.get(ExtensionType::SUPPORTED_VERSIONS);
                Some(Self {
                    version: Some(hello.legacy_version),
                    random: hello.random,
                    session_id: Some(hello.legacy_session_id_echo),
                    cipher_suite: Some(hello.cipher_suite),
                    supported_versions: versions
                        .and_then(|_| hello.selected_version())
                        .into_iter()
                        .collect(),
                    is_retry_request: hello.is_hello_retry_request(),
                    ..Self::with_extensions(&hello.extensions)
                })
            }
            HandshakeType::ENCRYPTED_EXTENSIONS => {
                let block = Reader::new(message.body).vec16().ok()?;
                Some(Self::with_extensions(&Extensions::parse(block).ok()?))
            }
            _ => None,
        }
    }

    fn with_extensions(extensions: &Extensions<'m>) -> Self {
        let alpn = extensions.get(ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION);
        Self {
            alpn: alpn.and_then(protocol_names).unwrap_or_default(),
            extensions: extensions.iter().collect(),
            ..Self::default()
        }
    }

    /// The versions that a client would speak, or the one that a server chose, best first.
    pub(crate) fn versions(&self) -> Vec<ProtocolVersion> {
        let known = |version: &ProtocolVersion| version.name().is_some();
        let supported = self.supported_versions.iter().copied().filter(known);
        let mut versions: Vec<_> = supported.collect();
        if versions.is_empty() {
            versions.extend(self.version);
        }
        versions
    }
}

/// RFC 6066, section 3.
fn host_name(data: &[u8]) -> Option<String> {
    const HOST_NAME: u8 = 0;

    let mut list = Reader::new(Reader::new(data).vec16().ok()?);
    while !list.is_empty() {
        let name_type = list.u8().ok()?;
        let name = list.vec16().ok()?;
        if name_type == HOST_NAME {
            return Some(printable(name));
        }
    }
    None
}

/// RFC 7301, section 3.1.
fn protocol_names(data: &[u8]) -> Option<Vec<String>> {
    let mut list = Reader::new(Reader::new(data).vec16().ok()?);
    let mut names = Vec::new();
    while !list.is_empty() {
        names.push(printable(list.vec8().ok()?));
    }
    Some(names)
}

/// RFC 8446, section 4.2.1.
fn offered_versions(data: &[u8]) -> Option<Vec<ProtocolVersion>> {
    let mut list = Reader::new(Reader::new(data).vec8().ok()?);
    let mut versions = Vec::new();
    while !list.is_empty() {
        versions.push(ProtocolVersion(list.u16().ok()?));
    }
    Some(versions)
}

/// Text from the wire, without anything that a terminal would obey.
fn printable(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}
