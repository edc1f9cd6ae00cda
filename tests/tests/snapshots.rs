//! What the tool says of every fixture, word for word: `cargo xtask snapshots accept` after a change,
//! and then read the diff.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::{assert_snapshot, with_settings};
use tls_inspect::{Exit, Streams, run};
use tls_tests::fixtures;

/// Few are enough for the machine's format: it has tests of its own.
const AS_JSON: [&str; 6] = [
    "err/http-to-nginx",
    "err/openssl-meets-tls12-early-ccs-server",
    "err/tls12-cipher-suite-not-offered",
    "ok/gap-in-certificate",
    "ok/openssl-tls12-ticket-resumed",
    "ok/opened-openssl-tls13-early-data",
];

#[test]
fn human_output() {
    let names = fixtures::transcripts().into_iter().map(|(name, _)| name);
    check_all(names, |name| {
        let output = output_of(&format!("transcripts/{name}.txt"), "human");
        let (folder, name) = name.split_once('/').expect("a shelf and a name");
        snapshot(folder, name, &output);
    });
}

#[test]
fn human_output_of_captures() {
    let captures = fs::read_dir(fixtures::folder("captures")).unwrap();
    let names = captures.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    check_all(names, |name| {
        snapshot("captures", name, &output_of(&format!("captures/{name}"), "human"));
    });
}

#[test]
fn json_output() {
    check_all(AS_JSON.map(str::to_owned).into_iter(), |name| {
        let output = output_of(&format!("transcripts/{name}.txt"), "json");
        snapshot("json", &name.replace('/', "-"), &output);
    });
}

/// Checks them all before it fails, so that one run shows every difference.
fn check_all(names: impl Iterator<Item = String>, check: impl Fn(&str)) {
    let differ = |name: &String| catch_unwind(AssertUnwindSafe(|| check(name))).is_err();
    let wrong: Vec<String> = names.filter(differ).collect();
    assert!(wrong.is_empty(), "the output differs for {wrong:#?}");
}

/// What the tool writes about a file that it reads from its standard input, so that no output
/// depends on where the sources are; and its exit status.
fn output_of(path: &str, format: &str) -> String {
    let content = fs::read(fixtures::folder(path)).expect("a fixture");
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams = Streams {
        input: &mut content.as_slice(),
        output: &mut output,
        errors: &mut errors,
        colour: false,
    };
    let status = match run(["tls-inspect", "--format", format], streams) {
        Exit::Clean => 0,
        Exit::Found => 1,
        Exit::Unreadable => 2,
    };
    let text = String::from_utf8([output, errors].concat()).expect("output is UTF-8");
    format!("{text}exit status {status}\n")
}

fn snapshot(folder: &str, name: &str, output: &str) {
    with_settings!({
        snapshot_path => format!("../snapshots/{folder}"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        assert_snapshot!(name, output);
    });
}
