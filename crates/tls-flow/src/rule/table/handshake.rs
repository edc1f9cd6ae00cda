//! The order of the handshake in every version.

group! {
    HsFirstNotClientHello "hs-first-not-client-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2, appendix A.2"
        "The client's first handshake message is ClientHello.";
    HsServerSpeaksFirst "hs-server-speaks-first" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.1.1, 7.4.1.3"
        "A server sends no handshake message before the ClientHello, except HelloRequest in TLS 1.2 and below.";
    HsMessageBeforeServerHello "hs-message-before-server-hello" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.3, appendix A.1"
        "A server answers ClientHello with ServerHello, in TLS 1.3 also with HelloRetryRequest and in DTLS with HelloVerifyRequest. Before them only a HelloRequest may come, which the client ignores.";
    HsClientMessageWhileWaiting "hs-client-message-while-waiting" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.5; RFC 8446 sections 2, 4"
        "After its ClientHello a client sends no handshake message until the server has answered.";
    HsSecondClientHello "hs-second-client-hello" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "A client sends another ClientHello only after HelloRetryRequest, in DTLS after HelloVerifyRequest, or up to TLS 1.2 after a completed handshake to renegotiate.";
    HsDuplicateServerHello "hs-duplicate-server-hello" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "A server sends one ServerHello per handshake.";
    HsDuplicateMessage "hs-duplicate-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4; RFC 8446 section 4"
        "A peer sends each message of a handshake once: there is no second Certificate, ServerKeyExchange, ClientKeyExchange or Finished.";
    HsUnexpectedMessage "hs-unexpected-message" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4; RFC 8446 section 4"
        "A peer sends only handshake messages that may come at this point of the handshake.";
    HsShExtensionUnsolicited "hs-sh-extension-unsolicited" Violation Clear Tls(UNSUPPORTED_EXTENSION) "RFC 5246 section 7.4.1.4; RFC 8446 section 4.2; RFC 5746 section 3.6; RFC 9345 section 4.1"
        "A server answers only extensions that the client offered. The exceptions are cookie in HelloRetryRequest, and renegotiation_info where the client sent TLS_EMPTY_RENEGOTIATION_INFO_SCSV.";
    HsShSuiteUnoffered "hs-sh-suite-unoffered" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "A server selects a cipher suite that the client offered.";
    HsShSuiteImpossible "hs-sh-suite-impossible" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3, appendix A.5; RFC 4346 section A.5; RFC 8446 section 4.1.3, appendix B.4; RFC 5746 section 3.3; RFC 8701 section 4"
        "A server selects no signalling value, no GREASE value, not NULL_WITH_NULL_NULL, and no suite that the version does not have, such as a TLS 1.3 suite in TLS 1.2 or an export suite from TLS 1.1 on.";
    HsShCompression "hs-sh-compression" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3"
        "A server selects a compression method that the client offered, in TLS 1.3 always null.";
    HsChNoNullCompression "hs-ch-no-null-compression" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "A ClientHello offers the null compression method, and one that offers TLS 1.3 no other.";
    HsShVersion "hs-sh-version" Violation Both Tls(PROTOCOL_VERSION) "RFC 5246 section 7.4.1.3, appendix E.1; RFC 8446 section 4.2.1"
        "A server selects a version that the client offered, and none above the client's highest.";
    HsDowngradeSentinel "hs-downgrade-sentinel" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 8446 section 4.1.3; RFC 9846 section 4.2.3"
        "A client that offered TLS 1.3 aborts if a ServerHello of a lower version ends its random with a downgrade sentinel. A client of TLS 1.2 should do the same for TLS 1.1 and below.";
    HsFallbackScsv "hs-fallback-scsv" Suspicious Both Tls(INAPPROPRIATE_FALLBACK) "RFC 7507 section 3"
        "A server refuses a ClientHello that carries TLS_FALLBACK_SCSV and offers less than the server's highest version.";
    HsSessionIdLength "hs-session-id-length" Violation Both Tls(DECODE_ERROR) "RFC 5246 section 7.4.1.2; RFC 8446 section 4.1.2"
        "A session id is at most 32 bytes long.";
}
