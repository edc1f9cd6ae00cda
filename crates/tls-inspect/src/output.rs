//! The output side: what flows say, for people and for programs.

mod explanation;
mod human;
mod json;
mod palette;
mod printable;
mod time;
mod wrap;

use std::io;

use tls_flow::Event;

use crate::input::{ConnectionStart, Report};
use crate::verdict::Verdict;

pub(crate) use explanation::{ExplanationPrinter, Form};
pub(crate) use human::HumanPrinter;
pub(crate) use json::JsonPrinter;
pub(crate) use palette::Palette;
pub(crate) use printable::printable;

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
