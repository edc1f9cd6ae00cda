//! Makes captures, packet by packet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// One side of a TCP conversation that is being written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sender {
    pub(crate) address: SocketAddr,
    pub(crate) sequence: u32,
}

/// A TCP conversation; it keeps the sequence numbers.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    pub(crate) client: Sender,
    pub(crate) server: Sender,
    /// IP packets in the order of the capture.
    pub(crate) packets: Vec<Vec<u8>>,
}

pub(crate) const SYN: u8 = 2;
pub(crate) const FIN: u8 = 1;
pub(crate) const PSH: u8 = 8;
pub(crate) const ACK: u8 = 16;

impl Conversation {
    pub(crate) fn new(client: &str, server: &str) -> Self {
        let sender =
            |address: &str, sequence| Sender { address: address.parse().unwrap(), sequence };
        Self { client: sender(client, 1000), server: sender(server, 50_000), packets: Vec::new() }
    }

    /// Between two usual endpoints, with its three-way handshake.
    pub(crate) fn opened() -> Self {
        let mut conversation = Self::new("192.0.2.1:51000", "198.51.100.7:443");
        conversation.open();
        conversation
    }

    pub(crate) fn open(&mut self) {
        self.packet(true, SYN, &[]);
        self.client.sequence += 1;
        self.packet(false, SYN | ACK, &[]);
        self.server.sequence += 1;
        self.packet(true, ACK, &[]);
    }

    pub(crate) fn client(&mut self, bytes: &[u8]) {
        self.packet(true, PSH | ACK, bytes);
        self.client.sequence += u32::try_from(bytes.len()).unwrap();
    }

    pub(crate) fn server(&mut self, bytes: &[u8]) {
        self.packet(false, PSH | ACK, bytes);
        self.server.sequence += u32::try_from(bytes.len()).unwrap();
    }

    pub(crate) fn close(&mut self) {
        self.packet(true, FIN | ACK, &[]);
        self.client.sequence += 1;
        self.packet(false, FIN | ACK, &[]);
        self.server.sequence += 1;
        self.packet(true, ACK, &[]);
    }

    fn packet(&mut self, from_client: bool, flags: u8, payload: &[u8]) {
        let (from, to) =
            if from_client { (self.client, self.server) } else { (self.server, self.client) };
        let segment =
            tcp(from.address.port(), to.address.port(), from.sequence, to.sequence, flags, payload);
        self.packets.push(ip(from.address.ip(), to.address.ip(), 6, &segment));
    }
}

pub(crate) fn tcp(
    from: u16,
    to: u16,
    sequence: u32,
    acknowledgment: u32,
    flags: u8,
    payload: &[u8],
) -> Vec<u8> {
    let mut segment = Vec::new();
    segment.extend(from.to_be_bytes());
    segment.extend(to.to_be_bytes());
    segment.extend(sequence.to_be_bytes());
    segment.extend(if flags & ACK == 0 { 0 } else { acknowledgment }.to_be_bytes());
    segment.extend([5 << 4, flags, 0xff, 0xff, 0, 0, 0, 0]);
    segment.extend(payload);
    segment
}

pub(crate) fn udp(from: u16, to: u16, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(8 + payload.len()).unwrap();
    let mut datagram = Vec::new();
    for field in [from, to, length, 0] {
        datagram.extend(field.to_be_bytes());
    }
    datagram.extend(payload);
    datagram
}

pub(crate) fn ip(from: IpAddr, to: IpAddr, protocol: u8, payload: &[u8]) -> Vec<u8> {
    match (from, to) {
        (IpAddr::V4(from), IpAddr::V4(to)) => ipv4(from, to, protocol, 0, payload),
        (IpAddr::V6(from), IpAddr::V6(to)) => ipv6(from, to, protocol, payload),
        _ => panic!("{from} and {to} are of different versions"),
    }
}

/// `fragment` is the field with the flags and the offset.
pub(crate) fn ipv4(
    from: Ipv4Addr,
    to: Ipv4Addr,
    protocol: u8,
    fragment: u16,
    payload: &[u8],
) -> Vec<u8> {
    let length = u16::try_from(20 + payload.len()).unwrap();
    let mut packet = vec![0x45, 0];
    packet.extend(length.to_be_bytes());
    packet.extend([0x12, 0x34]);
    packet.extend(fragment.to_be_bytes());
    packet.extend([64, protocol, 0, 0]);
    packet.extend(from.octets());
    packet.extend(to.octets());
    packet.extend(payload);
    packet
}

pub(crate) fn ipv6(from: Ipv6Addr, to: Ipv6Addr, next_header: u8, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![0x60, 0, 0, 0];
    packet.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
    packet.extend([next_header, 64]);
    packet.extend(from.octets());
    packet.extend(to.octets());
    packet.extend(payload);
    packet
}

pub(crate) fn ethernet(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![2; 12];
    frame.extend(ether_type.to_be_bytes());
    frame.extend(payload);
    frame
}

/// Ethernet frames for IP packets.
pub(crate) fn frames(packets: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let ether_type = |packet: &[u8]| if packet[0] >> 4 == 4 { 0x0800 } else { 0x86dd };
    packets.iter().map(|packet| ethernet(ether_type(packet), packet)).collect()
}

/// The byte order of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Little,
    Big,
}

impl Order {
    pub(crate) fn u16(self, value: u16) -> [u8; 2] {
        if self == Self::Little { value.to_le_bytes() } else { value.to_be_bytes() }
    }

    pub(crate) fn u32(self, value: u32) -> [u8; 4] {
        if self == Self::Little { value.to_le_bytes() } else { value.to_be_bytes() }
    }
}

pub(crate) const ETHERNET: u32 = 1;
pub(crate) const RAW_IP: u32 = 101;

/// A pcap file, each packet cut off at `snapshot` bytes.
pub(crate) fn pcap(link_type: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    pcap_with(Order::Little, 0xa1b2_c3d4, usize::MAX, link_type, frames)
}

pub(crate) fn pcap_with(
    order: Order,
    magic: u32,
    snapshot: usize,
    link_type: u32,
    frames: &[Vec<u8>],
) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(order.u32(magic));
    file.extend(order.u16(2));
    file.extend(order.u16(4));
    for field in [0, 0, 262_144, link_type] {
        file.extend(order.u32(field));
    }
    for (seconds, frame) in (1_700_000_000..).zip(frames) {
        let captured = &frame[..frame.len().min(snapshot)];
        let fraction = if magic == 0xa1b2_3c4d { 250_000_000 } else { 250_000 };
        for field in [seconds, fraction, length(captured), length(frame)] {
            file.extend(order.u32(field));
        }
        if magic == 0xa1b2_cd34 {
            file.extend([0; 8]);
        }
        file.extend(captured);
    }
    file
}

fn halves(ticks: u64) -> [u32; 2] {
    [ticks >> 32, ticks & 0xffff_ffff].map(|half| u32::try_from(half).unwrap())
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}

/// Writes the blocks of a pcapng file.
pub(crate) struct Pcapng {
    pub(crate) order: Order,
    pub(crate) file: Vec<u8>,
}

impl Pcapng {
    pub(crate) fn new(order: Order) -> Self {
        let mut pcapng = Self { order, file: Vec::new() };
        pcapng.section(order);
        pcapng
    }

    pub(crate) fn section(&mut self, order: Order) {
        self.order = order;
        let body =
            [order.u32(0x1a2b_3c4d).as_slice(), &order.u16(1), &order.u16(0), &[0xff; 8]].concat();
        self.block(0x0a0d_0d0a, &body);
    }

    pub(crate) fn interface(&mut self, link_type: u16, snapshot: u32, options: &[u8]) {
        let order = self.order;
        let body =
            [order.u16(link_type).as_slice(), &[0, 0], &order.u32(snapshot), options].concat();
        self.block(1, &body);
    }

    pub(crate) fn option(&self, code: u16, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap();
        let mut option = [self.order.u16(code), self.order.u16(length)].concat();
        option.extend(value);
        option.resize(option.len().next_multiple_of(4), 0);
        option
    }

    pub(crate) fn enhanced_packet(&mut self, interface: u32, ticks: u64, frame: &[u8]) {
        let order = self.order;
        let [high, low] = halves(ticks);
        let fields = [interface, high, low, length(frame), length(frame)];
        let mut body: Vec<u8> = fields.iter().flat_map(|field| order.u32(*field)).collect();
        body.extend(frame);
        self.block(6, &body);
    }

    pub(crate) fn simple_packet(&mut self, frame: &[u8], captured: usize) {
        let body = [self.order.u32(length(frame)).as_slice(), &frame[..captured]].concat();
        self.block(3, &body);
    }

    /// The packet block of old files.
    pub(crate) fn old_packet(&mut self, interface: u16, ticks: u64, frame: &[u8]) {
        let order = self.order;
        let [high, low] = halves(ticks);
        let mut body = [order.u16(interface), order.u16(0)].concat();
        for field in [high, low, length(frame), length(frame)] {
            body.extend(order.u32(field));
        }
        body.extend(frame);
        self.block(2, &body);
    }

    pub(crate) fn block(&mut self, block_type: u32, body: &[u8]) {
        let padded = body.len().next_multiple_of(4);
        let length = self.order.u32(u32::try_from(12 + padded).unwrap());
        self.file.extend(self.order.u32(block_type));
        self.file.extend(length);
        self.file.extend(body);
        self.file.resize(self.file.len() + padded - body.len(), 0);
        self.file.extend(length);
    }
}

/// A TLS record of version 1.2.
pub(crate) fn record(content_type: u8, fragment: &[u8]) -> Vec<u8> {
    let length = u16::try_from(fragment.len()).unwrap();
    [&[content_type, 3, 3][..], &length.to_be_bytes(), fragment].concat()
}

/// A handshake message in a record of its own.
pub(crate) fn handshake(handshake_type: u8, body: &[u8]) -> Vec<u8> {
    let [_, high, middle, low] = length(body).to_be_bytes();
    record(22, &[&[handshake_type, high, middle, low][..], body].concat())
}

/// Offers TLS 1.2 with RSA key exchange to `example.com`.
pub(crate) fn client_hello() -> Vec<u8> {
    let name = b"example.com";
    let mut body = vec![3, 3];
    body.extend([0xc1; 32]);
    body.extend([0, 0, 4, 0, 0x2f, 0, 0xff, 1, 0]);
    body.extend([0, 20, 0, 0, 0, 16, 0, 14, 0, 0, 11]);
    body.extend(name);
    handshake(1, &body)
}

/// Chooses TLS 1.2 with `TLS_RSA_WITH_AES_128_CBC_SHA`, and gives a session id.
pub(crate) fn server_hello() -> Vec<u8> {
    let mut body = vec![3, 3];
    body.extend([0x5e; 32]);
    body.push(4);
    body.extend(b"sess");
    body.extend([0, 0x2f, 0, 0, 5, 0xff, 1, 0, 1, 0]);
    handshake(2, &body)
}

pub(crate) fn certificate() -> Vec<u8> {
    handshake(11, &[0, 0, 6, 0, 0, 3, 0x30, 1, 0])
}

pub(crate) fn server_hello_done() -> Vec<u8> {
    handshake(14, &[])
}

pub(crate) fn client_key_exchange() -> Vec<u8> {
    handshake(16, &[&[0, 128][..], &[7; 128]].concat())
}

pub(crate) fn change_cipher_spec() -> Vec<u8> {
    record(20, &[1])
}

/// A protected record of 64 bytes.
pub(crate) fn protected(content_type: u8) -> Vec<u8> {
    record(content_type, &[0xe9; 64])
}

/// A whole TLS 1.2 connection, without the server's certificate if it is not wanted.
pub(crate) fn tls12(with_certificate: bool) -> Conversation {
    let mut conversation = Conversation::opened();
    conversation.client(&client_hello());
    conversation.server(&server_hello());
    if with_certificate {
        conversation.server(&certificate());
    }
    conversation.server(&server_hello_done());
    conversation.client(&client_key_exchange());
    conversation.client(&change_cipher_spec());
    conversation.client(&protected(22));
    conversation.server(&change_cipher_spec());
    conversation.server(&protected(22));
    conversation.client(&protected(23));
    conversation.server(&protected(23));
    conversation.server(&protected(23));
    conversation.client(&protected(21));
    conversation.server(&protected(21));
    conversation.close();
    conversation
}
