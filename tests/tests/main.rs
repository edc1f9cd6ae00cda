//! All workspace-level tests.
