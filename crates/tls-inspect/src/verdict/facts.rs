//! What a verdict is made of.

use std::fmt;

use tls_flow::diagnosis::Diagnosis;
use tls_flow::{EndHow, Event, EventKind, Finding, Peer, Rule, Severity};
use tls_wire::{Alert, AlertDescription, AlertLevel, HandshakeType};

use crate::input::ConnectionStart;
use crate::peers::{of, of_mut};

/// What is remembered of a connection's events until its verdict.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The last word on the first bytes of each direction.
    pub(crate) openings: [Option<Diagnosis>; 2],
    pub(super) findings: FindingCounts,
    pub(super) first_violation: Option<Finding>,
    /// The rules of breaches and suspicions, each once, as far as they are named.
    pub(super) breached: NamedRules,
    pub(super) suspected: NamedRules,
    /// The first alert that ends the connection, by whom.
    pub(super) fatal_alert: Option<(Peer, Alert)>,
    /// The first alert that may be the other peer's answer to the first violation.
    pub(super) answer: Option<(Peer, Alert)>,
    pub(super) missing: [u64; 2],
    /// Whose silence proves nothing, since the input need not hold what it sends.
    unseen: [bool; 2],
    /// Who sends anything that is there.
    pub(super) heard: [bool; 2],
    /// Records were opened: of what is protected, something is known.
    pub(super) has_opened: bool,
    /// A `close_notify` that could be read.
    pub(super) has_close_notify: bool,
    /// The record that the bytes of a direction do not complete.
    pub(crate) cut: Option<Cut>,
    /// The server has sent a ServerHello, or a `HelloRetryRequest`.
    pub(crate) has_server_hello: bool,
    pub(super) ends: [Option<EndHow>; 2],
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
pub(super) struct NamedRules {
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
    pub(super) fn one_sided(&self) -> Option<Peer> {
        Peer::BOTH.into_iter().find(|peer| {
            let other = peer.other();
            let is_missing = *of(&self.missing, other) > 0 || *of(&self.unseen, other);
            self.has_heard(*peer) && !self.has_heard(other) && is_missing
        })
    }

    /// Remembers what matters of an event.
    pub(crate) fn note(&mut self, event: &Event<'_>) {
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
    pub(super) fn cut_hello(&self) -> Option<Cut> {
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
