//! The abbreviated handshake in TLS 1.2 and below.

group! {
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
}
