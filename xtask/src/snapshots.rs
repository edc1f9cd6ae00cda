//! `cargo xtask snapshots`: compares what the tool prints with what a person has read and accepted.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::step::Step;
use crate::{Chore, Failure, root, target_directory};

pub(crate) const CHORE: Chore = Chore {
    name: "snapshots",
    arguments: "check | accept",
    summary: "check or accept what the tool prints for the fixtures",
    details: "One of these words:
  check    fails where the output for a fixture is not its snapshot in tests/snapshots, and where a
           snapshot is left over whose fixture has gone
  accept   writes the output of now as the snapshots and removes what is left over: read the diff
           before you commit it, every line is a change that users see",
    run: |arguments| match arguments {
        [word] if word == "check" => check(),
        [word] if word == "accept" => accept(),
        _ => Err(Failure::Usage("check or accept?".into())),
    },
};

pub(crate) fn check() -> Result<(), Failure> {
    let stale = stale_after_test("no")?;
    if stale.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = stale.iter().map(|path| path.display().to_string()).collect();
    Err(Failure::Failed(format!("no test uses these any more:\n  {}", names.join("\n  "))))
}

fn accept() -> Result<(), Failure> {
    for path in stale_after_test("always")? {
        println!("removed {}", path.display());
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Runs the snapshot tests; returns the snapshots that none of them looked at.
fn stale_after_test(update: &str) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(target_directory())?;
    let references = target_directory().join("snapshot-references.txt");
    // insta appends.
    fs::write(&references, "")?;
    Step::cargo("snapshots", "test --quiet --package tls-tests --test all -- snapshots::")
        .env("INSTA_UPDATE", update)
        .env("INSTA_SNAPSHOT_REFERENCES_FILE", &references)
        .run()?;
    let text = fs::read_to_string(&references)?;
    let used: BTreeSet<PathBuf> =
        text.lines().filter_map(|line| Path::new(line).canonicalize().ok()).collect();
    let mut kept = Vec::new();
    snapshots_below(&root().join("tests/snapshots").canonicalize()?, &mut kept)?;
    Ok(kept.into_iter().filter(|path| !used.contains(path)).collect())
}

fn snapshots_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            snapshots_below(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "snap") {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}
