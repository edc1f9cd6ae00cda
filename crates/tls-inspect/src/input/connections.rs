//! The TCP connections of a capture.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::net::SocketAddr;

use tls_flow::Peer;

use super::connection::Connection;
use super::reassembly::Accepted;
use super::roles::sender_by_ports;
use super::segment::Segment;
use super::step::{Sink, TcpStart};

/// How many pairs of endpoints are remembered. One that holds nothing back costs some 5 KiB together
/// with what the tool's printers and flows keep of it (measured), so that all of them fit in 400 MiB.
const CONNECTIONS_MAX: usize = 1 << 16;

/// The most that all directions together hold back for missing segments: enough for 32 connections
/// that are all at their own limit.
const HELD_TOTAL_MAX: usize = 256 << 20;

/// Tells the segments of a capture apart by connection.
#[derive(Debug)]
pub(crate) struct Connections<C> {
    pairs: HashMap<(SocketAddr, SocketAddr), Tracked<C>>,
    held_total: usize,
    segments: u64,
    pub(crate) counts: Counts,
}

/// What happened to segments that did not become bytes of a stream.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// They brought bytes that had been given up on.
    pub(crate) too_late: u64,
    /// Their sequence numbers belong to no connection that is known.
    pub(crate) stray: u64,
    /// Connections that were ended because too many were open.
    pub(crate) evicted: u64,
}

#[derive(Debug)]
struct Tracked<C> {
    connection: Connection<C>,
    last_segment: u64,
}

impl<C> Connections<C> {
    pub(crate) fn new() -> Self {
        Self { pairs: HashMap::new(), held_total: 0, segments: 0, counts: Counts::default() }
    }

    /// Takes the next segment of the capture.
    pub(crate) fn segment<S: Sink<Connection = C>>(
        &mut self,
        segment: &Segment<'_>,
        sink: &mut S,
    ) -> io::Result<()> {
        let pair = pair_of(segment);
        self.segments = self.segments.saturating_add(1);
        if self.pairs.len() >= CONNECTIONS_MAX && !self.pairs.contains_key(&pair) {
            self.evict(sink)?;
        }
        let tracked = match self.pairs.entry(pair) {
            Entry::Vacant(vacant) => {
                if segment.rst && !segment.syn {
                    return Ok(());
                }
                vacant.insert(Tracked { connection: connection_of(segment, 0), last_segment: 0 })
            }
            Entry::Occupied(occupied) => {
                let tracked = occupied.into_mut();
                if segment.syn && tracked.connection.is_blank() {
                    let index = tracked.connection.index();
                    tracked.connection = connection_of(segment, index);
                } else if segment.syn && !segment.rst && !tracked.connection.owns_syn(segment) {
                    let held = tracked.connection.held_cost();
                    self.held_total = self.held_total.saturating_sub(held);
                    tracked.connection.finish(sink)?;
                    let index = tracked.connection.index().saturating_add(1);
                    tracked.connection = connection_of(segment, index);
                }
                tracked
            }
        };
        tracked.last_segment = self.segments;
        let held_before = tracked.connection.held_cost();
        match tracked.connection.segment(segment, sink)? {
            Accepted::Taken => {}
            Accepted::TooLate => self.counts.too_late = self.counts.too_late.saturating_add(1),
            Accepted::Stray => self.counts.stray = self.counts.stray.saturating_add(1),
        }
        let mut held = tracked.connection.held_cost();
        let others = self.held_total.saturating_sub(held_before);
        if others.saturating_add(held) > HELD_TOTAL_MAX {
            tracked.connection.give_up_holes(sink)?;
            held = tracked.connection.held_cost();
        }
        self.held_total = others.saturating_add(held);
        Ok(())
    }

    /// The capture has ended.
    pub(crate) fn finish<S: Sink<Connection = C>>(mut self, sink: &mut S) -> io::Result<Counts> {
        let mut open: Vec<_> = self.pairs.drain().map(|(_, tracked)| tracked).collect();
        open.sort_unstable_by_key(|tracked| tracked.last_segment);
        for mut tracked in open {
            tracked.connection.finish(sink)?;
        }
        Ok(self.counts)
    }

    /// Ends and forgets the half of the connections that was idle for longest.
    fn evict<S: Sink<Connection = C>>(&mut self, sink: &mut S) -> io::Result<()> {
        let mut last: Vec<u64> = self.pairs.values().map(|tracked| tracked.last_segment).collect();
        let middle = last.len() / 2;
        let (_, &mut limit, _) = last.select_nth_unstable(middle);
        let mut idle: Vec<_> =
            self.pairs.extract_if(|_, tracked| tracked.last_segment < limit).collect();
        idle.sort_unstable_by_key(|(_, tracked)| tracked.last_segment);
        for (_, mut tracked) in idle {
            let held = tracked.connection.held_cost();
            self.held_total = self.held_total.saturating_sub(held);
            if tracked.connection.is_reported() {
                self.counts.evicted = self.counts.evicted.saturating_add(1);
            }
            tracked.connection.finish(sink)?;
        }
        Ok(())
    }
}

/// The endpoints in an order that does not depend on the direction.
fn pair_of(segment: &Segment<'_>) -> (SocketAddr, SocketAddr) {
    let Segment { source, destination, .. } = *segment;
    if source <= destination { (source, destination) } else { (destination, source) }
}

/// The sender of a SYN is the client, the receiver of a SYN-ACK too. Without either the ports say
/// who it is, until a payload says it better.
fn connection_of<C>(segment: &Segment<'_>, index: u32) -> Connection<C> {
    let sender = match (segment.syn, segment.acknowledgment) {
        (true, None) => Peer::Client,
        (true, Some(_)) => Peer::Server,
        (false, _) => sender_by_ports(segment),
    };
    let (client, server) = match sender {
        Peer::Client => (segment.source, segment.destination),
        Peer::Server => (segment.destination, segment.source),
    };
    Connection::new(TcpStart { client, server, index, syn: false }, segment.time)
}

#[cfg(test)]
mod tests;
