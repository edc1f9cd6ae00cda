//! PostgreSQL's `SSLRequest`: eight bytes, one byte in answer, then TLS or not.
//!
//! `cargo run -p tls-flow --example postgresql`

use tls_flow::diagnosis::Class;
use tls_flow::{EndHow, EventKind, Flow, Input, Peer};

/// Length 8, request code 80877103 (PostgreSQL documentation, section "Message Formats").
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

fn main() {
    // An embedder that knows the protocol parts it from TLS: 'S' is the last byte before it.
    let upgraded = |request: &[u8], answer: &[u8]| request == SSL_REQUEST && answer == b"S";
    assert!(upgraded(&SSL_REQUEST, b"S"));
    assert!(!upgraded(&SSL_REQUEST, b"N"));

    // One that does not is told what it is looking at.
    let mut flow = Flow::new();
    let mut told = None;
    // More bytes could make something else of eight: it is told for certain at the end.
    for mut input in [Input::Wire(&SSL_REQUEST), Input::End(EndHow::Fin)] {
        while let Some(event) = flow.next(Peer::Client, &mut input) {
            if let EventKind::Opening(diagnosis) = event.kind {
                told = Some((diagnosis.class, diagnosis.cause.id));
            }
        }
    }
    println!("{told:?}");
    let (class, cause) = told.expect("the first bytes are classified");
    assert_eq!(class, Class::NotTls);
    assert!(cause.contains("postgres"), "{cause}");
}
