//! What holds for a `Flow`, whatever it is fed.

pub mod findings_alone;

use arbitrary::{Arbitrary, Unstructured};
use tls_flow::diagnosis::{Class, Diagnosis};
use tls_flow::{
    CachedSession, Carriage, Event, EventKind, Flow, Input, OpenedRecord, Peer, Severity,
};
use tls_wire::ContentType;

use crate::conversation::{Conversation, Step, What};
use crate::wire::Property;

/// Every property.
pub const PROPERTIES: &[Property] = &[
    ("flow_chunks", events_are_the_same_however_cut),
    ("flow_findings_alone", findings_alone::findings_are_the_same_alone),
    ("flow_survives", survives_anything),
];

/// The conversation that `data` spells gives the same events however its bytes are cut.
///
/// # Panics
///
/// If it does not.
pub fn events_are_the_same_however_cut(data: &[u8]) {
    let Ok(conversation) = Conversation::arbitrary(&mut Unstructured::new(data)) else { return };
    // A datagram is what it is: it does not arrive in pieces.
    if conversation.config.carriage != Carriage::Dtls {
        assert_cuts_change_nothing(&conversation, seed_of(data));
    }
}

/// A flow takes whatever `data` spells, tells no more than there is to tell, and points
/// at nothing outside of what it was fed.
///
/// # Panics
///
/// If it does not.
pub fn survives_anything(data: &[u8]) {
    let Ok(conversation) = Conversation::arbitrary(&mut Unstructured::new(data)) else { return };
    let mut flow = Flow::with_config(conversation.config.clone());
    let mut fed = [0_u64; 2];
    for Step { from, what } in &conversation.steps {
        let fed = &mut fed[usize::from(*from == Peer::Server)];
        let weight = match what {
            What::Wire(bytes) => u64::try_from(bytes.len()).expect("a step of 64 KiB"),
            What::Gap(length) => u64::from(*length),
            _ => 0,
        };
        *fed += weight;
        let content = match what {
            What::Wire(bytes) | What::Crypto(_, bytes) | What::Opened { content: bytes, .. } => {
                bytes.len()
            }
            What::Unopened(_) | What::Gap(_) | What::End(_) => 0,
        };
        let mut events = 0;
        let mut input = input_of(what);
        while let Some(event) = flow.next(*from, &mut input) {
            events += 1;
            // A byte may end a record, complete a message and release what waited for it.
            assert!(events <= 64 + 16 * content, "{events} events of {content} bytes");
            if event.from == *from && event.level.is_none() {
                assert!(event.offset <= *fed, "{event:?} lies beyond the {fed} bytes fed");
            }
            if let EventKind::Finding(finding) = event.kind {
                // Whoever reports it prints these.
                let _ = format!("{} {} {finding:?}", finding.seen, finding.expected);
                assert_eq!(tls_flow::Rule::by_id(finding.rule.id()), Some(finding.rule));
            }
        }
        assert!(matches!(input, Input::Done), "{input:?} is left over");
        let _ = format!("{:?}", flow.summary());
    }
}

/// # Panics
///
/// If a cut changes an event.
pub fn assert_cuts_change_nothing(conversation: &Conversation, seed: u64) {
    let whole = joined(conversation);
    let expected = events(&whole);
    let mut random = Random(seed);
    let cuts: [(&str, Conversation); 4] = [
        ("as it came", conversation.clone()),
        ("byte by byte", cut(&whole, || 1)),
        ("at random", cut(&whole, || random.length())),
        // A connection of which something is remembered goes no short way past any rule.
        ("not at all, on no short way", remembering(whole)),
    ];
    for (how, conversation) in cuts {
        let got = events(&conversation);
        let place = got.iter().zip(&expected).take_while(|(got, expected)| got == expected).count();
        assert_eq!(
            got.get(place),
            expected.get(place),
            "event {place} with the bytes cut {how} (left) is not the one of the whole (right)"
        );
    }
}

/// Every event of a conversation, as text, and where the connection stands at the end.
#[must_use]
pub fn events(conversation: &Conversation) -> Vec<String> {
    let mut flow = Flow::with_config(conversation.config.clone());
    let mut events = Vec::new();
    for Step { from, what } in &conversation.steps {
        let mut input = input_of(what);
        while let Some(event) = flow.next(*from, &mut input) {
            events.push(shown(&event));
        }
    }
    events.push(format!("{:?}", flow.summary()));
    events
}

/// An event as text, with all that tells it from another; of long things a digest.
fn shown(event: &Event<'_>) -> String {
    match event.kind {
        EventKind::Opening(Diagnosis {
            cause, class, confidence, evidence, tls_offset, ..
        }) => {
            let from = event.from;
            format!(
                "{from} opening: {} {class:?} {confidence:?} {evidence:?} {tls_offset:?}",
                cause.id
            )
        }
        EventKind::Handshake(message) => {
            let Event { from, record, level, .. } = event;
            let (body, digest) = (message.body.len(), seed_of(message.body));
            let name = message.handshake_type;
            let offset = message.offset;
            format!("{from} {name} at {offset} in {record:?} {level:?}: {body} bytes {digest:x}")
        }
        _ => format!("{event:?}"),
    }
}

/// What an operator must hear about: the findings above informational, by rule, and what the first
/// bytes of each direction are where they are no TLS, by cause.
#[must_use]
pub fn reported(conversation: &Conversation) -> Vec<&'static str> {
    let mut flow = Flow::with_config(conversation.config.clone());
    let mut rules = Vec::new();
    // What is said last about a direction's opening counts.
    let mut openings: [Option<Diagnosis>; 2] = [None, None];
    for Step { from, what } in &conversation.steps {
        let mut input = input_of(what);
        while let Some(event) = flow.next(*from, &mut input) {
            match event.kind {
                EventKind::Finding(finding) if finding.severity > Severity::Informational => {
                    rules.push(finding.rule.id());
                }
                EventKind::Opening(opening) => {
                    openings[usize::from(event.from == Peer::Server)] = Some(opening);
                }
                _ => {}
            }
        }
    }
    let strange = openings
        .into_iter()
        .flatten()
        .filter(|opening| matches!(opening.class, Class::NotTls | Class::Unknown))
        .map(|opening| opening.cause.id);
    rules.into_iter().chain(strange).collect()
}

fn input_of(what: &What) -> Input<'_> {
    match what {
        What::Wire(bytes) => Input::Wire(bytes),
        What::Opened { content_type, epoch, bad_verify, padding, content } => {
            let mut record = OpenedRecord::new(ContentType(*content_type), content);
            record.epoch = *epoch;
            record.bad_verify = *bad_verify;
            record.padding = u32::from(*padding);
            Input::Opened(record)
        }
        What::Unopened(length) => Input::Unopened(u32::from(*length)),
        What::Crypto(level, bytes) => Input::Crypto(*level, bytes),
        What::Gap(length) => Input::Gap(u64::from(*length)),
        What::End(how) => Input::End(*how),
    }
}

/// The same conversation, with something to remember of it that no rule asks about: a session whose
/// id is longer than any.
fn remembering(mut conversation: Conversation) -> Conversation {
    conversation.config.sessions.push(CachedSession {
        session_id: vec![0; 33],
        version: None,
        cipher_suite: None,
        extended_master_secret: None,
    });
    conversation
}

/// The same conversation with every run of one peer's bytes in one step.
fn joined(conversation: &Conversation) -> Conversation {
    let mut steps: Vec<Step> = Vec::new();
    for step in &conversation.steps {
        let last = steps.last_mut().filter(|last| last.from == step.from);
        match (last.map(|last| &mut last.what), &step.what) {
            (Some(What::Wire(bytes)), What::Wire(more)) => bytes.extend_from_slice(more),
            (Some(What::Crypto(level, bytes)), What::Crypto(same, more)) if level == same => {
                bytes.extend_from_slice(more);
            }
            _ => steps.push(step.clone()),
        }
    }
    Conversation { config: conversation.config.clone(), steps }
}

/// The same conversation with its bytes in steps of these lengths.
fn cut(conversation: &Conversation, mut length: impl FnMut() -> usize) -> Conversation {
    let mut steps = Vec::new();
    for Step { from, what } in &conversation.steps {
        let mut push = |what| steps.push(Step { from: *from, what });
        let mut pieces = |mut bytes: &[u8], piece: &dyn Fn(Vec<u8>) -> What| {
            while !bytes.is_empty() {
                let (now, later) = bytes.split_at(length().min(bytes.len()));
                push(piece(now.to_vec()));
                bytes = later;
            }
        };
        match what {
            What::Wire(bytes) if !bytes.is_empty() => pieces(bytes, &What::Wire),
            What::Crypto(level, bytes) if !bytes.is_empty() => {
                pieces(bytes, &|bytes| What::Crypto(*level, bytes));
            }
            other => push(other.clone()),
        }
    }
    Conversation { config: conversation.config.clone(), steps }
}

/// Short pieces mostly, and long ones now and then.
struct Random(u64);

impl Random {
    fn length(&mut self) -> usize {
        // Marsaglia's xorshift, which needs a state that is not zero.
        self.0 |= 1 << 63;
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let below = [4, 8, 64, 2048][usize::from(self.0.to_le_bytes()[7] & 3)];
        1 + usize::from(u16::from_le_bytes([self.0.to_le_bytes()[0], self.0.to_le_bytes()[1]]))
            % below
    }
}

/// Any number that depends on all the bytes (FNV-1a).
fn seed_of(data: &[u8]) -> u64 {
    data.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
