//! What is kept of a connection until it can be printed.

use tls_flow::diagnosis::Diagnosis;
use tls_flow::{Event, EventKind, Peer};
use tls_wire::{ContentType, Framing, HandshakeType};

use super::repeats::Repeats;
use crate::output::palette::Palette;

/// The most lines that are kept of a connection until it is over, findings aside; those behind are
/// counted only. A handshake has some twenty.
const LINES_MAX: usize = 1000;

/// The columns of a line: sender, offset, what. Details follow.
const OFFSET_WIDTH: usize = 9;
const WHAT_WIDTH: usize = 19;

/// What is kept of a connection.
#[derive(Debug)]
pub(crate) struct Page {
    pub(super) heading: String,
    /// Of a connection whose SYN was not captured, what comes first.
    begins: Option<Beginning>,
    pub(super) openings: [Option<Diagnosis>; 2],
    pub(super) lines: Vec<String>,
    /// How many of the lines count against [`LINES_MAX`].
    lines_counted: usize,
    /// How many lines were left out since the last one that was kept.
    lines_left_out: u64,
    pub(super) repeats: Repeats,
    run: Option<Run>,
    /// The length of the last record of each peer.
    pub(super) lengths: [u64; 2],
}

/// Whether a connection is there from its ClientHello on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beginning {
    Unknown,
    ClientHello,
    Middle,
}

/// Records of the same kind, one after the other, whose content is of no interest.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    from: Peer,
    content: Content,
    offset: u64,
    records: u64,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    ApplicationData,
    Protected(ContentType),
}

impl Page {
    /// An empty one; `midstream` where the connection's SYN was not captured.
    pub(super) fn new(heading: String, midstream: bool) -> Self {
        Self {
            heading,
            begins: midstream.then_some(Beginning::Unknown),
            openings: [None; 2],
            lines: Vec::new(),
            lines_counted: 0,
            lines_left_out: 0,
            repeats: Repeats::default(),
            run: None,
            lengths: [0; 2],
        }
    }

    /// Looks for the first thing that was said.
    pub(super) fn note_beginning(&mut self, event: &Event<'_>) {
        let Some(begins @ Beginning::Unknown) = &mut self.begins else { return };
        *begins = match &event.kind {
            EventKind::Opening(_) | EventKind::Finding(_) | EventKind::Record(Framing::Tls(_)) => {
                return;
            }
            EventKind::Record(Framing::Sslv2(_)) => Beginning::ClientHello,
            EventKind::Handshake(message)
                if message.handshake_type == HandshakeType::CLIENT_HELLO =>
            {
                Beginning::ClientHello
            }
            _ => Beginning::Middle,
        };
    }

    /// The connection is not there from its ClientHello on, so far.
    pub(super) fn begins_in_the_middle(&self) -> bool {
        self.begins.is_some_and(|beginning| beginning != Beginning::ClientHello)
    }

    /// Says where lines were left out.
    pub(super) fn mark_left_out(&mut self, palette: Palette) {
        let faint = palette.faint;
        match std::mem::take(&mut self.lines_left_out) {
            0 => {}
            1 => self.lines.push(format!("{faint}  ... and 1 line more{faint:#}")),
            count => self.lines.push(format!("{faint}  ... and {count} lines more{faint:#}")),
        }
    }

    fn push(&mut self, line: String) {
        if self.lines_counted < LINES_MAX {
            self.lines_counted += 1;
            self.lines.push(line);
        } else {
            self.lines_left_out = self.lines_left_out.saturating_add(1);
        }
    }

    pub(super) fn item(&mut self, from: Peer, offset: u64, what: &str, details: &str) {
        self.end_run();
        let line = format!("  {from} {offset:OFFSET_WIDTH$}  {what:WHAT_WIDTH$}  {details}");
        self.push(line.trim_end().to_owned());
    }

    /// Records whose content is of no interest: one line for all that follow one another.
    pub(super) fn run(&mut self, from: Peer, offset: u64, content: Content, bytes: u64) {
        match &mut self.run {
            Some(run) if run.from == from && run.content == content => {
                run.records = run.records.saturating_add(1);
                run.bytes = run.bytes.saturating_add(bytes);
            }
            _ => {
                self.end_run();
                self.run = Some(Run { from, content, offset, records: 1, bytes });
            }
        }
    }

    pub(super) fn end_run(&mut self) {
        let Some(Run { from, content, offset, records, bytes }) = self.run.take() else { return };
        let (what, kind) = match content {
            Content::ApplicationData => ("application_data".to_owned(), "record"),
            Content::Protected(content_type) => (content_type.to_string(), "protected record"),
        };
        let plural = if records == 1 { "" } else { "s" };
        let details = format!("{records} {kind}{plural}, {bytes} bytes");
        self.item(from, offset, &what, &details);
    }
}
