//! Handshake messages: what can be said of any of them, then by stage (RFC 5246 section 7.4, RFC 8446 section 4).

use tls_wire::{ContentType, HandshakeMessage, HandshakeType, ServerHello};

use super::{Context, Epoch, Once, Order, Protection, Stage};
use crate::{EarlyData, Item, ItemSet, Peer, Place, Rule, Seen, Severity};

/// Messages that TLS 1.3 does not have.
const BELOW_13_ONLY: ItemSet = ItemSet::of(&[
    Item::HelloRequest,
    Item::ServerKeyExchange,
    Item::ServerHelloDone,
    Item::ClientKeyExchange,
    Item::CertificateUrl,
    Item::CertificateStatus,
    Item::SupplementalData,
    Item::NextProtocol,
]);

/// Messages that TLS 1.3 brought.
const FROM_13_ONLY: ItemSet = ItemSet::of(&[
    Item::EndOfEarlyData,
    Item::EncryptedExtensions,
    Item::KeyUpdate,
    Item::CompressedCertificate,
]);

/// Messages of servers. A `CertificateRequest` of a client has no place either: type 13 comes from
/// servers.
const FROM_SERVER_ONLY: ItemSet = ItemSet::of(&[
    Item::HelloRequest,
    Item::ServerHello,
    Item::HelloRetryRequest,
    Item::NewSessionTicket,
    Item::EncryptedExtensions,
    Item::ServerKeyExchange,
    Item::ServerHelloDone,
    Item::CertificateStatus,
    Item::CertificateRequest,
]);

/// Messages of clients.
const FROM_CLIENT_ONLY: ItemSet = ItemSet::of(&[
    Item::ClientHello,
    Item::EndOfEarlyData,
    Item::ClientKeyExchange,
    Item::CertificateUrl,
    Item::NextProtocol,
    Item::ChannelId,
]);

/// A handshake message on its way through the rules.
#[derive(Clone, Copy)]
pub(crate) struct Arrival<'a> {
    pub(super) from: Peer,
    pub(super) item: Item,
    pub(super) message: &'a HandshakeMessage<'a>,
    pub(super) place: Place,
    pub(super) context: Context,
}

impl<'a> Arrival<'a> {
    #[inline]
    pub(crate) fn new(
        from: Peer,
        message: &'a HandshakeMessage<'a>,
        place: Place,
        context: Context,
    ) -> Self {
        Self { from, item: item_of(message), message, place, context }
    }

    pub(super) const fn seen(&self) -> Seen {
        match self.item {
            Item::HelloRetryRequest => Seen::Item(Item::HelloRetryRequest),
            _ => Seen::Handshake(self.message.handshake_type),
        }
    }
}

impl Order {
    pub(super) fn handshake(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, place, context, .. } = *arrival;
        // What is said of bytes behind it is said of this message, whether or not it counts.
        self.boundary = None;
        self.side_mut(from).once.clear(Once::RECORD_JUDGED);
        if self.after_close(from, place, arrival.seen()) || !self.tracks(from) {
            return;
        }
        self.reset_warnings(from);
        if self.deserves_no_place(arrival) {
            return;
        }
        match self.stage {
            Stage::Start => self.opening_message(arrival),
            Stage::WaitServerHello => self.message_before_server_hello(arrival),
            Stage::WaitSecondClientHello => self.message_before_second_client_hello(arrival),
            Stage::Legacy => self.legacy_message(arrival),
            Stage::LegacyConnected => self.legacy_message_when_connected(arrival),
            Stage::Tls13 => self.tls13_message(arrival),
            Stage::Untracked => {}
        }
        if arrival.item == Item::Finished && !context.protected && self.may_be_sealed(from) {
            // A MAC may stand behind it, where the suite does not encrypt.
            self.side_mut(from).once.set(Once::RECORD_JUDGED);
        }
        self.boundary = self.boundary_behind(from, arrival.item);
    }

    /// The rule that a message behind this one in the same record would break.
    fn boundary_behind(&self, from: Peer, item: Item) -> Option<Rule> {
        match item {
            Item::ClientHello if self.client_hello_must_align() => {
                Some(Rule::KeyClientHelloAligned)
            }
            Item::ServerHello if self.stage == Stage::Tls13 => Some(Rule::KeyServerHelloAligned),
            Item::HelloRetryRequest if self.stage == Stage::WaitSecondClientHello => {
                Some(Rule::Hs13HrrTrailing)
            }
            Item::EndOfEarlyData if self.stage == Stage::Tls13 => Some(Rule::KeyEoedAligned),
            Item::KeyUpdate if self.stage == Stage::Tls13 => Some(Rule::KeyUpdateAligned),
            Item::Finished if self.stage == Stage::Tls13 => {
                // A post-handshake Finished changes no keys.
                let main = from == Peer::Server || !self.answered_request();
                main.then_some(Rule::KeyFinishedAligned)
            }
            Item::Finished => Some(Rule::KeyFinishedAligned12),
            _ => None,
        }
    }

    /// Is this direction still worth judging?
    pub(crate) fn tracks(&self, from: Peer) -> bool {
        self.stage != Stage::Untracked && !self.side(from).once.has(Once::UNTRACKED)
    }

    /// What precedes all order: wrong carriage level, wrong keys, no such message. `true` if the
    /// message is to be ignored.
    fn deserves_no_place(&mut self, arrival: &Arrival<'_>) -> bool {
        if self.carriage() == crate::Carriage::Quic && self.quic_message(arrival) {
            return true;
        }
        if self.sent_in_the_clear_after_keys(arrival) {
            self.mute();
        }
        if arrival.context.protected || arrival.context.epoch.is_some() {
            self.check_epoch(arrival);
        }
        if let Some(rule) = self.type_rule(arrival) {
            self.report(rule, arrival.from, arrival.place, arrival.seen());
            let swapped = matches!(
                (arrival.from, arrival.item),
                (Peer::Server, Item::ClientHello) | (Peer::Client, Item::ServerHello)
            );
            if swapped && self.stage == Stage::Start {
                // The sides are swapped, or there are two of one: nothing else can be judged.
                self.stage = Stage::Untracked;
            }
            if rule == Rule::HsfTypeWrongDirection {
                self.sent_by_the_wrong_peer(arrival.from, arrival.item);
            }
            return true;
        }
        false
    }

    /// TLS 1.3: after the `ServerHello` every handshake message is protected (RFC 8446 section 2).
    fn sent_in_the_clear_after_keys(&mut self, arrival: &Arrival<'_>) -> bool {
        if self.stage != Stage::Tls13 || arrival.context.protected {
            return false;
        }
        let rule = Rule::Hs13PlaintextHandshake;
        self.report_once(
            Once::PLAINTEXT_AFTER_KEYS,
            rule,
            arrival.from,
            arrival.place,
            arrival.seen(),
        );
        true
    }

    fn check_epoch(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, context, .. } = *arrival;
        let early_only = from == Peer::Client
            && context.protected
            && matches!(self.stage, Stage::WaitServerHello | Stage::WaitSecondClientHello)
            && context.level.is_none();
        let rule = match context.epoch {
            Some(Epoch::Previous) => Some(Rule::KuOldKey),
            Some(Epoch::Early) if item != Item::EndOfEarlyData => {
                Some(Rule::EarlyHandshakeInEarlyEpoch)
            }
            None if early_only && item != Item::EndOfEarlyData => {
                Some(Rule::EarlyHandshakeInEarlyEpoch)
            }
            Some(epoch) if self.stage == Stage::Tls13 && epoch != self.epoch_due(from, item) => {
                Some(Rule::KeyWrongEpoch)
            }
            _ => None,
        };
        if let Some(rule) = rule {
            self.report(rule, from, place, arrival.seen());
            self.mute();
        }
    }

    /// The keys that a TLS 1.3 message of this peer must be under now (RFC 8446 section 7.1).
    pub(super) fn epoch_due(&self, from: Peer, item: Item) -> Epoch {
        if item == Item::EndOfEarlyData {
            Epoch::Early
        } else if self.seen_by(from, Item::Finished) {
            Epoch::Application
        } else {
            Epoch::Handshake
        }
    }

    /// Does the type exist, in this version, from this peer (RFC 8446 appendix B.3, RFC 5246 section 7.4)?
    fn type_rule(&self, arrival: &Arrival<'_>) -> Option<Rule> {
        let Arrival { from, item, context, .. } = *arrival;
        let tls13 = self.facts.is_tls13();
        match item {
            Item::MessageHash => return Some(Rule::Hs13MessageHash),
            Item::UnknownHandshake | Item::HelloVerifyRequest => {
                return Some(Rule::HsfTypeUnknown);
            }
            _ => {}
        }
        if tls13 {
            if from == Peer::Client && item == Item::EncryptedExtensions {
                return None;
            }
            if BELOW_13_ONLY.contains(item) {
                return Some(Rule::HsfTypeWrongVersion);
            }
        } else if FROM_13_ONLY.contains(item)
            && !context.protected
            && self.stage != Stage::WaitSecondClientHello
        {
            return Some(Rule::HsfTypeWrongVersion);
        }
        match from {
            Peer::Client if FROM_SERVER_ONLY.contains(item) => Some(Rule::HsfTypeWrongDirection),
            Peer::Server if FROM_CLIENT_ONLY.contains(item) => Some(Rule::HsfTypeWrongDirection),
            Peer::Client | Peer::Server => None,
        }
    }

    /// The first message of a connection (RFC 5246 section 7.4.1).
    fn opening_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, .. } = *arrival;
        match (from, item) {
            (Peer::Client, Item::ClientHello) => {
                self.client_hello(arrival.message.body, place);
                if !self.hears(Peer::Server) {
                    // Without the answer nothing further of the client can be judged.
                    self.stage = Stage::Untracked;
                    self.forget_hello();
                }
            }
            (Peer::Client, _) => {
                let rule = Rule::HsFirstNotClientHello;
                self.report_without_hello(rule, from, place, arrival.seen());
            }
            (Peer::Server, _) if !self.hears(Peer::Client) => self.server_alone(arrival),
            (Peer::Server, Item::HelloRequest) => self.hello_request(arrival),
            (Peer::Server, _) => {
                let rule = Rule::HsServerSpeaksFirst;
                self.report_without_hello(rule, from, place, arrival.seen());
            }
        }
    }

    /// The client's direction is missing: the server's answer still settles version and suite.
    fn server_alone(&mut self, arrival: &Arrival<'_>) {
        if matches!(arrival.item, Item::ServerHello | Item::HelloRetryRequest) {
            self.facts.offer.set_unreadable(true);
            self.server_hello(arrival);
        }
    }

    /// Between `ClientHello` and `ServerHello` (RFC 5246 section 7.4.1.3, RFC 8446 section 4.1.3).
    fn message_before_server_hello(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, context, .. } = *arrival;
        if from == Peer::Client && !self.hears(Peer::Server) {
            // The answer is among the bytes that are missing.
            self.stage = Stage::Untracked;
            self.forget_hello();
            return;
        }
        match (from, item) {
            (Peer::Server, Item::ServerHello) => self.server_hello(arrival),
            (Peer::Server, Item::HelloRetryRequest) if self.facts.retried() => {
                self.report(Rule::Hs13HrrSecond, from, place, arrival.seen());
                // Whoever answers it is part of the same mistake.
                self.client.absorbed.insert(Item::ClientHello);
            }
            (Peer::Server, Item::HelloRetryRequest) => self.server_hello(arrival),
            (Peer::Server, Item::HelloRequest) => self.hello_request(arrival),
            (Peer::Server, _) => {
                let rule = Rule::HsMessageBeforeServerHello;
                self.report_without_hello(rule, from, place, arrival.seen());
                // It is remembered, so that its absence later is no second mistake.
                self.server.absorbed.insert(item);
            }
            (Peer::Client, Item::ClientHello) if self.client.absorbed.contains(item) => {
                self.client.absorbed = self.client.absorbed.without(item);
            }
            (Peer::Client, Item::ClientHello) => {
                if !self.server.absorbed.contains(Item::HelloRetryRequest) {
                    let rule = Rule::HsSecondClientHello;
                    self.report_once(Once::BEFORE_SERVER_HELLO, rule, from, place, arrival.seen());
                }
                self.hello_came(Peer::Server, Item::HelloRetryRequest);
                self.hello_came(Peer::Server, Item::ServerHello);
                self.hello_in_doubt(arrival.message.body);
            }
            (Peer::Client, Item::EndOfEarlyData) if context.protected => {
                let rule = Rule::EarlyEoedBeforeServerFinished;
                self.report_once(Once::BEFORE_SERVER_HELLO, rule, from, place, arrival.seen());
            }
            (Peer::Client, _) => {
                let rule = Rule::HsClientMessageWhileWaiting;
                self.report_without_hello(rule, from, place, arrival.seen());
                self.client.absorbed.insert(item);
            }
        }
    }

    /// Between `HelloRetryRequest` and the second `ClientHello` (RFC 8446 section 4.1.4).
    fn message_before_second_client_hello(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, .. } = *arrival;
        match (from, item) {
            (Peer::Client, Item::ClientHello) => self.second_client_hello(arrival),
            (Peer::Client, _) => {
                let rule = Rule::Hs13Ch2Missing;
                self.report_without_hello(rule, from, place, arrival.seen());
            }
            (Peer::Server, Item::HelloRetryRequest) => {
                self.report(Rule::Hs13HrrSecond, from, place, arrival.seen());
            }
            (Peer::Server, _) => {
                let rule = Rule::Hs13HrrTrailing;
                self.report_without_hello(rule, from, place, arrival.seen());
            }
        }
    }

    /// A message of TLS 1.3 behind the hellos: the two machines of [`tls13`](super::tls13).
    fn tls13_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, context, .. } = *arrival;
        if item == Item::ClientHello {
            self.report(Rule::RenegIn13, from, place, arrival.seen());
            return;
        }
        if from == Peer::Client && self.client_flight_came_early(item) {
            return;
        }
        if from == Peer::Client && self.post_handshake_response(arrival) {
            return;
        }
        let state = self.side(from).state;
        if !self.step_tls13(from, item, place, arrival.seen()) {
            if self.side(from).state != state {
                // It was taken nevertheless, so what it says holds.
                self.mute();
                self.tls13_content(arrival);
            }
            return;
        }
        if context.bad_verify && matches!(item, Item::Finished | Item::CertificateVerify) {
            self.report(Rule::Hs13FinishedVerify, from, place, arrival.seen());
        } else if context.bad_verify && item == Item::CompressedCertificate {
            self.report(Rule::Hs13CompcertInvalid, from, place, arrival.seen());
        }
        self.tls13_content(arrival);
        if item == Item::Finished {
            self.tls13_finished(from);
        }
    }

    /// Is the message part of a flight that was reported as too early, and comes in its place as well?
    fn client_flight_came_early(&mut self, item: Item) -> bool {
        let client = &mut self.client;
        let absorbed =
            client.state == super::tls13::State::Connected && client.absorbed.contains(item);
        if absorbed && item == Item::Finished {
            client.absorbed = ItemSet::EMPTY;
        }
        absorbed
    }

    /// Steps the machine of one peer; `true` if the message was legal there.
    pub(super) fn step_tls13(&mut self, from: Peer, item: Item, place: Place, seen: Seen) -> bool {
        use super::tls13::{CLIENT, SERVER, State, Step};
        let side = *self.side(from);
        let table = match from {
            Peer::Client => CLIENT,
            Peer::Server => SERVER,
        };
        let row = table.iter().find(|row| {
            row.state == side.state && row.item == item && row.when.holds(&self.facts, side.seen)
        });
        if side.absorbed.contains(item)
            && !matches!(row, Some(row) if matches!(row.step, Step::Legal(_)))
        {
            let side = self.side_mut(from);
            side.absorbed = side.absorbed.without(item);
            side.seen.insert(item);
            return false;
        }
        let connected = self.client.state == State::Connected;
        let legal = match row.map(|row| row.step) {
            Some(Step::Legal(next)) => {
                if from == Peer::Client && item == Item::Finished {
                    self.missing_before_client_finished(place, seen);
                }
                self.side_mut(from).state = next;
                true
            }
            Some(Step::Breach(rule, next, absorbed)) => {
                self.report(rule, from, place, seen);
                if rule == Rule::Hs13CompcertNotOffered {
                    self.owe_unexpected_message();
                }
                let side = self.side_mut(from);
                side.state = next;
                side.absorbed = side.absorbed.union(absorbed).without(item);
                if next == State::Connected && item == Item::Finished {
                    self.tls13_finished(from);
                }
                false
            }
            None if side.state == State::Connected && connected => {
                self.report(Rule::Hs13PostHandshakeUnexpected, from, place, seen);
                false
            }
            None if item == Item::ServerHello || item == Item::HelloRetryRequest => {
                self.report(Rule::HsDuplicateServerHello, from, place, seen);
                false
            }
            None if side.seen.contains(item) => {
                self.report(Rule::HsDuplicateMessage, from, place, seen);
                false
            }
            None => {
                self.report(Rule::HsUnexpectedMessage, from, place, seen);
                false
            }
        };
        self.side_mut(from).seen.insert(item);
        legal
    }

    /// A Channel ID that was agreed on stands directly before the client's `Finished`.
    fn missing_before_client_finished(&mut self, place: Place, seen: Seen) {
        if self.lacks_channel_id() {
            self.report(Rule::ChidMissing, Peer::Client, place, seen);
            self.expecting(ItemSet::only(Item::ChannelId));
        }
    }

    /// Does the client still owe the Channel ID that was agreed on?
    pub(super) fn lacks_channel_id(&self) -> bool {
        super::Condition::ChannelIdAgreed.holds(&self.facts, self.client.seen)
            && !self.seen_by(Peer::Client, Item::ChannelId)
    }

    /// What a `Finished` of TLS 1.3 sets in motion.
    pub(super) fn tls13_finished(&mut self, from: Peer) {
        use super::tls13::State;
        match from {
            Peer::Server => {
                if self.facts.early_data == EarlyData::Offered {
                    // EncryptedExtensions was not seen to accept it.
                    self.facts.early_data = EarlyData::Rejected;
                }
                let next = if self.client.once.has(Once::FLIGHT_OUT_OF_TURN)
                    || self.seen_by(Peer::Client, Item::Finished)
                {
                    self.facts.set_client_finished(true);
                    self.client.absorbed = ItemSet::of(super::tls13::CLIENT_MESSAGES);
                    State::Connected
                } else if self.facts.early_data == EarlyData::Accepted {
                    State::WaitEndOfEarlyData
                } else {
                    State::WaitCertificate
                };
                if self.client.state == State::Negotiated {
                    self.client.state = next;
                }
            }
            Peer::Client => {
                self.facts.set_client_finished(true);
                self.client.state = State::Connected;
            }
        }
    }

    /// Bytes stand behind the last message in its record. `true` if keys change between them, so
    /// that what they hold is part of this one mistake (RFC 8446 section 5.1).
    pub(crate) fn bytes_follow(&mut self, from: Peer, length: u32, place: Place) -> bool {
        let boundary = self.boundary.take();
        if self.rest_of_record_is_judged(from) {
            if boundary == Some(Rule::KeyFinishedAligned12) {
                // The MAC shows that keys are in use.
                self.legacy_keys(from);
            }
            return true;
        }
        let Some(rule) = boundary else { return false };
        if self.is_closed() || !self.tracks(from) {
            return false;
        }
        self.begin_item();
        self.report(rule, from, place, Seen::Record(ContentType::HANDSHAKE, length));
        self.end_item();
        rule.info().severity == Some(Severity::Violation)
    }

    /// A message's header declares more than is allowed.
    pub(crate) fn message_too_long(
        &mut self,
        from: Peer,
        message: HandshakeType,
        length: u32,
        limit: u32,
        place: Place,
    ) {
        self.begin_item();
        self.muted = self.is_closed();
        self.report(Rule::HsfTooLong, from, place, Seen::TooLong(message, length, limit));
        self.end_item();
        self.set_untracked(from);
    }

    /// From here on this direction's records are sealed (TLS 1.3).
    pub(super) fn tls13_keys(&mut self) {
        self.protection_changes_to(Peer::Server, Protection::Traffic);
        self.protection_changes_to(Peer::Client, Protection::Traffic);
    }
}

/// A `HelloRetryRequest` is told from a `ServerHello` by its random (RFC 8446 section 4.1.3).
fn item_of(message: &HandshakeMessage<'_>) -> Item {
    if message.handshake_type == HandshakeType::SERVER_HELLO
        && message.body.get(2..34) == Some(&ServerHello::HELLO_RETRY_REQUEST_RANDOM[..])
    {
        return Item::HelloRetryRequest;
    }
    Item::of(message.handshake_type)
}
