//! The one table of rules. Every row: the name in code, the stable id, severity, who can see it,
//! the alert that the receiver of the offending item owes, the source, and what the rule says.
//!
//! The ids are never renamed once released. A rule of our own making has no source.

use tls_wire::AlertDescription;

use super::{Observability, Owed, RuleInfo, Severity};

rules! {
    // 1 Record layer
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
    // 2 ChangeCipherSpec, SSL3-1.2
    CcsBadLength "ccs-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.1; RFC 6101 section 5.3"
        "A cleartext ChangeCipherSpec record contains exactly one byte.";
    CcsBadValue "ccs-bad-value" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.1"
        "That byte is 1.";
    CcsBeforeClientHello "ccs-before-client-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4"
        "No ChangeCipherSpec before the first ClientHello.";
    CcsBeforeServerHello "ccs-before-server-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.1.2"
        "When TLS 1.2 and below ends up negotiated, no ChangeCipherSpec from either peer between the (first or renegotiation) ClientHello and ServerHello; verdict on a client ChangeCipherSpec is deferred until the version is known.";
    CcsClientBeforeCke "ccs-client-before-cke" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.7; RFC 6101 section 5.5"
        "In a full handshake the client's ChangeCipherSpec comes after its ClientKeyExchange (CVE-2014-0224 when early).";
    CcsServerEarly "ccs-server-early" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.1"
        "In a full handshake the server's ChangeCipherSpec comes only after the client's ChangeCipherSpec (hence after ServerHelloDone); a ChangeCipherSpec inside or right after the server's first flight is early ChangeCipherSpec / early resume.";
    CcsClientBeforeServer "ccs-client-before-server" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3 fig. 2"
        "In an abbreviated handshake the client's ChangeCipherSpec follows the server's ChangeCipherSpec and Finished.";
    CcsMissing "ccs-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.9"
        "A Finished must be preceded by a ChangeCipherSpec from the same peer in the same handshake: a plaintext message of type 20 is the visible form.";
    CcsDuplicate "ccs-duplicate" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.1"
        "One ChangeCipherSpec per peer per handshake: no second one before the next handshake.";
    CcsOutsideHandshake "ccs-outside-handshake" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.3"
        "After completion (TLS 1.2 and below) a ChangeCipherSpec with no renegotiation in progress is a violation; passively: a type-20 record with no protected handshake record from the same peer since its last Finished.";
    CcsMidMessage "ccs-mid-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 6.2.1; RFC 6101 section 5.5"
        "No ChangeCipherSpec while a handshake message of that direction is incomplete: the rest would straddle the key change.";
    CcsNotFollowedByFinished "ccs-not-followed-by-finished" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.9, 7.1"
        "The first thing after a ChangeCipherSpec is a protected handshake record (NextProtocol/ChannelID if negotiated, then Finished); application data there is a violation, a fatal alert is not (a second ChangeCipherSpec is ccs-duplicate).";
    CcsUnprotectedAfter "ccs-unprotected-after" Violation Passive Tls(BAD_RECORD_MAC) "RFC 5246 section 7.1; RFC 2246 section 7.1"
        "Every record after a peer's ChangeCipherSpec uses the new keys; a cleartext handshake header after ChangeCipherSpec (recognisable plaintext Finished) is a violation except with NULL ciphers.";
    CcsAlertBetween "ccs-alert-between" Suspicious Both None "RFC 5246 section 6.2.1"
        "A warning alert between ChangeCipherSpec and Finished is legal text-wise, rejected by OpenSSL and BoringSSL.";
    CcsRenegotiationSealed "ccs-renegotiation-sealed" Informational Passive None "RFC 5246 section 7.1"
        "During a renegotiation the ChangeCipherSpec is itself protected under the old keys: its visible length is not 1 and that is legal.";
    // 3 ChangeCipherSpec in TLS 1.3 (middlebox compatibility)
    Ccs13BadContent "ccs13-bad-content" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5; RFC 9846 section 5"
        "A TLS 1.3 ChangeCipherSpec record is exactly the single byte 0x01.";
    Ccs13BeforeClientHello "ccs13-before-client-hello" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "No ChangeCipherSpec precedes the first ClientHello; a server running stateless HelloRetryRequest may be unable to tell.";
    Ccs13AfterFinished "ccs13-after-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "A ChangeCipherSpec received after the peer's Finished is an unexpected record.";
    Ccs13Late "ccs13-late" Suspicious Passive Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "Passive proxy for the previous rule: a ChangeCipherSpec after that peer has begun (client) its second flight or (server) more than its first protected flight of records.";
    Ccs13Protected "ccs13-protected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "An encrypted ChangeCipherSpec (inner type 20) is never legal.";
    Ccs13ServerBeforeHello "ccs13-server-before-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5, appendix D.4"
        "The server's ChangeCipherSpec belongs right after its ServerHello or HelloRetryRequest; before them section 5's text tolerates it but every stack read rejects it.";
    Ccs13ServerPosition "ccs13-server-position" Suspicious Both None "RFC 8446 appendix D.4"
        "A server ChangeCipherSpec that was not owed (empty session id) stands elsewhere than directly after ServerHello or HelloRetryRequest.";
    Ccs13ClientPosition "ccs13-client-position" Suspicious Both None "RFC 8446 appendix D.4"
        "The client's compat ChangeCipherSpec comes immediately before its second flight (second ClientHello or encrypted flight), or right after the first ClientHello when it offers 0-RTT; an earlier position is odd (a later one is ccs13-late).";
    Ccs13MissingServer "ccs13-missing-server" SenderBreach Both None "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "If the TLS 1.3 ClientHello had a non-empty legacy_session_id (and this is not QUIC/DTLS), the server sends a ChangeCipherSpec directly after its first handshake message; reported at the first server record after ServerHello or HelloRetryRequest that is not a ChangeCipherSpec.";
    Ccs13Unneeded "ccs13-unneeded" Informational Both None "RFC 8446 section 5, appendix D.4"
        "ChangeCipherSpec without a non-empty session id in ClientHello is legal and dropped.";
    Ccs13Repeated "ccs13-repeated" Suspicious Both None "RFC 8446 section 5"
        "More than one ChangeCipherSpec per peer per handshake, HelloRetryRequest or not, is legal text but suspicious.";
    Ccs13Flood "ccs13-flood" Suspicious Both Tls(UNEXPECTED_MESSAGE) ""
        "More ChangeCipherSpec than a policy bound (default 32, counted with empty records).";
    Ccs13MidMessage "ccs13-mid-message" SenderBreach Clear None "RFC 8446 section 5.1"
        "A ChangeCipherSpec between two fragments of one handshake message is interleaving.";
    Ccs13InLe12Context "ccs13-in-le12-context" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.3, D.4"
        "A client that pre-sent a compat ChangeCipherSpec (after a 0-RTT ClientHello) and then gets a TLS 1.2 and below ServerHello has violated TLS 1.2 and below order; the client must fail anyway.";
    // 4 Alerts
    AlertBadLength "alert-bad-length" Violation Clear Tls(DECODE_ERROR) "RFC 8446 sections 5.1, 6; RFC 9846 section 6"
        "A TLS 1.3 alert record contains exactly one complete 2-byte alert; a TLS 1.2 and below alert record shorter or longer is covered by alert-fragmented/alert-coalesced.";
    AlertEmpty "alert-empty" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 6.2.1; RFC 8446 sections 5.1, 5.4"
        "A zero-length alert record is illegal in 1.2 and TLS 1.3.";
    AlertFragmented "alert-fragmented" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below an alert split over two records is legal but no modern stack sends it.";
    AlertCoalesced "alert-coalesced" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below several alerts in one record are legal but suspicious.";
    AlertLevelInvalid "alert-level-invalid" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.2; RFC 8446 section 6"
        "An alert level is 1 or 2 (TLS 1.2 and below); in TLS 1.3 the level is ignored. One report per record; the record is not interpreted further.";
    AlertUnknown "alert-unknown" Suspicious Clear None "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "An unassigned description: TLS 1.3 treats it as an error alert; TLS 1.2 and below leaves it to the receiver.";
    AlertReservedSent "alert-reserved-sent" SenderBreach Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2"
        "Reserved alerts are not sent: decryption_failed(21) in 1.2 (S in 1.1, legal in 1.0), export_restriction(60) in 1.2 (S in 1.1, legal in 1.0). no_certificate(41): alert-no-certificate-ssl3.";
    AlertNoCertificateSsl3 "alert-no-certificate-ssl3" SenderBreach Clear None "RFC 6101 sections 5.4.2, 5.6.6"
        "no_certificate(41, warning) is legal only in SSL3, only from the client, only where a requested Certificate was due.";
    AlertVersionScope "alert-version-scope" Suspicious Clear None "RFC 6101 section 5.4; RFC 8446 section 6"
        "An alert code not defined for the negotiated version (e.g. 109/116/117/120 from TLS 1.2 and below peers without the extension, 100 in TLS 1.3, anything but the SSL3 set in SSL3).";
    AlertErrorAsWarning13 "alert-error-as-warning-13" SenderBreach Opened None "RFC 8446 section 6; RFC 9846 section 6"
        "In TLS 1.3 every error alert is sent with level fatal; received at warning level it is still fatal.";
    AlertFatalAsWarning12 "alert-fatal-as-warning-12" Suspicious Clear None "RFC 2246 section 7.2.2; RFC 4346 section 7.2.2; RFC 5246 section 7.2.2; RFC 6066 section 8"
        "Alerts that the version's RFC declares always fatal sent with level warning: 10, 20, 22, 30, 40, 47, 48, 49, 50, 70, 71, 80, 110, 113, 115; 51 in 1.2; 21 and 60 where they exist.";
    AlertCloseNotifyFatal "alert-close-notify-fatal" SenderBreach Clear None "RFC 9846 section 6.1; RFC 5246 section 7.2 example"
        "close_notify is sent with level warning.";
    AlertNoRenegotiationLevel "alert-no-renegotiation-level" Suspicious Opened None "RFC 5246 section 7.2.2"
        "no_renegotiation is always a warning.";
    AlertNoRenegotiationContext "alert-no-renegotiation-context" Suspicious Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6"
        "no_renegotiation answers a HelloRequest (client) or a renegotiation ClientHello (server); anywhere else, and in TLS 1.3, it is out of context.";
    AlertWarningRun "alert-warning-run" Suspicious Clear Tls(UNEXPECTED_MESSAGE) ""
        "More than a policy bound (default 4) of consecutive warning alerts.";
    AlertWarningBeforeServerHello "alert-warning-before-server-hello" Informational Both None "RFC 6066 section 3; RFC 5246 section 7.2"
        "A server warning (e.g. unrecognized_name) before ServerHello is legal.";
    AlertBeforeClientHello "alert-before-client-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4"
        "An alert from the client before its ClientHello, or from the server before any ClientHello bytes.";
    AlertUserCanceledAlone "alert-user-canceled-alone" SenderBreach Clear None "RFC 9846 section 6.1; RFC 8446 section 6.1; RFC 5246 section 7.2.2"
        "user_canceled is followed by close_notify from the same peer.";
    AlertPlaintextAfterKeys "alert-plaintext-after-keys" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 6; RFC 8446 section 6, appendix A.1"
        "A cleartext alert in a direction already protected: in TLS 1.2 and below after that peer's ChangeCipherSpec; in TLS 1.3 from the server after ServerHello, from the client after its first record under handshake keys (0-RTT records do not count; with early_data offered a passive observer is silent after ServerHello).";
    AlertPlaintextClient13 "alert-plaintext-client-13" Informational Both None "RFC 8446 appendix A.1 note"
        "A client that has not yet sent a protected record may report a handshake error in the clear after ServerHello.";
    AlertMidMessage13 "alert-mid-message-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A non-fatal alert between two fragments of a handshake message is interleaving.";
    AlertMidMessage12 "alert-mid-message-12" Suspicious Clear None "RFC 5246 section 6.2.1"
        "In TLS 1.2 and below an alert between fragments is legal.";
    AlertEchRequiredContext "alert-ech-required-context" Suspicious Opened None "RFC 9849 section 6.1.6"
        "ech_required(121) is sent only by a client that offered ECH, after ServerHello without acceptance, once the handshake finished.";
    AlertCertRequiredContext "alert-cert-required-context" Suspicious Opened None "RFC 8446 section 4.4.2.4"
        "certificate_required(116) is sent only by a TLS 1.3 server after an empty client Certificate.";
    AlertCodeDiffers "alert-code-differs" Informational Opened None ""
        "The alert a peer sent after the other's violation is not the one the rule requires.";
    AlertAbsentAfterViolation "alert-absent-after-violation" Informational Both None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "A peer kept talking after the other's fatal violation.";
    AlertSsl3Mapping "alert-ssl3-mapping" Informational Both None "RFC 6101 section 5.4"
        "In SSL3 only codes 0,10,20,30,40-47 exist: decode_error, record_overflow and unsupported_extension map to illegal_parameter(47), protocol_version, decrypt_error and no_renegotiation to handshake_failure(40).";
    // 5 Handshake framing and reassembly
    HsfTypeUnknown "hsf-type-unknown" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 section 4"
        "The handshake type is assigned: 0,1,2,3(DTLS),4,5,8,11-16,20-25,67,203,(254 internal).";
    HsfTypeWrongVersion "hsf-type-wrong-version" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3; RFC 5246 section 7.4"
        "The type exists in the negotiated version (TLS 1.2 and below has no 5,8,24,25; TLS 1.3 has no 0,12,14,16,21,22,23,67).";
    HsfTypeWrongDirection "hsf-type-wrong-direction" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 sections 4, 4.5"
        "Types 0,2,4,12,13,14,22 come from servers and 1,5,16,21,67,203 from clients (8 from a client: hs13-alps-client-ee).";
    HsfTooLong "hsf-too-long" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4"
        "A message length is within the per-type policy bound (and <=2^24-1 structurally).";
    HsfFixedLength "hsf-fixed-length" Violation Clear Tls(DECODE_ERROR) "RFC 5246 sections 7.4.1.1, 7.4.5, 7.4.9; RFC 8446 sections 4.5, 4.6.3; RFC 6101 section 5.6.9"
        "Fixed-size bodies are exact: HelloRequest 0, ServerHelloDone 0, EndOfEarlyData 0, KeyUpdate 1, Finished 36 (SSL3) / 12 (TLSTLS 1.2 and below; 32 with the GOST suites C100-C102, whose renegotiation_info lengths follow) / hash length (TLS 1.3).";
    HsfCertificateFormat "hsf-certificate-format" Informational Both None "RFC 7250; RFC 7924"
        "A Certificate whose format another extension changed (raw public key, OpenPGP, cached_info acknowledged in the hellos) is not read as an X.509 list: order rules only.";
    HsfTrailingBytes "hsf-trailing-bytes" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 4.1; RFC 8446 section 6"
        "A message body is consumed exactly.";
    HsfTruncatedBody "hsf-truncated-body" Violation Clear Tls(DECODE_ERROR) "RFC 8446 section 6; RFC 5246 section 7.2.2"
        "An inner length may not exceed the message.";
    HsfHeaderSplit "hsf-header-split" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "A 4-byte handshake header may itself be split over records; must be reassembled.";
    HsfCoalesced "hsf-coalesced" Informational Clear None "RFC 5246 section 6.2.1; RFC 8446 section 5.1"
        "Several messages in one record are legal, within one key epoch.";
    HsfInterleaved13 "hsf-interleaved-13" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "In TLS 1.3 no other record type between two fragments of one handshake message.";
    HsfInterleaved12 "hsf-interleaved-12" Suspicious Clear None "RFC 5246 sections 6.2.1, 10"
        "In TLS 1.2 and below other content types (not ChangeCipherSpec) may separate fragments; suspicious in the first handshake, normal in renegotiation.";
    HsfClientHelloFragmented "hsf-client-hello-fragmented" Informational Both None "RFC 5246 section 6.2.1"
        "A first ClientHello spread over several records is legal; a first fragment too short to hold the version is a known evasion trick (said in the explanation, not in the severity: real clients split hellos).";
    HsfBufferLimit "hsf-buffer-limit" Informational Clear Tls(ILLEGAL_PARAMETER) ""
        "The reassembler refuses to buffer more than its bound for one message or flight.";
    HsfPostHandshakeFlood "hsf-post-handshake-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) ""
        "A long run of post-handshake handshake messages without application data (policy 32) is a DoS indicator.";
    HsfExtensionDuplicate "hsf-extension-duplicate" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.4; RFC 8446 section 4.2"
        "An extension block contains each type once.";
    HsfGrease "hsf-grease" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 8701 sections 3, 4"
        "GREASE values must be ignored in ClientHello/CertificateRequest/NewSessionTicket lists and may never be selected by the other side.";
    // 6 Handshake order, all versions
    HsFirstNotClientHello "hs-first-not-client-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2, appendix A.2"
        "The first handshake message from the client is ClientHello.";
    HsServerSpeaksFirst "hs-server-speaks-first" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.1.1, 7.4.1.3"
        "Before the ClientHello the server may send nothing but HelloRequest (TLS 1.2 and below).";
    HsMessageBeforeServerHello "hs-message-before-server-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.3, appendix A.1"
        "After ClientHello only ServerHello (or HelloVerifyRequest in DTLS, HelloRetryRequest in TLS 1.3) may come from the server; a HelloRequest there is ignored (TLS 1.2 and below).";
    HsClientMessageWhileWaiting "hs-client-message-while-waiting" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.5; RFC 8446 sections 2, 4"
        "Between ClientHello and ServerHello/HelloRetryRequest the client sends no handshake message (later windows: hs12-shd-missing, hs13-client-early-flight).";
    HsSecondClientHello "hs-second-client-hello" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "A second ClientHello in one handshake (no HelloRetryRequest, no HelloVerifyRequest, no completed handshake) is a violation.";
    HsDuplicateServerHello "hs-duplicate-server-hello" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "A second ServerHello in one handshake.";
    HsDuplicateMessage "hs-duplicate-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4; RFC 8446 section 4"
        "Any once-only message repeated (Certificate, ServerKeyExchange, CertificateRequest, ServerHelloDone, ClientKeyExchange, CertificateVerify, CertificateStatus, EncryptedExtensions, Finished).";
    HsUnexpectedMessage "hs-unexpected-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 section 4"
        "Fallback: a handshake message outside the current expected set for which no more specific rule applies.";
    HsShExtensionUnsolicited "hs-sh-extension-unsolicited" Violation Clear Tls(UNSUPPORTED_EXTENSION) "RFC 5246 section 7.4.1.4; RFC 8446 section 4.2; RFC 5746 section 3.6; RFC 9345 section 4.1"
        "A ServerHello (or EncryptedExtensions, HelloRetryRequest except cookie, Certificate, CertificateStatus route) carries no extension the client did not offer; renegotiation_info is allowed when SCSV was sent.";
    HsShSuiteUnoffered "hs-sh-suite-unoffered" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "The selected suite was offered by the client.";
    HsShSuiteImpossible "hs-sh-suite-impossible" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3, appendix A.5; RFC 4346 section A.5; RFC 8446 section 4.1.3, appendix B.4; RFC 5746 section 3.3; RFC 8701 section 4"
        "The selected suite is not a signalling value, NULL_WITH_NULL_NULL, a GREASE value, or of another version family (TLS 1.3 suite in TLS 1.2 and below, 1.2-only suite below 1.2, export in 1.1; export in 1.2 is S).";
    HsShCompression "hs-sh-compression" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "The selected compression method was offered; TLS 1.3 requires null.";
    HsChNoNullCompression "hs-ch-no-null-compression" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "ClientHello offers null compression (TLS 1.3: only it).";
    HsShVersion "hs-sh-version" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 section 7.4.1.3, appendix E.1; RFC 8446 section 4.2.1"
        "The selected version is offered, supported and not above the client's maximum.";
    HsDowngradeSentinel "hs-downgrade-sentinel" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.3; RFC 9846 section 4.2.3"
        "A client that offered TLS 1.3 and gets a TLS 1.2 and below ServerHello whose random ends in either downgrade sentinel (01 or 00 form, whatever TLS 1.2 and below version) must abort. For a client whose maximum is 1.2, the 00 form with <=1.1: S.";
    HsFallbackScsv "hs-fallback-scsv" Suspicious Both Tls(INAPPROPRIATE_FALLBACK) "RFC 7507 section 3"
        "TLS_FALLBACK_SCSV with client_version below the server's best must be refused by the server.";
    HsSessionIdLength "hs-session-id-length" Violation Both Tls(DECODE_ERROR) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "Session ids are at most 32 bytes; TLS 1.3 clients in compat mode use 32.";
    // 7 TLS 1.2 and below full handshake
    Hs12CertMissing "hs12-cert-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.2; RFC 4279 section 4; RFC 5054 section 2.2"
        "A suite whose server authenticates with a certificate (RSA, *_RSA, *_DSS, *_ECDSA, DH_*, ECDH_*, RSA_PSK, SRP_SHA_RSA/DSS, RSA_EXPORT, GOST, FORTEZZA) requires the server Certificate right after ServerHello (SupplementalData apart).";
    Hs12CertUnexpected "hs12-cert-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.2; RFC 4279 sections 2, 3; RFC 5489 section 2; RFC 5054 section 2.2; RFC 2712 section 3"
        "Anonymous, PSK, DHE_PSK, ECDHE_PSK, SRP_SHA, KRB5, ECCPWD suites have no server Certificate.";
    Hs12CertEmptyServer "hs12-cert-empty-server" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.2; RFC 8446 section 4.4.2.4"
        "The server's certificate list is not empty.";
    Hs12StatusNotNegotiated "hs12-status-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 8; RFC 6961 section 2.2"
        "CertificateStatus only if status_request (or v2) is in both hellos.";
    Hs12StatusMisplaced "hs12-status-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 8"
        "CertificateStatus comes immediately after the server Certificate.";
    Hs12StatusAbsent "hs12-status-absent" Informational Clear None "RFC 6066 section 8"
        "An acknowledged status_request does not oblige the server to send CertificateStatus.";
    Hs12SkeMissing "hs12-ske-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3; RFC 8422 section 5.4; RFC 4279 section 3; RFC 5054 section 2.2"
        "DHE_*, ECDHE_*, DH_anon, ECDH_anon, DHE_PSK, ECDHE_PSK, SRP_*, ECCPWD, FORTEZZA require ServerKeyExchange.";
    Hs12SkeUnexpected "hs12-ske-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3; RFC 8422 section 2"
        "RSA (non-export), static DH and static ECDH, KRB5, GOST forbid ServerKeyExchange (a ServerKeyExchange under plain RSA is the FREAK pattern, CVE-2015-0204). SSL3 only: under RSA a ServerKeyExchange is legal when the leaf is a signing-only RSA key, and S when the leaf was not parsed.";
    Hs12SkeExport "hs12-ske-export" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 2246 section 7.4.3; RFC 6101 section 5.6.4"
        "RSA_EXPORT/EXPORT1024 suites: ServerKeyExchange present iff the certificate key exceeds 512 (1024) bits; SSL3 also for signing-only RSA certificates.";
    Hs12SkePskOptional "hs12-ske-psk-optional" Informational Clear None "RFC 4279 sections 2, 4"
        "PSK and RSA_PSK: ServerKeyExchange is present only to carry an identity hint; both forms legal.";
    Hs12CrAnonymous "hs12-cr-anonymous" Violation Clear Tls(HANDSHAKE_FAILURE) "RFC 5246 section 7.4.4; RFC 6101 section 5.6.5"
        "An anonymous server must not request a client certificate (OpenSSL tolerates in SSL3).";
    Hs12CrPskSrp "hs12-cr-psk-srp" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4279 section 2; RFC 5054 section 2.2; RFC 2712 section 3"
        "CertificateRequest does not occur in PSK, DHE_PSK, ECDHE_PSK, SRP_SHA, KRB5 handshakes.";
    Hs12CrMisplaced "hs12-cr-misplaced" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.4"
        "CertificateRequest follows ServerKeyExchange (or Certificate/CertificateStatus when no ServerKeyExchange) and precedes ServerHelloDone.";
    Hs12SkeMisplaced "hs12-ske-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3"
        "ServerKeyExchange follows Certificate (and CertificateStatus) (or ServerHello in certificate-less suites) and precedes CertificateRequest.";
    Hs12ShdMissing "hs12-shd-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.5"
        "The client must not answer (nor the server send ChangeCipherSpec or Finished) before ServerHelloDone.";
    Hs12ServerAfterShd "hs12-server-after-shd" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.5, 7.3"
        "After ServerHelloDone the server is silent (HelloRequest and alerts apart) until the client's Finished.";
    Hs12CkeMissing "hs12-cke-missing" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.7"
        "ClientKeyExchange is always sent, directly after the client Certificate or first.";
    Hs12CkeInWrongState "hs12-cke-in-wrong-state" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.7"
        "ClientKeyExchange after another ClientKeyExchange, after CertificateVerify or after ChangeCipherSpec.";
    Hs12CkeEmpty "hs12-cke-empty" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.7.2"
        "A zero-length ClientKeyExchange is legal only with implicit (certificate-embedded) client DH.";
    Hs12FinishedOrder "hs12-finished-order" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "In a full handshake the client's Finished precedes the server's; in an abbreviated one the server's comes first.";
    Hs12FinishedVerify "hs12-finished-verify" Violation Embedder Tls(DECRYPT_ERROR) "RFC 5246 section 7.4.9"
        "The verify_data is right (embedder-reported).";
    Hs12HandshakeAfterFinished "hs12-handshake-after-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4"
        "After completion the server may only send HelloRequest and the client only ClientHello.";
    Hs12ShdBeforeRequirements "hs12-shd-before-requirements" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.5"
        "ServerHelloDone with a required message still missing is reported under the missing message's rule at ServerHelloDone.";
    Hs12FixedDhClientauth "hs12-fixed-dh-clientauth" Informational Clear None "RFC 5246 sections 7.4.6, 7.4.8; RFC 8422 section 3"
        "With a static (EC)DH client certificate, CertificateVerify is absent and ClientKeyExchange may be empty.";
    Hs12KxSsl3Fortezza "hs12-kx-ssl3-fortezza" Informational Both None "RFC 6101 appendix A.6; RFC 2712 section 3"
        "In SSL3 suites 001C,001D,001E are FORTEZZA (ServerKeyExchange required); in TLS 001E is KRB5_DES_CBC_SHA (no ServerKeyExchange, no Certificate).";
    // 8 Abbreviated handshake (1.2 and below)
    AbbrServerFlight "abbr-server-flight" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "In a resumed handshake the server sends no Certificate, CertificateStatus, ServerKeyExchange, CertificateRequest or ServerHelloDone.";
    AbbrClientFlight "abbr-client-flight" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "Nor does the client send Certificate, ClientKeyExchange or CertificateVerify.";
    AbbrServerCcsMissing "abbr-server-ccs-missing" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3; RFC 5077 section 3.3"
        "After the resuming ServerHello (and NewSessionTicket if acknowledged) the server's next item is ChangeCipherSpec.";
    AbbrNotResumable "abbr-not-resumable" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.1.3"
        "Server ChangeCipherSpec (or NewSessionTicket+ChangeCipherSpec) right after a ServerHello that cannot be a resumption (session id not echoed and no ticket offered) is an early-resume attempt (alias).";
    AbbrEmptyIdNotEcho "abbr-empty-id-not-echo" Informational Both None "RFC 5246 section 7.4.1.3; RFC 5077 section 3.4"
        "An empty ServerHello session id never signals resumption, even when the client's is empty too.";
    AbbrSuiteChanged "abbr-suite-changed" Violation Embedder Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3"
        "The resumed session keeps its cipher suite and compression.";
    AbbrVersionChanged "abbr-version-changed" Violation Embedder Tls(PROTOCOL_VERSION) "RFC 5246 section 7.4.1.3, appendix E.1"
        "And its protocol version.";
    AbbrEmsMismatch "abbr-ems-mismatch" Violation Embedder Tls(HANDSHAKE_FAILURE) "RFC 7627 section 5.3"
        "Resumption keeps the extended_master_secret state: ServerHello must (not) carry extended_master_secret as in the original; a server must abort if the client drops it.";
    AbbrCompatEcho "abbr-compat-echo" Suspicious Embedder Tls(ILLEGAL_PARAMETER) ""
        "A TLS 1.2 and below ServerHello echoing the random compat session id of a TLS 1.3-capable ClientHello claims to resume a session that never existed.";
    AbbrEapFast "abbr-eap-fast" Suspicious Clear None "RFC 5077 section 3.4; RFC 4851"
        "With EAP-FAST style (PAC ticket) resumption the server may skip to ChangeCipherSpec without echoing the id; only behind a configuration switch.";
    // 9 Session tickets (RFC 5077)
    TickMissing "tick-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "A ServerHello session_ticket extension obliges the server to send NewSessionTicket before its ChangeCipherSpec (zero-length ticket allowed).";
    TickUnsolicited "tick-unsolicited" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "NewSessionTicket without that extension.";
    TickMisplaced "tick-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "NewSessionTicket stands between the client's Finished and the server's ChangeCipherSpec (full), or between ServerHello and the server's ChangeCipherSpec (abbreviated).";
    TickDuplicate "tick-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "At most one per TLS 1.2 and below handshake.";
    TickAfterHandshake "tick-after-handshake" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "In TLS 1.2 and below no NewSessionTicket after the server's Finished.";
    TickEchoRequired "tick-echo-required" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.4"
        "If the client sent both a ticket and a session id and the server accepts the ticket, the id must be echoed; without the echo the handshake is full, and a server NewSessionTicket/ChangeCipherSpec straight after ServerHello is reported here.";
    TickUndecided "tick-undecided" Informational Clear None "RFC 5077 section 3.4"
        "Ticket offered with an empty client session id: full or abbreviated is decided by the first message after ServerHello.";
    TickZeroLength "tick-zero-length" Informational Clear None "RFC 5077 section 3.3"
        "A zero-length NewSessionTicket is legal.";
    // 10 Client authentication (1.2 and below)
    CauthCertUnrequested "cauth-cert-unrequested" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.6"
        "The client sends Certificate only after a CertificateRequest.";
    CauthCertMissing "cauth-cert-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.6"
        "After a CertificateRequest a TLS client sends Certificate (possibly empty) before ClientKeyExchange.";
    CauthSsl3NoCertificate "cauth-ssl3-no-certificate" Informational Clear None "RFC 6101 section 5.6.6"
        "In SSL3 the client may send the no_certificate warning (or nothing, as OpenSSL's server tolerates) instead of Certificate.";
    CauthCertLate "cauth-cert-late" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.6, 7.4.7"
        "Client Certificate after ClientKeyExchange, or twice.";
    CauthCvMissing "cauth-cv-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "A non-empty signing-capable client certificate is followed by CertificateVerify after ClientKeyExchange and before ChangeCipherSpec.";
    CauthCvUnexpected "cauth-cv-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "CertificateVerify without a non-empty client Certificate.";
    CauthCvMisplaced "cauth-cv-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "CertificateVerify immediately follows ClientKeyExchange.";
    CauthEmptyCert "cauth-empty-cert" Informational Clear None "RFC 5246 section 7.4.6"
        "An empty client Certificate in TLS 1.2 and below is legal; the server may go on or answer handshake_failure.";
    CauthUrlNotNegotiated "cauth-url-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 5"
        "CertificateURL(21) replaces the client Certificate only when client_certificate_url is in both hellos (and CertificateRequest was sent).";
    CauthUrlAndCert "cauth-url-and-cert" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 5"
        "Certificate and CertificateURL exclude each other.";
    // 11 SupplementalData, NPN, Channel ID
    SuppNotNegotiated "supp-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "SupplementalData(23) only after agreement in both hellos (user_mapping, client_authz/server_authz ...).";
    SuppMisplaced "supp-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 3"
        "Server SupplementalData is its first message after ServerHello; the client's is the first of its second flight.";
    SuppDuplicate "supp-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "At most one per peer.";
    NpnMissing "npn-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "If ServerHello carried extension 13172 the client sends NextProtocol after its ChangeCipherSpec and before Finished.";
    NpnNotNegotiated "npn-not-negotiated" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "NextProtocol without that extension.";
    NpnMisplaced "npn-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "NextProtocol before the ChangeCipherSpec (in clear) or after Finished.";
    NpnInRenegotiation "npn-in-renegotiation" Violation Opened Tls(ILLEGAL_PARAMETER) "draft-agl-tls-nextprotoneg section 3"
        "A connection that used NPN does not use it in renegotiation.";
    ChidMissing "chid-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) ""
        "If ServerHello carried 30031/30032 the client sends ChannelID(203) after NextProtocol and before Finished (TLS 1.2 and below), after Certificate/CertificateVerify and before Finished (TLS 1.3).";
    ChidUnexpected "chid-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) ""
        "ChannelID otherwise.";
    // 12 Renegotiation (1.2 and below)
    RenegHelloRequestMidHandshake "reneg-hello-request-mid-handshake" Suspicious Clear None "RFC 5246 section 7.4.1.1"
        "A HelloRequest during a handshake is legal and ignored by the client.";
    RenegHelloRequestInitial "reneg-hello-request-initial" Suspicious Both None "RFC 5246 section 7.4.1.1"
        "Servers should not open with HelloRequest on a fresh connection.";
    RenegHelloRequestRepeated "reneg-hello-request-repeated" Suspicious Opened None "RFC 5246 section 7.4.1.1"
        "After a HelloRequest the server should not send another before the subsequent handshake completes.";
    RenegHelloRequestBody "reneg-hello-request-body" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.1.1"
        "HelloRequest has an empty body.";
    RenegHelloRequestClient "reneg-hello-request-client" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.1"
        "A client never sends HelloRequest.";
    RenegHelloRequest13 "reneg-hello-request-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3"
        "HelloRequest does not exist in TLS 1.3.";
    RenegRiInitialNonempty "reneg-ri-initial-nonempty" Violation Both Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.4, 3.6"
        "In an initial handshake renegotiation_info is empty in both hellos.";
    RenegRiMissing "reneg-ri-missing" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "On a connection with secure renegotiation every renegotiation hello carries renegotiation_info.";
    RenegRiMismatch "reneg-ri-mismatch" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "If renegotiation is secure, its content equals the previous verify_data (client; client+server in ServerHello).";
    RenegScsvInRenegotiation "reneg-scsv-in-renegotiation" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7, 4.2, 4.4"
        "TLS_EMPTY_RENEGOTIATION_INFO_SCSV does not appear in a renegotiation ClientHello if renegotiation is secure, or if the initial ClientHello carried neither signal. (Client signalled, initial ServerHello had no renegotiation_info: SCSV is legal.)";
    RenegRiLegacy "reneg-ri-legacy" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 4.2, 4.4"
        "Without secure renegotiation: (a) a renegotiation ServerHello with renegotiation_info makes the client abort; (b) a renegotiation ClientHello with it, whose initial ClientHello carried no signal, makes the server abort.";
    RenegRiUnsolicited "reneg-ri-unsolicited" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 5746 sections 3.4, 3.6; RFC 5246 section 7.4.1.4"
        "A ServerHello renegotiation_info needs renegotiation_info or SCSV in the ClientHello.";
    RenegInsecure "reneg-insecure" Suspicious Passive Tls(HANDSHAKE_FAILURE) "RFC 5746 section 4.1-4.4"
        "Renegotiation on a connection whose initial hellos lacked renegotiation_info/SCSV (CVE-2009-3555).";
    RenegPeerUnpatched "reneg-peer-unpatched" Informational Both None "RFC 5746 sections 3.4, 4.1"
        "The initial ServerHello lacks renegotiation_info although the client signalled it.";
    RenegVersionChanged "reneg-version-changed" Violation Opened Tls(PROTOCOL_VERSION) "RFC 8446 section 4.1.2; RFC 5246 appendix E.1"
        "A renegotiation keeps the connection's version.";
    RenegIn13 "reneg-in-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.1.2"
        "A ClientHello after TLS 1.3 is negotiated.";
    RenegUnanswered "reneg-unanswered" Informational Opened None "RFC 5246 sections 7.4.1.1, 7.2.2"
        "A client may ignore a HelloRequest or answer with a no_renegotiation warning; both legal, connection continues.";
    RenegRefusedByServer "reneg-refused-by-server" Informational Opened None "RFC 5246 section 7.2.2; RFC 6101 section 5.4.2"
        "A server may answer a renegotiation ClientHello with the no_renegotiation warning; SSL3: fatal handshake_failure.";
    RenegAppdataInterleaved "reneg-appdata-interleaved" Informational Opened None "RFC 5246 sections 7.4.1.1, 10"
        "Application data under the old keys is legal between renegotiation messages until the sender's ChangeCipherSpec.";
    RenegAppdataAfterHelloRequest "reneg-appdata-after-hello-request" Informational Opened None "RFC 5246 section 7.4.1.1"
        "Data crossing a HelloRequest is legal.";
    RenegDetected "reneg-detected" Informational Passive None "RFC 5246 section 7.4.1.1"
        "Passive: a type-22 record from either peer after completion means HelloRequest or renegotiation.";
    RenegFlood "reneg-flood" Suspicious Passive Tls(NO_RENEGOTIATION) ""
        "Many client-initiated renegotiations on one connection (DoS, CVE-2011-1473 from memory).";
    RenegIdentityChanged "reneg-identity-changed" Suspicious Opened Tls(ILLEGAL_PARAMETER) "RFC 7627 sections 1, 6"
        "The server certificate differs from that of the previous handshake on the connection (triple handshake).";
    // 13 False start and application data timing (1.2 and below)
    FsClient "fs-client" Informational Passive None "RFC 7918; RFC 6101 section 5.6.9"
        "Full handshake: the client may send application data after its own Finished before the server's.";
    FsServerAbbreviated "fs-server-abbreviated" Violation Passive Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 6101 section 5.6.9"
        "In an abbreviated handshake the TLS server must wait for the client's Finished before application data (SSL3 allows it).";
    FsWeakSuite "fs-weak-suite" Suspicious Passive None "RFC 7918"
        "False start with RSA/static key exchange or export/RC4/CBC-only suites.";
    AppBeforeFinished12 "app-before-finished-12" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.9; RFC 2246 section 7.3"
        "Once a ClientHello that excludes TLS 1.3, or a TLS 1.2 and below ServerHello, was seen: no application data from a peer before its own ChangeCipherSpec+Finished in the first handshake.";
    AppServerBeforeClientFinished "app-server-before-client-finished" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "Full handshake: server application data before the client's Finished cannot be protected legally.";
    AppNullSuite "app-null-suite" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 11 , 6.1"
        "Application data under NULL_WITH_NULL_NULL (initial state) is forbidden.";
    AppInRenegotiationAfterCcs "app-in-renegotiation-after-ccs" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.1, 7.4.9"
        "In a renegotiation, data between a peer's ChangeCipherSpec and its Finished.";
    // 14 TLS 1.3 hellos and HelloRetryRequest
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
    // 15 TLS 1.3 encrypted handshake
    Hs13EeMissing "hs13-ee-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.1"
        "EncryptedExtensions is the server's first message after ServerHello, always present.";
    Hs13CrMisplaced "hs13-cr-misplaced" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.2"
        "CertificateRequest directly follows EncryptedExtensions.";
    Hs13CrWithPsk "hs13-cr-with-psk" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.2; RFC 8773"
        "No CertificateRequest in the main handshake when a PSK was selected (unless tls_cert_with_extern_psk).";
    Hs13CrContextMain "hs13-cr-context-main" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.3.2, 4.4.2"
        "In the main handshake certificate_request_context is empty (in CertificateRequest and both Certificates).";
    Hs13CertMissing "hs13-cert-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.4.2, 4.4.3"
        "Without PSK the server sends Certificate (or CompressedCertificate) and CertificateVerify.";
    Hs13CertWithPsk "hs13-cert-with-psk" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "With PSK the server sends neither (tls_cert_with_extern_psk excepted).";
    Hs13CertEmptyServer "hs13-cert-empty-server" Violation Opened Tls(DECODE_ERROR) "RFC 8446 section 4.4.2.4"
        "The server's certificate_list is not empty.";
    Hs13CvMissing "hs13-cv-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.3"
        "CertificateVerify immediately follows a non-empty Certificate.";
    Hs13CvUnexpected "hs13-cv-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.4.3, 4.4.2"
        "CertificateVerify without Certificate, or after an empty one.";
    Hs13ClientCertUnrequested "hs13-client-cert-unrequested" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "Client Certificate without CertificateRequest.";
    Hs13ClientCertMissing "hs13-client-cert-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "After a CertificateRequest the client sends Certificate, even an empty one.";
    Hs13ClientCertEmpty "hs13-client-cert-empty" Informational Opened None "RFC 8446 section 4.4.2.4"
        "An empty client Certificate is legal; the server may answer certificate_required(116).";
    Hs13FinishedMissing "hs13-finished-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.4"
        "After the authentication messages Finished follows; nothing but alerts and compat ChangeCipherSpec comes from that peer first (server: before app data; client: before app data). A client that alerts under handshake keys without EndOfEarlyData is legal.";
    Hs13FinishedVerify "hs13-finished-verify" Violation Embedder Tls(DECRYPT_ERROR) "RFC 8446 section 4.4.4"
        "Finished is correct.";
    Hs13ClientEarlyFlight "hs13-client-early-flight" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 2, appendix A.1"
        "The client's Certificate/CertificateVerify/Finished comes only after it can have the server's Finished.";
    Hs13PostHandshakeUnexpected "hs13-post-handshake-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6"
        "After completion only NewSessionTicket, KeyUpdate, CertificateRequest (server) and KeyUpdate, a post-handshake authentication response (client) are legal.";
    Hs13CompcertNotOffered "hs13-compcert-not-offered" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8879 section 4"
        "CompressedCertificate only if the receiver's compress_certificate named its algorithm.";
    Hs13CompcertInvalid "hs13-compcert-invalid" Violation Embedder Tls(BAD_CERTIFICATE) "RFC 8879 section 4"
        "It decompresses to exactly the stated length.";
    Hs13CompcertAndCert "hs13-compcert-and-cert" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8879 section 4"
        "Certificate and CompressedCertificate exclude each other in one flight.";
    Hs13AlpsClientEe "hs13-alps-client-ee" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-vvv-tls-alps"
        "A client EncryptedExtensions(8) (ALPS) appears only if ALPS was negotiated and early data was not accepted, before the client Certificate/Finished.";
    Hs13EchCh2Missing "hs13-ech-ch2-missing" Violation Embedder Tls(MISSING_EXTENSION) "RFC 9849 section 7.1.1"
        "If ClientHello1 carried ECH that was accepted, ClientHello2 carries it too, with empty enc and unchanged config_id and suite. (Acceptance unknown: the removal is hs13-ch2-changed.)";
    Hs13EchRejectedTraffic "hs13-ech-rejected-traffic" SenderBreach Opened None "RFC 9849 section 6.1.6"
        "After ECH rejection the client finishes the handshake against the public name, sends ech_required(121) and no application data (no 0-RTT data accepted, no false start, empty Certificate on request).";
    // 16 0-RTT
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
    // 17 NewSessionTicket, post-handshake auth, KeyUpdate
    Nst13FromClient "nst13-from-client" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "NewSessionTicket comes from servers only.";
    Nst13BeforeServerFinished "nst13-before-server-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.1"
        "NewSessionTicket before the server's own Finished.";
    Nst13HalfRtt "nst13-half-rtt" Informational Opened None "RFC 8446 section 4.6.1 note"
        "NewSessionTicket after the server's Finished but before the client's: allowed by the note when no client certificate is expected.";
    Nst13NoPskModes "nst13-no-psk-modes" Informational Opened None "RFC 8446 section 4.2.9; RFC 9846 section 4.7.1"
        "A ticket to a client that sent no psk_key_exchange_modes must be ignored (9846), and should not be sent.";
    Nst13Lifetime "nst13-lifetime" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.1"
        "ticket_lifetime is at most 604800 s.";
    Nst13EmptyTicket "nst13-empty-ticket" Violation Opened Tls(DECODE_ERROR) "RFC 8446 section 4.6.1"
        "The ticket is not empty.";
    PhaNotOffered "pha-not-offered" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A post-handshake CertificateRequest needs post_handshake_auth in the ClientHello.";
    PhaContextUnique "pha-context-unique" SenderBreach Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.3.2"
        "Each post-handshake authentication request has a context distinct from all earlier ones.";
    PhaBeforeCompletion "pha-before-completion" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "A CertificateRequest after the server's Finished but before the client's Finished.";
    PhaResponseUnsolicited "pha-response-unsolicited" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.6.2, 4.4.2"
        "Client Certificate after completion with no outstanding request (or unknown context).";
    PhaResponseOrder "pha-response-order" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.2"
        "The response is Certificate, CertificateVerify unless it was empty, Finished, contiguous, no other message type in between.";
    PhaResponseOutOfOrder "pha-response-out-of-order" Informational Opened None "RFC 8446 section 4.6.2"
        "Responses to several requests may come in any order.";
    PhaFinishedAlignment "pha-finished-alignment" Informational Opened None "RFC 8446 sections 5.1, 4.6.2"
        "A post-handshake authentication Finished is not followed by a key change: no alignment rule.";
    KuBeforeFinished "ku-before-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6.3"
        "KeyUpdate before the sender's Finished.";
    KuValue "ku-value" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.6.3"
        "request_update is 0 or 1.";
    KuNoResponse "ku-no-response" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "After receiving update_requested the peer sends KeyUpdate before its next application data (unless at the epoch limit).";
    KuDoubleRequest "ku-double-request" SenderBreach Opened None "RFC 9846 section 4.7.3"
        "9846: no second update_requested until a KeyUpdate was received. On path: reported for request n+1 only if fewer than n KeyUpdates of the peer were seen since completion; exact at the requester's endpoint.";
    KuResponseRequests "ku-response-requests" SenderBreach Opened None "RFC 8446 section 4.6.3"
        "Answering update_requested with update_requested only: at an endpoint, reported at the next application data if no KeyUpdate(0) came since the request; crossing requests are legal.";
    KuFlood "ku-flood" Suspicious Opened Tls(UNEXPECTED_MESSAGE) "RFC 9846 section 4.7.3 forbids enforcing only the 2^48-1 limit"
        "More than a policy bound (32) of KeyUpdates without data.";
    KuOldKey "ku-old-key" Violation Embedder Tls(BAD_RECORD_MAC) "RFC 8446 section 4.6.3"
        "Records after KeyUpdate use the new key; one under the old key is fatal.";
    // 18 Key-change boundary alignment (1.3)
    KeyClientHelloAligned "key-client-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 ClientHello (first or second) ends its record.";
    KeyServerHelloAligned "key-server-hello-aligned" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "A TLS 1.3 ServerHello ends its record: any trailing byte, complete or partial message, is a violation.";
    KeyEoedAligned "key-eoed-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "EndOfEarlyData ends its record.";
    KeyFinishedAligned "key-finished-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "The main-handshake Finished of each peer ends its record.";
    KeyUpdateAligned "key-update-aligned" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "KeyUpdate ends its record.";
    KeyFinishedAligned12 "key-finished-aligned-12" Suspicious Opened None "RFC 5246 section 6.2.1"
        "TLS 1.2 and below: bytes after Finished in the same record (a HelloRequest or ClientHello coalesced) are legal text but suspicious.";
    KeyPendingFragment "key-pending-fragment" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5.1"
        "An incomplete message pending when the direction's keys change.";
    KeyWrongEpoch "key-wrong-epoch" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 2, 4.4, 4.6, 7.1"
        "A decrypted message arrived under keys other than those its position requires (EncryptedExtensions in early epoch, Finished under application keys, NewSessionTicket or application data under handshake keys).";
    // 19 Heartbeat
    HbNotNegotiated "hb-not-negotiated" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6520 section 2"
        "Heartbeat records need the heartbeat extension in both hellos (TLS 1.3: EncryptedExtensions).";
    HbPeerNotAllowed "hb-peer-not-allowed" SenderBreach Clear None "RFC 6520 section 2"
        "No HeartbeatRequest to a peer that said peer_not_allowed_to_send.";
    HbMode "hb-mode" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 6520 section 2"
        "The extension's mode is 1 or 2.";
    HbDuringHandshake "hb-during-handshake" Suspicious Both None "RFC 6520 section 3"
        "HeartbeatRequest during a handshake should not be sent; receivers drop it.";
    HbOverlong "hb-overlong" Violation Clear None "RFC 6520 section 4"
        "payload_length + 3 + 16 does not exceed the message (Heartbleed, CVE-2014-0160).";
    HbPadding "hb-padding" SenderBreach Clear None "RFC 6520 section 4"
        "Padding is at least 16 bytes.";
    HbSize "hb-size" SenderBreach Clear None "RFC 6520 section 4"
        "The whole message fits 2^14 (or max_fragment_length) and one record.";
    HbInFlight "hb-in-flight" SenderBreach Both None "RFC 6520 section 3"
        "One request in flight at a time.";
    HbResponseUnsolicited "hb-response-unsolicited" Suspicious Clear None "RFC 6520 section 4"
        "A response without a matching request is discarded.";
    HbResponseLength "hb-response-length" Suspicious Passive None "RFC 6520 section 4"
        "Passive: a protected response longer than its request suggests leakage.";
    HbType "hb-type" Suspicious Clear None "RFC 6520 sections 3, 6"
        "Message type is 1 or 2; others are discarded.";
    // 20 Closure
    CloseNoNotify "close-no-notify" Suspicious Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "Transport end without close_notify or fatal alert from that direction: possible truncation.";
    CloseCleartextAfter "close-cleartext-after" Informational Both None "RFC 5246 section 7.2.1"
        "After a peer's close_notify (passively: after a last type-21 record once both peers are protected) bytes that form no record are the application's own clear text: framing of that direction ends, nothing is wrong.";
    CloseMidRecord "close-mid-record" Suspicious Both None "RFC 5246 section 7.2.1"
        "Transport end inside a record.";
    CloseMidMessage "close-mid-message" Suspicious Clear None "RFC 5246 section 7.2.1"
        "Transport end inside a handshake message.";
    CloseMidHandshake "close-mid-handshake" Informational Both None "RFC 5246 section 7.2; RFC 8446 section 6"
        "Transport end, close_notify or fatal alert before completion.";
    CloseDataAfterOwnNotify "close-data-after-own-notify" SenderBreach Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "A peer sends anything after its own close_notify; the receiver ignores it. (Well-formed TLS records only.)";
    CloseDataAfterFatal "close-data-after-fatal" SenderBreach Clear None "RFC 5246 section 7.2.2; RFC 8446 section 6.2"
        "A peer sends anything after its own fatal alert.";
    CloseContinueAfterPeerFatal "close-continue-after-peer-fatal" Suspicious Clear None "RFC 5246 section 7.2.2"
        "A peer keeps sending long after it must have received the other's fatal alert (in-flight data excepted).";
    CloseNoAnswer12 "close-no-answer-12" Informational Opened None "RFC 5246 section 7.2.1"
        "In TLS 1.2 and below a close_notify is answered by close_notify before the transport closes.";
    CloseHalf13 "close-half-13" Informational Opened None "RFC 8446 section 6.1"
        "In TLS 1.3 the other direction may go on after close_notify.";
    CloseInFlight "close-in-flight" Informational Opened None "RFC 5246 section 7.2.1; RFC 8446 section 6.1"
        "Data that crossed the peer's close_notify is legal.";
    // 21 QUIC carriage (RFC 9001)
    QuicRecordContent "quic-record-content" Violation Opened QuicProtocolViolation "RFC 9001 sections 4, 8.4"
        "ChangeCipherSpec, alert records and record headers do not exist in QUIC: only handshake bytes per encryption level are fed.";
    QuicEoed "quic-eoed" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 8.3"
        "EndOfEarlyData is not used.";
    QuicKeyUpdate "quic-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 section 6"
        "TLS KeyUpdate must be treated as a connection error.";
    QuicPha "quic-pha" Violation Opened QuicProtocolViolation "RFC 9001 section 4.4"
        "Post-handshake CertificateRequest.";
    QuicCryptoIn0rtt "quic-crypto-in-0rtt" Violation Opened QuicProtocolViolation "RFC 9001 section 8.3"
        "CRYPTO data at the 0-RTT level.";
    QuicWrongLevel "quic-wrong-level" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "Each message belongs to one level: ClientHello/ServerHello or HelloRetryRequest Initial; EncryptedExtensions..Finished and client Cert/CV/Finished Handshake; NewSessionTicket 1-RTT; new bytes at an older level are an error. Bytes of a level not yet reached are buffered, not flagged.";
    QuicUnconsumed "quic-unconsumed" Violation Opened QuicProtocolViolation "RFC 9001 section 4.1.3"
        "When a level is superseded no unconsumed (partial) handshake bytes remain at the old one.";
    QuicVersion "quic-version" Violation Opened Tls(PROTOCOL_VERSION) "RFC 9001 section 4.2"
        "TLS below TLS 1.3 is never negotiated.";
    QuicSessionId "quic-session-id" Violation Opened QuicProtocolViolation "RFC 9001 section 8.4"
        "legacy_session_id is empty.";
    QuicParamsMissing "quic-params-missing" Violation Opened Tls(MISSING_EXTENSION) "RFC 9001 section 8.2"
        "ClientHello and EncryptedExtensions carry quic_transport_parameters.";
    QuicParamsOnTcp "quic-params-on-tcp" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 9001 section 8.2"
        "That extension outside QUIC.";
    QuicNstEarlySize "quic-nst-early-size" Violation Opened QuicProtocolViolation "RFC 9001 section 4.6.1"
        "NewSessionTicket early_data's max size is 0xffffffff.";
    QuicNstLevel "quic-nst-level" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9001 sections 4.1.3, 4.5"
        "Post-handshake TLS data is NewSessionTicket only, at 1-RTT.";
    QuicNoAlignment "quic-no-alignment" Informational Opened None "RFC 9001 section 4.1.3"
        "Record-alignment rules do not apply; quic-unconsumed replaces them.";
    // 22 DTLS (only what differs)
    DtlsHvr "dtls-hvr" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 6347 section 4.2.1; RFC 9147 section 5.1"
        "HelloVerifyRequest(3) once, server only, before ServerHello, cookie echoed in ClientHello2 with otherwise equal parameters; not in DTLS 1.3.";
    DtlsReordering "dtls-reordering" Informational Both None "RFC 6347 sections 4.2.2, 4.2.3; RFC 9147 sections 5.2, 5.5"
        "Lost, repeated, reordered handshake fragments are legal: order rules apply after message_seq reassembly.";
    DtlsFragmentMismatch "dtls-fragment-mismatch" Violation Clear Tls(ILLEGAL_PARAMETER) "RFC 6347 section 4.2.3; RFC 9147 section 5.5"
        "Fragments of one message_seq agree in type and total length.";
    DtlsInvalidRecord "dtls-invalid-record" Informational Both None "RFC 6347 section 4.1.2.7; RFC 9147 section 4.5.2"
        "Invalid records are silently discarded rather than fatal.";
    DtlsCcsUnsequenced "dtls-ccs-unsequenced" Informational Both None "RFC 6347 sections 4.1, 4.2.4"
        "ChangeCipherSpec has no message_seq: an out-of-order ChangeCipherSpec is dropped, not flagged.";
    DtlsEpoch "dtls-epoch" Informational Both None "RFC 6347 section 4.1"
        "After ChangeCipherSpec the sender's epoch increases by one; records of a wrong epoch are dropped.";
    DtlsHelloRequestSeq "dtls-hello-request-seq" Informational Opened None "RFC 6347 section 4.2.2"
        "Each handshake restarts message_seq at 0; in a server-initiated renegotiation the HelloRequest takes 0 and ServerHello 1.";
    Dtls13Ccs "dtls13-ccs" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 9147 sections 5, 5.3, 5.6"
        "DTLS 1.3 has no ChangeCipherSpec and no EndOfEarlyData and an empty session-id echo.";
    Dtls13Ack "dtls13-ack" Informational Both None "RFC 9147 section 7"
        "ACK(26) is a record type of its own, legal any time after the peer's first handshake record.";
    Dtls13KeyUpdate "dtls13-key-update" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 section 8"
        "KeyUpdate takes effect after its ACK; further handshake messages in the same epoch are an error.";
    DtlsNoRecordAlignment "dtls-no-record-alignment" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 9147 sections 5.5, 6.1"
        "TLS 1.3's alignment rule becomes a rule on message_seq at epoch change.";
    // 23 Observer meta-rules
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
