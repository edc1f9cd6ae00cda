//! The order of messages alone, fed by hand: for a stack with a parser of its own, or its tests.
//!
//! `cargo run -p tls-flow --example by_hand`

use tls_flow::{Context, Observed, Order, Peer, Place};
use tls_wire::{
    CipherSuite, ClientHelloBuilder, HandshakeBody, HandshakeMessage, HandshakeType,
    ServerHelloBuilder,
};

fn main() -> Result<(), tls_wire::EncodeError> {
    let suite = CipherSuite(0xc02f); // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    let hello = ClientHelloBuilder::new([1; 32]).cipher_suites([suite]).build()?.to_message()?;
    let answer = ServerHelloBuilder::new([2; 32], suite).build()?.to_message()?;

    let mut order = Order::default();
    let mut say = |from, handshake_type, body| {
        let message = HandshakeMessage { handshake_type, body, offset: 0 };
        let place = Place { offset: 0, record: None };
        order.observe(from, Observed::Handshake(message), place, Context::default());
        order.next_finding()
    };
    assert_eq!(say(Peer::Client, HandshakeType::CLIENT_HELLO, &hello[4..]), None);
    assert_eq!(say(Peer::Server, HandshakeType::SERVER_HELLO, &answer[4..]), None);

    // The suite authenticates by certificate, and none came.
    let finding = say(Peer::Server, HandshakeType::SERVER_HELLO_DONE, &[]).expect("a finding");
    println!("{}: {}", finding.rule, finding.rule.info().statement);
    assert_eq!(finding.rule.id(), "hs12-cert-missing");
    assert_eq!(finding.expected.to_string(), "Certificate");
    Ok(())
}
