//! TLS framing.
#![no_std]
extern crate alloc;
