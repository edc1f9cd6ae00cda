//! `Certificate` (RFC 5246 sections 7.4.2 and 7.4.6, RFC 8446 section 4.4.2).

use core::num::NonZeroU32;

use tls_wire::{ExtensionType, Extensions, HandshakeType, KeyExchange, Reader};

use crate::{
    ClientCertificate, ExtensionSet, Peer, Place, RsaKey, Rule, Seen,
    order::{
        Order, certificate_key, handshake::Arrival, in_order::Flight, post_handshake::short_digest,
    },
};

/// In both hellos they say that the message holds something else.
const OTHER_FORMATS: ExtensionSet = ExtensionSet::of(&[
    ExtensionType::CERT_TYPE,
    ExtensionType::SERVER_CERTIFICATE_TYPE,
    ExtensionType::CLIENT_CERTIFICATE_TYPE,
    ExtensionType::CACHED_INFO,
]);

impl Flight<'_> {
    /// Takes a server's certificates of which there is nothing to be said. It is the first handshake.
    #[inline]
    pub(super) fn takes_plain_certificate(&mut self, body: &[u8]) -> bool {
        let (offer, answer) = (&self.facts.offer, &self.facts.answer);
        let mut reader = Reader::new(body);
        let list = reader.vec24().unwrap_or_default();
        let Ok(leaf) = Reader::new(list).vec24() else { return false };
        let plain = reader.is_empty()
            && self.facts.key_exchange != Some(KeyExchange::RsaExport)
            && !offer.extensions.intersects(answer.extensions.intersection(OTHER_FORMATS));
        if plain {
            *self.server_identity = Some(identity_of(leaf));
        }
        plain
    }
}

impl Order {
    pub(super) fn legacy_certificate(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let (offer, answer) = (&self.facts.offer, &self.facts.answer);
        if offer.extensions.intersects(answer.extensions.intersection(OTHER_FORMATS)) {
            self.facts.client_certificate = ClientCertificate::Signing;
            self.report(Rule::HsfCertificateFormat, from, place, arrival.seen());
            return;
        }
        let mut reader = Reader::new(message.body);
        let Ok(list) = reader.vec24() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
        }
        let leaf = Reader::new(list).vec24();
        match (from, leaf) {
            (Peer::Server, _) if list.is_empty() => {
                self.report(Rule::Hs12CertEmptyServer, from, place, arrival.seen());
            }
            (Peer::Client, _) if list.is_empty() => {
                self.facts.client_certificate = ClientCertificate::Empty;
                self.report(Rule::CauthEmptyCert, from, place, arrival.seen());
            }
            (_, Err(_)) => self.report(Rule::HsfTruncatedBody, from, place, arrival.seen()),
            (Peer::Server, Ok(leaf)) => {
                if self.facts.key_exchange == Some(KeyExchange::RsaExport) {
                    self.facts.server_key = RsaKey::of(certificate_key::rsa_bits(leaf));
                }
                self.check_identity(identity_of(leaf), place);
            }
            (Peer::Client, Ok(leaf)) => {
                self.facts.client_certificate = if certificate_key::is_static_dh(leaf) {
                    ClientCertificate::FixedDh
                } else {
                    ClientCertificate::Signing
                };
                self.goes_on_without_ech(place, arrival.seen());
            }
        }
    }

    /// A renegotiation that brings another certificate is the triple-handshake pattern (RFC 7627 section 1).
    fn check_identity(&mut self, identity: NonZeroU32, place: Place) {
        let before = self.server_identity.replace(identity);
        if self.is_renegotiation() && before.is_some_and(|before| before != identity) {
            let seen = Seen::Handshake(HandshakeType::CERTIFICATE);
            self.report(Rule::RenegIdentityChanged, Peer::Server, place, seen);
        }
    }

    pub(super) fn certificate_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let (Ok(context), Ok(list)) = (reader.vec8(), reader.vec24()) else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
        }
        if !context.is_empty() {
            self.report(Rule::Hs13CrContextMain, from, place, arrival.seen());
        }
        if from == Peer::Client {
            self.facts.client_certificate =
                if list.is_empty() { ClientCertificate::Empty } else { ClientCertificate::Signing };
        }
        match from {
            Peer::Server if list.is_empty() => {
                self.report(Rule::Hs13CertEmptyServer, from, place, arrival.seen());
            }
            Peer::Client if list.is_empty() => {
                self.report(Rule::Hs13ClientCertEmpty, from, place, arrival.seen());
            }
            Peer::Client => {
                self.goes_on_without_ech(place, arrival.seen());
                self.certificate_entries_13(list, arrival);
            }
            Peer::Server => self.certificate_entries_13(list, arrival),
        }
    }

    fn certificate_entries_13(&mut self, list: &[u8], arrival: &Arrival<'_>) {
        let Arrival { from, place, .. } = *arrival;
        let mut entries = Reader::new(list);
        while !entries.is_empty() {
            let (Ok(_), Ok(block)) = (entries.vec24(), entries.vec16()) else {
                self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
                return;
            };
            let Ok(extensions) = Extensions::parse(block) else {
                self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
                return;
            };
            let (asked, others) = match from {
                Peer::Client => self.requested(),
                Peer::Server => {
                    (self.facts.offer.extensions, self.facts.offer.unknown_extensions())
                }
            };
            let unasked =
                extensions.iter().map(|extension| extension.extension_type).find(|extension| {
                    if ExtensionSet::names(*extension) {
                        !asked.contains(*extension)
                    } else {
                        !others
                    }
                });
            let Some(extension) = unasked else {
                self.check_grease(extensions, from, HandshakeType::CERTIFICATE, place);
                continue;
            };
            let rule = match from {
                Peer::Client => Rule::Hs13CertClientExtension,
                Peer::Server if self.offer_is_hidden() => continue,
                Peer::Server => Rule::HsShExtensionUnsolicited,
            };
            let seen = Seen::Extension(HandshakeType::CERTIFICATE, extension);
            self.report(rule, from, place, seen);
            return;
        }
    }
}

/// A certificate told by its end, the signature, which no other has but by design.
fn identity_of(certificate: &[u8]) -> NonZeroU32 {
    const SIGNATURE: usize = 64;
    let end = certificate.len().saturating_sub(SIGNATURE);
    short_digest(certificate.get(end..).unwrap_or(certificate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Resumption;

    #[test]
    fn an_export_suite_asks_for_the_key_of_the_certificate() {
        let mut order = Order::default();
        let body = [0, 0, 4, 0, 0, 1, 7];
        order.facts.key_exchange = Some(KeyExchange::RsaExport);
        order.facts.resumption = Resumption::Full;
        assert!(!order.flight(Peer::Server).unwrap().takes_plain_certificate(&body));
        assert_eq!(order.server_identity, None);
        order.facts.key_exchange = Some(KeyExchange::Rsa);
        assert!(order.flight(Peer::Server).unwrap().takes_plain_certificate(&body));
        assert_eq!(order.server_identity, Some(identity_of(&[7])));
    }
}
