//! One direction of a TCP connection, from segments in any order to a stream (RFC 9293, section
//! 3.10.7.4).

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use tls_flow::EndHow;

/// The furthest a segment may lie from what is expected. A TCP window is at most 2^30 bytes
/// (RFC 7323, section 2.3); what lies further away belongs to something else.
const DISTANCE_MAX: u64 = 1 << 30;

/// The most that one direction holds back for a missing segment, counting the bytes and
/// [`PIECE_OVERHEAD`] for each piece. Receive windows of common systems end at 6 MiB (Linux,
/// `tcp_rmem`), so a segment that is missing for longer was not captured.
const HELD_MAX: usize = 8 << 20;

/// What holding a piece costs besides its bytes: its place in the map and its allocation.
const PIECE_OVERHEAD: usize = 96;

/// What a direction yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'s> {
    /// The next bytes of the stream.
    Bytes(&'s [u8]),
    /// This many bytes are missing.
    Gap(u64),
    /// The stream has ended.
    End(EndHow),
}

/// Takes the pieces of a direction in stream order.
pub(crate) type Deliver<'d> = dyn FnMut(Piece<'_>) -> io::Result<()> + 'd;

/// The part of a segment that concerns the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payload<'p> {
    /// The sequence number of its first byte.
    pub(crate) sequence: u32,
    /// The captured bytes.
    pub(crate) bytes: &'p [u8],
    /// Bytes that the segment had behind them and the capture has not.
    pub(crate) cut: u32,
    /// It is the sender's last.
    pub(crate) fin: bool,
}

impl Payload<'_> {
    fn length(&self) -> u64 {
        (self.bytes.len() as u64).saturating_add(u64::from(self.cut))
    }
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// It was delivered or is held back; or it repeats what was delivered.
    Taken,
    /// It brought bytes that had been given up on before.
    TooLate,
    /// It lies too far from what is expected to belong to this stream.
    Stray,
}

/// Puts the segments of one direction in order.
///
/// Bytes that arrive in order pass through; later ones are held back until the hole before them is
/// filled or given up. Of bytes that arrive twice the first are taken.
#[derive(Debug, Default)]
pub(crate) struct Reassembly {
    /// The sequence number of the byte at `delivered`; none before the first segment.
    sequence: Option<u32>,
    first_sequence: Option<u32>,
    /// How many bytes of the stream are behind us, missing ones included.
    delivered: u64,
    /// Pieces behind a hole, by their place in the stream; they never overlap.
    held: BTreeMap<u64, Held>,
    held_cost: usize,
    /// Where the stream ends, once that is known.
    end_at: Option<u64>,
    ended: bool,
    /// The hole that was given up on last, to recognise its bytes when they come too late.
    gave_up: Range<u64>,
}

#[derive(Debug)]
struct Held {
    bytes: Box<[u8]>,
    cut: u64,
}

impl Held {
    fn length(&self) -> u64 {
        (self.bytes.len() as u64).saturating_add(self.cut)
    }

    fn cost(&self) -> usize {
        self.bytes.len().saturating_add(PIECE_OVERHEAD)
    }
}

impl Reassembly {
    /// The sequence number of the first byte is known, unless it was known before.
    pub(crate) fn starts_at(&mut self, sequence: u32) {
        if self.sequence.is_none() {
            self.sequence = Some(sequence);
            self.first_sequence = Some(sequence);
        }
    }

    /// The receiver acknowledges this as the first byte, whatever was said before.
    pub(crate) fn restarts_at(&mut self, sequence: u32) {
        if self.delivered == 0 && self.held.is_empty() {
            self.sequence = None;
            self.starts_at(sequence);
        }
    }

    /// The sequence number of the first byte; none before the first segment.
    pub(crate) fn first_sequence(&self) -> Option<u32> {
        self.first_sequence
    }

    /// The sequence number of the next byte in order; none before the first segment.
    pub(crate) fn next_sequence(&self) -> Option<u32> {
        self.sequence
    }

    /// How many bytes of the stream are behind us, missing ones included.
    pub(crate) fn delivered(&self) -> u64 {
        self.delivered
    }

    /// The end of the stream has been delivered.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    /// What the pieces held back cost in bytes.
    pub(crate) fn held_cost(&self) -> usize {
        self.held_cost
    }

    /// Takes a segment and delivers what is in order now.
    pub(crate) fn push(
        &mut self,
        payload: Payload<'_>,
        deliver: &mut Deliver<'_>,
    ) -> io::Result<Accepted> {
        if self.ended {
            return Ok(Accepted::Taken);
        }
        self.starts_at(payload.sequence);
        let Some((start, skip)) = self.place(payload.sequence) else {
            return Ok(Accepted::Stray);
        };
        let length = payload.length();
        let end = start.saturating_add(length.saturating_sub(skip));
        if payload.fin && self.end_at.is_none() {
            self.end_at = Some(end);
        }
        let end = self.end_at.map_or(end, |at| end.min(at));
        let first = start.saturating_sub(skip);
        let late = first < self.gave_up.end
            && self.gave_up.start < first.saturating_add(length)
            && first < self.delivered;
        if start < end {
            let bytes = tail(payload.bytes, skip);
            let bytes = head(bytes, end.saturating_sub(start));
            if start == self.delivered && self.held.is_empty() {
                self.bytes(bytes, deliver)?;
                self.gap(end.saturating_sub(self.delivered), deliver)?;
            } else {
                self.hold(start, end, bytes);
            }
        }
        self.drain(deliver)?;
        while self.held_cost > HELD_MAX {
            self.give_up_hole(deliver)?;
        }
        Ok(if late { Accepted::TooLate } else { Accepted::Taken })
    }

    /// How far the stream reaches according to an acknowledgment of the receiver, where that is
    /// further than what was captured.
    pub(crate) fn missing_until(&self, acknowledgment: u32) -> Option<u64> {
        let (at, _) = self.place(acknowledgment)?;
        let until = self.end_at.map_or(at, |end| at.min(end));
        // A FIN counts as one byte; one that was not captured is no missing byte.
        let only_fin = self.held.is_empty() && until == self.delivered.saturating_add(1);
        (until > self.delivered && !only_fin && !self.ended).then_some(until)
    }

    /// Gives up on every hole before `until`.
    pub(crate) fn give_up(&mut self, until: u64, deliver: &mut Deliver<'_>) -> io::Result<()> {
        let until = self.end_at.map_or(until, |end| end.min(until));
        while !self.ended && self.delivered < until {
            let hole_end = self.held.first_key_value().map_or(until, |(at, _)| until.min(*at));
            self.gave_up = self.delivered..hole_end;
            self.gap(hole_end.saturating_sub(self.delivered), deliver)?;
            self.drain(deliver)?;
        }
        Ok(())
    }

    /// Delivers what is held back, its holes as gaps.
    pub(crate) fn give_up_all(&mut self, deliver: &mut Deliver<'_>) -> io::Result<()> {
        while !self.held.is_empty() {
            self.give_up_hole(deliver)?;
        }
        Ok(())
    }

    /// Delivers what is held back, its holes as gaps, then the end.
    pub(crate) fn finish(&mut self, how: EndHow, deliver: &mut Deliver<'_>) -> io::Result<()> {
        self.give_up_all(deliver)?;
        if let Some(end) = self.end_at {
            self.give_up(end, deliver)?;
        }
        if !self.ended {
            self.end(how, deliver)?;
        }
        Ok(())
    }

    /// The place of a sequence number: its offset in the stream, or `delivered` and how many bytes
    /// before that it lies. None where it is too far away.
    fn place(&self, sequence: u32) -> Option<(u64, u64)> {
        let distance = sequence.wrapping_sub(self.sequence?).cast_signed();
        if u64::from(distance.unsigned_abs()) > DISTANCE_MAX {
            return None;
        }
        let distance_abs = u64::from(distance.unsigned_abs());
        Some(if distance < 0 {
            (self.delivered, distance_abs)
        } else {
            (self.delivered.saturating_add(distance_abs), 0)
        })
    }

    /// Holds the parts of `start..end` that are not held yet. `bytes` are its first; the rest was
    /// cut off.
    fn hold(&mut self, start: u64, end: u64, bytes: &[u8]) {
        let mut at = start;
        while at < end {
            if let Some((before, held)) = self.held.range(..=at).next_back() {
                let covered = before.saturating_add(held.length());
                if covered > at {
                    at = covered;
                    continue;
                }
            }
            let until = self.held.range(at..end).next().map_or(end, |(next, _)| *next);
            let length = until.saturating_sub(at);
            let part = head(tail(bytes, at.saturating_sub(start)), length);
            let cut = length.saturating_sub(part.len() as u64);
            let held = Held { bytes: part.into(), cut };
            self.held_cost = self.held_cost.saturating_add(held.cost());
            self.held.insert(at, held);
            at = until;
        }
    }

    /// Delivers held pieces for as long as they are in order, then the end if it is reached.
    fn drain(&mut self, deliver: &mut Deliver<'_>) -> io::Result<()> {
        while let Some(held) = self.held.remove(&self.delivered) {
            self.held_cost = self.held_cost.saturating_sub(held.cost());
            let left = self.end_at.map_or(u64::MAX, |end| end.saturating_sub(self.delivered));
            let bytes = head(&held.bytes, left);
            self.bytes(bytes, deliver)?;
            self.gap(held.cut.min(left.saturating_sub(bytes.len() as u64)), deliver)?;
        }
        if !self.ended && self.end_at.is_some_and(|end| end <= self.delivered) {
            self.end(EndHow::Fin, deliver)?;
        }
        Ok(())
    }

    fn end(&mut self, how: EndHow, deliver: &mut Deliver<'_>) -> io::Result<()> {
        self.ended = true;
        self.held.clear();
        self.held_cost = 0;
        deliver(Piece::End(how))
    }

    fn give_up_hole(&mut self, deliver: &mut Deliver<'_>) -> io::Result<()> {
        match self.held.first_key_value() {
            Some((&at, _)) => self.give_up(at, deliver),
            None => Ok(()),
        }
    }

    fn bytes(&mut self, bytes: &[u8], deliver: &mut Deliver<'_>) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.advance(bytes.len() as u64);
        deliver(Piece::Bytes(bytes))
    }

    fn gap(&mut self, length: u64, deliver: &mut Deliver<'_>) -> io::Result<()> {
        if length == 0 {
            return Ok(());
        }
        self.advance(length);
        deliver(Piece::Gap(length))
    }

    fn advance(&mut self, length: u64) {
        self.delivered = self.delivered.saturating_add(length);
        if let Some(sequence) = &mut self.sequence {
            let modulo = u32::try_from(length & u64::from(u32::MAX)).unwrap_or_default();
            *sequence = sequence.wrapping_add(modulo);
        }
    }
}

fn head(bytes: &[u8], length: u64) -> &[u8] {
    let length = usize::try_from(length).unwrap_or(usize::MAX).min(bytes.len());
    bytes.split_at(length).0
}

fn tail(bytes: &[u8], skip: u64) -> &[u8] {
    let skip = usize::try_from(skip).unwrap_or(usize::MAX).min(bytes.len());
    bytes.split_at(skip).1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::input::numbers::Numbers;

    /// An element of a stream.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Element {
        Byte(u8),
        Missing,
        End(EndHow),
    }

    /// The same as [`Reassembly`], a byte at a time.
    #[derive(Default)]
    struct Model {
        cells: BTreeMap<u64, Element>,
        delivered: u64,
        end_at: Option<u64>,
        ended: bool,
        out: Vec<Element>,
    }

    impl Model {
        fn push(&mut self, start: i64, bytes: &[u8], cut: u32, fin: bool) {
            if self.ended {
                return;
            }
            let cells = bytes.iter().map(|b| Element::Byte(*b));
            let cells: Vec<_> = cells.chain((0..cut).map(|_| Element::Missing)).collect();
            let after = start + i64::try_from(cells.len()).unwrap();
            if fin && self.end_at.is_none() {
                self.end_at = Some(self.delivered.max(u64::try_from(after).unwrap_or(0)));
            }
            for (at, cell) in (start..).zip(cells) {
                let Ok(at) = u64::try_from(at) else { continue };
                if at >= self.delivered && self.end_at.is_none_or(|end| at < end) {
                    self.cells.entry(at).or_insert(cell);
                }
            }
            self.advance(0);
        }

        /// Delivers all up to `until`, whether it is there or not, and what is in order behind.
        fn advance(&mut self, until: u64) {
            while !self.ended {
                if self.end_at.is_some_and(|end| self.delivered >= end) {
                    self.out.push(Element::End(EndHow::Fin));
                    self.ended = true;
                } else if let Some(cell) = self.cells.remove(&self.delivered) {
                    self.out.push(cell);
                    self.delivered += 1;
                } else if self.delivered < until {
                    self.out.push(Element::Missing);
                    self.delivered += 1;
                } else {
                    return;
                }
            }
        }

        fn finish(&mut self, how: EndHow) {
            let last = self.cells.last_key_value().map_or(0, |(at, _)| at + 1);
            self.advance(self.end_at.unwrap_or(last));
            if !self.ended {
                self.out.push(Element::End(how));
                self.ended = true;
            }
        }
    }

    fn elements(piece: Piece<'_>, out: &mut Vec<Element>) {
        match piece {
            Piece::Bytes(bytes) => {
                assert!(!bytes.is_empty());
                out.extend(bytes.iter().map(|b| Element::Byte(*b)));
            }
            Piece::Gap(length) => {
                assert!(length > 0);
                out.extend((0..length).map(|_| Element::Missing));
            }
            Piece::End(how) => out.push(Element::End(how)),
        }
    }

    /// Random segments of a short stream: any order, overlaps with other bytes, repeats, cuts, a
    /// FIN that may be early, sequence numbers that wrap; holes given up at random.
    #[test]
    fn agrees_with_a_model_that_keeps_single_bytes() {
        for seed in 1..4000_u64 {
            let mut numbers = Numbers::new(seed);
            let first_sequence = u32::MAX.wrapping_sub(30).wrapping_add(numbers.below(60));
            let mut real = Reassembly::default();
            real.starts_at(first_sequence);
            let mut model = Model::default();
            let mut out = Vec::new();
            for _ in 0..numbers.below(25) {
                let mut deliver = |piece: Piece<'_>| {
                    elements(piece, &mut out);
                    Ok(())
                };
                if numbers.below(6) == 0 {
                    let until = real.delivered() + u64::from(numbers.below(12));
                    real.give_up(until, &mut deliver).unwrap();
                    let until = model.end_at.map_or(until, |end| end.min(until));
                    if model.delivered < until {
                        model.advance(until);
                    }
                } else {
                    let start = i64::from(numbers.below(64)) - 4;
                    let length = numbers.below(12);
                    let bytes: Vec<u8> =
                        (0..length).map(|_| u8::try_from(numbers.below(256)).unwrap()).collect();
                    let cut = if numbers.below(5) == 0 { numbers.below(4) } else { 0 };
                    let fin = numbers.below(12) == 0;
                    let sequence =
                        first_sequence.wrapping_add_signed(i32::try_from(start).unwrap());
                    let payload = Payload { sequence, bytes: &bytes, cut, fin };
                    real.push(payload, &mut deliver).unwrap();
                    model.push(start, &bytes, cut, fin);
                }
                assert_eq!(out, model.out, "seed {seed}");
                assert_eq!(real.delivered(), model.delivered, "seed {seed}");
                assert_eq!(real.has_ended(), model.ended, "seed {seed}");
            }
            real.finish(EndHow::CaptureEnd, &mut |piece| {
                elements(piece, &mut out);
                Ok(())
            })
            .unwrap();
            model.finish(EndHow::CaptureEnd);
            assert_eq!(out, model.out, "seed {seed}");
            assert_eq!(real.held_cost(), 0, "seed {seed}");
        }
    }

    fn push(
        stream: &mut Reassembly,
        sequence: u32,
        bytes: &[u8],
        out: &mut Vec<Element>,
    ) -> Accepted {
        let payload = Payload { sequence, bytes, cut: 0, fin: false };
        let mut deliver = |piece: Piece<'_>| {
            elements(piece, out);
            Ok(())
        };
        stream.push(payload, &mut deliver).unwrap()
    }

    #[test]
    fn holds_back_no_more_than_its_limit() {
        let mut stream = Reassembly::default();
        stream.starts_at(0);
        let mut out = Vec::new();
        let piece = vec![7; 64 << 10];
        let mut sequence = 1;
        while out.is_empty() {
            push(&mut stream, sequence, &piece, &mut out);
            assert!(stream.held_cost() <= HELD_MAX);
            sequence += 64 << 10;
        }
        assert!(sequence > 7 << 20, "gave up after {sequence} bytes");
        assert_eq!(out[..2], [Element::Missing, Element::Byte(7)]);
        assert_eq!(stream.held_cost(), 0);
    }

    #[test]
    fn single_bytes_out_of_order_cost_more_than_a_byte() {
        let mut stream = Reassembly::default();
        stream.starts_at(0);
        let mut out = Vec::new();
        for i in 0..200_000 {
            push(&mut stream, 2 * i + 1, &[1], &mut out);
        }
        assert!(!out.is_empty(), "200000 pieces of a byte cost more than the limit");
    }

    #[test]
    fn says_what_became_of_a_segment() {
        let mut stream = Reassembly::default();
        stream.starts_at(100);
        let mut out = Vec::new();
        assert_eq!(push(&mut stream, 100, b"ab", &mut out), Accepted::Taken);
        assert_eq!(push(&mut stream, 100, b"ab", &mut out), Accepted::Taken);
        assert_eq!(push(&mut stream, 105, b"fg", &mut out), Accepted::Taken);
        let all = |_: Piece<'_>| Ok(());
        stream.give_up(5, &mut { all }).unwrap();
        assert_eq!(push(&mut stream, 102, b"cd", &mut out), Accepted::TooLate);
        assert_eq!(push(&mut stream, 100, b"ab", &mut out), Accepted::Taken);
        assert_eq!(push(&mut stream, 100 + (1 << 30) + 10, b"z", &mut out), Accepted::Stray);
        assert_eq!(out, b"ab".map(Element::Byte));
    }

    #[test]
    fn an_acknowledged_fin_that_was_not_captured_is_no_missing_byte() {
        let mut stream = Reassembly::default();
        stream.starts_at(100);
        let mut out = Vec::new();
        push(&mut stream, 100, b"ab", &mut out);
        assert_eq!(stream.missing_until(102), None);
        assert_eq!(stream.missing_until(103), None);
        assert_eq!(stream.missing_until(104), Some(4));
        push(&mut stream, 103, b"d", &mut out);
        assert_eq!(stream.missing_until(103), Some(3));
    }
}
