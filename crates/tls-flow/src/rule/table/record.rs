//! The record layer.

group! {
    RecTypeUnknown "rec-type-unknown" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6; RFC 8446 section 5; RFC 2246 section 6 and 4346 section 6"
        "A record's content type must be one the connection can carry: 20-23, or 24 (whether heartbeat may be used is the hb- rules' business); in DTLS additionally 25 (tls12_cid), 26 (ACK) and, in TLS 1.3, unified headers 32-63.";
    RecNotTls "rec-not-tls" Informational Both Tls(UNEXPECTED_MESSAGE) ""
        "The first bytes of a direction are neither a TLS record header nor an SSLv2 ClientHello (e.g. an HTTP request or proxy reply); framing stops.";
    RecVersionMajor "rec-version-major" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 appendix E.1; RFC 8446 section 5.1"
        "The record version's first byte is 3; any other value at a record boundary means the stream is not TLS or framing is lost. Not reported where that direction sent close_notify or (P) its last record was a protected alert: close-cleartext-after (I) once, then stop.";
    RecVersionMismatch12 "rec-version-mismatch-12" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 section 6.2.1; RFC 2246 section 6.2.1"
        "After the version is negotiated (TLS 1.2 and below), each record carries the negotiated version: the server's from its ServerHello record on, the client's from its first handshake, ChangeCipherSpec or application record after the ServerHello (alerts before that are exempt: a client that refuses the version answers in its own).";
    RecVersion13Legacy "rec-version-13-legacy" SenderBreach Both None "RFC 8446 section 5.1; RFC 9846 section 5.1"
        "In TLS 1.3 the sender writes 0x0303 in every record (0x0301 allowed on the initial ClientHello only); receivers must ignore the field.";
    RecChVersionHigh "rec-ch-version-high" Suspicious Both None "RFC 5246 appendix E.1; RFC 8446 section 5.1"
        "The record carrying the first ClientHello should say 0x0301 (or {3,x<=3}); a value above 0x0303 is legal to accept ({03,XX}) but never sent by a conforming client.";
    RecOverflowPlaintext "rec-overflow-plaintext" Violation Both Tls(RECORD_OVERFLOW) "RFC 5246 section 6.2.1; RFC 8446 section 5.1; RFC 6101 section 5.2.1"
        "A cleartext record's fragment is at most 2^14 bytes.";
    RecOverflowCiphertext12 "rec-overflow-ciphertext-12" Violation Both Tls(RECORD_OVERFLOW) "RFC 5246 section 6.2.3"
        "A protected TLS 1.2 and below record is at most 2^14+2048 bytes.";
    RecOverflowCiphertext13 "rec-overflow-ciphertext-13" Violation Both Tls(RECORD_OVERFLOW) "RFC 8446 section 5.2; RFC 9846 section 5.2"
        "A protected TLS 1.3 record is at most 2^14+256 bytes.";
    RecOverflowCompressed "rec-overflow-compressed" Violation Opened Tls(RECORD_OVERFLOW) "RFC 5246 section 6.2.2"
        "With compression, the decrypted (still compressed) fragment is at most 2^14+1024 bytes and the decompressed one at most 2^14.";
    RecOverflowInner13 "rec-overflow-inner-13" Violation Opened Tls(RECORD_OVERFLOW) "RFC 8446 section 5.4; RFC 9846 section 5.4"
        "The decrypted TLSInnerPlaintext (content + type + padding) is at most 2^14+1 bytes.";
    RecLimitNegotiated "rec-limit-negotiated" Violation Clear Tls(RECORD_OVERFLOW) "RFC 6066 section 4; RFC 8449 section 4"
        "A record's plaintext is no larger than the negotiated max_fragment_length, or record_size_limit where both ClientHello and the answer (EncryptedExtensions; ServerHello in TLS 1.2 and below) carry it (protected records only; the TLS 1.3 limit counts type byte and padding; a record holding EncryptedExtensions is judged once that is parsed; one byte over max_fragment_length in TLS 1.3 is tolerated).";
    RecLimitBothExtensions "rec-limit-both-extensions" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8449 section 5"
        "ServerHello or EncryptedExtensions must not contain both max_fragment_length and record_size_limit.";
    RecEtmMisused "rec-etm-misused" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 7366 sections 3, 3.1"
        "encrypt_then_mac is acknowledged only with a CBC suite, and a renegotiation does not go back from it to MAC-then-encrypt.";
    RecLimitAnswer "rec-limit-answer" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 6066 section 4"
        "A ServerHello's max_fragment_length equals the one requested.";
    RecEmptyHandshake13 "rec-empty-handshake-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.1, 5.4; RFC 9846 section 5.1"
        "In TLS 1.3 no zero-length plaintext handshake record (protected ones: rec-inner-empty-13).";
    RecEmptyHandshake12 "rec-empty-handshake-12" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6.2.1"
        "TLS 1.2 senders must not emit zero-length Handshake fragments (empty Alert and ChangeCipherSpec: alert-empty, ccs-bad-length).";
    RecEmptyHandshakeLegacy "rec-empty-handshake-legacy" Suspicious Clear None "RFC 2246 section 6.2.1; RFC 4346 section 6.2.1"
        "SSL3/TLS 1.0/1.1 do not forbid zero-length handshake fragments; they are suspicious.";
    RecEmptyRun "rec-empty-run" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A run of consecutive records carrying no data (empty fragments, or TLS 1.3 ChangeCipherSpec) longer than a policy bound (default 32) is an attack indicator.";
    RecEmptyAppdata "rec-empty-appdata" Informational Opened None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Zero-length application_data fragments are legal in every version (CBC countermeasure, traffic shaping).";
    RecOuterType13 "rec-outer-type-13" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.2; RFC 9846 section 5.2"
        "Once a TLS 1.3 direction is protected its records have outer type 23, apart from a legal compat ChangeCipherSpec.";
    RecInnerAllZero13 "rec-inner-all-zero-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A decrypted TLS 1.3 record has a non-zero byte (its content type).";
    RecInnerType13 "rec-inner-type-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.2, 5"
        "The inner content type is alert(21), handshake(22), application_data(23), or heartbeat(24) (its legality: the hb- rules; 20 inside: ccs13-protected).";
    RecInnerEmpty13 "rec-inner-empty-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A protected handshake or alert record has non-empty content before its padding.";
    RecPlaintextAppdata "rec-plaintext-appdata" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1; RFC 5246 sections 7.3, 11"
        "Application data never travels unprotected: a type-23 record before any ClientHello (later positions: app-before-finished-12, early-no-ext, hs13-protected-before-sh).";
    RecCipherTooShort "rec-cipher-too-short" Violation Passive Tls(BAD_RECORD_MAC) "RFC 5246 section 6.2.3; RFC 7366 section 3; RFC 8446 section 5.2"
        "A protected record is at least as long as its suite's overhead. TLS 1.3: tag + 1 (17; CCM_8 9; C0B4/C0B5 33/49). 1.2: GCM/CCM 24, CCM_8 16, ChaCha20 16. Stream and NULL: >= MAC. CBC MAC-then-encrypt: the IV (from 1.1 on) + n blocks with n*block >= MAC+1. CBC when ServerHello acknowledged encrypt_then_mac (22): the IV + n*block (n >= 1) + MAC, the MAC outside the blocks (10 bytes with truncated_hmac), from each peer's ChangeCipherSpec on. Not checked with compression, an unknown suite, or passively after a renegotiation has begun.";
    RecBadMac "rec-bad-mac" Violation Opened Tls(BAD_RECORD_MAC) "RFC 5246 sections 6.2.3, 7.2.2; RFC 8446 section 5.2"
        "A record that the embedder reports as undecryptable ends the connection, except skipped 0-RTT.";
    RecSequenceWrap "rec-sequence-wrap" Violation Opened Tls(INTERNAL_ERROR) "RFC 5246 section 6.1; RFC 8446 section 5.3"
        "A sequence number may not wrap (2^64-1) without rekey or close.";
    RecKeyUsageLimit "rec-key-usage-limit" SenderBreach Opened None "RFC 8446 section 5.5; RFC 9846 section 5.5"
        "A direction stays below the AEAD usage limit of its key before KeyUpdate/close; receivers should not enforce it.";
    RecSslv2Hello "rec-sslv2-hello" Informational Both None "RFC 5246 appendix E.2; RFC 6101 appendix E; RFC 8446 appendix D.5"
        "A raw SSLv2 CLIENT-HELLO (high bit set in byte 0, msg_type 1) is tolerated only as the very first client bytes and only when no TLS 1.3 is intended.";
    RecSslv2HelloMalformed "rec-sslv2-hello-malformed" Violation Both Tls(DECODE_ERROR) "RFC 5246 appendix E.2; RFC 4346 appendix E.1; RFC 2246 appendix E.1"
        "Its cipher-spec length is a non-zero multiple of 3, session_id length 0 (or 16 where SSL3 or 1.0 is claimed), challenge 32 bytes (16..32 where 1.2 is claimed), lengths add up.";
    RecSslv2Server "rec-sslv2-server" Violation Both Tls(PROTOCOL_VERSION) "RFC 6176; RFC 8446 appendix D.5"
        "A server answering in SSLv2 format leaves this specification: report and stop both directions.";
    RecTinyFragments "rec-tiny-fragments" Suspicious Clear None "RFC 5246 section 6.2.1 allows"
        "A handshake flight cut into very many very small records (e.g. >64 records of <=4 bytes) is a resource-exhaustion or evasion indicator.";
    RecDesync "rec-desync" Informational Both None "RFC 8446 section 6.2"
        "After a header that cannot be a TLS record, no later byte in that direction is parsed (fail-stop).";
}
