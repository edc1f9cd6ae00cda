//! The full handshake in TLS 1.2 and below.

group! {
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
}
