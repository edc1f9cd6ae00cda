//! Recorded conversations, each with one record changed: what is wrong is found, once.

use std::collections::BTreeMap;

use tls_flow::{EventKind, Flow, Input, Severity};
use tls_tests::conversation::{Conversation, What};
use tls_tests::fixtures;
use tls_tests::mutation::{self, Mutation};

/// The rules of the violations in a conversation.
fn broken(conversation: &Conversation) -> Vec<&'static str> {
    let mut flow = Flow::new();
    let mut rules = Vec::new();
    for step in &conversation.steps {
        let What::Wire(bytes) = &step.what else { continue };
        let mut input = Input::Wire(bytes);
        while let Some(event) = flow.next(step.from, &mut input) {
            match event.kind {
                EventKind::Finding(finding) if finding.severity >= Severity::Violation => {
                    rules.push(finding.rule.id());
                }
                _ => {}
            }
        }
    }
    rules
}

#[test]
fn one_change_is_one_finding() {
    let mut mutants = 0;
    let mut flagged = 0;
    let mut silent: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut many: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut recordings = 0;
    for (name, text) in fixtures::transcripts() {
        if !name.starts_with("ok/") {
            continue;
        }
        let Some(records) = mutation::records(&Conversation::from_transcript(&text)) else {
            continue;
        };
        assert!(broken(&mutation::conversation(&records)).is_empty(), "{name}");
        recordings += 1;
        for at in 0..records.len().min(40) {
            for mutation in Mutation::ALL {
                let Some(mutant) = mutation.of(&records, at) else { continue };
                mutants += 1;
                let rules = broken(&mutation::conversation(&mutant));
                let record = &records[at];
                let what = format!(
                    "{mutation:?} {} {} {:?}",
                    if record.clear { "clear" } else { "sealed" },
                    record.content_type(),
                    record.handshake_type()
                );
                match &rules[..] {
                    [] => {
                        let entry =
                            silent.entry(what).or_insert_with(|| (0, format!("{name} {at}")));
                        entry.0 += 1;
                    }
                    [_] => flagged += 1,
                    several => {
                        let key = format!("{what}: {several:?}");
                        let entry = many.entry(key).or_insert_with(|| (0, format!("{name} {at}")));
                        entry.0 += 1;
                    }
                }
            }
        }
    }
    println!("{recordings} recordings, {mutants} mutants, {flagged} flagged once");
    let unexplained: Vec<_> = silent
        .iter()
        .filter(|(what, _)| !SILENT.iter().any(|(like, _)| what.starts_with(like)))
        .collect();
    assert!(unexplained.is_empty(), "nothing is found, and nothing says why: {unexplained:#?}");
    for (what, (count, at)) in &many {
        println!("{count:5} {what}   {at}");
    }
    let unexplained: Vec<_> =
        many.iter().filter(|(what, _)| !SEVERAL.iter().any(|(like, _)| what == like)).collect();
    assert!(unexplained.is_empty(), "one change gives several findings: {unexplained:#?}");
    let outdated: Vec<_> = SEVERAL.iter().filter(|(like, _)| !many.contains_key(*like)).collect();
    assert!(outdated.is_empty(), "no change gives these findings any more: {outdated:#?}");
    assert!(recordings >= 160 && flagged >= 5_200, "{recordings} recordings, {flagged} flagged");
}

/// Where one change makes several mistakes, and why: the change, and the rules that it breaks.
///
/// All are of recordings whose `Certificate` goes on over several records: a piece of it that moves
/// or is lost shifts what every message behind it is read from.
const SEVERAL: &[(&str, &str)] = &[
    (
        "Drop clear 22 Some(111): [\"hs12-shd-missing\", \"hs12-server-after-shd\", \"hsf-too-long\"]",
        "the client answers a flight that has no end, and the server's next message is read askew",
    ),
    (
        "Flip clear 22 Some(11): [\"hsf-too-long\", \"ccs-mid-message\"]",
        "the server lacks a message's head, and the client has begun one that it does not end",
    ),
    (
        "Flip clear 22 Some(111): [\"hsf-too-long\", \"hsf-too-long\"]",
        "the server lacks a piece of a message, and the client has sent what is none",
    ),
];

/// What is not found, and why: by the mutation, whether the record was in the clear, its content
/// type and handshake type.
const SILENT: &[(&str, &str)] = &[
    ("Fragment", "legal: a message may be cut anywhere"),
    ("Coalesce", "legal: within one epoch messages may share a record"),
    ("Drop sealed", "what a sealed record held is not seen, nor that one is missing"),
    ("Duplicate sealed", "as above; the MAC would fail"),
    ("Flip sealed", "as above; the MAC would fail"),
    ("Swap sealed", "as above; the MAC would fail"),
    ("EarlySwitch sealed", "legal in TLS 1.3; sealed, and of another length, in a renegotiation"),
    (
        "Drop clear 20",
        "in TLS 1.3 a ChangeCipherSpec means nothing; its absence is a breach at most",
    ),
    ("Duplicate clear 20", "in TLS 1.3 it means nothing, and is suspicious twice"),
    ("EarlySwitch clear 20", "the same"),
    ("EarlySwitch clear 22 Some(1)", "before the second ClientHello it is legal"),
    ("EarlySwitch clear 22 Some(2)", "before a ServerHello of TLS 1.3 it is suspicious"),
    (
        "EarlySwitch clear 21",
        "an alert is no message of the handshake, and often the last thing said",
    ),
    ("Flip clear 20", "in TLS 1.3 either peer may send it"),
    ("Swap clear 20", "in TLS 1.3 it may stand before or behind the first sealed records"),
    ("Swap clear 22 Some(2)", "the ChangeCipherSpec behind it is suspicious before it"),
    ("Drop clear 21", "an alert is owed by nobody who can be seen"),
    ("Duplicate clear 21", "behind a fatal alert it is a breach; warnings may repeat"),
    ("Flip clear 21", "either peer may alert"),
    ("Swap clear 21", "a warning may stand before a ServerHello or behind it"),
    (
        "Drop clear 22 Some(1)",
        "a connection that was refused at once: an alert is all that is left",
    ),
    (
        "Drop clear 22 Some(11)",
        "the last message before an alert: what would prove it missing never came",
    ),
    ("Drop clear 22 Some(12)", "the same"),
    ("Drop clear 22 Some(14)", "the same"),
];
