//! The order of messages in TLS 1.3, as rows of two state machines.
//!
//! The states are those of RFC 8446 appendix A. [`SERVER`] judges what the server sends, so its states
//! are those of the client that waits for it (appendix A.1); [`CLIENT`] judges what the client sends,
//! with the states of the server (appendix A.2). The hellos come before both.
//!
//! ```text
//! SERVER                                             CLIENT
//!  WAIT_EE       EncryptedExtensions                  NEGOTIATED    (the server's Finished)
//!  WAIT_CERT_CR  [CertificateRequest]                 WAIT_EOED     [EndOfEarlyData]
//!  WAIT_CERT     Certificate | CompressedCertificate  WAIT_CERT     [Certificate]
//!  WAIT_CV       CertificateVerify                    WAIT_CV       [CertificateVerify]
//!  WAIT_FINISHED Finished                             WAIT_FINISHED Finished
//!  CONNECTED     NewSessionTicket, KeyUpdate, ...     CONNECTED     KeyUpdate, ...
//! ```

use super::Condition;
use crate::{Item, ItemSet, Rule};

/// A state of either machine, by the RFC's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// Before a `ServerHello` of TLS 1.3.
    #[default]
    Start,
    /// The client waits for `EncryptedExtensions`.
    WaitEncryptedExtensions,
    /// The client waits for `CertificateRequest`, or what follows it.
    WaitCertificateOrRequest,
    /// A certificate is awaited.
    WaitCertificate,
    /// `CertificateVerify` is awaited.
    WaitCertificateVerify,
    /// `Finished` is awaited.
    WaitFinished,
    /// The server has not sent its `Finished`: the client has nothing to answer.
    Negotiated,
    /// The server waits for `EndOfEarlyData`.
    WaitEndOfEarlyData,
    /// The handshake is complete as far as this peer is concerned.
    Connected,
}

impl State {
    const ALL: [Self; 9] = [
        Self::Start,
        Self::WaitEncryptedExtensions,
        Self::WaitCertificateOrRequest,
        Self::WaitCertificate,
        Self::WaitCertificateVerify,
        Self::WaitFinished,
        Self::Negotiated,
        Self::WaitEndOfEarlyData,
        Self::Connected,
    ];

    /// The RFC's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::WaitEncryptedExtensions => "WAIT_EE",
            Self::WaitCertificateOrRequest => "WAIT_CERT_CR",
            Self::WaitCertificate => "WAIT_CERT",
            Self::WaitCertificateVerify => "WAIT_CV",
            Self::WaitFinished => "WAIT_FINISHED",
            Self::Negotiated => "NEGOTIATED",
            Self::WaitEndOfEarlyData => "WAIT_EOED",
            Self::Connected => "CONNECTED",
        }
    }
}

/// What a row says of a message.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Legal: the next state.
    Legal(State),
    /// Against a rule: the state that the machine recovers to, and what it then takes silently,
    /// because its absence or presence is part of the same mistake.
    Breach(Rule, State, ItemSet),
}

/// One row: in this state, this message, under this condition.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The state.
    pub state: State,
    /// The message.
    pub item: Item,
    /// When the row holds. The first row that holds decides.
    pub when: Condition,
    /// What follows.
    pub step: Step,
}

const fn legal(state: State, item: Item, when: Condition, next: State) -> Row {
    Row { state, item, when, step: Step::Legal(next) }
}

const fn breach(state: State, item: Item, when: Condition, rule: Rule, next: State) -> Row {
    Row { state, item, when, step: Step::Breach(rule, next, ItemSet::EMPTY) }
}

const fn absorbing(
    state: State,
    item: Item,
    when: Condition,
    rule: Rule,
    next: State,
    absorbed: &[Item],
) -> Row {
    Row { state, item, when, step: Step::Breach(rule, next, ItemSet::of(absorbed)) }
}

use Condition::{Always, CertificateSent, CompressedSent, CompressionOffered, NotPskOnly, PskOnly};
use State::{
    Connected, Negotiated, WaitCertificate, WaitCertificateOrRequest, WaitCertificateVerify,
    WaitEncryptedExtensions, WaitEndOfEarlyData, WaitFinished,
};

/// What the server sends after its `ServerHello`.
#[rustfmt::skip]
pub const SERVER: &[Row] = &[
    legal(WaitEncryptedExtensions, Item::EncryptedExtensions, Always, WaitCertificateOrRequest),
    breach(WaitEncryptedExtensions, Item::CertificateRequest, PskOnly, Rule::Hs13CrWithPsk, WaitEncryptedExtensions),
    absorbing(WaitEncryptedExtensions, Item::Certificate, PskOnly, Rule::Hs13CertWithPsk, WaitEncryptedExtensions, &[Item::CertificateVerify]),
    absorbing(WaitEncryptedExtensions, Item::CompressedCertificate, PskOnly, Rule::Hs13CertWithPsk, WaitEncryptedExtensions, &[Item::CertificateVerify]),
    breach(WaitEncryptedExtensions, Item::CertificateVerify, PskOnly, Rule::Hs13CvUnexpected, WaitEncryptedExtensions),
    absorbing(WaitEncryptedExtensions, Item::CompressedCertificate, Condition::CompressionNotOffered, Rule::Hs13CompcertNotOffered, WaitEncryptedExtensions, &[Item::CertificateVerify]),
    absorbing(WaitEncryptedExtensions, Item::CertificateRequest, Always, Rule::Hs13EeMissing, WaitCertificate, &[Item::EncryptedExtensions]),
    absorbing(WaitEncryptedExtensions, Item::Certificate, Always, Rule::Hs13EeMissing, WaitCertificateVerify, &[Item::EncryptedExtensions]),
    absorbing(WaitEncryptedExtensions, Item::CompressedCertificate, Always, Rule::Hs13EeMissing, WaitCertificateVerify, &[Item::EncryptedExtensions]),
    absorbing(WaitEncryptedExtensions, Item::CertificateVerify, Always, Rule::Hs13EeMissing, WaitFinished, &[Item::EncryptedExtensions, Item::Certificate, Item::CompressedCertificate]),
    absorbing(WaitEncryptedExtensions, Item::Finished, Always, Rule::Hs13EeMissing, Connected, &[Item::EncryptedExtensions, Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify, Item::CertificateRequest]),
    breach(WaitEncryptedExtensions, Item::NewSessionTicket, Always, Rule::Nst13BeforeServerFinished, WaitEncryptedExtensions),
    breach(WaitEncryptedExtensions, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitEncryptedExtensions),

    legal(WaitCertificateOrRequest, Item::CertificateRequest, NotPskOnly, WaitCertificate),
    legal(WaitCertificateOrRequest, Item::Certificate, NotPskOnly, WaitCertificateVerify),
    absorbing(WaitCertificateOrRequest, Item::CompressedCertificate, PskOnly, Rule::Hs13CertWithPsk, WaitCertificateOrRequest, &[Item::CertificateVerify]),
    breach(WaitCertificateOrRequest, Item::CompressedCertificate, Condition::CompressionNotOffered, Rule::Hs13CompcertNotOffered, WaitCertificateVerify),
    legal(WaitCertificateOrRequest, Item::CompressedCertificate, Always, WaitCertificateVerify),
    legal(WaitCertificateOrRequest, Item::Finished, PskOnly, Connected),
    breach(WaitCertificateOrRequest, Item::CertificateRequest, PskOnly, Rule::Hs13CrWithPsk, WaitCertificateOrRequest),
    absorbing(WaitCertificateOrRequest, Item::Certificate, PskOnly, Rule::Hs13CertWithPsk, WaitCertificateOrRequest, &[Item::CertificateVerify]),
    breach(WaitCertificateOrRequest, Item::CertificateVerify, PskOnly, Rule::Hs13CvUnexpected, WaitCertificateOrRequest),
    absorbing(WaitCertificateOrRequest, Item::CertificateVerify, NotPskOnly, Rule::Hs13CertMissing, WaitFinished, &[Item::Certificate, Item::CompressedCertificate]),
    absorbing(WaitCertificateOrRequest, Item::Finished, NotPskOnly, Rule::Hs13CertMissing, Connected, &[Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    breach(WaitCertificateOrRequest, Item::NewSessionTicket, Always, Rule::Nst13BeforeServerFinished, WaitCertificateOrRequest),
    breach(WaitCertificateOrRequest, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitCertificateOrRequest),

    legal(WaitCertificate, Item::Certificate, Always, WaitCertificateVerify),
    legal(WaitCertificate, Item::CompressedCertificate, CompressionOffered, WaitCertificateVerify),
    breach(WaitCertificate, Item::CompressedCertificate, Always, Rule::Hs13CompcertNotOffered, WaitCertificateVerify),
    absorbing(WaitCertificate, Item::CertificateVerify, Always, Rule::Hs13CertMissing, WaitFinished, &[Item::Certificate, Item::CompressedCertificate]),
    absorbing(WaitCertificate, Item::Finished, Always, Rule::Hs13CertMissing, Connected, &[Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    breach(WaitCertificate, Item::NewSessionTicket, Always, Rule::Nst13BeforeServerFinished, WaitCertificate),
    breach(WaitCertificate, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitCertificate),

    legal(WaitCertificateVerify, Item::CertificateVerify, Always, WaitFinished),
    absorbing(WaitCertificateVerify, Item::Finished, Always, Rule::Hs13CvMissing, Connected, &[Item::CertificateVerify]),
    breach(WaitCertificateVerify, Item::CertificateRequest, Always, Rule::Hs13CrMisplaced, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::Certificate, CompressedSent, Rule::Hs13CompcertAndCert, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::CompressedCertificate, CertificateSent, Rule::Hs13CompcertAndCert, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::NewSessionTicket, Always, Rule::Nst13BeforeServerFinished, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitCertificateVerify),

    legal(WaitFinished, Item::Finished, Always, Connected),
    breach(WaitFinished, Item::CertificateRequest, Always, Rule::Hs13CrMisplaced, WaitFinished),
    breach(WaitFinished, Item::Certificate, CompressedSent, Rule::Hs13CompcertAndCert, WaitFinished),
    breach(WaitFinished, Item::CompressedCertificate, CertificateSent, Rule::Hs13CompcertAndCert, WaitFinished),
    breach(WaitFinished, Item::NewSessionTicket, Always, Rule::Nst13BeforeServerFinished, WaitFinished),
    breach(WaitFinished, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitFinished),

    legal(Connected, Item::NewSessionTicket, Always, Connected),
    legal(Connected, Item::KeyUpdate, Always, Connected),
    breach(Connected, Item::CertificateRequest, Condition::ClientUnfinished, Rule::PhaBeforeCompletion, Connected),
    breach(Connected, Item::CertificateRequest, Condition::PostHandshakeAuthNotOffered, Rule::PhaNotOffered, Connected),
    legal(Connected, Item::CertificateRequest, Always, Connected),
];

/// What the client sends after the `ServerHello`.
#[rustfmt::skip]
pub const CLIENT: &[Row] = &[
    breach(Negotiated, Item::EndOfEarlyData, Always, Rule::EarlyEoedBeforeServerFinished, Negotiated),
    breach(Negotiated, Item::EncryptedExtensions, Condition::ApplicationSettingsNotDue, Rule::Hs13AlpsClientEe, Negotiated),
    absorbing(Negotiated, Item::EncryptedExtensions, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    absorbing(Negotiated, Item::Certificate, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    absorbing(Negotiated, Item::CompressedCertificate, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    absorbing(Negotiated, Item::CertificateVerify, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    absorbing(Negotiated, Item::ChannelId, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    absorbing(Negotiated, Item::Finished, Always, Rule::Hs13ClientEarlyFlight, Negotiated, CLIENT_MESSAGES),
    breach(Negotiated, Item::KeyUpdate, Always, Rule::KuBeforeFinished, Negotiated),

    legal(WaitEndOfEarlyData, Item::EndOfEarlyData, Always, WaitCertificate),
    absorbing(WaitEndOfEarlyData, Item::Certificate, Condition::CertificateNotRequested, Rule::Hs13ClientCertUnrequested, WaitEndOfEarlyData, &[Item::CertificateVerify]),
    absorbing(WaitEndOfEarlyData, Item::CompressedCertificate, Condition::CertificateNotRequested, Rule::Hs13ClientCertUnrequested, WaitEndOfEarlyData, &[Item::CertificateVerify]),
    breach(WaitEndOfEarlyData, Item::CertificateVerify, Condition::CertificateNotRequested, Rule::Hs13CvUnexpected, WaitEndOfEarlyData),
    breach(WaitEndOfEarlyData, Item::ChannelId, Condition::ChannelIdNotAgreed, Rule::ChidUnexpected, WaitEndOfEarlyData),
    absorbing(WaitEndOfEarlyData, Item::ChannelId, Always, Rule::EarlyEoedMissing, WaitFinished, &[Item::EndOfEarlyData, Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    absorbing(WaitEndOfEarlyData, Item::Certificate, Always, Rule::EarlyEoedMissing, WaitCertificateVerify, &[Item::EndOfEarlyData]),
    absorbing(WaitEndOfEarlyData, Item::CompressedCertificate, Always, Rule::EarlyEoedMissing, WaitCertificateVerify, &[Item::EndOfEarlyData]),
    absorbing(WaitEndOfEarlyData, Item::CertificateVerify, Always, Rule::EarlyEoedMissing, WaitFinished, &[Item::EndOfEarlyData, Item::Certificate, Item::CompressedCertificate]),
    absorbing(WaitEndOfEarlyData, Item::Finished, Always, Rule::EarlyEoedMissing, Connected, &[Item::EndOfEarlyData, Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    breach(WaitEndOfEarlyData, Item::EncryptedExtensions, Always, Rule::Hs13AlpsClientEe, WaitEndOfEarlyData),
    breach(WaitEndOfEarlyData, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitEndOfEarlyData),

    legal(WaitCertificate, Item::EncryptedExtensions, Condition::ApplicationSettingsDue, WaitCertificate),
    breach(WaitCertificate, Item::EncryptedExtensions, Always, Rule::Hs13AlpsClientEe, WaitCertificate),
    legal(WaitCertificate, Item::Certificate, Condition::CertificateRequested, WaitCertificateVerify),
    legal(WaitCertificate, Item::CompressedCertificate, Condition::CertificateRequested, WaitCertificateVerify),
    absorbing(WaitCertificate, Item::Certificate, Always, Rule::Hs13ClientCertUnrequested, WaitCertificate, &[Item::CertificateVerify]),
    absorbing(WaitCertificate, Item::CompressedCertificate, Always, Rule::Hs13ClientCertUnrequested, WaitCertificate, &[Item::CertificateVerify]),
    absorbing(WaitCertificate, Item::CertificateVerify, Condition::CertificateRequested, Rule::Hs13ClientCertMissing, WaitFinished, &[Item::Certificate, Item::CompressedCertificate]),
    breach(WaitCertificate, Item::CertificateVerify, Always, Rule::Hs13CvUnexpected, WaitCertificate),
    absorbing(WaitCertificate, Item::Finished, Condition::CertificateRequested, Rule::Hs13ClientCertMissing, Connected, &[Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    legal(WaitCertificate, Item::Finished, Always, Connected),
    breach(WaitCertificate, Item::ChannelId, Condition::ChannelIdNotAgreed, Rule::ChidUnexpected, WaitCertificate),
    absorbing(WaitCertificate, Item::ChannelId, Condition::CertificateRequested, Rule::Hs13ClientCertMissing, WaitFinished, &[Item::Certificate, Item::CompressedCertificate, Item::CertificateVerify]),
    legal(WaitCertificate, Item::ChannelId, Always, WaitFinished),
    breach(WaitCertificate, Item::EndOfEarlyData, Condition::EarlyDataNotAccepted, Rule::EarlyEoedUnexpected, WaitCertificate),
    breach(WaitCertificate, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitCertificate),

    breach(WaitCertificateVerify, Item::CertificateVerify, Condition::ClientCertificateEmpty, Rule::Hs13CvUnexpected, WaitCertificateVerify),
    legal(WaitCertificateVerify, Item::CertificateVerify, Always, WaitFinished),
    legal(WaitCertificateVerify, Item::Finished, Condition::ClientCertificateEmpty, Connected),
    absorbing(WaitCertificateVerify, Item::Finished, Always, Rule::Hs13CvMissing, Connected, &[Item::CertificateVerify]),
    breach(WaitCertificateVerify, Item::Certificate, CompressedSent, Rule::Hs13CompcertAndCert, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::CompressedCertificate, CertificateSent, Rule::Hs13CompcertAndCert, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::ChannelId, Condition::ChannelIdNotAgreed, Rule::ChidUnexpected, WaitCertificateVerify),
    legal(WaitCertificateVerify, Item::ChannelId, Condition::ClientCertificateEmpty, WaitFinished),
    absorbing(WaitCertificateVerify, Item::ChannelId, Always, Rule::Hs13CvMissing, WaitFinished, &[Item::CertificateVerify]),
    breach(WaitCertificateVerify, Item::EncryptedExtensions, Always, Rule::Hs13AlpsClientEe, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::EndOfEarlyData, Condition::EarlyDataNotAccepted, Rule::EarlyEoedUnexpected, WaitCertificateVerify),
    breach(WaitCertificateVerify, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitCertificateVerify),

    legal(WaitFinished, Item::Finished, Always, Connected),
    breach(WaitFinished, Item::ChannelId, Condition::ChannelIdNotAgreed, Rule::ChidUnexpected, WaitFinished),
    breach(WaitFinished, Item::ChannelId, Condition::ChannelIdSent, Rule::HsDuplicateMessage, WaitFinished),
    legal(WaitFinished, Item::ChannelId, Always, WaitFinished),
    breach(WaitFinished, Item::EncryptedExtensions, Always, Rule::Hs13AlpsClientEe, WaitFinished),
    breach(WaitFinished, Item::EndOfEarlyData, Condition::EarlyDataNotAccepted, Rule::EarlyEoedUnexpected, WaitFinished),
    breach(WaitFinished, Item::KeyUpdate, Always, Rule::KuBeforeFinished, WaitFinished),

    legal(Connected, Item::KeyUpdate, Always, Connected),
];

/// The client's flight: sent too early, it is all one mistake.
pub(super) const CLIENT_MESSAGES: &[Item] = &[
    Item::EndOfEarlyData,
    Item::EncryptedExtensions,
    Item::Certificate,
    Item::CompressedCertificate,
    Item::CertificateVerify,
    Item::ChannelId,
    Item::Finished,
];

/// A row behind one that always holds could never decide; a state that cannot be left, or never be
/// entered, is a mistake: each stops the build.
const fn check(table: &[Row], first: State) {
    let mut rest = table;
    while let [row, tail @ ..] = rest {
        let mut others = tail;
        while let [other, more @ ..] = others {
            if same_state(row.state, other.state) && same_item(row.item, other.item) {
                assert!(!matches!(row.when, Always), "a row stands behind one that always holds");
            }
            others = more;
        }
        rest = tail;
    }
    let mut states: &[State] = &State::ALL;
    while let [state, more @ ..] = states {
        let mut entered = same_state(*state, first);
        let mut named = false;
        let mut left = same_state(*state, Connected) || same_state(*state, Negotiated);
        let mut rest = table;
        while let [row, tail @ ..] = rest {
            let next = match row.step {
                Step::Legal(next) | Step::Breach(_, next, _) => next,
            };
            if same_state(row.state, *state) {
                named = true;
                left |= matches!(row.step, Step::Legal(_)) && !same_state(next, *state);
            } else if same_state(next, *state) {
                entered = true;
            }
            rest = tail;
        }
        // The client's machine is started by the server's Finished, in any of its waiting states.
        let started = same_state(first, Negotiated) && named;
        assert!(!named || entered || started, "a state is never entered");
        assert!(!named || left, "a state is never left");
        states = more;
    }
}

const fn same_state(a: State, b: State) -> bool {
    matches!(
        (a, b),
        (State::Start, State::Start)
            | (WaitEncryptedExtensions, WaitEncryptedExtensions)
            | (WaitCertificateOrRequest, WaitCertificateOrRequest)
            | (WaitCertificate, WaitCertificate)
            | (WaitCertificateVerify, WaitCertificateVerify)
            | (WaitFinished, WaitFinished)
            | (Negotiated, Negotiated)
            | (WaitEndOfEarlyData, WaitEndOfEarlyData)
            | (Connected, Connected)
    )
}

const fn same_item(a: Item, b: Item) -> bool {
    ItemSet::only(a).contains(b)
}

const _: () = {
    check(SERVER, WaitEncryptedExtensions);
    check(CLIENT, Negotiated);
};
