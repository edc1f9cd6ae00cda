//! One mistake, one finding: what belongs to a mistake that was reported is taken silently.

use super::{Once, Order, Stage, legacy::in_flight, tls12::SERVER_FLIGHT, tls13::State};
use crate::{Item, ItemSet, Peer, Place, Resumption, Rule, Seen};

impl Order {
    /// An item that may only stand behind a hello that did not come. Whichever peer shows it, and
    /// by whatever rule, that hello is missed once. `true` if this was the first time.
    pub(super) fn report_without_hello(
        &mut self,
        rule: Rule,
        from: Peer,
        place: Place,
        seen: Seen,
    ) -> bool {
        let (peer, hello) = self.awaited_hello();
        self.side_mut(from).once.set(Once::RECORD_JUDGED);
        if self.is_hello_missed() {
            return false;
        }
        if !self.muted {
            self.side_mut(peer).absorbed.insert(hello);
        }
        self.report(rule, from, place, seen);
        true
    }

    /// Was it reported that the hello which is due did not come?
    pub(super) fn is_hello_missed(&self) -> bool {
        let (peer, hello) = self.awaited_hello();
        self.side(peer).absorbed.contains(hello)
    }

    const fn awaited_hello(&self) -> (Peer, Item) {
        match self.stage {
            Stage::WaitServerHello => (Peer::Server, Item::ServerHello),
            _ => (Peer::Client, Item::ClientHello),
        }
    }

    /// A hello came: another one would be a mistake of its own.
    pub(super) fn hello_came(&mut self, from: Peer, hello: Item) {
        let side = self.side_mut(from);
        side.absorbed = side.absorbed.without(hello);
    }

    /// One peer sent, and was told so, what it was the other's turn to send: that the other does not
    /// send it is the same mistake.
    pub(super) fn sent_by_the_wrong_peer(&mut self, from: Peer, item: Item) {
        let owing = from.other();
        let complete = self.stage == Stage::LegacyConnected
            || self.stage == Stage::Tls13 && self.side(owing).state == State::Connected;
        if complete || !self.expected(owing).contains(item) {
            return;
        }
        self.side_mut(from).once.set(Once::RECORD_JUDGED);
        match item {
            Item::ChangeCipherSpec => self.change_cipher_spec_came_early(owing),
            Item::Certificate if owing == Peer::Client => self.certificate_may_come(),
            Item::CertificateRequest => self.certificate_may_come(),
            Item::HelloRetryRequest => {
                self.side_mut(owing).absorbed.insert(item);
                self.side_mut(owing).absorbed.insert(Item::ServerHello);
            }
            _ => self.side_mut(owing).absorbed.insert(item),
        }
    }

    /// A second `ClientHello` without a `HelloRetryRequest`: which of them the server answers, and so
    /// what its answer is held against, nobody can tell.
    pub(super) fn hello_in_doubt(&mut self, body: &[u8]) {
        if self.hello.as_ref().is_none_or(|hello| hello.body() != body) {
            self.hello = None;
            self.facts.offer.set_unreadable(true);
        }
    }

    /// A `CertificateRequest` came that does not count: the client may take it for one, or not.
    pub(super) fn certificate_may_come(&mut self) {
        let answer = [Item::Certificate, Item::CertificateVerify];
        self.client.absorbed = self.client.absorbed.union(ItemSet::of(&answer));
    }

    /// Is the rest of this record part of a mistake that its last message was?
    pub(super) fn rest_of_record_is_judged(&mut self, from: Peer) -> bool {
        let once = &mut self.side_mut(from).once;
        let judged = once.has(Once::RECORD_JUDGED);
        once.clear(Once::RECORD_JUDGED);
        judged
    }

    /// The `ServerHello` of TLS 1.2 or below comes again, and its flight with it.
    pub(super) fn server_flight_comes_again(&mut self) {
        let repeated = self.server.seen.iter().filter(|item| in_flight(SERVER_FLIGHT, *item));
        self.server.absorbed = repeated.fold(self.server.absorbed, ItemSet::with);
    }

    /// The `ServerHelloDone` went astray, and that was reported: the client goes on without it.
    pub(super) fn end_excused_flight(&mut self) {
        if self.facts.resumption != Resumption::Abbreviated
            && self.server.absorbed.contains(Item::ServerHelloDone)
            && !self.seen_by(Peer::Server, Item::ServerHelloDone)
        {
            self.server.seen.insert(Item::ServerHelloDone);
            self.server.slot = 0;
        }
    }
}
