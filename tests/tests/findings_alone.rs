//! `Flow::next_finding` finds what `Flow::next` finds, and leaves the flow as `Flow::next` does.

use tls_flow::{Config, Limits, Peer, Vantage};
use tls_tests::conversation::{Conversation, Step, What};
use tls_tests::flow::findings_alone::{
    assert_findings_are_the_same_alone, assert_findings_are_the_same_at_once,
    assert_goes_on_alike_behind_each_step,
};
use tls_tests::grammar::message;
use tls_tests::mutation::{self, Mutation};
use tls_tests::{case, fixtures};
use tls_wire::ProtocolVersion;

/// Every conversation of the repository but the cases, by its name.
fn recorded() -> impl Iterator<Item = (String, Conversation)> {
    let transcripts = fixtures::transcripts().into_iter();
    let transcripts = transcripts.map(|(name, text)| (name, Conversation::from_transcript(&text)));
    let captures = fixtures::captures().into_iter().flat_map(|(name, capture)| {
        let conversations = Conversation::from_capture(&capture).into_iter();
        conversations.map(move |conversation| (name.clone(), conversation))
    });
    transcripts.chain(captures)
}

#[test]
fn of_every_recording() {
    for (name, conversation) in recorded() {
        println!("{name}");
        assert_findings_are_the_same_alone(&conversation, 1);
        assert_goes_on_alike_behind_each_step(&conversation);
    }
}

#[test]
fn of_every_case() {
    for case in case::all().unwrap() {
        println!("{} ({})", case.name, case.vantage);
        assert_findings_are_the_same_alone(&Conversation::from_transcript(&case.transcript), 1);
    }
}

#[test]
fn of_every_recording_with_one_record_changed() {
    let mut mutants = 0;
    for (name, conversation) in recorded() {
        let Some(records) = mutation::records(&conversation) else { continue };
        for at in 0..records.len().min(40) {
            for mutation in Mutation::ALL {
                let Some(mutant) = mutation.of(&records, at) else { continue };
                println!("{name}: {mutation:?} {at}");
                let mutant = mutation::conversation(&mutant);
                assert_findings_are_the_same_at_once(&mutant, mutants);
                mutants += 1;
            }
        }
    }
    assert!(mutants > 5_000, "{mutants}");
}

#[test]
fn of_every_recording_with_another_fragment() {
    // Tiny, at the limits of plaintext and of what is sealed, and what reads as a message.
    let lengths = [0, 1, 2, 4, 15, 16, 40, 16_384, 16_385, 18_432, 18_433];
    let mut fragments: Vec<_> = lengths.into_iter().map(|length| vec![0x5a; length]).collect();
    fragments.extend([14, 16, 20].map(|handshake_type| message::handshake(handshake_type, &[])));
    fragments.push(message::handshake(20, &[0xf0; 12]));
    fragments.push(message::handshake(11, &[0x30; 200]));
    for (name, conversation) in recorded() {
        let Some(records) = mutation::records(&conversation) else { continue };
        println!("{name}");
        for at in 0..records.len().min(20) {
            for fragment in &fragments {
                let mut records = records.clone();
                let [content_type, major, minor, ..] = records[at].bytes[..] else { continue };
                let version = u16::from_be_bytes([major, minor]);
                records[at].bytes = message::record(content_type, version, fragment);
                assert_findings_are_the_same_at_once(&mutation::conversation(&records), 1);
            }
        }
    }
}

#[test]
fn of_every_recording_in_other_records() {
    let one_message = |rest: &[u8]| match rest {
        [_, high, middle, low, ..] => {
            4 + usize::try_from(u32::from_be_bytes([0, *high, *middle, *low])).unwrap()
        }
        _ => rest.len(),
    };
    let mut tried = 0;
    for (name, conversation) in recorded() {
        let Some(records) = mutation::records(&conversation) else { continue };
        println!("{name}");
        let lengths = [1, 3, 4, 5, 7, 64, 500, 16_384];
        let mut others: Vec<_> =
            lengths.iter().map(|length| mutation::repacked(&records, |_| *length)).collect();
        others.push(mutation::repacked(&records, one_message));
        // A message and the header of the next.
        others.push(mutation::repacked(&records, |rest| one_message(rest) + 4));
        for records in others {
            assert_findings_are_the_same_at_once(&mutation::conversation(&records), 1);
            tried += 1;
        }
    }
    assert!(tried > 1_000, "{tried}");
}

#[test]
fn of_every_recording_under_other_settings() {
    for (name, conversation) in recorded() {
        println!("{name}");
        for config in settings(&conversation.config) {
            let conversation = Conversation { config, ..conversation.clone() };
            assert_findings_are_the_same_at_once(&conversation, 1);
        }
    }
}

/// What the words are is told once the other peer has begun, too: its records are not passed over
/// before that.
#[test]
fn of_every_recording_behind_words_of_one_peer() {
    let words: [&[u8]; 4] = [
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        // As few bytes as leave it in doubt.
        b"\x16",
    ];
    for (name, conversation) in recorded() {
        println!("{name}");
        for from in Peer::BOTH {
            for words in words {
                let mut conversation = conversation.clone();
                conversation.steps.insert(0, Step { from, what: What::Wire(words.to_vec()) });
                assert_findings_are_the_same_at_once(&conversation, 1);
            }
        }
    }
}

/// Others than these, one thing changed each.
fn settings(config: &Config) -> Vec<Config> {
    let config = || config.clone();
    let least = Limits {
        empty_records: 1,
        change_cipher_specs: 1,
        warnings: 1,
        key_updates: 1,
        tiny_fragments: 1,
        handshake_length: 200,
        certificate_length: 500,
        skipped_early_data: 1,
        key_usage: 1,
        renegotiations: 0,
        max_early_data: Some(1),
        eap_fast: true,
    };
    vec![
        Config { vantage: Vantage::Endpoint(Peer::Client), ..config() },
        Config { vantage: Vantage::Endpoint(Peer::Server), ..config() },
        Config { midstream: true, ..config() },
        Config { only: Some(Peer::Client), ..config() },
        Config { only: Some(Peer::Server), ..config() },
        Config { genuine_ech: true, ..config() },
        Config { server_best: Some(ProtocolVersion::TLS_1_3), ..config() },
        Config { limits: least, ..config() },
    ]
}
