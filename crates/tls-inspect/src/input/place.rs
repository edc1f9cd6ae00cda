//! Where something stands in a text.

use super::error::Place;

/// The line and the column of a byte of a text.
pub(crate) fn text_place(text: &str, byte: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() as u64 + 1;
    Place::Text { line, column, byte: byte as u64 }
}
