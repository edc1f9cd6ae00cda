//! What one pass over a `ServerHello` or `HelloRetryRequest` gathers.

use tls_wire::{ExtensionType, MessageError, NamedGroup, ProtocolVersion, Reader, ServerHello};

use crate::{Answer, ExtensionSet, extension_set::Met};

/// What a server answers to a `ClientHello`, with the set of its extensions: most of those that are
/// asked for are not there.
pub(super) struct ReadAnswer<'a> {
    pub(super) message: ServerHello<'a>,
    met: Met,
}

impl<'a> ReadAnswer<'a> {
    /// Of the body of the message.
    #[inline]
    pub(super) fn of(body: &'a [u8]) -> Result<Self, MessageError> {
        let mut met = Met::default();
        let message = ServerHello::parse_with(body, |extension| {
            met.insert(ExtensionSet::number(extension.extension_type));
        })?;
        Ok(Self { message, met })
    }

    /// The data of an extension that has a name here.
    #[inline]
    pub(super) fn data(&self, extension_type: ExtensionType) -> Option<&'a [u8]> {
        let extensions = self.message.extensions;
        if self.has(extension_type) { extensions.get(extension_type) } else { None }
    }

    /// Whether an extension that has a name here is there.
    #[inline]
    pub(super) fn has(&self, extension_type: ExtensionType) -> bool {
        self.met.set().contains(extension_type)
    }

    /// The version in `supported_versions`.
    #[inline]
    pub(super) fn selected_version(&self) -> Option<ProtocolVersion> {
        let data = self.data(ExtensionType::SUPPORTED_VERSIONS)?;
        Reader::new(data).u16().ok().map(ProtocolVersion)
    }

    /// The group of `key_share`.
    #[inline]
    pub(super) fn key_share_group(&self) -> Option<NamedGroup> {
        let data = self.data(ExtensionType::KEY_SHARE)?;
        Reader::new(data).u16().ok().map(NamedGroup)
    }

    /// What any version's answer says to order.
    #[inline]
    pub(super) fn answer(&self) -> Answer {
        let mut answer = Answer {
            cipher_suite: self.message.cipher_suite,
            extensions: self.met.set(),
            ..Answer::default()
        };
        answer.set_unknown_extensions(self.met.has_unnamed());
        answer
    }
}
