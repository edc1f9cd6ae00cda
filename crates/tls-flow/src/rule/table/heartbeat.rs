//! Heartbeat (RFC 6520).

group! {
    HbNotNegotiated "hb-not-negotiated" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6520 section 2"
        "A peer sends heartbeats only if both hellos carry the heartbeat extension, in TLS 1.3 ClientHello and EncryptedExtensions.";
    HbPeerNotAllowed "hb-peer-not-allowed" SenderBreach Clear None "RFC 6520 section 2"
        "A peer sends no HeartbeatRequest to one whose heartbeat extension says peer_not_allowed_to_send.";
    HbMode "hb-mode" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 6520 section 2"
        "The mode in a heartbeat extension is 1 or 2.";
    HbDuringHandshake "hb-during-handshake" Suspicious Both None "RFC 6520 section 3"
        "A peer should send no HeartbeatRequest during a handshake; the other drops it.";
    HbOverlong "hb-overlong" Violation Clear None "RFC 6520 section 4"
        "A heartbeat is at least payload_length + 19 bytes long. A receiver that trusts a larger payload_length reads what lies behind the message (Heartbleed, CVE-2014-0160).";
    HbPadding "hb-padding" SenderBreach Clear None "RFC 6520 section 4"
        "A heartbeat ends with at least 16 bytes of padding.";
    HbSize "hb-size" Alias Clear None "RFC 6520 section 4"
        "A heartbeat fits into one record, and into 2^14 bytes or the negotiated max_fragment_length; told as `rec-overflow-plaintext`, `rec-overflow-inner-13` or `rec-limit-negotiated`.";
    HbInFlight "hb-in-flight" SenderBreach Both None "RFC 6520 section 3"
        "A peer has at most one HeartbeatRequest unanswered at a time.";
    HbResponseUnsolicited "hb-response-unsolicited" Suspicious Clear None "RFC 6520 section 4"
        "A peer sends HeartbeatResponse only in answer to a HeartbeatRequest; the other discards any that is not.";
    HbResponseLength "hb-response-length" Suspicious Passive None "RFC 6520 section 4"
        "A HeartbeatResponse repeats the payload of its request; a protected one that is longer may leak memory.";
    HbType "hb-type" Suspicious Clear None "RFC 6520 sections 3, 6"
        "A heartbeat is a request (1) or a response (2); other types are discarded.";
}
