use super::{Cause, Class, Confidence};
use crate::Peer;

/// Bytes of a direction that signatures can look at.
pub(super) const HEAD: usize = 72;

/// One row of the table: first bytes of this shape mean this cause.
pub(super) struct Signature {
    pub(super) cause: &'static Cause,
    /// Whose first bytes; `None` for either side's.
    pub(super) from: Option<Peer>,
    pub(super) confidence: Confidence,
    pub(super) then: Then,
    pub(super) class: Class,
    pub(super) protocol: Option<&'static str>,
    pattern: &'static [Item],
}

/// What a match leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    Decide,
    /// TLS may follow in the same direction.
    Upgrade,
    /// A status line: the status, the header and the body say more.
    Http,
    /// TLS follows in the same direction, and the cause stays.
    Header,
}

/// A piece of a pattern. Pieces are matched one after the other from the first byte on, so every
/// byte is looked at once, and a byte that does not fit ends the matter there.
pub(super) enum Item {
    /// These bytes.
    Lit(&'static [u8]),
    /// This text, in upper or lower case.
    Text(&'static str),
    /// One of these runs of bytes.
    Any(&'static [&'static [u8]]),
    /// One of these texts, in upper or lower case.
    AnyText(&'static [&'static str]),
    /// One byte within these bounds, both included.
    In(u8, u8),
    /// One of these bytes.
    Of(&'static [u8]),
    /// One byte whose bits under the first mask are the second.
    Bits(u8, u8),
    /// The next byte is one of these; it is left to the next piece.
    Ahead(&'static [u8]),
    /// So many bytes of any value.
    Skip(usize),
    /// A big-endian 16-bit number within these bounds.
    Be16(u16, u16),
    /// A little-endian 16-bit number within these bounds.
    Le16(u16, u16),
    /// A little-endian 24-bit number within these bounds.
    Le24(u32, u32),
    /// A big-endian 32-bit number within these bounds.
    Be32(u32, u32),
    /// A little-endian 32-bit number within these bounds.
    Le32(u32, u32),
    /// The rest of the line holds one of these words before any of those.
    Line { word: &'static [&'static str], before: &'static [&'static str] },
    /// This text follows somewhere within the bytes that signatures can see.
    Later(&'static str),
    /// The stream ends here.
    End,
    /// A structure that needs arithmetic: sees all first bytes.
    Check(fn(&[u8]) -> Fit),
}

/// How far bytes fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// They match, and the first so many bytes say so.
    Yes(usize),
    /// So far; so many more bytes are needed at least.
    Needs(usize),
    /// They do not, whatever follows.
    No,
}

/// A signature held against the first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) fit: Fit,
    /// Bytes that had to be what they are: the weight of an incomplete match.
    pub(super) seen: usize,
}

/// First bytes of a stream, and whether more can come.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) ended: bool,
}

impl Signature {
    const fn new(from: Option<Peer>, cause: &'static Cause, pattern: &'static [Item]) -> Self {
        Self {
            cause,
            from,
            confidence: Confidence::Certain,
            then: Then::Decide,
            class: cause.class,
            protocol: cause.protocol,
            pattern,
        }
    }

    pub(super) const fn is_from(&self, peer: Peer) -> bool {
        match (self.from, peer) {
            (None, _) | (Some(Peer::Client), Peer::Client) | (Some(Peer::Server), Peer::Server) => {
                true
            }
            (Some(Peer::Client), Peer::Server) | (Some(Peer::Server), Peer::Client) => false,
        }
    }

    /// Whether the pattern leaves this first byte possible.
    pub(super) const fn may_start_with(&self, byte: u8) -> bool {
        match self.pattern {
            [first, ..] => first.may_start_with(byte),
            [] => true,
        }
    }

    /// Holds the pattern against the first bytes.
    pub(super) fn fit(&self, head: Head<'_>) -> Outcome {
        let mut at = 0usize;
        let mut seen = 0usize;
        for (index, item) in self.pattern.iter().enumerate() {
            match item.fit(head, at) {
                Fit::Yes(len) => {
                    at = at.saturating_add(len);
                    if item.tells() {
                        seen = seen.saturating_add(len);
                    }
                }
                Fit::No => return Outcome { fit: Fit::No, seen },
                Fit::Needs(more) => {
                    let mut needs = more;
                    for later in self.pattern.iter().skip(index.saturating_add(1)) {
                        needs = needs.saturating_add(later.least());
                    }
                    if item.tells() {
                        seen = seen.saturating_add(head.bytes.len().saturating_sub(at));
                    }
                    let out_of_sight = head.bytes.len().saturating_add(needs) > HEAD;
                    let fit = if out_of_sight { Fit::No } else { Fit::Needs(needs) };
                    return Outcome { fit, seen };
                }
            }
        }
        Outcome { fit: Fit::Yes(at), seen }
    }

    pub(super) const fn likely(self) -> Self {
        Self { confidence: Confidence::Likely, ..self }
    }

    pub(super) const fn possible(self) -> Self {
        Self { confidence: Confidence::Possible, ..self }
    }

    pub(super) const fn upgrades(self) -> Self {
        Self { then: Then::Upgrade, ..self }
    }

    pub(super) const fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }

    pub(super) const fn class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    pub(super) const fn protocol(self, protocol: &'static str) -> Self {
        Self { protocol: Some(protocol), ..self }
    }

    /// The fewest bytes that can match.
    #[cfg(test)]
    pub(super) fn least(&self) -> usize {
        self.pattern.iter().map(Item::least).sum()
    }
}

pub(super) const fn client(cause: &'static Cause, pattern: &'static [Item]) -> Signature {
    Signature::new(Some(Peer::Client), cause, pattern)
}

pub(super) const fn server(cause: &'static Cause, pattern: &'static [Item]) -> Signature {
    Signature::new(Some(Peer::Server), cause, pattern)
}

pub(super) const fn either(cause: &'static Cause, pattern: &'static [Item]) -> Signature {
    Signature::new(None, cause, pattern)
}

impl Item {
    /// Holds this piece against the bytes from `at` on. `Yes` carries the bytes it took.
    fn fit(&self, head: Head<'_>, at: usize) -> Fit {
        let rest = head.bytes.get(at..).unwrap_or_default();
        match *self {
            Self::Lit(bytes) => literal(rest, bytes, u8::eq),
            Self::Text(text) => literal(rest, text.as_bytes(), u8::eq_ignore_ascii_case),
            Self::Any(choices) => any(rest, choices.iter().copied(), u8::eq),
            Self::AnyText(texts) => {
                any(rest, texts.iter().map(|text| text.as_bytes()), u8::eq_ignore_ascii_case)
            }
            Self::In(low, high) => one(rest, |byte| (low..=high).contains(&byte)),
            Self::Of(bytes) => one(rest, |byte| bytes.contains(&byte)),
            Self::Bits(mask, value) => one(rest, |byte| byte & mask == value),
            Self::Ahead(bytes) => match one(rest, |byte| bytes.contains(&byte)) {
                Fit::Yes(_) => Fit::Yes(0),
                unfit @ (Fit::Needs(_) | Fit::No) => unfit,
            },
            Self::Skip(count) => match count.checked_sub(rest.len()) {
                None | Some(0) => Fit::Yes(count),
                Some(more) => Fit::Needs(more),
            },
            Self::Be16(low, high) => number(rest, 2, Endian::Big, low.into(), high.into()),
            Self::Le16(low, high) => number(rest, 2, Endian::Little, low.into(), high.into()),
            Self::Le24(low, high) => number(rest, 3, Endian::Little, low, high),
            Self::Be32(low, high) => number(rest, 4, Endian::Big, low, high),
            Self::Le32(low, high) => number(rest, 4, Endian::Little, low, high),
            Self::Line { word, before } => line(rest, head.ended, word, before),
            Self::Later(text) => match find(rest, text.as_bytes()) {
                Some(found) => Fit::Yes(found.saturating_add(text.len())),
                None => Fit::Needs(1),
            },
            Self::End => match (rest.is_empty(), head.ended) {
                (true, true) => Fit::Yes(0),
                (true, false) => Fit::Needs(1),
                (false, _) => Fit::No,
            },
            Self::Check(check) => match check(head.bytes) {
                Fit::Yes(total) => Fit::Yes(total.saturating_sub(at)),
                unfit @ (Fit::Needs(_) | Fit::No) => unfit,
            },
        }
    }

    /// Whether a stream may begin with this byte, as far as this piece, the first one, can tell.
    const fn may_start_with(&self, byte: u8) -> bool {
        match *self {
            Self::Lit(bytes) => matches!(bytes, [first, ..] if *first == byte),
            Self::Text(text) => starts_text(text, byte),
            Self::Any(mut choices) => {
                while let [choice, rest @ ..] = choices {
                    if matches!(*choice, [first, ..] if *first == byte) {
                        return true;
                    }
                    choices = rest;
                }
                false
            }
            Self::AnyText(mut texts) => {
                while let [text, rest @ ..] = texts {
                    if starts_text(text, byte) {
                        return true;
                    }
                    texts = rest;
                }
                false
            }
            Self::In(low, high) => low <= byte && byte <= high,
            Self::Of(mut bytes) | Self::Ahead(mut bytes) => {
                while let [first, rest @ ..] = bytes {
                    if *first == byte {
                        return true;
                    }
                    bytes = rest;
                }
                false
            }
            Self::Bits(mask, value) => byte & mask == value,
            Self::Be16(low, high) => low.to_be_bytes()[0] <= byte && byte <= high.to_be_bytes()[0],
            Self::Be32(low, high) => low.to_be_bytes()[0] <= byte && byte <= high.to_be_bytes()[0],
            // The least significant byte comes first, or what comes first does not matter.
            Self::Le16(..)
            | Self::Le24(..)
            | Self::Le32(..)
            | Self::Skip(_)
            | Self::Line { .. }
            | Self::Later(_)
            | Self::End
            | Self::Check(_) => true,
        }
    }

    /// Whether a byte that fits this piece is worth something: few others would.
    fn tells(&self) -> bool {
        matches!(self, Self::Lit(_) | Self::Text(_) | Self::Any(_) | Self::AnyText(_) | Self::Of(_))
    }

    /// The fewest bytes this piece takes.
    fn least(&self) -> usize {
        match *self {
            Self::Lit(bytes) => bytes.len(),
            Self::Text(text) | Self::Later(text) => text.len(),
            Self::Any(choices) => choices.iter().map(|choice| choice.len()).min().unwrap_or(0),
            Self::AnyText(texts) | Self::Line { word: texts, .. } => {
                texts.iter().map(|text| text.len()).min().unwrap_or(0)
            }
            Self::In(..) | Self::Of(_) | Self::Bits(..) => 1,
            Self::Skip(count) => count,
            Self::Be16(..) | Self::Le16(..) => 2,
            Self::Le24(..) => 3,
            Self::Be32(..) | Self::Le32(..) => 4,
            Self::Ahead(_) | Self::End | Self::Check(_) => 0,
        }
    }
}

const fn starts_text(text: &str, byte: u8) -> bool {
    matches!(text.as_bytes(), [first, ..] if first.eq_ignore_ascii_case(&byte))
}

fn literal(rest: &[u8], bytes: &[u8], same: impl Fn(&u8, &u8) -> bool + Copy) -> Fit {
    if !rest.iter().zip(bytes).all(|(have, want)| same(have, want)) {
        return Fit::No;
    }
    match bytes.len().checked_sub(rest.len()) {
        None | Some(0) => Fit::Yes(bytes.len()),
        Some(more) => Fit::Needs(more),
    }
}

fn any<'a>(
    rest: &[u8],
    choices: impl Iterator<Item = &'a [u8]>,
    same: impl Fn(&u8, &u8) -> bool + Copy,
) -> Fit {
    let mut best = Fit::No;
    for choice in choices {
        match (literal(rest, choice, same), best) {
            (Fit::Yes(len), _) => return Fit::Yes(len),
            (Fit::Needs(more), Fit::Needs(least)) => best = Fit::Needs(more.min(least)),
            (Fit::Needs(more), Fit::Yes(_) | Fit::No) => best = Fit::Needs(more),
            (Fit::No, _) => {}
        }
    }
    best
}

fn one(rest: &[u8], fits: impl Fn(u8) -> bool) -> Fit {
    match rest.first() {
        None => Fit::Needs(1),
        Some(&byte) if fits(byte) => Fit::Yes(1),
        Some(_) => Fit::No,
    }
}

#[derive(Clone, Copy)]
enum Endian {
    Big,
    Little,
}

/// A number of `width` bytes (at most four) within bounds. Decides before the last byte where the
/// bytes that came leave no value within the bounds.
fn number(rest: &[u8], width: usize, endian: Endian, low: u32, high: u32) -> Fit {
    let have = rest.get(..width).unwrap_or(rest);
    let mut least = 0u32;
    let mut most = 0u32;
    for place in 0..width {
        // Most significant byte first.
        let index = match endian {
            Endian::Big => place,
            Endian::Little => width.saturating_sub(place).saturating_sub(1),
        };
        let (floor, ceiling) = have.get(index).map_or((0, 0xff), |&byte| (byte, byte));
        least = (least << 8) | u32::from(floor);
        most = (most << 8) | u32::from(ceiling);
    }
    if most < low || least > high {
        return Fit::No;
    }
    match width.saturating_sub(have.len()) {
        0 => Fit::Yes(width),
        more => Fit::Needs(more),
    }
}

/// Looks for `word` in the rest of the line, ahead of any of `before`. A word that a dot or a letter
/// follows is part of a host name or of another word, so one byte of look-ahead is needed.
fn line(rest: &[u8], ended: bool, word: &[&str], before: &[&str]) -> Fit {
    let end = rest.iter().position(|&byte| byte == b'\n');
    let text = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let complete = end.is_some() || ended;
    let initials = word.iter().chain(before).fold(0, |all, word| all | initial(word.as_bytes()));
    for at in 0..text.len() {
        let here = text.get(at..).unwrap_or_default();
        if initial(here) & initials == 0 {
            continue;
        }
        for (words, fit) in [(word, true), (before, false)] {
            for candidate in words {
                if !starts_word(here, candidate) {
                    continue;
                }
                match here.get(candidate.len()) {
                    Some(next) if next.is_ascii_alphanumeric() || *next == b'.' => {}
                    None if !complete => return Fit::Needs(1),
                    Some(_) | None if fit => {
                        return Fit::Yes(at.saturating_add(candidate.len()));
                    }
                    Some(_) | None => return Fit::No,
                }
            }
        }
    }
    if complete { Fit::No } else { Fit::Needs(1) }
}

/// A bit for the first letter, whatever its case; some bit for what is no letter.
fn initial(text: &[u8]) -> u32 {
    text.first().map_or(0, |byte| 1 << (byte & 0x1f))
}

/// Whether the text begins with this word, in upper or lower case.
fn starts_word(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// Where `needle` first occurs.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len().max(1)).position(|window| window == needle)
}
