//! What a record's header alone says (RFC 8446 section 5, RFC 5246 section 6): one function a rule.

#![expect(clippy::inline_always, reason = "in one piece it takes a tenth less time")]

mod inner_plaintext;
mod length;
mod no_record;
mod plaintext;
mod runs;

use tls_wire::{ContentType, ProtocolVersion, RecordHeader};

use super::{Once, Order, Protection, Stage};
use crate::{Item, Peer, Place, Rule, Seen, Severity};

/// A handshake record of at most a message header's length is tiny.
const TINY: u16 = 4;

/// The longest record that no rule asks about, in bytes.
pub(crate) const ORDINARY_MAX: u16 = 1 << 14;

/// More bytes than any suite makes of an empty record: its vector, MAC and padding.
const EMPTY_MAX: u16 = 128;

/// As many as an AEAD suite makes of one at most: a nonce and a tag.
const EMPTY_AEAD_MAX: u16 = 8 + 16;

/// Is it a handshake record that holds a message header at most?
#[inline]
fn is_tiny(header: RecordHeader) -> bool {
    header.length <= TINY && header.content_type == ContentType::HANDSHAKE
}

impl Order {
    /// Judges a record by its header, before its content is looked at.
    #[inline]
    pub(crate) fn record_header(&mut self, from: Peer, header: RecordHeader, place: Place) {
        if !self.takes_ordinary_header(from, header) {
            self.judge_record_header(from, header, place);
        }
    }

    /// Takes the header of an ordinary record; `false` if it is another.
    #[inline]
    fn takes_ordinary_header(&mut self, from: Peer, header: RecordHeader) -> bool {
        let ordinary = self.is_ordinary(from, header);
        if ordinary && self.side(from).protection == Protection::Clear {
            self.count_if_tiny(from, header);
        }
        ordinary
    }

    /// Is a record of a kind, version and length that no rule asks about?
    #[inline]
    fn is_ordinary(&self, from: Peer, header: RecordHeader) -> bool {
        let side = self.side(from);
        let change_cipher_spec = header.content_type == ContentType::CHANGE_CIPHER_SPEC;
        self.is_version_due(header.legacy_record_version)
            && matches!(header.content_type.0, 20..=24)
            && match side.protection {
                Protection::Clear => self.is_clear_length_ordinary(from, header),
                Protection::Traffic if change_cipher_spec => {
                    (1..=ORDINARY_MAX).contains(&header.length)
                }
                Protection::Cipher | Protection::Traffic => self.is_sealed_length_ordinary(header),
            }
            && (!side.once.has(Once::CCS_OWED) || change_cipher_spec)
            && self.rare.is_none()
    }

    /// Is it the version of this connection, in TLS 1.2 or below?
    #[inline(always)]
    pub(crate) fn is_version_settled(&self, version: ProtocolVersion) -> bool {
        self.facts.is_version(version)
    }

    /// Is it the version that every record has by now?
    #[inline(always)]
    pub(crate) fn is_version_due(&self, version: ProtocolVersion) -> bool {
        match self.stage {
            Stage::Start => version <= ProtocolVersion::TLS_1_2,
            Stage::Legacy | Stage::LegacyConnected => self.facts.is_version(version),
            Stage::Tls13 | Stage::WaitSecondClientHello => version == ProtocolVersion::TLS_1_2,
            Stage::WaitServerHello | Stage::Untracked => true,
        }
    }

    /// Is a record in the clear no longer than any may be?
    #[inline(always)]
    pub(crate) fn is_content_length_ordinary(&self, header: RecordHeader) -> bool {
        (1..=ORDINARY_MAX).contains(&header.length) && self.facts.offer.max_fragment_length == 0
    }

    /// Is a record in the clear of a length that no rule asks about?
    #[inline(always)]
    pub(crate) fn is_clear_length_ordinary(&self, from: Peer, header: RecordHeader) -> bool {
        self.is_content_length_ordinary(header) && (!is_tiny(header) || self.may_count_tiny(from))
    }

    /// Is a sealed record of a length that no rule asks about?
    #[inline(always)]
    pub(crate) fn is_sealed_length_ordinary(&self, header: RecordHeader) -> bool {
        match header.length {
            EMPTY_MAX..=ORDINARY_MAX => true,
            EMPTY_AEAD_MAX..EMPTY_MAX if self.facts.answer.is_aead() => true,
            1..EMPTY_MAX => {
                u32::from(header.length) >= self.least_sealed_length(header.content_type)
            }
            _ => false,
        }
    }

    /// May a tiny record be counted without reaching the limit?
    #[inline(always)]
    fn may_count_tiny(&self, from: Peer) -> bool {
        self.side(from).may_count_tiny() && !self.is_closed() && self.tracks(from)
    }

    #[inline]
    pub(crate) fn count_if_tiny(&mut self, from: Peer, header: RecordHeader) {
        if is_tiny(header) {
            self.side_mut(from).count_tiny();
        }
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
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec::Vec};

    use tls_wire::{CipherSuite, ExtensionType};

    use super::*;
    use crate::facts::Resumption;

    const STAGES: [Stage; 7] = [
        Stage::Start,
        Stage::WaitServerHello,
        Stage::WaitSecondClientHello,
        Stage::Legacy,
        Stage::LegacyConnected,
        Stage::Tls13,
        Stage::Untracked,
    ];

    /// Of either kind of suite that has the longest or the shortest record, and one of TLS 1.3.
    const SUITES: [u16; 4] = [0xc028, 0xc02f, 0x0001, 0x1301];

    fn orders() -> impl Iterator<Item = Order> {
        let protections = [Protection::Clear, Protection::Cipher, Protection::Traffic];
        let versions = [0, 0x0300, 0x0303, 0x0304];
        let onces = [None, Some(Once::EARLY_CCS), Some(Once::CCS_OWED), Some(Once::SENT_FATAL)];
        let settled = STAGES.into_iter().flat_map(move |stage| {
            // Traffic keys are those of TLS 1.3, which has no others.
            let sealed = protections
                .into_iter()
                .filter(move |protection| {
                    (*protection == Protection::Traffic) == (stage == Stage::Tls13)
                })
                .map(move |protection| (stage, protection));
            sealed.flat_map(move |(stage, protection)| {
                onces.into_iter().map(move |once| (stage, protection, once))
            })
        });
        settled.flat_map(move |(stage, protection, once)| {
            versions.into_iter().flat_map(move |version| {
                SUITES.into_iter().flat_map(move |suite| {
                    [false, true].into_iter().map(move |short| {
                        let mut order = Order { stage, ..Order::default() };
                        let facts = &mut order.facts;
                        facts.set_version(ProtocolVersion(version));
                        facts.answer.cipher_suite = CipherSuite(suite);
                        let info = CipherSuite(suite).info();
                        facts.key_exchange = info.map(|info| info.key_exchange);
                        facts.answer.set_is_aead(info.is_some_and(|info| {
                            info.cipher.cipher_type() == tls_wire::CipherType::Aead
                        }));
                        facts.resumption = Resumption::Full;
                        if short {
                            facts.offer.max_fragment_length = 1;
                            facts.offer.extensions.insert(ExtensionType::MAX_FRAGMENT_LENGTH);
                            facts.answer.extensions.insert(ExtensionType::MAX_FRAGMENT_LENGTH);
                        }
                        for peer in Peer::BOTH {
                            order.protection_changes_to(peer, protection);
                            if let Some(once) = once {
                                order.side_mut(peer).once.set(once);
                            }
                        }
                        order
                    })
                })
            })
        })
    }

    /// All that a header can change.
    fn state(order: &Order) -> impl PartialEq {
        let sides = Peer::BOTH.map(|peer| format!("{:?}", order.side(peer)));
        (sides, order.stage, order.rare.is_some(), order.muted)
    }

    #[test]
    fn an_ordinary_record_breaks_no_rule() {
        let headers: Vec<RecordHeader> = [19_u8, 20, 21, 22, 23, 24, 25]
            .into_iter()
            .flat_map(|content_type| {
                let versions = [0x0300_u16, 0x0303, 0x0304].into_iter();
                versions.map(move |version| (content_type, version.to_be_bytes()))
            })
            .flat_map(|(content_type, [major, minor])| {
                [0_u16, 1, 4, 5, 16, 17, 23, 24, 127, 128, 512, 513, 16_384, 16_385].map(|length| {
                    let [high, low] = length.to_be_bytes();
                    RecordHeader::parse(&[content_type, major, minor, high, low])
                })
            })
            .collect();
        let place = Place { offset: 0, record: Some(0) };
        let mut ordinary = 0;
        for order in orders() {
            for (header, from) in
                headers.iter().flat_map(|header| Peer::BOTH.map(|from| (*header, from)))
            {
                if order.is_ordinary(from, header) {
                    ordinary += 1;
                    let (mut order, mut judged) = (order.clone(), order.clone());
                    order.takes_ordinary_header(from, header);
                    judged.judge_record_header(from, header, place);
                    assert!(state(&judged) == state(&order), "{from} {header:?} {order:?}");
                }
            }
        }
        assert!(ordinary > 1000, "{ordinary}");
    }

    #[test]
    fn no_suite_makes_more_of_an_empty_record() {
        let versions = [0x0300, 0x0301, 0x0302, 0x0303, 0x0304].map(ProtocolVersion);
        for (suite, version) in
            (0..=u16::MAX).flat_map(|suite| versions.map(|version| (CipherSuite(suite), version)))
        {
            let Some(info) = suite.info() else { continue };
            let mut order = Order::default();
            order.facts.set_version(version);
            order.facts.answer.cipher_suite = suite;
            order.facts.key_exchange = Some(info.key_exchange);
            let least = order.least_sealed_length(ContentType::APPLICATION_DATA);
            let is_aead = info.cipher.cipher_type() == tls_wire::CipherType::Aead;
            let most = if is_aead { EMPTY_AEAD_MAX } else { EMPTY_MAX };
            assert!(least <= u32::from(most), "{suite} {version} {least}");
        }
    }

    #[test]
    fn sealed_data_passes_by_as_if_it_were_judged() {
        let place = Place { offset: 0, record: Some(0) };
        let finished = [crate::ItemSet::EMPTY, crate::ItemSet::only(Item::Finished)];
        let mut taken = 0;
        for (order, seen) in orders().flat_map(|order| finished.map(|seen| (order.clone(), seen))) {
            for from in Peer::BOTH {
                let mut order = order.clone();
                order.side_mut(from).seen = seen;
                order.side_mut(from).once.set(Once::LAST_PROTECTED_ALERT);
                let mut judged = order.clone();
                let observed = super::super::Observed::Protected(ContentType::APPLICATION_DATA, 40);
                judged.observe(from, observed, place, super::super::Context::default());
                if order.takes_sealed_data(from) {
                    taken += 1;
                    assert!(state(&judged) == state(&order), "{from} {judged:?} {order:?}");
                }
            }
        }
        assert!(taken > 100, "{taken}");
    }
}
