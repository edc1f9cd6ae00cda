//! The lines of a transcript, and the words in them.

pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A place in the text and what is wrong there.
pub(super) type Wrong = (usize, String);

pub(super) fn wrong<T>(at: usize, what: impl Into<String>) -> Result<T, Wrong> {
    Err((at, what.into()))
}

/// A step or a setting: the mark at the start of its line and all that belongs to it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    pub(super) mark: char,
    pub(super) at: usize,
    pub(super) body: &'t str,
}

/// A run of characters without white space.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) text: &'t str,
}

/// Splits a text into entries.
pub(super) struct Entries<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Entries<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => Self { rest, at: BYTE_ORDER_MARK.len_utf8() },
            None => Self { rest: text, at: 0 },
        }
    }

    fn take_line(&mut self) -> (usize, &'t str) {
        let length = self.rest.find('\n').map_or(self.rest.len(), |newline| newline + 1);
        let (line, rest) = self.rest.split_at(length);
        let at = self.at;
        self.rest = rest;
        self.at += length;
        (at, line)
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = Result<Entry<'t>, Wrong>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let whole = self.rest;
            let (at, line) = self.take_line();
            let Some(mark) = line.chars().next().filter(|mark| *mark != '#') else { continue };
            if line.trim().is_empty() || (mark.is_whitespace() && line.trim().starts_with('#')) {
                continue;
            }
            if !matches!(mark, '>' | '<' | '@') {
                let what = if mark.is_whitespace() {
                    "this line continues the one above, and there is none"
                } else {
                    "a line begins with > (the client sends), < (the server sends), @ (a setting), \
                     # (a comment) or white space (more of the line above)"
                };
                return Some(wrong(at, what));
            }
            let continues = |line: &str| line.starts_with(|c: char| c.is_whitespace() || c == '#');
            while continues(self.rest) {
                self.take_line();
            }
            let body = &whole[mark.len_utf8()..self.at - at];
            return Some(Ok(Entry { mark, at, body }));
        }
        None
    }
}

impl<'t> Entry<'t> {
    /// Its words, without comments.
    pub(super) fn words(self) -> impl Iterator<Item = Word<'t>> {
        let base = self.at + self.mark.len_utf8();
        let offset_of =
            move |part: &str| base + part.as_ptr().addr().saturating_sub(self.body.as_ptr().addr());
        self.body
            .lines()
            .flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace())
            .map(move |text| Word { at: offset_of(text), text })
    }

    pub(super) fn end(self) -> usize {
        self.at + self.mark.len_utf8() + self.body.trim_end().len()
    }
}

pub(super) fn choose<T: Copy>(word: Word<'_>, choices: &[(&str, T)]) -> Result<T, Wrong> {
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word.text) {
        return Ok(*value);
    }
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    wrong(word.at, format!("one of {} is wanted here", names.join(", ")))
}

pub(super) fn number<N: TryFrom<u64>>(word: Word<'_>) -> Result<N, Wrong> {
    let Ok(number) = word.text.parse::<u64>() else {
        return wrong(word.at, "a decimal number is wanted here");
    };
    N::try_from(number).or_else(|_| wrong(word.at, "this number is too large"))
}

/// Adds pairs of hex digits, white space between or not. Those before a mistake are added.
pub(super) fn hex<'t>(
    words: impl IntoIterator<Item = Word<'t>>,
    bytes: &mut Vec<u8>,
) -> Result<(), Wrong> {
    for word in words {
        let mut high = None;
        for (i, digit) in word.text.char_indices() {
            let Some(value) = digit.to_digit(16).and_then(|value| u8::try_from(value).ok()) else {
                return wrong(word.at + i, format!("{digit:?} is not a hex digit"));
            };
            high = match high {
                None => Some(value),
                Some(high) => {
                    bytes.push(high << 4 | value);
                    None
                }
            };
        }
        if high.is_some() {
            let last = word.at + word.text.len() - 1;
            return wrong(last, "an odd number of hex digits: this one has no partner");
        }
    }
    Ok(())
}
