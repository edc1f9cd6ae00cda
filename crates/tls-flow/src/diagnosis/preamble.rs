use crate::Peer;

/// Bytes after which the start of TLS is recognised: a record header, a handshake header and the
/// hello's version.
const START: usize = 11;

/// Where TLS starts in a direction that began with something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TlsStart {
    offset: u64,
    skip: usize,
    held: [u8; START],
    held_len: u8,
}

impl TlsStart {
    /// Offset in the stream of the first TLS record.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// Bytes at the head of the chunk just fed that stand before TLS; 0 where TLS began in an
    /// earlier chunk.
    #[must_use]
    pub const fn skip(&self) -> usize {
        self.skip
    }

    /// The TLS bytes of earlier chunks, at most ten: what comes before the chunk just fed.
    ///
    /// A record reader that is to go on from here wants `held()`, then the chunk from `skip()` on.
    #[must_use]
    pub fn held(&self) -> &[u8] {
        self.held.get(..usize::from(self.held_len)).unwrap_or_default()
    }

    /// `window` has matched whole, and its last byte stands at `end - 1`; the chunk just fed began
    /// at `chunk`.
    pub(super) fn new(window: &Window, end: u64, chunk: u64) -> Self {
        let len = u64::from(window.len);
        let offset = end.saturating_sub(len);
        let earlier = chunk.saturating_sub(offset).min(len);
        Self {
            offset,
            skip: usize::try_from(offset.saturating_sub(chunk)).unwrap_or(usize::MAX),
            held: window.held,
            held_len: u8::try_from(earlier).unwrap_or(window.len),
        }
    }
}

/// Looks for the first TLS record in a direction that began with something else: after a
/// `STARTTLS`, a `CONNECT`, a PROXY header, an `SSLRequest`.
///
/// From a client it looks for a `ClientHello`, from a server for a `ServerHello` or an alert.
/// The state is a few bytes; nothing is stored but a record's beginning that a chunk cut.
///
/// ```
/// use tls_flow::{Peer, diagnosis::PreambleScanner};
///
/// let mut scanner = PreambleScanner::new(Peer::Client);
/// assert_eq!(scanner.feed(b"STLS\r\n\x16\x03\x01\x01"), None);
/// let start = scanner.feed(b"\x24\x01\x00\x01\x20\x03\x03\x51").unwrap();
/// assert_eq!(start.offset(), 6);
/// assert_eq!(start.held(), b"\x16\x03\x01\x01");
/// assert_eq!(start.skip(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct PreambleScanner {
    window: Window,
    from: Peer,
    consumed: u64,
}

impl PreambleScanner {
    /// A scanner for what `from` sends.
    #[must_use]
    pub const fn new(from: Peer) -> Self {
        Self { window: Window::new(), from, consumed: 0 }
    }

    /// Takes the next bytes of the direction. `Some` as soon as a TLS record is recognised; the
    /// scanner is done then.
    pub fn feed(&mut self, bytes: &[u8]) -> Option<TlsStart> {
        let chunk = self.consumed;
        let (used, found) = self.window.scan(self.from, bytes);
        self.consumed = chunk.saturating_add(u64::try_from(used).unwrap_or(u64::MAX));
        found.then(|| TlsStart::new(&self.window, self.consumed, chunk))
    }

    /// Bytes taken so far.
    #[must_use]
    pub const fn consumed(&self) -> u64 {
        self.consumed
    }
}

/// The bytes at the end of what was seen that may be the start of a TLS record.
#[derive(Clone, Debug)]
pub(super) struct Window {
    held: [u8; START],
    len: u8,
}

impl Window {
    pub(super) const fn new() -> Self {
        Self { held: [0; START], len: 0 }
    }

    pub(super) fn held(&self) -> &[u8] {
        self.held.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The fewest bytes that are missing from a match.
    pub(super) fn needs(&self) -> usize {
        START.saturating_sub(usize::from(self.len))
    }

    /// Takes bytes until a start is found. How many it took, and whether it was.
    pub(super) fn scan(&mut self, from: Peer, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0usize;
        while let Some(rest) = bytes.get(at..) {
            if self.len == 0 {
                let Some(skip) = rest.iter().position(|&byte| may_start(from, byte)) else {
                    return (bytes.len(), false);
                };
                at = at.saturating_add(skip);
            }
            let Some(&byte) = bytes.get(at) else { break };
            at = at.saturating_add(1);
            if self.push(from, byte) {
                return (at, true);
            }
        }
        (bytes.len(), false)
    }

    /// Takes one byte; whether the held bytes are now a recognised start.
    pub(super) fn push(&mut self, from: Peer, byte: u8) -> bool {
        if self.len == 0 && !may_start(from, byte) {
            return false;
        }
        if let Some(free) = self.held.get_mut(usize::from(self.len)) {
            *free = byte;
            self.len = self.len.saturating_add(1);
        }
        loop {
            match starts(from, self.held()) {
                Some(true) => return true,
                Some(false) => self.shift(),
                None => return false,
            }
        }
    }

    fn shift(&mut self) {
        self.held.rotate_left(1);
        self.len = self.len.saturating_sub(1);
    }
}

fn may_start(from: Peer, byte: u8) -> bool {
    byte == 0x16 || (byte == 0x15 && from == Peer::Server)
}

/// Whether `bytes` (at most `START`) are the start of a TLS record with a hello, or an alert from
/// a server; `None` while that is open.
fn starts(from: Peer, bytes: &[u8]) -> Option<bool> {
    let (&content_type, rest) = bytes.split_first()?;
    if !may_start(from, content_type) {
        return Some(false);
    }
    let byte = |index: usize| rest.get(index.saturating_sub(1)).copied();
    // Every test is made as soon as its bytes are there, so that a wrong candidate is dropped early.
    if byte(1)? != 3 || byte(2)? > 4 {
        return Some(false);
    }
    let length = u16::from_be_bytes([byte(3)?, byte(4)?]);
    if content_type == 0x15 {
        let alert = length == 2 && matches!(byte(5)?, 1 | 2);
        return if alert { byte(6).map(|_| true) } else { Some(false) };
    }
    if length == 0 || length > 1 << 14 {
        return Some(false);
    }
    let hello = match from {
        Peer::Client => 1,
        Peer::Server => 2,
    };
    if byte(5)? != hello {
        return Some(false);
    }
    // What follows a fragment that is shorter than these headers is the next record's header.
    let next = usize::from(length).saturating_add(5);
    let mut hello_length = 0u16;
    for (index, want) in [(6, Some(0)), (7, None), (8, None), (9, Some(3)), (10, None)] {
        let value = byte(index)?;
        let fits = match (index == next, index == next.saturating_add(1), want) {
            (true, _, _) => value == 0x16,
            (_, true, _) => value == 3,
            (false, false, Some(want)) if index < next => value == want,
            (false, false, _) => true,
        };
        if !fits || (index == 10 && next > 10 && value > 3) {
            return Some(false);
        }
        if index == 7 || index == 8 {
            hello_length = (hello_length << 8) | u16::from(value);
        }
    }
    // A ClientHello is all that its record holds; a ServerHello may have company.
    let body = length.saturating_sub(4);
    Some(next <= 10 || hello_length >= body || from == Peer::Server)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: [u8; 11] = [0x16, 3, 1, 1, 0x24, 1, 0, 1, 0x20, 3, 3];
    const SERVER: [u8; 11] = [0x16, 3, 3, 0, 0x7a, 2, 0, 0, 0x76, 3, 3];

    fn whole(from: Peer, bytes: &[u8]) -> Option<u64> {
        PreambleScanner::new(from).feed(bytes).map(|start| start.offset())
    }

    #[test]
    fn every_cut_gives_the_same_start_and_loses_no_byte() {
        let mut stream = b"EHLO a\x16\x16\x03\r\nSTARTTLS\r\n".to_vec();
        let offset = stream.len();
        stream.extend_from_slice(&CLIENT);
        stream.extend_from_slice(b"hello body");
        for first in 0..stream.len() {
            for second in first..stream.len() {
                let mut scanner = PreambleScanner::new(Peer::Client);
                let mut tail = alloc::vec::Vec::new();
                let mut found = false;
                for chunk in [&stream[..first], &stream[first..second], &stream[second..]] {
                    if found {
                        tail.extend_from_slice(chunk);
                    } else if let Some(start) = scanner.feed(chunk) {
                        assert_eq!(start.offset(), u64::try_from(offset).unwrap());
                        tail.extend_from_slice(start.held());
                        tail.extend_from_slice(&chunk[start.skip()..]);
                        found = true;
                    }
                }
                assert_eq!(tail, &stream[offset..], "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn a_server_may_begin_with_a_hello_or_an_alert() {
        assert_eq!(whole(Peer::Server, &[b"S".as_slice(), &SERVER].concat()), Some(1));
        assert_eq!(whole(Peer::Server, b"S\x15\x03\x01\x00\x02\x02\x28"), Some(1));
        assert_eq!(whole(Peer::Client, b"S\x15\x03\x01\x00\x02\x02\x28"), None);
        assert_eq!(whole(Peer::Client, &[b"S".as_slice(), &SERVER].concat()), None);
    }

    #[test]
    fn fragments_shorter_than_the_headers_are_found() {
        for length in 1..=5u8 {
            let mut stream = b"STLS\r\n\x16\x03\x01\x00".to_vec();
            stream.push(length);
            stream.extend_from_slice(&[1, 0, 1, 0x20, 3][..usize::from(length)]);
            stream.extend_from_slice(b"\x16\x03\x01\x00\x05");
            assert_eq!(whole(Peer::Client, &stream), Some(6), "fragments of {length}");
        }
    }

    #[test]
    fn near_misses_are_passed_over() {
        for (index, wrong) in [(1, 2), (2, 5), (3, 0x80), (5, 2), (6, 1), (8, 0), (9, 2), (10, 4)] {
            let mut stream = CLIENT.to_vec();
            stream[index] = wrong;
            assert_eq!(whole(Peer::Client, &stream), None, "byte {index}");
        }
    }
}
