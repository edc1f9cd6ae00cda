//! Whole records of which nothing has to be told.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use tls_wire::{ContentType, HandshakeHeader, RecordHeader};

use super::{Direction, messages::is_one_message};
use crate::{
    Context, Place,
    flow::lane::{Flags, Phase},
    order::{Arrival, Protection},
};

/// [`RecordHeader::LEN`], in a stream.
const HEADER_LENGTH: u64 = 5;

impl Direction<'_> {
    /// Takes the records that lie whole in `bytes`, up to the first of which there may be something
    /// to be told; `true` if that was all.
    #[inline(never)]
    pub(in crate::flow) fn pass(&mut self, bytes: &mut &[u8]) -> bool {
        let lane = &*self.lane;
        let ready = lane.is_at_rest()
            && lane.phase == Phase::Records
            && lane.records.is_at_boundary()
            && self.order.is_sound();
        if !ready {
            return false;
        }
        while let Some(header) = self.pass_record(bytes) {
            self.lane.pass_record(header, bytes);
            // Only what a message holds can be found wanting.
            if header.content_type == ContentType::HANDSHAKE && !self.order.is_sound() {
                break;
            }
        }
        bytes.is_empty() && self.lane.is_at_rest() && !self.order.has_findings()
    }

    /// The header of the next record, if all that it holds was taken. The order is sound.
    #[inline(always)]
    fn pass_record(&mut self, bytes: &mut &[u8]) -> Option<RecordHeader> {
        let (from, order) = (self.from, &mut *self.order);
        debug_assert!(order.is_sound(), "it was asked behind whatever can change it");
        let (header, fragment) = RecordHeader::split_record(bytes)?;
        if !order.is_version_due(header.legacy_record_version) {
            return None;
        }
        let in_order = match (order.protection(from), header.content_type) {
            (Protection::Clear, ContentType::HANDSHAKE) => {
                order.is_clear_length_ordinary(from, header)
                    && self.pass_messages(header, fragment, bytes)
            }
            (Protection::Clear | Protection::Traffic, ContentType::CHANGE_CIPHER_SPEC) => {
                *fragment == [1] && order.takes_change_cipher_spec_in_order(from)
            }
            (Protection::Cipher, ContentType::HANDSHAKE) => {
                order.is_sealed_length_ordinary(header)
                    && !is_one_message(fragment)
                    && order.takes_sealed_finished(from)
            }
            (Protection::Cipher | Protection::Traffic, ContentType::APPLICATION_DATA) => {
                order.is_sealed_length_ordinary(header) && order.takes_sealed_data(from)
            }
            _ => false,
        };
        in_order.then_some(header)
    }

    /// Takes the messages of a record, up to the first that is cut or not in order.
    #[inline(always)]
    fn pass_messages(&mut self, header: RecordHeader, fragment: &[u8], bytes: &mut &[u8]) -> bool {
        let (from, order, lane) = (self.from, &mut *self.order, &mut *self.lane);
        let record = Some(lane.count);
        let mut offset = lane.records.offset().wrapping_add(HEADER_LENGTH);
        let mut rest = fragment;
        loop {
            let mut behind = rest;
            let Some(message) = lane.messages.next_whole(&mut behind, offset) else { break };
            order.note_record_version(from, header.legacy_record_version);
            let place = Place { offset, record };
            let arrival = Arrival::new(from, &message, place, Context::default());
            if !order.takes_message_in_order(&arrival) {
                break;
            }
            rest = behind;
            if rest.is_empty() {
                order.count_if_tiny(from, header);
                return true;
            }
            let taken = message.body.len().wrapping_add(HandshakeHeader::LEN);
            offset = offset.wrapping_add(u64::try_from(taken).unwrap_or(u64::MAX));
            let left = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            if order.bytes_follow(from, left, Place { offset, record }) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
            if !order.is_sound() || lane.flags.has(Flags::CONSEQUENCE) {
                break;
            }
        }
        if rest.len() < fragment.len() {
            lane.stop_within(rest.len(), bytes);
        }
        false
    }
}
