//! Heartbeat (RFC 6520).

use tls_wire::ExtensionType;

use super::{Once, Order, Stage};
use crate::{Item, Peer, Place, Rule, Seen, Severity};

/// A heartbeat message as far as rules ask: its type, what it declares and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeartbeatSeen {
    /// 1 request, 2 response (RFC 6520 section 3).
    pub message_type: u8,
    /// `payload_length`, in bytes; `None` if the record is too short to say.
    pub payload_length: Option<u16>,
    /// Bytes of the whole message.
    pub length: u32,
}

/// Type and `payload_length`, then at least 16 bytes of padding (RFC 6520 section 4).
const OVERHEAD: u32 = 3 + 16;

impl Order {
    /// Judges a heartbeat whose content can be read.
    pub(crate) fn heartbeat(&mut self, from: Peer, heartbeat: HeartbeatSeen, place: Place) {
        self.begin_item();
        self.judge_heartbeat(from, heartbeat, place);
        self.end_item();
    }

    fn judge_heartbeat(&mut self, from: Peer, heartbeat: HeartbeatSeen, place: Place) {
        let seen = Seen::Item(Item::Heartbeat);
        if self.after_close(from, place, seen) || !self.tracks(from) {
            return;
        }
        if self.reports_unnegotiated_heartbeat(from, place) {
            return;
        }
        if self.is_mid_message(from) {
            if self.facts.is_tls13() {
                self.report(Rule::HsfInterleaved13, from, place, seen);
                return;
            }
            if self.stage == Stage::Legacy && !self.is_renegotiation() {
                self.report(Rule::HsfInterleaved12, from, place, seen);
            }
        }
        let declared = heartbeat.payload_length.map(u32::from);
        match declared {
            // No byte is left for padding: a receiver that trusts the length reads past the record.
            Some(declared) if declared.saturating_add(3) >= heartbeat.length => {
                self.report(Rule::HbOverlong, from, place, seen);
            }
            Some(declared) if declared.saturating_add(OVERHEAD) > heartbeat.length => {
                self.report(Rule::HbPadding, from, place, seen);
            }
            None => self.report(Rule::HbOverlong, from, place, seen),
            Some(_) => {}
        }
        match heartbeat.message_type {
            1 => self.heartbeat_request(from, heartbeat.length, place),
            2 => {
                if self.side(from.other()).once.has(Once::HEARTBEAT_IN_FLIGHT) {
                    self.side_mut(from.other()).once.clear(Once::HEARTBEAT_IN_FLIGHT);
                } else if self.hears(from.other()) {
                    self.report(Rule::HbResponseUnsolicited, from, place, seen);
                }
            }
            _ => self.report(Rule::HbType, from, place, seen),
        }
    }

    fn heartbeat_request(&mut self, from: Peer, length: u32, place: Place) {
        let seen = Seen::Item(Item::Heartbeat);
        let other_mode = match from {
            Peer::Client => self.facts.answer.heartbeat,
            Peer::Server => self.facts.offer.heartbeat,
        };
        if other_mode == 2 {
            self.report(Rule::HbPeerNotAllowed, from, place, seen);
        }
        if matches!(self.stage, Stage::Legacy)
            || (self.stage == Stage::Tls13 && !self.is_established())
        {
            self.report(Rule::HbDuringHandshake, from, place, seen);
        }
        if self.side(from).once.has(Once::HEARTBEAT_IN_FLIGHT) {
            self.report(Rule::HbInFlight, from, place, seen);
        }
        self.side_mut(from).once.set(Once::HEARTBEAT_IN_FLIGHT);
        self.counts_mut(from).heartbeat_length = u16::try_from(length).unwrap_or(u16::MAX);
    }

    /// A sealed heartbeat: only its length is seen.
    pub(super) fn protected_heartbeat(&mut self, from: Peer, length: u32, place: Place) {
        if self.reports_unnegotiated_heartbeat(from, place) {
            return;
        }
        let seen = Seen::Record(tls_wire::ContentType::HEARTBEAT, length);
        if self.side(from.other()).once.has(Once::HEARTBEAT_IN_FLIGHT) {
            let longer = length > u32::from(self.counts(from.other()).heartbeat_length);
            self.side_mut(from.other()).once.clear(Once::HEARTBEAT_IN_FLIGHT);
            if longer {
                self.report(Rule::HbResponseLength, from, place, seen);
            }
            return;
        }
        self.side_mut(from).once.set(Once::HEARTBEAT_IN_FLIGHT);
        self.counts_mut(from).heartbeat_length = u16::try_from(length).unwrap_or(u16::MAX);
    }

    /// Both hellos (in TLS 1.3 `EncryptedExtensions`) must carry the extension (RFC 6520 section 2).
    fn reports_unnegotiated_heartbeat(&mut self, from: Peer, place: Place) -> bool {
        let unknown = self.facts.offer.unreadable()
            || (self.facts.is_tls13() && !self.server.once.has(Once::OPENED))
            || self.history().is_some_and(|history| history.blind);
        if unknown || self.facts.negotiated(ExtensionType::HEARTBEAT) {
            return false;
        }
        let seen = Seen::Item(Item::Heartbeat);
        if self.stage == Stage::Start {
            self.report_as(Rule::HbNotNegotiated, Severity::Violation, from, place, seen);
        } else {
            self.report_once(Once::HEARTBEAT, Rule::HbNotNegotiated, from, place, seen);
        }
        true
    }
}
