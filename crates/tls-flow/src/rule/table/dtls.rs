//! DTLS, as far as it differs.

group! {
    DtlsHvr "dtls-hvr" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6347 section 4.2.1; RFC 9147 section 5.1"
        "HelloVerifyRequest(3) once, server only, before ServerHello, cookie echoed in ClientHello2 with otherwise equal parameters; not in DTLS 1.3.";
    DtlsReordering "dtls-reordering" Informational Both None "RFC 6347 sections 4.2.2, 4.2.3; RFC 9147 sections 5.2, 5.5"
        "Lost, repeated, reordered handshake fragments are legal: order rules apply after message_seq reassembly.";
    DtlsFragmentMismatch "dtls-fragment-mismatch" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 6347 section 4.2.3; RFC 9147 section 5.5"
        "Fragments of one message_seq agree in type and total length.";
    DtlsInvalidRecord "dtls-invalid-record" Informational Both None "RFC 6347 section 4.1.2.7; RFC 9147 section 4.5.2"
        "Invalid records are silently discarded rather than fatal.";
    DtlsCcsUnsequenced "dtls-ccs-unsequenced" Informational Both None "RFC 6347 sections 4.1, 4.2.4"
        "ChangeCipherSpec has no message_seq: an out-of-order ChangeCipherSpec is dropped, not flagged.";
    DtlsEpoch "dtls-epoch" Informational Both None "RFC 6347 section 4.1"
        "After ChangeCipherSpec the sender's epoch increases by one; records of a wrong epoch are dropped.";
    DtlsHelloRequestSeq "dtls-hello-request-seq" Informational Opened None "RFC 6347 section 4.2.2"
        "Each handshake restarts message_seq at 0; in a server-initiated renegotiation the HelloRequest takes 0 and ServerHello 1.";
    Dtls13Ccs "dtls13-ccs" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 9147 sections 5, 5.3, 5.6"
        "DTLS 1.3 has no ChangeCipherSpec and no EndOfEarlyData and an empty session-id echo.";
    Dtls13Ack "dtls13-ack" Informational Both None "RFC 9147 section 7"
        "ACK(26) is a record type of its own, legal any time after the peer's first handshake record.";
    Dtls13KeyUpdate "dtls13-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 section 8"
        "KeyUpdate takes effect after its ACK; further handshake messages in the same epoch are an error.";
    DtlsNoRecordAlignment "dtls-no-record-alignment" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 sections 5.5, 6.1"
        "TLS 1.3's alignment rule becomes a rule on message_seq at epoch change.";
}
