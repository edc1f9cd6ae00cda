use super::http_answer::HttpFinding;
use super::signature::{Fit, HEAD, Head};
use super::signatures::SIGNATURES;
use super::{Cause, Class, Confidence, Diagnosis, Evidence, causes};
use crate::Peer;

/// Telling bytes with which the beginning of a signature is more than a guess: by chance they come
/// once in 2^40.
const LIKELY_CUT: u8 = 5;

/// A hello is recognised by its record header (5 bytes) and its handshake header (4).
const HELLO_EVIDENCE: usize = 9;

/// `HTTP/1.1 400`.
const HTTP_STATUS_END: usize = 12;

/// What an opening was decided to be, in a few bytes. The diagnosis is made from it when it is asked
/// for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Decision {
    /// The hello that this peer has to begin with, whole.
    Hello,
    /// A row of the table.
    Row(u8),
    /// A row of the table that the end of the stream cut, with so many telling bytes.
    Cut(u8, u8),
    /// A status line, and what else the answer said.
    Http(u8, HttpFinding),
    /// TLS after what the row describes, or after bytes unknown.
    TlsAfter(Option<u8>),
    Text,
    Binary,
    Zeros,
    NoData,
}

/// What a decision is about.
pub(super) struct Seen<'a> {
    pub(super) from: Peer,
    /// The first bytes.
    pub(super) head: &'a [u8],
    pub(super) ended: bool,
    /// Where TLS starts further on, and the bytes by which that was seen.
    pub(super) tls: Option<(u64, &'a [u8])>,
}

impl Decision {
    pub(super) fn diagnosis(self, seen: &Seen<'_>) -> Diagnosis {
        match self {
            Self::Row(row) => seen.row(row),
            Self::Cut(row, telling) => seen.cut_row(row, telling),
            Self::Http(row, finding) => {
                let mut diagnosis = seen.row(row);
                diagnosis.cause = finding.cause();
                diagnosis.confidence = finding.confidence();
                diagnosis.evidence = match finding.phrase() {
                    Some((offset, text)) => Evidence::new(offset.into(), text.as_bytes()),
                    None => seen.evidence(HTTP_STATUS_END),
                };
                diagnosis
            }
            Self::Hello => {
                let cause = match seen.from {
                    Peer::Client => &causes::OK_CLIENT_HELLO,
                    Peer::Server => &causes::OK_SERVER_HELLO,
                };
                seen.plain(cause, Confidence::Certain, HELLO_EVIDENCE)
            }
            Self::TlsAfter(row) => {
                let signature = row.and_then(|row| SIGNATURES.get(usize::from(row)));
                let cause = &causes::TLS_AFTER_PREAMBLE;
                let (offset, start) = seen.tls.unwrap_or_default();
                Diagnosis {
                    protocol: signature.and_then(|signature| signature.protocol),
                    confidence: match signature {
                        Some(_) => Confidence::Certain,
                        None => Confidence::Likely,
                    },
                    evidence: Evidence::new(offset, start),
                    preamble: signature.map(|signature| signature.cause),
                    tls_offset: Some(offset),
                    ..seen.plain(cause, Confidence::Likely, 0)
                }
            }
            Self::Text => seen.plain(&causes::UNKNOWN_TEXT, Confidence::Likely, HEAD),
            Self::Binary => seen.plain(&causes::UNKNOWN_BINARY, Confidence::Possible, HEAD),
            Self::Zeros => seen.plain(&causes::KEEPALIVE_GARBAGE, Confidence::Possible, HEAD),
            Self::NoData => seen.plain(&causes::NO_DATA, Confidence::Certain, 0),
        }
    }
}

impl Seen<'_> {
    /// A cause that rests on the first `len` bytes.
    fn plain(&self, cause: &'static Cause, confidence: Confidence, len: usize) -> Diagnosis {
        Diagnosis {
            cause,
            class: cause.class,
            protocol: cause.protocol,
            confidence,
            evidence: self.evidence(len),
            truncated: false,
            preamble: None,
            tls_offset: None,
        }
    }

    fn row(&self, row: u8) -> Diagnosis {
        let Some(signature) = SIGNATURES.get(usize::from(row)) else {
            return self.plain(&causes::UNKNOWN_BINARY, Confidence::Possible, HEAD);
        };
        let head = Head { bytes: self.head, ended: self.ended };
        let len = match signature.fit(head).fit {
            Fit::Yes(len) => len,
            Fit::Needs(_) | Fit::No => HEAD,
        };
        let confidence =
            if signature.is_from(self.from) { signature.confidence } else { Confidence::Possible };
        Diagnosis {
            class: signature.class,
            protocol: signature.protocol,
            ..self.plain(signature.cause, confidence, len)
        }
    }

    /// The beginning of what a row describes.
    fn cut_row(&self, row: u8, seen: u8) -> Diagnosis {
        let mut diagnosis = self.row(row);
        // Of a TLS record the type is known, and little more.
        let cause = match (diagnosis.class, self.head.first()) {
            (Class::TlsHandshake, _) => Some(&causes::TRUNCATED_HELLO),
            (Class::TlsAlert | Class::TlsMidstream, Some(0x15)) => Some(&causes::ALERT_FIRST),
            (Class::TlsAlert | Class::TlsMidstream, _) => Some(&causes::MID_STREAM),
            (Class::Sslv2Hello | Class::NotTls | Class::Unknown, _) => None,
        };
        if let Some(cause) = cause {
            diagnosis.cause = cause;
            diagnosis.class = cause.class;
        }
        diagnosis.confidence =
            if seen >= LIKELY_CUT { Confidence::Likely } else { Confidence::Possible };
        diagnosis.truncated = self.ended;
        diagnosis
    }

    fn evidence(&self, len: usize) -> Evidence {
        Evidence::new(0, self.head.get(..len).unwrap_or(self.head))
    }
}
