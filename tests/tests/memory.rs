//! What a flow keeps in memory, however much it is fed.
//!
//! One test only: the allocator counts for the whole process, and tests run side by side.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tls_flow::{Context, Flow, Input, Observed, Order, Peer, Place};
use tls_tests::conversation::{Conversation, What};
use tls_tests::fixtures;
use tls_tests::grammar::message;
use tls_wire::{ContentType, HandshakeMessage, HandshakeType};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each flood repeats itself in each direction: bytes, and times.
const FLOOD_BYTES: usize = 1 << 20;
const FLOOD_TIMES: usize = 3000;

/// Each direction may hold one message in pieces, at most a certificate of 128 KiB; a `ClientHello` of
/// at most 64 KiB awaits its answer; the rest is small change.
const MOST: usize = (2 * 128 + 64 + 4) * 1024;

/// A `ClientHello` that awaits its answer, and small change.
const MOST_OF_AN_ORDER: usize = (64 + 4) * 1024;

/// A connection in which something is in doubt: what its first bytes were, what a later handshake is
/// held against.
const IN_DOUBT: usize = 1024;

/// Connections that stay open at once.
const OPEN: usize = 1000;

/// What each of them may take: a million are 300 MB.
const EACH: usize = 300;

fn live() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated - stats.bytes_deallocated
}

/// Feeds one input; returns the most that was held at any event, above `before`.
fn feed(flow: &mut Flow, from: Peer, mut input: Input<'_>, before: usize) -> usize {
    let mut most = 0;
    while flow.next(from, &mut input).is_some() {
        most = most.max(live().saturating_sub(before));
    }
    most.max(live().saturating_sub(before))
}

/// A record, or as many as it takes.
fn records(content_type: u8, content: &[u8]) -> Vec<u8> {
    let fragments = content.chunks(16384);
    fragments.flat_map(|fragment| message::record(content_type, 0x0303, fragment)).collect()
}

fn message(handshake_type: u8, length: usize) -> Vec<u8> {
    message::handshake(handshake_type, &vec![0x5a; length])
}

fn floods(hello: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let random: Vec<u8> = (0..4099_u32).map(|i| ((i * i * 31) >> 5).to_le_bytes()[0]).collect();
    vec![
        ("the same hello", hello.to_vec()),
        ("certificates that are too long", records(22, &message(11, 200_000))),
        ("certificates of the greatest length", records(22, &message(11, 131_071))),
        ("unknown messages", records(22, &message(99, 65_536))),
        ("messages that never end", records(22, &message(2, 60_000)[..59_000])),
        ("hello requests", records(22, &message(0, 0))),
        ("fragments of one byte", records(22, &[22])),
        ("empty handshake records", vec![22, 3, 3, 0, 0]),
        ("change_cipher_spec", records(20, &[1])),
        ("warnings", records(21, &[1, 90])),
        ("halves of an alert", records(21, &[1])),
        ("heartbeats", records(24, &[1, 0x40, 0])),
        ("application data", records(23, &[7; 16384])),
        ("records of no known type", records(77, &[7; 500])),
        ("text", b"GET / HTTP/1.1\r\nHost: example.org\r\n".to_vec()),
        ("bytes without a pattern", random),
        ("zeros", vec![0; 4096]),
    ]
}

/// The most that an order holds that is told anything, over and over.
fn order_told_anything() -> usize {
    let body = vec![0x5a; 60_000];
    let hello = message::client_hello(0x0303, &[7; 32], &[0xc02f, 0x1301], &[(35, body.clone())]);
    let before = live();
    let mut order = Order::default();
    let mut most = 0;
    for round in 0..16_u64 {
        let place = Place { offset: round, record: Some(round) };
        let context = Context { protected: round % 2 == 1, ..Context::default() };
        let messages = (0..=u8::MAX).map(|handshake_type| {
            let body = if handshake_type == 1 { &hello } else { &body };
            let handshake_type = HandshakeType(handshake_type);
            Observed::Handshake(HandshakeMessage { handshake_type, body, offset: round })
        });
        let others = (0..=u8::MAX).flat_map(|content_type| {
            [
                Observed::ChangeCipherSpec { length: 1, first: Some(1) },
                Observed::ApplicationData(1 << 14),
                Observed::Protected(ContentType(content_type), 1 << 14),
            ]
        });
        for observed in messages.chain(others) {
            for from in Peer::BOTH {
                order.observe(from, observed, place, context);
                while order.next_finding().is_some() {}
                most = most.max(live().saturating_sub(before));
            }
        }
    }
    drop(order);
    assert!(live() <= before, "an order leaks");
    most
}

#[test]
fn memory_is_bounded_and_given_back() {
    let text = |name: &str| {
        let path = fixtures::folder(&format!("transcripts/ok/{name}.txt"));
        Conversation::from_transcript(&std::fs::read_to_string(path).unwrap())
    };
    let openings = [
        ("nothing", Conversation::default()),
        ("TLS 1.2", text("openssl-tls12")),
        ("TLS 1.3", text("openssl-tls13")),
        ("a HelloRetryRequest", text("openssl-tls13-hello-retry")),
    ];
    let hello = match &openings[1].1.steps[0].what {
        What::Wire(bytes) => bytes.clone(),
        other => panic!("{other:?}"),
    };

    for (opening, conversation) in &openings {
        for (flood, unit) in floods(&hello) {
            let before = live();
            let mut flow = Flow::new();
            let mut most = 0;
            for step in &conversation.steps {
                if let What::Wire(bytes) = &step.what {
                    most = most.max(feed(&mut flow, step.from, Input::Wire(bytes), before));
                }
            }
            for _ in 0..(FLOOD_BYTES / unit.len()).min(FLOOD_TIMES) {
                // Cut in the middle, so that there is something to keep.
                let (first, second) = unit.split_at(unit.len() / 2);
                for bytes in [first, second] {
                    for from in [Peer::Client, Peer::Server] {
                        most = most.max(feed(&mut flow, from, Input::Wire(bytes), before));
                    }
                }
            }
            assert!(most <= MOST, "{flood} after {opening}: {most} bytes held");
            drop(flow);
            assert!(live() <= before, "{flood} after {opening}: something leaks");
            println!("{flood} after {opening}: at most {most} bytes");
        }
    }

    let most = order_told_anything();
    println!("an order: at most {most} bytes");
    assert!((hello.len()..=MOST_OF_AN_ORDER).contains(&most), "an order: {most} bytes held");

    for (name, text) in
        fixtures::transcripts().into_iter().filter(|(name, _)| name.starts_with("ok/"))
    {
        let conversation = Conversation::from_transcript(&text);
        let before = live();
        let mut flow = Flow::with_config(conversation.config.clone());
        for step in &conversation.steps {
            if let What::Wire(bytes) = &step.what {
                feed(&mut flow, step.from, Input::Wire(bytes), before);
            }
        }
        let held = live() - before;
        println!("{name}: {held} bytes in the end");
        assert!(held <= IN_DOUBT, "{name}: {held} bytes are still held");
    }
    for (name, conversation) in &openings {
        let before = live();
        let mut flows = Vec::with_capacity(OPEN);
        for _ in 0..OPEN {
            let mut flow = Flow::new();
            for step in &conversation.steps {
                if let What::Wire(bytes) = &step.what {
                    feed(&mut flow, step.from, Input::Wire(bytes), before);
                }
            }
            flows.push(flow);
        }
        let each = (live() - before) / OPEN;
        println!("{name}: {each} bytes for each of {OPEN} connections");
        assert!(each <= EACH, "{name}: {each} bytes");
    }
}
