//! What the first bytes of each direction are, and where TLS begins behind something else.

use alloc::boxed::Box;

use tls_wire::{ContentType, RecordReader};

use super::{
    Flow,
    lane::{Flags, Phase},
};
use crate::{
    Carriage, EndHow, Peer, Place,
    diagnosis::{
        Class, Context, Diagnosis, DirectionFacts, Gap, Opening, RecordProgress, TlsStart, join,
    },
    hint::usually,
};

/// Both directions' first bytes; kept only while they are in doubt.
#[derive(Clone, Debug)]
pub(super) struct Openings {
    client: Start,
    server: Start,
    context: Context,
    /// Something happened since both directions were last put together.
    changed: bool,
}

#[derive(Clone, Debug)]
struct Start {
    opening: Opening,
    told: Option<Diagnosis>,
    end: Option<EndHow>,
    gap: Option<Gap>,
    /// Where in the stream the first of these bytes stands: bytes may be missing before it.
    base: u64,
    /// Bytes that were taken before they were known to be TLS, to be read as such.
    held: [u8; Start::HELD],
    held_length: u8,
    held_read: u8,
}

impl Start {
    /// As many as an `Opening` keeps.
    const HELD: usize = 72;

    fn new(from: Peer) -> Self {
        Self {
            opening: Opening::new(from),
            told: None,
            end: None,
            gap: None,
            base: 0,
            held: [0; Self::HELD],
            held_length: 0,
            held_read: 0,
        }
    }

    /// Holds bytes back, to be read as records.
    fn hold(&mut self, bytes: &[u8]) {
        self.held_length = 0;
        self.held_read = 0;
        for (to, from) in self.held.iter_mut().zip(bytes) {
            *to = *from;
            self.held_length = self.held_length.saturating_add(1);
        }
    }

    /// Holds back the first of the bytes that the opening was fed.
    fn hold_head(&mut self, count: usize) {
        self.held_length = 0;
        self.held_read = 0;
        for (to, from) in self.held.iter_mut().zip(self.opening.head()).take(count) {
            *to = *from;
            self.held_length = self.held_length.saturating_add(1);
        }
    }

    fn next_held(&self) -> Option<u8> {
        let held = self.held.get(..usize::from(self.held_length))?;
        held.get(usize::from(self.held_read)).copied()
    }
}

impl Openings {
    fn new(context: Context) -> Self {
        Self {
            client: Start::new(Peer::Client),
            server: Start::new(Peer::Server),
            context,
            changed: true,
        }
    }

    const fn start(&self, from: Peer) -> &Start {
        match from {
            Peer::Client => &self.client,
            Peer::Server => &self.server,
        }
    }

    const fn start_mut(&mut self, from: Peer) -> &mut Start {
        match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        }
    }
}

impl Flow {
    /// Tells what is known about the connection beyond its bytes: ports, who opened it.
    ///
    /// It sharpens the diagnosis of an opening that is not TLS, and is best told before the first
    /// byte.
    pub fn set_opening_context(&mut self, context: Context) {
        self.leave_short_way();
        let openings = self.openings_mut();
        openings.context = context;
        openings.changed = true;
    }

    /// The openings; where they are needed only now, with what was told without them.
    fn openings_mut(&mut self) -> &mut Openings {
        let told = if self.openings.is_none() {
            Peer::BOTH.map(|peer| self.told_plainly(peer))
        } else {
            [None; 2]
        };
        self.openings.get_or_insert_with(|| {
            let mut openings = Openings::new(Context::default());
            [openings.client.told, openings.server.told] = told;
            Box::new(openings)
        })
    }

    /// What was told of a direction that was TLS at first sight.
    fn told_plainly(&self, peer: Peer) -> Option<Diagnosis> {
        let lane = self.lane(peer);
        if lane.flags.has(Flags::OPENING_DUE) {
            return None;
        }
        Some(Opening::plain_diagnosis(peer, &lane.plain_head(peer)?))
    }

    /// Takes first bytes of a direction, or bytes behind which TLS may start.
    pub(super) fn open(&mut self, from: Peer, bytes: &mut &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let first = self.lane(from).phase == Phase::Opening;
        let fresh = first
            && self
                .openings
                .as_ref()
                .is_none_or(|openings| openings.start(from).opening.is_empty());
        if fresh && self.lane_mut(from).open_plainly(from, bytes) {
            self.begin_order(from);
            if let Some(openings) = &mut self.openings {
                // Something was told before, even of this direction: whether this is news is for both
                // together to say.
                openings.changed = true;
                self.lane_mut(from).flags.clear(Flags::OPENING_DUE);
            }
            return;
        }
        self.openings_mut().changed = true;
        let position = self.lane(from).position();
        let start = self.openings_mut().start_mut(from);
        if start.opening.is_empty() {
            start.base = position;
        }
        let before = usize::try_from(start.opening.len()).unwrap_or(usize::MAX);
        // Byte by byte while what is told may depend on it: not on what follows in the chunk.
        let length = if first || before < Start::HELD { 1 } else { bytes.len() };
        let Some((mut now, later)) = bytes.split_at_checked(length) else { return };
        let found = start.opening.feed_for_tls(now);
        let mut decided = start.opening.verdict().decided().copied();
        if first && from == Peer::Client && reads_as_sslv2(start.opening.head()) {
            // Whatever else is wrong with it, the record layer can say.
            if let Some(diagnosis) = decided.as_mut().filter(|diagnosis| !reads_as_tls(diagnosis)) {
                diagnosis.class = Class::Sslv2Hello;
            }
        }
        if let Some(found) = found {
            if first && decided.is_some_and(|diagnosis| !reads_as_tls(&diagnosis)) {
                self.order.not_tls(from, Place { offset: 0, record: Some(0) });
            }
            self.tls_begins(from, &found, bytes);
        } else if let (true, Some(diagnosis)) = (first, decided.filter(reads_as_tls)) {
            start.hold_head(before);
            self.reads_as_tls(from, diagnosis.class);
        } else {
            let lane = self.lane_mut(from);
            lane.pass_over(&mut now);
            *bytes = later;
            if first && decided.is_some() {
                lane.phase = Phase::Preamble;
                self.opens_without_tls(from);
            }
        }
    }

    /// Takes a direction that is TLS at first sight for told.
    #[inline]
    pub(super) fn pass_opening(&mut self, from: Peer, bytes: &[u8]) {
        let is_fresh = self.openings.is_none() && self.order.is_undisturbed();
        if usually(is_fresh && self.lane_mut(from).open_plainly(from, bytes)) {
            self.begin_order(from);
            self.lane_mut(from).flags.clear(Flags::OPENING_DUE);
        }
    }

    /// The first bytes are no records: by the other direction they may still be a broken answer.
    fn opens_without_tls(&mut self, from: Peer) {
        let place = Place { offset: 0, record: Some(0) };
        let answers_tls = from == Peer::Server && self.client.phase == Phase::Records;
        let head =
            self.openings.as_ref().map_or(&[][..], |openings| openings.start(from).opening.head());
        match *head {
            [0x80..=0xff, _, 4, ..] if answers_tls && self.client.flags.has(Flags::SSLV2) => {
                self.lane_mut(from).phase = Phase::Lost;
                self.order.sslv2_server(place);
            }
            [content_type @ 20..=24, ..] if answers_tls => {
                self.lane_mut(from).phase = Phase::Lost;
                self.order.no_record(from, ContentType(content_type), place);
            }
            _ => self.order.not_tls(from, place),
        }
    }

    /// A ClientHello from byte 0 is a beginning, whatever the embedder thought.
    fn begin_order(&mut self, from: Peer) {
        if from == Peer::Client {
            self.order.begin();
        }
    }

    /// The bytes from 0 on are records, if perhaps odd ones.
    fn reads_as_tls(&mut self, from: Peer, class: Class) {
        let base = self.openings_mut().start(from).base;
        let lane = self.lane_mut(from);
        lane.phase = Phase::Records;
        if from == Peer::Client {
            lane.records = RecordReader::accepting_sslv2();
        } else {
            lane.records = RecordReader::new();
        }
        lane.records.resume_at(base);
        lane.flags.put(Flags::SSLV2, class == Class::Sslv2Hello);
        if matches!(class, Class::TlsHandshake | Class::Sslv2Hello) {
            self.begin_order(from);
        }
    }

    /// TLS starts further on: framing begins there.
    fn tls_begins(&mut self, from: Peer, found: &TlsStart, bytes: &mut &[u8]) {
        *bytes = bytes.get(found.skip()..).unwrap_or_default();
        let start = self.openings_mut().start_mut(from);
        start.hold(found.held());
        let offset = start.base.saturating_add(found.offset());
        let lane = self.lane_mut(from);
        lane.phase = Phase::Records;
        lane.records.resume_at(offset);
        self.order.set_tracked(from);
        if self.lane(from.other()).phase == Phase::Preamble {
            // The other side's preamble is over too: its TLS is still to come.
            self.order.set_tracked(from.other());
        }
        self.begin_order(from);
    }

    /// The next byte that was held back while it was not known to be TLS.
    pub(super) fn next_held(&self, from: Peer) -> Option<u8> {
        self.openings.as_ref()?.start(from).next_held()
    }

    pub(super) fn drop_held(&mut self, from: Peer) {
        if let Some(openings) = &mut self.openings {
            let start = openings.start_mut(from);
            start.held_read = start.held_read.saturating_add(1);
        }
    }

    /// The peer of whom a diagnosis is new, or has changed.
    #[inline]
    pub(super) fn next_opening(&mut self) -> Option<Peer> {
        if self.is_opening_due() {
            return self.next_plain_opening();
        }
        self.openings.as_ref()?;
        self.next_changed_opening()
    }

    /// Is there a direction that is TLS at first sight, and was not told so?
    #[inline]
    pub(super) const fn is_opening_due(&self) -> bool {
        self.client.flags.has(Flags::OPENING_DUE) || self.server.flags.has(Flags::OPENING_DUE)
    }

    fn next_plain_opening(&mut self) -> Option<Peer> {
        let peer =
            Peer::BOTH.into_iter().find(|peer| self.lane(*peer).flags.has(Flags::OPENING_DUE))?;
        self.lane_mut(peer).flags.clear(Flags::OPENING_DUE);
        if self.openings.is_some() {
            let diagnosis = self.told_opening(peer);
            self.openings_mut().start_mut(peer).told = diagnosis;
        }
        Some(peer)
    }

    fn next_changed_opening(&mut self) -> Option<Peer> {
        let openings = self.openings.as_ref()?;
        if !openings.changed {
            self.forget_openings();
            return None;
        }
        for peer in Peer::BOTH {
            if let Some(diagnosis) = self.untold(openings, peer) {
                self.openings_mut().start_mut(peer).told = Some(diagnosis);
                return Some(peer);
            }
        }
        self.openings_mut().changed = false;
        self.forget_openings();
        None
    }

    /// What was last told of a direction's first bytes.
    pub(super) fn told_opening(&self, peer: Peer) -> Option<Diagnosis> {
        let told = self.openings.as_ref().and_then(|openings| openings.start(peer).told);
        told.or_else(|| {
            let head = self.lane(peer).plain_head(peer)?;
            Some(Opening::plain_diagnosis(peer, &head))
        })
    }

    /// Is a direction past its first record, wherever that has led?
    fn is_under_way(&self, peer: Peer) -> bool {
        let lane = self.lane(peer);
        matches!(lane.phase, Phase::Records | Phase::Lost) && lane.count > 1
    }

    /// Once both directions speak TLS and their held bytes are read, nothing is in doubt.
    fn forget_openings(&mut self) {
        let Some(openings) = &self.openings else { return };
        let settled = |peer| {
            let start = openings.start(peer);
            self.is_under_way(peer) && start.next_held().is_none() && start.end.is_none()
        };
        if settled(Peer::Client) && settled(Peer::Server) {
            self.openings = None;
        }
    }

    /// What both directions together say of one, if it was not told yet.
    fn untold(&self, openings: &Openings, peer: Peer) -> Option<Diagnosis> {
        let (client, server) = (self.opening_of(Peer::Client), self.opening_of(Peer::Server));
        // What the first bytes so far resemble depends on where they were cut, until no more come.
        let in_doubt = |opening: &Opening, peer| {
            let ended = openings.start(peer).end.is_some();
            let open = !ended && self.lane(peer).phase == Phase::Opening;
            open && !opening.is_empty() && opening.verdict().decided().is_none()
        };
        let doubts = [in_doubt(&client, Peer::Client), in_doubt(&server, Peer::Server)];
        let facts = |opening, peer| {
            let start = openings.start(peer);
            DirectionFacts {
                opening,
                end: start.end,
                first_record: self.first_record(peer),
                gap: start.gap,
                lost_framing: None,
            }
        };
        let joined =
            join(&facts(&client, Peer::Client), &facts(&server, Peer::Server), &openings.context);
        let (opening, joined) = match peer {
            Peer::Client => (&client, joined.client),
            Peer::Server => (&server, joined.server),
        };
        let told = openings.start(peer).told;
        let own = || opening.verdict().decided().copied();
        let mut diagnosis = match (self.order.only(), doubts) {
            // A direction that was not captured is silent for no reason of its own.
            (Some(only), _) if only != peer && opening.is_empty() => None,
            (Some(_), _) => own(),
            (None, [false, false]) => joined,
            // TLS at first sight is told at first sight; what else it is, once that is settled.
            (None, _) => own().filter(|own| own.class == Class::TlsHandshake && told.is_none()),
        }?;
        let behind = opening.tls_offset().filter(|offset| *offset > 0);
        if let (None, Some(offset)) = (diagnosis.tls_offset, behind) {
            // What was recognised was a header or a greeting, and TLS has begun behind it.
            diagnosis.tls_offset = Some(offset);
            diagnosis.preamble = Some(diagnosis.cause);
        }
        let is_news = told.is_none_or(|told| {
            (told.cause, told.class, told.confidence, told.tls_offset)
                != (diagnosis.cause, diagnosis.class, diagnosis.confidence, diagnosis.tls_offset)
        });
        is_news.then_some(diagnosis)
    }

    /// One direction's opening, remade from its first bytes where it was TLS at first sight.
    fn opening_of(&self, peer: Peer) -> Opening {
        let lane = self.lane(peer);
        let kept = self.openings.as_ref().map(|openings| openings.start(peer));
        let mut opening = match kept {
            Some(start) if lane.plain_head(peer).is_none() => start.opening.clone(),
            _ => {
                let mut opening = Opening::new(peer);
                if let Some(head) = lane.plain_head(peer) {
                    let _ = opening.feed(&head);
                }
                opening
            }
        };
        if let Some(end) = kept.and_then(|start| start.end) {
            let _ = opening.end(end);
        }
        if peer == Peer::Server
            && lane.phase == Phase::Opening
            && self.client.phase == Phase::Records
            && !matches!(opening.head().first(), Some(20..=24))
        {
            opening.expect_tls();
        }
        opening
    }

    /// How far a direction's first record got.
    fn first_record(&self, peer: Peer) -> Option<RecordProgress> {
        let lane = self.lane(peer);
        if lane.count != 1 || lane.phase != Phase::Records {
            return None;
        }
        let want = u64::from(lane.header().length).saturating_add(5);
        let remaining = u64::try_from(lane.records.remaining()).unwrap_or(0);
        Some(RecordProgress { have: want.saturating_sub(remaining), want })
    }

    pub(super) fn note_gap(&mut self, from: Peer, length: u64) {
        let lane = self.lane(from);
        let offset = lane.position().saturating_sub(length);
        // Behind the first record nothing is in doubt any more.
        if lane.count == 0 || (lane.count == 1 && lane.is_in_record()) {
            self.openings_mut().changed = true;
            self.openings_mut().start_mut(from).gap.get_or_insert(Gap { offset, length });
        }
    }

    /// A direction ended: what was open about its first bytes, or the other's, is settled.
    pub(super) fn opening_ends(&mut self, from: Peer, how: EndHow) {
        if self.order.carriage() != Carriage::Records {
            return;
        }
        self.forget_openings();
        if self.openings.is_none() && Peer::BOTH.into_iter().all(|peer| self.is_under_way(peer)) {
            return;
        }
        let openings = self.openings_mut();
        openings.changed = true;
        let start = openings.start_mut(from);
        if start.end.is_none() {
            start.end = Some(how);
            let _ = start.opening.end(how);
        }
        let undecided = self.lane(from).phase == Phase::Opening;
        if undecided && !self.opening_of(from).is_empty() {
            self.lane_mut(from).phase = Phase::Lost;
        }
    }

    /// Is a direction something else than TLS, from its first byte to where it stands?
    pub(crate) fn is_not_tls(&self) -> bool {
        self.openings.as_ref().is_some_and(|openings| {
            Peer::BOTH.into_iter().any(|peer| {
                let told = openings.start(peer).told;
                told.is_some_and(|told| told.class == Class::NotTls && told.tls_offset.is_none())
            })
        })
    }

    /// Did a direction end inside a record, or lack bytes?
    pub(crate) fn is_truncated(&self) -> bool {
        Peer::BOTH
            .into_iter()
            .any(|peer| self.lane(peer).is_cut() || self.lane(peer).flags.has(Flags::GAP))
    }
}

/// An SSLv2 ClientHello by its message type and a version of SSL 3.0 or TLS, if not by its lengths.
const fn reads_as_sslv2(head: &[u8]) -> bool {
    matches!(head, [0x80..=0xff, _, 1, 3, 0..=3, ..])
}

/// Are the bytes from offset 0 on records, if perhaps odd ones?
fn reads_as_tls(diagnosis: &Diagnosis) -> bool {
    let records = matches!(
        diagnosis.class,
        Class::TlsHandshake | Class::TlsAlert | Class::Sslv2Hello | Class::TlsMidstream
    );
    records && diagnosis.tls_offset.is_none_or(|offset| offset == 0)
}
