//! 0-RTT.

group! {
    EarlyNoExt "early-no-ext" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.2.10, 5.1"
        "A client sends application_data records (23) before the ServerHello only if its ClientHello carried early_data.";
    EarlyExtWithoutPsk "early-ext-without-psk" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.2.10, 4.2.11"
        "A ClientHello that carries early_data also carries pre_shared_key.";
    EarlyExtInCh2 "early-ext-in-ch2" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.2, 4.2.10"
        "The second ClientHello does not carry early_data.";
    EarlyDataAfterCh2 "early-data-after-ch2" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "A client that received HelloRetryRequest sends no early data after its second ClientHello.";
    EarlyThenLe12 "early-then-le12" Violation Both Tls(PROTOCOL_VERSION) "RFC 8446 appendix D.3; RFC 9846 appendix E.3"
        "A client that offered early data ends the connection when the ServerHello selects TLS 1.2 or below.";
    EarlyEeUnsolicited "early-ee-unsolicited" Violation Opened Tls(UNSUPPORTED_EXTENSION) "RFC 8446 sections 4.2.10, 4.2"
        "A server puts early_data into EncryptedExtensions only if the last ClientHello carried it and a pre-shared key was selected.";
    EarlyEeIdentity "early-ee-identity" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.10"
        "A server accepts early data only with the first pre-shared key that the client offered, and with that key's cipher suite and application protocol.";
    EarlyEoedMissing "early-eoed-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "When the server has accepted early data, the client sends EndOfEarlyData before any other handshake message.";
    EarlyEoedUnexpected "early-eoed-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "A client sends EndOfEarlyData only if the server has accepted early data.";
    EarlyEoedServer "early-eoed-server" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "A server never sends EndOfEarlyData; told as `hsf-type-wrong-direction`.";
    EarlyEoedBeforeServerFinished "early-eoed-before-server-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5, appendix A.1"
        "A client sends EndOfEarlyData only after it has received the server's Finished.";
    EarlyDataAfterEoed "early-data-after-eoed" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.5"
        "A client sends no early data after EndOfEarlyData.";
    EarlyHandshakeInEarlyEpoch "early-handshake-in-early-epoch" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.5, 4.4"
        "Under the keys of early data a client sends only application data, alerts and EndOfEarlyData.";
    EarlyLimit "early-limit" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "A client sends no more early data than the max_early_data_size of its ticket.";
    EarlySkipLimit "early-skip-limit" Suspicious Passive Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.2.10"
        "A server that rejects early data may bound how much of it is skipped.";
    EarlyUndecryptableAccepted "early-undecryptable-accepted" Violation Opened Tls(BAD_RECORD_MAC) "RFC 8446 section 4.2.10"
        "When a server has accepted early data, a record that it cannot decrypt ends the connection.";
    EarlySkipLegal "early-skip-legal" Informational Passive None "RFC 8446 section 4.2.10"
        "Legal: a server that rejects early data skips records until one can be decrypted, or after HelloRetryRequest until the second ClientHello.";
}
