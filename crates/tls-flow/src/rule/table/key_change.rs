//! Key changes and the ends of records in TLS 1.3.

group! {
    KeyClientHelloAligned "key-client-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A ClientHello for TLS 1.3 ends its record, since keys may change after it.";
    KeyServerHelloAligned "key-server-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 ServerHello ends its record, since keys change after it: neither a message nor part of one follows.";
    KeyEoedAligned "key-eoed-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "EndOfEarlyData ends its record, since keys change after it.";
    KeyFinishedAligned "key-finished-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "The Finished of a TLS 1.3 handshake ends its record, since keys change after it.";
    KeyUpdateAligned "key-update-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "KeyUpdate ends its record, since keys change after it.";
    KeyFinishedAligned12 "key-finished-aligned-12" Suspicious Opened None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below allow a further message in the record of Finished, but no healthy peer sends one.";
    KeyPendingFragment "key-pending-fragment" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "No handshake message is incomplete when the keys of its direction change; told as `ccs-mid-message`, or in TLS 1.3 under the rule of the message before the change, as `key-server-hello-aligned`.";
    KeyWrongEpoch "key-wrong-epoch" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 2, 4.4, 4.6, 7.1"
        "A TLS 1.3 peer sends the rest of the handshake under handshake keys, and application data and post-handshake messages under application keys.";
}
