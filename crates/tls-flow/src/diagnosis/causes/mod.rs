//! The catalogue. A cause says what happened; the table of signatures says how it is recognised.

mod capture;
mod header;
mod http;
mod plaintext;
mod silence;
mod tls_shape;
mod upgrade;

pub(super) use capture::*;
pub(super) use header::*;
pub(super) use http::*;
pub(super) use plaintext::*;
pub(super) use silence::*;
pub(super) use tls_shape::*;
pub(super) use upgrade::*;

use super::{Cause, Class, GuideCause, GuideStep, StackMessage};

/// All causes, group by group.
pub(super) static ALL: &[&[&Cause]] = &[
    &tls_shape::ALL,
    &http::ALL,
    &upgrade::ALL,
    &header::ALL,
    &plaintext::ALL,
    &capture::ALL,
    &silence::ALL,
];

/// The usual case: something else is spoken there, because somebody configured it so.
const NOT_TLS: &[GuideCause] = &[GuideCause::NotTls, GuideCause::Misconfiguration];
const SETTINGS: &[GuideCause] = &[GuideCause::Misconfiguration];
const VERSION: &[GuideCause] = &[GuideCause::Version];
const CAPTURE: &[GuideCause] = &[GuideCause::IncompleteCapture];
const CAPTURE_OR_NETWORK: &[GuideCause] = &[GuideCause::IncompleteCapture, GuideCause::Network];

const VERIFY: &[GuideStep] = &[GuideStep::VerifyTls, GuideStep::CheckSettings];
const CHECK_SETTINGS: &[GuideStep] = &[GuideStep::CheckSettings];
const CHECK_VERSIONS: &[GuideStep] = &[GuideStep::CheckVersions];
const CHECK_CAPTURE: &[GuideStep] = &[GuideStep::CheckCapture];
const CHECK_CAPTURE_AND_NETWORK: &[GuideStep] = &[GuideStep::CheckCapture, GuideStep::CheckNetwork];

/// A protocol that is not TLS, where TLS was expected.
const fn not_tls(
    id: &'static str,
    protocol: &'static str,
    explanation: &'static str,
    remedies: &'static [&'static str],
    messages: &'static [StackMessage],
) -> Cause {
    Cause {
        id,
        class: Class::NotTls,
        protocol: Some(protocol),
        explanation,
        guide_causes: NOT_TLS,
        guide_steps: VERIFY,
        remedies,
        messages,
    }
}
