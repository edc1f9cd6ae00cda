//! What is worth showing of a hello.

use tls_wire::extension::ExtensionData;
use tls_wire::{
    CipherSuite, ClientHello, EncryptedExtensions, ExtensionType, Extensions, HandshakeContext,
    HandshakeMessage, HandshakeType, NamedGroup, ProtocolVersion, ServerHello,
};

/// The fields of a client's or server's hello, or of `EncryptedExtensions`. Those that do not apply,
/// or cannot be read, are empty.
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
    pub(crate) extensions: Vec<HelloExtension>,
    /// What a client offers besides `legacy_version`, or what a server chose.
    pub(crate) supported_versions: Vec<ProtocolVersion>,
    pub(crate) server_name: Option<String>,
    pub(crate) alpn: Vec<String>,
    /// A ServerHello that asks for another ClientHello.
    pub(crate) is_retry_request: bool,
}

/// An extension of a hello.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HelloExtension {
    pub(crate) extension_type: ExtensionType,
    /// Bytes of its data.
    pub(crate) length: usize,
    /// The groups that it names.
    pub(crate) groups: Vec<NamedGroup>,
}

impl<'m> Hello<'m> {
    /// The fields of a message; none where it has no such fields, or cannot be read.
    pub(crate) fn read(message: &HandshakeMessage<'m>) -> Option<Self> {
        match message.handshake_type {
            HandshakeType::CLIENT_HELLO => {
                let hello = ClientHello::parse(message.body).ok()?;
                Some(Self {
                    version: Some(hello.legacy_version),
                    random: hello.random,
                    session_id: Some(hello.legacy_session_id),
                    cipher_suites: hello.cipher_suites().collect(),
                    ..Self::with_extensions(&hello.extensions, HandshakeContext::ClientHello)
                })
            }
            HandshakeType::SERVER_HELLO => {
                let hello = ServerHello::parse(message.body).ok()?;
                let is_retry_request = hello.is_hello_retry_request();
                let context = if is_retry_request {
                    HandshakeContext::HelloRetryRequest
                } else {
                    HandshakeContext::ServerHello
                };
                Some(Self {
                    version: Some(hello.legacy_version),
                    random: hello.random,
                    session_id: Some(hello.legacy_session_id_echo),
                    cipher_suite: Some(hello.cipher_suite),
                    is_retry_request,
                    ..Self::with_extensions(&hello.extensions, context)
                })
            }
            HandshakeType::ENCRYPTED_EXTENSIONS => {
                let extensions = EncryptedExtensions::parse(message.body).ok()?.extensions;
                Some(Self::with_extensions(&extensions, HandshakeContext::EncryptedExtensions))
            }
            _ => None,
        }
    }

    fn with_extensions(extensions: &Extensions<'m>, context: HandshakeContext) -> Self {
        let mut hello = Self::default();
        for (extension, (extension_type, data)) in extensions.iter().zip(extensions.typed(context))
        {
            let mut groups = Vec::new();
            match data {
                Ok(ExtensionData::ServerName(names)) => {
                    hello.server_name = names.host_name().map(printable);
                }
                Ok(ExtensionData::ApplicationLayerProtocolNegotiation(names)) => {
                    hello.alpn.extend(names.protocol_name_list.iter().map(|p| printable(p.name)));
                }
                Ok(ExtensionData::SelectedProtocol(selected)) => {
                    hello.alpn.push(printable(selected.protocol_name.name));
                }
                Ok(ExtensionData::SupportedVersions(supported)) => {
                    hello.supported_versions.extend(supported.versions.iter());
                }
                Ok(ExtensionData::SelectedVersion(selected)) => {
                    hello.supported_versions.push(selected.selected_version);
                }
                Ok(ExtensionData::SupportedGroups(supported)) => {
                    groups.extend(supported.named_group_list.iter());
                }
                Ok(ExtensionData::KeyShareClientHello(shares)) => {
                    groups.extend(shares.client_shares.iter().map(|share| share.group));
                }
                Ok(ExtensionData::KeyShareServerHello(share)) => groups.push(share.group),
                Ok(ExtensionData::KeyShareHelloRetryRequest(retry)) => {
                    groups.push(retry.selected_group);
                }
                _ => {}
            }
            let length = extension.data.len();
            hello.extensions.push(HelloExtension { extension_type, length, groups });
        }
        hello
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

/// Text from the wire, without anything that a terminal would obey.
fn printable(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Offers TLS 1.3 and 1.2 to `a\n.example`, with ALPN h2 and a group.
    fn client_hello() -> Vec<u8> {
        let mut body = vec![3, 3];
        body.extend([7; 32]);
        body.extend([1, 9, 0, 4, 0x13, 1, 0xc0, 0x2f, 1, 0]);
        let extensions = [
            &[0, 0, 0, 15, 0, 13, 0, 0, 10][..],
            b"a\n.example",
            &[0, 10, 0, 4, 0, 2, 0, 29],
            &[0, 16, 0, 5, 0, 3, 2, b'h', b'2'],
            &[0, 43, 0, 7, 6, 0x0a, 0x0a, 3, 4, 3, 3],
        ]
        .concat();
        body.extend(u16::try_from(extensions.len()).unwrap().to_be_bytes());
        body.extend(extensions);
        body
    }

    fn read(handshake_type: HandshakeType, body: &[u8]) -> Option<Hello<'_>> {
        Hello::read(&HandshakeMessage { handshake_type, body, offset: 0 })
    }

    #[test]
    fn a_client_hello() {
        let body = client_hello();
        let hello = read(HandshakeType::CLIENT_HELLO, &body).unwrap();
        assert_eq!(hello.random, [7; 32]);
        assert_eq!(hello.session_id, Some(&[9][..]));
        assert_eq!(hello.cipher_suites, [CipherSuite(0x1301), CipherSuite(0xc02f)]);
        assert_eq!(hello.server_name.as_deref(), Some("a\\n.example"));
        assert_eq!(hello.alpn, ["h2"]);
        assert_eq!(hello.versions(), [ProtocolVersion::TLS_1_3, ProtocolVersion::TLS_1_2]);
        assert_eq!(hello.supported_versions.len(), 3);
        let types: Vec<_> = hello.extensions.iter().map(|e| e.extension_type.0).collect();
        assert_eq!(types, [0, 10, 16, 43]);
        assert_eq!(hello.extensions[1].groups, [NamedGroup::X25519]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let mut body = client_hello();
        let name_length = body.iter().position(|b| *b == 13).unwrap();
        body[name_length] = 14;
        let hello = read(HandshakeType::CLIENT_HELLO, &body).unwrap();
        assert_eq!(hello.server_name, None);
        assert_eq!(hello.alpn, ["h2"]);
        assert_eq!(read(HandshakeType::CLIENT_HELLO, &body[..40]), None);
        assert_eq!(read(HandshakeType::FINISHED, &body), None);
    }

    #[test]
    fn encrypted_extensions_have_no_version() {
        let body = [0, 9, 0, 16, 0, 5, 0, 3, 2, b'h', b'2'];
        let hello = read(HandshakeType::ENCRYPTED_EXTENSIONS, &body).unwrap();
        assert_eq!(hello.alpn, ["h2"]);
        assert_eq!(hello.versions(), []);
    }
}
