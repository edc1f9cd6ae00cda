//! The encrypted handshake of TLS 1.3.

group! {
    Hs13EeMissing "hs13-ee-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.1"
        "A TLS 1.3 server always sends EncryptedExtensions, as its first message after ServerHello.";
    Hs13CrMisplaced "hs13-cr-misplaced" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.2"
        "In the TLS 1.3 handshake a server sends CertificateRequest directly after EncryptedExtensions.";
    Hs13CrWithPsk "hs13-cr-with-psk" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.3.2; RFC 8773"
        "A server that has selected a pre-shared key sends no CertificateRequest in the handshake, unless tls_cert_with_extern_psk was negotiated.";
    Hs13CrContextMain "hs13-cr-context-main" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8446 sections 4.3.2, 4.4.2"
        "In the handshake certificate_request_context is empty, in CertificateRequest and in both peers' Certificate.";
    Hs13CertMissing "hs13-cert-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.4.2, 4.4.3"
        "A TLS 1.3 server that has not selected a pre-shared key sends Certificate or CompressedCertificate, and then CertificateVerify.";
    Hs13CertWithPsk "hs13-cert-with-psk" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "A server that has selected a pre-shared key sends neither Certificate nor CertificateVerify, unless tls_cert_with_extern_psk was negotiated.";
    Hs13CertEmptyServer "hs13-cert-empty-server" Violation Opened Tls(DECODE_ERROR) "RFC 8446 section 4.4.2.4"
        "A TLS 1.3 server's Certificate contains at least one certificate.";
    Hs13CvMissing "hs13-cv-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.3"
        "In TLS 1.3 a peer sends CertificateVerify immediately after a Certificate that is not empty.";
    Hs13CvUnexpected "hs13-cv-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 sections 4.4.3, 4.4.2"
        "In TLS 1.3 a peer sends CertificateVerify only after a Certificate that is not empty.";
    Hs13ClientCertUnrequested "hs13-client-cert-unrequested" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "A TLS 1.3 client sends Certificate only after CertificateRequest.";
    Hs13ClientCertMissing "hs13-client-cert-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.2"
        "After CertificateRequest a TLS 1.3 client sends Certificate, empty if it has none.";
    Hs13ClientCertEmpty "hs13-client-cert-empty" Informational Opened None "RFC 8446 section 4.4.2.4"
        "Legal: a client that has no suitable certificate sends an empty Certificate. The server may answer with certificate_required (116).";
    Hs13FinishedMissing "hs13-finished-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.4.4"
        "A TLS 1.3 peer sends Finished after its other handshake messages and before any application data, early data apart.";
    Hs13FinishedVerify "hs13-finished-verify" Violation Embedder Tls(DECRYPT_ERROR) "RFC 8446 section 4.4.4"
        "A TLS 1.3 peer ends the connection if the Finished or CertificateVerify that it receives does not verify.";
    Hs13ClientEarlyFlight "hs13-client-early-flight" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 2, appendix A.1"
        "A TLS 1.3 client sends Certificate, CertificateVerify and Finished only after it has received the server's Finished.";
    Hs13PostHandshakeUnexpected "hs13-post-handshake-unexpected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.6"
        "After a TLS 1.3 handshake a server sends no handshake message but NewSessionTicket, KeyUpdate and CertificateRequest, and a client none but KeyUpdate and its answer to a CertificateRequest.";
    Hs13CompcertNotOffered "hs13-compcert-not-offered" Violation Opened Tls(ILLEGAL_PARAMETER) "RFC 8879 section 4"
        "A peer sends CompressedCertificate only with an algorithm that the other named in compress_certificate.";
    Hs13CompcertInvalid "hs13-compcert-invalid" Violation Embedder Tls(BAD_CERTIFICATE) "RFC 8879 section 4"
        "A CompressedCertificate decompresses to exactly the length that it states.";
    Hs13CompcertAndCert "hs13-compcert-and-cert" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8879 section 4"
        "A peer sends Certificate or CompressedCertificate in a flight, never both.";
    Hs13AlpsClientEe "hs13-alps-client-ee" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-vvv-tls-alps"
        "A client sends EncryptedExtensions only if application settings (ALPS) were negotiated and early data was not accepted, and before its Certificate and Finished.";
    Hs13EchCh2Missing "hs13-ech-ch2-missing" Violation Both Tls(ILLEGAL_PARAMETER) "RFC 9849 sections 6.1.5, 6.2.1, 7.1.1"
        "The second ClientHello goes on with the Encrypted ClientHello of the first: config_id and suite are unchanged, and enc is empty where HelloRetryRequest accepted it, unchanged where not.";
    Hs13EchRejectedTraffic "hs13-ech-rejected-traffic" SenderBreach Opened None "RFC 9849 section 6.1.6"
        "A client whose Encrypted ClientHello was rejected finishes the handshake with the public name, without a certificate, then sends ech_required (121) and no application data.";
}
