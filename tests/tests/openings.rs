//! What real software was recorded with is found to be what it was.

use std::collections::BTreeSet;

use tls_flow::{EventKind, Flow, Input, Peer};
use tls_tests::conversation::{Conversation, Step, What};
use tls_tests::fixtures;

/// Introduces the causes in a fixture's header.
const HEADER: &str = "# opens with: ";

/// Causes that are no reason for anything.
const SOUND: [&str; 2] = ["ok-client-hello", "ok-server-hello"];

/// Kept as they were recorded, one cause or more each.
const CAUSES_AT_LEAST: usize = 20;

#[test]
fn recorded_openings_have_the_causes_in_their_headers() {
    let mut confirmed = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, text) in fixtures::transcripts() {
        let Some(header) = text.lines().find_map(|line| line.strip_prefix(HEADER)) else {
            assert!(!name.starts_with("openings/"), "{name} does not name its causes");
            continue;
        };
        let found = causes(&Conversation::from_transcript(&text));
        let shown = format!("client {}, server {}", found[0], found[1]);
        if shown == header {
            confirmed.extend(found);
        } else {
            wrong.push(format!("{name}: {shown} instead of {header}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for sound in SOUND {
        confirmed.remove(sound);
    }
    println!("{} causes: {confirmed:?}", confirmed.len());
    assert!(confirmed.len() >= CAUSES_AT_LEAST, "{confirmed:?}");
}

/// The last word on the first bytes of each direction.
fn causes(conversation: &Conversation) -> [&'static str; 2] {
    let mut flow = Flow::with_config(conversation.config.clone());
    let mut causes = ["nothing"; 2];
    for Step { from, what } in &conversation.steps {
        let mut input = match what {
            What::Wire(bytes) => Input::Wire(bytes),
            What::End(how) => Input::End(*how),
            other => panic!("a recorder saw {other:?}"),
        };
        while let Some(event) = flow.next(*from, &mut input) {
            if let EventKind::Opening(diagnosis) = event.kind {
                causes[usize::from(event.from == Peer::Server)] = diagnosis.cause.id;
            }
        }
    }
    causes
}
