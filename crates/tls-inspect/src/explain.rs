//! `tls-inspect explain`: from bytes, or from the words of a log, to the causes in the catalogue.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use tls_flow::diagnosis::Cause;
use tls_flow::diagnosis::message::causes_of;

use crate::arguments::{Arguments, Sender};
use crate::input::Format;
use crate::output::ExplanationPrinter;
use crate::run::Exit;

/// Shown by `explain --help`, behind the options.
const HELP: &str = "\
Examples:
  echo '48 54 54 50 2f 31 2e 31' | tls-inspect explain --from server
  tls-inspect explain --client sent.bin --server got.bin
  tls-inspect explain --message 'oversized record received with length 20527'
  tls-inspect explain --cause http-response

Exit status:
  0  the first bytes are TLS; the message or the cause is known
  1  the first bytes are not TLS; the message says nothing that is known
  2  bad usage, no such cause, or an input that could not be read to its end";

/// Explain first bytes, an error message, or a cause.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = HELP)]
pub(crate) struct ExplainArguments {
    /// Bytes, hexadecimal, transcripts or captures; `-` or nothing is the standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The bytes that the client sent, raw or in hexadecimal.
    #[arg(long, value_name = "FILE", requires = "server", conflicts_with_all = ["files", "from"])]
    client: Option<PathBuf>,

    /// The bytes that the server sent, raw or in hexadecimal.
    #[arg(long, value_name = "FILE", requires = "client")]
    server: Option<PathBuf>,

    /// Whose bytes raw and hexadecimal inputs are.
    #[arg(long, value_name = "PEER", default_value = "client")]
    from: Sender,

    /// What the inputs are, whatever their content looks like.
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,

    /// An error message, a line of a log, or a number from one, instead of bytes.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["files", "client", "from", "cause", "list"])]
    message: Option<String>,

    /// An entry of the catalogue, by its name.
    #[arg(long, value_name = "ID", conflicts_with_all = ["files", "client", "from", "list"])]
    cause: Option<String>,

    /// The names of the catalogue.
    #[arg(long, conflicts_with_all = ["files", "client", "from"])]
    list: bool,
}

impl ExplainArguments {
    /// The same inputs, for an inspection; none where it is the catalogue that is asked.
    pub(crate) fn inputs(&self, whole: &Arguments) -> Option<Arguments> {
        if self.message.is_some() || self.cause.is_some() || self.list {
            return None;
        }
        Some(Arguments {
            command: None,
            files: self.files.clone(),
            client: self.client.clone(),
            server: self.server.clone(),
            from: self.from,
            input_format: self.input_format,
            ..whole.clone()
        })
    }

    /// Prints what the catalogue says.
    pub(crate) fn consult<W: Write>(
        &self,
        mut printer: ExplanationPrinter<W>,
        errors: &mut dyn Write,
    ) -> io::Result<Exit> {
        let mut exit = Exit::Clean;
        if let Some(text) = &self.message {
            let readings: Vec<_> = causes_of(text).collect();
            if readings.is_empty() {
                exit = Exit::Found;
            }
            printer.readings(text, &readings)?;
        } else if let Some(id) = &self.cause {
            let Some(cause) = Cause::by_id(id) else {
                writeln!(errors, "tls-inspect: no cause is named {id:?}; --list names them all")?;
                return Ok(Exit::Unreadable);
            };
            printer.cause(cause)?;
        } else {
            printer.list()?;
        }
        printer.finish()?;
        Ok(exit)
    }
}
