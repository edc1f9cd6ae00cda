//! ChangeCipherSpec in SSL 3.0 to TLS 1.2.

group! {
    CcsBadLength "ccs-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.1; RFC 6101 section 5.3"
        "A cleartext ChangeCipherSpec record contains exactly one byte.";
    CcsBadValue "ccs-bad-value" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.1"
        "That byte is 1.";
    CcsBeforeClientHello "ccs-before-client-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4"
        "No ChangeCipherSpec before the first ClientHello.";
    CcsBeforeServerHello "ccs-before-server-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.1.2"
        "When TLS 1.2 and below ends up negotiated, no ChangeCipherSpec from either peer between the (first or renegotiation) ClientHello and ServerHello; verdict on a client ChangeCipherSpec is deferred until the version is known.";
    CcsClientBeforeCke "ccs-client-before-cke" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.7; RFC 6101 section 5.5"
        "In a full handshake the client's ChangeCipherSpec comes after its ClientKeyExchange (CVE-2014-0224 when early).";
    CcsServerEarly "ccs-server-early" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.1"
        "In a full handshake the server's ChangeCipherSpec comes only after the client's ChangeCipherSpec (hence after ServerHelloDone); a ChangeCipherSpec inside or right after the server's first flight is early ChangeCipherSpec / early resume.";
    CcsClientBeforeServer "ccs-client-before-server" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3 fig. 2"
        "In an abbreviated handshake the client's ChangeCipherSpec follows the server's ChangeCipherSpec and Finished.";
    CcsMissing "ccs-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.9"
        "A Finished must be preceded by a ChangeCipherSpec from the same peer in the same handshake: a plaintext message of type 20 is the visible form.";
    CcsDuplicate "ccs-duplicate" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.1"
        "One ChangeCipherSpec per peer per handshake: no second one before the next handshake.";
    CcsOutsideHandshake "ccs-outside-handshake" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.3"
        "After completion (TLS 1.2 and below) a ChangeCipherSpec with no renegotiation in progress is a violation; passively: a type-20 record with no protected handshake record from the same peer since its last Finished.";
    CcsMidMessage "ccs-mid-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 6.2.1; RFC 6101 section 5.5"
        "No ChangeCipherSpec while a handshake message of that direction is incomplete: the rest would straddle the key change.";
    CcsNotFollowedByFinished "ccs-not-followed-by-finished" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.9, 7.1"
        "The first thing after a ChangeCipherSpec is a protected handshake record (NextProtocol/ChannelID if negotiated, then Finished); application data there is a violation, a fatal alert is not (a second ChangeCipherSpec is ccs-duplicate).";
    CcsUnprotectedAfter "ccs-unprotected-after" Violation Passive Tls(BAD_RECORD_MAC) "RFC 5246 section 7.1; RFC 2246 section 7.1"
        "Every record after a peer's ChangeCipherSpec uses the new keys; a cleartext handshake header after ChangeCipherSpec (recognisable plaintext Finished) is a violation except with NULL ciphers.";
    CcsAlertBetween "ccs-alert-between" Suspicious Both None "RFC 5246 section 6.2.1"
        "A warning alert between ChangeCipherSpec and Finished is legal text-wise, rejected by OpenSSL and BoringSSL.";
    CcsRenegotiationSealed "ccs-renegotiation-sealed" Informational Passive None "RFC 5246 section 7.1"
        "During a renegotiation the ChangeCipherSpec is itself protected under the old keys: its visible length is not 1 and that is legal.";
}
