//! `Flow::next_finding` finds what `Flow::next` finds, and leaves the flow as `Flow::next` does.

use std::iter;

use tls_flow::{Config, EventKind, Flow, Input, Limits, Peer, Vantage, diagnosis};
use tls_tests::conversation::{Conversation, Step, What};
use tls_tests::flow::findings_alone::{
    assert_findings_are_the_same_alone, assert_findings_are_the_same_at_once,
    assert_goes_on_alike_behind_each_step,
};
use tls_tests::grammar::message;
use tls_tests::mutation::{self, Mutation, Record};
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

/// Those of them that are whole records, as these.
fn recorded_in_records() -> impl Iterator<Item = (String, Vec<Record>)> {
    recorded().filter_map(|(name, conversation)| Some((name, mutation::records(&conversation)?)))
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
    for (name, records) in recorded_in_records() {
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
    for (name, records) in recorded_in_records() {
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
    for (name, records) in recorded_in_records() {
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

#[test]
fn of_every_recording_with_another_record_version() {
    for (name, records) in recorded_in_records() {
        println!("{name}");
        for at in 0..records.len().min(20) {
            for version in [[3, 0], [3, 1], [3, 3], [3, 4], [3, 5], [2, 3]] {
                let mut records = records.clone();
                records[at].bytes[1..3].copy_from_slice(&version);
                assert_findings_are_the_same_at_once(&mutation::conversation(&records), 1);
            }
        }
    }
}

/// What follows a cut within a header is no header, read as which it would be a sealed record.
#[test]
fn of_every_recording_with_a_record_cut_where_another_seems_to_begin() {
    // Of 0x1703 bytes; behind the first of its length's two bytes stands type 23, version 3.3, length 32.
    let mut sealed = vec![23, 3, 3, 0x17, 3, 3, 0, 32];
    sealed.resize(5 + 0x1703, 0);
    let unknown = [99, 3, 3, 0, 1, 0];
    for (name, records) in recorded_in_records() {
        println!("{name}");
        for from in Peer::BOTH {
            let wire = |bytes: &[u8]| Step { from, what: What::Wire(bytes.to_vec()) };
            let mut conversation = mutation::conversation(&records);
            conversation.steps.extend([wire(&sealed[..3]), wire(&sealed[3..]), wire(&unknown)]);
            assert_findings_are_the_same_at_once(&conversation, 1);
        }
    }
}

/// The next tiny record, mostly the `ServerHelloDone`, is one too many.
#[test]
fn of_every_recording_with_as_many_tiny_records_as_there_may_be() {
    const CERTIFICATE: u8 = 11;
    let most = usize::from(Limits::default().tiny_fragments);
    let mut tried = 0;
    for (name, records) in recorded_in_records() {
        let is_certificate = |record: &Record| record.handshake_type() == Some(CERTIFICATE);
        let Some(at) = records.iter().position(is_certificate) else { continue };
        println!("{name}");
        let Record { from, bytes, clear } = records[at].clone();
        let (header, fragment) = bytes.split_at(5);
        let version = u16::from_be_bytes([header[1], header[2]]);
        for tiny in most.saturating_sub(2)..=most {
            let Some((head, rest)) = fragment.split_at_checked(4 * tiny) else { continue };
            let pieces = head.chunks(4).chain([rest]).map(|piece| Record {
                from,
                bytes: message::record(header[0], version, piece),
                clear,
            });
            let mut records = records.clone();
            records.splice(at..=at, pieces);
            assert_findings_are_the_same_at_once(&mutation::conversation(&records), 1);
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

/// What is told about the connection is best told first, and heard at any time.
#[test]
fn of_every_recording_whose_circumstances_are_told_late() {
    for (name, records) in recorded_in_records() {
        println!("{name}");
        for at in 0..records.len().min(8) {
            let [mut alone, mut told] = [Flow::new(), Flow::new()];
            let (mut findings, mut expected) = (Vec::new(), Vec::new());
            for (index, Record { from, bytes, .. }) in records.iter().enumerate() {
                if index == at {
                    let context =
                        diagnosis::Context { server_port: Some(443), ..Default::default() };
                    alone.set_opening_context(context);
                    told.set_opening_context(context);
                }
                let mut input = Input::Wire(bytes);
                findings.extend(iter::from_fn(|| alone.next_finding(*from, &mut input)));
                let mut input = Input::Wire(bytes);
                while let Some(event) = told.next(*from, &mut input) {
                    if let EventKind::Finding(finding) = event.kind {
                        expected.push(finding);
                    }
                }
            }
            assert_eq!(findings, expected, "told before record {at}");
            assert_eq!(alone.summary(), told.summary(), "told before record {at}");
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
