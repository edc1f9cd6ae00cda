//! The short way of nearly every item: it stands where the tables have it, on a connection of which
//! nothing else is to be said. What is not plainly so changes nothing here and is judged in full.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use super::{
    Arrival, Once, Order, Protection, Stage,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_FLIGHT, SERVER_LAST_FLIGHT, Slot},
};
use crate::{EarlyData, Item, ItemSet, Peer, Resumption, Rule};

/// What is judged by more than its slot.
const TOLD_ELSEWHERE: ItemSet = ItemSet::of(&[Item::Finished, Item::CertificateUrl]);

impl Order {
    /// Is there nothing that the next item could be part of: no mistake, nothing that waits to be
    /// judged or is counted, no message begun, no configuration?
    #[inline(always)]
    pub(crate) fn is_sound(&self) -> bool {
        let (client, server) = (&self.client, &self.server);
        self.rare.is_none()
            && client.once.union(server.once).is_within(Once::SOUND)
            && client.absorbed.union(server.absorbed).is_empty()
            && !client.mid_message
            && !server.mid_message
    }

    /// Takes a message in the clear that stands where it must or may, and judges what it holds; `None`
    /// if it does not stand so, else whether the connection, which is [sound](Self::is_sound), still is.
    #[inline(always)]
    pub(crate) fn takes_message_in_order(&mut self, arrival: &Arrival<'_>) -> Option<bool> {
        let Arrival { from, item, message, .. } = *arrival;
        let stage = self.stage;
        if stage == Stage::Legacy {
            if !self.takes_in_order(from, item) {
                return None;
            }
            self.boundary = None;
            self.muted = false;
            if self.says_nothing(item, message.body) {
                return Some(true);
            }
        }
        // What is handed on is a copy: what is only looked at need not lie in memory.
        let message = *message;
        let arrival = &Arrival { message: &message, ..*arrival };
        match (stage, from, item) {
            (Stage::Legacy, ..) => self.legacy_content(arrival),
            (Stage::Start, Peer::Client, Item::ClientHello) => {
                self.client_hello(arrival);
                let aligned = self.client_hello_must_align();
                self.boundary = aligned.then_some(Rule::KeyClientHelloAligned);
            }
            (Stage::WaitServerHello, Peer::Server, Item::ServerHello) => {
                self.server_hello(arrival);
                let aligned = self.stage == Stage::Tls13;
                self.boundary = aligned.then_some(Rule::KeyServerHelloAligned);
            }
            _ => return None,
        }
        self.end_item();
        Some(self.is_sound())
    }

    /// Takes a message in the clear, or a `ChangeCipherSpec`, of TLS 1.2 or below that stands in its
    /// slot, behind all that is required before it. The connection is [sound](Self::is_sound).
    #[inline(always)]
    fn takes_in_order(&mut self, from: Peer, item: Item) -> bool {
        if self.facts.early_data != EarlyData::NotOffered || TOLD_ELSEWHERE.contains(item) {
            return false;
        }
        let Some(flight) = self.flight_in_turn(from) else { return false };
        let facts = &self.facts;
        let side = match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        };
        let mut next = side.slot;
        while let Some(slot) = flight.get(usize::from(next)) {
            next = next.wrapping_add(1);
            if slot.item == item {
                let behind = slot.after.is_none_or(|before| side.seen.contains(before));
                let legal = behind && slot.allowed.holds(facts, side.seen);
                if legal {
                    side.slot = if item == Item::ServerHelloDone { 0 } else { next };
                    side.seen.insert(item);
                }
                return legal;
            }
            if slot.required.holds(facts, side.seen) {
                return false;
            }
        }
        false
    }

    /// The flight that this peer is in, if it is its turn.
    #[inline(always)]
    fn flight_in_turn(&self, from: Peer) -> Option<&'static [Slot]> {
        let done = self.seen_by(Peer::Server, Item::ServerHelloDone);
        let other_finished = self.seen_by(from.other(), Item::Finished);
        match (from, self.facts.resumption) {
            (Peer::Server, Resumption::Full) if !done => Some(SERVER_FLIGHT),
            (Peer::Client, Resumption::Full) if done => Some(CLIENT_FLIGHT),
            (Peer::Server, Resumption::Full) if other_finished => Some(SERVER_LAST_FLIGHT),
            (Peer::Server, Resumption::Abbreviated) => Some(SERVER_LAST_FLIGHT),
            (Peer::Client, Resumption::Abbreviated) if other_finished => Some(CLIENT_LAST_FLIGHT),
            _ => None,
        }
    }

    /// Takes a `ChangeCipherSpec` that holds what it must, where it must or may stand. The connection
    /// is [sound](Self::is_sound).
    #[inline(always)]
    pub(crate) fn takes_change_cipher_spec_in_order(&mut self, from: Peer) -> bool {
        match self.stage {
            Stage::Legacy => {
                let taken = self.takes_in_order(from, Item::ChangeCipherSpec);
                if taken {
                    self.legacy_keys(from);
                }
                taken
            }
            Stage::Tls13 => {
                let session_id = self.facts.offer.session_id();
                let side = self.side_mut(from);
                let first = side.counted_records == 0
                    && !side.seen.contains(Item::Finished)
                    && !side.once.has(Once::PROTECTED);
                if first && session_id {
                    side.counted_records = 1;
                    side.once.clear(Once::CCS_OWED);
                }
                first && session_id
            }
            _ => false,
        }
    }

    /// Takes the sealed record that is this peer's `Finished` in TLS 1.2 and below. The connection is
    /// [sound](Self::is_sound).
    #[inline(always)]
    pub(crate) fn takes_sealed_finished(&mut self, from: Peer) -> bool {
        let side = self.side(from);
        let due = self.stage == Stage::Legacy
            && side.protection == Protection::Cipher
            && side.seen.contains(Item::ChangeCipherSpec)
            && !side.seen.contains(Item::Finished);
        if due {
            let side = self.side_mut(from);
            side.counted_records = 1;
            side.once.clear(Once::LAST_PROTECTED_ALERT);
            self.legacy_finished(from);
        }
        due
    }

    /// Takes a sealed record of application data on a connection that is complete.
    #[inline]
    pub(crate) fn takes_sealed_data(&mut self, from: Peer) -> bool {
        const JUDGED: Once = Once::SENT_FATAL.union(Once::UNTRACKED);
        self.rare.is_none()
            && !self.side(from).once.has(JUDGED)
            && !self.side(from.other()).once.has(Once::SENT_FATAL)
            && self.takes_sealed_data_in_order(from)
    }

    /// `takes_sealed_data` where no alert was sent that ends the connection, nothing is missing of this
    /// direction, and nothing is kept that few connections need. It is so where the connection is
    /// [sound](Self::is_sound).
    #[inline(always)]
    pub(crate) fn takes_sealed_data_in_order(&mut self, from: Peer) -> bool {
        let tls13 = match self.stage {
            Stage::Tls13 => true,
            Stage::LegacyConnected if self.seen_by(from, Item::Finished) => false,
            _ => return false,
        };
        let side = self.side_mut(from);
        if side.once.has(Once::CCS_OWED) {
            return false;
        }
        side.once.clear(Once::LAST_PROTECTED_ALERT);
        if tls13 {
            side.once.set(Once::PROTECTED);
        } else {
            side.counted_records = u8::MAX;
        }
        true
    }
}

#[cfg(test)]
mod tests;
