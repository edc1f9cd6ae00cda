mod crypto;
mod datagram;
mod input;
mod lane;
mod opened;
mod opening;
mod records;

use alloc::boxed::Box;

pub use input::{Input, OpenedRecord};
use lane::{Flags, Lane, Occurrence, Phase};
use tls_wire::ContentType;

use crate::{
    Carriage, Config, Context, EndHow, Event, EventKind, Finding, Observed, Order, Peer, Summary,
};
use opening::Openings;

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
#[derive(Clone, Debug)]
pub struct Flow {
    order: Order,
    client: Lane,
    server: Lane,
    openings: Option<Box<Openings>>,
}

impl Default for Flow {
    fn default() -> Self {
        Self::new()
    }
}

impl Flow {
    /// A flow that sees both directions of a byte stream from its start, on the path, without keys.
    #[must_use]
    pub const fn new() -> Self {
        Self { order: Order::NEW, client: Lane::NEW, server: Lane::NEW, openings: None }
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

    /// The next finding about this direction's input: what [`next`](Self::next) gives without all other
    /// events, and `None` where it does. Either may be called at any time.
    ///
    /// Whole records in order cost a fraction of what their events do, as long as nothing is in doubt
    /// and the flow has no configuration of its own. Over QUIC, only [`Event::level`] says at which
    /// encryption level a finding was made.
    ///
    /// ```
    /// use tls_flow::{Flow, Input, Peer};
    ///
    /// let mut flow = Flow::new();
    /// // A ChangeCipherSpec before any ClientHello.
    /// let mut input = Input::Wire(&[20, 3, 3, 0, 1, 1]);
    /// let finding = flow.next_finding(Peer::Client, &mut input).expect("a broken rule");
    /// assert_eq!(finding.rule.id(), "ccs-before-client-hello");
    /// assert!(flow.next_finding(Peer::Client, &mut input).is_none());
    /// ```
    #[inline]
    pub fn next_finding(&mut self, from: Peer, input: &mut Input<'_>) -> Option<Finding> {
        if self.passes(from, input) { None } else { self.find(from, input) }
    }

    /// Was there nothing but whole records in order, so that nobody has to be told anything?
    #[inline]
    fn passes(&mut self, from: Peer, input: &mut Input<'_>) -> bool {
        let Input::Wire(bytes) = input else { return false };
        let passes = self.pass(from, bytes);
        if passes {
            *input = Input::Done;
        }
        passes
    }

    /// `next_finding` where there may be one.
    #[inline(never)]
    fn find(&mut self, from: Peer, input: &mut Input<'_>) -> Option<Finding> {
        loop {
            if let Occurrence::Finding = self.advance(from, input)? {
                return self.order.next_finding();
            }
            if self.passes(from, input) {
                return None;
            }
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
        self.leave_short_way();
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
