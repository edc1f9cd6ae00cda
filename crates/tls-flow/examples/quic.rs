//! QUIC: no records; the CRYPTO streams of the encryption levels are fed, in order (RFC 9001
//! section 4).
//!
//! `cargo run -p tls-flow --example quic`

use tls_flow::{Carriage, Config, EventKind, Flow, Input, Level, OwedAlert, Peer, Severity};
use tls_wire::extension::KeyShareEntry;
use tls_wire::{
    ClientHelloBuilder, ExtensionType, HandshakeBody, NamedGroup, ProtocolVersion, SignatureScheme,
};

fn main() -> Result<(), tls_wire::EncodeError> {
    let hello = ClientHelloBuilder::new([9; 32])
        .alpn([&b"h3"[..]])
        .supported_versions([ProtocolVersion::TLS_1_3])
        .supported_groups([NamedGroup::X25519])
        .signature_algorithms([SignatureScheme::ECDSA_SECP256R1_SHA256])
        .key_shares([KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[9; 32] }])
        .raw_extension(ExtensionType::QUIC_TRANSPORT_PARAMETERS, &[])
        .build()?
        .to_message()?;
    // EndOfEarlyData exists in TLS only (RFC 9001 section 8.3).
    let end_of_early_data = [5, 0, 0, 0];

    let config = Config { carriage: Carriage::Quic, ..Config::default() };
    let mut flow = Flow::with_config(config);
    let mut errors = Vec::new();
    for (level, bytes) in [(Level::Initial, &hello[..]), (Level::Handshake, &end_of_early_data[..])]
    {
        let mut input = Input::Crypto(level, bytes);
        while let Some(event) = flow.next(Peer::Client, &mut input) {
            match event.kind {
                EventKind::Handshake(message) => {
                    println!("{}: {}", level.as_str(), message.handshake_type);
                }
                EventKind::Finding(finding) if finding.severity == Severity::Violation => {
                    let code = finding.owed.map(OwedAlert::code);
                    println!("{} -> connection error {code:#x?}", finding.rule);
                    errors.push((finding.rule.id(), code));
                }
                _ => {}
            }
        }
    }
    assert_eq!(errors, [("quic-eoed", Some(0x010a))]);
    Ok(())
}
