//! One direction's bytes: where it stands in its records and messages.

use tls_wire::{
    Alert, Completed, ContentType, Framing, HandshakeHeader, HandshakeReader, HandshakeType,
    RecordHeader, RecordReader,
};

use crate::{EndHow, HeartbeatSeen, Level, Peer, Place, diagnosis::Opening};

/// Bytes of a record's content that are kept until its end is there: a handshake header, a
/// heartbeat's head, a `ChangeCipherSpec`.
const HEAD: usize = 4;
const HEAD_LENGTH: u8 = 4;

/// What happened, without borrowing from the flow.
#[derive(Clone, Copy, Debug)]
pub(super) enum Occurrence<'i> {
    /// The order has one to hand out.
    Finding,
    /// This direction's first bytes were classified.
    Opening(Peer),
    Record(Framing),
    Handshake(Completed<'i>),
    ChangeCipherSpec,
    Alert(Alert),
    Heartbeat(HeartbeatSeen),
    ApplicationData(u32),
    Protected(ContentType),
    Gap(u64),
    End(EndHow),
}

/// How the current record's content is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Reading {
    /// There is no record, or it is of no interest.
    #[default]
    Ignored,
    /// Handshake messages in the clear.
    Handshake,
    /// Handshake messages, if the first bytes read as one; else a sealed record.
    Doubtful,
    /// Alerts in the clear.
    Alert,
    /// A `ChangeCipherSpec` in the clear.
    ChangeCipherSpec,
    /// Heartbeat in the clear.
    Heartbeat,
    /// Application data that was never protected.
    ApplicationData,
    /// A sealed record.
    Sealed,
    /// A record in the clear where only sealed ones may be (TLS 1.3).
    ClearAfterKeys,
    /// An SSLv2 `ClientHello`.
    Sslv2,
}

/// What a direction's bytes are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Phase {
    /// The first bytes are not classified yet.
    #[default]
    Opening,
    /// TLS records.
    Records,
    /// Something else, behind which TLS may start.
    Preamble,
    /// No records, and none will come.
    Lost,
}

/// What is so of a direction, one bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flags(u8);

impl Flags {
    /// Nothing can follow.
    pub(super) const ENDED: Self = Self(1);
    /// A record has begun and its end was not told.
    pub(super) const IN_RECORD: Self = Self(1 << 1);
    /// The last record was opened by the embedder: it has no bytes of its own.
    pub(super) const OPENED: Self = Self(1 << 2);
    /// What is left of the record is part of a mistake that was reported.
    pub(super) const CONSEQUENCE: Self = Self(1 << 3);
    /// Bytes of the direction are missing.
    pub(super) const GAP: Self = Self(1 << 4);
    /// A message was given up: what follows cannot be told into messages any more (over QUIC, at
    /// this encryption level).
    pub(super) const MESSAGES_LOST: Self = Self(1 << 5);
    /// The first record was an SSLv2 one.
    pub(super) const SSLV2: Self = Self(1 << 6);
    /// Its opening is still to be told.
    pub(super) const OPENING_DUE: Self = Self(1 << 7);
    /// Something else comes first than what its records hold.
    pub(super) const ENDED_OR_OPENING_DUE: Self = Self(Self::ENDED.0 | Self::OPENING_DUE.0);

    #[inline]
    pub(super) const fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    #[inline]
    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }

    #[inline]
    pub(super) const fn set(&mut self, flag: Self) {
        self.0 |= flag.0;
    }

    #[inline]
    pub(super) const fn clear(&mut self, flag: Self) {
        self.0 &= !flag.0;
    }

    pub(super) const fn put(&mut self, flag: Self, value: bool) {
        if value {
            self.set(flag);
        } else {
            self.clear(flag);
        }
    }
}

/// The first bytes of a direction that was TLS at first sight: those of them that could be others.
#[derive(Clone, Copy, Debug)]
struct PlainHead {
    /// The minor version of the record, 0 where there is no plain head.
    minor: u8,
    length: [u8; 2],
    body_length: [u8; 2],
    body: [u8; 7],
}

impl PlainHead {
    /// A record header, a handshake header, the hello's version and the beginning of its random.
    const LEN: usize = 16;

    fn of(bytes: &[u8; Self::LEN]) -> Self {
        let &[_, _, minor, high, low, _, _, body_high, body_low, ref body @ ..] = bytes;
        Self { minor, length: [high, low], body_length: [body_high, body_low], body: *body }
    }

    fn bytes(self, from: Peer) -> Option<[u8; Self::LEN]> {
        let ([high, low], [body_high, body_low]) = (self.length, self.body_length);
        let hello = match from {
            Peer::Client => HandshakeType::CLIENT_HELLO,
            Peer::Server => HandshakeType::SERVER_HELLO,
        };
        let handshake = ContentType::HANDSHAKE;
        let headers = [handshake.0, 3, self.minor, high, low, hello.0, 0, body_high, body_low];
        let mut bytes = [0; Self::LEN];
        for (to, from) in bytes.iter_mut().zip(headers.iter().chain(&self.body)) {
            *to = *from;
        }
        (self.minor != 0).then_some(bytes)
    }
}

/// One direction.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    pub(super) records: RecordReader,
    pub(super) messages: HandshakeReader,
    /// Records begun so far, opened ones included.
    pub(super) count: u64,
    plain_head: PlainHead,
    /// The head of the current record's content.
    head: [u8; HEAD],
    head_length: u8,
    /// The first half of an alert that was cut by a record's end.
    pub(super) half_alert: Option<u8>,
    pub(super) reading: Reading,
    pub(super) phase: Phase,
    pub(super) level: Option<Level>,
    pub(super) flags: Flags,
    /// The short way was left as it can be entered again, and nothing has changed anything since.
    pub(super) is_ready: bool,
}

// A connection that is tracked keeps two.
const _: () = assert!(size_of::<Lane>() <= 64);

impl Lane {
    /// Of which nothing was seen.
    pub(super) const NEW: Self = Self {
        records: RecordReader::new(),
        messages: HandshakeReader::new(),
        count: 0,
        plain_head: PlainHead { minor: 0, length: [0; 2], body_length: [0; 2], body: [0; 7] },
        head: [0; HEAD],
        head_length: 0,
        half_alert: None,
        reading: Reading::Ignored,
        phase: Phase::Opening,
        level: None,
        flags: Flags(0),
        is_ready: false,
    };

    /// The current record's place; over QUIC that of the CRYPTO stream.
    #[inline]
    pub(super) fn place(&self) -> Place {
        if self.level.is_some() {
            return Place { offset: self.position(), record: None };
        }
        let opened = self.flags.has(Flags::OPENED);
        let offset = if opened { self.position() } else { self.records.record_offset() };
        Place { offset, record: self.count.checked_sub(1) }
    }

    /// The stream offset of the next byte; over QUIC that in the CRYPTO stream of the level.
    pub(super) fn position(&self) -> u64 {
        self.records.offset()
    }

    /// The place of the end of the stream: that of the record that is cut, if one is.
    pub(super) fn end_place(&self) -> Place {
        if self.is_in_record() && self.records.remaining() > 0 {
            self.place()
        } else if self.is_cut() {
            Place { offset: self.records.record_offset(), record: Some(self.count) }
        } else {
            Place { offset: self.position(), record: None }
        }
    }

    /// Would an end here cut a record?
    pub(super) fn is_cut(&self) -> bool {
        self.phase == Phase::Records && self.records.is_mid_record()
    }

    /// Does it stand between two records and two messages, with nothing to remember of either?
    #[inline]
    pub(super) const fn is_at_rest(&self) -> bool {
        self.flags.is_none() && self.messages.is_idle()
    }

    /// A record begins that the embedder opened.
    pub(super) fn begin_opened(&mut self) {
        self.phase = Phase::Records;
        if self.records.is_mid_record() {
            // The embedder left a record of the wire behind: its rest is not coming.
            self.records.resume_at(self.records.offset());
        }
        self.count = self.count.saturating_add(1);
        self.flags.clear(Flags::IN_RECORD);
        self.flags.set(Flags::OPENED);
        self.keep_consequence();
    }

    /// A record's header is complete.
    #[inline]
    pub(super) fn begin_record(&mut self) {
        self.count = self.count.saturating_add(1);
        self.flags.set(Flags::IN_RECORD);
        self.flags.clear(Flags::OPENED);
        self.head_length = 0;
        self.keep_consequence();
    }

    /// Enters a record of handshake messages, of which all but the last `left` bytes were taken.
    #[inline(never)]
    #[cold]
    pub(super) fn stop_within(&mut self, left: usize, bytes: &mut &[u8]) {
        if self.records.read_whole_header(bytes).is_some() {
            let consequence = self.flags.has(Flags::CONSEQUENCE);
            self.begin_record();
            self.flags.put(Flags::CONSEQUENCE, consequence);
            self.reading = Reading::Handshake;
            let taken = self.records.remaining().saturating_sub(left);
            self.records.take_fragment(bytes, taken);
        }
    }

    /// A message that began within a reported mistake is part of it to its end.
    #[inline]
    fn keep_consequence(&mut self) {
        if !self.messages.is_pending() {
            self.flags.clear(Flags::CONSEQUENCE);
        }
    }

    /// Keeps the first bytes of a record's content.
    #[inline]
    pub(super) fn keep_head(&mut self, fragment: &[u8]) {
        if self.head_length == 0 {
            if let Some(head) = fragment.first_chunk() {
                self.head = *head;
                self.head_length = HEAD_LENGTH;
                return;
            }
        }
        let Some(free) = self.head.get_mut(usize::from(self.head_length)..) else { return };
        for (to, from) in free.iter_mut().zip(fragment) {
            *to = *from;
            self.head_length = self.head_length.saturating_add(1);
        }
    }

    /// The first bytes of the record's content, as far as they came.
    pub(super) fn head(&self) -> &[u8] {
        self.head.get(..usize::from(self.head_length)).unwrap_or_default()
    }

    /// The content reads as the beginning of a handshake message: its header.
    pub(super) fn message_header(&self) -> Option<HandshakeHeader> {
        (usize::from(self.head_length) == HEAD).then(|| HandshakeHeader::parse(&self.head))
    }

    /// A record has begun and its end was not told.
    #[inline]
    pub(super) const fn is_in_record(&self) -> bool {
        self.flags.has(Flags::IN_RECORD)
    }

    /// The header of the current record, or of the last one; zeros before the first, and for an
    /// SSLv2 one.
    #[inline]
    pub(super) fn header(&self) -> RecordHeader {
        match self.records.framing() {
            Some(Framing::Tls(header)) => header,
            Some(Framing::Sslv2(_)) | None => RecordHeader::parse(&[0; RecordHeader::LEN]),
        }
    }

    /// Is the direction TLS at first sight? It is if these are its first bytes and begin the hello
    /// that this peer has to send.
    pub(super) fn open_plainly(&mut self, from: Peer, bytes: &[u8]) -> bool {
        let Some(head) = bytes.first_chunk() else { return false };
        if !Opening::is_plain_handshake(from, bytes) {
            return false;
        }
        self.plain_head = PlainHead::of(head);
        self.phase = Phase::Records;
        self.flags.set(Flags::OPENING_DUE);
        true
    }

    /// The first bytes of a direction that was TLS at first sight; `None` for any other.
    pub(super) fn plain_head(&self, from: Peer) -> Option<[u8; PlainHead::LEN]> {
        self.plain_head.bytes(from)
    }

    /// Takes bytes that are no records.
    pub(super) fn pass_over(&mut self, bytes: &mut &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.records.resume_at(self.position().saturating_add(length));
        *bytes = &[];
    }

    /// Skips missing bytes; `true` if nothing was lost but the content of a sealed record.
    pub(super) fn skip(&mut self, length: u64) -> bool {
        static ZEROS: [u8; 512] = [0; 512];
        self.flags.set(Flags::GAP);
        self.half_alert = None;
        let remaining = u64::try_from(self.records.remaining()).unwrap_or(u64::MAX);
        if !self.is_in_record() || length > remaining || self.phase != Phase::Records {
            let offset = self.position().saturating_add(length);
            self.records.resume_at(offset);
            self.flags.clear(Flags::IN_RECORD);
            return matches!(self.phase, Phase::Lost | Phase::Preamble);
        }
        let opaque =
            matches!(self.reading, Reading::Sealed | Reading::ApplicationData | Reading::Ignored);
        if !opaque {
            if self.reading == Reading::Handshake {
                self.flags.set(Flags::MESSAGES_LOST);
            }
            self.reading = Reading::Ignored;
        }
        let mut left = length;
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(usize::MAX);
            let mut zeros = &ZEROS[..];
            let taken = self.records.take_fragment(&mut zeros, count).len();
            if taken == 0 {
                break;
            }
            left = left.saturating_sub(u64::try_from(taken).unwrap_or(u64::MAX));
        }
        opaque
    }
}

/// A heartbeat message's head (RFC 6520 section 4).
pub(super) fn heartbeat_of(content: &[u8], length: u32) -> HeartbeatSeen {
    let mut reader = tls_wire::Reader::new(content);
    HeartbeatSeen {
        message_type: reader.u8().unwrap_or(0),
        payload_length: reader.u16().ok(),
        length,
    }
}
