//! False Start, and when application data may come, in TLS 1.2 and below.

group! {
    FsClient "fs-client" Informational Passive None "RFC 7918; RFC 6101 section 5.6.9"
        "Full handshake: the client may send application data after its own Finished before the server's.";
    FsServerAbbreviated "fs-server-abbreviated" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 6101 section 5.6.9"
        "In an abbreviated handshake the TLS server must wait for the client's Finished before application data (SSL3 allows it).";
    FsWeakSuite "fs-weak-suite" Suspicious Passive None "RFC 7918"
        "False start with RSA/static key exchange or export/RC4/CBC-only suites.";
    AppBeforeFinished12 "app-before-finished-12" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 2246 section 7.3"
        "Once a ClientHello that excludes TLS 1.3, or a TLS 1.2 and below ServerHello, was seen: no application data from a peer before its own ChangeCipherSpec+Finished in the first handshake.";
    AppServerBeforeClientFinished "app-server-before-client-finished" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "Full handshake: server application data before the client's Finished cannot be protected legally.";
    AppNullSuite "app-null-suite" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 11 , 6.1"
        "Application data under NULL_WITH_NULL_NULL (initial state) is forbidden.";
    AppInRenegotiationAfterCcs "app-in-renegotiation-after-ccs" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.9"
        "In a renegotiation, data between a peer's ChangeCipherSpec and its Finished.";
}
