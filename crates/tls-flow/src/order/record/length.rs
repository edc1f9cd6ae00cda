//! How long a record may be, and must be at least (RFC 8446 section 5, RFC 5246 section 6.2).

use tls_wire::{
    CipherType, ContentType, ExtensionType, KeyExchange, ProtocolVersion, RecordHeader,
};

use crate::{
    Peer, Place, Rule, Seen,
    order::{Once, Order, Protection, Stage},
};

/// `TLSPlaintext.length` (RFC 8446 section 5.1).
pub(super) const PLAINTEXT_MAX: u32 = 1 << 14;
/// `TLSCiphertext.length` in TLS 1.2 and below (RFC 5246 section 6.2.3).
const CIPHERTEXT_12_MAX: u32 = PLAINTEXT_MAX + 2048;
/// `TLSCiphertext.length` in TLS 1.3 (RFC 8446 section 5.2).
const CIPHERTEXT_13_MAX: u32 = PLAINTEXT_MAX + 256;

impl Order {
    /// `rec-overflow-*`, `rec-cipher-too-short`, `rec-limit-negotiated`, `rec-empty-handshake-*`.
    pub(super) fn check_record_length(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let length = u32::from(header.length);
        let seen = Seen::Record(header.content_type, length);
        let sealed = match self.side(from).protection {
            Protection::Clear => false,
            Protection::Cipher => true,
            // A ChangeCipherSpec stays in the clear; an alert or a handshake record in the clear
            // is another rule's business.
            Protection::Traffic => header.content_type == ContentType::APPLICATION_DATA,
        };
        let (limit, rule) = match self.side(from).protection {
            Protection::Cipher => (CIPHERTEXT_12_MAX, Rule::RecOverflowCiphertext12),
            Protection::Traffic if sealed => (CIPHERTEXT_13_MAX, Rule::RecOverflowCiphertext13),
            // Early data is sealed, and an early-CCS direction may be.
            _ if header.content_type == ContentType::APPLICATION_DATA
                || self.side(from).once.has(Once::EARLY_CCS) =>
            {
                (CIPHERTEXT_12_MAX, Rule::RecOverflowCiphertext12)
            }
            _ => (PLAINTEXT_MAX, Rule::RecOverflowPlaintext),
        };
        if length > limit {
            self.report(rule, from, place, seen);
            return;
        }
        if sealed {
            if length < self.least_sealed_length(header.content_type) {
                self.report(Rule::RecCipherTooShort, from, place, seen);
            }
            return;
        }
        let fragment_limit = self.max_fragment_length();
        if fragment_limit != 0 && length > fragment_limit && self.stage == Stage::Legacy {
            self.report_once(Once::OVERSIZE, Rule::RecLimitNegotiated, from, place, seen);
        }
        if length == 0 && header.content_type == ContentType::HANDSHAKE {
            if self.version().is_none() && self.stage != Stage::Start {
                self.defer_empty_handshake(from, place);
            } else {
                self.empty_handshake_record(from, place);
            }
        }
    }

    /// `rec-empty-handshake-13`, `-12`, `-legacy`.
    pub(in crate::order) fn empty_handshake_record(&mut self, from: Peer, place: Place) {
        let seen = Seen::Record(ContentType::HANDSHAKE, 0);
        let rule = match self.version() {
            Some(ProtocolVersion::TLS_1_3) => Rule::RecEmptyHandshake13,
            Some(ProtocolVersion::TLS_1_2) | None => Rule::RecEmptyHandshake12,
            Some(_) => Rule::RecEmptyHandshakeLegacy,
        };
        self.report(rule, from, place, seen);
    }

    /// The negotiated bound of a record's plaintext, 0 for none (RFC 6066 section 4).
    pub(super) fn max_fragment_length(&self) -> u32 {
        if !self.facts.negotiated(ExtensionType::MAX_FRAGMENT_LENGTH) {
            return 0;
        }
        match self.facts.offer.max_fragment_length {
            1 => 1 << 9,
            2 => 1 << 10,
            3 => 1 << 11,
            4 => 1 << 12,
            _ => 0,
        }
    }

    /// What the receiver of this peer's records set as its limit, 0 for none (RFC 8449 section 4).
    pub(super) fn record_size_limit(&self, from: Peer) -> u32 {
        if !self.facts.negotiated(ExtensionType::RECORD_SIZE_LIMIT) {
            return 0;
        }
        u32::from(match from {
            Peer::Server => self.facts.offer.record_size_limit,
            Peer::Client => self.facts.answer.record_size_limit,
        })
    }

    /// Least bytes of a sealed record of the negotiated suite; 0 where that is not known.
    pub(super) fn least_sealed_length(&self, content_type: ContentType) -> u32 {
        let blind = self.client.once.has(Once::RENEGOTIATING)
            || self.server.once.has(Once::RENEGOTIATING)
            || self.history().is_some_and(|history| history.blind)
            || self.side(Peer::Client).once.has(Once::EARLY_CCS)
            || self.side(Peer::Server).once.has(Once::EARLY_CCS);
        // A two-byte alert and a one-byte ChangeCipherSpec are recognised as what they are.
        let named_elsewhere =
            matches!(content_type, ContentType::ALERT | ContentType::CHANGE_CIPHER_SPEC);
        if blind || self.facts.answer.compression() || named_elsewhere {
            return 0;
        }
        let Some(info) = self.facts.answer.cipher_suite.info() else { return 0 };
        if info.key_exchange == KeyExchange::Signalling || self.facts.key_exchange.is_none() {
            return 0;
        }
        let version = self.version().unwrap_or(ProtocolVersion::TLS_1_2);
        let truncated = || self.facts.negotiated(ExtensionType::TRUNCATED_HMAC);
        let mac = || if truncated() { 10 } else { info.mac_length() };
        let iv = || info.record_iv_length(version);
        let block = info.block_length();
        let least = match info.cipher.cipher_type() {
            // One byte of content type stands in every TLSInnerPlaintext.
            CipherType::Aead | CipherType::Stream if self.facts.is_tls13() => {
                info.tag_length().saturating_add(1)
            }
            CipherType::Aead => iv().saturating_add(info.tag_length()),
            CipherType::Stream => mac(),
            CipherType::Block if self.facts.negotiated(ExtensionType::ENCRYPT_THEN_MAC) => {
                iv().saturating_add(block).saturating_add(mac())
            }
            // The padding length byte at least follows the MAC, up to a whole block.
            CipherType::Block => {
                iv().saturating_add(mac().saturating_add(1).next_multiple_of(block.max(1)))
            }
        };
        u32::try_from(least).unwrap_or(0)
    }

    /// The record that holds `EncryptedExtensions` is bound by the limit that they announce.
    pub(crate) fn check_inner_limit(
        &mut self,
        from: Peer,
        length: u32,
        padding: u32,
        place: Place,
    ) {
        let limit = self.record_size_limit(from);
        let inner = length.saturating_add(padding).saturating_add(1);
        if limit != 0 && self.facts.is_tls13() && inner > limit {
            self.begin_item();
            let seen = Seen::Record(ContentType::HANDSHAKE, length);
            self.report_once(Once::OVERSIZE, Rule::RecLimitNegotiated, from, place, seen);
            self.end_item();
        }
    }
}
