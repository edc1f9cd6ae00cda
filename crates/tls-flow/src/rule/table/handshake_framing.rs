//! Framing and reassembly of handshake messages.

group! {
    HsfTypeUnknown "hsf-type-unknown" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 section 4"
        "A peer sends only handshake messages of an assigned type.";
    HsfTypeWrongVersion "hsf-type-wrong-version" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3; RFC 5246 section 7.4"
        "A peer sends only handshake messages of the negotiated version: no EncryptedExtensions or KeyUpdate before TLS 1.3, and no ServerKeyExchange, ServerHelloDone or ClientKeyExchange in TLS 1.3.";
    HsfTypeWrongDirection "hsf-type-wrong-direction" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 sections 4, 4.5"
        "A client sends no message that belongs to servers, such as ServerHello or NewSessionTicket, and a server none that belongs to clients, such as ClientKeyExchange or EndOfEarlyData.";
    HsfTooLong "hsf-too-long" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4"
        "A handshake message is no longer than its receiver accepts, by default 64 KiB, or just under 128 KiB for a Certificate. The format itself ends at 2^24 - 1 bytes.";
    HsfFixedLength "hsf-fixed-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 sections 7.4.1.1, 7.4.5, 7.4.9; RFC 8446 sections 4.5, 4.6.3; RFC 6101 section 5.6.9"
        "HelloRequest, ServerHelloDone and EndOfEarlyData are empty and KeyUpdate has 1 byte. Finished has 36 bytes in SSL 3.0, 12 up to TLS 1.2 or 32 with GOST suites, and the length of the hash in TLS 1.3.";
    HsfCertificateFormat "hsf-certificate-format" Informational Both None "RFC 7250; RFC 7924"
        "Legal: an extension may change the format of a Certificate, for instance to a raw public key. Only its place is judged then, not its content.";
    HsfTrailingBytes "hsf-trailing-bytes" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 4.1; RFC 8446 section 6"
        "The body of a handshake message ends with its last field; no bytes follow.";
    HsfTruncatedBody "hsf-truncated-body" Violation Clear Tls(DECODE_ERROR) "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "All fields of a handshake message lie within the length that its header states.";
    HsfHeaderSplit "hsf-header-split" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Legal: even the 4-byte header of a handshake message may be split over records; the receiver joins it.";
    HsfCoalesced "hsf-coalesced" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Legal: one record may contain several handshake messages, as long as no keys change between them.";
    HsfInterleaved13 "hsf-interleaved-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "In TLS 1.3 no record of another type stands between two records of one handshake message.";
    HsfInterleaved12 "hsf-interleaved-12" Suspicious Clear None "RFC 5246 sections 6.2.1, 10"
        "TLS 1.2 and below allow records of another type, ChangeCipherSpec apart, between two records of one handshake message, but in a first handshake no healthy peer sends them.";
    HsfClientHelloFragmented "hsf-client-hello-fragmented" Informational Both None "RFC 5246 section 6.2.1"
        "Legal: a ClientHello may be spread over several records. A first one too short to hold the version is a known trick against filters.";
    HsfBufferLimit "hsf-buffer-limit" Alias Clear Tls(ILLEGAL_PARAMETER) ""
        "A receiver collects an incomplete handshake message only up to a bound; told as `hsf-too-long`.";
    HsfPostHandshakeFlood "hsf-post-handshake-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) ""
        "A long run of post-handshake messages without application data, by default more than 32, is legal but typical of an attack.";
    HsfExtensionDuplicate "hsf-extension-duplicate" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.4; RFC 8446 section 4.2"
        "An extension block contains no extension twice.";
    HsfGrease "hsf-grease" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 8701 sections 3, 4"
        "A peer ignores the GREASE values that the other offers, and never selects one.";
}
