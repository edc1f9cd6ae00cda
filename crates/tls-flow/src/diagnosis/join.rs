use super::{
    Cause, Class, Confidence, Diagnosis, Evidence, LostFraming, Opening, RecordProgress, Verdict,
    causes,
};
use crate::{EndHow, Peer};

/// What is known about one direction beyond its first bytes.
#[derive(Clone, Copy, Debug)]
pub struct DirectionFacts<'a> {
    /// The direction's opening, fed with what came so far.
    pub opening: &'a Opening,
    /// How the direction ended; `None` while it is open.
    pub end: Option<EndHow>,
    /// How far the first record got, where the direction begins with one.
    pub first_record: Option<RecordProgress>,
    /// The first bytes that the capture lacks.
    pub gap: Option<Gap>,
    /// What was found where the next record should have begun, if framing was lost there.
    pub lost_framing: Option<LostFraming>,
}

impl<'a> DirectionFacts<'a> {
    /// The opening and how the direction ended; nothing else is known.
    #[must_use]
    pub const fn new(opening: &'a Opening, end: Option<EndHow>) -> Self {
        Self { opening, end, first_record: None, gap: None, lost_framing: None }
    }
}

/// Bytes of a direction that were sent, but are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where in the stream they are missing.
    pub offset: u64,
    /// How many.
    pub length: u64,
}

/// What is known about the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The port that the server listens on.
    pub server_port: Option<u16>,
    /// Who sent the first SYN; `None` where none was seen, as in a capture that began late, and
    /// where there is no TCP.
    pub opened_by: Option<Peer>,
    /// Whether the start of the connection is known to be there (a SYN was seen, or the caller took
    /// part) or known to be missing.
    pub start_seen: Option<bool>,
    /// What the service on that port is meant to speak.
    pub expected: Expected,
    /// These bytes are what a TLS connection carried, decrypted.
    pub inside_tls: bool,
    /// The capture shows acknowledgements for bytes that it does not show.
    pub unseen_bytes_acknowledged: bool,
}

/// What a service is meant to speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Not known.
    #[default]
    Unknown,
    /// TLS from the first byte on.
    Tls,
    /// Something in clear text.
    Plaintext,
}

/// Both directions' diagnoses; `None` where nothing is settled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// What the client's first bytes, or its silence, mean.
    pub client: Option<Diagnosis>,
    /// What the server's first bytes, or its silence, mean.
    pub server: Option<Diagnosis>,
}

/// Puts both directions together: what one side's first bytes mean often depends on the other's.
///
/// Call it whenever either side's verdict, or its end, changes. It keeps no state; what it says of a
/// side replaces what it said before.
///
/// ```
/// use tls_flow::{EndHow, Peer};
/// use tls_flow::diagnosis::{Context, DirectionFacts, Opening, join};
///
/// let mut client = Opening::new(Peer::Client);
/// client.feed(b"\x00\x00\x00\x08\x04\xd2\x16\x2f"); // PostgreSQL's SSLRequest
/// let mut server = Opening::new(Peer::Server);
/// server.feed(b"N");
///
/// let (client, server) = (DirectionFacts::new(&client, None), DirectionFacts::new(&server, None));
/// let joined = join(&client, &server, &Context::default());
/// assert_eq!(joined.server.unwrap().cause.id, "postgres-sslrequest");
/// ```
#[must_use]
pub fn join(client: &DirectionFacts<'_>, server: &DirectionFacts<'_>, context: &Context) -> Joined {
    let client_side = Side::new(client);
    let server_side = Side::new(server);
    Joined {
        client: client_diagnosis(&client_side, &server_side, context)
            .map(|diagnosis| with_capture_facts(diagnosis, client, context)),
        server: server_diagnosis(&client_side, &server_side, context)
            .map(|diagnosis| with_capture_facts(diagnosis, server, context)),
    }
}

/// One direction, with its verdict at hand.
struct Side<'a> {
    opening: &'a Opening,
    end: Option<EndHow>,
    verdict: Verdict,
}

impl<'a> Side<'a> {
    fn new(facts: &DirectionFacts<'a>) -> Self {
        Self { opening: facts.opening, end: facts.end, verdict: facts.opening.verdict() }
    }

    fn decided(&self) -> Option<Diagnosis> {
        self.verdict.decided().copied()
    }

    /// The diagnosis, where the first bytes are recognised and only what follows them is open.
    fn recognised(&self) -> Option<Diagnosis> {
        self.verdict.diagnosis().copied().filter(|_| self.opening.is_recognised())
    }

    fn is(&self, cause: &Cause) -> bool {
        self.recognised().is_some_and(|diagnosis| diagnosis.cause == cause)
    }

    /// TLS, or an SSL 2.0 hello, from offset 0 on.
    fn is_tls(&self) -> bool {
        self.decided().is_some_and(|diagnosis| diagnosis.class.is_tls())
    }

    fn is_silent(&self) -> bool {
        self.opening.is_empty()
    }

    /// A cause for saying nothing, or too little.
    fn silence(&self, cause: &'static Cause, confidence: Confidence) -> Diagnosis {
        Diagnosis {
            cause,
            class: cause.class,
            protocol: cause.protocol,
            confidence,
            evidence: Evidence::new(0, self.opening.head()),
            truncated: false,
            preamble: None,
            tls_offset: None,
        }
    }
}

fn client_diagnosis(client: &Side<'_>, server: &Side<'_>, context: &Context) -> Option<Diagnosis> {
    if client.is_silent() {
        return silent_client(client, server);
    }
    if client.is_tls() {
        let hello = client.decided()?;
        let is_hello = matches!(hello.class, Class::TlsHandshake | Class::Sslv2Hello);
        if context.inside_tls && is_hello {
            return Some(recast(hello, &causes::DOUBLE_TLS, Confidence::Certain));
        }
        if context.expected == Expected::Plaintext && is_hello {
            return Some(recast(hello, &causes::TLS_TO_PLAINTEXT_SERVICE, Confidence::Certain));
        }
        return Some(with_roles(hello, server, context));
    }
    // `USER` and `PASS` begin three protocols; the server's greeting says which.
    let shared = [&causes::FTP_AUTH_TLS, &causes::IRC_STARTTLS];
    if let Some(said) = client
        .recognised()
        .filter(|said| said.confidence == Confidence::Possible && shared.contains(&said.cause))
    {
        let greeting = server.recognised().filter(|greeting| {
            [&causes::POP3_STLS, &causes::IRC_STARTTLS, &causes::FTP_AUTH_TLS]
                .contains(&greeting.cause)
        });
        return Some(greeting.map_or(said, |greeting| Diagnosis {
            protocol: greeting.protocol,
            ..recast(said, greeting.cause, Confidence::Likely)
        }));
    }
    if let Some(cause) = refusal(client, server) {
        let said = *client.verdict.diagnosis()?;
        return Some(recast(said, cause, Confidence::Certain));
    }
    // A dialogue on its way to TLS is over when the other side has ended, or speaks something else.
    let over = server.end.is_some()
        || server.is_tls()
        || (client.is(&causes::HTTP_PROXY_REQUEST) && refuses_connect(server));
    if over { client.recognised() } else { client.decided() }
}

fn silent_client(client: &Side<'_>, server: &Side<'_>) -> Option<Diagnosis> {
    let cause = match (client.end, server.end, server.is_silent()) {
        (Some(EndHow::Fin | EndHow::Rst), _, true) => &causes::NO_DATA_CLOSE,
        (Some(EndHow::CaptureEnd), None | Some(EndHow::CaptureEnd), true) => &causes::BOTH_SILENT,
        (Some(_), _, _) => &causes::NO_DATA,
        (None, _, _) => return None,
    };
    let confidence =
        if cause == &causes::BOTH_SILENT { Confidence::Likely } else { Confidence::Certain };
    Some(client.silence(cause, confidence))
}

fn server_diagnosis(client: &Side<'_>, server: &Side<'_>, context: &Context) -> Option<Diagnosis> {
    if server.is_silent() {
        return silent_server(client, server, context);
    }
    if is_echo(client, server) {
        let echo = server.silence(&causes::ECHOED, Confidence::Certain);
        let class = server.decided().map_or(echo.class, |own| own.class);
        return Some(Diagnosis { class, ..echo });
    }
    if server.is_tls() {
        return server.decided().map(|first| with_roles(first, client, context));
    }
    if client.is(&causes::HTTP_PROXY_REQUEST) && refuses_connect(server) {
        let refusal = server.recognised()?;
        return Some(recast(refusal, &causes::PROXY_CONNECT_REFUSED, Confidence::Certain));
    }
    if let Some(cause) = refusal(client, server) {
        return Some(server.silence(cause, Confidence::Certain));
    }
    let decided = server.decided();
    if let Some(answer) = decided {
        // A status 400 without a reason that is known.
        let plain_request = client.is(&causes::HTTP_REQUEST) && http_status(server) == Some(400);
        let tls_port = context.expected == Expected::Tls
            || context.server_port.is_some_and(|port| HTTPS_PORTS.contains(&port));
        if plain_request && tls_port && answer.cause == &causes::HTTP_RESPONSE {
            let cause = &causes::HTTP_REQUEST_ANSWERED_PLAIN;
            return Some(recast(answer, cause, Confidence::Possible));
        }
        // Two bytes that fit SOCKS mean little, unless they answer SOCKS.
        let socks = [&causes::SOCKS5, &causes::SOCKS4];
        if socks.contains(&answer.cause) && client.is(answer.cause) {
            return Some(recast(answer, answer.cause, Confidence::Certain));
        }
    }
    // Whoever was sent a hello answers it: no dialogue leads from here to TLS.
    let settled = if client.is_tls() { server.recognised() } else { decided };
    settled.map(|greeting| with_port(greeting, client, context))
}

/// Why a server has said nothing.
fn silent_server(client: &Side<'_>, server: &Side<'_>, context: &Context) -> Option<Diagnosis> {
    if client.is_silent() {
        let end = server.end?;
        let both = end == EndHow::CaptureEnd && client.end != Some(EndHow::Fin);
        let cause = if both && client.end != Some(EndHow::Rst) {
            &causes::BOTH_SILENT
        } else {
            &causes::NO_DATA
        };
        return Some(server.silence(cause, Confidence::Likely));
    }
    let end = server.end.or(client.end)?;
    if !client.is_tls() {
        return server.end.map(|_| server.silence(&causes::NO_DATA, Confidence::Certain));
    }
    let cause = match (server.end, end) {
        (Some(EndHow::Fin), _) => &causes::CLOSED_AFTER_HELLO,
        (Some(EndHow::Rst), _) => &causes::RESET_AFTER_HELLO,
        _ if context.unseen_bytes_acknowledged => &causes::ONE_SIDED_CAPTURE,
        _ => &causes::SILENT_AFTER_HELLO,
    };
    Some(server.silence(cause, Confidence::Likely))
}

/// Ports on which HTTPS is usual.
const HTTPS_PORTS: [u16; 4] = [443, 4443, 8443, 9443];

/// Port of FTP's control connection.
const FTP_PORT: u16 = 21;

/// A `220 ` that names neither mail nor file transfer: the port decides, or what the client says.
fn with_port(greeting: Diagnosis, client: &Side<'_>, context: &Context) -> Diagnosis {
    let open =
        greeting.cause == &causes::SMTP_STARTTLS && greeting.confidence == Confidence::Possible;
    let ftp = context.server_port == Some(FTP_PORT) || client.is(&causes::FTP_AUTH_TLS);
    if open && ftp {
        let cause = &causes::FTP_AUTH_TLS;
        return Diagnosis {
            protocol: cause.protocol,
            ..recast(greeting, cause, Confidence::Likely)
        };
    }
    greeting
}

/// A first TLS record, seen with what the other side sent and who opened the connection.
fn with_roles(first: Diagnosis, other: &Side<'_>, context: &Context) -> Diagnosis {
    if first.cause != &causes::REVERSED_DIRECTION {
        return first;
    }
    let certain = context.opened_by.is_some() || other.is(&causes::REVERSED_DIRECTION);
    let confidence = if certain { Confidence::Certain } else { first.confidence };
    Diagnosis { confidence, ..first }
}

/// Bytes that both sides have in common only when one copies the other: of a hello, the headers and
/// the beginning of its random.
const ECHO: usize = 16;

fn is_echo(client: &Side<'_>, server: &Side<'_>) -> bool {
    let (sent, came) = (client.opening.head(), server.opening.head());
    let common = sent.iter().zip(came).take_while(|(sent, came)| sent == came).count();
    common >= ECHO && common == came.len().min(sent.len())
}

/// An answer of a byte or two that turns down what the client began with, and means little without
/// it: PostgreSQL's `N`, SOCKS 5's `05 ff`, SOCKS 4's `00 5b` to `00 5d`.
fn refusal(client: &Side<'_>, server: &Side<'_>) -> Option<&'static Cause> {
    let cause = client.verdict.diagnosis()?.cause;
    let refused = match *server.opening.head() {
        [b'N', ..] => cause == &causes::POSTGRES_SSLREQUEST,
        [5, 0xff, ..] => cause == &causes::SOCKS5,
        [0, 0x5b..=0x5d, ..] => cause == &causes::SOCKS4,
        _ => false,
    };
    refused.then_some(cause)
}

/// The status of an HTTP answer, once it has come.
fn http_status(side: &Side<'_>) -> Option<u16> {
    match *side.opening.head() {
        [b'H', b'T', b'T', b'P', b'/', _, b'.', _, b' ', a, b, c, ..] => {
            [a, b, c].iter().try_fold(0u16, |status, digit| {
                let digit = char::from(*digit).to_digit(10)?;
                status.checked_mul(10)?.checked_add(u16::try_from(digit).ok()?)
            })
        }
        _ => None,
    }
}

/// Whether this answers a CONNECT with something else than a tunnel.
fn refuses_connect(server: &Side<'_>) -> bool {
    http_status(server).is_some_and(|status| !(100..300).contains(&status))
}

fn recast(diagnosis: Diagnosis, cause: &'static Cause, confidence: Confidence) -> Diagnosis {
    Diagnosis { cause, class: cause.class, confidence, ..diagnosis }
}

/// What else is known about the same bytes.
fn with_capture_facts(
    diagnosis: Diagnosis,
    facts: &DirectionFacts<'_>,
    context: &Context,
) -> Diagnosis {
    let first_record = facts.first_record.unwrap_or(RecordProgress { have: 0, want: 0 });
    if diagnosis.class == Class::TlsHandshake && diagnosis.tls_offset.is_none() {
        let keep_class = |cause, confidence| Diagnosis {
            class: diagnosis.class,
            ..recast(diagnosis, cause, confidence)
        };
        if facts.gap.is_some_and(|gap| gap.offset < first_record.want) {
            return keep_class(&causes::MISSING_SEGMENT, Confidence::Certain);
        }
        // A length that no record has says nothing about what is missing.
        let cut =
            first_record.have < first_record.want && diagnosis.cause != &causes::RECORD_OVERFLOW;
        if cut && facts.end.is_some() {
            let truncated = keep_class(&causes::TRUNCATED_HELLO, Confidence::Certain);
            return Diagnosis { truncated: true, ..truncated };
        }
        return match facts.lost_framing {
            Some(LostFraming::Repeats) => keep_class(&causes::RETRANSMISSION, Confidence::Certain),
            Some(LostFraming::LineEnds) => {
                keep_class(&causes::TEXT_MODE_CORRUPTION, Confidence::Likely)
            }
            Some(LostFraming::NoHeader) if facts.gap.is_some() => {
                keep_class(&causes::MISSING_SEGMENT, Confidence::Likely)
            }
            Some(LostFraming::NoHeader) | None => diagnosis,
        };
    }
    if diagnosis.cause == &causes::UNKNOWN_BINARY {
        if let Some(offset) = facts.opening.tls_offset() {
            let behind = recast(diagnosis, &causes::OUT_OF_ORDER, Confidence::Possible);
            return Diagnosis { tls_offset: Some(offset), ..behind };
        }
        if context.start_seen == Some(false) {
            return recast(diagnosis, &causes::MID_STREAM, Confidence::Possible);
        }
    }
    if diagnosis.cause == &causes::MID_STREAM && context.start_seen == Some(true) {
        return recast(diagnosis, &causes::MISSING_SEGMENT, Confidence::Likely);
    }
    diagnosis
}
