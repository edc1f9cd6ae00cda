//! Bytes that are missing, and closures: what comes behind either, and what does not.

use super::*;

use tls_wire::{Alert, AlertDescription, AlertLevel};

/// The alerts that these bytes show of the client.
fn alerts(talk: &mut Talk, bytes: &[u8]) -> Vec<Alert> {
    let mut input = Input::Wire(bytes);
    let mut alerts = Vec::new();
    while let Some(event) = talk.flow.next(Client, &mut input) {
        if let EventKind::Alert(alert) = event.kind {
            alerts.push(alert);
        }
    }
    alerts
}

#[test]
fn a_half_of_an_alert_is_not_completed_across_a_gap() {
    let greeted = || rsa().say(Client, &[ClientHello]).say(Server, &[ServerHello]);
    let handshake_failure = message::record(ALERT, 0x0303, &[2, 40]);
    let whole =
        [Alert { level: AlertLevel::FATAL, description: AlertDescription::HANDSHAKE_FAILURE }];
    assert_eq!(alerts(&mut greeted(), &handshake_failure), whole);
    // Its second half is missing.
    let mut cut =
        greeted().feed(Client, Input::Wire(&[ALERT, 3, 3, 0, 2, 1])).feed(Client, Input::Gap(1));
    assert_eq!(alerts(&mut cut, &handshake_failure), whole);
    // So is the record that it would stand in.
    let mut cut = greeted().wire(Client, ALERT, &[1]).feed(Client, Input::Gap(6));
    assert_eq!(alerts(&mut cut, &handshake_failure), whole);
}

#[test]
fn alerts_in_one_record_count_each() {
    let rules = ["alert-user-canceled-alone", "close-no-notify"];
    let said = |alerts: &[&[u8]]| {
        let talk = alerts.iter().fold(connected12(), |talk, one| talk.opened(Client, ALERT, one));
        talk.opened(Server, ALERT, &[1, 0]).end(Client)
    };
    said(&[&[1, 90]]).breaks(rules[0]);
    for rule in rules {
        said(&[&[1, 90, 1, 0]]).keeps(rule);
        said(&[&[1, 90], &[1, 0]]).keeps(rule);
        said(&[&[1, 90], &[1], &[0]]).keeps(rule);
    }
    // Data that follows the second of them follows a closure.
    connected12()
        .opened(Client, ALERT, &[1, 90, 1, 0])
        .opened(Client, DATA, &[7])
        .breaks("close-data-after-own-notify");
}

#[test]
fn behind_a_gap_nothing_is_plaintext_among_sealed_records() {
    let rules = ["alert-plaintext-after-keys", "ccs-unprotected-after"];
    for (rule, content_type, fragment) in
        [(rules[0], ALERT, vec![1, 0]), (rules[1], HANDSHAKE, message::handshake(14, &[]))]
    {
        connected12().wire(Client, content_type, &fragment).breaks(rule);
        connected12()
            .feed(Client, Input::Gap(100))
            .wire(Client, content_type, &fragment)
            .keeps(rule);
    }
}

#[test]
fn what_follows_a_closure_stands_behind_no_change_of_keys() {
    let twice = [message::handshake(24, &[0]), message::handshake(24, &[0])].concat();
    let closed = || connected13().opened(Client, ALERT, &[1, 0]).opened(Client, HANDSHAKE, &twice);
    closed().breaks("close-data-after-own-notify");
    closed().keeps("key-finished-aligned");
    let answer = [message::handshake(20, &[7; 32]), message::handshake(24, &[0])].concat();
    server_finished(tls13(PLAIN)).opened(Client, HANDSHAKE, &answer).breaks("key-finished-aligned");
}

#[test]
fn bytes_behind_a_gap_are_not_the_first_of_their_direction() {
    let request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    rsa().feed(Client, Input::Wire(request)).end(Client).breaks("rec-not-tls");
    let behind = rsa().feed(Client, Input::Gap(100)).feed(Client, Input::Wire(request));
    behind.end(Client).keeps("rec-not-tls");

    let greeted = || rsa().say(Client, &[ClientHello]);
    let no_record = [[HANDSHAKE, 9, 9].as_slice(), &[9; 77]].concat();
    greeted().feed(Server, Input::Wire(&no_record)).end(Server).breaks("rec-version-major");
    let behind = greeted().feed(Server, Input::Gap(100)).feed(Server, Input::Wire(&no_record));
    behind.end(Server).keeps("rec-version-major");
}
