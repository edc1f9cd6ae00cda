//! All workspace-level tests.

mod wire;
