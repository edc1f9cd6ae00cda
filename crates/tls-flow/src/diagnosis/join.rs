use super::{Cause, Class, Confidence, Diagnosis, Evidence, Opening, Verdict, causes};
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
}

/// How much of a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordProgress {
    /// Bytes that came, header included.
    pub have: u64,
    /// Bytes of the whole record, header included.
    pub want: u64,
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
/// Call it whenever either side's verdict, or its end, changes; it keeps no state, and a diagnosis
/// that it gives replaces the one it gave before.
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
        let verdict = facts.opening.verdict();
        Self { opening: facts.opening, end: facts.end, verdict }
    }

    /// The cause as far as it is recognised, settled or not.
    fn looks_like(&self) -> Option<&'static Cause> {
        let diagnosis = self.verdict.diagnosis()?;
        let named = self.verdict.decided().is_some() || diagnosis.confidence > Confidence::Possible;
        named.then_some(diagnosis.cause)
    }

    fn is(&self, cause: &Cause) -> bool {
        self.looks_like() == Some(cause)
    }

    /// TLS, or an SSL 2.0 hello, from offset 0 on.
    fn is_tls(&self) -> bool {
        self.verdict.decided().is_some_and(|diagnosis| diagnosis.class.is_tls())
    }

    fn is_silent(&self) -> bool {
        self.opening.is_empty()
    }

    /// The diagnosis, taking what is recognised for what it is: nothing better can follow.
    fn settled(&self) -> Option<Diagnosis> {
        let diagnosis = *self.verdict.diagnosis()?;
        let named = self.verdict.decided().is_some() || diagnosis.confidence > Confidence::Possible;
        named.then_some(diagnosis)
    }

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
        return match (client.end, server.end) {
            (Some(EndHow::Fin | EndHow::Rst), _) if server.is_silent() => {
                Some(client.silence(&causes::NO_DATA_CLOSE, Confidence::Certain))
            }
            (Some(_), _) | (None, Some(_)) if server.is_silent() => {
                Some(client.silence(&causes::BOTH_SILENT, Confidence::Likely))
            }
            (Some(_), _) => Some(client.silence(&causes::NO_DATA, Confidence::Certain)),
            (None, _) => None,
        };
    }
    if client.is_tls() {
        let hello = *client.verdict.decided()?;
        let is_hello = matches!(hello.class, Class::TlsHandshake | Class::Sslv2Hello);
        if context.inside_tls && is_hello {
            return Some(recast(hello, &causes::DOUBLE_TLS, Confidence::Certain));
        }
        if context.expected == Expected::Plaintext && is_hello {
            return Some(recast(hello, &causes::TLS_TO_PLAINTEXT_SERVICE, Confidence::Certain));
        }
        return Some(with_roles(hello, server, context));
    }
    // A dialogue on its way to TLS is over when the other side has ended, or speaks something else.
    let over = server.end.is_some()
        || server.is_tls()
        || (client.is(&causes::HTTP_PROXY_REQUEST) && refuses_connect(server));
    if over { client.settled() } else { client.verdict.decided().copied() }
}

fn server_diagnosis(client: &Side<'_>, server: &Side<'_>, context: &Context) -> Option<Diagnosis> {
    if server.is_silent() {
        return unanswered(client, server, context);
    }
    if server.is_tls() {
        let first = *server.verdict.decided()?;
        return Some(with_roles(first, client, context));
    }
    if client.is(&causes::HTTP_PROXY_REQUEST) && refuses_connect(server) {
        let refusal = server.settled()?;
        return Some(recast(refusal, &causes::PROXY_CONNECT_REFUSED, Confidence::Certain));
    }
    let decided = server.verdict.decided().copied();
    if client.is(&causes::HTTP_REQUEST) && http_status(server) == Some(400) {
        let tls_port = context.expected == Expected::Tls
            || context.server_port.is_some_and(|port| HTTPS_PORTS.contains(&port));
        let plain = decided.filter(|diagnosis| diagnosis.cause == &causes::HTTP_RESPONSE);
        if let (true, Some(answer)) = (tls_port, plain) {
            let cause = &causes::HTTP_REQUEST_ANSWERED_PLAIN;
            return Some(recast(answer, cause, Confidence::Possible));
        }
    }
    // Whoever was sent a hello answers it: no dialogue leads from here to TLS.
    if client.is_tls() { server.settled() } else { decided }
}

/// Ports on which HTTPS is usual.
const HTTPS_PORTS: [u16; 4] = [443, 4443, 8443, 9443];

/// Why a server has said nothing.
fn unanswered(client: &Side<'_>, server: &Side<'_>, context: &Context) -> Option<Diagnosis> {
    let end = server.end.or(client.end)?;
    if client.is_silent() {
        let cause = match (client.end, end) {
            (Some(EndHow::Fin | EndHow::Rst), _) => &causes::NO_DATA,
            (_, EndHow::Fin | EndHow::Rst) => &causes::NO_DATA,
            (_, EndHow::CaptureEnd) => &causes::BOTH_SILENT,
        };
        return Some(server.silence(cause, Confidence::Likely));
    }
    if !client.is_tls() {
        return server.end.map(|_| server.silence(&causes::NO_DATA, Confidence::Certain));
    }
    let cause = match server.end {
        Some(EndHow::Fin) => &causes::CLOSED_AFTER_HELLO,
        Some(EndHow::Rst) => &causes::RESET_AFTER_HELLO,
        Some(EndHow::CaptureEnd) | None if context.unseen_bytes_acknowledged => {
            &causes::ONE_SIDED_CAPTURE
        }
        Some(EndHow::CaptureEnd) | None => &causes::SILENT_AFTER_HELLO,
    };
    Some(server.silence(cause, Confidence::Likely))
}

/// A first TLS record, seen with what the other side sent and who opened the connection.
fn with_roles(first: Diagnosis, other: &Side<'_>, context: &Context) -> Diagnosis {
    if first.cause != &causes::REVERSED_DIRECTION {
        return first;
    }
    if is_echo(first, other) {
        return recast(first, &causes::ECHOED, Confidence::Certain);
    }
    let certain = context.opened_by.is_some() || other.is(&causes::REVERSED_DIRECTION);
    let confidence = if certain { Confidence::Certain } else { first.confidence };
    Diagnosis { confidence, ..first }
}

/// Bytes that two hellos have in common only when one is a copy of the other: the headers and the
/// first bytes of the random.
const ECHO: usize = 16;

fn is_echo(first: Diagnosis, other: &Side<'_>) -> bool {
    let (own, others) = (first.evidence.bytes(), other.opening.head());
    own.len() >= ECHO && others.get(..own.len()) == Some(own)
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

/// What the capture says about the same bytes.
fn with_capture_facts(
    diagnosis: Diagnosis,
    facts: &DirectionFacts<'_>,
    context: &Context,
) -> Diagnosis {
    let first_record = facts.first_record.unwrap_or(RecordProgress { have: 0, want: 0 });
    let cut = first_record.have < first_record.want;
    if diagnosis.class == Class::TlsHandshake && diagnosis.tls_offset.is_none() {
        if facts.gap.is_some_and(|gap| gap.offset < first_record.want) {
            let cause = &causes::MISSING_SEGMENT;
            return Diagnosis {
                class: diagnosis.class,
                ..recast(diagnosis, cause, Confidence::Certain)
            };
        }
        if cut && facts.end.is_some() && diagnosis.cause != &causes::TRUNCATED_HELLO {
            let truncated = recast(diagnosis, &causes::TRUNCATED_HELLO, Confidence::Certain);
            return Diagnosis { truncated: true, ..truncated };
        }
    }
    if diagnosis.cause == &causes::UNKNOWN_BINARY {
        if let Some(offset) = facts.opening.tls_offset() {
            let cause = &causes::OUT_OF_ORDER;
            let behind = recast(diagnosis, cause, Confidence::Possible);
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
