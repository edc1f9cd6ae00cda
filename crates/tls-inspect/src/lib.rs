//! Reads captures and bytes, prints the TLS conversation in them and a verdict.

pub mod input;
