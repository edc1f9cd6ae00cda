//! Renegotiation in TLS 1.2 and below.

group! {
    RenegHelloRequestMidHandshake "reneg-hello-request-mid-handshake" Suspicious Clear None "RFC 5246 section 7.4.1.1"
        "A HelloRequest during a handshake is legal and ignored by the client.";
    RenegHelloRequestInitial "reneg-hello-request-initial" Suspicious Both None "RFC 5246 section 7.4.1.1"
        "Servers should not open with HelloRequest on a fresh connection.";
    RenegHelloRequestRepeated "reneg-hello-request-repeated" Suspicious Opened None "RFC 5246 section 7.4.1.1"
        "After a HelloRequest the server should not send another before the subsequent handshake completes.";
    RenegHelloRequestBody "reneg-hello-request-body" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.1.1"
        "HelloRequest has an empty body.";
    RenegHelloRequestClient "reneg-hello-request-client" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.1"
        "A client never sends HelloRequest.";
    RenegHelloRequest13 "reneg-hello-request-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3"
        "HelloRequest does not exist in TLS 1.3.";
    RenegRiInitialNonempty "reneg-ri-initial-nonempty" Violation Both Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.4, 3.6"
        "In an initial handshake renegotiation_info is empty in both hellos.";
    RenegRiMissing "reneg-ri-missing" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "On a connection with secure renegotiation every renegotiation hello carries renegotiation_info.";
    RenegRiMismatch "reneg-ri-mismatch" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "If renegotiation is secure, its content equals the previous verify_data (client; client+server in ServerHello).";
    RenegScsvInRenegotiation "reneg-scsv-in-renegotiation" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7, 4.2, 4.4"
        "TLS_EMPTY_RENEGOTIATION_INFO_SCSV does not appear in a renegotiation ClientHello if renegotiation is secure, or if the initial ClientHello carried neither signal. (Client signalled, initial ServerHello had no renegotiation_info: SCSV is legal.)";
    RenegRiLegacy "reneg-ri-legacy" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 4.2, 4.4"
        "Without secure renegotiation: (a) a renegotiation ServerHello with renegotiation_info makes the client abort; (b) a renegotiation ClientHello with it, whose initial ClientHello carried no signal, makes the server abort.";
    RenegRiUnsolicited "reneg-ri-unsolicited" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 5746 sections 3.4, 3.6; RFC 5246 section 7.4.1.4"
        "A ServerHello renegotiation_info needs renegotiation_info or SCSV in the ClientHello.";
    RenegInsecure "reneg-insecure" Suspicious Passive Tls(HANDSHAKE_FAILURE) "RFC 5746 section 4.1-4.4"
        "Renegotiation on a connection whose initial hellos lacked renegotiation_info/SCSV (CVE-2009-3555).";
    RenegPeerUnpatched "reneg-peer-unpatched" Informational Both None "RFC 5746 sections 3.4, 4.1"
        "The initial ServerHello lacks renegotiation_info although the client signalled it.";
    RenegVersionChanged "reneg-version-changed" Violation Opened Tls(PROTOCOL_VERSION) "RFC 8446 section 4.1.2; RFC 5246 appendix E.1"
        "A renegotiation keeps the connection's version.";
    RenegIn13 "reneg-in-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.1.2"
        "A ClientHello after TLS 1.3 is negotiated.";
    RenegUnanswered "reneg-unanswered" Informational Opened None "RFC 5246 sections 7.4.1.1, 7.2.2"
        "A client may ignore a HelloRequest or answer with a no_renegotiation warning; both legal, connection continues.";
    RenegRefusedByServer "reneg-refused-by-server" Informational Opened None "RFC 5246 section 7.2.2; RFC 6101 section 5.4.2"
        "A server may answer a renegotiation ClientHello with the no_renegotiation warning; SSL3: fatal handshake_failure.";
    RenegAppdataInterleaved "reneg-appdata-interleaved" Informational Opened None "RFC 5246 sections 7.4.1.1, 10"
        "Application data under the old keys is legal between renegotiation messages until the sender's ChangeCipherSpec.";
    RenegAppdataAfterHelloRequest "reneg-appdata-after-hello-request" Informational Opened None "RFC 5246 section 7.4.1.1"
        "Data crossing a HelloRequest is legal.";
    RenegDetected "reneg-detected" Informational Passive None "RFC 5246 section 7.4.1.1"
        "Passive: a type-22 record from either peer after completion means HelloRequest or renegotiation.";
    RenegFlood "reneg-flood" Suspicious Passive Tls(NO_RENEGOTIATION) ""
        "Many client-initiated renegotiations on one connection (DoS, CVE-2011-1473 from memory).";
    RenegIdentityChanged "reneg-identity-changed" Suspicious Opened Tls(ILLEGAL_PARAMETER) "RFC 7627 sections 1, 6"
        "The server certificate differs from that of the previous handshake on the connection (triple handshake).";
}
