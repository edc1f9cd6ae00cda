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
    fuzz::targets()?.iter().try_for_each(|name| fuzz::Target::named(name)?.run(FUZZ_SECONDS, &[]))
}

fn test() -> Result<(), Failure> {
    Step::cargo("test", "test --workspace").run()
}
