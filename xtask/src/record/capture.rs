//! A packet capture of recorded conversations: the pcap that a sniffer beside the relay would have
//! written, with documentation addresses in the place of loopback's.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::conversation::{Conversation, Peer, What};

/// RFC 5737: addresses that belong to nobody.
const CLIENT: [u8; 4] = [192, 0, 2, 10];
const SERVER: [u8; 4] = [198, 51, 100, 20];
const SERVER_PORT: u16 = 443;
const FIRST_CLIENT_PORT: u16 = 49152;

/// The largest TCP payload of a 1500-byte Ethernet frame with timestamps, as it is on most paths.
const SEGMENT: usize = 1448;
/// Packets begin with the IP header.
const LINKTYPE_RAW: u32 = 101;

const FIN: u8 = 0x01;
const SYN: u8 = 0x02;
const RST: u8 = 0x04;
const PSH: u8 = 0x08;
const ACK: u8 = 0x10;

/// The capture file, little-endian, microseconds; the first packet at `start`.
pub(crate) fn pcap(conversations: &[Conversation], start: SystemTime) -> Vec<u8> {
    let mut capture = Capture { file: Vec::new(), start };
    capture.file.extend_from_slice(&0xa1b2_c3d4_u32.to_le_bytes());
    for half in [2_u16, 4] {
        capture.file.extend_from_slice(&half.to_le_bytes());
    }
    for word in [0, 0, 65535, LINKTYPE_RAW] {
        capture.file.extend_from_slice(&word.to_le_bytes());
    }
    let mut began = Duration::ZERO;
    for (client_port, conversation) in (FIRST_CLIENT_PORT..).zip(conversations) {
        began = capture.connection(conversation, client_port, began);
    }
    capture.file
}

struct Capture {
    file: Vec<u8>,
    start: SystemTime,
}

/// The next sequence number of each peer.
struct Sequence {
    client: u32,
    server: u32,
}

impl Sequence {
    const fn of(&mut self, from: Peer) -> &mut u32 {
        match from {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        }
    }
}

impl Capture {
    /// Returns when the next connection may begin.
    fn connection(
        &mut self,
        conversation: &Conversation,
        client_port: u16,
        began: Duration,
    ) -> Duration {
        // Far apart and not at zero, so that nobody confuses them with offsets.
        let mut sequence = Sequence { client: 0x1000_0000, server: 0x2000_0000 };
        let mut send = |at: Duration, from: Peer, flags: u8, payload: &[u8]| {
            let (sequence_number, acknowledged) = match from {
                Peer::Client => (sequence.client, sequence.server),
                Peer::Server => (sequence.server, sequence.client),
            };
            self.packet(at, from, client_port, sequence_number, acknowledged, flags, payload);
            let counted = u32::from(flags & (SYN | FIN) != 0)
                + u32::try_from(payload.len()).unwrap_or(u32::MAX);
            let next = sequence.of(from);
            *next = next.wrapping_add(counted);
        };
        send(began, Peer::Client, SYN, &[]);
        send(began, Peer::Server, SYN | ACK, &[]);
        send(began, Peer::Client, ACK, &[]);
        let mut last = began;
        for moment in &conversation.moments {
            last = began + moment.at;
            match &moment.what {
                What::Bytes(bytes) => {
                    for segment in bytes.chunks(SEGMENT) {
                        send(last, moment.from, PSH | ACK, segment);
                    }
                }
                What::Closed => send(last, moment.from, FIN | ACK, &[]),
                What::Reset => send(last, moment.from, RST | ACK, &[]),
            }
        }
        last + Duration::from_millis(1)
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of one TCP segment")]
    fn packet(
        &mut self,
        at: Duration,
        from: Peer,
        client_port: u16,
        sequence_number: u32,
        acknowledged: u32,
        flags: u8,
        payload: &[u8],
    ) {
        let (source, destination, ports) = match from {
            Peer::Client => (CLIENT, SERVER, [client_port, SERVER_PORT]),
            Peer::Server => (SERVER, CLIENT, [SERVER_PORT, client_port]),
        };
        let mut tcp = Vec::with_capacity(20 + payload.len());
        for port in ports {
            tcp.extend_from_slice(&port.to_be_bytes());
        }
        tcp.extend_from_slice(&sequence_number.to_be_bytes());
        let acknowledged = if flags & ACK == 0 { 0 } else { acknowledged };
        tcp.extend_from_slice(&acknowledged.to_be_bytes());
        // Header of five words, a wide window, checksum to come, no urgent data.
        tcp.extend_from_slice(&[0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        tcp.extend_from_slice(payload);
        let length = u16::try_from(tcp.len()).unwrap_or(u16::MAX);
        let pseudo_header =
            [&source[..], &destination[..], &[0, 6], &length.to_be_bytes()[..]].concat();
        let sum = checksum(&[&pseudo_header, &tcp]);
        tcp[16..18].copy_from_slice(&sum);

        let mut ip = vec![0x45, 0];
        ip.extend_from_slice(&(length + 20).to_be_bytes());
        // No identification, do not fragment, 64 hops, TCP, checksum to come.
        ip.extend_from_slice(&[0, 0, 0x40, 0, 64, 6, 0, 0]);
        ip.extend_from_slice(&source);
        ip.extend_from_slice(&destination);
        let sum = checksum(&[&ip]);
        ip[10..12].copy_from_slice(&sum);

        let when = (self.start + at).duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = u32::try_from(when.as_secs()).unwrap_or(u32::MAX);
        let captured = u32::from(length) + 20;
        for word in [seconds, when.subsec_micros(), captured, captured] {
            self.file.extend_from_slice(&word.to_le_bytes());
        }
        self.file.extend_from_slice(&ip);
        self.file.extend_from_slice(&tcp);
    }
}

/// The Internet checksum (RFC 1071) of the parts, each but the last of even length.
fn checksum(parts: &[&[u8]]) -> [u8; 2] {
    let words = parts.iter().flat_map(|part| part.chunks(2));
    let mut sum: u32 = words
        .map(|pair| u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |&low| u32::from(low)))
        .sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    (!u16::try_from(sum).unwrap_or(u16::MAX)).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::conversation::Moment;

    #[test]
    fn the_checksum_is_that_of_rfc_1071() {
        // The example of RFC 1071 section 3: the sum of these words is 0xddf2.
        let sum = checksum(&[&[0x00, 0x01, 0xf2, 0x03], &[0xf4, 0xf5, 0xf6, 0xf7]]);
        assert_eq!(u16::from_be_bytes(sum), !0xddf2);
        assert_eq!(checksum(&[&[0xff]]), (!0xff00_u16).to_be_bytes());
    }

    #[test]
    fn long_chunks_become_segments_with_running_sequence_numbers() {
        let bytes = vec![7; SEGMENT + 5];
        let moment = |from, what| Moment { at: Duration::from_micros(3), from, what };
        let conversation = Conversation {
            moments: vec![
                moment(Peer::Client, What::Bytes(bytes)),
                moment(Peer::Server, What::Closed),
                moment(Peer::Client, What::Reset),
            ],
        };
        let start = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = pcap(&[conversation], start);

        let mut rest = &file[24..];
        let mut packets = Vec::new();
        while !rest.is_empty() {
            let length = u32::from_le_bytes(rest[8..12].try_into().unwrap()) as usize;
            assert_eq!(rest[..4], 1_000_000_000_u32.to_le_bytes());
            let packet = &rest[16..16 + length];
            assert_eq!(checksum(&[&packet[..20]]), [0, 0], "IP checksum");
            let segment = u16::try_from(length - 20).unwrap().to_be_bytes();
            let pseudo_header = [&packet[12..20], &[0, 6], &segment[..]].concat();
            assert_eq!(checksum(&[&pseudo_header, &packet[20..]]), [0, 0], "TCP checksum");
            let sequence = u32::from_be_bytes(packet[24..28].try_into().unwrap());
            packets.push((packet[33], sequence, packet.len() - 40));
            rest = &rest[16 + length..];
        }
        let segment = u32::try_from(SEGMENT).unwrap();
        assert_eq!(
            packets,
            [
                (SYN, 0x1000_0000, 0),
                (SYN | ACK, 0x2000_0000, 0),
                (ACK, 0x1000_0001, 0),
                (PSH | ACK, 0x1000_0001, SEGMENT),
                (PSH | ACK, 0x1000_0001 + segment, 5),
                (FIN | ACK, 0x2000_0001, 0),
                (RST | ACK, 0x1000_0006 + segment, 0),
            ]
        );
    }
}
