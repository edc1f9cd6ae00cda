//! The CRYPTO stream of QUIC, which has levels and no records (RFC 9001 section 4).

use super::{
    Flow,
    lane::{Flags, Occurrence},
};
use crate::{Context, Level, Peer, Place};

impl Flow {
    /// A record among the CRYPTO bytes of QUIC.
    pub(super) fn record_over_quic(&mut self, from: Peer) {
        let lane = self.lane(from);
        let place = Place { offset: lane.position(), record: Some(lane.count) };
        self.order.quic_record(from, place);
    }

    /// CRYPTO bytes of QUIC at one level (RFC 9001 section 4.1.3).
    pub(super) fn crypto<'i>(
        &mut self,
        from: Peer,
        level: Level,
        bytes: &mut &'i [u8],
    ) -> Option<Occurrence<'i>> {
        let lane = self.lane_mut(from);
        if lane.level != Some(level) {
            let unconsumed = lane.level.is_some() && lane.messages.is_pending();
            let place = Place { offset: lane.position(), record: None };
            lane.level = Some(level);
            lane.records.resume_at(0);
            lane.flags.clear(Flags::MESSAGES_LOST);
            lane.messages.clear();
            if unconsumed {
                self.order.quic_unconsumed(from, place);
                if self.order.has_findings() {
                    return Some(Occurrence::Finding);
                }
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let offset = self.lane(from).position();
        let before = bytes.len();
        if self.lane(from).flags.has(Flags::MESSAGES_LOST) {
            *bytes = &[];
        }
        let context = Context { protected: true, level: Some(level), ..Context::default() };
        let occurrence = self.direction(from).read_message(bytes, offset, context, before);
        let taken = before.saturating_sub(bytes.len());
        let lane = self.lane_mut(from);
        if occurrence.is_some() {
            // Where there are no records, messages are counted.
            lane.count = lane.count.saturating_add(1);
        }
        lane.records.resume_at(offset.saturating_add(u64::try_from(taken).unwrap_or(0)));
        occurrence
    }
}
