//! Tests of the crate from outside.

mod defects;
mod registry;
