//! What stands in a message that is in place, as far as order and its rules depend on it.

mod certificate;
mod certificate_request;
mod compressed_certificate;
mod encrypted_extensions;
mod new_session_ticket;

use tls_wire::{
    Extensions, KeyExchange, MessageError, NamedGroup, ProtocolVersion, Reader, SignatureScheme,
};

use super::{Condition, Order, handshake::Arrival, in_order::Flight};
use crate::{ClientCertificate, Facts, Item, ItemSet, Peer, Rule};

/// `ECCurveType.named_curve` (RFC 8422 section 5.4).
const NAMED_CURVE: u8 = 3;

impl Flight<'_> {
    /// Takes what a message of TLS 1.2 or below holds, as [`legacy_content`](Order::legacy_content) does, if
    /// there is nothing to be said of it. The connection is sound.
    #[expect(clippy::inline_always, reason = "where it is asked, the short way is in one piece")]
    #[inline(always)]
    pub(crate) fn takes_plain_content(&mut self, item: Item, body: &[u8]) -> bool {
        match item {
            Item::Certificate => self.from == Peer::Server && self.takes_plain_certificate(body),
            Item::ServerKeyExchange => !selects_grease(self.facts, body),
            Item::ServerHelloDone => body.is_empty() && !is_status_absent(self.facts, self.seen()),
            Item::ClientKeyExchange => !body.is_empty(),
            Item::NewSessionTicket => holds_ticket(body),
            _ => false,
        }
    }
}

impl Order {
    /// A message of TLS 1.2 or below that stands where it may.
    #[inline]
    pub(super) fn legacy_content(&mut self, arrival: &Arrival<'_>) {
        match arrival.item {
            Item::Certificate => self.legacy_certificate(arrival),
            Item::CertificateUrl => {
                self.facts.client_certificate = ClientCertificate::Signing;
            }
            Item::CertificateRequest => self.facts.set_certificate_requested(true),
            Item::ServerKeyExchange => self.server_key_exchange(arrival),
            Item::CertificateVerify => self.legacy_certificate_verify(arrival),
            Item::ServerHelloDone => self.server_hello_done(arrival),
            Item::ClientKeyExchange => self.client_key_exchange(arrival),
            Item::NewSessionTicket => self.legacy_ticket(arrival),
            Item::Finished => self.legacy_finished_content(arrival),
            _ => {}
        }
    }

    fn server_key_exchange(&mut self, arrival: &Arrival<'_>) {
        if selects_grease(&self.facts, arrival.message.body) {
            self.report(Rule::HsfGrease, arrival.from, arrival.place, arrival.seen());
        }
    }

    fn legacy_certificate_verify(&mut self, arrival: &Arrival<'_>) {
        let scheme = Reader::new(arrival.message.body).u16().map(SignatureScheme);
        let named = self.version() == Some(ProtocolVersion::TLS_1_2);
        if named && scheme.is_ok_and(SignatureScheme::is_grease) {
            self.report(Rule::HsfGrease, arrival.from, arrival.place, arrival.seen());
        }
    }

    #[inline]
    fn server_hello_done(&mut self, arrival: &Arrival<'_>) {
        self.fixed_length(arrival, 0);
        if is_status_absent(&self.facts, self.server.seen) {
            self.report(Rule::Hs12StatusAbsent, arrival.from, arrival.place, arrival.seen());
        }
    }

    #[inline]
    fn client_key_exchange(&mut self, arrival: &Arrival<'_>) {
        let implicit = self.facts.client_certificate == ClientCertificate::FixedDh;
        if arrival.message.body.is_empty() && !implicit {
            self.report(Rule::Hs12CkeEmpty, arrival.from, arrival.place, arrival.seen());
        }
    }

    fn legacy_ticket(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, place, .. } = *arrival;
        let mut reader = Reader::new(arrival.message.body);
        let read = reader.u32().and_then(|_| reader.vec16());
        if read == Ok(&[]) {
            self.report(Rule::TickZeroLength, from, place, arrival.seen());
        }
        if read.is_err() {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
        } else if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
        }
    }

    fn legacy_finished_content(&mut self, arrival: &Arrival<'_>) {
        let gost = (0xc100..=0xc102).contains(&self.facts.answer.cipher_suite.0);
        let length = match self.version() {
            Some(ProtocolVersion::SSL_3_0) => 36,
            _ if gost => 32,
            _ => 12,
        };
        self.fixed_length(arrival, length);
        if arrival.context.bad_verify {
            self.report(Rule::Hs12FinishedVerify, arrival.from, arrival.place, arrival.seen());
        }
        let verify = arrival.message.body.to_vec();
        let history = self.history_mut();
        match arrival.from {
            Peer::Client => history.client_verify = verify,
            Peer::Server => history.server_verify = verify,
        }
    }

    /// A body whose length is fixed (RFC 5246 sections 7.4.5 and 7.4.9, RFC 8446 sections 4.5 and 4.6.3).
    #[inline]
    fn fixed_length(&mut self, arrival: &Arrival<'_>, length: usize) -> bool {
        let right = arrival.message.body.len() == length;
        if !right {
            self.report(Rule::HsfFixedLength, arrival.from, arrival.place, arrival.seen());
        }
        right
    }

    /// A message of TLS 1.3 that stands where it may.
    pub(super) fn tls13_content(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, message, place, .. } = *arrival;
        match (from, item) {
            (Peer::Server, Item::EncryptedExtensions) => self.encrypted_extensions(arrival),
            (Peer::Server, Item::CertificateRequest) => self.certificate_request_13(arrival),
            (_, Item::Certificate) => self.certificate_13(arrival),
            (_, Item::CompressedCertificate) => self.compressed_certificate(arrival),
            (_, Item::CertificateVerify) => {
                let scheme = Reader::new(message.body).u16().map(SignatureScheme);
                if scheme.is_ok_and(is_obsolete_in_13) {
                    self.report(Rule::Hs13CvAlgorithm, from, place, arrival.seen());
                } else if scheme.is_ok_and(SignatureScheme::is_grease) {
                    self.report(Rule::HsfGrease, from, place, arrival.seen());
                }
            }
            (_, Item::EndOfEarlyData) => {
                self.fixed_length(arrival, 0);
            }
            (_, Item::Finished) => {
                let hash =
                    self.facts.answer.cipher_suite.info().and_then(|info| info.prf_hash.length());
                if let Some(length) = hash {
                    self.fixed_length(arrival, length);
                }
            }
            (Peer::Server, Item::NewSessionTicket) => self.new_session_ticket_13(arrival),
            (_, Item::KeyUpdate) => match message.body {
                [0] => self.key_update(from, false, place),
                [1] => self.key_update(from, true, place),
                [_] => self.report(Rule::KuValue, from, place, arrival.seen()),
                _ => self.report(Rule::HsfFixedLength, from, place, arrival.seen()),
            },
            _ => {}
        }
    }

    /// The extension block of a message, read to its last byte; `None` if it cannot be.
    fn extensions_of<'a>(
        &mut self,
        body: &'a [u8],
        arrival: &Arrival<'_>,
    ) -> Option<Extensions<'a>> {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(body);
        let Ok(block) = reader.vec16() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return None;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
            return None;
        }
        match Extensions::parse(block) {
            Ok(extensions) => Some(extensions),
            Err(error) => {
                let error: MessageError = error;
                self.unreadable(error, message.handshake_type, from, place);
                None
            }
        }
    }
}

/// PKCS#1 v1.5 and SHA-1 do not sign in TLS 1.3 (RFC 8446 section 4.4.3).
fn is_obsolete_in_13(scheme: SignatureScheme) -> bool {
    matches!(scheme.0, 0x0201 | 0x0401 | 0x0501 | 0x0601 | 0x0203)
}

/// Does the body of a `NewSessionTicket` hold a lifetime and a ticket, and nothing else (RFC 5077
/// section 3.3)?
#[inline]
fn holds_ticket(body: &[u8]) -> bool {
    let mut reader = Reader::new(body);
    reader.u32().is_ok()
        && reader.vec16().is_ok_and(|ticket| !ticket.is_empty())
        && reader.is_empty()
}

/// Does a `ServerKeyExchange` over elliptic curves name a GREASE curve, or in TLS 1.2 a GREASE
/// signature algorithm (RFC 8422 section 5.4, RFC 8701 section 3.1)?
#[inline(never)]
fn selects_grease(facts: &Facts, body: &[u8]) -> bool {
    let mut reader = Reader::new(body);
    match facts.key_exchange {
        Some(KeyExchange::Ecdhe | KeyExchange::EcdhAnon) => {}
        Some(KeyExchange::EcdhePsk) if reader.vec16().is_ok() => {}
        _ => return false,
    }
    if reader.u8() != Ok(NAMED_CURVE) {
        return false;
    }
    let Ok(group) = reader.u16().map(NamedGroup) else { return false };
    let signed = facts.key_exchange == Some(KeyExchange::Ecdhe)
        && facts.version() == Some(ProtocolVersion::TLS_1_2);
    let scheme = reader.vec8().and_then(|_| reader.u16()).map(SignatureScheme);
    group.is_grease() || (signed && scheme.is_ok_and(SignatureScheme::is_grease))
}

/// Did the server agree to a `CertificateStatus` and send none?
#[inline(never)]
fn is_status_absent(facts: &Facts, sent: ItemSet) -> bool {
    Condition::StatusAgreed.holds(facts, sent) && !sent.contains(Item::CertificateStatus)
}
