//! EAP-TLS (RFC 5216 section 3): TLS in packets, whose fragments are put together by whoever
//! speaks EAP; the flow takes the pieces as they come.
//!
//! `cargo run -p tls-flow --example eap_tls`

use tls_flow::{EventKind, Flow, Input, Peer};
use tls_wire::{CipherSuite, ClientHelloBuilder, HandshakeBody, ProtocolVersion};

/// The `L` flag: a four-byte length of the whole TLS message stands before the data.
const LENGTH_INCLUDED: u8 = 0x80;
/// The `M` flag: more fragments follow.
const MORE_FRAGMENTS: u8 = 0x40;

/// The TLS data of an EAP-TLS packet's type data: flags, an optional length, data.
fn tls_data(type_data: &[u8]) -> Option<&[u8]> {
    let (flags, rest) = type_data.split_first()?;
    if flags & LENGTH_INCLUDED != 0 { rest.get(4..) } else { Some(rest) }
}

fn main() -> Result<(), tls_wire::EncodeError> {
    let hello = ClientHelloBuilder::new([5; 32])
        .cipher_suites([CipherSuite(0xc02f)])
        .build()?
        .to_records(ProtocolVersion::TLS_1_0)?;
    let (first, second) = hello.split_at(hello.len() / 2);
    let length = u32::try_from(hello.len()).expect("a short hello").to_be_bytes();
    let packets = [
        [&[LENGTH_INCLUDED | MORE_FRAGMENTS][..], &length, first].concat(),
        [&[0][..], second].concat(),
    ];

    let mut flow = Flow::new();
    let mut messages = Vec::new();
    for packet in &packets {
        let mut input = Input::Wire(tls_data(packet).expect("flags"));
        // In EAP the peer that authenticates itself is TLS's client.
        while let Some(event) = flow.next(Peer::Client, &mut input) {
            if let EventKind::Handshake(message) = event.kind {
                messages.push(message.handshake_type.to_string());
            }
        }
    }
    println!("{messages:?}; next: {:?}", flow.summary().expected);
    assert_eq!(messages, ["ClientHello"]);
    Ok(())
}
