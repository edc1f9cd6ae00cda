//! tls-wire beside tls-parser, the public acceptor of rustls, bare loops and `memcpy`.

#![allow(missing_docs, reason = "a program")]

mod parser;

use std::hint::black_box;

use bytes::BytesMut;
use parser::parse_handshake;
use rustls::server::Acceptor;
use tls_bench::{
    contest::{self, Contender, Contest, Reach},
    counting_allocator::CountingAllocator,
    input,
};
use tls_parser::{
    TlsMessage, TlsMessageHandshake, gen_tls_plaintext, parse_tls_client_hello_extensions,
    parse_tls_plaintext, parse_tls_raw_record,
};
use tls_wire::{
    ClientHello, ClientHelloBuilder, ContentType, Encode, Framing, HandshakeBody, HandshakeMessage,
    HandshakeReader, HandshakeType, KeyExchange, Message, MessageContext, ProtocolVersion, Record,
    RecordDecoder, RecordReader,
};

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

const CHUNK: usize = 1460;

const LONG: &str = "records of 16 KiB, contiguous";
const SHORT: &str = "records of 100 B, contiguous";
const LONG_CHUNKS: &str = "records of 16 KiB, 1460 B chunks";
const SHORT_CHUNKS: &str = "records of 100 B, 1460 B chunks";
const HANDSHAKE: &str = "TLS 1.2 handshake, 4 KiB chain";
const HELLO: &str = "ClientHello of 600 B";
const LONG_HELLO: &str = "ClientHello of 1,800 B";
const ENCODE: &str = "write a ClientHello of 1,800 B";

const BARE: &str = "bare loop";
const WIRE: &str = "tls-wire";
const WIRE_SKIP: &str = "tls-wire, header and skip";
const WIRE_VALIDATED: &str = "tls-wire, extensions validated";
const PARSER: &str = "tls-parser";
const PARSER_EXTENSIONS: &str = "tls-parser, extensions";

const REACHES: &[Reach] = &[
    Reach { contest: LONG, contender: WIRE, beside: BARE, at_most: 1.5, allocations: 0.0 },
    Reach { contest: SHORT, contender: WIRE, beside: BARE, at_most: 1.5, allocations: 0.0 },
    // 25 ns where the bare loop takes 14.
    Reach {
        contest: LONG_CHUNKS,
        contender: WIRE_SKIP,
        beside: BARE,
        at_most: 1.79,
        allocations: 0.0,
    },
    Reach { contest: SHORT_CHUNKS, contender: WIRE, beside: BARE, at_most: 1.5, allocations: 0.0 },
    Reach {
        contest: HANDSHAKE,
        contender: WIRE_VALIDATED,
        beside: PARSER_EXTENSIONS,
        at_most: 0.34,
        allocations: 0.0,
    },
    Reach {
        contest: HELLO,
        contender: WIRE_VALIDATED,
        beside: PARSER_EXTENSIONS,
        at_most: 0.25,
        allocations: 0.0,
    },
    Reach {
        contest: LONG_HELLO,
        contender: WIRE_VALIDATED,
        beside: PARSER_EXTENSIONS,
        at_most: 0.25,
        allocations: 0.0,
    },
    Reach { contest: ENCODE, contender: WIRE, beside: PARSER, at_most: 0.34, allocations: 0.0 },
];

fn main() {
    let long = input::records(512, 16_384);
    let short = input::records(40_000, 100);
    let handshake = input::directions(&input::handshake12());
    let hello = input::client_hello(false);
    let long_hello = input::client_hello(true);
    println!(
        "hellos of {} and {} bytes; state per direction: {} bytes for records, {} for messages",
        hello.len(),
        long_hello.len(),
        size_of::<RecordReader>(),
        size_of::<HandshakeReader>(),
    );
    let contests = vec![
        contiguous(LONG, 512, &long),
        contiguous(SHORT, 40_000, &short),
        chunked(LONG_CHUNKS, 512, &long),
        chunked(SHORT_CHUNKS, 40_000, &short),
        whole_handshake(&handshake),
        client_hello(HELLO, &hello),
        client_hello(LONG_HELLO, &long_hello),
        encode(&long_hello),
    ];
    contest::run(&contests, REACHES);
}

fn contiguous<'i>(name: &'static str, count: u32, stream: &'i [u8]) -> Contest<'i> {
    let contenders = vec![
        Contender::new(BARE, move || {
            let (mut sum, mut rest) = (0, black_box(stream));
            while let Some(&[kind, 3, _, high, low]) = rest.first_chunk() {
                let length = usize::from(u16::from_be_bytes([high, low]));
                sum += usize::from(kind) + length;
                rest = &rest[5 + length..];
            }
            sum
        }),
        Contender::new(WIRE, move || {
            let (mut sum, mut input) = (0, black_box(stream));
            let mut reader = RecordReader::new();
            while let Some(piece) = reader.next(&mut input).unwrap() {
                if let Framing::Tls(header) = piece.header {
                    sum += usize::from(header.content_type.0) + piece.fragment.len();
                }
            }
            sum
        }),
        Contender::new(WIRE_SKIP, move || {
            let (mut sum, mut input) = (0, black_box(stream));
            let mut reader = RecordReader::new();
            while let Some(Framing::Tls(header)) = reader.read_header(&mut input).unwrap() {
                let fragment = reader.take_fragment(&mut input, usize::MAX);
                sum += usize::from(header.content_type.0) + fragment.len();
            }
            sum
        }),
        Contender::new(PARSER, move || {
            let (mut sum, mut rest) = (0, black_box(stream));
            while let Ok((after, record)) = parse_tls_raw_record(rest) {
                sum += usize::from(record.hdr.record_type.0) + record.data.len();
                rest = after;
            }
            sum
        }),
        memcpy(stream),
    ];
    Contest { name, unit: "record", units: count, contenders }
}

fn chunked<'i>(name: &'static str, count: u32, stream: &'i [u8]) -> Contest<'i> {
    let contenders = vec![
        Contender::new(BARE, move || bare_chunked(black_box(stream))),
        Contender::new(WIRE, move || {
            let (mut sum, mut reader) = (0, RecordReader::new());
            for chunk in black_box(stream).chunks(CHUNK) {
                let mut input = chunk;
                while let Some(piece) = reader.next(&mut input).unwrap() {
                    if let (Framing::Tls(header), true) = (piece.header, piece.last) {
                        sum += usize::from(header.content_type.0) + usize::from(header.length);
                    }
                }
            }
            sum
        }),
        Contender::new(WIRE_SKIP, move || {
            let (mut sum, mut reader) = (0, RecordReader::new());
            for chunk in black_box(stream).chunks(CHUNK) {
                let mut input = chunk;
                loop {
                    reader.take_fragment(&mut input, usize::MAX);
                    let Some(framing) = reader.read_header(&mut input).unwrap() else { break };
                    if let Framing::Tls(header) = framing {
                        sum += usize::from(header.content_type.0) + usize::from(header.length);
                    }
                }
            }
            sum
        }),
        Contender::new("tls-wire, whole records", move || {
            let (mut sum, mut decoder) = (0, RecordDecoder::new());
            let mut buffer = BytesMut::with_capacity(1 << 17);
            for chunk in black_box(stream).chunks(CHUNK) {
                buffer.extend_from_slice(chunk);
                while let Some(record) = decoder.decode(&mut buffer).unwrap() {
                    sum += usize::from(record.content_type.0) + record.fragment.len();
                }
            }
            sum
        }),
        Contender::new("tls-parser and a Vec", move || {
            let (mut sum, mut buffer) = (0, Vec::new());
            for chunk in black_box(stream).chunks(CHUNK) {
                buffer.extend_from_slice(chunk);
                let mut rest = &buffer[..];
                while let Ok((after, record)) = parse_tls_raw_record(rest) {
                    sum += usize::from(record.hdr.record_type.0) + record.data.len();
                    rest = after;
                }
                let consumed = buffer.len() - rest.len();
                buffer.drain(..consumed);
            }
            sum
        }),
        memcpy(stream),
    ];
    Contest { name, unit: "record", units: count, contenders }
}

/// As little as keeps track of records over chunks: no offsets, no pieces, no errors.
fn bare_chunked(stream: &[u8]) -> usize {
    let (mut sum, mut remaining) = (0, 0);
    let (mut header, mut seen) = ([0; 5], 0);
    for chunk in stream.chunks(CHUNK) {
        let mut rest = chunk;
        loop {
            let skipped = remaining.min(rest.len());
            remaining -= skipped;
            rest = &rest[skipped..];
            if rest.is_empty() {
                break;
            }
            if let (0, Some((whole, after))) = (seen, rest.split_first_chunk::<5>()) {
                header = *whole;
                rest = after;
            } else {
                let taken = (5 - seen).min(rest.len());
                header[seen..seen + taken].copy_from_slice(&rest[..taken]);
                seen += taken;
                rest = &rest[taken..];
                if seen < 5 {
                    break;
                }
                seen = 0;
            }
            let [kind, major, _, high, low] = header;
            assert_eq!(major, 3);
            remaining = usize::from(u16::from_be_bytes([high, low]));
            sum += usize::from(kind) + remaining;
        }
    }
    sum
}

fn memcpy(bytes: &[u8]) -> Contender<'_> {
    let copy = std::cell::RefCell::new(vec![0; bytes.len()]);
    Contender::new("memcpy", move || {
        let mut copy = copy.borrow_mut();
        copy.copy_from_slice(black_box(bytes));
        usize::from(copy[copy.len() / 2])
    })
}

fn whole_handshake(directions: &[Vec<u8>; 2]) -> Contest<'_> {
    let contenders = vec![
        Contender::new(BARE, move || {
            let mut sum = 0;
            for stream in black_box(directions) {
                let mut rest = &stream[..];
                let mut clear = true;
                while let Some(&[kind, 3, _, high, low]) = rest.first_chunk() {
                    let length = usize::from(u16::from_be_bytes([high, low]));
                    let mut fragment = &rest[5..5 + length];
                    clear &= kind == 22;
                    while clear && let Some(&[kind, 0, high, low]) = fragment.first_chunk() {
                        let length = usize::from(u16::from_be_bytes([high, low]));
                        sum += usize::from(kind) + length;
                        fragment = &fragment[4 + length..];
                    }
                    rest = &rest[5 + length..];
                }
            }
            sum
        }),
        Contender::new(WIRE, move || wire_handshake(directions, false)),
        Contender::new(WIRE_VALIDATED, move || wire_handshake(directions, true)),
        Contender::new(PARSER, move || parse_handshake(directions, false)),
        Contender::new(PARSER_EXTENSIONS, move || parse_handshake(directions, true)),
    ];
    Contest { name: HANDSHAKE, unit: "handshake", units: 1, contenders }
}

fn wire_handshake(directions: &[Vec<u8>; 2], validate: bool) -> usize {
    let context = MessageContext {
        version: ProtocolVersion::TLS_1_2,
        key_exchange: Some(KeyExchange::Ecdhe),
    };
    let mut sum = 0;
    for stream in black_box(directions) {
        let mut input = &stream[..];
        let (mut records, mut messages) = (RecordReader::new(), HandshakeReader::new());
        let mut clear = true;
        while let Some(piece) = records.next(&mut input).unwrap() {
            let Framing::Tls(header) = piece.header else { continue };
            clear &= header.content_type == ContentType::HANDSHAKE;
            let mut fragment = piece.fragment;
            while clear && let Some(raw) = messages.next(&mut fragment, 0).unwrap() {
                sum += usize::from(raw.handshake_type.0) + raw.body.len();
                let message = raw.parse(context).unwrap();
                match message {
                    Message::ClientHello(hello) if validate => hello.validate_extensions().unwrap(),
                    Message::ServerHello(hello) if validate => hello.validate_extensions().unwrap(),
                    _ => {}
                }
                black_box(&message);
            }
        }
    }
    sum
}

fn client_hello<'i>(name: &'static str, record: &'i [u8]) -> Contest<'i> {
    let contenders = vec![
        Contender::new(BARE, move || {
            // To the extensions, and over them.
            let hello = &black_box(record)[9..];
            let mut at = 34;
            at += 1 + usize::from(hello[at]);
            at += 2 + usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
            at += 1 + usize::from(hello[at]);
            let (mut sum, mut rest) = (0, &hello[at + 2..]);
            while let Some(&[high, low, long, short]) = rest.first_chunk() {
                sum += usize::from(u16::from_be_bytes([high, low]));
                rest = &rest[4 + usize::from(u16::from_be_bytes([long, short]))..];
            }
            sum
        }),
        Contender::new(WIRE, move || {
            let hello = wire_hello(black_box(record));
            black_box(&hello);
            hello.extensions.as_bytes().len()
        }),
        Contender::new(WIRE_VALIDATED, move || {
            let hello = wire_hello(black_box(record));
            hello.validate_extensions().unwrap();
            black_box(&hello);
            hello.extensions.as_bytes().len()
        }),
        Contender::new("tls-wire, server name", move || {
            wire_hello(black_box(record)).server_name().unwrap().len()
        }),
        Contender::new(PARSER, move || {
            let (_, plaintext) = parse_tls_plaintext(black_box(record)).unwrap();
            black_box(&plaintext).msg.len()
        }),
        Contender::new(PARSER_EXTENSIONS, move || {
            let (_, plaintext) = parse_tls_plaintext(black_box(record)).unwrap();
            let TlsMessage::Handshake(TlsMessageHandshake::ClientHello(hello)) = &plaintext.msg[0]
            else {
                panic!()
            };
            let block = hello.ext.unwrap();
            let (_, extensions) = parse_tls_client_hello_extensions(block).unwrap();
            black_box(&plaintext);
            black_box(&extensions).len()
        }),
        Contender::new("rustls, acceptor", move || {
            let mut acceptor = Acceptor::default();
            acceptor.read_tls(&mut black_box(record)).unwrap();
            let accepted = acceptor.accept().ok().unwrap().unwrap();
            accepted.client_hello().server_name().unwrap().len()
        }),
        memcpy(record),
    ];
    Contest { name, unit: "hello", units: 1, contenders }
}

fn wire_hello(mut record: &[u8]) -> ClientHello<'_> {
    let piece = RecordReader::new().next(&mut record).unwrap().unwrap();
    let message = HandshakeReader::new();
    let mut fragment = piece.fragment;
    hello_of(message, &mut fragment)
}

fn hello_of<'i>(mut reader: HandshakeReader, fragment: &mut &'i [u8]) -> ClientHello<'i> {
    let completed = reader.advance(fragment, 5).unwrap().unwrap();
    let body = completed.body_in_fragment().expect("it lies whole in its fragment");
    assert_eq!(completed.handshake_type(), HandshakeType::CLIENT_HELLO);
    ClientHello::parse(body).unwrap()
}

fn encode(record: &[u8]) -> Contest<'_> {
    let hello = wire_hello(record);
    let builder = ClientHelloBuilder::from(hello);
    let (_, plaintext) = parse_tls_plaintext(record).unwrap();
    let out = || std::cell::RefCell::new(BytesMut::with_capacity(4096));
    let (first, second) = (out(), out());
    let parser_out = std::cell::RefCell::new(Vec::with_capacity(4096));
    let message = hello.to_message().unwrap();
    let contenders = vec![
        Contender::new(PARSER, move || {
            let mut out = parser_out.borrow_mut();
            out.clear();
            let buffer = std::mem::take(&mut *out);
            let (buffer, _) =
                cookie_factory::r#gen(gen_tls_plaintext(black_box(&plaintext)), buffer).unwrap();
            *out = buffer;
            out.len()
        }),
        Contender::new(WIRE, move || {
            let mut out = first.borrow_mut();
            out.clear();
            black_box(&hello).encode_message(&mut *out).unwrap();
            out.len()
        }),
        Contender::new("tls-wire, from a builder", move || {
            let mut out = second.borrow_mut();
            out.clear();
            black_box(&builder).encode_message(&mut *out).unwrap();
            out.len()
        }),
        Contender::new("tls-wire, into a new Vec", move || {
            black_box(&hello).to_message().unwrap().len()
        }),
        Contender::new("tls-wire, message in a record", move || {
            let message = HandshakeMessage {
                handshake_type: HandshakeType::CLIENT_HELLO,
                body: black_box(&message),
                offset: 0,
            };
            let message = message.to_vec().unwrap();
            let record = Record {
                content_type: ContentType::HANDSHAKE,
                legacy_record_version: ProtocolVersion::TLS_1_0,
                fragment: &message,
            };
            record.to_vec().unwrap().len()
        }),
        memcpy(record),
    ];
    Contest { name: ENCODE, unit: "hello", units: 1, contenders }
}
