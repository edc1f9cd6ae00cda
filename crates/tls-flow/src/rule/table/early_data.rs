//! 0-RTT.

group! {
    EarlyNoExt "early-no-ext" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.2.10, 5.1"
        "A client type-23 record between a TLS 1.3-capable ClientHello and ServerHello requires early_data in that ClientHello (reported at once: it is illegal whichever version follows).";
    EarlyExtWithoutPsk "early-ext-without-psk" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.2.10, 4.2.11"
        "early_data in ClientHello without pre_shared_key.";
    EarlyExtInCh2 "early-ext-in-ch2" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.2, 4.2.10"
        "The second ClientHello must not contain early_data.";
    EarlyDataAfterCh2 "early-data-after-ch2" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "No client type-23 record between the second ClientHello and its protected second flight (records in flight when HelloRetryRequest arrives are legal up to ClientHello2).";
    EarlyThenLe12 "early-then-le12" Violation Both Tls(PROTOCOL_VERSION) "RFC 8446 appendix D.3; RFC 9846 appendix E.3"
        "If 0-RTT was offered and ServerHello selects TLS 1.2 and below, the client does not go on. Reported from the client at its next handshake message or ChangeCipherSpec; the ServerHello itself is I.";
    EarlyEeUnsolicited "early-ee-unsolicited" Violation Opened Tls(UNSUPPORTED_EXTENSION) "RFC 8446 sections 4.2.10, 4.2"
        "EncryptedExtensions contains early_data only if the (last) ClientHello did, with PSK selected.";
    EarlyEeIdentity "early-ee-identity" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.10"
        "EncryptedExtensions early_data requires selected_identity 0 and unchanged suite/ALPN.";
    EarlyEoedMissing "early-eoed-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "When EncryptedExtensions accepted early data the client sends EndOfEarlyData before any other handshake message.";
    EarlyEoedUnexpected "early-eoed-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "EndOfEarlyData when early data was not accepted.";
    EarlyEoedServer "early-eoed-server" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "A server never sends EndOfEarlyData.";
    EarlyEoedBeforeServerFinished "early-eoed-before-server-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5, appendix A.1"
        "EndOfEarlyData comes after the server's Finished has been received.";
    EarlyDataAfterEoed "early-data-after-eoed" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "No application data under early keys after EndOfEarlyData.";
    EarlyHandshakeInEarlyEpoch "early-handshake-in-early-epoch" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.5, 4.4"
        "Under early-data keys only application data, EndOfEarlyData and alerts occur.";
    EarlyLimit "early-limit" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "Early data plaintext stays within max_early_data_size.";
    EarlySkipLimit "early-skip-limit" Suspicious Passive Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "A rejecting server may cap how much undecryptable data it skips.";
    EarlyUndecryptableAccepted "early-undecryptable-accepted" Violation Opened Tls(BAD_RECORD_MAC) "RFC 8446 section 4.2.10"
        "With accepted 0-RTT, an undecryptable record is fatal.";
    EarlySkipLegal "early-skip-legal" Informational Passive None "RFC 8446 section 4.2.10"
        "With rejected 0-RTT the server skips type-23 records until its first decryptable record (after HelloRetryRequest: all type-23 until ClientHello2).";
}
