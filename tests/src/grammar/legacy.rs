//! SSL 3.0 to TLS 1.2: what may be said, from RFC 6101, 2246, 4346 and 5246, section 7.3 each, and
//! the RFCs that add messages.

use super::{Alphabet, Kind, Language, Scenario, Symbol, message};
use Kind::{
    ApplicationData, Certificate, CertificateRequest, CertificateStatus, CertificateUrl,
    CertificateVerify, ChangeCipherSpec, ChannelId, ClientHello, ClientKeyExchange,
    CompressedCertificate, EmptyCertificate, EncryptedExtensions, Finished, HelloRequest,
    HelloRetryRequest, KeyUpdate, NewSessionTicket, NextProtocol, ServerHello, ServerHelloDone,
    ServerKeyExchange, SupplementalData,
};

/// Whether a message of the key exchange is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// As the server likes.
    Optional,
    /// Never.
    Forbidden,
}

impl Need {
    fn language(self, symbol: Symbol) -> Language {
        match self {
            Self::Required => symbol.into(),
            Self::Optional => Language::one(symbol).optional(),
            Self::Forbidden => Language::empty(),
        }
    }
}

/// A kind of key exchange, a suite that stands for it, and the messages that it takes.
#[derive(Clone, Copy, Debug)]
pub struct KeyExchange {
    /// What people call it.
    pub name: &'static str,
    /// A cipher suite.
    pub suite: u16,
    /// The first and the last version that the suite can be selected in.
    pub versions: [u16; 2],
    /// The server's `Certificate`.
    pub certificate: Need,
    /// The `ServerKeyExchange`.
    pub server_key_exchange: Need,
    /// May there be a `CertificateRequest`?
    pub request: bool,
}

const fn exchange(
    name: &'static str,
    suite: u16,
    versions: [u16; 2],
    certificate: Need,
    server_key_exchange: Need,
    request: bool,
) -> KeyExchange {
    KeyExchange { name, suite, versions, certificate, server_key_exchange, request }
}

const SSL_3_0: u16 = 0x0300;
const TLS_1_0: u16 = 0x0301;
const TLS_1_2: u16 = 0x0303;
const ANY: [u16; 2] = [SSL_3_0, TLS_1_2];
const TLS: [u16; 2] = [TLS_1_0, TLS_1_2];

/// One of every kind.
#[rustfmt::skip]
pub const KEY_EXCHANGES: [KeyExchange; 22] = {
    use Need::{Forbidden, Optional, Required};
    [
        exchange("RSA", 0x002f, [TLS_1_0, TLS_1_2], Required, Forbidden, true),
        // SSL 3.0 has a ServerKeyExchange under RSA for certificates that only sign (RFC 6101 section 5.6.4);
        // whether this one does is not read, so either is possible.
        exchange("RSA in SSL 3.0", 0x002f, [SSL_3_0, SSL_3_0], Required, Optional, true),
        exchange("RSA_EXPORT, long key", 0x0003, [SSL_3_0, TLS_1_0], Required, Required, true),
        exchange("RSA_EXPORT, short key", 0x0008, [SSL_3_0, TLS_1_0], Required, Forbidden, true),
        exchange("DH_RSA", 0x0031, ANY, Required, Forbidden, true),
        exchange("DHE_RSA", 0x0033, ANY, Required, Required, true),
        exchange("DH_anon", 0x0034, ANY, Forbidden, Required, false),
        exchange("ECDH_ECDSA", 0xc004, TLS, Required, Forbidden, true),
        exchange("ECDHE_RSA", 0xc013, TLS, Required, Required, true),
        exchange("ECDH_anon", 0xc018, TLS, Forbidden, Required, false),
        exchange("PSK", 0x008c, TLS, Forbidden, Optional, false),
        exchange("DHE_PSK", 0x0090, TLS, Forbidden, Required, false),
        exchange("ECDHE_PSK", 0xc035, TLS, Forbidden, Required, false),
        exchange("RSA_PSK", 0x0094, TLS, Required, Optional, true),
        exchange("SRP_SHA", 0xc01d, TLS, Forbidden, Required, false),
        exchange("SRP_SHA_RSA", 0xc01e, TLS, Required, Required, true),
        exchange("KRB5", 0x001f, TLS, Forbidden, Forbidden, false),
        exchange("ECCPWD", 0xc0b0, [TLS_1_2, TLS_1_2], Forbidden, Required, false),
        exchange("FORTEZZA_KEA", 0x001c, [SSL_3_0, SSL_3_0], Required, Required, true),
        exchange("GOST R 34.10-2001", 0x0081, TLS, Required, Forbidden, true),
        exchange("GOST R 34.10-2012", 0xc100, [TLS_1_2, TLS_1_2], Required, Forbidden, true),
        // Nobody has assigned it: any message of a key exchange may come.
        exchange("unknown", 0xfe01, TLS, Optional, Optional, true),
    ]
};

/// How a handshake begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// No session was offered, or another one came back.
    Full,
    /// The session id came back.
    Abbreviated,
    /// A ticket was offered without a session id: what the server says next decides.
    Undecided,
}

/// What the hellos agree on besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an extension of its own")]
pub struct Options {
    /// `user_mapping`, which brings `SupplementalData`.
    pub supplemental_data: bool,
    /// `status_request`.
    pub status: bool,
    /// `client_certificate_url`.
    pub certificate_url: bool,
    /// `next_protocol_negotiation`.
    pub next_protocol: bool,
    /// `channel_id`.
    pub channel_id: bool,
    /// `session_ticket`.
    pub ticket: bool,
}

impl Options {
    /// None and all together, and, if asked for, each alone.
    #[must_use]
    pub fn some(each: bool) -> Vec<Self> {
        let no = Self::default();
        let mut some = vec![
            no,
            Self {
                supplemental_data: true,
                status: true,
                certificate_url: true,
                next_protocol: true,
                channel_id: true,
                ticket: true,
            },
        ];
        let alone = [
            Self { supplemental_data: true, ..no },
            Self { status: true, ..no },
            Self { certificate_url: true, ..no },
            Self { next_protocol: true, ..no },
            Self { channel_id: true, ..no },
            Self { ticket: true, ..no },
        ];
        if each {
            some.extend(alone);
        }
        some
    }

    fn extensions(self, from_client: bool, opening: Opening) -> Vec<message::Extension> {
        let mut list = Vec::new();
        let mut add = |on: bool, extension_type: u16, offer: &[u8], answer: &[u8]| {
            if on {
                let data = if from_client { offer } else { answer };
                list.push((extension_type, data.to_vec()));
            }
        };
        let ticket: &[u8] = if opening == Opening::Undecided { &[7; 16] } else { &[] };
        add(self.supplemental_data, 6, &[1, 64], &[1, 64]);
        add(self.status, 5, &[1, 0, 0, 0, 0], &[]);
        add(self.certificate_url, 2, &[], &[]);
        add(self.next_protocol, 13172, &[], &[]);
        add(self.channel_id, 30032, &[], &[]);
        let offers_ticket = from_client && opening == Opening::Undecided;
        add(self.ticket || offers_ticket, 35, ticket, &[]);
        list
    }
}

/// A kind of connection of these versions.
#[derive(Clone, Copy, Debug)]
pub struct Legacy {
    /// 0x0300 to 0x0303.
    pub version: u16,
    /// The key exchange.
    pub key_exchange: KeyExchange,
    /// Full or not.
    pub opening: Opening,
    /// The rest of the hellos.
    pub options: Options,
    /// Another handshake follows on the same connection.
    pub renegotiates: bool,
}

impl Legacy {
    /// Every kind: each key exchange in each version that knows it, with each option alone and all
    /// together.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for version in SSL_3_0..=TLS_1_2 {
            let fits = |exchange: &&KeyExchange| {
                (exchange.versions[0]..=exchange.versions[1]).contains(&version)
            };
            for key_exchange in KEY_EXCHANGES.iter().filter(fits) {
                for options in Options::some(version == TLS_1_2) {
                    for opening in [Opening::Full, Opening::Abbreviated, Opening::Undecided] {
                        let extends =
                            options != Options::default() || opening == Opening::Undecided;
                        if version > SSL_3_0 || !extends {
                            let key_exchange = *key_exchange;
                            let renegotiates = false;
                            all.push(Self {
                                version,
                                key_exchange,
                                opening,
                                options,
                                renegotiates,
                            });
                        }
                    }
                }
            }
        }
        let renegotiations: Vec<_> = all
            .iter()
            .filter(|one| one.version != SSL_3_0 && one.options == Options::default())
            .filter(|one| one.opening != Opening::Undecided)
            .map(|one| Self { renegotiates: true, ..*one })
            .collect();
        all.extend(renegotiations);
        all
    }

    /// The same as something to walk through.
    #[must_use]
    pub fn scenario(self) -> Scenario {
        let Self { version, key_exchange, opening, options, renegotiates } = self;
        let again = if renegotiates { ", then again" } else { "" };
        Scenario {
            name: format!("{version:#06x} {} {opening:?} {options:?}{again}", key_exchange.name),
            language: self.language(),
            body: Box::new(move |before, symbol| self.body(before, symbol)),
            is_protected,
            is_elsewhere: Box::new(move |said| {
                let hellos = said.iter().filter(|one| **one == Symbol::client(ClientHello));
                hellos.count() > if renegotiates { 2 } else { 1 }
            }),
        }
    }

    fn language(self) -> Language {
        let c = Symbol::client;
        let s = Symbol::server;
        let data = [c(ApplicationData), s(ApplicationData)];
        let mut connection = self.handshake();
        if self.renegotiates {
            // Data goes on under the old keys; what stands between CCS and Finished is the constraint
            // below. The first handshake's own limits end with it.
            let second = self.handshake().beside(Language::any(Alphabet::of(&data)));
            connection = connection.then(Language::any(Alphabet::of(&data))).then(second);
        }
        // Another handshake may always begin.
        connection = connection
            .then(Language::any(Alphabet::of(&data)))
            .then(Language::from(c(ClientHello)).optional());
        // A HelloRequest may come at any time, and means nothing to the order (RFC 5246 section 7.4.1.1).
        let mut connection = connection.beside(Language::any(s(HelloRequest)));
        for peer in [c, s] {
            // After a ChangeCipherSpec nothing but the Finished, and what belongs before it.
            let between = Alphabet::all_but(&[peer(Finished), peer(ApplicationData)]);
            let before = Alphabet::all_but(&[peer(ChangeCipherSpec)]);
            let switch = Language::one(peer(ChangeCipherSpec))
                .then(Language::any(between))
                .then(Language::from(peer(Finished)).then(Language::any(before)).optional());
            connection = connection.and(Language::any(before).then(switch.many()));
        }
        connection
    }

    /// One handshake.
    fn handshake(self) -> Language {
        let hellos = Language::from(Symbol::client(ClientHello)).then(Symbol::server(ServerHello));
        hellos.then(match self.opening {
            Opening::Full => self.full(),
            Opening::Abbreviated => self.abbreviated(),
            Opening::Undecided => self.full().or(self.abbreviated()),
        })
    }

    /// RFC 5246 section 7.3, figure 1, behind the hellos.
    fn full(self) -> Language {
        let c = Symbol::client;
        let s = Symbol::server;
        let KeyExchange { certificate, server_key_exchange, request, .. } = self.key_exchange;
        let status = Language::from(s(CertificateStatus)).optional().only_if(self.options.status);
        let certificate = match certificate {
            Need::Required => Language::from(s(Certificate)).then(status),
            Need::Optional => Language::from(s(Certificate)).then(status).optional(),
            Need::Forbidden => Language::empty(),
        };
        // RFC 4680 section 3: the first message behind the hello, and the first of the client's answer.
        let supplemental = |symbol: Symbol| {
            Language::from(symbol).optional().only_if(self.options.supplemental_data)
        };
        let server = supplemental(s(SupplementalData))
            .then(certificate)
            .then(server_key_exchange.language(s(ServerKeyExchange)));
        let client = |certificate: Language| supplemental(c(SupplementalData)).then(certificate);
        let plain = client(c(ClientKeyExchange).into());
        let answered = client(self.client_certificate());
        let asked = Language::from(s(CertificateRequest)).then(s(ServerHelloDone)).then(answered);
        let unasked = Language::from(s(ServerHelloDone)).then(plain);
        let middle = if request { asked.or(unasked) } else { unasked };
        // RFC 7918: the client may send data as soon as it has finished.
        let last = self.server_last().beside(Language::any(c(ApplicationData)));
        server.then(middle).then(self.client_last()).then(last)
    }

    /// What the client answers to a `CertificateRequest`: RFC 5246 sections 7.4.6 to 7.4.8, RFC 6066 section 5.
    fn client_certificate(self) -> Language {
        let c = Symbol::client;
        let exchange = Language::from(c(ClientKeyExchange));
        let verify = Language::from(c(CertificateVerify));
        let verify = if self.verify_is_optional() { verify.optional() } else { verify };
        let proven = exchange.clone().then(verify);
        let mut way = Language::from(c(EmptyCertificate)).then(exchange.clone());
        way = way.or(Language::from(c(Certificate)).then(proven.clone()));
        if self.options.certificate_url {
            way = way.or(Language::from(c(CertificateUrl)).then(proven));
        }
        if self.version == SSL_3_0 {
            // RFC 6101 section 5.6.6: an alert instead, which some leave out.
            way = way.or(exchange);
        }
        way
    }

    fn verify_is_optional(self) -> bool {
        // A GOST key may take part in the exchange instead of signing.
        self.key_exchange.name.starts_with("GOST")
    }

    /// RFC 5246 section 7.3, figure 2, behind the hellos.
    fn abbreviated(self) -> Language {
        let early = if self.version == SSL_3_0 {
            // RFC 6101 section 5.6.9: data at once.
            Language::any(Symbol::server(ApplicationData))
        } else {
            Language::empty()
        };
        self.server_last().then(self.client_last().beside(early))
    }

    fn client_last(self) -> Language {
        let c = Symbol::client;
        Language::from(c(ChangeCipherSpec))
            .then(Language::from(c(NextProtocol)).only_if(self.options.next_protocol))
            .then(Language::from(c(ChannelId)).only_if(self.options.channel_id))
            .then(c(Finished))
    }

    fn server_last(self) -> Language {
        let s = Symbol::server;
        Language::from(s(NewSessionTicket))
            .only_if(self.options.ticket)
            .then(s(ChangeCipherSpec))
            .then(s(Finished))
    }

    fn body(self, before: &[Symbol], symbol: Symbol) -> Vec<u8> {
        let Self { version, key_exchange, opening, options, .. } = self;
        let finished = vec![
            0xf0 | u8::from(symbol.from() == tls_flow::Peer::Server);
            match version {
                SSL_3_0 => 36,
                _ if key_exchange.suite == 0xc100 => 32,
                _ => 12,
            }
        ];
        let verify = [vec![0xf0; finished.len()], vec![0xf1; finished.len()]];
        let again = [Symbol::client(Finished), Symbol::server(Finished)]
            .iter()
            .all(|finished| before.contains(finished));
        let session: &[u8] = if opening == Opening::Abbreviated { &[5; 32] } else { &[] };
        let renegotiation = |from_client: bool| {
            let verified = match (again, from_client) {
                (false, _) => Vec::new(),
                (true, true) => verify[0].clone(),
                (true, false) => verify.concat(),
            };
            (0xff01, message::vec8(&verified))
        };
        match symbol.kind() {
            ClientHello => {
                let mut list = options.extensions(true, opening);
                if again {
                    list.retain(|(extension_type, _)| *extension_type != 13172);
                }
                list.push(renegotiation(true));
                message::client_hello(version, session, &[key_exchange.suite], &list)
            }
            ServerHello => {
                let mut list = options.extensions(false, opening);
                list.push(renegotiation(false));
                message::server_hello(version, &[0x51; 32], session, key_exchange.suite, &list)
            }
            HelloRetryRequest => retry_request(),
            Certificate => {
                let long = key_exchange.suite != 0x0008;
                let leaf = message::rsa_certificate(if long { 1024 } else { 512 });
                message::vec24(&message::vec24(&leaf))
            }
            EmptyCertificate => vec![0; 3],
            NewSessionTicket => [&[0; 4][..], &message::vec16(&[9; 8])].concat(),
            ClientKeyExchange | ServerKeyExchange | CertificateRequest => vec![1; 8],
            CertificateVerify => [&[4, 1][..], &message::vec16(&[3; 16])].concat(),
            CertificateStatus => [&[1][..], &message::vec24(&[2; 8])].concat(),
            Finished => finished,
            KeyUpdate => vec![0],
            EncryptedExtensions => vec![0, 0],
            CompressedCertificate => [&[0, 1, 0, 0, 9][..], &message::vec24(&[8; 8])].concat(),
            CertificateUrl | SupplementalData | NextProtocol | ChannelId => vec![6; 16],
            _ => Vec::new(),
        }
    }
}

/// A `HelloRetryRequest`, which no client that does not offer TLS 1.3 should see.
fn retry_request() -> Vec<u8> {
    let random = tls_wire::ServerHello::HELLO_RETRY_REQUEST_RANDOM;
    let list = [(43, vec![3, 4]), (51, vec![0, 23])];
    message::server_hello(TLS_1_2, &random, &[], 0x1301, &list)
}

/// From a peer's `ChangeCipherSpec` on.
fn is_protected(before: &[Symbol], symbol: Symbol) -> bool {
    before.contains(&Symbol::of(symbol.from(), ChangeCipherSpec))
}
