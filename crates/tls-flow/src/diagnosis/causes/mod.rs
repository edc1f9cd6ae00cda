//! The catalogue. A cause says what happened; the table of signatures says how it is recognised.

mod capture;
mod http;
mod plaintext;
mod silence;
mod tls_shape;
mod upgrade;

pub(super) use capture::*;
pub(super) use http::*;
pub(super) use plaintext::*;
pub(super) use silence::*;
pub(super) use tls_shape::*;
pub(super) use upgrade::*;

use super::{Cause, GuideCause, GuideStep};

/// All causes, group by group.
pub(super) static ALL: [&[&Cause]; 6] =
    [&tls_shape::ALL, &http::ALL, &upgrade::ALL, &plaintext::ALL, &capture::ALL, &silence::ALL];

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
