//! `tls-inspect explain`, as it is run.

use serde_json::Value;
use tls_flow::diagnosis::Cause;
use tls_inspect::Exit;

use crate::outcome::{Outcome, json_lines, run_with};

fn explain(arguments: &[&str], input: &[u8]) -> (Exit, String, String) {
    let Outcome { exit, output, errors } = run_with(&[&["explain"], arguments].concat(), input);
    (exit, output, errors)
}

fn json(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let (_, output, _) = explain(&[&["--format", "json"], arguments].concat(), input);
    json_lines(&output)
}

#[test]
fn bytes_are_explained_with_everything_that_the_catalogue_knows() {
    let (exit, output, _) = explain(&["--from", "server"], b"HTTP/1.1 400 Bad Request\r\n\r\n");
    assert_eq!(exit, Exit::Found);
    for expected in [
        "server: http, not TLS: http-response (certain)\n",
        "  bytes:     48 54 54 50 2f ",
        "  as record: type 72, version 0x5454, length 20527\n",
        "  meaning:   The server answered in plain HTTP",
        "  guide:     cause 1 (not TLS)",
        "  remedies:  - Confirm it",
        "`listen 443 ssl;`",
        "server gave HTTP response to HTTPS client\n",
        "=> not-tls: The server speaks http, not TLS (http-response).\n",
    ] {
        assert!(output.contains(expected), "{expected}\n{output}");
    }
}

#[test]
fn hexadecimal_and_transcripts_are_read_as_elsewhere() {
    let (_, output, _) = explain(&["--from", "server"], b"48 54 54 50 2f 31 2e 31 20 32 30 30\n");
    assert!(output.contains("http-response"), "{output}");
    let transcript = b"@ title a database\n> 00000008 04d2162f\n< 4e\n< end\n";
    let (_, output, _) = explain(&[], transcript);
    assert_eq!(output.matches("PostgreSQL's own start").count(), 1, "{output}");
    assert_eq!(output.matches("  meaning:   as above\n").count(), 1, "{output}");
    let lines = json(&[], transcript);
    let causes: Vec<_> = lines.iter().filter(|line| line["event"] == "explanation").collect();
    assert_eq!(causes.len(), 2, "{lines:?}");
    assert!(causes.iter().all(|line| line["cause"] == "postgres-sslrequest"), "{causes:?}");
    assert_eq!(causes[1]["from"], "server");
    assert_eq!(causes[1]["evidence"]["text"], "N");
}

#[test]
fn an_alert_is_decoded() {
    let lines = json(&["--from", "server"], b"15 03 01 00 02 02 16\n");
    assert_eq!(lines[0]["cause"], "alert-first");
    assert_eq!(lines[0]["evidence"]["alert"]["name"], "record_overflow");
    assert_eq!(lines[0]["evidence"]["alert"]["sent_by"], "NSS");
    assert_eq!(lines[0]["evidence"]["as_record"]["type"], 21);
}

#[test]
fn what_is_tls_is_nothing_to_complain_of() {
    let hello = include_str!("../../../../tests/transcripts/err/tls-to-smtp.txt");
    let hello = hello.split_once("> ").unwrap().1.split("\n<").next().unwrap();
    let (exit, output, _) = explain(&[], hello.as_bytes());
    assert_eq!(exit, Exit::Clean, "{output}");
    assert!(output.contains("client: tls-handshake: ok-client-hello (certain)\n"), "{output}");
}

#[test]
fn the_number_in_a_message_gives_away_the_bytes() {
    let text = "tls: oversized record received with length 20527";
    let (exit, output, _) = explain(&["--message", text], b"");
    assert_eq!(exit, Exit::Clean);
    assert!(output.starts_with(&format!("{text}\nhttp-response (likely)\n")), "{output}");
    assert!(output.contains("48 54 54 50 2f \"HTTP/\""), "{output}");
    let lines = json(&["--message", "Invalid receive (size = 369295616"], b"");
    assert_eq!(lines[0]["cause"], "tls-to-plaintext-service", "{lines:?}");
    assert_eq!(lines[0]["evidence"]["bytes"], "16030100");
}

#[test]
fn a_message_that_fits_many_causes_names_them_all() {
    let (exit, output, _) = explain(&["--message", "wrong version number"], b"");
    assert_eq!(exit, Exit::Clean);
    assert!(output.contains("\nhttp-response (possible)\n"), "{output}");
    assert!(output.contains("\n  smtp-starttls (possible): "), "{output}");
}

#[test]
fn a_message_that_is_not_known_is_not_explained() {
    let (exit, output, errors) = explain(&["--message", "the weather is fine"], b"");
    assert_eq!((exit, errors.as_str()), (Exit::Found, ""));
    assert!(output.contains("nothing that is in the catalogue"), "{output}");
}

#[test]
fn the_catalogue_is_listed_and_its_entries_are_printed() {
    let lines = json(&["--list"], b"");
    assert_eq!(lines.len(), Cause::all().count());
    for (line, cause) in lines.iter().zip(Cause::all()) {
        assert_eq!(line["cause"], cause.id);
        let (exit, output, _) = explain(&["--cause", cause.id], b"");
        assert_eq!(exit, Exit::Clean);
        assert!(output.starts_with(cause.id), "{output}");
        assert_eq!(json(&["--cause", cause.id], b"")[0], *line);
    }
    let (exit, _, errors) = explain(&["--cause", "gremlins"], b"");
    assert_eq!(exit, Exit::Unreadable);
    assert!(errors.contains("gremlins"), "{errors}");
}

#[test]
fn bytes_and_the_catalogue_are_not_asked_at_once() {
    for arguments in [
        &["--message", "x", "--list"][..],
        &["--message", "x", "--cause", "ssh"],
        &["--list", "FILE"],
        &["--cause", "ssh", "FILE"],
    ] {
        let (exit, output, errors) = explain(arguments, b"");
        assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""), "{arguments:?}");
        assert!(errors.contains("cannot be used with"), "{errors}");
    }
}
