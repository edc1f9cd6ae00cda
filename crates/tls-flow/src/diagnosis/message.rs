//! From what a log says to the causes in the catalogue.

use self::words::{CLOSED, MESSAGES};
use super::signature::find;
use super::{Cause, Confidence, Evidence, Opening, Verdict, causes};
use crate::{EndHow, Peer};

mod words;

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
