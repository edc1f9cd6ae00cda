//! `CertificateRequest` (RFC 8446 section 4.3.2).

use tls_wire::{ExtensionType, Reader};

use crate::{
    Item, Peer, Rule,
    order::{Order, handshake::Arrival, hello::extension_set},
};

impl Order {
    pub(super) fn certificate_request_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let Ok(context) = reader.vec8() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        let Some(extensions) = self.extensions_of(reader.rest(), arrival) else { return };
        let main = !self.seen_by(Peer::Server, Item::Finished);
        if main {
            self.facts.set_certificate_requested(true);
            if !context.is_empty() {
                self.report(Rule::Hs13CrContextMain, from, place, arrival.seen());
            }
        } else {
            self.post_handshake_request(context, place);
        }
        if !extensions.contains(ExtensionType::SIGNATURE_ALGORITHMS) {
            self.report(Rule::Hs13CrNoSigalgs, from, place, arrival.seen());
        }
        self.rare_mut().requested = Some(extension_set(extensions));
    }
}
