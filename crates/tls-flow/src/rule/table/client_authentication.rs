//! Client authentication in TLS 1.2 and below.

group! {
    CauthCertUnrequested "cauth-cert-unrequested" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.6"
        "A client sends Certificate only after CertificateRequest.";
    CauthCertMissing "cauth-cert-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.6"
        "After CertificateRequest a TLS client sends Certificate, empty if it has none, before its ClientKeyExchange.";
    CauthSsl3NoCertificate "cauth-ssl3-no-certificate" Informational Clear None "RFC 6101 section 5.6.6"
        "Legal: an SSL 3.0 client that has no certificate answers CertificateRequest with the warning no_certificate in place of Certificate.";
    CauthCertLate "cauth-cert-late" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.6, 7.4.7"
        "A client sends its Certificate once, and before ClientKeyExchange.";
    CauthCvMissing "cauth-cv-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "A client whose certificate can sign sends CertificateVerify after its ClientKeyExchange and before its ChangeCipherSpec.";
    CauthCvUnexpected "cauth-cv-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "A client sends CertificateVerify only if it sent a certificate that can sign.";
    CauthCvMisplaced "cauth-cv-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.8"
        "A client sends CertificateVerify immediately after its ClientKeyExchange.";
    CauthEmptyCert "cauth-empty-cert" Informational Clear None "RFC 5246 section 7.4.6"
        "Legal: a client that has no suitable certificate sends an empty Certificate. The server may go on or answer with handshake_failure.";
    CauthUrlNotNegotiated "cauth-url-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 5"
        "A client sends CertificateURL in place of Certificate only after CertificateRequest, and only if both hellos carry client_certificate_url.";
    CauthUrlAndCert "cauth-url-and-cert" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 5"
        "A client sends Certificate or CertificateURL, never both.";
}
