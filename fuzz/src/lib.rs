//! The fuzz targets: the properties of `tls-tests`, by name.
//!
//! `targets/` holds a two-line program for each, built with libFuzzer by `cargo xtask fuzz`. Without
//! libFuzzer, `tests/replay.rs` runs each target on its seeds and regressions in any `cargo test`.

use std::path::{Path, PathBuf};

use tls_tests::{flow, order, wire};

/// A property: panics where it does not hold for these bytes.
pub type Body = fn(&[u8]);

/// Every target, by name.
pub fn targets() -> impl Iterator<Item = (&'static str, Body)> {
    flow::PROPERTIES.iter().chain(order::PROPERTIES).chain(wire::PROPERTIES).copied()
}

/// The body of a target.
///
/// # Panics
///
/// If no target has this name.
#[must_use]
pub fn body(name: &str) -> Body {
    let target = targets().find(|(known, _)| *known == name);
    target.expect("a property of tls-tests").1
}

/// A folder of this package.
#[must_use]
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
