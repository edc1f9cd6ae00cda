mod datagram;
mod lane;
mod opening;
mod records;

use alloc::boxed::Box;

use lane::{Flags, Lane, Occurrence, Phase};
use tls_wire::ContentType;

use crate::{
    Carriage, Config, Context, EndHow, Epoch, Event, EventKind, Level, Observed, Order, Peer,
    Place, Summary,
};
use opening::Openings;

/// A record that the embedder opened: what its protection held.
#[derive(Clone, Copy, Debug)]
pub struct OpenedRecord<'i> {
    /// The content type; in TLS 1.3 that of the inner plaintext (RFC 8446 section 5.2).
    pub content_type: ContentType,
    /// The content, without padding.
    pub content: &'i [u8],
    /// Bytes of padding behind the content type (TLS 1.3).
    pub padding: u32,
    /// The keys that it was sealed with, where known; else those that are due are assumed.
    pub epoch: Option<Epoch>,
    /// A `Finished` or signature in it did not verify, or a `CompressedCertificate` did not inflate to
    /// the length that it states.
    pub bad_verify: bool,
    begun: bool,
    /// Bytes of the content, before any were taken.
    length: u32,
}

impl<'i> OpenedRecord<'i> {
    /// A record of this content type and content, without padding, under the keys that are due.
    #[must_use]
    pub const fn new(content_type: ContentType, content: &'i [u8]) -> Self {
        Self {
            content_type,
            content,
            padding: 0,
            epoch: None,
            bad_verify: false,
            begun: false,
            length: 0,
        }
    }
}

/// What is fed to a [`Flow`] of one direction. [`Flow::next`] takes it in steps and leaves
/// [`Input::Done`] when nothing of it is left.
#[derive(Clone, Copy, Debug)]
pub enum Input<'i> {
    /// Bytes from the wire, cut anywhere.
    Wire(&'i [u8]),
    /// A protected record that the embedder opened.
    Opened(OpenedRecord<'i>),
    /// A protected record of this many content bytes that the embedder could not open.
    Unopened(u32),
    /// Bytes of the QUIC CRYPTO stream at this encryption level.
    Crypto(Level, &'i [u8]),
    /// This many bytes of the direction's stream are missing.
    Gap(u64),
    /// The direction's stream ended; what is fed to it after that is ignored.
    End(EndHow),
    /// Nothing is left.
    Done,
}

/// Both directions of one connection: records, messages, their order, and what the first bytes are.
///
/// Sans-IO: bytes go in as they come, in any cuts, and events come out, one at a time; the same
/// bytes give the same events however they are cut. An event borrows from the bytes just fed, or
/// from the flow; there is no queue to drain, and nothing is lost when an event is ignored.
///
/// A flow survives what it reports: after a finding it goes on by a fixed rule, so that one mistake
/// is one finding. Whoever wants to stop at the first violation does so, and sends
/// [`Finding::owed`](field@crate::Finding::owed).
///
/// # Example
///
/// ```
/// use tls_flow::{EventKind, Flow, Input, Peer};
///
/// let mut flow = Flow::new();
/// // A ChangeCipherSpec before any ClientHello.
/// let mut input = Input::Wire(&[20, 3, 3, 0, 1, 1]);
/// let mut rules = Vec::new();
/// while let Some(event) = flow.next(Peer::Client, &mut input) {
///     if let EventKind::Finding(finding) = event.kind {
///         rules.push(finding.rule.id());
///     }
/// }
/// assert_eq!(rules, ["ccs-before-client-hello"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Flow {
    order: Order,
    client: Lane,
    server: Lane,
    openings: Option<Box<Openings>>,
}

impl Flow {
    /// A flow that sees both directions of a byte stream from its start, on the path, without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A flow of the given configuration.
    #[must_use]
    pub fn with_config(config: Config) -> Self {
        let mut flow = Self::default();
        let limits = tls_wire::HandshakeLimits {
            certificate: config.limits.certificate_length,
            ..tls_wire::HandshakeLimits::uniform(config.limits.handshake_length)
        };
        flow.client.messages.set_limits(limits);
        flow.server.messages.set_limits(limits);
        flow.order = Order::new(config);
        flow
    }

    /// The next event of this direction's input, or a finding; `None` when the input is used up
    /// (it is [`Input::Done`] then) and all about it has been told.
    ///
    /// Call it until it returns `None` before the other direction is fed.
    pub fn next<'e, 'i: 'e>(&'e mut self, from: Peer, input: &mut Input<'i>) -> Option<Event<'e>> {
        match self.advance(from, input) {
            None => None,
            Some(Occurrence::Finding) => self.finding_event(),
            Some(ref occurrence) => self.event(from, occurrence),
        }
    }

    /// The message order by itself: what is settled, what is expected of whom.
    #[must_use]
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// Where the connection stands, in a few words.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    const fn lane(&self, from: Peer) -> &Lane {
        match from {
            Peer::Client => &self.client,
            Peer::Server => &self.server,
        }
    }

    const fn lane_mut(&mut self, from: Peer) -> &mut Lane {
        match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        }
    }

    /// What happens next; it borrows nothing of the flow, so that the flow can go on.
    #[inline]
    fn advance<'i>(&mut self, from: Peer, input: &mut Input<'i>) -> Option<Occurrence<'i>> {
        if let Input::Wire(bytes) = input {
            if self.is_undisturbed(from) {
                let occurrence = self.direction(from).records(bytes);
                if occurrence.is_none() {
                    *input = Input::Done;
                }
                return occurrence;
            }
        }
        self.advance_any(from, input)
    }

    /// Is there nothing to be told but what the records of this direction hold? Any connection is so
    /// nearly always.
    #[inline]
    fn is_undisturbed(&self, from: Peer) -> bool {
        let lane = self.lane(from);
        lane.phase == Phase::Records
            && !lane.flags.has(Flags::ENDED_OR_OPENING_DUE)
            && self.openings.is_none()
            && self.order.is_undisturbed()
    }

    /// `advance` for whatever may come.
    #[inline(never)]
    fn advance_any<'i>(&mut self, from: Peer, input: &mut Input<'i>) -> Option<Occurrence<'i>> {
        loop {
            if self.order.has_findings() {
                return Some(Occurrence::Finding);
            }
            if let Some(peer) = self.next_opening() {
                return Some(Occurrence::Opening(peer));
            }
            if self.lane(from).flags.has(Flags::ENDED) {
                *input = Input::Done;
            }
            let occurrence = match input {
                Input::Wire(bytes) if self.order.carriage() == Carriage::Quic => {
                    *bytes = &[];
                    self.record_over_quic(from);
                    *input = Input::Done;
                    continue;
                }
                Input::Wire(datagram) if self.order.carriage() == Carriage::Dtls => {
                    self.datagram(from, datagram);
                    *input = Input::Done;
                    continue;
                }
                Input::Wire(bytes) => {
                    let occurrence = self.wire(from, bytes);
                    if occurrence.is_none() {
                        *input = Input::Done;
                    }
                    occurrence
                }
                Input::Opened(record) => {
                    let occurrence = self.opened(from, record);
                    if occurrence.is_none() {
                        *input = Input::Done;
                    }
                    occurrence
                }
                Input::Crypto(level, bytes) => {
                    let occurrence = self.crypto(from, *level, bytes);
                    if occurrence.is_none() {
                        *input = Input::Done;
                    }
                    occurrence
                }
                Input::Unopened(length) => {
                    let length = *length;
                    *input = Input::Done;
                    let place = self.next_opened_place(from);
                    self.order.unopened(from, length, place);
                    Some(Occurrence::Protected(ContentType::APPLICATION_DATA))
                }
                Input::Gap(length) => {
                    let length = *length;
                    *input = Input::Done;
                    self.gap(from, length);
                    Some(Occurrence::Gap(length))
                }
                Input::End(how) => {
                    let how = *how;
                    *input = Input::Done;
                    self.end(from, how);
                    Some(Occurrence::End(how))
                }
                Input::Done => return None,
            };
            if occurrence.is_some() {
                return occurrence;
            }
        }
    }

    #[inline]
    fn event<'e, 'i: 'e>(&'e self, from: Peer, occurrence: &Occurrence<'i>) -> Option<Event<'e>> {
        let lane = self.lane(from);
        let place = lane.place();
        let level = lane.level;
        let tell =
            |kind| Some(Event { from, offset: place.offset, record: place.record, level, kind });
        match *occurrence {
            Occurrence::Record(framing) => tell(EventKind::Record(framing)),
            Occurrence::Handshake(completed) => {
                let message = lane.messages.message(completed);
                let kind = EventKind::Handshake(message);
                Some(Event { from, offset: message.offset, record: place.record, level, kind })
            }
            Occurrence::ChangeCipherSpec => tell(EventKind::ChangeCipherSpec),
            Occurrence::ApplicationData(length) => tell(EventKind::ApplicationData(length)),
            Occurrence::Protected(content_type) => tell(EventKind::Protected(content_type)),
            Occurrence::Alert(alert) => tell(EventKind::Alert(alert)),
            Occurrence::Heartbeat(seen) => tell(EventKind::Heartbeat(seen)),
            Occurrence::Gap(length) => {
                let offset = lane.position().saturating_sub(length);
                Some(Event { from, offset, record: None, level, kind: EventKind::Gap(length) })
            }
            Occurrence::End(how) => {
                let offset = lane.position();
                Some(Event { from, offset, record: None, level, kind: EventKind::End(how) })
            }
            Occurrence::Finding => None,
            Occurrence::Opening(peer) => self.opening_event(peer),
        }
    }

    #[inline(never)]
    fn finding_event(&mut self) -> Option<Event<'static>> {
        let finding = self.order.next_finding()?;
        Some(Event {
            from: finding.from,
            offset: finding.place.offset,
            record: finding.place.record,
            level: self.lane(finding.from).level,
            kind: EventKind::Finding(finding),
        })
    }

    #[inline(never)]
    fn opening_event(&self, peer: Peer) -> Option<Event<'static>> {
        let diagnosis = self.told_opening(peer)?;
        Some(Event {
            from: peer,
            offset: diagnosis.evidence.offset(),
            record: None,
            level: None,
            kind: EventKind::Opening(diagnosis),
        })
    }

    /// A record among the CRYPTO bytes of QUIC.
    fn record_over_quic(&mut self, from: Peer) {
        let lane = self.lane(from);
        let place = Place { offset: lane.position(), record: Some(lane.count) };
        self.order.quic_record(from, place);
    }

    /// An opened record's place: its index counts, its bytes do not.
    fn next_opened_place(&mut self, from: Peer) -> Place {
        let lane = self.lane_mut(from);
        lane.begin_opened();
        lane.place()
    }

    /// The content of an opened record, message by message.
    fn opened<'i>(&mut self, from: Peer, record: &mut OpenedRecord<'i>) -> Option<Occurrence<'i>> {
        if self.order.carriage() == Carriage::Quic {
            self.record_over_quic(from);
            return None;
        }
        if !record.begun {
            record.begun = true;
            return self.begin_opened(from, record);
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
                match *record.content {
                    [level, description] => {
                        let alert = tls_wire::Alert {
                            level: tls_wire::AlertLevel(level),
                            description: tls_wire::AlertDescription(description),
                        };
                        self.order.observe(from, Observed::Alert(alert), place, context);
                        Some(Occurrence::Alert(alert))
                    }
                    _ => Some(Occurrence::Protected(content_type)),
                }
            }
            ContentType::HEARTBEAT => {
                let seen = lane::heartbeat_of(record.content, length);
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

    /// CRYPTO bytes of QUIC at one level (RFC 9001 section 4.1.3).
    fn crypto<'i>(
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

    /// Bytes of this direction are missing.
    fn gap(&mut self, from: Peer, length: u64) {
        let lane = self.lane_mut(from);
        let opaque = lane.skip(length);
        if !opaque {
            lane.messages.clear();
            self.order.set_mid_message(from, false);
            self.order.bytes_missing(from);
        }
        self.note_gap(from, length);
    }

    fn end(&mut self, from: Peer, how: EndHow) {
        let lane = self.lane(from);
        let place = lane.end_place();
        let cut = lane.is_cut();
        let pending = lane.messages.is_pending();
        self.order.set_mid_message(from, pending);
        self.order.set_record_cut(from, cut);
        self.order.observe(from, Observed::End(how), place, Context::default());
        self.opening_ends(from, how);
        self.lane_mut(from).flags.set(Flags::ENDED);
    }
}

// A million tracked connections are 256 MB, and what few of them need.
const _: () = assert!(size_of::<Flow>() <= 256);
