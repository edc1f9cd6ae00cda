//! DTLS, as far as it differs.

group! {
    DtlsHvr "dtls-hvr" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6347 section 4.2.1; RFC 9147 section 5.1"
        "A DTLS server sends HelloVerifyRequest at most once, before ServerHello and never in DTLS 1.3. The client repeats its ClientHello with the cookie and otherwise unchanged.";
    DtlsReordering "dtls-reordering" Informational Both None "RFC 6347 sections 4.2.2, 4.2.3; RFC 9147 sections 5.2, 5.5"
        "Legal: DTLS handshake fragments may be lost, repeated or reordered; what counts is the order by message_seq.";
    DtlsFragmentMismatch "dtls-fragment-mismatch" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 6347 section 4.2.3; RFC 9147 section 5.5"
        "All fragments of one message_seq name the same message type and total length.";
    DtlsInvalidRecord "dtls-invalid-record" Informational Both None "RFC 6347 section 4.1.2.7; RFC 9147 section 4.5.2"
        "Legal: a DTLS receiver silently discards invalid records and goes on.";
    DtlsCcsUnsequenced "dtls-ccs-unsequenced" Informational Both None "RFC 6347 sections 4.1, 4.2.4"
        "Legal: in DTLS ChangeCipherSpec has no message_seq, so one that arrives out of order is dropped.";
    DtlsEpoch "dtls-epoch" Informational Both None "RFC 6347 section 4.1"
        "Legal: after ChangeCipherSpec a DTLS sender's epoch is one higher, and records of another epoch are dropped.";
    DtlsHelloRequestSeq "dtls-hello-request-seq" Informational Opened None "RFC 6347 section 4.2.2"
        "Legal: every DTLS handshake counts message_seq from 0; if the server asked for it, HelloRequest has 0 and ServerHello 1.";
    Dtls13Ccs "dtls13-ccs" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 9147 sections 5, 5.3, 5.6"
        "DTLS 1.3 has no ChangeCipherSpec and no EndOfEarlyData, and a server echoes no session id.";
    Dtls13Ack "dtls13-ack" Informational Both None "RFC 9147 section 7"
        "Legal: a DTLS 1.3 peer may send ACK records (26) at any time after the other's first handshake record.";
    Dtls13KeyUpdate "dtls13-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 section 8"
        "A DTLS 1.3 peer's KeyUpdate takes effect once it is acknowledged, and no further handshake message follows it in its epoch.";
    DtlsNoRecordAlignment "dtls-no-record-alignment" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 sections 5.5, 6.1"
        "In DTLS 1.3 no handshake message crosses a change of epoch; message_seq shows it, not the end of a record.";
}
