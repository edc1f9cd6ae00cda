//! Writes candidates for seeds, made from the transcripts, to `DIRECTORY/TARGET/`. `cargo xtask fuzz
//! seeds` calls it, and keeps those that add to the coverage.

use std::path::PathBuf;
use std::{env, fs, io};

use tls_tests::conversation::Conversation;
use tls_tests::fixtures;

/// A longer seed slows the fuzzer down and shows nothing that a shorter one does not.
const LONGEST: usize = 4096;

fn main() -> io::Result<()> {
    let directory = PathBuf::from(env::args_os().nth(1).expect("usage: seeds DIRECTORY"));
    for target in ["flow_chunks", "flow_survives"] {
        let folder = directory.join(target);
        fs::create_dir_all(&folder)?;
        for (name, text) in fixtures::transcripts() {
            let seed = Conversation::from_transcript(&text).encode();
            if seed.len() <= LONGEST {
                fs::write(folder.join(name.replace('/', "-")), seed)?;
            }
        }
    }
    Ok(())
}
