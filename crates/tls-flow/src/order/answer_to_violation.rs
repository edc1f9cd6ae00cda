//! What an endpoint does about a violation that reached it: whether it sends an alert, and which
//! (RFC 8446 section 6.2). Only at that endpoint is it certain what came first.

use tls_wire::{AlertDescription, ContentType};

use super::{Observed, Order, alert::is_fatal};
use crate::{Item, ItemSet, OwedAlert, Peer, Place, Rule, Seen, Severity, Vantage};

impl Order {
    /// A finding about what `from` sent is made.
    pub(super) fn note_owed(&mut self, from: Peer, severity: Severity, owed: Option<OwedAlert>) {
        let receiver = from.other();
        let Some(OwedAlert::Tls(alert)) = owed else { return };
        // What had to wait was not known to the receiver either.
        let certain = self.vantage() == Vantage::Endpoint(receiver)
            && self.rare.as_ref().is_none_or(|rare| rare.released_at.is_none());
        if severity == Severity::Violation && certain {
            self.history_mut().owed |= bit(alert);
            self.counts_mut(receiver).alert_owed = true;
        }
    }

    /// The next that the receiver of a violation sends. Silence conforms, and so does closing.
    #[inline]
    pub(super) fn answer_to_violation(&mut self, from: Peer, observed: Observed<'_>, place: Place) {
        if self.rare.is_none() || !self.counts(from).alert_owed || !self.tracks(from) {
            return;
        }
        let tls13 = self.facts.is_tls13();
        let seen = match observed {
            Observed::Alert(alert) if is_fatal(alert, tls13) => {
                let owed = self.history().map_or(0, |history| history.owed);
                if owed & bit(alert.description) == 0 {
                    self.report(Rule::AlertCodeDiffers, from, place, Seen::Alert(alert));
                }
                None
            }
            Observed::Alert(alert) if alert.description != AlertDescription::CLOSE_NOTIFY => return,
            Observed::Alert(_) | Observed::End(_) => None,
            Observed::Handshake(message) => Some(Seen::Handshake(message.handshake_type)),
            Observed::ChangeCipherSpec { .. } => Some(Seen::ChangeCipherSpec),
            Observed::ApplicationData(_) => Some(Seen::Item(Item::ApplicationData)),
            Observed::Protected(content_type, length) => {
                // It may be the alert.
                let hidden = tls13 || content_type == ContentType::ALERT;
                (!hidden).then_some(Seen::Record(content_type, length))
            }
        };
        if let Some(seen) = seen {
            self.report(Rule::AlertAbsentAfterViolation, from, place, seen);
            self.expecting(ItemSet::only(Item::Alert));
        }
        self.counts_mut(from).alert_owed = false;
        self.history_mut().owed = 0;
    }
}

/// The place of an alert in a set of them; none beyond 127 is registered.
const fn bit(alert: AlertDescription) -> u128 {
    match alert.0 {
        0..=127 => 1 << alert.0,
        128.. => 0,
    }
}
