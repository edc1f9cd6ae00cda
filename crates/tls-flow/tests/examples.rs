//! The examples run, and what they assert holds. `cargo test` has built them beside this test.

use std::path::PathBuf;
use std::process::Command;

const EXAMPLES: [&str; 7] =
    ["observer", "guard", "starttls", "postgresql", "eap_tls", "quic", "by_hand"];

#[test]
fn every_example_runs_to_its_end() {
    let test = std::env::current_exe().unwrap();
    let built: PathBuf = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples");
    for name in EXAMPLES {
        let path = built.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let output = Command::new(&path).output();
        let output = output.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
        assert!(!output.stdout.is_empty(), "{name} shows nothing");
    }
}
