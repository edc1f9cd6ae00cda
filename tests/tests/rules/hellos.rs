//! What hellos may not offer, answer or change.

use super::*;

const GREASE: u16 = 0x2a2a;

#[test]
fn a_grease_value_is_never_selected() {
    let extension = (GREASE, vec![]);
    let offered = std::slice::from_ref(&extension);
    hellos12(0x002f, offered, &[]).keeps("hsf-grease");
    hellos12(0x002f, offered, offered).breaks("hsf-grease");
    let versions = (43, vec![4, 0x2a, 0x2a, 3, 4]);
    let greased = hello13(&[extension.clone(), versions]);
    let greeted = || tls13(PLAIN).say_body(Client, ClientHello, &greased);
    greeted().say_body(Server, ServerHello, &answer13(&[])).keeps("hsf-grease");
    greeted().say_body(Server, ServerHello, &answer13(offered)).breaks("hsf-grease");
    let version =
        message::server_hello(0x0303, &[0x51; 32], &[], 0x1301, &[(43, vec![0x2a, 0x2a])]);
    greeted().say_body(Server, ServerHello, &version).breaks("hsf-grease");
    greeted()
        .say(Server, &[ServerHello])
        .say_body(Server, EncryptedExtensions, &message::extensions(offered))
        .breaks("hsf-grease");
    let verify = [&[0x2a, 0x2a][..], &message::vec16(&[3; 16])].concat();
    tls13(PLAIN)
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, EncryptedExtensions, Certificate])
        .say_body(Server, CertificateVerify, &verify)
        .breaks("hsf-grease");
}

#[test]
fn a_grease_group_is_never_selected() {
    let share = [&[0x2a, 0x2a][..], &message::vec16(&[0]), &[0, 29], &message::vec16(&[7; 32])];
    let groups = (10, vec![0, 4, 0x2a, 0x2a, 0, 29]);
    let greeted = |share: &[u8]| {
        let hello = hello13(&[groups.clone(), (51, message::vec16(share))]);
        tls13(PLAIN).say_body(Client, ClientHello, &hello)
    };
    let selected = [(43, vec![3, 4]), (51, [&[0x2a, 0x2a][..], &message::vec16(&[0])].concat())];
    let answer = message::server_hello(0x0303, &[0x51; 32], &[], 0x1301, &selected);
    let both = share.concat();
    greeted(&both).say(Server, &[ServerHello]).keeps("hsf-grease");
    greeted(&both).say_body(Server, ServerHello, &answer).breaks("hsf-grease");
    let random = ServerHello::HELLO_RETRY_REQUEST_RANDOM;
    let retry = [(43, vec![3, 4]), (51, vec![0x2a, 0x2a])];
    let retry = message::server_hello(0x0303, &random, &[], 0x1301, &retry);
    greeted(&share[2..].concat()).say_body(Server, HelloRetryRequest, &retry).breaks("hsf-grease");

    let exchanged = |curve: [u8; 2], scheme: [u8; 2]| {
        let body = [&[3][..], &curve, &message::vec8(&[4; 65]), &scheme, &message::vec16(&[6; 64])];
        legacy(0x0303, key_exchange("ECDHE_RSA"), Options::default())
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello, Certificate])
            .say_body(Server, ServerKeyExchange, &body.concat())
    };
    exchanged([0, 23], [4, 1]).keeps("hsf-grease");
    exchanged([0x2a, 0x2a], [4, 1]).breaks("hsf-grease");
    exchanged([0, 23], [0x2a, 0x2a]).breaks("hsf-grease");
}

#[test]
fn transport_parameters_of_quic_stay_in_quic() {
    hello_alone(&[(57, vec![])]).breaks("quic-params-on-tcp");
    hello_alone(&[]).keeps("quic-params-on-tcp");
    let config = Config { carriage: Carriage::Quic, ..Config::default() };
    let hello = message::handshake(1, &hello13(&[(57, vec![])]));
    Talk::with(config, PLAIN.scenario())
        .feed(Client, Input::Crypto(Level::Initial, &hello))
        .keeps("quic-params-on-tcp");
}

#[test]
fn a_renegotiation_keeps_encrypt_then_mac() {
    const BLOCK: u16 = 0x002f;
    const STREAM: u16 = 0x0005;
    let again = |offer: &[message::Extension], suite, answer: &[message::Extension]| {
        let secure = (0xff01, message::vec8(&[9; 12]));
        let agreed = (0xff01, message::vec8(&[9; 24]));
        let first = [(22, vec![]), (0xff01, vec![0])];
        hellos12(BLOCK, &first, &first)
            .say(Server, &[Certificate, ServerHelloDone])
            .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
            .say(Server, &[ChangeCipherSpec, Finished])
            .say_body(Client, ClientHello, &hello12(suite, &[offer, &[secure]].concat()))
            .say_body(Server, ServerHello, &answer12(suite, &[answer, &[agreed]].concat()))
    };
    let kept = [(22, vec![])];
    again(&kept, BLOCK, &kept).keeps("rec-etm-misused");
    again(&kept, STREAM, &[]).keeps("rec-etm-misused");
    again(&kept, BLOCK, &[]).breaks("rec-etm-misused");
    again(&[], BLOCK, &[]).breaks("rec-etm-misused");
}

#[test]
fn a_suite_that_cannot_be_selected_is_one_mistake() {
    let list = [(22, vec![])];
    let impossible = || hellos12(0x1302, &list, &list);
    impossible().breaks("hs-sh-suite-impossible");
    impossible().keeps("rec-etm-misused");
    hellos12(0x009c, &list, &list).breaks("rec-etm-misused");
}

#[test]
fn a_version_that_was_not_offered_excuses_a_suite_that_was() {
    let answered = |hello: &[u8]| {
        tls13(PLAIN).say_body(Client, ClientHello, hello).say_body(
            Server,
            ServerHello,
            &answer12(0x1301, &[]),
        )
    };
    let only_13 = || answered(&hello13(&[(43, vec![2, 3, 4])]));
    only_13().breaks("hs-sh-version");
    only_13().keeps("hs-sh-suite-impossible");
    let both = || answered(&hello13(&[]));
    both().keeps("hs-sh-version");
    both().breaks("hs-sh-suite-impossible");
}

#[test]
fn a_client_that_fell_back_is_refused() {
    const FALLBACK: u16 = 0x5600;
    let hello = |suites: &[u16]| message::client_hello(0x0302, &[], suites, &[]);
    let answered = |config: Config, hello: &[u8], random: &[u8; 32]| {
        let answer = message::server_hello(0x0302, random, &[], 0x002f, &[]);
        Talk::with(config, legacy_scenario(0x0302, key_exchange("RSA"), Options::default()))
            .say_body(Client, ClientHello, hello)
            .say_body(Server, ServerHello, &answer)
    };
    let knows = |version: u16| Config { server_best: Some(version.into()), ..Config::default() };
    let (fell_back, plain) = (hello(&[0x002f, FALLBACK]), hello(&[0x002f]));
    let random = [0x51; 32];
    answered(knows(0x0303), &fell_back, &random).breaks("hs-fallback-scsv");
    answered(knows(0x0303), &plain, &random).keeps("hs-fallback-scsv");
    answered(knows(0x0302), &fell_back, &random).keeps("hs-fallback-scsv");
    answered(Config::default(), &fell_back, &random).keeps("hs-fallback-scsv");
    // The server says itself that it could do better.
    let mut telling = random;
    telling[24..].copy_from_slice(&ServerHello::DOWNGRADE_TO_TLS_1_1);
    answered(Config::default(), &fell_back, &telling).breaks("hs-fallback-scsv");
}

#[test]
fn a_second_hello_goes_on_with_encrypted_client_hello() {
    let ech = |suite: u8, id: u8, enc: &[u8], payload: u8| {
        let data =
            [&[0, 0, 1, 0, suite, id][..], &message::vec16(enc), &message::vec16(&[payload; 40])];
        (0xfe0d, data.concat())
    };
    let second =
        |second: message::Extension| {
            let random = ServerHello::HELLO_RETRY_REQUEST_RANDOM;
            let list = [(43, vec![3, 4]), (51, vec![0, 23]), (0xfe0d, vec![5; 8])];
            let retry = message::server_hello(0x0303, &random, &[], 0x1301, &list);
            let share = [&[0, 23][..], &message::vec16(&[7; 65])].concat();
            hello_alone(&[ech(1, 7, &[8; 32], 1)])
                .say_body(Server, HelloRetryRequest, &retry)
                .say_body(Client, ClientHello, &hello13(&[(51, message::vec16(&share)), second]))
        };
    second(ech(1, 7, &[], 2)).keeps("hs13-ech-ch2-missing");
    second(ech(1, 7, &[8; 32], 1)).keeps("hs13-ech-ch2-missing");
    second(ech(1, 8, &[], 2)).breaks("hs13-ech-ch2-missing");
    second(ech(3, 7, &[], 2)).breaks("hs13-ech-ch2-missing");
    second(ech(1, 7, &[9; 32], 2)).breaks("hs13-ech-ch2-missing");
}
