//! An observer on the path: bytes of both directions in, sentences out.
//!
//! `cargo run -p tls-flow --example observer`

use tls_flow::{EventKind, Flow, Input, Peer, Severity};
use tls_wire::{
    CipherSuite, ClientHelloBuilder, HandshakeBody, ProtocolVersion, ServerHelloBuilder,
};

fn main() -> Result<(), tls_wire::EncodeError> {
    let suite = CipherSuite(0xc02f); // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    let hello = ClientHelloBuilder::new([1; 32]).cipher_suites([suite]);
    let answer = ServerHelloBuilder::new([2; 32], suite);
    let packets = [
        (Peer::Client, hello.build()?.to_records(ProtocolVersion::TLS_1_0)?),
        (Peer::Server, answer.build()?.to_records(ProtocolVersion::TLS_1_2)?),
        // The attack of CVE-2014-0224: keys are switched before any were agreed on.
        (Peer::Server, vec![20, 3, 3, 0, 1, 1]),
    ];

    let mut flow = Flow::new();
    let mut report = Vec::new();
    for (from, packet) in &packets {
        let mut input = Input::Wire(packet);
        while let Some(event) = flow.next(*from, &mut input) {
            match event.kind {
                EventKind::Handshake(message) => {
                    println!("{from} at {}: {}", event.offset, message.handshake_type);
                }
                EventKind::Finding(finding) if finding.severity > Severity::Informational => {
                    report.push(format!(
                        "{} by the {} in record {}: {}, expected {} ({})",
                        finding.rule,
                        finding.from,
                        finding.place.record.unwrap_or_default(),
                        finding.seen,
                        finding.expected,
                        finding.source(),
                    ));
                }
                _ => {}
            }
        }
    }
    for line in &report {
        println!("{line}");
    }
    println!("{:?}", flow.summary());
    assert_eq!(report.len(), 1);
    assert!(report[0].starts_with("ccs-server-early by the server in record 1"), "{report:?}");
    Ok(())
}
