//! Contests: several ways to do one thing, measured in one run on one input, with what each
//! allocates and how it compares with the first.
//!
//! `cargo xtask bench` runs them all; a filter names those to run.

pub mod contest;
pub mod counting_allocator;
pub mod input;
