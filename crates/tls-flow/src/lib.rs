//! TLS message order.
#![no_std]
extern crate alloc;
