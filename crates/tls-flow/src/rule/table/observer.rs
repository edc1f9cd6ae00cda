//! How the observer judges: rules about the engine, not about a peer.

group! {
    ObsVersionDecision "obs-version-decision" Informational Both None "RFC 8446 section 4.2.1, appendix D.1"
        "The server's hello alone decides the version: by supported_versions where it carries that, otherwise by legacy_version. Neither record versions nor the ClientHello decide it.";
    ObsDeferredVerdict "obs-deferred-verdict" Informational Both None ""
        "What depends on a version or a resumption that is not known yet is judged as soon as it is known, and reported at its own offset.";
    ObsCausality "obs-causality" Informational Both None "RFC 8446 sections 4.6.3, 4.2.10; RFC 5246 section 7.4.1.1"
        "What may have crossed on its way, such as data and the other peer's close_notify, is never held against either peer.";
    ObsOneSided "obs-one-sided" Informational Both None ""
        "Where one direction is missing, only rules on the other direction alone are judged.";
    ObsMidstream "obs-midstream" Informational Both None ""
        "A connection that is not seen from its ClientHello on is not judged by the order of its messages.";
    ObsGap "obs-gap" Informational Both None ""
        "Behind a gap a direction is not followed any further; of the other only framing is still judged.";
    ObsFailOnce "obs-fail-once" Informational Both None ""
        "One mistake is reported once; what follows is judged as if the extra message had not come, or the missing one had.";
    ObsOpaqueEpoch "obs-opaque-epoch" Informational Passive None "RFC 5246 section 6.2.3; RFC 8446 section 5.2"
        "Without keys only the type and the length of a protected record are judged, never what may be inside.";
    ObsNullCipher "obs-null-cipher" Informational Passive None "RFC 5246 appendix A.5"
        "With NULL encryption content stays readable after ChangeCipherSpec; what cannot be read there is not held against the peer.";
    ObsCompatSessionId "obs-compat-session-id" Informational Both None "RFC 8446 appendix D.4"
        "The 32-byte session id of a ClientHello for TLS 1.3 may be made up, so it says nothing about resumption.";
    ObsAfterFatal "obs-after-fatal" Informational Both None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "After a fatal alert of either peer only rules on closing are judged.";
    ObsIgnoredHelloRequest "obs-ignored-hello-request" Informational Clear None "RFC 5246 section 7.4.1.1"
        "A HelloRequest does not count in the order of messages, since it is no part of the transcript.";
    ObsRetryLimitPolicy "obs-retry-limit-policy" Informational Both None ""
        "Where the RFCs set no number, as for runs of empty records or warnings, the bound is configuration; to exceed it violates no RFC.";
    ObsRenegWindow "obs-reneg-window" Informational Passive None "RFC 5246 section 7.4.1.1"
        "Without keys, a handshake record on a complete connection shows a HelloRequest or a renegotiation; only after one of its own may a peer send ChangeCipherSpec again.";
}
