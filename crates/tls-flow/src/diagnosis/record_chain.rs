use super::prefix::advance;

/// Bytes of the stream's start that a copy of it is recognised by: the headers of a hello and the
/// beginning of its random.
const START: usize = 16;

/// Bytes behind a broken place in which the displaced next record is looked for.
const BEHIND: usize = 48;

/// Length of a record header (RFC 8446, section 5.1).
const HEADER: usize = 5;

/// The longest protected fragment that TLS 1.2 allows (RFC 5246, section 6.2.3).
const FRAGMENT_MAX: u16 = (1 << 14) + 2048;

/// How far into a stream the chain is watched: the length of one record, which holds most first
/// flights. Damage to the stream as a whole shows by then.
const WATCHED: u64 = 1 << 14;

/// How much of a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordProgress {
    /// Bytes that came, header included.
    pub have: u64,
    /// Bytes of the whole record, header included.
    pub want: u64,
}

/// What stands where a record should begin, if that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostFraming {
    /// The first bytes of the stream again, there or within a record: a segment came twice.
    Repeats,
    /// A record header, but a few bytes further on, and line ends account for the distance.
    LineEnds,
    /// Nothing that could be a record header.
    NoHeader,
}

/// Watches how records follow each other at the start of a direction, to say what damaged the stream
/// where they do not. Feed it the stream from offset 0, in any cuts, until it is done.
///
/// ```
/// use tls_flow::diagnosis::{LostFraming, RecordChain};
///
/// let mut chain = RecordChain::new();
/// // An alert of two bytes, one of which has become two on the way; then data.
/// chain.feed(b"\x15\x03\x03\x00\x02\x01\r\n\x17\x03\x03\x00\x05hello");
/// assert_eq!(chain.lost_framing(), Some(LostFraming::LineEnds));
/// ```
#[derive(Clone, Debug)]
pub struct RecordChain {
    len: u64,
    /// Bytes that are missing from the current record, behind its header.
    remaining: u16,
    line_ends: u16,
    start: [u8; START],
    /// From the current record's header on; beyond the header only where it is none.
    header: [u8; BEHIND],
    header_len: u8,
    last: u8,
    /// How much of the start stands at the end of what came.
    again: u8,
}

impl RecordChain {
    /// A watch on a direction of which nothing has come yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            len: 0,
            remaining: 0,
            line_ends: 0,
            start: [0; START],
            header: [0; BEHIND],
            header_len: 0,
            last: 0,
            again: 0,
        }
    }

    /// Takes the next bytes; says whether it wants more.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        for &byte in bytes {
            if self.is_done() {
                return false;
            }
            self.push(byte);
        }
        !self.is_done()
    }

    /// How far the first record got; `None` before its header has come.
    #[must_use]
    pub fn progress(&self) -> Option<RecordProgress> {
        let [_, _, _, high, low, ..] = self.start;
        let want = u64::from(u16::from_be_bytes([high, low])).saturating_add(5);
        (self.len >= 5).then_some(RecordProgress { have: self.len.min(want), want })
    }

    /// What broke the chain: `None` while it holds, or while that is open.
    #[must_use]
    pub fn lost_framing(&self) -> Option<LostFraming> {
        if self.repeats() {
            return Some(LostFraming::Repeats);
        }
        let found = self.header();
        if found.len() < HEADER || is_header(found) {
            return None;
        }
        let next = (1..found.len()).find(|&at| found.get(at..).is_some_and(is_header));
        match next.map(u16::try_from) {
            Some(Ok(distance)) if distance <= self.line_ends => Some(LostFraming::LineEnds),
            Some(_) => Some(LostFraming::NoHeader),
            None if found.len() == BEHIND => Some(LostFraming::NoHeader),
            None => None,
        }
    }

    fn push(&mut self, byte: u8) {
        if (self.last, byte) == (b'\r', b'\n') {
            self.line_ends = self.line_ends.saturating_add(1);
        }
        self.last = byte;
        let at = usize::try_from(self.len).unwrap_or(usize::MAX);
        match self.start.get_mut(at) {
            Some(free) => *free = byte,
            None => {
                self.again = advance(&self.start, self.again, byte, |part, other| part == other);
            }
        }
        self.len = self.len.saturating_add(1);
        if self.remaining != 0 {
            self.remaining = self.remaining.saturating_sub(1);
            return;
        }
        if is_header(self.header()) {
            self.header_len = 0;
        }
        if let Some(free) = self.header.get_mut(usize::from(self.header_len)) {
            *free = byte;
            self.header_len = self.header_len.saturating_add(1);
        }
        if let [_, _, _, high, low] = *self.header() {
            if is_header(self.header()) {
                self.remaining = u16::from_be_bytes([high, low]);
            }
        }
    }

    fn header(&self) -> &[u8] {
        self.header.get(..usize::from(self.header_len)).unwrap_or_default()
    }

    fn repeats(&self) -> bool {
        usize::from(self.again) == START
    }

    fn is_done(&self) -> bool {
        self.repeats() || self.header().len() == BEHIND || self.len >= WATCHED
    }
}

impl Default for RecordChain {
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
        let mut whole = RecordChain::new();
        whole.feed(stream);
        let mut bytewise = RecordChain::new();
        for byte in stream {
            bytewise.feed(core::slice::from_ref(byte));
        }
        assert_eq!(whole.lost_framing(), bytewise.lost_framing());
        assert_eq!(whole.progress(), bytewise.progress());
        whole.lost_framing()
    }

    #[test]
    fn a_chain_of_records_is_in_order() {
        assert_eq!(HELLO.len(), 29);
        assert_eq!(lost(HELLO), None);
        assert_eq!(lost(&[HELLO, NEXT, NEXT, b"\x17\x03\x03\x00\x02hi"].concat()), None);
        // Two records of the same type, version and length are no repetition.
        assert_eq!(lost(&[HELLO, b"\x16\x03\x01\x00\x18other bytes follow"].concat()), None);
    }

    #[test]
    fn the_start_again_is_a_retransmission() {
        assert_eq!(lost(&[HELLO, HELLO].concat()), Some(LostFraming::Repeats));
        assert_eq!(lost(&[&HELLO[..20], HELLO].concat()), Some(LostFraming::Repeats));
    }

    #[test]
    fn a_header_displaced_by_line_ends_is_text_mode() {
        let moved = [HELLO, NEXT, b"xy", NEXT].concat();
        assert_eq!(lost(&moved), Some(LostFraming::LineEnds));
        let too_far = [HELLO, NEXT, b"xyz", NEXT].concat();
        assert_eq!(lost(&too_far), Some(LostFraming::NoHeader));
    }

    #[test]
    fn no_header_at_all_is_lost_bytes() {
        assert_eq!(lost(&[HELLO, &[0xee; 60]].concat()), Some(LostFraming::NoHeader));
        assert_eq!(lost(&[HELLO, &[0xee; 20]].concat()), None);
    }

    #[test]
    fn progress_is_that_of_the_first_record() {
        let mut chain = RecordChain::new();
        assert_eq!(chain.progress(), None);
        chain.feed(&HELLO[..7]);
        assert_eq!(chain.progress(), Some(RecordProgress { have: 7, want: 29 }));
        chain.feed(&HELLO[7..]);
        chain.feed(NEXT);
        assert_eq!(chain.progress(), Some(RecordProgress { have: 29, want: 29 }));
    }
}
