//! Records in the clear where only sealed ones may be.

use tls_wire::{BulkCipher, ContentType, HandshakeHeader, RecordHeader};

use crate::{
    Item, Peer, Place, Rule, Seen,
    order::{Once, Order},
};

impl Order {
    /// In a sealed direction of TLS 1.3, a record whose outer content type is not application data;
    /// `message` is the handshake header that its content reads as, where it does.
    pub(crate) fn clear_record_after_keys(
        &mut self,
        from: Peer,
        header: RecordHeader,
        message: Option<HandshakeHeader>,
        place: Place,
    ) {
        self.begin_item();
        let length = u32::from(header.length);
        let (rule, seen) = match (header.content_type, message) {
            (ContentType::HANDSHAKE, Some(message)) => {
                (Rule::Hs13PlaintextHandshake, Seen::Handshake(message.handshake_type))
            }
            _ => (Rule::RecOuterType13, Seen::Record(header.content_type, length)),
        };
        if !self.is_closed() && self.tracks(from) {
            self.report_once(Once::PLAINTEXT_AFTER_KEYS, rule, from, place, seen);
        }
        self.end_item();
    }

    /// In a sealed direction of TLS 1.2 or below, a record whose content reads as plaintext.
    pub(crate) fn plaintext_after_change_cipher_spec(
        &mut self,
        from: Peer,
        header: RecordHeader,
        message: Option<HandshakeHeader>,
        place: Place,
    ) {
        let suite_is_null = self
            .facts
            .answer
            .cipher_suite
            .info()
            .is_some_and(|info| info.cipher == BulkCipher::Null);
        let blind = self.history().is_some_and(|history| history.blind);
        let early = self.side(from).once.has(Once::EARLY_CCS);
        if suite_is_null || blind || early || self.is_closed() || !self.tracks(from) {
            return;
        }
        self.begin_item();
        let length = u32::from(header.length);
        if header.content_type == ContentType::ALERT {
            let seen = Seen::Record(header.content_type, length);
            let rule = Rule::AlertPlaintextAfterKeys;
            self.report_once(Once::PLAINTEXT_AFTER_KEYS, rule, from, place, seen);
        } else if let Some(message) = message {
            let seen = Seen::Handshake(message.handshake_type);
            let rule = Rule::CcsUnprotectedAfter;
            self.report_once(Once::PLAINTEXT_AFTER_KEYS, rule, from, place, seen);
            self.sent_by_the_wrong_peer(from, Item::of(message.handshake_type));
        }
        self.end_item();
    }
}
