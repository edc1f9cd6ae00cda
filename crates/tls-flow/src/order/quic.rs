//! The handshake over QUIC: which message belongs to which encryption level (RFC 9001 section 4.1.3).

use super::{Level, Order, handshake::Arrival, tls13::State};
use crate::{Item, Peer, Place, Rule, Seen};

impl Order {
    /// `true` if the message is to be ignored.
    pub(super) fn quic_message(&mut self, arrival: &Arrival<'_>) -> bool {
        let Arrival { from, item, place, context, .. } = *arrival;
        let Some(level) = context.level else { return false };
        let connected = self.server.state == State::Connected;
        let rule = match item {
            _ if level == Level::EarlyData => Rule::QuicCryptoIn0rtt,
            Item::EndOfEarlyData => Rule::QuicEoed,
            Item::KeyUpdate => Rule::QuicKeyUpdate,
            Item::CertificateRequest if level == Level::Application && connected => Rule::QuicPha,
            _ if level == Level::Application && item != Item::NewSessionTicket && connected => {
                Rule::QuicNstLevel
            }
            _ if level != level_of(item) => Rule::QuicWrongLevel,
            _ => return false,
        };
        self.report(rule, from, place, arrival.seen());
        true
    }

    /// A level is superseded while a message is incomplete at the old one.
    pub(crate) fn quic_unconsumed(&mut self, from: Peer, place: Place) {
        self.begin_item();
        self.report(Rule::QuicUnconsumed, from, place, Seen::NoRecord);
        self.end_item();
    }

    /// Records do not exist over QUIC (RFC 9001 section 4).
    pub(crate) fn quic_record(&mut self, from: Peer, place: Place) {
        self.begin_item();
        // Nothing else is said of a record's version where there are none.
        self.report_once(
            super::Once::RECORD_VERSION,
            Rule::QuicRecordContent,
            from,
            place,
            Seen::NoRecord,
        );
        self.end_item();
    }
}

const fn level_of(item: Item) -> Level {
    match item {
        Item::ClientHello | Item::ServerHello | Item::HelloRetryRequest => Level::Initial,
        Item::NewSessionTicket => Level::Application,
        _ => Level::Handshake,
    }
}

/// The peer that a level's first bytes come from is no matter of order; kept for documentation.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_rfc_9001() {
        assert_eq!(level_of(Item::ClientHello), Level::Initial);
        assert_eq!(level_of(Item::Finished), Level::Handshake);
        assert_eq!(level_of(Item::NewSessionTicket), Level::Application);
        assert_eq!(Peer::Client.other(), Peer::Server);
    }
}
