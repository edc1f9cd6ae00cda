//! Records that the embedder opened: their content, message by message.

use tls_wire::{Alert, AlertDescription, AlertLevel, ContentType};

use super::{
    Flow, OpenedRecord,
    lane::{Flags, Occurrence, heartbeat_of},
};
use crate::{Carriage, Context, Observed, Peer, Place};

impl Flow {
    /// An opened record's place: its index counts, its bytes do not.
    pub(super) fn next_opened_place(&mut self, from: Peer) -> Place {
        let lane = self.lane_mut(from);
        lane.begin_opened();
        lane.place()
    }

    /// The content of an opened record, message by message.
    pub(super) fn opened<'i>(
        &mut self,
        from: Peer,
        record: &mut OpenedRecord<'i>,
    ) -> Option<Occurrence<'i>> {
        if self.order.carriage() == Carriage::Quic {
            self.record_over_quic(from);
            return None;
        }
        if !record.begun {
            record.begun = true;
            return self.begin_opened(from, record);
        }
        if record.content_type == ContentType::ALERT && !record.content.is_empty() {
            return self.opened_alert(from, record);
        }
        if record.content_type != ContentType::HANDSHAKE || record.content.is_empty() {
            self.end_opened(from, record);
            return None;
        }
        let context = Context {
            protected: true,
            epoch: record.epoch,
            bad_verify: record.bad_verify,
            consequence: self.lane(from).flags.has(Flags::CONSEQUENCE),
            ..Context::default()
        };
        let offset = self.lane(from).position();
        let left = record.content.len();
        let occurrence =
            self.direction(from).read_message(&mut record.content, offset, context, left);
        if occurrence.is_none() {
            self.end_opened(from, record);
        }
        occurrence
    }

    fn begin_opened<'i>(
        &mut self,
        from: Peer,
        record: &mut OpenedRecord<'i>,
    ) -> Option<Occurrence<'i>> {
        let place = self.next_opened_place(from);
        let length = u32::try_from(record.content.len()).unwrap_or(u32::MAX);
        let content_type = record.content_type;
        let context = Context {
            protected: true,
            epoch: record.epoch,
            bad_verify: record.bad_verify,
            ..Context::default()
        };
        record.length = length;
        if !self.order.inner_plaintext(from, content_type, length, record.padding, place) {
            record.content = &[];
            record.content_type = ContentType::APPLICATION_DATA;
            return Some(Occurrence::Protected(content_type));
        }
        match content_type {
            ContentType::HANDSHAKE => self.advance_opened(from, record),
            ContentType::CHANGE_CIPHER_SPEC => {
                let first = record.content.first().copied();
                let observed = Observed::ChangeCipherSpec { length, first };
                self.order.observe(from, observed, place, context);
                Some(Occurrence::ChangeCipherSpec)
            }
            ContentType::ALERT => {
                self.order.alert_record(from, length, place, true);
                if self.order.facts().is_tls13() && length != 2 {
                    record.content = &[];
                }
                let alert = self.opened_alert(from, record);
                Some(alert.unwrap_or(Occurrence::Protected(content_type)))
            }
            ContentType::HEARTBEAT => {
                let seen = heartbeat_of(record.content, length);
                self.order.heartbeat(from, seen, place);
                Some(Occurrence::Heartbeat(seen))
            }
            ContentType::APPLICATION_DATA => {
                self.order.observe(from, Observed::ApplicationData(length), place, context);
                Some(Occurrence::ApplicationData(length))
            }
            _ => Some(Occurrence::Protected(content_type)),
        }
    }

    /// The next alert of an opened record, which below TLS 1.3 may hold several, or a half of one.
    fn opened_alert<'i>(
        &mut self,
        from: Peer,
        record: &mut OpenedRecord<'i>,
    ) -> Option<Occurrence<'i>> {
        let lane = self.lane_mut(from);
        while let Some((&byte, rest)) = record.content.split_first() {
            record.content = rest;
            let Some(level) = lane.half_alert.take() else {
                lane.half_alert = Some(byte);
                continue;
            };
            let alert = Alert { level: AlertLevel(level), description: AlertDescription(byte) };
            if alert.level != AlertLevel::WARNING && alert.level != AlertLevel::FATAL {
                // Where the next one begins is as doubtful.
                record.content = &[];
            }
            let place = lane.place();
            let context = Context { protected: true, epoch: record.epoch, ..Context::default() };
            self.order.observe(from, Observed::Alert(alert), place, context);
            return Some(Occurrence::Alert(alert));
        }
        None
    }

    fn advance_opened<'i>(
        &mut self,
        from: Peer,
        record: &mut OpenedRecord<'i>,
    ) -> Option<Occurrence<'i>> {
        if record.content.is_empty() {
            return None;
        }
        self.opened(from, record)
    }

    fn end_opened(&mut self, from: Peer, record: &OpenedRecord<'_>) {
        let place = self.lane(from).place();
        let length = record.length;
        if record.content_type == ContentType::HANDSHAKE {
            self.order.check_inner_limit(from, length, record.padding, place);
        }
        let pending = self.lane(from).messages.pending();
        self.order.set_mid_message(from, pending.is_some());
        if let (ContentType::HANDSHAKE, Some(message)) = (record.content_type, pending) {
            self.order.message_is_cut(from, message, length, place.record);
        }
    }
}
