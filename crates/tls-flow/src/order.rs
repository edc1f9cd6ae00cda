//! Who may send what, when: the judge of message order.

mod alert;
mod answer_to_violation;
mod application_data;
mod certificate_key;
mod change_cipher_spec;
mod closure;
mod condition;
mod content;
mod datagram;
mod deferred;
mod early_data;
mod encrypted_client_hello;
mod expected;
mod fragment;
mod handshake;
mod heartbeat;
mod hello;
mod key_usage;
mod legacy;
mod post_handshake;
mod quic;
mod record;
mod renegotiation;
mod side;
pub mod tls12;
pub mod tls13;

use alloc::{boxed::Box, vec::Vec};

pub use condition::Condition;
pub(crate) use datagram::MessageFragment;
use deferred::Deferred;
pub use heartbeat::HeartbeatSeen;
use hello::Retry;
use renegotiation::History;
use side::{Once, Protection, Side};
use tls_wire::{Alert, AlertDescription, ContentType, HandshakeMessage, ProtocolVersion};

use crate::{
    Carriage, Config, EndHow, Facts, Finding, Item, ItemSet, Limits, OwedAlert, Peer, Place, Rule,
    Seen, Severity, Vantage,
};

/// The keys that a record was sealed with, as an embedder that opens records may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Epoch {
    /// Early-data keys (RFC 8446 section 7.1).
    Early,
    /// Handshake traffic keys.
    Handshake,
    /// Application traffic keys.
    Application,
    /// The keys before the last `KeyUpdate`.
    Previous,
}

/// The encryption level of QUIC CRYPTO bytes (RFC 9001 section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Initial keys.
    Initial,
    /// 0-RTT keys: CRYPTO frames never stand here.
    EarlyData,
    /// Handshake keys.
    Handshake,
    /// 1-RTT keys.
    Application,
}

impl Level {
    /// `"initial"`, `"0rtt"`, `"handshake"` or `"1rtt"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::EarlyData => "0rtt",
            Self::Handshake => "handshake",
            Self::Application => "1rtt",
        }
    }
}

/// How an item came: in the clear, or out of a record that the embedder opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Context {
    /// It was opened from a protected record, or came over QUIC.
    pub protected: bool,
    /// The keys of that record, where the embedder said so.
    pub epoch: Option<Epoch>,
    /// The QUIC encryption level.
    pub level: Option<Level>,
    /// The embedder found that its `Finished` or signature does not verify, or that its
    /// `CompressedCertificate` does not inflate to the length that it states.
    pub bad_verify: bool,
    /// It is part of a mistake that was reported already: it counts, but is not reported again.
    pub consequence: bool,
}

/// An item that one peer sent: what [`Order::observe`] judges.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Observed<'a> {
    /// A whole handshake message.
    Handshake(HandshakeMessage<'a>),
    /// The content of a `ChangeCipherSpec` record: its length in bytes and its first byte.
    ChangeCipherSpec {
        /// Bytes in the record.
        length: u32,
        /// The first of them.
        first: Option<u8>,
    },
    /// An alert.
    Alert(Alert),
    /// Application data of this many bytes, opened or never protected.
    ApplicationData(u32),
    /// A record whose content cannot be seen: its outer content type and fragment length.
    Protected(ContentType, u32),
    /// The direction ended.
    End(EndHow),
}

/// Where the connection as a whole stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Stage {
    /// No `ClientHello` yet.
    #[default]
    Start,
    /// A `ClientHello` awaits its answer.
    WaitServerHello,
    /// A `HelloRetryRequest` awaits the second `ClientHello`.
    WaitSecondClientHello,
    /// A handshake of TLS 1.2 or below.
    Legacy,
    /// It is complete.
    LegacyConnected,
    /// TLS 1.3, from its `ServerHello` on.
    Tls13,
    /// A version or a start that is not tracked: framing and closure only.
    Untracked,
}

/// The order of one connection's messages, of both peers.
///
/// It holds no bytes but the last `ClientHello`, from its arrival until its answer has been judged.
/// [`Flow`](crate::Flow) feeds it from records; a stack with a parser of its own feeds it directly.
///
/// # Example
///
/// ```
/// use tls_flow::{Context, Observed, Order, Peer, Place};
/// use tls_wire::{HandshakeMessage, HandshakeType};
///
/// let mut order = Order::default();
/// let place = Place { offset: 5, record: Some(0) };
/// let finished = HandshakeMessage { handshake_type: HandshakeType::FINISHED, body: &[], offset: 5 };
/// order.observe(Peer::Client, Observed::Handshake(finished), place, Context::default());
///
/// let finding = order.next_finding().expect("a Finished opens no connection");
/// assert_eq!(finding.rule.id(), "hs-first-not-client-hello");
/// assert_eq!(finding.expected.to_string(), "ClientHello");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Order {
    facts: Facts,
    stage: Stage,
    client: Side,
    server: Side,
    config: Option<Box<Config>>,
    /// The body of the last `ClientHello`, until its answer has been judged.
    hello: Option<Box<[u8]>>,
    deferred: Option<Box<Deferred>>,
    retry: Option<Box<Retry>>,
    history: Option<Box<History>>,
    pending: Vec<Finding>,
    /// A digest of the last session id that the server gave.
    session: Option<u64>,
    /// A digest of the server's certificate list.
    server_identity: Option<u64>,
    /// The extensions of the last `CertificateRequest` of TLS 1.3.
    requested: (crate::ExtensionSet, bool),
    /// Findings are part of a mistake that was already reported.
    muted: bool,
    released_at: Option<(Peer, u64)>,
}

impl Order {
    /// An order of the given configuration.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let stage = if config.midstream { Stage::Untracked } else { Stage::Start };
        Self { stage, config: Some(Box::new(config)), ..Self::default() }
    }

    /// What has been settled so far.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Judges one item. What it finds is handed out by [`next_finding`](Self::next_finding).
    ///
    /// Items come in the order in which the observer saw them; of one peer, in stream order.
    pub fn observe(&mut self, from: Peer, observed: Observed<'_>, place: Place, context: Context) {
        self.begin_item();
        self.muted = context.consequence;
        self.answer_to_violation(from, observed, place);
        match observed {
            Observed::Handshake(message) => self.handshake(from, message, place, context),
            Observed::ChangeCipherSpec { length, first } => {
                self.change_cipher_spec(from, length, first, place, context);
            }
            Observed::Alert(alert) => self.alert(from, alert, place, context),
            Observed::ApplicationData(length) => {
                self.application_data(from, length, place, context);
            }
            Observed::Protected(content_type, length) => {
                self.protected(from, content_type, length, place);
            }
            Observed::End(how) => self.end(from, how, place),
        }
        self.end_item();
    }

    /// The next finding about the items observed so far, in the order in which they were found.
    pub fn next_finding(&mut self) -> Option<Finding> {
        if self.pending.is_empty() {
            return None;
        }
        let finding = self.pending.remove(0);
        if self.pending.is_empty() {
            // Nothing stays on the heap for a connection that is in order again.
            self.pending = Vec::new();
        }
        Some(finding)
    }

    /// Is there a finding that was not handed out?
    pub(crate) fn has_findings(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Is the handshake complete, as far as can be seen?
    #[must_use]
    pub fn is_established(&self) -> bool {
        match self.stage {
            Stage::LegacyConnected => true,
            Stage::Legacy => self.history.as_ref().is_some_and(|history| history.handshakes > 0),
            Stage::Tls13 => {
                (self.server.state == tls13::State::Connected
                    && self.client.state == tls13::State::Connected)
                    || (self.server.once.has(Once::PROTECTED)
                        && self.client.once.has(Once::PROTECTED)
                        && !self.client.once.has(Once::OPENED)
                        && !self.server.once.has(Once::OPENED))
            }
            Stage::Start
            | Stage::WaitServerHello
            | Stage::WaitSecondClientHello
            | Stage::Untracked => false,
        }
    }

    fn limits(&self) -> &Limits {
        const DEFAULT: &Limits = &Limits::DEFAULT;
        self.config.as_ref().map_or(DEFAULT, |config| &config.limits)
    }

    fn vantage(&self) -> Vantage {
        self.config.as_ref().map_or(Vantage::Path, |config| config.vantage)
    }

    pub(crate) fn carriage(&self) -> Carriage {
        self.config.as_ref().map_or(Carriage::Records, |config| config.carriage)
    }

    /// Is the other direction known, so that rules across both can speak?
    fn hears(&self, peer: Peer) -> bool {
        !self.side(peer).untracked
            && self.config.as_ref().is_none_or(|config| config.only.is_none_or(|only| only == peer))
    }

    /// The one direction that was captured, where the other is missing.
    pub(crate) fn only(&self) -> Option<Peer> {
        self.config.as_ref().and_then(|config| config.only)
    }

    const fn side(&self, peer: Peer) -> &Side {
        match peer {
            Peer::Client => &self.client,
            Peer::Server => &self.server,
        }
    }

    const fn side_mut(&mut self, peer: Peer) -> &mut Side {
        match peer {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        }
    }

    /// Reports a broken rule at its severity in the table.
    fn report(&mut self, rule: Rule, from: Peer, place: Place, seen: Seen) {
        if let Some(severity) = rule.info().severity {
            self.report_as(rule, severity, from, place, seen);
        }
    }

    fn report_as(&mut self, rule: Rule, severity: Severity, from: Peer, place: Place, seen: Seen) {
        if self.muted {
            return;
        }
        let over_quic = self.carriage() == Carriage::Quic;
        let owed = Finding::owed_for(rule, severity, over_quic);
        let owed = if self.facts.is_ssl3() { owed.map(OwedAlert::in_ssl3) } else { owed };
        self.pending.push(Finding {
            rule,
            severity,
            from,
            place,
            seen,
            expected: self.expected(from),
            owed,
            released_at: self.released_at,
        });
        self.note_owed(from, severity, owed);
    }

    /// Reports a rule the first time only that this peer breaks it; was it the first time?
    fn report_once(
        &mut self,
        once: Once,
        rule: Rule,
        from: Peer,
        place: Place,
        seen: Seen,
    ) -> bool {
        if self.side(from).once.has(once) {
            return false;
        }
        if !self.muted {
            self.side_mut(from).once.set(once);
        }
        self.report(rule, from, place, seen);
        true
    }

    /// Names the absent item in the last finding, if one was just made.
    fn expecting(&mut self, expected: ItemSet) {
        if !self.muted {
            if let Some(finding) = self.pending.last_mut() {
                finding.expected = expected;
            }
        }
    }

    /// The last finding, if one was just made, deserves another alert than its rule usually does.
    fn owe(&mut self, alert: AlertDescription) {
        if self.muted {
            return;
        }
        if let Some(finding) = self.pending.last_mut() {
            finding.owed = Some(OwedAlert::Tls(alert));
            let (from, severity, owed) = (finding.from, finding.severity, finding.owed);
            self.note_owed(from, severity, owed);
        }
    }

    fn begin_item(&mut self) {
        self.muted = false;
        self.released_at = None;
    }

    /// Suspicions about an item that is also a violation are part of it (reporting contract, 4).
    fn end_item(&mut self) {
        if self.pending.len() > 1 {
            let worst = |finding: &Finding| finding.severity == Severity::Violation;
            let violations: Vec<(Peer, Place)> = self
                .pending
                .iter()
                .filter(|finding| worst(finding))
                .map(|finding| (finding.from, finding.place))
                .collect();
            self.pending.retain(|finding| {
                finding.severity != Severity::Suspicious
                    || !violations.contains(&(finding.from, finding.place))
            });
        }
        self.muted = false;
    }

    fn is_mid_message(&self, from: Peer) -> bool {
        self.side(from).mid_message
    }

    /// Whether a handshake message of this peer is begun and not complete.
    pub(crate) fn set_mid_message(&mut self, from: Peer, mid_message: bool) {
        self.side_mut(from).mid_message = mid_message;
    }

    pub(crate) fn mute(&mut self) {
        self.muted = true;
    }

    /// Did a peer end the connection by a fatal alert?
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.client.once.has(Once::SENT_FATAL) || self.server.once.has(Once::SENT_FATAL)
    }

    /// Did a peer send `close_notify`, or what without keys looks like it at the end?
    #[must_use]
    pub fn is_closing(&self) -> bool {
        let closing = Once::SENT_CLOSE_NOTIFY;
        Peer::BOTH.into_iter().any(|peer| {
            let once = self.side(peer).once;
            once.has(closing) || (once.has(Once::LAST_PROTECTED_ALERT) && once.has(Once::ENDED))
        })
    }

    /// The name of the state that this peer's next item is judged in.
    #[must_use]
    pub fn state(&self, peer: Peer) -> &'static str {
        if self.is_closed() {
            return "FAILED";
        }
        if self.side(peer).once.has(Once::SENT_CLOSE_NOTIFY) {
            return "CLOSED";
        }
        match (self.stage, peer) {
            (Stage::Start, _) => "START",
            (Stage::WaitServerHello, _) => "WAIT_SH",
            (Stage::WaitSecondClientHello, _) => "WAIT_CH2",
            (Stage::Tls13, _) => self.side(peer).state.name(),
            (Stage::Legacy, _) if self.seen_by(peer, Item::Finished) => "FINISHED",
            (Stage::Legacy, _) if self.seen_by(peer, Item::ChangeCipherSpec) => "WAIT_FINISHED",
            (Stage::Legacy, Peer::Server) if self.seen_by(peer, Item::ServerHelloDone) => {
                "HELLO_DONE"
            }
            (Stage::Legacy, _) => "NEGOTIATING",
            (Stage::LegacyConnected, _) => "CONNECTED",
            (Stage::Untracked, _) => "UNKNOWN",
        }
    }

    fn version(&self) -> Option<ProtocolVersion> {
        self.facts.version
    }

    fn protection_changes_to(&mut self, peer: Peer, protection: Protection) {
        self.side_mut(peer).protection = protection;
    }

    fn seen_by(&self, peer: Peer, item: Item) -> bool {
        self.side(peer).seen.contains(item)
    }
}
