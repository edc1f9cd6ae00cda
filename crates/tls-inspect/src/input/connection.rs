//! One TCP connection: whose segments are whose, and when it ends.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tls_flow::{Config, EndHow, Peer};

use super::reassembly::{Accepted, Payload, Piece, Reassembly};
use super::roles::sender_by_content;
use super::segment::Segment;
use super::step::{ConnectionStart, Sink, Step, TcpStart};

/// How many more segments of the connection may pass after a pure acknowledgment of bytes that were
/// not captured, before they are given up on. Captures of several receive queues hold an
/// acknowledgment some segments before the data it answers.
const PATIENCE_SEGMENTS: u32 = 16;

/// How many more segments may pass after one with data that answers bytes which were not captured.
/// It is held back for that long, so that a question comes before its answer in captures that show
/// them the other way round. Fewer than [`PATIENCE_SEGMENTS`], since what is held is acknowledged
/// too.
const ANSWER_PATIENCE_SEGMENTS: u32 = 8;

const _: () = assert!(ANSWER_PATIENCE_SEGMENTS < PATIENCE_SEGMENTS);

/// How far before and behind the expected sequence number a RST may lie: a sender may reset at the
/// edge of a window that shrank. A stack ignores one outside the window (RFC 5961, section 3.2).
const RESET_BEHIND_MAX: i32 = 1 << 16;
const RESET_AHEAD_MAX: i32 = 1 << 24;

/// A TCP connection between the two endpoints of `tcp`.
#[derive(Debug)]
pub(crate) struct Connection<C> {
    conversation: Conversation<C>,
    client: Direction,
    server: Direction,
    /// Answers to what was not captured yet, in the order of the capture.
    answers: VecDeque<Answer>,
}

/// A segment that is held back.
#[derive(Debug)]
struct Answer {
    /// All of it but the payload.
    segment: Segment<'static>,
    payload: Box<[u8]>,
    /// How many segments came after it.
    age: u32,
}

#[derive(Debug, Default)]
struct Direction {
    stream: Reassembly,
    /// What the other peer acknowledged first, while nothing tells where the stream starts.
    first_acknowledged: Option<u32>,
    /// Acknowledged by the receiver and not captured.
    overdue: Option<Overdue>,
}

#[derive(Debug)]
struct Overdue {
    until: u64,
    segments: u32,
}

/// The sink's side of a connection. It starts with the first step, since only then it is known
/// whether the SYN was captured.
#[derive(Debug)]
struct Conversation<C> {
    tcp: TcpStart,
    time: Option<Duration>,
    state: Option<C>,
}

impl<C> Connection<C> {
    pub(crate) fn new(tcp: TcpStart, time: Option<Duration>) -> Self {
        Self {
            conversation: Conversation { tcp, time, state: None },
            client: Direction::default(),
            server: Direction::default(),
            answers: VecDeque::new(),
        }
    }

    pub(crate) fn index(&self) -> u32 {
        self.conversation.tcp.index
    }

    /// Both directions have ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.client.stream.has_ended() && self.server.stream.has_ended()
    }

    /// A step of it was handed on.
    pub(crate) fn is_reported(&self) -> bool {
        self.conversation.state.is_some()
    }

    /// All that was seen of it says nothing about its streams, not even who opened it.
    pub(crate) fn is_blank(&self) -> bool {
        let unknown = |direction: &Direction| direction.stream.next_sequence().is_none();
        unknown(&self.client) && unknown(&self.server) && !self.has_ended()
    }

    /// What it holds back.
    pub(crate) fn held_cost(&self) -> usize {
        let answers = self.answers.iter().map(|answer| size_of::<Answer>() + answer.payload.len());
        let streams = [&self.client, &self.server].map(|direction| direction.stream.held_cost());
        answers.chain(streams).fold(0, usize::saturating_add)
    }

    /// Whether a segment with SYN is one of this connection; else it begins the next one.
    pub(crate) fn owns_syn(&self, segment: &Segment<'_>) -> bool {
        let (sender, receiver) = match self.sender(segment) {
            Peer::Client => (&self.client.stream, &self.server.stream),
            Peer::Server => (&self.server.stream, &self.client.stream),
        };
        // Of two SYN-ACKs for one SYN the second may come from another box, with another number.
        let answers =
            segment.acknowledgment.is_some() && segment.acknowledgment == receiver.first_sequence();
        match sender.first_sequence() {
            Some(first) => answers || first == segment.sequence.wrapping_add(1),
            // Where nothing of this peer was seen yet, both may have opened at once.
            None => answers || (segment.acknowledgment.is_none() && !self.is_reported()),
        }
    }

    /// Takes a segment.
    pub(crate) fn segment<S: Sink<Connection = C>>(
        &mut self,
        segment: &Segment<'_>,
        sink: &mut S,
    ) -> io::Result<Accepted> {
        self.settle_roles(segment);
        self.start_unseen(segment);
        if segment.rst {
            // Nothing that is missing will come any more.
            self.give_up_holes(sink)?;
        }
        for answer in &mut self.answers {
            answer.age = answer.age.saturating_add(1);
        }
        let accepted = if self.answered_until(segment).is_some() {
            self.answers.push_back(Answer {
                segment: Segment { payload: &[], ..*segment },
                payload: segment.payload.into(),
                age: 0,
            });
            Accepted::Taken
        } else {
            self.take(segment, sink)?
        };
        while let Some(answer) = self.next_answer() {
            self.take_answer(&answer, sink)?;
        }
        if self.has_ended() {
            self.conversation.close(sink)?;
        }
        Ok(accepted)
    }

    /// Without a SYN the first payload may show that the client is the other one.
    fn settle_roles(&mut self, segment: &Segment<'_>) {
        let is_settled = self.conversation.tcp.syn || self.is_reported();
        if is_settled || sender_by_content(segment).is_none_or(|peer| peer == self.sender(segment))
        {
            return;
        }
        std::mem::swap(&mut self.client, &mut self.server);
        let TcpStart { client, server, .. } = &mut self.conversation.tcp;
        std::mem::swap(client, server);
    }

    /// Without a SYN, and without a byte of the receiver's, acknowledgments that advance show that it
    /// sends what the capture does not hold.
    fn start_unseen(&mut self, segment: &Segment<'_>) {
        let receiver = match self.sender(segment) {
            Peer::Client => &mut self.server,
            Peer::Server => &mut self.client,
        };
        let Some(acknowledgment) = segment.acknowledgment.filter(|_| !segment.rst && !segment.syn)
        else {
            return;
        };
        if receiver.stream.next_sequence().is_some() {
            return;
        }
        let first = *receiver.first_acknowledged.get_or_insert(acknowledgment);
        if acknowledgment.wrapping_sub(first).cast_signed() > 0 {
            receiver.stream.starts_at(first);
        }
    }

    /// A segment that need not, or must not, be held back any longer.
    fn next_answer(&mut self) -> Option<Answer> {
        let is_due = |answer: &Answer| self.answered_until(&answer.segment()).is_none();
        let due = self.answers.iter().position(is_due);
        let has_waited = |answer: &Answer| answer.age >= ANSWER_PATIENCE_SEGMENTS;
        self.answers.remove(due.or_else(|| self.answers.iter().position(has_waited))?)
    }

    /// How far the other peer's bytes reach which this segment answers, where some are missing.
    fn answered_until(&self, segment: &Segment<'_>) -> Option<u64> {
        let (sender, receiver) = match self.sender(segment) {
            Peer::Client => (&self.client, &self.server),
            Peer::Server => (&self.server, &self.client),
        };
        let acknowledgment = segment.acknowledgment.filter(|_| !segment.rst && !segment.syn)?;
        let missing = receiver.stream.missing_until(acknowledgment)?;
        sender.brings_news(segment).then_some(missing)
    }

    /// Takes a segment that was held back, giving up on what it answers.
    fn take_answer<S: Sink<Connection = C>>(
        &mut self,
        answer: &Answer,
        sink: &mut S,
    ) -> io::Result<()> {
        let segment = answer.segment();
        if let Some(until) = self.answered_until(&segment) {
            let Self { conversation, client, server, .. } = self;
            let (peer, receiver) = match conversation.sender(&segment) {
                Peer::Client => (Peer::Server, server),
                Peer::Server => (Peer::Client, client),
            };
            receiver.stream.give_up(until, &mut |piece| conversation.deliver(peer, piece, sink))?;
        }
        self.take(&segment, sink)?;
        Ok(())
    }

    fn take<S: Sink<Connection = C>>(
        &mut self,
        segment: &Segment<'_>,
        sink: &mut S,
    ) -> io::Result<Accepted> {
        let from = self.sender(segment);
        let Self { conversation, client, server, .. } = self;
        let (sender, receiver) = match from {
            Peer::Client => (client, server),
            Peer::Server => (server, client),
        };
        let first = if segment.syn { segment.sequence.wrapping_add(1) } else { segment.sequence };
        if segment.syn {
            conversation.tcp.syn |= conversation.state.is_none();
            sender.stream.starts_at(first);
        }
        if let Some(acknowledgment) = segment.acknowledgment.filter(|_| !segment.rst) {
            let opens =
                sender.stream.delivered() == 0 && sender.stream.next_sequence() == Some(first);
            if opens {
                // It answers the other's SYN, whether that was captured or not.
                receiver.stream.starts_at(acknowledgment);
                if !segment.syn && !receiver.plausibly_sent(acknowledgment) {
                    receiver.stream.restarts_at(acknowledgment);
                }
            }
            if let Some(until) = receiver.stream.missing_until(acknowledgment) {
                let overdue = receiver.overdue.get_or_insert(Overdue { until, segments: 0 });
                overdue.until = overdue.until.max(until);
            }
        }
        receiver.count_overdue(|stream, until| {
            let peer = from.other();
            stream.give_up(until, &mut |piece| conversation.deliver(peer, piece, sink))
        })?;

        let is_padding = segment.is_padded_acknowledgment();
        let mut accepted = Accepted::Taken;
        let payload =
            Payload { sequence: first, bytes: segment.payload, cut: segment.cut, fin: segment.fin };
        if sender.is_keep_alive_probe(segment) {
            sender.stream.starts_at(first.wrapping_add(1));
        } else if !is_padding && (!segment.payload.is_empty() || segment.cut > 0 || segment.fin) {
            accepted = sender
                .stream
                .push(payload, &mut |piece| conversation.deliver(from, piece, sink))?;
        }
        sender.count_overdue(|stream, until| {
            stream.give_up(until, &mut |piece| conversation.deliver(from, piece, sink))
        })?;
        if segment.rst && sender.accepts_reset(segment.sequence) {
            sender
                .stream
                .finish(EndHow::Rst, &mut |piece| conversation.deliver(from, piece, sink))?;
        }
        Ok(accepted)
    }

    /// Delivers what is held back, with gaps for what is missing.
    pub(crate) fn give_up_holes<S: Sink<Connection = C>>(
        &mut self,
        sink: &mut S,
    ) -> io::Result<()> {
        while let Some(answer) = self.answers.pop_front() {
            self.take_answer(&answer, sink)?;
        }
        let Self { conversation, client, server, .. } = self;
        for (peer, direction) in [(Peer::Client, client), (Peer::Server, server)] {
            direction.stream.give_up_all(&mut |piece| conversation.deliver(peer, piece, sink))?;
        }
        Ok(())
    }

    /// Nothing more of it will come.
    pub(crate) fn finish<S: Sink<Connection = C>>(&mut self, sink: &mut S) -> io::Result<()> {
        self.give_up_holes(sink)?;
        let Self { conversation, client, server, .. } = self;
        for (peer, direction) in [(Peer::Client, client), (Peer::Server, server)] {
            direction
                .stream
                .finish(EndHow::CaptureEnd, &mut |piece| conversation.deliver(peer, piece, sink))?;
        }
        conversation.close(sink)
    }

    fn sender(&self, segment: &Segment<'_>) -> Peer {
        self.conversation.sender(segment)
    }
}

impl Answer {
    fn segment(&self) -> Segment<'_> {
        Segment { payload: &self.payload, ..self.segment }
    }
}

impl Direction {
    /// The first acknowledgment of the other peer may be of bytes sent before it, but of few.
    fn plausibly_sent(&self, acknowledgment: u32) -> bool {
        /// More than any greeting that a server sends first.
        const GREETING_MAX: u32 = 1 << 20;

        let next = self.stream.next_sequence().unwrap_or(acknowledgment);
        acknowledgment.wrapping_sub(next) <= GREETING_MAX
    }

    /// The segment has bytes, or an end, that were not seen yet.
    fn brings_news(&self, segment: &Segment<'_>) -> bool {
        let is_empty = segment.payload.is_empty() && !segment.fin;
        if is_empty || self.is_keep_alive_probe(segment) || segment.is_padded_acknowledgment() {
            return false;
        }
        self.stream.next_sequence().is_none_or(|next| {
            let length = u32::try_from(segment.payload.len()).unwrap_or(u32::MAX);
            let end = segment.sequence.wrapping_add(length).wrapping_add(u32::from(segment.fin));
            end.wrapping_sub(next).cast_signed() > 0
        })
    }

    /// A keep-alive probe repeats the last byte, as garbage (RFC 9293, section 3.8.4). Only where
    /// the capture begins with it could it be taken for data.
    fn is_keep_alive_probe(&self, segment: &Segment<'_>) -> bool {
        self.stream.next_sequence().is_none() && segment.payload == [0] && !segment.fin
    }

    fn accepts_reset(&self, sequence: u32) -> bool {
        self.stream.next_sequence().is_none_or(|next| {
            let distance = sequence.wrapping_sub(next).cast_signed();
            (-RESET_BEHIND_MAX..=RESET_AHEAD_MAX).contains(&distance)
        })
    }

    /// Counts a segment of the connection against the patience for missing bytes, and gives up on
    /// them when it has run out.
    fn count_overdue(
        &mut self,
        give_up: impl FnOnce(&mut Reassembly, u64) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(overdue) = &mut self.overdue else { return Ok(()) };
        if self.stream.delivered() >= overdue.until {
            self.overdue = None;
        } else if overdue.segments >= PATIENCE_SEGMENTS {
            let until = overdue.until;
            self.overdue = None;
            give_up(&mut self.stream, until)?;
        } else {
            overdue.segments = overdue.segments.saturating_add(1);
        }
        Ok(())
    }
}

impl<C> Conversation<C> {
    fn sender(&self, segment: &Segment<'_>) -> Peer {
        if segment.source == self.tcp.client { Peer::Client } else { Peer::Server }
    }

    fn deliver<S: Sink<Connection = C>>(
        &mut self,
        from: Peer,
        piece: Piece<'_>,
        sink: &mut S,
    ) -> io::Result<()> {
        let step = match piece {
            Piece::Bytes(bytes) => Step::Bytes { from, bytes },
            Piece::Gap(length) => Step::Gap { from, length },
            // The tail of a connection that the capture did not see is not worth a report.
            Piece::End(_) if self.state.is_none() && !self.tcp.syn => return Ok(()),
            Piece::End(how) => Step::End { from, how },
        };
        let state = match &mut self.state {
            Some(state) => state,
            none => none.insert(sink.start(&ConnectionStart {
                tcp: Some(self.tcp),
                time: self.time,
                config: Config { midstream: !self.tcp.syn, ..Config::default() },
                ..ConnectionStart::default()
            })?),
        };
        sink.step(state, step)
    }

    fn close<S: Sink<Connection = C>>(&mut self, sink: &mut S) -> io::Result<()> {
        match self.state.take() {
            Some(state) => sink.close(state),
            None => Ok(()),
        }
    }
}
