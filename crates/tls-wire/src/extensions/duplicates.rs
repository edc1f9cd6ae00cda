//! That no type of extension stands in a block twice.

use super::{cut_short, next_extension};
use crate::{Extension, ExtensionType, MessageErrorKind, Reader, message_error::MessageError};

/// The types met so far in a block: those below 64 exactly, the others by a bit that many share.
#[derive(Default)]
pub(super) struct SeenTypes {
    pub(super) low: u64,
    high: u64,
    count: u64,
}

/// The bit of a type above 63. So spread, all those that clients send, GREASE included, have each their
/// own.
#[inline]
pub(super) const fn place(value: u16) -> u16 {
    value.wrapping_mul(0x0113) >> 10
}

impl SeenTypes {
    #[inline]
    pub(super) fn insert(&mut self, extension_type: ExtensionType) {
        let ExtensionType(value) = extension_type;
        if value < 64 {
            self.low |= 1 << value;
        } else {
            self.high |= 1 << place(value);
        }
        self.count = self.count.wrapping_add(1);
    }

    /// Has each type that was met a bit of its own? Then none was met twice.
    #[inline]
    pub(super) fn are_distinct(&self) -> bool {
        let bits = self.low.count_ones().wrapping_add(self.high.count_ones());
        u64::from(bits) == self.count
    }
}

/// Finds the first fault in a block where types share a bit, or that ends within an extension: in a time
/// that grows with its length only, by one pass over it for each window of types.
#[cold]
pub(super) fn check(block: Reader<'_>) -> Result<(), MessageError> {
    const WINDOW: u16 = 4096;
    let mut ahead = block;
    let mut windows = 0_u16;
    while let Some(Extension { extension_type, .. }) = next_extension(&mut ahead) {
        windows |= 1 << (extension_type.0 / WINDOW);
    }
    let mut first_error = (!ahead.is_empty()).then(|| cut_short(ahead));
    for window in (0..=u16::MAX / WINDOW).filter(|window| windows >> window & 1 != 0) {
        let mut seen = [0_u64; 64];
        let mut ahead = block;
        loop {
            let offset = ahead.offset();
            let Some(Extension { extension_type, .. }) = next_extension(&mut ahead) else { break };
            if extension_type.0 / WINDOW != window {
                continue;
            }
            let place = extension_type.0 % WINDOW;
            let Some(word) = seen.get_mut(usize::from(place / 64)) else { continue };
            let bit = 1 << (place % 64);
            if *word & bit != 0 {
                let kind = MessageErrorKind::DuplicateExtension { extension_type };
                let error = MessageError::new(kind, offset);
                if first_error.is_none_or(|first| error.offset < first.offset) {
                    first_error = Some(error);
                }
                break;
            }
            *word |= bit;
        }
    }
    first_error.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_send_are_distinct_types() {
        let grease = (0..16).map(|n| 0x0a0a + n * 0x1010);
        let sent = (0..64).chain(grease).map(ExtensionType).chain([
            ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
            ExtensionType::APPLICATION_SETTINGS_OLD,
            ExtensionType::APPLICATION_SETTINGS,
            ExtensionType::CHANNEL_ID,
            ExtensionType::TRUST_ANCHORS,
            ExtensionType::ECH_OUTER_EXTENSIONS,
            ExtensionType::ENCRYPTED_CLIENT_HELLO,
            ExtensionType::RENEGOTIATION_INFO,
            ExtensionType::QUIC_TRANSPORT_PARAMETERS_DRAFT,
        ]);
        let mut seen = SeenTypes::default();
        for extension_type in sent.clone() {
            seen.insert(extension_type);
            assert!(seen.are_distinct(), "{extension_type}");
        }
        for extension_type in sent {
            let mut seen = SeenTypes { ..seen };
            seen.insert(extension_type);
            assert!(!seen.are_distinct(), "{extension_type} twice");
        }
    }
}
