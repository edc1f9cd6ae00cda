//! Reads transcripts: a conversation as a person types it, a step a line.
//!
//! ```text
//! # a comment
//! @ start midstream
//! > 16 03 01 00 05 01 00 00 01
//!   00                           a line that begins with white space continues the one above
//! < record alert 02 28
//! > end
//! ```

use super::error::{InputError, Problem, Stop};
use super::place::text_place;
use super::settings::{Carriage, Session, Settings, Sides, Vantage};
use super::step::{ConnectionStart, EndHow, Epoch, Level, Peer, Sink, Step};

/// The policy limits that a transcript may set.
const LIMITS: [&str; 9] = [
    "empty-records",
    "ccs",
    "warnings",
    "key-updates",
    "tiny-fragments",
    "handshake-length",
    "certificate-length",
    "max-early-data",
    "eap-fast",
];

/// The content types of TLS by their names in the RFCs (IANA, "TLS ContentType").
const CONTENT_TYPES: [(&str, u8); 7] = [
    ("change_cipher_spec", 20),
    ("alert", 21),
    ("handshake", 22),
    ("application_data", 23),
    ("heartbeat", 24),
    ("tls12_cid", 25),
    ("ACK", 26),
];

/// Hands on the conversation of a transcript, up to its first error.
pub(crate) fn read<S: Sink>(text: &str, sink: &mut S) -> Result<(), Stop> {
    // A setting holds for the whole run, wherever it stands.
    let (settings, settings_error) = settings(text);
    let start = ConnectionStart { settings, ..ConnectionStart::default() };
    let mut connection = sink.start(&start).map_err(Stop::Output)?;
    let mut open = vec![Peer::Client, Peer::Server];
    let error = loop_steps(text, settings_error, &mut open, &mut |step| {
        sink.step(&mut connection, step).map_err(Stop::Output)
    });
    if let Err(Stop::Output(error)) = error {
        return Err(Stop::Output(error));
    }
    for from in open {
        let end = Step::End { from, how: EndHow::InputEnd };
        sink.step(&mut connection, end).map_err(Stop::Output)?;
    }
    sink.close(connection).map_err(Stop::Output)?;
    error
}

/// Whether a text begins like a transcript.
pub(crate) fn is_transcript(head: &str) -> bool {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let first = head.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = first else { return false };
    let word = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_owned();
    if let Some(rest) = first.strip_prefix('@') {
        return SETTINGS.contains(&word(rest).as_str());
    }
    let Some(rest) = first.strip_prefix(['>', '<']) else { return false };
    let word = word(rest);
    let is_hex = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex || KEYWORDS.contains(&word.as_str())
}

const BYTE_ORDER_MARK: char = '\u{feff}';
const KEYWORDS: [&str; 4] = ["record", "gap", "quic", "end"];
const SETTINGS: [&str; 7] = ["title", "start", "vantage", "carriage", "limit", "session", "sides"];

/// A place in the text and what is wrong there.
type Wrong = (usize, String);

fn wrong<T>(at: usize, what: impl Into<String>) -> Result<T, Wrong> {
    Err((at, what.into()))
}

/// A step or a setting: the mark at the start of its line and all that belongs to it.
#[derive(Clone, Copy)]
struct Entry<'t> {
    mark: char,
    at: usize,
    body: &'t str,
}

/// A run of characters without white space.
#[derive(Clone, Copy)]
struct Word<'t> {
    at: usize,
    text: &'t str,
}

/// Splits a text into entries.
struct Entries<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Entries<'t> {
    fn new(text: &'t str) -> Self {
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
    fn words(self) -> impl Iterator<Item = Word<'t>> {
        let base = self.at + self.mark.len_utf8();
        let offset_of =
            move |part: &str| base + part.as_ptr().addr().saturating_sub(self.body.as_ptr().addr());
        self.body
            .lines()
            .flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace())
            .map(move |text| Word { at: offset_of(text), text })
    }

    fn end(self) -> usize {
        self.at + self.mark.len_utf8() + self.body.trim_end().len()
    }
}

/// The settings up to the first error in one, and that error.
fn settings(text: &str) -> (Settings, Option<Wrong>) {
    let mut settings = Settings::default();
    for entry in Entries::new(text) {
        let Ok(entry) = entry else { break };
        if entry.mark != '@' {
            continue;
        }
        if let Err(error) = setting(entry, &mut settings) {
            return (settings, Some(error));
        }
    }
    (settings, None)
}

fn setting(entry: Entry<'_>, settings: &mut Settings) -> Result<(), Wrong> {
    let mut words = entry.words();
    let Some(key) = words.next() else {
        return wrong(entry.end(), "the name of a setting is missing");
    };
    if key.text == "title" {
        let line = entry.body.lines().next().unwrap_or_default();
        let title = line.trim().strip_prefix("title").unwrap_or_default().trim();
        settings.title = Some(title.to_owned());
        return Ok(());
    }
    let mut next = |what: &str| match words.next() {
        Some(word) => Ok(word),
        None => wrong(entry.end(), format!("{what} is missing")),
    };
    match key.text {
        "start" => settings.midstream = choose(next("midstream")?, &[("midstream", true)])?,
        "vantage" => {
            let choices =
                [("path", Vantage::Path), ("client", Vantage::Client), ("server", Vantage::Server)];
            settings.vantage = choose(next("path, client or server")?, &choices)?;
        }
        "carriage" => {
            let choices = [
                ("records", Carriage::Records),
                ("quic", Carriage::Quic),
                ("dtls", Carriage::Dtls),
            ];
            settings.carriage = choose(next("records, quic or dtls")?, &choices)?;
        }
        "sides" => {
            let choices =
                [("client", Sides::Client), ("server", Sides::Server), ("both", Sides::Both)];
            settings.sides = choose(next("client, server or both")?, &choices)?;
        }
        "limit" => {
            let name = next("the name of a limit")?;
            if !LIMITS.contains(&name.text) {
                return wrong(name.at, format!("no such limit; there are {}", LIMITS.join(", ")));
            }
            let value = number(next("the value of the limit")?)?;
            settings.limits.push((name.text.to_owned(), value));
        }
        "session" => {
            let mut session =
                Session { id: hex([next("the id of the session")?])?, ..Session::default() };
            for word in words.by_ref() {
                session_value(word, &mut session)?;
            }
            settings.sessions.push(session);
        }
        _ => {
            let known = SETTINGS.join(", ");
            return wrong(key.at, format!("unknown setting; there are {known}"));
        }
    }
    match words.next() {
        Some(word) => wrong(word.at, "nothing more belongs to this setting"),
        None => Ok(()),
    }
}

fn session_value(word: Word<'_>, session: &mut Session) -> Result<(), Wrong> {
    let code_point = |digits: &str| match u16::from_str_radix(digits, 16) {
        Ok(code_point) if digits.len() == 4 => Ok(Some(code_point)),
        _ => wrong(word.at, "four hex digits are wanted here"),
    };
    match word.text.split_once('=') {
        Some(("version", value)) => session.version = code_point(value)?,
        Some(("suite", value)) => session.cipher_suite = code_point(value)?,
        Some(("ems", "0")) => session.extended_master_secret = Some(false),
        Some(("ems", "1")) => session.extended_master_secret = Some(true),
        _ => return wrong(word.at, "a session has version=XXXX, suite=XXXX, ems=0 and ems=1"),
    }
    Ok(())
}

/// Hands on the steps up to the first error, and takes those directions from `open` that ended.
fn loop_steps(
    text: &str,
    settings_error: Option<Wrong>,
    open: &mut Vec<Peer>,
    deliver: &mut dyn FnMut(Step<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let fail = |(at, what)| {
        let place = text_place(text, at);
        Err(Stop::Input(InputError { place, problem: Problem::Syntax(what) }))
    };
    let error_at = settings_error.as_ref().map_or(usize::MAX, |(at, _)| *at);
    for entry in Entries::new(text) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return fail(error),
        };
        let from = match entry.mark {
            '>' => Peer::Client,
            '<' => Peer::Server,
            // The settings were read before; one that cannot be read ends the conversation here.
            _ if entry.at + entry.mark.len_utf8() + entry.body.len() >= error_at => break,
            _ => continue,
        };
        if !open.contains(&from) {
            return fail((entry.at, "this direction has ended above".to_owned()));
        }
        let mut content = Vec::new();
        match step(entry, from, &mut content) {
            Ok(step) => {
                deliver(step)?;
                if matches!(step, Step::End { .. }) {
                    open.retain(|peer| *peer != from);
                }
            }
            Err(error) => return fail(error),
        }
    }
    settings_error.map_or(Ok(()), fail)
}

fn step<'c>(entry: Entry<'_>, from: Peer, content: &'c mut Vec<u8>) -> Result<Step<'c>, Wrong> {
    let mut words = entry.words().peekable();
    let keyword = words.peek().map_or("", |word| word.text);
    if !KEYWORDS.contains(&keyword) {
        *content = hex(words)?;
        return Ok(Step::Bytes { from, bytes: content });
    }
    words.next();
    let mut next = |what: &str| match words.next() {
        Some(word) => Ok(word),
        None => wrong(entry.end(), format!("{what} is missing")),
    };
    let step = match keyword {
        "record" => {
            let description = next("the content type")?;
            if description.text == "?" {
                Step::Unopened { from, length: number(next("the length of the content")?)? }
            } else {
                let record = RecordWord::parse(description)?;
                *content = hex(words.by_ref())?;
                Step::Opened {
                    from,
                    content_type: record.content_type,
                    content,
                    padding: record.padding,
                    epoch: record.epoch,
                    verified: record.verified,
                }
            }
        }
        "gap" => {
            let length = next("the number of missing bytes")?;
            match number(length)? {
                0 => return wrong(length.at, "a gap is of one byte at least"),
                length => Step::Gap { from, length },
            }
        }
        "quic" => {
            let choices = [
                ("initial", Level::Initial),
                ("0rtt", Level::ZeroRtt),
                ("handshake", Level::Handshake),
                ("1rtt", Level::OneRtt),
            ];
            let level = choose(next("initial, 0rtt, handshake or 1rtt")?, &choices)?;
            *content = hex(words.by_ref())?;
            Step::Crypto { from, level, bytes: content }
        }
        _ => Step::End { from, how: EndHow::Fin },
    };
    match words.next() {
        Some(word) => wrong(word.at, "nothing more belongs to this step"),
        None => Ok(step),
    }
}

/// `TYPE`, then in any order `+PADDING`, `@EPOCH` and `!bad-verify`.
struct RecordWord {
    content_type: u8,
    padding: u64,
    epoch: Option<Epoch>,
    verified: bool,
}

impl RecordWord {
    fn parse(word: Word<'_>) -> Result<Self, Wrong> {
        const MARKS: [char; 3] = ['+', '@', '!'];

        let (name, mut rest) = word.text.split_at(word.text.find(MARKS).unwrap_or(word.text.len()));
        let known = CONTENT_TYPES.iter().find(|(known, _)| *known == name);
        let Some(content_type) = known.map(|(_, value)| *value).or_else(|| name.parse().ok())
        else {
            let names = CONTENT_TYPES.map(|(name, _)| name).join(", ");
            return wrong(word.at, format!("no such content type; a number or one of {names}"));
        };
        let mut record = Self { content_type, padding: 0, epoch: None, verified: true };
        while let Some(mark) = rest.chars().next() {
            let at = word.at + word.text.len() - rest.len();
            let (value, left) = rest[1..].split_at(rest[1..].find(MARKS).unwrap_or(rest.len() - 1));
            let value = Word { at: at + 1, text: value };
            rest = left;
            match mark {
                '+' => record.padding = number(value)?,
                '@' => {
                    let choices = [
                        ("early", Epoch::Early),
                        ("handshake", Epoch::Handshake),
                        ("application", Epoch::Application),
                        ("previous", Epoch::Previous),
                    ];
                    record.epoch = Some(choose(value, &choices)?);
                }
                _ => record.verified = choose(value, &[("bad-verify", false)])?,
            }
        }
        Ok(record)
    }
}

fn choose<T: Copy>(word: Word<'_>, choices: &[(&str, T)]) -> Result<T, Wrong> {
    match choices.iter().find(|(name, _)| *name == word.text) {
        Some((_, value)) => Ok(*value),
        None => {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            wrong(word.at, format!("one of {} is wanted here", names.join(", ")))
        }
    }
}

fn number(word: Word<'_>) -> Result<u64, Wrong> {
    match word.text.parse() {
        Ok(number) => Ok(number),
        Err(_) => wrong(word.at, "a decimal number is wanted here"),
    }
}

/// Pairs of hex digits, white space between or not.
fn hex<'t>(words: impl IntoIterator<Item = Word<'t>>) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
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
    Ok(bytes)
}
