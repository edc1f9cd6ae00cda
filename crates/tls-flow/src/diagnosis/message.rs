//! From what a log says to the causes in the catalogue.

use super::signature::find;
use super::{Cause, Confidence, Evidence, Opening, Verdict, causes};
use crate::{EndHow, Peer};

/// Causes named for one message, at most. The vaguest message in the table names seven.
const READINGS: usize = 8;

/// One cause that a message may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cause.
    pub cause: &'static Cause,
    /// How sure: `Certain` where the message says it, `Likely` where a number or bytes in it do,
    /// `Possible` where it fits several causes.
    pub confidence: Confidence,
    /// The first bytes of the stream that the message gives away, where they stood in it. None
    /// where the cause was read from the words.
    pub bytes: Evidence,
}

/// The causes that an error message or a line of a log may have, likeliest first; none where the
/// text says nothing that is known.
///
/// Reads the words of well-known TLS stacks and of services that met a TLS hello, and the numbers
/// and bytes in them, which often are the first bytes of the other side's stream.
///
/// ```
/// use tls_flow::diagnosis::message::causes_of;
///
/// let log = "tls: oversized record received with length 20527";
/// assert_eq!(causes_of(log).next().unwrap().cause.id, "http-response"); // 0x502f is `P/` of `HTTP/`
/// ```
#[must_use]
pub fn causes_of(text: &str) -> Readings {
    let mut readings = Readings { found: [None; READINGS], next: 0 };
    let text = text.as_bytes();
    read_bytes(text, &mut readings);
    read_quoted(text, &mut readings);
    read_numbers(text, &mut readings);
    read_words(text, &mut readings);
    if text.trim_ascii() == b"EOF" || text.ends_with(b": EOF") {
        for cause in CLOSED {
            readings.add(cause, Confidence::Possible, &[]);
        }
    }
    readings
}

/// The causes that a message may have, likeliest first.
#[derive(Clone, Debug)]
pub struct Readings {
    found: [Option<Reading>; READINGS],
    next: usize,
}

impl Iterator for Readings {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        let reading = *self.found.get(self.next)?;
        self.next = self.next.saturating_add(1);
        reading
    }
}

impl Readings {
    fn add(&mut self, cause: &'static Cause, confidence: Confidence, bytes: &[u8]) {
        for slot in &mut self.found {
            match slot {
                Some(reading) if reading.cause == cause => return,
                Some(_) => {}
                None => {
                    *slot = Some(Reading { cause, confidence, bytes: Evidence::new(0, bytes) });
                    return;
                }
            }
        }
    }
}

/// Words that a message is known by, and the causes, likeliest first.
struct Words {
    /// All of these stand in the message, in upper or lower case.
    all: &'static [&'static str],
    confidence: Confidence,
    causes: &'static [&'static Cause],
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

const CLOSED: &[&Cause] = &[
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
static MESSAGES: &[Words] = &[
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

fn read_words(text: &[u8], readings: &mut Readings) {
    for words in MESSAGES {
        if words.all.iter().all(|word| contains(text, word)) {
            for cause in words.causes {
                readings.add(cause, words.confidence, &[]);
            }
        }
    }
}

fn contains(text: &[u8], word: &str) -> bool {
    text.windows(word.len().max(1)).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Five bytes that a TLS stack took for a record header: a number it prints as the record's length
/// is the last two. Where only four are given, the fifth varies.
const HEADERS: &[(&[u8], &Cause)] = &[
    (b"HTTP/", &causes::HTTP_RESPONSE),
    (b"<html", &causes::HTTP_HTML_NO_STATUS),
    (b"<!DOC", &causes::HTTP_HTML_NO_STATUS),
    (b"<!doc", &causes::HTTP_HTML_NO_STATUS),
    (b"<head", &causes::HTTP_HTML_NO_STATUS),
    (b"<?xml", &causes::XMPP_STARTTLS),
    (b"CONNE", &causes::HTTP_PROXY_REQUEST),
    (b"POST ", &causes::HTTP_REQUEST),
    (b"GET /", &causes::HTTP_REQUEST),
    (b"PUT /", &causes::HTTP_REQUEST),
    (b"HEAD ", &causes::HTTP_REQUEST),
    (b"OPTIO", &causes::HTTP_REQUEST),
    (b"PATCH", &causes::HTTP_REQUEST),
    (b"DELET", &causes::HTTP_REQUEST),
    (b"PROPF", &causes::HTTP_REQUEST),
    (b"PRI *", &causes::HTTP2_CLEARTEXT),
    (b"PROXY", &causes::PROXY_PROTOCOL_V1),
    (b"\r\n\r\n\0", &causes::PROXY_PROTOCOL_V2),
    (b"SSH-2", &causes::SSH),
    (b"RFB 0", &causes::VNC_RFB),
    (b"* OK ", &causes::IMAP_STARTTLS),
    (b"EHLO ", &causes::SMTP_STARTTLS),
    (b"INFO ", &causes::NATS),
    (b"USER ", &causes::FTP_AUTH_TLS),
    (b"AUTH ", &causes::FTP_AUTH_TLS),
    (b"-ERR ", &causes::POP3_STLS),
    (b"AMQP\0", &causes::AMQP),
    (b"220 ", &causes::SMTP_STARTTLS),
    (b"220 ", &causes::FTP_AUTH_TLS),
    (b"+OK ", &causes::POP3_STLS),
];

/// What goes before the length of a record in a message.
const LENGTHS: &[&str] = &[
    "received with length ",
    "TLS record length",
    "record length",
    "TLSCiphertext.length",
    "record too long",
    "record size",
    "oversized record",
];

fn read_numbers(text: &[u8], readings: &mut Readings) {
    let about_length = LENGTHS.iter().any(|word| contains(text, word));
    let about_type = contains(text, "unknown type ");
    for number in numbers(text) {
        match u16::try_from(number) {
            Ok(length) if about_length => {
                let length = length.to_be_bytes();
                for (header, cause) in HEADERS {
                    if header.get(3..) == Some(&length) {
                        readings.add(cause, Confidence::Likely, header);
                    }
                }
                for (header, cause) in HEADERS {
                    let printable = length[1].is_ascii_graphic();
                    if header.len() == 4 && header.get(3) == Some(&length[0]) && printable {
                        readings.add(cause, Confidence::Possible, header);
                    }
                }
            }
            // The first byte alone.
            Ok(first) if about_type => {
                for (header, cause) in HEADERS {
                    if header.first().map(|&byte| u16::from(byte)) == Some(first) {
                        readings.add(cause, Confidence::Possible, header);
                    }
                }
            }
            Ok(_) => {}
            // Four bytes, taken for a length or a magic number.
            Err(_) => read_first_bytes(&number.to_be_bytes(), readings),
        }
    }
}

/// The decimal numbers in a text that fit 32 bits.
fn numbers(text: &[u8]) -> impl Iterator<Item = u32> {
    text.split(|byte| !byte.is_ascii_digit()).filter_map(|digits| {
        if digits.is_empty() {
            return None;
        }
        digits.iter().try_fold(0u32, |number, digit| {
            let digit = char::from(*digit).to_digit(10)?;
            number.checked_mul(10)?.checked_add(digit)
        })
    })
}

/// Bytes that stand in the text in one of the ways in which logs write them.
fn read_bytes(text: &[u8], readings: &mut Readings) {
    let http_client = contains(text, "malformed HTTP response");
    for (mark, decode) in NOTATIONS {
        let mut rest = text;
        while let Some(at) = find(rest, mark) {
            rest = rest.get(at..).unwrap_or_default();
            let mut bytes = [0; 8];
            let mut count = 0usize;
            for slot in &mut bytes {
                let Some((byte, after)) = decode(rest) else { break };
                *slot = byte;
                rest = after;
                count = count.saturating_add(1);
            }
            let bytes = bytes.get(..count).unwrap_or_default();
            if http_client && bytes.starts_with(b"\x15\x03") {
                // The client spoke HTTP, and this is the alert it got.
                readings.add(&causes::HTTP_REQUEST, Confidence::Certain, bytes);
            }
            if count >= 3 {
                read_first_bytes(bytes, readings);
            }
            if count == 0 {
                rest = rest.get(mark.len()..).unwrap_or_default();
            }
        }
    }
}

/// A way to write a byte in a log: what it begins with, and how to read one.
type Notation = (&'static [u8], fn(&[u8]) -> Option<(u8, &[u8])>);

/// `\x16\x03\x01`, `\026\003\001`, `\u0016\u0003\u0001`, `<<22,3,1,`, `160301`, `0x16`, `16 03 01`.
static NOTATIONS: &[Notation] = &[
    (b"\\x", |text| number(text.strip_prefix(b"\\x")?, 2, 16)),
    (b"\\u00", |text| number(text.strip_prefix(b"\\u00")?, 2, 16)),
    (b"\\0", |text| number(text.strip_prefix(b"\\")?, 3, 8)),
    (b"<<", |text| {
        let text = text.strip_prefix(b"<<").or_else(|| text.strip_prefix(b","))?;
        let digits = text.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        number(text, digits, 10)
    }),
    (b"16030", |text| number(text, 2, 16)),
    (b"15030", |text| number(text, 2, 16)),
    (b"16 03 0", |text| number(text.strip_prefix(b" ").unwrap_or(text), 2, 16)),
    (b"15 03 0", |text| number(text.strip_prefix(b" ").unwrap_or(text), 2, 16)),
];

/// What a service writes before the first line that it could not make out.
const QUOTED: &[&str] =
    &["request: \"", "request line: \"", "unexpected request \"", "preface: \""];

/// A first line that stands in the text as it came, as nginx logs it.
fn read_quoted(text: &[u8], readings: &mut Readings) {
    for mark in QUOTED {
        let Some(at) = find(text, mark.as_bytes()) else { continue };
        let line = text.get(at.saturating_add(mark.len())..).unwrap_or_default();
        let end = line.iter().position(|&byte| byte == b'"').unwrap_or(line.len());
        let line = line.get(..end).unwrap_or_default();
        if line.starts_with(b"\\x") {
            continue;
        }
        let mut opening = Opening::new(Peer::Client);
        opening.feed(line);
        opening.feed(b"\r\n");
        if let Verdict::Decided(diagnosis) = opening.end(EndHow::CaptureEnd) {
            if opening.is_recognised() && diagnosis.protocol.is_some() {
                readings.add(diagnosis.cause, Confidence::Likely, line);
            }
        }
    }
}

/// A byte written with so many digits.
fn number(text: &[u8], digits: usize, radix: u32) -> Option<(u8, &[u8])> {
    let (written, rest) = text.split_at_checked(digits)?;
    if written.is_empty() {
        return None;
    }
    let value = written.iter().try_fold(0u32, |value, digit| {
        let digit = char::from(*digit).to_digit(radix)?;
        value.checked_mul(radix)?.checked_add(digit)
    })?;
    Some((u8::try_from(value).ok()?, rest))
}

/// The first bytes of a stream that a service could not make out.
fn read_first_bytes(bytes: &[u8], readings: &mut Readings) {
    match bytes {
        [0x16, 3, 0..=4, ..] => {
            return readings.add(&causes::TLS_TO_PLAINTEXT_SERVICE, Confidence::Certain, bytes);
        }
        [0x15, 3, 0..=4, 0, ..] => {
            return readings.add(&causes::ALERT_FIRST, Confidence::Likely, bytes);
        }
        _ => {}
    }
    for from in [Peer::Client, Peer::Server] {
        let mut opening = Opening::new(from);
        opening.feed(bytes);
        let Verdict::Decided(diagnosis) = opening.end(EndHow::CaptureEnd) else { continue };
        let unknown = [&causes::UNKNOWN_BINARY, &causes::UNKNOWN_TEXT, &causes::KEEPALIVE_GARBAGE];
        if !unknown.contains(&diagnosis.cause) && opening.is_telling() {
            readings.add(diagnosis.cause, Confidence::Likely, bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn ids(text: &str) -> Vec<&'static str> {
        causes_of(text).map(|reading| reading.cause.id).collect()
    }

    #[test]
    fn lengths_are_bytes_of_text() {
        for (number, cause) in [
            (20527, "http-response"),
            (28012, "http-html-no-status"),
            (24932, "http-html-no-status"),
            (20291, "http-html-no-status"),
            (20037, "http-proxy-request"),
            (21536, "http-request"),
            (8239, "http-request"),
            (17440, "http-request"),
            (18767, "http-request"),
            (8301, "smtp-starttls"),
            (8260, "smtp-starttls"),
            (19232, "imap-starttls"),
            (11570, "ssh"),
            (8240, "vnc-rfb"),
            (22617, "proxy-protocol-v1"),
            (20256, "smtp-starttls"),
            (21024, "ftp-auth-tls"),
            (18464, "ftp-auth-tls"),
        ] {
            let text = alloc::format!("tls: oversized record received with length {number}");
            assert_eq!(ids(&text).first(), Some(&cause), "{text}: {:?}", ids(&text));
        }
        assert!(ids("oversized record received with length 8260").contains(&"pop3-stls"));
    }

    #[test]
    fn sizes_are_first_bytes() {
        for (number, cause) in [
            (369_295_616, "tls-to-plaintext-service"),
            (369_295_620, "tls-to-plaintext-service"),
            (352_518_912, "alert-first"),
            (1_195_725_856, "http-request"),
            (1_347_375_956, "http-request"),
            (1_213_486_160, "http-response"),
        ] {
            let text = alloc::format!("Invalid receive (size = {number} larger than 104857600)");
            assert_eq!(ids(&text).first(), Some(&cause), "{text}: {:?}", ids(&text));
        }
    }

    #[test]
    fn bytes_in_logs_are_read_in_every_notation() {
        for text in [
            r"Bad protocol version identification '\026\003\001' from 10.0.0.1 port 50000",
            r#"10.0.0.1 - - "\x16\x03\x01\x00\xF1\x01\x00" 400 150 "-" "-""#,
            "closing AMQP connection: {bad_header,<<22,3,1,2,0,1,0,1>>}",
            "CLOSE received unexpected bytes <<22,3,1,0>>",
            r"bogus greeting: hex dump 1603010200010001",
            r"invalid request line \u0016\u0003\u0001",
        ] {
            assert_eq!(ids(text).first(), Some(&"tls-to-plaintext-service"), "{text}");
        }
        let text = r#"net/http: malformed HTTP response "\x15\x03\x01\x00\x02\x02""#;
        assert_eq!(ids(text).first(), Some(&"http-request"));
    }

    #[test]
    fn words_of_the_stacks_are_known() {
        for (text, cause) in [
            (
                "client sent invalid request while reading client request line, client: 10.0.0.1, \
                 server: , request: \"EHLO mail.example.com\"",
                "smtp-starttls",
            ),
            ("Get \"https://example.com/\": EOF", "closed-after-hello"),
            ("http: server gave HTTP response to HTTPS client", "http-response"),
            ("tls: first record does not look like a TLS handshake", "http-response"),
            ("error:0A00010B:SSL routines:ssl3_get_record:wrong version number", "http-response"),
            ("error:0A00009C:SSL routines:ssl3_get_record:http request", "http-request"),
            ("[SSL: HTTPS_PROXY_REQUEST] https proxy request", "http-proxy-request"),
            ("remote error: tls: handshake failure", "alert-first"),
            ("http: TLS handshake error from 10.0.0.1:4711: EOF", "no-data-close"),
            (
                "unsupported frontend protocol 1234.5679: server supports 1.0 to 3.0",
                "postgres-sslrequest",
            ),
            ("Received record packet of unknown type 71", "http-request"),
        ] {
            assert_eq!(ids(text).first(), Some(&cause), "{text}: {:?}", ids(text));
        }
    }

    #[test]
    fn every_message_of_the_catalogue_leads_back_to_its_cause_or_a_commoner_one() {
        let mut mute = Vec::new();
        for cause in Cause::all() {
            for message in cause.messages {
                if causes_of(message.text).next().is_none() {
                    mute.push((cause.id, message.text));
                }
            }
        }
        assert!(mute.is_empty(), "{mute:#?}");
    }

    #[test]
    fn ordinary_text_means_nothing() {
        for text in ["", "hello", "listening on port 443", "2026-01-01 12:00:00 record 5 of 20"] {
            assert_eq!(ids(text), [""; 0], "{text}");
        }
    }
}
