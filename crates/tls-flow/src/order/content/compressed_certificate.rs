//! `CompressedCertificate` (RFC 8879).

use tls_wire::{AlertDescription, ExtensionType, Reader};

use crate::{
    ClientCertificate, Peer, Rule,
    order::{Order, handshake::Arrival},
};

impl Order {
    /// The algorithm was named by the receiver (RFC 8879 section 4).
    pub(super) fn compressed_certificate(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        if from == Peer::Client {
            self.facts.client_certificate = ClientCertificate::Signing;
            self.compression_asked_for(arrival);
            return;
        }
        let algorithm = Reader::new(message.body).u16().unwrap_or(u16::MAX);
        let offered =
            algorithm < 8 && self.facts.offer.certificate_compression & (1 << algorithm) != 0;
        let listed = algorithm < 8 || self.facts.offer.unreadable();
        if listed && !offered && !self.offer_is_hidden() {
            self.report(Rule::Hs13CompcertNotOffered, from, place, arrival.seen());
        }
    }

    /// The server asks for compressed certificates in its `CertificateRequest` (RFC 8879 section 3).
    pub(in crate::order) fn compression_asked_for(&mut self, arrival: &Arrival<'_>) {
        if !self.asks_for_compression() {
            self.report(Rule::Hs13CompcertNotOffered, arrival.from, arrival.place, arrival.seen());
            self.owe(AlertDescription::UNEXPECTED_MESSAGE);
        }
    }

    /// Does the server's `CertificateRequest` take compressed certificates?
    pub(in crate::order) fn asks_for_compression(&self) -> bool {
        let (asked, _) = self.requested();
        asked.contains(ExtensionType::COMPRESS_CERTIFICATE)
    }

    /// The receiver never asked for compressed certificates at all: the message itself is unexpected.
    pub(in crate::order) fn owe_unexpected_message(&mut self) {
        if !self.facts.offer.extensions.contains(ExtensionType::COMPRESS_CERTIFICATE) {
            self.owe(AlertDescription::UNEXPECTED_MESSAGE);
        }
    }
}
