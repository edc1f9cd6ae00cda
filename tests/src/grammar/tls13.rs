//! TLS 1.3: what may be said, from RFC 8446 section 2 and 4 and appendix A.

use super::{Alphabet, Kind, Language, Scenario, Symbol, message};
use Kind::{
    ApplicationData, Certificate, CertificateRequest, CertificateVerify, ChangeCipherSpec,
    ChannelId, ClientHello, CompressedCertificate, EmptyCertificate, EncryptedExtensions,
    EndOfEarlyData, Finished, HelloRequest, HelloRetryRequest, KeyUpdate, NewSessionTicket,
    ServerHello,
};

/// What became of 0-RTT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlyData {
    /// Not offered.
    None,
    /// Offered and accepted.
    Accepted,
    /// Offered and declined by `EncryptedExtensions`.
    Rejected,
}

/// A kind of connection of TLS 1.3.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Tls13 {
    /// The server takes a pre-shared key.
    pub psk: bool,
    /// 0-RTT.
    pub early_data: EarlyData,
    /// The server asks for another `ClientHello`.
    pub retry: bool,
    /// Both take compressed certificates.
    pub compression: bool,
    /// The client offers `post_handshake_auth`.
    pub post_handshake_auth: bool,
    /// `application_settings`, for which the client sends `EncryptedExtensions` too.
    pub application_settings: bool,
    /// `channel_id`.
    pub channel_id: bool,
}

impl Tls13 {
    /// Every kind that there can be.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for bits in 0..64_u8 {
            let bit = |index: u8| bits >> index & 1 == 1;
            for early_data in [EarlyData::None, EarlyData::Accepted, EarlyData::Rejected] {
                let one = Self {
                    psk: bit(0),
                    early_data,
                    retry: bit(1),
                    compression: bit(2),
                    post_handshake_auth: bit(3),
                    application_settings: bit(4),
                    channel_id: bit(5),
                };
                // 0-RTT needs a pre-shared key, and a retry declines it (RFC 8446 section 4.2.10).
                let possible = match early_data {
                    EarlyData::None => true,
                    EarlyData::Accepted => one.psk && !one.retry,
                    EarlyData::Rejected => one.psk,
                };
                if possible {
                    all.push(one);
                }
            }
        }
        all
    }

    /// The same as something to walk through.
    #[must_use]
    pub fn scenario(self) -> Scenario {
        Scenario {
            name: format!("{self:?}"),
            language: self.language(),
            body: Box::new(move |before, symbol| self.body(before, symbol)),
            is_protected,
            is_elsewhere: Box::new(move |said| self.is_elsewhere(said)),
        }
    }

    /// Whether there is a retry is a scenario's; so is the number of requests after completion.
    fn is_elsewhere(self, said: &[Symbol]) -> bool {
        let hello = Symbol::client(ClientHello);
        let Some((last, before)) = said.split_last() else { return false };
        let waits = before.contains(&hello) && !before.contains(&Symbol::server(ServerHello));
        let retry = Symbol::server(HelloRetryRequest);
        let retried = before.contains(&retry);
        if waits && !retried && (*last == retry || *last == Symbol::server(ServerHello)) {
            return (*last == retry) != self.retry;
        }
        let finished = said.iter().position(|one| *one == Symbol::client(Finished));
        let later = &said[finished.unwrap_or(said.len())..];
        later.iter().filter(|one| **one == Symbol::server(CertificateRequest)).count() > 1
    }

    fn language(self) -> Language {
        let c = Symbol::client;
        let s = Symbol::server;
        let early = Language::any(c(ApplicationData)).only_if(self.early_data != EarlyData::None);
        // Behind a second ClientHello there is no early data.
        let early_after = if self.retry { Language::empty() } else { early.clone() };
        // Until it answers, the server may be one of TLS 1.2, whose HelloRequests mean nothing.
        let request = Language::any(s(HelloRequest));
        let first = Language::from(c(ClientHello)).then(early.clone()).beside(request);
        let retry = Language::from(s(HelloRetryRequest)).then(early).then(c(ClientHello));
        let hellos = first.then(retry.only_if(self.retry)).then(s(ServerHello));
        let rest = if self.psk {
            self.authenticated(Language::empty(), self.client_flight(false), early_after)
        } else {
            let certificate = Language::from(s(Certificate))
                .or(Language::from(s(CompressedCertificate)).only_if_possible(self.compression))
                .then(s(CertificateVerify));
            let asked = Language::from(s(CertificateRequest)).then(certificate.clone());
            self.authenticated(asked, self.client_flight(true), early_after.clone())
                .or(self.authenticated(certificate, self.client_flight(false), early_after))
        };
        // For middleboxes, a ChangeCipherSpec may stand anywhere between a peer's hello and its Finished
        // (RFC 8446 section 5 and appendix D.4).
        let dummies = Alphabet::of(&[c(ChangeCipherSpec), s(ChangeCipherSpec)]);
        let hello =
            Language::any(s(HelloRequest)).then(c(ClientHello)).then(Language::any(Alphabet::ALL));
        let mut connection = hellos.then(rest).beside(Language::any(dummies)).and(hello);
        for peer in [c, s] {
            let before = Alphabet::all_but(&[peer(Finished)]);
            let behind = Alphabet::all_but(&[peer(ChangeCipherSpec)]);
            let closed = Language::from(peer(Finished)).then(Language::any(behind));
            connection = connection.and(Language::any(before).then(closed.optional()));
        }
        connection
    }

    /// From `EncryptedExtensions` on.
    fn authenticated(self, server: Language, client: Language, early: Language) -> Language {
        let s = Symbol::server;
        let flight = Language::from(s(EncryptedExtensions)).then(server).then(s(Finished));
        // The client's early data goes on while the server speaks.
        let accepted = self.early_data == EarlyData::Accepted;
        let end = Language::from(Symbol::client(EndOfEarlyData)).only_if(accepted);
        let after = Alphabet::of(&[s(NewSessionTicket), s(KeyUpdate), s(ApplicationData)]);
        let answer = early.clone().then(end).then(client).beside(Language::any(after));
        flight.beside(early).then(answer).then(self.connected())
    }

    /// RFC 8446 section 4.4, the client's side.
    fn client_flight(self, asked: bool) -> Language {
        let c = Symbol::client;
        let settings = self.application_settings && self.early_data != EarlyData::Accepted;
        let certificate = Language::from(c(Certificate))
            .or(Language::from(c(CompressedCertificate)).only_if_possible(self.compression))
            .then(c(CertificateVerify))
            .or(c(EmptyCertificate));
        Language::from(c(EncryptedExtensions))
            .optional()
            .only_if(settings)
            .then(certificate.only_if(asked))
            .then(Language::from(c(ChannelId)).only_if(self.channel_id))
            .then(c(Finished))
    }

    /// RFC 8446 section 4.6.
    fn connected(self) -> Language {
        let c = Symbol::client;
        let s = Symbol::server;
        let client = Language::any(Alphabet::of(&[c(KeyUpdate), c(ApplicationData)]));
        let server =
            Language::any(Alphabet::of(&[s(NewSessionTicket), s(KeyUpdate), s(ApplicationData)]));
        let plain = client.clone().beside(server.clone());
        if !self.post_handshake_auth {
            return plain;
        }
        let proof = Language::from(c(Certificate))
            .or(Language::from(c(CompressedCertificate)).only_if_possible(self.compression))
            .then(c(CertificateVerify))
            .or(c(EmptyCertificate))
            .then(c(Finished));
        // The answer is in one piece as far as the client is concerned.
        let answer = client.clone().then(proof).then(client).beside(server);
        plain.then(Language::from(s(CertificateRequest)).then(answer).optional())
    }

    fn body(self, before: &[Symbol], symbol: Symbol) -> Vec<u8> {
        let retried = before.contains(&Symbol::server(HelloRetryRequest));
        let connected = before.contains(&Symbol::client(Finished));
        let context = if connected { message::vec8(&[0xaa; 4]) } else { vec![0] };
        let client = symbol.from() == tls_flow::Peer::Client;
        match symbol.kind() {
            ClientHello => self.client_hello(retried),
            ServerHello => {
                let mut list = vec![(43, vec![3, 4]), (51, share(retried))];
                if self.psk {
                    list.push((41, vec![0, 0]));
                }
                message::server_hello(0x0303, &[0x51; 32], &[], 0x1301, &list)
            }
            HelloRetryRequest => {
                let random = tls_wire::ServerHello::HELLO_RETRY_REQUEST_RANDOM;
                let list = [(43, vec![3, 4]), (51, vec![0, 23])];
                message::server_hello(0x0303, &random, &[], 0x1301, &list)
            }
            EncryptedExtensions if client => vec![0, 0],
            EncryptedExtensions => {
                let mut list = Vec::new();
                let mut add = |on: bool, extension: message::Extension| {
                    if on {
                        list.push(extension);
                    }
                };
                add(self.early_data == EarlyData::Accepted, (42, Vec::new()));
                add(self.application_settings, (17613, Vec::new()));
                add(self.channel_id, (30032, Vec::new()));
                message::extensions(&list)
            }
            CertificateRequest => {
                let mut list = vec![(13, vec![0, 2, 4, 3])];
                if self.compression {
                    list.push((27, vec![2, 0, 1]));
                }
                [context, message::extensions(&list)].concat()
            }
            Certificate => {
                let entry = [message::vec24(&[0x30; 40]), vec![0, 0]].concat();
                let context = if client { context } else { vec![0] };
                [context, message::vec24(&entry)].concat()
            }
            EmptyCertificate => [context, vec![0; 3]].concat(),
            CompressedCertificate => [&[0, 1, 0, 0, 9][..], &message::vec24(&[8; 8])].concat(),
            CertificateVerify => [&[4, 3][..], &message::vec16(&[3; 16])].concat(),
            Finished => vec![0xf0; 32],
            NewSessionTicket => [&[0; 8][..], &[1, 0], &message::vec16(&[9; 8]), &[0, 0]].concat(),
            KeyUpdate => vec![0],
            Kind::ClientKeyExchange
            | Kind::ServerKeyExchange
            | Kind::CertificateUrl
            | Kind::SupplementalData
            | Kind::NextProtocol
            | ChannelId => vec![6; 16],
            Kind::CertificateStatus => [&[1][..], &message::vec24(&[2; 8])].concat(),
            _ => Vec::new(),
        }
    }

    fn client_hello(self, retried: bool) -> Vec<u8> {
        let mut list = vec![
            (43, vec![2, 3, 4]),
            (10, vec![0, 4, 0, 29, 0, 23]),
            (13, vec![0, 2, 4, 3]),
            (51, message::vec16(&share(retried))),
            (45, vec![1, 1]),
        ];
        let mut add = |on: bool, extension: message::Extension| {
            if on {
                list.push(extension);
            }
        };
        add(self.compression, (27, vec![2, 0, 1]));
        add(self.post_handshake_auth, (49, Vec::new()));
        add(self.application_settings, (17613, vec![0, 3, 2, b'h', b'2']));
        add(self.channel_id, (30032, Vec::new()));
        add(self.early_data != EarlyData::None && !retried, (42, Vec::new()));
        let identity = [message::vec16(&[1; 8]), vec![0; 4]].concat();
        let binder = message::vec8(&[2; 32]);
        add(self.psk, (41, [message::vec16(&identity), message::vec16(&binder)].concat()));
        message::client_hello(0x0303, &[], &[0x1301], &list)
    }
}

/// From the `ServerHello` on, and early data; a `ChangeCipherSpec` never.
fn is_protected(before: &[Symbol], symbol: Symbol) -> bool {
    symbol.kind() != ChangeCipherSpec && before.contains(&Symbol::server(ServerHello))
}

/// A key share: of the group that a retry asks for, or of the first.
fn share(retried: bool) -> Vec<u8> {
    let group: [u8; 2] = if retried { [0, 23] } else { [0, 29] };
    [&group[..], &message::vec16(&[7; 32])].concat()
}
