//! What the tool prints.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use tls_inspect::{Exit, Streams, run};

use crate::outcome::*;
use crate::support::*;

fn of_event<'l>(lines: &'l [Value], event: &str) -> Vec<&'l Value> {
    lines.iter().filter(|line| line["event"] == event).collect()
}

#[test]
fn a_whole_connection_for_people() {
    let Outcome { exit, output, errors } = run_with(&[], &capture(&tls12(true)));
    let expected = "\
standard input #0 192.0.2.1:51000 -> 198.51.100.7:443 2023-11-14T22:13:20.250000Z
  client         5  ClientHello          TLS 1.2; for example.com; 2 cipher suites
  server         5  ServerHello          TLS 1.2; TLS_RSA_WITH_AES_128_CBC_SHA
  server        63  Certificate
  server        81  ServerHelloDone
  client        79  ClientKeyExchange
  client       213  ChangeCipherSpec
  client       219  handshake            1 protected record, 64 bytes
  server        85  ChangeCipherSpec
  server        91  handshake            1 protected record, 64 bytes
  client       288  application_data     1 protected record, 64 bytes
  server       160  application_data     2 protected records, 128 bytes
  client       357  alert                1 protected record, 64 bytes
  server       298  alert                1 protected record, 64 bytes
  client       426  (end)                FIN
  server       367  (end)                FIN
  => closed: TLS 1.2 was established in a full handshake with TLS_RSA_WITH_AES_128_CBC_SHA and ended
             with an encrypted alert.

";
    assert_eq!(output, expected);
    assert_eq!(errors, "");
    assert_eq!(exit, Exit::Clean);
}

#[test]
fn a_violation_for_people() {
    let Outcome { exit, output, .. } = run_with(&[], &capture(&tls12(false)));
    let finding = "
  VIOLATION: hs12-cert-missing by the server at byte 63, record 1
    seen:      ServerHelloDone
    expected:  Certificate";
    assert!(output.contains(finding), "{output}");
    assert!(output.contains("\n    source:    RFC "), "{output}");
    assert!(
        output.contains("\n    alert:     the client owes unexpected_message (10)\n"),
        "{output}"
    );
    assert!(
        output.contains("=> violated: The server sent ServerHelloDone where Certificate was due")
    );
    assert_eq!(exit, Exit::Found);
}

#[test]
fn first_bytes_that_are_not_tls_for_people() {
    let Outcome { exit, output, .. } =
        run_with(&[], b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");
    assert!(
        output.contains("  NOT TLS but http: http-request by the client (certain)\n"),
        "{output}"
    );
    assert!(output.contains("    bytes:     47 45 54 20 2f \"GET /\" at byte 0\n"), "{output}");
    assert!(output.contains("\n    remedies:  - "), "{output}");
    assert!(output.contains("=> not-tls: The client speaks http, not TLS (http-request).\n"));
    assert_eq!(exit, Exit::Found);
}

#[test]
fn quiet_is_a_line_for_each_connection() {
    let good = TemporaryFile::new(&capture(&tls12(true)));
    let bad = TemporaryFile::new(&capture(&tls12(false)));
    let Outcome { output, .. } = run_with(&["-q", good.path(), bad.path()], b"");
    let lines: Vec<_> = output.lines().collect();
    assert_eq!(lines.len(), 2, "{output}");
    assert!(lines[0].starts_with(&format!("{} #0 192.0.2.1:51000 -> ", good.path())));
    assert!(lines[0].contains(": closed: TLS 1.2 was established"));
    assert!(lines[1].starts_with(&format!("{} #1 192.0.2.1:51000 -> ", bad.path())));
    assert!(lines[1].contains(": violated: The server sent ServerHelloDone"));

    let lines = json(&["--quiet", good.path()], b"");
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["connection-start", "summary", "capture"]);
}

#[test]
fn a_whole_connection_as_json() {
    let lines = json(&[], &capture(&tls12(true)));
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events[..4], ["connection-start", "opening", "record", "handshake"]);
    assert_eq!(events[events.len() - 2..], ["summary", "capture"]);
    for line in &lines[..lines.len() - 1] {
        assert_eq!(line["connection"], 0, "{line}");
    }

    let start = &lines[0];
    assert_eq!(start["client"], "192.0.2.1:51000");
    assert_eq!(start["server"], "198.51.100.7:443");
    assert_eq!((start["index"].as_u64(), start["syn"].as_bool()), (Some(0), Some(true)));
    let opening = &lines[1];
    assert_eq!(opening["class"], "tls-handshake");
    assert_eq!(opening["cause"], "ok-client-hello");
    assert_eq!(opening["confidence"], "certain");
    assert!(opening["evidence"].as_str().unwrap().starts_with("160303"));

    let records = of_event(&lines, "record");
    assert_eq!(records.len(), 14);
    let first = serde_json::json!({"event": "record", "connection": 0, "from": "client",
        "offset": 0, "index": 0, "type": 22, "version": 771, "length": 69});
    assert_eq!(*records[0], first);

    let messages = of_event(&lines, "handshake");
    let hello = messages[0];
    assert_eq!(hello["name"], "ClientHello");
    assert_eq!((hello["offset"].as_u64(), hello["record"].as_u64()), (Some(5), Some(0)));
    assert_eq!((hello["type"].as_u64(), hello["length"].as_u64()), (Some(1), Some(65)));
    assert_eq!(hello["version"], 771);
    assert_eq!(hello["random"], "c1".repeat(32));
    assert_eq!(hello["session_id"], "");
    assert_eq!(hello["cipher_suites"], serde_json::json!([47, 255]));
    assert_eq!(hello["server_name"], "example.com");
    let extension = serde_json::json!([{"type": 0, "name": "server_name", "length": 16}]);
    assert_eq!(hello["extensions"], extension);
    assert_eq!(messages[1]["cipher_suite"], 47);
    assert_eq!(messages[1]["session_id"], "73657373");
    assert!(messages[2].get("version").is_none());

    assert_eq!(of_event(&lines, "change-cipher-spec").len(), 2);
    let types: Vec<_> =
        of_event(&lines, "protected").iter().map(|l| l["type"].as_u64().unwrap()).collect();
    assert_eq!(types, [22, 22, 23, 23, 23, 21, 21]);
    assert_eq!(of_event(&lines, "end")[0]["how"], "fin");

    let summary = of_event(&lines, "summary")[0];
    assert_eq!(
        (summary["version"].as_u64(), summary["cipher_suite"].as_u64()),
        (Some(771), Some(47))
    );
    assert_eq!((&summary["handshake"], &summary["verdict"]), (&"full".into(), &"closed".into()));
    assert_eq!(summary["established"], true);
    assert!(summary["state"]["client"].is_string());
    assert!(summary["expected"]["server"].is_array());
    assert_eq!(summary["findings"]["violation"], 0);
    assert!(summary["message"].as_str().unwrap().ends_with("encrypted alert."));

    let capture = &lines[lines.len() - 1];
    assert_eq!((&capture["format"], &capture["packets"]), (&"pcap".into(), &20.into()));
    assert_eq!(capture["file"], "standard input");
    assert_eq!(capture["warnings"], serde_json::json!([]));
}

#[test]
fn a_violation_as_json() {
    let lines = json(&[], &capture(&tls12(false)));
    let findings = of_event(&lines, "finding");
    let finding = findings[0];
    assert_eq!(finding["rule"], "hs12-cert-missing");
    assert_eq!((&finding["severity"], &finding["from"]), (&"violation".into(), &"server".into()));
    assert_eq!((finding["offset"].as_u64(), finding["record"].as_u64()), (Some(63), Some(1)));
    assert_eq!(finding["seen"], "ServerHelloDone");
    assert_eq!(finding["expected"], serde_json::json!(["Certificate"]));
    assert_eq!(finding["alert"], serde_json::json!({"code": 10, "name": "unexpected_message"}));
    assert!(finding["source"].as_str().unwrap().starts_with("RFC "));
    assert!(!finding["explanation"].as_str().unwrap().is_empty());
    assert_eq!(of_event(&lines, "summary")[0]["findings"]["violation"], findings.len());
}

#[test]
fn steps_of_a_transcript_as_json() {
    let transcript = "\
@ title an opened conversation
< record alert 02 28
> record heartbeat 01 00 10 ff
> record application_data 61 62
> record ? 9
> gap 3
> end
";
    let lines = json(&[], transcript.as_bytes());
    let start = &lines[0];
    assert_eq!((&start["client"], &start["server"]), (&"client".into(), &"server".into()));
    assert_eq!(start["title"], "an opened conversation");
    assert!(start.get("syn").is_none());
    let alert = of_event(&lines, "alert")[0];
    assert_eq!((alert["level"].as_u64(), alert["description"].as_u64()), (Some(2), Some(40)));
    assert_eq!(alert["name"], "handshake_failure");
    let heartbeat = of_event(&lines, "heartbeat")[0];
    assert_eq!((&heartbeat["type"], &heartbeat["payload_length"]), (&1.into(), &16.into()));
    assert_eq!(of_event(&lines, "application-data")[0]["length"], 2);
    assert_eq!(of_event(&lines, "gap")[0]["length"], 3);
    let how: Vec<_> = of_event(&lines, "end").iter().map(|end| end["how"].clone()).collect();
    assert_eq!(how, ["fin", "capture-end"]);
    assert_eq!(lines[lines.len() - 1]["format"], "transcript");
}

#[test]
fn quic_has_levels_and_no_records() {
    let finished = format!("> quic handshake 14 00 00 04 {}\n", "00 ".repeat(4));
    let lines = json(&[], format!("@ carriage quic\n{finished}").as_bytes());
    let message = of_event(&lines, "handshake")[0];
    assert_eq!((&message["name"], &message["level"]), (&"Finished".into(), &"handshake".into()));
    assert!(message.get("record").is_none());
}

#[test]
fn a_record_that_is_cut_off_is_not_printed() {
    let mut conversation = Conversation::opened();
    let hello = client_hello();
    let (first, rest) = hello.split_at(20);
    conversation.client(first);
    let before = of_event(&json(&[], &capture(&conversation)), "record").len();
    conversation.client(rest);
    let after = of_event(&json(&[], &capture(&conversation)), "record").len();
    assert_eq!((before, after), (0, 1));
}

#[test]
fn records_around_a_gap() {
    let mut conversation = tls12(true);
    // The first of two protected records of the server.
    conversation.packets.remove(13);
    let Outcome { output, .. } = run_with(&[], &capture(&conversation));
    assert!(
        output.contains("  server       160  (gap)                69 bytes are missing here\n"),
        "{output}"
    );
    assert!(output.contains("(69 bytes are missing).\n"), "{output}");
}

#[test]
fn connections_of_all_inputs_are_counted_through() {
    let one = TemporaryFile::new(&capture(&tls12(true)));
    let two = TemporaryFile::new(b"> 16 03 01 00 05");
    let lines = json(&[one.path(), two.path(), "-"], b"GET / HTTP/1.1\r\n\r\n");
    let starts = of_event(&lines, "connection-start");
    let numbers: Vec<_> =
        starts.iter().map(|start| start["connection"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [0, 1, 2]);
    let captures = of_event(&lines, "capture");
    let formats: Vec<_> =
        captures.iter().map(|capture| capture["format"].as_str().unwrap()).collect();
    assert_eq!(formats, ["pcap", "transcript", "raw"]);
    assert_eq!(captures[1]["file"], two.path());
}

#[test]
fn bytes_of_one_side() {
    let hello = server_hello();
    let lines = json(&["--from", "server", "--input-format", "raw"], &hello);
    let opening = of_event(&lines, "opening");
    assert_eq!(
        (&opening[0]["from"], &opening[0]["cause"]),
        (&"server".into(), &"ok-server-hello".into())
    );
    assert_eq!(of_event(&lines, "finding").len(), 0);
}

#[test]
fn both_sides_from_a_file_each() {
    let mut sides = [Vec::new(), Vec::new()];
    for (side, part) in [
        (0, client_hello()),
        (1, server_hello()),
        (1, certificate()),
        (1, server_hello_done()),
        (0, client_key_exchange()),
        (0, change_cipher_spec()),
        (0, protected(22)),
        (1, change_cipher_spec()),
        (1, protected(22)),
        (0, protected(23)),
    ] {
        sides[side].extend(part);
    }
    let [client, server] = sides.map(|side| TemporaryFile::new(&side));
    let arguments = ["--client", client.path(), "--server", server.path()];
    let Outcome { exit, output, errors } = run_with(&arguments, b"");
    assert!(
        output.contains("=> established: TLS 1.2 was established in a full handshake"),
        "{output}"
    );
    assert_eq!((exit, errors.as_str()), (Exit::Clean, ""));

    let bytes = fs::read(client.path()).unwrap();
    let arguments = ["-q", "--client", "-", "--server", server.path()];
    let piped = run_with(&arguments, &bytes);
    assert!(piped.output.contains(": established: "), "{}", piped.output);
    let Outcome { exit, errors, .. } =
        run_with(&["--client", "/no/such", "--server", server.path()], b"");
    assert!(errors.starts_with("tls-inspect: /no/such: cannot read: "), "{errors}");
    assert_eq!(exit, Exit::Unreadable);
}

#[test]
fn colour_only_where_it_is_wanted() {
    let http = b"GET / HTTP/1.1\r\n\r\n";
    let coloured = |arguments: &[&str], terminal: bool| {
        let mut output = Vec::new();
        let streams = Streams {
            input: &mut &http[..],
            output: &mut output,
            errors: &mut Vec::new(),
            colour: terminal,
        };
        run([&["tls-inspect"], arguments].concat(), streams);
        output.contains(&0x1b)
    };
    assert!(!coloured(&[], false));
    assert!(coloured(&[], true));
    assert!(coloured(&["--color", "always"], false));
    assert!(!coloured(&["--color", "never"], true));
    assert!(!coloured(&["--format", "json"], true));
}

#[test]
fn nothing_from_the_wire_reaches_a_terminal_raw() {
    let mut hello = client_hello();
    let name = hello.windows(7).position(|bytes| bytes == b"example").unwrap();
    hello[name..name + 4].copy_from_slice(b"\x1b[2J");
    for arguments in [&[][..], &["--format", "json"]] {
        let Outcome { output, .. } = run_with(arguments, &hello);
        assert!(output.contains("[2J"), "{output}");
        assert!(!output.contains('\x1b'), "{output}");
    }
}

#[test]
fn levels_stand_apart_from_details() {
    let hello = client_hello();
    let text = format!("@ carriage quic\n> quic initial {}\n> end\n", hex(&hello[5..]));
    let Outcome { output, .. } = run_with(&[], text.as_bytes());
    assert!(output.contains("2 cipher suites; initial\n"), "{output}");
    // What came over QUIC was no silence.
    assert!(!output.contains("no-data"), "{output}");
}

#[test]
fn a_rule_that_is_broken_again_and_again_is_told_three_times_and_counted() {
    let alerts = "< 15030300020164\n> 15030300020164\n".repeat(1200);
    let text = format!(
        "> {}\n< {}\n< {}\n{alerts}< {}\n",
        hex(&client_hello()),
        hex(&server_hello()),
        hex(&certificate()),
        hex(&server_hello())
    );
    let lines = json(&[], text.as_bytes());
    let findings = of_event(&lines, "finding");
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for finding in &findings {
        let [rule, from] = ["rule", "from"].map(|key| finding[key].as_str().unwrap());
        places.entry((rule, from)).or_default().push(finding["offset"].as_u64().unwrap());
    }
    let Outcome { output, .. } = run_with(&[], text.as_bytes());
    for ((rule, from), offsets) in &places {
        let told = format!(": {rule} by the {from} at byte ");
        assert_eq!(output.matches(&told).count(), offsets.len().min(3), "{rule}");
        let counted = format!(" more of {rule} by the {from}, ");
        assert_eq!(output.contains(&counted), offsets.len() > 3, "{rule}");
    }
    let alerts = &places[&("alert-no-renegotiation-context", "client")];
    assert_eq!(alerts.len(), 1200);
    let last = alerts[1199];
    let end = format!(
        "  ... and 1197 more of alert-no-renegotiation-context by the client, \
         the last at byte {last}\n  => violated: "
    );
    assert!(output.contains(&end), "{output}");
    // Nothing hides a violation, however many lines and findings stand before it.
    assert!(output.contains("  ... and 1404 lines more\n  VIOLATION: hs-duplicate-server-hello "));
    let [summary] = of_event(&lines, "summary")[..] else { panic!("one connection") };
    let counts = summary["findings"].as_object().unwrap().values();
    let counted: u64 = counts.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(usize::try_from(counted).unwrap(), findings.len());
}

#[test]
fn names_and_titles_reach_no_terminal_raw() {
    let Outcome { output, .. } = run_with(&[], b"@ title a\x1b[2Jb\n> 16\n");
    // A character that no text has makes the input raw, unless it is said what it is.
    assert!(!output.contains('\x1b'), "{output}");
    let arguments = ["--input-format", "transcript", "-q"];
    let Outcome { output, .. } = run_with(&arguments, b"@ title a\x1b[2Jb\n> 16\n");
    assert!(output.contains("a\\x1b[2Jb"), "{output:?}");
    let Outcome { errors, .. } = run_with(&["/no/such\x1b[2J"], b"");
    assert!(errors.contains("/no/such\\x1b[2J: "), "{errors:?}");
}
