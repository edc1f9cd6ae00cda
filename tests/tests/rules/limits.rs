//! Bounds that an embedder may set, each reached and gone beyond.

use super::*;

fn limited(limits: Limits, kind: Tls13) -> Talk {
    Talk::with(Config { limits, ..Config::default() }, kind.scenario())
}

fn early(early_data: EarlyData) -> Tls13 {
    Tls13 { psk: true, early_data, ..PLAIN }
}

/// A record of early data under keys that the observer lacks, with this much content.
fn sealed(talk: Talk, from: Peer, length: usize) -> Talk {
    talk.wire(from, DATA, &vec![0x5e; length + 17])
}

#[test]
fn rejected_early_data_is_skipped_up_to_a_limit() {
    let limits = || Limits { skipped_early_data: 100, ..Limits::default() };
    let retry = || Tls13 { retry: true, ..early(EarlyData::Rejected) };
    let greeted = |kind: Tls13| limited(limits(), kind).say(Client, &[ClientHello]);
    // The retry rejects it, before or after it came.
    let told_first =
        |length| sealed(greeted(retry()).say(Server, &[HelloRetryRequest]), Client, length);
    told_first(100).keeps("early-skip-limit");
    told_first(101).breaks("early-skip-limit");
    let told_last = |length| sealed(greeted(retry()), Client, length);
    told_last(101).keeps("early-skip-limit");
    told_last(100).say(Server, &[HelloRetryRequest]).keeps("early-skip-limit");
    told_last(101).say(Server, &[HelloRetryRequest]).breaks("early-skip-limit");
    // So does a ServerHello without a key that was offered.
    let full = answer13(&[]);
    sealed(greeted(early(EarlyData::Rejected)), Client, 101)
        .say_body(Server, ServerHello, &full)
        .breaks("early-skip-limit");
    // Without keys nobody knows what EncryptedExtensions says.
    sealed(greeted(early(EarlyData::Rejected)), Client, 101)
        .say(Server, &[ServerHello])
        .keeps("early-skip-limit");
    let unopened = |early_data, length| {
        greeted(early(early_data))
            .say(Server, &[ServerHello, EncryptedExtensions, Finished])
            .feed(Client, Input::Unopened(length))
            .feed(Client, Input::Unopened(50))
    };
    unopened(EarlyData::Rejected, 50).keeps("early-skip-limit");
    unopened(EarlyData::Rejected, 51).breaks("early-skip-limit");
    unopened(EarlyData::Accepted, 51).keeps("early-skip-limit");
}

#[test]
fn what_the_server_announced_is_what_it_skips() {
    let limits = Limits { max_early_data: Some(40_000), ..Limits::default() };
    let skips = |limits: Limits, length| {
        let kind = Tls13 { retry: true, ..early(EarlyData::Rejected) };
        let talk =
            limited(limits, kind).say(Client, &[ClientHello]).say(Server, &[HelloRetryRequest]);
        [16_000, length].into_iter().fold(talk, |talk, length| sealed(talk, Client, length))
    };
    skips(Limits::default(), 384).keeps("early-skip-limit");
    skips(Limits::default(), 385).breaks("early-skip-limit");
    skips(limits, 385).keeps("early-skip-limit");
}

#[test]
fn a_key_seals_so_much_and_no_more() {
    const GCM: u16 = 0x1301;
    const CHACHA: u16 = 0x1303;
    let limits = Limits { key_usage: 2, ..Limits::default() };
    let full = [0; 1 << 14];
    let connected = |suite: u16| {
        let share = [&[0, 29][..], &message::vec16(&[7; 32])].concat();
        let list = [(43, vec![3, 4]), (51, share)];
        let talk = limited(limits.clone(), PLAIN);
        talk.say_body(Client, ClientHello, &hello13(&[]))
            .say_body(
                Server,
                ServerHello,
                &message::server_hello(0x0303, &[0x51; 32], &[], suite, &list),
            )
            .say(Server, &[EncryptedExtensions, Certificate, CertificateVerify, Finished])
            .say(Client, &[Finished])
            .opened(Server, DATA, &full)
            .opened(Server, DATA, &full)
    };
    connected(GCM).opened(Client, DATA, &[1]).keeps("rec-key-usage-limit");
    connected(GCM).opened(Server, DATA, &[1]).breaks("rec-key-usage-limit");
    connected(GCM)
        .say(Server, &[KeyUpdate])
        .opened(Server, DATA, &[1])
        .keeps("rec-key-usage-limit");
    connected(CHACHA).opened(Server, DATA, &[1]).keeps("rec-key-usage-limit");
    // A record that is not opened may be a KeyUpdate.
    sealed(connected(GCM), Server, 5).opened(Server, DATA, &[1]).keeps("rec-key-usage-limit");
}

#[test]
fn a_client_renegotiates_so_often() {
    let limits = Limits { renegotiations: 2, ..Limits::default() };
    let connected = || {
        let scenario = legacy_scenario(0x0303, key_exchange("RSA"), Options::default());
        Talk::with(Config { limits: limits.clone(), ..Config::default() }, scenario)
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello, Certificate, ServerHelloDone])
            .say(Client, &[ClientKeyExchange, ChangeCipherSpec])
    };
    // Without keys: each begins with a sealed handshake record behind the last Finished.
    let blind = |times, asked: bool| {
        let connected = connected()
            .wire(Client, HANDSHAKE, &[0xee; 64])
            .say(Server, &[ChangeCipherSpec])
            .wire(Server, HANDSHAKE, &[0xee; 64]);
        (0..times).fold(connected, |talk, _| {
            let talk = if asked { talk.wire(Server, HANDSHAKE, &[0xee; 32]) } else { talk };
            [Client, Server].into_iter().fold(talk, |talk, from| {
                talk.wire(from, HANDSHAKE, &[0xee; 200])
                    .wire(from, HANDSHAKE, &[0xee; 100])
                    .wire(from, 20, &[0xee; 32])
                    .wire(from, HANDSHAKE, &[0xee; 64])
            })
        })
    };
    blind(2, false).keeps("reneg-flood");
    blind(3, false).breaks("reneg-flood");
    blind(3, true).keeps("reneg-flood");
    // With them: those that the server refuses count as well.
    let opened = |times, asked: bool| {
        let connected =
            connected().say(Client, &[Finished]).say(Server, &[ChangeCipherSpec, Finished]);
        (0..times).fold(connected, |talk, _| {
            let talk = if asked { talk.say(Server, &[HelloRequest]) } else { talk };
            talk.say(Client, &[ClientHello]).opened(Server, ALERT, &[1, 100])
        })
    };
    opened(2, false).keeps("reneg-flood");
    opened(3, false).breaks("reneg-flood");
    opened(3, true).keeps("reneg-flood");
}
