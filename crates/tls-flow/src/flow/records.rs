//! Wire bytes: records, and what stands in them.

use tls_wire::{
    Alert, AlertDescription, AlertLevel, ContentType, Framing, HandshakeError, HandshakeHeader,
    HandshakeType, RecordError, RecordHeader,
};

use super::{
    Flow,
    lane::{Flags, Lane, Occurrence, Phase, Reading, heartbeat_of},
};
use crate::{
    Context, Item, Observed, Order, Peer, Place,
    order::{Arrival, Protection},
};

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

/// One direction at work: its bytes, and the order that judges what they hold.
pub(super) struct Direction<'f> {
    pub(super) from: Peer,
    pub(super) order: &'f mut Order,
    pub(super) lane: &'f mut Lane,
}

impl Flow {
    /// What is needed to go on in this direction.
    #[inline]
    pub(super) fn direction(&mut self, from: Peer) -> Direction<'_> {
        let lane = match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        };
        Direction { from, order: &mut self.order, lane }
    }

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
                        let occurrence = self.direction(from).record_bytes(&mut byte);
                        if byte.is_empty() {
                            self.drop_held(from);
                        }
                        occurrence
                    } else {
                        let mut direction = self.direction(from);
                        let occurrence = direction.record_bytes(bytes);
                        let dry = bytes.is_empty() && !direction.record_is_whole();
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
}

impl Direction<'_> {
    /// The next occurrence in bytes that are records; `None` when they are used up.
    #[inline]
    pub(super) fn records<'i>(&mut self, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        loop {
            let lane = &mut *self.lane;
            let occurrence = if !lane.is_in_record() {
                self.record_header(bytes).map(Occurrence::Record)
            } else if lane.records.remaining() > 0 {
                match lane.reading {
                    Reading::Handshake => self.handshake_bytes(bytes),
                    Reading::Sealed => {
                        let fragment = lane.records.take_fragment(bytes, usize::MAX);
                        lane.keep_head(fragment);
                        if lane.records.remaining() == 0 { self.end_record() } else { None }
                    }
                    _ => self.record_bytes(bytes),
                }
            } else {
                self.end_record()
            };
            if occurrence.is_some() {
                return occurrence;
            }
            if self.order.has_findings() {
                return Some(Occurrence::Finding);
            }
            if bytes.is_empty() && !self.record_is_whole() {
                return None;
            }
        }
    }

    /// Is there a record whose bytes are all taken, and whose end was not told?
    fn record_is_whole(&self) -> bool {
        let lane = &*self.lane;
        lane.is_in_record() && lane.records.remaining() == 0
    }

    /// One step in the record layer; `None` means that `bytes` are used up, or that the step told
    /// nothing.
    #[inline(never)]
    fn record_bytes<'i>(&mut self, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        if !self.lane.is_in_record() {
            return self.record_header(bytes).map(Occurrence::Record);
        }
        if self.record_is_whole() {
            return self.end_record();
        }
        let lane = &mut *self.lane;
        match lane.reading {
            Reading::Handshake => return self.handshake_bytes(bytes),
            Reading::Alert => return self.alert_bytes(bytes),
            Reading::Doubtful => {
                if lane.head().is_empty() && lane.records.remaining() >= 4 {
                    if let Some(head) = bytes.first_chunk() {
                        // Bytes that are all there are looked at and not taken: a message that is
                        // in one piece is not copied.
                        let is_message = self.reads_as_message(HandshakeHeader::parse(head));
                        self.lane.reading =
                            if is_message { Reading::Handshake } else { Reading::Sealed };
                        return None;
                    }
                }
                let want = 4_usize.saturating_sub(lane.head().len());
                let fragment = lane.records.take_fragment(bytes, want);
                lane.keep_head(fragment);
                if lane.head().len() == 4 || lane.records.remaining() == 0 {
                    return self.settle_doubt();
                }
            }
            Reading::Sslv2 => {
                let fragment = lane.records.take_fragment(bytes, usize::MAX);
                self.order.keep_sslv2(fragment);
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
        if self.record_is_whole() { self.end_record() } else { None }
    }

    #[inline]
    fn record_header(&mut self, bytes: &mut &[u8]) -> Option<Framing> {
        if let Some(header) = self.lane.records.read_whole_header(bytes) {
            self.begin_record(header);
            return Some(Framing::Tls(header));
        }
        if bytes.is_empty() { None } else { self.odd_header(bytes) }
    }

    #[inline]
    fn begin_record(&mut self, header: RecordHeader) {
        self.lane.begin_record();
        let place = self.lane.place();
        self.order.record_header(self.from, header, place);
        self.lane.reading = self.reading_of(header);
        if self.lane.reading == Reading::Alert {
            self.begin_alert_record(header, place);
        }
    }

    /// A header that comes in parts, an SSLv2 one, or none.
    #[inline(never)]
    fn odd_header(&mut self, bytes: &mut &[u8]) -> Option<Framing> {
        match self.lane.records.read_header(bytes) {
            Ok(Some(Framing::Tls(header))) => {
                self.begin_record(header);
                Some(Framing::Tls(header))
            }
            Ok(Some(framing @ Framing::Sslv2(_))) => {
                self.lane.begin_record();
                self.lane.reading = Reading::Sslv2;
                Some(framing)
            }
            Ok(None) => None,
            Err(error) => {
                self.no_record(error, bytes);
                None
            }
        }
    }

    /// Where a record should begin, none does: framing is lost for good.
    #[inline(never)]
    fn no_record(&mut self, error: RecordError, bytes: &mut &[u8]) {
        let RecordError::NotARecord { offset, header, .. } = error;
        let lane = &mut *self.lane;
        lane.pass_over(bytes);
        lane.phase = Phase::Lost;
        let place = Place { offset, record: Some(lane.count) };
        let [content_type, ..] = header;
        self.order.no_record(self.from, ContentType(content_type), place);
    }

    /// How a record's content is to be read, given what the direction is sealed with.
    #[inline]
    fn reading_of(&self, header: RecordHeader) -> Reading {
        if self.order.is_untracked() {
            return self.reading_of_untracked(header);
        }
        match (self.order.protection(self.from), header.content_type) {
            (Protection::Traffic, ContentType::HANDSHAKE) => Reading::ClearAfterKeys,
            (Protection::Traffic, ContentType::CHANGE_CIPHER_SPEC) => Reading::ChangeCipherSpec,
            (Protection::Traffic, ContentType::ALERT) => Reading::Alert,
            (Protection::Traffic | Protection::Cipher, _) => Reading::Sealed,
            (Protection::Clear, content_type) => self.reading_of_clear(content_type, header),
        }
    }

    /// Nothing is known of keys: what reads as a message, or is as short as an alert, is one.
    fn reading_of_untracked(&self, header: RecordHeader) -> Reading {
        match header.content_type {
            ContentType::HANDSHAKE if self.lane.messages.is_pending() => Reading::Handshake,
            ContentType::HANDSHAKE => Reading::Doubtful,
            ContentType::ALERT if header.length == 2 => Reading::Alert,
            ContentType::CHANGE_CIPHER_SPEC if header.length == 1 => Reading::ChangeCipherSpec,
            _ => Reading::Sealed,
        }
    }

    /// No keys were switched, as far as can be seen.
    #[inline]
    fn reading_of_clear(&self, content_type: ContentType, header: RecordHeader) -> Reading {
        match content_type {
            ContentType::HANDSHAKE if self.lane.flags.has(Flags::MESSAGES_LOST) => Reading::Ignored,
            // The rest of a message that was begun in the clear is in the clear.
            ContentType::HANDSHAKE if self.lane.messages.is_pending() => Reading::Handshake,
            ContentType::HANDSHAKE
                if self.order.may_be_sealed(self.from) || self.lane.flags.has(Flags::GAP) =>
            {
                Reading::Doubtful
            }
            ContentType::HANDSHAKE
                if header.length >= 4 && self.order.change_cipher_spec_is_due(self.from) =>
            {
                Reading::Doubtful
            }
            ContentType::HANDSHAKE => Reading::Handshake,
            ContentType::CHANGE_CIPHER_SPEC => Reading::ChangeCipherSpec,
            ContentType::ALERT if self.order.may_be_sealed(self.from) && header.length != 2 => {
                Reading::Sealed
            }
            ContentType::ALERT => Reading::Alert,
            ContentType::HEARTBEAT => Reading::Heartbeat,
            ContentType::APPLICATION_DATA
                if self.order.expects_early_data() || self.order.may_be_sealed(self.from) =>
            {
                Reading::Sealed
            }
            ContentType::APPLICATION_DATA => Reading::ApplicationData,
            _ => Reading::Ignored,
        }
    }

    #[inline]
    fn handshake_bytes<'i>(&mut self, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        let lane = &mut *self.lane;
        let remaining = lane.records.remaining();
        let offset = lane.records.offset();
        let version = lane.header().legacy_record_version;
        let context =
            Context { consequence: lane.flags.has(Flags::CONSEQUENCE), ..Context::default() };
        let mut fragment = bytes.get(..remaining.min(bytes.len())).unwrap_or(bytes);
        let before = fragment.len();
        self.order.note_record_version(self.from, version);
        let occurrence = self.read_message(&mut fragment, offset, context, remaining);
        let taken = before.saturating_sub(fragment.len());
        self.lane.records.take_fragment(bytes, taken);
        if self.record_is_whole() {
            self.end_handshake_record();
        }
        occurrence
    }

    /// Reads on to the next whole message and judges it. `left` is what the record still holds, in
    /// bytes, counted from `fragment`'s first.
    pub(super) fn read_message<'i>(
        &mut self,
        fragment: &mut &'i [u8],
        offset: u64,
        context: Context,
        left: usize,
    ) -> Option<Occurrence<'i>> {
        let before = fragment.len();
        let (order, lane) = (&mut *self.order, &mut *self.lane);
        let record = if context.level.is_some() { None } else { lane.count.checked_sub(1) };
        let completed = match lane.messages.advance(fragment, offset) {
            Ok(completed) => completed?,
            Err(HandshakeError::TooLong { handshake_type, length, limit, offset }) => {
                *fragment = &[];
                lane.reading = Reading::Ignored;
                lane.messages.clear();
                if context.consequence {
                    return None;
                }
                // Nothing says where the next message begins.
                lane.flags.set(Flags::MESSAGES_LOST);
                if order.tracks(self.from) {
                    let place = Place { offset, record };
                    order.message_too_long(self.from, handshake_type, length, limit, place);
                }
                return None;
            }
        };
        let message = lane.messages.message(completed);
        let place = Place { offset: message.offset, record };
        order.set_mid_message(self.from, false);
        order.observe_message(&Arrival::new(self.from, &message, place, context));
        let taken = before.saturating_sub(fragment.len());
        let behind = left.saturating_sub(taken);
        if behind > 0 && context.level.is_none() {
            // An opened record has no bytes on the wire to count.
            let moved = if context.protected { 0 } else { taken };
            let next = Place {
                offset: offset.saturating_add(u64::try_from(moved).unwrap_or(0)),
                record: place.record,
            };
            if order.bytes_follow(self.from, u32::try_from(behind).unwrap_or(u32::MAX), next) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
        }
        Some(Occurrence::Handshake(completed))
    }

    fn begin_alert_record(&mut self, header: RecordHeader, place: Place) {
        self.order.alert_record(self.from, u32::from(header.length), place, false);
        if self.order.facts().is_tls13() && header.length != 2 {
            self.lane.reading = Reading::Ignored;
        }
    }

    fn alert_bytes<'i>(&mut self, bytes: &mut &'i [u8]) -> Option<Occurrence<'i>> {
        let lane = &mut *self.lane;
        let &[byte] = lane.records.take_fragment(bytes, 1) else { return None };
        let Some(level) = lane.half_alert.take() else {
            lane.half_alert = Some(byte);
            return if self.record_is_whole() { self.end_record() } else { None };
        };
        let alert = Alert { level: AlertLevel(level), description: AlertDescription(byte) };
        if alert.level != AlertLevel::WARNING && alert.level != AlertLevel::FATAL {
            // What else the record holds is read no further.
            lane.reading = Reading::Ignored;
        }
        let place = lane.place();
        self.order.observe(self.from, Observed::Alert(alert), place, Context::default());
        Some(Occurrence::Alert(alert))
    }

    /// The first bytes of a record that may be sealed, or its end, are there.
    fn settle_doubt<'i>(&mut self) -> Option<Occurrence<'i>> {
        let is_message =
            self.lane.message_header().is_some_and(|message| self.reads_as_message(message));
        let lane = &mut *self.lane;
        if !is_message {
            lane.reading = Reading::Sealed;
            return if self.record_is_whole() { self.end_record() } else { None };
        }
        // It reads as a message in the clear: the bytes that were held go the way of all others.
        lane.reading = Reading::Handshake;
        let head: [u8; 4] = lane.head().try_into().ok()?;
        let mut at = lane.records.offset().saturating_sub(4);
        let mut left = lane.records.remaining().saturating_add(4);
        for byte in head {
            let mut byte: &'static [u8] = BYTES.get(usize::from(byte))?;
            let occurrence = self.read_message(&mut byte, at, Context::default(), left);
            if occurrence.is_some() {
                return occurrence;
            }
            at = at.saturating_add(1);
            left = left.saturating_sub(1);
        }
        None
    }

    /// A record of handshake messages is whole, which the last of them need not be.
    #[inline]
    fn end_handshake_record(&mut self) {
        self.lane.flags.clear(Flags::IN_RECORD);
        let pending = self.lane.messages.pending();
        self.order.set_mid_message(self.from, pending.is_some());
        if let Some(message) = pending {
            let length = u32::from(self.lane.header().length);
            let record = self.lane.place().record;
            self.order.message_is_cut(self.from, message, length, record);
        }
    }

    /// Does the record in doubt begin as a message in the clear?
    fn reads_as_message(&self, message: HandshakeHeader) -> bool {
        let length = u32::from(self.lane.header().length);
        let fits = message.length.saturating_add(4) <= length;
        let is_due = || self.order.expected(self.from).contains(Item::of(message.handshake_type));
        // A sealed record often begins with the zeros of its nonce.
        let is_request = message.handshake_type == HandshakeType::HELLO_REQUEST;
        if self.order.change_cipher_spec_is_due(self.from) && !self.lane.flags.has(Flags::GAP) {
            // It is sealed only if a ChangeCipherSpec is missing: nearly all there is speaks against.
            let is_nonce = is_request && message.length == 0 && length > 4;
            return !is_nonce && (fits || is_plausible(message) || is_due());
        }
        is_plausible(message) && !is_request && (fits || is_due())
    }

    /// A record is whole: what its kind tells at the end.
    #[inline]
    fn end_record<'i>(&mut self) -> Option<Occurrence<'i>> {
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
                let observed = Observed::ChangeCipherSpec { length, first };
                self.order.observe(self.from, observed, place, context);
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
            self.order.sealed_application_data(self.from, u32::from(header.length), place);
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

/// Could these four bytes be a handshake header, rather than a random or sealed byte string?
fn is_plausible(header: HandshakeHeader) -> bool {
    header.handshake_type.name().is_some()
        && header.handshake_type != HandshakeType::MESSAGE_HASH
        && header.length <= PLAUSIBLE_LENGTH_MAX
}
