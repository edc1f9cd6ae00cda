//! What became of a connection, in a sentence.

use std::fmt::Write as _;

use tls_flow::diagnosis::{Class, Diagnosis};
use tls_flow::{
    EndHow, Event, EventKind, Finding, HandshakeKind, Item, ItemSet, Outcome, Peer, Seen, Severity,
    Summary,
};
use tls_wire::{Alert, AlertDescription, AlertLevel, HandshakeType};

/// What is remembered of a connection's events until its verdict.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The last word on the first bytes of each direction.
    pub(crate) openings: [Option<Diagnosis>; 2],
    findings: FindingCounts,
    first_violation: Option<Finding>,
    /// The first alert that ends the connection, by whom.
    fatal_alert: Option<(Peer, Alert)>,
    missing: u64,
    /// Whose last record is not whole.
    pub(crate) cut: Option<Peer>,
    has_records: bool,
    /// The server has sent a ServerHello, or a `HelloRetryRequest`.
    pub(crate) has_server_hello: bool,
    ends: [Option<EndHow>; 2],
    /// Whose last message is a `ChangeCipherSpec`: up to TLS 1.2 its Finished follows at once.
    pub(crate) owes_finished: Option<Peer>,
}

/// Findings by severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FindingCounts {
    pub(crate) violations: u64,
    pub(crate) sender_breaches: u64,
    pub(crate) suspicious: u64,
    pub(crate) informational: u64,
}

impl Facts {
    /// Remembers what matters of an event.
    pub(crate) fn note(&mut self, event: &Event<'_>) {
        match &event.kind {
            EventKind::ChangeCipherSpec => self.owes_finished = Some(event.from),
            // A record is told at its header.
            EventKind::Record(_) | EventKind::Finding(_) | EventKind::Opening(_) => {}
            _ => {
                self.owes_finished.take_if(|peer| *peer == event.from);
            }
        }
        match &event.kind {
            EventKind::Opening(diagnosis) => {
                *of(&mut self.openings, event.from) = Some(*diagnosis);
            }
            EventKind::Handshake(message) => {
                self.has_records = true;
                self.has_server_hello |= message.handshake_type == HandshakeType::SERVER_HELLO;
            }
            EventKind::Record(_) => self.has_records = true,
            EventKind::Alert(alert) if alert.level != AlertLevel::WARNING => {
                self.fatal_alert.get_or_insert((event.from, *alert));
            }
            EventKind::Gap(length) => self.missing = self.missing.saturating_add(*length),
            EventKind::End(how) => *of(&mut self.ends, event.from) = Some(*how),
            EventKind::Finding(finding) => self.count(finding),
            _ => {}
        }
    }

    fn count(&mut self, finding: &Finding) {
        let count = match finding.severity {
            Severity::Violation => {
                self.first_violation.get_or_insert(*finding);
                &mut self.findings.violations
            }
            Severity::SenderBreach => &mut self.findings.sender_breaches,
            Severity::Suspicious => &mut self.findings.suspicious,
            Severity::Informational => &mut self.findings.informational,
        };
        *count = count.saturating_add(1);
    }

    /// The worst severity of all findings.
    pub(crate) fn worst(&self) -> Option<Severity> {
        let FindingCounts { violations, sender_breaches, suspicious, informational } =
            self.findings;
        [
            (violations, Severity::Violation),
            (sender_breaches, Severity::SenderBreach),
            (suspicious, Severity::Suspicious),
            (informational, Severity::Informational),
        ]
        .into_iter()
        .find_map(|(count, severity)| (count > 0).then_some(severity))
    }
}

fn of<T>([client, server]: &mut [T; 2], peer: Peer) -> &mut T {
    match peer {
        Peer::Client => client,
        Peer::Server => server,
    }
}

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
            Outcome::Unfinished => VerdictKind::Unfinished,
        };
        let mut message = match kind {
            VerdictKind::NotTls => not_tls(facts),
            VerdictKind::Violated => violated(&summary, facts),
            VerdictKind::Alerted => alerted(&summary, facts),
            VerdictKind::Closed | VerdictKind::Established => established(&summary, kind),
            VerdictKind::Truncated | VerdictKind::Unfinished => unfinished(&summary, facts),
        };
        if facts.missing > 0 {
            let are = if facts.missing == 1 { "byte is" } else { "bytes are" };
            let _ = write!(message, " ({} {are} missing)", facts.missing);
        }
        message.push('.');
        Self { kind, summary, findings: facts.findings, message }
    }
}

fn not_tls(facts: &Facts) -> String {
    let [client, server] = &facts.openings;
    let opening = [(Peer::Client, client), (Peer::Server, server)]
        .into_iter()
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
        Some(item) if !expected.contains(item) && !expected.is_empty() => {
            format!("The {from} sent {seen} where {} was due ({rule})", list(expected))
        }
        _ => {
            let statement = first_sentence(rule.info().statement);
            format!("The {from} broke a rule with {seen}: {statement} ({rule})")
        }
    };
    if let Some((peer, alert)) = facts.fatal_alert {
        let _ = write!(message, "; the {peer} answered with the alert {}", alert.description);
    } else if summary.established {
        message.push_str("; the handshake was completed all the same");
    }
    message
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

fn established(summary: &Summary, kind: VerdictKind) -> String {
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
    message.push_str(if kind == VerdictKind::Closed {
        " and closed in order"
    } else {
        ", no close was seen"
    });
    message
}

fn unfinished(summary: &Summary, facts: &Facts) -> String {
    let [client, server] = facts.openings;
    let openings = [(Peer::Client, client), (Peer::Server, server)];
    let openings = || openings.into_iter().filter_map(|(peer, o)| o.map(|opening| (peer, opening)));
    if openings().any(|(_, opening)| opening.class == Class::TlsMidstream) {
        return "This is the middle of a connection: its handshake is not there to judge"
            .to_owned();
    }
    let unknown = || openings().filter(|(_, opening)| opening.class == Class::Unknown);
    let is_silence = |opening: &Diagnosis| opening.evidence.bytes().is_empty();
    if let Some((peer, opening)) = unknown().find(|(_, opening)| !is_silence(opening)) {
        return format!("What the {peer} sends first is not recognised ({})", opening.cause.id);
    }
    if let Some((peer, opening)) = unknown().find(|(_, opening)| is_silence(opening)) {
        let sentence = first_sentence(opening.cause.explanation);
        let sentence = sentence.replacen("This side", &format!("The {peer}"), 1);
        return format!("{sentence} ({})", opening.cause.id);
    }
    if !facts.has_records {
        return "Nothing was sent".to_owned();
    }
    if summary.outcome == Outcome::Truncated && facts.missing > 0 {
        return "The handshake cannot be followed to its end".to_owned();
    }
    if let Some(peer) = facts.cut {
        return format!("What the {peer} sends ends inside a record, within the handshake");
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

/// The first sentence of a text, without its stop.
fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
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
