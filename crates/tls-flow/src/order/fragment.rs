//! Messages that a record's end cuts where few stacks cut them (RFC 5246 section 6.2.1, RFC 8446
//! section 5.1).

use tls_wire::{ContentType, HandshakeType, PendingMessage};

use super::{Order, Stage};
use crate::{Peer, Place, Rule, Seen};

impl Order {
    /// A record of so many bytes ends within a message. Told at the record that it began in.
    pub(crate) fn message_is_cut(
        &mut self,
        from: Peer,
        message: PendingMessage,
        length: u32,
        record: Option<u64>,
    ) {
        let began_here = u32::try_from(message.received).is_ok_and(|received| received <= length);
        if !began_here || self.is_closed() || !self.tracks(from) {
            return;
        }
        let handshake_type = message.header.map(|header| header.handshake_type);
        let first = self.stage == Stage::Start && from == Peer::Client;
        let rule = match handshake_type {
            None | Some(HandshakeType::CLIENT_HELLO) if first => Rule::HsfClientHelloFragmented,
            None => Rule::HsfHeaderSplit,
            Some(_) => return,
        };
        self.begin_item();
        let place = Place { offset: message.offset, record };
        self.report(rule, from, place, Seen::Record(ContentType::HANDSHAKE, length));
        self.end_item();
    }
}
