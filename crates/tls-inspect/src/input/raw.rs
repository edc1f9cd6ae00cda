//! The bytes of one direction, or of both, without packets.

use std::io::{self, Read};

use tls_flow::{Config, EndHow, Peer};

use super::error::{InputError, Problem, Stop};
use super::format::Format;
use super::hex;
use super::source::Source;
use super::step::{ConnectionStart, Sink, Step};

/// How many bytes are handed on at a time.
const CHUNK: usize = 64 << 10;

/// The bytes that one peer sent, raw or in hexadecimal.
pub(crate) struct Direction<'d, 'r> {
    pub(crate) from: Peer,
    pub(crate) source: &'d mut Source<'r>,
    pub(crate) format: Format,
}

/// Hands on the bytes of one direction, or of both, one after the other. The results are in the
/// order of `directions`.
pub(crate) fn read<S: Sink>(
    directions: Vec<Direction<'_, '_>>,
    sink: &mut S,
) -> io::Result<Vec<Result<(), InputError>>> {
    let only = match directions.as_slice() {
        [direction] => Some(direction.from),
        _ => None,
    };
    let config = Config { only, ..Config::default() };
    let mut connection = sink.start(&ConnectionStart { config, ..ConnectionStart::default() })?;
    let mut results = Vec::new();
    for Direction { from, source, format } in directions {
        let mut deliver = |bytes: &[u8]| sink.step(&mut connection, Step::Bytes { from, bytes });
        let result = match format {
            Format::Hex => hexadecimal(source, &mut deliver),
            _ => raw(source, &mut deliver),
        };
        results.push(match result {
            Ok(()) => Ok(()),
            Err(Stop::Input(error)) => Err(error),
            Err(Stop::Output(error)) => return Err(error),
        });
        sink.step(&mut connection, Step::End { from, how: EndHow::CaptureEnd })?;
    }
    sink.close(connection)?;
    Ok(results)
}

fn raw(
    source: &mut Source<'_>,
    deliver: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Stop> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = source
            .read(&mut chunk)
            .map_err(|error| InputError { place: source.end(), problem: Problem::Read(error) })?;
        if length == 0 {
            return Ok(());
        }
        deliver(chunk.get(..length).unwrap_or_default()).map_err(Stop::Output)?;
    }
}

fn hexadecimal(
    source: &mut Source<'_>,
    deliver: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Stop> {
    let text = source.read_text()?;
    let (bytes, result) = match hex::decode(&text) {
        Ok(bytes) => (bytes, Ok(())),
        Err((bytes, error)) => (bytes, Err(error.into())),
    };
    if !bytes.is_empty() {
        deliver(&bytes).map_err(Stop::Output)?;
    }
    result
}
