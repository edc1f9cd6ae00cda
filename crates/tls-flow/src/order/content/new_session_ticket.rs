//! `NewSessionTicket` (RFC 8446 section 4.6.1).

use tls_wire::{ExtensionType, Reader};

use crate::{
    Carriage, Peer, Rule, Severity,
    order::{Order, handshake::Arrival, tls13::State},
};

/// Most seconds that a ticket may live (RFC 8446 section 4.6.1).
const TICKET_LIFETIME_MAX: u32 = 604_800;

impl Order {
    /// `NewSessionTicket` (RFC 8446 section 4.6.1).
    pub(super) fn new_session_ticket_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let fields = (reader.u32(), reader.u32(), reader.vec8(), reader.vec16());
        let (Ok(lifetime), Ok(_), Ok(_), Ok(ticket)) = fields else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        let Some(extensions) = self.extensions_of(reader.rest(), arrival) else { return };
        if ticket.is_empty() {
            self.report(Rule::Nst13EmptyTicket, from, place, arrival.seen());
        }
        if lifetime > TICKET_LIFETIME_MAX {
            self.report(Rule::Nst13Lifetime, from, place, arrival.seen());
        }
        let modes = self.facts.offer.extensions.contains(ExtensionType::PSK_KEY_EXCHANGE_MODES);
        if !modes && !self.facts.offer.unreadable() {
            self.report(Rule::Nst13NoPskModes, from, place, arrival.seen());
        }
        if self.client.state != State::Connected && self.hears(Peer::Client) {
            let severity = if self.facts.certificate_requested() {
                Severity::SenderBreach
            } else {
                Severity::Informational
            };
            self.report_as(Rule::Nst13HalfRtt, severity, from, place, arrival.seen());
        }
        let early =
            extensions.get(ExtensionType::EARLY_DATA).and_then(|data| Reader::new(data).u32().ok());
        if self.carriage() == Carriage::Quic && early.is_some_and(|size| size != u32::MAX) {
            self.report(Rule::QuicNstEarlySize, from, place, arrival.seen());
        }
        self.count_post_handshake(from, place, Rule::HsfPostHandshakeFlood, arrival.seen());
    }
}
