//! The input side: captures, transcripts and bytes in, the steps of connections out.
//!
//! [`read`] recognises the format of a [`Source`] by its content and hands the connections in it to
//! a [`Sink`]. Memory is bounded whatever the size of a capture; see the limits in the modules.
//! What was read before an error is always handed on.

mod blocks;
mod capture;
mod connection;
mod connections;
mod error;
mod format;
mod fragments;
mod hex;
mod link;
#[cfg(test)]
mod numbers;
mod packet;
mod pcap;
mod pcapng;
mod place;
mod raw;
mod reassembly;
#[cfg(test)]
mod recorder;
mod roles;
mod segment;
mod source;
mod step;
mod transcript;

use std::io;

use tls_flow::Peer;

pub use error::{InputError, Place, Problem};
pub use format::Format;
pub use source::Source;
pub use step::{ConnectionStart, Sink, Step, TcpStart};

use error::Stop;

/// What was read of an input.
#[derive(Debug, Default)]
pub struct Report {
    /// The format, once it was recognised.
    pub format: Option<Format>,
    /// How many packets a capture holds.
    pub packets: Option<u64>,
    /// A sentence for everything that was left out.
    pub warnings: Vec<String>,
    /// Why the input could not be read to its end.
    pub error: Option<InputError>,
}

/// Reads one input. `format` overrides what its content says; `from` is the sender of raw bytes and
/// of hexadecimal.
///
/// # Errors
/// What the sink returns; errors of the input are in the report.
pub fn read<S: Sink>(
    source: &mut Source<'_>,
    format: Option<Format>,
    from: Peer,
    sink: &mut S,
) -> io::Result<Report> {
    let format = match recognise(source, format) {
        Ok(format) => format,
        Err(error) => return Ok(Report { error: Some(error), ..Report::default() }),
    };
    let report = Report { format: Some(format), ..Report::default() };
    match format {
        Format::Pcap => capture::read(pcap::read, source, sink, format),
        Format::Pcapng => capture::read(pcapng::read, source, sink, format),
        Format::Transcript => {
            let read = source.read_text().map_err(Stop::Input);
            match read.and_then(|text| transcript::read(&text, sink)) {
                Ok(()) => Ok(report),
                Err(Stop::Input(error)) => Ok(Report { error: Some(error), ..report }),
                Err(Stop::Output(error)) => Err(error),
            }
        }
        Format::Hex | Format::Raw => {
            let results = raw::read(vec![raw::Direction { from, source, format }], sink)?;
            let error = results.into_iter().find_map(Result::err);
            Ok(Report { error, ..report })
        }
    }
}

/// Reads what the client and what the server sent, from an input each, raw or in hexadecimal, as
/// one connection. The reports are those of the two inputs.
///
/// # Errors
/// What the sink returns; errors of the inputs are in the reports.
pub fn read_directions<'r, S: Sink>(
    client: &mut Source<'r>,
    server: &mut Source<'r>,
    format: Option<Format>,
    sink: &mut S,
) -> io::Result<[Report; 2]> {
    let mut reports = [Report::default(), Report::default()];
    let mut directions = Vec::new();
    let inputs = [(Peer::Client, client), (Peer::Server, server)];
    for (report, (from, source)) in reports.iter_mut().zip(inputs) {
        match recognise(source, format) {
            Ok(format @ (Format::Hex | Format::Raw)) => {
                report.format = Some(format);
                directions.push(raw::Direction { from, source, format });
            }
            Ok(format) => {
                report.format = Some(format);
                let problem = Problem::BothDirections { format: format.name() };
                report.error = Some(InputError { place: Place::Whole, problem });
            }
            Err(error) => report.error = Some(error),
        }
    }
    if directions.is_empty() {
        return Ok(reports);
    }
    let mut results = raw::read(directions, sink)?.into_iter();
    for report in reports.iter_mut().filter(|report| report.error.is_none()) {
        report.error = results.next().and_then(Result::err);
    }
    Ok(reports)
}

fn recognise(source: &mut Source<'_>, format: Option<Format>) -> Result<Format, InputError> {
    match format {
        // What is wanted raw is not inflated.
        Some(Format::Raw) => source.check_not_empty().map(|()| Format::Raw),
        Some(format) => {
            source.inflate_compressed()?;
            source.check_not_empty().map(|()| format)
        }
        None => source.recognise(),
    }
}
