//! What the protection of a record held, for an embedder that opens records (RFC 8446 section 5.2).

use tls_wire::ContentType;

use super::length::PLAINTEXT_MAX;
use crate::{
    EarlyData, Item, Peer, Place, Rule, Seen,
    order::{Once, Order, Stage},
};

impl Order {
    /// A record that the embedder opened in TLS 1.3: what TLSInnerPlaintext must be (RFC 8446 section 5.4).
    /// `false` if its content is not to be judged.
    pub(crate) fn inner_plaintext(
        &mut self,
        from: Peer,
        content_type: ContentType,
        length: u32,
        padding: u32,
        place: Place,
    ) -> bool {
        self.begin_item();
        self.side_mut(from).once.set(Once::OPENED);
        if self.stage == Stage::Tls13 {
            self.side_mut(from).once.set(Once::PROTECTED);
        }
        let seen = Seen::Record(content_type, length);
        let mut judge = true;
        if !self.is_closed() && self.tracks(from) {
            self.check_owed_change_cipher_spec(from, place, seen);
            if self.facts.is_tls13() || self.stage == Stage::WaitServerHello {
                judge = self.check_inner_plaintext(from, content_type, length, padding, place);
            } else if length > PLAINTEXT_MAX && self.facts.answer.compression() {
                // The embedder inflated what it opened (RFC 5246 section 6.2.2).
                self.report(Rule::RecOverflowCompressed, from, place, seen);
            } else if length > PLAINTEXT_MAX {
                self.report(Rule::RecOverflowPlaintext, from, place, seen);
            }
            let fragment_limit = self.max_fragment_length();
            let inner = length.saturating_add(padding).saturating_add(1);
            let size_limit = self.record_size_limit(from);
            let over = (fragment_limit != 0
                && length > fragment_limit.saturating_add(u32::from(self.facts.is_tls13())))
                || (size_limit != 0
                    && if self.facts.is_tls13() {
                        inner > size_limit
                    } else {
                        length > size_limit
                    });
            if over {
                self.report_once(Once::OVERSIZE, Rule::RecLimitNegotiated, from, place, seen);
            }
            if self.is_mid_message(from)
                && content_type != ContentType::HANDSHAKE
                && self.facts.is_tls13()
                && !matches!(content_type, ContentType::ALERT | ContentType::APPLICATION_DATA)
            {
                self.report(Rule::HsfInterleaved13, from, place, seen);
            }
        }
        self.end_item();
        judge
    }

    fn check_inner_plaintext(
        &mut self,
        from: Peer,
        content_type: ContentType,
        length: u32,
        padding: u32,
        place: Place,
    ) -> bool {
        let seen = Seen::Record(content_type, length);
        if length.saturating_add(padding).saturating_add(1) > PLAINTEXT_MAX + 1 {
            self.report(Rule::RecOverflowInner13, from, place, seen);
            return false;
        }
        match content_type {
            // Type zero is what is left when no byte of the record is set.
            ContentType(0) => {
                self.report(Rule::RecInnerAllZero13, from, place, seen);
                false
            }
            ContentType::CHANGE_CIPHER_SPEC
            | ContentType::APPLICATION_DATA
            | ContentType::HEARTBEAT => true,
            ContentType::HANDSHAKE | ContentType::ALERT if length == 0 => {
                self.report(Rule::RecInnerEmpty13, from, place, seen);
                false
            }
            ContentType::HANDSHAKE | ContentType::ALERT => true,
            _ => {
                self.report(Rule::RecInnerType13, from, place, seen);
                false
            }
        }
    }

    /// A record that the embedder could not open (RFC 8446 section 5.2).
    pub(crate) fn unopened(&mut self, from: Peer, length: u32, place: Place) {
        self.begin_item();
        let seen = Seen::Record(ContentType::APPLICATION_DATA, length);
        let skipped = from == Peer::Client
            && matches!(self.facts.early_data, EarlyData::Rejected | EarlyData::Offered)
            && !self.seen_by(from, Item::Finished);
        if !self.is_closed() && self.tracks(from) {
            if skipped {
                self.report(Rule::EarlySkipLegal, from, place, seen);
                self.count_skipped(length, place);
            } else if from == Peer::Client
                && self.facts.early_data == EarlyData::Accepted
                && !self.seen_by(from, Item::EndOfEarlyData)
            {
                self.report(Rule::EarlyUndecryptableAccepted, from, place, seen);
            } else {
                self.report(Rule::RecBadMac, from, place, seen);
            }
        }
        self.end_item();
    }
}
