//! The short way of nearly every item: it stands where the tables have it, on a connection of which
//! nothing else is to be said. What is not plainly so changes nothing here and is judged in full.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

mod flight;
mod plan;

use tls_wire::{HandshakeMessage, HandshakeType};

pub(crate) use self::flight::Flight;
use self::plan::Plan;
use super::{
    Arrival, Context, Once, Order, Protection, Stage,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_FLIGHT, SERVER_LAST_FLIGHT},
};
use crate::{
    Item, Peer, Place, Resumption, Rule,
    hint::{rarely, usually},
};

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
    pub(crate) fn takes_hello_in_order(
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
            _ => {
                rarely();
                return None;
            }
        }
        self.end_item();
        Some(usually(self.is_sound()))
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
    #[inline]
    fn takes_legacy_message_in_order(
        &mut self,
        from: Peer,
        handshake_type: HandshakeType,
        body: &[u8],
        place: impl FnOnce() -> Place,
    ) -> Option<bool> {
        // No flight holds a hello, be it a HelloRetryRequest.
        let item = Item::looked_up(handshake_type);
        let mut flight = self.flight(from)?;
        if !flight.takes(item) {
            return None;
        }
        let is_plain = flight.takes_plain_content(item, body);
        self.boundary = None;
        if is_plain {
            return Some(true);
        }
        Some(self.judges_content(from, handshake_type, body, place()))
    }

    /// Judges what a message of TLS 1.2 or below holds that was taken; is the connection still
    /// [sound](Self::is_sound)?
    #[cold]
    #[inline(never)]
    pub(crate) fn judges_content(
        &mut self,
        from: Peer,
        handshake_type: HandshakeType,
        body: &[u8],
        place: Place,
    ) -> bool {
        let message = &HandshakeMessage { handshake_type, body, offset: place.offset };
        self.legacy_content(&Arrival::new(from, message, place, Context::default()));
        self.end_item();
        self.is_sound()
    }

    /// May messages of a flight of TLS 1.2 or below come next from this peer, in the clear?
    #[inline(always)]
    pub(crate) fn is_in_flight(&self, from: Peer) -> bool {
        self.stage == Stage::Legacy && self.protection(from) == Protection::Clear
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
    #[inline]
    pub(crate) fn takes_change_cipher_spec_in_order(&mut self, from: Peer) -> bool {
        match self.stage {
            Stage::Legacy => {
                let taken = self
                    .flight(from)
                    .is_some_and(|mut flight| flight.takes(Item::ChangeCipherSpec));
                if taken {
                    self.legacy_keys(from);
                }
                taken
            }
            Stage::Tls13 => self.takes_compatibility_change_cipher_spec(from),
            _ => false,
        }
    }

    /// Takes a `ChangeCipherSpec` of TLS 1.3 that holds what it must, where it may stand. The connection
    /// is [sound](Self::is_sound).
    #[inline(always)]
    pub(crate) fn takes_compatibility_change_cipher_spec(&mut self, from: Peer) -> bool {
        let session_id = self.facts.offer.session_id();
        let side = self.side_mut(from);
        let first = side.counted_records == 0
            && !side.seen.contains(Item::Finished)
            && !side.once.has(Once::PROTECTED);
        let taken = first && session_id;
        if taken {
            side.counted_records = 1;
            side.once.clear(Once::CCS_OWED);
        }
        taken
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
