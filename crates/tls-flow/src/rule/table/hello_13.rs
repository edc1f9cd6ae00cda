//! The hellos of TLS 1.3 and HelloRetryRequest.

group! {
    Hs13ShSelectedVersion "hs13-sh-selected-version" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.1; RFC 9846 section 4.3.1"
        "supported_versions in ServerHello/HelloRetryRequest was offered and is not below 0x0304. An offered higher value (draft 7Fxx, private) is I: framing and closure only.";
    Hs13ShLegacyVersion "hs13-sh-legacy-version" Violation Both Tls(PROTOCOL_VERSION) "RFC 8446 section 4.1.3; RFC 9846 sections 4.2.2, 4.2.3"
        "A TLS 1.3 ServerHello's legacy_version is 0x0303 (9846 also checks ClientHello).";
    Hs13ShSessionEcho "hs13-sh-session-echo" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.3"
        "legacy_session_id_echo equals the ClientHello's legacy_session_id (in HelloRetryRequest too); in DTLS 1.3 it is empty.";
    Hs13ShKeyShareMissing "hs13-sh-key-share-missing" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 sections 4.2.8, 9.2"
        "A TLS 1.3 ServerHello has key_share or pre_shared_key (neither: this rule; unless an unknown extension was negotiated).";
    Hs13ShKeyShareGroup "hs13-sh-key-share-group" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.8"
        "Its group, where it has a key_share, is one the client sent a share for (after an HelloRetryRequest with key_share: that group).";
    Hs13ShPskIdentity "hs13-sh-psk-identity" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.11"
        "selected_identity is within the offered list and its hash fits the suite.";
    Hs13ShPskMode "hs13-sh-psk-mode" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.2.9, 4.2.11; RFC 9846 section 4.3.11"
        "pre_shared_key without key_share needs psk_ke offered; pre_shared_key with key_share needs psk_dhe_ke offered.";
    Hs13ExtMisplaced "hs13-ext-misplaced" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2; RFC 9846 sections 4.3, 11"
        "A known extension stands in a message where the 'TLS 1.3' column of the IANA registry (union of the 8446 and 9846 tables) does not list it; an extension the engine does not know is never misplaced.";
    Hs13ChPskNotLast "hs13-ch-psk-not-last" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.11"
        "pre_shared_key is the last ClientHello extension.";
    Hs13ChPskModesMissing "hs13-ch-psk-modes-missing" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 section 4.2.9"
        "pre_shared_key requires psk_key_exchange_modes.";
    Hs13ChMissingExtension "hs13-ch-missing-extension" Violation Both Tls(MISSING_EXTENSION) "RFC 8446 section 9.2"
        "A ClientHello that lists TLS 1.3: supported_groups if and only if key_share; without PSK also signature_algorithms. At once if TLS 1.3 only, else released when ServerHello or HelloRetryRequest picks TLS 1.3.";
    Hs13ChCookieFirst "hs13-ch-cookie-first" SenderBreach Both None "RFC 9846 section 4.3.2"
        "The first ClientHello carries no cookie.";
    Hs13HrrNoVersions "hs13-hrr-no-versions" Violation Both Tls(MISSING_EXTENSION) "RFC 9846 sections 4.2.4, 9.2"
        "A message with the HelloRetryRequest random carries supported_versions.";
    Hs13ChKeyShareList "hs13-ch-key-share-list" SenderBreach Both None "RFC 9846 section 4.3.8"
        "Client key_share entries have distinct groups, in the order of and contained in supported_groups.";
    Hs13CrNoSigalgs "hs13-cr-no-sigalgs" Violation Opened Tls(MISSING_EXTENSION) "RFC 9846 sections 4.4.2, 9.2"
        "A TLS 1.3 CertificateRequest carries signature_algorithms.";
    Hs13CvAlgorithm "hs13-cv-algorithm" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 9846 section 4.5.2"
        "A TLS 1.3 CertificateVerify uses an algorithm the peer offered, and neither PKCS#1 v1.5 nor SHA-1.";
    ExtTrailingData "ext-trailing-data" Violation Clear Tls(DECODE_ERROR) "RFC 9846 section 4.3; RFC 5246 section 7.4.1.4"
        "The data of a known extension is read to its last byte.";
    Hs13CertClientExtension "hs13-cert-client-extension" Violation Opened Tls(UNSUPPORTED_EXTENSION) "RFC 9846 section 4.5.1"
        "Extensions in a client Certificate were asked for in the CertificateRequest.";
    RecSizeLimitSmall "rec-size-limit-small" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8449 section 4"
        "A record_size_limit is at least 64.";
    Hs13EchMalformed "hs13-ech-malformed" Violation Both Tls(DECODE_ERROR) "RFC 9849 sections 5, 7"
        "In HelloRetryRequest encrypted_client_hello has 8 bytes; retry_configs parse; type inner and ech_outer_extensions never appear on the wire.";
    QuicNoAlpn "quic-no-alpn" Violation Both Tls(NO_APPLICATION_PROTOCOL) "RFC 9001 section 8.1"
        "Over QUIC application protocols are negotiated: ALPN offered and answered.";
    Hs13HrrSecond "hs13-hrr-second" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.1.4"
        "One HelloRetryRequest per connection.";
    Hs13HrrNoChange "hs13-hrr-no-change" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.4, 4.2.8"
        "HelloRetryRequest changes something: a key_share group not already sent and offered in supported_groups, or a cookie.";
    Hs13HrrGroup "hs13-hrr-group" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.8"
        "The requested group was in supported_groups and had no share yet.";
    Hs13HrrThenDifferent "hs13-hrr-then-different" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.4"
        "The ServerHello after HelloRetryRequest keeps version and cipher suite (and, where both have key_share, the group).";
    Hs13HrrThenLe12 "hs13-hrr-then-le12" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.4, 4.2.1"
        "A ServerHello negotiating TLS 1.2 and below after an HelloRetryRequest.";
    Hs13HrrTrailing "hs13-hrr-trailing" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.1.4, 5.1"
        "No handshake message and no type-23 record from the server between HelloRetryRequest and the second ClientHello; ChangeCipherSpec and alerts may come.";
    Hs13Ch2Missing "hs13-ch2-missing" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.1.2, 4.1.4"
        "After HelloRetryRequest the client's next handshake message is the second ClientHello.";
    Hs13Ch2Changed "hs13-ch2-changed" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.2; RFC 9849 section 6.1.5"
        "The second ClientHello equals the first except key_share, early_data (removed), cookie, PSK binders/ages/removals and padding (ECH: the outer encrypted payload).";
    Hs13Ch2KeyShare "hs13-ch2-key-share" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.1.2, 4.2.8"
        "If HelloRetryRequest has key_share, ClientHello2's key_share holds exactly one entry, of that group; else it equals the first one.";
    Hs13Ch2Cookie "hs13-ch2-cookie" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.2.2"
        "It echoes HelloRetryRequest's cookie, and carries none if there was none.";
    Hs13ShThenLe12Message "hs13-sh-then-le12-message" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix A.1"
        "After a TLS 1.3 ServerHello a TLS 1.2 and below flight (Certificate in clear, ServerKeyExchange, ServerHelloDone) is both plaintext-after-keys and wrong version.";
    Hs13PlaintextHandshake "hs13-plaintext-handshake" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.1, 2, 7.3"
        "No cleartext handshake record after ServerHello (from the server) or after a TLS 1.3 ServerHello has been sent (from the client).";
    Hs13ProtectedBeforeSh "hs13-protected-before-sh" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A type-23 record from the server before (or inside) its ServerHello, the ClientHello being TLS 1.3-capable.";
    Hs13MessageHash "hs13-message-hash" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4, 4.4.1"
        "message_hash(254) never appears on the wire.";
}
