//! What is legal, rare, and worth a note.

use super::*;

/// A handshake message cut into records of these lengths, and one of the rest.
fn cut(talk: Talk, from: Peer, message: &[u8], lengths: &[usize]) -> Talk {
    let mut rest = message;
    let mut talk = talk;
    for length in lengths {
        let (fragment, behind) = rest.split_at(*length);
        talk = talk.wire(from, HANDSHAKE, fragment);
        rest = behind;
    }
    if rest.is_empty() { talk } else { talk.wire(from, HANDSHAKE, rest) }
}

fn count(talk: &Talk, rule: &str) -> usize {
    talk.rules.iter().filter(|told| **told == rule).count()
}

#[test]
fn a_hello_in_several_records() {
    let rule = "hsf-client-hello-fragmented";
    let hello = message::handshake(1, &hello12(0x002f, &[]));
    for lengths in [&[10][..], &[2, 1], &[40, 1, 1]] {
        let talk = cut(rsa(), Client, &hello, lengths);
        assert_eq!(count(&talk, rule), 1, "{lengths:?}");
        talk.keeps("hsf-header-split");
    }
    cut(rsa(), Client, &hello, &[]).keeps(rule);
    // Where the bytes of one record are cut is nothing that anyone did.
    let record = message::record(HANDSHAKE, 0x0301, &hello);
    let (first, second) = record.split_at(7);
    rsa().feed(Client, Input::Wire(first)).feed(Client, Input::Wire(second)).keeps(rule);
}

#[test]
fn a_header_in_several_records() {
    let rule = "hsf-header-split";
    let greeted = || rsa().say(Client, &[ClientHello]);
    let answer = message::handshake(2, &answer12(0x002f, &[]));
    for lengths in [&[1][..], &[3], &[1, 1, 1, 1]] {
        assert_eq!(count(&cut(greeted(), Server, &answer, lengths), rule), 1, "{lengths:?}");
    }
    cut(greeted(), Server, &answer, &[4]).keeps(rule);
    cut(greeted(), Server, &answer, &[]).keeps(rule);
    let extensions = message::handshake(8, &message::extensions(&[]));
    let sealed = |at| {
        let (first, second) = extensions.split_at(at);
        tls13(PLAIN)
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello])
            .opened(Server, HANDSHAKE, first)
            .opened(Server, HANDSHAKE, second)
    };
    sealed(3).breaks(rule);
    sealed(4).keeps(rule);
}

#[test]
fn what_a_server_announces_and_does_not_give() {
    let rule = "hs12-status-absent";
    let status = [(5, vec![1, 0, 0, 0, 0])];
    let done = |answer: &[message::Extension]| {
        hellos12(0x002f, &status, answer).say(Server, &[Certificate, ServerHelloDone])
    };
    done(&[(5, vec![])]).breaks(rule);
    done(&[]).keeps(rule);
    hellos12(0x002f, &status, &[(5, vec![])])
        .say(Server, &[Certificate, CertificateStatus, ServerHelloDone])
        .keeps(rule);

    let rule = "tick-zero-length";
    let ticket = |ticket: &[u8]| {
        let body = [&[0; 4][..], &message::vec16(ticket)].concat();
        hellos12(0x002f, &[(35, vec![])], &[(35, vec![])])
            .say(Server, &[Certificate, ServerHelloDone])
            .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
            .say_body(Server, NewSessionTicket, &body)
    };
    ticket(&[]).breaks(rule);
    ticket(&[1]).keeps(rule);
}

#[test]
fn a_renegotiation_that_is_refused() {
    let refusal = [1, 100];
    connected12()
        .say(Server, &[HelloRequest])
        .opened(Client, ALERT, &refusal)
        .breaks("reneg-unanswered");
    connected12().opened(Client, ALERT, &refusal).keeps("reneg-unanswered");
    connected12()
        .say(Client, &[ClientHello])
        .opened(Server, ALERT, &refusal)
        .breaks("reneg-refused-by-server");
    connected12().opened(Server, ALERT, &refusal).keeps("reneg-refused-by-server");
}

#[test]
fn requests_that_are_answered_in_another_order() {
    let request = |context: u8| {
        let algorithms = message::extensions(&[(13, vec![0, 2, 4, 3])]);
        [&message::vec8(&[context])[..], &algorithms].concat()
    };
    let answer = |context: u8| [&message::vec8(&[context])[..], &message::vec24(&[])].concat();
    let answered = |contexts: &[u8]| {
        let kind = Tls13 { post_handshake_auth: true, ..PLAIN };
        let talk = server_finished(tls13(kind)).say(Client, &[Finished]);
        let asked = [1, 2, 3].into_iter().fold(talk, |talk, context| {
            talk.say_body(Server, CertificateRequest, &request(context))
        });
        contexts.iter().fold(asked, |talk, context| {
            talk.say_body(Client, EmptyCertificate, &answer(*context)).say(Client, &[Finished])
        })
    };
    answered(&[1, 2, 3]).keeps("pha-response-out-of-order");
    answered(&[3]).breaks("pha-response-out-of-order");
    assert_eq!(count(&answered(&[2, 1, 3]), "pha-response-out-of-order"), 1);
    answered(&[3, 2, 1]).keeps("pha-response-unsolicited");
}
