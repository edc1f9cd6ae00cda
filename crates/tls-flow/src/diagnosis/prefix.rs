/// How much of `text` stands at the end of the bytes seen, when `matched` of it stood there before
/// `byte` came.
pub(super) fn advance(text: &[u8], matched: u8, byte: u8, same: fn(&[u8], &[u8]) -> bool) -> u8 {
    let mut length = usize::from(matched);
    loop {
        let next = text.get(length..).unwrap_or_default();
        if next.get(..1).is_some_and(|want| same(want, &[byte])) {
            return u8::try_from(length.saturating_add(1)).unwrap_or(u8::MAX);
        }
        if length == 0 {
            return 0;
        }
        // The longest shorter beginning of the text that the matched part ends with.
        let part = text.get(..length).unwrap_or_default();
        length = (0..length)
            .rev()
            .find(|&shorter| {
                let end = part.get(length.saturating_sub(shorter)..).unwrap_or_default();
                same(part.get(..shorter).unwrap_or_default(), end)
            })
            .unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_beginnings_are_not_lost() {
        for (text, stream) in
            [("aab", "aaab"), ("abab", "abaabab"), ("needle", "neneedneedle"), ("aaa", "baaa")]
        {
            let mut matched = 0;
            for byte in stream.bytes() {
                matched = advance(text.as_bytes(), matched, byte, |a, b| a == b);
            }
            assert_eq!(usize::from(matched), text.len(), "{text} at the end of {stream}");
        }
    }
}
