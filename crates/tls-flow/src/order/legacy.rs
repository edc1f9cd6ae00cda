//! SSL 3.0 to TLS 1.2 behind the hellos: walking the flights of [`tls12`](super::tls12)
//! (RFC 5246 section 7.3).

use super::{
    Condition, Once, Order, Protection, Stage,
    handshake::Arrival,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_FLIGHT, SERVER_LAST_FLIGHT, Slot},
};
use crate::{EarlyData, Facts, Item, ItemSet, Peer, Place, Resumption, Rule, Seen};

/// What a flight says of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// It stands where it may.
    Legal,
    /// Its absence, or an earlier one of the same kind, was reported before.
    Absorbed,
    /// It is ignored, for this rule.
    Ignored(Rule),
    /// It may stand here, but the first of the missing ones should have come before.
    Missing(Rule, Item),
    /// The flight does not know it.
    Unknown,
}

impl Order {
    /// A message of a handshake in progress.
    pub(super) fn legacy_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, .. } = *arrival;
        if from == Peer::Client {
            self.goes_on_without_early_data(arrival.place, arrival.seen());
        }
        match (from, item) {
            (Peer::Server, Item::HelloRequest) => self.hello_request(arrival),
            (_, Item::Finished) if self.side(from).once.has(Once::EARLY_CCS) => {
                // It belongs to the ChangeCipherSpec that came too early.
                self.legacy_finished(from);
            }
            (_, Item::Finished)
                if !arrival.context.protected || !self.seen_by(from, Item::ChangeCipherSpec) =>
            {
                self.finished_without_switch(arrival);
            }
            (Peer::Client, Item::ClientHello) => {
                self.report(Rule::HsSecondClientHello, from, arrival.place, arrival.seen());
            }
            (Peer::Server, Item::ServerHello | Item::HelloRetryRequest) => {
                self.report(Rule::HsDuplicateServerHello, from, arrival.place, arrival.seen());
                self.server_flight_comes_again();
            }
            (Peer::Server, _) => self.legacy_server_message(arrival),
            (Peer::Client, _) => self.legacy_client_message(arrival),
        }
    }

    /// A `Finished` that was not preceded by a `ChangeCipherSpec` (RFC 5246 section 7.4.9): it is in the
    /// clear or, in a renegotiation, under the old keys.
    fn finished_without_switch(&mut self, arrival: &Arrival<'_>) {
        self.change_cipher_spec_missing(arrival.from, arrival.place, arrival.seen());
    }

    /// A `Finished`, or a record that can only hold one, shows that no `ChangeCipherSpec` came.
    pub(super) fn change_cipher_spec_missing(&mut self, from: Peer, place: Place, seen: Seen) {
        if from == Peer::Server && self.facts.resumption == Resumption::Undecided {
            self.decide_resumption(Resumption::Abbreviated, from, place);
        }
        self.report(Rule::CcsMissing, from, place, seen);
        self.expecting(ItemSet::only(Item::ChangeCipherSpec));
        // The handshake is cut short: what this peer left out is part of the same mistake.
        let side = self.side_mut(from);
        side.once.set(Once::EARLY_CCS);
        side.slot = u8::MAX;
        side.absorbed = ItemSet::of(&Item::ALL);
        if from == Peer::Server {
            side.seen.insert(Item::ServerHelloDone);
        }
        self.legacy_finished(from);
        self.take_finished_for_granted(from.other());
    }

    fn legacy_server_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, .. } = *arrival;
        if self.facts.resumption == Resumption::Undecided {
            if item == Item::NewSessionTicket {
                if !Condition::TicketAnnounced.holds(&self.facts, self.server.seen) {
                    self.report(Rule::TickUnsolicited, from, place, arrival.seen());
                    return;
                }
                self.decide_resumption(Resumption::Abbreviated, from, place);
            } else {
                self.decide_resumption(Resumption::Full, from, place);
            }
        }
        let in_first_flight = in_flight(SERVER_FLIGHT, item);
        if !in_first_flight {
            self.end_interrupted_flight();
        }
        let first_flight_over = self.server_flight_is_over();
        let flight = match self.facts.resumption {
            Resumption::Abbreviated if in_first_flight => {
                let rule = Rule::AbbrServerFlight;
                self.report_once(Once::FLIGHT_OUT_OF_TURN, rule, from, place, arrival.seen());
                self.side_mut(from).seen.insert(item);
                return;
            }
            Resumption::Abbreviated => SERVER_LAST_FLIGHT,
            Resumption::Full | Resumption::Undecided if !first_flight_over => {
                if item == Item::NewSessionTicket {
                    self.ticket_out_of_place(arrival);
                    return;
                }
                SERVER_FLIGHT
            }
            Resumption::Full | Resumption::Undecided => {
                if in_first_flight {
                    if !self.absorbs(from, item) {
                        let rule = Rule::Hs12ServerAfterShd;
                        self.report(rule, from, place, arrival.seen());
                        self.sent_by_the_wrong_peer(from, item);
                        if item == Item::CertificateRequest {
                            self.certificate_may_come();
                        }
                    }
                    return;
                }
                if item == Item::NewSessionTicket
                    && !self.seen_by(Peer::Client, Item::Finished)
                    && self.hears(Peer::Client)
                {
                    self.ticket_out_of_place(arrival);
                    return;
                }
                SERVER_LAST_FLIGHT
            }
        };
        if self.take_place(flight, arrival) {
            self.legacy_content(arrival);
            if item == Item::ServerHelloDone {
                self.server.slot = 0;
            }
        }
        if item == Item::Finished {
            self.legacy_finished(from);
        }
    }

    /// The client answered before the `ServerHelloDone`, and that was reported: what the server sends
    /// behind its first flight ends it.
    pub(super) fn end_interrupted_flight(&mut self) {
        let answered_early = self.client.once.has(Once::FLIGHT_OUT_OF_TURN)
            && self.facts.resumption == Resumption::Full
            && self.seen_by(Peer::Client, Item::ClientKeyExchange);
        if answered_early && !self.server_flight_is_over() {
            self.server.seen.insert(Item::ServerHelloDone);
            self.server.slot = 0;
        }
    }

    fn ticket_out_of_place(&mut self, arrival: &Arrival<'_>) {
        let rule = if Condition::TicketAnnounced.holds(&self.facts, self.server.seen) {
            Rule::TickMisplaced
        } else {
            Rule::TickUnsolicited
        };
        self.report(rule, arrival.from, arrival.place, arrival.seen());
        self.take_finished_for_granted(Peer::Client);
        self.side_mut(arrival.from).absorbed.insert(Item::NewSessionTicket);
        self.side_mut(arrival.from).seen.insert(Item::NewSessionTicket);
    }

    fn legacy_client_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, .. } = *arrival;
        let flight = match self.facts.resumption {
            Resumption::Abbreviated
                if in_flight(CLIENT_FLIGHT, item) && !in_flight(CLIENT_LAST_FLIGHT, item) =>
            {
                if !self.server.once.has(Once::FLIGHT_OUT_OF_TURN) {
                    let rule = Rule::AbbrClientFlight;
                    self.report_once(Once::FLIGHT_OUT_OF_TURN, rule, from, place, arrival.seen());
                }
                return;
            }
            Resumption::Abbreviated => CLIENT_LAST_FLIGHT,
            Resumption::Full | Resumption::Undecided => {
                self.end_excused_flight();
                if !self.server_flight_is_over() && self.hears(Peer::Server) {
                    let rule = Rule::Hs12ShdMissing;
                    self.report_once(Once::FLIGHT_OUT_OF_TURN, rule, from, place, arrival.seen());
                    self.sent_by_the_wrong_peer(from, item);
                    // It is remembered, so that its absence later is no second mistake; a certificate
                    // cannot even be placed before it is asked for.
                    if matches!(item, Item::Certificate | Item::CertificateUrl) {
                        let proof = [item, Item::Certificate, Item::CertificateVerify];
                        let client = self.side_mut(from);
                        client.absorbed = client.absorbed.union(ItemSet::of(&proof));
                    }
                    self.mute();
                }
                CLIENT_FLIGHT
            }
        };
        if self.take_place(flight, arrival) {
            self.legacy_content(arrival);
        }
        if item == Item::Finished {
            self.legacy_finished(from);
        }
    }

    /// The other peer went on although this one, whose keys are switched, has not sent its `Finished`:
    /// that it is missing, or late, is part of the same mistake.
    pub(super) fn take_finished_for_granted(&mut self, peer: Peer) {
        if self.seen_by(peer, Item::ChangeCipherSpec) && !self.seen_by(peer, Item::Finished) {
            let late =
                [Item::ChangeCipherSpec, Item::NextProtocol, Item::ChannelId, Item::Finished];
            let side = self.side_mut(peer);
            side.absorbed = side.absorbed.union(ItemSet::of(&late));
            self.legacy_finished(peer);
        }
    }

    /// A client whose 0-RTT was answered by an older version must not go on (RFC 8446 appendix D.3).
    pub(super) fn goes_on_without_early_data(&mut self, place: Place, seen: Seen) {
        if self.facts.early_data != EarlyData::NotOffered && !self.is_renegotiation() {
            let once = Once::EARLY_THEN_LEGACY;
            self.report_once(once, Rule::EarlyThenLe12, Peer::Client, place, seen);
        }
    }

    pub(super) fn server_flight_is_over(&self) -> bool {
        self.seen_by(Peer::Server, Item::ServerHelloDone)
            || self.server.slot == u8::MAX
            || !self.hears(Peer::Server)
    }

    /// Was the item's absence reported, so that it is taken silently now?
    pub(super) fn absorbs(&mut self, from: Peer, item: Item) -> bool {
        let side = self.side_mut(from);
        let absorbed = side.absorbed.contains(item);
        side.absorbed = side.absorbed.without(item);
        absorbed
    }

    /// Finds the message's place in a flight and reports what is wrong with it; `true` if it counts.
    fn take_place(&mut self, flight: &'static [Slot], arrival: &Arrival<'_>) -> bool {
        let Arrival { from, item, place, .. } = *arrival;
        let placement = self.place_in(flight, from, item);
        match placement {
            Placement::Legal => {}
            Placement::Absorbed => {
                self.side_mut(from).seen.insert(item);
                return false;
            }
            Placement::Ignored(rule) => {
                let rule = match (
                    item,
                    self.seen_by(from, Item::CertificateUrl),
                    self.seen_by(from, Item::Certificate),
                ) {
                    (Item::Certificate, true, _) | (Item::CertificateUrl, _, true)
                        if from == Peer::Client =>
                    {
                        Rule::CauthUrlAndCert
                    }
                    _ => rule,
                };
                self.report(rule, from, place, arrival.seen());
                let side = self.side_mut(from);
                match rule {
                    // What would prove a certificate that does not count belongs to the same mistake.
                    Rule::CauthCertUnrequested => side.absorbed.insert(Item::CertificateVerify),
                    // So does the message that it should have come behind.
                    Rule::CauthCvMisplaced => side.absorbed.insert(Item::ClientKeyExchange),
                    _ => {}
                }
                if rule != Rule::CauthUrlNotNegotiated {
                    // Else the Certificate that is still due would seem to stand beside it.
                    self.side_mut(from).seen.insert(item);
                }
                return false;
            }
            Placement::Missing(rule, missing) => {
                self.report(rule, from, place, arrival.seen());
                self.expecting(ItemSet::only(missing));
                if rule == Rule::CauthCertMissing {
                    // What would prove the certificate that is not there belongs to the same mistake.
                    self.side_mut(from).absorbed.insert(Item::CertificateVerify);
                }
            }
            Placement::Unknown => {
                let rule = if self.seen_by(from, item) {
                    Rule::HsDuplicateMessage
                } else {
                    Rule::HsUnexpectedMessage
                };
                self.report(rule, from, place, arrival.seen());
                self.sent_by_the_wrong_peer(from, item);
                return false;
            }
        }
        self.side_mut(from).seen.insert(item);
        true
    }

    /// Walks a flight to the message, and on behind it where it may stand there. `takes_in_order` says the
    /// same of what is plainly legal.
    pub(super) fn place_in(
        &mut self,
        flight: &'static [Slot],
        from: Peer,
        item: Item,
    ) -> Placement {
        let facts = &self.facts;
        let side = match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        };
        let Some(index) = flight.iter().position(|slot| slot.item == item) else {
            return if side.absorbed.contains(item) {
                side.absorbed = side.absorbed.without(item);
                Placement::Absorbed
            } else {
                Placement::Unknown
            };
        };
        let Some(slot) = flight.get(index) else {
            return Placement::Unknown;
        };
        let next = usize::from(side.slot);
        if side.absorbed.contains(item) {
            side.absorbed = side.absorbed.without(item);
            if index < next || !slot.allowed.holds(facts, side.seen) {
                return Placement::Absorbed;
            }
        }
        if !slot.allowed.holds(facts, side.seen) {
            return Placement::Ignored(rule_of(slot.forbidden, facts, side.seen));
        }
        let follows = side.seen.union(side.absorbed);
        if slot.after.is_some_and(|before| !follows.contains(before)) {
            side.absorbed.insert(item);
            return Placement::Ignored(slot.late);
        }
        if index < next {
            if !side.seen.contains(item) {
                return Placement::Ignored(slot.late);
            }
            // A flight that is repeated from here on is one mistake.
            for repeated in flight.iter().take(next).skip(index.saturating_add(1)) {
                if side.seen.contains(repeated.item) {
                    side.absorbed.insert(repeated.item);
                }
            }
            return Placement::Ignored(slot.duplicate);
        }
        if from == Peer::Client && side.has_other_certificate(item) {
            return Placement::Ignored(Rule::CauthUrlAndCert);
        }
        let mut missing = None;
        for skipped in flight.iter().take(index).skip(next) {
            let url_instead = skipped.item == Item::Certificate
                && (item == Item::CertificateUrl || side.seen.contains(Item::CertificateUrl));
            if skipped.required.holds(facts, side.seen)
                && !side.seen.contains(skipped.item)
                && !side.absorbed.contains(skipped.item)
                && !url_instead
            {
                let rule = rule_of(skipped.missing, facts, side.seen);
                // A ChangeCipherSpec without any key exchange is early, whatever else is missing.
                if missing.is_none() || rule == Rule::CcsClientBeforeCke {
                    missing = Some((rule, skipped.item));
                }
                side.absorbed.insert(skipped.item);
            }
        }
        side.slot = u8::try_from(index.saturating_add(1)).unwrap_or(u8::MAX);
        match missing {
            Some((rule, item)) => Placement::Missing(rule, item),
            None => Placement::Legal,
        }
    }

    /// A ticket was offered with an empty session id; the server's next item has decided.
    pub(super) fn decide_resumption(&mut self, resumption: Resumption, from: Peer, place: Place) {
        self.facts.resumption = resumption;
        self.server.slot = 0;
        self.release_client_change_cipher_spec(from, place);
    }

    /// A `Finished` came, or the record that must be one.
    pub(super) fn legacy_finished(&mut self, from: Peer) {
        let side = self.side_mut(from);
        side.seen.insert(Item::Finished);
        side.seen.insert(Item::ChangeCipherSpec);
        if from == Peer::Client {
            self.facts.set_client_finished(true);
        }
        if self.stage == Stage::Legacy && self.seen_by(from.other(), Item::Finished) {
            self.stage = Stage::LegacyConnected;
            self.remember_handshake();
        }
    }

    /// A message after completion (RFC 5246 section 7.4.1.1).
    pub(super) fn legacy_message_when_connected(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, .. } = *arrival;
        match (from, item) {
            (Peer::Server, Item::HelloRequest) => self.hello_request(arrival),
            (Peer::Client, Item::ClientHello) => self.renegotiation_client_hello(arrival),
            (_, _) if self.absorbs(from, item) => {}
            (Peer::Server, Item::NewSessionTicket) => {
                self.report(Rule::TickAfterHandshake, from, place, arrival.seen());
            }
            (_, Item::NextProtocol) => {
                self.report(Rule::NpnMisplaced, from, place, arrival.seen());
            }
            _ => {
                self.report(Rule::Hs12HandshakeAfterFinished, from, place, arrival.seen());
            }
        }
    }

    /// This direction's records are sealed from here on (TLS 1.2 and below).
    pub(crate) fn legacy_keys(&mut self, from: Peer) {
        self.protection_changes_to(from, Protection::Cipher);
    }
}

pub(super) fn in_flight(flight: &[Slot], item: Item) -> bool {
    flight.iter().any(|slot| slot.item == item)
}

fn rule_of(rules: &[(Condition, Rule)], facts: &Facts, seen: ItemSet) -> Rule {
    rules
        .iter()
        .find(|(condition, _)| condition.holds(facts, seen))
        .map_or(Rule::HsUnexpectedMessage, |(_, rule)| *rule)
}
