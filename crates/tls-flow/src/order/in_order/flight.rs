//! A flight of TLS 1.2 or below, taken item by item.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use core::num::NonZeroU32;

use tls_wire::ProtocolVersion;

use super::plan::{Leave, Plan};
use crate::{
    EarlyData, Facts, Item, ItemSet, Peer,
    hint::usually,
    order::{Order, side::Side},
};

/// The flight that a peer is in, with what taking an item of it asks and changes: picked once for all
/// of them.
pub(crate) struct Flight<'o> {
    plan: &'static Plan,
    /// What its slots leave open on this connection.
    leave: Leave,
    pub(in crate::order) from: Peer,
    pub(in crate::order) facts: &'o Facts,
    side: &'o mut Side,
    pub(in crate::order) server_identity: &'o mut Option<NonZeroU32>,
}

impl Order {
    /// The flight of TLS 1.2 or below that this peer is in, if it is its turn and nothing was agreed that
    /// few connections agree on. The connection is [sound](Self::is_sound).
    #[inline(always)]
    pub(crate) fn flight(&mut self, from: Peer) -> Option<Flight<'_>> {
        let facts = &self.facts;
        let plain =
            facts.early_data == EarlyData::NotOffered && facts.offer.max_fragment_length == 0;
        if !usually(plain) {
            return None;
        }
        let plan = self.plan_in_turn(from)?;
        let leave = plan.leave(facts);
        let side = match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        };
        Some(Flight { plan, leave, from, facts, side, server_identity: &mut self.server_identity })
    }
}

impl Flight<'_> {
    /// Is it the version of this connection?
    #[inline(always)]
    pub(crate) fn is_version(&self, version: ProtocolVersion) -> bool {
        self.facts.is_version(version)
    }

    /// What this peer has sent.
    #[inline]
    pub(in crate::order) fn seen(&self) -> ItemSet {
        self.side.seen
    }

    /// Takes an item that stands in its slot, behind all that is required before it. Nothing was settled
    /// since the flight was asked for that a slot could ask about.
    #[inline(always)]
    pub(crate) fn takes(&mut self, item: Item) -> bool {
        let Self { plan, leave, facts, side, .. } = self;
        let Some(next) = plan.slot_behind(item, side.slot, *leave, side.seen, facts) else {
            return false;
        };
        side.slot = if item == Item::ServerHelloDone { 0 } else { next };
        side.seen.insert(item);
        true
    }

    /// May a tiny record be counted without reaching the limit? On a sound connection nothing else forbids it.
    #[inline]
    pub(crate) fn may_count_tiny(&self) -> bool {
        self.side.may_count_tiny()
    }

    /// Counts a tiny record.
    #[inline]
    pub(crate) fn count_tiny(&mut self) {
        self.side.count_tiny();
    }
}
