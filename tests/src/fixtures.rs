//! The transcripts in `tests/transcripts`, and the captures in `tests/captures`.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this package.
#[must_use]
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every transcript, by its name below `transcripts/` without the extension (`ok/openssl-tls13`), in
/// the order of the names.
///
/// # Panics
///
/// If the folder cannot be read: there is no test without fixtures.
#[must_use]
pub fn transcripts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for shelf in ["ok", "err", "openings"] {
        for entry in fs::read_dir(folder("transcripts").join(shelf)).expect("a folder of fixtures")
        {
            let path = entry.expect("a fixture").path();
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("UTF-8 text");
            found.push((format!("{shelf}/{name}"), text));
        }
    }
    found.sort();
    found
}

/// Every capture, by the name of its file, in the order of the names.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn captures() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder("captures")).expect("a folder of fixtures");
    let mut found: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("a fixture").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a capture"))
        })
        .collect();
    found.sort();
    found
}
