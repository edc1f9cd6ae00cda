//! What became of a connection, in the words of the tool.

use tls_inspect::Exit;

use crate::outcome::*;
use crate::support::*;

/// The verdict of one input.
fn verdict(input: &[u8]) -> String {
    let Outcome { output, .. } = run_with(&["-q"], input);
    assert_eq!(output.lines().count(), 1, "{output}");
    output.trim_end().to_owned()
}

#[test]
fn a_capture_that_begins_at_the_server_hello() {
    let mut conversation = tls12(true);
    // The handshake of TCP and the ClientHello.
    conversation.packets.drain(..4);
    let Outcome { exit, output, .. } = run_with(&["-q"], &capture(&conversation));
    let heading = "standard input #0 192.0.2.1:51000 -> 198.51.100.7:443";
    assert!(output.starts_with(heading), "{output}");
    assert!(output.contains(" (from the middle): "), "{output}");
    assert_eq!(exit, Exit::Clean, "{output}");
}

#[test]
fn a_handshake_that_is_whole_is_not_from_the_middle() {
    let mut conversation = tls12(true);
    conversation.packets.drain(..3);
    let verdict = verdict(&capture(&conversation));
    assert!(!verdict.contains("from the middle"), "{verdict}");
    assert!(verdict.contains(": closed: "), "{verdict}");
}

#[test]
fn a_first_record_that_is_cut_off() {
    let verdict = verdict(b"16 03 01 02 00 01");
    let text = "truncated: What the client sends ends with the first 6 bytes of a record of 517.";
    assert!(verdict.ends_with(text), "{verdict}");
}

#[test]
fn one_direction_is_called_one_direction() {
    let whole = tls12(true);
    for (peer, address) in [("client", [192, 0, 2, 1]), ("server", [198, 51, 100, 7])] {
        let packets = whole.packets.iter().filter(|packet| packet[12..16] == address);
        let all: Vec<_> = packets.cloned().collect();
        let verdict = verdict(&pcap(RAW_IP, &all));
        let text = format!("Only what the {peer} sends was captured: what became of");
        assert!(verdict.contains(&text), "{verdict}");
    }
    // Without a SYN nothing shows that the client has sent anything.
    let of_server = whole.packets.iter().filter(|packet| packet[12..16] == [198, 51, 100, 7]);
    let late: Vec<_> = of_server.skip(1).cloned().collect();
    let late = verdict(&pcap(RAW_IP, &late));
    assert!(!late.contains("has sent nothing"), "{late}");
    let verdict = verdict(hex(&client_hello()).as_bytes());
    assert!(verdict.contains("Only what the client sends was captured"), "{verdict}");
}

#[test]
fn a_rule_about_content_says_nothing_of_the_order() {
    let hello = |bytes: &[u8]| hex(bytes);
    let input = format!(
        "> {}\n< {}\n< {}\n< 140303000102\n",
        hello(&client_hello()),
        hello(&server_hello()),
        hello(&certificate()),
    );
    let verdict = verdict(input.as_bytes());
    assert!(verdict.contains("broke a rule with ChangeCipherSpec (ccs-bad-value)"), "{verdict}");
}

#[test]
fn an_alert_answers_only_what_came_before_it() {
    let opening = format!("> {}\n< {}\n", hex(&client_hello()), hex(&server_hello()));
    let done = hex(&server_hello_done());
    for (rest, is_answered) in [
        (format!("< {done}\n> 1503030002020a\n"), true),
        // Of the same peer, a warning, unknown, or before it.
        (format!("< {done}\n< 1503030002020a\n"), false),
        (format!("< {done}\n> 1503030002015a\n"), false),
        (format!("< {done}\n> 150303000202c7\n"), false),
        (format!("> 1503030002020a\n< {done}\n"), false),
    ] {
        let verdict = verdict(format!("{opening}{rest}").as_bytes());
        assert_eq!(verdict.contains("answered with the alert"), is_answered, "{rest}: {verdict}");
    }
}
