//! ChangeCipherSpec in SSL 3.0 to TLS 1.2.

group! {
    CcsBadLength "ccs-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.1; RFC 6101 section 5.3"
        "A ChangeCipherSpec record in the clear contains exactly one byte.";
    CcsBadValue "ccs-bad-value" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.1"
        "The one byte of a ChangeCipherSpec is 1.";
    CcsBeforeClientHello "ccs-before-client-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4"
        "No peer sends ChangeCipherSpec before the first ClientHello.";
    CcsBeforeServerHello "ccs-before-server-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.1.2"
        "In TLS 1.2 and below no peer sends ChangeCipherSpec between a ClientHello and the ServerHello that answers it.";
    CcsClientBeforeCke "ccs-client-before-cke" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.7; RFC 6101 section 5.5"
        "In a full handshake the client sends ChangeCipherSpec only after its ClientKeyExchange; an earlier one is the mark of CVE-2014-0224.";
    CcsServerEarly "ccs-server-early" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.1"
        "A server sends ChangeCipherSpec only after the client's, unless it resumes a session.";
    CcsClientBeforeServer "ccs-client-before-server" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3 fig. 2"
        "When a session is resumed, the client sends ChangeCipherSpec only after the server's ChangeCipherSpec and Finished.";
    CcsMissing "ccs-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.9"
        "In TLS 1.2 and below a peer sends ChangeCipherSpec before its Finished, in every handshake.";
    CcsDuplicate "ccs-duplicate" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.1"
        "In TLS 1.2 and below each peer sends ChangeCipherSpec once per handshake.";
    CcsOutsideHandshake "ccs-outside-handshake" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.3"
        "In TLS 1.2 and below a peer sends no ChangeCipherSpec after a completed handshake until it has begun a renegotiation.";
    CcsMidMessage "ccs-mid-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 6.2.1; RFC 6101 section 5.5"
        "A peer sends no ChangeCipherSpec while one of its handshake messages is incomplete: the rest would be under other keys.";
    CcsNotFollowedByFinished "ccs-not-followed-by-finished" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.9, 7.1"
        "After its ChangeCipherSpec a peer sends Finished before any application data; only alerts, and NextProtocol or ChannelID where negotiated, may stand between the two.";
    CcsUnprotectedAfter "ccs-unprotected-after" Violation Passive Tls(BAD_RECORD_MAC) "RFC 5246 section 7.1; RFC 2246 section 7.1"
        "Everything that a peer sends after its ChangeCipherSpec is under the new keys; a handshake message in the clear is legal only with a NULL cipher.";
    CcsAlertBetween "ccs-alert-between" Suspicious Both None "RFC 5246 section 6.2.1"
        "No RFC forbids a warning alert between ChangeCipherSpec and Finished, but OpenSSL and BoringSSL reject it.";
    CcsRenegotiationSealed "ccs-renegotiation-sealed" Informational Passive None "RFC 5246 section 7.1"
        "Legal: in a renegotiation ChangeCipherSpec is itself protected under the old keys, so its record is longer than one byte.";
}
