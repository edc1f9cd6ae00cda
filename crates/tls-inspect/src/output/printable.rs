//! Text that no terminal obeys.

/// A name or a title with everything escaped that does not show: control characters, and those that
/// turn the direction of what follows.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii_control() => {
                printable.extend(byte.escape_ascii().map(char::from));
            }
            Ok(byte) if byte.is_ascii() => printable.push(c),
            _ => printable.extend(c.escape_debug()),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_does_not_show_is_escaped() {
        assert_eq!(printable("caf\u{e9} 'a\\b'.pcap"), "caf\u{e9} 'a\\b'.pcap");
        assert_eq!(printable("\x1b[2J\n\x7f"), "\\x1b[2J\\n\\x7f");
        assert_eq!(printable("a\u{9b}b\u{202e}c"), "a\\u{9b}b\\u{202e}c");
    }
}
