//! Reads bytes in hexadecimal, as common tools print them and people paste them.
//!
//! Three styles: a dump (pairs of digits, with or without separators, offsets and a column of
//! characters: hexdump, xxd, od, tcpdump, Wireshark, `16 03 01`, `160301`, `16:03:01`), an array in
//! some programming language (`{0x16, 0x03}`, `[22, 3]`) and an escaped string (`\x16\x03`).

use super::error::{InputError, Problem};
use super::place::text_place;

/// The bytes of a text.
///
/// # Errors
/// The place of the first character that fits no style.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, (Vec<u8>, InputError)> {
    let mut bytes = Vec::new();
    let decoded = match Style::of(text) {
        Style::Array => array(text, &mut bytes),
        Style::Escapes => escapes(text, &mut bytes),
        Style::Dump => Dump::default().read(text, &mut bytes),
    };
    match decoded {
        Ok(()) => Ok(bytes),
        Err((at, what)) => {
            let place = text_place(text, at);
            Err((bytes, InputError { place, problem: Problem::Syntax(what) }))
        }
    }
}

/// Whether a text begins like bytes in hexadecimal.
pub(crate) fn is_hex(head: &str) -> bool {
    let mut bytes = Vec::new();
    match Style::of(head) {
        Style::Array => array(head, &mut bytes).is_ok() || !bytes.is_empty() && head.contains("0x"),
        Style::Escapes => true,
        Style::Dump => {
            let Some(first) = head.lines().find(|line| !line.trim().is_empty()) else {
                return false;
            };
            let digits = || first.bytes().any(|b| b.is_ascii_digit());
            let decoded = Dump::default().read(first, &mut bytes);
            match decoded {
                Ok(()) => !bytes.is_empty(),
                // Typed by hand, with a digit forgotten; words such as "add" are none.
                Err((_, what)) => what == ODD && !bytes.is_empty() && digits(),
            }
        }
    }
}

enum Style {
    Dump,
    Array,
    Escapes,
}

impl Style {
    fn of(text: &str) -> Self {
        let is_escape = |(at, _): (usize, &str)| {
            let digits = text.as_bytes().get(at + 2..at + 4).unwrap_or_default();
            digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit)
        };
        let escape = text.match_indices("\\x").find(|found| is_escape(*found)).map(|(at, _)| at);
        let quote = text.find(['"', '\'']);
        let bracket = text.find(['{', '[']);
        match (escape, quote, bracket) {
            // `\x160301`, as PostgreSQL prints bytes, is a dump with a prefix.
            (Some(at), None, None)
                if text[at + 2..].trim_end().bytes().all(|b| b.is_ascii_hexdigit())
                    && text[at + 2..].trim_end().len() > 2
                    && text[..at].trim().is_empty() =>
            {
                Self::Dump
            }
            (Some(at), Some(quote), _) if quote < at => Self::Escapes,
            (Some(at), _, _) if text[..at].trim().is_empty() => Self::Escapes,
            (_, _, Some(_)) => Self::Array,
            _ => Self::Dump,
        }
    }
}

/// A place in the text and what is wrong there.
type Wrong = (usize, String);

fn wrong<T>(at: usize, what: impl Into<String>) -> Result<T, Wrong> {
    Err((at, what.into()))
}

const ODD: &str = "an odd number of hex digits: one is missing, or one too many";

/// A dump, line by line.
#[derive(Default)]
struct Dump {
    offsets: Offsets,
    /// Where in the output the bytes begin that the offsets count from.
    base: usize,
    /// The bytes of the last line, for `*`.
    last_line: Vec<u8>,
    repeated: bool,
}

/// Whether lines begin with an offset.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Offsets {
    #[default]
    Unknown,
    Absent,
    Present {
        /// The offset of the first line.
        first: usize,
    },
}

impl Dump {
    fn read(&mut self, text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            self.line(line.trim_end(), bytes).map_err(|(column, what)| (at + column, what))?;
            at += line.len();
        }
        if self.repeated {
            return wrong(
                at,
                "a line of * stands for repeated bytes up to the next offset, and none follows",
            );
        }
        Ok(())
    }

    fn line(&mut self, line: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        if content.is_empty() || content.starts_with(['#', '/']) {
            return Ok(());
        }
        if content == "*" && self.offsets != Offsets::Absent {
            self.repeated = true;
            return Ok(());
        }
        let start = self.skip_offset(content, bytes).map_err(|(at, what)| (indent + at, what))?;
        let start = start + indent;
        let line_bytes =
            pairs_and_characters(&line[start..]).map_err(|(at, what)| (start + at, what))?;
        bytes.extend_from_slice(&line_bytes);
        self.last_line = line_bytes;
        Ok(())
    }

    /// How much of the line its offset takes. Writes the bytes that a `*` stood for.
    fn skip_offset(&mut self, line: &str, bytes: &mut Vec<u8>) -> Result<usize, Wrong> {
        let length = line.find(char::is_whitespace).unwrap_or(line.len());
        let (word, rest) = line.split_at(length);
        let digits = word.strip_suffix(':').unwrap_or(word);
        let has_colon = digits.len() < word.len();
        let digits = digits.strip_prefix("0x").unwrap_or(digits);
        let is_number = digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if self.offsets == Offsets::Unknown {
            let next = rest.split_whitespace().next().unwrap_or_default();
            let all_zero = is_number && digits.bytes().all(|b| b == b'0');
            self.offsets = if is_number && has_colon
                || all_zero && next.len() != word.len() && !next.is_empty()
            {
                Offsets::Present { first: usize::from_str_radix(digits, 16).unwrap_or(0) }
            } else {
                Offsets::Absent
            };
            let words_of_16_bits = digits.len() == 7 && !has_colon && next.len() == 4;
            if self.offsets != Offsets::Absent && words_of_16_bits {
                return wrong(
                    length + 1,
                    "these are 16-bit words in the byte order of some machine; \
                    dump single bytes, with hexdump -C, xxd or od -t x1",
                );
            }
        }
        let Offsets::Present { first } = self.offsets else { return Ok(0) };
        if !is_number {
            return wrong(0, "the lines above begin with an offset, this one does not");
        }
        let position = bytes.len() - self.base + first;
        let radix_of = |wanted: usize| {
            [16, 8, 10]
                .into_iter()
                .find(|radix| usize::from_str_radix(digits, *radix) == Ok(wanted))
        };
        if self.repeated {
            self.repeat(digits, position, bytes)?;
        } else if radix_of(position).is_none() {
            if usize::from_str_radix(digits, 16) != Ok(0) {
                return wrong(
                    0,
                    format!(
                        "the offset of this line is {word}, but {position:#x} bytes stand before it: some are missing"
                    ),
                );
            }
            // Another packet begins.
            self.offsets = Offsets::Present { first: 0 };
            self.base = bytes.len();
        }
        Ok(length)
    }

    /// Repeats the last line up to an offset.
    fn repeat(&mut self, digits: &str, position: usize, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
        /// More is not typed or pasted, and would be read from a raw file.
        const REPEATED_MAX: usize = 64 << 20;

        self.repeated = false;
        let length = self.last_line.len();
        let fits =
            |until: &usize| *until >= position && length > 0 && (until - position) % length == 0;
        // Hexadecimal first, then the octal of od.
        let until = [16, 8, 10]
            .into_iter()
            .filter_map(|radix| usize::from_str_radix(digits, radix).ok())
            .find(fits);
        let Some(count) = until.map(|until| until - position).filter(|n| *n <= REPEATED_MAX) else {
            return wrong(0, "this offset does not fit the * above it");
        };
        bytes.extend(self.last_line.iter().cycle().take(count));
        Ok(())
    }
}

/// The bytes of a line without its offset. A column of characters behind them is left out where it
/// shows the same bytes.
fn pairs_and_characters(line: &str) -> Result<Vec<u8>, Wrong> {
    if let Some((hex, _)) = line.split_once('|') {
        return pairs(hex);
    }
    let begin = line.len() - line.trim_start().len();
    let columns = line[begin..].match_indices("  ").map(|(at, _)| begin + at);
    let tabs = line[begin..].match_indices('\t').map(|(at, _)| begin + at);
    for at in columns.chain(tabs) {
        let (hex, characters) = line.split_at(at);
        let Ok(bytes) = pairs(hex) else { continue };
        // How many spaces belong to the gap, and how many are characters?
        let gap = characters.len() - characters.trim_start().len();
        let shows = (1..=gap).any(|skip| {
            characters.get(skip..).is_some_and(|characters| shows_bytes(characters, &bytes))
        });
        if shows {
            return Ok(bytes);
        }
    }
    pairs(line)
}

/// The characters are those of the bytes, with anything for what is not printable. Spaces at the
/// end may have been trimmed.
fn shows_bytes(characters: &str, bytes: &[u8]) -> bool {
    let mut characters = characters.chars();
    let all = bytes.iter().all(|byte| match characters.next() {
        Some(shown) if byte.is_ascii_graphic() || *byte == b' ' => shown == char::from(*byte),
        Some(_) => true,
        None => *byte == b' ',
    });
    all && !bytes.is_empty() && characters.next().is_none()
}

/// Pairs of digits with separators between them.
fn pairs(line: &str) -> Result<Vec<u8>, Wrong> {
    const SEPARATORS: [char; 6] = [',', ';', ':', '-', '"', '\''];

    let mut bytes = Vec::new();
    let mut at = 0;
    let is_separator = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    for word in line.split_inclusive(is_separator) {
        let trimmed = word.trim_end_matches(is_separator);
        let prefix = ["0x", "0X", "\\x"].iter().find(|prefix| trimmed.starts_with(**prefix));
        let skip = prefix.map_or(0, |prefix| prefix.len());
        digits(&trimmed[skip..], skip > 0, &mut bytes)
            .map_err(|(i, what)| (at + skip + i, what))?;
        at += word.len();
    }
    Ok(bytes)
}

/// The bytes of a run of digits; one with a prefix may be a single digit.
fn digits(digits: &str, prefixed: bool, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    let mut values = Vec::with_capacity(digits.len());
    for (i, c) in digits.char_indices() {
        match c.to_digit(16).and_then(|value| u8::try_from(value).ok()) {
            Some(value) => values.push(value),
            None => return wrong(i, format!("{c:?} is not a hex digit")),
        }
    }
    match values.as_slice() {
        [value] if prefixed => bytes.push(*value),
        values => {
            for pair in values.chunks(2) {
                match pair {
                    [high, low] => bytes.push(high << 4 | low),
                    _ => return wrong(digits.len().saturating_sub(1), ODD),
                }
            }
        }
    }
    Ok(())
}

/// The numbers between the first bracket and its partner, decimal or with `0x`.
fn array(text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    // `name[] = {`: an empty pair of brackets, or one with a length, is not the one.
    let open = text.find('{').or_else(|| text.find('[')).unwrap_or(0);
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

/// A string with escapes, quoted or not, as C, Python, Go, Rust and shells write it.
fn escapes(text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    let quotes: Vec<char> = text.chars().filter(|c| matches!(c, '"' | '\'')).take(1).collect();
    let quote = quotes.first().copied();
    let mut inside = quote.is_none();
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if Some(c) == quote {
            inside = !inside;
            continue;
        }
        if !inside || quote.is_none() && c.is_whitespace() {
            continue;
        }
        if c != '\\' {
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let Some((_, escape)) = characters.next() else {
            return wrong(at, "an escape is begun and not ended");
        };
        let byte = match escape {
            'x' => {
                let mut value = 0;
                for _ in 0..2 {
                    let digit = characters.next().and_then(|(_, c)| c.to_digit(16));
                    let Some(digit) = digit.and_then(|digit| u8::try_from(digit).ok()) else {
                        return wrong(at, "two hex digits belong to \\x");
                    };
                    value = value << 4 | digit;
                }
                value
            }
            '0'..='7' => {
                let mut value = escape.to_digit(8).unwrap_or(0);
                for _ in 0..2 {
                    let Some(digit) = characters.peek().and_then(|(_, c)| c.to_digit(8)) else {
                        break;
                    };
                    value = value * 8 + digit;
                    characters.next();
                }
                match u8::try_from(value) {
                    Ok(value) => value,
                    Err(_) => return wrong(at, "an octal escape goes up to \\377"),
                }
            }
            'n' => b'\n',
            'r' => b'\r',
            't' => b'\t',
            'a' => 7,
            'b' => 8,
            'v' => 11,
            'f' => 12,
            'e' => 27,
            '\\' | '"' | '\'' | '?' => u8::try_from(escape).unwrap_or_default(),
            '\n' => continue,
            other => return wrong(at, format!("\\{other} is no escape that is known here")),
        };
        bytes.push(byte);
    }
    Ok(())
}
