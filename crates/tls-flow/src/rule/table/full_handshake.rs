//! The full handshake in TLS 1.2 and below.

group! {
    Hs12CertMissing "hs12-cert-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.2; RFC 4279 section 4; RFC 5054 section 2.2"
        "A server sends Certificate after ServerHello with every suite that authenticates it by certificate, such as RSA, ECDHE_ECDSA or RSA_PSK. Only SupplementalData may stand between them.";
    Hs12CertUnexpected "hs12-cert-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.2; RFC 4279 sections 2, 3; RFC 5489 section 2; RFC 5054 section 2.2; RFC 2712 section 3"
        "A server sends no Certificate with anonymous, PSK, DHE_PSK, ECDHE_PSK, SRP_SHA, Kerberos or ECCPWD suites.";
    Hs12CertEmptyServer "hs12-cert-empty-server" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.2; RFC 8446 section 4.4.2.4"
        "A server's Certificate contains at least one certificate.";
    Hs12StatusNotNegotiated "hs12-status-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 8; RFC 6961 section 2.2"
        "A server sends CertificateStatus only if both hellos carry status_request, or both status_request_v2.";
    Hs12StatusMisplaced "hs12-status-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 6066 section 8"
        "A server sends CertificateStatus immediately after its Certificate.";
    Hs12StatusAbsent "hs12-status-absent" Informational Clear None "RFC 6066 section 8"
        "Legal: a server that acknowledged status_request need not send CertificateStatus.";
    Hs12SkeMissing "hs12-ske-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3; RFC 8422 section 5.4; RFC 4279 section 3; RFC 5054 section 2.2"
        "A server sends ServerKeyExchange with DHE and ECDHE suites, the anonymous and PSK ones included, and with SRP, ECCPWD and FORTEZZA suites.";
    Hs12SkeUnexpected "hs12-ske-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3; RFC 8422 section 2"
        "A server sends no ServerKeyExchange with RSA, static DH or ECDH, Kerberos or GOST suites, except in SSL 3.0 for an RSA key that only signs. Under plain RSA it is the mark of FREAK (CVE-2015-0204).";
    Hs12SkeExport "hs12-ske-export" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 2246 section 7.4.3; RFC 6101 section 5.6.4"
        "A server sends ServerKeyExchange with an RSA_EXPORT suite if its certified key is longer than 512 bits, or 1024 bits for EXPORT1024, and otherwise does not.";
    Hs12SkePskOptional "hs12-ske-psk-optional" Informational Clear None "RFC 4279 sections 2, 4"
        "Legal: with PSK and RSA_PSK suites a server sends ServerKeyExchange only if it has an identity hint to give.";
    Hs12CrAnonymous "hs12-cr-anonymous" Violation Clear Tls(HANDSHAKE_FAILURE) "RFC 5246 section 7.4.4; RFC 6101 section 5.6.5"
        "A server that is itself anonymous does not request a client certificate.";
    Hs12CrPskSrp "hs12-cr-psk-srp" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4279 section 2; RFC 5054 section 2.2; RFC 2712 section 3"
        "A server sends no CertificateRequest with PSK, DHE_PSK, ECDHE_PSK, SRP_SHA or Kerberos suites.";
    Hs12CrMisplaced "hs12-cr-misplaced" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.4"
        "A server sends CertificateRequest after its Certificate and ServerKeyExchange and before ServerHelloDone; told as `hs12-ske-missing`, `hs12-cert-missing` or `hs12-server-after-shd`.";
    Hs12SkeMisplaced "hs12-ske-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.3"
        "A server sends ServerKeyExchange after its Certificate and CertificateStatus, where there are any, and before CertificateRequest.";
    Hs12ShdMissing "hs12-shd-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.5"
        "A server ends its first flight with ServerHelloDone, and the client answers only then.";
    Hs12ServerAfterShd "hs12-server-after-shd" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 sections 7.4.5, 7.3"
        "After ServerHelloDone a server sends only alerts and HelloRequest until it has received the client's Finished.";
    Hs12CkeMissing "hs12-cke-missing" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.7"
        "In a full handshake a client always sends ClientKeyExchange, first or directly after its Certificate; told as `ccs-client-before-cke` or `cauth-cv-misplaced`.";
    Hs12CkeInWrongState "hs12-cke-in-wrong-state" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.7"
        "A client sends ClientKeyExchange once, and before CertificateVerify and ChangeCipherSpec; told as `hs-duplicate-message`.";
    Hs12CkeEmpty "hs12-cke-empty" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.7.2"
        "A ClientKeyExchange is empty only if the client's certificate already contains its Diffie-Hellman key.";
    Hs12FinishedOrder "hs12-finished-order" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.3"
        "In a full handshake the client's Finished comes first, in an abbreviated one the server's; told as `ccs-server-early`, `ccs-client-before-server` or `ccs-missing`.";
    Hs12FinishedVerify "hs12-finished-verify" Violation Embedder Tls(DECRYPT_ERROR) "RFC 5246 section 7.4.9"
        "The verify_data in Finished fits the messages of the handshake.";
    Hs12HandshakeAfterFinished "hs12-handshake-after-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4"
        "In TLS 1.2 and below, after a completed handshake a server sends no handshake message but HelloRequest, and a client none but ClientHello.";
    Hs12ShdBeforeRequirements "hs12-shd-before-requirements" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.5"
        "A server sends ServerHelloDone only after all messages that its suite demands; told as `hs12-cert-missing` or `hs12-ske-missing`.";
    Hs12FixedDhClientauth "hs12-fixed-dh-clientauth" Informational Clear None "RFC 5246 sections 7.4.6, 7.4.8; RFC 8422 section 3"
        "Legal: a client whose certificate contains a static DH or ECDH key sends no CertificateVerify, and its ClientKeyExchange may be empty.";
    Hs12KxSsl3Fortezza "hs12-kx-ssl3-fortezza" Informational Both None "RFC 6101 appendix A.6; RFC 2712 section 3"
        "In SSL 3.0 the suites 0x001C to 0x001E are FORTEZZA, with ServerKeyExchange. In TLS 0x001E is Kerberos, with neither ServerKeyExchange nor Certificate.";
}
