//! Reads transcripts: a conversation as a person types it, a step a line.
//!
//! ```text
//! # a comment
//! @ start midstream
//! > 16 03 01 00 05 01 00 00 01
//!   00                           a line that begins with white space continues the one above
//! < record alert 02 28
//! > end                          or `end rst`, where it was torn down
//! ```

mod entry;
mod setting;

use tls_flow::{EndHow, Epoch, Level, Peer};
use tls_wire::ContentType;

use super::error::{InputError, Place, Problem, Stop};
use super::place::text_place;
use super::step::{Sink, Step};
use entry::{BYTE_ORDER_MARK, Entries, Entry, Word, Wrong, choose, hex, number, wrong};
use setting::{SETTINGS, settings};

/// Hands on the conversation of a transcript, up to its first error. One without a step is as good
/// as empty.
pub(crate) fn read<S: Sink>(text: &str, sink: &mut S) -> Result<(), Stop> {
    // A setting holds for the whole run, wherever it stands.
    let (settings, settings_error) = settings(text);
    let mut connection = None;
    let mut open = vec![Peer::Client, Peer::Server];
    let read = loop_steps(text, settings_error, &mut open, &mut |step| {
        let connection = match &mut connection {
            Some(connection) => connection,
            none => none.insert(sink.start(&settings).map_err(Stop::Output)?),
        };
        sink.step(connection, step).map_err(Stop::Output)
    });
    if let Err(Stop::Output(error)) = read {
        return Err(Stop::Output(error));
    }
    let Some(mut connection) = connection else {
        let empty = InputError { place: Place::Whole, problem: Problem::Empty };
        return read.and(Err(Stop::Input(empty)));
    };
    for from in open {
        let end = Step::End { from, how: EndHow::CaptureEnd };
        sink.step(&mut connection, end).map_err(Stop::Output)?;
    }
    sink.close(connection).map_err(Stop::Output)?;
    read
}

/// Whether a text begins like a transcript.
pub(crate) fn is_transcript(head: &str) -> bool {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let mut lines = head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let word = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_owned();
    if let Some(rest) = first.strip_prefix('@') {
        return SETTINGS.contains(&word(rest).as_str());
    }
    let Some(rest) = first.strip_prefix(['>', '<']) else { return false };
    // All of a step's bytes may stand on the lines that continue it.
    let continued = lines.next().filter(|line| line.starts_with(char::is_whitespace));
    let word =
        if rest.trim().is_empty() { word(continued.unwrap_or_default()) } else { word(rest) };
    let is_hex = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex || KEYWORDS.contains(&word.as_str())
}

const KEYWORDS: [&str; 4] = ["record", "gap", "quic", "end"];

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
            Err(error) => {
                if !entry.has_keyword() && !content.is_empty() {
                    deliver(Step::Bytes { from, bytes: &content })?;
                }
                return fail(error);
            }
        }
    }
    settings_error.map_or(Ok(()), fail)
}

impl Entry<'_> {
    /// It is a step of another kind than bytes as they are.
    fn has_keyword(self) -> bool {
        self.words().next().is_some_and(|word| KEYWORDS.contains(&word.text))
    }
}

fn step<'c>(entry: Entry<'_>, from: Peer, content: &'c mut Vec<u8>) -> Result<Step<'c>, Wrong> {
    let mut words = entry.words().peekable();
    let keyword = words.peek().map_or("", |word| word.text);
    if !entry.has_keyword() {
        hex(words, content)?;
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
                hex(words.by_ref(), content)?;
                Step::Opened {
                    from,
                    content_type: record.content_type,
                    content,
                    padding: record.padding,
                    epoch: record.epoch,
                    bad_verify: record.bad_verify,
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
                ("0rtt", Level::EarlyData),
                ("handshake", Level::Handshake),
                ("1rtt", Level::Application),
            ];
            let level = choose(next("initial, 0rtt, handshake or 1rtt")?, &choices)?;
            hex(words.by_ref(), content)?;
            Step::Crypto { from, level, bytes: content }
        }
        _ => {
            let how = words.next_if(|word| word.text == "rst").map_or(EndHow::Fin, |_| EndHow::Rst);
            Step::End { from, how }
        }
    };
    match words.next() {
        Some(word) => wrong(word.at, "nothing more belongs to this step"),
        None => Ok(step),
    }
}

/// `TYPE`, then in any order `+PADDING`, `@EPOCH` and `!bad-verify`.
struct RecordWord {
    content_type: ContentType,
    padding: u32,
    epoch: Option<Epoch>,
    bad_verify: bool,
}

impl RecordWord {
    fn parse(word: Word<'_>) -> Result<Self, Wrong> {
        const MARKS: [char; 3] = ['+', '@', '!'];

        let (name, mut rest) = word.text.split_at(word.text.find(MARKS).unwrap_or(word.text.len()));
        let known = ContentType::ASSIGNED.iter().find(|known| known.name() == Some(name)).copied();
        let Some(content_type) = known.or_else(|| name.parse().ok().map(ContentType)) else {
            let names: Vec<_> = ContentType::ASSIGNED.iter().map(ToString::to_string).collect();
            let what = format!("no such content type; a number or one of {}", names.join(", "));
            return wrong(word.at, what);
        };
        let mut record = Self { content_type, padding: 0, epoch: None, bad_verify: false };
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
                _ => record.bad_verify = choose(value, &[("bad-verify", true)])?,
            }
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::recorder::Recorder;
    use tls_flow::{CachedSession, Carriage, Config, Limits, Vantage};
    use tls_wire::{CipherSuite, ProtocolVersion};

    use crate::input::step::ConnectionStart;

    fn run(text: &str) -> (String, Option<String>) {
        let mut sink = Recorder::default();
        let error = match read(text, &mut sink) {
            Ok(()) => None,
            Err(Stop::Input(error)) => Some(error.to_string()),
            Err(Stop::Output(error)) => panic!("{error}"),
        };
        (sink.text(), error)
    }

    fn steps(text: &str) -> String {
        let (steps, error) = run(text);
        assert_eq!(error, None, "{text}");
        steps
    }

    fn error(text: &str) -> String {
        run(text).1.unwrap_or_else(|| panic!("no error in {text:?}"))
    }

    #[test]
    fn every_kind_of_step() {
        let text = "\
# a comment
> 16 0301 00   # and another

  05 01
# between
\t0000
< record 22 14 00 00 0c
< record handshake+3
< record alert@application!bad-verify 02 28
> record application_data!bad-verify+12@early ff
> record ? 17
< gap 1460
> quic initial 0100
< quic 0rtt 02
< quic handshake 03
< quic 1rtt
>1703
> end
< end
";
        let expected = "\
0 start
0 > 16030100050100 00
0 < record handshake+0@None false 1400000c
0 < record handshake+3@None false 
0 < record alert+0@Some(Application) true 0228
0 > record application_data+12@Some(Early) true ff
0 > record ? 17
0 < gap 1460
0 > quic Initial 0100
0 < quic EarlyData 02
0 < quic Handshake 03
0 < quic Application 
0 > 1703
0 > end fin
0 < end fin
0 close";
        assert_eq!(steps(text), expected.replace("0100 00", "010000"));
    }

    #[test]
    fn settings() {
        let text = "\
@ title two # words
@ start midstream
@ vantage server
@ carriage quic
@ limit ccs 3
@ session 0aFF version=0303 suite=c02f ems=1
@ session 00
@ server-best 0304
@ ech genuine
> 16
@ sides client";
        let (settings, error) = super::settings(text);
        assert_eq!(error, None);
        let session = |id: &[u8]| CachedSession {
            session_id: id.to_vec(),
            version: None,
            cipher_suite: None,
            extended_master_secret: None,
        };
        let first = CachedSession {
            version: Some(ProtocolVersion::TLS_1_2),
            cipher_suite: Some(CipherSuite(0xc02f)),
            extended_master_secret: Some(true),
            ..session(&[0x0a, 0xff])
        };
        let config = Config {
            midstream: true,
            vantage: Vantage::Endpoint(Peer::Server),
            carriage: Carriage::Quic,
            limits: Limits { change_cipher_specs: 3, ..Limits::default() },
            sessions: vec![first, session(&[0])],
            only: Some(Peer::Client),
            server_best: Some(ProtocolVersion::TLS_1_3),
            genuine_ech: true,
        };
        let title = Some("two # words".to_owned());
        assert_eq!(settings, ConnectionStart { title, config, ..ConnectionStart::default() });
    }

    #[test]
    fn line_ends_of_windows_and_a_byte_order_mark() {
        assert_eq!(steps("\u{feff}> 16\r\n  03\r\n< 15\r\n"), steps("> 16 03\n< 15"));
    }

    #[test]
    fn errors_name_the_place() {
        let place = |line: u64, column: u64, byte: u64| {
            format!("line {line}, column {column} (byte {byte}): ")
        };
        let cases = [
            ("> 16 0", place(1, 6, 5), "odd number"),
            ("> 16\n  030 1", place(2, 5, 9), "odd number"),
            ("> 16\n< 1x", place(2, 4, 8), "'x' is not a hex digit"),
            ("> \u{e4}\u{e4}x", place(1, 3, 2), "not a hex digit"),
            ("hello", place(1, 1, 0), "a line begins with"),
            ("  16", place(1, 1, 0), "continues the one above"),
            ("> end\n> 16", place(2, 1, 6), "has ended"),
            ("> end 16", place(1, 7, 6), "nothing more"),
            ("> end rst 16", place(1, 11, 10), "nothing more"),
            ("< gap", place(1, 6, 5), "missing"),
            ("< gap 0", place(1, 7, 6), "one byte at least"),
            ("< gap -1", place(1, 7, 6), "decimal number"),
            ("> record", place(1, 9, 8), "content type is missing"),
            ("> record hands 00", place(1, 10, 9), "no such content type"),
            ("> record 256 00", place(1, 10, 9), "no such content type"),
            ("> record 22+x 00", place(1, 13, 12), "decimal number"),
            ("> record 22@late 00", place(1, 13, 12), "one of early, handshake"),
            ("> record 22!ok 00", place(1, 13, 12), "bad-verify"),
            ("> record ?", place(1, 11, 10), "length of the content is missing"),
            ("> quic 2rtt 00", place(1, 8, 7), "one of initial, 0rtt"),
            ("@", place(1, 2, 1), "name of a setting is missing"),
            ("@ colour red", place(1, 3, 2), "unknown setting"),
            ("@ start", place(1, 8, 7), "midstream is missing"),
            ("@ start here", place(1, 9, 8), "one of midstream"),
            ("@ limit size 3", place(1, 9, 8), "no such limit"),
            ("@ limit ccs many", place(1, 13, 12), "decimal number"),
            ("@ session 0", place(1, 11, 10), "odd number"),
            ("@ session 00 suite=1", place(1, 14, 13), "four hex digits"),
            ("@ session 00 ems=2", place(1, 14, 13), "a session has"),
            ("@ server-best 304", place(1, 15, 14), "four hex digits"),
            ("@ sides both client", place(1, 14, 13), "nothing more"),
        ];
        for (text, place, what) in cases {
            let error = error(text);
            assert!(error.starts_with(&place) && error.contains(what), "{text:?}: {error}");
        }
    }

    #[test]
    fn what_stands_before_an_error_is_handed_on() {
        let (text, error) = run("> 16\n< 15\n@ sides none\n> 17");
        assert_eq!(
            text,
            "0 start\n0 > 16\n0 < 15\n0 > end capture-end\n0 < end capture-end\n0 close"
        );
        assert!(error.unwrap().starts_with("line 3, column 9"));
        let (text, error) = run("> 16\n< 1\n@ sides none\n> 17");
        assert!(text.starts_with("0 start\n0 > 16\n0 > end"));
        assert!(error.unwrap().starts_with("line 2, column 3"));
        let (text, error) = run("> 16 03\n  01 0");
        assert!(text.starts_with("0 start\n0 > 160301\n0 > end"));
        assert!(error.unwrap().starts_with("line 2, column 6"));
        // Half a record was not opened.
        assert_eq!(run("> record handshake 16 0").0, "");
    }

    #[test]
    fn without_a_step_there_is_no_conversation() {
        for text in ["@ title nothing", "# nothing", "> 0", "hello"] {
            let (steps, error) = run(text);
            assert_eq!(steps, "", "{text:?}");
            assert!(error.is_some(), "{text:?}");
        }
    }

    #[test]
    fn is_recognised() {
        for text in [
            "> 16 03",
            "\n# x\n< 1603",
            ">1603",
            "@ title x",
            "> end",
            "< record 22",
            "\u{feff}> 16",
        ] {
            assert!(is_transcript(text), "{text:?}");
        }
        for text in [
            "",
            "<html>",
            "<!DOCTYPE html>",
            ">>> Flow 1",
            "@ARTICLE",
            "> hello",
            "16 03",
            "<a href",
        ] {
            assert!(!is_transcript(text), "{text:?}");
        }
    }
}
