//! What a record tells at its end.

use tls_wire::{ContentType, RecordHeader};

use super::{Direction, messages::is_plausible};
use crate::{
    Context, Observed, Place,
    flow::lane::{Flags, Occurrence, Reading, heartbeat_of},
};

impl Direction<'_> {
    /// A record is whole: what its kind tells at the end.
    #[inline]
    pub(super) fn end_record<'i>(&mut self) -> Option<Occurrence<'i>> {
        let lane = &mut *self.lane;
        lane.flags.clear(Flags::IN_RECORD);
        let (place, header, reading) = (lane.place(), lane.header(), lane.reading);
        if reading == Reading::Sealed {
            self.order.set_mid_message(self.from, lane.messages.is_pending());
            self.end_sealed(header, place);
            return Some(Occurrence::Protected(header.content_type));
        }
        self.end_open(header, reading, place)
    }

    /// A record whose content is not sealed, or not surely, is whole.
    #[inline(never)]
    fn end_open<'i>(
        &mut self,
        header: RecordHeader,
        reading: Reading,
        place: Place,
    ) -> Option<Occurrence<'i>> {
        let lane = &mut *self.lane;
        let length = u32::from(header.length);
        let context =
            Context { consequence: lane.flags.has(Flags::CONSEQUENCE), ..Context::default() };
        let pending = lane.messages.is_pending();
        self.order.set_mid_message(self.from, pending);
        match reading {
            Reading::Ignored | Reading::Alert | Reading::Doubtful | Reading::Sealed => None,
            Reading::Handshake => {
                self.end_handshake_record();
                None
            }
            Reading::ChangeCipherSpec => {
                let first = lane.head().first().copied();
                let good = length == 1 && first == Some(1) && !context.consequence;
                if !good
                    || !self.order.is_sound()
                    || !self.order.takes_change_cipher_spec_in_order(self.from)
                {
                    let observed = Observed::ChangeCipherSpec { length, first };
                    self.order.observe(self.from, observed, place, context);
                }
                Some(Occurrence::ChangeCipherSpec)
            }
            Reading::Heartbeat => {
                let seen = heartbeat_of(lane.head(), length);
                self.order.heartbeat(self.from, seen, place);
                Some(Occurrence::Heartbeat(seen))
            }
            Reading::ApplicationData => {
                self.order.observe(self.from, Observed::ApplicationData(length), place, context);
                Some(Occurrence::ApplicationData(length))
            }
            Reading::ClearAfterKeys => {
                let message = lane.message_header().filter(|message| is_plausible(*message));
                self.order.clear_record_after_keys(self.from, header, message, place);
                None
            }
            Reading::Sslv2 => {
                self.order.sslv2_client_hello(place);
                None
            }
        }
    }

    #[inline]
    fn end_sealed(&mut self, header: RecordHeader, place: Place) {
        if header.content_type == ContentType::APPLICATION_DATA {
            if !self.order.takes_sealed_data(self.from) {
                let length = u32::from(header.length);
                let observed = Observed::Protected(header.content_type, length);
                self.order.observe(self.from, observed, place, Context::default());
            }
        } else {
            self.end_odd_sealed(header, place);
        }
    }

    /// A sealed record of a type that may stand in the clear, too.
    fn end_odd_sealed(&mut self, header: RecordHeader, place: Place) {
        let length = u32::from(header.length);
        let lane = &mut *self.lane;
        let first = lane.head().first().copied();
        let alert = header.content_type == ContentType::ALERT && length == 2;
        let message = lane.message_header().filter(|message| {
            header.content_type == ContentType::HANDSHAKE
                && message.length.saturating_add(4) == length
                && is_plausible(*message)
        });
        if header.content_type == ContentType::HANDSHAKE
            && message.is_none()
            && self.order.is_sound()
            && self.order.takes_sealed_finished(self.from)
        {
            return;
        }
        if self.order.is_sealed(self.from) && (alert || message.is_some()) {
            self.order.plaintext_after_change_cipher_spec(self.from, header, message, place);
        }
        let legacy = !self.order.has_traffic_keys(self.from);
        let observed = if header.content_type == ContentType::CHANGE_CIPHER_SPEC && legacy {
            Observed::ChangeCipherSpec { length, first }
        } else {
            Observed::Protected(header.content_type, length)
        };
        self.order.observe(self.from, observed, place, Context::default());
    }
}
