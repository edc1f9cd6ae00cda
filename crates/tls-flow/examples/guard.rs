//! A guard in front of a TLS stack: bytes reach the stack up to the first violation, and the peer
//! gets the alert that it has earned.
//!
//! `cargo run -p tls-flow --example guard`

use tls_flow::{Config, Flow, Input, OwedAlert, Peer, Severity, Vantage};
use tls_wire::{CipherSuite, ClientHelloBuilder, HandshakeBody, ProtocolVersion};

/// Stands before a server.
struct Guard {
    flow: Flow,
    closed: bool,
}

/// What to do with bytes from the client.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Hand them to the stack.
    Pass,
    /// Hand nothing on; send these bytes, if any, and close.
    Stop(Vec<u8>),
}

impl Guard {
    fn new() -> Self {
        let vantage = Vantage::Endpoint(Peer::Server);
        Self { flow: Flow::with_config(Config { vantage, ..Config::default() }), closed: false }
    }

    /// Bytes from the client, cut anywhere.
    fn received(&mut self, bytes: &[u8]) -> Verdict {
        if self.closed {
            return Verdict::Stop(Vec::new());
        }
        let mut input = Input::Wire(bytes);
        while let Some(finding) = self.flow.next_finding(Peer::Client, &mut input) {
            if finding.severity == Severity::Violation && finding.from == Peer::Client {
                self.closed = true;
                let alert = finding.owed.and_then(OwedAlert::encode);
                // In the clear, as long as there are no keys.
                let record = alert.map(|alert| [&[21, 3, 3, 0, 2][..], &alert].concat());
                return Verdict::Stop(record.unwrap_or_default());
            }
        }
        Verdict::Pass
    }
}

fn main() -> Result<(), tls_wire::EncodeError> {
    let hello = ClientHelloBuilder::new([7; 32])
        .cipher_suites([CipherSuite(0xc02f)])
        .build()?
        .to_records(ProtocolVersion::TLS_1_0)?;

    let mut guard = Guard::new();
    let (head, tail) = hello.split_at(20);
    assert_eq!(guard.received(head), Verdict::Pass);
    assert_eq!(guard.received(tail), Verdict::Pass);
    // A second ClientHello, where none may be: unexpected_message (10).
    let verdict = guard.received(&hello);
    println!("{verdict:02x?}");
    assert_eq!(verdict, Verdict::Stop(vec![21, 3, 3, 0, 2, 2, 10]));
    assert_eq!(guard.received(&hello), Verdict::Stop(Vec::new()));
    Ok(())
}
