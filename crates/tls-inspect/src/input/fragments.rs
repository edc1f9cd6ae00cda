//! Puts fragmented IP datagrams together.

use std::collections::HashMap;
use std::net::IpAddr;

use etherparse::defrag::IpDefragBuf;
use etherparse::{IpFragOffset, IpNumber};

/// How many incomplete datagrams are kept. Each is at most 64 KiB, so all of them 16 MiB; Linux
/// allows 4 MiB for the same purpose (`ipfrag_high_thresh`).
const DATAGRAMS_MAX: usize = 256;

/// Incomplete datagrams, by what tells them apart (RFC 791, section 3.2; RFC 8200, section 4.5).
#[derive(Debug, Default)]
pub(crate) struct Fragments {
    incomplete: HashMap<FragmentKey, Incomplete>,
    fragments: u64,
    /// Datagrams that will never be complete.
    pub(crate) lost: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FragmentKey {
    pub(crate) source: IpAddr,
    pub(crate) destination: IpAddr,
    pub(crate) identification: u32,
    pub(crate) protocol: IpNumber,
}

#[derive(Debug)]
struct Incomplete {
    buffer: IpDefragBuf,
    first_fragment: u64,
}

impl Fragments {
    /// Takes a fragment; gives the payload of the datagram when it was the last one missing.
    pub(crate) fn push(
        &mut self,
        key: FragmentKey,
        offset: IpFragOffset,
        more: bool,
        payload: &[u8],
    ) -> Option<Vec<u8>> {
        self.fragments = self.fragments.saturating_add(1);
        if self.incomplete.len() >= DATAGRAMS_MAX && !self.incomplete.contains_key(&key) {
            self.forget_oldest();
        }
        let incomplete = self.incomplete.entry(key).or_insert_with(|| Incomplete {
            buffer: IpDefragBuf::new(key.protocol, Vec::new(), Vec::new()),
            first_fragment: self.fragments,
        });
        let added = incomplete.buffer.add(offset, more, payload);
        if added.is_ok() && !incomplete.buffer.is_complete() {
            return None;
        }
        let complete = self.incomplete.remove(&key)?;
        if added.is_err() {
            self.lost = self.lost.saturating_add(1);
            return None;
        }
        Some(complete.buffer.take_bufs().0)
    }

    /// Datagrams that were lost, those included that are incomplete now.
    pub(crate) fn lost_in_all(&self) -> u64 {
        self.lost.saturating_add(self.incomplete.len() as u64)
    }

    fn forget_oldest(&mut self) {
        let oldest = self.incomplete.iter().min_by_key(|(_, i)| i.first_fragment).map(|(k, _)| *k);
        if let Some(key) = oldest {
            self.incomplete.remove(&key);
            self.lost = self.lost.saturating_add(1);
        }
    }
}
