//! tls-flow beside tls-parser's parse of the same handshakes, which knows of no order.

#![allow(missing_docs, reason = "a program")]

mod parser;

use std::hint::black_box;

use parser::parse_handshake;
use tls_bench::{
    contest::{self, Contender, Contest, Reach},
    counting_allocator::CountingAllocator,
    input::{self, FLIGHTS},
};
use tls_flow::{EventKind, Flow, Input, Peer};

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

const HANDSHAKE12: &str = "TLS 1.2 handshake, 4 KiB chain";
const HANDSHAKE13: &str = "TLS 1.3 handshake, 4 KiB chain";

const PARSER: &str = "tls-parser, extensions, no order";
const FLOW: &str = "tls-flow, every event";
const FINDINGS: &str = "tls-flow, findings only";

/// The ClientHello is kept until its answer has been judged.
const HELLO: f64 = 1.0;

const REACHES: &[Reach] = &[
    Reach {
        contest: HANDSHAKE12,
        contender: FINDINGS,
        beside: PARSER,
        at_most: 0.31,
        allocations: HELLO,
    },
    Reach {
        contest: HANDSHAKE13,
        contender: FINDINGS,
        beside: PARSER,
        at_most: 0.31,
        allocations: HELLO,
    },
];

fn main() {
    let handshake12 = input::handshake12();
    let handshake13 = input::handshake13();
    println!("state per connection: {} bytes", size_of::<Flow>());
    hold_a_million(&handshake12);
    let contests = [handshake(HANDSHAKE12, &handshake12), handshake(HANDSHAKE13, &handshake13)];
    contest::run(&contests, REACHES);
}

fn handshake<'i>(name: &'static str, flights: &'i [Vec<u8>; FLIGHTS]) -> Contest<'i> {
    let contenders = vec![
        Contender::new(PARSER, move || parse_handshake(flights, true)),
        Contender::new(FLOW, move || follow(flights)),
        Contender::new(FINDINGS, move || watch(flights)),
    ];
    Contest { name, unit: "handshake", units: 1, contenders }
}

/// What the process takes while a million connections are open behind their handshakes.
fn hold_a_million(flights: &[Vec<u8>; FLIGHTS]) {
    const CONNECTIONS: usize = 1_000_000;
    let before = resident();
    let mut flows = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        let mut flow = Flow::new();
        follow_in(&mut flow, flights);
        flows.push(flow);
    }
    if let (Some(before), Some(after)) = (before, resident()) {
        let megabytes = after.saturating_sub(before) / 1_000_000;
        println!("{} connections open behind their handshakes: {megabytes} MB", flows.len());
    }
}

/// Bytes of memory that the process takes, where the system says so.
fn resident() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: usize = pages.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// A new connection, of which nobody may find anything.
fn watch(flights: &[Vec<u8>; FLIGHTS]) -> usize {
    let mut flow = Flow::new();
    for (flight, from) in in_turn(black_box(flights)) {
        let mut input = Input::Wire(flight);
        assert!(flow.next_finding(from, &mut input).is_none());
    }
    assert!(flow.order().is_established());
    black_box(&flow);
    flights.len()
}

/// Every event of a new connection, of which nobody may find anything.
fn follow(flights: &[Vec<u8>; FLIGHTS]) -> usize {
    let mut flow = Flow::new();
    follow_in(&mut flow, flights)
}

fn follow_in(flow: &mut Flow, flights: &[Vec<u8>; FLIGHTS]) -> usize {
    let mut events = 0;
    for (flight, from) in in_turn(black_box(flights)) {
        let mut input = Input::Wire(flight);
        while let Some(event) = flow.next(from, &mut input) {
            assert!(!matches!(event.kind, EventKind::Finding(_)));
            black_box(&event);
            events += 1;
        }
    }
    assert!(flow.order().is_established());
    events
}

fn in_turn(flights: &[Vec<u8>; FLIGHTS]) -> impl Iterator<Item = (&Vec<u8>, Peer)> {
    flights.iter().zip(Peer::BOTH.into_iter().cycle())
}
