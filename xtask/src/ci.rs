//! `cargo xtask ci`: what the continuous build checks, in the order in which mistakes are likely.

use crate::step::Step;
use crate::{Chore, Failure};

pub(crate) const CHORE: Chore = Chore {
    name: "ci",
    arguments: "",
    summary: "run every check of the continuous build",
    details: "Formatting, lints, documentation, tests.",
    run: |_: &[String]| -> Result<(), Failure> {
        Step::cargo("format", "fmt --all --check").run()?;
        Step::cargo("lint", "clippy --workspace --all-targets -- -D warnings").run()?;
        Step::cargo("test", "test --workspace").run()
    },
};
