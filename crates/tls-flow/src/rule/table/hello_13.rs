//! The hellos of TLS 1.3 and HelloRetryRequest.

group! {
    Hs13ShSelectedVersion "hs13-sh-selected-version" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.1; RFC 9846 section 4.3.1"
        "The supported_versions of a ServerHello or HelloRetryRequest names a version that the client offered, and none below TLS 1.3.";
    Hs13ShLegacyVersion "hs13-sh-legacy-version" Violation Both Tls(PROTOCOL_VERSION) "RFC 8446 section 4.1.3; RFC 9846 sections 4.2.2, 4.2.3"
        "The legacy_version of a TLS 1.3 ServerHello is 0x0303.";
    Hs13ShSessionEcho "hs13-sh-session-echo" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.3"
        "A TLS 1.3 server echoes the client's legacy_session_id in ServerHello and HelloRetryRequest; in DTLS 1.3 the echo is empty.";
    Hs13ShKeyShareMissing "hs13-sh-key-share-missing" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 sections 4.2.8, 9.2"
        "A TLS 1.3 ServerHello carries key_share, pre_shared_key or both.";
    Hs13ShKeyShareGroup "hs13-sh-key-share-group" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.8"
        "The key_share of a ServerHello is of a group for which the client sent a share.";
    Hs13ShPskIdentity "hs13-sh-psk-identity" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.11"
        "A server selects a pre-shared key that is in the client's list and whose hash is that of the selected suite.";
    Hs13ShPskMode "hs13-sh-psk-mode" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.2.9, 4.2.11; RFC 9846 section 4.3.11"
        "A server uses a pre-shared key only in a mode that the client offered: psk_ke without key_share, psk_dhe_ke with it.";
    Hs13ExtMisplaced "hs13-ext-misplaced" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2; RFC 9846 sections 4.3, 11"
        "In TLS 1.3 an extension appears only in the messages for which the IANA registry lists it.";
    Hs13ChPskNotLast "hs13-ch-psk-not-last" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.11"
        "In a ClientHello pre_shared_key is the last extension.";
    Hs13ChPskModesMissing "hs13-ch-psk-modes-missing" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 section 4.2.9"
        "A client that offers pre_shared_key also sends psk_key_exchange_modes.";
    Hs13ChMissingExtension "hs13-ch-missing-extension" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 section 9.2"
        "A ClientHello for TLS 1.3 carries both supported_groups and key_share or neither, and signature_algorithms unless it offers pre_shared_key.";
    Hs13ChCookieFirst "hs13-ch-cookie-first" SenderBreach Both None "RFC 9846 section 4.3.2"
        "A client sends cookie only in answer to a HelloRetryRequest, not in its first ClientHello.";
    Hs13HrrNoVersions "hs13-hrr-no-versions" Violation Both Tls(MISSING_EXTENSION) "RFC 9846 sections 4.2.4, 9.2"
        "A HelloRetryRequest carries supported_versions.";
    Hs13ChKeyShareList "hs13-ch-key-share-list" SenderBreach Both None "RFC 9846 section 4.3.8"
        "A client sends at most one share per group, only for groups in its supported_groups and in the same order.";
    Hs13CrNoSigalgs "hs13-cr-no-sigalgs" Violation Opened Tls(MISSING_EXTENSION) "RFC 9846 sections 4.4.2, 9.2"
        "A TLS 1.3 CertificateRequest carries signature_algorithms.";
    Hs13CvAlgorithm "hs13-cv-algorithm" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 9846 section 4.5.2"
        "A TLS 1.3 CertificateVerify uses an algorithm that the other peer offered, and neither RSA PKCS#1 v1.5 nor SHA-1.";
    ExtTrailingData "ext-trailing-data" Violation Clear Tls(DECODE_ERROR) "RFC 9846 section 4.3; RFC 5246 section 7.4.1.4"
        "The data of an extension ends with its last field; no bytes follow.";
    Hs13CertClientExtension "hs13-cert-client-extension" Violation Opened Tls(UNSUPPORTED_EXTENSION) "RFC 9846 section 4.5.1"
        "A TLS 1.3 client's Certificate carries only extensions that the CertificateRequest asked for.";
    RecSizeLimitSmall "rec-size-limit-small" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8449 section 4"
        "A peer's record_size_limit is at least 64 bytes.";
    Hs13EchMalformed "hs13-ech-malformed" Violation Both Tls(DECODE_ERROR) "RFC 9849 sections 5, 7"
        "The encrypted_client_hello of a HelloRetryRequest has 8 bytes, the retry_configs in EncryptedExtensions are well formed, and neither the type inner nor ech_outer_extensions is ever sent unencrypted.";
    QuicNoAlpn "quic-no-alpn" Violation Both Tls(NO_APPLICATION_PROTOCOL) "RFC 9001 section 8.1"
        "Over QUIC the client offers application protocols with ALPN and the server selects one.";
    Hs13HrrSecond "hs13-hrr-second" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.1.4"
        "A server sends HelloRetryRequest at most once per connection.";
    Hs13HrrNoChange "hs13-hrr-no-change" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.4, 4.2.8"
        "A HelloRetryRequest makes the client change its ClientHello: by the group in key_share, or by a cookie.";
    Hs13HrrGroup "hs13-hrr-group" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.8"
        "A HelloRetryRequest asks for a group that is in the client's supported_groups and for which the client sent no share.";
    Hs13HrrThenDifferent "hs13-hrr-then-different" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.4"
        "The ServerHello after a HelloRetryRequest keeps its version and cipher suite and, where both carry key_share, its group.";
    Hs13HrrThenLe12 "hs13-hrr-then-le12" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.4, 4.2.1"
        "After HelloRetryRequest a server negotiates TLS 1.3, never a lower version.";
    Hs13HrrTrailing "hs13-hrr-trailing" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.1.4, 5.1"
        "Between HelloRetryRequest and the second ClientHello a server sends no handshake message and no application data, only ChangeCipherSpec and alerts.";
    Hs13Ch2Missing "hs13-ch2-missing" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.1.2, 4.1.4"
        "A client answers HelloRetryRequest with the second ClientHello as its next handshake message.";
    Hs13Ch2Changed "hs13-ch2-changed" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.2; RFC 9849 section 6.1.5"
        "The second ClientHello repeats the first, except that early_data is dropped and key_share, cookie, pre_shared_key, padding and the payload of Encrypted ClientHello may change.";
    Hs13Ch2KeyShare "hs13-ch2-key-share" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.2, 4.2.8"
        "If HelloRetryRequest named a group, the second ClientHello has exactly one share, of that group; otherwise its key_share is unchanged.";
    Hs13Ch2Cookie "hs13-ch2-cookie" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.2"
        "The second ClientHello returns the cookie of the HelloRetryRequest as it was, and carries none if there was none.";
    Hs13ShThenLe12Message "hs13-sh-then-le12-message" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix A.1"
        "After a TLS 1.3 ServerHello a server does not go on with a flight of TLS 1.2 in the clear; told as `hs13-plaintext-handshake`.";
    Hs13PlaintextHandshake "hs13-plaintext-handshake" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.1, 2, 7.3"
        "After a TLS 1.3 ServerHello neither peer sends a handshake message in the clear.";
    Hs13ProtectedBeforeSh "hs13-protected-before-sh" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A server sends no application_data record (23) before its ServerHello is complete.";
    Hs13MessageHash "hs13-message-hash" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4, 4.4.1"
        "The message type message_hash (254) is for the transcript only; no peer ever sends it.";
}
