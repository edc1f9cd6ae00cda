//! What a client may still do whose encrypted `ClientHello` was rejected (RFC 9849 section 6.1.6).

use tls_wire::ExtensionType;

use super::{Once, Order};
use crate::{Peer, Place, Rule, Seen};

impl Order {
    /// The client goes on as if its encrypted hello had been accepted: it sends data, or says who it
    /// is. A made-up extension looks the same, so the embedder must know that it was none.
    pub(super) fn goes_on_without_ech(&mut self, place: Place, seen: Seen) {
        if !self.config().is_some_and(|config| config.genuine_ech) {
            return;
        }
        let ech = ExtensionType::ENCRYPTED_CLIENT_HELLO;
        let facts = &self.facts;
        let rejected = !facts.is_tls13()
            || facts.answer.extensions.contains(ech)
            || (facts.retried() && !facts.offer.ech_outer());
        if facts.offer.extensions.contains(ech) && rejected {
            let rule = Rule::Hs13EchRejectedTraffic;
            self.report_once(Once::EARLY_APPLICATION_DATA, rule, Peer::Client, place, seen);
        }
    }
}
