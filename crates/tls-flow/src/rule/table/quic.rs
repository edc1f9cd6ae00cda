//! TLS over QUIC (RFC 9001).

group! {
    QuicRecordContent "quic-record-content" Violation Opened QuicProtocolViolation "RFC 9001 sections 4, 8.4"
        "ChangeCipherSpec, alert records and record headers do not exist in QUIC: only handshake bytes per encryption level are fed.";
    QuicEoed "quic-eoed" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 8.3"
        "EndOfEarlyData is not used.";
    QuicKeyUpdate "quic-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 6"
        "TLS KeyUpdate must be treated as a connection error.";
    QuicPha "quic-pha" Violation Opened QuicProtocolViolation "RFC 9001 section 4.4"
        "Post-handshake CertificateRequest.";
    QuicCryptoIn0rtt "quic-crypto-in-0rtt" Violation Opened QuicProtocolViolation "RFC 9001 section 8.3"
        "CRYPTO data at the 0-RTT level.";
    QuicWrongLevel "quic-wrong-level" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "Each message belongs to one level: ClientHello/ServerHello or HelloRetryRequest Initial; EncryptedExtensions..Finished and client Cert/CV/Finished Handshake; NewSessionTicket 1-RTT; new bytes at an older level are an error. Bytes of a level not yet reached are buffered, not flagged.";
    QuicUnconsumed "quic-unconsumed" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "When a level is superseded no unconsumed (partial) handshake bytes remain at the old one.";
    QuicVersion "quic-version" Violation Opened Tls(PROTOCOL_VERSION) "RFC 9001 section 4.2"
        "TLS below TLS 1.3 is never negotiated.";
    QuicSessionId "quic-session-id" Violation Opened QuicProtocolViolation "RFC 9001 section 8.4"
        "legacy_session_id is empty.";
    QuicParamsMissing "quic-params-missing" Violation Opened Tls(MISSING_EXTENSION) "RFC 9001 section 8.2"
        "ClientHello and EncryptedExtensions carry quic_transport_parameters.";
    QuicParamsOnTcp "quic-params-on-tcp" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 9001 section 8.2"
        "That extension outside QUIC.";
    QuicNstEarlySize "quic-nst-early-size" Violation Opened QuicProtocolViolation "RFC 9001 section 4.6.1"
        "NewSessionTicket early_data's max size is 0xffffffff.";
    QuicNstLevel "quic-nst-level" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 sections 4.1.3, 4.5"
        "Post-handshake TLS data is NewSessionTicket only, at 1-RTT.";
    QuicNoAlignment "quic-no-alignment" Informational Opened None "RFC 9001 section 4.1.3"
        "Record-alignment rules do not apply; quic-unconsumed replaces them.";
}
