//! Arrays of a programming language.

use super::{Wrong, wrong};

/// The numbers between the first bracket and its partner, decimal or with `0x`.
pub(super) fn array(text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    // In `name[7] = {` and `name: [u8; 7] = [` the first pair of brackets is not the one.
    let open = text.find('{').or_else(|| text.rfind('[')).unwrap_or(0);
    let close = if text[open..].starts_with('{') { '}' } else { ']' };
    let Some(length) = text[open..].find(close) else {
        return wrong(text.len(), format!("the array has no {close} at its end"));
    };
    let base = open + 1;
    let body = blank_comments(&text[base..open + length]);
    let mut at = base;
    for item in body.split_inclusive([',', '\n']) {
        let number = item.trim_matches(|c: char| c.is_whitespace() || c == ',');
        let place = at + item.find(number).unwrap_or(0);
        at += item.len();
        if number.is_empty() {
            continue;
        }
        let lower = number.to_ascii_lowercase();
        let value = match lower.strip_prefix("0x") {
            Some(hex) => u8::from_str_radix(hex, 16),
            None => lower.parse(),
        };
        match value {
            Ok(value) => bytes.push(value),
            Err(_) => return wrong(place, format!("{number:?} is not a number of 0 to 255")),
        }
    }
    Ok(())
}

/// The text with spaces for its comments, so that places stay the same.
fn blank_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("//").into_iter().chain(rest.find("/*")).min() {
        let (before, comment) = rest.split_at(start);
        let end = if comment.starts_with("//") {
            comment.find('\n')
        } else {
            comment.find("*/").map(|end| end + 2)
        };
        let (comment, after) = comment.split_at(end.unwrap_or(comment.len()));
        out.push_str(before);
        out.extend(comment.bytes().map(|_| ' '));
        rest = after;
    }
    out.push_str(rest);
    out
}
