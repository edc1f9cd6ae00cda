//! Framing and reassembly of handshake messages.

group! {
    HsfTypeUnknown "hsf-type-unknown" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 section 4"
        "The handshake type is assigned: 0,1,2,3(DTLS),4,5,8,11-16,20-25,67,203,(254 internal).";
    HsfTypeWrongVersion "hsf-type-wrong-version" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3; RFC 5246 section 7.4"
        "The type exists in the negotiated version (TLS 1.2 and below has no 5,8,24,25; TLS 1.3 has no 0,12,14,16,21,22,23,67).";
    HsfTypeWrongDirection "hsf-type-wrong-direction" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 sections 4, 4.5"
        "Types 0,2,4,12,13,14,22 come from servers and 1,5,16,21,67,203 from clients (8 from a client: hs13-alps-client-ee).";
    HsfTooLong "hsf-too-long" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4"
        "A message length is within the per-type policy bound (and <=2^24-1 structurally).";
    HsfFixedLength "hsf-fixed-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 sections 7.4.1.1, 7.4.5, 7.4.9; RFC 8446 sections 4.5, 4.6.3; RFC 6101 section 5.6.9"
        "Fixed-size bodies are exact: HelloRequest 0, ServerHelloDone 0, EndOfEarlyData 0, KeyUpdate 1, Finished 36 (SSL3) / 12 (TLSTLS 1.2 and below; 32 with the GOST suites C100-C102, whose renegotiation_info lengths follow) / hash length (TLS 1.3).";
    HsfCertificateFormat "hsf-certificate-format" Informational Both None "RFC 7250; RFC 7924"
        "A Certificate whose format another extension changed (raw public key, OpenPGP, cached_info acknowledged in the hellos) is not read as an X.509 list: order rules only.";
    HsfTrailingBytes "hsf-trailing-bytes" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 4.1; RFC 8446 section 6"
        "A message body is consumed exactly.";
    HsfTruncatedBody "hsf-truncated-body" Violation Clear Tls(DECODE_ERROR) "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "An inner length may not exceed the message.";
    HsfHeaderSplit "hsf-header-split" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "A 4-byte handshake header may itself be split over records; must be reassembled.";
    HsfCoalesced "hsf-coalesced" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Several messages in one record are legal, within one key epoch.";
    HsfInterleaved13 "hsf-interleaved-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "In TLS 1.3 no other record type between two fragments of one handshake message.";
    HsfInterleaved12 "hsf-interleaved-12" Suspicious Clear None "RFC 5246 sections 6.2.1, 10"
        "In TLS 1.2 and below other content types (not ChangeCipherSpec) may separate fragments; suspicious in the first handshake, normal in renegotiation.";
    HsfClientHelloFragmented "hsf-client-hello-fragmented" Informational Both None "RFC 5246 section 6.2.1"
        "A first ClientHello spread over several records is legal; a first fragment too short to hold the version is a known evasion trick (said in the explanation, not in the severity: real clients split hellos).";
    HsfBufferLimit "hsf-buffer-limit" Informational Clear Tls(ILLEGAL_PARAMETER) ""
        "The reassembler refuses to buffer more than its bound for one message or flight.";
    HsfPostHandshakeFlood "hsf-post-handshake-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) ""
        "A long run of post-handshake handshake messages without application data (policy 32) is a DoS indicator.";
    HsfExtensionDuplicate "hsf-extension-duplicate" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.4; RFC 8446 section 4.2"
        "An extension block contains each type once.";
    HsfGrease "hsf-grease" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 8701 sections 3, 4"
        "GREASE values must be ignored in ClientHello/CertificateRequest/NewSessionTicket lists and may never be selected by the other side.";
}
