//! Wire bytes: records, and what stands in them.

mod end;
mod messages;
mod pass;

use tls_wire::{
    Alert, AlertDescription, AlertLevel, ContentType, Framing, HandshakeHeader, RecordError,
    RecordHeader,
};

use super::{
    Flow,
    lane::{Flags, Lane, Occurrence, Phase, Reading},
};
use crate::{Context, Observed, Order, Peer, Place, order::Protection};

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
                        let length = u32::from(lane.header().length);
                        let is_message =
                            self.reads_as_message(HandshakeHeader::parse(head), length);
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
}
