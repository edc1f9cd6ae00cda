//! How a run ends, and what it says of that.

use std::io::{self, Write};

use tls_inspect::{Exit, Streams, run};

use crate::outcome::*;
use crate::support::*;

#[test]
fn exit_statuses() {
    let good = capture(&tls12(true));
    let bad = capture(&tls12(false));
    let http = b"GET / HTTP/1.1\r\n\r\n";
    let exit = |arguments: &[&str], input: &[u8]| run_with(arguments, input).exit;
    assert_eq!(exit(&[], &good), Exit::Clean);
    assert_eq!(exit(&[], &bad), Exit::Found);
    assert_eq!(exit(&["--fail-on", "never"], &bad), Exit::Clean);
    assert_eq!(exit(&["--fail-on", "suspicious"], &bad), Exit::Found);
    assert_eq!(exit(&[], http), Exit::Found);
    assert_eq!(exit(&["--fail-on", "never"], http), Exit::Clean);
    // An early end is not even suspicious, but it is a finding.
    let early = capture(&tls12(true))[..900].to_vec();
    assert_eq!(exit(&["--fail-on", "informational"], &early), Exit::Unreadable);
}

#[test]
fn usage() {
    let Outcome { exit, output, errors } = run_with(&["--help"], b"");
    for text in
        ["Usage: tls-inspect", "Inputs, told apart", "Examples:", "Exit status:", "--fail-on"]
    {
        assert!(output.contains(text), "{text}");
    }
    assert_eq!((exit, errors.as_str()), (Exit::Clean, ""));
    for arguments in [
        &["--no-such-option"][..],
        &["--format", "xml"],
        &["--client", "a"],
        &["--client", "a", "--server", "b", "c"],
    ] {
        let Outcome { exit, output, errors } = run_with(arguments, b"");
        assert!(errors.starts_with("error: "), "{errors}");
        assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""));
    }
}

#[test]
fn bad_inputs() {
    let truncated = capture(&tls12(false));
    let truncated = &truncated[..truncated.len() - 1];
    let directory = env!("CARGO_MANIFEST_DIR");
    let inputs: [(&[&str], &[u8], String); 7] = [
        (
            &["/no/such/file"],
            b"",
            "/no/such/file: cannot read: No such file or directory".to_owned(),
        ),
        (&[directory], b"", format!("{directory}: is a directory, not a file\n")),
        (&[], b"", "standard input: is empty: there is nothing to inspect\n".to_owned()),
        (
            &[],
            b"16 03 0",
            "standard input: line 1, column 7 (byte 6): an odd number of hex digits".to_owned(),
        ),
        (
            &[],
            b"> 16\n> 1g",
            "standard input: line 2, column 4 (byte 8): 'g' is not a hex digit\n".to_owned(),
        ),
        (
            &["--input-format", "pcap"],
            b"no capture, but text",
            "standard input: byte 0: is no pcap file: it begins with 6e 6f 20 63".to_owned(),
        ),
        (
            &[],
            truncated,
            format!(
                "standard input: byte {}: the capture ends within a packet: 56 bytes were announced, 55 are there\n",
                truncated.len() - 55
            ),
        ),
    ];
    for (arguments, input, message) in inputs {
        let Outcome { exit, errors, .. } = run_with(arguments, input);
        assert!(errors.starts_with(&format!("tls-inspect: {message}")), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert_eq!(exit, Exit::Unreadable, "{errors}");
        let lines = json(arguments, input);
        let capture = &lines[lines.len() - 1];
        assert!(errors.contains(capture["error"].as_str().unwrap()));
    }
    // What stood before the damage is reported.
    let Outcome { output, .. } = run_with(&["-q"], truncated);
    assert!(output.contains(": violated: The server sent ServerHelloDone"), "{output}");
}

#[test]
fn one_bad_input_does_not_keep_the_others_from_being_read() {
    let good = TemporaryFile::new(&capture(&tls12(true)));
    let Outcome { exit, output, errors } = run_with(&["-q", "/no/such/file", good.path()], b"");
    assert!(output.contains(": closed: "), "{output}");
    assert!(errors.starts_with("tls-inspect: /no/such/file: "));
    assert_eq!(exit, Exit::Unreadable);
}

#[test]
fn a_mistake_in_hexadecimal_keeps_what_stands_before_it() {
    for input in ["16 03 0", "> 16 03 0", "16 03 zz"] {
        let Outcome { exit, output, errors } = run_with(&["-q"], input.as_bytes());
        assert!(output.contains("ends with the first 2 bytes of a record."), "{input}: {output}");
        assert!(errors.contains("(byte "), "{errors}");
        assert_eq!(exit, Exit::Unreadable);
    }
    for (arguments, input) in
        [(&["--input-format", "hex"][..], "1"), (&["--input-format", "transcript"], "> 1")]
    {
        let Outcome { exit, output, .. } = run_with(arguments, input.as_bytes());
        assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""));
    }
}

#[test]
fn the_head_of_a_pcapng_file_is_a_damaged_capture() {
    for length in [4, 8, 11] {
        let head = &b"\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a"[..length];
        let Outcome { exit, output, errors } = run_with(&[], head);
        assert!(errors.contains("ends within the section header"), "{errors}");
        assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""));
    }
}

#[test]
fn the_standard_input_is_one_direction_only() {
    let Outcome { exit, output, errors } = run_with(&["--client", "-", "--server", "-"], b"\x16");
    let message = "standard input: can give one direction only: name a file for the other\n";
    assert_eq!(errors, format!("tls-inspect: {message}"));
    assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""));
}

/// Takes a few bytes, then no more.
struct Closing {
    left: usize,
    kind: io::ErrorKind,
}

impl Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(self.kind.into());
        }
        let length = bytes.len().min(self.left);
        self.left -= length;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_output_that_is_closed_ends_the_run() {
    let file = TemporaryFile::new(&capture(&tls12(true)));
    for left in [0, 10, 300] {
        for format in ["human", "json"] {
            let run_into = |kind| {
                let mut errors = Vec::new();
                let streams = Streams {
                    input: &mut io::empty(),
                    output: &mut Closing { left, kind },
                    errors: &mut errors,
                    colour: false,
                };
                let exit = run(["tls-inspect", "--format", format, file.path()], streams);
                (exit, String::from_utf8(errors).unwrap())
            };
            assert_eq!(run_into(io::ErrorKind::BrokenPipe), (Exit::Clean, String::new()));
            let (exit, errors) = run_into(io::ErrorKind::StorageFull);
            assert_eq!(exit, Exit::Unreadable);
            assert!(errors.starts_with("tls-inspect: cannot write: "), "{errors}");
        }
    }
}
