//! Conversations with a known verdict: the files of `tests/cases`.
//!
//! A case is a transcript and what is to be found in it. Lines that begin with `==` name the
//! vantages that the lines below them hold for: `passive` sees the wire, `opened` has the records
//! opened. What stands above the first of them holds for all. A line that begins with `!` is a
//! finding above informational, in the words of [`told`]:
//!
//! ```text
//! @ title X12-ccs-len-2
//! > 160303...
//! == passive, opened
//! ! violation ccs-bad-length, client record 2, alert 50
//! ```

use std::io;

use tls_flow::{EventKind, Finding, Flow, Level, OwedAlert, Peer, Severity};
use tls_inspect::input::{ConnectionStart, Sink, Source, Step, read};

use crate::fixtures;

/// One conversation as one observer sees it, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The name of the file, without its extension.
    pub name: String,
    /// `passive` or `opened`.
    pub vantage: String,
    /// What is to be fed, as a transcript.
    pub transcript: String,
    /// The findings above informational, in the words of [`told`].
    pub findings: Vec<String>,
}

/// Every case, each vantage by itself, in the order of the names.
///
/// # Errors
///
/// When the folder or a file in it cannot be read.
pub fn all() -> io::Result<Vec<Case>> {
    let entries = fixtures::folder("cases").read_dir()?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.extend(parse(&name, &std::fs::read_to_string(&path)?));
    }
    Ok(cases)
}

/// The cases of one file.
#[must_use]
pub fn parse(name: &str, text: &str) -> Vec<Case> {
    let mut shared = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut below = 0;
    for line in text.lines() {
        if let Some(vantages) = line.strip_prefix("==") {
            below = cases.len();
            cases.extend(vantages.split(',').map(|vantage| Case {
                name: name.to_owned(),
                vantage: vantage.trim().to_owned(),
                transcript: shared.clone(),
                findings: Vec::new(),
            }));
        } else if let Some(finding) = line.strip_prefix("! ") {
            for case in &mut cases[below..] {
                case.findings.push(finding.to_owned());
            }
        } else if cases.is_empty() {
            shared += line;
            shared.push('\n');
        } else {
            for case in &mut cases[below..] {
                case.transcript += line;
                case.transcript.push('\n');
            }
        }
    }
    cases
}

/// Feeds a transcript to a [`Flow`]; what it found, whatever the severity, and the QUIC level.
///
/// # Panics
///
/// If the transcript cannot be read.
#[must_use]
pub fn findings(transcript: &str) -> Vec<(Finding, Option<Level>)> {
    let mut observer = Observer::default();
    let mut source = Source::new(transcript.as_bytes());
    let report = read(&mut source, None, Peer::Client, &mut observer);
    let report = report.expect("an observer writes nothing");
    assert!(report.error.is_none(), "{:?}\n{transcript}", report.error);
    observer.findings
}

/// The findings above informational that a transcript gives, told.
#[must_use]
pub fn told_of(transcript: &str) -> Vec<String> {
    findings(transcript)
        .iter()
        .filter(|(finding, _)| finding.severity > Severity::Informational)
        .map(|(finding, level)| told(finding, *level))
        .collect()
}

/// A finding in a line: severity, rule, sender, record or QUIC level, alert, and who released a
/// judgement that had to wait.
#[must_use]
pub fn told(finding: &Finding, level: Option<Level>) -> String {
    let Finding { severity, rule, from, place, owed, released_at, .. } = finding;
    let place = match (level, place.record) {
        (Some(level), _) => format!(" level {}", level.as_str()),
        (None, Some(record)) => format!(" record {record}"),
        (None, None) => " end".to_owned(),
    };
    let alert = match owed {
        None => "no alert".to_owned(),
        Some(OwedAlert::Tls(description)) => format!("alert {}", description.0),
        Some(OwedAlert::Quic(code)) => format!("error {code:#x}"),
    };
    let released = released_at.map_or_else(String::new, |(by, _)| format!(", released by {by}"));
    format!("{severity} {rule}, {from}{place}, {alert}{released}")
}

/// Feeds what it is handed, and keeps what is found.
#[derive(Default)]
struct Observer {
    findings: Vec<(Finding, Option<Level>)>,
}

impl Sink for Observer {
    type Connection = Flow;

    fn start(&mut self, start: &ConnectionStart) -> io::Result<Flow> {
        Ok(Flow::with_config(start.config.clone()))
    }

    fn step(&mut self, flow: &mut Flow, step: Step<'_>) -> io::Result<()> {
        let (from, mut input) = step.into_input();
        while let Some(event) = flow.next(from, &mut input) {
            if let EventKind::Finding(finding) = event.kind {
                self.findings.push((finding, event.level));
            }
        }
        Ok(())
    }

    fn close(&mut self, _: Flow) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vantages_share_what_stands_above_them() {
        let text = "@ title x\n> 16\n== passive\n< 17\n== opened\n! suspicious y\n< record 23\n";
        let [passive, opened] = &parse("x", text)[..] else { panic!("two vantages") };
        assert_eq!(passive.transcript, "@ title x\n> 16\n< 17\n");
        assert!(passive.findings.is_empty());
        assert_eq!(opened.transcript, "@ title x\n> 16\n< record 23\n");
        assert_eq!(opened.findings, ["suspicious y"]);
        assert_eq!(parse("x", "> 16\n== passive, opened\n").len(), 2);
    }
}
