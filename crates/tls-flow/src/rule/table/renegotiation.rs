//! Renegotiation in TLS 1.2 and below.

group! {
    RenegHelloRequestMidHandshake "reneg-hello-request-mid-handshake" Suspicious Clear None "RFC 5246 section 7.4.1.1"
        "A server has no reason to send HelloRequest during a handshake; the client ignores it.";
    RenegHelloRequestInitial "reneg-hello-request-initial" Suspicious Both None "RFC 5246 section 7.4.1.1"
        "A server should not open a connection with HelloRequest: the client sends its ClientHello anyway.";
    RenegHelloRequestRepeated "reneg-hello-request-repeated" Suspicious Opened None "RFC 5246 section 7.4.1.1"
        "After HelloRequest a server should not send another before the handshake that it asked for is complete.";
    RenegHelloRequestBody "reneg-hello-request-body" Violation Clear Tls(DECODE_ERROR) "RFC 5246 section 7.4.1.1"
        "A HelloRequest is empty.";
    RenegHelloRequestClient "reneg-hello-request-client" Alias Clear Tls(UNEXPECTED_MESSAGE) "RFC 5246 section 7.4.1.1"
        "A client never sends HelloRequest; told as `hsf-type-wrong-direction`.";
    RenegHelloRequest13 "reneg-hello-request-13" Alias Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4, appendix B.3"
        "HelloRequest does not exist in TLS 1.3; told as `hsf-type-wrong-version`.";
    RenegRiInitialNonempty "reneg-ri-initial-nonempty" Violation Both Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.4, 3.6"
        "In the first handshake of a connection renegotiation_info is empty in both hellos.";
    RenegRiMissing "reneg-ri-missing" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "Where the first handshake agreed on secure renegotiation, both hellos of every later one carry renegotiation_info.";
    RenegRiMismatch "reneg-ri-mismatch" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7"
        "In a secure renegotiation renegotiation_info repeats the verify_data of the previous handshake: the client's in ClientHello, the client's and the server's in ServerHello.";
    RenegScsvInRenegotiation "reneg-scsv-in-renegotiation" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 3.5, 3.7, 4.2, 4.4"
        "A client sends no TLS_EMPTY_RENEGOTIATION_INFO_SCSV in a secure renegotiation, nor in any renegotiation if its first ClientHello did not signal secure renegotiation.";
    RenegRiLegacy "reneg-ri-legacy" Violation Opened Tls(HANDSHAKE_FAILURE) "RFC 5746 sections 4.2, 4.4"
        "Without secure renegotiation, a renegotiating server sends no renegotiation_info, nor does a client whose first ClientHello did not signal it; the other peer aborts.";
    RenegRiUnsolicited "reneg-ri-unsolicited" Violation Both Tls(UNSUPPORTED_EXTENSION) "RFC 5746 sections 3.4, 3.6; RFC 5246 section 7.4.1.4"
        "A server sends renegotiation_info only if the ClientHello carried it or TLS_EMPTY_RENEGOTIATION_INFO_SCSV.";
    RenegInsecure "reneg-insecure" Suspicious Passive Tls(HANDSHAKE_FAILURE) "RFC 5746 section 4.1-4.4"
        "Peers should renegotiate only if their first hellos agreed on renegotiation_info; otherwise an attacker can put data in front of what a client sends (CVE-2009-3555).";
    RenegPeerUnpatched "reneg-peer-unpatched" Informational Both None "RFC 5746 sections 3.4, 4.1"
        "Legal: a server may leave the client's signal for secure renegotiation unanswered, but to renegotiate on this connection would be insecure.";
    RenegVersionChanged "reneg-version-changed" Violation Opened Tls(PROTOCOL_VERSION) "RFC 8446 section 4.1.2; RFC 5246 appendix E.1"
        "A renegotiation keeps the version of the connection.";
    RenegIn13 "reneg-in-13" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 4.1.2"
        "TLS 1.3 has no renegotiation: once it is negotiated, the client sends no further ClientHello.";
    RenegUnanswered "reneg-unanswered" Informational Opened None "RFC 5246 sections 7.4.1.1, 7.2.2"
        "Legal: a client may ignore HelloRequest or answer with the warning no_renegotiation, and the connection goes on.";
    RenegRefusedByServer "reneg-refused-by-server" Informational Opened None "RFC 5246 section 7.2.2; RFC 6101 section 5.4.2"
        "Legal: a server may refuse to renegotiate with the warning no_renegotiation, in SSL 3.0 with a fatal handshake_failure.";
    RenegAppdataInterleaved "reneg-appdata-interleaved" Informational Opened None "RFC 5246 sections 7.4.1.1, 10"
        "Legal: during a renegotiation a peer may send application data under the old keys until its ChangeCipherSpec.";
    RenegAppdataAfterHelloRequest "reneg-appdata-after-hello-request" Informational Opened None "RFC 5246 section 7.4.1.1"
        "Legal: application data may cross a HelloRequest on its way.";
    RenegDetected "reneg-detected" Informational Passive None "RFC 5246 section 7.4.1.1"
        "Legal: in TLS 1.2 and below a handshake record on a complete connection is a HelloRequest or part of a renegotiation.";
    RenegFlood "reneg-flood" Suspicious Passive Tls(NO_RENEGOTIATION) ""
        "Many renegotiations begun by the client on one connection are legal but typical of a denial of service (CVE-2011-1473).";
    RenegIdentityChanged "reneg-identity-changed" Suspicious Opened Tls(ILLEGAL_PARAMETER) "RFC 7627 sections 1, 6"
        "In a renegotiation a server should present the certificate that it presented before; another one is the mark of the triple handshake attack.";
}
