//! The short way against the long one: many answers to many hellos.

use alloc::{format, string::String, vec::Vec};

use tls_wire::{HandshakeContext, HandshakeMessage, HandshakeType, extension::ExtensionData};

use super::*;
use crate::{
    Place,
    order::{Context, handshake::Arrival},
};

const PLACE: Place = Place { offset: 0, record: Some(0) };

type RawExtension = (ExtensionType, Vec<u8>);

const SESSION_ID: [u8; 3] = [7, 8, 9];

fn vec16(content: &[u8]) -> Vec<u8> {
    [&u16::try_from(content.len()).unwrap().to_be_bytes(), content].concat()
}

fn vec8(content: &[u8]) -> Vec<u8> {
    [&[u8::try_from(content.len()).unwrap()], content].concat()
}

fn block(extensions: &[RawExtension]) -> Vec<u8> {
    let raw = extensions.iter().flat_map(|(extension_type, data)| {
        [&extension_type.0.to_be_bytes()[..], &vec16(data)].concat()
    });
    vec16(&raw.collect::<Vec<u8>>())
}

/// What a client may offer, once more with each field changed.
#[derive(Clone)]
struct Hello {
    legacy_version: u16,
    session_id: Vec<u8>,
    suites: Vec<u16>,
    methods: Vec<u8>,
    extensions: Vec<RawExtension>,
}

impl Hello {
    fn body(&self) -> Vec<u8> {
        let suites: Vec<u8> = self.suites.iter().flat_map(|suite| suite.to_be_bytes()).collect();
        let random = [5; 32];
        let version = self.legacy_version.to_be_bytes();
        [
            &version[..],
            &random,
            &vec8(&self.session_id),
            &vec16(&suites),
            &vec8(&self.methods),
            &block(&self.extensions),
        ]
        .concat()
    }

    fn with(&self, extension_type: ExtensionType, data: &[u8]) -> Self {
        let mut hello = self.without(extension_type);
        // Ahead of the rest: pre_shared_key is the last.
        hello.extensions.insert(0, (extension_type, data.to_vec()));
        hello
    }

    fn without(&self, extension_type: ExtensionType) -> Self {
        let mut hello = self.clone();
        hello.extensions.retain(|(other, _)| *other != extension_type);
        hello
    }
}

/// A hello of any current client.
fn hello() -> Hello {
    let extensions = [
        (ExtensionType::SERVER_NAME, &[0, 4, 0, 0, 1, b'a'][..]),
        (ExtensionType::STATUS_REQUEST, &[1, 0, 0, 0, 0]),
        (ExtensionType::EC_POINT_FORMATS, &[1, 0]),
        (ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION, &[0, 3, 2, b'h', b'2']),
        (ExtensionType::EXTENDED_MASTER_SECRET, &[]),
        (ExtensionType::ENCRYPT_THEN_MAC, &[]),
        (ExtensionType::SESSION_TICKET, &[]),
        (ExtensionType::RENEGOTIATION_INFO, &[0]),
        (ExtensionType::SIGNATURE_ALGORITHMS, &[0, 2, 8, 4]),
        (ExtensionType::SUPPORTED_GROUPS, &[0, 6, 0, 29, 0, 23, 0x1a, 0x1a]),
        (ExtensionType::SUPPORTED_VERSIONS, &[4, 3, 4, 3, 3]),
        (ExtensionType::KEY_SHARE, &[0, 10, 0, 29, 0, 1, 7, 0x1a, 0x1a, 0, 1, 0]),
    ];
    Hello {
        legacy_version: 0x0303,
        session_id: SESSION_ID.to_vec(),
        suites: CipherSuite::ASSIGNED.iter().map(|suite| suite.0).collect(),
        methods: alloc::vec![0],
        extensions: extensions.map(|(extension, data)| (extension, data.to_vec())).to_vec(),
    }
}

fn hellos() -> Vec<Hello> {
    let modern = hello();
    let versions = ExtensionType::SUPPORTED_VERSIONS;
    let legacy = Hello {
        suites: [0xc02f, 0xc02b, 0x009c, 0x002f, 0x000a, 0x00ff].to_vec(),
        ..modern.without(versions).without(ExtensionType::KEY_SHARE)
    };
    let identity = [&[0, 7, 0, 1, 9, 0, 0, 0, 0][..], &vec16(&[&[32][..], &[0; 32]].concat())];
    let mut resumed = modern.with(ExtensionType::PSK_KEY_EXCHANGE_MODES, &[1, 1]);
    resumed.extensions.push((ExtensionType::PRE_SHARED_KEY, identity.concat()));
    alloc::vec![
        modern.with(versions, &[4, 3, 3, 3, 2]),
        modern.with(versions, &[2, 3, 4]),
        modern.with(versions, &[2, 3, 3]),
        modern.with(versions, &[2, 3, 2]),
        modern.with(versions, &[4, 0x7f, 28, 3, 3]),
        modern.without(versions),
        modern.without(ExtensionType::RENEGOTIATION_INFO),
        modern.without(ExtensionType::KEY_SHARE),
        modern.without(ExtensionType::SUPPORTED_GROUPS),
        modern.without(ExtensionType::SERVER_NAME).without(ExtensionType::EC_POINT_FORMATS),
        modern.with(ExtensionType::KEY_SHARE, &[0, 0]),
        modern.with(ExtensionType::KEY_SHARE, &[0, 9, 0, 29]),
        modern.with(ExtensionType::KEY_SHARE, &[0, 5, 0, 0, 0, 1, 7]),
        modern.with(ExtensionType::SESSION_TICKET, &[1, 2]),
        modern.with(ExtensionType::ENCRYPTED_CLIENT_HELLO, &[0, 0, 1, 0, 1, 3, 0, 1, 4, 0, 1, 5]),
        modern.with(ExtensionType::EARLY_DATA, &[]),
        modern.with(ExtensionType::HEARTBEAT, &[1]),
        modern.with(ExtensionType::MAX_FRAGMENT_LENGTH, &[1]),
        modern.with(ExtensionType::RECORD_SIZE_LIMIT, &[1, 0]),
        modern.with(ExtensionType::NEXT_PROTOCOL_NEGOTIATION, &[]),
        modern.with(ExtensionType(0x2a2a), &[]),
        Hello { session_id: Vec::new(), ..modern.clone() },
        Hello { session_id: Vec::new(), ..modern.with(ExtensionType::SESSION_TICKET, &[1, 2]) },
        Hello { suites: [0x1301, 0xc02f, 0x5600].to_vec(), ..modern.clone() },
        Hello { suites: [0xc02f, 0x1301].to_vec(), ..modern.clone() },
        Hello { methods: [1, 0].to_vec(), ..modern.clone() },
        Hello { methods: [1].to_vec(), ..modern.clone() },
        Hello { legacy_version: 0x0302, ..modern.clone() },
        Hello { legacy_version: 0x0304, ..modern.clone() },
        Hello { legacy_version: 0x0302, ..legacy.clone() },
        Hello { suites: [0xc02f, 0x5600].to_vec(), ..legacy.clone() },
        Hello { extensions: Vec::new(), ..legacy.clone() },
        resumed.with(ExtensionType::PSK_KEY_EXCHANGE_MODES, &[1, 0]),
        resumed.with(ExtensionType::EARLY_DATA, &[]),
        resumed.without(ExtensionType::PSK_KEY_EXCHANGE_MODES),
        resumed,
        legacy,
        modern,
    ]
}

/// A connection behind this hello; what there was to say of it was said.
fn asked(hello: &Hello) -> Order {
    let body = hello.body();
    let message =
        HandshakeMessage { handshake_type: HandshakeType::CLIENT_HELLO, body: &body, offset: 0 };
    let mut order = Order::default();
    order.observe_message(&Arrival::new(Peer::Client, &message, PLACE, Context::default()));
    while order.next_finding().is_some() {}
    order.note_record_version(Peer::Server, ProtocolVersion::TLS_1_2);
    order
}

#[derive(Clone)]
struct Chosen {
    version: u16,
    random: [u8; 32],
    session_id: Vec<u8>,
    suite: u16,
    compression: u8,
    extensions: Vec<RawExtension>,
}

impl Chosen {
    fn body(&self) -> Vec<u8> {
        let suite = self.suite.to_be_bytes();
        let fields =
            [&self.version.to_be_bytes()[..], &self.random, &vec8(&self.session_id), &suite];
        let block = if self.extensions.is_empty() { Vec::new() } else { block(&self.extensions) };
        [&fields.concat()[..], &[self.compression], &block].concat()
    }
}

/// Of TLS 1.2 and of TLS 1.3.
fn sound() -> [Chosen; 2] {
    let chosen = |suite, extensions: &[(ExtensionType, &[u8])]| Chosen {
        version: 0x0303,
        random: [6; 32],
        session_id: SESSION_ID.to_vec(),
        suite,
        compression: 0,
        extensions: extensions
            .iter()
            .map(|(extension, data)| (*extension, data.to_vec()))
            .collect(),
    };
    [
        chosen(
            0xc02f,
            &[
                (ExtensionType::RENEGOTIATION_INFO, &[0]),
                (ExtensionType::EC_POINT_FORMATS, &[1, 0]),
                (ExtensionType::EXTENDED_MASTER_SECRET, &[]),
            ],
        ),
        chosen(
            0x1301,
            &[
                (ExtensionType::SUPPORTED_VERSIONS, &[3, 4]),
                (ExtensionType::KEY_SHARE, &[0, 29, 0, 1, 7]),
            ],
        ),
    ]
}

/// Data of extensions as answers have it, and some that has no place there.
const ANSWERED: [(ExtensionType, &[u8]); 20] = [
    (ExtensionType::SERVER_NAME, &[]),
    (ExtensionType::SERVER_NAME, &[0]),
    (ExtensionType::STATUS_REQUEST, &[]),
    (ExtensionType::EC_POINT_FORMATS, &[2, 0, 1]),
    (ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION, &[0, 3, 2, b'h', b'2']),
    (ExtensionType::SESSION_TICKET, &[]),
    (ExtensionType::ENCRYPT_THEN_MAC, &[]),
    (ExtensionType::HEARTBEAT, &[1]),
    (ExtensionType::MAX_FRAGMENT_LENGTH, &[1]),
    (ExtensionType::RECORD_SIZE_LIMIT, &[1, 0]),
    (ExtensionType::RENEGOTIATION_INFO, &[1, 1]),
    (ExtensionType::RENEGOTIATION_INFO, &[0]),
    (ExtensionType::PRE_SHARED_KEY, &[0, 0]),
    (ExtensionType::PRE_SHARED_KEY, &[0, 1]),
    (ExtensionType::KEY_SHARE, &[0, 23, 0, 1, 7]),
    (ExtensionType::KEY_SHARE, &[0x1a, 0x1a, 0, 1, 7]),
    (ExtensionType::SUPPORTED_VERSIONS, &[3, 3]),
    (ExtensionType::COOKIE, &[0, 1, 7]),
    (ExtensionType::NEXT_PROTOCOL_NEGOTIATION, &[2, b'h', b'2']),
    (ExtensionType(0x2a2a), &[]),
];

/// Other versions, suites and so on, each in an otherwise sound answer.
fn answers() -> impl Iterator<Item = Vec<u8>> {
    sound().into_iter().flat_map(|sound| {
        let of = |change: &dyn Fn(&mut Chosen)| {
            let mut chosen = sound.clone();
            change(&mut chosen);
            chosen.body()
        };
        let mut bodies = alloc::vec![sound.body()];
        bodies.extend((0x0300..=0x0305).map(|version| of(&|chosen| chosen.version = version)));
        bodies.extend([0, 1].map(|to| {
            of(&|chosen| {
                let (_, end) = chosen.random.split_last_chunk_mut().unwrap();
                *end = *b"DOWNGRD\0";
                chosen.random[31] = to;
            })
        }));
        bodies.push(of(&|chosen| chosen.random = ServerHello::HELLO_RETRY_REQUEST_RANDOM));
        for id in [&[][..], &[7, 8], &[7, 8, 8], &[1; 32], &[1; 33]] {
            bodies.push(of(&|chosen| chosen.session_id = id.to_vec()));
        }
        bodies.push(of(&|chosen| chosen.compression = 1));
        let bare = of(&|chosen| chosen.extensions.clear());
        bodies.extend([[&bare[..], &[0, 0]].concat(), bare]);
        for suite in [0x1302, 0x1a1a, 0x0000, 0x00ff, 0x5600, 0x0003, 0x001e, 0x002f, 0xffff] {
            bodies.push(of(&|chosen| chosen.suite = suite));
        }
        for (position, _) in sound.extensions.iter().enumerate() {
            bodies.push(of(&|chosen| drop(chosen.extensions.remove(position))));
        }
        for (extension_type, data) in ANSWERED {
            bodies.push(of(&|chosen| chosen.extensions.push((extension_type, data.to_vec()))));
            bodies.push(of(&|chosen| {
                chosen.extensions.retain(|(other, _)| *other != extension_type);
                chosen.extensions.push((extension_type, data.to_vec()));
            }));
        }
        bodies
    })
}

/// Sound answers with a byte changed, cut short, or going on.
fn damaged() -> impl Iterator<Item = Vec<u8>> {
    sound().into_iter().flat_map(|sound| {
        let body = sound.body();
        let changed = (0..body.len()).flat_map({
            let body = body.clone();
            move |at| {
                let byte = body[at];
                let others = [0, 1, byte ^ 1, byte.wrapping_add(2), 0xff];
                let body = body.clone();
                others.into_iter().filter(move |other| *other != byte).map(move |other| {
                    let mut body = body.clone();
                    body[at] = other;
                    body
                })
            }
        });
        let cut = (0..body.len()).map({
            let body = body.clone();
            move |length| body[..length].to_vec()
        });
        changed.chain(cut).chain([[&body[..], &[0]].concat()])
    })
}

fn state(order: &Order) -> String {
    format!("{order:?}")
}

/// Was it taken?
fn compare(order: &Order, before: &str, body: &[u8]) -> bool {
    let message = HandshakeMessage { handshake_type: HandshakeType::SERVER_HELLO, body, offset: 0 };
    let arrival = Arrival::new(Peer::Server, &message, PLACE, Context::default());
    let (mut short, mut long) = (order.clone(), order.clone());
    let taken = short.takes_plain_server_hello(body);
    if taken {
        long.judge_server_hello(&arrival);
        assert!(!long.has_findings(), "{body:02x?} in {order:?}");
        assert_eq!(state(&short), state(&long), "{body:02x?} in {order:?}");
    } else {
        assert_eq!(state(&short), before, "{body:02x?} in {order:?}");
    }
    taken
}

fn compare_all(order: &Order, bodies: impl Iterator<Item = Vec<u8>>) -> usize {
    let before = state(order);
    bodies.filter(|body| compare(order, &before, body)).count()
}

#[test]
fn what_is_taken_is_as_if_it_were_judged() {
    let taken: usize = hellos().iter().map(|hello| compare_all(&asked(hello), answers())).sum();
    assert!(taken > 400, "{taken}");
}

#[test]
fn nothing_that_is_damaged_is_taken_for_sound() {
    let order = asked(&hello());
    let taken = compare_all(&order, damaged());
    assert!(taken > 200, "the random may be anything: {taken}");
}

#[test]
fn any_suite() {
    for hello in [hello(), hello().without(ExtensionType::SUPPORTED_VERSIONS)] {
        let suites = CipherSuite::ASSIGNED
            .iter()
            .flat_map(|suite| sound().map(|sound| Chosen { suite: suite.0, ..sound }.body()));
        assert!(compare_all(&asked(&hello), suites) > 100);
    }
}

#[test]
fn in_other_states() {
    type Change = fn(&mut Order);

    let changes: [(bool, Change); 9] = [
        (true, |order| order.note_record_version(Peer::Server, ProtocolVersion::default())),
        (false, |order| order.note_record_version(Peer::Server, ProtocolVersion::TLS_1_0)),
        (true, |order| order.facts.set_retried(true)),
        (true, |order| order.facts.offer.set_unreadable(true)),
        (false, |order| order.hello = None),
        (false, |order| order.history_mut().handshakes = 1),
        (true, |order| order.server.absorbed.insert(Item::ServerHello)),
        (true, |order| order.server.counted_records = 1),
        (true, |order| order.muted = true),
    ];
    for (number, (takes, change)) in changes.into_iter().enumerate() {
        let mut order = asked(&hello());
        change(&mut order);
        let taken = compare_all(&order, answers());
        assert_eq!(taken > 0, takes, "change {number}: {taken}");
    }
}

#[test]
fn the_data_of_plain_extensions_is_well_formed() {
    const BYTES: [u8; 5] = [0, 1, 2, 3, 4];
    let mut strings = alloc::vec![Vec::new()];
    let mut shorter = strings.clone();
    for _ in 0..6 {
        shorter = shorter
            .iter()
            .flat_map(|string| BYTES.map(|byte| [&string[..], &[byte]].concat()))
            .collect();
        strings.extend(shorter.iter().cloned());
    }
    let body = sound()[0].body();
    let mut plain = [0_u32; 64];
    for extension_type in (0..64).chain([0x0a0a, 0xff01]).map(ExtensionType) {
        for data in &strings {
            let mut answer = PlainAnswer::read(&body).unwrap();
            answer.extensions = ExtensionSet::EMPTY;
            if answer.takes(extension_type, data) {
                let context = HandshakeContext::ServerHello;
                ExtensionData::check(context, extension_type, data).unwrap();
                plain[usize::from(ExtensionSet::number(extension_type))] += 1;
                assert!(!answer.takes(extension_type, data), "a second one");
            }
        }
    }
    assert_eq!(plain.iter().filter(|count| **count > 0).count(), 10);
}
