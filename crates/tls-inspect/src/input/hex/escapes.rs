//! Strings with escapes.

use super::{Wrong, wrong};

/// A string with escapes, quoted or not, as C, Python, Go, Rust and shells write it.
pub(super) fn escapes(text: &str, bytes: &mut Vec<u8>) -> Result<(), Wrong> {
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
