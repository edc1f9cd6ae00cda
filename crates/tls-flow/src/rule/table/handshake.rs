//! The order of the handshake in every version.

group! {
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
}
