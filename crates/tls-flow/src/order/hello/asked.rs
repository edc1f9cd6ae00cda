use tls_wire::ExtensionType;

use crate::ExtensionSet;

/// The extensions of a `ClientHello` whose data is asked for.
const ASKED: [ExtensionType; 12] = [
    ExtensionType::MAX_FRAGMENT_LENGTH,
    ExtensionType::SUPPORTED_GROUPS,
    ExtensionType::HEARTBEAT,
    ExtensionType::COMPRESS_CERTIFICATE,
    ExtensionType::RECORD_SIZE_LIMIT,
    ExtensionType::SESSION_TICKET,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::SUPPORTED_VERSIONS,
    ExtensionType::PSK_KEY_EXCHANGE_MODES,
    ExtensionType::KEY_SHARE,
    ExtensionType::ENCRYPTED_CLIENT_HELLO,
    ExtensionType::RENEGOTIATION_INFO,
];

/// By the [number](ExtensionSet::number) of an extension its place in [`ASKED`], and a place behind the
/// end for those not asked for.
static PLACES: [u8; 64] = places();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "runs when the crate is compiled, where an index out of bounds is an error"
)]
const fn places() -> [u8; 64] {
    let mut places = [u8::MAX; 64];
    let mut place = 0;
    while place < ASKED.len() {
        places[ExtensionSet::number(ASKED[place]) as usize] = place as u8;
        place += 1;
    }
    places
}

/// The data of the extensions that is asked for.
#[derive(Default)]
pub(super) struct Asked<'a>([Option<&'a [u8]>; ASKED.len()]);

impl<'a> Asked<'a> {
    /// Keeps the data of the extension of this number if it will be asked for.
    #[inline]
    pub(super) fn keep(&mut self, number: u16, data: &'a [u8]) {
        if let Some(kept) = self.0.get_mut(place_of(number)) {
            *kept = Some(data);
        }
    }

    /// The data of an extension of [`ASKED`], if it is there.
    #[inline]
    pub(super) fn get(&self, extension_type: ExtensionType) -> Option<&'a [u8]> {
        self.0.get(place_of(ExtensionSet::number(extension_type))).copied().flatten()
    }
}

#[inline]
fn place_of(number: u16) -> usize {
    PLACES.get(usize::from(number)).map_or(usize::MAX, |place| usize::from(*place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_kept_and_nothing_else() {
        for extension_type in (0..=u16::MAX).map(ExtensionType) {
            let mut asked = Asked::default();
            asked.keep(ExtensionSet::number(extension_type), &[7]);
            let kept = ASKED.iter().filter(|other| asked.get(**other).is_some());
            let expected = ASKED.iter().filter(|other| **other == extension_type);
            assert!(kept.eq(expected), "{extension_type}");
        }
    }
}
