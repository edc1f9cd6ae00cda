//! A TCP segment of a capture.

use std::net::SocketAddr;
use std::time::Duration;

/// A TCP segment (RFC 9293, section 3.1) with the addresses of the innermost IP header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "these are the flags of the header")]
pub(crate) struct Segment<'p> {
    pub(crate) source: SocketAddr,
    pub(crate) destination: SocketAddr,
    pub(crate) sequence: u32,
    /// None where the ACK flag is not set.
    pub(crate) acknowledgment: Option<u32>,
    pub(crate) syn: bool,
    pub(crate) fin: bool,
    pub(crate) rst: bool,
    pub(crate) psh: bool,
    /// The captured part of its payload.
    pub(crate) payload: &'p [u8],
    /// Bytes of its payload that the capture cut off.
    pub(crate) cut: u32,
    /// When it was captured, since 1970-01-01 00:00:00 UTC.
    pub(crate) time: Option<Duration>,
}

impl Segment<'_> {
    /// An acknowledgment without data, padded to the shortest Ethernet frame by a box that counted
    /// the padding as payload: 20 bytes of IP header, 20 or 24 of TCP header, zeros up to 46. A
    /// sender marks so few bytes of data with PSH; a single one may be a zero-window probe.
    pub(crate) fn is_padded_acknowledgment(&self) -> bool {
        let is_padding =
            (2..=6).contains(&self.payload.len()) && self.payload.iter().all(|b| *b == 0);
        is_padding && !self.psh && !self.fin
    }
}
