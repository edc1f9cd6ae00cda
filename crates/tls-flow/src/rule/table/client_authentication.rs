//! Client authentication in TLS 1.2 and below.

group! {
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
}
