//! Captures of every kind, made here packet by packet, and what is read of them.

use std::io::{self, Write};

use crate::support::*;
use tls_flow::Peer;
use tls_inspect::input::{
    ConnectionStart, Format, Report, Sink, Source, Step, read, read_directions,
};

/// Writes down the conversations, neighbouring bytes of a peer in one line.
#[derive(Default)]
struct Transcriber {
    lines: Vec<String>,
    last: Option<(usize, Peer)>,
    connections: usize,
    times: Vec<Option<std::time::Duration>>,
    awaited: Option<Peer>,
}

impl Sink for Transcriber {
    type Connection = usize;

    fn start(&mut self, start: &ConnectionStart) -> io::Result<usize> {
        let tcp = start.tcp.map_or("bytes".to_owned(), |tcp| {
            let syn = if tcp.syn { "" } else { " midstream" };
            assert_eq!(start.config.midstream, !tcp.syn);
            format!("{} > {} #{}{syn}", tcp.client, tcp.server, tcp.index)
        });
        self.lines.push(tcp);
        self.times.push(start.time);
        self.connections += 1;
        Ok(self.connections - 1)
    }

    fn step(&mut self, connection: &mut usize, step: Step<'_>) -> io::Result<()> {
        let mark = |from| if from == Peer::Client { '>' } else { '<' };
        let (from, text) = match step {
            Step::Bytes { from, bytes } => {
                let text = String::from_utf8_lossy(bytes);
                if self.last == Some((*connection, from)) {
                    self.lines.last_mut().unwrap().push_str(&text);
                    return Ok(());
                }
                self.last = Some((*connection, from));
                self.lines.push(format!("{} {text}", mark(from)));
                return Ok(());
            }
            Step::Gap { from, length } => (from, format!("gap {length}")),
            Step::End { from, how } => (from, format!("end {how}")),
            other => panic!("{other:?}"),
        };
        self.last = None;
        self.lines.push(format!("{} {text}", mark(from)));
        Ok(())
    }

    fn awaits(&self, _: &usize) -> Option<Peer> {
        self.awaited
    }

    fn close(&mut self, _: usize) -> io::Result<()> {
        self.last = None;
        Ok(())
    }
}

fn run(input: &[u8]) -> (Vec<String>, Report) {
    let mut sink = Transcriber::default();
    let report = read(&mut Source::new(input), None, Peer::Client, &mut sink).unwrap();
    (sink.lines, report)
}

fn error(input: &[u8]) -> String {
    run(input).1.error.expect("an error").to_string()
}

/// A conversation with bytes both ways and its end.
fn conversation() -> Conversation {
    let mut conversation = Conversation::opened();
    conversation.client(b"hello");
    conversation.server(b"good ");
    conversation.server(b"day");
    conversation.client(b"bye");
    conversation.close();
    conversation
}

const EXPECTED: [&str; 6] = [
    "192.0.2.1:51000 > 198.51.100.7:443 #0",
    "> hello",
    "< good day",
    "> bye",
    "> end fin",
    "< end fin",
];

fn check(input: &[u8], format: Format) {
    let (lines, report) = run(input);
    assert_eq!(lines, EXPECTED);
    assert!(report.error.is_none(), "{:?}", report.error);
    assert_eq!(report.format, Some(format));
    assert_eq!(report.packets, Some(10));
    assert_eq!(report.warnings, [""; 0]);
}

#[test]
fn pcap_files() {
    let frames = frames(&conversation().packets);
    for (magic, orders) in [
        (0xa1b2_c3d4, &[Order::Little, Order::Big][..]),
        (0xa1b2_3c4d, &[Order::Little, Order::Big]),
        (0xa1b2_cd34, &[Order::Little]),
    ] {
        for order in orders {
            let file = pcap_with(*order, magic, usize::MAX, ETHERNET, &frames);
            check(&file, Format::Pcap);
            let mut sink = Transcriber::default();
            read(&mut Source::new(&*file), None, Peer::Client, &mut sink).unwrap();
            let time = sink.times[0].unwrap();
            assert_eq!((time.as_secs(), time.subsec_millis()), (1_700_000_000, 250), "{magic:x}");
        }
    }
    // The upper half of the link type tells of the frame check sequence.
    check(&pcap(0x3000_0000 | ETHERNET, &frames), Format::Pcap);
    check(&pcap(RAW_IP, &conversation().packets), Format::Pcap);
}

#[test]
fn pcapng_files() {
    for order in [Order::Little, Order::Big] {
        let packets = conversation().packets;
        let frames = frames(&packets);
        let mut pcapng = Pcapng::new(order);
        let resolution = pcapng.option(9, &[9]);
        pcapng.interface(1, 0, &resolution);
        pcapng.block(0x0a, b"a block with secrets");
        let binary = pcapng.option(9, &[0x8a]);
        let offset =
            if order == Order::Little { 1000_i64.to_le_bytes() } else { 1000_i64.to_be_bytes() };
        let offset = pcapng.option(14, &offset);
        pcapng.interface(101, 0, &[binary, offset].concat());
        pcapng.enhanced_packet(1, 512, &packets[0]);
        pcapng.enhanced_packet(0, 7, &frames[1]);
        pcapng.block(0x7777, b"a block of a kind unknown");
        pcapng.simple_packet(&frames[2], frames[2].len());
        pcapng.old_packet(0, 8, &frames[3]);
        // Sections may change the byte order and start their interfaces anew.
        pcapng.section(if order == Order::Little { Order::Big } else { Order::Little });
        pcapng.interface(1, 0, &[]);
        for frame in &frames[4..] {
            pcapng.enhanced_packet(0, 0, frame);
        }
        check(&pcapng.file, Format::Pcapng);

        let mut sink = Transcriber::default();
        read(&mut Source::new(&*pcapng.file), None, Peer::Client, &mut sink).unwrap();
        assert_eq!(sink.times[0].map(|time| time.as_millis()), Some(1_000_500));
    }
}

#[test]
fn simple_packets_are_cut_at_the_snapshot_length() {
    let mut conversation = Conversation::opened();
    conversation.client(b"hello");
    let frames = frames(&conversation.packets);
    let snapshot = 56;
    let mut pcapng = Pcapng::new(Order::Little);
    pcapng.interface(1, snapshot, &[]);
    for frame in &frames {
        pcapng.simple_packet(frame, frame.len().min(56));
    }
    let (lines, report) = run(&pcapng.file);
    assert_eq!(lines[1..3], ["> he", "> gap 3"]);
    assert!(report.warnings[0].starts_with("1 packet was cut off"), "{:?}", report.warnings);
}

#[test]
fn compressed_captures() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&pcap(ETHERNET, &frames(&conversation().packets))).unwrap();
    let compressed = gzip.finish().unwrap();
    check(&compressed, Format::Pcap);

    let (_, report) = run(&compressed[..compressed.len() - 20]);
    let error = report.error.unwrap().to_string();
    assert!(error.contains("(uncompressed): cannot read"), "{error}");
    assert!(report.packets.unwrap() > 0);
}

/// A reader that gives a few bytes at a time, like a pipe.
struct Trickle<'b>(&'b [u8]);

impl io::Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(7);
        self.0.read(&mut buffer[..n])
    }
}

#[test]
fn a_capture_from_a_pipe() {
    let mut pcapng = Pcapng::new(Order::Little);
    pcapng.interface(1, 0, &[]);
    for frame in frames(&conversation().packets) {
        pcapng.enhanced_packet(0, 0, &frame);
    }
    for file in [pcap(ETHERNET, &frames(&conversation().packets)), pcapng.file] {
        let mut sink = Transcriber::default();
        let mut source = Source::new(Trickle(&file));
        let report = read(&mut source, None, Peer::Client, &mut sink).unwrap();
        assert!(report.error.is_none());
        assert_eq!(sink.lines, EXPECTED);
    }
}

type Wrap<'w> = &'w dyn Fn(&[u8]) -> Vec<u8>;

#[test]
fn tunnels_show_the_innermost_addresses() {
    let inner = conversation().packets;
    let (from, to) = ("203.0.113.1".parse().unwrap(), "203.0.113.2".parse().unwrap());
    let (from6, to6) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
    let wraps: [Wrap<'_>; 5] = [
        &|packet| ipv4(from, to, 4, 0, packet),
        &|packet| ipv6(from6, to6, 4, packet),
        &|packet| ipv4(from, to, 47, 0, &[&[0, 0, 8, 0][..], packet].concat()),
        &|packet| {
            let vxlan = [&[8, 0, 0, 0, 0, 0, 1, 0][..], &ethernet(0x0800, packet)].concat();
            ipv4(from, to, 17, 0, &udp(40_000, 4789, &vxlan))
        },
        &|packet| {
            let gtp = [&[0x30, 255, 0, 0, 0, 0, 0, 1][..], packet].concat();
            ipv6(from6, to6, 17, &udp(2152, 2152, &gtp))
        },
    ];
    for wrap in wraps {
        let packets: Vec<_> = inner.iter().map(|packet| wrap(packet)).collect();
        check(&pcap(RAW_IP, &packets), Format::Pcap);
    }
}

#[test]
fn ip_version_6_with_extension_headers() {
    let mut conversation = Conversation::new("[2001:db8::1]:51000", "[2001:db8::2]:443");
    conversation.open();
    conversation.client(b"hello");
    let packets: Vec<_> = conversation
        .packets
        .iter()
        .map(|packet| {
            let addresses = &packet[8..40];
            // A hop-by-hop header with padding, then TCP.
            let mut extended = vec![0x60, 0, 0, 0];
            extended.extend(u16::try_from(packet.len() - 40 + 8).unwrap().to_be_bytes());
            extended.extend([0, 64]);
            extended.extend(addresses);
            extended.extend([6, 0, 1, 4, 0, 0, 0, 0]);
            extended.extend(&packet[40..]);
            extended
        })
        .collect();
    let (lines, _) = run(&pcap(RAW_IP, &packets));
    assert_eq!(lines[..2], ["[2001:db8::1]:51000 > [2001:db8::2]:443 #0", "> hello"]);
}

#[test]
fn fragments_are_put_together() {
    let mut packets = Vec::new();
    for (identification, packet) in (1_u16..).zip(conversation().packets) {
        let address = |at: usize| {
            let octets: [u8; 4] = packet[at..at + 4].try_into().unwrap();
            std::net::Ipv4Addr::from(octets)
        };
        let (first, second) = packet[20..].split_at(16);
        for (fragment, part) in [(2, second), (0x2000, first)] {
            let mut fragment = ipv4(address(12), address(16), 6, fragment, part);
            fragment[4..6].copy_from_slice(&identification.to_be_bytes());
            packets.push(fragment);
        }
    }
    let (lines, report) = run(&pcap(RAW_IP, &packets));
    assert_eq!(lines, EXPECTED);
    assert_eq!(report.warnings, [""; 0]);

    packets.remove(6);
    let (lines, report) = run(&pcap(RAW_IP, &packets));
    assert_eq!(lines[1..3], ["> gap 5", "< good day"]);
    assert_eq!(
        report.warnings,
        ["1 IP datagram is left out: not all of its fragments were captured"]
    );
}

#[test]
fn what_is_not_read_is_counted() {
    let mut packets = conversation().packets;
    let (from, to) = ("192.0.2.1".parse().unwrap(), "198.51.100.7".parse().unwrap());
    packets.push(ipv4(from, to, 17, 0, &udp(50_000, 443, b"QUIC perhaps")));
    packets.push(ipv4(from, to, 17, 0, &udp(50_000, 443, b"QUIC perhaps")));
    let (lines, report) = run(&pcap(RAW_IP, &packets));
    assert_eq!(lines, EXPECTED);
    assert_eq!(report.packets, Some(12));
    let warning = "2 UDP packets are left out: DTLS and QUIC are not read from captures";
    assert_eq!(report.warnings, [warning]);

    let arp = vec![ethernet(0x0806, &[0; 28])];
    assert_eq!(run(&pcap(ETHERNET, &arp)).1.warnings, ["there is no TCP in this capture"]);
}

#[test]
fn a_truncated_capture() {
    let file = pcap(RAW_IP, &conversation().packets);
    let (lines, report) = run(&file[..file.len() - 1]);
    assert_eq!(lines, EXPECTED);
    let at = file.len() - 56;
    assert_eq!(
        report.error.unwrap().to_string(),
        format!(
            "byte {at}: the capture ends within a packet: 56 bytes were announced, 55 are there"
        )
    );
    assert_eq!(
        error(&file[..at + 3]),
        format!(
            "byte {at}: the capture ends within a packet: 16 bytes were announced, 3 are there"
        )
    );
    assert_eq!(
        error(&file[..20]),
        "byte 0: the capture ends within the file header: 24 bytes were announced, 20 are there"
    );

    let mut pcapng = Pcapng::new(Order::Big);
    pcapng.interface(1, 0, &[]);
    let at = pcapng.file.len();
    pcapng.enhanced_packet(0, 0, &frames(&conversation().packets)[0]);
    assert_eq!(
        error(&pcapng.file[..at + 40]),
        format!(
            "byte {at}: the capture ends within a block: 88 bytes were announced, 40 are there"
        )
    );
    assert_eq!(
        error(&pcapng.file[..20]),
        "byte 0: the capture ends within the section header: 28 bytes were announced, 20 are there"
    );
}

#[test]
fn every_cut_of_a_capture_is_an_error_with_what_came_before() {
    let packets = &conversation().packets[..4];
    let mut pcapng = Pcapng::new(Order::Little);
    pcapng.interface(101, 0, &[]);
    for packet in packets {
        pcapng.enhanced_packet(0, 0, packet);
    }
    for (file, first) in [(pcap(RAW_IP, packets), 24), (pcapng.file, 28)] {
        let (mut complete, mut ends) = (0, None);
        for length in first + 1..file.len() {
            let (_, report) = run(&file[..length]);
            let packets = report.packets.unwrap();
            assert!((complete..=complete + 1).contains(&packets), "{length} bytes");
            // Between two packets, nothing shows that more should come.
            let at_an_end = report.error.is_none();
            assert!(!at_an_end || ends.replace(length) != Some(length - 1), "{length} bytes");
            complete = packets;
        }
        assert_eq!(complete, 3);
    }
}

#[test]
fn damaged_captures() {
    let mut file = pcap(RAW_IP, &conversation().packets);
    file[24 + 8..24 + 12].copy_from_slice(&[0xff; 4]);
    assert_eq!(
        error(&file),
        "byte 24: a packet claims to be 4294967311 bytes long, more than any capture has \
         (16777216): the file is damaged"
    );

    // A block that is damaged in itself is skipped, and the rest is read.
    let packets = conversation().packets;
    let mut pcapng = Pcapng::new(Order::Little);
    pcapng.interface(101, 0, &[]);
    let at = pcapng.file.len();
    pcapng.enhanced_packet(0, 0, &packets[0]);
    pcapng.file[at + 20..at + 24].copy_from_slice(&[0xff, 0xff, 0, 0]);
    for packet in &packets {
        pcapng.enhanced_packet(0, 0, packet);
    }
    let (lines, report) = run(&pcapng.file);
    assert_eq!(lines, EXPECTED);
    assert_eq!(
        report.error.unwrap().to_string(),
        format!("byte {at}: a damaged block of type 0x00000006")
    );

    let at = pcapng.file.len();
    pcapng.enhanced_packet(7, 0, &packets[0]);
    pcapng.file[48 + 20..48 + 24].copy_from_slice(&[40, 0, 0, 0]);
    assert_eq!(
        error(&pcapng.file),
        format!("byte {at}: a packet of interface 7, which the file has not described")
    );
}

#[test]
fn a_link_type_that_is_unknown() {
    let file = pcap(127, &[vec![0; 100], vec![0; 100]]);
    assert_eq!(
        error(&file),
        "byte 24: link type 127 (IEEE 802.11 with radio information) is not supported, so none \
         of the 2 packets can be read"
    );

    let mut pcapng = Pcapng::new(Order::Little);
    pcapng.interface(101, 0, &[]);
    pcapng.interface(220, 0, &[]);
    let at = pcapng.file.len();
    pcapng.enhanced_packet(1, 0, b"a USB packet");
    for packet in conversation().packets {
        pcapng.enhanced_packet(0, 0, &packet);
    }
    let (lines, report) = run(&pcapng.file);
    assert_eq!(lines, EXPECTED);
    assert!(report.error.is_none());
    let warning = format!(
        "1 packet is left out: its link type is not supported; it is 220 (USB), at byte {at}"
    );
    assert_eq!(report.warnings, [warning]);
}

#[test]
fn a_file_that_is_no_capture() {
    let mut sink = Transcriber::default();
    for (format, name) in [(Format::Pcap, "pcap"), (Format::Pcapng, "pcapng")] {
        let text = b"this is text, and more than the headers of any capture";
        let mut source = Source::new(&text[..]);
        let report = read(&mut source, Some(format), Peer::Client, &mut sink).unwrap();
        assert_eq!(
            report.error.unwrap().to_string(),
            format!(
                "byte 0: is no {name} file: it begins with 74 68 69 73, not with the magic number of one"
            )
        );
    }
    assert_eq!(sink.lines, [""; 0]);
    assert_eq!(error(b""), "is empty: there is nothing to inspect");
}

#[test]
fn raw_bytes_and_hexadecimal() {
    let (lines, report) = run(b"GET / HTTP/1.1\r\n");
    assert_eq!(lines, ["bytes", "> GET / HTTP/1.1\r\n", "> end capture-end"]);
    assert_eq!(report.format, Some(Format::Raw));
    let (lines, report) = run(b"47 45 54");
    assert_eq!(lines, ["bytes", "> GET", "> end capture-end"]);
    assert_eq!(report.format, Some(Format::Hex));

    // What came before a mistake is handed on.
    let (lines, report) = run(b"47 45\n5x");
    assert_eq!(lines, ["bytes", "> GE", "> end capture-end"]);
    let error = report.error.unwrap().to_string();
    assert_eq!(error, "line 2, column 2 (byte 7): 'x' is not a hex digit");
}

#[test]
fn both_directions_from_an_input_each() {
    let mut sink = Transcriber::default();
    let [client, server] = read_directions(
        &mut Source::new(&b"68 65 6c 6c 6f"[..]),
        &mut Source::new(&b"good day"[..]),
        None,
        &mut sink,
    )
    .unwrap();
    assert_eq!((client.format, server.format), (Some(Format::Hex), Some(Format::Raw)));
    let expected = ["bytes", "> hello", "< good day", "> end capture-end", "< end capture-end"];
    assert_eq!(sink.lines, expected);

    let mut sink = Transcriber { awaited: Some(Peer::Server), ..Transcriber::default() };
    let (mut client, mut server) = (Source::new(&b"hello"[..]), Source::new(&b"good day"[..]));
    read_directions(&mut client, &mut server, None, &mut sink).unwrap();
    assert_eq!(sink.lines[1..3], ["< good day", "> hello"]);

    let file = pcap(RAW_IP, &conversation().packets);
    let [client, server] =
        read_directions(&mut Source::new(&*file), &mut Source::new(&b""[..]), None, &mut sink)
            .unwrap();
    assert_eq!(
        client.error.unwrap().to_string(),
        "is a pcap file, which holds both directions; give it as a FILE alone"
    );
    assert_eq!(server.error.unwrap().to_string(), "is empty: there is nothing to inspect");
}

#[test]
fn files_that_cannot_be_opened() {
    let open = |path: &str| Source::open(path.as_ref()).unwrap_err().to_string();
    assert_eq!(open(env!("CARGO_MANIFEST_DIR")), "is a directory, not a file");
    let missing = open("/no/such/file");
    assert!(missing.starts_with("cannot read: No such file or directory"), "{missing}");
}
