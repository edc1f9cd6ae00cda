//! Runs of records that hold next to nothing.

use tls_wire::{ContentType, RecordHeader};

use super::TINY;
use crate::{
    Peer, Place, Rule, Seen,
    order::{Once, Order, Protection},
};

impl Order {
    /// `rec-empty-run`.
    pub(super) fn count_empty_records(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let limit = self.limits().empty_records;
        let seen = Seen::Record(header.content_type, u32::from(header.length));
        if header.length != 0 {
            if let Some(counts) = self.counted_mut(from) {
                counts.empty_records = 0;
            }
            return;
        }
        let counts = self.counts_mut(from);
        counts.empty_records = counts.empty_records.saturating_add(1);
        if counts.empty_records > limit {
            self.report_once(Once::EMPTY_RUN, Rule::RecEmptyRun, from, place, seen);
        }
    }

    /// `rec-tiny-fragments`.
    pub(super) fn count_tiny_fragments(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let limit = self.limits().tiny_fragments;
        let seen = Seen::Record(header.content_type, u32::from(header.length));
        if header.content_type != ContentType::HANDSHAKE
            || header.length > TINY
            || header.length == 0
            || self.side(from).protection != Protection::Clear
        {
            return;
        }
        let side = self.side_mut(from);
        side.tiny_fragments = side.tiny_fragments.saturating_add(1);
        if side.tiny_fragments > limit {
            self.report_once(Once::TINY_FRAGMENTS, Rule::RecTinyFragments, from, place, seen);
        }
    }
}
