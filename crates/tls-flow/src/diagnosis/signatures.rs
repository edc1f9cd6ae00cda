//! The table. One row is one way to begin; the first row that matches wins, once no row before it
//! can match any more. The order is from what is certain to what is weak: TLS and what resembles
//! it, long magics, binary with checked lengths, text by its first word, then the rest.
//!
//! `Likely` and better are kept for rows that random bytes do not hit: all of them together less
//! than once in 10,000.

use super::Class::TlsMidstream;
use super::causes::*;
use super::signature::Item::{Any, AnyText, Be16, Check, In, Lit, Of, Skip, Text};
use super::signature::{Signature, Then, client, either, server};
use super::structure;

/// Methods of HTTP and WebDAV, each with the space that ends it.
const METHODS: &[&[u8]] = &[
    b"GET ",
    b"POST ",
    b"HEAD ",
    b"PUT ",
    b"OPTIONS ",
    b"PATCH ",
    b"DELETE ",
    b"TRACE ",
    b"PROPFIND ",
    b"PROPPATCH ",
    b"MKCOL ",
    b"COPY ",
    b"MOVE ",
    b"LOCK ",
    b"UNLOCK ",
    b"REPORT ",
    b"SEARCH ",
    b"PURGE ",
    b"SUBSCRIBE ",
    b"UNSUBSCRIBE ",
    b"NOTIFY ",
    b"M-SEARCH ",
];

#[rustfmt::skip] // one row a line, so that columns can be compared
pub(super) static SIGNATURES: &[Signature] = &[
    // TLS records of major version 3, minor 0 to 4.
    either(&EMPTY_RECORD, &[Lit(b"\x16\x03"), In(0, 4), Lit(b"\0\0")]),
    either(&EMPTY_RECORD, &[In(0x14, 0x18), Lit(b"\x03"), In(0, 4), Lit(b"\0\0")]).class(TlsMidstream).likely(),
    either(&RECORD_OVERFLOW, &[Lit(b"\x16\x03"), In(0, 4), Be16(0x4001, 0xffff)]).likely(),
    either(&RECORD_OVERFLOW, &[In(0x14, 0x15), Lit(b"\x03"), In(0, 4), Be16(0x4001, 0xffff)]).class(TlsMidstream).likely(),
    either(&RECORD_OVERFLOW, &[In(0x17, 0x18), Lit(b"\x03"), In(0, 4), Be16(0x4101, 0xffff)]).class(TlsMidstream).likely(),
    server(&REVERSED_DIRECTION, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01")]).likely(),
    client(&REVERSED_DIRECTION, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02")]).likely(),
    client(&FRAGMENTED_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01"), Check(structure::fragmented_message)]),
    server(&FRAGMENTED_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02"), Check(structure::fragmented_message)]),
    client(&SSLV3_HELLO, &[Lit(b"\x16\x03\0"), Skip(2), Lit(b"\x01\0"), Skip(2), Lit(b"\x03\0")]),
    client(&OK_CLIENT_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01\0"), Check(structure::whole_message)]),
    server(&OK_SERVER_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02\0"), Check(structure::whole_message)]),
    server(&HELLO_REQUEST_FIRST, &[Lit(b"\x16\x03"), In(0, 4), Lit(b"\0\x04\0\0\0\0")]),
    either(&MISSING_SEGMENT, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Of(b"\x04\x08\x0b\x0c\x0d\x0e\x0f\x10\x14\x16\x17"), In(0, 1)]).likely(),
    either(&MID_STREAM, &[Lit(b"\x16\x03"), In(0, 4), Skip(3)]).class(TlsMidstream).likely(),
    either(&ALERT_FIRST, &[Lit(b"\x15\x03"), In(0, 4), Lit(b"\0\x02"), In(1, 2), Skip(1)]),
    either(&MID_STREAM, &[Lit(b"\x15\x03"), In(0, 4), Skip(2)]).likely(),
    either(&MID_STREAM, &[Lit(b"\x14\x03"), In(0, 4), Lit(b"\0\x01\x01")]),
    either(&MID_STREAM, &[Of(b"\x17\x18"), Lit(b"\x03"), In(0, 4), Skip(2)]).likely(),

    // What resembles a TLS record.
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16"), Of(b"\x03\x7f"), Skip(3), In(1, 2), Lit(b"\0")]).likely(),
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16"), Of(b"\x03\x7f"), Skip(1)]).possible(),
    either(&TLCP_GMTLS, &[In(0x14, 0x17), Lit(b"\x01\x01")]).likely(),
    either(&DTLS_ON_TCP, &[In(0x14, 0x19), Lit(b"\xfe"), Of(b"\xff\xfd\xfc")]).likely(),
    client(&SSLV2_HELLO, &[In(0x80, 0xff), Skip(1), Lit(b"\x01"), Any(&[b"\0\x02", b"\x03\0", b"\x03\x01", b"\x03\x02", b"\x03\x03"]), Check(structure::sslv2_client_hello)]),
    either(&QUIC_ON_TCP, &[In(0xc0, 0xff), Any(&[b"\0\0\0\x01", b"\x6b\x33\x43\xcf"]), In(0, 20)]),

    // Text by its first word.
    either(&SSH, &[Lit(b"SSH-")]),
    server(&HTTP_RESPONSE, &[Lit(b"HTTP/"), In(b'0', b'9')]).then(Then::Http),
    client(&HTTP_PROXY_REQUEST, &[Any(METHODS), Text("http")]),
    client(&HTTP_REQUEST, &[Any(METHODS), Of(b"/*")]),
    client(&HTTP2_CLEARTEXT, &[Lit(b"PRI * ")]),
    server(&HTTP_HTML_NO_STATUS, &[AnyText(&["<!doctype html", "<html", "<head", "<title", "<body", "<h1"])]),
];
