//! What an alias describes is told as the rule that its statement names.

use super::*;

/// The talk breaks one of the rules that the alias is told as.
#[track_caller]
fn told_as(alias: &str, talk: &Talk) {
    let alias = tls_flow::Rule::by_id(alias).expect("an id");
    assert_eq!(alias.info().severity, None, "{alias}");
    let (_, named) = alias.info().statement.split_once("told as ").expect("what it is told as");
    let named: Vec<&str> = named.split('`').skip(1).step_by(2).collect();
    assert!(talk.rules.iter().any(|rule| named.contains(rule)), "{named:?}: {:?}", talk.rules);
}

#[test]
fn of_tls_1_2() {
    let hellos = || rsa().say(Client, &[ClientHello]).say(Server, &[ServerHello]);
    let keyed =
        || hellos().say(Server, &[Certificate, ServerHelloDone]).say(Client, &[ClientKeyExchange]);
    told_as("hs12-shd-before-requirements", &hellos().say(Server, &[ServerHelloDone]));
    told_as("abbr-not-resumable", &hellos().say(Server, &[ChangeCipherSpec]));
    told_as("reneg-hello-request-client", &keyed().say(Client, &[HelloRequest]));
    told_as("app-null-suite", &rsa().wire(Client, DATA, &[7; 24]));
    told_as("app-null-suite", &keyed().wire(Client, DATA, &[7; 24]));
    let renegotiating = connected12()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec]);
    told_as("app-in-renegotiation-after-ccs", &renegotiating.opened(Client, DATA, &[7]));
    let long = hellos().wire(Server, HANDSHAKE, &[11, 0xff, 0xff, 0xff]);
    told_as("hsf-buffer-limit", &long);
}

#[test]
fn of_tls_1_3() {
    told_as("reneg-hello-request-13", &connected13().opened(Server, HANDSHAKE, &[0, 0, 0, 0]));
    told_as("early-eoed-server", &connected13().opened(Server, HANDSHAKE, &[5, 0, 0, 0]));
    let ticket = [&[0; 8][..], &[0], &message::vec16(&[9; 8]), &[0, 0]].concat();
    let ticket = message::handshake(4, &ticket);
    told_as("nst13-from-client", &connected13().opened(Client, HANDSHAKE, &ticket));
    let certificate = message::handshake(11, &message::vec24(&message::vec24(&[0x30; 40])));
    let answered = tls13(PLAIN).say(Client, &[ClientHello]).say(Server, &[ServerHello]);
    let went_on = answered.wire(Server, HANDSHAKE, &certificate);
    told_as("hs13-sh-then-le12-message", &went_on);
}

#[test]
fn of_heartbeats() {
    let heartbeat = |length: u16| {
        let [high, low] = (length - 19).to_be_bytes();
        let mut content = vec![1, high, low];
        content.resize(usize::from(length), 0);
        content
    };
    let agreed = |others: &[message::Extension]| {
        let with = |mode| [&[(15, vec![mode])][..], others].concat();
        hellos12(0x002f, &with(1), &with(1))
    };
    told_as("hb-size", &agreed(&[]).wire(Server, 24, &heartbeat((1 << 14) + 1)));
    told_as("hb-size", &agreed(&[(1, vec![1])]).wire(Server, 24, &heartbeat(513)));
}
