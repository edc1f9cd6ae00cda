//! What the tests of several messages ask.

use alloc::vec::Vec;

use crate::{MessageError, MessageErrorKind};

/// Every prefix of a structure is cut short, and a byte behind it, after `last`, is one too many.
#[track_caller]
pub(crate) fn check_ends(
    whole: &[u8],
    last: &'static str,
    parse: impl Fn(&[u8]) -> Option<MessageError>,
) {
    assert_eq!(parse(whole), None, "{whole:?}");
    for cut in 0..whole.len() {
        let kind = parse(&whole[..cut]).map(|error| error.kind);
        let is_truncated = matches!(kind, Some(MessageErrorKind::Truncated { .. }));
        assert!(is_truncated, "{whole:?} cut at {cut}: {kind:?}");
    }
    let longer: Vec<u8> = whole.iter().copied().chain([0]).collect();
    let kind = parse(&longer).map(|error| error.kind);
    assert_eq!(kind, Some(MessageErrorKind::TrailingBytes { field: last, left: 1 }), "{longer:?}");
}

/// Every string of bytes up to `length` bytes made of a few small values, which lengths, types and
/// counts mostly are.
pub(crate) fn short_strings(length: u32) -> impl Iterator<Item = Vec<u8>> {
    const VALUES: u64 = 4;
    (0..=length).flat_map(move |length| {
        (0..VALUES.pow(length)).map(move |number| {
            (0..length).map(|place| (number / VALUES.pow(place) % VALUES) as u8).collect()
        })
    })
}
