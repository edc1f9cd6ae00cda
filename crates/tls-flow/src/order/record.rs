//! What a record's header alone says (RFC 8446 section 5, RFC 5246 section 6): one function a rule.

use tls_wire::{BulkCipher, CipherType, ContentType, KeyExchange, ProtocolVersion, RecordHeader};

use super::{Once, Order, Protection, Stage};
use crate::{Item, Peer, Place, Rule, Seen, Severity};

/// `TLSPlaintext.length` (RFC 8446 section 5.1).
const PLAINTEXT_MAX: u32 = 1 << 14;
/// `TLSCiphertext.length` in TLS 1.2 and below (RFC 5246 section 6.2.3).
const CIPHERTEXT_12_MAX: u32 = PLAINTEXT_MAX + 2048;
/// `TLSCiphertext.length` in TLS 1.3 (RFC 8446 section 5.2).
const CIPHERTEXT_13_MAX: u32 = PLAINTEXT_MAX + 256;
/// A handshake record of at most a message header's length is tiny.
const TINY: u16 = 4;

impl Order {
    /// Judges a record by its header, before its content is looked at.
    #[inline]
    pub(crate) fn record_header(&mut self, from: Peer, header: RecordHeader, place: Place) {
        if !self.is_ordinary(from, header) {
            self.judge_record_header(from, header, place);
        }
    }

    /// Is a record of a kind, version and length that no rule asks about?
    #[inline]
    fn is_ordinary(&self, from: Peer, header: RecordHeader) -> bool {
        let side = self.side(from);
        let version = header.legacy_record_version;
        let due = match self.stage {
            Stage::Start => version <= ProtocolVersion::TLS_1_2,
            Stage::Legacy | Stage::LegacyConnected => self.version() == Some(version),
            Stage::Tls13 | Stage::WaitSecondClientHello => version == ProtocolVersion::TLS_1_2,
            Stage::WaitServerHello | Stage::Untracked => true,
        };
        due && matches!(header.content_type.0, 20..=24)
            && match side.protection {
                Protection::Clear if self.facts.offer.max_fragment_length != 0 => false,
                Protection::Clear if header.content_type == ContentType::HANDSHAKE => {
                    (TINY + 1..=1 << 14).contains(&header.length)
                }
                Protection::Clear => (1..=1 << 14).contains(&header.length),
                // Above what any suite takes for an empty record: its vector, MAC and padding.
                Protection::Cipher | Protection::Traffic => {
                    (128..=1 << 14).contains(&header.length)
                }
            }
            && !(from == Peer::Server && side.once.has(Once::CCS_OWED))
            && self.rare.is_none()
    }

    #[inline(never)]
    fn judge_record_header(&mut self, from: Peer, header: RecordHeader, place: Place) {
        self.begin_item();
        let length = u32::from(header.length);
        let seen = Seen::Record(header.content_type, length);
        if !self.is_closed() && self.tracks(from) {
            self.check_content_type(from, header, place);
            self.check_record_version(from, header, place);
            self.check_record_length(from, header, place);
            self.count_empty_records(from, header, place);
            self.count_tiny_fragments(from, header, place);
            // A record in the clear behind the ServerHello is a mistake by itself, and the
            // ChangeCipherSpec may still follow it.
            if header.content_type == ContentType::APPLICATION_DATA
                || header.content_type != ContentType::CHANGE_CIPHER_SPEC
                    && self.stage != Stage::Tls13
            {
                self.check_owed_change_cipher_spec(from, place, seen);
            }
        }
        self.end_item();
    }

    /// `rec-type-unknown`.
    fn check_content_type(&mut self, from: Peer, header: RecordHeader, place: Place) {
        if (20..=24).contains(&header.content_type.0) {
            return;
        }
        let seen = Seen::Record(header.content_type, u32::from(header.length));
        let lenient = matches!(
            self.version(),
            Some(ProtocolVersion::SSL_3_0 | ProtocolVersion::TLS_1_0 | ProtocolVersion::TLS_1_1)
        );
        if lenient {
            self.report_as(Rule::RecTypeUnknown, Severity::Suspicious, from, place, seen);
        } else {
            self.report(Rule::RecTypeUnknown, from, place, seen);
        }
    }

    /// `rec-version-mismatch-12`, `rec-version-13-legacy`, `rec-ch-version-high`.
    fn check_record_version(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let version = header.legacy_record_version;
        let seen = Seen::Version(version);
        match self.stage {
            Stage::Start
                if from == Peer::Client
                    && header.content_type == ContentType::HANDSHAKE
                    && version > ProtocolVersion::TLS_1_2
                    && !self.is_mid_message(from) =>
            {
                self.report(Rule::RecChVersionHigh, from, place, seen);
            }
            Stage::Legacy | Stage::LegacyConnected => {
                // A client that refuses the version answers in its own.
                let exempt = from == Peer::Client
                    && header.content_type == ContentType::ALERT
                    && !self.seen_by(from, Item::ClientKeyExchange);
                if Some(version) != self.version() && !exempt {
                    let rule = Rule::RecVersionMismatch12;
                    self.report_once(Once::RECORD_VERSION, rule, from, place, seen);
                }
            }
            Stage::Tls13 | Stage::WaitSecondClientHello if version != ProtocolVersion::TLS_1_2 => {
                // What the client sent before it knew is not held against it.
                let alert = header.content_type == ContentType::ALERT;
                if !(from == Peer::Client && alert) {
                    let rule = Rule::RecVersion13Legacy;
                    self.report_once(Once::RECORD_VERSION, rule, from, place, seen);
                }
            }
            _ => {}
        }
    }

    /// The `ServerHello`'s own record, judged once the version is known.
    pub(super) fn check_hello_record_version(&mut self, from: Peer, place: Place) {
        let version = self.side(from).hello_record_version;
        if version.0 == 0 {
            return;
        }
        let seen = Seen::Version(version);
        let expected = if self.facts.is_tls13() {
            ProtocolVersion::TLS_1_2
        } else {
            self.version().unwrap_or(version)
        };
        if version != expected {
            let rule = if self.facts.is_tls13() {
                Rule::RecVersion13Legacy
            } else {
                Rule::RecVersionMismatch12
            };
            self.report_once(Once::RECORD_VERSION, rule, from, place, seen);
        }
    }

    /// The version of the record in which a hello completes.
    pub(crate) fn note_record_version(&mut self, from: Peer, version: ProtocolVersion) {
        self.side_mut(from).hello_record_version = version;
    }

    /// `rec-overflow-*`, `rec-cipher-too-short`, `rec-limit-negotiated`, `rec-empty-handshake-*`.
    fn check_record_length(&mut self, from: Peer, header: RecordHeader, place: Place) {
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
    pub(super) fn empty_handshake_record(&mut self, from: Peer, place: Place) {
        let seen = Seen::Record(ContentType::HANDSHAKE, 0);
        let rule = match self.version() {
            Some(ProtocolVersion::TLS_1_3) => Rule::RecEmptyHandshake13,
            Some(ProtocolVersion::TLS_1_2) | None => Rule::RecEmptyHandshake12,
            Some(_) => Rule::RecEmptyHandshakeLegacy,
        };
        self.report(rule, from, place, seen);
    }

    /// The negotiated bound of a record's plaintext, 0 for none (RFC 6066 section 4).
    fn max_fragment_length(&self) -> u32 {
        if !self.facts.negotiated(tls_wire::ExtensionType::MAX_FRAGMENT_LENGTH) {
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

    /// Least bytes of a sealed record of the negotiated suite; 0 where that is not known.
    fn least_sealed_length(&self, content_type: ContentType) -> u32 {
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
        let truncated = self.facts.negotiated(tls_wire::ExtensionType::TRUNCATED_HMAC);
        let mac = if truncated { 10 } else { info.mac_length() };
        let iv = info.record_iv_length(version);
        let block = info.block_length();
        let least = match info.cipher.cipher_type() {
            // One byte of content type stands in every TLSInnerPlaintext.
            CipherType::Aead | CipherType::Stream if self.facts.is_tls13() => {
                info.tag_length().saturating_add(1)
            }
            CipherType::Aead => iv.saturating_add(info.tag_length()),
            CipherType::Stream => mac,
            CipherType::Block
                if self.facts.negotiated(tls_wire::ExtensionType::ENCRYPT_THEN_MAC) =>
            {
                iv.saturating_add(block).saturating_add(mac)
            }
            // The padding length byte at least follows the MAC, up to a whole block.
            CipherType::Block => {
                iv.saturating_add(mac.saturating_add(1).next_multiple_of(block.max(1)))
            }
        };
        u32::try_from(least).unwrap_or(0)
    }

    /// `rec-empty-run`.
    fn count_empty_records(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let limit = self.limits().empty_records;
        let seen = Seen::Record(header.content_type, u32::from(header.length));
        if header.length != 0 {
            if let Some(counts) = self.counted_mut(from) {
                counts.empty_records = 0;
            }
            return;
        }
        let counts = self.counts_mut(from);
        counts.empty_records = counts.empty_records.saturating_add(1);
        if counts.empty_records > limit {
            self.report_once(Once::EMPTY_RUN, Rule::RecEmptyRun, from, place, seen);
        }
    }

    /// `rec-tiny-fragments`.
    fn count_tiny_fragments(&mut self, from: Peer, header: RecordHeader, place: Place) {
        let limit = self.limits().tiny_fragments;
        let seen = Seen::Record(header.content_type, u32::from(header.length));
        if header.content_type != ContentType::HANDSHAKE
            || header.length > TINY
            || header.length == 0
            || self.side(from).protection != Protection::Clear
        {
            return;
        }
        let side = self.side_mut(from);
        side.tiny_fragments = side.tiny_fragments.saturating_add(1);
        if side.tiny_fragments > limit {
            self.report_once(Once::TINY_FRAGMENTS, Rule::RecTinyFragments, from, place, seen);
        }
    }

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

    /// What the receiver of this peer's records set as its limit, 0 for none (RFC 8449 section 4).
    fn record_size_limit(&self, from: Peer) -> u32 {
        if !self.facts.negotiated(tls_wire::ExtensionType::RECORD_SIZE_LIMIT) {
            return 0;
        }
        u32::from(match from {
            Peer::Server => self.facts.offer.record_size_limit,
            Peer::Client => self.facts.answer.record_size_limit,
        })
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
            && matches!(
                self.facts.early_data,
                crate::EarlyData::Rejected | crate::EarlyData::Offered
            )
            && !self.seen_by(from, Item::Finished);
        if !self.is_closed() && self.tracks(from) {
            if skipped {
                self.report(Rule::EarlySkipLegal, from, place, seen);
                self.count_skipped(length, place);
            } else if from == Peer::Client
                && self.facts.early_data == crate::EarlyData::Accepted
                && !self.seen_by(from, Item::EndOfEarlyData)
            {
                self.report(Rule::EarlyUndecryptableAccepted, from, place, seen);
            } else {
                self.report(Rule::RecBadMac, from, place, seen);
            }
        }
        self.end_item();
    }

    /// In a sealed direction of TLS 1.3, a record whose outer content type is not application data;
    /// `message` is the handshake header that its content reads as, where it does.
    pub(crate) fn clear_record_after_keys(
        &mut self,
        from: Peer,
        header: RecordHeader,
        message: Option<tls_wire::HandshakeHeader>,
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
        message: Option<tls_wire::HandshakeHeader>,
        place: Place,
    ) {
        let suite_is_null = self
            .facts
            .answer
            .cipher_suite
            .info()
            .is_some_and(|info| info.cipher == BulkCipher::Null);
        let blind = self.history().is_some_and(|history| history.blind);
        if suite_is_null || blind || self.side(from).once.has(Once::EARLY_CCS) || self.is_closed() {
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

    /// The first bytes of a direction are no TLS.
    pub(crate) fn not_tls(&mut self, from: Peer, place: Place) {
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
        if (20..=24).contains(&content_type.0) || self.is_closed() {
            self.lost_framing(from, place);
            return;
        }
        let side = self.side(from);
        let closed =
            side.once.has(Once::SENT_CLOSE_NOTIFY) || side.once.has(Once::LAST_PROTECTED_ALERT);
        if closed || !self.tracks(from) {
            self.lost_framing(from, place);
            return;
        }
        self.begin_item();
        self.report(Rule::RecTypeUnknown, from, place, Seen::NoRecord);
        self.end_item();
        self.set_untracked(from);
    }
}
