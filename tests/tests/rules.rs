//! Rules that no case shows, each broken once: informational ones, and those that need a fact or a
//! vantage of their own.

mod aliases;
mod datagrams;
mod endpoint;
mod hellos;
mod limits;
mod losses;
mod notes;

use tls_flow::{
    CachedSession, Carriage, Config, EndHow, EventKind, Flow, Input, Level, Limits, OpenedRecord,
    Peer, Vantage,
};
use tls_tests::grammar::legacy::{KEY_EXCHANGES, KeyExchange, Legacy, Opening, Options};
use tls_tests::grammar::tls13::{EarlyData, Tls13};
use tls_tests::grammar::{Kind, Scenario, Symbol, message};
use tls_wire::{ContentType, ServerHello};

use Kind::*;
use Peer::{Client, Server};

const HANDSHAKE: u8 = 22;
const ALERT: u8 = 21;
const DATA: u8 = 23;

/// A connection, and the rules that were broken on it so far.
struct Talk {
    flow: Flow,
    scenario: Scenario,
    said: Vec<Symbol>,
    rules: Vec<&'static str>,
}

impl Talk {
    fn new(scenario: Scenario) -> Self {
        Self::with(Config::default(), scenario)
    }

    fn with(config: Config, scenario: Scenario) -> Self {
        Self { flow: Flow::with_config(config), scenario, said: Vec::new(), rules: Vec::new() }
    }

    fn feed(mut self, from: Peer, mut input: Input<'_>) -> Self {
        while let Some(event) = self.flow.next(from, &mut input) {
            if let EventKind::Finding(finding) = event.kind {
                self.rules.push(finding.rule.id());
            }
        }
        self
    }

    fn wire(self, from: Peer, content_type: u8, fragment: &[u8]) -> Self {
        let version = self.flow.order().facts().version().map_or(0x0301, |is| is.0.min(0x0303));
        self.feed(from, Input::Wire(&message::record(content_type, version, fragment)))
    }

    fn opened(self, from: Peer, content_type: u8, content: &[u8]) -> Self {
        self.feed(from, Input::Opened(OpenedRecord::new(ContentType(content_type), content)))
    }

    fn end(self, from: Peer) -> Self {
        self.feed(from, Input::End(EndHow::Fin))
    }

    /// What the scenario says.
    fn say(mut self, from: Peer, kinds: &[Kind]) -> Self {
        for kind in kinds {
            let symbol = Symbol::of(from, *kind);
            let body = (self.scenario.body)(&self.said, symbol);
            self = self.say_body(from, *kind, &body);
        }
        self
    }

    /// A message with another body than the scenario's.
    fn say_body(mut self, from: Peer, kind: Kind, body: &[u8]) -> Self {
        let symbol = Symbol::of(from, kind);
        let protected = (self.scenario.is_protected)(&self.said, symbol);
        let (content_type, content) = match (kind, kind.handshake_type()) {
            (ChangeCipherSpec, _) => (20, vec![1]),
            (_, Some(handshake_type)) => (HANDSHAKE, message::handshake(handshake_type, body)),
            _ => (DATA, vec![7; 24]),
        };
        self.said.push(symbol);
        if protected {
            self.opened(from, content_type, &content)
        } else if kind == ServerHello {
            let version = u16::from_be_bytes([body[0], body[1]]);
            self.feed(from, Input::Wire(&message::record(content_type, version, &content)))
        } else {
            self.wire(from, content_type, &content)
        }
    }

    #[track_caller]
    fn breaks(self, rule: &str) {
        assert!(self.rules.contains(&rule), "{rule} is not among {:?}", self.rules);
    }

    #[track_caller]
    fn keeps(self, rule: &str) {
        assert!(!self.rules.contains(&rule), "{rule} is among {:?}", self.rules);
    }
}

fn key_exchange(name: &str) -> KeyExchange {
    *KEY_EXCHANGES.iter().find(|one| one.name == name).expect("a kind of key exchange")
}

fn legacy(version: u16, exchange: KeyExchange, options: Options) -> Talk {
    Talk::new(legacy_scenario(version, exchange, options))
}

fn legacy_scenario(version: u16, key_exchange: KeyExchange, options: Options) -> Scenario {
    let opening = Opening::Full;
    Legacy { version, key_exchange, opening, options, renegotiates: false }.scenario()
}

fn rsa() -> Talk {
    legacy(0x0303, key_exchange("RSA"), Options::default())
}

/// A handshake of TLS 1.2, up to where data flows.
fn connected12() -> Talk {
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
        .say(Server, &[ChangeCipherSpec, Finished])
}

const PLAIN: Tls13 = Tls13 {
    psk: false,
    early_data: EarlyData::None,
    retry: false,
    compression: false,
    post_handshake_auth: false,
    application_settings: false,
    channel_id: false,
};

fn tls13(kind: Tls13) -> Talk {
    Talk::new(kind.scenario())
}

/// A handshake of TLS 1.3 up to the server's Finished.
fn server_finished(talk: Talk) -> Talk {
    talk.say(Client, &[ClientHello])
        .say(Server, &[ServerHello, EncryptedExtensions, Certificate, CertificateVerify, Finished])
}

fn connected13() -> Talk {
    server_finished(tls13(PLAIN)).say(Client, &[Finished])
}

/// The extensions of a ClientHello of TLS 1.3, with others before them.
fn hello13(others: &[message::Extension]) -> Vec<u8> {
    let share = [&[0, 29][..], &message::vec16(&[7; 32])].concat();
    let mut list = others.to_vec();
    for (extension_type, data) in [
        (43, vec![4, 3, 4, 3, 3]),
        (10, vec![0, 4, 0, 29, 0, 23]),
        (13, vec![0, 2, 4, 3]),
        (51, message::vec16(&share)),
    ] {
        if others.iter().all(|(other, _)| *other != extension_type) {
            list.push((extension_type, data));
        }
    }
    // pre_shared_key is the last one.
    list.sort_by_key(|(extension_type, _)| *extension_type == 41);
    message::client_hello(0x0303, &[], &[0x1301, 0x1303, 0x002f], &list)
}

fn answer13(others: &[message::Extension]) -> Vec<u8> {
    let share = [&[0, 29][..], &message::vec16(&[7; 32])].concat();
    let list = [&[(43, vec![3, 4]), (51, share)], others].concat();
    message::server_hello(0x0303, &[0x51; 32], &[], 0x1301, &list)
}

fn hello12(suite: u16, list: &[message::Extension]) -> Vec<u8> {
    message::client_hello(0x0303, &[], &[suite], list)
}

fn answer12(suite: u16, list: &[message::Extension]) -> Vec<u8> {
    message::server_hello(0x0303, &[0x51; 32], &[], suite, list)
}

fn hellos12(suite: u16, offer: &[message::Extension], answer: &[message::Extension]) -> Talk {
    rsa().say_body(Client, ClientHello, &hello12(suite, offer)).say_body(
        Server,
        ServerHello,
        &answer12(suite, answer),
    )
}

fn hello_alone(list: &[message::Extension]) -> Talk {
    tls13(PLAIN).say_body(Client, ClientHello, &hello13(list))
}

#[test]
fn records() {
    let hello = message::handshake(1, &hello12(0x002f, &[]));
    let high = message::record(HANDSHAKE, 0x0304, &hello);
    rsa().feed(Client, Input::Wire(&high)).breaks("rec-ch-version-high");
    rsa().feed(Client, Input::Wire(b"GET / HTTP/1.1\r\n\r\n")).end(Client).breaks("rec-not-tls");
    let mut padded = OpenedRecord::new(ContentType(DATA), &[0; 16_384]);
    padded.padding = 5;
    connected13().feed(Server, Input::Opened(padded)).breaks("rec-overflow-inner-13");
    connected13().opened(Server, DATA, &[]).breaks("rec-empty-appdata");
    let limits = [(1, vec![1]), (28, vec![0x40, 0])];
    tls13(PLAIN)
        .say_body(Client, ClientHello, &hello13(&limits))
        .say(Server, &[ServerHello])
        .say_body(Server, EncryptedExtensions, &message::extensions(&limits))
        .breaks("rec-limit-both-extensions");
    hellos12(0xc02f, &[(22, vec![])], &[(22, vec![])]).breaks("rec-etm-misused");
    hellos12(0x002f, &[(1, vec![1])], &[(1, vec![2])]).breaks("rec-limit-answer");
    hello_alone(&[(28, vec![0, 10])]).breaks("rec-size-limit-small");
    let old = || legacy(0x0301, key_exchange("RSA"), Options::default());
    let old = || old().say(Client, &[ClientHello]).say(Server, &[ServerHello]);
    old().wire(Server, HANDSHAKE, &[]).breaks("rec-empty-handshake-legacy");
    let run = (0..33).fold(old(), |talk, _| talk.wire(Server, HANDSHAKE, &[]));
    run.breaks("rec-empty-run");
    tls13(PLAIN)
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello])
        .wire(Server, DATA, &[0; 5])
        .breaks("rec-cipher-too-short");
    let sslv2 = [&[0x80, 44, 1, 3, 1, 0, 3, 0, 0, 0, 32, 0, 0, 0x2f][..], &[9; 32]].concat();
    rsa().feed(Client, Input::Wire(&sslv2)).breaks("rec-sslv2-hello");
}

#[test]
fn change_cipher_spec() {
    let finished = message::handshake(20, &[9; 12]);
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec])
        .wire(Client, HANDSHAKE, &finished)
        .breaks("ccs-unprotected-after");
    tls13(PLAIN)
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, ChangeCipherSpec])
        .breaks("ccs13-unneeded");
}

#[test]
fn alerts() {
    let hellos = || rsa().say(Client, &[ClientHello]).say(Server, &[ServerHello]);
    hellos().wire(Server, ALERT, &[]).breaks("alert-empty");
    hellos().wire(Server, ALERT, &[1, 99]).breaks("alert-unknown");
    hellos().wire(Server, ALERT, &[2, 109]).breaks("alert-version-scope");
    connected13().opened(Server, ALERT, &[2, 60]).breaks("alert-version-scope");
    connected12()
        .say(Server, &[HelloRequest])
        .opened(Client, ALERT, &[2, 100])
        .breaks("alert-no-renegotiation-level");
    let greeted = rsa().say(Client, &[ClientHello]);
    greeted.wire(Server, ALERT, &[1, 112]).breaks("alert-warning-before-server-hello");
    tls13(PLAIN)
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello])
        .wire(Client, ALERT, &[2, 40])
        .breaks("alert-plaintext-client-13");
    connected13().opened(Client, ALERT, &[2, 121]).breaks("alert-ech-required-context");
    connected13().opened(Client, ALERT, &[2, 116]).breaks("alert-cert-required-context");
}

#[test]
fn alerts_of_ssl_3_0_are_those_that_it_has() {
    let talk = legacy(0x0300, key_exchange("RSA in SSL 3.0"), Options::default())
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate]);
    let mut flow = talk.flow;
    // A ServerHelloDone that is not empty: decode_error, which SSL 3.0 lacks.
    let record = message::record(HANDSHAKE, 0x0300, &message::handshake(14, &[1]));
    let mut input = Input::Wire(&record);
    let mut owed = Vec::new();
    while let Some(event) = flow.next(Server, &mut input) {
        if let EventKind::Finding(finding) = event.kind {
            owed.extend(finding.owed.map(tls_flow::OwedAlert::code));
        }
    }
    assert_eq!(owed, [47]);
}

#[test]
fn handshake_framing_and_content() {
    let raw = (20, vec![1, 2]);
    hellos12(0x002f, &[raw], &[(20, vec![2])])
        .say(Server, &[Certificate])
        .breaks("hsf-certificate-format");
    let flood = (0..33).fold(connected13(), |talk, _| talk.say(Server, &[NewSessionTicket]));
    flood.breaks("hsf-post-handshake-flood");
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, CertificateVerify])
        .breaks("hs-unexpected-message");
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say_body(Client, ClientKeyExchange, &[])
        .breaks("hs12-cke-empty");
    let finished = message::handshake(20, &[9; 12]);
    let mut record = OpenedRecord::new(ContentType::HANDSHAKE, &finished);
    record.bad_verify = true;
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec])
        .feed(Client, Input::Opened(record))
        .breaks("hs12-finished-verify");
    hello_alone(&[(23, vec![0])]).breaks("ext-trailing-data");
    let with_request = [finished, message::handshake(0, &[])].concat();
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
        .say(Server, &[ChangeCipherSpec])
        .opened(Server, HANDSHAKE, &with_request)
        .breaks("key-finished-aligned-12");
}

#[test]
fn sessions() {
    let resumes = |config: Config, hello: Vec<u8>| {
        let answer = message::server_hello(0x0303, &[0x51; 32], &[5; 32], 0x002f, &[]);
        Talk::with(config, legacy_scenario(0x0303, key_exchange("RSA"), Options::default()))
            .say_body(Client, ClientHello, &hello)
            .say_body(Server, ServerHello, &answer)
    };
    let session = CachedSession {
        session_id: vec![5; 32],
        version: None,
        cipher_suite: None,
        extended_master_secret: Some(true),
    };
    let hello = message::client_hello(0x0303, &[5; 32], &[0x002f], &[]);
    let config = Config { sessions: vec![session], ..Config::default() };
    resumes(config, hello).breaks("abbr-ems-mismatch");
    let hello =
        message::client_hello(0x0303, &[5; 32], &[0x1301, 0x002f], &[(43, vec![4, 3, 4, 3, 3])]);
    let at_client = Config { vantage: Vantage::Endpoint(Client), ..Config::default() };
    resumes(at_client, hello.clone()).breaks("abbr-compat-echo");
    let on_path = resumes(Config::default(), hello);
    assert!(!on_path.rules.contains(&"abbr-compat-echo"), "only the client can know");
}

#[test]
fn client_authentication_and_its_neighbours() {
    let asked = |version, name| {
        legacy(version, key_exchange(name), Options::default())
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello, Certificate, CertificateRequest, ServerHelloDone])
    };
    asked(0x0300, "RSA in SSL 3.0")
        .wire(Client, ALERT, &[1, 41])
        .breaks("cauth-ssl3-no-certificate");
    asked(0x0303, "RSA").say(Client, &[EmptyCertificate]).breaks("cauth-empty-cert");
    asked(0x0303, "RSA").say(Client, &[CertificateUrl]).breaks("cauth-url-not-negotiated");
    legacy(0x0303, key_exchange("RSA"), Options { channel_id: true, ..Options::default() })
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
        .breaks("chid-missing");
    let gcm = KeyExchange { suite: 0xc02f, ..key_exchange("ECDHE_RSA") };
    legacy(0x0303, gcm, Options::default())
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerKeyExchange, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished, ApplicationData])
        .breaks("fs-client");
}

#[test]
fn renegotiation() {
    hellos12(0x002f, &[(0xff01, vec![0])], &[]).breaks("reneg-peer-unpatched");
    hellos12(0x002f, &[], &[])
        .say(Server, &[Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec, Finished])
        .say(Server, &[ChangeCipherSpec, Finished])
        .say_body(Client, ClientHello, &hello12(0x002f, &[(0xff01, vec![0])]))
        .breaks("reneg-ri-legacy");
    rsa()
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello, Certificate, ServerHelloDone])
        .say(Client, &[ClientKeyExchange, ChangeCipherSpec])
        .wire(Client, HANDSHAKE, &[0xee; 64])
        .say(Server, &[ChangeCipherSpec])
        .wire(Server, HANDSHAKE, &[0xee; 64])
        .wire(Server, HANDSHAKE, &[0xee; 64])
        .breaks("reneg-detected");
}

#[test]
fn hellos_of_tls_1_3() {
    let identity = [message::vec16(&[1; 8]), vec![0; 4]].concat();
    let offered = [message::vec16(&identity), message::vec16(&message::vec8(&[2; 32]))].concat();
    tls13(PLAIN)
        .say_body(Client, ClientHello, &hello13(&[(45, vec![1, 0]), (41, offered)]))
        .say_body(Server, ServerHello, &answer13(&[(41, vec![0, 0])]))
        .breaks("hs13-sh-psk-mode");
    hello_alone(&[(44, vec![0, 1, 1])]).breaks("hs13-ch-cookie-first");
    let strange = [&[0, 30][..], &message::vec16(&[7; 32])].concat();
    hello_alone(&[(51, message::vec16(&strange))]).breaks("hs13-ch-key-share-list");
    let retry = |list: &[message::Extension]| {
        let random = ServerHello::HELLO_RETRY_REQUEST_RANDOM;
        let retry = message::server_hello(0x0303, &random, &[], 0x1301, list);
        hello_alone(&[]).say_body(Server, HelloRetryRequest, &retry)
    };
    retry(&[(51, vec![0, 23])]).breaks("hs13-hrr-no-versions");
    retry(&[(43, vec![3, 4]), (44, vec![0, 1, 1])])
        .say_body(Client, ClientHello, &hello13(&[]))
        .breaks("hs13-ch2-cookie");
    rsa().say(Client, &[ClientHello]).say(Server, &[MessageHash]).breaks("hs13-message-hash");
    hello_alone(&[(57, vec![])])
        .say(Server, &[ServerHello])
        .say_body(Server, EncryptedExtensions, &message::extensions(&[(57, vec![])]))
        .breaks("quic-params-on-tcp");
    retry(&[(43, vec![3, 4]), (51, vec![0, 23]), (0xfe0d, vec![1, 2, 3])])
        .breaks("hs13-ech-malformed");
}

#[test]
fn encrypted_handshake() {
    let extensions = || {
        tls13(PLAIN).say(Client, &[ClientHello]).say(Server, &[ServerHello, EncryptedExtensions])
    };
    extensions().say_body(Server, CertificateRequest, &[0, 0, 0]).breaks("hs13-cr-no-sigalgs");
    let pkcs1 = [&[4, 1][..], &message::vec16(&[3; 16])].concat();
    extensions()
        .say(Server, &[Certificate])
        .say_body(Server, CertificateVerify, &pkcs1)
        .breaks("hs13-cv-algorithm");
    let asked = || {
        extensions().say(Server, &[CertificateRequest, Certificate, CertificateVerify, Finished])
    };
    asked().say(Client, &[EmptyCertificate]).breaks("hs13-client-cert-empty");
    let block = message::extensions(&[(18, vec![0, 2, 0, 0])]);
    let entry = [message::vec24(&[0x30; 40]), block].concat();
    let certificate = [vec![0], message::vec24(&entry)].concat();
    asked().say_body(Client, Certificate, &certificate).breaks("hs13-cert-client-extension");
}

#[test]
fn early_data() {
    let early = |early_data| tls13(Tls13 { psk: true, early_data, ..PLAIN });
    early(EarlyData::Accepted)
        .say(Client, &[ClientHello])
        .say(Server, &[ServerHello])
        .say(Client, &[EndOfEarlyData])
        .breaks("early-eoed-before-server-finished");
    let unopened = |early_data| {
        early(early_data)
            .say(Client, &[ClientHello])
            .say(Server, &[ServerHello, EncryptedExtensions, Finished])
            .feed(Client, Input::Unopened(100))
    };
    unopened(EarlyData::Accepted).breaks("early-undecryptable-accepted");
    unopened(EarlyData::Rejected).breaks("early-skip-legal");
    let identity = [message::vec16(&[1; 8]), vec![0; 4]].concat();
    let offered = [message::vec16(&identity), message::vec16(&message::vec8(&[2; 32]))].concat();
    let hello = hello13(&[(42, vec![]), (45, vec![1, 1]), (41, offered)]);
    let goes_on = |from: &[Kind]| {
        rsa()
            .say_body(Client, ClientHello, &hello)
            .say_body(Server, ServerHello, &answer12(0x002f, &[]))
            .say(Server, &[Certificate, ServerHelloDone])
            .say(Client, from)
    };
    assert!(goes_on(&[]).rules.is_empty());
    goes_on(&[ClientKeyExchange]).breaks("early-then-le12");
    let told = goes_on(&[ClientKeyExchange, ChangeCipherSpec, Finished]).rules;
    assert_eq!(told.iter().filter(|rule| **rule == "early-then-le12").count(), 1);
}

#[test]
fn after_the_handshake_of_tls_1_3() {
    server_finished(tls13(PLAIN)).say(Server, &[NewSessionTicket]).breaks("nst13-half-rtt");
    tls13(PLAIN)
        .say_body(Client, ClientHello, &hello13(&[]))
        .say(Server, &[ServerHello, EncryptedExtensions, Certificate, CertificateVerify, Finished])
        .say(Client, &[Finished])
        .say(Server, &[NewSessionTicket])
        .breaks("nst13-no-psk-modes");
    server_finished(tls13(Tls13 { post_handshake_auth: true, ..PLAIN }))
        .say(Client, &[Finished])
        .say(Server, &[CertificateRequest, CertificateRequest])
        .breaks("pha-context-unique");
    let flood = (0..33).fold(connected13(), |talk, _| talk.say(Server, &[KeyUpdate]));
    flood.breaks("ku-flood");
    let at_client = Config { vantage: Vantage::Endpoint(Client), ..Config::default() };
    server_finished(Talk::with(at_client, PLAIN.scenario()))
        .say(Client, &[Finished])
        .say_body(Server, KeyUpdate, &[1])
        .say_body(Client, KeyUpdate, &[1])
        .say(Client, &[ApplicationData])
        .breaks("ku-response-requests");
}

#[test]
fn heartbeat() {
    let agreed = || hellos12(0x002f, &[(15, vec![2])], &[(15, vec![1])]);
    let of_type = |message_type: u8| [&[message_type, 0, 1, 0][..], &[0; 16]].concat();
    agreed().wire(Server, 24, &of_type(1)).breaks("hb-peer-not-allowed");
    agreed().wire(Server, 24, &of_type(2)).breaks("hb-response-unsolicited");
    agreed().wire(Server, 24, &of_type(3)).breaks("hb-type");
    let begun = agreed().wire(Server, HANDSHAKE, &[11, 0, 1, 0, 0]);
    begun.wire(Server, 24, &of_type(1)).breaks("hsf-interleaved-12");
}

#[test]
fn closure() {
    rsa().say(Client, &[ClientHello]).end(Client).breaks("close-mid-handshake");
    rsa()
        .say(Client, &[ClientHello])
        .wire(Server, HANDSHAKE, &[2, 0, 0, 70, 3])
        .end(Server)
        .breaks("close-mid-message");
    connected12()
        .opened(Client, ALERT, &[1, 0])
        .end(Client)
        .end(Server)
        .breaks("close-no-answer-12");
    rsa()
        .say(Client, &[ClientHello])
        .wire(Server, ALERT, &[1, 0])
        .feed(Server, Input::Wire(b"421 closing\r\n"))
        .breaks("close-cleartext-after");
}

#[test]
fn quic() {
    let quic = || {
        let config = Config { carriage: Carriage::Quic, ..Config::default() };
        Talk::with(config, PLAIN.scenario())
    };
    let say = |talk: Talk, from, level, handshake_type, body: &[u8]| {
        talk.feed(from, Input::Crypto(level, &message::handshake(handshake_type, body)))
    };
    let parameters = (57, vec![]);
    let alpn = (16, vec![0, 3, 2, b'h', b'3']);
    let hello = hello13(&[parameters.clone(), alpn.clone()]);
    let bare = hello13(std::slice::from_ref(&parameters));
    say(quic(), Client, Level::Initial, 1, &bare).breaks("quic-no-alpn");
    say(quic(), Client, Level::EarlyData, 1, &hello).breaks("quic-crypto-in-0rtt");
    let greeted = || say(quic(), Client, Level::Initial, 1, &hello);
    say(greeted(), Server, Level::Initial, 2, &answer12(0x002f, &[])).breaks("quic-version");
    greeted()
        .feed(Server, Input::Crypto(Level::Initial, &[2, 0, 0, 70]))
        .feed(Server, Input::Crypto(Level::Handshake, &[8, 0, 0, 2, 0, 0]))
        .breaks("quic-unconsumed");
    let answered = || say(greeted(), Server, Level::Initial, 2, &answer13(&[]));
    let extensions = message::extensions(&[parameters, alpn]);
    let encrypted = || say(answered(), Server, Level::Handshake, 8, &extensions);
    let entry = [message::vec24(&[0x30; 40]), vec![0, 0]].concat();
    let certificate = [vec![0], message::vec24(&entry)].concat();
    let verify = [&[4, 3][..], &message::vec16(&[3; 16])].concat();
    let finished = || {
        let talk = say(encrypted(), Server, Level::Handshake, 11, &certificate);
        let talk = say(talk, Server, Level::Handshake, 15, &verify);
        let talk = say(talk, Server, Level::Handshake, 20, &[9; 32]);
        say(talk, Client, Level::Handshake, 20, &[9; 32])
    };
    let early = message::extensions(&[(42, vec![0, 0, 1, 0])]);
    let ticket = [&[0; 8][..], &[1, 0], &message::vec16(&[9; 8]), &early].concat();
    say(finished(), Server, Level::Application, 4, &ticket).breaks("quic-nst-early-size");
    say(finished(), Client, Level::Application, 11, &certificate).breaks("quic-nst-level");
}
