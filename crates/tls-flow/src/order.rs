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
mod in_order;
mod key_usage;
mod legacy;
mod observed;
mod post_handshake;
mod quic;
mod rare;
mod record;
mod recovery;
mod renegotiation;
mod report;
mod side;
mod stage;
pub mod tls12;
pub mod tls13;

use alloc::boxed::Box;
use core::num::NonZeroU32;

pub use condition::Condition;
pub(crate) use datagram::MessageFragment;
pub(crate) use handshake::Arrival;
pub use heartbeat::HeartbeatSeen;
use hello::KeptHello;
pub use observed::{Context, Epoch, Level, Observed};
use rare::Rare;
pub(crate) use record::ORDINARY_MAX;
pub(crate) use side::Protection;
use side::{Once, Side};
pub(crate) use stage::Stage;
use tls_wire::ProtocolVersion;

use crate::{Carriage, Config, Facts, Item, Limits, Peer, Place, Rule, Vantage};

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
#[derive(Clone, Debug)]
pub struct Order {
    facts: Facts,
    client: Side,
    server: Side,
    /// The last `ClientHello`, until its answer has been judged.
    hello: Option<KeptHello>,
    /// What few connections need.
    rare: Option<Box<Rare>>,
    /// A digest of the last session id that the server gave.
    session: Option<NonZeroU32>,
    /// A digest of the end of the server's certificate.
    server_identity: Option<NonZeroU32>,
    /// What a message behind the last one in its record would break.
    boundary: Option<Rule>,
    stage: Stage,
    /// Findings are part of a mistake that was already reported.
    muted: bool,
}

// A connection that is tracked keeps one.
const _: () = assert!(size_of::<Order>() <= 120);

impl Default for Order {
    fn default() -> Self {
        Self::NEW
    }
}

impl Order {
    /// Of a connection of which nothing was seen.
    pub(crate) const NEW: Self = Self {
        facts: Facts::NONE,
        client: Side::NEW,
        server: Side::NEW,
        hello: None,
        rare: None,
        session: None,
        server_identity: None,
        boundary: None,
        stage: Stage::Start,
        muted: false,
    };

    /// An order of the given configuration.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let stage = if config.midstream { Stage::Untracked } else { Stage::Start };
        let mut order = Self { stage, ..Self::default() };
        if config != Config::default() {
            order.rare_mut().config = Some(Box::new(config));
        }
        order
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
        if let Observed::Handshake(message) = &observed {
            return self.observe_message(&Arrival::new(from, message, place, context));
        }
        self.begin_item();
        self.muted = context.consequence;
        if self.rare.is_some() {
            self.answer_to_violation(from, observed, place);
        }
        match observed {
            Observed::Handshake(_) => {}
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

    /// `observe` for a handshake message.
    #[inline]
    pub(crate) fn observe_message(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, context, .. } = *arrival;
        let in_order = context == Context::default()
            && self.is_sound()
            && self
                .takes_message_in_order(from, message.handshake_type, message.body, || place)
                .is_some();
        if !in_order {
            self.observe_any_message(arrival);
        }
    }

    /// `observe_message` for any that may be out of order.
    #[inline(never)]
    fn observe_any_message(&mut self, arrival: &Arrival<'_>) {
        self.begin_item();
        self.muted = arrival.context.consequence;
        if self.rare.is_some() {
            let observed = Observed::Handshake(*arrival.message);
            self.answer_to_violation(arrival.from, observed, arrival.place);
        }
        self.handshake(arrival);
        self.end_item();
    }

    fn limits(&self) -> &Limits {
        const DEFAULT: &Limits = &Limits::DEFAULT;
        self.config().map_or(DEFAULT, |config| &config.limits)
    }

    fn vantage(&self) -> Vantage {
        self.config().map_or(Vantage::Path, |config| config.vantage)
    }

    pub(crate) fn carriage(&self) -> Carriage {
        self.config().map_or(Carriage::Records, |config| config.carriage)
    }

    /// Is the other direction known, so that rules across both can speak?
    fn hears(&self, peer: Peer) -> bool {
        !self.side(peer).once.has(Once::UNTRACKED)
            && self.config().is_none_or(|config| config.only.is_none_or(|only| only == peer))
    }

    /// The one direction that was captured, where the other is missing.
    pub(crate) fn only(&self) -> Option<Peer> {
        self.config().and_then(|config| config.only)
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

    fn is_mid_message(&self, from: Peer) -> bool {
        self.side(from).mid_message
    }

    /// Whether a handshake message of this peer is begun and not complete.
    pub(crate) fn set_mid_message(&mut self, from: Peer, mid_message: bool) {
        self.side_mut(from).mid_message = mid_message;
    }

    fn version(&self) -> Option<ProtocolVersion> {
        self.facts.version()
    }

    /// Where the connection as a whole stands.
    #[inline]
    pub(crate) const fn stage(&self) -> Stage {
        self.stage
    }

    /// What this peer's records are sealed with.
    #[inline]
    pub(crate) const fn protection(&self, peer: Peer) -> Protection {
        self.side(peer).protection
    }

    fn protection_changes_to(&mut self, peer: Peer, protection: Protection) {
        self.side_mut(peer).protection = protection;
    }

    fn seen_by(&self, peer: Peer, item: Item) -> bool {
        self.side(peer).seen.contains(item)
    }
}
