//! Runs the tool on bytes.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;
use tls_inspect::{Exit, Streams, run};

use crate::support::*;

/// What a run gave.
pub(crate) struct Outcome {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Every line as JSON.
pub(crate) fn json_lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn run_with(arguments: &[&str], mut input: &[u8]) -> Outcome {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams =
        Streams { input: &mut input, output: &mut output, errors: &mut errors, colour: false };
    let exit = run([&["tls-inspect"], arguments].concat(), streams);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { exit, output: text(output), errors: text(errors) }
}

/// What it prints as JSON.
pub(crate) fn json(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    json_lines(&run_with(&[&["--format", "json"], arguments].concat(), input).output)
}

pub(crate) fn capture(conversation: &Conversation) -> Vec<u8> {
    pcap(RAW_IP, &conversation.packets)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// A file that is removed when the test is over.
pub(crate) struct TemporaryFile(PathBuf);

impl TemporaryFile {
    pub(crate) fn new(content: &[u8]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tls-inspect-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
