//! The abbreviated handshake in TLS 1.2 and below.

group! {
    AbbrServerFlight "abbr-server-flight" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "A server that resumes a session sends no Certificate, CertificateStatus, ServerKeyExchange, CertificateRequest or ServerHelloDone.";
    AbbrClientFlight "abbr-client-flight" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "When a session is resumed, the client sends no Certificate, ClientKeyExchange or CertificateVerify.";
    AbbrServerCcsMissing "abbr-server-ccs-missing" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3; RFC 5077 section 3.3"
        "A server that resumes a session sends ChangeCipherSpec after ServerHello and any NewSessionTicket; told as `abbr-server-flight`, `ccs-missing` or `app-before-finished-12`.";
    AbbrNotResumable "abbr-not-resumable" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.3, 7.4.1.3"
        "A server sends ChangeCipherSpec after ServerHello without a full handshake only if it echoed the session id or was offered a ticket; told as `ccs-server-early`.";
    AbbrEmptyIdNotEcho "abbr-empty-id-not-echo" Informational Both None "RFC 5246 section 7.4.1.3; RFC 5077 section 3.4"
        "An empty session id in ServerHello does not signal resumption, even if the client's was empty too.";
    AbbrSuiteChanged "abbr-suite-changed" Violation Embedder Tls(ILLEGAL_PARAMETER) "RFC 5246 section 7.4.1.3"
        "A resumed session keeps its cipher suite and its compression method.";
    AbbrVersionChanged "abbr-version-changed" Violation Embedder Tls(PROTOCOL_VERSION) "RFC 5246 section 7.4.1.3, appendix E.1"
        "A resumed session keeps its protocol version.";
    AbbrEmsMismatch "abbr-ems-mismatch" Violation Embedder Tls(HANDSHAKE_FAILURE) "RFC 7627 section 5.3"
        "A session that was made with extended_master_secret is resumed with it, and one that was made without it is resumed without.";
    AbbrCompatEcho "abbr-compat-echo" Suspicious Embedder Tls(ILLEGAL_PARAMETER) ""
        "A server of TLS 1.2 or below that echoes the made-up session id of a ClientHello for TLS 1.3 claims to resume a session that never existed.";
    AbbrEapFast "abbr-eap-fast" Suspicious Clear None "RFC 5077 section 3.4; RFC 4851"
        "Only EAP-FAST lets a server resume by ticket and go on to ChangeCipherSpec without echoing the client's session id.";
}
