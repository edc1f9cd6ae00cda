//! The short way of nearly every item: it stands where the tables have it, on a connection of which
//! nothing else is to be said. What is not plainly so changes nothing here and is judged in full.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

mod plan;

use tls_wire::{HandshakeMessage, HandshakeType};

use self::plan::Plan;
use super::{
    Arrival, Context, Once, Order, Protection, Stage,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_FLIGHT, SERVER_LAST_FLIGHT},
};
use crate::{EarlyData, Item, Peer, Place, Resumption, Rule};

static SERVER: Plan = Plan::of(SERVER_FLIGHT);
static CLIENT: Plan = Plan::of(CLIENT_FLIGHT);
static SERVER_LAST: Plan = Plan::of(SERVER_LAST_FLIGHT);
static CLIENT_LAST: Plan = Plan::of(CLIENT_LAST_FLIGHT);

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
    /// Its `place` is asked for where it may be told.
    #[inline(always)]
    pub(crate) fn takes_message_in_order(
        &mut self,
        from: Peer,
        handshake_type: HandshakeType,
        body: &[u8],
        place: impl FnOnce() -> Place,
    ) -> Option<bool> {
        match self.stage {
            Stage::Legacy => self.takes_legacy_message_in_order(from, handshake_type, body, place),
            Stage::Start | Stage::WaitServerHello => {
                self.takes_hello_in_order(from, handshake_type, body, place)
            }
            _ => None,
        }
    }

    /// `takes_message_in_order` for the hellos.
    #[inline(always)]
    fn takes_hello_in_order(
        &mut self,
        from: Peer,
        handshake_type: HandshakeType,
        body: &[u8],
        place: impl FnOnce() -> Place,
    ) -> Option<bool> {
        match (self.stage, from, handshake_type) {
            (Stage::Start, Peer::Client, HandshakeType::CLIENT_HELLO) => {
                self.client_hello(body, place());
                let aligned = self.client_hello_must_align();
                self.boundary = aligned.then_some(Rule::KeyClientHelloAligned);
            }
            (Stage::WaitServerHello, Peer::Server, HandshakeType::SERVER_HELLO) => {
                if !self.takes_plain_server_hello(body) && !self.judges_server_hello(body, place())
                {
                    return None;
                }
                let aligned = self.stage == Stage::Tls13;
                self.boundary = aligned.then_some(Rule::KeyServerHelloAligned);
            }
            _ => return None,
        }
        self.end_item();
        Some(self.is_sound())
    }

    /// Judges a `ServerHello` that is not plain; `false` for a `HelloRetryRequest`.
    #[cold]
    #[inline(never)]
    fn judges_server_hello(&mut self, body: &[u8], place: Place) -> bool {
        let handshake_type = HandshakeType::SERVER_HELLO;
        let message = &HandshakeMessage { handshake_type, body, offset: place.offset };
        let arrival = &Arrival::new(Peer::Server, message, place, Context::default());
        let is_answer = arrival.item == Item::ServerHello;
        if is_answer {
            self.judge_server_hello(arrival);
        }
        is_answer
    }

    /// `takes_message_in_order` for what follows the hellos in TLS 1.2 and below.
    #[inline(always)]
    fn takes_legacy_message_in_order(
        &mut self,
        from: Peer,
        handshake_type: HandshakeType,
        body: &[u8],
        place: impl FnOnce() -> Place,
    ) -> Option<bool> {
        // No flight holds a hello, be it a HelloRetryRequest.
        let item = Item::looked_up(handshake_type);
        if !self.takes_in_order(from, item) {
            return None;
        }
        self.boundary = None;
        if self.takes_plain_content(from, item, body) {
            return Some(true);
        }
        let place = place();
        let message = &HandshakeMessage { handshake_type, body, offset: place.offset };
        self.legacy_content(&Arrival::new(from, message, place, Context::default()));
        self.end_item();
        Some(self.is_sound())
    }

    /// Takes a message in the clear, or a `ChangeCipherSpec`, of TLS 1.2 or below that stands in its
    /// slot, behind all that is required before it. The connection is [sound](Self::is_sound).
    #[inline(always)]
    fn takes_in_order(&mut self, from: Peer, item: Item) -> bool {
        if self.facts.early_data != EarlyData::NotOffered {
            return false;
        }
        let Some(plan) = self.plan_in_turn(from) else { return false };
        let side = self.side(from);
        let Some(next) = plan.slot_behind(item, side.slot, side.seen, &self.facts) else {
            return false;
        };
        let side = self.side_mut(from);
        side.slot = if item == Item::ServerHelloDone { 0 } else { next };
        side.seen.insert(item);
        true
    }

    /// The flight that this peer is in, if it is its turn.
    #[inline(always)]
    fn plan_in_turn(&self, from: Peer) -> Option<&'static Plan> {
        let done = self.seen_by(Peer::Server, Item::ServerHelloDone);
        let other_finished = self.seen_by(from.other(), Item::Finished);
        match (from, self.facts.resumption) {
            (Peer::Server, Resumption::Full) if !done => Some(&SERVER),
            (Peer::Client, Resumption::Full) if done => Some(&CLIENT),
            (Peer::Server, Resumption::Full) if other_finished => Some(&SERVER_LAST),
            (Peer::Server, Resumption::Abbreviated) => Some(&SERVER_LAST),
            (Peer::Client, Resumption::Abbreviated) if other_finished => Some(&CLIENT_LAST),
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
