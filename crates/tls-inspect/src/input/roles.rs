//! Who is the client of a connection whose SYN was not captured.

use tls_flow::Peer;
use tls_wire::{ContentType, HandshakeType};

use super::segment::Segment;

/// How a server greets, or answers, in protocols that are met on the ports of TLS.
const OF_SERVERS: [&[u8]; 5] = [b"HTTP/", b"220 ", b"220-", b"+OK", b"* OK"];

/// The sender of a segment, as far as its payload tells: a hello, or a server's line of text.
pub(super) fn sender_by_content(segment: &Segment<'_>) -> Option<Peer> {
    match segment.payload {
        [content_type, 3, _, _, _, message, ..]
            if ContentType(*content_type) == ContentType::HANDSHAKE =>
        {
            match HandshakeType(*message) {
                HandshakeType::CLIENT_HELLO => Some(Peer::Client),
                HandshakeType::SERVER_HELLO => Some(Peer::Server),
                _ => None,
            }
        }
        payload if OF_SERVERS.iter().any(|start| payload.starts_with(start)) => Some(Peer::Server),
        _ => None,
    }
}

/// The sender of a segment by its ports: services listen on low ones. Between equal ports it is the
/// client that is seen first.
pub(super) fn sender_by_ports(segment: &Segment<'_>) -> Peer {
    if segment.source.port() < segment.destination.port() { Peer::Server } else { Peer::Client }
}
