//! After the handshake of TLS 1.3: tickets, authentication, `KeyUpdate` (RFC 8446 section 4.6).

use core::num::NonZeroU32;

use tls_wire::{HandshakeType, Reader};

use super::{Once, Order, handshake::Arrival, tls13::State};
use crate::{Item, ItemSet, Peer, Place, Rule, Seen, Severity, Vantage};

impl Order {
    /// The client's answer to a post-handshake `CertificateRequest`: Certificate, CertificateVerify,
    /// Finished, contiguous (RFC 8446 section 4.6.2). `true` if the message was judged here.
    pub(super) fn post_handshake_response(&mut self, arrival: &Arrival<'_>) -> bool {
        let Arrival { from, item, place, message, .. } = *arrival;
        if self.client.state != State::Connected {
            return false;
        }
        let due = self.response_due();
        let next = match (due, item) {
            (None, Item::Certificate | Item::CompressedCertificate) => {
                self.begin_response(arrival);
                Some(if is_empty_certificate(item, message.body) {
                    Item::Finished
                } else {
                    Item::CertificateVerify
                })
            }
            (None, Item::CertificateVerify | Item::Finished) if self.request_is_outstanding() => {
                self.report(Rule::PhaResponseOrder, from, place, arrival.seen());
                self.expecting(ItemSet::only(Item::Certificate));
                self.history_mut().outstanding.pop();
                (item == Item::CertificateVerify).then_some(Item::Finished)
            }
            (None, _) => return false,
            (Some(Item::CertificateVerify), Item::CertificateVerify) => Some(Item::Finished),
            (Some(Item::Finished), Item::Finished) => None,
            (Some(due), _) => {
                self.report(Rule::PhaResponseOrder, from, place, arrival.seen());
                self.expecting(ItemSet::only(due));
                // The response ends with its Finished, whatever it lacks.
                (item != Item::Finished).then_some(due)
            }
        };
        self.history_mut().responding = next;
        true
    }

    /// What comes next of a response that was begun.
    pub(super) fn response_due(&self) -> Option<Item> {
        self.history().and_then(|history| history.responding)
    }

    pub(super) fn request_is_outstanding(&self) -> bool {
        self.history().is_some_and(|history| !history.outstanding.is_empty())
    }

    /// The first message of a response: it answers a request that is outstanding.
    fn begin_response(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, message, .. } = *arrival;
        let context = Reader::new(message.body).vec8().map_or(0, digest);
        let outstanding = &mut self.history_mut().outstanding;
        let answered = if item == Item::Certificate {
            outstanding.iter().position(|known| *known == context)
        } else {
            // Its context is compressed with it.
            outstanding.len().checked_sub(1)
        };
        if let Some(index) = answered {
            outstanding.remove(index);
        }
        if answered > Some(0) && item == Item::Certificate {
            self.report(Rule::PhaResponseOutOfOrder, from, place, arrival.seen());
        }
        if answered.is_none() {
            self.report(Rule::PhaResponseUnsolicited, from, place, arrival.seen());
        } else if item == Item::CompressedCertificate {
            self.compression_asked_for(arrival);
        }
    }

    /// Did the client answer a post-handshake request, so that its last `Finished` was not the main one?
    pub(super) fn answered_request(&self) -> bool {
        self.history().is_some_and(|history| !history.contexts.is_empty())
    }

    /// Application data inside a post-handshake response; `true` if it was reported.
    pub(super) fn post_handshake_data(&mut self, place: Place) -> bool {
        if self.response_due().is_none() {
            return false;
        }
        let seen = Seen::Item(Item::ApplicationData);
        self.report(Rule::PhaResponseOrder, Peer::Client, place, seen);
        true
    }

    /// A `CertificateRequest` after completion: remembers its context.
    pub(super) fn post_handshake_request(&mut self, context: &[u8], place: Place) {
        let seen = Seen::Handshake(HandshakeType::CERTIFICATE_REQUEST);
        let context = digest(context);
        let history = self.history_mut();
        let repeated = history.contexts.contains(&context);
        history.outstanding.push(context);
        if repeated {
            self.report(Rule::PhaContextUnique, Peer::Server, place, seen);
        } else {
            self.history_mut().contexts.push(context);
        }
    }

    /// `KeyUpdate` (RFC 8446 section 4.6.3, RFC 9846 section 4.7.3).
    pub(super) fn key_update(&mut self, from: Peer, requests: bool, place: Place) {
        let seen = Seen::Handshake(HandshakeType::KEY_UPDATE);
        self.key_is_fresh(from);
        let received = self.counts(from.other()).key_updates;
        let counts = self.counts_mut(from);
        let asked_before = counts.update_requests;
        counts.key_updates = counts.key_updates.saturating_add(1);
        if requests {
            counts.update_requests = counts.update_requests.saturating_add(1);
        }
        if !requests {
            self.side_mut(from).once.clear(Once::UPDATE_OWED);
        }
        if requests && received < asked_before {
            self.report(Rule::KuDoubleRequest, from, place, seen);
        }
        if requests {
            self.side_mut(from.other()).once.set(Once::UPDATE_OWED);
        }
        self.count_post_handshake(from, place, Rule::KuFlood, seen);
    }

    /// Runs of post-handshake messages without data.
    pub(super) fn count_post_handshake(
        &mut self,
        from: Peer,
        place: Place,
        rule: Rule,
        seen: Seen,
    ) {
        let limit = self.limits().key_updates;
        let counts = self.counts_mut(from);
        counts.without_data = counts.without_data.saturating_add(1);
        if counts.without_data == limit.saturating_add(1) {
            self.report(rule, from, place, seen);
        }
    }

    /// Data of an endpoint that was asked for a `KeyUpdate` and has not sent it. Only at that
    /// endpoint is the order of receiving and sending certain.
    pub(super) fn update_owed(&mut self, from: Peer, place: Place) {
        if self.vantage() != Vantage::Endpoint(from) || !self.side(from).once.has(Once::UPDATE_OWED)
        {
            return;
        }
        let rule = if self.counts(from).update_requests > 0 {
            Rule::KuResponseRequests
        } else {
            Rule::KuNoResponse
        };
        self.side_mut(from).once.clear(Once::UPDATE_OWED);
        let seen = Seen::Item(Item::ApplicationData);
        let severity = rule.info().severity.unwrap_or(Severity::Suspicious);
        self.report_as(rule, severity, from, place, seen);
    }
}

/// Is it a Certificate without a certificate, which nothing is signed with (RFC 8446 section 4.4.2)?
fn is_empty_certificate(item: Item, body: &[u8]) -> bool {
    let mut reader = Reader::new(body);
    item == Item::Certificate && reader.vec8().is_ok() && reader.vec24().is_ok_and(<[u8]>::is_empty)
}

/// FNV-1a over eight bytes at a time: contexts, sessions and certificates are compared, never kept.
pub(in crate::order) fn digest(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let (words, rest) = bytes.split_at(bytes.len() & !7);
    let word = |chunk: &[u8]| <[u8; 8]>::try_from(chunk).map_or(0, u64::from_le_bytes);
    let hash = words.chunks_exact(8).fold(0xcbf2_9ce4_8422_2325_u64, |hash, chunk| {
        let mixed = (hash ^ word(chunk)).wrapping_mul(PRIME);
        mixed ^ mixed.rotate_right(29)
    });
    rest.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

/// The same in fewer bits, where equal ones are compared and different ones may seldom seem equal.
pub(in crate::order) fn short_digest(bytes: &[u8]) -> NonZeroU32 {
    let digest = digest(bytes);
    let folded = u32::try_from((digest ^ (digest >> 32)) & 0xffff_ffff).unwrap_or(0);
    NonZeroU32::new(folded).unwrap_or(NonZeroU32::MAX)
}
