//! SMTP that upgrades to TLS in the middle of the conversation (RFC 3207): the text is the
//! embedder's, and the flow begins with the first byte of TLS.
//!
//! `cargo run -p tls-flow --example starttls`

use tls_flow::{EventKind, Flow, Input, Peer, Severity};
use tls_wire::{CipherSuite, ClientHelloBuilder, HandshakeBody, ProtocolVersion};

/// The server's answer that ends the text.
const READY: &str = "220 2.0.0 Ready to start TLS\r\n";

fn main() -> Result<(), tls_wire::EncodeError> {
    let hello = ClientHelloBuilder::new([3; 32])
        .cipher_suites([CipherSuite(0xc02f)])
        .build()?
        .to_records(ProtocolVersion::TLS_1_0)?;
    let conversation: [(Peer, &[u8]); 6] = [
        (Peer::Server, b"220 mail.example ESMTP\r\n"),
        (Peer::Client, b"EHLO client.example\r\n"),
        (Peer::Server, b"250-mail.example\r\n250 STARTTLS\r\n"),
        (Peer::Client, b"STARTTLS\r\n"),
        (Peer::Server, READY.as_bytes()),
        (Peer::Client, &hello),
    ];

    let mut upgraded: Option<Flow> = None;
    let mut messages = Vec::new();
    for (from, bytes) in conversation {
        let Some(flow) = &mut upgraded else {
            if from == Peer::Server && bytes == READY.as_bytes() {
                upgraded = Some(Flow::new());
            }
            continue;
        };
        let mut input = Input::Wire(bytes);
        while let Some(event) = flow.next(from, &mut input) {
            match event.kind {
                EventKind::Handshake(message) => {
                    messages.push(format!("{from}: {}", message.handshake_type));
                }
                EventKind::Finding(finding) => {
                    assert_eq!(finding.severity, Severity::Informational, "{finding:?}");
                }
                _ => {}
            }
        }
    }
    println!("{messages:?}");
    assert_eq!(messages, ["client: ClientHello"]);
    Ok(())
}
