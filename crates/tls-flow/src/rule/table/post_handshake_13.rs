//! NewSessionTicket, post-handshake authentication and KeyUpdate in TLS 1.3.

group! {
    Nst13FromClient "nst13-from-client" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "NewSessionTicket comes from servers only.";
    Nst13BeforeServerFinished "nst13-before-server-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "NewSessionTicket before the server's own Finished.";
    Nst13HalfRtt "nst13-half-rtt" Informational Opened None "RFC 8446 section 4.6.1 note"
        "NewSessionTicket after the server's Finished but before the client's: allowed by the note when no client certificate is expected.";
    Nst13NoPskModes "nst13-no-psk-modes" Informational Opened None "RFC 8446 section 4.2.9; RFC 9846 section 4.7.1"
        "A ticket to a client that sent no psk_key_exchange_modes must be ignored (9846), and should not be sent.";
    Nst13Lifetime "nst13-lifetime" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.1"
        "ticket_lifetime is at most 604800 s.";
    Nst13EmptyTicket "nst13-empty-ticket" Violation Opened Tls(DECODE_ERROR) "RFC 8446 section 4.6.1"
        "The ticket is not empty.";
    PhaNotOffered "pha-not-offered" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A post-handshake CertificateRequest needs post_handshake_auth in the ClientHello.";
    PhaContextUnique "pha-context-unique" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.3.2"
        "Each post-handshake authentication request has a context distinct from all earlier ones.";
    PhaBeforeCompletion "pha-before-completion" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A CertificateRequest after the server's Finished but before the client's Finished.";
    PhaResponseUnsolicited "pha-response-unsolicited" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.6.2, 4.4.2"
        "Client Certificate after completion with no outstanding request (or unknown context).";
    PhaResponseOrder "pha-response-order" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "The response is Certificate, CertificateVerify unless it was empty, Finished, contiguous, no other message type in between.";
    PhaResponseOutOfOrder "pha-response-out-of-order" Informational Opened None "RFC 8446 section 4.6.2"
        "Responses to several requests may come in any order.";
    PhaFinishedAlignment "pha-finished-alignment" Informational Opened None "RFC 8446 sections 5.1, 4.6.2"
        "A post-handshake authentication Finished is not followed by a key change: no alignment rule.";
    KuBeforeFinished "ku-before-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.3"
        "KeyUpdate before the sender's Finished.";
    KuValue "ku-value" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.3"
        "request_update is 0 or 1.";
    KuNoResponse "ku-no-response" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "After receiving update_requested the peer sends KeyUpdate before its next application data (unless at the epoch limit).";
    KuDoubleRequest "ku-double-request" SenderBreach Opened None "RFC 9846 section 4.7.3"
        "9846: no second update_requested until a KeyUpdate was received. On path: reported for request n+1 only if fewer than n KeyUpdates of the peer were seen since completion; exact at the requester's endpoint.";
    KuResponseRequests "ku-response-requests" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "Answering update_requested with update_requested only: at an endpoint, reported at the next application data if no KeyUpdate(0) came since the request; crossing requests are legal.";
    KuFlood "ku-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) "RFC 9846 section 4.7.3 forbids enforcing only the 2^48-1 limit"
        "More than a policy bound (32) of KeyUpdates without data.";
    KuOldKey "ku-old-key" Violation Embedder Tls(BAD_RECORD_MAC) "RFC 8446 section 4.6.3"
        "Records after KeyUpdate use the new key; one under the old key is fatal.";
}
