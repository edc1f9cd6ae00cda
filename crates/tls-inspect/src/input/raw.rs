//! The bytes of one direction, or of both, without packets.

use std::io::{self, BufRead, BufReader, Cursor};

use tls_flow::{Config, EndHow, Peer};

use super::error::{InputError, Place, Problem};
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

/// Hands on the bytes of one direction, or of both. Of two, the order between them is not known: the
/// sink is asked whose bytes it awaits. The results are in the order of `directions`.
pub(crate) fn read<S: Sink>(
    mut directions: Vec<Direction<'_, '_>>,
    sink: &mut S,
) -> io::Result<Vec<Result<(), InputError>>> {
    let mut results = Vec::new();
    let mut streams = Vec::new();
    for Direction { from, source, format } in &mut directions {
        let bytes: Box<dyn BufRead + '_> = if *format == Format::Hex {
            let (bytes, result) = hexadecimal(source);
            results.push(result);
            if bytes.is_empty() {
                // Nothing is known of this direction, not even that it is silent.
                continue;
            }
            Box::new(Cursor::new(bytes))
        } else {
            results.push(Ok(()));
            Box::new(BufReader::with_capacity(CHUNK, &mut **source))
        };
        streams.push((*from, bytes));
    }
    let only = match streams.as_slice() {
        [] => return Ok(results),
        [(from, _)] => Some(*from),
        _ => None,
    };
    let config = Config { only, ..Config::default() };
    let mut connection = sink.start(&ConnectionStart { config, ..ConnectionStart::default() })?;
    let heard: Vec<_> = streams.iter().map(|(from, _)| *from).collect();
    interleave(&mut streams, sink, &mut connection)?;
    drop(streams);
    for (Direction { source, .. }, result) in directions.iter_mut().zip(&mut results) {
        if let Some(failure) = source.take_failure() {
            *result = Err(InputError { place: source.end(), problem: Problem::Read(failure) });
        }
    }
    for from in heard {
        sink.step(&mut connection, Step::End { from, how: EndHow::CaptureEnd })?;
    }
    sink.close(connection)?;
    Ok(results)
}

/// Hands on all bytes of all streams.
fn interleave<S: Sink>(
    streams: &mut [(Peer, Box<dyn BufRead + '_>)],
    sink: &mut S,
    connection: &mut S::Connection,
) -> io::Result<()> {
    let is_alone = streams.len() < 2;
    loop {
        // Where reading fails the stream ends; the source keeps the reason.
        let mut left = Vec::new();
        for (from, bytes) in &mut *streams {
            if bytes.fill_buf().is_ok_and(|bytes| !bytes.is_empty()) {
                left.push(*from);
            }
        }
        let awaited = if is_alone { None } else { sink.awaits(connection) };
        let awaited = awaited.filter(|from| left.contains(from));
        let Some(next) = awaited.or_else(|| left.first().copied()) else { return Ok(()) };
        let Some((from, bytes)) = streams.iter_mut().find(|(from, _)| *from == next) else {
            return Ok(());
        };
        let from = *from;
        let chunk = bytes.fill_buf().unwrap_or_default();
        // After any byte the turn may be the other's.
        let chunk = if awaited.is_some() { chunk.get(..1).unwrap_or_default() } else { chunk };
        sink.step(connection, Step::Bytes { from, bytes: chunk })?;
        let length = chunk.len();
        bytes.consume(length);
    }
}

/// The bytes of a text, up to its first error. That there are none is an error too.
fn hexadecimal(source: &mut Source<'_>) -> (Vec<u8>, Result<(), InputError>) {
    match source.read_text().map(|text| hex::decode(&text)) {
        Ok(Ok(bytes)) if bytes.is_empty() => {
            (bytes, Err(InputError { place: Place::Whole, problem: Problem::Empty }))
        }
        Ok(Ok(bytes)) => (bytes, Ok(())),
        Ok(Err((bytes, error))) => (bytes, Err(error)),
        Err(error) => (Vec::new(), Err(error)),
    }
}
