//! Properties.

pub mod wire;
