//! A command of a chore, run in the workspace's root with its name printed before it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

use crate::{Failure, root};

pub(crate) struct Step {
    name: String,
    command: Command,
}

impl Step {
    pub(crate) fn new(name: &str, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(root());
        Self { name: name.to_owned(), command }
    }

    /// `cargo` with the words of `line`; the cargo that runs this chore, so the same toolchain.
    pub(crate) fn cargo(name: &str, line: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(name, cargo).arguments(line.split_whitespace())
    }

    pub(crate) fn arguments(
        mut self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs the command to its end; an error unless it succeeds.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        self.announce();
        let status = self.command.status();
        self.judge(status)
    }

    /// The same, and shows `watch` every line of the standard output besides printing it.
    pub(crate) fn run_watched(mut self, mut watch: impl FnMut(&str)) -> Result<(), Failure> {
        self.announce();
        let mut child = self.command.stdout(Stdio::piped()).spawn()?;
        for line in
            child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines())
        {
            let line = line?;
            println!("{line}");
            watch(&line);
        }
        let status = child.wait();
        self.judge(status)
    }

    fn announce(&self) {
        println!("\n== {}: {}", self.name, shown(&self.command));
    }

    fn judge(&self, status: std::io::Result<ExitStatus>) -> Result<(), Failure> {
        let failed = |how: String| Failure::Failed(format!("{}: {how}", self.name));
        let status = status.map_err(|error| failed(error.to_string()))?;
        if status.success() { Ok(()) } else { Err(failed(status.to_string())) }
    }
}

/// The command as one would type it, its `cargo` by name and not by path.
fn shown(command: &Command) -> String {
    let program = command.get_program();
    let name = std::path::Path::new(program).file_name().unwrap_or(program);
    let environment = command.get_envs().filter_map(|(name, value)| {
        Some(format!("{}={:?}", name.to_string_lossy(), value?.to_string_lossy()))
    });
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    environment
        .chain([name.to_string_lossy().into_owned()])
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
