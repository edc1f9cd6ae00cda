//! One direction's bytes: where it stands in its records and messages.

use alloc::vec::Vec;

use tls_wire::{
    Alert, Completed, ContentType, Framing, HandshakeHeader, HandshakeReader, RecordHeader,
    RecordReader,
};

use crate::{EndHow, HeartbeatSeen, Level, Peer, Place};

/// Bytes of a record's content that are kept until its end is there: a handshake header, a
/// heartbeat's head, a `ChangeCipherSpec`.
const HEAD: usize = 4;

/// First bytes kept of a direction that is TLS at first sight, for the judgement of the other.
pub(super) const PLAIN_HEAD: usize = 16;

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

/// One direction.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact of the direction")]
pub(super) struct Lane {
    pub(super) records: RecordReader,
    pub(super) messages: HandshakeReader,
    /// The payload of an SSLv2 record so far.
    pub(super) sslv2: Vec<u8>,
    /// Records begun so far, opened ones included.
    pub(super) count: u64,
    pub(super) crypto_offset: u64,
    /// Nothing can follow.
    pub(super) has_ended: bool,
    pub(super) header: RecordHeader,
    pub(super) opened_length: u32,
    /// The head of the current record's content.
    head: [u8; HEAD],
    head_length: u8,
    /// The first half of an alert that was cut by a record's end.
    pub(super) half_alert: Option<u8>,
    pub(super) reading: Reading,
    pub(super) phase: Phase,
    /// A record has begun and its end was not told.
    pub(super) in_record: bool,
    /// The last record was opened by the embedder: it has no bytes of its own.
    record_is_opened: bool,
    /// What is left of the record is part of a mistake that was reported.
    pub(super) consequence: bool,
    /// Bytes of the direction are missing.
    pub(super) has_gap: bool,
    /// A message was given up: what follows cannot be told into messages any more (over QUIC, at
    /// this encryption level).
    pub(super) messages_lost: bool,
    /// The first record was an SSLv2 one.
    pub(super) opened_by_sslv2: bool,
    pub(super) level: Option<Level>,
    /// The first bytes of a direction that was TLS at first sight.
    plain_head: [u8; PLAIN_HEAD],
    plain_head_length: u8,
    /// Its opening is still to be told.
    pub(super) opening_due: bool,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            records: RecordReader::new(),
            messages: HandshakeReader::new(),
            sslv2: Vec::new(),
            count: 0,
            crypto_offset: 0,
            has_ended: false,
            header: RecordHeader::parse(&[0; RecordHeader::LEN]),
            opened_length: 0,
            head: [0; HEAD],
            head_length: 0,
            half_alert: None,
            reading: Reading::Ignored,
            phase: Phase::Opening,
            in_record: false,
            record_is_opened: false,
            consequence: false,
            has_gap: false,
            messages_lost: false,
            opened_by_sslv2: false,
            level: None,
            plain_head: [0; PLAIN_HEAD],
            plain_head_length: 0,
            opening_due: false,
        }
    }
}

impl Lane {
    /// The current record's place; over QUIC that of the CRYPTO stream.
    pub(super) fn place(&self) -> Place {
        if self.level.is_some() {
            return Place { offset: self.crypto_offset, record: None };
        }
        let offset =
            if self.record_is_opened { self.position() } else { self.records.record_offset() };
        Place { offset, record: self.count.checked_sub(1) }
    }

    /// The stream offset of the next byte.
    pub(super) fn position(&self) -> u64 {
        self.records.offset()
    }

    /// The place of the end of the stream: that of the record that is cut, if one is.
    pub(super) fn end_place(&self) -> Place {
        if self.in_record && self.records.remaining() > 0 {
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

    /// A record begins that the embedder opened.
    pub(super) fn begin_opened(&mut self) {
        self.phase = Phase::Records;
        if self.records.is_mid_record() {
            // The embedder left a record of the wire behind: its rest is not coming.
            self.records.resume_at(self.records.offset());
        }
        self.count = self.count.saturating_add(1);
        self.in_record = false;
        self.record_is_opened = true;
        self.keep_consequence();
    }

    /// A record's header is complete.
    pub(super) fn begin_record(&mut self) {
        self.count = self.count.saturating_add(1);
        self.in_record = true;
        self.record_is_opened = false;
        self.head_length = 0;
        self.keep_consequence();
    }

    /// A message that began within a reported mistake is part of it to its end.
    fn keep_consequence(&mut self) {
        self.consequence &= self.messages.pending().is_some();
    }

    /// Keeps the first bytes of a record's content.
    pub(super) fn keep_head(&mut self, fragment: &[u8]) {
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

    /// The direction is TLS at first sight.
    pub(super) fn open_plainly(&mut self, bytes: &[u8]) {
        for (to, from) in self.plain_head.iter_mut().zip(bytes) {
            *to = *from;
            self.plain_head_length = self.plain_head_length.saturating_add(1);
        }
        self.phase = Phase::Records;
        self.opening_due = true;
    }

    /// The first bytes of a direction that was TLS at first sight; empty for any other.
    pub(super) fn plain_head(&self) -> &[u8] {
        self.plain_head.get(..usize::from(self.plain_head_length)).unwrap_or_default()
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
        self.has_gap = true;
        let remaining = u64::try_from(self.records.remaining()).unwrap_or(u64::MAX);
        if !self.in_record || length > remaining || self.phase != Phase::Records {
            let offset = self.position().saturating_add(length);
            self.records.resume_at(offset);
            self.in_record = false;
            return matches!(self.phase, Phase::Lost | Phase::Preamble);
        }
        let opaque =
            matches!(self.reading, Reading::Sealed | Reading::ApplicationData | Reading::Ignored);
        if !opaque {
            self.messages_lost |= self.reading == Reading::Handshake;
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
