//! Alerts.

group! {
    AlertBadLength "alert-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 8446 sections 5.1, 6; RFC 9846 section 6"
        "A TLS 1.3 alert record contains exactly one complete 2-byte alert; a TLS 1.2 and below alert record shorter or longer is covered by alert-fragmented/alert-coalesced.";
    AlertEmpty "alert-empty" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 6.2.1; RFC 8446 sections 5.1, 5.4"
        "A zero-length alert record is illegal in 1.2 and TLS 1.3.";
    AlertFragmented "alert-fragmented" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below an alert split over two records is legal but no modern stack sends it.";
    AlertCoalesced "alert-coalesced" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below several alerts in one record are legal but suspicious.";
    AlertLevelInvalid "alert-level-invalid" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.2; RFC 8446 section 6"
        "An alert level is 1 or 2 (TLS 1.2 and below); in TLS 1.3 the level is ignored. One report per record; the record is not interpreted further.";
    AlertUnknown "alert-unknown" Suspicious Clear None "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "An unassigned description: TLS 1.3 treats it as an error alert; TLS 1.2 and below leaves it to the receiver.";
    AlertReservedSent "alert-reserved-sent" SenderBreach Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2"
        "Reserved alerts are not sent: decryption_failed(21) in 1.2 (S in 1.1, legal in 1.0), export_restriction(60) in 1.2 (S in 1.1, legal in 1.0). no_certificate(41): alert-no-certificate-ssl3.";
    AlertNoCertificateSsl3 "alert-no-certificate-ssl3" SenderBreach Clear None "RFC 6101 sections 5.4.2, 5.6.6"
        "no_certificate(41, warning) is legal only in SSL3, only from the client, only where a requested Certificate was due.";
    AlertVersionScope "alert-version-scope" Suspicious Clear None "RFC 6101 section 5.4; RFC 8446 section 6"
        "An alert code not defined for the negotiated version (e.g. 109/116/117/120 from TLS 1.2 and below peers without the extension, 100 in TLS 1.3, anything but the SSL3 set in SSL3).";
    AlertErrorAsWarning13 "alert-error-as-warning-13" SenderBreach Opened None "RFC 8446 section 6; RFC 9846 section 6"
        "In TLS 1.3 every error alert is sent with level fatal; received at warning level it is still fatal.";
    AlertFatalAsWarning12 "alert-fatal-as-warning-12" Suspicious Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2; RFC 6066 section 8"
        "Alerts that the version's RFC declares always fatal sent with level warning: 10, 20, 22, 30, 40, 47, 48, 49, 50, 70, 71, 80, 110, 113, 115; 51 in 1.2; 21 and 60 where they exist.";
    AlertCloseNotifyFatal "alert-close-notify-fatal" SenderBreach Clear None "RFC 9846 section 6.1; RFC 5246 section 7.2 example"
        "close_notify is sent with level warning.";
    AlertNoRenegotiationLevel "alert-no-renegotiation-level" Suspicious Opened None "RFC 5246 section 7.2.2"
        "no_renegotiation is always a warning.";
    AlertNoRenegotiationContext "alert-no-renegotiation-context" Suspicious Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6"
        "no_renegotiation answers a HelloRequest (client) or a renegotiation ClientHello (server); anywhere else, and in TLS 1.3, it is out of context.";
    AlertWarningRun "alert-warning-run" Suspicious Clear Tls(UNEXPECTED_MESSAGE) ""
        "More than a policy bound (default 4) of consecutive warning alerts.";
    AlertWarningBeforeServerHello "alert-warning-before-server-hello" Informational Both None "RFC 6066 section 3; RFC 5246 section 7.2"
        "A server warning (e.g. unrecognized_name) before ServerHello is legal.";
    AlertBeforeClientHello "alert-before-client-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4"
        "An alert from the client before its ClientHello, or from the server before any ClientHello bytes.";
    AlertUserCanceledAlone "alert-user-canceled-alone" SenderBreach Clear None "RFC 9846 section 6.1; RFC 8446 section 6.1; RFC 5246 section 7.2.2"
        "user_canceled is followed by close_notify from the same peer.";
    AlertPlaintextAfterKeys "alert-plaintext-after-keys" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6; RFC 8446 section 6, appendix A.1"
        "A cleartext alert in a direction already protected: in TLS 1.2 and below after that peer's ChangeCipherSpec; in TLS 1.3 from the server after ServerHello, from the client after its first record under handshake keys (0-RTT records do not count; with early_data offered a passive observer is silent after ServerHello).";
    AlertPlaintextClient13 "alert-plaintext-client-13" Informational Both None "RFC 8446 appendix A.1 note"
        "A client that has not yet sent a protected record may report a handshake error in the clear after ServerHello.";
    AlertMidMessage13 "alert-mid-message-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A non-fatal alert between two fragments of a handshake message is interleaving.";
    AlertMidMessage12 "alert-mid-message-12" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below an alert between fragments is legal.";
    AlertEchRequiredContext "alert-ech-required-context" Suspicious Opened None "RFC 9849 section 6.1.6"
        "ech_required(121) is sent only by a client that offered ECH, after ServerHello without acceptance, once the handshake finished.";
    AlertCertRequiredContext "alert-cert-required-context" Suspicious Opened None "RFC 8446 section 4.4.2.4"
        "certificate_required(116) is sent only by a TLS 1.3 server after an empty client Certificate.";
    AlertCodeDiffers "alert-code-differs" Informational Opened None ""
        "The alert a peer sent after the other's violation is not the one the rule requires.";
    AlertAbsentAfterViolation "alert-absent-after-violation" Informational Both None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "A peer kept talking after the other's fatal violation.";
    AlertSsl3Mapping "alert-ssl3-mapping" Informational Both None "RFC 6101 section 5.4"
        "In SSL3 only codes 0,10,20,30,40-47 exist: decode_error, record_overflow and unsupported_extension map to illegal_parameter(47), protocol_version, decrypt_error and no_renegotiation to handshake_failure(40).";
}
