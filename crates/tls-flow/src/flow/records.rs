//! Wire bytes: records, and what stands in them.

use tls_wire::{
    Alert, AlertDescription, AlertLevel, ContentType, Framing, HandshakeError, HandshakeHeader,
    HandshakeType, RecordError, RecordHeader, Sslv2ClientHello,
};

use super::{
    Flow,
    lane::{Occurrence, Phase, Reading, heartbeat_of},
};
use crate::{Context, Observed, Peer, Place};

/// Longest body that a plausible handshake message declares; random bytes rarely declare less.
const PLAUSIBLE_LENGTH_MAX: u32 = 1 << 17;

/// Every byte as a slice that outlives any input: bytes that had to be held back are read through
/// it, one by one, as if they came now.
static BYTES: [[u8; 1]; 256] = {
    let mut bytes = [[0]; 256];
    let mut rest: &mut [[u8; 1]] = &mut bytes;
    let mut value = 0_u8;
    while let Some((first, tail)) = rest.split_first_mut() {
        *first = [value];
        value = value.wrapping_add(1);
        rest = tail;
    }
    bytes
};

impl Flow {
    /// The next occurrence in this direction's wire bytes; `None` when they are used up.
    pub(super) fn wire<'i>(&mut self, from: Peer, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        loop {
            match self.lane(from).phase {
                Phase::Opening | Phase::Preamble => {
                    self.open(from, bytes);
                    if let Some(peer) = self.next_opening() {
                        return Some(Occurrence::Opening(peer));
                    }
                    if self.order.has_findings() {
                        return Some(Occurrence::Finding);
                    }
                    if bytes.is_empty() && self.lane(from).phase != Phase::Records {
                        return None;
                    }
                }
                Phase::Records => {
                    let held = self.next_held(from).and_then(|held| BYTES.get(usize::from(held)));
                    let occurrence = if let Some(held) = held {
                        let mut byte: &'static [u8] = held;
                        let occurrence = self.record_bytes(from, &mut byte);
                        if byte.is_empty() {
                            self.drop_held(from);
                        }
                        occurrence
                    } else {
                        let occurrence = self.record_bytes(from, bytes);
                        let dry = bytes.is_empty() && !self.record_is_whole(from);
                        if occurrence.is_none() && dry && !self.order.has_findings() {
                            return None;
                        }
                        occurrence
                    };
                    if occurrence.is_some() {
                        return occurrence;
                    }
                    if self.order.has_findings() {
                        return Some(Occurrence::Finding);
                    }
                }
                Phase::Lost => {
                    self.lane_mut(from).pass_over(bytes);
                    return None;
                }
            }
        }
    }

    /// Is there a record whose bytes are all taken, and whose end was not told?
    fn record_is_whole(&self, from: Peer) -> bool {
        let lane = self.lane(from);
        lane.in_record && lane.records.remaining() == 0
    }

    /// One step in the record layer; `None` means that `bytes` are used up, or that the step told
    /// nothing.
    fn record_bytes<'i>(&mut self, from: Peer, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        if !self.lane(from).in_record {
            return self.record_header(from, bytes).map(Occurrence::Record);
        }
        if self.record_is_whole(from) {
            return self.end_record(from);
        }
        let lane = self.lane_mut(from);
        match lane.reading {
            Reading::Handshake => return self.handshake_bytes(from, bytes),
            Reading::Alert => return self.alert_bytes(from, bytes),
            Reading::Doubtful => {
                let want = 4_usize.saturating_sub(lane.head().len());
                let fragment = lane.records.take_fragment(bytes, want);
                lane.keep_head(fragment);
                if lane.head().len() == 4 || lane.records.remaining() == 0 {
                    return self.settle_doubt(from);
                }
            }
            Reading::Sslv2 => {
                let fragment = lane.records.take_fragment(bytes, usize::MAX);
                lane.sslv2.extend_from_slice(fragment);
            }
            Reading::Ignored
            | Reading::ChangeCipherSpec
            | Reading::Heartbeat
            | Reading::ApplicationData
            | Reading::Sealed
            | Reading::ClearAfterKeys => {
                let fragment = lane.records.take_fragment(bytes, usize::MAX);
                lane.keep_head(fragment);
            }
        }
        if self.record_is_whole(from) { self.end_record(from) } else { None }
    }

    fn record_header(&mut self, from: Peer, bytes: &mut &[u8]) -> Option<Framing> {
        let framing = match self.lane_mut(from).records.read_header(bytes) {
            Ok(framing) => framing?,
            Err(error) => {
                self.no_record(from, error, bytes);
                return None;
            }
        };
        let lane = self.lane_mut(from);
        lane.begin_record();
        match framing {
            Framing::Tls(header) => {
                lane.header = header;
                let place = lane.place();
                self.order.record_header(from, header, place);
                self.lane_mut(from).reading = self.reading_of(from, header);
                if self.lane(from).reading == Reading::Alert {
                    self.begin_alert_record(from, header, place);
                }
            }
            Framing::Sslv2(_) => lane.reading = Reading::Sslv2,
        }
        Some(framing)
    }

    /// Where a record should begin, none does: framing is lost for good.
    fn no_record(&mut self, from: Peer, error: RecordError, bytes: &mut &[u8]) {
        let RecordError::NotARecord { offset, header, .. } = error;
        let lane = self.lane_mut(from);
        lane.pass_over(bytes);
        lane.phase = Phase::Lost;
        let place = Place { offset, record: Some(lane.count) };
        let [content_type, ..] = header;
        if self.order.is_tracked(from) {
            self.order.no_record(from, ContentType(content_type), place);
        }
    }

    /// How a record's content is to be read, given what the direction is sealed with.
    fn reading_of(&self, from: Peer, header: RecordHeader) -> Reading {
        if self.order.is_untracked() {
            // Nothing is known of keys: what reads as a message, or is as short as an alert, is one.
            return match header.content_type {
                ContentType::HANDSHAKE if self.lane(from).messages.pending().is_some() => {
                    Reading::Handshake
                }
                ContentType::HANDSHAKE => Reading::Doubtful,
                ContentType::ALERT if header.length == 2 => Reading::Alert,
                ContentType::CHANGE_CIPHER_SPEC if header.length == 1 => Reading::ChangeCipherSpec,
                _ => Reading::Sealed,
            };
        }
        match header.content_type {
            ContentType::HANDSHAKE if self.order.has_traffic_keys(from) => Reading::ClearAfterKeys,
            ContentType::CHANGE_CIPHER_SPEC if self.order.has_traffic_keys(from) => {
                Reading::ChangeCipherSpec
            }
            ContentType::ALERT if self.order.has_traffic_keys(from) => Reading::Alert,
            _ if self.order.is_sealed(from) => Reading::Sealed,
            ContentType::HANDSHAKE if self.lane(from).messages_lost => Reading::Ignored,
            // The rest of a message that was begun in the clear is in the clear.
            ContentType::HANDSHAKE if self.lane(from).messages.pending().is_some() => {
                Reading::Handshake
            }
            ContentType::HANDSHAKE if self.order.may_be_sealed(from) || self.lane(from).has_gap => {
                Reading::Doubtful
            }
            ContentType::HANDSHAKE => Reading::Handshake,
            ContentType::CHANGE_CIPHER_SPEC => Reading::ChangeCipherSpec,
            ContentType::ALERT if self.order.may_be_sealed(from) && header.length != 2 => {
                Reading::Sealed
            }
            ContentType::ALERT => Reading::Alert,
            ContentType::HEARTBEAT => Reading::Heartbeat,
            ContentType::APPLICATION_DATA
                if self.order.expects_early_data() || self.order.may_be_sealed(from) =>
            {
                Reading::Sealed
            }
            ContentType::APPLICATION_DATA => Reading::ApplicationData,
            _ => Reading::Ignored,
        }
    }

    fn handshake_bytes<'i>(&mut self, from: Peer, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        let lane = self.lane(from);
        let remaining = lane.records.remaining();
        let offset = lane.records.offset();
        let version = lane.header.legacy_record_version;
        let context = Context { consequence: lane.consequence, ..Context::default() };
        let mut fragment = bytes.get(..remaining.min(bytes.len())).unwrap_or(bytes);
        let before = fragment.len();
        self.order.note_record_version(from, version);
        let occurrence = self.read_message(from, &mut fragment, offset, context, remaining);
        let taken = before.saturating_sub(fragment.len());
        self.lane_mut(from).records.take_fragment(bytes, taken);
        if occurrence.is_none() && self.record_is_whole(from) {
            return self.end_record(from);
        }
        occurrence
    }

    /// Reads on to the next whole message and judges it. `left` is what the record still holds, in
    /// bytes, counted from `fragment`'s first.
    pub(super) fn read_message<'i>(
        &mut self,
        from: Peer,
        fragment: &mut &'i [u8],
        offset: u64,
        context: Context,
        left: usize,
    ) -> Option<Occurrence<'i>> {
        let before = fragment.len();
        let (order, lane) = match from {
            Peer::Client => (&mut self.order, &mut self.client),
            Peer::Server => (&mut self.order, &mut self.server),
        };
        let record = if context.level.is_some() { None } else { lane.count.checked_sub(1) };
        let completed = match lane.messages.advance(fragment, offset) {
            Ok(completed) => completed?,
            Err(HandshakeError::TooLong { handshake_type, length, limit, offset }) => {
                *fragment = &[];
                lane.reading = Reading::Ignored;
                // Nothing says where the next message begins.
                lane.messages_lost = true;
                lane.messages.clear();
                if order.is_tracked(from) {
                    let place = Place { offset, record };
                    order.message_too_long(from, handshake_type, length, limit, place);
                }
                return None;
            }
        };
        let message = lane.messages.message(completed);
        let place = Place { offset: message.offset, record };
        order.set_mid_message(from, false);
        order.observe(from, Observed::Handshake(message), place, context);
        let taken = before.saturating_sub(fragment.len());
        let behind = left.saturating_sub(taken);
        if behind > 0 && context.level.is_none() {
            // An opened record has no bytes on the wire to count.
            let moved = if context.protected { 0 } else { taken };
            let next = Place {
                offset: offset.saturating_add(u64::try_from(moved).unwrap_or(0)),
                record: place.record,
            };
            if order.bytes_follow(from, u32::try_from(behind).unwrap_or(u32::MAX), next) {
                lane.consequence = true;
            }
        }
        Some(Occurrence::Handshake(completed))
    }

    fn begin_alert_record(&mut self, from: Peer, header: RecordHeader, place: Place) {
        self.order.alert_record(from, u32::from(header.length), place, false);
        if self.order.facts().is_tls13() && header.length != 2 {
            self.lane_mut(from).reading = Reading::Ignored;
        }
    }

    fn alert_bytes<'i>(&mut self, from: Peer, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        let lane = self.lane_mut(from);
        let &[byte] = lane.records.take_fragment(bytes, 1) else { return None };
        let Some(level) = lane.half_alert.take() else {
            lane.half_alert = Some(byte);
            return if self.record_is_whole(from) { self.end_record(from) } else { None };
        };
        let alert = Alert { level: AlertLevel(level), description: AlertDescription(byte) };
        if alert.level != AlertLevel::WARNING && alert.level != AlertLevel::FATAL {
            // What else the record holds is read no further.
            lane.reading = Reading::Ignored;
        }
        let place = lane.place();
        self.order.observe(from, Observed::Alert(alert), place, Context::default());
        Some(Occurrence::Alert(alert))
    }

    /// The first bytes of a record that may be sealed, or its end, are there.
    fn settle_doubt<'i>(&mut self, from: Peer) -> Option<Occurrence<'i>> {
        let lane = self.lane_mut(from);
        let length = u32::from(lane.header.length);
        let message = lane
            .message_header()
            .filter(|message| is_plausible(*message) && message.length.saturating_add(4) <= length)
            // A sealed record often begins with the zeros of its nonce.
            .filter(|message| message.handshake_type != HandshakeType::HELLO_REQUEST);
        if message.is_none() {
            lane.reading = Reading::Sealed;
            return if self.record_is_whole(from) { self.end_record(from) } else { None };
        }
        // It reads as a message in the clear: the bytes that were held go the way of all others.
        lane.reading = Reading::Handshake;
        let head: [u8; 4] = lane.head().try_into().ok()?;
        let mut at = lane.records.offset().saturating_sub(4);
        let mut left = lane.records.remaining().saturating_add(4);
        for byte in head {
            let mut byte: &'static [u8] = BYTES.get(usize::from(byte))?;
            let occurrence = self.read_message(from, &mut byte, at, Context::default(), left);
            if occurrence.is_some() {
                return occurrence;
            }
            at = at.saturating_add(1);
            left = left.saturating_sub(1);
        }
        None
    }

    /// A record is whole: what its kind tells at the end.
    fn end_record<'i>(&mut self, from: Peer) -> Option<Occurrence<'i>> {
        let lane = self.lane_mut(from);
        lane.in_record = false;
        let (place, header, reading) = (lane.place(), lane.header, lane.reading);
        let length = u32::from(header.length);
        let context = Context { consequence: lane.consequence, ..Context::default() };
        let pending = lane.messages.pending();
        self.order.set_mid_message(from, pending.is_some());
        if let (Reading::Handshake, Some(message)) = (reading, pending) {
            self.order.message_is_cut(from, message, length, place.record);
        }
        let lane = self.lane_mut(from);
        match reading {
            Reading::Ignored | Reading::Handshake | Reading::Alert | Reading::Doubtful => None,
            Reading::ChangeCipherSpec => {
                let first = lane.head().first().copied();
                let observed = Observed::ChangeCipherSpec { length, first };
                self.order.observe(from, observed, place, context);
                Some(Occurrence::ChangeCipherSpec)
            }
            Reading::Heartbeat => {
                let seen = heartbeat_of(lane.head(), length);
                self.order.heartbeat(from, seen, place);
                Some(Occurrence::Heartbeat(seen))
            }
            Reading::ApplicationData => {
                self.order.observe(from, Observed::ApplicationData(length), place, context);
                Some(Occurrence::ApplicationData(length))
            }
            Reading::Sealed => {
                self.end_sealed(from, header, place);
                Some(Occurrence::Protected(header.content_type))
            }
            Reading::ClearAfterKeys => {
                let message = lane.message_header().filter(|message| is_plausible(*message));
                self.order.clear_record_after_keys(from, header, message, place);
                None
            }
            Reading::Sslv2 => {
                let payload = core::mem::take(&mut lane.sslv2);
                self.order.sslv2_client_hello(Sslv2ClientHello::parse(&payload), place);
                None
            }
        }
    }

    fn end_sealed(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let length = u32::from(header.length);
        let lane = self.lane(from);
        let first = lane.head().first().copied();
        let alert = header.content_type == ContentType::ALERT && length == 2;
        let message = lane.message_header().filter(|message| {
            header.content_type == ContentType::HANDSHAKE
                && message.length.saturating_add(4) == length
                && is_plausible(*message)
        });
        if self.order.is_sealed(from) && (alert || message.is_some()) {
            self.order.plaintext_after_change_cipher_spec(from, header, message, place);
        }
        let legacy = !self.order.has_traffic_keys(from);
        let observed = if header.content_type == ContentType::CHANGE_CIPHER_SPEC && legacy {
            Observed::ChangeCipherSpec { length, first }
        } else {
            Observed::Protected(header.content_type, length)
        };
        self.order.observe(from, observed, place, Context::default());
    }
}

/// Could these four bytes be a handshake header, rather than a random or sealed byte string?
fn is_plausible(header: HandshakeHeader) -> bool {
    header.handshake_type.name().is_some()
        && header.handshake_type != HandshakeType::MESSAGE_HASH
        && header.length <= PLAUSIBLE_LENGTH_MAX
}
