//! Reads bytes in hexadecimal, as common tools print them and people paste them.
//!
//! Three styles: a dump (pairs of digits, with or without separators, offsets and a column of
//! characters: hexdump, xxd, od, tcpdump, Wireshark, `16 03 01`, `160301`, `16:03:01`), an array in
//! some programming language (`{0x16, 0x03}`, `[22, 3]`) and an escaped string (`\x16\x03`).

mod array;
mod dump;
mod escapes;

use super::error::{InputError, Problem};
use super::place::text_place;
use array::array;
use dump::Dump;
use escapes::escapes;

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
        Style::Dump => match Dump::default().read(first_line(head), &mut bytes) {
            Ok(()) => !bytes.is_empty(),
            // Typed by hand, with a digit forgotten; words such as "add" are none.
            Err((_, what)) => {
                let word = first_line(head).split_whitespace().next().unwrap_or_default();
                let has_pair = word.len().is_multiple_of(2) || word.len() > 4;
                what == ODD && has_pair && word.bytes().any(|b| b.is_ascii_digit())
                    || is_mostly_hex(head)
            }
        },
    }
}

/// Whether a text begins with a pair of digits, and two thirds of it are such pairs: what else
/// stands in it is a mistake.
fn is_mostly_hex(text: &str) -> bool {
    let separators = |c: char| c.is_whitespace() || [',', ';', ':', '-'].contains(&c);
    let words = || {
        let lines = text.lines().filter(|line| !is_comment(line));
        lines.flat_map(|line| line.split(separators)).filter(|word| !word.is_empty())
    };
    let digits_of = |word: &str| {
        let digits = word.trim_start_matches("0x").bytes().take_while(u8::is_ascii_hexdigit);
        let digits = digits.count() & !1;
        let is_whole = digits == word.len() || word.starts_with("0x");
        // The letters a to f begin words too.
        let has_number = word.bytes().take(digits).any(|b| b.is_ascii_digit());
        if is_whole || digits >= 4 && has_number { digits } else { 0 }
    };
    let begins = words()
        .next()
        .is_some_and(|word| digits_of(word) > 0 && word.bytes().any(|b| b.is_ascii_digit()));
    let (all, pairs) = words().fold((0_usize, 0_usize), |(all, pairs), word| {
        (all + word.trim_start_matches("0x").len(), pairs + digits_of(word))
    });
    begins && 3 * pairs >= 2 * all
}

/// The first line that is neither empty nor a comment.
fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty() && !is_comment(line)).unwrap_or_default()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(['#', '/'])
}

enum Style {
    Dump,
    Array,
    Escapes,
}

impl Style {
    fn of(text: &str) -> Self {
        // A dump has any character in its column of characters.
        if Dump::default().read(first_line(text), &mut Vec::new()).is_ok() {
            return Self::Dump;
        }
        let is_escape = |(at, _): &(usize, &str)| {
            let digits = text.as_bytes().get(at + 2..at + 4).unwrap_or_default();
            digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit)
        };
        let escape = text.match_indices("\\x").find(is_escape).map(|(at, _)| at);
        let is_first = |at: usize| {
            let quote = text.find(['"', '\'']);
            quote.is_some_and(|quote| quote < at) || text[..at].trim().is_empty()
        };
        match escape {
            Some(at) if is_first(at) => Self::Escapes,
            _ if text.contains(['{', '[']) => Self::Array,
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

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: [u8; 7] = [0x16, 3, 1, 0, 2, 0x41, 0x42];

    fn check(text: &str, expected: &[u8]) {
        assert_eq!(decode(text).map_err(|(_, e)| e.to_string()).as_deref(), Ok(expected), "{text}");
        assert!(is_hex(text), "{text}");
    }

    #[test]
    fn plain_digits() {
        for text in [
            "16030100024142",
            "16 03 01 00 02 41 42",
            "16:03:01:00:02:41:42\n",
            "1603 0100\n0241\n42",
            "16,03,01,00,02,41,42",
            "16-03-01-00-02-41-42",
            "0x16 0x03 0x1 0x00 0x02 0x41 0x42",
            "0x16030100024142",
            "  16 03\r\n  01 00 02\r\n\r\n41 42\r\n",
            "\\x16030100024142",
            "# from a log\n16 03 01 00 02 41 42",
            "\"16 03 01 00 02 41 42\"",
        ] {
            check(text, &HELLO);
        }
    }

    #[test]
    fn arrays() {
        for text in [
            "unsigned char hello[] = {\n  0x16, 0x03, 0x01, 0x00, 0x02, 0x41, 0x42\n};\nunsigned int hello_len = 7;\n",
            "{ 0x16, 3, 1, 0, 2, /* the letters: */ 65, // A, then\n 66 }",
            "[22, 3, 1, 0, 2, 65, 66]",
            "&[0x16, 0x03, 0x01, 0x00, 0x02, 0x41, 0x42,]",
            "[]byte{0x16, 0x03, 0x01, 0x00, 0x02, 0x41, 0x42}",
            "let hello: [u8; 7] = [0x16, 3, 1, 0, 2, 0x41, 0x42];",
        ] {
            check(text, &HELLO);
        }
    }

    #[test]
    fn escaped_strings() {
        for text in [
            "\\x16\\x03\\x01\\x00\\x02AB",
            "b'\\x16\\x03\\x01\\x00\\x02AB'",
            "char *hello = \"\\x16\\x03\\x01\" \n  \"\\0\\002\\x41\\x42\";",
        ] {
            check(text, &HELLO);
        }
        check("'\\x16\\r\\n\\t\\\\\"'", b"\x16\r\n\t\\\"");
    }

    /// 36 bytes with everything that confuses: letters that are digits, spaces, a bar.
    fn sample() -> Vec<u8> {
        let mut sample = b"\x16\x03\x01\x00\x20 deadbeef  00 11 |".to_vec();
        sample.extend([0, 0xff, 0x41, 0x20, b'f', b'a', b'c', b'e', 0x20, 0x20, 0x20, b'1', b'2']);
        sample
    }

    /// The sample as a dump: each row from its offset, its bytes and its characters.
    fn dump(row: impl Fn(usize, &[u8], &str) -> String) -> String {
        let shown = |b: &u8| if b.is_ascii_graphic() || *b == b' ' { char::from(*b) } else { '.' };
        let rows = sample();
        let rows = rows.chunks(16).enumerate();
        rows.map(|(i, bytes)| row(16 * i, bytes, &bytes.iter().map(shown).collect::<String>()))
            .collect()
    }

    fn groups(bytes: &[u8], size: usize) -> String {
        let group = |group: &[u8]| group.iter().fold(String::new(), |s, b| s + &format!("{b:02x}"));
        bytes.chunks(size).map(group).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn dumps_with_offsets_and_characters() {
        let hexdump = |at, bytes: &[u8], characters: &str| {
            let (left, right) = bytes.split_at(bytes.len().min(8));
            let pairs = format!("{}  {}", groups(left, 1), groups(right, 1));
            format!("{at:08x}  {pairs:48}  |{characters}|\n")
        };
        check(&format!("{}00000024\n", dump(hexdump)), &sample());
        let xxd = |at, bytes: &[u8], characters: &str| {
            format!("{at:08x}: {:39}  {characters}\n", groups(bytes, 2))
        };
        check(&dump(xxd), &sample());
        let wireshark = |at, bytes: &[u8], characters: &str| {
            format!("{at:04x}   {:47}   {characters}\n", groups(bytes, 1))
        };
        check(&dump(wireshark), &sample());
        let trimmed = |at, bytes: &[u8], characters: &str| {
            format!("{}\n", wireshark(at, bytes, characters).trim_end())
        };
        check(&dump(trimmed), &sample());
        let tcpdump = |at, bytes: &[u8], characters: &str| {
            format!("\t0x{at:04x}:  {:39}  {characters}\n", groups(bytes, 2))
        };
        check(&dump(tcpdump), &sample());
        let without_characters =
            |at, bytes: &[u8], _: &str| format!("{at:06x} {}\n", groups(bytes, 1));
        check(&dump(without_characters), &sample());
        let od = |at, bytes: &[u8], _: &str| format!("{at:07o} {}\n", groups(bytes, 1));
        check(&format!("{}0000044\n", dump(od)), &sample());
        let without_offsets =
            |_, bytes: &[u8], characters: &str| format!("{:47}  {characters}\n", groups(bytes, 1));
        check(&dump(without_offsets), &sample());
        check("00000000: 7b5b 5c78 3136 2230  {[\\x16\"0\n", b"{[\\x16\"0");
    }

    #[test]
    fn repeated_rows() {
        let zeros = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00";
        let text = format!("00000000  {zeros}  |................|\n*\n00000040  16\n00000041\n");
        let mut expected = vec![0; 64];
        expected.push(0x16);
        check(&text, &expected);
        let zeros = zeros.replace("  ", " ");
        check(&format!("0000000 {zeros}\n*\n0000100 16\n0000101\n"), &expected);
    }

    #[test]
    fn two_packets_one_after_the_other() {
        check("0000  16 03\n0002  01\n\n0000  00 02\n0002  41 42\n", &HELLO);
    }

    #[test]
    fn errors_name_the_place() {
        let cases = [
            ("16 03 0", "line 1, column 7 (byte 6): an odd number of hex digits"),
            ("16 03\n01 0x", "line 2, column 6 (byte 11): an odd number"),
            ("16 03 zz", "line 1, column 7 (byte 6): 'z' is not a hex digit"),
            ("[22, 300]", "line 1, column 6 (byte 5): \"300\" is not a number of 0 to 255"),
            ("{0x16, 0x03", "line 1, column 12 (byte 11): the array has no }"),
            ("\\x16\\q", "line 1, column 5 (byte 4): \\q is no escape"),
            ("\\x16\\x4", "line 1, column 5 (byte 4): two hex digits"),
            ("00000000: 16\n00000010: 03\n", "line 2, column 1 (byte 13): the offset of this line"),
            ("0000  16\nhello", "line 2, column 1 (byte 9): the lines above begin with an offset"),
            ("0000000 0316 0001\n", "line 1, column 9 (byte 8): these are 16-bit words"),
            ("0000  16\n*\n", "line 3, column 1 (byte 11): a line of *"),
            ("0000  16 17\n*\n0005  16", "line 3, column 1 (byte 14): this offset does not fit"),
        ];
        for (text, message) in cases {
            let (_, error) = decode(text).unwrap_err();
            assert!(error.to_string().starts_with(message), "{text:?}: {error}");
        }
        for text in ["16 03\n01 zz", "16 03 01 0", "1603010", "160301zz", "0000  16 03\n0002  01 0"]
        {
            let (before, _) = decode(text).unwrap_err();
            assert_eq!(before, [0x16, 3, 1], "{text:?}");
        }
    }

    #[test]
    fn other_text_is_not_taken_for_hex() {
        for text in [
            "",
            "\n",
            "GET / HTTP/1.1\r\n",
            "220 mail ready",
            "add",
            "hello",
            "{\"a\": 1}",
            "SSH-2.0-OpenSSH_9.6\r\n",
            "PRI * HTTP/2.0",
            "16 03 hello",
            "EHLO 16",
            "be bad",
            "2024-10-12 09:00:00 the connection was closed",
            "550 5.7.1 access denied",
        ] {
            assert!(!is_hex(text), "{text:?}");
        }
        for text in
            ["16 03 0", "16 03 zz", "160301zz", "16:03:zz", "0x16 0x03 0xzz", "16 zz\n03 01"]
        {
            assert!(is_hex(text), "{text:?}");
        }
    }
}
