//! False Start, and when application data may come, in TLS 1.2 and below.

group! {
    FsClient "fs-client" Informational Passive None "RFC 7918; RFC 6101 section 5.6.9"
        "Legal: in a full handshake a client may send application data after its own Finished without waiting for the server's. This is called False Start.";
    FsServerAbbreviated "fs-server-abbreviated" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 6101 section 5.6.9"
        "A server that resumes a session sends application data only after it has received the client's Finished; SSL 3.0 lets it start before.";
    FsWeakSuite "fs-weak-suite" Suspicious Passive None "RFC 7918"
        "A client should send application data ahead of the server's Finished only with a forward-secret key exchange and an AEAD cipher.";
    AppBeforeFinished12 "app-before-finished-12" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 2246 section 7.3"
        "In TLS 1.2 and below a peer sends application data only after its own ChangeCipherSpec and Finished.";
    AppServerBeforeClientFinished "app-server-before-client-finished" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "In a full handshake a server sends application data only after the client's Finished; told as `app-before-finished-12`.";
    AppNullSuite "app-null-suite" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 11 , 6.1"
        "No peer sends application data in the initial state, where NULL_WITH_NULL_NULL protects nothing; told as `rec-plaintext-appdata`, `app-before-finished-12` or `early-no-ext`.";
    AppInRenegotiationAfterCcs "app-in-renegotiation-after-ccs" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.9"
        "In a renegotiation a peer sends no application data between its ChangeCipherSpec and its Finished; told as `ccs-not-followed-by-finished`.";
}
