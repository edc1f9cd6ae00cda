//! Which shelf a fixture stands on says what must be said about it.

use tls_tests::conversation::Conversation;
use tls_tests::{fixtures, flow};

#[test]
fn nothing_is_reported_of_what_is_sound_and_something_of_what_is_broken() {
    let mut wrong = Vec::new();
    for (name, text) in fixtures::transcripts() {
        let reported = flow::reported(&Conversation::from_transcript(&text));
        println!("{name}: {reported:?}");
        // What these say is compared with their headers.
        if name.starts_with("openings/") {
            continue;
        }
        if name.starts_with("ok/") != reported.is_empty() {
            wrong.push(format!("{name}: {reported:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
