//! Checks that need arithmetic, for signatures that a row of bytes cannot express.

use super::signature::Fit;

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

/// An IPv4 header without options, whose checksum is right, in front of TCP or UDP.
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
    let transport = matches!(header.get(9), Some(6 | 17));
    if transport && (folded & 0xffff).saturating_add(folded >> 16) == 0xffff {
        Fit::Yes(20)
    } else {
        Fit::No
    }
}
