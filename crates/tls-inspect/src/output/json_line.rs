//! A line of JSON, whatever it tells.

use std::io::{self, Write};

use serde::Serialize;

/// What every line begins with.
#[derive(Serialize)]
struct Line<R> {
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<u64>,
    #[serde(flatten)]
    rest: R,
}

/// Writes an object and ends its line.
pub(super) fn write_line(
    output: &mut impl Write,
    event: &'static str,
    connection: Option<u64>,
    rest: impl Serialize,
) -> io::Result<()> {
    serde_json::to_writer(&mut *output, &Line { event, connection, rest })?;
    output.write_all(b"\n")
}

/// Bytes as JSON has them here.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
