//! How much one key may seal (RFC 8446 section 5.5).

use tls_wire::CipherSuite;

use super::Order;
use crate::{Item, Peer, Place, Rule, Seen};

/// A full-size record's content in bytes, as a shift (RFC 8446 section 5.1).
const FULL_RECORD: u32 = 14;

/// `TLS_AES_128_GCM_SHA256` and `TLS_AES_256_GCM_SHA384` (RFC 8446 appendix B.4).
const AES_GCM: [CipherSuite; 2] = [CipherSuite(0x1301), CipherSuite(0x1302)];

impl Order {
    /// Application data that was sealed with this peer's present key. Only AES-GCM has a limit that
    /// a connection can reach, and it is one of full-size records: short ones seal less.
    pub(super) fn count_key_usage(&mut self, from: Peer, length: u32, place: Place) {
        if !AES_GCM.contains(&self.facts.answer.cipher_suite) {
            return;
        }
        let limit = u64::from(self.limits().key_usage) << FULL_RECORD;
        let used = self.history_mut().sealed_by(from);
        let before = *used;
        *used = before.saturating_add(u64::from(length));
        if before <= limit && *used > limit {
            let seen = Seen::Item(Item::ApplicationData);
            self.report(Rule::RecKeyUsageLimit, from, place, seen);
        }
    }

    /// This peer's key changed, or may have.
    pub(super) fn key_is_fresh(&mut self, from: Peer) {
        if let Some(history) = self.history_so_far() {
            *history.sealed_by(from) = 0;
        }
    }
}
