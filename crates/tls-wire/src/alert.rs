use crate::{
    Reader,
    code_point::code_points,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MessageErrorKind;

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
