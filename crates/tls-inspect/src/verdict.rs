//! What became of a connection, in a sentence.

mod facts;

use std::fmt::Write as _;

use tls_flow::diagnosis::{Class, Diagnosis};
use tls_flow::{EndHow, Finding, HandshakeKind, Item, ItemSet, Outcome, Peer, Seen, Summary};
use tls_wire::{Alert, AlertDescription, ProtocolVersion};

use self::facts::FindingCounts;
use crate::output::first_sentence;

pub(crate) use self::facts::{Cut, Facts};

/// What became of a connection.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) kind: VerdictKind,
    pub(crate) summary: Summary,
    pub(crate) findings: FindingCounts,
    /// A sentence for people.
    pub(crate) message: String,
}

/// What became of a connection, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerdictKind {
    NotTls,
    Violated,
    Alerted,
    Closed,
    Established,
    Truncated,
    Unfinished,
}

impl VerdictKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NotTls => "not-tls",
            Self::Violated => "violated",
            Self::Alerted => "alerted",
            Self::Closed => "closed",
            Self::Established => "established",
            Self::Truncated => "truncated",
            Self::Unfinished => "unfinished",
        }
    }
}

impl Verdict {
    pub(crate) fn new(summary: Summary, facts: &Facts) -> Self {
        let kind = match summary.outcome {
            Outcome::NotTls => VerdictKind::NotTls,
            _ if facts.findings.violations > 0 => VerdictKind::Violated,
            Outcome::Alerted => VerdictKind::Alerted,
            Outcome::Closed => VerdictKind::Closed,
            Outcome::Established => VerdictKind::Established,
            Outcome::Truncated => VerdictKind::Truncated,
            Outcome::Unfinished if facts.cut_hello().is_some() => VerdictKind::Truncated,
            Outcome::Unfinished => VerdictKind::Unfinished,
        };
        let mut message = match kind {
            VerdictKind::NotTls => not_tls(facts),
            VerdictKind::Violated => violated(&summary, facts),
            VerdictKind::Alerted => alerted(&summary, facts),
            VerdictKind::Closed | VerdictKind::Established => established(&summary, facts, kind),
            VerdictKind::Truncated | VerdictKind::Unfinished => unfinished(&summary, facts),
        };
        let missing = facts.missing.into_iter().fold(0, u64::saturating_add);
        if missing > 0 {
            let are = if missing == 1 { "byte is" } else { "bytes are" };
            let _ = write!(message, " ({missing} {are} missing)");
        }
        message.push('.');
        Self { kind, summary, findings: facts.findings, message }
    }
}

fn not_tls(facts: &Facts) -> String {
    let opening = Peer::BOTH
        .into_iter()
        .zip(&facts.openings)
        .filter_map(|(peer, opening)| opening.map(|diagnosis| (peer, diagnosis)))
        .find(|(_, diagnosis)| diagnosis.class == Class::NotTls);
    match opening {
        Some((peer, Diagnosis { protocol: Some(protocol), cause, .. })) => {
            format!("The {peer} speaks {protocol}, not TLS ({})", cause.id)
        }
        Some((peer, diagnosis)) => {
            format!("What the {peer} sends first is not TLS ({})", diagnosis.cause.id)
        }
        None => "This is not TLS".to_owned(),
    }
}

fn violated(summary: &Summary, facts: &Facts) -> String {
    let Some(finding) = facts.first_violation else { return "A rule was broken".to_owned() };
    let Finding { from, seen, expected, rule, .. } = finding;
    let mut message = match item_of(seen) {
        Some(item)
            if is_about_order(rule.id()) && !expected.contains(item) && !expected.is_empty() =>
        {
            format!("The {from} sent {seen} where {} was due ({rule})", list(expected))
        }
        _ => format!("The {from} broke a rule with {seen} ({rule})"),
    };
    if let Some((peer, alert)) = facts.answer {
        let _ = write!(message, "; the {peer} answered with the alert {}", alert.description);
    } else if summary.established {
        message.push_str("; the handshake was completed all the same");
    }
    message
}

/// Whether a rule is about what may stand where, rather than about what is in it.
fn is_about_order(rule: &str) -> bool {
    let ends_in_place = rule.ends_with("-missing") || rule.ends_with("-misplaced");
    match rule.split_once('-') {
        Some(("hs12" | "hs" | "abbr" | "tick" | "cauth", _)) => true,
        Some(("ccs", rest)) => !rest.starts_with("bad-"),
        Some(("hs13" | "supp" | "npn" | "chid", _)) => ends_in_place,
        Some(("early", rest)) => rest.starts_with("eoed"),
        _ => false,
    }
}

/// The item whose place in the order may be wrong, rather than its content.
fn item_of(seen: Seen) -> Option<Item> {
    match seen {
        Seen::Handshake(handshake_type) => Some(Item::of(handshake_type)),
        Seen::Item(item) => Some(item).filter(|item| *item != Item::Heartbeat),
        Seen::ChangeCipherSpec => Some(Item::ChangeCipherSpec),
        _ => None,
    }
}

fn alerted(summary: &Summary, facts: &Facts) -> String {
    let what = if summary.established { "connection" } else { "handshake" };
    match facts.fatal_alert {
        Some((peer, Alert { description: AlertDescription::CLOSE_NOTIFY, .. })) => {
            format!("The {peer} closed before the handshake was complete")
        }
        Some((peer, alert)) => {
            format!("The {peer} ended the {what} with the alert {}", alert.description)
        }
        None => format!("An alert ended the {what}"),
    }
}

fn established(summary: &Summary, facts: &Facts, kind: VerdictKind) -> String {
    let handshake = match summary.handshake {
        HandshakeKind::None => "in a handshake that was not seen",
        HandshakeKind::Full => "in a full handshake",
        HandshakeKind::Resumed => "by resuming a session",
        HandshakeKind::Psk => "with a pre-shared key",
        HandshakeKind::HelloRetry => "after a HelloRetryRequest",
    };
    let version = summary.version.map_or("TLS".to_owned(), |version| version.to_string());
    let mut message = format!("{version} was established {handshake}");
    if let Some(suite) = summary.cipher_suite {
        let _ = write!(message, " with {suite}");
    }
    let is_closed = kind == VerdictKind::Closed;
    let hides_alerts = summary.version.is_some_and(|version| version >= ProtocolVersion::TLS_1_3);
    message.push_str(match (is_closed, facts.has_close_notify) {
        (true, true) => " and closed in order",
        // It may be any alert.
        (true, false) => " and ended with an encrypted alert",
        (false, _) if hides_alerts && !facts.has_opened => "",
        (false, _) => ", no close was seen",
    });
    let FindingCounts { sender_breaches, suspicious, .. } = facts.findings;
    for (count, one, many, rules) in [
        (sender_breaches, "sender breach", "sender breaches", &facts.breached),
        (suspicious, "suspicion", "suspicions", &facts.suspected),
    ] {
        if count > 0 {
            let what = if count == 1 { one } else { many };
            let _ = write!(message, "; {count} {what} ({rules})");
        }
    }
    message
}

fn unfinished(summary: &Summary, facts: &Facts) -> String {
    if let Some(cut) = facts.cut_hello() {
        return cut.to_string();
    }
    let openings = Peer::BOTH.into_iter().zip(facts.openings);
    let openings = || openings.clone().filter_map(|(peer, o)| o.map(|opening| (peer, opening)));
    if openings().any(|(_, opening)| opening.class == Class::TlsMidstream) {
        return "This is the middle of a connection: its handshake is not there to judge"
            .to_owned();
    }
    let unknown = || openings().filter(|(_, opening)| opening.class == Class::Unknown);
    let is_silence = |opening: &Diagnosis| opening.evidence.bytes().is_empty();
    if let Some((peer, opening)) = unknown().find(|(_, opening)| !is_silence(opening)) {
        return format!("What the {peer} sends first is not recognised ({})", opening.cause.id);
    }
    let one_sided = facts.one_sided();
    let silent = unknown().find(|(_, opening)| is_silence(opening));
    if let Some((peer, opening)) = silent.filter(|_| one_sided.is_none()) {
        let sentence = first_sentence(opening.cause.explanation).trim_end_matches('.');
        let sentence = sentence.replacen("This side", &format!("The {peer}"), 1);
        return format!("{sentence} ({})", opening.cause.id);
    }
    if facts.heard == [false; 2] {
        return "Nothing was sent".to_owned();
    }
    if let Some(peer) = one_sided {
        return format!(
            "Only what the {peer} sends was captured: what became of the handshake cannot be seen"
        );
    }
    if summary.outcome == Outcome::Truncated && facts.missing.into_iter().any(|bytes| bytes > 0) {
        return "The handshake cannot be followed to its end".to_owned();
    }
    if let Some(cut) = facts.cut {
        return format!("{cut}, within the handshake");
    }
    let mut message = "The handshake was not completed".to_owned();
    let later = [Item::Alert, Item::ApplicationData, Item::HelloRequest];
    let [client, server] =
        summary.expected.map(|expected| later.into_iter().fold(expected, ItemSet::without));
    let due = [(Peer::Server, server), (Peer::Client, client)]
        .into_iter()
        .find(|(_, expected)| !expected.is_empty());
    if let Some((peer, expected)) = due {
        let _ = write!(message, ": {} of the {peer} was due next", list(expected));
    }
    if facts.ends.contains(&Some(EndHow::Rst)) {
        message.push_str(", and the connection was reset");
    }
    message
}

/// `A`, `A or B`, `A, B or C`.
fn list(items: ItemSet) -> String {
    let names: Vec<_> = items.iter().map(Item::name).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}
