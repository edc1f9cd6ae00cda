//! Whole records of which nothing has to be told.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use tls_wire::{ContentType, HandshakeHeader, RecordHeader};

use super::{Direction, Flow, messages::is_one_message};
use crate::{
    Context, Peer, Place,
    flow::lane::{Flags, Phase},
    order::{Arrival, Protection},
};

/// What became of a record.
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

impl Flow {
    /// [`pass`](Self::pass) for the client by itself, in which nothing has to be chosen between peers.
    #[inline(never)]
    pub(in crate::flow) fn pass_client(&mut self, bytes: &mut &[u8]) -> bool {
        self.pass(Peer::Client, bytes)
    }

    /// `pass` for the server by itself.
    #[inline(never)]
    pub(in crate::flow) fn pass_server(&mut self, bytes: &mut &[u8]) -> bool {
        self.pass(Peer::Server, bytes)
    }

    /// Takes the records that lie whole in `bytes`, up to the first of which there may be something
    /// to be told; `true` if that was all.
    #[inline(always)]
    fn pass(&mut self, from: Peer, bytes: &mut &[u8]) -> bool {
        if self.lane(from).phase == Phase::Opening {
            self.pass_opening(from, bytes);
        }
        self.openings.is_none() && self.direction(from).pass(from, bytes)
    }
}

impl Direction<'_> {
    /// [`Flow::pass`] where no first bytes are in doubt.
    #[inline(always)]
    fn pass(&mut self, from: Peer, bytes: &mut &[u8]) -> bool {
        let lane = &*self.lane;
        let ready = lane.is_at_rest()
            && lane.phase == Phase::Records
            && lane.records.is_at_boundary()
            && self.order.is_sound();
        if !ready {
            return false;
        }
        let mut rest = *bytes;
        let (mut count, mut last) = (0_u64, None);
        let mut left = None;
        while let Some((header, fragment, behind)) = RecordHeader::split_record(rest) {
            let at = bytes.len().wrapping_sub(rest.len());
            let passing = self.pass_record(from, header, fragment, (at, count));
            match passing {
                Passing::Whole | Passing::Last => {
                    rest = behind;
                    count = count.wrapping_add(1);
                    last = Some(header);
                }
                Passing::Within(bytes) => left = Some(bytes),
                Passing::Not => {}
            }
            if !matches!(passing, Passing::Whole) {
                break;
            }
        }
        if let Some(last) = last {
            let length = bytes.len().wrapping_sub(rest.len());
            self.lane.pass_records(count, last, length, bytes);
        }
        if let Some(left) = left {
            self.lane.stop_within(left, bytes);
        }
        bytes.is_empty() && !self.order.has_findings()
    }

    /// Takes a record if all that it holds is in order. The order is sound.
    #[inline(always)]
    fn pass_record(
        &mut self,
        from: Peer,
        header: RecordHeader,
        fragment: &[u8],
        at: (usize, u64),
    ) -> Passing {
        let order = &mut *self.order;
        debug_assert!(order.is_sound(), "it was asked behind whatever can change it");
        let protection = order.protection(from);
        if !order.is_version_due(header.legacy_record_version) {
            return Passing::Not;
        }
        let in_order = match header.content_type {
            ContentType::APPLICATION_DATA => {
                protection != Protection::Clear
                    && order.is_sealed_length_ordinary(header)
                    && order.takes_sealed_data_in_order(from)
            }
            ContentType::HANDSHAKE if protection == Protection::Clear => {
                if order.is_clear_length_ordinary(from, header) {
                    return self.pass_messages(from, header, fragment, at);
                }
                false
            }
            ContentType::HANDSHAKE => {
                protection == Protection::Cipher
                    && order.is_sealed_length_ordinary(header)
                    && !is_one_message(fragment)
                    && order.takes_sealed_finished(from)
            }
            ContentType::CHANGE_CIPHER_SPEC => {
                protection != Protection::Cipher
                    && *fragment == [1]
                    && order.takes_change_cipher_spec_in_order(from)
            }
            _ => false,
        };
        if in_order { Passing::Whole } else { Passing::Not }
    }

    /// Takes the messages of a record, up to the first that is cut or not in order.
    #[inline(always)]
    fn pass_messages(
        &mut self,
        from: Peer,
        header: RecordHeader,
        fragment: &[u8],
        at: (usize, u64),
    ) -> Passing {
        let (order, lane) = (&mut *self.order, &mut *self.lane);
        let record = Some(lane.count.wrapping_add(at.1));
        let start = lane.records.offset().wrapping_add(stream_length(at.0));
        let mut rest = fragment;
        loop {
            let taken = fragment.len().wrapping_sub(rest.len()).wrapping_add(RecordHeader::LEN);
            let offset = start.wrapping_add(stream_length(taken));
            let mut behind = rest;
            let Some(message) = lane.messages.next_whole(&mut behind, offset) else { break };
            order.note_record_version(from, header.legacy_record_version);
            let place = Place { offset, record };
            let arrival = Arrival::new(from, &message, place, Context::default());
            let Some(sound) = order.takes_message_in_order(&arrival) else { break };
            rest = behind;
            if rest.is_empty() {
                order.count_if_tiny(from, header);
                return if sound { Passing::Whole } else { Passing::Last };
            }
            let taken = message.body.len().wrapping_add(HandshakeHeader::LEN);
            let offset = offset.wrapping_add(stream_length(taken));
            let left = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            if order.bytes_follow(from, left, Place { offset, record }) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
            if !order.is_sound() {
                break;
            }
        }
        if rest.len() < fragment.len() { Passing::Within(rest.len()) } else { Passing::Not }
    }
}

/// A number of bytes, in a stream.
#[inline]
fn stream_length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
