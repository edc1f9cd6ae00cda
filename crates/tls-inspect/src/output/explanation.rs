//! Explanations: what first bytes mean, why they came and what to do about it.

mod json;

use std::io::{self, Write};

use serde::Serialize;
use tls_flow::diagnosis::message::Reading;
use tls_flow::diagnosis::{Cause, Class, Diagnosis, Evidence, FirstAlert, StackMessage};
use tls_flow::{Event, EventKind, Peer};
use tls_wire::{AlertLevel, ContentType};

use self::json::{JsonCause, JsonDiagnosis, JsonReading, JsonVerdict};
use super::json_line::write_line;
use super::printable::printable;
use super::wrap::labelled;
use super::{Palette, Printer, first_sentence, heading, write_warnings};
use crate::input::{ConnectionStart, Report};
use crate::peers::of_mut;
use crate::verdict::Verdict;

/// Writes explanations, for people or as an object a line.
#[derive(Debug)]
pub(crate) struct ExplanationPrinter<W> {
    output: W,
    form: Form,
    input: String,
    /// The cause that was explained last of the connection at hand.
    explained: Option<&'static Cause>,
}

/// How explanations are written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// For people.
    Human(Palette),
    /// JSON Lines.
    Json,
}

/// What is kept of a connection until it is over.
#[derive(Debug)]
pub(crate) struct Page {
    number: u64,
    heading: String,
    openings: [Option<Diagnosis>; 2],
}

impl<W: Write> ExplanationPrinter<W> {
    pub(crate) const fn new(output: W, form: Form) -> Self {
        Self { output, form, input: String::new(), explained: None }
    }

    /// What the first bytes of one side mean, or its silence.
    pub(crate) fn diagnosis(
        &mut self,
        connection: Option<u64>,
        from: Peer,
        diagnosis: &Diagnosis,
    ) -> io::Result<()> {
        let Form::Human(palette) = self.form else {
            return self.json("explanation", connection, JsonDiagnosis::new(from, diagnosis));
        };
        let Diagnosis { cause, class, confidence, evidence, .. } = diagnosis;
        let style = match class {
            Class::NotTls => palette.bad,
            Class::TlsHandshake if cause.guide_causes.is_empty() => palette.good,
            _ => palette.odd,
        };
        let what = match (class, diagnosis.protocol) {
            (Class::NotTls, Some(protocol)) => format!("{protocol}, not TLS"),
            (Class::NotTls, None) => "not TLS".to_owned(),
            (Class::Unknown, _) if evidence.bytes().is_empty() => "nothing".to_owned(),
            (Class::Unknown, _) => "not recognised".to_owned(),
            _ => class.to_string(),
        };
        let truncated = if diagnosis.truncated { ", cut short" } else { "" };
        writeln!(
            self.output,
            "{style}{from}: {what}: {} ({confidence}{truncated}){style:#}",
            cause.id
        )?;
        self.evidence(evidence, class.is_tls())?;
        if let Some(offset) = diagnosis.tls_offset.filter(|offset| *offset > 0) {
            let before = diagnosis.preamble.map_or("something else", |cause| cause.id);
            self.detail("TLS", &format!("begins at byte {offset}, behind {before}"))?;
        }
        if self.explained.replace(cause) == Some(cause) {
            self.detail("meaning", "as above")?;
        } else {
            self.entry(cause)?;
            self.messages(cause)?;
        }
        writeln!(self.output)
    }

    /// An entry of the catalogue.
    pub(crate) fn cause(&mut self, cause: &'static Cause) -> io::Result<()> {
        let Form::Human(palette) = self.form else {
            return self.json("cause", None, JsonCause::new(cause));
        };
        let style = palette.heading;
        writeln!(self.output, "{style}{}{style:#} ({})", cause.id, cause.class)?;
        self.entry(cause)?;
        self.messages(cause)?;
        writeln!(self.output)
    }

    /// The catalogue's names, each with what bytes with that cause usually are.
    pub(crate) fn list(&mut self) -> io::Result<()> {
        for cause in Cause::all() {
            match self.form {
                Form::Human(palette) => {
                    let label = format!("{:<28}", cause.id);
                    let text = labelled(0, &label, first_sentence(cause.explanation));
                    let style = palette.heading;
                    let (id, rest) = text.split_at(cause.id.len());
                    writeln!(self.output, "{style}{id}{style:#}{rest}")?;
                }
                Form::Json => self.json("cause", None, JsonCause::new(cause))?,
            }
        }
        Ok(())
    }

    /// What a message may mean, likeliest first; the first reading, and those that are as sure, in
    /// full.
    pub(crate) fn readings(&mut self, text: &str, readings: &[Reading]) -> io::Result<()> {
        let Form::Human(palette) = self.form else {
            for reading in readings {
                self.json("reading", None, JsonReading::new(reading))?;
            }
            return Ok(());
        };
        let text = printable(text);
        let Some(first) = readings.first() else {
            return writeln!(self.output, "{text}\n  says nothing that is in the catalogue.");
        };
        let style = palette.heading;
        writeln!(self.output, "{style}{text}{style:#}")?;
        let in_full = |reading: &Reading| {
            reading.cause == first.cause
                || (first.confidence > tls_flow::diagnosis::Confidence::Possible
                    && reading.confidence == first.confidence)
        };
        for reading in readings.iter().filter(|reading| in_full(reading)) {
            let style = palette.odd;
            let Reading { cause, confidence, bytes } = reading;
            writeln!(self.output, "{style}{} ({confidence}){style:#}", cause.id)?;
            self.evidence(bytes, false)?;
            self.entry(cause)?;
        }
        let mut others = readings.iter().filter(|reading| !in_full(reading)).peekable();
        if others.peek().is_some() {
            writeln!(self.output, "or, as far as these words go (`--cause ID` says more):")?;
        }
        for Reading { cause, confidence, .. } in others {
            let label = format!("{} ({confidence}): ", cause.id);
            let text = first_sentence(cause.explanation);
            writeln!(self.output, "{}", labelled(2, &label, text))?;
        }
        writeln!(self.output)
    }

    /// An object of its own kind; nothing for people.
    pub(crate) fn json(
        &mut self,
        event: &'static str,
        connection: Option<u64>,
        rest: impl Serialize,
    ) -> io::Result<()> {
        write_line(&mut self.output, event, connection, rest)
    }

    /// Writes what is still held back.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    /// The form in which this prints.
    pub(crate) const fn form(&self) -> Form {
        self.form
    }

    /// A line with a label, for people.
    pub(crate) fn detail(&mut self, label: &str, text: &str) -> io::Result<()> {
        let label = if label.is_empty() { String::new() } else { format!("{label}:") };
        writeln!(self.output, "{}", labelled(2, &format!("{label:<11}"), text))
    }

    /// A line as it is, for people.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{text}")
    }

    /// The bytes, and what a TLS stack reads in them.
    fn evidence(&mut self, evidence: &Evidence, is_tls: bool) -> io::Result<()> {
        let bytes = evidence.bytes();
        if bytes.is_empty() {
            return Ok(());
        }
        self.detail("bytes", &format!("{evidence} at byte {}", evidence.offset()))?;
        if let Some((content_type, version, length)) = evidence.as_record_header() {
            let name = match ContentType(content_type) {
                known if is_tls => format!(" ({known})"),
                _ => String::new(),
            };
            let text =
                format!("type {content_type}{name}, version {version:#06x}, length {length}");
            self.detail("as record", &text)?;
        }
        if let Some(alert) = FirstAlert::read(bytes) {
            let FirstAlert { level, description, name, meaning, sent_by, .. } = alert;
            let name = name.unwrap_or("unassigned");
            let level = AlertLevel(level);
            let mut text = format!("{level} {name} ({description}): {meaning}");
            if let Some(stack) = sent_by {
                text.extend([" ", stack, " answers bytes that are no TLS in just this way."]);
            }
            self.detail("alert", &text)?;
        }
        Ok(())
    }

    /// What the catalogue says, but for the messages.
    fn entry(&mut self, cause: &Cause) -> io::Result<()> {
        self.detail("meaning", cause.explanation)?;
        let list = |items: Vec<String>| items.join(", ");
        if !cause.guide_causes.is_empty() {
            let causes = cause.guide_causes.iter();
            let causes = causes.map(|cause| format!("{} ({})", cause.number(), cause.as_str()));
            let steps = cause.guide_steps.iter();
            let steps = steps.map(|step| format!("{} ({})", step.number(), step.as_str()));
            let text = format!("cause {}; step {}", list(causes.collect()), list(steps.collect()));
            self.detail("guide", &text)?;
        }
        let mut label = "remedies:";
        for remedy in cause.remedies {
            let label = format!("{:<11}- ", std::mem::take(&mut label));
            writeln!(self.output, "{}", labelled(2, &label, remedy))?;
        }
        Ok(())
    }

    /// The messages by which people know it.
    fn messages(&mut self, cause: &Cause) -> io::Result<()> {
        let mut label = "messages";
        for StackMessage { stack, at, text } in cause.messages {
            let text = format!("{stack} ({at}): {text}");
            self.detail(std::mem::take(&mut label), &text)?;
        }
        Ok(())
    }
}

impl<W: Write> Printer for ExplanationPrinter<W> {
    type Page = Page;

    fn begin_input(&mut self, name: &str) {
        self.input = printable(name);
    }

    fn start(&mut self, number: u64, start: &ConnectionStart) -> io::Result<Page> {
        let heading = heading(&self.input, number, start);
        Ok(Page { number, heading, openings: [None; 2] })
    }

    fn event(&mut self, page: &mut Page, event: &Event<'_>) -> io::Result<()> {
        if let EventKind::Opening(diagnosis) = &event.kind {
            *of_mut(&mut page.openings, event.from) = Some(*diagnosis);
        }
        Ok(())
    }

    fn close(&mut self, page: Page, verdict: &Verdict) -> io::Result<()> {
        let Page { number, heading, openings } = page;
        if let Form::Human(palette) = self.form {
            let style = palette.heading;
            writeln!(self.output, "{style}{heading}{style:#}")?;
        }
        for (peer, opening) in Peer::BOTH.into_iter().zip(&openings) {
            if let Some(diagnosis) = opening {
                self.diagnosis(Some(number), peer, diagnosis)?;
            }
        }
        self.verdict(Some(number), verdict)
    }

    fn end_input(&mut self, name: &str, report: &Report) -> io::Result<()> {
        match self.form {
            Form::Human(palette) => write_warnings(&mut self.output, palette, name, report),
            Form::Json => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

impl<W: Write> ExplanationPrinter<W> {
    /// What became of the connection.
    pub(crate) fn verdict(&mut self, connection: Option<u64>, verdict: &Verdict) -> io::Result<()> {
        let Verdict { kind, message, .. } = verdict;
        let verdict = kind.as_str();
        self.explained = None;
        match self.form {
            Form::Json => self.json("verdict", connection, JsonVerdict { verdict, message }),
            Form::Human(_) => {
                writeln!(self.output, "{}\n", labelled(0, &format!("=> {verdict}: "), message))
            }
        }
    }
}
