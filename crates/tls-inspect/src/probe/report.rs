//! What an attempt is told as.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::Duration;

use serde::Serialize;
use tls_flow::{HandshakeKind, Peer};

use super::ProbeArguments;
use super::attempt::{ANSWER_MAX, Attempt, Ending};
use crate::output::{ExplanationPrinter, Form};
use crate::verdict::Verdict;

impl ProbeArguments {
    /// Prints what was done, what came of it, and what that means.
    pub(super) fn report<W: Write>(
        &self,
        attempt: &Attempt,
        address: SocketAddr,
        printer: &mut ExplanationPrinter<W>,
    ) -> io::Result<()> {
        let ended = ended(attempt, self.timeout);
        match printer.form() {
            Form::Json => {
                let dialogue = attempt.dialogue.iter().map(|(from, bytes)| Said {
                    from: from.as_str(),
                    text: bytes.escape_ascii().to_string(),
                });
                let line = JsonProbe {
                    target: &self.target,
                    address: address.to_string(),
                    server_name: self.name().filter(|_| self.plaintext.is_none()),
                    dialogue: dialogue.collect(),
                    sent: attempt.hello_length,
                    received: attempt.received,
                    ending: attempt.ending.map_or("none", Ending::as_str),
                    version: attempt.flow.summary().version.map(|version| version.to_string()),
                    cipher_suite: attempt
                        .flow
                        .summary()
                        .cipher_suite
                        .map(|suite| suite.to_string()),
                };
                printer.json("probe", None, line)?;
            }
            Form::Human(palette) => {
                let style = palette.heading;
                printer.line(&format!("{style}{} ({address}){style:#}", self.target))?;
                for (from, bytes) in &attempt.dialogue {
                    printer.detail(from.as_str(), &bytes.escape_ascii().to_string())?;
                }
                if attempt.hello_length > 0 {
                    let what = match (&self.plaintext, self.name()) {
                        (Some(text), _) => text.0.escape_ascii().to_string(),
                        (None, Some(name)) => format!("a ClientHello for {name}"),
                        (None, None) => "a ClientHello without a server name".to_owned(),
                    };
                    printer.detail("sent", &format!("{what}, {} bytes", attempt.hello_length))?;
                }
                printer.detail("received", &format!("{} bytes", attempt.received))?;
                printer.detail("ended", &ended)?;
                printer.line("")?;
            }
        }
        for (peer, opening) in Peer::BOTH.into_iter().zip(&attempt.facts.openings) {
            // What was sent needs no explanation, unless it was somebody else's text.
            let explained = peer == Peer::Server || self.plaintext.is_some();
            if let Some(diagnosis) = opening.as_ref().filter(|_| explained) {
                printer.diagnosis(None, peer, diagnosis)?;
            }
        }
        if attempt.ending == Some(Ending::FirstFlight) {
            return Ok(());
        }
        if attempt.ending == Some(Ending::NotUpgraded) && attempt.dialogue.is_empty() {
            return Ok(());
        }
        printer.verdict(None, &Verdict::new(attempt.flow.summary(), &attempt.facts))
    }
}

/// Why the probe stopped, for people.
fn ended(attempt: &Attempt, patience: Duration) -> String {
    let summary = attempt.flow.summary();
    let seconds = patience.as_secs_f64();
    match attempt.ending {
        Some(Ending::FirstFlight) => {
            let mut text = match summary.handshake {
                HandshakeKind::HelloRetry => "the server asks for another ClientHello",
                _ => "the server's first flight is complete",
            }
            .to_owned();
            if let Some(version) = summary.version {
                text.extend([": ", &version.to_string()]);
            }
            if let Some(suite) = summary.cipher_suite {
                text.extend([" with ", &suite.to_string()]);
            }
            text
        }
        Some(Ending::Alert) => "the server sent an alert".to_owned(),
        Some(Ending::Closed) => "the server closed the connection".to_owned(),
        Some(Ending::Reset) => "the connection was reset".to_owned(),
        Some(Ending::TimedOut) => format!("time-out: nothing more came within {seconds} s"),
        Some(Ending::Recognised) => "it is clear what the server speaks".to_owned(),
        Some(Ending::TooLong) => format!("{ANSWER_MAX} bytes came, and no end"),
        Some(Ending::NotUpgraded) => "the server did not agree to turn to TLS".to_owned(),
        None => "nothing was waited for".to_owned(),
    }
}

#[derive(Serialize)]
struct JsonProbe<'p> {
    target: &'p str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_name: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dialogue: Vec<Said>,
    sent: usize,
    received: u64,
    ending: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher_suite: Option<String>,
}

#[derive(Serialize)]
struct Said {
    from: &'static str,
    text: String,
}
