use super::super::{Cause, Confidence, causes};

/// Words that a message is known by, and the causes, likeliest first.
pub(super) struct Words {
    /// All of these stand in the message, in upper or lower case.
    pub(super) all: &'static [&'static str],
    pub(super) confidence: Confidence,
    pub(super) causes: &'static [&'static Cause],
}

const fn says(all: &'static [&'static str], causes: &'static [&'static Cause]) -> Words {
    Words { all, confidence: Confidence::Certain, causes }
}

const fn hints(all: &'static [&'static str], causes: &'static [&'static Cause]) -> Words {
    Words { all, confidence: Confidence::Possible, causes }
}

/// What a client's stack says when the server's first bytes are no TLS: ordered by how often each
/// cause was found behind such reports.
const NOT_TLS: &[&Cause] = &[
    &causes::HTTP_RESPONSE,
    &causes::HTTP_REQUEST,
    &causes::SMTP_STARTTLS,
    &causes::HTTP2_CLEARTEXT,
    &causes::IMAP_STARTTLS,
    &causes::HTTP_PROXY_REQUEST,
    &causes::FTP_AUTH_TLS,
    &causes::PROXY_PROTOCOL_V1,
];

/// What a server's stack says when the client's first bytes are no TLS.
const CLIENT_NOT_TLS: &[&Cause] = &[
    &causes::HTTP_REQUEST,
    &causes::HTTP2_CLEARTEXT,
    &causes::HTTP_PROXY_REQUEST,
    &causes::PROXY_PROTOCOL_V1,
    &causes::POSTGRES_SSLREQUEST,
    &causes::MQTT,
];

pub(super) const CLOSED: &[&Cause] = &[
    &causes::CLOSED_AFTER_HELLO,
    &causes::NO_DATA_CLOSE,
    &causes::TRUNCATED_HELLO,
    &causes::PROXY_PROTOCOL_V1,
];

/// `close_notify`, or an end of the stream that is taken for it.
const GAVE_UP: &[&Cause] = &[&causes::ALERT_FIRST, &causes::CLOSED_AFTER_HELLO];

const RESET: &[&Cause] = &[&causes::RESET_AFTER_HELLO, &causes::TRUNCATED_HELLO];

const SILENT: &[&Cause] =
    &[&causes::SILENT_AFTER_HELLO, &causes::BOTH_SILENT, &causes::TRUNCATED_HELLO];

const TO_PLAIN: &[&Cause] = &[&causes::TLS_TO_PLAINTEXT_SERVICE];

/// The table. What is said outright comes first.
#[rustfmt::skip] // one message a line
pub(super) static MESSAGES: &[Words] = &[
    says(&["gave HTTP response to HTTPS client"], &[&causes::HTTP_RESPONSE]),
    says(&["sent an HTTP request to an HTTPS server"], &[&causes::HTTP_REQUEST]),
    says(&["plain HTTP request", "HTTPS port"], &[&causes::HTTP_REQUEST]),
    says(&["speaking plain HTTP to an SSL"], &[&causes::HTTP_REQUEST]),
    says(&["combination of host and port requires TLS"], &[&causes::HTTP_REQUEST]),
    says(&["HTTP spoken on HTTPS port"], &[&causes::HTTP_REQUEST]),
    says(&["AH01996"], &[&causes::HTTP_REQUEST]),
    says(&["https proxy request"], &[&causes::HTTP_PROXY_REQUEST, &causes::NATS]),
    says(&["HTTPS_PROXY_REQUEST"], &[&causes::HTTP_PROXY_REQUEST, &causes::NATS]),
    says(&["SSL: HTTP_REQUEST"], &[&causes::HTTP_REQUEST, &causes::RTSP_SIP]),
    says(&["ERR_SSL_HTTP_REQUEST"], &[&causes::HTTP_REQUEST, &causes::RTSP_SIP]),
    says(&["SSL routines", "http request"], &[&causes::HTTP_REQUEST, &causes::RTSP_SIP]),
    says(&["SSLv2Hello is not enabled"], &[&causes::SSLV2_HELLO, &causes::WEBSOCKET_FRAMES]),
    says(&["unsupported SSLv2 handshake"], &[&causes::SSLV2_HELLO, &causes::MEMCACHED]),
    says(&["1234.5679"], &[&causes::POSTGRES_SSLREQUEST]),
    says(&["server does not support SSL, but SSL was required"], &[&causes::POSTGRES_SSLREQUEST]),
    says(&["invalid response to SSL negotiation"], &[&causes::POSTGRES_SSLREQUEST]),
    says(&["PROXY protocol", "broken header"], &[&causes::PROXY_PROTOCOL_V1, &causes::PROXY_PROTOCOL_V2]),
    says(&["does not look like a PROXY protocol header"], &[&causes::PROXY_PROTOCOL_V1, &causes::PROXY_PROTOCOL_V2]),
    says(&["reading PROXY protocol"], &[&causes::PROXY_PROTOCOL_V1, &causes::PROXY_PROTOCOL_V2]),
    says(&["only unsupported versions: [300]"], &[&causes::SSLV3_HELLO]),
    says(&["maximum protocol version of 300"], &[&causes::SSLV3_HELLO]),
    says(&["Client requested protocol SSLv3"], &[&causes::SSLV3_HELLO]),
    says(&["unsupported protocol version 101"], &[&causes::TLCP_GMTLS]),
    says(&["got ApplicationData when expecting"], &[&causes::MID_STREAM]),
    says(&["UNEXPECTED_APPLICATION_DATA"], &[&causes::MID_STREAM]),
    says(&["got ChangeCipherSpec when expecting Handshake"], &[&causes::MID_STREAM]),
    says(&["got ClientHello when expecting ServerHello"], &[&causes::REVERSED_DIRECTION, &causes::ECHOED]),
    says(&["unexpected TLS handshake packet"], &[&causes::REVERSED_DIRECTION, &causes::MISSING_SEGMENT]),
    says(&["unexpected handshake message of type *tls.clientHelloMsg"], &[&causes::REVERSED_DIRECTION, &causes::ECHOED]),
    says(&["RX_UNEXPECTED_CLIENT_HELLO"], &[&causes::REVERSED_DIRECTION, &causes::ECHOED]),
    says(&["Unexpected handshake message: client_hello"], &[&causes::REVERSED_DIRECTION, &causes::ECHOED]),
    says(&["InvalidEmptyPayload"], &[&causes::EMPTY_RECORD]),
    says(&["MessageTooLarge"], &[&causes::RECORD_OVERFLOW]),
    says(&["407 Proxy Authentication Required"], &[&causes::PROXY_CONNECT_REFUSED]),
    says(&["CONNECT tunnel failed"], &[&causes::PROXY_CONNECT_REFUSED]),
    says(&["Proxy CONNECT aborted"], &[&causes::PROXY_CONNECT_REFUSED]),
    says(&["HTTP code 407 from proxy"], &[&causes::PROXY_CONNECT_REFUSED]),
    says(&["HTTP code 403 from proxy"], &[&causes::PROXY_CONNECT_REFUSED]),
    says(&["bad_header,<<22,3"], TO_PLAIN),
    says(&["Invalid HTTP request received", "TLS"], TO_PLAIN),
    says(&["invalid length of startup packet"], &[&causes::TLS_TO_PLAINTEXT_SERVICE, &causes::HTTP_REQUEST]),
    // Alerts.
    says(&["SSL alert number"], &[&causes::ALERT_FIRST]),
    says(&["remote error: tls:"], &[&causes::ALERT_FIRST]),
    says(&["received fatal alert"], &[&causes::ALERT_FIRST]),
    says(&["TLS fatal alert has been received"], &[&causes::ALERT_FIRST]),
    says(&["tlsv1 alert"], &[&causes::ALERT_FIRST]),
    says(&["tlsv1 unrecognized name"], &[&causes::ALERT_FIRST]),
    says(&["sslv3 alert"], &[&causes::ALERT_FIRST]),
    says(&["tls alert"], &[&causes::ALERT_FIRST]),
    says(&["TLSV1_ALERT"], &[&causes::ALERT_FIRST]),
    says(&["SSLV3_ALERT"], &[&causes::ALERT_FIRST]),
    says(&["tlsv13 alert"], &[&causes::ALERT_FIRST]),
    says(&["TLSV13_ALERT"], &[&causes::ALERT_FIRST]),
    says(&["NEXT_PROTOCOL_NO_PROTOCOL"], &[&causes::ALERT_FIRST]),
    says(&["no application protocol"], &[&causes::ALERT_FIRST]),
    says(&["received handshake warning"], &[&causes::ALERT_FIRST]),
    says(&["NO_CYPHER_OVERLAP"], &[&causes::ALERT_FIRST]),
    says(&["ERR_SSL_VERSION_OR_CIPHER_MISMATCH"], &[&causes::ALERT_FIRST]),
    says(&["SSL_ERROR_", "_ALERT"], &[&causes::ALERT_FIRST]),
    // The same words for whatever is no TLS.
    hints(&["does not look like a TLS handshake"], NOT_TLS),
    hints(&["wrong version number"], NOT_TLS),
    hints(&["WRONG_VERSION_NUMBER"], NOT_TLS),
    hints(&["SSL23_GET_SERVER_HELLO", "unknown protocol"], NOT_TLS),
    hints(&["SSL23_GET_CLIENT_HELLO", "unknown protocol"], &[&causes::HTTP_REQUEST, &causes::SMTP_STARTTLS, &causes::PROXY_PROTOCOL_V1, &causes::SSLV2_HELLO]),
    hints(&["InvalidContentType"], NOT_TLS),
    hints(&["unexpected TLS packet was received"], NOT_TLS),
    hints(&["Unsupported or unrecognized SSL message"], NOT_TLS),
    hints(&["Unrecognized SSL message, plaintext connection"], NOT_TLS),
    hints(&["cannot determine the frame size"], NOT_TLS),
    hints(&["0x80090308"], NOT_TLS),
    hints(&["SEC_E_INVALID_TOKEN"], NOT_TLS),
    hints(&["RX_RECORD_TOO_LONG"], NOT_TLS),
    hints(&["RX_UNKNOWN_RECORD_TYPE"], NOT_TLS),
    hints(&["exceeded the maximum permissible length"], NOT_TLS),
    hints(&["ERR_SSL_PROTOCOL_ERROR"], NOT_TLS),
    hints(&["not an SSL/TLS record"], NOT_TLS),
    hints(&["packet of unknown type"], CLIENT_NOT_TLS),
    hints(&["data length too long"], &[&causes::RECORD_OVERFLOW]),
    hints(&["LENGTH_TOO_LONG"], &[&causes::RECORD_OVERFLOW, &causes::HTTP_RESPONSE]),
    hints(&["packet with invalid length"], &[&causes::RECORD_OVERFLOW]),
    hints(&["Error decoding the received TLS packet"], &[&causes::EMPTY_RECORD, &causes::MID_STREAM]),
    hints(&["packet length too long"], &[&causes::RECORD_OVERFLOW, &causes::HTTP_RESPONSE]),
    hints(&["oversized record received"], &[&causes::RECORD_OVERFLOW, &causes::HTTP_RESPONSE]),
    hints(&["Bad input record size"], &[&causes::RECORD_OVERFLOW]),
    hints(&["malformed HTTP response"], &[&causes::HTTP_REQUEST, &causes::HTTP2_CLEARTEXT]),
    hints(&["error reading server preface"], &[&causes::HTTP2_CLEARTEXT]),
    hints(&["client sent invalid"], &[&causes::TLS_TO_PLAINTEXT_SERVICE, &causes::HTTP2_CLEARTEXT, &causes::PROXY_PROTOCOL_V1]),
    hints(&["Bad protocol version identification"], TO_PLAIN),
    hints(&["Bad request version"], TO_PLAIN),
    hints(&["UnknownProtocolVersion"], &[&causes::TLS_UNKNOWN_VERSION, &causes::TLCP_GMTLS, &causes::DTLS_ON_TCP]),
    hints(&["illegal or unsupported version"], &[&causes::SSLV3_HELLO, &causes::TLCP_GMTLS, &causes::TLS_UNKNOWN_VERSION]),
    hints(&["client offered only unsupported versions"], &[&causes::ALERT_FIRST, &causes::SSLV3_HELLO]),
    hints(&["unsupported protocol"], &[&causes::ALERT_FIRST, &causes::SSLV3_HELLO, &causes::SSLV2_HELLO]),
    hints(&["UNKNOWN_PROTOCOL"], &[&causes::HTTP_RESPONSE, &causes::TLCP_GMTLS, &causes::TLS_UNKNOWN_VERSION]),
    hints(&["unknown protocol"], &[&causes::HTTP_RESPONSE, &causes::SSLV2_HELLO, &causes::TLCP_GMTLS]),
    hints(&["VERSION_TOO_LOW"], &[&causes::SSLV3_HELLO, &causes::ALERT_FIRST]),
    hints(&["unsupported version of security protocol"], &[&causes::SSLV3_HELLO, &causes::ALERT_FIRST]),
    hints(&["version too low"], &[&causes::SSLV3_HELLO, &causes::ALERT_FIRST]),
    // Ends and silence.
    hints(&["unexpected eof"], CLOSED),
    hints(&["UNEXPECTED_EOF"], CLOSED),
    hints(&["TLS handshake error", "EOF"], &[&causes::NO_DATA_CLOSE, &causes::CLOSED_AFTER_HELLO]),
    hints(&["TLS handshake error"], CLOSED),
    hints(&["AH02006"], CLOSED),
    hints(&["AH02008"], CLIENT_NOT_TLS),
    hints(&["SSL handshake stopped", "connection"], CLOSED),
    hints(&["SSL_ERROR_ZERO_RETURN"], GAVE_UP),
    hints(&["ZeroReturn"], GAVE_UP),
    hints(&["Peer has terminated the connection"], GAVE_UP),
    hints(&["Received close_notify during handshake"], GAVE_UP),
    hints(&["SSL_ERROR_SYSCALL"], CLOSED),
    hints(&["before secure TLS connection was established"], CLOSED),
    hints(&["non-properly terminated"], CLOSED),
    hints(&["PR_END_OF_FILE_ERROR"], CLOSED),
    hints(&["Remote host terminated the handshake"], CLOSED),
    hints(&["closed connection in SSL handshake"], CLOSED),
    hints(&["Connection closed during SSL handshake"], CLOSED),
    hints(&["Connection closed abruptly"], CLOSED),
    hints(&["unexpected end of file"], CLOSED),
    hints(&["connection reset"], RESET),
    hints(&["ConnectionReset"], RESET),
    hints(&["ECONNRESET"], RESET),
    hints(&["PR_CONNECT_RESET_ERROR"], RESET),
    hints(&["Error in the pull function"], RESET),
    hints(&["TLS handshake timeout"], SILENT),
    hints(&["(28)", "timed out"], SILENT),
    hints(&["deadline exceeded"], SILENT),
    hints(&["Read timed out"], SILENT),
    hints(&["handshake operation timed out"], SILENT),
    hints(&["handshake timed out"], SILENT),
    hints(&["unexpected message"], &[&causes::MID_STREAM, &causes::REVERSED_DIRECTION, &causes::MISSING_SEGMENT]),
];
