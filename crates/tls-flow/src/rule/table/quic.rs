//! TLS over QUIC (RFC 9001).

group! {
    QuicRecordContent "quic-record-content" Violation Opened QuicProtocolViolation "RFC 9001 sections 4, 8.4"
        "QUIC carries handshake messages only: no records, no ChangeCipherSpec and no TLS alerts.";
    QuicEoed "quic-eoed" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 8.3"
        "Over QUIC a client sends no EndOfEarlyData.";
    QuicKeyUpdate "quic-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 6"
        "Over QUIC no peer sends the TLS message KeyUpdate; QUIC changes keys by itself.";
    QuicPha "quic-pha" Violation Opened QuicProtocolViolation "RFC 9001 section 4.4"
        "Over QUIC a server sends no CertificateRequest after the handshake.";
    QuicCryptoIn0rtt "quic-crypto-in-0rtt" Violation Opened QuicProtocolViolation "RFC 9001 section 8.3"
        "A client sends no CRYPTO frames in 0-RTT packets.";
    QuicWrongLevel "quic-wrong-level" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "Over QUIC the hellos travel in Initial packets, the rest of the handshake in Handshake packets and NewSessionTicket in 1-RTT packets. No new bytes come at a level that is past.";
    QuicUnconsumed "quic-unconsumed" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "When QUIC leaves an encryption level, no handshake message of that level is incomplete.";
    QuicVersion "quic-version" Violation Opened Tls(PROTOCOL_VERSION) "RFC 9001 section 4.2"
        "Over QUIC no version below TLS 1.3 is negotiated.";
    QuicSessionId "quic-session-id" Violation Opened QuicProtocolViolation "RFC 9001 section 8.4"
        "Over QUIC the legacy_session_id of a ClientHello is empty.";
    QuicParamsMissing "quic-params-missing" Violation Opened Tls(MISSING_EXTENSION) "RFC 9001 section 8.2"
        "Over QUIC both ClientHello and EncryptedExtensions carry quic_transport_parameters.";
    QuicParamsOnTcp "quic-params-on-tcp" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 9001 section 8.2"
        "No peer sends quic_transport_parameters where TLS does not run over QUIC.";
    QuicNstEarlySize "quic-nst-early-size" Violation Opened QuicProtocolViolation "RFC 9001 section 4.6.1"
        "Over QUIC the max_early_data_size of a NewSessionTicket is 0xffffffff.";
    QuicNstLevel "quic-nst-level" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 sections 4.1.3, 4.5"
        "After the handshake a QUIC connection carries no handshake message but NewSessionTicket, in 1-RTT packets.";
    QuicNoAlignment "quic-no-alignment" Informational Opened None "RFC 9001 section 4.1.3"
        "Legal: QUIC has no records, so no message has to end one; instead none may be incomplete when the level changes.";
}
