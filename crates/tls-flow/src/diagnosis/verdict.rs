use super::{Cause, Class, Confidence, Evidence};

/// What is known about one direction's first bytes so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The bytes so far do not settle it.
    NeedsMore {
        /// The fewest further bytes with which a signature can match, or TLS be found; at least 1.
        /// Fewer may rule out what is left, and leave the opening unknown.
        at_least: usize,
        /// What it looks like. Once [`Opening::is_recognised`](super::Opening::is_recognised), only
        /// one question is left: whether TLS, or a reason, follows (an SMTP dialogue may turn to
        /// TLS, a status 400 may say why).
        so_far: Option<Diagnosis>,
    },
    /// Settled. Later bytes do not change it.
    Decided(Diagnosis),
}

impl Verdict {
    /// The diagnosis, final or not.
    #[must_use]
    pub const fn diagnosis(&self) -> Option<&Diagnosis> {
        match self {
            Self::NeedsMore { so_far, .. } => so_far.as_ref(),
            Self::Decided(diagnosis) => Some(diagnosis),
        }
    }

    /// The final diagnosis, once there is one.
    #[must_use]
    pub const fn decided(&self) -> Option<&Diagnosis> {
        match self {
            Self::NeedsMore { .. } => None,
            Self::Decided(diagnosis) => Some(diagnosis),
        }
    }
}

/// Why a direction opens the way it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The cause, with its explanation, remedies and messages.
    pub cause: &'static Cause,
    /// What the bytes are. The cause's own class, unless the bytes say more exactly.
    pub class: Class,
    /// The protocol spoken, in lower case, where one is recognised: `"http"`, `"smtp"`, ...
    pub protocol: Option<&'static str>,
    /// How sure this is.
    pub confidence: Confidence,
    /// The bytes that decided.
    pub evidence: Evidence,
    /// The stream ended before the signature was complete: the best of what was still possible.
    pub truncated: bool,
    /// What stands before the TLS records, where TLS starts further on (`tls-after-preamble`).
    pub preamble: Option<&'static Cause>,
    /// Where in the stream the TLS records start, where they do.
    pub tls_offset: Option<u64>,
}
