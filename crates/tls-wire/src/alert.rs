use crate::{
    EncodeError, Reader,
    code_point::code_points,
    encode::{Encode, Sink},
    message_error::{Field, MessageError},
};

code_points! {
    /// How bad an alert says it is ([RFC 5246], section 7.2; TLS 1.3 ignores it).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.2
    pub struct AlertLevel(u8), hex 4 {
        WARNING = 1, "warning";
        FATAL = 2, "fatal";
    }
}

code_points! {
    /// What an alert says (IANA "TLS Alerts"; [RFC 8446], section 6).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-6
    pub struct AlertDescription(u8), hex 4 {
        CLOSE_NOTIFY = 0, "close_notify";
        UNEXPECTED_MESSAGE = 10, "unexpected_message";
        BAD_RECORD_MAC = 20, "bad_record_mac";
        /// TLS 1.0; reserved since TLS 1.1.
        DECRYPTION_FAILED = 21, "decryption_failed";
        RECORD_OVERFLOW = 22, "record_overflow";
        /// Up to TLS 1.2.
        DECOMPRESSION_FAILURE = 30, "decompression_failure";
        HANDSHAKE_FAILURE = 40, "handshake_failure";
        /// SSL 3.0 only.
        NO_CERTIFICATE = 41, "no_certificate";
        BAD_CERTIFICATE = 42, "bad_certificate";
        UNSUPPORTED_CERTIFICATE = 43, "unsupported_certificate";
        CERTIFICATE_REVOKED = 44, "certificate_revoked";
        CERTIFICATE_EXPIRED = 45, "certificate_expired";
        CERTIFICATE_UNKNOWN = 46, "certificate_unknown";
        ILLEGAL_PARAMETER = 47, "illegal_parameter";
        UNKNOWN_CA = 48, "unknown_ca";
        ACCESS_DENIED = 49, "access_denied";
        DECODE_ERROR = 50, "decode_error";
        DECRYPT_ERROR = 51, "decrypt_error";
        /// DTLS 1.3, RFC 9147.
        TOO_MANY_CIDS_REQUESTED = 52, "too_many_cids_requested";
        /// TLS 1.0; reserved since TLS 1.1.
        EXPORT_RESTRICTION = 60, "export_restriction";
        PROTOCOL_VERSION = 70, "protocol_version";
        INSUFFICIENT_SECURITY = 71, "insufficient_security";
        INTERNAL_ERROR = 80, "internal_error";
        /// RFC 7507.
        INAPPROPRIATE_FALLBACK = 86, "inappropriate_fallback";
        USER_CANCELED = 90, "user_canceled";
        /// Up to TLS 1.2.
        NO_RENEGOTIATION = 100, "no_renegotiation";
        /// TLS 1.3.
        MISSING_EXTENSION = 109, "missing_extension";
        UNSUPPORTED_EXTENSION = 110, "unsupported_extension";
        /// RFC 6066; reserved since TLS 1.3.
        CERTIFICATE_UNOBTAINABLE = 111, "certificate_unobtainable";
        /// RFC 6066.
        UNRECOGNIZED_NAME = 112, "unrecognized_name";
        /// RFC 6066.
        BAD_CERTIFICATE_STATUS_RESPONSE = 113, "bad_certificate_status_response";
        /// RFC 6066; reserved since TLS 1.3.
        BAD_CERTIFICATE_HASH_VALUE = 114, "bad_certificate_hash_value";
        /// RFC 4279.
        UNKNOWN_PSK_IDENTITY = 115, "unknown_psk_identity";
        /// TLS 1.3.
        CERTIFICATE_REQUIRED = 116, "certificate_required";
        /// RFC 9846.
        GENERAL_ERROR = 117, "general_error";
        /// RFC 7301.
        NO_APPLICATION_PROTOCOL = 120, "no_application_protocol";
        /// RFC 9849.
        ECH_REQUIRED = 121, "ech_required";
    }
}

/// Which levels an alert may bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertLevels {
    /// Warning only.
    Warning,
    /// Fatal only.
    Fatal,
    /// The sender decides.
    Either,
}

impl AlertLevels {
    /// Whether `level` is one of them.
    #[must_use]
    pub fn allow(self, level: AlertLevel) -> bool {
        match self {
            Self::Warning => level == AlertLevel::WARNING,
            Self::Fatal => level == AlertLevel::FATAL,
            Self::Either => level == AlertLevel::WARNING || level == AlertLevel::FATAL,
        }
    }
}

impl AlertDescription {
    /// The levels that a conforming sender gives this alert in `version` ([RFC 5246], section
    /// 7.2.2, and its predecessors; [RFC 8446], section 6: in TLS 1.3 all but close_notify and
    /// user_canceled are fatal). Of values without a name: either, and in TLS 1.3 fatal.
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.2.2
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-6
    #[must_use]
    pub const fn levels(self, version: crate::ProtocolVersion) -> AlertLevels {
        match self {
            Self::CLOSE_NOTIFY | Self::USER_CANCELED | Self::NO_RENEGOTIATION => {
                AlertLevels::Warning
            }
            _ if version.0 >= crate::ProtocolVersion::TLS_1_3.0 => AlertLevels::Fatal,
            Self::UNEXPECTED_MESSAGE
            | Self::BAD_RECORD_MAC
            | Self::DECRYPTION_FAILED
            | Self::RECORD_OVERFLOW
            | Self::DECOMPRESSION_FAILURE
            | Self::HANDSHAKE_FAILURE
            | Self::ILLEGAL_PARAMETER
            | Self::UNKNOWN_CA
            | Self::ACCESS_DENIED
            | Self::DECODE_ERROR
            | Self::EXPORT_RESTRICTION
            | Self::PROTOCOL_VERSION
            | Self::INSUFFICIENT_SECURITY
            | Self::INTERNAL_ERROR
            | Self::INAPPROPRIATE_FALLBACK
            | Self::UNSUPPORTED_EXTENSION
            | Self::BAD_CERTIFICATE_STATUS_RESPONSE
            | Self::BAD_CERTIFICATE_HASH_VALUE
            | Self::UNKNOWN_PSK_IDENTITY
            | Self::NO_APPLICATION_PROTOCOL => AlertLevels::Fatal,
            Self::DECRYPT_ERROR if version.0 >= crate::ProtocolVersion::TLS_1_2.0 => {
                AlertLevels::Fatal
            }
            _ => AlertLevels::Either,
        }
    }

    /// What the sender means by it, in a sentence; `None` for values without a name.
    #[must_use]
    pub const fn note(self) -> Option<&'static str> {
        let note = match self {
            Self::CLOSE_NOTIFY => "The sender will send no more.",
            Self::UNEXPECTED_MESSAGE => "A message came that does not belong there.",
            Self::BAD_RECORD_MAC => "A record could not be authenticated.",
            Self::DECRYPTION_FAILED => "A record could not be decrypted.",
            Self::RECORD_OVERFLOW => "A record is longer than allowed.",
            Self::DECOMPRESSION_FAILURE => "A record could not be decompressed.",
            Self::HANDSHAKE_FAILURE => "Nothing the peers have in common is acceptable.",
            Self::NO_CERTIFICATE => "The client has no certificate of the kind asked for.",
            Self::BAD_CERTIFICATE => "A certificate is corrupt or its signature is wrong.",
            Self::UNSUPPORTED_CERTIFICATE => "A certificate is of a kind not supported.",
            Self::CERTIFICATE_REVOKED => "A certificate was revoked by its signer.",
            Self::CERTIFICATE_EXPIRED => "A certificate is not valid now.",
            Self::CERTIFICATE_UNKNOWN => "A certificate is unacceptable for another reason.",
            Self::ILLEGAL_PARAMETER => "A field has a value that is wrong or contradicts another.",
            Self::UNKNOWN_CA => "No trusted authority stands behind the certificate.",
            Self::ACCESS_DENIED => "The certificate is valid, and its holder is not let in.",
            Self::DECODE_ERROR => "A message could not be read: some length is wrong.",
            Self::DECRYPT_ERROR => "A signature, Finished or binder could not be verified.",
            Self::TOO_MANY_CIDS_REQUESTED => "The peer asked for too many connection ids.",
            Self::EXPORT_RESTRICTION => "The choice is not in line with export rules.",
            Self::PROTOCOL_VERSION => "The version is known and not supported.",
            Self::INSUFFICIENT_SECURITY => "What the client offers is too weak for the server.",
            Self::INTERNAL_ERROR => "The sender failed for a reason of its own.",
            Self::INAPPROPRIATE_FALLBACK => "The client retried with less than both can do.",
            Self::USER_CANCELED => "The handshake is given up for no fault of the protocol.",
            Self::NO_RENEGOTIATION => "The sender does not want to renegotiate.",
            Self::MISSING_EXTENSION => "An extension that must be there is not.",
            Self::UNSUPPORTED_EXTENSION => "An extension is in a place where it must not be.",
            Self::CERTIFICATE_UNOBTAINABLE => "No certificate was found at the URL.",
            Self::UNRECOGNIZED_NAME => "The server does not know the name it was asked for.",
            Self::BAD_CERTIFICATE_STATUS_RESPONSE => "The certificate's status is unacceptable.",
            Self::BAD_CERTIFICATE_HASH_VALUE => "What was found at the URL has another hash.",
            Self::UNKNOWN_PSK_IDENTITY => "The server does not know the pre-shared key.",
            Self::CERTIFICATE_REQUIRED => "The client must have a certificate and sent none.",
            Self::GENERAL_ERROR => "Something went wrong that no other alert names.",
            Self::NO_APPLICATION_PROTOCOL => "The server speaks none of the protocols offered.",
            Self::ECH_REQUIRED => "The server did not accept the encrypted ClientHello.",
            _ => return None,
        };
        Some(note)
    }
}

/// An alert: two bytes ([RFC 8446], section 6).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-6
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alert {
    /// How bad.
    pub level: AlertLevel,
    /// What.
    pub description: AlertDescription,
}

impl Alert {
    /// Bytes of an alert.
    pub const LEN: usize = 2;

    /// A fatal alert.
    #[must_use]
    pub const fn fatal(description: AlertDescription) -> Self {
        Self { level: AlertLevel::FATAL, description }
    }

    /// A warning.
    #[must_use]
    pub const fn warning(description: AlertDescription) -> Self {
        Self { level: AlertLevel::WARNING, description }
    }

    /// Reads an alert that fills `bytes`.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if `bytes` is not exactly two bytes long.
    pub fn parse(bytes: &[u8]) -> Result<Self, MessageError> {
        let mut reader = Reader::new(bytes);
        let level = AlertLevel(reader.u8().field("level")?);
        let description = AlertDescription(reader.u8().field("description")?);
        reader.finish("Alert")?;
        Ok(Self { level, description })
    }

    /// The two bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LEN] {
        [self.level.0, self.description.0]
    }
}

impl Encode for Alert {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&self.to_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MessageErrorKind, ProtocolVersion};

    #[test]
    fn every_named_description_has_a_note_and_levels() {
        for description in AlertDescription::ASSIGNED {
            assert!(description.note().is_some(), "{description}");
        }
        assert_eq!(AlertDescription(99).note(), None);
        let (v11, v12, v13) =
            (ProtocolVersion::TLS_1_1, ProtocolVersion::TLS_1_2, ProtocolVersion::TLS_1_3);
        assert_eq!(AlertDescription::CLOSE_NOTIFY.levels(v13), AlertLevels::Warning);
        assert_eq!(AlertDescription::BAD_CERTIFICATE.levels(v12), AlertLevels::Either);
        assert_eq!(AlertDescription::BAD_CERTIFICATE.levels(v13), AlertLevels::Fatal);
        assert_eq!(AlertDescription::DECRYPT_ERROR.levels(v11), AlertLevels::Either);
        assert_eq!(AlertDescription::DECRYPT_ERROR.levels(v12), AlertLevels::Fatal);
        assert_eq!(AlertDescription(99).levels(v12), AlertLevels::Either);
        assert!(AlertLevels::Fatal.allow(AlertLevel::FATAL));
        assert!(!AlertLevels::Fatal.allow(AlertLevel::WARNING));
        assert!(!AlertLevels::Either.allow(AlertLevel(3)));
    }

    #[test]
    fn two_bytes_round_trip_and_nothing_else_parses() {
        let alert = Alert::parse(&[2, 50]).unwrap();
        assert_eq!(alert, Alert::fatal(AlertDescription::DECODE_ERROR));
        assert_eq!(alert.to_bytes(), [2, 50]);
        let unknown = Alert::parse(&[9, 200]).unwrap();
        assert_eq!(unknown.to_bytes(), [9, 200]);
        for cut in 0..2 {
            let error = Alert::parse(&[1, 0][..cut]).unwrap_err();
            assert!(matches!(error.kind, MessageErrorKind::Truncated { wanted: 1, left: 0, .. }));
        }
        let error = Alert::parse(&[1, 0, 1, 0]).unwrap_err();
        assert_eq!(error.kind, MessageErrorKind::TrailingBytes { field: "Alert", left: 2 });
        assert_eq!(error.offset, 2);
        assert_eq!(error.alert(), AlertDescription::DECODE_ERROR);
    }
}
