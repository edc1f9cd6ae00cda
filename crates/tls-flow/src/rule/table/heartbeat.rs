//! Heartbeat (RFC 6520).

group! {
    HbNotNegotiated "hb-not-negotiated" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6520 section 2"
        "Heartbeat records need the heartbeat extension in both hellos (TLS 1.3: EncryptedExtensions).";
    HbPeerNotAllowed "hb-peer-not-allowed" SenderBreach Clear None "RFC 6520 section 2"
        "No HeartbeatRequest to a peer that said peer_not_allowed_to_send.";
    HbMode "hb-mode" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 6520 section 2"
        "The extension's mode is 1 or 2.";
    HbDuringHandshake "hb-during-handshake" Suspicious Both None "RFC 6520 section 3"
        "HeartbeatRequest during a handshake should not be sent; receivers drop it.";
    HbOverlong "hb-overlong" Violation Clear None "RFC 6520 section 4"
        "payload_length + 3 + 16 does not exceed the message (Heartbleed, CVE-2014-0160).";
    HbPadding "hb-padding" SenderBreach Clear None "RFC 6520 section 4"
        "Padding is at least 16 bytes.";
    HbSize "hb-size" SenderBreach Clear None "RFC 6520 section 4"
        "The whole message fits 2^14 (or max_fragment_length) and one record.";
    HbInFlight "hb-in-flight" SenderBreach Both None "RFC 6520 section 3"
        "One request in flight at a time.";
    HbResponseUnsolicited "hb-response-unsolicited" Suspicious Clear None "RFC 6520 section 4"
        "A response without a matching request is discarded.";
    HbResponseLength "hb-response-length" Suspicious Passive None "RFC 6520 section 4"
        "Passive: a protected response longer than its request suggests leakage.";
    HbType "hb-type" Suspicious Clear None "RFC 6520 sections 3, 6"
        "Message type is 1 or 2; others are discarded.";
}
