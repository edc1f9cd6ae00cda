//! Explanations as JSON.

use serde::Serialize;
use tls_flow::Peer;
use tls_flow::diagnosis::message::Reading;
use tls_flow::diagnosis::{Cause, Diagnosis, Evidence, FirstAlert, StackMessage};

use crate::output::json_line::hex;

#[derive(Serialize)]
pub(super) struct JsonVerdict<'v> {
    pub(super) verdict: &'static str,
    pub(super) message: &'v str,
}

#[derive(Serialize)]
pub(super) struct JsonDiagnosis {
    from: &'static str,
    confidence: &'static str,
    truncated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<JsonEvidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preamble: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls_offset: Option<u64>,
    #[serde(flatten)]
    cause: JsonCause,
}

impl JsonDiagnosis {
    pub(super) fn new(from: Peer, diagnosis: &Diagnosis) -> Self {
        let mut cause = JsonCause::new(diagnosis.cause);
        cause.class = diagnosis.class.as_str();
        cause.protocol = diagnosis.protocol;
        Self {
            from: from.as_str(),
            confidence: diagnosis.confidence.as_str(),
            truncated: diagnosis.truncated,
            evidence: JsonEvidence::new(&diagnosis.evidence),
            preamble: diagnosis.preamble.map(|cause| cause.id),
            tls_offset: diagnosis.tls_offset,
            cause,
        }
    }
}

#[derive(Serialize)]
pub(super) struct JsonReading {
    confidence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<JsonEvidence>,
    #[serde(flatten)]
    cause: JsonCause,
}

impl JsonReading {
    pub(super) fn new(reading: &Reading) -> Self {
        Self {
            confidence: reading.confidence.as_str(),
            evidence: JsonEvidence::new(&reading.bytes),
            cause: JsonCause::new(reading.cause),
        }
    }
}

#[derive(Serialize)]
struct JsonEvidence {
    offset: u64,
    bytes: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_record: Option<JsonRecordHeader>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<JsonAlert>,
}

impl JsonEvidence {
    fn new(evidence: &Evidence) -> Option<Self> {
        let bytes = evidence.bytes();
        (!bytes.is_empty()).then(|| Self {
            offset: evidence.offset(),
            bytes: hex(bytes),
            text: bytes.escape_ascii().to_string(),
            as_record: evidence.as_record_header().map(|(content_type, version, length)| {
                JsonRecordHeader { content_type, version, length }
            }),
            alert: FirstAlert::read(bytes).map(|alert| JsonAlert {
                level: alert.level,
                description: alert.description,
                name: alert.name,
                meaning: alert.meaning,
                sent_by: alert.sent_by,
            }),
        })
    }
}

#[derive(Serialize)]
struct JsonRecordHeader {
    #[serde(rename = "type")]
    content_type: u8,
    version: u16,
    length: u16,
}

#[derive(Serialize)]
struct JsonAlert {
    level: u8,
    description: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    meaning: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_by: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct JsonCause {
    cause: &'static str,
    class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<&'static str>,
    explanation: &'static str,
    guide_causes: Vec<Numbered>,
    guide_steps: Vec<Numbered>,
    remedies: &'static [&'static str],
    messages: Vec<JsonMessage>,
}

impl JsonCause {
    pub(super) fn new(cause: &'static Cause) -> Self {
        let numbered = |number, name| Numbered { number, name };
        let causes = cause.guide_causes.iter();
        let steps = cause.guide_steps.iter();
        let message = |message: &StackMessage| JsonMessage {
            stack: message.stack,
            at: message.at.as_str(),
            text: message.text,
        };
        Self {
            cause: cause.id,
            class: cause.class.as_str(),
            protocol: cause.protocol,
            explanation: cause.explanation,
            guide_causes: causes.map(|one| numbered(one.number(), one.as_str())).collect(),
            guide_steps: steps.map(|one| numbered(one.number(), one.as_str())).collect(),
            remedies: cause.remedies,
            messages: cause.messages.iter().map(message).collect(),
        }
    }
}

#[derive(Serialize)]
struct Numbered {
    number: u8,
    name: &'static str,
}

#[derive(Serialize)]
struct JsonMessage {
    stack: &'static str,
    at: &'static str,
    text: &'static str,
}
