//! All workspace-level tests.

mod cases;
