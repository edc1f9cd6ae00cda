//! Every target on every input that is kept, without libFuzzer.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tls_fuzz::{folder, targets};

#[test]
fn every_seed_and_regression_passes() {
    let mut failed = Vec::new();
    for (name, body) in targets() {
        let seeds = files(&format!("seeds/{name}"));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for path in seeds.into_iter().chain(files(&format!("regressions/{name}"))) {
            let input = fs::read(&path).unwrap();
            if catch_unwind(AssertUnwindSafe(|| body(&input))).is_err() {
                failed.push(path);
            }
        }
    }
    assert!(failed.is_empty(), "these inputs fail their target: {failed:#?}");
}

#[test]
fn every_target_has_a_program_and_a_place_in_the_manifest() {
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for (name, _) in targets() {
        let program = fs::read_to_string(folder(&format!("targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("body({name:?})")), "{name}");
        assert!(
            manifest.contains(&format!("name = {name:?}\npath = \"targets/{name}.rs\"")),
            "{name}"
        );
    }
    assert_eq!(files("targets").len(), targets().count(), "a program without a property");
}

#[test]
fn every_kept_input_belongs_to_a_target() {
    for kind in ["seeds", "regressions"] {
        for path in files(kind) {
            let name = path.file_name().unwrap().to_str().unwrap();
            let known = targets().any(|(target, _)| target == name);
            assert!(known || name == "README.md", "{}", path.display());
        }
    }
}

/// What is in a folder, by name; nothing where there is no such folder.
fn files(path: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(path)) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
