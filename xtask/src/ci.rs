//! `cargo xtask ci`: what the continuous build checks, cheap and talkative steps first.

use std::time::Instant;

use crate::step::Step;
use crate::{Chore, Failure, fuzz, snapshots, target_directory};

pub(crate) const CHORE: Chore = Chore {
    name: "ci",
    arguments: "[STEP]...",
    summary: "run every check of the continuous build, or the steps named",
    details: "\
Steps, in this order:
  format      rustfmt has nothing to change
  lint        clippy has nothing to say, in any target of any package
  doc         rustdoc has nothing to say
  no-std      the two libraries link without std
  snapshots   the snapshots are what the tests see, and none is left over
  fuzz        every fuzz target builds and survives a few seconds (needs a C++ compiler)
  test        cargo test --workspace: every test, doc-test, fuzz seed and regression

Stops at the first step that fails.",
    run,
};

type Check = (&'static str, fn() -> Result<(), Failure>);

const CHECKS: [Check; 7] = [
    ("format", format),
    ("lint", lint),
    ("doc", doc),
    ("no-std", no_std),
    ("snapshots", snapshots::check),
    ("fuzz", fuzz_briefly),
    ("test", test),
];

/// Packages that are workspaces of their own, so that `--workspace` leaves them out.
const OUTSIDE: [&str; 2] = ["tests/no-std/Cargo.toml", "xtask/peers/rustls/Cargo.toml"];

/// For each target: enough to read every seed and find what is broken at large.
const FUZZ_SECONDS: u32 = 5;

fn run(arguments: &[String]) -> Result<(), Failure> {
    for name in arguments {
        if !CHECKS.iter().any(|(known, _)| known == name) {
            return Err(Failure::Usage(format!("there is no step {name:?}")));
        }
    }
    let chosen = |name: &str| arguments.is_empty() || arguments.iter().any(|one| one == name);
    for (name, check) in CHECKS.iter().filter(|(name, _)| chosen(name)) {
        let start = Instant::now();
        check()?;
        println!("== {name}: passed in {:.0} s", start.elapsed().as_secs_f32());
    }
    Ok(())
}

fn format() -> Result<(), Failure> {
    Step::cargo("format", "fmt --all --check").run()?;
    OUTSIDE.iter().try_for_each(|manifest| {
        Step::cargo("format", "fmt --check --manifest-path").arguments([manifest]).run()
    })
}

fn lint() -> Result<(), Failure> {
    Step::cargo("lint", "clippy --workspace --all-targets -- -D warnings").run()
}

fn doc() -> Result<(), Failure> {
    Step::cargo("doc", "doc --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings").run()
}

fn no_std() -> Result<(), Failure> {
    Step::cargo("no-std", "build --locked --manifest-path tests/no-std/Cargo.toml")
        .env("CARGO_TARGET_DIR", target_directory().join("no-std"))
        .run()
}

fn fuzz_briefly() -> Result<(), Failure> {
    let programs = fuzz::build()?;
    fuzz::targets()?
        .iter()
        .try_for_each(|name| fuzz::Target::named(name)?.run(&programs, FUZZ_SECONDS, &[]))
}

fn test() -> Result<(), Failure> {
    let mut counts = Counts::default();
    let outcome =
        Step::cargo("test", "test --workspace").run_watched(|line| counts.add_result_of(line));
    let Counts { passed, failed, ignored } = counts;
    println!("\n== test: {passed} passed, {failed} failed, {ignored} ignored in all");
    outcome
}

/// What the test programs of a run counted, taken together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Counts {
    /// Adds the last line of a test program: `test result: ok. 3 passed; 0 failed; 0 ignored; ..`.
    fn add_result_of(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let words: Vec<&str> = counts.split([' ', ';']).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u32>() else { continue };
            match pair[1] {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_add_up() {
        let mut counts = Counts::default();
        counts.add_result_of("running 3 tests");
        counts.add_result_of(
            "test result: FAILED. 2 passed; 1 failed; 4 ignored; 0 measured; 7 filtered out; finished in 0.1s",
        );
        counts.add_result_of("test result: ok. 30 passed; 0 failed; 0 ignored; 0 measured");
        assert_eq!(counts, Counts { passed: 32, failed: 1, ignored: 4 });
    }
}
