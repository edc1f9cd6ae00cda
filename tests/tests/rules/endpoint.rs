//! What only the peer at which the observer stands can know, or what it tells.

use super::*;

fn at(peer: Peer, scenario: Scenario) -> Talk {
    Talk::with(Config { vantage: Vantage::Endpoint(peer), ..Config::default() }, scenario)
}

fn rsa_scenario() -> Scenario {
    legacy_scenario(0x0303, key_exchange("RSA"), Options::default())
}

/// To the client: a server that leaves its Certificate out, for which `unexpected_message` is owed.
fn violated(talk: Talk) -> Talk {
    talk.say(Client, &[ClientHello]).say(Server, &[ServerHello, ServerHelloDone])
}

const UNEXPECTED_MESSAGE: u8 = 10;
const DECODE_ERROR: u8 = 50;

#[test]
fn a_violation_is_answered_by_the_alert_it_deserves() {
    let at_client = || violated(at(Client, rsa_scenario()));
    let fatal = |alert| [2, alert];
    at_client().wire(Client, ALERT, &fatal(DECODE_ERROR)).breaks("alert-code-differs");
    at_client().wire(Client, ALERT, &fatal(UNEXPECTED_MESSAGE)).keeps("alert-code-differs");
    // A warning is no answer.
    at_client()
        .wire(Client, ALERT, &[1, 90])
        .wire(Client, ALERT, &fatal(DECODE_ERROR))
        .breaks("alert-code-differs");
    let on_path = violated(Talk::new(rsa_scenario()));
    on_path.wire(Client, ALERT, &fatal(DECODE_ERROR)).keeps("alert-code-differs");
    let at_server = violated(at(Server, rsa_scenario()));
    at_server.wire(Client, ALERT, &fatal(DECODE_ERROR)).keeps("alert-code-differs");
    // Any of two that are owed.
    let twice = || at_client().wire(Server, HANDSHAKE, &message::handshake(14, &[1]));
    twice().wire(Client, ALERT, &fatal(DECODE_ERROR)).breaks("alert-code-differs");
    twice().wire(Client, ALERT, &fatal(UNEXPECTED_MESSAGE)).keeps("alert-code-differs");
}

#[test]
fn a_violation_is_not_passed_over() {
    let rule = "alert-absent-after-violation";
    let at_client = || violated(at(Client, rsa_scenario()));
    let told = at_client().say(Client, &[ClientKeyExchange, ChangeCipherSpec]).rules;
    assert_eq!(told.iter().filter(|told| **told == rule).count(), 1);
    // Silence, closing and the alert conform.
    at_client().end(Client).keeps(rule);
    at_client().wire(Client, ALERT, &[1, 0]).keeps(rule);
    at_client().wire(Client, ALERT, &[2, UNEXPECTED_MESSAGE]).keeps(rule);
    violated(Talk::new(rsa_scenario())).say(Client, &[ClientKeyExchange]).keeps(rule);
    at(Client, rsa_scenario())
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange])
        .keeps(rule);
}

#[test]
fn nothing_follows_a_fatal_alert_that_was_received() {
    let rule = "close-continue-after-peer-fatal";
    let refused = |talk: Talk| {
        talk.say(Client, &[ClientHello])
            .say(Server, &[ServerHello, Certificate, ServerHelloDone])
            .wire(Server, ALERT, &[2, 40])
    };
    refused(at(Client, rsa_scenario())).say(Client, &[ClientKeyExchange]).breaks(rule);
    refused(at(Client, rsa_scenario())).wire(Client, ALERT, &[1, 0]).end(Client).keeps(rule);
    // Elsewhere it may have been on its way.
    refused(at(Server, rsa_scenario())).say(Client, &[ClientKeyExchange]).keeps(rule);
    refused(Talk::new(rsa_scenario())).say(Client, &[ClientKeyExchange]).keeps(rule);

    let closed = |peer, version: u16| {
        let talk = if version == 0x0304 {
            server_finished(at(peer, PLAIN.scenario())).say(Client, &[Finished])
        } else {
            at(peer, rsa_scenario())
                .say(Client, &[ClientHello])
                .say(Server, &[ServerHello, Certificate, ServerHelloDone])
                .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
                .say(Server, &[ChangeCipherSpec, Finished])
        };
        talk.opened(Server, ALERT, &[2, 80])
    };
    closed(Client, 0x0303).wire(Client, DATA, &[7; 40]).breaks(rule);
    closed(Client, 0x0304).opened(Client, DATA, &[7; 40]).breaks(rule);
    // A record that is not opened may hold the answer.
    closed(Client, 0x0304).wire(Client, DATA, &[7; 40]).keeps(rule);
    closed(Client, 0x0303).wire(Client, ALERT, &[7; 40]).keeps(rule);
}

#[test]
fn a_certificate_inflates_to_what_it_states() {
    let compressed = |bad_verify| {
        let kind = Tls13 { compression: true, ..PLAIN };
        let scenario = kind.scenario();
        let talk = tls13(kind)
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello, EncryptedExtensions]);
        let body = (scenario.body)(&talk.said, Symbol::of(Server, CompressedCertificate));
        let message = message::handshake(25, &body);
        let mut record = OpenedRecord::new(ContentType::HANDSHAKE, &message);
        record.bad_verify = bad_verify;
        talk.feed(Server, Input::Opened(record))
    };
    compressed(true).breaks("hs13-compcert-invalid");
    compressed(false).keeps("hs13-compcert-invalid");
}

#[test]
fn a_record_inflates_to_no_more_than_a_record() {
    let opened = |compression: u8, length: usize| {
        let mut answer = answer12(0x002f, &[]);
        *answer.last_mut().expect("the compression method") = compression;
        let mut hello = hello12(0x002f, &[]);
        let methods = hello.len() - 2;
        hello.splice(methods.., [2, 1, 0]);
        rsa()
            .say_body(Client, ClientHello, &hello)
            .say_body(Server, ServerHello, &answer)
            .say(Server, &[Certificate, ServerHelloDone])
            .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
            .say(Server, &[ChangeCipherSpec, Finished])
            .opened(Client, DATA, &vec![7; length])
    };
    opened(1, 1 << 14).keeps("rec-overflow-compressed");
    opened(1, (1 << 14) + 1).breaks("rec-overflow-compressed");
    opened(0, (1 << 14) + 1).keeps("rec-overflow-compressed");
}

#[test]
fn a_client_whose_encrypted_hello_was_rejected_does_not_go_on() {
    let rule = "hs13-ech-rejected-traffic";
    let ech = (
        0xfe0d,
        [&[0, 0, 1, 0, 1, 7][..], &message::vec16(&[8; 32]), &message::vec16(&[1; 40])].concat(),
    );
    let configs = (0xfe0d, message::vec16(&[0xfe, 0x0d, 0, 1, 9]));
    let connected = |genuine_ech, configs: &[message::Extension]| {
        let config = Config { genuine_ech, ..Config::default() };
        Talk::with(config, PLAIN.scenario())
            .say_body(Client, ClientHello, &hello13(std::slice::from_ref(&ech)))
            .say(Server, &[ServerHello])
            .say_body(Server, EncryptedExtensions, &message::extensions(configs))
            .say(Server, &[Certificate, CertificateVerify, Finished])
            .say(Client, &[Finished])
    };
    let rejected = std::slice::from_ref(&configs);
    connected(true, rejected).say(Client, &[ApplicationData]).breaks(rule);
    connected(true, rejected).opened(Client, ALERT, &[2, 121]).keeps(rule);
    connected(true, &[]).say(Client, &[ApplicationData]).keeps(rule);
    let older = |genuine_ech| {
        let config = Config { genuine_ech, ..Config::default() };
        Talk::with(config, rsa_scenario())
            .say_body(Client, ClientHello, &hello13(std::slice::from_ref(&ech)))
            .say_body(Server, ServerHello, &answer12(0x002f, &[]))
            .say(Server, &[Certificate, ServerHelloDone])
            .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
            .say(Server, &[ChangeCipherSpec, Finished])
    };
    older(true).keeps(rule);
    older(true).say(Client, &[ApplicationData]).breaks(rule);
    older(false).say(Client, &[ApplicationData]).keeps(rule);
    let named = |genuine_ech, certificate| {
        let config = Config { genuine_ech, ..Config::default() };
        Talk::with(config, PLAIN.scenario())
            .say_body(Client, ClientHello, &hello13(std::slice::from_ref(&ech)))
            .say(Server, &[ServerHello])
            .say_body(Server, EncryptedExtensions, &message::extensions(rejected))
            .say(Server, &[CertificateRequest, Certificate, CertificateVerify, Finished])
            .say(Client, &[certificate])
    };
    named(true, Certificate).breaks(rule);
    named(true, EmptyCertificate).keeps(rule);
    named(false, Certificate).keeps(rule);
    // What is made up to look like it is rejected everywhere.
    connected(false, rejected).say(Client, &[ApplicationData]).keeps(rule);
}
