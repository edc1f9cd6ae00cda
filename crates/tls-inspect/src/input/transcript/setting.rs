//! The settings of a transcript.

use tls_flow::{CachedSession, Carriage, Peer, Vantage};
use tls_wire::{CipherSuite, ProtocolVersion};

use super::entry::{Entries, Entry, Word, Wrong, choose, hex, number, wrong};
use crate::input::step::ConnectionStart;

/// The settings by name.
pub(super) const SETTINGS: [&str; 9] =
    ["title", "start", "vantage", "carriage", "limit", "session", "server-best", "ech", "sides"];

/// The settings up to the first error in one, and that error.
pub(super) fn settings(text: &str) -> (ConnectionStart, Option<Wrong>) {
    let mut settings = ConnectionStart::default();
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

fn setting(entry: Entry<'_>, settings: &mut ConnectionStart) -> Result<(), Wrong> {
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
    let config = &mut settings.config;
    match key.text {
        "start" => config.midstream = choose(next("midstream")?, &[("midstream", true)])?,
        "vantage" => {
            let choices = [
                ("path", Vantage::Path),
                ("client", Vantage::Endpoint(Peer::Client)),
                ("server", Vantage::Endpoint(Peer::Server)),
            ];
            config.vantage = choose(next("path, client or server")?, &choices)?;
        }
        "carriage" => {
            let choices = [
                ("records", Carriage::Records),
                ("quic", Carriage::Quic),
                ("dtls", Carriage::Dtls),
            ];
            config.carriage = choose(next("records, quic or dtls")?, &choices)?;
        }
        "sides" => {
            let choices =
                [("client", Some(Peer::Client)), ("server", Some(Peer::Server)), ("both", None)];
            config.only = choose(next("client, server or both")?, &choices)?;
        }
        "limit" => {
            let name = next("the name of a limit")?;
            let value = number(next("the value of the limit")?)?;
            if let Err(error) = config.limits.set(name.text, value) {
                return wrong(name.at, error.to_string());
            }
        }
        "session" => {
            let mut session_id = Vec::new();
            hex([next("the id of the session")?], &mut session_id)?;
            let mut session = CachedSession {
                session_id,
                version: None,
                cipher_suite: None,
                extended_master_secret: None,
            };
            for word in words.by_ref() {
                session_value(word, &mut session)?;
            }
            config.sessions.push(session);
        }
        "server-best" => {
            let version = next("the server's best version")?;
            config.server_best = Some(ProtocolVersion(code_point(version, version.text)?));
        }
        "ech" => config.genuine_ech = choose(next("genuine or grease")?, &ECH)?,
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

/// What the client's `encrypted_client_hello` is: `true` for a real one.
const ECH: [(&str, bool); 2] = [("genuine", true), ("grease", false)];

/// The digits of a code point, in this word.
fn code_point(word: Word<'_>, digits: &str) -> Result<u16, Wrong> {
    match u16::from_str_radix(digits, 16) {
        Ok(code_point) if digits.len() == 4 => Ok(code_point),
        _ => wrong(word.at, "four hex digits are wanted here"),
    }
}

fn session_value(word: Word<'_>, session: &mut CachedSession) -> Result<(), Wrong> {
    let code_point = |digits| code_point(word, digits).map(Some);
    match word.text.split_once('=') {
        Some(("version", value)) => session.version = code_point(value)?.map(ProtocolVersion),
        Some(("suite", value)) => session.cipher_suite = code_point(value)?.map(CipherSuite),
        Some(("ems", "0")) => session.extended_master_secret = Some(false),
        Some(("ems", "1")) => session.extended_master_secret = Some(true),
        _ => return wrong(word.at, "a session has version=XXXX, suite=XXXX, ems=0 and ems=1"),
    }
    Ok(())
}
