//! Renegotiation in TLS 1.2 and below (RFC 5246 section 7.4.1.1, RFC 5746).

use alloc::vec::Vec;

use tls_wire::{CipherSuite, ContentType, ExtensionType, ProtocolVersion};

use super::{MessageFragment, Once, Order, Stage, handshake::Arrival};
use crate::{
    Answer, ClientCertificate, Item, Offer, Peer, Place, Resumption, RsaKey, Rule, Seen,
    TicketOffer, Vantage,
};

/// What is remembered of a connection beyond one handshake; only where something needs it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact of the connection")]
pub(super) struct History {
    /// Completed handshakes.
    pub(super) handshakes: u8,
    /// The hellos of a later handshake are sealed and were not seen: nothing negotiated is known.
    pub(super) blind: bool,
    /// The initial hellos agreed on secure renegotiation.
    pub(super) secure: bool,
    /// The initial `ClientHello` signalled it.
    pub(super) client_signalled: bool,
    /// The initial handshake used the next-protocol extension.
    pub(super) next_protocol: bool,
    /// A handshake agreed on `encrypt_then_mac`.
    pub(super) encrypt_then_mac: bool,
    /// `verify_data` of the last `Finished` of client and server, where opened.
    pub(super) client_verify: Vec<u8>,
    pub(super) server_verify: Vec<u8>,
    pub(super) cipher_suite: CipherSuite,
    /// Early data so far, in bytes.
    pub(super) early_data: u32,
    /// Early data that a server which rejects it skips, in bytes, and the record with which that
    /// became too much while it had not said so yet.
    pub(super) skipped: u32,
    pub(super) skipped_too_much: Option<Place>,
    /// Bytes of application data that the present key of client and server sealed.
    sealed: [u64; 2],
    /// Later handshakes that the client began unasked.
    renegotiations: u8,
    /// The alerts, by number, that the observed endpoint owes for what it received.
    pub(super) owed: u128,
    /// The message of client and server that a fragment of a datagram may go on with.
    begun: [Option<MessageFragment>; 2],
    /// The version is DTLS 1.3.
    pub(super) dtls13: bool,
    /// Digests of certificate request contexts: outstanding, and all there ever were.
    pub(super) outstanding: Vec<u64>,
    pub(super) contexts: Vec<u64>,
    /// What is due next of the post-handshake response in progress.
    pub(super) responding: Option<Item>,
}

impl History {
    pub(super) const fn begun_by(&mut self, from: Peer) -> &mut Option<MessageFragment> {
        let [client, server] = &mut self.begun;
        match from {
            Peer::Client => client,
            Peer::Server => server,
        }
    }

    pub(super) const fn sealed_by(&mut self, from: Peer) -> &mut u64 {
        let [client, server] = &mut self.sealed;
        match from {
            Peer::Client => client,
            Peer::Server => server,
        }
    }
}

impl Order {
    /// A `HelloRequest` never changes state (RFC 5246 section 7.4.1.1).
    pub(super) fn hello_request(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, place, message, .. } = *arrival;
        let seen = arrival.seen();
        if !message.body.is_empty() {
            self.report(Rule::RenegHelloRequestBody, from, place, seen);
        }
        match self.stage {
            Stage::Start => self.report(Rule::RenegHelloRequestInitial, from, place, seen),
            Stage::LegacyConnected => {
                if self.server.once.has(Once::HELLO_REQUESTED) {
                    self.report(Rule::RenegHelloRequestRepeated, from, place, seen);
                }
            }
            Stage::WaitServerHello
            | Stage::WaitSecondClientHello
            | Stage::Legacy
            | Stage::Tls13
            | Stage::Untracked => {
                self.report(Rule::RenegHelloRequestMidHandshake, from, place, seen);
            }
        }
        self.server.once.set(Once::HELLO_REQUESTED);
    }

    /// The handshake is complete: keeps what a later one is held against.
    pub(super) fn remember_handshake(&mut self) {
        if let Some(history) = self.history_so_far() {
            history.handshakes = history.handshakes.saturating_add(1);
        }
        self.hello = None;
        self.take_deferred();
    }

    /// A `ClientHello` on a complete connection of TLS 1.2 or below.
    pub(super) fn renegotiation_client_hello(&mut self, arrival: &Arrival<'_>) {
        let secure = self.facts.answer.secure_renegotiation();
        let client_signalled = self.facts.offer.secure_renegotiation();
        let next_protocol =
            super::Condition::NextProtocolAgreed.holds(&self.facts, self.client.seen);
        let cipher_suite = self.facts.answer.cipher_suite;
        let encrypt_then_mac = self.facts.negotiated(ExtensionType::ENCRYPT_THEN_MAC);
        let history = self.history_mut();
        if history.handshakes <= 1 && !history.secure && !history.client_signalled {
            history.secure = secure;
            history.client_signalled = client_signalled;
        }
        history.next_protocol |= next_protocol;
        history.encrypt_then_mac |= encrypt_then_mac;
        history.cipher_suite = cipher_suite;
        history.handshakes = history.handshakes.max(1);
        if !secure && self.history().is_some_and(|history| !history.secure) {
            self.report_once(
                Once::SECURE,
                Rule::RenegInsecure,
                arrival.from,
                arrival.place,
                arrival.seen(),
            );
        }
        if !self.server.once.has(Once::HELLO_REQUESTED) {
            self.count_renegotiation(arrival.place, arrival.seen());
        }
        self.facts.resumption = Resumption::Full;
        self.facts.set_certificate_requested(false);
        self.facts.client_certificate = ClientCertificate::Unsent;
        self.facts.set_client_finished(false);
        self.facts.server_key = RsaKey::Unknown;
        self.facts.offer = Offer::default();
        self.facts.answer = Answer::default();
        self.client.begin_handshake();
        self.server.begin_handshake();
        self.client_hello(arrival.message.body, arrival.place);
        self.stage = Stage::WaitServerHello;
    }

    /// Each costs the server more than the client (CVE-2011-1473).
    fn count_renegotiation(&mut self, place: Place, seen: Seen) {
        let limit = self.limits().renegotiations;
        let history = self.history_mut();
        let before = history.renegotiations;
        history.renegotiations = before.saturating_add(1);
        if before == limit {
            self.report(Rule::RenegFlood, Peer::Client, place, seen);
        }
    }

    /// Is this a later handshake on the connection?
    pub(super) fn is_renegotiation(&self) -> bool {
        self.history().is_some_and(|history| history.handshakes > 0)
    }

    /// A sealed handshake record on a complete connection: `HelloRequest` or renegotiation.
    pub(super) fn renegotiation_seen(&mut self, from: Peer, length: u32, place: Place) {
        let seen = Seen::Record(ContentType::HANDSHAKE, length);
        let secure = self.facts.answer.secure_renegotiation();
        self.history_mut().handshakes = 1;
        // A server that speaks first may have asked for it.
        let begun =
            Peer::BOTH.into_iter().any(|peer| self.side(peer).once.has(Once::RENEGOTIATING));
        if from == Peer::Client && !begun {
            self.count_renegotiation(place, seen);
        }
        self.side_mut(from).once.set(Once::RENEGOTIATING);
        if from == Peer::Client {
            self.history_mut().blind = true;
            if !secure && !self.facts.offer.unreadable() && !self.client.once.has(Once::SECURE) {
                self.client.once.set(Once::SECURE);
                self.report(Rule::RenegInsecure, from, place, seen);
                return;
            }
        }
        self.report(Rule::RenegDetected, from, place, seen);
    }

    /// `no_renegotiation`: the handshake that was asked for does not come (RFC 5246 section 7.2.2).
    pub(super) fn renegotiation_refused(&mut self, from: Peer, place: Place, seen: Seen) {
        if from == Peer::Server && self.stage == Stage::WaitServerHello && self.is_renegotiation() {
            self.report(Rule::RenegRefusedByServer, from, place, seen);
            self.stage = Stage::LegacyConnected;
            self.client.seen.insert(Item::Finished);
            self.client.seen.insert(Item::ChangeCipherSpec);
            self.server.seen.insert(Item::Finished);
            self.server.seen.insert(Item::ChangeCipherSpec);
        }
        if from == Peer::Client && self.server.once.has(Once::HELLO_REQUESTED) {
            self.server.once.clear(Once::HELLO_REQUESTED);
            self.report(Rule::RenegUnanswered, from, place, seen);
        }
    }

    /// A client that offers TLS 1.3 makes its session id up (RFC 8446 appendix D.4), and knows that no
    /// session has it, unless its cache says otherwise.
    pub(super) fn check_compatibility_echo(&mut self, session_id: &[u8], place: Place) {
        let made_up = self.vantage() == Vantage::Endpoint(Peer::Client)
            && self.facts.offer.tls13()
            && self.facts.offer.ticket != TicketOffer::Ticket
            && !self.is_renegotiation();
        let cached = self.config().is_some_and(|config| {
            config.sessions.iter().any(|session| session.session_id == session_id)
        });
        if made_up && !cached {
            let seen = Seen::Handshake(tls_wire::HandshakeType::SERVER_HELLO);
            let severity = crate::Severity::Violation;
            self.report_as(Rule::AbbrCompatEcho, severity, Peer::Server, place, seen);
        }
    }

    /// A session of the same connection, or of the embedder's cache, must be kept as it was
    /// (RFC 5246 section 7.4.1.3, RFC 7627 section 5.3).
    pub(super) fn check_resumed_session(
        &mut self,
        session_id: &[u8],
        version: ProtocolVersion,
        cipher_suite: CipherSuite,
        extended_master_secret: bool,
        from: Peer,
        place: Place,
    ) {
        let seen = Seen::Handshake(tls_wire::HandshakeType::SERVER_HELLO);
        if let Some(history) = self.history() {
            if history.handshakes > 0
                && self.session == Some(super::post_handshake::short_digest(session_id))
                && history.cipher_suite != cipher_suite
            {
                self.report(Rule::AbbrSuiteChanged, from, place, seen);
                return;
            }
        }
        let cached = self.config().and_then(|config| {
            config.sessions.iter().find(|session| session.session_id == session_id).cloned()
        });
        let Some(cached) = cached else { return };
        if cached.version.is_some_and(|kept| kept != version) {
            self.report(Rule::AbbrVersionChanged, from, place, seen);
        } else if cached.cipher_suite.is_some_and(|kept| kept != cipher_suite) {
            self.report(Rule::AbbrSuiteChanged, from, place, seen);
        } else if cached.extended_master_secret.is_some_and(|kept| kept != extended_master_secret) {
            self.report(Rule::AbbrEmsMismatch, from, place, seen);
        }
    }
}
