//! Early data that the server does not take, and skips (RFC 8446 section 4.2.10).

use super::Order;
use crate::{EarlyData, Item, Peer, Place, Rule, Seen};

/// What sealing adds to the content of a record at most: a tag, and the content type.
const SEALING: u32 = 16 + 1;

impl Order {
    /// A sealed record of early data: its content is at least so long.
    pub(super) fn sealed_early_data(&mut self, length: u32, place: Place) {
        self.count_skipped(length.saturating_sub(SEALING), place);
    }

    /// A server that rejects early data skips only so much of it. Until it has said whether it does,
    /// the record that is one too many is kept in mind.
    pub(super) fn count_skipped(&mut self, length: u32, place: Place) {
        let limits = self.limits();
        let limit = limits.max_early_data.unwrap_or(limits.skipped_early_data);
        let rejected = self.facts.early_data == EarlyData::Rejected;
        let history = self.history_mut();
        let before = history.skipped;
        history.skipped = before.saturating_add(length);
        if before > limit || history.skipped <= limit {
            return;
        }
        if rejected {
            self.skipped_too_much(place);
        } else {
            history.skipped_too_much = Some(place);
        }
    }

    /// The server said that it does not take the early data: what was too much is told.
    pub(super) fn early_data_is_rejected(&mut self, place: Place) {
        let history = self.history_so_far();
        let Some(beyond) = history.and_then(|history| history.skipped_too_much.take()) else {
            return;
        };
        let before = self.rare_mut().released_at.replace((Peer::Server, place.offset));
        self.skipped_too_much(beyond);
        self.rare_mut().released_at = before;
    }

    fn skipped_too_much(&mut self, place: Place) {
        let seen = Seen::Item(Item::ApplicationData);
        self.report(Rule::EarlySkipLimit, Peer::Client, place, seen);
    }
}
