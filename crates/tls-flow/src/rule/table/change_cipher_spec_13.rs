//! ChangeCipherSpec in TLS 1.3, where it is there for middleboxes alone.

group! {
    Ccs13BadContent "ccs13-bad-content" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5; RFC 9846 section 5"
        "A TLS 1.3 ChangeCipherSpec record is exactly the single byte 0x01.";
    Ccs13BeforeClientHello "ccs13-before-client-hello" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "No ChangeCipherSpec precedes the first ClientHello; a server running stateless HelloRetryRequest may be unable to tell.";
    Ccs13AfterFinished "ccs13-after-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "A ChangeCipherSpec received after the peer's Finished is an unexpected record.";
    Ccs13Late "ccs13-late" Suspicious Passive Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "Passive proxy for the previous rule: a ChangeCipherSpec after that peer has begun (client) its second flight or (server) more than its first protected flight of records.";
    Ccs13Protected "ccs13-protected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "An encrypted ChangeCipherSpec (inner type 20) is never legal.";
    Ccs13ServerBeforeHello "ccs13-server-before-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5, appendix D.4"
        "The server's ChangeCipherSpec belongs right after its ServerHello or HelloRetryRequest; before them section 5's text tolerates it but every stack read rejects it.";
    Ccs13ServerPosition "ccs13-server-position" Suspicious Both None "RFC 8446 appendix D.4"
        "A server ChangeCipherSpec that was not owed (empty session id) stands elsewhere than directly after ServerHello or HelloRetryRequest.";
    Ccs13ClientPosition "ccs13-client-position" Suspicious Both None "RFC 8446 appendix D.4"
        "The client's compat ChangeCipherSpec comes immediately before its second flight (second ClientHello or encrypted flight), or right after the first ClientHello when it offers 0-RTT; an earlier position is odd (a later one is ccs13-late).";
    Ccs13MissingServer "ccs13-missing-server" SenderBreach Both None "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "If the TLS 1.3 ClientHello had a non-empty legacy_session_id (and this is not QUIC/DTLS), the server sends a ChangeCipherSpec directly after its first handshake message; reported at the first server record after ServerHello or HelloRetryRequest that is not a ChangeCipherSpec.";
    Ccs13Unneeded "ccs13-unneeded" Informational Both None "RFC 8446 section 5, appendix D.4"
        "ChangeCipherSpec without a non-empty session id in ClientHello is legal and dropped.";
    Ccs13Repeated "ccs13-repeated" Suspicious Both None "RFC 8446 section 5"
        "More than one ChangeCipherSpec per peer per handshake, HelloRetryRequest or not, is legal text but suspicious.";
    Ccs13Flood "ccs13-flood" Suspicious Both Tls(UNEXPECTED_MESSAGE) ""
        "More ChangeCipherSpec than a policy bound (default 32, counted with empty records).";
    Ccs13MidMessage "ccs13-mid-message" SenderBreach Clear None "RFC 8446 section 5.1"
        "A ChangeCipherSpec between two fragments of one handshake message is interleaving.";
    Ccs13InLe12Context "ccs13-in-le12-context" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.3, D.4"
        "A client that pre-sent a compat ChangeCipherSpec (after a 0-RTT ClientHello) and then gets a TLS 1.2 and below ServerHello has violated TLS 1.2 and below order; the client must fail anyway.";
}
