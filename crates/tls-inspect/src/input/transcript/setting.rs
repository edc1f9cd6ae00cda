//! The settings of a transcript.

use super::entry::{Entries, Entry, Word, Wrong, choose, hex, number, wrong};
use crate::input::settings::{Carriage, Session, Settings, Sides, Vantage};

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

/// The settings by name.
pub(super) const SETTINGS: [&str; 7] =
    ["title", "start", "vantage", "carriage", "limit", "session", "sides"];

/// The settings up to the first error in one, and that error.
pub(super) fn settings(text: &str) -> (Settings, Option<Wrong>) {
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
