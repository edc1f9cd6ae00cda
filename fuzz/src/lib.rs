//! The fuzz targets: names for the properties of `tls-tests`, which do the work.
//!
//! `targets/` holds a two-line program for each, built with libFuzzer by `cargo xtask fuzz`. Without
//! libFuzzer, `tests/replay.rs` runs each target on its seeds and regressions in any `cargo test`.

use std::path::{Path, PathBuf};

use tls_tests::flow;

/// A property: panics where it does not hold for these bytes.
pub type Body = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: &[(&str, Body)] = &[
    ("flow_chunks", flow::events_are_the_same_however_cut),
    ("flow_survives", flow::survives_anything),
];

/// The body of a target.
///
/// # Panics
///
/// If no target has this name.
#[must_use]
pub fn body(name: &str) -> Body {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.expect("a target of TARGETS").1
}

/// A folder of this package.
#[must_use]
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
