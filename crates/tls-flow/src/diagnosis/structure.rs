//! Checks that need arithmetic, for signatures that a row of bytes cannot express.

use super::signature::{Fit, find};

/// What is left of a handshake record's header when the type, 22, and the version are known to fit:
/// the record's length, the message's type and length.
struct HandshakeStart {
    record_length: u32,
    message_length: u32,
}

fn handshake_start(head: &[u8]) -> Result<HandshakeStart, Fit> {
    match *head {
        [_, _, _, high, low, _, a, b, c, ..] => Ok(HandshakeStart {
            record_length: u16::from_be_bytes([high, low]).into(),
            message_length: u32::from_be_bytes([0, a, b, c]),
        }),
        _ => Err(Fit::Needs(9usize.saturating_sub(head.len()))),
    }
}

/// The longest handshake message that is taken for one; what is longer is no hello but noise. Stacks
/// refuse hellos beyond 64 KiB (OpenSSL, Go) or 128 KiB (NSS).
const HELLO_MAX: u32 = 1 << 17;

/// Length of the header of a handshake message (RFC 8446, section 4).
const HANDSHAKE_HEADER: u32 = 4;

/// A handshake message that its record holds whole.
pub(super) fn whole_message(head: &[u8]) -> Fit {
    match handshake_start(head) {
        Ok(start)
            if start.message_length.saturating_add(HANDSHAKE_HEADER) <= start.record_length =>
        {
            Fit::Yes(9)
        }
        Ok(_) => Fit::No,
        Err(needs) => needs,
    }
}

/// A handshake message that goes on in the next record. A record of less than four bytes cannot even
/// hold the message's header.
pub(super) fn fragmented_message(head: &[u8]) -> Fit {
    if let [_, _, _, 0, 1..=3, _, ..] = *head {
        return Fit::Yes(6);
    }
    match handshake_start(head) {
        Ok(start)
            if start.message_length <= HELLO_MAX
                && start.message_length.saturating_add(HANDSHAKE_HEADER) > start.record_length =>
        {
            Fit::Yes(9)
        }
        Ok(_) => Fit::No,
        Err(needs) => needs,
    }
}

/// A CLIENT-HELLO of SSL 2.0 with a two-byte header (RFC 5246, appendix E.2): the lengths it names
/// add up to the record's.
pub(super) fn sslv2_client_hello(head: &[u8]) -> Fit {
    let [
        high,
        low,
        _,
        _,
        _,
        ciphers_high,
        ciphers_low,
        id_high,
        id_low,
        challenge_high,
        challenge_low,
        ..,
    ] = *head
    else {
        return Fit::Needs(11usize.saturating_sub(head.len()));
    };
    let record = u32::from(u16::from_be_bytes([high & 0x7f, low]));
    let ciphers = u32::from(u16::from_be_bytes([ciphers_high, ciphers_low]));
    let id = u32::from(u16::from_be_bytes([id_high, id_low]));
    let challenge = u32::from(u16::from_be_bytes([challenge_high, challenge_low]));
    // Type 1, version 2, three lengths of 2; each cipher takes 3.
    let whole = 9u32.saturating_add(ciphers).saturating_add(id).saturating_add(challenge);
    let fits = whole == record
        && ciphers != 0
        && ciphers.checked_rem(3) == Some(0)
        && matches!(id, 0 | 16)
        && (16..=32).contains(&challenge);
    if fits { Fit::Yes(11) } else { Fit::No }
}

/// An IPv4 header without options in front of TCP or UDP. Captures made on the sender often hold a
/// checksum that is still to be computed, so an unfragmented packet passes without a right one.
pub(super) fn ipv4_header(head: &[u8]) -> Fit {
    let Some(header) = head.get(..20) else {
        return Fit::Needs(20usize.saturating_sub(head.len()));
    };
    let mut sum = 0u32;
    for pair in header.chunks_exact(2) {
        if let [high, low] = *pair {
            sum = sum.saturating_add(u16::from_be_bytes([high, low]).into());
        }
    }
    let folded = (sum & 0xffff).saturating_add(sum >> 16);
    let right = (folded & 0xffff).saturating_add(folded >> 16) == 0xffff;
    match *header {
        [_, tos, _, _, _, _, flags, fragment, ttl, 6 | 17, ..] => {
            let whole = tos == 0 && matches!((flags, fragment), (0 | 0x40, 0)) && ttl != 0;
            if right || whole { Fit::Yes(20) } else { Fit::No }
        }
        _ => Fit::No,
    }
}

/// An X.224 header whose length fills the TPKT packet (RFC 1006) around it.
pub(super) fn x224_length(head: &[u8]) -> Fit {
    match *head {
        [_, _, high, low, indicator, ..] => {
            let packet = u16::from_be_bytes([high, low]);
            if u16::from(indicator).saturating_add(5) == packet { Fit::Yes(6) } else { Fit::No }
        }
        _ => Fit::Needs(5usize.saturating_sub(head.len())),
    }
}

/// The protocolOp of an LDAP message (RFC 4511, section 4.1.1): a SEQUENCE, an INTEGER of up to four
/// bytes, and the operation's tag. Where the tag stands, and the tag.
fn ldap_operation(head: &[u8]) -> Result<(usize, u8), Fit> {
    let needs = |at: usize| Fit::Needs(at.saturating_add(1).saturating_sub(head.len()).max(1));
    let byte = |at: usize| head.get(at).copied().ok_or_else(|| needs(at));
    let length_of_length = match byte(1)? {
        0..=0x7f => 0usize,
        form @ 0x81..=0x84 => usize::from(form & 0x7f),
        _ => return Err(Fit::No),
    };
    let integer = length_of_length.saturating_add(2);
    if byte(integer)? != 2 {
        return Err(Fit::No);
    }
    let width = match byte(integer.saturating_add(1))? {
        width @ 1..=4 => usize::from(width),
        _ => return Err(Fit::No),
    };
    let tag = integer.saturating_add(2).saturating_add(width);
    Ok((tag.saturating_add(1), byte(tag)?))
}

fn ldap(head: &[u8], tags: &[u8]) -> Fit {
    match ldap_operation(head) {
        Ok((end, tag)) if tags.contains(&tag) => Fit::Yes(end),
        Ok(_) => Fit::No,
        Err(unfit) => unfit,
    }
}

/// `StartTLS` is an extended request.
pub(super) fn ldap_extended_request(head: &[u8]) -> Fit {
    ldap(head, b"\x77")
}

/// Bind, search, unbind, delete, abandon, modify, add, rename, compare.
pub(super) fn ldap_request(head: &[u8]) -> Fit {
    ldap(head, b"\x60\x63\x42\x4a\x50\x66\x68\x6c\x6e")
}

/// The answer to an extended request, and the notice of disconnection.
pub(super) fn ldap_extended_response(head: &[u8]) -> Fit {
    ldap(head, b"\x78")
}

/// Answers to bind, search and the operations that change entries.
pub(super) fn ldap_response(head: &[u8]) -> Fit {
    ldap(head, b"\x61\x64\x65\x67\x69\x6b\x6d\x6f\x73")
}

/// The offset of the payload in a WebSocket frame (RFC 6455, section 5.2), without the mask.
fn websocket_payload(head: &[u8]) -> Result<usize, Fit> {
    match head.get(1).map(|byte| byte & 0x7f) {
        None => Err(Fit::Needs(1)),
        Some(126) => Ok(4),
        Some(127) => Ok(10),
        Some(_) => Ok(2),
    }
}

/// A masked WebSocket frame whose payload begins like a handshake record.
pub(super) fn masked_tls(head: &[u8]) -> Fit {
    let mask = match websocket_payload(head) {
        Ok(mask) => mask,
        Err(needs) => return needs,
    };
    let end = mask.saturating_add(6);
    match head.get(mask..end) {
        Some(&[first, second, _, _, content_type, major]) => {
            if content_type ^ first == 0x16 && major ^ second == 3 {
                Fit::Yes(end)
            } else {
                Fit::No
            }
        }
        _ => Fit::Needs(end.saturating_sub(head.len()).max(1)),
    }
}

/// An unmasked WebSocket frame whose payload begins like a TLS record.
pub(super) fn framed_tls(head: &[u8]) -> Fit {
    let payload = match websocket_payload(head) {
        Ok(payload) => payload,
        Err(needs) => return needs,
    };
    let end = payload.saturating_add(2);
    match head.get(payload..end) {
        Some(&[0x14..=0x17, 3]) => Fit::Yes(end),
        Some(_) => Fit::No,
        None => Fit::Needs(end.saturating_sub(head.len()).max(1)),
    }
}

/// The first words of pages that come without a status line.
const HTML: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<head", b"<title", b"<body", b"<h1"];

/// HTML, after a byte order mark or white space if there is any.
pub(super) fn html(head: &[u8]) -> Fit {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    if BOM.starts_with(head) {
        return Fit::Needs(6);
    }
    let text = head.strip_prefix(BOM).unwrap_or(head);
    let page = text.trim_ascii_start();
    let skipped = head.len().saturating_sub(page.len());
    words(page, &HTML, skipped)
}

/// One of these words, whatever the case of its letters, after `skipped` bytes of the head.
fn words(text: &[u8], words: &[&[u8]], skipped: usize) -> Fit {
    let mut best = Fit::No;
    for word in words {
        if !text.iter().zip(*word).all(|(have, want)| have.eq_ignore_ascii_case(want)) {
            continue;
        }
        match (word.len().checked_sub(text.len()), best) {
            (None | Some(0), _) => return Fit::Yes(skipped.saturating_add(word.len())),
            (Some(more), Fit::Needs(least)) => best = Fit::Needs(more.min(least)),
            (Some(more), Fit::Yes(_) | Fit::No) => best = Fit::Needs(more),
        }
    }
    best
}

/// The longest tag that IMAP clients are known to use.
const IMAP_TAG: usize = 12;

/// An IMAP tag and a space, then one of these commands and what ends it.
fn imap(head: &[u8], commands: &[&[u8]]) -> Fit {
    let tag = head.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.').count();
    if tag > IMAP_TAG {
        return Fit::No;
    }
    match head.get(tag) {
        None => Fit::Needs(5),
        Some(b' ') if tag != 0 => {
            let start = tag.saturating_add(1);
            words(head.get(start..).unwrap_or_default(), commands, start)
        }
        Some(_) => Fit::No,
    }
}

/// A tagged IMAP command that may be on its way to STARTTLS.
pub(super) fn imap_command(head: &[u8]) -> Fit {
    imap(head, &[b"CAPABILITY\r", b"STARTTLS\r", b"ID (", b"ID NIL", b"NOOP\r"])
}

/// A tagged IMAP command that goes on in clear text.
pub(super) fn imap_login(head: &[u8]) -> Fit {
    imap(head, &[b"LOGIN ", b"AUTHENTICATE ", b"LOGOUT\r", b"SELECT "])
}

/// The length of a RESP array, and its first bulk string: `*1\r\n$4`.
pub(super) fn redis_array(head: &[u8]) -> Fit {
    let digits = head.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
    let end = digits.saturating_add(1);
    let rest = head.get(end..).unwrap_or_default();
    if digits > 9 { Fit::No } else { words(rest, &[b"\r\n$"], end) }
}

/// `:server NOTICE `, or a numeric reply of three digits, of IRC.
pub(super) fn irc_prefixed(head: &[u8]) -> Fit {
    let name = head.iter().take_while(|byte| byte.is_ascii_graphic()).count();
    if name < 2 && head.len() > name {
        return Fit::No;
    }
    match head.get(name) {
        None => Fit::Needs(5),
        Some(b' ') => {
            let start = name.saturating_add(1);
            let text = head.get(start..).unwrap_or_default();
            match *text {
                [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b' ', ..] => {
                    Fit::Yes(start.saturating_add(4))
                }
                [] => Fit::Needs(4),
                [b'0'..=b'9']
                | [b'0'..=b'9', b'0'..=b'9']
                | [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'] => {
                    Fit::Needs(4usize.saturating_sub(text.len()))
                }
                _ => words(text, &[b"NOTICE ", b"ERROR ", b"PING "], start),
            }
        }
        Some(_) => Fit::No,
    }
}

/// The length of a pkt-line: four hex digits, at most 65520.
fn pkt_line(head: &[u8]) -> Result<&[u8], Fit> {
    let hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if !head.iter().take(4).all(hex) {
        return Err(Fit::No);
    }
    head.get(4..)
        .filter(|rest| !rest.is_empty())
        .ok_or_else(|| Fit::Needs(8usize.saturating_sub(head.len())))
}

/// git's request, as `0033git-upload-pack /project.git`.
pub(super) fn git_request(head: &[u8]) -> Fit {
    match pkt_line(head) {
        Ok(text) => words(text, &[b"git-upload-", b"git-receive"], 4),
        Err(unfit) => unfit,
    }
}

/// git's answer: an error, a version, or the first object name of 40 hex digits and a space.
pub(super) fn git_answer(head: &[u8]) -> Fit {
    const NAME: usize = 40;
    let text = match pkt_line(head) {
        Ok(text) => text,
        Err(unfit) => return unfit,
    };
    match words(text, &[b"ERR ", b"version "], 4) {
        Fit::No => {}
        fit @ (Fit::Yes(_) | Fit::Needs(_)) => return fit,
    }
    let hex = text.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count();
    match text.get(NAME) {
        Some(b' ') if hex == NAME => Fit::Yes(45),
        None if hex == text.len() => Fit::Needs(NAME.saturating_add(1).saturating_sub(hex)),
        Some(_) | None => Fit::No,
    }
}

/// A syslog priority, `<34>`, with the octet count of RFC 6587 ahead of it or without.
pub(super) fn syslog(head: &[u8]) -> Fit {
    let digits =
        |from: usize| head.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let count = digits(0);
    let open = if count == 0 { 0 } else { count.saturating_add(1) };
    if count > 5 || (count != 0 && head.get(count).is_some_and(|&byte| byte != b' ')) {
        return Fit::No;
    }
    match head.get(open) {
        None => return Fit::Needs(3),
        Some(b'<') => {}
        Some(_) => return Fit::No,
    }
    let priority = digits(open.saturating_add(1));
    let close = open.saturating_add(1).saturating_add(priority);
    match head.get(close) {
        Some(b'>') if (1..=3).contains(&priority) => Fit::Yes(close.saturating_add(1)),
        None if priority <= 3 => Fit::Needs(if priority == 0 { 2 } else { 1 }),
        Some(_) | None => Fit::No,
    }
}

/// The methods of a SOCKS 5 greeting (RFC 1928, section 3), each one that is assigned.
pub(super) fn socks5_methods(head: &[u8]) -> Fit {
    let end = head.get(1).map_or(3, |&count| usize::from(count).saturating_add(2));
    let assigned = |method: &u8| matches!(method, 0..=3 | 5..=9);
    if !head.iter().take(end).skip(2).all(assigned) {
        return Fit::No;
    }
    match end.checked_sub(head.len()) {
        None | Some(0) => Fit::Yes(end),
        Some(more) => Fit::Needs(more),
    }
}

/// A SOCKS 4 request: a port, an address, and a user name that a zero byte ends.
pub(super) fn socks4_request(head: &[u8]) -> Fit {
    if let [_, _, 0, 0, ..] = *head {
        return Fit::No;
    }
    let name = head.get(8..).unwrap_or_default();
    for (index, byte) in name.iter().enumerate() {
        match byte {
            0 => return Fit::Yes(index.saturating_add(9)),
            b' '..=b'~' => {}
            _ => return Fit::No,
        }
    }
    Fit::Needs(9usize.saturating_sub(head.len()).max(1))
}

/// CONNACK of MQTT 5.0 (section 3.2): a reason code, and properties that fill the packet.
pub(super) fn mqtt5_connack(head: &[u8]) -> Fit {
    match *head {
        [_, length, _, reason, properties, ..] => {
            let fills = properties.checked_add(3) == Some(length);
            if fills && matches!(reason, 0 | 0x80..=0x9f) { Fit::Yes(5) } else { Fit::No }
        }
        _ => Fit::Needs(5usize.saturating_sub(head.len())),
    }
}

/// A number and the end of its line, as RESP gives for lengths and counts: `$3`, `:-1`, `*2`.
pub(super) fn redis_number(head: &[u8]) -> Fit {
    let sign = usize::from(head.get(1) == Some(&b'-'));
    let start = sign.saturating_add(1);
    let digits = head.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    let end = start.saturating_add(digits);
    if digits > 20 {
        return Fit::No;
    }
    match head.get(end..).unwrap_or_default() {
        [] => Fit::Needs(2),
        b"\r" if digits != 0 => Fit::Needs(1),
        [b'\r', b'\n', ..] if digits != 0 => Fit::Yes(end.saturating_add(2)),
        _ => Fit::No,
    }
}

/// The longest method name, of those in use: `UPDATEREDIRECTREF` (RFC 4437).
const METHOD_MAX: usize = 17;

/// A method that is not in the list, and a path.
pub(super) fn http_like(head: &[u8]) -> Fit {
    let method = head.iter().take_while(|byte| matches!(byte, b'A'..=b'Z' | b'_' | b'-')).count();
    if method > METHOD_MAX {
        return Fit::No;
    }
    match head.get(method..).unwrap_or_default() {
        [] => Fit::Needs(2),
        b" " if method >= 3 => Fit::Needs(1),
        [b' ', b'/', ..] if method >= 3 => Fit::Yes(method.saturating_add(2)),
        _ => Fit::No,
    }
}

/// The request of rsh and rexec: a port in decimal, then names, each ended by a zero byte.
pub(super) fn rsh_request(head: &[u8]) -> Fit {
    let digits = head.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 5 {
        return Fit::No;
    }
    match head.get(digits) {
        None => return Fit::Needs(3),
        Some(0) => {}
        Some(_) => return Fit::No,
    }
    let start = digits.saturating_add(1);
    let name = head.iter().skip(start).take_while(|byte| byte.is_ascii_graphic()).count();
    let end = start.saturating_add(name);
    match head.get(end) {
        None => Fit::Needs(if name == 0 { 2 } else { 1 }),
        Some(0) if name != 0 => Fit::Yes(end.saturating_add(1)),
        Some(_) => Fit::No,
    }
}

/// IRC's USER has four parameters, the last one behind a colon; FTP's and POP3's have one.
pub(super) fn irc_user(head: &[u8]) -> Fit {
    let end = head.iter().position(|&byte| byte == b'\n');
    let line = head.get(..end.unwrap_or(head.len())).unwrap_or_default();
    match (find(line, b" :"), end) {
        (Some(at), _) => Fit::Yes(at.saturating_add(2)),
        (None, None) => Fit::Needs(1),
        (None, Some(_)) => Fit::No,
    }
}
