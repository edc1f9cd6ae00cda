//! Output for people: a block for each connection, its verdict last.

mod page;
mod repeats;

use std::io::{self, Write};

use tls_flow::diagnosis::{Class, Diagnosis};
use tls_flow::{EndHow, Event, EventKind, Finding, HeartbeatSeen, Peer, Rule, Severity};
use tls_wire::{Alert, AlertLevel, Framing, HandshakeMessage};

use self::page::{Content, Page};
use super::palette::Palette;
use super::printable::printable;
use super::time::Rfc3339;
use super::wrap::labelled;
use super::{Printer, heading, write_warnings};
use crate::hello::Hello;
use crate::input::{ConnectionStart, Report};
use crate::peers::of_mut;
use crate::verdict::{Verdict, VerdictKind};

/// Writes each connection when it is over.
#[derive(Debug)]
pub(crate) struct HumanPrinter<W> {
    output: W,
    palette: Palette,
    quiet: bool,
    input: String,
}

impl<W: Write> HumanPrinter<W> {
    pub(crate) const fn new(output: W, palette: Palette, quiet: bool) -> Self {
        Self { output, palette, quiet, input: String::new() }
    }

    fn finding(&self, page: &mut Page, finding: &Finding) {
        if !page.repeats.is_told(finding) {
            return;
        }
        let style = match finding.severity {
            Severity::Violation => self.palette.bad,
            Severity::SenderBreach | Severity::Suspicious => self.palette.odd,
            Severity::Informational => self.palette.faint,
        };
        let Finding { from, place, rule, seen, expected, .. } = finding;
        let label = match finding.severity {
            Severity::Violation => "VIOLATION",
            Severity::SenderBreach => "BREACH",
            Severity::Suspicious => "SUSPICIOUS",
            Severity::Informational => "note",
        };
        let record = place.record.map_or(String::new(), |record| format!(", record {record}"));
        let offset = place.offset;
        page.end_run();
        page.mark_left_out(self.palette);
        let lines = &mut page.lines;
        let title = format!("{label}: {rule} by the {from} at byte {offset}{record}");
        let statement = rule.info().statement;
        if finding.severity == Severity::Informational {
            lines.push(format!(
                "{style}{}{style:#}",
                labelled(2, "note: ", &format!("{rule}: {statement}"))
            ));
            return;
        }
        lines.push(format!("{style}  {title}{style:#}"));
        let mut detail = |label: &str, text: &str| lines.push(labelled(4, label, text));
        detail("seen:      ", &seen.to_string());
        if !expected.is_empty() {
            detail("expected:  ", &expected.to_string());
        }
        detail("rule:      ", statement);
        if !finding.source().is_empty() {
            detail("source:    ", finding.source());
        }
        if let Some(owed) = finding.owed {
            let text = format!("the {} owes {owed} ({})", from.other(), owed.code());
            detail("alert:     ", &text);
        }
        if let Some((peer, offset)) = finding.released_at {
            let text = format!("known only since byte {offset} of the {peer}");
            detail("settled:   ", &text);
        }
    }

    fn opening(&self, from: Peer, diagnosis: &Diagnosis) -> Vec<String> {
        let Diagnosis { cause, class, confidence, protocol, evidence, .. } = diagnosis;
        let style = match class {
            Class::NotTls if diagnosis.tls_offset.is_none() => self.palette.bad,
            _ => self.palette.odd,
        };
        let what = match (class, protocol) {
            (_, Some(protocol)) if diagnosis.tls_offset > Some(0) => {
                format!("TLS BEHIND {protocol}")
            }
            (_, None) if diagnosis.tls_offset > Some(0) => "TLS FURTHER ON".to_owned(),
            (Class::NotTls, Some(protocol)) => format!("NOT TLS but {protocol}"),
            (Class::NotTls, None) => "NOT TLS".to_owned(),
            (Class::Unknown, _) => "UNKNOWN".to_owned(),
            _ => "OPENING".to_owned(),
        };
        let mut lines =
            vec![format!("{style}  {what}: {} by the {from} ({confidence}){style:#}", cause.id)];
        let mut detail = |label: &str, text: &str| lines.push(labelled(4, label, text));
        if !evidence.bytes().is_empty() {
            detail("bytes:     ", &format!("{evidence} at byte {}", evidence.offset()));
        }
        if let Some(offset) = diagnosis.tls_offset.filter(|offset| *offset > 0) {
            let before = diagnosis.preamble.map_or("something else", |cause| cause.id);
            detail("TLS:       ", &format!("begins at byte {offset}, behind {before}"));
        }
        detail("meaning:   ", cause.explanation);
        for (i, remedy) in cause.remedies.iter().enumerate() {
            detail(if i == 0 { "remedies:  - " } else { "           - " }, remedy);
        }
        lines
    }
}

impl<W: Write> Printer for HumanPrinter<W> {
    type Page = Page;

    fn begin_input(&mut self, name: &str) {
        self.input = printable(name);
    }

    fn start(&mut self, number: u64, start: &ConnectionStart) -> io::Result<Page> {
        let mut heading = heading(&self.input, number, start);
        if let Some(time) = start.time {
            heading.extend([" ", &Rfc3339(time).to_string()]);
        }
        Ok(Page::new(heading, start.config.midstream))
    }

    fn event(&mut self, page: &mut Page, event: &Event<'_>) -> io::Result<()> {
        page.note_beginning(event);
        if self.quiet {
            return Ok(());
        }
        let Event { from, offset, .. } = *event;
        let length = of_mut(&mut page.lengths, from);
        match &event.kind {
            EventKind::Opening(diagnosis) => {
                *of_mut(&mut page.openings, from) = Some(*diagnosis);
            }
            EventKind::Record(framing) => {
                *length = framing.length() as u64;
                if matches!(framing, Framing::Sslv2(_)) {
                    page.item(from, offset, "ClientHello", "in an SSLv2 record");
                }
            }
            EventKind::Handshake(message) => {
                let level = event.level.map(|level| level.as_str().to_owned());
                let details: Vec<_> = details_of(message).into_iter().chain(level).collect();
                page.item(from, offset, &name_of(message), &details.join("; "));
            }
            EventKind::ChangeCipherSpec => page.item(from, offset, "ChangeCipherSpec", ""),
            EventKind::Alert(alert) => {
                let style = match alert.level {
                    AlertLevel::WARNING => self.palette.faint,
                    _ => self.palette.odd,
                };
                let details = describe_alert(*alert);
                page.item(from, offset, "Alert", &format!("{style}{details}{style:#}"));
            }
            EventKind::Heartbeat(heartbeat) => {
                page.item(from, offset, "Heartbeat", &describe_heartbeat(heartbeat));
            }
            EventKind::ApplicationData(length) => {
                page.run(from, offset, Content::ApplicationData, u64::from(*length));
            }
            EventKind::Protected(content_type) => {
                let length = *length;
                page.run(from, offset, Content::Protected(*content_type), length);
            }
            EventKind::Gap(length) => {
                let style = self.palette.odd;
                let details = format!("{style}{length} bytes are missing here{style:#}");
                page.item(from, offset, "(gap)", &details);
            }
            EventKind::End(how) => {
                let style = self.palette.faint;
                let details = match how {
                    EndHow::Fin => "FIN",
                    EndHow::Rst => "RST",
                    EndHow::CaptureEnd => "the input ends here",
                };
                page.item(from, offset, "(end)", &format!("{style}{details}{style:#}"));
            }
            // The opening says it better.
            EventKind::Finding(finding) if finding.rule == Rule::RecNotTls => {}
            EventKind::Finding(finding) => self.finding(page, finding),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, mut page: Page, verdict: &Verdict) -> io::Result<()> {
        page.end_run();
        page.mark_left_out(self.palette);
        let heading = self.palette.heading;
        let style = match verdict.kind {
            VerdictKind::NotTls | VerdictKind::Violated => self.palette.bad,
            VerdictKind::Established | VerdictKind::Closed => self.palette.good,
            VerdictKind::Alerted | VerdictKind::Truncated | VerdictKind::Unfinished => {
                self.palette.odd
            }
        };
        let kind = verdict.kind.as_str();
        if page.begins_in_the_middle() {
            page.heading += " (from the middle)";
        }
        if self.quiet {
            return writeln!(
                self.output,
                "{heading}{}{heading:#}: {style}{kind}{style:#}: {}",
                page.heading, verdict.message
            );
        }
        writeln!(self.output, "{heading}{}{heading:#}", page.heading)?;
        for (peer, opening) in Peer::BOTH.into_iter().zip(page.openings) {
            let Some(opening) = opening else { continue };
            // Only a plain hello has nothing that the guide would have to explain.
            if opening.cause.guide_causes.is_empty() && opening.class.is_tls() {
                continue;
            }
            for line in self.opening(peer, &opening) {
                writeln!(self.output, "{line}")?;
            }
        }
        for line in &page.lines {
            writeln!(self.output, "{line}")?;
        }
        let faint = self.palette.faint;
        for repeat in page.repeats.folded() {
            writeln!(self.output, "{faint}  {repeat}{faint:#}")?;
        }
        let verdict = labelled(2, &format!("=> {kind}: "), &verdict.message);
        writeln!(self.output, "{style}{verdict}{style:#}\n")
    }

    fn end_input(&mut self, name: &str, report: &Report) -> io::Result<()> {
        write_warnings(&mut self.output, self.palette, name, report)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

fn name_of(message: &HandshakeMessage<'_>) -> String {
    match Hello::read(message) {
        Some(hello) if hello.is_retry_request => "HelloRetryRequest".to_owned(),
        _ => message.handshake_type.to_string(),
    }
}

/// The few fields worth showing.
fn details_of(message: &HandshakeMessage<'_>) -> Vec<String> {
    let Some(hello) = Hello::read(message) else {
        return Vec::new();
    };
    let mut details = Vec::new();
    let versions: Vec<_> = hello.versions().iter().map(ToString::to_string).collect();
    if !versions.is_empty() {
        details.push(versions.join(", "));
    }
    details.extend(hello.server_name.map(|name| format!("for {name}")));
    if !hello.alpn.is_empty() {
        details.push(format!("ALPN {}", hello.alpn.join(" ")));
    }
    details.extend(hello.cipher_suite.map(|suite| suite.to_string()));
    if !hello.cipher_suites.is_empty() {
        details.push(format!("{} cipher suites", hello.cipher_suites.len()));
    }
    details
}

fn describe_alert(alert: Alert) -> String {
    format!("{} {} ({})", alert.level, alert.description, alert.description.0)
}

fn describe_heartbeat(heartbeat: &HeartbeatSeen) -> String {
    let kind = match heartbeat.message_type {
        1 => "request",
        2 => "response",
        _ => "of unknown type",
    };
    let payload =
        heartbeat.payload_length.map_or(String::new(), |length| format!(", {length} bytes"));
    format!("{kind}{payload}")
}
