//! The output side: what flows say, for people and for programs.

mod explanation;
mod human;
mod json;
mod json_line;
mod palette;
mod printable;
mod time;
mod wrap;

use std::io::{self, Write};

use tls_flow::Event;

use crate::input::{ConnectionStart, Report};
use crate::verdict::Verdict;

pub(crate) use explanation::{ExplanationPrinter, Form};
pub(crate) use human::HumanPrinter;
pub(crate) use json::JsonPrinter;
pub(crate) use palette::Palette;
pub(crate) use printable::printable;
pub(crate) use wrap::first_sentence;

/// Prints connections, whose events come in any mixture.
pub(crate) trait Printer {
    /// What is kept of a connection between its events.
    type Page;

    /// An input begins.
    fn begin_input(&mut self, name: &str);

    /// A connection begins; connections are counted from 0 in a run.
    fn start(&mut self, number: u64, start: &ConnectionStart) -> io::Result<Self::Page>;

    /// The next event of a connection.
    fn event(&mut self, page: &mut Self::Page, event: &Event<'_>) -> io::Result<()>;

    /// A connection is over.
    fn close(&mut self, page: Self::Page, verdict: &Verdict) -> io::Result<()>;

    /// An input has ended.
    fn end_input(&mut self, name: &str, report: &Report) -> io::Result<()>;

    /// Writes what is still held back.
    fn flush(&mut self) -> io::Result<()>;
}

/// What a connection is called, for people: its input, its number, its addresses, its title.
fn heading(input: &str, number: u64, start: &ConnectionStart) -> String {
    let mut heading = format!("{input} #{number}");
    if let Some(tcp) = start.tcp {
        heading.extend([" ", &tcp.client.to_string(), " -> ", &tcp.server.to_string()]);
    }
    if let Some(title) = &start.title {
        heading.extend([" ", &printable(title)]);
    }
    heading
}

/// What was left out of an input, for people.
fn write_warnings(
    output: &mut impl Write,
    palette: Palette,
    name: &str,
    report: &Report,
) -> io::Result<()> {
    let style = palette.odd;
    let name = printable(name);
    for warning in &report.warnings {
        writeln!(output, "{style}{name}: {warning}{style:#}")?;
    }
    Ok(())
}
