//! The one rule of DTLS that its hellos in the clear can break (RFC 6347 section 4.2.1, RFC 9147 section 5.1).

use tls_wire::HandshakeType;

use super::{Once, Order};
use crate::{Peer, Place, Rule, Seen};

impl Order {
    /// A DTLS `ClientHello`.
    pub(crate) fn dtls_client_hello(&mut self, only_13: bool) {
        self.facts.offer.set_tls13(only_13);
    }

    /// A `HelloVerifyRequest`: once at most, and never in DTLS 1.3.
    pub(crate) fn hello_verify_request(&mut self, place: Place) {
        self.begin_item();
        if self.facts.offer.tls13() || self.server.once.has(Once::BEFORE_SERVER_HELLO) {
            let seen = Seen::Handshake(HandshakeType::HELLO_VERIFY_REQUEST);
            self.report(Rule::DtlsHvr, Peer::Server, place, seen);
        }
        self.server.once.set(Once::BEFORE_SERVER_HELLO);
        self.end_item();
    }
}
