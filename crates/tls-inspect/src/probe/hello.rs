//! The ClientHello that probes send.

use std::hash::{BuildHasher, RandomState};

use tls_wire::extension::{KeyShareEntry, PskKeyExchangeMode};
use tls_wire::{
    CipherSuite, ClientHelloBuilder, EncodeError, ExtensionType, HandshakeBody, NamedGroup,
    ProtocolVersion, SignatureScheme,
};

/// A ClientHello that servers of TLS 1.3 and 1.2 accept, in its record.
pub(super) fn client_hello(server_name: Option<&str>) -> Result<Vec<u8>, EncodeError> {
    // The handshake goes no further than the server's answer, so nothing secret hangs on these; any
    // 32 bytes are a key of X25519.
    let (random, session_id, public_key) = (arbitrary(), arbitrary(), arbitrary());
    let mut hello = ClientHelloBuilder::new(random).legacy_session_id(&session_id).cipher_suites([
        CipherSuite::TLS_AES_128_GCM_SHA256,
        CipherSuite::TLS_AES_256_GCM_SHA384,
        CipherSuite::TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite::TLS_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite::TLS_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite::TLS_RSA_WITH_AES_128_CBC_SHA,
    ]);
    if let Some(name) = server_name {
        hello = hello.server_name(name);
    }
    hello
        .raw_extension(ExtensionType::EXTENDED_MASTER_SECRET, &[])
        .raw_extension(ExtensionType::RENEGOTIATION_INFO, &[0])
        .supported_groups([NamedGroup::X25519, NamedGroup::SECP256R1, NamedGroup::SECP384R1])
        .raw_extension(ExtensionType::EC_POINT_FORMATS, &[1, 0])
        .signature_algorithms([
            SignatureScheme::ECDSA_SECP256R1_SHA256,
            SignatureScheme::ECDSA_SECP384R1_SHA384,
            SignatureScheme::ED25519,
            SignatureScheme::RSA_PSS_RSAE_SHA256,
            SignatureScheme::RSA_PSS_RSAE_SHA384,
            SignatureScheme::RSA_PSS_RSAE_SHA512,
            SignatureScheme::RSA_PKCS1_SHA256,
            SignatureScheme::RSA_PKCS1_SHA384,
            SignatureScheme::RSA_PKCS1_SHA512,
        ])
        .supported_versions([ProtocolVersion::TLS_1_3, ProtocolVersion::TLS_1_2])
        .psk_key_exchange_modes([PskKeyExchangeMode::PSK_DHE_KE])
        .key_shares([KeyShareEntry { group: NamedGroup::X25519, key_exchange: &public_key }])
        .to_records(ProtocolVersion::TLS_1_0)
}

/// Bytes that differ from run to run, out of what seeds the hash maps of the standard library.
fn arbitrary() -> [u8; 32] {
    let mut bytes = [0; 32];
    let state = RandomState::new();
    for (index, chunk) in bytes.chunks_mut(8).enumerate() {
        chunk.copy_from_slice(&state.hash_one(index).to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use tls_flow::{EventKind, Flow, Input, Peer};

    use super::*;

    #[test]
    fn the_hello_breaks_no_rule() {
        let hello = client_hello(Some("example.com")).unwrap();
        let (mut flow, mut input) = (Flow::new(), Input::Wire(&hello));
        let mut messages = 0;
        while let Some(event) = flow.next(Peer::Client, &mut input) {
            assert!(!matches!(event.kind, EventKind::Finding(_)), "{event:?}");
            messages += usize::from(matches!(event.kind, EventKind::Handshake(_)));
        }
        assert_eq!(messages, 1);
    }

    #[test]
    fn no_two_hellos_are_alike() {
        assert_ne!(arbitrary(), arbitrary());
    }
}
