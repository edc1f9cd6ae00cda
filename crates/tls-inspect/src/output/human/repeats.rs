//! Findings that come again and again: the first are told, the others counted.

use std::fmt;

use tls_flow::{Finding, Peer, Rule, Severity};

/// How many findings of a rule by a peer are told. Three show that it goes on, and in what steps.
const TOLD_MAX: u64 = 3;

/// The findings of a connection, by rule and peer. As many as there are rules, however long it is.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    all: Vec<Repeat>,
    has_violation: bool,
}

/// The findings of a rule by a peer.
#[derive(Debug)]
pub(super) struct Repeat {
    rule: Rule,
    from: Peer,
    told: u64,
    /// How many were counted only.
    folded: u64,
    last_offset: u64,
}

impl Repeats {
    /// Counts a finding in, and decides whether it is told. The first violation always is: the
    /// verdict is about it, and its rule may have been a suspicion before.
    pub(super) fn is_told(&mut self, finding: &Finding) -> bool {
        let Finding { rule, from, severity, place, .. } = *finding;
        let is_violation = severity == Severity::Violation;
        let is_first_violation = is_violation && !self.has_violation;
        self.has_violation |= is_violation;
        let last_offset = place.offset;
        let known = self.all.iter_mut().find(|repeat| repeat.rule == rule && repeat.from == from);
        let Some(repeat) = known else {
            self.all.push(Repeat { rule, from, told: 1, folded: 0, last_offset });
            return true;
        };
        repeat.last_offset = last_offset;
        let is_told = repeat.told < TOLD_MAX || is_first_violation;
        let count = if is_told { &mut repeat.told } else { &mut repeat.folded };
        *count = count.saturating_add(1);
        is_told
    }

    /// What was not told, in the order in which it came first.
    pub(super) fn folded(&self) -> impl Iterator<Item = &Repeat> {
        self.all.iter().filter(|repeat| repeat.folded > 0)
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, from, folded, last_offset, .. } = self;
        write!(f, "... and {folded} more of {rule} by the {from}, the last at byte {last_offset}")
    }
}

#[cfg(test)]
mod tests {
    use tls_flow::{ItemSet, Place, Seen};

    use super::*;

    fn finding(rule: Rule, severity: Severity, from: Peer, offset: u64) -> Finding {
        Finding {
            rule,
            severity,
            from,
            place: Place { offset, record: None },
            seen: Seen::ChangeCipherSpec,
            expected: ItemSet::EMPTY,
            owed: None,
            released_at: None,
        }
    }

    #[test]
    fn each_rule_of_each_peer_is_counted_by_itself() {
        let mut repeats = Repeats::default();
        let mut is_told = |rule, from, offset| {
            repeats.is_told(&finding(rule, Severity::Suspicious, from, offset))
        };
        for offset in 0..5 {
            assert_eq!(is_told(Rule::AlertWarningRun, Peer::Client, offset), offset < 3);
        }
        for offset in 0..3 {
            assert!(is_told(Rule::AlertWarningRun, Peer::Server, offset));
        }
        assert!(is_told(Rule::AlertLevelInvalid, Peer::Client, 9));
        let folded: Vec<_> = repeats.folded().map(ToString::to_string).collect();
        let rule = Rule::AlertWarningRun;
        assert_eq!(folded, [format!("... and 2 more of {rule} by the client, the last at byte 4")]);
    }

    #[test]
    fn the_first_violation_is_told_though_its_rule_was_told_before() {
        let mut repeats = Repeats::default();
        let mut is_told =
            |severity| repeats.is_told(&finding(Rule::Nst13HalfRtt, severity, Peer::Server, 7));
        let suspicions: Vec<_> = (0..4).map(|_| is_told(Severity::Suspicious)).collect();
        assert_eq!(suspicions, [true, true, true, false]);
        assert!(is_told(Severity::Violation));
        assert!(!is_told(Severity::Violation));
        assert_eq!(repeats.folded().next().map(|repeat| repeat.folded), Some(2));
    }
}
