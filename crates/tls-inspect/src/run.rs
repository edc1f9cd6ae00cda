//! The tool as a function.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufWriter, LineWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use tls_flow::Peer;

use crate::arguments::{Arguments, Command, OutputFormat, When};
use crate::input::{self, InputError, Place, Problem, Report, Source};
use crate::inspection::Inspection;
use crate::output::{
    ExplanationPrinter, Form, HumanPrinter, JsonPrinter, Palette, Printer, printable,
};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Status 0: nothing above the line of `--fail-on`.
    Clean,
    /// Status 1: a finding above that line, or first bytes that are not TLS.
    Found,
    /// Status 2: bad usage, or an input that could not be read to its end.
    Unreadable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Unreadable => 2,
        })
    }
}

/// The standard streams of a run.
pub struct Streams<'s> {
    /// Read where no file is named.
    pub input: &'s mut dyn Read,
    /// Takes what was seen.
    pub output: &'s mut dyn Write,
    /// Takes what went wrong.
    pub errors: &'s mut dyn Write,
    /// `output` shows colours, and is to.
    pub colour: bool,
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams").field("colour", &self.colour).finish_non_exhaustive()
    }
}

/// Runs the tool with these arguments, the first of which is its name.
///
/// An output that is closed early, as by `head`, ends the run without a word.
pub fn run<A>(arguments: impl IntoIterator<Item = A>, streams: Streams<'_>) -> Exit
where
    A: Into<OsString> + Clone,
{
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(message) => return usage(&message, streams),
    };
    let colour = match arguments.color {
        When::Auto => streams.colour,
        When::Always => true,
        When::Never => false,
    };
    let palette = if colour { Palette::COLOURED } else { Palette::PLAIN };
    let Streams { input, output, errors, .. } = streams;
    if let Some(command) = &arguments.command {
        let form = match arguments.format {
            OutputFormat::Human => Form::Human(palette),
            OutputFormat::Json => Form::Json,
        };
        let printer = ExplanationPrinter::new(BufWriter::new(output), form);
        return match command {
            Command::Explain(explain) => match explain.inputs(&arguments) {
                Some(inputs) => inspect(&inputs, printer, input, errors),
                None => written(explain.consult(printer, errors), errors),
            },
            Command::Probe(probe) => written(probe.run(printer, errors), errors),
        };
    }
    // What is captured at this moment is to be seen at this moment.
    let is_live = arguments.files.iter().all(|file| is_standard_input(file));
    let output: Box<dyn Write> = if is_live && arguments.client.is_none() {
        Box::new(LineWriter::new(output))
    } else {
        Box::new(BufWriter::with_capacity(64 << 10, output))
    };
    match arguments.format {
        OutputFormat::Human => {
            let printer = HumanPrinter::new(output, palette, arguments.quiet);
            inspect(&arguments, printer, input, errors)
        }
        OutputFormat::Json => {
            inspect(&arguments, JsonPrinter::new(output, arguments.quiet), input, errors)
        }
    }
}

/// A wrong command line, or a wish for help.
fn usage(message: &clap::Error, streams: Streams<'_>) -> Exit {
    let text = message.render();
    let text = if streams.colour { text.ansi().to_string() } else { text.to_string() };
    let (stream, exit) = if message.use_stderr() {
        (streams.errors, Exit::Unreadable)
    } else {
        (streams.output, Exit::Clean)
    };
    // There is nobody left to tell.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    exit
}

fn inspect<P: Printer>(
    arguments: &Arguments,
    printer: P,
    standard_input: &mut dyn Read,
    errors: &mut dyn Write,
) -> Exit {
    let mut inspection = Inspection::new(printer, arguments);
    let mut unreadable = false;
    let mut tell = |name: &str, error: &InputError| {
        unreadable = true;
        // The exit status says it too.
        let (name, error) = (printable(name), printable(&error.to_string()));
        let _ = writeln!(errors, "tls-inspect: {name}: {error}");
    };
    let inspected = inspect_inputs(arguments, &mut inspection, standard_input, &mut tell);
    let flushed = inspected.and_then(|()| inspection.flush());
    let exit = match (unreadable, inspection.has_found()) {
        (true, _) => Exit::Unreadable,
        (false, true) => Exit::Found,
        (false, false) => Exit::Clean,
    };
    match flushed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => exit,
        flushed => written(flushed.map(|()| exit), errors),
    }
}

/// The exit, unless it could not be written what led to it. Nobody misses what `head` cut off.
fn written(exit: io::Result<Exit>, errors: &mut dyn Write) -> Exit {
    match exit {
        Ok(exit) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            let _ = writeln!(errors, "tls-inspect: cannot write: {error}");
            Exit::Unreadable
        }
    }
}

fn inspect_inputs<P: Printer>(
    arguments: &Arguments,
    inspection: &mut Inspection<P>,
    standard_input: &mut dyn Read,
    tell: &mut dyn FnMut(&str, &InputError),
) -> io::Result<()> {
    if let (Some(client), Some(server)) = (&arguments.client, &arguments.server) {
        return inspect_directions(arguments, inspection, [client, server], standard_input, tell);
    }
    let files = match arguments.files.as_slice() {
        [] => &[PathBuf::from("-")],
        files => files,
    };
    for file in files {
        let name = name_of(file);
        let report = match open(file, standard_input) {
            Ok(mut source) => {
                inspection.begin_input(&name);
                let from = arguments.from.into();
                input::read(&mut source, arguments.input_format, from, inspection)?
            }
            Err(error) => Report { error: Some(error), ..Report::default() },
        };
        if let Some(error) = &report.error {
            tell(&name, error);
        }
        inspection.end_input(&name, &report)?;
    }
    Ok(())
}

/// Both directions of one connection, from an input each. One that cannot be opened does not keep
/// the other from being inspected.
fn inspect_directions<P: Printer>(
    arguments: &Arguments,
    inspection: &mut Inspection<P>,
    files: [&Path; 2],
    standard_input: &mut dyn Read,
    tell: &mut dyn FnMut(&str, &InputError),
) -> io::Result<()> {
    let names = files.map(name_of);
    if files.into_iter().all(is_standard_input) {
        let error = InputError { place: Place::Whole, problem: Problem::OneDirection };
        let [name, _] = &names;
        tell(name, &error);
        return inspection.end_input(name, &Report { error: Some(error), ..Report::default() });
    }
    let mut standard_input = Some(standard_input);
    let mut open = |file: &Path| match standard_input.take_if(|_| is_standard_input(file)) {
        Some(input) => Ok(Source::new(input)),
        None => Source::open(file),
    };
    let [client, server] = files;
    let sources = [open(client), open(server)];
    let format = arguments.input_format;
    inspection.begin_input(&names.join(" and "));
    let mut reports = match sources {
        [Ok(mut client), Ok(mut server)] => {
            input::read_directions(&mut client, &mut server, format, inspection)?
        }
        sources => {
            let mut reports = [Report::default(), Report::default()];
            for ((report, source), from) in reports.iter_mut().zip(sources).zip(Peer::BOTH) {
                *report = match source {
                    Ok(mut source) => input::read(&mut source, format, from, inspection)?,
                    Err(error) => Report { error: Some(error), ..Report::default() },
                };
            }
            reports
        }
    };
    for (report, name) in reports.iter_mut().zip(&names) {
        if let Some(error) = &report.error {
            tell(name, error);
        }
        inspection.end_input(name, report)?;
    }
    Ok(())
}

fn open<'r>(file: &Path, standard_input: &'r mut dyn Read) -> Result<Source<'r>, InputError> {
    if is_standard_input(file) { Ok(Source::new(standard_input)) } else { Source::open(file) }
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn name_of(file: &Path) -> String {
    if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() }
}
