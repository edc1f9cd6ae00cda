//! What the workspace-level tests are made of.

pub mod case;
pub mod grammar;
