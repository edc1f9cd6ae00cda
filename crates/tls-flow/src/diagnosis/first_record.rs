/// Bytes of the stream's start that a copy of it is recognised by: the headers of a hello and the
/// beginning of its random.
const START: usize = 16;

/// Bytes behind the record in which its displaced successor is looked for.
const BEHIND: usize = 48;

/// Length of a record header (RFC 8446, section 5.1).
const HEADER: usize = 5;

/// The longest protected fragment that TLS 1.2 allows (RFC 5246, section 6.2.3).
const FRAGMENT_MAX: u16 = (1 << 14) + 2048;

/// How much of a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordProgress {
    /// Bytes that came, header included.
    pub have: u64,
    /// Bytes of the whole record, header included.
    pub want: u64,
}

/// What stands where the second record of a direction should begin, if that is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostFraming {
    /// The first bytes of the stream again: a segment that was sent twice.
    Repeats,
    /// A record header, but a few bytes further on, and line ends account for the distance.
    LineEnds,
    /// Nothing that could be a record header.
    NoHeader,
}

/// Watches a direction's first record and what stands right behind it. Feed it the stream from
/// offset 0, in any cuts, until it is done.
///
/// ```
/// use tls_flow::diagnosis::{FirstRecord, LostFraming};
///
/// let mut first = FirstRecord::new();
/// first.feed(b"\x16\x03\x01\x00\x04\x01\x00");
/// let progress = first.progress().unwrap();
/// assert_eq!((progress.have, progress.want), (7, 9));
/// ```
#[derive(Clone, Debug)]
pub struct FirstRecord {
    start: [u8; START],
    behind: [u8; BEHIND],
    behind_len: u8,
    len: u32,
    line_ends: u32,
    last: u8,
}

impl FirstRecord {
    /// A watch on a direction of which nothing has come yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            start: [0; START],
            behind: [0; BEHIND],
            behind_len: 0,
            len: 0,
            line_ends: 0,
            last: 0,
        }
    }

    /// Takes the next bytes; says whether it wants more.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        for &byte in bytes {
            if self.is_done() {
                return false;
            }
            let at = usize::try_from(self.len).unwrap_or(usize::MAX);
            if let Some(free) = self.start.get_mut(at) {
                *free = byte;
            }
            if self.is_complete() {
                if let Some(free) = self.behind.get_mut(usize::from(self.behind_len)) {
                    *free = byte;
                    self.behind_len = self.behind_len.saturating_add(1);
                }
            } else if (self.last, byte) == (b'\r', b'\n') {
                self.line_ends = self.line_ends.saturating_add(1);
            }
            self.last = byte;
            self.len = self.len.saturating_add(1);
        }
        !self.is_done()
    }

    /// How far the first record got; `None` before its header has come.
    #[must_use]
    pub fn progress(&self) -> Option<RecordProgress> {
        let want = self.want()?;
        Some(RecordProgress { have: self.len.min(want).into(), want: want.into() })
    }

    /// What is wrong behind the first record: `None` while that is open, and when nothing is.
    #[must_use]
    pub fn lost_framing(&self) -> Option<LostFraming> {
        let behind = self.behind();
        if behind.len() < HEADER {
            return None;
        }
        if behind.get(..START) == Some(&self.start) {
            return Some(LostFraming::Repeats);
        }
        if is_header(behind) {
            return None;
        }
        let next = (1..behind.len()).find(|&at| behind.get(at..).is_some_and(is_header));
        match next.map(u32::try_from) {
            Some(Ok(distance)) if distance <= self.line_ends => Some(LostFraming::LineEnds),
            Some(_) => Some(LostFraming::NoHeader),
            None if behind.len() == BEHIND => Some(LostFraming::NoHeader),
            None => None,
        }
    }

    fn behind(&self) -> &[u8] {
        self.behind.get(..usize::from(self.behind_len)).unwrap_or_default()
    }

    /// Length of the record with its header.
    fn want(&self) -> Option<u32> {
        if usize::try_from(self.len).is_ok_and(|len| len < HEADER) {
            return None;
        }
        match self.start {
            [_, _, _, high, low, ..] => {
                Some(u32::from(u16::from_be_bytes([high, low])).saturating_add(5))
            }
        }
    }

    fn is_complete(&self) -> bool {
        self.want().is_some_and(|want| self.len >= want)
    }

    fn is_done(&self) -> bool {
        let behind = self.behind();
        let own_header = self.start.get(..HEADER) == behind.get(..HEADER);
        match behind.len() {
            0..HEADER => false,
            HEADER..START => is_header(behind) && !own_header,
            START..BEHIND => is_header(behind),
            _ => true,
        }
    }
}

impl Default for FirstRecord {
    fn default() -> Self {
        Self::new()
    }
}

fn is_header(bytes: &[u8]) -> bool {
    match *bytes {
        [0x14..=0x18, 3, 0..=4, high, low, ..] => {
            (1..=FRAGMENT_MAX).contains(&u16::from_be_bytes([high, low]))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: &[u8] = b"\x16\x03\x01\x00\x18\x01\x00\x00\x14\x03\x03abc\r\ndef\r\nghijklm.";
    const NEXT: &[u8] = b"\x14\x03\x03\x00\x01\x01";

    fn lost(stream: &[u8]) -> Option<LostFraming> {
        let mut whole = FirstRecord::new();
        whole.feed(stream);
        let mut bytewise = FirstRecord::new();
        for byte in stream {
            bytewise.feed(core::slice::from_ref(byte));
        }
        assert_eq!(whole.lost_framing(), bytewise.lost_framing());
        assert_eq!(whole.progress(), bytewise.progress());
        whole.lost_framing()
    }

    #[test]
    fn a_record_behind_the_first_is_in_order() {
        assert_eq!(HELLO.len(), 29);
        assert_eq!(lost(HELLO), None);
        assert_eq!(lost(&[HELLO, NEXT].concat()), None);
        // Two records of the same type, version and length are no repetition.
        assert_eq!(lost(&[HELLO, b"\x16\x03\x01\x00\x18other bytes follow"].concat()), None);
    }

    #[test]
    fn the_start_again_is_a_retransmission() {
        assert_eq!(lost(&[HELLO, HELLO].concat()), Some(LostFraming::Repeats));
    }

    #[test]
    fn a_header_displaced_by_line_ends_is_text_mode() {
        let moved = [HELLO, b"xy", NEXT].concat();
        assert_eq!(lost(&moved), Some(LostFraming::LineEnds));
        let too_far = [HELLO, b"xyz", NEXT].concat();
        assert_eq!(lost(&too_far), Some(LostFraming::NoHeader));
    }

    #[test]
    fn no_header_at_all_is_lost_bytes() {
        assert_eq!(lost(&[HELLO, &[0xee; 60]].concat()), Some(LostFraming::NoHeader));
        assert_eq!(lost(&[HELLO, &[0xee; 20]].concat()), None);
    }
}
