//! Findings: how they are made, and what belongs to which (the reporting contract).

use alloc::vec::Vec;

use tls_wire::AlertDescription;

use super::{Once, Order};
use crate::{Carriage, Finding, ItemSet, OwedAlert, Peer, Place, Rule, Seen, Severity};

impl Order {
    /// The next finding about the items observed so far, in the order in which they were found.
    pub fn next_finding(&mut self) -> Option<Finding> {
        let pending = &mut self.rare.as_mut()?.pending;
        if pending.is_empty() {
            return None;
        }
        let finding = pending.remove(0);
        if pending.is_empty() {
            *pending = Vec::new();
            self.drop_idle();
        }
        Some(finding)
    }

    /// Is there a finding that was not handed out?
    #[inline]
    pub(crate) fn has_findings(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| !rare.pending.is_empty())
    }

    /// Is there no finding to be handed out, and are there records to read?
    #[inline]
    pub(crate) fn is_undisturbed(&self) -> bool {
        self.rare.as_ref().is_none_or(|rare| {
            let carriage = rare.config.as_ref().map_or(Carriage::Records, |config| config.carriage);
            rare.pending.is_empty() && carriage == Carriage::Records
        })
    }

    /// Reports a broken rule at its severity in the table.
    pub(super) fn report(&mut self, rule: Rule, from: Peer, place: Place, seen: Seen) {
        if let Some(severity) = rule.info().severity {
            self.report_as(rule, severity, from, place, seen);
        }
    }

    pub(super) fn report_as(
        &mut self,
        rule: Rule,
        severity: Severity,
        from: Peer,
        place: Place,
        seen: Seen,
    ) {
        if self.muted {
            return;
        }
        let over_quic = self.carriage() == Carriage::Quic;
        let owed = Finding::owed_for(rule, severity, over_quic);
        let owed = if self.facts.is_ssl3() { owed.map(OwedAlert::in_ssl3) } else { owed };
        let expected = self.expected(from);
        let rare = self.rare_mut();
        rare.pending.push(Finding {
            rule,
            severity,
            from,
            place,
            seen,
            expected,
            owed,
            released_at: rare.released_at,
        });
        self.note_owed(from, severity, owed);
    }

    /// Reports a rule the first time only that this peer breaks it; was it the first time?
    pub(super) fn report_once(
        &mut self,
        once: Once,
        rule: Rule,
        from: Peer,
        place: Place,
        seen: Seen,
    ) -> bool {
        if self.side(from).once.has(once) {
            return false;
        }
        if !self.muted {
            self.side_mut(from).once.set(once);
        }
        self.report(rule, from, place, seen);
        true
    }

    /// Names the absent item in the last finding, if one was just made.
    pub(super) fn expecting(&mut self, expected: ItemSet) {
        if let Some(finding) = self.last_finding() {
            finding.expected = expected;
        }
    }

    /// The last finding, if one was just made, deserves another alert than its rule usually does.
    pub(super) fn owe(&mut self, alert: AlertDescription) {
        let Some(finding) = self.last_finding() else { return };
        finding.owed = Some(OwedAlert::Tls(alert));
        let (from, severity, owed) = (finding.from, finding.severity, finding.owed);
        self.note_owed(from, severity, owed);
    }

    /// The finding that was just made, unless there is none because it would be a repetition.
    pub(super) fn last_finding(&mut self) -> Option<&mut Finding> {
        if self.muted {
            return None;
        }
        self.rare.as_mut()?.pending.last_mut()
    }

    #[inline]
    pub(super) fn begin_item(&mut self) {
        self.muted = false;
    }

    /// Suspicions about an item that is also a violation are part of it (reporting contract, 4).
    #[inline]
    pub(super) fn end_item(&mut self) {
        self.muted = false;
        if self.rare.is_some() {
            self.tidy_up();
        }
    }

    #[inline(never)]
    fn tidy_up(&mut self) {
        if let Some(rare) = &mut self.rare {
            if rare.pending.len() > 1 {
                drop_suspicions(&mut rare.pending);
            }
        }
        self.drop_idle();
    }

    pub(crate) fn mute(&mut self) {
        self.muted = true;
    }
}

fn drop_suspicions(findings: &mut Vec<Finding>) {
    let violations: Vec<(Peer, Place)> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Violation)
        .map(|finding| (finding.from, finding.place))
        .collect();
    findings.retain(|finding| {
        finding.severity != Severity::Suspicious
            || !violations.contains(&(finding.from, finding.place))
    });
}
