//! What became of a connection, in a sentence.

use std::fmt::{self, Write as _};

use tls_flow::diagnosis::{Class, Diagnosis};
use tls_flow::{
    EndHow, Event, EventKind, Finding, HandshakeKind, Item, ItemSet, Outcome, Peer, Rule, Seen,
    Severity, Summary,
};
use tls_wire::{Alert, AlertDescription, AlertLevel, HandshakeType, ProtocolVersion};

use crate::input::ConnectionStart;
use crate::output::first_sentence;
use crate::peers::{of, of_mut};

/// What is remembered of a connection's events until its verdict.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The last word on the first bytes of each direction.
    pub(crate) openings: [Option<Diagnosis>; 2],
    findings: FindingCounts,
    first_violation: Option<Finding>,
    /// The rules of breaches and suspicions, each once, as far as they are named.
    breached: NamedRules,
    suspected: NamedRules,
    /// The first alert that ends the connection, by whom.
    fatal_alert: Option<(Peer, Alert)>,
    /// The first alert that may be the other peer's answer to the first violation.
    answer: Option<(Peer, Alert)>,
    missing: [u64; 2],
    /// Whose silence proves nothing, since the input need not hold what it sends.
    unseen: [bool; 2],
    /// Who sends anything that is there.
    heard: [bool; 2],
    /// Records were opened: of what is protected, something is known.
    has_opened: bool,
    /// A `close_notify` that could be read.
    has_close_notify: bool,
    /// The record that the bytes of a direction do not complete.
    pub(crate) cut: Option<Cut>,
    /// The server has sent a ServerHello, or a `HelloRetryRequest`.
    pub(crate) has_server_hello: bool,
    ends: [Option<EndHow>; 2],
    /// Whose last message is a `ChangeCipherSpec`: up to TLS 1.2 its Finished follows at once.
    pub(crate) owes_finished: Option<Peer>,
}

/// A record of which only the first bytes are there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut {
    pub(crate) from: Peer,
    /// It is the first record of its direction, and carries a handshake as far as can be seen.
    pub(crate) begins_handshake: bool,
    /// How many of its bytes are there, with its header.
    pub(crate) present: u64,
    /// How many it has; none where not even its header is whole.
    pub(crate) announced: Option<u64>,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, present, announced, .. } = self;
        let bytes = match present {
            1 => "first byte".to_owned(),
            present => format!("first {present} bytes"),
        };
        write!(f, "What the {from} sends ends with the {bytes} of a record")?;
        announced.map_or(Ok(()), |announced| write!(f, " of {announced}"))
    }
}

/// The first few rules of a kind, each once.
#[derive(Debug, Default)]
struct NamedRules {
    rules: Vec<Rule>,
    has_more: bool,
}

impl NamedRules {
    /// As many as fit into a sentence.
    const MAX: usize = 3;

    fn note(&mut self, rule: Rule) {
        if self.rules.contains(&rule) {
        } else if self.rules.len() < Self::MAX {
            self.rules.push(rule);
        } else {
            self.has_more = true;
        }
    }
}

impl fmt::Display for NamedRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, rule) in self.rules.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{rule}")?;
        }
        f.write_str(if self.has_more { ", ..." } else { "" })
    }
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
    /// Of a connection that begins like this.
    pub(crate) fn new(start: &ConnectionStart) -> Self {
        let is_late = start.tcp.is_some_and(|tcp| !tcp.syn);
        let is_unseen = |peer: Peer| is_late || start.config.only == Some(peer.other());
        Self { unseen: Peer::BOTH.map(is_unseen), ..Self::default() }
    }

    /// The last word on the first bytes of a direction.
    pub(crate) fn opening(&self, from: Peer) -> Option<&Diagnosis> {
        of(&self.openings, from).as_ref()
    }

    /// Remembers that something of a peer is there, and whether it was opened.
    pub(crate) fn hear(&mut self, from: Peer, opened: bool) {
        *of_mut(&mut self.heard, from) = true;
        self.has_opened |= opened;
    }

    /// Something of a peer is there.
    pub(crate) fn has_heard(&self, from: Peer) -> bool {
        *of(&self.heard, from)
    }

    /// The only peer that was captured: of the other nothing is there, and it has sent something,
    /// or may have.
    fn one_sided(&self) -> Option<Peer> {
        Peer::BOTH.into_iter().find(|peer| {
            let other = peer.other();
            let is_missing = *of(&self.missing, other) > 0 || *of(&self.unseen, other);
            self.has_heard(*peer) && !self.has_heard(other) && is_missing
        })
    }

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
                *of_mut(&mut self.openings, event.from) = Some(*diagnosis);
            }
            EventKind::Handshake(message) => {
                self.has_server_hello |= message.handshake_type == HandshakeType::SERVER_HELLO;
            }
            EventKind::Alert(alert) => self.note_alert(event.from, *alert),
            EventKind::Gap(length) => {
                let missing = of_mut(&mut self.missing, event.from);
                *missing = missing.saturating_add(*length);
            }
            EventKind::End(how) => *of_mut(&mut self.ends, event.from) = Some(*how),
            EventKind::Finding(finding) => self.count(finding),
            _ => {}
        }
    }

    fn note_alert(&mut self, from: Peer, alert: Alert) {
        self.has_close_notify |= alert.description == AlertDescription::CLOSE_NOTIFY;
        if alert.level != AlertLevel::WARNING {
            self.fatal_alert.get_or_insert((from, alert));
        }
        let is_answer = alert.level == AlertLevel::FATAL && alert.description.name().is_some();
        if is_answer && self.first_violation.is_some_and(|finding| finding.from != from) {
            self.answer.get_or_insert((from, alert));
        }
    }

    fn count(&mut self, finding: &Finding) {
        let count = match finding.severity {
            Severity::Violation => {
                self.first_violation.get_or_insert(*finding);
                &mut self.findings.violations
            }
            Severity::SenderBreach => {
                self.breached.note(finding.rule);
                &mut self.findings.sender_breaches
            }
            Severity::Suspicious => {
                self.suspected.note(finding.rule);
                &mut self.findings.suspicious
            }
            Severity::Informational => &mut self.findings.informational,
        };
        *count = count.saturating_add(1);
    }

    /// The first record of a direction, where that carries a handshake and is cut off.
    fn cut_hello(&self) -> Option<Cut> {
        self.cut.filter(|cut| cut.begins_handshake)
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
