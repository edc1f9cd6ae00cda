//! How the observer judges: rules about the engine, not about a peer.

group! {
    ObsVersionDecision "obs-version-decision" Informational Both None "RFC 8446 section 4.2.1, appendix D.1"
        "The version is decided by ServerHello only: HelloRetryRequest/ServerHello with supported_versions=0x0304 is TLS 1.3, otherwise ServerHello.legacy_version; the record version and ClientHello never decide.";
    ObsDeferredVerdict "obs-deferred-verdict" Informational Both None ""
        "An item whose legality depends on the not yet known version or resumption outcome is kept pending and reported when known, at its own offset.";
    ObsCausality "obs-causality" Informational Both None "RFC 8446 sections 4.6.3, 4.2.10; RFC 5246 section 7.4.1.1"
        "A message that answers another must be fed after it; in-flight crossings (0-RTT after HelloRetryRequest, data after the other side's close_notify, HelloRequest, KeyUpdate request or fatal alert) are never violations.";
    ObsOneSided "obs-one-sided" Informational Both None ""
        "With one direction missing, only rules that need that direction alone are evaluated.";
    ObsMidstream "obs-midstream" Informational Both None ""
        "Without the ClientHello from byte 0 the tracker is in Unknown and reports no order violation.";
    ObsGap "obs-gap" Informational Both None ""
        "A reported gap in a direction makes that direction untracked from there; the other side keeps framing checks only.";
    ObsFailOnce "obs-fail-once" Informational Both None ""
        "One primary report per root cause; recovery is \"ignore the extra message\" or \"skip to the state after it\" (see Reporting contract).";
    ObsOpaqueEpoch "obs-opaque-epoch" Informational Passive None "RFC 5246 section 6.2.3; RFC 8446 section 5.2"
        "In passive mode protected records contribute type and length only; nothing inside is assumed.";
    ObsNullCipher "obs-null-cipher" Informational Passive None "RFC 5246 appendix A.5"
        "With NULL encryption suites, content stays readable after ChangeCipherSpec (MAC appended): may be parsed but an unparsable body is not flagged.";
    ObsCompatSessionId "obs-compat-session-id" Informational Both None "RFC 8446 appendix D.4"
        "A 32-byte ClientHello session id in a TLS 1.3-capable hello says nothing about resumption.";
    ObsAfterFatal "obs-after-fatal" Informational Both None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "After a fatal alert either way only closure rules apply.";
    ObsIgnoredHelloRequest "obs-ignored-hello-request" Informational Clear None "RFC 5246 section 7.4.1.1"
        "A HelloRequest is invisible to the order machine (not in transcript).";
    ObsRetryLimitPolicy "obs-retry-limit-policy" Informational Both None ""
        "All numeric policy bounds (empty records, ChangeCipherSpec, warnings, KeyUpdates, message size) are configuration with documented defaults, never RFC violations by themselves.";
    ObsRenegWindow "obs-reneg-window" Informational Passive None "RFC 5246 section 7.4.1.1"
        "Passive, after completion: type-22 from the server opens a possible HelloRequest; type-22 from the client opens a renegotiation; a ChangeCipherSpec from a peer is legal only while that peer has sent a type-22 since its last ChangeCipherSpec's Finished.";
}
