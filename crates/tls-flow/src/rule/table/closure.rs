//! How connections close.

group! {
    CloseNoNotify "close-no-notify" Suspicious Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "Transport end without close_notify or fatal alert from that direction: possible truncation.";
    CloseCleartextAfter "close-cleartext-after" Informational Both None "RFC 5246 section 7.2.1"
        "After a peer's close_notify (passively: after a last type-21 record once both peers are protected) bytes that form no record are the application's own clear text: framing of that direction ends, nothing is wrong.";
    CloseMidRecord "close-mid-record" Suspicious Both None "RFC 5246 section 7.2.1"
        "Transport end inside a record.";
    CloseMidMessage "close-mid-message" Suspicious Clear None "RFC 5246 section 7.2.1"
        "Transport end inside a handshake message.";
    CloseMidHandshake "close-mid-handshake" Informational Both None "RFC 5246 section 7.2; RFC 8446 section 6"
        "Transport end, close_notify or fatal alert before completion.";
    CloseDataAfterOwnNotify "close-data-after-own-notify" SenderBreach Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "A peer sends anything after its own close_notify; the receiver ignores it. (Well-formed TLS records only.)";
    CloseDataAfterFatal "close-data-after-fatal" SenderBreach Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "A peer sends anything after its own fatal alert.";
    CloseContinueAfterPeerFatal "close-continue-after-peer-fatal" Suspicious Clear None "RFC 5246 section 7.2.2"
        "A peer keeps sending long after it must have received the other's fatal alert (in-flight data excepted).";
    CloseNoAnswer12 "close-no-answer-12" Informational Opened None "RFC 5246 section 7.2.1"
        "In TLS 1.2 and below a close_notify is answered by close_notify before the transport closes.";
    CloseHalf13 "close-half-13" Informational Opened None "RFC 8446 section 6.1"
        "In TLS 1.3 the other direction may go on after close_notify.";
    CloseInFlight "close-in-flight" Informational Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "Data that crossed the peer's close_notify is legal.";
}
