use core::fmt;

use super::{Class, StackMessage, causes};

/// The five causes of the troubleshooting guide, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuideCause {
    /// 1: what is spoken there is not TLS.
    NotTls,
    /// 2: the capture, or the input, is incomplete.
    IncompleteCapture,
    /// 3: the two sides have no version in common.
    Version,
    /// 4: one side is configured for something else.
    Misconfiguration,
    /// 5: the network in between changed or lost something.
    Network,
}

impl GuideCause {
    /// The number in the guide, from 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::NotTls => 1,
            Self::IncompleteCapture => 2,
            Self::Version => 3,
            Self::Misconfiguration => 4,
            Self::Network => 5,
        }
    }

    /// A short name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotTls => "not TLS",
            Self::IncompleteCapture => "incomplete capture",
            Self::Version => "version mismatch",
            Self::Misconfiguration => "misconfiguration",
            Self::Network => "network",
        }
    }
}

/// The five steps of the troubleshooting guide, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuideStep {
    /// 1: make sure that TLS is spoken at that address at all.
    VerifyTls,
    /// 2: check that the capture, or the input, is whole.
    CheckCapture,
    /// 3: compare the versions that both sides accept.
    CheckVersions,
    /// 4: check the settings on both sides.
    CheckSettings,
    /// 5: check the path between them.
    CheckNetwork,
}

impl GuideStep {
    /// The number in the guide, from 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::VerifyTls => 1,
            Self::CheckCapture => 2,
            Self::CheckVersions => 3,
            Self::CheckSettings => 4,
            Self::CheckNetwork => 5,
        }
    }

    /// What to do, in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyTls => "verify that TLS is spoken there",
            Self::CheckCapture => "check the capture",
            Self::CheckVersions => "check the versions",
            Self::CheckSettings => "check the settings of both sides",
            Self::CheckNetwork => "check the network",
        }
    }
}

/// One entry of the catalogue: a reason why a first record is not the handshake one expected.
pub struct Cause {
    /// Stable name, in lower case with hyphens: `"http-response"`.
    pub id: &'static str,
    /// What bytes with this cause usually are.
    pub class: Class,
    /// The protocol, in lower case, where the cause names one.
    pub protocol: Option<&'static str>,
    /// One or two sentences for a person who has to act on it.
    pub explanation: &'static str,
    /// The guide's causes that this is an instance of, likeliest first.
    pub guide_causes: &'static [GuideCause],
    /// The guide's steps that lead out of it, in order.
    pub guide_steps: &'static [GuideStep],
    /// What to do, one sentence each, with the names of the settings; likeliest first.
    pub remedies: &'static [&'static str],
    /// What well-known TLS stacks say when they meet it.
    pub messages: &'static [StackMessage],
}

impl Cause {
    /// The whole catalogue, in the order in which it is written down.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        causes::ALL.iter().flat_map(|group| group.iter().copied())
    }

    /// The cause of that name.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        Self::all().find(|cause| cause.id == id)
    }
}

/// Names are unique, so they stand for the whole.
impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cause({})", self.id)
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Cause {}
