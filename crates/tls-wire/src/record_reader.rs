use crate::{Framing, RecordError, RecordHeader, Sslv2ClientHello, Sslv2Header};

/// Splits one direction's bytes into records as they come, in chunks of any size, without ever
/// storing a fragment: its state is a few integers, and fragments are handed out as they lie in
/// the caller's chunk.
///
/// Neither content type nor length is judged here: unknown types and lengths up to 65,535 pass,
/// because what is allowed depends on what was negotiated. What ends the stream is a header whose
/// version does not begin with 3: from there no record can be found any more.
///
/// ```
/// use tls_wire::{ContentType, Framing, RecordReader};
///
/// // A warning alert, cut in the middle of its header and again in its fragment.
/// let mut reader = RecordReader::new();
/// let mut pieces = Vec::new();
/// for chunk in [&[21, 3][..], &[3, 0, 2, 1], &[0]] {
///     let mut input = chunk;
///     while let Some(piece) = reader.next(&mut input)? {
///         let Framing::Tls(header) = piece.header else { unreachable!() };
///         assert_eq!(header.content_type, ContentType::ALERT);
///         pieces.push((piece.first, piece.fragment.to_vec(), piece.last));
///     }
/// }
/// assert_eq!(pieces, [(true, vec![1], false), (false, vec![0], true)]);
/// # Ok::<(), tls_wire::RecordError>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecordReader {
    /// Of the first byte after the current or last record, so that a fragment's bytes move one
    /// number only.
    end_offset: u64,
    /// Bytes of the fragment not yet handed out.
    remaining: u32,
    /// Of that record; or what the first bytes of the next header say, as many as `state` says.
    framing: Framing,
    /// Whether it is a record's, whole.
    is_whole: bool,
    /// The minor of the version 3.x in an SSLv2 ClientHello.
    sslv2_minor: u8,
    state: State,
}

/// What leads away from the common path, in one byte, so that one test tells that nothing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State(u8);

impl State {
    /// The next byte is a fragment's, or a header's first.
    const PLAIN: Self = Self(0);
    /// Header bytes that came in earlier chunks: 0 to 5.
    const SEEN: u8 = 0b0000_0111;
    /// Bytes at the end of the header that belong to the fragment and are still to be handed out.
    const REPLAY: u8 = 0b0001_1000;
    const REPLAY_SHIFT: u32 = Self::REPLAY.trailing_zeros();
    /// An SSLv2 ClientHello is looked for; in the first record only, after it the stream is TLS.
    const SSLV2: u8 = 0b0010_0000;
    /// A header was none.
    const FAILED: u8 = 0b0100_0000;
    /// The SSLv2 ClientHello is of version 2.0, not of a version 3.x.
    const VERSION_2: u8 = 0b1000_0000;

    const fn is_plain(self) -> bool {
        self.0 == Self::PLAIN.0
    }

    const fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    const fn seen(self) -> u8 {
        self.0 & Self::SEEN
    }

    const fn see(&mut self, seen: u8) {
        self.0 = (self.0 & !Self::SEEN) | (seen & Self::SEEN);
    }

    const fn replay(self) -> u8 {
        (self.0 & Self::REPLAY) >> Self::REPLAY_SHIFT
    }

    const fn set_replay(&mut self, count: u8) {
        self.0 = (self.0 & !Self::REPLAY) | ((count << Self::REPLAY_SHIFT) & Self::REPLAY);
    }
}

/// Part of a record's fragment, as much as one chunk held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPiece<'i> {
    /// The header of the record it belongs to.
    pub header: Framing,
    /// Whether the fragment begins here.
    pub first: bool,
    /// Whether the fragment ends here.
    pub last: bool,
    /// The bytes; empty only for a record without any.
    pub fragment: &'i [u8],
}

impl RecordReader {
    /// A reader at offset 0 that takes TLS records only.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            end_offset: 0,
            remaining: 0,
            framing: NO_RECORD,
            is_whole: false,
            sslv2_minor: 0,
            state: State::PLAIN,
        }
    }

    /// A reader at offset 0 that also takes an SSLv2 ClientHello as its first record: high bit set
    /// in the first byte, at least [`Sslv2ClientHello::FIXED_LEN`] bytes, message type 1, and a
    /// version of 2.0 or 3.x. What does not match these is not a record, as before.
    #[must_use]
    pub const fn accepting_sslv2() -> Self {
        let mut reader = Self::new();
        reader.state = State(State::SSLV2);
        reader
    }

    /// Reads a header at a record boundary, from `input` and what earlier chunks held of it.
    /// `Ok(None)`: all of `input` is consumed and the header goes on.
    ///
    /// In the middle of a fragment it consumes nothing and returns `Ok(None)`; take the rest of
    /// the fragment first.
    ///
    /// # Errors
    ///
    /// [`RecordError::NotARecord`] as soon as the bytes decide it, with those bytes consumed;
    /// afterwards the same error again, with nothing consumed.
    #[inline]
    pub fn read_header(&mut self, input: &mut &[u8]) -> Result<Option<Framing>, RecordError> {
        if self.state.is_plain() {
            if self.remaining > 0 || input.is_empty() {
                return Ok(None);
            }
            if let Some(header) = self.take_header(input) {
                return Ok(Some(Framing::Tls(header)));
            }
        }
        let mut cursor = *input;
        let framing = self.read_header_bytewise(&mut cursor);
        *input = cursor;
        framing
    }

    /// Reads a header at a record boundary if it lies whole in `input`, as nearly all do, and is that
    /// of a TLS record; else nothing is consumed, and [`read_header`](Self::read_header) says what
    /// is there.
    #[inline]
    pub fn read_whole_header(&mut self, input: &mut &[u8]) -> Option<RecordHeader> {
        if self.is_at_boundary() { self.take_header(input) } else { None }
    }

    #[inline]
    fn take_header(&mut self, input: &mut &[u8]) -> Option<RecordHeader> {
        let (header, rest) = RecordHeader::split_first(input)?;
        *input = rest;
        self.begin(header);
        self.remaining = u32::from(header.length);
        Some(header)
    }

    /// Whether the next byte is the first of a TLS record's header, if it is any record's. It is not as
    /// long as an SSLv2 ClientHello is [accepted](Self::accepting_sslv2), and after an error.
    #[must_use]
    #[inline]
    pub const fn is_at_boundary(&self) -> bool {
        self.state.is_plain() && self.remaining == 0
    }

    /// Takes whole records at once: `length` bytes of `input` that [`RecordHeader::split_record`] tells
    /// into records, the last of which has the header `last`. Nothing is taken elsewhere than at a
    /// [boundary](Self::is_at_boundary), nor where `input` is shorter.
    #[expect(clippy::inline_always, reason = "the header need not be put together for a call")]
    #[inline(always)]
    pub fn skip_records(&mut self, last: RecordHeader, length: usize, input: &mut &[u8]) {
        if !self.is_at_boundary() {
            return;
        }
        if let Some((_, rest)) = input.split_at_checked(length) {
            *input = rest;
            self.end_offset =
                self.end_offset.wrapping_add(u64::try_from(length).unwrap_or(u64::MAX));
            self.framing = Framing::Tls(last);
            self.is_whole = true;
        }
    }

    /// Bytes of the current record's fragment that have not been taken yet; 0 at a boundary.
    #[must_use]
    #[inline]
    #[allow(clippy::as_conversions, reason = "a record's length fits into any `usize`")]
    pub const fn remaining(&self) -> usize {
        self.remaining as usize
    }

    /// The header of the current record, or of the last one at a boundary; `None` before the first,
    /// and where the next header has begun.
    #[must_use]
    #[inline]
    pub const fn framing(&self) -> Option<Framing> {
        if self.is_whole { Some(self.framing) } else { None }
    }

    /// Takes bytes of the current fragment: as many as `input` has, but at most `at_most` and
    /// never past the record's end. Empty when nothing is to be had.
    #[inline]
    pub fn take_fragment<'i>(&mut self, input: &mut &'i [u8], at_most: usize) -> &'i [u8] {
        if self.state.has(State::REPLAY) {
            return self.take_replay(at_most);
        }
        self.take_from_input(input, at_most)
    }

    #[inline]
    fn take_from_input<'i>(&mut self, input: &mut &'i [u8], at_most: usize) -> &'i [u8] {
        let count = self.remaining().min(at_most).min(input.len());
        let Some((fragment, rest)) = input.split_at_checked(count) else { return &[] };
        *input = rest;
        self.remaining = self.remaining.wrapping_sub(narrow(count));
        fragment
    }

    /// The next piece of a record, in stream order; `Ok(None)` when `input` is used up. A record
    /// without a fragment gives one empty piece.
    ///
    /// # Errors
    ///
    /// As [`read_header`](Self::read_header).
    #[inline]
    pub fn next<'i>(
        &mut self,
        input: &mut &'i [u8],
    ) -> Result<Option<RecordPiece<'i>>, RecordError> {
        if self.state.is_plain() {
            if self.remaining > 0 {
                if input.is_empty() {
                    return Ok(None);
                }
                let fragment = self.take_from_input(input, usize::MAX);
                return Ok(Some(self.piece(fragment)));
            }
            if let Some((header, rest)) = RecordHeader::split_first(input) {
                self.begin(header);
                let length = usize::from(header.length);
                let header = Framing::Tls(header);
                if let Some((fragment, rest)) = rest.split_at_checked(length) {
                    *input = rest;
                    return Ok(Some(RecordPiece { header, first: true, last: true, fragment }));
                }
                *input = &[];
                self.remaining = narrow(length.saturating_sub(rest.len()));
                let piece = RecordPiece { header, first: true, last: false, fragment: rest };
                return Ok((!rest.is_empty()).then_some(piece));
            }
        }
        // A cursor of its own keeps the caller's out of memory on the common path.
        let mut cursor = *input;
        let fragment = self.next_fragment_rare(&mut cursor);
        *input = cursor;
        Ok(fragment?.map(|fragment| self.piece(fragment)))
    }

    /// The piece of the current record that was just taken.
    #[inline]
    fn piece<'i>(&self, fragment: &'i [u8]) -> RecordPiece<'i> {
        let header = self.framing;
        let first = self.remaining().wrapping_add(fragment.len()) == header.length();
        RecordPiece { header, first, last: self.remaining == 0, fragment }
    }

    /// `next` for headers that come in parts, the first record, and errors.
    #[inline(never)]
    fn next_fragment_rare<'i>(
        &mut self,
        input: &mut &'i [u8],
    ) -> Result<Option<&'i [u8]>, RecordError> {
        if self.remaining == 0 {
            let Some(header) = self.read_header(input)? else { return Ok(None) };
            if header.length() == 0 {
                return Ok(Some(&[]));
            }
        }
        let fragment = self.take_fragment(input, usize::MAX);
        Ok((!fragment.is_empty()).then_some(fragment))
    }

    /// A header was read, which begins a record.
    #[inline]
    fn begin(&mut self, header: RecordHeader) {
        self.end_offset = self.end_offset.wrapping_add(5).wrapping_add(u64::from(header.length));
        self.framing = Framing::Tls(header);
        self.is_whole = true;
    }

    /// The header's bytes so far, and zeros.
    const fn header_bytes(&self) -> [u8; RecordHeader::LEN] {
        let Framing::Tls(header) = self.framing else { return [0; RecordHeader::LEN] };
        let RecordHeader { content_type, legacy_record_version, length } = header;
        let [major, minor] = legacy_record_version.0.to_be_bytes();
        let [high, low] = length.to_be_bytes();
        [content_type.0, major, minor, high, low]
    }

    /// Stream offset of the next unread byte.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> u64 {
        #[allow(clippy::as_conversions, reason = "there is no const `from`")]
        let (seen, remaining) = (self.state.seen() as u64, self.remaining as u64);
        self.end_offset.wrapping_add(seen).wrapping_sub(remaining)
    }

    /// Stream offset of the first header byte of the current record, or of the last one at a
    /// boundary.
    #[must_use]
    #[inline]
    pub fn record_offset(&self) -> u64 {
        if !self.is_whole {
            return self.end_offset;
        }
        // Field by field: what was written a moment ago in parts is slow to read as a whole.
        let length = match &self.framing {
            Framing::Tls(header) => u64::from(header.length).wrapping_add(5),
            Framing::Sslv2(header) => {
                u64::from(header.length).wrapping_add(u64::from(header.header_length))
            }
        };
        self.end_offset.wrapping_sub(length)
    }

    /// Whether the stream stands inside a header or a fragment, so that an end here cuts a record
    /// short.
    #[must_use]
    #[inline]
    pub const fn is_mid_record(&self) -> bool {
        self.state.seen() > 0 || self.remaining > 0
    }

    /// Forgets the current record and any error and goes on at a record boundary at the stream
    /// offset `offset`: where TLS begins after a preamble, or after a gap. An SSLv2 ClientHello is
    /// no longer looked for, unless `offset` is 0.
    pub fn resume_at(&mut self, offset: u64) {
        let kept = if offset == 0 { State::SSLV2 } else { 0 };
        *self = Self { end_offset: offset, state: State(self.state.0 & kept), ..Self::new() };
    }

    /// `read_header` for headers that came in parts, the first record, and errors.
    #[cold]
    #[inline(never)]
    fn read_header_bytewise(&mut self, input: &mut &[u8]) -> Result<Option<Framing>, RecordError> {
        if self.state.has(State::FAILED) {
            return Err(self.not_a_record());
        }
        if self.remaining > 0 {
            return Ok(None);
        }
        let chunk = *input;
        while let Some((&byte, rest)) = input.split_first() {
            let seen = self.state.seen();
            if seen == 0 {
                self.framing = NO_RECORD;
                self.is_whole = false;
            }
            let mut header = self.header_bytes();
            let Some(place) = header.get_mut(usize::from(seen)) else { break };
            *place = byte;
            self.framing = Framing::Tls(RecordHeader::parse(&header));
            *input = rest;
            self.state.see(seen.saturating_add(1));
            match self.judge() {
                Judgement::Undecided => {}
                Judgement::NotARecord => {
                    self.state.0 |= State::FAILED;
                    return Err(self.not_a_record());
                }
                Judgement::Header(framing) => {
                    self.state = State::PLAIN;
                    self.is_whole = true;
                    self.remaining = narrow(framing.length());
                    let length = framing.header_length().saturating_add(framing.length());
                    let length = u64::try_from(length).unwrap_or(u64::MAX);
                    self.end_offset = self.end_offset.wrapping_add(length);
                    if let Framing::Sslv2(_) = framing {
                        self.give_back_peeked(chunk, input);
                        self.framing = framing;
                    }
                    return Ok(Some(framing));
                }
            }
        }
        Ok(None)
    }

    /// An SSLv2 header is two bytes, but it takes three more to know it for one: they are the
    /// fragment's first. Leaves them in `input` where they came with this chunk.
    fn give_back_peeked<'i>(&mut self, chunk: &'i [u8], input: &mut &'i [u8]) {
        let consumed = chunk.len().saturating_sub(input.len());
        let peeked = consumed.checked_sub(usize::from(SSLV2_PEEKED)).and_then(|at| chunk.get(at..));
        if let Some(fragment) = peeked {
            *input = fragment;
            return;
        }
        let [.., major, minor] = self.header_bytes();
        self.sslv2_minor = minor;
        self.state = State(if major == 3 { 0 } else { State::VERSION_2 });
        self.state.set_replay(SSLV2_PEEKED);
    }

    /// What the header bytes seen so far amount to. Called after each byte, so that the answer
    /// does not depend on how the bytes were cut.
    const fn judge(&self) -> Judgement {
        let [first, second, third, fourth, fifth] = self.header_bytes();
        if self.state.has(State::SSLV2) && first & 0x80 != 0 {
            let header = Sslv2Header::parse([first, second, third]);
            let seen = self.state.seen();
            let plausible = match seen {
                0 | 1 => true,
                2 => header.length >= Sslv2ClientHello::FIXED_LEN,
                3 => third == Sslv2ClientHello::MSG_TYPE,
                4 => fourth == 0 || fourth == 3,
                _ => fourth == 3 || fifth == 2,
            };
            return match (plausible, seen) {
                (false, _) => Judgement::NotARecord,
                (true, 5) => Judgement::Header(Framing::Sslv2(header)),
                (true, _) => Judgement::Undecided,
            };
        }
        match self.state.seen() {
            2 if second != 3 => Judgement::NotARecord,
            5 => Judgement::Header(self.framing),
            _ => Judgement::Undecided,
        }
    }

    const fn not_a_record(&self) -> RecordError {
        let (offset, seen) = (self.end_offset, self.state.seen());
        RecordError::NotARecord { offset, header: self.header_bytes(), seen }
    }

    /// Hands out the fragment's bytes that the header's recognition had to consume. They are not
    /// in the caller's chunk any more, but there are only a few they can be.
    #[cold]
    #[inline(never)]
    fn take_replay(&mut self, at_most: usize) -> &'static [u8] {
        let peeked: &'static [u8] = if self.state.has(State::VERSION_2) {
            &[Sslv2ClientHello::MSG_TYPE, 0, 2]
        } else {
            SSLV2_HELLO_STARTS.get(usize::from(self.sslv2_minor)).map_or(&[], |start| start)
        };
        let replay = self.state.replay();
        let taken = peeked.len().saturating_sub(usize::from(replay));
        let left = peeked.get(taken..).unwrap_or(&[]);
        let fragment = left.get(..at_most).unwrap_or(left);
        let count = u8::try_from(fragment.len()).unwrap_or(0);
        self.state.set_replay(replay.saturating_sub(count));
        if self.state.replay() == 0 {
            self.state = State::PLAIN;
        }
        self.remaining = self.remaining.saturating_sub(u32::from(count));
        fragment
    }
}

impl Default for RecordReader {
    fn default() -> Self {
        Self::new()
    }
}

/// What stands for a header where there was none.
const NO_RECORD: Framing = Framing::Tls(RecordHeader::parse(&[0; RecordHeader::LEN]));

/// A count of fragment bytes, never more than a record's length.
#[inline]
#[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "it fits")]
const fn narrow(count: usize) -> u32 {
    count as u32
}

enum Judgement {
    Undecided,
    NotARecord,
    Header(Framing),
}

/// Fragment bytes consumed before an SSLv2 ClientHello is known for one: type and version.
const SSLV2_PEEKED: u8 = 3;

/// The first fragment bytes of an SSLv2 ClientHello, by the minor of a version 3.x.
static SSLV2_HELLO_STARTS: [[u8; 3]; 256] = {
    let mut starts = [[Sslv2ClientHello::MSG_TYPE, 3, 0]; 256];
    let mut minor = u8::MAX;
    while minor > 0 {
        // Evaluated at compile time: an index out of bounds would stop the build.
        #[allow(clippy::indexing_slicing, clippy::as_conversions)]
        {
            starts[minor as usize][2] = minor;
        }
        minor = minor.wrapping_sub(1);
    }
    starts
};

#[cfg(test)]
mod tests {
    use alloc::{format, vec, vec::Vec};

    use super::*;
    use crate::{AlertDescription, ContentType, ProtocolVersion};

    /// One record as the pieces add up to it.
    #[derive(Debug, PartialEq)]
    struct Record {
        offset: u64,
        framing: Framing,
        fragment: Vec<u8>,
    }

    /// Feeds `stream` in chunks of `size` and glues the pieces together.
    fn records(
        mut reader: RecordReader,
        stream: &[u8],
        size: usize,
    ) -> (Vec<Record>, Option<RecordError>, u64) {
        let mut records: Vec<Record> = Vec::new();
        for chunk in stream.chunks(size) {
            let mut input = chunk;
            loop {
                match reader.next(&mut input) {
                    Ok(Some(piece)) => {
                        if piece.first {
                            let (offset, framing) = (reader.record_offset(), piece.header);
                            records.push(Record { offset, framing, fragment: Vec::new() });
                        }
                        let record = records.last_mut().unwrap();
                        record.fragment.extend_from_slice(piece.fragment);
                        assert_eq!(piece.last, record.fragment.len() == record.framing.length());
                    }
                    Ok(None) => break,
                    Err(error) => {
                        let before = (input, reader.offset());
                        assert_eq!(reader.next(&mut input), Err(error), "errors are sticky");
                        assert_eq!((input, reader.offset()), before, "nothing more is consumed");
                        return (records, Some(error), reader.offset());
                    }
                }
            }
            assert!(input.is_empty());
        }
        (records, None, reader.offset())
    }

    /// The result must not depend on how the stream is cut; returns it.
    fn any_cut(reader: &RecordReader, stream: &[u8]) -> (Vec<Record>, Option<RecordError>, u64) {
        let whole = records(reader.clone(), stream, usize::MAX);
        for size in 1..=stream.len() {
            assert_eq!(records(reader.clone(), stream, size), whole, "chunks of {size}");
        }
        whole
    }

    fn tls(content_type: u8, length: u16) -> Framing {
        Framing::Tls(RecordHeader {
            content_type: ContentType(content_type),
            legacy_record_version: ProtocolVersion::TLS_1_2,
            length,
        })
    }

    #[test]
    fn records_are_skipped_at_a_boundary_and_whole_only() {
        let stream = [23, 3, 3, 0, 2, 8, 9, 20, 3, 3, 0, 1, 1, 21, 3, 3, 0, 2, 1, 0];
        let (_, _, behind) = RecordHeader::split_record(&stream).unwrap();
        let (last, _, behind) = RecordHeader::split_record(behind).unwrap();
        let length = stream.len() - behind.len();
        let skip = |mut reader: RecordReader, mut input: &[u8]| {
            reader.skip_records(last, length, &mut input);
            (input.len(), reader.offset())
        };
        let mut reader = RecordReader::new();
        assert!(reader.is_at_boundary());
        assert_eq!(skip(reader.clone(), &stream[..12]), (12, 0), "cut short");

        let mut input = &stream[..];
        reader.skip_records(last, length, &mut input);
        assert_eq!((input, reader.offset(), reader.record_offset()), (behind, 13, 7));
        assert_eq!(reader.framing(), Some(Framing::Tls(last)));
        assert!(reader.is_at_boundary());
        let piece = reader.next(&mut input).unwrap().unwrap();
        assert_eq!((piece.fragment, reader.record_offset()), (&[1, 0][..], 13));

        let mut within = RecordReader::new();
        within.read_whole_header(&mut &stream[..]).unwrap();
        let mut half_a_header = RecordReader::new();
        half_a_header.read_header(&mut &stream[..3]).unwrap();
        let mut failed = RecordReader::new();
        failed.read_header(&mut &b"GET /"[..]).unwrap_err();
        for reader in [within, half_a_header, failed, RecordReader::accepting_sslv2()] {
            assert!(!reader.is_at_boundary(), "{reader:?}");
            let offset = reader.offset();
            assert_eq!(skip(reader, &stream), (stream.len(), offset));
        }
    }

    #[test]
    fn records_in_any_cut_unknown_and_empty_ones_included() {
        let stream = [22, 3, 3, 0, 3, 1, 2, 3, 23, 3, 3, 0, 0, 99, 3, 3, 0, 1, 7];
        let (records, error, offset) = any_cut(&RecordReader::new(), &stream);
        let expected = [
            Record { offset: 0, framing: tls(22, 3), fragment: vec![1, 2, 3] },
            Record { offset: 8, framing: tls(23, 0), fragment: vec![] },
            Record { offset: 13, framing: tls(99, 1), fragment: vec![7] },
        ];
        assert_eq!(records, expected);
        assert_eq!((error, offset), (None, 19));
    }

    #[test]
    fn lost_framing_is_seen_at_the_second_byte() {
        let stream = b"\x15\x03\x03\x00\x02\x01\x00GET / HTTP/1.1";
        let (records, error, offset) = any_cut(&RecordReader::new(), stream);
        assert_eq!(records.len(), 1);
        let expected = RecordError::NotARecord { offset: 7, header: *b"GE\0\0\0", seen: 2 };
        assert_eq!((error, offset), (Some(expected), 9));
        assert_eq!(format!("{expected}"), "no record at offset 7: it begins 47 45");
        assert_eq!(expected.alert(), AlertDescription::PROTOCOL_VERSION);
    }

    #[test]
    fn a_whole_header_is_read_at_once_or_not_at_all() {
        let stream = [22, 3, 1, 0, 1, 9, 23, 3];
        let mut reader = RecordReader::new();
        assert_eq!((reader.framing(), reader.read_whole_header(&mut &stream[..4])), (None, None));
        let mut input = &stream[..];
        let header = reader.read_whole_header(&mut input).unwrap();
        assert_eq!((header.content_type, header.length), (ContentType::HANDSHAKE, 1));
        assert_eq!((reader.framing(), input), (Some(Framing::Tls(header)), &stream[5..]));
        // In the middle of the fragment there is none.
        assert_eq!((reader.read_whole_header(&mut input), input), (None, &stream[5..]));
        assert_eq!(reader.take_fragment(&mut input, usize::MAX), [9]);
        // Nor where it is cut: the rest of it is `read_header`'s.
        assert_eq!((reader.read_whole_header(&mut input), input), (None, &stream[6..]));
        assert_eq!((reader.read_header(&mut input), input), (Ok(None), &[][..]));
        let mut rest = &[3, 0, 2, 7, 7, 22][..];
        assert_eq!((reader.framing(), reader.read_whole_header(&mut rest)), (None, None));
        let Ok(Some(Framing::Tls(header))) = reader.read_header(&mut rest) else { panic!() };
        assert_eq!((header.content_type, header.length), (ContentType::APPLICATION_DATA, 2));
        // What is no TLS record, or may be another, is left to `read_header`, too.
        let mut other = &[0x80, 0x2e, 1, 3, 1, 0][..];
        assert_eq!(RecordReader::new().read_whole_header(&mut other), None);
        assert_eq!(RecordReader::accepting_sslv2().read_whole_header(&mut &stream[..]), None);
    }

    #[test]
    fn mid_record_and_offsets() {
        let mut reader = RecordReader::new();
        assert!(!reader.is_mid_record());
        let mut input = &[22, 3][..];
        assert_eq!(reader.read_header(&mut input), Ok(None));
        assert!(reader.is_mid_record());
        let mut input = &[3, 0, 4, 9, 9, 9][..];
        assert_eq!(reader.read_header(&mut input), Ok(Some(tls(22, 4))));
        assert_eq!((reader.offset(), reader.record_offset(), reader.remaining()), (5, 0, 4));
        assert_eq!(reader.read_header(&mut input), Ok(None), "not at a boundary");
        assert_eq!(reader.take_fragment(&mut input, 2), [9, 9]);
        assert_eq!(reader.take_fragment(&mut input, 2), [9]);
        assert_eq!(reader.take_fragment(&mut input, 2), []);
        assert!(reader.is_mid_record());
        let mut input = &[9, 22][..];
        assert_eq!(reader.take_fragment(&mut input, 9), [9]);
        assert_eq!((input, reader.is_mid_record(), reader.offset()), (&[22][..], false, 9));
    }

    #[test]
    fn resumes_where_told() {
        let mut reader = RecordReader::accepting_sslv2();
        assert!(reader.next(&mut &b"EHLO"[..]).is_err());
        reader.resume_at(1000);
        let mut input = &[23, 3, 3, 0, 1, 5, 0x80, 9][..];
        let piece = reader.next(&mut input).unwrap().unwrap();
        assert_eq!((piece.fragment, reader.record_offset()), (&[5][..], 1000));
        let error = reader.next(&mut input).unwrap_err();
        assert!(matches!(error, RecordError::NotARecord { offset: 1006, seen: 2, .. }));
    }

    /// An SSLv2 ClientHello of version `major.minor` with 18 bytes after the fixed fields.
    fn sslv2_hello(major: u8, minor: u8) -> Vec<u8> {
        let mut bytes = vec![0x80, 28, 1, major, minor, 0, 3, 0, 0, 0, 16, 0, 0, 0x2f];
        bytes.extend([7; 16]);
        bytes
    }

    #[test]
    fn an_sslv2_client_hello_is_taken_first_and_only_first() {
        for (major, minor) in [(0, 2), (3, 0), (3, 1), (3, 0xfe)] {
            let hello = sslv2_hello(major, minor);
            let mut stream = hello.clone();
            stream.extend([22, 3, 3, 0, 1, 9]);
            let reader = RecordReader::accepting_sslv2();
            let (records, error, _) = any_cut(&reader, &stream);
            let header = Sslv2Header { length: 28, padding: 0, header_length: 2 };
            let expected = [
                Record { offset: 0, framing: Framing::Sslv2(header), fragment: hello[2..].into() },
                Record { offset: 30, framing: tls(22, 1), fragment: vec![9] },
            ];
            assert_eq!((&records[..], error), (&expected[..], None));
            Sslv2ClientHello::parse(&records[0].fragment).unwrap();

            let (records, error, _) = any_cut(&RecordReader::new(), &stream);
            assert_eq!(records, []);
            assert!(matches!(error, Some(RecordError::NotARecord { seen: 2, .. })));

            let mut twice = hello.clone();
            twice.extend(&hello);
            let (records, error, _) = any_cut(&reader, &twice);
            assert_eq!(records.len(), 1);
            assert!(matches!(error, Some(RecordError::NotARecord { offset: 30, seen: 2, .. })));
        }
    }

    #[test]
    fn a_whole_sslv2_hello_is_one_piece_of_the_chunk() {
        let hello = sslv2_hello(3, 1);
        let mut input = &hello[..];
        let piece = RecordReader::accepting_sslv2().next(&mut input).unwrap().unwrap();
        assert_eq!(piece.fragment, &hello[2..]);
        assert!(piece.first && piece.last);
    }

    #[test]
    fn what_only_resembles_an_sslv2_hello_is_refused_at_the_byte_that_tells() {
        for (index, value, decided_at) in [(1, 8, 2), (2, 4, 3), (3, 2, 4), (4, 3, 5)] {
            let mut hello = sslv2_hello(0, 2);
            hello[index] = value;
            let (_, error, offset) = any_cut(&RecordReader::accepting_sslv2(), &hello);
            let Some(RecordError::NotARecord { seen, .. }) = error else { panic!("accepted") };
            assert_eq!((seen, offset), (decided_at, u64::from(decided_at)));
        }
    }

    #[test]
    fn a_tls_first_record_is_taken_by_a_reader_that_also_takes_sslv2() {
        let stream = [22, 3, 1, 0, 1, 1];
        assert_eq!(any_cut(&RecordReader::accepting_sslv2(), &stream).0.len(), 1);
    }

    #[test]
    fn state_is_small() {
        assert!(size_of::<RecordReader>() <= 24);
    }
}
