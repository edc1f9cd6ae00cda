//! The rules of DTLS that its hellos in the clear can break (RFC 6347 section 4.2, RFC 9147 section 5).

use tls_wire::{AlertDescription, HandshakeType};

use super::{Once, Order};
use crate::{Peer, Place, Rule, Seen};

/// What the header of a fragment says of its message (RFC 6347 section 4.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MessageFragment {
    pub(crate) handshake_type: HandshakeType,
    /// Of the whole message, in bytes.
    pub(crate) length: u32,
    pub(crate) message_seq: u16,
    /// Where the fragment stands in the message, in bytes.
    pub(crate) offset: u32,
}

impl Order {
    /// A DTLS `ClientHello`.
    pub(crate) fn dtls_client_hello(&mut self, only_13: bool) {
        self.facts.offer.set_tls13(only_13);
        if let Some(history) = self.history_so_far() {
            // A client that starts anew may end up with another version.
            history.dtls13 = false;
        }
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

    /// A fragment goes on with the message whose beginning had its number. What begins anew is
    /// another message, or the same one sent again.
    pub(crate) fn dtls_fragment(&mut self, from: Peer, fragment: MessageFragment, place: Place) {
        let begun = self.history_mut().begun_by(from);
        if fragment.offset == 0 {
            *begun = Some(fragment);
            return;
        }
        let differs = begun.is_some_and(|begun| {
            begun.message_seq == fragment.message_seq
                && (begun.handshake_type, begun.length)
                    != (fragment.handshake_type, fragment.length)
        });
        if differs {
            *begun = None;
            self.begin_item();
            let seen = Seen::Handshake(fragment.handshake_type);
            self.report(Rule::DtlsFragmentMismatch, from, place, seen);
            self.end_item();
        }
    }

    /// A `ServerHello` that selects DTLS 1.3, in which no session id is echoed.
    pub(crate) fn dtls_server_hello_13(&mut self, echoes: bool, place: Place) {
        self.history_mut().dtls13 = true;
        if echoes {
            self.begin_item();
            let seen = Seen::Handshake(HandshakeType::SERVER_HELLO);
            self.report_once(Once::CCS_REPEATED, Rule::Dtls13Ccs, Peer::Server, place, seen);
            self.end_item();
        }
    }

    /// A `ChangeCipherSpec`, which DTLS 1.3 has no use for (RFC 9147 section 5).
    pub(crate) fn dtls_change_cipher_spec(&mut self, from: Peer, place: Place) {
        if self.history().is_some_and(|history| history.dtls13) {
            self.begin_item();
            let (once, seen) = (Once::CCS_REPEATED, Seen::ChangeCipherSpec);
            if self.report_once(once, Rule::Dtls13Ccs, from, place, seen) {
                self.owe(AlertDescription::UNEXPECTED_MESSAGE);
            }
            self.end_item();
        }
    }
}
