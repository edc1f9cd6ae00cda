//! TLS message order.
#![no_std]
extern crate alloc;

pub mod diagnosis;
mod end;
mod peer;

pub use end::EndHow;
pub use peer::Peer;
