use core::fmt;

use tls_wire::{
    Alert, AlertDescription, AlertLevel, ContentType, ExtensionType, HandshakeType, ProtocolVersion,
};

use crate::{Item, ItemSet, Owed, Peer, Place, Rule, Severity};

/// What stood where a rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seen {
    /// A handshake message.
    Handshake(HandshakeType),
    /// A handshake message named by the caller, or a content type.
    Item(Item),
    /// An extension of a handshake message.
    Extension(HandshakeType, ExtensionType),
    /// A `ChangeCipherSpec`.
    ChangeCipherSpec,
    /// An alert.
    Alert(Alert),
    /// A record of this content type and fragment length in bytes.
    Record(ContentType, u32),
    /// A `legacy_record_version`.
    Version(ProtocolVersion),
    /// A handshake message that declares this many bytes, of which this many are allowed.
    TooLong(HandshakeType, u32, u32),
    /// An SSLv2-framed record.
    Sslv2,
    /// Bytes that are no TLS record.
    NoRecord,
    /// The end of the stream.
    End,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handshake(handshake_type) => write!(f, "{handshake_type}"),
            Self::Item(item) => write!(f, "{item}"),
            Self::Extension(message, extension) => write!(f, "{message} with {extension}"),
            Self::ChangeCipherSpec => f.write_str("ChangeCipherSpec"),
            Self::Alert(alert) if alert.level == AlertLevel::WARNING => {
                write!(f, "Alert (warning {})", alert.description)
            }
            Self::Alert(alert) => write!(f, "Alert ({} {})", alert.level, alert.description),
            Self::Record(content_type, length) => {
                write!(f, "{content_type} record of {length} bytes")
            }
            Self::Version(version) => write!(f, "record version {version}"),
            Self::TooLong(handshake_type, declared, allowed) => {
                write!(f, "{handshake_type} of {declared} bytes where {allowed} are allowed")
            }
            Self::Sslv2 => f.write_str("SSLv2 record"),
            Self::NoRecord => f.write_str("bytes that are no TLS record"),
            Self::End => f.write_str("end of the stream"),
        }
    }
}

/// What a conforming receiver sends because of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwedAlert {
    /// A fatal TLS alert.
    Tls(AlertDescription),
    /// A QUIC connection error code (RFC 9000 section 20.1, RFC 9001 section 4.8).
    Quic(u64),
}

impl OwedAlert {
    /// The alert as the two bytes of a fatal alert, ready to be sealed and sent; `None` over QUIC,
    /// where the transport carries the error.
    #[must_use]
    pub const fn encode(self) -> Option<[u8; 2]> {
        match self {
            Self::Tls(description) => Some([AlertLevel::FATAL.0, description.0]),
            Self::Quic(_) => None,
        }
    }

    /// The numeric code: an alert description, or a QUIC error code.
    #[must_use]
    pub fn code(self) -> u64 {
        match self {
            Self::Tls(description) => u64::from(description.0),
            Self::Quic(code) => code,
        }
    }
}

impl fmt::Display for OwedAlert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tls(description) => write!(f, "{description}"),
            Self::Quic(0x0a) => f.write_str("PROTOCOL_VIOLATION"),
            Self::Quic(code) => write!(f, "CRYPTO_ERROR {code:#06x}"),
        }
    }
}

/// One broken rule: by whom, where, what stood there and what should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The weight in this place.
    pub severity: Severity,
    /// Who sent the offending item.
    pub from: Peer,
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub seen: Seen,
    /// What could have stood there instead; empty where nothing of that peer could.
    pub expected: ItemSet,
    /// What the receiver owes; `None` where the item must or may be ignored.
    pub owed: Option<OwedAlert>,
    /// For a judgement that had to wait: the peer and stream offset of the item that allowed it.
    pub released_at: Option<(Peer, u64)>,
}

impl Finding {
    /// The RFC sections behind the rule; empty for a rule of our own.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.rule.info().source
    }

    pub(crate) fn owed_for(rule: Rule, severity: Severity, over_quic: bool) -> Option<OwedAlert> {
        if severity < Severity::SenderBreach {
            return None;
        }
        match rule.info().owed {
            Owed::None => None,
            Owed::Tls(description) if over_quic => {
                Some(OwedAlert::Quic(u64::from(description.0).saturating_add(0x100)))
            }
            Owed::Tls(description) => Some(OwedAlert::Tls(description)),
            Owed::QuicProtocolViolation => Some(OwedAlert::Quic(0x0a)),
        }
    }
}

impl OwedAlert {
    /// The alert that SSL 3.0 has for it, which knows but a dozen (RFC 6101 section 5.4):
    /// `alert-ssl3-mapping`.
    pub(crate) const fn in_ssl3(self) -> Self {
        let Self::Tls(description) = self else { return self };
        Self::Tls(match description {
            AlertDescription::DECODE_ERROR
            | AlertDescription::RECORD_OVERFLOW
            | AlertDescription::UNSUPPORTED_EXTENSION
            | AlertDescription::MISSING_EXTENSION => AlertDescription::ILLEGAL_PARAMETER,
            AlertDescription::PROTOCOL_VERSION
            | AlertDescription::DECRYPT_ERROR
            | AlertDescription::NO_RENEGOTIATION
            | AlertDescription::INTERNAL_ERROR => AlertDescription::HANDSHAKE_FAILURE,
            other => other,
        })
    }
}

impl fmt::Display for Finding {
    /// A sentence: what was seen where, what was expected, which rule and section.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by the {} at byte {}", self.seen, self.from, self.place.offset)?;
        if !self.expected.is_empty() {
            write!(f, ", expected {}", self.expected)?;
        }
        write!(f, ": {} [{}", self.rule.info().statement, self.rule)?;
        if !self.source().is_empty() {
            write!(f, ", {}", self.source())?;
        }
        f.write_str("]")
    }
}
