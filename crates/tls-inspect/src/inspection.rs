//! Runs the connections of all inputs through `tls-flow`.

use std::io;

use tls_flow::diagnosis::{Class, Context};
use tls_flow::{
    Carriage, Config, Event, EventKind, Flow, Input, Item, ItemSet, Peer, Severity, Vantage,
};
use tls_wire::{ContentType, Framing, HandshakeType, RecordHeader};

use crate::arguments::Arguments;
use crate::input::{ConnectionStart, Report, Sink, Step};
use crate::output::Printer;
use crate::peers::of_mut;
use crate::verdict::{Cut, Facts, Verdict};

/// The whole run: prints what flows say about connections, and remembers the worst of it.
#[derive(Debug)]
pub(crate) struct Inspection<P> {
    printer: P,
    vantage: Vantage,
    midstream: bool,
    fail_on: Option<Severity>,
    connections: u64,
    has_found: bool,
}

/// A connection that is under way.
#[derive(Debug)]
pub(crate) struct Watched<G> {
    flow: Flow,
    context: Context,
    carriage: Carriage,
    facts: Facts,
    page: G,
    /// Of each peer.
    progress: [Progress; 2],
}

/// How far the bytes of a direction have come, and the record that they do not complete yet. A flow
/// tells of a record at its header; it is printed when it is there.
#[derive(Debug, Default)]
struct Progress {
    position: u64,
    begun: Option<Begun>,
}

/// A record whose header was seen.
#[derive(Debug, Clone, Copy)]
struct Begun {
    offset: u64,
    record: Option<u64>,
    framing: Framing,
}

impl Progress {
    /// The record that the bytes do not complete.
    fn cut(&self, from: Peer, facts: &Facts) -> Option<Cut> {
        if let Some(begun) = self.begun {
            let is_handshake = match begun.framing {
                Framing::Tls(header) => header.content_type == ContentType::HANDSHAKE,
                Framing::Sslv2(_) => true,
            };
            return Some(Cut {
                from,
                begins_handshake: begun.offset == 0 && is_handshake,
                present: self.position.saturating_sub(begun.offset),
                announced: Some(begun.end().saturating_sub(begun.offset)),
            });
        }
        // Without a record the first bytes were taken for something else than TLS, or are too few.
        let evidence = &facts.opening(from).filter(|it| it.class != Class::NotTls)?.evidence;
        let announced = evidence
            .as_record_header()
            .map(|(_, _, length)| RecordHeader::LEN as u64 + u64::from(length));
        let message = evidence.bytes().get(RecordHeader::LEN).copied().map(HandshakeType);
        let is_hello = evidence.offset() == 0
            && evidence.bytes().first() == Some(&ContentType::HANDSHAKE.0)
            && matches!(
                message,
                None | Some(HandshakeType::CLIENT_HELLO | HandshakeType::SERVER_HELLO)
            );
        let is_cut = match announced {
            Some(announced) => self.position < announced,
            None => (1..RecordHeader::LEN as u64).contains(&self.position),
        };
        (is_hello && is_cut).then_some(Cut {
            from,
            begins_handshake: true,
            present: self.position,
            announced,
        })
    }
}

impl Begun {
    fn end(&self) -> u64 {
        let length = self.framing.header_length().saturating_add(self.framing.length());
        self.offset.saturating_add(length as u64)
    }

    fn event<'e>(self, from: Peer) -> Event<'e> {
        let Self { offset, record, framing } = self;
        Event { from, offset, record, level: None, kind: EventKind::Record(framing) }
    }
}

impl<P: Printer> Inspection<P> {
    pub(crate) fn new(printer: P, arguments: &Arguments) -> Self {
        Self {
            printer,
            vantage: arguments.vantage.into(),
            midstream: arguments.midstream,
            fail_on: arguments.fail_on.severity(),
            connections: 0,
            has_found: false,
        }
    }

    /// The next input has this name.
    pub(crate) fn begin_input(&mut self, name: &str) {
        self.printer.begin_input(name);
    }

    /// The input was read to its end, or as far as possible.
    pub(crate) fn end_input(&mut self, name: &str, report: &Report) -> io::Result<()> {
        self.printer.end_input(name, report)
    }

    /// Writes what is still held back.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.printer.flush()
    }

    /// Something was found that makes the exit status 1.
    pub(crate) fn has_found(&self) -> bool {
        self.has_found
    }

    fn feed(
        &mut self,
        watched: &mut Watched<P::Page>,
        from: Peer,
        mut input: Input<'_>,
    ) -> io::Result<()> {
        let progress = of_mut(&mut watched.progress, from);
        match input {
            Input::Wire(bytes) => progress.position += bytes.len() as u64,
            Input::Gap(length) => {
                if progress.position == 0 {
                    // Acknowledged and not captured from the first byte on.
                    watched.context.unseen_bytes_acknowledged = true;
                    watched.flow.set_opening_context(watched.context);
                }
                progress.position += length;
                progress.begun = None;
            }
            _ => {}
        }
        let position = progress.position;
        if let Some(begun) = progress.begun.take_if(|begun| begun.end() <= position) {
            self.printer.event(&mut watched.page, &begun.event(from))?;
        }
        let (page, facts) = (&mut watched.page, &mut watched.facts);
        while let Some(event) = watched.flow.next(from, &mut input) {
            if let EventKind::Opening(diagnosis) = &event.kind
                && diagnosis.evidence.bytes().is_empty()
                && (watched.carriage != Carriage::Records || facts.has_heard(event.from))
            {
                // What spoke in other ways than by bytes of a stream is not silent.
                continue;
            }
            facts.note(&event);
            if let EventKind::Record(framing) = event.kind {
                let begun = Begun { offset: event.offset, record: event.record, framing };
                if begun.end() > position {
                    progress.begun = Some(begun);
                    continue;
                }
            }
            self.printer.event(page, &event)?;
        }
        Ok(())
    }
}

impl<P: Printer> Sink for Inspection<P> {
    type Connection = Watched<P::Page>;

    fn start(&mut self, start: &ConnectionStart) -> io::Result<Self::Connection> {
        let number = self.connections;
        self.connections += 1;
        let mut config = start.config.clone();
        if config.vantage == Vantage::Path {
            config.vantage = self.vantage;
        }
        config.midstream |= self.midstream;
        let carriage = config.carriage;
        let mut flow = flow_of(config);
        let mut context = Context::default();
        if let Some(tcp) = start.tcp {
            context.server_port = Some(tcp.server.port());
            context.opened_by = tcp.syn.then_some(Peer::Client);
            context.start_seen = Some(tcp.syn);
            flow.set_opening_context(context);
        }
        let page = self.printer.start(number, start)?;
        let facts = Facts::new(start);
        let progress = Default::default();
        Ok(Watched { flow, context, carriage, facts, page, progress })
    }

    fn step(&mut self, watched: &mut Self::Connection, step: Step<'_>) -> io::Result<()> {
        let (from, input) = step.into_input();
        match input {
            Input::Wire([]) | Input::Gap(_) | Input::End(_) => {}
            _ => watched.facts.hear(from, matches!(input, Input::Opened(_))),
        }
        self.feed(watched, from, input)
    }

    /// Whoever has to send the next message of the handshake.
    fn awaits(&self, watched: &Self::Connection) -> Option<Peer> {
        let order = watched.flow.order();
        let any_time = [Item::Alert, Item::ApplicationData, Item::HelloRequest];
        [Peer::Server, Peer::Client].into_iter().find(|peer| {
            let expected = any_time.into_iter().fold(order.expected(*peer), ItemSet::without);
            !expected.is_empty()
        })
    }

    fn close(&mut self, watched: Self::Connection) -> io::Result<()> {
        let Watched { flow, mut facts, page, progress: [client, server], .. } = watched;
        facts.cut = [(Peer::Server, server), (Peer::Client, client)]
            .into_iter()
            .find_map(|(peer, progress)| progress.cut(peer, &facts));
        let verdict = Verdict::new(flow.summary(), &facts);
        if let Some(least) = self.fail_on {
            // A greeting, or a header, behind which TLS did begin is nothing to complain of.
            let not_tls = facts
                .openings
                .iter()
                .flatten()
                .any(|opening| opening.class == Class::NotTls && opening.tls_offset.is_none());
            self.has_found |= not_tls || facts.worst() >= Some(least);
        }
        self.printer.close(page, &verdict)
    }
}

fn flow_of(config: Config) -> Flow {
    if config == Config::default() { Flow::new() } else { Flow::with_config(config) }
}
