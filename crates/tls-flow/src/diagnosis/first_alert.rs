/// An alert where a hello was due, and what it means there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstAlert {
    /// The version in the record header, as `0x0303`.
    pub version: u16,
    /// 1 for a warning, 2 for a fatal alert.
    pub level: u8,
    /// The description's number.
    pub description: u8,
    /// The description's name in the RFCs, if it has one.
    pub name: Option<&'static str>,
    /// What it means as a first record.
    pub meaning: &'static str,
    /// The stack that answers bytes which are no TLS in just this way, where only one (or two) of
    /// the well-known do.
    pub sent_by: Option<&'static str>,
}

impl FirstAlert {
    /// Reads an alert record from a direction's first bytes, as
    /// [`Evidence::bytes`](super::Evidence::bytes) holds them; `None` if there is none.
    ///
    /// ```
    /// use tls_flow::diagnosis::FirstAlert;
    ///
    /// let alert = FirstAlert::read(b"\x15\x03\x01\x00\x02\x02\x16").unwrap();
    /// assert_eq!(alert.name, Some("record_overflow"));
    /// assert_eq!(alert.sent_by, Some("NSS"));
    /// ```
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        match *bytes {
            [0x15, major, minor, 0, 2, level, description, ..] => {
                let version = u16::from_be_bytes([major, minor]);
                Some(Self::new(version, level, description))
            }
            _ => None,
        }
    }

    /// The alert with this number, as for a message that names nothing but the number.
    #[must_use]
    pub fn new(version: u16, level: u8, description: u8) -> Self {
        let row = ALERTS.iter().find(|row| row.0 == description);
        Self {
            version,
            level,
            description,
            name: row.map(|row| row.1),
            meaning: row.map_or("Not one of the alerts that the RFCs define.", |row| row.2),
            sent_by: SENDERS
                .iter()
                .find(|row| (row.0, row.1, row.2) == (version, level, description))
                .map(|row| row.3),
        }
    }
}

const IN_USE_ONLY: &str = "Belongs to a connection that is already protected; as a first record it \
    means that the start of the connection is missing.";
const CERTIFICATES: &str = "About a certificate. TLS 1.3 sends it protected, so in clear it comes from \
    TLS 1.2 or older, after hellos that are not here.";

/// Number, name (RFC 8446, section 6, and the IANA registry), meaning in the first record.
const ALERTS: &[(u8, &str, &str)] = &[
    (
        0,
        "close_notify",
        "This side ends the connection in order, before it began: it gave up, or a \
        limit set by its operator was reached.",
    ),
    (
        10,
        "unexpected_message",
        "It was sent something that it did not expect: no TLS at all (Java and \
        GnuTLS say it so), application data first, or a hello from the wrong side.",
    ),
    (20, "bad_record_mac", IN_USE_ONLY),
    (21, "decryption_failed", IN_USE_ONLY),
    (
        22,
        "record_overflow",
        "It read a length beyond the limit: plain text sent to NSS, a POST sent to \
        OpenSSL 3.3 to 3.6 without its fixes, or a record that really is too long.",
    ),
    (30, "decompression_failure", IN_USE_ONLY),
    (
        40,
        "handshake_failure",
        "Nothing in common: cipher suites, groups or signature algorithms; or an \
        SSL 3.0 hello (OpenSSL), TLS 1.0 (rustls), or a connection that ended early (Java).",
    ),
    (41, "no_certificate", CERTIFICATES),
    (42, "bad_certificate", CERTIFICATES),
    (43, "unsupported_certificate", CERTIFICATES),
    (44, "certificate_revoked", CERTIFICATES),
    (45, "certificate_expired", CERTIFICATES),
    (46, "certificate_unknown", CERTIFICATES),
    (
        47,
        "illegal_parameter",
        "A field of the hello has a value that is not allowed, or contradicts \
        another one.",
    ),
    (48, "unknown_ca", CERTIFICATES),
    (49, "access_denied", "The handshake would work, but its rules do not let this peer in."),
    (
        50,
        "decode_error",
        "It could not take the bytes apart: rustls says so to whatever is no TLS, \
        OpenSSL to a hello that ends too early.",
    ),
    (51, "decrypt_error", IN_USE_ONLY),
    (60, "export_restriction", "A relic of export rules; no stack of today sends it."),
    (
        70,
        "protocol_version",
        "The versions do not meet: the hello's highest is too old, or the server \
        takes only newer ones. Also the answer to an SSL 2.0 hello, and BoringSSL's to plain text.",
    ),
    (71, "insufficient_security", "It wants stronger cipher suites than the hello offers."),
    (
        80,
        "internal_error",
        "Something on its own side failed: no usable certificate for this version \
        or name, often.",
    ),
    (
        86,
        "inappropriate_fallback",
        "The client lowered its version after a failure (RFC 7507), and the \
        server can do better: something broke the first attempt.",
    ),
    (90, "user_canceled", "The user or an operator called it off."),
    (100, "no_renegotiation", IN_USE_ONLY),
    (
        109,
        "missing_extension",
        "The hello lacks an extension that TLS 1.3 requires, such as \
        supported_groups or signature_algorithms.",
    ),
    (110, "unsupported_extension", "An extension came back that was not asked for."),
    (111, "certificate_unobtainable", CERTIFICATES),
    (
        112,
        "unrecognized_name",
        "The name in the hello (SNI) is not one of the server's. As a warning \
        with a ServerHello behind it, it is harmless.",
    ),
    (113, "bad_certificate_status_response", CERTIFICATES),
    (114, "bad_certificate_hash_value", CERTIFICATES),
    (115, "unknown_psk_identity", "The pre-shared key that was offered is not known."),
    (116, "certificate_required", CERTIFICATES),
    (120, "no_application_protocol", "No application protocol (ALPN) in common."),
    (
        121,
        "ech_required",
        "The server name was to be sent encrypted, and the server's keys have \
        changed or are switched off.",
    ),
];

/// Version, level, description, and who sends just that to bytes that are no TLS.
const SENDERS: &[(u16, u8, u8, &str)] = &[
    (0x0301, 2, 22, "NSS"),
    (0x0301, 2, 70, "BoringSSL (to plain text) or Go (to an SSL 2.0 hello)"),
    (0x0303, 2, 50, "rustls"),
    (0x0303, 2, 10, "Java or GnuTLS"),
    (0x0303, 2, 22, "OpenSSL 3.3 to 3.6 (to a POST)"),
    (0x0300, 2, 40, "OpenSSL (to an SSL 3.0 hello)"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_the_senders_are_in_it() {
        assert!(ALERTS.is_sorted_by(|a, b| a.0 < b.0));
        for (_, _, description, _) in SENDERS {
            assert!(ALERTS.iter().any(|row| row.0 == *description));
        }
    }

    #[test]
    fn only_whole_alert_records_are_read() {
        assert_eq!(FirstAlert::read(b"\x15\x03\x03\x00\x02\x02"), None);
        assert_eq!(FirstAlert::read(b"\x15\x03\x03\x00\x03\x02\x28\x00"), None);
        let unnamed = FirstAlert::read(b"\x15\x03\x03\x00\x02\x02\xfe").unwrap();
        assert_eq!((unnamed.name, unnamed.sent_by), (None, None));
    }
}
