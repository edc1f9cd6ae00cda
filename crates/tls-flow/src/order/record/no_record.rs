//! Bytes that are no records.

use tls_wire::ContentType;

use crate::{
    Peer, Place, Rule, Seen,
    order::{Once, Order, Stage},
};

impl Order {
    /// The first bytes of a direction are no TLS.
    pub(crate) fn not_tls(&mut self, from: Peer, place: Place) {
        if self.side(from).once.has(Once::UNTRACKED) {
            return;
        }
        self.begin_item();
        self.report(Rule::RecNotTls, from, place, Seen::NoRecord);
        self.end_item();
        // TLS may still begin behind it.
        self.side_mut(from).once.set(Once::UNTRACKED);
    }

    /// The server answers in SSLv2 (RFC 6176): neither direction is followed any further.
    pub(crate) fn sslv2_server(&mut self, place: Place) {
        self.begin_item();
        self.report(Rule::RecSslv2Server, Peer::Server, place, Seen::Sslv2);
        self.end_item();
        self.stage = Stage::Untracked;
    }

    /// A header that starts no record, where records had been.
    pub(crate) fn no_record(&mut self, from: Peer, content_type: ContentType, place: Place) {
        if !self.tracks(from) {
            return;
        }
        if (20..=24).contains(&content_type.0) || self.is_closed() {
            self.lost_framing(from, place);
            return;
        }
        let side = self.side(from);
        let closed =
            side.once.has(Once::SENT_CLOSE_NOTIFY) || side.once.has(Once::LAST_PROTECTED_ALERT);
        if closed {
            self.lost_framing(from, place);
            return;
        }
        self.begin_item();
        self.report(Rule::RecTypeUnknown, from, place, Seen::NoRecord);
        self.end_item();
        self.set_untracked(from);
    }
}
