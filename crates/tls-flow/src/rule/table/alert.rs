//! Alerts.

group! {
    AlertBadLength "alert-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 8446 sections 5.1, 6; RFC 9846 section 6"
        "In TLS 1.3 an alert record contains exactly one alert of 2 bytes.";
    AlertEmpty "alert-empty" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 6.2.1; RFC 8446 sections 5.1, 5.4"
        "In TLS 1.2 and 1.3 no peer sends an alert record of length zero.";
    AlertFragmented "alert-fragmented" Suspicious Clear None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below allow an alert to be split over two records, but no current TLS stack does so.";
    AlertCoalesced "alert-coalesced" Suspicious Clear None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below allow several alerts in one record, but no healthy peer sends them so.";
    AlertLevelInvalid "alert-level-invalid" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.2; RFC 8446 section 6"
        "An alert has level 1 (warning) or 2 (fatal). TLS 1.3 receivers ignore the level; before TLS 1.3 any other one is an error.";
    AlertUnknown "alert-unknown" Suspicious Clear None "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "An alert has an assigned description. In TLS 1.3 an unknown one ends the connection; before TLS 1.3 the receiver decides.";
    AlertReservedSent "alert-reserved-sent" SenderBreach Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2"
        "TLS 1.2 forbids the alerts decryption_failed (21) and export_restriction (60), and TLS 1.1 already discourages them.";
    AlertNoCertificateSsl3 "alert-no-certificate-ssl3" SenderBreach Clear None "RFC 6101 sections 5.4.2, 5.6.6"
        "Only a client of SSL 3.0 sends no_certificate (41), as a warning and in place of a Certificate that was requested.";
    AlertVersionScope "alert-version-scope" Suspicious Clear None "RFC 6101 section 5.4; RFC 8446 section 6"
        "A peer sends only alerts that the negotiated version knows; certificate_required (116), for one, belongs to TLS 1.3.";
    AlertErrorAsWarning13 "alert-error-as-warning-13" SenderBreach Opened None "RFC 8446 section 6; RFC 9846 section 6"
        "In TLS 1.3 a peer sends every error alert at level fatal; at level warning it is fatal all the same.";
    AlertFatalAsWarning12 "alert-fatal-as-warning-12" Suspicious Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2; RFC 6066 section 8"
        "In TLS 1.2 and below a peer does not send at level warning what the RFCs declare always fatal, such as handshake_failure (40).";
    AlertCloseNotifyFatal "alert-close-notify-fatal" SenderBreach Clear None "RFC 9846 section 6.1; RFC 5246 section 7.2 example"
        "A peer sends close_notify at level warning.";
    AlertNoRenegotiationLevel "alert-no-renegotiation-level" Suspicious Opened None "RFC 5246 section 7.2.2"
        "A peer sends no_renegotiation at level warning.";
    AlertNoRenegotiationContext "alert-no-renegotiation-context" Suspicious Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6"
        "A client sends no_renegotiation in answer to a HelloRequest, a server in answer to a ClientHello that renegotiates. TLS 1.3 does not have it.";
    AlertWarningRun "alert-warning-run" Suspicious Clear Tls(UNEXPECTED_MESSAGE) ""
        "A run of warning alerts, by default more than 4, is legal but typical of an attack.";
    AlertWarningBeforeServerHello "alert-warning-before-server-hello" Informational Both None "RFC 6066 section 3; RFC 5246 section 7.2"
        "Legal: a server may send a warning, such as unrecognized_name (112), before its ServerHello.";
    AlertBeforeClientHello "alert-before-client-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4"
        "A connection begins with a ClientHello; no peer has reason to send an alert before it.";
    AlertUserCanceledAlone "alert-user-canceled-alone" SenderBreach Clear None "RFC 9846 section 6.1; RFC 8446 section 6.1; RFC 5246 section 7.2.2"
        "A peer that sends user_canceled sends close_notify after it.";
    AlertPlaintextAfterKeys "alert-plaintext-after-keys" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6; RFC 8446 section 6, appendix A.1"
        "A peer sends no alert in the clear once its records are protected: after its ChangeCipherSpec, and in TLS 1.3 from the ServerHello on for a server, from the first record under handshake keys on for a client.";
    AlertPlaintextClient13 "alert-plaintext-client-13" Informational Both None "RFC 8446 appendix A.1 note"
        "Legal: a TLS 1.3 client that has not protected a record yet may answer the ServerHello with an alert in the clear.";
    AlertMidMessage13 "alert-mid-message-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 peer sends no alert between two records of one handshake message, unless the alert ends the connection.";
    AlertMidMessage12 "alert-mid-message-12" Suspicious Clear None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below allow an alert between two records of one handshake message, but no healthy peer sends one.";
    AlertEchRequiredContext "alert-ech-required-context" Suspicious Opened None "RFC 9849 section 6.1.6"
        "Only a client that offered Encrypted ClientHello sends ech_required (121), once it has finished a handshake in which the server did not accept it.";
    AlertCertRequiredContext "alert-cert-required-context" Suspicious Opened None "RFC 8446 section 4.4.2.4"
        "Only a TLS 1.3 server sends certificate_required (116), in answer to an empty Certificate of the client.";
    AlertCodeDiffers "alert-code-differs" Informational Opened None ""
        "A peer that answers a violation is expected to send the alert that the RFC names for it.";
    AlertAbsentAfterViolation "alert-absent-after-violation" Informational Both None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "A peer that finds a fatal violation ends the connection and does not go on.";
    AlertSsl3Mapping "alert-ssl3-mapping" Informational Both None "RFC 6101 section 5.4"
        "SSL 3.0 has only the alerts 0, 10, 20, 30 and 40 to 47. It says illegal_parameter where TLS has decode_error or record_overflow, and handshake_failure where TLS has protocol_version or decrypt_error.";
}
