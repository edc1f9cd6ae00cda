//! How connections close.

group! {
    CloseNoNotify "close-no-notify" Suspicious Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "A peer sends close_notify before it closes. Where neither that nor a fatal alert came, data may have been cut off.";
    CloseCleartextAfter "close-cleartext-after" Informational Both None "RFC 5246 section 7.2.1"
        "Legal: after close_notify the transport is the application's own again, so bytes in the clear may follow.";
    CloseMidRecord "close-mid-record" Suspicious Both None "RFC 5246 section 7.2.1"
        "A peer closes between records. This end is inside one, so data was cut off.";
    CloseMidMessage "close-mid-message" Suspicious Clear None "RFC 5246 section 7.2.1"
        "A peer closes between handshake messages. This end is inside one, so data was cut off.";
    CloseMidHandshake "close-mid-handshake" Informational Both None "RFC 5246 section 7.2; RFC 8446 section 6"
        "A connection may end at any time; this one ended before its handshake was complete.";
    CloseDataAfterOwnNotify "close-data-after-own-notify" SenderBreach Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "After its close_notify a peer sends nothing; the other ignores what still comes.";
    CloseDataAfterFatal "close-data-after-fatal" SenderBreach Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "After its fatal alert a peer sends nothing.";
    CloseContinueAfterPeerFatal "close-continue-after-peer-fatal" Suspicious Clear None "RFC 5246 section 7.2.2"
        "A peer that has received a fatal alert sends nothing more; only what was already on its way still arrives.";
    CloseNoAnswer12 "close-no-answer-12" Informational Opened None "RFC 5246 section 7.2.1"
        "In TLS 1.2 and below a peer answers close_notify with its own before it closes, but many peers just close.";
    CloseHalf13 "close-half-13" Informational Opened None "RFC 8446 section 6.1"
        "Legal: in TLS 1.3 a peer may go on sending after it has received close_notify.";
    CloseInFlight "close-in-flight" Informational Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "Legal: data may cross the other peer's close_notify on its way.";
}
