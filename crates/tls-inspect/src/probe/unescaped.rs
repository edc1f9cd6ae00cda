//! Bytes on a command line.

/// Bytes that were written as text.
#[derive(Debug, Clone)]
pub(super) struct Unescaped(pub(super) Vec<u8>);

/// Reads the escapes that `--plaintext` has.
pub(super) fn unescaped(text: &str) -> Result<Unescaped, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(plain.as_bytes());
        let mut characters = escape.chars();
        let byte = match characters.next() {
            Some('r') => b'\r',
            Some('n') => b'\n',
            Some('t') => b'\t',
            Some('\\') => b'\\',
            Some('x') => {
                let digits = characters.as_str().get(..2).ok_or("\\x wants two digits")?;
                characters = characters.as_str().get(2..).unwrap_or_default().chars();
                if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                    return Err("\\x wants two digits".to_owned());
                }
                u8::from_str_radix(digits, 16).map_err(|error| error.to_string())?
            }
            _ => return Err("a backslash stands before r, n, t, xNN or another one".to_owned()),
        };
        bytes.push(byte);
        rest = characters.as_str();
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(Unescaped(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(unescaped(r"GET /\r\n\x16\\").unwrap().0, b"GET /\r\n\x16\\");
        assert!(unescaped(r"\q").is_err());
        assert!(unescaped(r"\x1").is_err());
        assert!(unescaped(r"\x+1").is_err());
    }
}
