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
