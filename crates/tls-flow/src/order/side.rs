use super::tls13;
use crate::{Item, ItemSet, Limits};

/// What a direction's records are sealed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Protection {
    /// Nothing.
    #[default]
    Clear,
    /// The keys of the last `ChangeCipherSpec` (TLS 1.2 and below).
    Cipher,
    /// TLS 1.3 handshake or application traffic keys.
    Traffic,
}

/// What has happened at least once in a direction, and must not be reported again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Once(u32);

impl Once {
    pub(crate) const SENT_FATAL: Self = Self(1);
    pub(crate) const SENT_CLOSE_NOTIFY: Self = Self(1 << 1);
    pub(crate) const AFTER_CLOSE: Self = Self(1 << 2);
    pub(crate) const EARLY_CCS: Self = Self(1 << 3);
    pub(crate) const RECORD_JUDGED: Self = Self(1 << 4);
    pub(crate) const BEFORE_SERVER_HELLO: Self = Self(1 << 5);
    pub(crate) const FLIGHT_OUT_OF_TURN: Self = Self(1 << 6);
    pub(crate) const PLAINTEXT_AFTER_KEYS: Self = Self(1 << 7);
    pub(crate) const EARLY_APPLICATION_DATA: Self = Self(1 << 8);
    pub(crate) const RECORD_VERSION: Self = Self(1 << 9);
    pub(crate) const PROTECTED: Self = Self(1 << 10);
    pub(crate) const OPENED: Self = Self(1 << 11);
    pub(crate) const CCS_REPEATED: Self = Self(1 << 12);
    pub(crate) const RENEGOTIATING: Self = Self(1 << 13);
    pub(crate) const USER_CANCELED: Self = Self(1 << 14);
    pub(crate) const TINY_FRAGMENTS: Self = Self(1 << 15);
    pub(crate) const ALERT_FRAGMENT: Self = Self(1 << 16);
    pub(crate) const EARLY_THEN_LEGACY: Self = Self(1 << 17);
    pub(crate) const CCS_OWED: Self = Self(1 << 18);
    pub(crate) const HEARTBEAT_IN_FLIGHT: Self = Self(1 << 19);
    pub(crate) const HELLO_REQUESTED: Self = Self(1 << 20);
    pub(crate) const UPDATE_OWED: Self = Self(1 << 21);
    pub(crate) const FALSE_START: Self = Self(1 << 22);
    pub(crate) const ENDED: Self = Self(1 << 23);
    pub(crate) const RECORD_CUT: Self = Self(1 << 24);
    pub(crate) const SECURE: Self = Self(1 << 25);
    pub(crate) const OVERSIZE: Self = Self(1 << 26);
    pub(crate) const EMPTY_RUN: Self = Self(1 << 27);
    /// Bytes are missing: what this direction says proves nothing any more.
    pub(crate) const UNTRACKED: Self = Self(1 << 28);
    pub(crate) const LAST_PROTECTED_ALERT: Self = Self(1 << 29);
    pub(crate) const HEARTBEAT: Self = Self(1 << 30);
    pub(crate) const CLOSE_JUDGED: Self = Self(1 << 31);
    /// What happens on a connection without a mistake.
    pub(crate) const SOUND: Self =
        Self::PROTECTED.union(Self::LAST_PROTECTED_ALERT).union(Self::CCS_OWED);

    #[inline]
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(crate) const fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) const fn clear(&mut self, other: Self) {
        self.0 &= !other.0;
    }
}

/// One peer's place in the order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// The messages of this handshake so far, in order or not.
    pub(super) seen: ItemSet,
    /// Messages whose absence was reported: taken silently if they come after all.
    pub(super) absorbed: ItemSet,
    pub(super) once: Once,
    /// The next slot of the flight (TLS 1.2 and below).
    pub(super) slot: u8,
    /// The state of the machine (TLS 1.3).
    pub(super) state: tls13::State,
    pub(super) protection: Protection,
    /// Records that are counted: in TLS 1.3 `ChangeCipherSpec`s, below that the sealed ones in which
    /// the `Finished` may stand.
    pub(super) counted_records: u8,
    /// Handshake records of a few bytes.
    pub(super) tiny_fragments: u8,
    /// The `legacy_record_version` of the record that completed a hello; 0 before.
    pub(super) hello_record_version: tls_wire::ProtocolVersion,
    /// A handshake message is incomplete.
    pub(super) mid_message: bool,
}

// A connection that is tracked keeps two.
const _: () = assert!(size_of::<Side>() <= 20);

impl Side {
    /// Of a connection of which nothing was seen.
    pub(super) const NEW: Self = Self {
        seen: ItemSet::EMPTY,
        absorbed: ItemSet::EMPTY,
        once: Once(0),
        slot: 0,
        state: tls13::State::Start,
        protection: Protection::Clear,
        counted_records: 0,
        tiny_fragments: 0,
        hello_record_version: tls_wire::ProtocolVersion(0),
        mid_message: false,
    };

    /// May a tiny record be counted without reaching the limit?
    #[inline]
    pub(super) const fn may_count_tiny(&self) -> bool {
        self.tiny_fragments < Limits::DEFAULT.tiny_fragments
    }

    #[inline]
    pub(super) const fn count_tiny(&mut self) {
        self.tiny_fragments = self.tiny_fragments.saturating_add(1);
    }

    /// A client proves itself by a certificate or by its URL, not by both (RFC 6066 section 5).
    pub(super) fn has_other_certificate(&self, item: Item) -> bool {
        match item {
            Item::Certificate => self.seen.contains(Item::CertificateUrl),
            Item::CertificateUrl => self.seen.contains(Item::Certificate),
            _ => false,
        }
    }

    /// Forgets what belongs to one handshake, when the next begins on the same connection.
    pub(super) fn begin_handshake(&mut self) {
        self.seen = ItemSet::EMPTY;
        self.absorbed = ItemSet::EMPTY;
        self.slot = 0;
        for once in [
            Once::FLIGHT_OUT_OF_TURN,
            Once::BEFORE_SERVER_HELLO,
            Once::EARLY_CCS,
            Once::EARLY_APPLICATION_DATA,
            Once::RENEGOTIATING,
            Once::HELLO_REQUESTED,
        ] {
            self.once.clear(once);
        }
    }
}
