//! From a captured packet to its TCP segment.

use std::io;
use std::time::Duration;

use etherparse::{IpNumber, Ipv6ExtensionSlice, LaxIpSlice, TcpSlice, UdpSlice};

use super::fragments::{FragmentKey, Fragments};
use super::link::{LinkType, gre, ip_packet, udp_tunnel};
use super::segment::Segment;

/// How deep tunnels may be nested.
const TUNNELS_MAX: usize = 8;

/// A packet as a capture file holds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packet<'p> {
    pub(crate) link_type: LinkType,
    /// The captured bytes.
    pub(crate) bytes: &'p [u8],
    /// How many bytes it had on the wire.
    pub(crate) original_length: u32,
    /// When it was captured, since 1970-01-01 00:00:00 UTC.
    pub(crate) time: Option<Duration>,
    /// Where it begins in the file.
    pub(crate) offset: u64,
}

/// Finds the TCP segments in packets and counts what is not one.
#[derive(Debug, Default)]
pub(crate) struct Dissector {
    fragments: Fragments,
    pub(crate) counts: Counts,
}

/// Packets by what became of them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) packets: u64,
    pub(crate) tcp: u64,
    pub(crate) udp: u64,
    /// Not IP, or IP with another payload.
    pub(crate) other: u64,
    /// On links whose type is not known, with the first such type and the offset of the packet.
    pub(crate) unknown_link: u64,
    pub(crate) first_unknown_link: Option<(LinkType, u64)>,
    /// Shorter in the capture than on the wire.
    pub(crate) cut: u64,
    /// TCP segments cut within their header.
    pub(crate) cut_header: u64,
    /// Fragments of IP datagrams that were cut.
    pub(crate) cut_fragments: u64,
    /// Datagrams whose fragments are not all there.
    pub(crate) lost_datagrams: u64,
}

impl Dissector {
    /// Hands on the segment in a packet, if it has one.
    pub(crate) fn packet(
        &mut self,
        packet: Packet<'_>,
        deliver: &mut dyn FnMut(&Segment<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Counts { packets, cut, unknown_link, first_unknown_link, other, .. } = &mut self.counts;
        *packets += 1;
        let missing = u64::from(packet.original_length).saturating_sub(packet.bytes.len() as u64);
        if missing > 0 {
            *cut += 1;
        }
        let Some(layer) = packet.link_type.layer() else {
            *unknown_link += 1;
            first_unknown_link.get_or_insert((packet.link_type, packet.offset));
            return Ok(());
        };
        if let Some(ip) = ip_packet(layer, packet.bytes) {
            return self.ip(ip, missing, packet.time, TUNNELS_MAX, deliver);
        }
        *other += 1;
        Ok(())
    }

    /// The counts after the last packet.
    pub(crate) fn finish(mut self) -> Counts {
        self.counts.lost_datagrams = self.fragments.lost_in_all();
        self.counts
    }

    fn ip(
        &mut self,
        bytes: &[u8],
        frame_missing: u64,
        time: Option<Duration>,
        depth: usize,
        deliver: &mut dyn FnMut(&Segment<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Ok((ip, None)) = LaxIpSlice::from_slice(bytes) else {
            self.counts.other += 1;
            return Ok(());
        };
        let payload = ip.payload();
        let missing = if payload.incomplete { missing_from(&ip, bytes) } else { 0 };
        // Segments that the network card was to cut up are captured with a length of zero.
        let missing = if states_length(&ip) { missing } else { frame_missing };
        let datagram = Datagram { ip: &ip, missing, time, depth };
        if !payload.fragmented {
            return self.datagram(datagram, payload.payload, deliver);
        }
        if missing > 0 {
            self.counts.cut_fragments += 1;
            return Ok(());
        }
        let Some((identification, offset, more)) = fragment(&ip) else { return Ok(()) };
        let key = FragmentKey {
            source: ip.source_addr(),
            destination: ip.destination_addr(),
            identification,
            protocol: payload.ip_number,
        };
        match self.fragments.push(key, offset, more, payload.payload) {
            Some(whole) => self.datagram(datagram, &whole, deliver),
            None => Ok(()),
        }
    }

    fn datagram(
        &mut self,
        datagram: Datagram<'_>,
        payload: &[u8],
        deliver: &mut dyn FnMut(&Segment<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Datagram { ip, missing, time, depth } = datagram;
        let inner = match ip.payload_ip_number() {
            IpNumber::TCP => {
                let Ok(tcp) = TcpSlice::from_slice(payload) else {
                    if missing > 0 {
                        self.counts.cut_header += 1;
                    } else {
                        self.counts.other += 1;
                    }
                    return Ok(());
                };
                self.counts.tcp += 1;
                return deliver(&Segment {
                    source: (ip.source_addr(), tcp.source_port()).into(),
                    destination: (ip.destination_addr(), tcp.destination_port()).into(),
                    sequence: tcp.sequence_number(),
                    acknowledgment: tcp.ack().then(|| tcp.acknowledgment_number()),
                    syn: tcp.syn(),
                    fin: tcp.fin(),
                    rst: tcp.rst(),
                    psh: tcp.psh(),
                    payload: tcp.payload(),
                    cut: u32::try_from(missing).unwrap_or(u32::MAX),
                    time,
                });
            }
            IpNumber::UDP => {
                let tunnel = UdpSlice::from_slice_lax(payload)
                    .ok()
                    .and_then(|udp| udp_tunnel(udp.destination_port(), udp.payload()));
                if tunnel.is_none() {
                    self.counts.udp += 1;
                    return Ok(());
                }
                tunnel
            }
            IpNumber::IPV4 | IpNumber::IPV6 => Some(payload),
            IpNumber::GRE => gre(payload),
            _ => None,
        };
        if let (Some(inner), Some(depth)) = (inner, depth.checked_sub(1)) {
            return self.ip(inner, missing, time, depth, deliver);
        }
        self.counts.other += 1;
        Ok(())
    }
}

/// An IP datagram, whole or put together, and how deep in tunnels it lies.
#[derive(Clone, Copy)]
struct Datagram<'p> {
    ip: &'p LaxIpSlice<'p>,
    /// Bytes that the capture cut off its end.
    missing: u64,
    time: Option<Duration>,
    depth: usize,
}

/// The length that the header states, header included.
fn stated_length(ip: &LaxIpSlice<'_>) -> u64 {
    const IPV6_HEADER: u64 = 40;
    match ip {
        LaxIpSlice::Ipv4(ip) => u64::from(ip.header().total_len()),
        LaxIpSlice::Ipv6(ip) => u64::from(ip.header().payload_length()).saturating_add(IPV6_HEADER),
    }
}

fn states_length(ip: &LaxIpSlice<'_>) -> bool {
    match ip {
        LaxIpSlice::Ipv4(ip) => ip.header().total_len() != 0,
        LaxIpSlice::Ipv6(ip) => ip.header().payload_length() != 0,
    }
}

fn missing_from(ip: &LaxIpSlice<'_>, bytes: &[u8]) -> u64 {
    stated_length(ip).saturating_sub(bytes.len() as u64)
}

/// Identification, offset and "more fragments" of a fragment.
fn fragment(ip: &LaxIpSlice<'_>) -> Option<(u32, etherparse::IpFragOffset, bool)> {
    match ip {
        LaxIpSlice::Ipv4(ip) => {
            let header = ip.header();
            Some((
                u32::from(header.identification()),
                header.fragments_offset(),
                header.more_fragments(),
            ))
        }
        LaxIpSlice::Ipv6(ip) => ip.extensions().clone().into_iter().find_map(|e| match e {
            Ipv6ExtensionSlice::Fragment(fragment) => Some((
                fragment.identification(),
                fragment.fragment_offset(),
                fragment.more_fragments(),
            )),
            _ => None,
        }),
    }
}
