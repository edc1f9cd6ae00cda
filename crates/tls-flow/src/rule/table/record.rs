//! The record layer.

group! {
    RecTypeUnknown "rec-type-unknown" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6; RFC 8446 section 5; RFC 2246 section 6 and 4346 section 6"
        "A record has a content type from 20 to 24; DTLS adds tls12_cid (25), ACK (26) and the unified headers of DTLS 1.3. Before TLS 1.2 a receiver may ignore other types, from then on they end the connection.";
    RecNotTls "rec-not-tls" Informational Both Tls(UNEXPECTED_MESSAGE) ""
        "A direction begins with a TLS record or an SSLv2 ClientHello. These first bytes are neither, so they are not read as TLS.";
    RecVersionMajor "rec-version-major" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 appendix E.1; RFC 8446 section 5.1"
        "A record carries a version whose first byte is 3. Bytes where a record is due and this does not hold are no TLS, and where the next record begins is lost.";
    RecVersionMismatch12 "rec-version-mismatch-12" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 section 6.2.1; RFC 2246 section 6.2.1"
        "Once TLS 1.2 or below is negotiated, every record carries that version: the server's from its ServerHello on, the client's from its next message on. Only an alert by which the client refuses the version may differ.";
    RecVersion13Legacy "rec-version-13-legacy" SenderBreach Both None "RFC 8446 section 5.1; RFC 9846 section 5.1"
        "In TLS 1.3 every record carries version 0x0303; only the record of the first ClientHello may say 0x0301. Receivers ignore the field.";
    RecChVersionHigh "rec-ch-version-high" Suspicious Both None "RFC 5246 appendix E.1; RFC 8446 section 5.1"
        "The record of the first ClientHello should carry a version of at most 0x0303, usually 0x0301. A server must accept a higher one, but no conforming client sends it.";
    RecOverflowPlaintext "rec-overflow-plaintext" Violation Both Tls(RECORD_OVERFLOW) "RFC 5246 section 6.2.1; RFC 8446 section 5.1; RFC 6101 section 5.2.1"
        "The plaintext of a record is at most 2^14 bytes.";
    RecOverflowCiphertext12 "rec-overflow-ciphertext-12" Violation Both Tls(RECORD_OVERFLOW) "RFC 5246 section 6.2.3"
        "A protected record of TLS 1.2 and below is at most 2^14 + 2048 bytes.";
    RecOverflowCiphertext13 "rec-overflow-ciphertext-13" Violation Both Tls(RECORD_OVERFLOW) "RFC 8446 section 5.2; RFC 9846 section 5.2"
        "A protected record of TLS 1.3 is at most 2^14 + 256 bytes.";
    RecOverflowCompressed "rec-overflow-compressed" Violation Opened Tls(DECOMPRESSION_FAILURE) "RFC 5246 section 6.2.2"
        "With compression, the content of a record is at most 2^14 + 1024 bytes before it is inflated and at most 2^14 bytes after it.";
    RecOverflowInner13 "rec-overflow-inner-13" Violation Opened Tls(RECORD_OVERFLOW) "RFC 8446 section 5.4; RFC 9846 section 5.4"
        "The content, type byte and padding of a decrypted TLS 1.3 record are together at most 2^14 + 1 bytes.";
    RecLimitNegotiated "rec-limit-negotiated" Violation Clear Tls(RECORD_OVERFLOW) "RFC 6066 section 4; RFC 8449 section 4"
        "A peer keeps to the record size that was negotiated: max_fragment_length bounds the plaintext of every record, record_size_limit that of protected ones, in TLS 1.3 with type byte and padding.";
    RecLimitBothExtensions "rec-limit-both-extensions" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8449 section 5"
        "A server answers max_fragment_length or record_size_limit in its ServerHello or EncryptedExtensions, never both.";
    RecEtmMisused "rec-etm-misused" SenderBreach Both Tls(ILLEGAL_PARAMETER) "RFC 7366 sections 3, 3.1"
        "A server acknowledges encrypt_then_mac only when it selects a CBC suite, and a renegotiation does not go back from it to MAC-then-encrypt.";
    RecLimitAnswer "rec-limit-answer" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 6066 section 4"
        "A server that accepts max_fragment_length answers with the value that the client requested.";
    RecEmptyHandshake13 "rec-empty-handshake-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.1, 5.4; RFC 9846 section 5.1"
        "In TLS 1.3 no peer sends a handshake record of length zero.";
    RecEmptyHandshake12 "rec-empty-handshake-12" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6.2.1"
        "In TLS 1.2 no peer sends a handshake record of length zero.";
    RecEmptyHandshakeLegacy "rec-empty-handshake-legacy" Suspicious Clear None "RFC 2246 section 6.2.1; RFC 4346 section 6.2.1"
        "SSL 3.0, TLS 1.0 and TLS 1.1 do not forbid handshake records of length zero, but no healthy peer sends them.";
    RecEmptyRun "rec-empty-run" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A long run of records without data, by default more than 32, is legal but typical of an attack.";
    RecEmptyAppdata "rec-empty-appdata" Informational Opened None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Legal: in every version an application data record may be empty, to protect CBC suites or to disguise traffic.";
    RecOuterType13 "rec-outer-type-13" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.2; RFC 9846 section 5.2"
        "Once a TLS 1.3 peer protects its records, they all have the outer type application_data (23), except the ChangeCipherSpec of middlebox compatibility mode.";
    RecInnerAllZero13 "rec-inner-all-zero-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A decrypted TLS 1.3 record contains at least one byte that is not zero: its content type.";
    RecInnerType13 "rec-inner-type-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 5.2, 5"
        "A protected TLS 1.3 record contains alerts (21), handshake messages (22), application data (23) or heartbeats (24), and nothing else.";
    RecInnerEmpty13 "rec-inner-empty-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.4"
        "A protected handshake or alert record of TLS 1.3 has content, not padding alone.";
    RecPlaintextAppdata "rec-plaintext-appdata" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1; RFC 5246 sections 7.3, 11"
        "Application data is always protected, so no peer sends any before the ClientHello.";
    RecCipherTooShort "rec-cipher-too-short" Violation Passive Tls(BAD_RECORD_MAC) "RFC 5246 section 6.2.3; RFC 7366 section 3; RFC 8446 section 5.2"
        "A protected record is no shorter than its suite allows: 17 bytes with most suites of TLS 1.3, 24 with AES-GCM in TLS 1.2, and with CBC the IV, whole blocks and the MAC.";
    RecBadMac "rec-bad-mac" Violation Opened Tls(BAD_RECORD_MAC) "RFC 5246 sections 6.2.3, 7.2.2; RFC 8446 section 5.2"
        "A record that cannot be decrypted ends the connection, unless it is early data that the server skips.";
    RecSequenceWrap "rec-sequence-wrap" Violation Opened Tls(INTERNAL_ERROR) "RFC 5246 section 6.1; RFC 8446 section 5.3"
        "A peer changes its keys or closes before its 64-bit record sequence number wraps.";
    RecKeyUsageLimit "rec-key-usage-limit" SenderBreach Opened None "RFC 8446 section 5.5; RFC 9846 section 5.5"
        "A sender updates its keys or closes before it has used them as much as their AEAD algorithm allows. Receivers should not enforce it.";
    RecSslv2Hello "rec-sslv2-hello" Informational Both None "RFC 5246 appendix E.2; RFC 6101 appendix E; RFC 8446 appendix D.5"
        "A client that does not want TLS 1.3 may open with an SSLv2 CLIENT-HELLO that asks for SSL 3.0 or above, as its very first bytes only. SSL 2.0 itself is prohibited.";
    RecSslv2HelloMalformed "rec-sslv2-hello-malformed" Violation Both Tls(DECODE_ERROR) "RFC 5246 appendix E.2; RFC 4346 appendix E.1; RFC 2246 appendix E.1"
        "In an SSLv2 CLIENT-HELLO the cipher specs fill a non-zero multiple of 3 bytes, the session id is empty, or 16 bytes before TLS 1.1, the challenge has 32 bytes, or 16 to 32 in TLS 1.2, and the lengths add up.";
    RecSslv2Server "rec-sslv2-server" Violation Both Tls(PROTOCOL_VERSION) "RFC 6176; RFC 8446 appendix D.5"
        "A server never answers in SSLv2 format: SSL 2.0 is prohibited.";
    RecTinyFragments "rec-tiny-fragments" Suspicious Clear None "RFC 5246 section 6.2.1 allows"
        "A handshake cut into very many tiny records, by default more than 64 of at most 4 bytes, is legal but typical of evasion or resource exhaustion.";
    RecDesync "rec-desync" Informational Both None "RFC 8446 section 6.2"
        "Behind a header that cannot be a TLS record's, nothing more of that direction is read as TLS.";
}
