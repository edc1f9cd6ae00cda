use crate::Peer;

/// What a well-known TLS stack says when it meets a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackMessage {
    /// The stack, with the version it was seen in where that matters: `"Go crypto/tls"`.
    pub stack: &'static str,
    /// Which end of the connection runs it.
    pub at: Peer,
    /// The words that identify the message.
    pub text: &'static str,
}

const fn client(stack: &'static str, text: &'static str) -> StackMessage {
    StackMessage { stack, at: Peer::Client, text }
}

const fn server(stack: &'static str, text: &'static str) -> StackMessage {
    StackMessage { stack, at: Peer::Server, text }
}

/// At the client, when the server's first bytes are no TLS. Hardly any stack tells one protocol
/// from the other.
pub(super) const SERVER_SPOKE_PLAIN: &[StackMessage] = &[
    client("OpenSSL", "wrong version number"),
    client("OpenSSL 1.0", "SSL23_GET_SERVER_HELLO:unknown protocol"),
    client("curl", "(35) OpenSSL: error:0A00010B:SSL routines::wrong version number"),
    client("Python ssl", "[SSL: WRONG_VERSION_NUMBER] wrong version number"),
    client("Node.js", "ERR_SSL_WRONG_VERSION_NUMBER"),
    client("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    client("rustls", "received corrupt message of type InvalidContentType"),
    client("GnuTLS", "An unexpected TLS packet was received."),
    client("NSS (Firefox)", "SSL_ERROR_RX_RECORD_TOO_LONG"),
    client("NSS (Firefox)", "SSL_ERROR_RX_UNKNOWN_RECORD_TYPE"),
    client("BoringSSL (Chrome, Envoy)", "WRONG_VERSION_NUMBER"),
    client("Chrome", "ERR_SSL_PROTOCOL_ERROR"),
    client("Java", "Unsupported or unrecognized SSL message"),
    client(".NET", "Cannot determine the frame size or a corrupted frame was received"),
    client("Schannel", "SEC_E_INVALID_TOKEN (0x80090308)"),
];

/// At the client, when the server's first bytes are `HTTP/`.
pub(super) const SERVER_SPOKE_HTTP: &[StackMessage] = &[
    client("Go net/http", "http: server gave HTTP response to HTTPS client"),
    client("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    client("Go crypto/tls before 1.12", "tls: oversized record received with length 20527"),
    client("OpenSSL", "wrong version number"),
    client("OpenSSL 1.0", "SSL23_GET_SERVER_HELLO:unknown protocol"),
    client("curl", "(35) OpenSSL: error:0A00010B:SSL routines::wrong version number"),
    client("Python ssl", "[SSL: WRONG_VERSION_NUMBER] wrong version number"),
    client("Node.js", "ERR_SSL_WRONG_VERSION_NUMBER"),
    client("rustls", "received corrupt message of type InvalidContentType"),
    client("GnuTLS", "An unexpected TLS packet was received."),
    client("NSS (Firefox)", "SSL_ERROR_RX_RECORD_TOO_LONG"),
    client("BoringSSL (Chrome, Envoy)", "WRONG_VERSION_NUMBER"),
    client("Chrome", "ERR_SSL_PROTOCOL_ERROR"),
    client("Java", "Unsupported or unrecognized SSL message"),
    client(".NET", "Cannot determine the frame size or a corrupted frame was received"),
    client("Schannel", "SEC_E_INVALID_TOKEN (0x80090308)"),
];

/// At the server, when the client's first bytes are no TLS.
pub(super) const CLIENT_SPOKE_PLAIN: &[StackMessage] = &[
    server("OpenSSL", "wrong version number"),
    server("Node.js", "ERR_SSL_WRONG_VERSION_NUMBER"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server("Java", "Unsupported or unrecognized SSL message"),
    server("GnuTLS", "Received record packet of unknown type"),
    server("NSS", "SSL received a record that exceeded the maximum permissible length."),
    server("nginx", "client sent invalid method while reading client request line"),
    server("nginx", "client sent invalid request while reading client request line"),
];

/// At either end, for what both sides can begin with.
pub(super) const EITHER_SPOKE_PLAIN: &[StackMessage] = &[
    client("OpenSSL, curl", "wrong version number"),
    client("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    client("rustls", "received corrupt message of type InvalidContentType"),
    client("GnuTLS", "An unexpected TLS packet was received."),
    client("NSS (Firefox)", "SSL_ERROR_RX_RECORD_TOO_LONG"),
    client("BoringSSL (Chrome, Envoy)", "WRONG_VERSION_NUMBER"),
    client("Java", "Unsupported or unrecognized SSL message"),
    client(".NET", "Cannot determine the frame size or a corrupted frame was received"),
    server("OpenSSL", "wrong version number"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server("Java", "Unsupported or unrecognized SSL message"),
    server("GnuTLS", "Received record packet of unknown type"),
];

/// At the server, for a plain HTTP request.
pub(super) const CLIENT_SPOKE_HTTP: &[StackMessage] = &[
    server("OpenSSL", "SSL routines::http request"),
    server("Python ssl", "[SSL: HTTP_REQUEST] http request"),
    server("Node.js", "ERR_SSL_HTTP_REQUEST"),
    server("Go net/http", "client sent an HTTP request to an HTTPS server"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("nginx", "client sent plain HTTP request to HTTPS port"),
    server("Apache httpd", "speaking plain HTTP to an SSL-enabled server port"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server("Java", "Unsupported or unrecognized SSL message"),
    server("GnuTLS", "Received record packet of unknown type 71"),
    client("Go net/http", "malformed HTTP response \"\\x15\\x03\\x01\\x00\\x02\\x02"),
    client("browsers, curl", "400 The plain HTTP request was sent to HTTPS port"),
];

/// At the server, for a CONNECT.
pub(super) const CLIENT_SPOKE_CONNECT: &[StackMessage] = &[
    server("OpenSSL", "SSL routines::https proxy request"),
    server("Python ssl", "[SSL: HTTPS_PROXY_REQUEST] https proxy request"),
    server("Node.js", "ERR_SSL_HTTPS_PROXY_REQUEST"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("nginx", "client sent invalid request while reading client request line"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server("Java", "Unsupported or unrecognized SSL message"),
    server("GnuTLS", "Received record packet of unknown type 67"),
];

/// For a hello in the format of SSL 2.0.
pub(super) const SSLV2: &[StackMessage] = &[
    server("Go crypto/tls", "tls: unsupported SSLv2 handshake received"),
    server("Java", "SSLv2Hello is not enabled"),
    server("OpenSSL", "unknown protocol"),
    server("OpenSSL", "unsupported protocol"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server(
        "nginx",
        "SSL_do_handshake() failed (SSL: error:0A000102:SSL routines::unsupported protocol)",
    ),
];

/// For a hello whose version is too old.
pub(super) const OLD_VERSION: &[StackMessage] = &[
    server("OpenSSL", "version too low"),
    server("OpenSSL", "unsupported protocol"),
    server("Python ssl", "[SSL: VERSION_TOO_LOW] version too low"),
    server("Node.js", "ERR_SSL_VERSION_TOO_LOW"),
    server("Go crypto/tls", "tls: client offered only unsupported versions: [300]"),
    server("Java", "Client requested protocol SSLv3 is not enabled or supported in server context"),
    server("GnuTLS", "A packet with illegal or unsupported version was received."),
    server("NSS", "Peer using unsupported version of security protocol."),
    client("Go crypto/tls", "remote error: tls: protocol version not supported"),
];

/// For a record version that is none of TLS.
pub(super) const FOREIGN_VERSION: &[StackMessage] = &[
    server("Go crypto/tls", "tls: unsupported protocol version 101"),
    server("Go crypto/tls", "tls: client offered only unsupported versions: []"),
    server("rustls", "received corrupt message of type UnknownProtocolVersion"),
    server("OpenSSL", "wrong version number"),
    server("Node.js", "ERR_SSL_UNKNOWN_PROTOCOL"),
    server("GnuTLS", "A packet with illegal or unsupported version was received."),
];

/// For a record that is too long.
pub(super) const OVERFLOW: &[StackMessage] = &[
    server("OpenSSL 3", "packet length too long"),
    server("OpenSSL 4", "data length too long"),
    server("Node.js", "ERR_SSL_PACKET_LENGTH_TOO_LONG"),
    server("Go crypto/tls", "tls: oversized record received with length"),
    server("rustls", "received corrupt message of type MessageTooLarge"),
    server("Java", "Bad input record size, TLSCiphertext.length ="),
    client("NSS (Firefox)", "SSL_ERROR_RX_RECORD_TOO_LONG"),
    client("GnuTLS", "A TLS record packet with invalid length was received."),
];

/// For an empty handshake record.
pub(super) const EMPTY: &[StackMessage] = &[
    server("Go crypto/tls", "local error: tls: unexpected message"),
    server("rustls", "received corrupt message of type InvalidEmptyPayload"),
    server("GnuTLS", "Error decoding the received TLS packet."),
];

/// For an alert instead of a hello.
pub(super) const ALERT: &[StackMessage] = &[
    client("OpenSSL", "tlsv1 alert protocol version"),
    client("OpenSSL", "sslv3 alert handshake failure"),
    client("OpenSSL", "sslv3 alert unexpected message"),
    client("OpenSSL", "tlsv1 unrecognized name"),
    client("OpenSSL", "tlsv1 alert internal error"),
    client("OpenSSL", "tlsv1 alert decode error"),
    client("OpenSSL", "tlsv1 alert record overflow"),
    client("OpenSSL", "SSL alert number"),
    client("Go crypto/tls", "remote error: tls:"),
    client("rustls", "received fatal alert:"),
    client("GnuTLS", "A TLS fatal alert has been received."),
    client("Java", "Received fatal alert:"),
    client("NSS (Firefox)", "SSL_ERROR_NO_CYPHER_OVERLAP"),
    client("NSS (Firefox)", "SSL_ERROR_PROTOCOL_VERSION_ALERT"),
    client("NSS (Firefox)", "SSL_ERROR_HANDSHAKE_UNEXPECTED_ALERT"),
    client("NSS (Firefox)", "SSL_ERROR_UNRECOGNIZED_NAME_ALERT"),
    client("Chrome", "ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
];

/// For a hello from the wrong side.
pub(super) const REVERSED: &[StackMessage] = &[
    client("OpenSSL", "unexpected message"),
    client("rustls", "got ClientHello when expecting ServerHello"),
    client("Go crypto/tls", "received unexpected handshake message of type *tls.clientHelloMsg"),
    client("NSS (Firefox)", "SSL_ERROR_RX_UNEXPECTED_CLIENT_HELLO"),
    client("Java", "Unexpected handshake message: client_hello"),
    client("GnuTLS", "An unexpected TLS handshake packet was received."),
];

/// For a stream that ends within the first record.
pub(super) const CUT_OFF: &[StackMessage] = &[
    server("OpenSSL", "unexpected eof while reading"),
    server("Go crypto/tls", "unexpected EOF"),
    server("rustls", "unexpected end of file"),
    server("Java", "Remote host terminated the handshake"),
    server("GnuTLS", "The TLS connection was non-properly terminated."),
    server("Node.js", "ECONNRESET socket hang up"),
    client("OpenSSL", "unexpected eof while reading"),
    client(
        "Python ssl",
        "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol",
    ),
    client("NSS (Firefox)", "PR_END_OF_FILE_ERROR"),
];

/// For protected or later messages where a hello is due.
pub(super) const MID_STREAM: &[StackMessage] = &[
    client("OpenSSL", "unexpected message"),
    client("rustls", "got ApplicationData when expecting Handshake"),
    client("NSS (Firefox)", "SSL_ERROR_RX_UNEXPECTED_APPLICATION_DATA"),
    client("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    client("Java", "Unsupported or unrecognized SSL message"),
    server("rustls", "got ChangeCipherSpec when expecting Handshake"),
    server("Go crypto/tls", "tls: unexpected message"),
];

/// For a client that leaves before its hello.
pub(super) const LEFT_BEFORE_HELLO: &[StackMessage] = &[
    server("Go net/http", "http: TLS handshake error from"),
    server("Go crypto/tls", "EOF"),
    server("OpenSSL", "unexpected eof while reading"),
    server("nginx", "peer closed connection in SSL handshake"),
    server("HAProxy", "Connection closed during SSL handshake"),
    server("Java", "Remote host terminated the handshake"),
    server("rustls", "unexpected end of file"),
];

/// At the client, when the server closes after the hello.
pub(super) const CLOSED: &[StackMessage] = &[
    client("OpenSSL 3", "unexpected eof while reading"),
    client("OpenSSL 4", "Unexpected EOF"),
    client("curl", "(35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to"),
    client(
        "Python ssl",
        "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol",
    ),
    client(
        "Node.js",
        "Client network socket disconnected before secure TLS connection was established",
    ),
    client("Go crypto/tls", "EOF"),
    client("rustls", "unexpected end of file"),
    client("GnuTLS", "The TLS connection was non-properly terminated."),
    client("NSS (Firefox)", "PR_END_OF_FILE_ERROR"),
    client("BoringSSL (Chrome)", "Connection closed abruptly"),
    client("Java", "Remote host terminated the handshake"),
];

/// At the client, when the connection is reset after the hello.
pub(super) const RESET: &[StackMessage] = &[
    client("OpenSSL, Node.js", "ECONNRESET"),
    client("curl", "(35) Recv failure: Connection reset by peer"),
    client("Python ssl", "ConnectionResetError"),
    client("Go crypto/tls", "connection reset by peer"),
    client("rustls", "Connection reset by peer (os error 104)"),
    client("GnuTLS", "Error in the pull function."),
    client("NSS (Firefox)", "PR_CONNECT_RESET_ERROR"),
    client("Java", "Connection reset"),
];

/// At the client, when nothing comes.
pub(super) const SILENT: &[StackMessage] = &[
    client("curl", "(28) Connection timed out"),
    client("Python ssl", "The handshake operation timed out"),
    client("Go net/http", "net/http: TLS handshake timeout"),
    client("Go crypto/tls", "context deadline exceeded"),
    client("Java", "Read timed out"),
];

/// At services without TLS, when a `ClientHello` arrives.
pub(super) const HELLO_AT_PLAIN_SERVICE: &[StackMessage] = &[
    server("sshd", "Bad protocol version identification '\\026\\003\\001"),
    server("nginx", "\"\\x16\\x03\\x01"),
    server("RabbitMQ", "bad_header,<<22,3,1,"),
    server("VerneMQ", "<<22,3,1,"),
    server("Kafka", "Invalid receive (size = 369295616"),
    server("PostgreSQL", "invalid length of startup packet"),
    server("Python http.server", "Bad request version ('"),
    server("gRPC", "bogus greeting, hex dump 160301"),
];

/// For PostgreSQL's way of asking for TLS.
pub(super) const POSTGRES: &[StackMessage] = &[
    client("psql, libpq", "server does not support SSL, but SSL was required"),
    client("libpq", "received invalid response to SSL negotiation"),
    server("PostgreSQL", "unsupported frontend protocol 1234.5679"),
    server("PostgreSQL", "invalid length of startup packet"),
    client("OpenSSL, curl", "wrong version number"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("OpenSSL", "wrong version number"),
];

/// For a PROXY header where none is read, and for a missing one.
pub(super) const PROXY_HEADER: &[StackMessage] = &[
    server("nginx", "while reading PROXY protocol"),
    server("nginx", "client sent invalid request while reading client request line"),
    server("OpenSSL", "wrong version number"),
    server("Go crypto/tls", "tls: first record does not look like a TLS handshake"),
    server("Go crypto/tls before 1.12", "tls: oversized record received with length 22617"),
    server("rustls", "received corrupt message of type InvalidContentType"),
    server("Java", "Unsupported or unrecognized SSL message"),
    server("HAProxy", "Received something which does not look like a PROXY protocol header"),
];
