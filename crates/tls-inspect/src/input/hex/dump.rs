//! Dumps: pairs of digits, with offsets and characters or without.

use super::{ODD, Wrong, is_comment, wrong};

/// A dump, line by line.
#[derive(Default)]
pub(super) struct Dump {
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
    pub(super) fn read(&mut self, text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
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
        if content.is_empty() || is_comment(content) {
            return Ok(());
        }
        if content == "*" && self.offsets != Offsets::Absent {
            self.repeated = true;
            return Ok(());
        }
        let start = self.skip_offset(content, bytes).map_err(|(at, what)| (indent + at, what))?;
        let start = start + indent;
        let mut line_bytes = Vec::new();
        let read = pairs_and_characters(&line[start..], &mut line_bytes);
        bytes.extend_from_slice(&line_bytes);
        self.last_line = line_bytes;
        read.map_err(|(at, what)| (start + at, what))
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
        let fits = |until: &usize| {
            *until >= position && length > 0 && (until - position).is_multiple_of(length)
        };
        // Seven digits are those of od.
        let radixes = if digits.len() == 7 { [8, 10, 16] } else { [16, 8, 10] };
        let until = radixes
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
/// shows the same bytes. Where something is wrong, the bytes before it are there.
fn pairs_and_characters(line: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    if let Some((hex, characters)) = line.split_once('|') {
        let shown = characters.strip_suffix('|');
        if pairs(hex, bytes).is_ok() && shown.is_some_and(|shown| shows_bytes(shown, bytes)) {
            return Ok(());
        }
    }
    let begin = line.len() - line.trim_start().len();
    let columns = line[begin..].match_indices("  ").map(|(at, _)| begin + at);
    let tabs = line[begin..].match_indices('\t').map(|(at, _)| begin + at);
    for at in columns.chain(tabs) {
        let (hex, characters) = line.split_at(at);
        bytes.clear();
        if pairs(hex, bytes).is_err() {
            continue;
        }
        // How many spaces belong to the gap, and how many are characters?
        let gap = characters.len() - characters.trim_start().len();
        let shows = (1..=gap).any(|skip| {
            characters.get(skip..).is_some_and(|characters| shows_bytes(characters, bytes))
        });
        if shows {
            return Ok(());
        }
    }
    bytes.clear();
    pairs(line, bytes)
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
fn pairs(line: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    const SEPARATORS: [char; 6] = [',', ';', ':', '-', '"', '\''];

    let mut at = 0;
    let is_separator = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    for word in line.split_inclusive(is_separator) {
        let trimmed = word.trim_end_matches(is_separator);
        let prefix = ["0x", "0X", "\\x"].iter().find(|prefix| trimmed.starts_with(**prefix));
        let skip = prefix.map_or(0, |prefix| prefix.len());
        digits(&trimmed[skip..], skip > 0, bytes).map_err(|(i, what)| (at + skip + i, what))?;
        at += word.len();
    }
    Ok(())
}

/// The bytes of a run of digits; one with a prefix may be a single digit.
fn digits(digits: &str, prefixed: bool, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
    let mut high = None;
    for (i, c) in digits.char_indices() {
        let Some(value) = c.to_digit(16).and_then(|value| u8::try_from(value).ok()) else {
            return wrong(i, format!("{c:?} is not a hex digit"));
        };
        high = match high {
            None => Some(value),
            Some(high) => {
                bytes.push(high << 4 | value);
                None
            }
        };
    }
    match high {
        Some(value) if prefixed && digits.len() == 1 => bytes.push(value),
        Some(_) => return wrong(digits.len().saturating_sub(1), ODD),
        None if prefixed && digits.is_empty() => return wrong(0, ODD),
        None => {}
    }
    Ok(())
}
