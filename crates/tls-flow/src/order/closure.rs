//! How connections end (RFC 5246 section 7.2.1, RFC 8446 section 6.1).

use super::{Once, Order, Stage};
use crate::{EndHow, Peer, Place, Rule, Seen, Vantage};

impl Order {
    /// After a fatal alert of either side only closure is judged; after a peer's own `close_notify`
    /// nothing of it counts. `true` if the item is not to be judged any further.
    pub(super) fn after_close(&mut self, from: Peer, place: Place, seen: Seen) -> bool {
        let once = self.side(from).once;
        if once.has(Once::SENT_FATAL) {
            self.report_once(Once::AFTER_CLOSE, Rule::CloseDataAfterFatal, from, place, seen);
            return true;
        }
        if once.has(Once::SENT_CLOSE_NOTIFY) {
            self.report_once(Once::AFTER_CLOSE, Rule::CloseDataAfterOwnNotify, from, place, seen);
            return true;
        }
        self.goes_on_after_fatal(from, place, seen);
        self.is_closed()
    }

    /// What this peer still sends behind the other's fatal alert had been on its way, unless it is
    /// known to have received that alert; an alert of its own ends the connection too.
    pub(super) fn goes_on_after_fatal(&mut self, from: Peer, place: Place, seen: Seen) {
        let certain = self.vantage() == Vantage::Endpoint(from) && self.tracks(from);
        if self.is_closed() && certain && !matches!(seen, Seen::Alert(_)) {
            let rule = Rule::CloseContinueAfterPeerFatal;
            self.report_once(Once::AFTER_CLOSE, rule, from, place, seen);
        }
    }

    /// A direction's stream ended; `place` is that of the record that was cut, if one was.
    pub(super) fn end(&mut self, from: Peer, how: EndHow, place: Place) {
        let side = self.side(from);
        if side.once.has(Once::ENDED) {
            return;
        }
        let cut_record = side.once.has(Once::RECORD_CUT);
        let closed = side.once.has(Once::SENT_CLOSE_NOTIFY) || side.once.has(Once::SENT_FATAL);
        let canceled = side.once.has(Once::USER_CANCELED);
        let opened = side.once.has(Once::OPENED);
        let untracked = side.once.has(Once::UNTRACKED) || self.stage == Stage::Untracked;
        self.side_mut(from).once.set(Once::ENDED);
        if how == EndHow::CaptureEnd || untracked || closed {
            return;
        }
        if canceled {
            self.report(Rule::AlertUserCanceledAlone, from, place, Seen::End);
            self.set_close_judged();
            return;
        }
        // A reset tears down what it likes; an orderly end should fall between two records.
        if how == EndHow::Fin && !self.is_closed() {
            if cut_record {
                self.report(Rule::CloseMidRecord, from, place, Seen::End);
                self.set_close_judged();
                return;
            }
            if self.is_mid_message(from) {
                self.report(Rule::CloseMidMessage, from, place, Seen::End);
                self.set_close_judged();
                return;
            }
        }
        if !self.is_established() {
            if self.stage != Stage::Start && !self.is_closed() {
                self.report(Rule::CloseMidHandshake, from, place, Seen::End);
            }
            return;
        }
        let other = self.side(from.other()).once;
        let said_goodbye = other.has(Once::SENT_CLOSE_NOTIFY) || other.has(Once::SENT_FATAL);
        // Without keys a close_notify cannot be seen, so its absence cannot either.
        let judged = self.client.once.has(Once::CLOSE_JUDGED);
        if opened && !said_goodbye && !judged && self.hears(from.other()) {
            self.report(Rule::CloseNoNotify, from, place, Seen::End);
            self.set_close_judged();
        } else if opened && said_goodbye && !self.facts.is_tls13() {
            self.report(Rule::CloseNoAnswer12, from, place, Seen::End);
        }
    }

    /// One report about the end of a connection says it all.
    fn set_close_judged(&mut self) {
        self.client.once.set(Once::CLOSE_JUDGED);
    }

    /// The record layer of a direction stopped inside a record.
    pub(crate) fn set_record_cut(&mut self, from: Peer, cut: bool) {
        let once = &mut self.side_mut(from).once;
        if cut {
            once.set(Once::RECORD_CUT);
        } else {
            once.clear(Once::RECORD_CUT);
        }
    }

    /// Bytes of this direction are missing, or it is no TLS: nothing it says proves anything.
    pub(crate) fn set_untracked(&mut self, from: Peer) {
        self.side_mut(from).once.set(Once::UNTRACKED);
    }

    /// Bytes of this direction are missing, in which any message may have stood.
    pub(crate) fn bytes_missing(&mut self, from: Peer) {
        self.set_untracked(from);
        let waits = matches!(self.stage, Stage::WaitServerHello | Stage::WaitSecondClientHello);
        if from == Peer::Server && waits {
            // Without the answer nothing further of the client can be judged.
            self.stage = Stage::Untracked;
            self.forget_hello();
        }
    }

    /// What this direction says counts (again): TLS began behind something else.
    pub(crate) fn set_tracked(&mut self, from: Peer) {
        self.side_mut(from).once.clear(Once::UNTRACKED);
    }

    /// Is neither direction tracked, whatever its bytes?
    pub(crate) fn is_untracked(&self) -> bool {
        self.stage == Stage::Untracked
    }

    /// A `ClientHello` from the first byte on: there is something to track after all.
    pub(crate) fn begin(&mut self) {
        if self.stage == Stage::Untracked && self.facts.version().is_none() {
            self.stage = Stage::Start;
        }
    }

    /// After a peer's `close_notify`, or what may be one, bytes that are no record are the
    /// application's own (RFC 5246 section 7.2.1).
    pub(crate) fn lost_framing(&mut self, from: Peer, place: Place) {
        let side = self.side(from);
        let closed = side.once.has(Once::SENT_CLOSE_NOTIFY)
            || side.once.has(Once::SENT_FATAL)
            || (side.once.has(Once::LAST_PROTECTED_ALERT)
                && self.is_sealed(Peer::Client)
                && self.is_sealed(Peer::Server));
        let rule = if closed { Rule::CloseCleartextAfter } else { Rule::RecVersionMajor };
        self.begin_item();
        self.report(rule, from, place, Seen::NoRecord);
        self.end_item();
        self.set_untracked(from);
    }
}
