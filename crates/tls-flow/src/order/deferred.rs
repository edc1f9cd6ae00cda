//! Items whose legality depends on a version that is not known yet (reporting contract, 5).

use alloc::vec::Vec;

use super::{Order, change_cipher_spec::Content};
use crate::{Peer, Place, Rule, Seen};
use tls_wire::Alert;

/// The most items that wait: one of each kind and a repetition say all that can be said.
const DEFERRED_MAX: usize = 4;

/// A `ChangeCipherSpec` before the version was known.
#[derive(Clone, Copy, Debug)]
pub(super) struct EarlyChangeCipherSpec {
    pub(super) from: Peer,
    pub(super) content: Content,
    pub(super) place: Place,
    /// A handshake message of that peer was incomplete.
    pub(super) mid_message: bool,
}

/// What waits for the `ServerHello`.
#[derive(Clone, Debug, Default)]
pub(super) struct Deferred {
    pub(super) change_cipher_specs: Vec<EarlyChangeCipherSpec>,
    empty_handshake: Vec<(Peer, Place)>,
    warnings: Vec<(Place, Alert)>,
    /// A `ClientHello` that TLS 1.3 would find incomplete.
    pub(super) incomplete_hello: Option<Place>,
}

impl Deferred {
    pub(super) fn add_change_cipher_spec(&mut self, early: EarlyChangeCipherSpec) {
        if self.change_cipher_specs.len() < DEFERRED_MAX {
            self.change_cipher_specs.push(early);
        }
    }
}

impl Order {
    /// A zero-length handshake record before the version is known.
    pub(super) fn defer_empty_handshake(&mut self, from: Peer, place: Place) {
        let deferred = self.deferred_mut();
        if deferred.empty_handshake.len() < DEFERRED_MAX {
            deferred.empty_handshake.push((from, place));
        }
    }

    /// A server's warning before its `ServerHello`: in TLS 1.3 an error alert at the wrong level.
    pub(super) fn defer_warning(&mut self, place: Place, alert: Alert) {
        let deferred = self.deferred_mut();
        if deferred.warnings.len() < DEFERRED_MAX {
            deferred.warnings.push((place, alert));
        }
    }

    /// The version is known: judges what waited, at its own place.
    pub(super) fn release_deferred(&mut self, by: Peer, place: Place) {
        let Some(deferred) = self.take_deferred() else { return };
        self.rare_mut().released_at = Some((by, place.offset));
        let tls13 = self.facts.is_tls13();
        for early in deferred.change_cipher_specs {
            if tls13 {
                self.release_change_cipher_spec_13(early);
            } else {
                self.release_change_cipher_spec_12(early);
            }
        }
        for (from, place) in deferred.empty_handshake {
            self.empty_handshake_record(from, place);
        }
        for (place, alert) in deferred.warnings {
            if tls13 {
                self.report(Rule::AlertErrorAsWarning13, Peer::Server, place, Seen::Alert(alert));
            }
        }
        if let (Some(place), true) = (deferred.incomplete_hello, tls13) {
            let seen = Seen::Handshake(tls_wire::HandshakeType::CLIENT_HELLO);
            self.report(Rule::Hs13ChMissingExtension, Peer::Client, place, seen);
        }
        self.rare_mut().released_at = None;
    }
}
