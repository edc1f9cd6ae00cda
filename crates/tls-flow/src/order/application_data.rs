//! Application data, and what record types and lengths alone tell (RFC 5246 section 7.3, RFC 8446 section 5.1).

use tls_wire::ContentType;

use super::{Context, Epoch, Once, Order, Protection, Stage, tls13::State};
use crate::{EarlyData, Item, ItemSet, Peer, Place, Resumption, Rule, Seen, Severity};

impl Order {
    /// Application data whose content was opened, or never protected.
    pub(super) fn application_data(
        &mut self,
        from: Peer,
        length: u32,
        place: Place,
        context: Context,
    ) {
        let seen = Seen::Item(Item::ApplicationData);
        if self.after_close(from, place, seen) || !self.tracks(from) {
            return;
        }
        self.check_owed_change_cipher_spec(from, place, seen);
        if context.protected {
            self.side_mut(from).once.set(Once::OPENED);
            if length == 0 {
                self.report(Rule::RecEmptyAppdata, from, place, seen);
            }
        }
        let interleaved = self.is_mid_message(from);
        match self.stage {
            Stage::Start if from == Peer::Server && !self.hears(Peer::Client) => {}
            Stage::Start => {
                self.report_without_hello(Rule::RecPlaintextAppdata, from, place, seen);
            }
            Stage::WaitServerHello | Stage::WaitSecondClientHello => {
                self.early_application_data(from, length, false, place);
            }
            Stage::Legacy | Stage::LegacyConnected => {
                if interleaved && self.stage == Stage::Legacy && !self.is_renegotiation() {
                    self.report(Rule::HsfInterleaved12, from, place, seen);
                }
                self.legacy_application_data(from, place);
            }
            Stage::Tls13 if interleaved && context.protected => {
                self.report(Rule::HsfInterleaved13, from, place, seen);
            }
            Stage::Tls13 => self.application_data_13(from, length, place, context),
            Stage::Untracked => {}
        }
        if let Some(counts) = self.counted_mut(from) {
            counts.warnings = 0;
            counts.without_data = 0;
        }
    }

    /// Before the `ServerHello`: 0-RTT, or nothing that may be (RFC 8446 section 4.2.10).
    fn early_application_data(&mut self, from: Peer, length: u32, sealed: bool, place: Place) {
        if self.is_renegotiation() {
            // Under the old keys it goes on until the sender's ChangeCipherSpec.
            return;
        }
        let seen = Seen::Item(Item::ApplicationData);
        let tls13 = self.facts.offer.tls13() || self.facts.offer.unreadable();
        let offered = self.facts.early_data != EarlyData::NotOffered;
        let rule = match from {
            Peer::Server if self.stage == Stage::WaitSecondClientHello => Rule::Hs13HrrTrailing,
            Peer::Server if tls13 => Rule::Hs13ProtectedBeforeSh,
            Peer::Server => Rule::AppBeforeFinished12,
            Peer::Client if !tls13 => Rule::AppBeforeFinished12,
            Peer::Client if !offered => Rule::EarlyNoExt,
            Peer::Client if self.facts.retried() && self.stage == Stage::WaitServerHello => {
                Rule::EarlyDataAfterCh2
            }
            Peer::Client if sealed => {
                self.sealed_early_data(length, place);
                return;
            }
            Peer::Client => {
                self.count_early_data(length, place);
                return;
            }
        };
        if matches!(rule, Rule::EarlyNoExt | Rule::EarlyDataAfterCh2) {
            // A mistake of the client alone, unless it is known that there was an answer.
            if !self.is_hello_missed() {
                self.report_once(Once::EARLY_APPLICATION_DATA, rule, from, place, seen);
            }
        } else {
            self.report_without_hello(rule, from, place, seen);
        }
    }

    /// Bytes of early data against what the server announced, where the embedder knows it.
    fn count_early_data(&mut self, length: u32, place: Place) {
        let Some(limit) = self.limits().max_early_data else {
            self.count_skipped(length, place);
            return;
        };
        let history = self.history_mut();
        history.early_data = history.early_data.saturating_add(length);
        if history.early_data > limit {
            let rule = Rule::EarlyLimit;
            let seen = Seen::Item(Item::ApplicationData);
            self.report_once(Once::EARLY_APPLICATION_DATA, rule, Peer::Client, place, seen);
        }
    }

    /// TLS 1.2 and below, clear or sealed.
    fn legacy_application_data(&mut self, from: Peer, place: Place) {
        let seen = Seen::Item(Item::ApplicationData);
        let first_handshake = self.history().is_none_or(|history| history.handshakes == 0);
        let switched = self.seen_by(from, Item::ChangeCipherSpec);
        let finished = self.seen_by(from, Item::Finished);
        if self.side(from).once.has(Once::EARLY_CCS) {
            return;
        }
        if from == Peer::Client && finished {
            self.goes_on_without_ech(place, seen);
        }
        if switched && !finished {
            let rule = Rule::CcsNotFollowedByFinished;
            self.report_once(Once::EARLY_APPLICATION_DATA, rule, from, place, seen);
            self.expecting(ItemSet::only(Item::Finished));
            // What waits for that Finished goes on; it is taken silently where it comes after all.
            self.take_finished_for_granted(from);
            return;
        }
        if !first_handshake || self.stage == Stage::LegacyConnected {
            return;
        }
        if !finished {
            if from == Peer::Client && self.facts.early_data != EarlyData::NotOffered {
                // 0-RTT that had been on its way when the server chose an older version.
                return;
            }
            let rule = Rule::AppBeforeFinished12;
            self.report_once(Once::EARLY_APPLICATION_DATA, rule, from, place, seen);
            return;
        }
        if !self.seen_by(from.other(), Item::Finished) && self.hears(from.other()) {
            self.before_the_other_finished(from, place);
        }
    }

    /// May a peer that is finished send data before the other is?
    pub(super) fn may_precede_the_other_finished(&self, from: Peer) -> bool {
        from == Peer::Client
            || self.facts.resumption != Resumption::Abbreviated
            || self.facts.is_ssl3()
            || self.seen_by(Peer::Client, Item::Finished)
            || !self.hears(Peer::Client)
    }

    /// Data behind one's own `Finished`, before the other's (RFC 7918; RFC 6101 section 5.6.9).
    fn before_the_other_finished(&mut self, from: Peer, place: Place) {
        let seen = Seen::Item(Item::ApplicationData);
        let ssl3 = self.facts.is_ssl3();
        match (from, self.facts.resumption) {
            (Peer::Client, Resumption::Full) => {
                let weak = !self.facts.is_forward_secret() || !self.facts.answer.is_aead();
                if weak && !ssl3 && self.facts.key_exchange.is_some() {
                    self.report_once(Once::FALSE_START, Rule::FsWeakSuite, from, place, seen);
                } else {
                    self.report_once(Once::FALSE_START, Rule::FsClient, from, place, seen);
                }
            }
            (Peer::Server, Resumption::Abbreviated) => {
                if self.side(from).once.has(Once::FALSE_START) {
                    return;
                }
                self.side_mut(from).once.set(Once::FALSE_START);
                let severity = if self.may_precede_the_other_finished(from) {
                    Severity::Informational
                } else {
                    Severity::Violation
                };
                self.report_as(Rule::FsServerAbbreviated, severity, from, place, seen);
            }
            _ => {}
        }
    }

    /// TLS 1.3, opened.
    fn application_data_13(&mut self, from: Peer, length: u32, place: Place, context: Context) {
        let seen = Seen::Item(Item::ApplicationData);
        let state = self.side(from).state;
        if context.epoch == Some(Epoch::Previous) {
            self.report(Rule::KuOldKey, from, place, seen);
            return;
        }
        if from == Peer::Client && self.post_handshake_data(place) {
            return;
        }
        if state == State::Connected {
            if context.epoch.is_some_and(|epoch| epoch != Epoch::Application) {
                self.report(Rule::KeyWrongEpoch, from, place, seen);
            }
            if from == Peer::Client {
                self.goes_on_without_ech(place, seen);
            }
            self.count_key_usage(from, length, place);
            self.update_owed(from, place);
            return;
        }
        let early = from == Peer::Client
            && (context.epoch == Some(Epoch::Early)
                || (context.epoch.is_none() && !self.client_flight_has_begun()))
            && self.facts.offer.extensions.contains(tls_wire::ExtensionType::EARLY_DATA);
        if early && self.seen_by(from, Item::EndOfEarlyData) {
            let rule = Rule::EarlyDataAfterEoed;
            self.report_once(Once::EARLY_APPLICATION_DATA, rule, from, place, seen);
            return;
        }
        let waiting = matches!(state, State::Negotiated | State::WaitEndOfEarlyData);
        if early && (waiting || self.facts.early_data == EarlyData::Rejected) {
            self.count_early_data(length, place);
            return;
        }
        let rule = Rule::Hs13FinishedMissing;
        self.report_once(Once::EARLY_APPLICATION_DATA, rule, from, place, seen);
        self.expecting(ItemSet::only(Item::Finished));
    }

    /// May data of the client be early data still, or yet?
    pub(super) fn may_send_early_data(&self) -> bool {
        let waiting = matches!(self.client.state, State::Negotiated | State::WaitEndOfEarlyData);
        self.facts.offer.extensions.contains(tls_wire::ExtensionType::EARLY_DATA)
            && !self.client_flight_has_begun()
            && !self.seen_by(Peer::Client, Item::EndOfEarlyData)
            && (waiting || self.facts.early_data == EarlyData::Rejected)
    }

    /// Has the client sent a message under its handshake keys, behind which no early data is due?
    fn client_flight_has_begun(&self) -> bool {
        let flight = [
            Item::EncryptedExtensions,
            Item::Certificate,
            Item::CompressedCertificate,
            Item::CertificateVerify,
            Item::ChannelId,
        ];
        flight.into_iter().any(|item| self.seen_by(Peer::Client, item))
    }

    /// A sealed record, of which only the outer content type and the length are seen.
    pub(super) fn protected(
        &mut self,
        from: Peer,
        content_type: ContentType,
        length: u32,
        place: Place,
    ) {
        let seen = Seen::Record(content_type, length);
        if self.is_closed() && self.side(from).once.has(Once::SENT_FATAL) {
            self.after_close(from, place, seen);
            return;
        }
        if self.is_closed() || !self.tracks(from) {
            // In TLS 1.3 any record may hold an alert.
            if content_type == ContentType::APPLICATION_DATA && !self.facts.is_tls13() {
                self.goes_on_after_fatal(from, place, seen);
            }
            return;
        }
        self.check_owed_change_cipher_spec(from, place, seen);
        let side = self.side_mut(from);
        if content_type == ContentType::ALERT {
            side.once.set(Once::LAST_PROTECTED_ALERT);
        } else {
            side.once.clear(Once::LAST_PROTECTED_ALERT);
        }
        match self.stage {
            Stage::Legacy | Stage::LegacyConnected => {
                self.protected_legacy(from, content_type, length, place);
            }
            Stage::Tls13 => {
                // What is not seen may be a KeyUpdate.
                self.key_is_fresh(from);
                self.protected_13(from, content_type);
            }
            Stage::WaitServerHello | Stage::WaitSecondClientHello
                if content_type == ContentType::APPLICATION_DATA =>
            {
                self.early_application_data(from, length, true, place);
            }
            Stage::Start
            | Stage::WaitServerHello
            | Stage::WaitSecondClientHello
            | Stage::Untracked => {}
        }
    }

    fn protected_legacy(
        &mut self,
        from: Peer,
        content_type: ContentType,
        length: u32,
        place: Place,
    ) {
        match content_type {
            ContentType::HANDSHAKE => self.protected_handshake(from, length, place),
            ContentType::APPLICATION_DATA => {
                self.side_mut(from).counted_records = u8::MAX;
                self.legacy_application_data(from, place);
            }
            ContentType::HEARTBEAT => self.protected_heartbeat(from, length, place),
            _ => {}
        }
    }

    /// The first protected handshake records after a `ChangeCipherSpec` are the `Finished` and what
    /// stands before it; after completion they open a renegotiation (RFC 5246 section 7.4.1.1).
    fn protected_handshake(&mut self, from: Peer, length: u32, place: Place) {
        if self.side(from).once.has(Once::EARLY_CCS) && !self.is_sealed(from) {
            // The keys were switched too early after all, and this is the Finished under them.
            self.legacy_keys(from);
            self.legacy_finished(from);
            return;
        }
        if self.change_cipher_spec_is_due(from) {
            let seen = Seen::Record(ContentType::HANDSHAKE, length);
            self.change_cipher_spec_missing(from, place, seen);
            self.legacy_keys(from);
            return;
        }
        if !self.seen_by(from, Item::Finished) {
            let side = self.side_mut(from);
            side.counted_records = 1;
            if side.seen.contains(Item::ChangeCipherSpec) {
                self.legacy_finished(from);
            }
            return;
        }
        let more_before_finished = from == Peer::Client
            && (super::Condition::NextProtocolAgreed.holds(&self.facts, self.client.seen)
                || super::Condition::ChannelIdAgreed.holds(&self.facts, self.client.seen));
        let side = self.side_mut(from);
        if more_before_finished && side.counted_records < 3 {
            side.counted_records = side.counted_records.saturating_add(1);
            return;
        }
        if self.stage == Stage::LegacyConnected {
            self.renegotiation_seen(from, length, place);
        }
    }

    fn protected_13(&mut self, from: Peer, content_type: ContentType) {
        if content_type != ContentType::APPLICATION_DATA {
            return;
        }
        self.side_mut(from).once.set(Once::PROTECTED);
    }

    /// May application data before the `ServerHello` be sealed early data?
    pub(crate) fn expects_early_data(&self) -> bool {
        let waiting = matches!(self.stage, Stage::WaitServerHello | Stage::WaitSecondClientHello);
        waiting && self.facts.offer.tls13()
    }

    /// Were the keys of this direction switched too early, or before the version is known, so that a record may be sealed or not?
    #[inline]
    pub(crate) fn may_be_sealed(&self, from: Peer) -> bool {
        self.side(from).once.has(Once::EARLY_CCS)
            || self.deferred().is_some_and(|deferred| {
                deferred.change_cipher_specs.iter().any(|early| early.from == from)
            })
    }

    /// Would a record that cannot be read be the one behind a `ChangeCipherSpec` that did not come?
    #[inline]
    pub(crate) fn change_cipher_spec_is_due(&self, from: Peer) -> bool {
        if self.stage != Stage::Legacy {
            return false;
        }
        let switched = |peer| {
            self.seen_by(peer, Item::ChangeCipherSpec) || self.side(peer).once.has(Once::EARLY_CCS)
        };
        let last_flight = match (self.facts.resumption, from) {
            (Resumption::Abbreviated | Resumption::Undecided, Peer::Server) => true,
            (Resumption::Full | Resumption::Undecided, Peer::Client) => {
                self.seen_by(from, Item::ClientKeyExchange)
            }
            (Resumption::Abbreviated, Peer::Client) | (Resumption::Full, Peer::Server) => {
                switched(from.other())
            }
        };
        last_flight && !switched(from) && !self.is_sealed(from)
    }

    /// Is this direction of TLS 1.3, and sealed?
    pub(crate) fn has_traffic_keys(&self, from: Peer) -> bool {
        self.side(from).protection == Protection::Traffic
    }
}
