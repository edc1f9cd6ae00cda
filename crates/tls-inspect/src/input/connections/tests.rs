use super::*;
use crate::input::numbers::Numbers;
use crate::input::recorder::Recorder;

const CLIENT: u16 = 1000;
const SERVER: u16 = 443;

fn endpoint(port: u16) -> SocketAddr {
    let host = if port == SERVER { 2 } else { 1 };
    ([10, 0, 0, host], port).into()
}

/// A segment, from its flags as letters, its numbers and its payload.
fn from(
    source: u16,
    flags: &str,
    sequence: u32,
    ack: u32,
    payload: &'static [u8],
) -> Segment<'static> {
    let destination = if source == SERVER { CLIENT } else { SERVER };
    Segment {
        source: endpoint(source),
        destination: endpoint(destination),
        sequence,
        acknowledgment: flags.contains('A').then_some(ack),
        syn: flags.contains('S'),
        fin: flags.contains('F'),
        rst: flags.contains('R'),
        psh: flags.contains('P'),
        payload,
        cut: 0,
        time: None,
    }
}

fn client(flags: &str, sequence: u32, ack: u32, payload: &'static [u8]) -> Segment<'static> {
    from(CLIENT, flags, sequence, ack, payload)
}

fn server(flags: &str, sequence: u32, ack: u32, payload: &'static [u8]) -> Segment<'static> {
    from(SERVER, flags, sequence, ack, payload)
}

fn run(segments: &[Segment<'_>]) -> String {
    let mut sink = Recorder::default();
    let mut connections = Connections::new();
    for segment in segments {
        connections.segment(segment, &mut sink).unwrap();
    }
    connections.finish(&mut sink).unwrap();
    sink.text()
}

fn check(segments: &[Segment<'_>], expected: &[&str]) {
    assert_eq!(run(segments), expected.join("\n"));
}

/// Checks the first lines; what is behind them is of no interest.
fn check_beginning(segments: &[Segment<'_>], expected: &[&str]) {
    let text = run(segments);
    let lines: Vec<_> = text.lines().take(expected.len()).collect();
    assert_eq!(lines, expected, "{text}");
}

const START: &str = "0 start 10.0.0.1:1000 10.0.0.2:443 #0 syn";
const START_WITHOUT_SYN: &str = "0 start 10.0.0.1:1000 10.0.0.2:443 #0";

fn handshake() -> Vec<Segment<'static>> {
    vec![client("S", 99, 0, b""), server("SA", 499, 100, b""), client("A", 100, 500, b"")]
}

fn after_handshake<const N: usize>(segments: [Segment<'static>; N]) -> Vec<Segment<'static>> {
    [handshake(), segments.into()].concat()
}

#[test]
fn a_whole_connection() {
    let segments = after_handshake([
        client("PA", 100, 500, b"abc"),
        server("PA", 500, 103, b"xy"),
        client("FA", 103, 502, b""),
        server("FA", 502, 104, b"z"),
        client("A", 104, 504, b""),
    ]);
    let expected =
        [START, "0 > 616263", "0 < 7879", "0 > end fin", "0 < 7a", "0 < end fin", "0 close"];
    check(&segments, &expected);
}

#[test]
fn repeats_reordering_and_keep_alives() {
    let segments = after_handshake([
        client("A", 103, 500, b"def"),
        client("S", 99, 0, b""),
        client("A", 100, 500, b"abc"),
        client("A", 100, 500, b"abcde"),
        client("A", 105, 500, b"\0"),
        client("PA", 104, 500, b"efg"),
    ]);
    let expected = [
        START,
        "0 > 616263",
        "0 > 646566",
        "0 > 67",
        "0 > end capture-end",
        "0 < end capture-end",
        "0 close",
    ];
    check(&segments, &expected);
}

#[test]
fn what_the_other_peer_answered_before_is_given_up_before_the_answer() {
    let segments = after_handshake([client("PA", 103, 500, b"def"), server("PA", 500, 106, b"xy")]);
    check_beginning(&segments, &[START, "0 > gap 3", "0 > 646566", "0 < 7879"]);
}

#[test]
fn a_question_comes_before_its_answer() {
    let mut segments = after_handshake([
        server("A", 500, 103, b""),
        server("PA", 500, 103, b"xy"),
        client("PA", 100, 500, b"abc"),
        server("PA", 502, 103, b"zz"),
    ]);
    check_beginning(&segments, &[START, "0 > 616263", "0 < 7879", "0 < 7a7a"]);
    // An answer to the answer, before the question.
    let question = segments.remove(5);
    segments.insert(4, client("PA", 103, 504, b"d"));
    segments.push(question);
    check_beginning(&segments, &[START, "0 > 616263", "0 < 7879", "0 < 7a7a", "0 > 64"]);
}

#[test]
fn answers_are_held_back_for_some_segments_only() {
    let mut segments = after_handshake([server("PA", 500, 103, b"xy")]);
    segments.extend((0..20).map(|_| client("A", 103, 502, b"")));
    segments.push(client("PA", 103, 502, b"d"));
    check_beginning(&segments, &[START, "0 > gap 3", "0 < 7879", "0 > 64"]);
}

#[test]
fn a_bare_acknowledgment_leaves_time_for_what_it_overtook() {
    let mut segments = after_handshake([server("PA", 503, 100, b"b"), client("A", 100, 504, b"")]);
    segments.extend((0..10).map(|i| server("PA", 504 + i, 100, b"c")));
    let mut filled = segments.clone();
    filled.push(server("A", 500, 100, b"aaa"));
    check_beginning(&filled, &[START, "0 < 616161", "0 < 62", "0 < 63"]);

    segments.extend((10..40).map(|i| server("PA", 504 + i, 100, b"c")));
    check_beginning(&segments, &[START, "0 < gap 3", "0 < 62", "0 < 63"]);
}

#[test]
fn nothing_of_one_side_was_captured() {
    let segments = [
        client("S", 99, 0, b""),
        client("A", 100, 500, b""),
        client("PA", 100, 500, b"abc"),
        client("PA", 103, 700, b"def"),
        client("FA", 106, 701, b""),
    ];
    let expected = [
        START,
        "0 > 616263",
        "0 < gap 200",
        "0 > 646566",
        "0 > end fin",
        "0 < end capture-end",
        "0 close",
    ];
    check(&segments, &expected);
}

#[test]
fn nothing_of_one_side_was_captured_nor_the_syn() {
    let segments = [
        client("PA", 100, 500, b"abc"),
        client("PA", 103, 700, b"def"),
        client("A", 106, 900, b""),
    ];
    check_beginning(&segments, &[START_WITHOUT_SYN, "0 > 616263", "0 < gap 200", "0 > 646566"]);
}

#[test]
fn a_reset_ends_one_direction_and_the_rest_at_the_end() {
    let segments = after_handshake([
        client("PA", 100, 500, b"abc"),
        client("RA", 103, 500, b""),
        server("PA", 500, 100, b"xy"),
    ]);
    let expected =
        [START, "0 > 616263", "0 > end rst", "0 < 7879", "0 < end capture-end", "0 close"];
    check(&segments, &expected);
}

#[test]
fn a_reset_far_from_the_window_is_ignored() {
    let segments =
        after_handshake([client("R", 100 + (1 << 25), 0, b""), client("PA", 100, 500, b"abc")]);
    check_beginning(&segments, &[START, "0 > 616263"]);
}

#[test]
fn a_refused_connection() {
    let segments = [client("S", 99, 0, b""), server("RA", 0, 100, b"")];
    let expected = [START, "0 < end rst", "0 > end capture-end", "0 close"];
    check(&segments, &expected);
}

#[test]
fn the_same_ports_again() {
    let segments = after_handshake([
        client("PA", 100, 500, b"a"),
        client("S", 9_999, 0, b""),
        server("SA", 77, 10_000, b""),
        client("PA", 10_000, 78, b"b"),
    ]);
    let text = run(&segments);
    assert!(text.contains("0 close\n1 start 10.0.0.1:1000 10.0.0.2:443 #1 syn\n1 > 62"), "{text}");
}

#[test]
fn begins_in_the_middle() {
    let segments = [server("PA", 500, 100, b"xy"), client("PA", 100, 502, b"abc")];
    check_beginning(&segments, &[START_WITHOUT_SYN, "0 < 7879", "0 > 616263"]);
}

#[test]
fn without_a_syn_the_first_bytes_tell_the_client() {
    let client_hello = b"\x16\x03\x01\x00\x05\x01";
    let server_hello = b"\x16\x03\x03\x00\x05\x02";
    let as_usual = "0 start 10.0.0.1:1000 10.0.0.2:443 #0\n";
    let the_other = "0 start 10.0.0.2:443 10.0.0.1:1000 #0\n";
    let cases: [(Segment<'_>, &str); 7] = [
        (server("PA", 500, 100, server_hello), as_usual),
        (client("PA", 100, 500, client_hello), as_usual),
        (server("PA", 500, 100, b"220 mail ready\r\n"), as_usual),
        (server("PA", 500, 100, b"SSH-2.0-x\r\n"), as_usual),
        // Against the ports.
        (server("PA", 500, 100, client_hello), the_other),
        (client("PA", 100, 500, server_hello), the_other),
        (client("PA", 100, 500, b"HTTP/1.1 200 OK\r\n"), the_other),
    ];
    for (segment, start) in cases {
        let text = run(&[segment]);
        assert!(text.starts_with(start), "{text}");
        // What came before it without a payload does not settle it, nor do keep-alive probes.
        let acknowledgment = Segment { payload: b"", ..segment };
        let probe = Segment { payload: b"\0", sequence: segment.sequence - 1, ..segment };
        for before in [acknowledgment, probe] {
            let text = run(&[before, segment]);
            assert!(text.starts_with(start), "{text}");
            assert!(text.lines().nth(1).unwrap().len() > 12, "{text}");
        }
    }
}

#[test]
fn a_syn_outweighs_the_first_bytes() {
    let segments = after_handshake([client("PA", 100, 500, b"HTTP/1")]);
    check_beginning(&segments, &[START, "0 > 485454502f31"]);
    let segments = [segments[1], segments[3]];
    check_beginning(&segments, &[START, "0 > 485454502f31"]);
}

#[test]
fn a_keep_alive_probe_in_the_middle_is_no_data() {
    let segments = [client("A", 99, 500, b"\0"), client("PA", 100, 500, b"abc")];
    assert!(run(&segments).contains("#0\n0 > 616263\n"));
}

#[test]
fn padding_counted_as_payload_is_no_data() {
    let segments =
        after_handshake([server("A", 500, 100, b"\0\0\0\0\0\0"), server("PA", 500, 100, b"xyz")]);
    check_beginning(&segments, &[START, "0 < 78797a"]);
}

#[test]
fn the_receiver_of_a_syn_ack_is_the_client() {
    let segments = [server("SA", 499, 100, b""), client("PA", 100, 500, b"abc")];
    check_beginning(&segments, &[START, "0 > 616263"]);
    // An acknowledgment of an older connection does not settle who is the client.
    let segments = [server("A", 5, 7, b""), segments[0], segments[1]];
    check_beginning(&segments, &[START, "0 > 616263"]);
}

#[test]
fn a_syn_behind_its_answer_and_its_data() {
    let segments =
        [server("SA", 499, 100, b""), client("S", 99, 0, b""), client("PA", 100, 500, b"abc")];
    check_beginning(&segments, &[START, "0 > 616263"]);
    let segments = [client("PA", 100, 500, b"abc"), client("S", 99, 0, b"")];
    let ends = ["0 > end capture-end", "0 < end capture-end", "0 close"];
    check(&segments, &[&[START_WITHOUT_SYN, "0 > 616263"], &ends[..]].concat());
}

#[test]
fn of_two_answers_the_one_that_the_client_acknowledges() {
    let segments = [
        client("S", 99, 0, b""),
        server("SA", 2_000_000_000, 100, b""),
        server("SA", 499, 100, b""),
        client("PA", 100, 500, b"abc"),
        server("PA", 500, 103, b"xy"),
    ];
    check_beginning(&segments, &[START, "0 > 616263", "0 < 7879"]);
}

#[test]
fn numbers_that_wrap() {
    let segments = [
        client("S", u32::MAX - 2, 0, b""),
        server("SA", 499, u32::MAX - 1, b""),
        client("PA", 0, 500, b"cd"),
        client("PA", u32::MAX - 1, 500, b"ab"),
    ];
    check_beginning(&segments, &[START, "0 > 6162", "0 > 6364"]);
}

#[test]
fn data_beyond_the_fin_is_ignored() {
    let segments = after_handshake([
        client("PA", 105, 500, b"zz"),
        client("FPA", 100, 500, b"abc"),
        client("PA", 103, 500, b"zz"),
    ]);
    check_beginning(&segments, &[START, "0 > 616263", "0 > end fin", "0 < end capture-end"]);
}

#[test]
fn a_cut_segment_is_a_gap_at_once() {
    let cut = Segment { cut: 7, ..client("PA", 100, 500, b"abc") };
    let segments = after_handshake([cut, client("PA", 110, 500, b"d")]);
    check_beginning(&segments, &[START, "0 > 616263", "0 > gap 7", "0 > 64"]);
}

/// The payloads of random conversations, their segments displaced, repeated, cut anew and with
/// numbers that wrap: all bytes come, in order, and each behind what it answers.
#[test]
fn displaced_segments_lose_nothing() {
    let bytes: &'static [u8; 256] =
        Box::leak(Box::new(std::array::from_fn(|i| u8::try_from(i).unwrap())));
    for seed in 1..400_u64 {
        let mut numbers = Numbers::new(seed);
        let mut below = |limit| usize::try_from(numbers.below(limit)).unwrap();
        let mut next = [u32::MAX - 40, u32::MAX - 20];
        let mut sent = [0, 0];
        let mut segments = handshake();
        for segment in &mut segments {
            let offset =
                |number: u32, base: u32, at: u32| number.wrapping_sub(base).wrapping_add(at);
            let (own, other) = if segment.source == endpoint(CLIENT) { (0, 1) } else { (1, 0) };
            let bases = [100, 500];
            segment.sequence = offset(segment.sequence, bases[own], next[own]);
            segment.acknowledgment =
                segment.acknowledgment.map(|ack| offset(ack, bases[other], next[other]));
        }
        let mut keyed: Vec<_> = (0..).map(|i| 10 * i).zip(segments).collect();
        for i in 3..40 {
            let (own, other) = if below(2) == 0 { (0, 1) } else { (1, 0) };
            let length = 2 + below(5);
            let start = sent[own] % 250;
            let payload = &bytes[start..start + length];
            sent[own] = start + length;
            let port = if own == 0 { CLIENT } else { SERVER };
            let segment = from(port, "PA", next[own], next[other], payload);
            next[own] = next[own].wrapping_add(u32::try_from(length).unwrap());
            keyed.push((10 * i + 10 * below(4), segment));
            if below(5) == 0 {
                keyed.push((10 * i + 10 * below(6), segment));
            }
        }
        keyed.sort_by_key(|(key, _)| *key);
        let segments: Vec<_> = keyed.into_iter().map(|(_, segment)| segment).collect();
        let text = run(&segments);
        assert!(!text.contains("gap"), "seed {seed}: {text}");
        for mark in ['<', '>'] {
            let bytes: String = text
                .lines()
                .filter_map(|line| line.strip_prefix(&format!("0 {mark} ")))
                .filter(|bytes| !bytes.starts_with("end"))
                .collect();
            let own = usize::from(mark == '<');
            let (mut expected, mut at) = (String::new(), 0);
            for segment in &ordered(&segments, own) {
                assert_eq!(segment.payload[0], u8::try_from(at % 250).unwrap());
                expected.extend(segment.payload.iter().map(|b| format!("{b:02x}")));
                at = at % 250 + segment.payload.len();
            }
            assert_eq!(bytes, expected, "seed {seed}");
        }
    }
}

/// The segments with data of a peer in the order in which they were sent, without repeats.
fn ordered(segments: &[Segment<'static>], own: usize) -> Vec<Segment<'static>> {
    let first = [u32::MAX - 40, u32::MAX - 20][own];
    let port = [CLIENT, SERVER][own];
    let mut ordered: Vec<_> = segments
        .iter()
        .filter(|segment| segment.source == endpoint(port) && !segment.payload.is_empty())
        .copied()
        .collect();
    ordered.sort_by_key(|segment| segment.sequence.wrapping_sub(first));
    ordered.dedup_by_key(|segment| segment.sequence);
    ordered
}

#[test]
fn too_many_connections_end_the_oldest() {
    let mut sink = Recorder::default();
    let mut connections = Connections::new();
    for i in 0..=u32::try_from(CONNECTIONS_MAX).unwrap() {
        let [_, high, middle, low] = i.to_be_bytes();
        let source = ([10, high, middle, low], CLIENT).into();
        let segment = Segment { source, ..client("PA", 5, 5, b"a") };
        connections.segment(&segment, &mut sink).unwrap();
    }
    assert_eq!(connections.pairs.len(), CONNECTIONS_MAX / 2 + 1);
    assert_eq!(sink.lines.iter().filter(|l| l.ends_with("close")).count(), CONNECTIONS_MAX / 2);
    let counts = connections.finish(&mut sink).unwrap();
    assert_eq!(counts.evicted, 1 << 15);
}
