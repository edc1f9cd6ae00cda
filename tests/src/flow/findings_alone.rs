//! `Flow::next_finding` beside `Flow::next`: the same, but for the events that it passes over.

use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use tls_flow::{Carriage, EndHow, EventKind, Finding, Flow, Input, Peer};

use super::{Random, cut, input_of, joined, seed_of, shown};
use crate::conversation::{Conversation, Step, What};
use crate::grammar::message;

/// The conversation that `data` spells gives the same findings alone as among all events.
///
/// # Panics
///
/// If it does not.
pub fn findings_are_the_same_alone(data: &[u8]) {
    let Ok(conversation) = Conversation::arbitrary(&mut Unstructured::new(data)) else { return };
    assert_findings_are_the_same_alone(&conversation, seed_of(data));
}

/// # Panics
///
/// If a finding depends on which of the two calls asks for it, or on where the bytes are cut; if an
/// event does, or what the flow tells of itself, then or after whatever may follow.
pub fn assert_findings_are_the_same_alone(conversation: &Conversation, seed: u64) {
    let mut random = Random(seed);
    let mut cuts = vec![("as it came", conversation.clone())];
    // A datagram is what it is: it does not arrive in pieces.
    if conversation.config.carriage != Carriage::Dtls {
        let whole = joined(conversation);
        cuts.push(("byte by byte", cut(&whole, || 1)));
        cuts.push(("at random", cut(&whole, || random.length())));
        cuts.push(("not at all", whole));
    }
    let (mut expected, mut left) = (None, None);
    for (how, conversation) in &cuts {
        let told = findings(conversation);
        let expected = expected.get_or_insert_with(|| told.clone());
        assert_eq!(told, *expected, "findings with the bytes cut {how}");
        let (pair, found) = alone(conversation, how);
        assert_eq!(found, *expected, "alone, with the bytes cut {how}");
        mixed(conversation, how, &mut random);
        left = Some(pair);
    }
    // Behind the whole, of which the most is passed over.
    if let Some(pair) = left {
        pair.goes_on_alike("at the end");
    }
}

/// The same without what may follow: for thousands of conversations.
///
/// # Panics
///
/// As above.
pub fn assert_findings_are_the_same_at_once(conversation: &Conversation, seed: u64) {
    let (_, found) = alone(conversation, "as it came");
    assert_eq!(found, findings(conversation));
    mixed(&joined(conversation), "not at all", &mut Random(seed));
}

/// The findings of a conversation, among all events.
fn findings(conversation: &Conversation) -> Vec<Finding> {
    let mut flow = Flow::with_config(conversation.config.clone());
    let mut findings = Vec::new();
    for Step { from, what } in &conversation.steps {
        let mut input = input_of(what);
        while let Some(event) = flow.next(*from, &mut input) {
            if let EventKind::Finding(finding) = event.kind {
                findings.push(finding);
            }
        }
    }
    findings
}

/// The findings of a conversation, with nothing else asked for.
fn alone(conversation: &Conversation, how: &str) -> (Pair, Vec<Finding>) {
    let mut pair = Pair::new(conversation);
    let mut findings = Vec::new();
    for Step { from, what } in &conversation.steps {
        findings.extend(pair.feed(*from, input_of(what), || true, how));
    }
    (pair, findings)
}

/// Asks for findings for a while, then for all events, and so on.
fn mixed(conversation: &Conversation, how: &str, random: &mut Random) {
    let (mut alone, mut left) = (false, 0);
    let mut pair = Pair::new(conversation);
    let mut next = || {
        if left == 0 {
            (alone, left) = (!alone, random.length());
        }
        left -= 1;
        alone
    };
    for Step { from, what } in &conversation.steps {
        pair.feed(*from, input_of(what), &mut next, how);
    }
}

/// # Panics
///
/// If what follows each step of a conversation is not the same behind findings alone.
pub fn assert_goes_on_alike_behind_each_step(conversation: &Conversation) {
    let mut pair = Pair::new(conversation);
    for (number, Step { from, what }) in conversation.steps.iter().enumerate() {
        let at = format!("step {number}");
        pair.feed(*from, input_of(what), || true, &at);
        pair.goes_on_alike(&at);
    }
}

/// A flow that is asked for all events, and one that is asked for findings, too.
#[derive(Clone)]
pub struct Pair {
    told: Flow,
    passed: Flow,
}

impl Pair {
    /// Two flows for this conversation.
    #[must_use]
    pub fn new(conversation: &Conversation) -> Self {
        let flow = Flow::with_config(conversation.config.clone());
        Self { told: flow.clone(), passed: flow }
    }

    /// Feeds both, the second by `next_finding` where `alone` says so; what it found.
    ///
    /// # Panics
    ///
    /// If they differ.
    pub fn feed(
        &mut self,
        from: Peer,
        input: Input<'_>,
        mut alone: impl FnMut() -> bool,
        at: &str,
    ) -> Vec<Finding> {
        let mut events = Vec::new();
        let mut left = input;
        while let Some(event) = self.told.next(from, &mut left) {
            let finding = match event.kind {
                EventKind::Finding(finding) => Some(finding),
                _ => None,
            };
            events.push((finding, shown(&event)));
        }
        let mut events = events.into_iter();
        let mut found = Vec::new();
        let mut left = input;
        loop {
            if alone() {
                let finding = self.passed.next_finding(from, &mut left);
                let due = events.by_ref().find_map(|(finding, _)| finding);
                assert_eq!(
                    finding, due,
                    "{at}: the next finding (left) is another among all events"
                );
                found.extend(finding);
                if finding.is_none() {
                    break;
                }
            } else {
                let event = self.passed.next(from, &mut left).as_ref().map(shown);
                let due = events.next();
                found.extend(due.as_ref().and_then(|(finding, _)| *finding));
                let due = due.map(|(_, event)| event);
                assert_eq!(event, due, "{at}: the next event (left) is another behind findings");
                if event.is_none() {
                    break;
                }
            }
        }
        assert!(matches!(left, Input::Done), "{at}: {left:?} is left over");
        assert!(asked(&self.passed) == asked(&self.told), "{at}: {}", self.difference());
        found
    }

    fn difference(&self) -> String {
        format!("{:#?} behind findings, else {:#?}", asked(&self.passed), asked(&self.told))
    }

    /// # Panics
    ///
    /// If the two differ in what they say of any of these inputs.
    pub fn goes_on_alike(&self, at: &str) {
        let version = self.told.order().facts().version().map_or(0x0303, |version| version.0);
        for (number, what) in followers(version.min(0x0303)).into_iter().enumerate() {
            for from in Peer::BOTH {
                let at = format!("{at}, then {number} of the {from}");
                self.clone().feed(from, input_of(&what), || false, &at);
            }
        }
    }
}

/// What tells one state of a flow from another, if anything does.
fn followers(version: u16) -> Vec<What> {
    let handshake = |handshake_type: u8, body: &[u8]| {
        message::record(22, version, &message::handshake(handshake_type, body))
    };
    let hello = message::client_hello(0x0303, &[], &[0xc02f], &[]);
    let sealed = message::record(23, version, &[0x5a; 80]);
    let wires = [
        message::record(20, version, &[1]),
        message::record(21, version, &[1, 0]),
        message::record(21, version, &[2, 40]),
        message::record(21, version, &[0x5a; 40]),
        message::record(22, version, &[0x5a; 40]),
        message::record(22, version, &[14, 0, 0]),
        message::record(24, version, &[1, 0, 1, 7]),
        sealed.repeat(2),
        message::record(23, version ^ 1, &[0x5a; 80]),
        handshake(0, &[]),
        handshake(1, &hello),
        handshake(11, &[0; 3]),
        handshake(14, &[]),
        handshake(16, &[6; 16]),
        handshake(20, &[0xf0; 12]),
        [message::record(20, version, &[1]), handshake(20, &[0xf0; 36]), sealed].concat(),
        // Tiny records up to the limit, and beyond.
        message::handshake(16, &[6; 60])
            .chunks(1)
            .flat_map(|byte| message::record(22, version, byte))
            .collect(),
    ];
    let mut followers: Vec<What> = wires.into_iter().map(What::Wire).collect();
    followers.push(What::Gap(7));
    followers.push(What::Unopened(80));
    followers.push(What::End(EndHow::Fin));
    followers
}

/// All that can be asked of a flow.
#[must_use]
pub fn asked(flow: &Flow) -> impl PartialEq + Debug {
    let order = flow.order();
    (flow.summary(), *order.facts(), order.is_closing(), order.is_closed())
}
