//! All workspace-level tests.

mod cases;
mod exhaustive;
