//! What the hellos offer and answer, and the rules on it (RFC 8446 section 4.1, RFC 5246 section 7.4.1).

mod answer;
mod asked;
mod client;
mod kept;
mod plain;
mod reading;
mod retry;
mod second;
mod server;
mod server13;

use alloc::vec::Vec;

use tls_wire::{
    CipherSuite, ExtensionType, Extensions, HandshakeType, MessageError, MessageErrorKind,
    NamedGroup, ProtocolVersion, Reader,
};

pub(super) use self::kept::KeptHello;
use super::Order;
use crate::{ExtensionSet, Peer, Place, Rule, Seen, extension_set::Met};

/// What a `HelloRetryRequest` asked for, until the `ServerHello` that keeps to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Retry {
    pub(super) cipher_suite: CipherSuite,
    pub(super) group: Option<NamedGroup>,
    pub(super) cookie: Option<Vec<u8>>,
    /// It carried `encrypted_client_hello`: whether the inner hello was accepted is not known.
    pub(super) ech: bool,
}

impl Order {
    /// A message that cannot be read to its last byte.
    pub(super) fn unreadable(
        &mut self,
        error: MessageError,
        message: HandshakeType,
        from: Peer,
        place: Place,
    ) {
        let seen = error
            .extension_type
            .map_or(Seen::Handshake(message), |extension| Seen::Extension(message, extension));
        let rule = match error.kind {
            MessageErrorKind::DuplicateExtension { .. } => Rule::HsfExtensionDuplicate,
            MessageErrorKind::TrailingBytes { .. } if error.extension_type.is_some() => {
                Rule::ExtTrailingData
            }
            MessageErrorKind::TrailingBytes { .. } => Rule::HsfTrailingBytes,
            MessageErrorKind::LengthOutOfRange { field, .. } if field.contains("session_id") => {
                Rule::HsSessionIdLength
            }
            MessageErrorKind::Truncated { .. }
            | MessageErrorKind::LengthOutOfRange { .. }
            | MessageErrorKind::OddLength { .. }
            | MessageErrorKind::EmptyList { .. } => Rule::HsfTruncatedBody,
            // It reads to its end; what it says is the business of rules of its own.
            MessageErrorKind::IllegalValue { .. } | MessageErrorKind::DuplicateItem { .. } => {
                return;
            }
        };
        self.report(rule, from, place, seen);
    }

    /// Is what was offered hidden, because an inner `ClientHello` may have been accepted
    /// (reporting contract, 8)?
    pub(super) fn offer_is_hidden(&self) -> bool {
        self.facts.offer.unreadable() || self.facts.offer.ech_outer()
    }
}

/// The extensions of a block that have a name here; `true` with it if there are others.
pub(super) fn extension_set(extensions: Extensions<'_>) -> (ExtensionSet, bool) {
    let mut met = Met::default();
    for extension in extensions {
        met.insert(ExtensionSet::number(extension.extension_type));
    }
    (met.set(), met.has_unnamed())
}

/// The 16-bit code points of a list behind a length of one (`wide` false) or two bytes.
fn code_points(data: &[u8], wide: bool) -> impl Iterator<Item = u16> + Clone + '_ {
    let mut reader = Reader::new(data);
    let list = if wide { reader.vec16() } else { reader.vec8() }.unwrap_or_default();
    let mut list = Reader::new(list);
    core::iter::from_fn(move || list.u16().ok())
}

/// The groups of a client's `key_share`.
fn key_share_groups(data: &[u8]) -> impl Iterator<Item = NamedGroup> + Clone + '_ {
    let mut list = Reader::new(Reader::new(data).vec16().unwrap_or_default());
    core::iter::from_fn(move || {
        let group = NamedGroup(list.u16().ok()?);
        list.vec16().ok()?;
        Some(group)
    })
}

/// Does the list offer the version?
fn offers_version(extensions: Extensions<'_>, version: ProtocolVersion) -> Option<bool> {
    let list = extensions.get(ExtensionType::SUPPORTED_VERSIONS)?;
    Some(lists_version(list, version))
}

/// Does the data of a client's `supported_versions` list the version?
fn lists_version(data: &[u8], version: ProtocolVersion) -> bool {
    code_points(data, false).any(|offered| offered == version.0)
}
