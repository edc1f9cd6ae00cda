//! From a captured frame to its IP packet: link types, tags, labels and tunnels that carry Ethernet
//! or IP.

use std::fmt;

/// A link type of pcap and pcapng (IANA, "PCAP Link Types").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LinkType(pub(crate) u16);

impl LinkType {
    const NULL: Self = Self(0);
    const ETHERNET: Self = Self(1);
    const PPP: Self = Self(9);
    const RAW_BSD: Self = Self(12);
    const RAW_OPENBSD: Self = Self(14);
    const PPP_HDLC: Self = Self(50);
    const PPPOE: Self = Self(51);
    const RAW: Self = Self(101);
    const C_HDLC: Self = Self(104);
    const LOOP: Self = Self(108);
    const LINUX_SLL: Self = Self(113);
    const IPV4: Self = Self(228);
    const IPV6: Self = Self(229);
    const LINUX_SLL2: Self = Self(276);

    /// What the frames of this link type begin with; none where they cannot be read.
    pub(crate) fn layer(self) -> Option<Layer> {
        Some(match self {
            Self::NULL | Self::LOOP => Layer::Loopback,
            Self::ETHERNET => Layer::Ethernet,
            Self::PPP | Self::PPP_HDLC => Layer::Ppp,
            Self::PPPOE => Layer::Typed(EtherType::PPPOE_SESSION),
            Self::RAW_BSD | Self::RAW_OPENBSD | Self::RAW | Self::IPV4 | Self::IPV6 => Layer::Ip,
            Self::C_HDLC => Layer::CiscoHdlc,
            Self::LINUX_SLL => Layer::LinuxSll,
            Self::LINUX_SLL2 => Layer::LinuxSll2,
            _ => return None,
        })
    }
}

impl fmt::Display for LinkType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            105 => " (IEEE 802.11)",
            119 | 127 | 163 | 192 => " (IEEE 802.11 with radio information)",
            117 => " (packet filter log)",
            147..=162 => " (reserved for private use)",
            187 | 201 => " (Bluetooth)",
            189 | 220 | 249 => " (USB)",
            195 | 215 | 230 | 283 => " (IEEE 802.15.4)",
            227 => " (CAN)",
            239 => " (netfilter log)",
            252 => " (Wireshark exported PDUs)",
            253 => " (netlink)",
            _ => "",
        };
        write!(f, "{}{name}", self.0)
    }
}

/// What the bytes at hand begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Two MAC addresses and an `EtherType` or a length (IEEE 802.3).
    Ethernet,
    /// What this `EtherType` says.
    Typed(EtherType),
    /// An IPv4 or IPv6 header.
    Ip,
    /// Four bytes of address family in some byte order.
    Loopback,
    /// PPP with or without its HDLC address and control bytes (RFC 1661, RFC 1662).
    Ppp,
    /// Address, control, `EtherType` (RFC 1547, section 4.3.1).
    CiscoHdlc,
    /// The cooked header of Linux, version 1.
    LinuxSll,
    /// The cooked header of Linux, version 2.
    LinuxSll2,
}

/// An `EtherType` (IANA, "IEEE 802 Numbers").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EtherType(pub(crate) u16);

impl EtherType {
    const IPV4: Self = Self(0x0800);
    const TRANSPARENT_BRIDGING: Self = Self(0x6558);
    const VLAN: Self = Self(0x8100);
    const IPV6: Self = Self(0x86dd);
    const PPP: Self = Self(0x880b);
    const MPLS: Self = Self(0x8847);
    const MPLS_MULTICAST: Self = Self(0x8848);
    const PPPOE_SESSION: Self = Self(0x8864);
    const PROVIDER_BRIDGING: Self = Self(0x88a8);
    const ERSPAN: Self = Self(0x88be);
    const QINQ_OLD: Self = Self(0x9100);
    const QINQ_OLDER: Self = Self(0x9200);

    /// The largest value that is a length instead (IEEE 802.3, section 3.2.6).
    const LENGTH_MAX: u16 = 1500;
}

/// How many headers may follow one another before the IP header. Stacks of more than a few tags and
/// labels are not seen in networks; the bound keeps made-up ones short.
const HEADERS_MAX: usize = 16;

/// The IP packet in a frame; none where it carries something else, or too little was captured.
pub(crate) fn ip_packet(mut layer: Layer, mut bytes: &[u8]) -> Option<&[u8]> {
    for _ in 0..HEADERS_MAX {
        (layer, bytes) = match layer {
            Layer::Ip => return Some(bytes),
            Layer::Ethernet => ethernet(bytes)?,
            Layer::Typed(ether_type) => typed(ether_type, bytes)?,
            Layer::Loopback => (Layer::Ip, bytes.get(4..)?),
            Layer::Ppp => ppp(bytes)?,
            Layer::CiscoHdlc => (Layer::Typed(EtherType(u16_at(bytes, 2)?)), bytes.get(4..)?),
            Layer::LinuxSll => (Layer::Typed(EtherType(u16_at(bytes, 14)?)), bytes.get(16..)?),
            Layer::LinuxSll2 => (Layer::Typed(EtherType(u16_at(bytes, 0)?)), bytes.get(20..)?),
        };
    }
    None
}

/// The IP packet that a GRE packet carries (RFC 2784, RFC 2890).
pub(crate) fn gre(bytes: &[u8]) -> Option<&[u8]> {
    const CHECKSUM: u16 = 0x8000;
    const KEY: u16 = 0x2000;
    const SEQUENCE: u16 = 0x1000;
    const ACKNOWLEDGMENT: u16 = 0x0080;
    const VERSION: u16 = 0x0007;

    let flags = u16_at(bytes, 0)?;
    // Version 1 is that of PPTP (RFC 2637), which adds an acknowledgment.
    let present = match flags & VERSION {
        0 => flags & (CHECKSUM | KEY | SEQUENCE),
        1 => flags & (KEY | SEQUENCE | ACKNOWLEDGMENT),
        _ => return None,
    };
    let options = usize::try_from(present.count_ones()).ok()?.checked_mul(4)?;
    let ether_type = EtherType(u16_at(bytes, 2)?);
    let bytes = bytes.get(4..)?.get(options..)?;
    match ether_type {
        // ERSPAN of type 1 has no header of its own and no sequence number, that of type 2 both.
        EtherType::ERSPAN if flags & SEQUENCE == 0 => ip_packet(Layer::Ethernet, bytes),
        EtherType::ERSPAN => ip_packet(Layer::Ethernet, bytes.get(8..)?),
        other => ip_packet(Layer::Typed(other), bytes),
    }
}

/// The IP packet that a UDP datagram carries, where its port says that it is a tunnel and its
/// header agrees.
pub(crate) fn udp_tunnel(destination_port: u16, bytes: &[u8]) -> Option<&[u8]> {
    const GTP_U: u16 = 2152;
    const VXLAN: u16 = 4789;
    const GENEVE: u16 = 6081;

    match destination_port {
        // RFC 7348, section 5: only the I flag is set.
        VXLAN if bytes.first() == Some(&0x08) => ip_packet(Layer::Ethernet, bytes.get(8..)?),
        // RFC 8926, section 3.4: version 0, then the length of the options in words.
        GENEVE if bytes.first().is_some_and(|b| b >> 6 == 0) => {
            let options = usize::from(bytes.first()? & 0x3f).checked_mul(4)?;
            let layer = Layer::Typed(EtherType(u16_at(bytes, 2)?));
            ip_packet(layer, bytes.get(8..)?.get(options..)?)
        }
        GTP_U => gtp_user(bytes),
        _ => None,
    }
}

/// A G-PDU of GTP-U (3GPP TS 29.281, section 5.1).
fn gtp_user(bytes: &[u8]) -> Option<&[u8]> {
    const G_PDU: u8 = 255;
    let flags = *bytes.first()?;
    if flags >> 4 != 0b0011 || *bytes.get(1)? != G_PDU {
        return None;
    }
    let mut rest = bytes.get(8..)?;
    if flags & 0b111 != 0 {
        let mut next = *rest.get(3)?;
        rest = rest.get(4..)?;
        while next != 0 {
            let length = usize::from(*rest.first()?).checked_mul(4)?;
            next = *rest.get(length.checked_sub(1)?)?;
            rest = rest.get(length..)?;
        }
    }
    begins_with_ip(rest).then_some(rest)
}

fn ethernet(bytes: &[u8]) -> Option<(Layer, &[u8])> {
    let ether_type = u16_at(bytes, 12)?;
    let rest = bytes.get(14..)?;
    if ether_type > EtherType::LENGTH_MAX {
        return Some((Layer::Typed(EtherType(ether_type)), rest));
    }
    // LLC with SNAP, and an `EtherType` after all (IEEE 802).
    let snap = rest.strip_prefix(&[0xaa, 0xaa, 0x03, 0, 0, 0])?;
    Some((Layer::Typed(EtherType(u16_at(snap, 0)?)), snap.get(2..)?))
}

fn typed(ether_type: EtherType, bytes: &[u8]) -> Option<(Layer, &[u8])> {
    match ether_type {
        EtherType::IPV4 | EtherType::IPV6 => Some((Layer::Ip, bytes)),
        EtherType::VLAN
        | EtherType::PROVIDER_BRIDGING
        | EtherType::QINQ_OLD
        | EtherType::QINQ_OLDER => {
            let inner = EtherType(u16_at(bytes, 2)?);
            // A tag may also stand before a length.
            let layer =
                if inner.0 > EtherType::LENGTH_MAX { Layer::Typed(inner) } else { return None };
            Some((layer, bytes.get(4..)?))
        }
        EtherType::MPLS | EtherType::MPLS_MULTICAST => mpls(bytes),
        // Version and type, code, session id, length (RFC 2516, section 4).
        EtherType::PPPOE_SESSION => Some((Layer::Ppp, bytes.get(6..)?)),
        EtherType::PPP => Some((Layer::Ppp, bytes)),
        EtherType::TRANSPARENT_BRIDGING => Some((Layer::Ethernet, bytes)),
        _ => None,
    }
}

/// Labels up to the bottom of the stack (RFC 3032, section 2.1). What follows is not said; the
/// first four bits tell IP from a pseudowire (RFC 4385, section 3).
fn mpls(mut bytes: &[u8]) -> Option<(Layer, &[u8])> {
    loop {
        let bottom = bytes.get(2)? & 1 == 1;
        bytes = bytes.get(4..)?;
        if bottom {
            break;
        }
    }
    if begins_with_ip(bytes) {
        return Some((Layer::Ip, bytes));
    }
    let control_word = bytes.first()? >> 4 == 0;
    control_word.then_some((Layer::Ethernet, bytes.get(4..)?))
}

fn ppp(bytes: &[u8]) -> Option<(Layer, &[u8])> {
    let bytes = bytes.strip_prefix(&[0xff, 0x03]).unwrap_or(bytes);
    // A protocol number is odd in its last byte; the first may be left out (RFC 1661, section 6.5).
    let (protocol, rest) = match bytes.first()? {
        first if first & 1 == 1 => (u16::from(*first), bytes.get(1..)?),
        _ => (u16_at(bytes, 0)?, bytes.get(2..)?),
    };
    match protocol {
        0x0021 | 0x0057 => Some((Layer::Ip, rest)),
        0x0281 => mpls(rest),
        _ => None,
    }
}

fn begins_with_ip(bytes: &[u8]) -> bool {
    matches!(bytes.first().map(|b| b >> 4), Some(4 | 6))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of an IPv4 header, enough to be recognised.
    const IP: [u8; 4] = [0x45, 0, 0, 40];

    fn check(link_type: u16, header: &[u8]) {
        let frame = [header, &IP].concat();
        let layer = LinkType(link_type).layer().unwrap();
        assert_eq!(ip_packet(layer, &frame), Some(&IP[..]), "link type {link_type}");
        for length in 0..header.len() {
            let cut = ip_packet(layer, &frame[..length]);
            assert!(cut.is_none_or(<[u8]>::is_empty), "{length} bytes of link type {link_type}");
        }
    }

    const MACS: [u8; 12] = [2; 12];

    fn ethernet(rest: &[u8]) -> Vec<u8> {
        [&MACS[..], rest].concat()
    }

    #[test]
    fn links() {
        check(0, &[2, 0, 0, 0]);
        check(0, &[0, 0, 0, 30]);
        check(108, &[0, 0, 0, 2]);
        check(1, &ethernet(&[0x08, 0]));
        check(9, &[0xff, 3, 0, 0x21]);
        check(50, &[0x21]);
        check(51, &[0x11, 0, 0, 1, 0, 9, 0, 0x21]);
        check(104, &[0x0f, 0, 0x08, 0]);
        check(113, &[0, 0, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0, 0x08, 0]);
        check(276, &[0x08, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0]);
        for raw in [12, 14, 101, 228, 229] {
            check(raw, &[]);
        }
        assert_eq!(LinkType(127).layer(), None);
        assert_eq!(LinkType(127).to_string(), "127 (IEEE 802.11 with radio information)");
    }

    #[test]
    fn tags_labels_and_sessions() {
        check(1, &ethernet(&[0x81, 0, 0, 7, 0x08, 0]));
        check(1, &ethernet(&[0x88, 0xa8, 0, 7, 0x81, 0, 0, 8, 0x08, 0]));
        check(1, &ethernet(&[0x91, 0, 0, 7, 0x81, 0, 0, 8, 0x86, 0xdd]));
        check(1, &ethernet(&[0x88, 0x47, 0, 0, 0x10, 64, 0, 0, 0x21, 64]));
        let pseudowire = [&[0x88, 0x47, 0, 0, 0x11, 64, 0, 0, 0, 0][..], &ethernet(&[0x08, 0])];
        check(1, &ethernet(&pseudowire.concat()));
        check(1, &ethernet(&[0x88, 0x64, 0x11, 0, 0, 1, 0, 42, 0, 0x21]));
        check(1, &ethernet(&[0, 48, 0xaa, 0xaa, 3, 0, 0, 0, 0x08, 0]));
    }

    #[test]
    fn a_stack_of_headers_without_end() {
        let mut frame = ethernet(&[]);
        for _ in 0..1000 {
            frame.extend([0x81, 0, 0, 7]);
        }
        assert_eq!(ip_packet(Layer::Ethernet, &frame), None);
    }

    #[test]
    fn gre_and_its_options() {
        let carried = |header: &[u8]| gre(&[header, &IP].concat()).is_some_and(|ip| ip == IP);
        assert!(carried(&[0, 0, 0x08, 0]));
        assert!(carried(&[0xb0, 0, 0x08, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]));
        assert!(carried(&[0x30, 0x81, 0x88, 0x0b, 0, 9, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0x21]));
        let frame = ethernet(&[0x08, 0]);
        assert!(carried(&[&[0, 0, 0x65, 0x58][..], &frame].concat()));
        assert!(carried(&[&[0, 0, 0x88, 0xbe][..], &frame].concat()));
        let header = [0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        assert!(carried(&[&header[..], &frame].concat()));
        assert!(!carried(&[0, 2, 0x08, 0]));
    }

    #[test]
    fn tunnels_over_udp() {
        let carried = |port: u16, header: &[u8]| {
            udp_tunnel(port, &[header, &IP].concat()).is_some_and(|ip| ip == IP)
        };
        let frame = ethernet(&[0x08, 0]);
        assert!(carried(4789, &[&[8, 0, 0, 0, 0, 0, 1, 0][..], &frame].concat()));
        assert!(!carried(4790, &[&[8, 0, 0, 0, 0, 0, 1, 0][..], &frame].concat()));
        let geneve = [1, 0, 0x65, 0x58, 0, 0, 1, 0, 9, 9, 9, 9];
        assert!(carried(6081, &[&geneve[..], &frame].concat()));
        assert!(carried(2152, &[0x30, 255, 0, 4, 0, 0, 0, 1]));
        assert!(carried(2152, &[0x34, 255, 0, 12, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 9, 0]));
        assert!(!carried(2152, &[0x34, 255, 0, 12, 0, 0, 0, 1, 0, 0, 0, 0x85, 0, 0, 9, 0]));
        assert!(!carried(2152, &[0x30, 1, 0, 4, 0, 0, 0, 1]));
    }
}
