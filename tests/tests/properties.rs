//! The properties that the fuzzers also drive, on every fixture.

use tls_tests::conversation::Conversation;
use tls_tests::{fixtures, flow};

#[test]
fn no_fixture_depends_on_where_its_bytes_are_cut() {
    for (name, text) in fixtures::transcripts() {
        let conversation = Conversation::from_transcript(&text);
        println!("{name}");
        flow::assert_cuts_change_nothing(&conversation, 1);
    }
}

#[test]
fn every_prefix_of_a_fixture_is_survived() {
    for (name, text) in fixtures::transcripts() {
        let encoded = Conversation::from_transcript(&text).encode();
        println!("{name}");
        for end in (0..encoded.len()).step_by(encoded.len() / 40 + 1) {
            flow::survives_anything(&encoded[..end]);
        }
    }
}
