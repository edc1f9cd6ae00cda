//! Key changes and the ends of records in TLS 1.3.

group! {
    KeyClientHelloAligned "key-client-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 ClientHello (first or second) ends its record.";
    KeyServerHelloAligned "key-server-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 ServerHello ends its record: any trailing byte, complete or partial message, is a violation.";
    KeyEoedAligned "key-eoed-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "EndOfEarlyData ends its record.";
    KeyFinishedAligned "key-finished-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "The main-handshake Finished of each peer ends its record.";
    KeyUpdateAligned "key-update-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "KeyUpdate ends its record.";
    KeyFinishedAligned12 "key-finished-aligned-12" Suspicious Opened None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below: bytes after Finished in the same record (a HelloRequest or ClientHello coalesced) are legal text but suspicious.";
    KeyPendingFragment "key-pending-fragment" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "An incomplete message pending when the direction's keys change.";
    KeyWrongEpoch "key-wrong-epoch" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 2, 4.4, 4.6, 7.1"
        "A decrypted message arrived under keys other than those its position requires (EncryptedExtensions in early epoch, Finished under application keys, NewSessionTicket or application data under handshake keys).";
}
