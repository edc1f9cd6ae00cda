//! The encrypted handshake of TLS 1.3.

group! {
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
}
