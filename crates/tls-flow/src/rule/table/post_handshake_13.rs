//! NewSessionTicket, post-handshake authentication and KeyUpdate in TLS 1.3.

group! {
    Nst13FromClient "nst13-from-client" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "Only servers send NewSessionTicket; told as `hsf-type-wrong-direction`.";
    Nst13BeforeServerFinished "nst13-before-server-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "A TLS 1.3 server sends NewSessionTicket only after its own Finished.";
    Nst13HalfRtt "nst13-half-rtt" Informational Opened None "RFC 8446 section 4.6.1 note"
        "A server may send NewSessionTicket before it has received the client's Finished, but only if it requested no client certificate.";
    Nst13NoPskModes "nst13-no-psk-modes" Informational Opened None "RFC 8446 section 4.2.9; RFC 9846 section 4.7.1"
        "A server should send no ticket to a client whose ClientHello lacks psk_key_exchange_modes; the client ignores it.";
    Nst13Lifetime "nst13-lifetime" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.1"
        "The ticket_lifetime of a TLS 1.3 NewSessionTicket is at most 604,800 seconds, which is seven days.";
    Nst13EmptyTicket "nst13-empty-ticket" Violation Opened Tls(DECODE_ERROR) "RFC 8446 section 4.6.1"
        "The ticket in a TLS 1.3 NewSessionTicket is not empty.";
    PhaNotOffered "pha-not-offered" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A server sends CertificateRequest after the handshake only if the ClientHello carried post_handshake_auth.";
    PhaContextUnique "pha-context-unique" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.3.2"
        "Every CertificateRequest after the handshake has a certificate_request_context of its own.";
    PhaBeforeCompletion "pha-before-completion" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "After its own Finished a server sends CertificateRequest only when it has received the client's.";
    PhaResponseUnsolicited "pha-response-unsolicited" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.6.2, 4.4.2"
        "After the handshake a client sends Certificate only in answer to a CertificateRequest that is still open, with its context.";
    PhaResponseOrder "pha-response-order" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A client answers a post-handshake CertificateRequest with Certificate, CertificateVerify unless that was empty, and Finished, and sends nothing in between.";
    PhaResponseOutOfOrder "pha-response-out-of-order" Informational Opened None "RFC 8446 section 4.6.2"
        "Legal: a client may answer several post-handshake CertificateRequests in any order.";
    PhaFinishedAlignment "pha-finished-alignment" Informational Opened None "RFC 8446 sections 5.1, 4.6.2"
        "Legal: the Finished of a post-handshake authentication need not end its record, since no keys change after it.";
    KuBeforeFinished "ku-before-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.3"
        "A peer sends KeyUpdate only after its Finished.";
    KuValue "ku-value" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.3"
        "The request_update of a KeyUpdate is 0 or 1.";
    KuNoResponse "ku-no-response" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "A peer that received KeyUpdate with update_requested sends a KeyUpdate of its own before its next application data.";
    KuDoubleRequest "ku-double-request" SenderBreach Opened None "RFC 9846 section 4.7.3"
        "A peer that has sent KeyUpdate with update_requested sends no other such request before it has received a KeyUpdate.";
    KuResponseRequests "ku-response-requests" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "A peer answers update_requested by a KeyUpdate with update_not_requested, so that the two do not update without end.";
    KuFlood "ku-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) "RFC 9846 section 4.7.3 forbids enforcing only the 2^48-1 limit"
        "A long run of KeyUpdates without application data, by default more than 32, is legal but typical of an attack.";
    KuOldKey "ku-old-key" Violation Embedder Tls(BAD_RECORD_MAC) "RFC 8446 section 4.6.3"
        "After its KeyUpdate a peer protects every record with the new key; one under the old key ends the connection.";
}
