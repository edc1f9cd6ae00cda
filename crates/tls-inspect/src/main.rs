//! Reads captures and bytes, prints the TLS conversation in them and a verdict.

use std::io;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use tls_inspect::{Streams, run};

fn main() -> ExitCode {
    let output = io::stdout();
    let colour = AutoStream::choice(&output) != ColorChoice::Never;
    let streams = Streams {
        input: &mut io::stdin().lock(),
        output: &mut output.lock(),
        errors: &mut io::stderr().lock(),
        colour,
    };
    run(std::env::args_os(), streams).into()
}
