//! What a peer may send next, read from the same tables that judge it.

use super::{
    Once, Order, Stage,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_FLIGHT, SERVER_LAST_FLIGHT, Slot},
    tls13::{CLIENT, SERVER, State, Step},
};
use crate::{Item, ItemSet, Peer, Resumption};

impl Order {
    /// The messages that this peer may send next; empty where it must wait for the other.
    ///
    /// What stands beside a handshake and is no part of it is not named: alerts, and while it lasts
    /// `HelloRequest`, the `ChangeCipherSpec` of TLS 1.3, and data under keys of an earlier handshake.
    #[must_use]
    pub fn expected(&self, peer: Peer) -> ItemSet {
        if self.is_closed() || self.side(peer).once.has(Once::UNTRACKED) {
            return ItemSet::EMPTY;
        }
        match (self.stage, peer) {
            (Stage::Start | Stage::WaitSecondClientHello, Peer::Client) => {
                ItemSet::only(Item::ClientHello)
            }
            (Stage::WaitServerHello, Peer::Server) => {
                let hello = ItemSet::only(Item::ServerHello);
                if self.facts.offer.tls13() && !self.facts.retried() {
                    hello.with(Item::HelloRetryRequest)
                } else {
                    hello
                }
            }
            (Stage::WaitServerHello, Peer::Client)
                if self.facts.early_data == crate::EarlyData::Offered =>
            {
                ItemSet::only(Item::ApplicationData)
            }
            (Stage::Legacy, _) => self.expected_legacy(peer),
            // A renegotiation that is sealed, of which only the ChangeCipherSpec was seen.
            (Stage::LegacyConnected, _) if !self.seen_by(peer, Item::Finished) => ItemSet::EMPTY,
            (Stage::LegacyConnected, Peer::Client) => {
                ItemSet::of(&[Item::ApplicationData, Item::ClientHello])
            }
            (Stage::LegacyConnected, Peer::Server) => {
                ItemSet::of(&[Item::ApplicationData, Item::HelloRequest])
            }
            (Stage::Tls13, _) => self.expected_13(peer),
            _ => ItemSet::EMPTY,
        }
    }

    fn expected_legacy(&self, peer: Peer) -> ItemSet {
        let over = self.seen_by(Peer::Server, Item::ServerHelloDone);
        let client_finished = self.seen_by(Peer::Client, Item::Finished);
        let server_finished = self.seen_by(Peer::Server, Item::Finished);
        let set = match (self.facts.resumption, peer) {
            // The client went on as if a ServerHelloDone that went astray had come.
            (Resumption::Undecided, Peer::Server) if over => self.next_in(SERVER_LAST_FLIGHT, peer),
            (Resumption::Undecided, Peer::Server) => self
                .next_in(SERVER_LAST_FLIGHT, Peer::Server)
                .union(self.next_in(SERVER_FLIGHT, Peer::Server)),
            (Resumption::Undecided, Peer::Client) => ItemSet::EMPTY,
            (Resumption::Full, Peer::Server) if !over => self.next_in(SERVER_FLIGHT, peer),
            (Resumption::Full, Peer::Server) if client_finished => {
                self.next_in(SERVER_LAST_FLIGHT, peer)
            }
            (Resumption::Full, Peer::Client) if over => self.next_in(CLIENT_FLIGHT, peer),
            (Resumption::Abbreviated, Peer::Server) => self.next_in(SERVER_LAST_FLIGHT, peer),
            (Resumption::Abbreviated, Peer::Client) if server_finished => {
                self.next_in(CLIENT_LAST_FLIGHT, peer)
            }
            _ => ItemSet::EMPTY,
        };
        if !self.seen_by(peer, Item::Finished) {
            set
        } else if self.may_precede_the_other_finished(peer) {
            ItemSet::only(Item::ApplicationData)
        } else {
            ItemSet::EMPTY
        }
    }

    /// From the peer's place in a flight: what may come, up to the first that must.
    fn next_in(&self, flight: &[Slot], peer: Peer) -> ItemSet {
        let side = self.side(peer);
        let mut set = ItemSet::EMPTY;
        let mut owed = false;
        for slot in flight.iter().skip(usize::from(side.slot)) {
            if owed && slot.item != Item::CertificateUrl {
                break;
            }
            let ready = slot.after.is_none_or(|before| side.seen.contains(before));
            let allowed = slot.allowed.holds(&self.facts, side.seen)
                && !(peer == Peer::Client && side.has_other_certificate(slot.item));
            if ready && allowed {
                set.insert(slot.item);
            }
            let came = side.seen.contains(slot.item) || side.absorbed.contains(slot.item);
            owed |= slot.required.holds(&self.facts, side.seen) && !came;
        }
        set
    }

    fn expected_13(&self, peer: Peer) -> ItemSet {
        let side = self.side(peer);
        let table = match peer {
            Peer::Client => CLIENT,
            Peer::Server => SERVER,
        };
        if peer == Peer::Client && side.state == State::Connected {
            if let Some(due) = self.response_due() {
                return ItemSet::only(due);
            }
        }
        let mut set = ItemSet::EMPTY;
        for item in Item::ALL {
            let row = table.iter().find(|row| {
                row.state == side.state
                    && row.item == item
                    && row.when.holds(&self.facts, side.seen)
            });
            if row.is_some_and(|row| matches!(row.step, Step::Legal(_))) {
                set.insert(item);
            }
        }
        if side.state == State::Connected || peer == Peer::Client && self.may_send_early_data() {
            set.insert(Item::ApplicationData);
        }
        if peer == Peer::Client {
            if side.state == State::Connected && self.request_is_outstanding() {
                set = set.with(Item::Certificate).with(Item::CompressedCertificate);
            }
            if !self.asks_for_compression() {
                set = set.without(Item::CompressedCertificate);
            }
            if self.lacks_channel_id() {
                set = set.without(Item::Finished);
            }
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_certificate_behind_a_flight_that_the_client_took_for_ended() {
        let mut order = Order { stage: Stage::Legacy, ..Order::default() };
        order.facts.resumption = Resumption::Undecided;
        assert!(order.expected(Peer::Server).contains(Item::Certificate));
        order.server.seen.insert(Item::ServerHelloDone);
        assert_eq!(order.expected(Peer::Server), ItemSet::only(Item::ChangeCipherSpec));
    }

    #[test]
    fn no_data_between_a_change_cipher_spec_and_its_finished() {
        let mut order = Order { stage: Stage::LegacyConnected, ..Order::default() };
        order.server.seen.insert(Item::ChangeCipherSpec);
        assert_eq!(order.expected(Peer::Server), ItemSet::EMPTY);
        order.server.seen.insert(Item::Finished);
        assert!(order.expected(Peer::Server).contains(Item::ApplicationData));
    }
}
