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
    seen: u64,
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
        self.seen = self.seen.saturating_add(1);
        if self.incomplete.len() >= DATAGRAMS_MAX && !self.incomplete.contains_key(&key) {
            self.forget_oldest();
        }
        let incomplete = self.incomplete.entry(key).or_insert_with(|| Incomplete {
            buffer: IpDefragBuf::new(key.protocol, Vec::new(), Vec::new()),
            first_fragment: self.seen,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn key(identification: u32) -> FragmentKey {
        FragmentKey {
            source: [10, 0, 0, 1].into(),
            destination: [10, 0, 0, 2].into(),
            identification,
            protocol: IpNumber::TCP,
        }
    }

    fn offset(bytes: u16) -> IpFragOffset {
        IpFragOffset::try_new(bytes / 8).unwrap()
    }

    #[test]
    fn in_any_order() {
        let mut fragments = Fragments::default();
        assert_eq!(fragments.push(key(1), offset(16), false, b"end"), None);
        assert_eq!(fragments.push(key(2), offset(0), true, b"another."), None);
        assert_eq!(fragments.push(key(1), offset(0), true, b"01234567"), None);
        let whole = fragments.push(key(1), offset(8), true, b"89abcdef");
        assert_eq!(whole.as_deref(), Some(&b"0123456789abcdefend"[..]));
        assert_eq!(fragments.lost_in_all(), 1);
    }

    #[test]
    fn contradictions_are_lost() {
        let mut fragments = Fragments::default();
        assert_eq!(fragments.push(key(1), offset(8), false, b"end"), None);
        assert_eq!(fragments.push(key(1), offset(16), false, b"another end"), None);
        assert_eq!(fragments.lost_in_all(), 1);
    }

    #[test]
    fn the_oldest_is_forgotten() {
        let mut fragments = Fragments::default();
        for identification in 0..1000 {
            fragments.push(key(identification), offset(0), true, b"01234567");
        }
        assert_eq!(fragments.incomplete.len(), DATAGRAMS_MAX);
        assert!(fragments.incomplete.contains_key(&key(999)));
        assert_eq!(fragments.lost_in_all(), 1000);
    }
}
