//! That no type of extension stands in a block twice.

use super::{cut_short, next_extension};
use crate::{
    Extension, ExtensionType, Extensions, MessageErrorKind, Reader, message_error::MessageError,
};

/// The types met so far in a block: those below 64 exactly, the others by a bit that many share.
#[derive(Default)]
pub(super) struct SeenTypes {
    pub(super) low: u64,
    high: u64,
}

/// The bit of a type above 63. So spread, all those that clients send, GREASE included, have each their
/// own.
#[inline]
pub(super) const fn place(value: u16) -> u16 {
    value.wrapping_mul(0x0113) >> 10
}

impl SeenTypes {
    /// Adds a type; `look_back` finds out whether it was met before, where the bits cannot tell.
    #[inline]
    pub(super) fn insert(
        &mut self,
        extension_type: ExtensionType,
        look_back: impl FnOnce() -> Result<(), MessageError>,
    ) -> Result<(), MessageError> {
        let ExtensionType(value) = extension_type;
        if value < 64 {
            if self.low >> value & 1 != 0 {
                look_back()?;
            }
            self.low |= 1 << value;
        } else {
            let place = place(value);
            if self.high >> place & 1 != 0 {
                look_back()?;
            }
            self.high |= 1 << place;
        }
        Ok(())
    }
}

/// How often [`SeenTypes`] could not tell.
#[derive(Default)]
pub(super) struct LookBacks(u8);

impl LookBacks {
    /// A block with more of them is made for it.
    const MAX: u8 = 16;

    /// Looks for the type of the extension at `here` among those before it in the block; the one time
    /// too often, in the whole block for all, in a time that grows with its length only.
    #[cold]
    pub(super) fn settle(
        &mut self,
        block: Reader<'_>,
        here: Reader<'_>,
        extension_type: ExtensionType,
    ) -> Result<(), MessageError> {
        if self.0 > Self::MAX {
            return Ok(());
        }
        self.0 = self.0.saturating_add(1);
        if self.0 > Self::MAX {
            return check_many(block);
        }
        let before = block.len().saturating_sub(here.len());
        let before = block.rest().get(..before).unwrap_or_default();
        if Extensions::from_checked(before).contains(extension_type) {
            return Err(duplicate(extension_type, here.offset()));
        }
        Ok(())
    }
}

/// Checks a block of however many types: one pass over it for each window of types.
fn check_many(block: Reader<'_>) -> Result<(), MessageError> {
    const WINDOW: u16 = 4096;
    let mut ahead = block;
    while next_extension(&mut ahead).is_some() {}
    let mut first_error = (!ahead.is_empty()).then(|| cut_short(ahead));
    for window in 0..=u16::MAX / WINDOW {
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
                let error = duplicate(extension_type, offset);
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

fn duplicate(extension_type: ExtensionType, offset: usize) -> MessageError {
    MessageError::new(MessageErrorKind::DuplicateExtension { extension_type }, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_send_needs_no_look_back() {
        let mut seen = SeenTypes::default();
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
        for extension_type in sent {
            let mut look_backs = 0;
            let mut insert = || {
                let look_back = || {
                    look_backs += 1;
                    Ok(())
                };
                seen.insert(extension_type, look_back)
            };
            insert().and_then(|()| insert()).unwrap();
            assert_eq!(look_backs, 1, "{extension_type}");
        }
    }
}
