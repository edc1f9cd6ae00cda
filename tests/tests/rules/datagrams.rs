//! What the hellos of DTLS say in the clear.

use super::*;

fn dtls() -> Talk {
    let config = Config { carriage: Carriage::Dtls, ..Config::default() };
    Talk::with(config, legacy_scenario(0x0303, key_exchange("RSA"), Options::default()))
}

/// A datagram of one record.
fn datagram(content_type: u8, epoch: u8, fragment: &[u8]) -> Vec<u8> {
    [&[content_type, 0xfe, 0xfd, 0, epoch][..], &[0; 6], &message::vec16(fragment)].concat()
}

fn say(talk: Talk, from: Peer, content_type: u8, fragment: &[u8]) -> Talk {
    talk.feed(from, Input::Wire(&datagram(content_type, 0, fragment)))
}

/// A fragment of a message of this length that begins at `offset` (RFC 6347 section 4.2.2).
fn fragment(handshake_type: u8, length: u8, message_seq: u8, offset: u8, body: &[u8]) -> Vec<u8> {
    let header = [handshake_type, 0, 0, length, 0, message_seq, 0, 0, offset];
    [&header[..], &message::vec24(body)].concat()
}

#[test]
fn fragments_of_a_message_agree() {
    let rule = "dtls-fragment-mismatch";
    let second = |second: Vec<u8>| {
        let first = say(dtls(), Server, HANDSHAKE, &fragment(11, 90, 2, 0, &[7; 50]));
        say(first, Server, HANDSHAKE, &second)
    };
    second(fragment(11, 90, 2, 50, &[7; 40])).keeps(rule);
    second(fragment(11, 91, 2, 50, &[7; 41])).breaks(rule);
    second(fragment(12, 90, 2, 50, &[7; 40])).breaks(rule);
    // Another message, and the same number in a handshake that begins anew.
    second(fragment(12, 80, 3, 50, &[7; 30])).keeps(rule);
    second(fragment(1, 80, 2, 0, &[7; 80])).keeps(rule);
    // What is sealed may read as anything.
    let sealed = datagram(HANDSHAKE, 1, &fragment(12, 90, 2, 50, &[7; 40]));
    say(dtls(), Server, HANDSHAKE, &fragment(11, 90, 2, 0, &[7; 50]))
        .feed(Server, Input::Wire(&sealed))
        .keeps(rule);
}

#[test]
fn dtls_1_3_has_no_compatibility_mode() {
    let rule = "dtls13-ccs";
    let answered = |session_id: &[u8], list: &[message::Extension]| {
        let body = message::server_hello(0xfefd, &[0x51; 32], session_id, 0x1301, list);
        let length = u8::try_from(body.len()).expect("a short hello");
        say(dtls(), Server, HANDSHAKE, &fragment(2, length, 0, 0, &body))
    };
    let selected = [(43, vec![0xfe, 0xfc])];
    answered(&[], &selected).keeps(rule);
    answered(&[5; 32], &selected).breaks(rule);
    answered(&[5; 32], &[]).keeps(rule);
    for from in [Client, Server] {
        say(answered(&[], &selected), from, 20, &[1]).breaks(rule);
        say(answered(&[], &[]), from, 20, &[1]).keeps(rule);
    }
}
