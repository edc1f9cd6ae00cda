//! Whole records of which nothing has to be told.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use tls_wire::{ContentType, HandshakeHeader, HandshakeMessage, RecordHeader};

use super::{Direction, Flow, messages::is_one_message};
use crate::{
    Peer, Place,
    flow::lane::{Flags, Phase},
    order::{Protection, Stage},
};

/// Which peer's copy of what follows it is: each knows its side and its lane, so that neither has to be
/// chosen again and again.
pub(in crate::flow) const CLIENT: bool = true;
pub(in crate::flow) const SERVER: bool = !CLIENT;

/// The peer of a copy.
const fn peer(is_client: bool) -> Peer {
    if is_client { Peer::Client } else { Peer::Server }
}

/// What became of a record.
#[derive(Clone, Copy)]
enum Passing {
    /// All that it holds was taken.
    Whole,
    /// All was taken, and what it holds may have been found wanting.
    Last,
    /// All but so many bytes were taken, for what follows them is not plainly in order.
    Within(usize),
    /// Nothing was taken.
    Not,
}

/// The whole records that were taken in one go.
#[derive(Clone, Copy)]
struct Taken<'i> {
    /// The header of the last one.
    last: Option<&'i [u8; RecordHeader::LEN]>,
    /// The records of the direction up to them.
    records: u64,
    /// What follows them.
    rest: &'i [u8],
}

/// Where a record stands in its direction.
#[derive(Clone, Copy)]
struct Standing {
    /// Its number.
    record: u64,
    /// The stream offset of what follows it.
    end: u64,
}

impl Standing {
    /// The place of what is left of the record.
    #[inline]
    fn place(self, rest: &[u8]) -> Place {
        let offset = self.end.wrapping_sub(stream_length(rest.len()));
        Place { offset, record: Some(self.record) }
    }
}

/// A number of bytes, in a stream.
#[inline]
fn stream_length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

impl Flow {
    /// Takes the records that lie whole in `bytes`, up to the first of which there may be something
    /// to be told; `true` if that was all.
    #[inline(never)]
    pub(in crate::flow) fn pass<const IS_CLIENT: bool>(&mut self, bytes: &mut &[u8]) -> bool {
        let from = peer(IS_CLIENT);
        if self.lane(from).phase == Phase::Opening {
            self.pass_opening(from, bytes);
        }
        self.openings.is_none() && self.direction(from).pass::<IS_CLIENT>(bytes)
    }
}

impl Direction<'_> {
    /// [`Flow::pass`] where no first bytes are in doubt.
    #[inline(always)]
    fn pass<const IS_CLIENT: bool>(&mut self, bytes: &mut &[u8]) -> bool {
        let lane = &*self.lane;
        let ready = lane.is_at_rest()
            && lane.phase == Phase::Records
            && lane.records.is_at_boundary()
            && self.order.is_sound();
        if !ready {
            return false;
        }
        let stream_end = lane.records.offset().wrapping_add(stream_length(bytes.len()));
        let mut taken = Taken { last: None, records: lane.count, rest: bytes };
        while let Some((header, fragment, rest)) = RecordHeader::split_record(taken.rest) {
            let end = stream_end.wrapping_sub(stream_length(rest.len()));
            let standing = Standing { record: taken.records, end };
            let passing = self.pass_record::<IS_CLIENT>(header, fragment, standing);
            if let Passing::Not | Passing::Within(_) = passing {
                self.stop(taken, passing, bytes);
                return false;
            }
            let records = taken.records.wrapping_add(1);
            taken = Taken { last: taken.rest.first_chunk(), records, rest };
            if let Passing::Last = passing {
                break;
            }
        }
        self.move_behind(taken, bytes);
        bytes.is_empty() && !self.order.has_findings()
    }

    /// Moves the record layer behind the records that were taken.
    #[inline(always)]
    fn move_behind(&mut self, taken: Taken<'_>, bytes: &mut &[u8]) {
        if let Some(last) = taken.last {
            let length = bytes.len().wrapping_sub(taken.rest.len());
            self.lane.records.skip_records(RecordHeader::parse(last), length, bytes);
            self.lane.count = taken.records;
        }
    }

    /// Stops before a record, or within it. A function that is rarely called tells the compiler what is
    /// rare on the way to it.
    #[cold]
    #[inline(never)]
    fn stop(&mut self, taken: Taken<'_>, passing: Passing, bytes: &mut &[u8]) {
        self.move_behind(taken, bytes);
        if let Passing::Within(left) = passing {
            self.lane.stop_within(left, bytes);
        }
    }

    /// Takes a record if all that it holds is in order. The order is sound.
    #[inline(always)]
    fn pass_record<const IS_CLIENT: bool>(
        &mut self,
        header: RecordHeader,
        fragment: &[u8],
        standing: Standing,
    ) -> Passing {
        let (from, order) = (peer(IS_CLIENT), &mut *self.order);
        debug_assert!(order.is_sound(), "it was asked behind whatever can change it");
        let (stage, protection) = (order.stage(), order.protection(from));
        let version = header.legacy_record_version;
        let in_order = match header.content_type {
            ContentType::APPLICATION_DATA => {
                protection != Protection::Clear
                    && matches!(stage, Stage::Tls13 | Stage::LegacyConnected)
                    && order.is_version_due(version)
                    && order.is_sealed_length_ordinary(header)
                    && order.takes_sealed_data_in_order(from)
            }
            ContentType::HANDSHAKE if protection == Protection::Clear => {
                let passing = self.pass_message::<IS_CLIENT>(header, fragment, standing);
                if !matches!(passing, Passing::Not) {
                    return passing;
                }
                return self.pass_messages::<IS_CLIENT>(header, fragment, standing);
            }
            ContentType::HANDSHAKE => {
                protection == Protection::Cipher
                    && stage == Stage::Legacy
                    && order.is_version_due(version)
                    && order.is_sealed_length_ordinary(header)
                    && !is_one_message(fragment)
                    && order.takes_sealed_finished(from)
            }
            ContentType::CHANGE_CIPHER_SPEC => {
                protection != Protection::Cipher
                    && *fragment == [1]
                    && order.is_version_due(version)
                    && order.takes_change_cipher_spec_in_order(from)
            }
            _ => false,
        };
        if in_order { Passing::Whole } else { Passing::Not }
    }

    /// Takes a record that holds just one message, as nearly all do.
    #[inline(always)]
    fn pass_message<const IS_CLIENT: bool>(
        &mut self,
        header: RecordHeader,
        fragment: &[u8],
        standing: Standing,
    ) -> Passing {
        let (from, order) = (peer(IS_CLIENT), &mut *self.order);
        let Some((message, body)) = fragment.split_first_chunk() else { return Passing::Not };
        let HandshakeHeader { handshake_type, length } = HandshakeHeader::parse(message);
        let is_one = usize::try_from(length) == Ok(body.len())
            && self.lane.messages.is_idle()
            && order.is_version_due(header.legacy_record_version)
            && order.is_clear_length_ordinary(from, header);
        if !is_one {
            return Passing::Not;
        }
        order.note_record_version(from, header.legacy_record_version);
        let place = || standing.place(fragment);
        match order.takes_message_in_order(from, handshake_type, body, place) {
            None => Passing::Not,
            Some(sound) => {
                order.count_if_tiny(from, header);
                if sound { Passing::Whole } else { Passing::Last }
            }
        }
    }

    /// Takes the messages of a record, up to the first that is cut or not in order.
    #[cold]
    #[inline(never)]
    fn pass_messages<const IS_CLIENT: bool>(
        &mut self,
        header: RecordHeader,
        fragment: &[u8],
        standing: Standing,
    ) -> Passing {
        let from = peer(IS_CLIENT);
        let (order, lane) = (&mut *self.order, &mut *self.lane);
        let version = header.legacy_record_version;
        if !order.is_version_due(version) || !order.is_clear_length_ordinary(from, header) {
            return Passing::Not;
        }
        let mut rest = fragment;
        loop {
            let place = standing.place(rest);
            let mut behind = rest;
            let Some(message) = lane.messages.next_whole(&mut behind, place.offset) else { break };
            let HandshakeMessage { handshake_type, body, .. } = message;
            order.note_record_version(from, version);
            let taken = order.takes_message_in_order(from, handshake_type, body, || place);
            let Some(sound) = taken else { break };
            if behind.is_empty() {
                order.count_if_tiny(from, header);
                return if sound { Passing::Whole } else { Passing::Last };
            }
            rest = behind;
            let left = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            if order.bytes_follow(from, left, standing.place(rest)) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
            // It is not behind a mistake, of which alone there are consequences.
            if !order.is_sound() {
                break;
            }
        }
        if rest.len() < fragment.len() { Passing::Within(rest.len()) } else { Passing::Not }
    }
}
