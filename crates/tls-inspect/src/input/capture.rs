//! Reads a capture: packets to segments, segments to connections.

use std::io;

use super::Report;
use super::connections::{Connections, Counts as ConnectionCounts};
use super::error::{InputError, Problem, Stop};
use super::format::Format;
use super::packet::{Counts, Dissector, Packet};
use super::source::Source;
use super::step::Sink;

/// Hands on each packet of a file in its format.
pub(crate) type ReadPackets =
    fn(&mut Source<'_>, &mut dyn FnMut(Packet<'_>) -> io::Result<()>) -> Result<(), Stop>;

/// Reads a capture to its end, or to where it is damaged.
pub(crate) fn read<S: Sink>(
    read_packets: ReadPackets,
    source: &mut Source<'_>,
    sink: &mut S,
    format: Format,
) -> io::Result<Report> {
    let mut dissector = Dissector::default();
    let mut connections = Connections::<S::Connection>::new();
    let read = read_packets(source, &mut |packet| {
        dissector.packet(packet, &mut |segment| connections.segment(segment, sink))
    });
    let damage = match read {
        Ok(()) => source
            .take_failure()
            .map(|failure| InputError { place: source.end(), problem: Problem::Read(failure) }),
        Err(Stop::Input(error)) => Some(error),
        Err(Stop::Output(error)) => return Err(error),
    };
    let connection_counts = connections.finish(sink)?;
    let counts = dissector.finish();
    let error = damage.or_else(|| {
        let (link_type, offset) = counts.first_unknown_link?;
        let nothing_read = counts.unknown_link == counts.packets;
        nothing_read.then(|| {
            let link_type = link_type.to_string();
            let problem = Problem::LinkType { link_type, packets: counts.packets };
            InputError { place: source.place(offset), problem }
        })
    });
    Ok(Report {
        format: Some(format),
        packets: Some(counts.packets),
        warnings: warnings(&counts, &connection_counts),
        error,
    })
}

/// A sentence for everything that was left out.
fn warnings(counts: &Counts, connections: &ConnectionCounts) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut say = |number: u64, one: &str, many: &str| {
        if number > 0 {
            let text = if number == 1 { one } else { many };
            warnings.push(format!("{number} {text}"));
        }
    };
    say(
        counts.cut,
        "packet was cut off by the snapshot length of the capture: the missing bytes are gaps",
        "packets were cut off by the snapshot length of the capture: the missing bytes are gaps",
    );
    say(
        counts.cut_header,
        "packet was cut off within its TCP header and is left out",
        "packets were cut off within their TCP headers and are left out",
    );
    say(
        counts.lost_datagrams,
        "IP datagram is left out: not all of its fragments were captured",
        "IP datagrams are left out: not all of their fragments were captured",
    );
    say(
        counts.cut_fragments,
        "fragment of an IP datagram was cut off by the snapshot length and is left out",
        "fragments of IP datagrams were cut off by the snapshot length and are left out",
    );
    say(
        counts.udp,
        "UDP packet is left out: DTLS and QUIC are not read from captures",
        "UDP packets are left out: DTLS and QUIC are not read from captures",
    );
    say(
        connections.too_late,
        "TCP segment came after its bytes had been given up as missing",
        "TCP segments came after their bytes had been given up as missing",
    );
    say(
        connections.stray,
        "TCP segment is left out: its sequence number is far from those of its connection",
        "TCP segments are left out: their sequence numbers are far from those of their connections",
    );
    say(
        connections.evicted,
        "connection was ended early: too many were open at once",
        "connections were ended early: too many were open at once",
    );
    match counts.first_unknown_link {
        Some((link_type, offset)) if counts.unknown_link == 1 => warnings.push(format!(
            "1 packet is left out: its link type is not supported; it is {link_type}, at byte \
             {offset}"
        )),
        Some((link_type, offset)) => warnings.push(format!(
            "{} packets are left out: their link types are not supported; the first is \
             {link_type}, at byte {offset}",
            counts.unknown_link
        )),
        None => {}
    }
    if counts.packets > 0 && counts.tcp == 0 && counts.unknown_link == 0 {
        warnings.push("there is no TCP in this capture".to_owned());
    }
    warnings
}
