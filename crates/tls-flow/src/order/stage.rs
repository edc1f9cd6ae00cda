//! Where the connection stands.

use super::{Once, Order, tls13};
use crate::{Item, Peer};

/// Where the connection as a whole stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Stage {
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

impl Order {
    /// Is the handshake complete, as far as can be seen?
    #[must_use]
    pub fn is_established(&self) -> bool {
        match self.stage {
            Stage::LegacyConnected => true,
            Stage::Legacy => self.history().is_some_and(|history| history.handshakes > 0),
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
}
