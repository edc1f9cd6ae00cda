//! The chores of this workspace, as code: `cargo xtask help` lists them, `cargo xtask help CHORE`
//! explains one. What the continuous build checks is `cargo xtask ci`, so a laptop can too.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a chore is not in a hurry: the plain spelling is worth more than an allocation"
)]

mod ci;
mod fuzz;
mod record;
mod rules;
mod snapshots;
mod step;
mod tables;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One chore: a row of the help, and the function behind it.
struct Chore {
    name: &'static str,
    arguments: &'static str,
    summary: &'static str,
    details: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

const CHORES: &[Chore] =
    &[ci::CHORE, snapshots::CHORE, fuzz::CHORE, record::CHORE, rules::CHORE, tables::CHORE, BENCH];

const BENCH: Chore = Chore {
    name: "bench",
    arguments: "[FILTER]",
    summary: "measure the two libraries",
    details: "Runs `cargo bench -p tls-bench`, with FILTER passed on to the benchmarks.",
    run: |arguments| {
        step::Step::cargo("bench", "bench --package tls-bench --").arguments(arguments).run()
    },
};

/// Why a chore did not do what it was asked for.
enum Failure {
    /// The command line makes no sense: shown with the chore's usage, exit status 2.
    Usage(String),
    /// The chore ran and did not succeed: exit status 1.
    Failed(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.to_string())
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", overview());
        return ExitCode::from(2);
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        return help(rest.first().map(String::as_str));
    }
    let Some(chore) = find(name) else {
        eprint!("There is no chore {name:?}.\n\n{}", overview());
        return ExitCode::from(2);
    };
    if rest.iter().any(|argument| argument == "--help" || argument == "-h") {
        return help(Some(chore.name));
    }
    match (chore.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            eprint!("{message}\n\n{}", usage(chore));
            ExitCode::from(2)
        }
        Err(Failure::Failed(message)) => {
            eprintln!("{}: {message}", chore.name);
            ExitCode::FAILURE
        }
    }
}

fn help(name: Option<&str>) -> ExitCode {
    let Some(name) = name else {
        print!("{}", overview());
        return ExitCode::SUCCESS;
    };
    let Some(chore) = find(name) else {
        eprint!("There is no chore {name:?}.\n\n{}", overview());
        return ExitCode::from(2);
    };
    print!("{}", usage(chore));
    ExitCode::SUCCESS
}

fn find(name: &str) -> Option<&'static Chore> {
    CHORES.iter().find(|chore| chore.name == name)
}

fn overview() -> String {
    let mut text = String::from("Usage: cargo xtask CHORE [ARGUMENTS]\n\n");
    for Chore { name, summary, .. } in CHORES {
        text += &format!("  {name:<10} {summary}\n");
    }
    text += "  help       this list; `help CHORE` explains one\n";
    text
}

fn usage(Chore { name, arguments, details, .. }: &Chore) -> String {
    format!("Usage: cargo xtask {name} {arguments}\n\n{details}\n")
}

/// The workspace's root directory.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where this build puts its artifacts: what the chores generate and nobody commits goes below it.
fn target_directory() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chore_is_listed_once_and_explains_itself() {
        let text = overview();
        for chore in CHORES {
            assert_eq!(text.matches(&format!("\n  {} ", chore.name)).count(), 1, "{}", chore.name);
            assert!(usage(chore).len() > chore.name.len() + 40, "{}", chore.name);
        }
    }
}
