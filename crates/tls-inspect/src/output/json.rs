//! JSON Lines: an object a line, in the order in which things happened.

use std::io::{self, Write};

use serde::Serialize;
use tls_flow::diagnosis::Diagnosis;
use tls_flow::{Event, EventKind, Finding, Item, ItemSet, Peer};
use tls_wire::{Alert, Framing, HandshakeMessage};

use super::Printer;
use super::json_line::{hex, write_line};
use super::time::Rfc3339;
use crate::hello::Hello;
use crate::input::{ConnectionStart, Report};
use crate::verdict::Verdict;

/// Writes a line for each event; quiet, for connections and inputs only.
#[derive(Debug)]
pub(crate) struct JsonPrinter<W> {
    output: W,
    quiet: bool,
}

impl<W: Write> JsonPrinter<W> {
    pub(crate) const fn new(output: W, quiet: bool) -> Self {
        Self { output, quiet }
    }

    fn line(
        &mut self,
        event: &'static str,
        connection: Option<u64>,
        rest: impl Serialize,
    ) -> io::Result<()> {
        write_line(&mut self.output, event, connection, rest)
    }
}

impl<W: Write> Printer for JsonPrinter<W> {
    /// The number of the connection.
    type Page = u64;

    fn begin_input(&mut self, _: &str) {}

    fn start(&mut self, number: u64, start: &ConnectionStart) -> io::Result<u64> {
        let (client, server) = match start.tcp {
            Some(tcp) => (tcp.client.to_string(), tcp.server.to_string()),
            None => (Peer::Client.to_string(), Peer::Server.to_string()),
        };
        self.line(
            "connection-start",
            Some(number),
            Start {
                client,
                server,
                index: start.tcp.map_or(0, |tcp| tcp.index),
                syn: start.tcp.map(|tcp| tcp.syn),
                time: start.time.map(|time| Rfc3339(time).to_string()),
                title: start.title.as_deref(),
            },
        )?;
        Ok(number)
    }

    fn event(&mut self, page: &mut u64, event: &Event<'_>) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        let number = Some(*page);
        let place = Place {
            from: event.from.as_str(),
            offset: event.offset,
            record: event.record,
            level: event.level.map(tls_flow::Level::as_str),
        };
        match &event.kind {
            EventKind::Opening(diagnosis) => {
                self.line("opening", number, Opening::new(event.from, diagnosis))
            }
            EventKind::Record(framing) => {
                let place =
                    RecordPlace { from: place.from, offset: place.offset, index: event.record };
                self.line("record", number, Record::new(place, *framing))
            }
            EventKind::Handshake(message) => {
                self.line("handshake", number, Handshake::new(place, message))
            }
            EventKind::ChangeCipherSpec => self.line("change-cipher-spec", number, place),
            EventKind::Alert(alert) => self.line("alert", number, AlertLine::new(place, *alert)),
            EventKind::Heartbeat(seen) => self.line(
                "heartbeat",
                number,
                Heartbeat {
                    place,
                    message_type: seen.message_type,
                    payload_length: seen.payload_length,
                },
            ),
            EventKind::ApplicationData(length) => {
                self.line("application-data", number, Length { place, length: u64::from(*length) })
            }
            EventKind::Protected(content_type) => {
                self.line("protected", number, Protected { place, content_type: content_type.0 })
            }
            EventKind::Gap(length) => self.line("gap", number, Length { place, length: *length }),
            EventKind::End(how) => self.line("end", number, End { place, how: how.as_str() }),
            EventKind::Finding(finding) => {
                self.line("finding", number, FindingLine::new(place, finding))
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, page: u64, verdict: &Verdict) -> io::Result<()> {
        self.line("summary", Some(page), Summary::new(verdict))
    }

    fn end_input(&mut self, name: &str, report: &Report) -> io::Result<()> {
        self.line(
            "capture",
            None,
            Capture {
                file: name,
                format: report.format.map(crate::input::Format::name),
                packets: report.packets,
                warnings: &report.warnings,
                error: report.error.as_ref().map(ToString::to_string),
            },
        )
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

#[derive(Serialize)]
struct Capture<'r> {
    file: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    packets: Option<u64>,
    warnings: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct Start<'s> {
    client: String,
    server: String,
    index: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    syn: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'s str>,
}

/// Where something stands.
#[derive(Serialize)]
struct Place {
    from: &'static str,
    offset: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
}

/// Where a record stands.
#[derive(Serialize)]
struct RecordPlace {
    from: &'static str,
    offset: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u64>,
}

#[derive(Serialize)]
struct Opening {
    from: &'static str,
    offset: u64,
    class: &'static str,
    cause: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<&'static str>,
    confidence: &'static str,
    evidence: String,
    explanation: &'static str,
    remedies: &'static [&'static str],
    guide_causes: Vec<&'static str>,
    guide_steps: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preamble: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls_offset: Option<u64>,
}

impl Opening {
    fn new(from: Peer, diagnosis: &Diagnosis) -> Self {
        let cause = diagnosis.cause;
        Self {
            from: from.as_str(),
            offset: diagnosis.evidence.offset(),
            class: diagnosis.class.as_str(),
            cause: cause.id,
            protocol: diagnosis.protocol,
            confidence: diagnosis.confidence.as_str(),
            evidence: hex(diagnosis.evidence.bytes()),
            explanation: cause.explanation,
            remedies: cause.remedies,
            guide_causes: cause.guide_causes.iter().map(|cause| cause.as_str()).collect(),
            guide_steps: cause.guide_steps.iter().map(|step| step.as_str()).collect(),
            preamble: diagnosis.preamble.map(|cause| cause.id),
            tls_offset: diagnosis.tls_offset,
        }
    }
}

#[derive(Serialize)]
struct Record {
    #[serde(flatten)]
    place: RecordPlace,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    content_type: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u16>,
    length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sslv2: Option<bool>,
}

impl Record {
    fn new(place: RecordPlace, framing: Framing) -> Self {
        let length = framing.length();
        match framing {
            Framing::Tls(header) => Self {
                place,
                content_type: Some(header.content_type.0),
                version: Some(header.legacy_record_version.0),
                length,
                sslv2: None,
            },
            Framing::Sslv2(_) => {
                Self { place, content_type: None, version: None, length, sslv2: Some(true) }
            }
        }
    }
}

#[derive(Serialize)]
struct Handshake {
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "type")]
    code: u8,
    name: String,
    length: usize,
    #[serde(flatten)]
    hello: Option<HelloFields>,
}

impl Handshake {
    fn new(place: Place, message: &HandshakeMessage<'_>) -> Self {
        Self {
            place,
            code: message.handshake_type.0,
            name: message.handshake_type.to_string(),
            length: message.body.len(),
            hello: Hello::read(message).map(HelloFields::from),
        }
    }
}

#[derive(Serialize)]
struct HelloFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u16>,
    #[serde(skip_serializing_if = "String::is_empty")]
    random: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cipher_suites: Vec<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite_name: Option<String>,
    extensions: Vec<ExtensionFields>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    supported_versions: Vec<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alpn: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hello_retry_request: Option<bool>,
}

#[derive(Serialize)]
struct ExtensionFields {
    #[serde(rename = "type")]
    code: u16,
    name: String,
    length: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<u16>,
}

impl From<Hello<'_>> for HelloFields {
    fn from(hello: Hello<'_>) -> Self {
        let extensions = hello.extensions.iter().map(|extension| ExtensionFields {
            code: extension.extension_type.0,
            name: extension.extension_type.to_string(),
            length: extension.length,
            groups: extension.groups.iter().map(|group| group.0).collect(),
        });
        Self {
            version: hello.version.map(u16::from),
            random: hex(hello.random),
            session_id: hello.session_id.map(hex),
            cipher_suites: hello.cipher_suites.iter().map(|suite| suite.0).collect(),
            cipher_suite: hello.cipher_suite.map(u16::from),
            cipher_suite_name: hello.cipher_suite.map(|suite| suite.to_string()),
            extensions: extensions.collect(),
            supported_versions: hello.supported_versions.iter().map(|v| v.0).collect(),
            server_name: hello.server_name,
            alpn: hello.alpn,
            hello_retry_request: hello.is_retry_request.then_some(true),
        }
    }
}

#[derive(Serialize)]
struct AlertLine {
    #[serde(flatten)]
    place: Place,
    level: u8,
    description: u8,
    name: String,
}

impl AlertLine {
    fn new(mut place: Place, alert: Alert) -> Self {
        // Over QUIC there are no alerts, so that `level` is always the alert's.
        place.level = None;
        Self {
            place,
            level: alert.level.0,
            description: alert.description.0,
            name: alert.description.to_string(),
        }
    }
}

#[derive(Serialize)]
struct Heartbeat {
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "type")]
    message_type: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload_length: Option<u16>,
}

#[derive(Serialize)]
struct Length {
    #[serde(flatten)]
    place: Place,
    length: u64,
}

#[derive(Serialize)]
struct Protected {
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "type")]
    content_type: u8,
}

#[derive(Serialize)]
struct End {
    #[serde(flatten)]
    place: Place,
    how: &'static str,
}

#[derive(Serialize)]
struct FindingLine {
    rule: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    place: Place,
    seen: String,
    expected: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<Owed>,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'static str,
    explanation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    released_at: Option<Released>,
}

#[derive(Serialize)]
struct Owed {
    code: u64,
    name: String,
}

#[derive(Serialize)]
struct Released {
    from: &'static str,
    offset: u64,
}

impl FindingLine {
    fn new(place: Place, finding: &Finding) -> Self {
        Self {
            rule: finding.rule.id(),
            severity: finding.severity.as_str(),
            place,
            seen: finding.seen.to_string(),
            expected: names(finding.expected),
            alert: finding.owed.map(|owed| Owed { code: owed.code(), name: owed.to_string() }),
            source: finding.source(),
            explanation: finding.rule.info().statement,
            released_at: finding
                .released_at
                .map(|(from, offset)| Released { from: from.as_str(), offset }),
        }
    }
}

#[derive(Serialize)]
struct Summary<'v> {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite_name: Option<String>,
    handshake: &'static str,
    established: bool,
    state: Each<&'static str>,
    expected: Each<Vec<&'static str>>,
    verdict: &'static str,
    findings: Findings,
    message: &'v str,
}

/// A value for each peer.
#[derive(Serialize)]
struct Each<T> {
    client: T,
    server: T,
}

impl<T> From<[T; 2]> for Each<T> {
    fn from([client, server]: [T; 2]) -> Self {
        Self { client, server }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Findings {
    violation: u64,
    sender_breach: u64,
    suspicious: u64,
    informational: u64,
}

impl<'v> Summary<'v> {
    fn new(verdict: &'v Verdict) -> Self {
        let summary = &verdict.summary;
        Self {
            version: summary.version.map(u16::from),
            version_name: summary.version.map(|version| version.to_string()),
            cipher_suite: summary.cipher_suite.map(u16::from),
            cipher_suite_name: summary.cipher_suite.map(|suite| suite.to_string()),
            handshake: summary.handshake.as_str(),
            established: summary.established,
            state: summary.states.into(),
            expected: summary.expected.map(names).into(),
            verdict: verdict.kind.as_str(),
            findings: Findings {
                violation: verdict.findings.violations,
                sender_breach: verdict.findings.sender_breaches,
                suspicious: verdict.findings.suspicious,
                informational: verdict.findings.informational,
            },
            message: &verdict.message,
        }
    }
}

fn names(items: ItemSet) -> Vec<&'static str> {
    items.iter().map(Item::name).collect()
}
