//! Whole records of which nothing has to be told.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

use tls_wire::{
    ContentType, HandshakeHeader, HandshakeMessage, HandshakeType, ProtocolVersion, RecordHeader,
};

use super::{Direction, Flow, messages::is_one_message};
use crate::{
    Item, Peer, Place,
    flow::lane::{Flags, Phase},
    hint::{rarely, usually},
    order::{ORDINARY_MAX, Protection, Stage},
};

/// What became of a record.
#[derive(Clone, Copy)]
enum Passing {
    /// All that it holds was taken.
    Whole,
    /// All was taken, and what it holds may have been found wanting.
    Last,
    /// All but so many bytes were taken, for what follows them is not plainly in order.
    Within(usize),
    /// Nothing was taken.
    Not,
}

/// The whole records that were taken in one go.
#[derive(Clone, Copy)]
struct Taken<'i> {
    /// The header of the last one.
    last: Option<&'i [u8; RecordHeader::LEN]>,
    /// The records of the direction up to them.
    records: u64,
    /// What follows them.
    rest: &'i [u8],
}

impl<'i> Taken<'i> {
    /// Adds the next record, which `rest` follows.
    #[inline(always)]
    const fn add(&mut self, rest: &'i [u8]) {
        self.last = self.rest.first_chunk();
        self.records = self.records.wrapping_add(1);
        self.rest = rest;
    }
}

/// Where the bytes at hand begin in the stream of their direction, and how many they are.
#[derive(Clone, Copy)]
struct Begin {
    offset: u64,
    length: usize,
}

impl Begin {
    /// The place in a record behind which `left` bytes are left.
    #[inline]
    fn place(self, record: u64, left: usize) -> Place {
        let taken = u64::try_from(self.length.wrapping_sub(left)).unwrap_or(u64::MAX);
        Place { offset: self.offset.wrapping_add(taken), record: Some(record) }
    }
}

impl Flow {
    /// Takes the records that lie whole in `bytes`, up to the first of which there may be something
    /// to be told; `true` if that was all.
    #[inline(never)]
    pub(in crate::flow) fn pass(&mut self, from: Peer, bytes: &mut &[u8]) -> bool {
        if !self.lane(from).is_ready && !self.becomes_ready(from, bytes) {
            return false;
        }
        debug_assert!(self.is_ready(from), "nothing but this way leaves it ready");
        let mut taken = Taken { last: None, records: self.lane(from).count, rest: bytes };
        while taken.rest.len() >= RecordHeader::LEN {
            if self.order.is_in_flight(from) {
                let before = taken.records;
                if !self.pass_flight(from, &mut taken, bytes) {
                    self.stop(from, taken, Passing::Last, bytes);
                    return false;
                }
                if taken.records != before {
                    continue;
                }
            }
            let Some((header, fragment, rest)) = RecordHeader::split_record(taken.rest) else {
                break;
            };
            let passing = self.pass_record(from, header, fragment, taken, bytes);
            if !matches!(passing, Passing::Whole) {
                if let Passing::Last = passing {
                    taken.add(rest);
                }
                self.stop(from, taken, passing, bytes);
                return false;
            }
            taken.add(rest);
        }
        self.move_behind(from, taken, bytes);
        bytes.is_empty()
    }

    /// Sees whether the short way may be entered.
    #[cold]
    #[inline(never)]
    fn becomes_ready(&mut self, from: Peer, bytes: &[u8]) -> bool {
        if usually(self.lane(from).phase == Phase::Opening) {
            self.pass_opening(from, bytes);
        }
        let is_ready = usually(self.is_ready(from));
        self.lane_mut(from).is_ready = is_ready;
        is_ready
    }

    /// Is nothing in doubt, begun or found?
    fn is_ready(&self, from: Peer) -> bool {
        let lane = self.lane(from);
        self.openings.is_none()
            && lane.is_at_rest()
            && lane.phase == Phase::Records
            && lane.records.is_at_boundary()
            && self.order.is_sound()
    }

    /// Anything may change now.
    #[inline]
    pub(in crate::flow) fn leave_short_way(&mut self) {
        self.client.is_ready = false;
        self.server.is_ready = false;
    }

    /// Where `bytes` begin, of which nothing was taken.
    #[inline]
    fn begin(&self, from: Peer, bytes: &[u8]) -> Begin {
        Begin { offset: self.lane(from).records.offset(), length: bytes.len() }
    }

    /// Moves the record layer behind the records that were taken.
    #[inline(always)]
    fn move_behind(&mut self, from: Peer, taken: Taken<'_>, bytes: &mut &[u8]) {
        if let Some(last) = taken.last {
            let length = bytes.len().wrapping_sub(taken.rest.len());
            let lane = self.lane_mut(from);
            lane.records.skip_records(RecordHeader::parse(last), length, bytes);
            lane.count = taken.records;
        }
    }

    /// Stops before a record, or within it. A function that is rarely called tells the compiler what is
    /// rare on the way to it.
    #[cold]
    #[inline(never)]
    fn stop(&mut self, from: Peer, taken: Taken<'_>, passing: Passing, bytes: &mut &[u8]) {
        self.move_behind(from, taken, bytes);
        if let Passing::Within(left) = passing {
            self.lane_mut(from).stop_within(left, bytes);
        }
    }

    /// Takes a record if all that it holds is in order. The order is sound.
    #[inline(always)]
    fn pass_record(
        &mut self,
        from: Peer,
        header: RecordHeader,
        fragment: &[u8],
        taken: Taken<'_>,
        bytes: &[u8],
    ) -> Passing {
        let order = &mut self.order;
        debug_assert!(order.is_sound(), "it was asked behind whatever can change it");
        let (stage, protection) = (order.stage(), order.protection(from));
        let version = header.legacy_record_version;
        let in_order = match header.content_type {
            ContentType::APPLICATION_DATA => {
                protection != Protection::Clear
                    && match stage {
                        Stage::LegacyConnected => order.is_version_settled(version),
                        Stage::Tls13 => version == ProtocolVersion::TLS_1_2,
                        _ => false,
                    }
                    && order.is_sealed_length_ordinary(header)
                    && order.takes_sealed_data_in_order(from)
            }
            ContentType::HANDSHAKE if protection == Protection::Clear => {
                let passing = self.pass_hello(from, header, fragment, taken, bytes);
                if let Passing::Not = passing {
                    return self.pass_messages(from, header, fragment, taken, bytes);
                }
                return passing;
            }
            ContentType::HANDSHAKE => {
                protection == Protection::Cipher
                    && stage == Stage::Legacy
                    && order.is_version_settled(version)
                    && order.is_sealed_length_ordinary(header)
                    && !is_one_message(fragment)
                    && order.takes_sealed_finished(from)
            }
            ContentType::CHANGE_CIPHER_SPEC => {
                stage == Stage::Tls13
                    && *fragment == [1]
                    && version == ProtocolVersion::TLS_1_2
                    && order.takes_compatibility_change_cipher_spec(from)
            }
            _ => false,
        };
        if in_order { Passing::Whole } else { Passing::Not }
    }

    /// Takes a record that holds a hello and nothing else, as nearly all do.
    #[inline(always)]
    fn pass_hello(
        &mut self,
        from: Peer,
        header: RecordHeader,
        fragment: &[u8],
        taken: Taken<'_>,
        bytes: &[u8],
    ) -> Passing {
        let Some((message, body)) = fragment.split_first_chunk() else {
            rarely();
            return Passing::Not;
        };
        let HandshakeHeader { handshake_type, length } = HandshakeHeader::parse(message);
        let version = header.legacy_record_version;
        // No hello comes in another stage.
        let due = match self.order.stage() {
            Stage::Start => version <= ProtocolVersion::TLS_1_2,
            stage => stage == Stage::WaitServerHello,
        };
        let is_one = usize::try_from(length) == Ok(body.len())
            && !body.is_empty()
            && self.order.is_content_length_ordinary(header);
        if !usually(due && is_one) {
            return Passing::Not;
        }
        let begin = self.begin(from, bytes);
        let place = || begin.place(taken.records, taken.rest.len().wrapping_sub(RecordHeader::LEN));
        self.order.note_record_version(from, version);
        match self.order.takes_hello_in_order(from, handshake_type, body, place) {
            None => Passing::Not,
            Some(true) => Passing::Whole,
            Some(false) => {
                rarely();
                Passing::Last
            }
        }
    }

    /// Takes the messages of a record, up to the first that is cut or not in order.
    #[cold]
    #[inline(never)]
    fn pass_messages(
        &mut self,
        from: Peer,
        header: RecordHeader,
        fragment: &[u8],
        taken: Taken<'_>,
        bytes: &[u8],
    ) -> Passing {
        let begin = self.begin(from, bytes);
        let behind_record =
            taken.rest.len().wrapping_sub(RecordHeader::LEN).wrapping_sub(fragment.len());
        let place_of =
            |rest: &[u8]| begin.place(taken.records, behind_record.wrapping_add(rest.len()));
        let Direction { order, lane, .. } = self.direction(from);
        let version = header.legacy_record_version;
        if !order.is_version_due(version) || !order.is_clear_length_ordinary(from, header) {
            return Passing::Not;
        }
        let mut rest = fragment;
        loop {
            let place = place_of(rest);
            let mut behind = rest;
            let Some(message) = lane.messages.next_whole(&mut behind, place.offset) else { break };
            let HandshakeMessage { handshake_type, body, .. } = message;
            order.note_record_version(from, version);
            let taken = order.takes_message_in_order(from, handshake_type, body, || place);
            let Some(sound) = taken else { break };
            if behind.is_empty() {
                order.count_if_tiny(from, header);
                return if sound { Passing::Whole } else { Passing::Last };
            }
            rest = behind;
            let left = u32::try_from(rest.len()).unwrap_or(u32::MAX);
            if order.bytes_follow(from, left, place_of(rest)) {
                lane.flags.set(Flags::CONSEQUENCE);
            }
            // It is not behind a mistake, of which alone there are consequences.
            if !order.is_sound() {
                break;
            }
        }
        if rest.len() < fragment.len() { Passing::Within(rest.len()) } else { Passing::Not }
    }

    /// Takes the records of a flight of TLS 1.2 or below that hold one message each, or are the
    /// `ChangeCipherSpec`; `false` if what they hold was found wanting.
    #[inline(always)]
    fn pass_flight(&mut self, from: Peer, taken: &mut Taken<'_>, bytes: &[u8]) -> bool {
        let Some(mut flight) = self.order.flight(from) else { return true };
        while let Some((header, fragment, rest)) = RecordHeader::split_record(taken.rest) {
            if !usually(flight.is_version(header.legacy_record_version)) {
                break;
            }
            let (handshake_type, body, item) = match (header.content_type, fragment) {
                (ContentType::HANDSHAKE, fragment) => {
                    let Some((message, body)) = fragment.split_first_chunk() else {
                        rarely();
                        break;
                    };
                    let HandshakeHeader { handshake_type, length } =
                        HandshakeHeader::parse(message);
                    let is_one =
                        usize::try_from(length) == Ok(body.len()) && header.length <= ORDINARY_MAX;
                    if !usually(is_one) {
                        break;
                    }
                    if body.is_empty() {
                        rarely();
                        if !flight.may_count_tiny() {
                            break;
                        }
                    }
                    (handshake_type, body, Item::looked_up(handshake_type))
                }
                (ContentType::CHANGE_CIPHER_SPEC, [1]) => {
                    (HandshakeType::default(), fragment, Item::ChangeCipherSpec)
                }
                _ => {
                    rarely();
                    break;
                }
            };
            if !usually(flight.takes(item)) {
                break;
            }
            let (record, left) = (taken.records, taken.rest.len().wrapping_sub(RecordHeader::LEN));
            taken.add(rest);
            if item == Item::ChangeCipherSpec {
                rarely();
                self.order.legacy_keys(from);
                break;
            }
            if body.is_empty() {
                rarely();
                flight.count_tiny();
            }
            if !usually(flight.takes_plain_content(item, body)) {
                let place = self.begin(from, bytes).place(record, left);
                return self.order.judges_content(from, handshake_type, body, place);
            }
            if item == Item::ServerHelloDone {
                rarely();
                break;
            }
        }
        true
    }
}
