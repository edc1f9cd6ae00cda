//! The order of messages in SSL 3.0 to TLS 1.2, as flights of slots.
//!
//! ```text
//! full (RFC 5246 section 7.3, figure 1)          abbreviated (figure 2)
//!
//! ClientHello          -->                       ClientHello          -->
//!                      <--  SERVER_FLIGHT                             <--  ServerHello
//! CLIENT_FLIGHT        -->                                            <--  SERVER_LAST_FLIGHT
//!                      <--  SERVER_LAST_FLIGHT   CLIENT_LAST_FLIGHT   -->
//! ```
//!
//! The `ServerHello` itself decides which of the two it is, so it stands before the flights.

use super::Condition;
use crate::{Item, Rule};

/// A slot of a flight: a message, when it must and may stand there, and what it means if it does not.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The message.
    pub item: Item,
    /// When it must be there.
    pub required: Condition,
    /// When it may be there.
    pub allowed: Condition,
    /// It must have come before this one; otherwise this one is out of place.
    pub after: Option<Item>,
    /// It is missing: the first condition that holds names the rule.
    pub missing: &'static [(Condition, Rule)],
    /// It is there and must not be.
    pub forbidden: &'static [(Condition, Rule)],
    /// It comes when its place is past.
    pub late: Rule,
    /// It comes a second time.
    pub duplicate: Rule,
}

/// What the server sends after a `ServerHello` that begins a full handshake.
pub const SERVER_FLIGHT: &[Slot] = &[
    Slot {
        item: Item::SupplementalData,
        required: Condition::Never,
        allowed: Condition::SupplementalDataAgreed,
        after: None,
        missing: &[],
        forbidden: &[(Condition::Always, Rule::SuppNotNegotiated)],
        late: Rule::SuppMisplaced,
        duplicate: Rule::SuppDuplicate,
    },
    Slot {
        item: Item::Certificate,
        required: Condition::CertificateSuite,
        allowed: Condition::CertificateAllowed,
        after: None,
        missing: &[(Condition::Always, Rule::Hs12CertMissing)],
        forbidden: &[(Condition::Always, Rule::Hs12CertUnexpected)],
        late: Rule::HsUnexpectedMessage,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::CertificateStatus,
        required: Condition::Never,
        allowed: Condition::StatusAgreed,
        after: Some(Item::Certificate),
        missing: &[],
        forbidden: &[(Condition::Always, Rule::Hs12StatusNotNegotiated)],
        late: Rule::Hs12StatusMisplaced,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::ServerKeyExchange,
        required: Condition::KeyExchangeRequired,
        allowed: Condition::KeyExchangeAllowed,
        after: None,
        missing: &[
            (Condition::ExportSuite, Rule::Hs12SkeExport),
            (Condition::Always, Rule::Hs12SkeMissing),
        ],
        forbidden: &[
            (Condition::ExportSuite, Rule::Hs12SkeExport),
            (Condition::Always, Rule::Hs12SkeUnexpected),
        ],
        late: Rule::Hs12SkeMisplaced,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::CertificateRequest,
        required: Condition::Never,
        allowed: Condition::CertificateRequestAllowed,
        after: None,
        missing: &[],
        forbidden: &[
            (Condition::AnonymousSuite, Rule::Hs12CrAnonymous),
            (Condition::Always, Rule::Hs12CrPskSrp),
        ],
        late: Rule::Hs12ServerAfterShd,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::ServerHelloDone,
        required: Condition::Always,
        allowed: Condition::Always,
        after: None,
        missing: &[(Condition::Always, Rule::Hs12ShdMissing)],
        forbidden: &[],
        late: Rule::Hs12ServerAfterShd,
        duplicate: Rule::Hs12ServerAfterShd,
    },
];

/// What the client answers in a full handshake.
pub const CLIENT_FLIGHT: &[Slot] = &[
    Slot {
        item: Item::SupplementalData,
        required: Condition::Never,
        allowed: Condition::SupplementalDataAgreed,
        after: None,
        missing: &[],
        forbidden: &[(Condition::Always, Rule::SuppNotNegotiated)],
        late: Rule::SuppMisplaced,
        duplicate: Rule::SuppDuplicate,
    },
    Slot {
        item: Item::Certificate,
        required: Condition::CertificateOwed,
        allowed: Condition::CertificateRequested,
        after: None,
        missing: &[(Condition::Always, Rule::CauthCertMissing)],
        forbidden: &[(Condition::Always, Rule::CauthCertUnrequested)],
        late: Rule::CauthCertLate,
        duplicate: Rule::CauthCertLate,
    },
    Slot {
        item: Item::CertificateUrl,
        required: Condition::Never,
        allowed: Condition::CertificateUrlAgreed,
        after: None,
        missing: &[],
        forbidden: &[(Condition::Always, Rule::CauthUrlNotNegotiated)],
        late: Rule::CauthCertLate,
        duplicate: Rule::CauthCertLate,
    },
    Slot {
        item: Item::ClientKeyExchange,
        required: Condition::Always,
        allowed: Condition::Always,
        after: None,
        missing: &[(Condition::Always, Rule::CcsClientBeforeCke)],
        forbidden: &[],
        late: Rule::HsDuplicateMessage,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::CertificateVerify,
        required: Condition::CertificateVerifyOwed,
        allowed: Condition::CertificateVerifyAllowed,
        after: Some(Item::ClientKeyExchange),
        missing: &[(Condition::Always, Rule::CauthCvMissing)],
        forbidden: &[(Condition::Always, Rule::CauthCvUnexpected)],
        late: Rule::CauthCvMisplaced,
        duplicate: Rule::HsDuplicateMessage,
    },
    Slot {
        item: Item::ChangeCipherSpec,
        required: Condition::Always,
        allowed: Condition::Always,
        after: None,
        missing: &[(Condition::Always, Rule::CcsMissing)],
        forbidden: &[],
        late: Rule::CcsDuplicate,
        duplicate: Rule::CcsDuplicate,
    },
    NEXT_PROTOCOL,
    CHANNEL_ID,
    FINISHED,
];

/// What the client sends last in an abbreviated handshake.
pub const CLIENT_LAST_FLIGHT: &[Slot] = &[
    Slot {
        item: Item::ChangeCipherSpec,
        required: Condition::Always,
        allowed: Condition::Always,
        after: None,
        missing: &[(Condition::Always, Rule::CcsMissing)],
        forbidden: &[],
        late: Rule::CcsDuplicate,
        duplicate: Rule::CcsDuplicate,
    },
    NEXT_PROTOCOL,
    CHANNEL_ID,
    FINISHED,
];

/// What the server sends last in a full handshake, and after its `ServerHello` in an abbreviated one.
pub const SERVER_LAST_FLIGHT: &[Slot] = &[
    Slot {
        item: Item::NewSessionTicket,
        required: Condition::TicketAnnounced,
        allowed: Condition::TicketAnnounced,
        after: None,
        missing: &[(Condition::Always, Rule::TickMissing)],
        forbidden: &[(Condition::Always, Rule::TickUnsolicited)],
        late: Rule::TickMisplaced,
        duplicate: Rule::TickDuplicate,
    },
    Slot {
        item: Item::ChangeCipherSpec,
        required: Condition::Always,
        allowed: Condition::Always,
        after: None,
        missing: &[(Condition::Always, Rule::CcsMissing)],
        forbidden: &[],
        late: Rule::CcsDuplicate,
        duplicate: Rule::CcsDuplicate,
    },
    FINISHED,
];

const NEXT_PROTOCOL: Slot = Slot {
    item: Item::NextProtocol,
    required: Condition::NextProtocolAgreed,
    allowed: Condition::NextProtocolAgreed,
    after: Some(Item::ChangeCipherSpec),
    missing: &[(Condition::Always, Rule::NpnMissing)],
    forbidden: &[(Condition::Always, Rule::NpnNotNegotiated)],
    late: Rule::NpnMisplaced,
    duplicate: Rule::HsDuplicateMessage,
};

const CHANNEL_ID: Slot = Slot {
    item: Item::ChannelId,
    required: Condition::ChannelIdAgreed,
    allowed: Condition::ChannelIdAgreed,
    after: Some(Item::ChangeCipherSpec),
    missing: &[(Condition::Always, Rule::ChidMissing)],
    forbidden: &[(Condition::Always, Rule::ChidUnexpected)],
    late: Rule::ChidUnexpected,
    duplicate: Rule::HsDuplicateMessage,
};

const FINISHED: Slot = Slot {
    item: Item::Finished,
    required: Condition::Always,
    allowed: Condition::Always,
    after: None,
    missing: &[],
    forbidden: &[],
    late: Rule::HsDuplicateMessage,
    duplicate: Rule::HsDuplicateMessage,
};

/// Two slots of a flight never hold the same message, and a slot that can be missing or forbidden
/// has a rule for it: a mistake in a table stops the build.
const fn check(flight: &[Slot]) {
    let mut rest = flight;
    while let [slot, tail @ ..] = rest {
        let mut others = tail;
        while let [other, more @ ..] = others {
            assert!(!same(slot.item, other.item), "a message stands in two slots of a flight");
            others = more;
        }
        assert!(
            matches!(slot.required, Condition::Never)
                || !slot.missing.is_empty()
                || same(slot.item, Item::Finished),
            "a required slot has no rule for its absence"
        );
        assert!(
            matches!(slot.allowed, Condition::Always) || !slot.forbidden.is_empty(),
            "a slot that may be forbidden has no rule for it"
        );
        rest = tail;
    }
}

const fn same(a: Item, b: Item) -> bool {
    crate::ItemSet::only(a).contains(b)
}

const _: () = {
    check(SERVER_FLIGHT);
    check(CLIENT_FLIGHT);
    check(CLIENT_LAST_FLIGHT);
    check(SERVER_LAST_FLIGHT);
};
