//! Records of handshake messages, and those that may be.

use tls_wire::{HandshakeError, HandshakeHeader, HandshakeType};

use super::{BYTES, Direction};
use crate::{
    Context, Item, Place,
    flow::lane::{Flags, Occurrence, Reading},
    order::Arrival,
};

/// Longest body that a plausible handshake message declares; random bytes rarely declare less.
const PLAUSIBLE_LENGTH_MAX: u32 = 1 << 17;

impl Direction<'_> {
    #[inline]
    pub(super) fn handshake_bytes<'i>(&mut self, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        let lane = &mut *self.lane;
        let remaining = lane.records.remaining();
        let offset = lane.records.offset();
        let version = lane.header().legacy_record_version;
        let context =
            Context { consequence: lane.flags.has(Flags::CONSEQUENCE), ..Context::default() };
        let mut fragment = bytes.get(..remaining.min(bytes.len())).unwrap_or(bytes);
        let before = fragment.len();
        self.order.note_record_version(self.from, version);
        let occurrence = self.read_message(&mut fragment, offset, context, remaining);
        let taken = before.saturating_sub(fragment.len());
        self.lane.records.take_fragment(bytes, taken);
        if self.record_is_whole() {
            self.end_handshake_record();
        }
        occurrence
    }

    /// Reads on to the next whole message and judges it. `left` is what the record still holds, in
    /// bytes, counted from `fragment`'s first.
    pub(in crate::flow) fn read_message<'i>(
        &mut self,
        fragment: &mut &'i [u8],
        offset: u64,
        context: Context,
        left: usize,
    ) -> Option<Occurrence<'i>> {
        let before = fragment.len();
        let (order, lane) = (&mut *self.order, &mut *self.lane);
        let record = if context.level.is_some() { None } else { lane.count.checked_sub(1) };
        let completed = match lane.messages.advance(fragment, offset) {
            Ok(completed) => completed?,
            Err(HandshakeError::TooLong { handshake_type, length, limit, offset }) => {
                *fragment = &[];
                lane.reading = Reading::Ignored;
                lane.messages.clear();
                if context.consequence {
                    return None;
                }
                // Nothing says where the next message begins.
                lane.flags.set(Flags::MESSAGES_LOST);
                if order.tracks(self.from) {
                    let place = Place { offset, record };
                    order.message_too_long(self.from, handshake_type, length, limit, place);
                }
                return None;
            }
        };
        let message = lane.messages.message(completed);
        let place = Place { offset: message.offset, record };
        order.set_mid_message(self.from, false);
        order.observe_message(&Arrival::new(self.from, &message, place, context));
        let taken = before.saturating_sub(fragment.len());
        let behind = left.saturating_sub(taken);
        if behind > 0 && context.level.is_none() {
            // An opened record has no bytes on the wire to count.
            let moved = if context.protected { 0 } else { taken };
            let next = Place {
                offset: offset.saturating_add(u64::try_from(moved).unwrap_or(0)),
                record: place.record,
            };
            if order.bytes_follow(self.from, u32::try_from(behind).unwrap_or(u32::MAX), next) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
        }
        Some(Occurrence::Handshake(completed))
    }

    /// The first bytes of a record that may be sealed, or its end, are there.
    pub(super) fn settle_doubt<'i>(&mut self) -> Option<Occurrence<'i>> {
        let length = u32::from(self.lane.header().length);
        let message = self.lane.message_header();
        let is_message = message.is_some_and(|message| self.reads_as_message(message, length));
        let lane = &mut *self.lane;
        if !is_message {
            lane.reading = Reading::Sealed;
            return if self.record_is_whole() { self.end_record() } else { None };
        }
        // It reads as a message in the clear: the bytes that were held go the way of all others.
        lane.reading = Reading::Handshake;
        let head: [u8; 4] = lane.head().try_into().ok()?;
        let mut at = lane.records.offset().saturating_sub(4);
        let mut left = lane.records.remaining().saturating_add(4);
        for byte in head {
            let mut byte: &'static [u8] = BYTES.get(usize::from(byte))?;
            let occurrence = self.read_message(&mut byte, at, Context::default(), left);
            if occurrence.is_some() {
                return occurrence;
            }
            at = at.saturating_add(1);
            left = left.saturating_sub(1);
        }
        None
    }

    /// A record of handshake messages is whole, which the last of them need not be.
    #[inline]
    pub(super) fn end_handshake_record(&mut self) {
        self.lane.flags.clear(Flags::IN_RECORD);
        let pending = self.lane.messages.pending();
        self.order.set_mid_message(self.from, pending.is_some());
        if let Some(message) = pending {
            let length = u32::from(self.lane.header().length);
            let record = self.lane.place().record;
            self.order.message_is_cut(self.from, message, length, record);
        }
    }

    /// Does a record in doubt, of so many bytes, begin as a message in the clear?
    pub(super) fn reads_as_message(&self, message: HandshakeHeader, length: u32) -> bool {
        let fits = message.length.saturating_add(4) <= length;
        let is_due = || self.order.expected(self.from).contains(Item::of(message.handshake_type));
        // A sealed record often begins with the zeros of its nonce.
        let is_request = message.handshake_type == HandshakeType::HELLO_REQUEST;
        if self.order.change_cipher_spec_is_due(self.from) && !self.lane.flags.has(Flags::GAP) {
            // It is sealed only if a ChangeCipherSpec is missing: nearly all there is speaks against.
            let is_nonce = is_request && message.length == 0 && length > 4;
            return !is_nonce && (fits || is_plausible(message) || is_due());
        }
        is_plausible(message) && !is_request && (fits || is_due())
    }
}

/// Is a record of this content as long as the handshake message that it begins as?
pub(super) fn is_one_message(content: &[u8]) -> bool {
    content.first_chunk().is_some_and(|first| {
        let header = HandshakeHeader::parse(first);
        let length = usize::try_from(header.length).unwrap_or(usize::MAX);
        length.saturating_add(HandshakeHeader::LEN) == content.len() && is_plausible(header)
    })
}

/// Could these four bytes be a handshake header, rather than a random or sealed byte string?
pub(super) fn is_plausible(header: HandshakeHeader) -> bool {
    header.handshake_type.name().is_some()
        && header.handshake_type != HandshakeType::MESSAGE_HASH
        && header.length <= PLAUSIBLE_LENGTH_MAX
}
