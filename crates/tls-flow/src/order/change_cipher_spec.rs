//! `ChangeCipherSpec`: a switch of keys in TLS 1.2 and below (RFC 5246 section 7.1), a dummy for
//! middleboxes in TLS 1.3 (RFC 8446 section 5 and appendix D.4).

use super::{
    Context, Once, Order, Stage,
    deferred::EarlyChangeCipherSpec,
    legacy::Placement,
    tls12::{CLIENT_FLIGHT, CLIENT_LAST_FLIGHT, SERVER_LAST_FLIGHT},
};
use crate::{EarlyData, Item, ItemSet, Peer, Place, Resumption, Rule, Seen};

/// What a `ChangeCipherSpec` record holds, as far as rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Exactly the byte 1.
    Good,
    /// Not exactly one byte.
    BadLength,
    /// One byte, not 1.
    BadValue,
}

impl Order {
    pub(super) fn change_cipher_spec(
        &mut self,
        from: Peer,
        length: u32,
        first: Option<u8>,
        place: Place,
        context: Context,
    ) {
        let seen = Seen::ChangeCipherSpec;
        if self.after_close(from, place, seen) || !self.tracks(from) {
            return;
        }
        let content = match (length, first) {
            (1, Some(1)) => Content::Good,
            (1, _) => Content::BadValue,
            _ => Content::BadLength,
        };
        self.reset_warnings(from);
        match self.stage {
            Stage::Start if from == Peer::Client || self.hears(Peer::Client) => {
                self.report_without_hello(Rule::CcsBeforeClientHello, from, place, seen);
                self.change_cipher_spec_came_early(from);
            }
            Stage::Start | Stage::Untracked => {}
            Stage::WaitServerHello if !self.facts.retried() => {
                self.change_cipher_spec_before_version(from, content, place);
            }
            Stage::WaitServerHello | Stage::WaitSecondClientHello | Stage::Tls13 => {
                self.change_cipher_spec_13(from, content, place, context);
            }
            Stage::Legacy | Stage::LegacyConnected => {
                self.change_cipher_spec_12(from, content, place, context);
            }
        }
    }

    /// The version decides what it means, so it waits (reporting contract, 5).
    fn change_cipher_spec_before_version(&mut self, from: Peer, content: Content, place: Place) {
        let mid_message = self.is_mid_message(from);
        let deferred = self.deferred_mut();
        deferred.add_change_cipher_spec(EarlyChangeCipherSpec {
            from,
            content,
            place,
            mid_message,
        });
    }

    /// SSL 3.0 to TLS 1.2.
    pub(super) fn change_cipher_spec_12(
        &mut self,
        from: Peer,
        content: Content,
        place: Place,
        context: Context,
    ) {
        let seen = Seen::ChangeCipherSpec;
        if from == Peer::Client && self.stage == Stage::Legacy {
            self.goes_on_without_early_data(place, seen);
        }
        let opaque = self.is_sealed(from) && !context.protected;
        if content != Content::Good && !opaque {
            let rule = match content {
                Content::BadValue => Rule::CcsBadValue,
                Content::BadLength | Content::Good => Rule::CcsBadLength,
            };
            self.report(rule, from, place, seen);
            self.change_cipher_spec_came_early(from);
            return;
        }
        if self.is_mid_message(from) {
            self.report(Rule::CcsMidMessage, from, place, seen);
            self.change_cipher_spec_came_early(from);
            return;
        }
        if self.stage == Stage::LegacyConnected {
            self.change_cipher_spec_when_connected(from, place);
            return;
        }
        if self.facts.resumption == Resumption::Undecided {
            match from {
                Peer::Server => {
                    self.decide_resumption(Resumption::Abbreviated, from, place);
                }
                Peer::Client => {
                    let deferred = self.deferred_mut();
                    deferred.add_change_cipher_spec(EarlyChangeCipherSpec {
                        from,
                        content,
                        place,
                        mid_message: false,
                    });
                    return;
                }
            }
        }
        if from == Peer::Server {
            self.end_interrupted_flight();
        }
        if let Some(rule) = self.early_change_cipher_spec(from) {
            if self.report_once(Once::EARLY_CCS, rule, from, place, seen)
                && rule == Rule::AbbrEapFast
            {
                self.facts.resumption = Resumption::Abbreviated;
                self.side_mut(from).once.clear(Once::EARLY_CCS);
            } else {
                self.take_finished_for_granted(from.other());
                self.sent_by_the_wrong_peer(from, Item::ChangeCipherSpec);
                self.change_cipher_spec_came_early(from);
                return;
            }
        }
        let flight = match (from, self.facts.resumption) {
            (Peer::Client, Resumption::Abbreviated) => CLIENT_LAST_FLIGHT,
            (Peer::Client, Resumption::Full | Resumption::Undecided) => CLIENT_FLIGHT,
            (Peer::Server, _) => SERVER_LAST_FLIGHT,
        };
        let slot = self.side(from).slot;
        match self.place_in(flight, from, Item::ChangeCipherSpec) {
            Placement::Legal | Placement::Absorbed | Placement::Unknown => {}
            Placement::Missing(rule, missing) => {
                self.report_once(Once::EARLY_CCS, rule, from, place, seen);
                self.expecting(ItemSet::only(missing));
                self.change_cipher_spec_came_early(from);
                let side = self.side_mut(from);
                if rule == Rule::CcsClientBeforeCke {
                    side.slot = 0;
                    side.absorbed = ItemSet::EMPTY;
                } else {
                    // What is missing may still come, and the ChangeCipherSpec behind it.
                    side.slot = slot;
                    side.seen.insert(Item::ChangeCipherSpec);
                }
                return;
            }
            Placement::Ignored(rule) => {
                self.report(rule, from, place, seen);
                self.sent_by_the_wrong_peer(from, Item::ChangeCipherSpec);
                return;
            }
        }
        self.side_mut(from).seen.insert(Item::ChangeCipherSpec);
        self.side_mut(from).once.clear(Once::RENEGOTIATING);
        if from == Peer::Client
            && self.facts.resumption == Resumption::Full
            && !self.server_flight_is_over()
        {
            // That the client answers a flight without an end was reported; the server's next is its last.
            self.server.seen.insert(Item::ServerHelloDone);
            self.server.absorbed.insert(Item::ServerHelloDone);
            self.server.slot = 0;
        }
        self.legacy_keys(from);
    }

    /// The rule by which a `ChangeCipherSpec` comes too early in this handshake, if it does.
    fn early_change_cipher_spec(&self, from: Peer) -> Option<Rule> {
        let other_finished = self.seen_by(from.other(), Item::Finished);
        if !self.hears(from.other()) || self.server.once.has(Once::FLIGHT_OUT_OF_TURN) {
            return None;
        }
        match (self.facts.resumption, from) {
            (Resumption::Abbreviated, Peer::Client) if !other_finished => {
                Some(Rule::CcsClientBeforeServer)
            }
            (Resumption::Full, Peer::Server) if !other_finished => {
                Some(self.early_server_change_cipher_spec())
            }
            (Resumption::Full, Peer::Client)
                if !self.seen_by(Peer::Client, Item::ClientKeyExchange)
                    && !self.client.absorbed.contains(Item::ClientKeyExchange) =>
            {
                Some(Rule::CcsClientBeforeCke)
            }
            _ => None,
        }
    }

    /// A ticket that is accepted wants the session id echoed (RFC 5077 section 3.4).
    fn early_server_change_cipher_spec(&self) -> Rule {
        let offer = &self.facts.offer;
        let directly_after_hello =
            self.server.slot == 0 && self.server.seen.without(Item::NewSessionTicket).is_empty();
        if directly_after_hello && offer.session_id() && offer.ticket == crate::TicketOffer::Ticket
        {
            if self.limits().eap_fast { Rule::AbbrEapFast } else { Rule::TickEchoRequired }
        } else {
            Rule::CcsServerEarly
        }
    }

    /// Keys are not switched: what follows is read where it reads as plaintext, else taken as sealed
    /// (reporting contract, 3c).
    pub(super) fn change_cipher_spec_came_early(&mut self, from: Peer) {
        self.side_mut(from).once.set(Once::EARLY_CCS);
    }

    /// After completion (RFC 5246 section 7.1): legal only within a renegotiation, which without
    /// keys shows as a protected handshake record of that peer.
    fn change_cipher_spec_when_connected(&mut self, from: Peer, place: Place) {
        if self.absorbs(from, Item::ChangeCipherSpec) {
            return;
        }
        let side = self.side_mut(from);
        if side.once.has(Once::RENEGOTIATING) {
            side.once.clear(Once::RENEGOTIATING);
            side.seen = side.seen.without(Item::Finished);
            side.seen.insert(Item::ChangeCipherSpec);
            return;
        }
        let rule = if side.seen.contains(Item::Finished) {
            Rule::CcsOutsideHandshake
        } else {
            Rule::CcsDuplicate
        };
        self.report(rule, from, place, Seen::ChangeCipherSpec);
        if rule == Rule::CcsOutsideHandshake {
            // A handshake of which nothing was seen has one of either peer.
            self.side_mut(from.other()).once.set(Once::RENEGOTIATING);
        }
    }

    /// TLS 1.3: dropped where it is harmless.
    pub(super) fn change_cipher_spec_13(
        &mut self,
        from: Peer,
        content: Content,
        place: Place,
        context: Context,
    ) {
        let seen = Seen::ChangeCipherSpec;
        if context.protected {
            self.report(Rule::Ccs13Protected, from, place, seen);
            return;
        }
        self.side_mut(from).once.clear(Once::CCS_OWED);
        if content != Content::Good {
            self.report(Rule::Ccs13BadContent, from, place, seen);
            return;
        }
        let count = self.side(from).counted_records.saturating_add(1);
        self.side_mut(from).counted_records = count;
        let limit = self.limits().change_cipher_specs;
        if self.seen_by(from, Item::Finished) && self.stage == Stage::Tls13 {
            self.report_once(Once::CCS_REPEATED, Rule::Ccs13AfterFinished, from, place, seen);
        } else if self.is_mid_message(from) {
            self.report(Rule::Ccs13MidMessage, from, place, seen);
            self.side_mut(from).once.set(Once::CCS_REPEATED);
        } else if count == limit.saturating_add(1) {
            self.report(Rule::Ccs13Flood, from, place, seen);
        } else if count > 1 {
            self.report_once(Once::CCS_REPEATED, Rule::Ccs13Repeated, from, place, seen);
        } else if let Some(rule) = self.odd_place_for_change_cipher_spec(from) {
            self.report(rule, from, place, seen);
        } else if !self.facts.offer.session_id() && !self.facts.offer.unreadable() {
            self.report(Rule::Ccs13Unneeded, from, place, seen);
        }
    }

    /// Where a `ChangeCipherSpec` is harmless but not what appendix D.4 of RFC 8446 describes.
    fn odd_place_for_change_cipher_spec(&self, from: Peer) -> Option<Rule> {
        let side = self.side(from);
        let began = side.once.has(Once::PROTECTED);
        match from {
            Peer::Server
                if self.stage == Stage::Tls13 || self.stage == Stage::WaitSecondClientHello =>
            {
                let passive = !side.once.has(Once::OPENED);
                if passive
                    && began
                    && self.client.once.has(Once::PROTECTED)
                    && self.facts.early_data == EarlyData::NotOffered
                {
                    return Some(Rule::Ccs13Late);
                }
                (began && !self.facts.offer.session_id()).then_some(Rule::Ccs13ServerPosition)
            }
            Peer::Server => None,
            Peer::Client if self.stage == Stage::Tls13 => {
                let passive = !side.once.has(Once::OPENED);
                (passive && began && self.facts.early_data == EarlyData::NotOffered)
                    .then_some(Rule::Ccs13Late)
            }
            // Before the second ClientHello it stands where it should; behind it, too early.
            Peer::Client => {
                (self.stage == Stage::WaitServerHello).then_some(Rule::Ccs13ClientPosition)
            }
        }
    }

    /// The server owes one directly after its first handshake message if the client sent a session
    /// id (RFC 8446 appendix D.4); judged at its next record.
    pub(super) fn owes_change_cipher_spec(&mut self) {
        let owed = self.facts.offer.session_id()
            && !self.facts.offer.unreadable()
            && self.server.counted_records == 0
            && self.carriage() == crate::Carriage::Records;
        if owed {
            self.server.once.set(Once::CCS_OWED);
        }
    }

    /// A record of the server's that is not the `ChangeCipherSpec` it owed.
    pub(super) fn check_owed_change_cipher_spec(&mut self, from: Peer, place: Place, seen: Seen) {
        if from == Peer::Server && self.server.once.has(Once::CCS_OWED) {
            self.server.once.clear(Once::CCS_OWED);
            self.report(Rule::Ccs13MissingServer, from, place, seen);
            self.expecting(ItemSet::only(Item::ChangeCipherSpec));
        }
    }

    /// What waited for the version: TLS 1.2 or below.
    pub(super) fn release_change_cipher_spec_12(&mut self, early: EarlyChangeCipherSpec) {
        if early.from == Peer::Client && self.facts.early_data != EarlyData::NotOffered {
            // Right after a 0-RTT ClientHello it was where TLS 1.3 wants it (RFC 8446 appendix D.3).
            return;
        }
        let rule = match early.content {
            Content::BadLength => Rule::CcsBadLength,
            Content::BadValue => Rule::CcsBadValue,
            Content::Good if early.mid_message => Rule::CcsMidMessage,
            Content::Good => Rule::CcsBeforeServerHello,
        };
        self.report(rule, early.from, early.place, Seen::ChangeCipherSpec);
        self.change_cipher_spec_came_early(early.from);
    }

    /// What waited for the version: TLS 1.3.
    pub(super) fn release_change_cipher_spec_13(&mut self, early: EarlyChangeCipherSpec) {
        let EarlyChangeCipherSpec { from, content, place, mid_message } = early;
        let side = self.side_mut(from);
        side.counted_records = side.counted_records.saturating_add(1);
        let repeated = side.counted_records > 1;
        let rule = match (content, from) {
            (Content::BadLength | Content::BadValue, _) => Some(Rule::Ccs13BadContent),
            (Content::Good, _) if mid_message => Some(Rule::Ccs13MidMessage),
            (Content::Good, _) if repeated => {
                self.report_once(
                    Once::CCS_REPEATED,
                    Rule::Ccs13Repeated,
                    from,
                    place,
                    Seen::ChangeCipherSpec,
                );
                None
            }
            (Content::Good, Peer::Server) => Some(Rule::Ccs13ServerBeforeHello),
            (Content::Good, Peer::Client) => (self.facts.early_data == EarlyData::NotOffered)
                .then_some(Rule::Ccs13ClientPosition),
        };
        if let Some(rule) = rule {
            self.report(rule, from, place, Seen::ChangeCipherSpec);
        }
    }

    /// A client's `ChangeCipherSpec` that waited for full or abbreviated: premature in either.
    pub(super) fn release_client_change_cipher_spec(&mut self, by: Peer, place: Place) {
        let Some(deferred) = self.rare.as_mut().and_then(|rare| rare.deferred.as_mut()) else {
            return;
        };
        let Some(early) = deferred.change_cipher_specs.pop() else { return };
        let rule = match self.facts.resumption {
            Resumption::Abbreviated => Rule::CcsClientBeforeServer,
            Resumption::Full | Resumption::Undecided => Rule::CcsClientBeforeCke,
        };
        let before = self.rare_mut().released_at.replace((by, place.offset));
        self.report(rule, early.from, early.place, Seen::ChangeCipherSpec);
        self.rare_mut().released_at = before;
        self.change_cipher_spec_came_early(early.from);
    }

    /// Is the peer's direction sealed, so that contents cannot be read without its keys?
    pub(crate) fn is_sealed(&self, from: Peer) -> bool {
        self.side(from).protection != super::Protection::Clear
    }
}
