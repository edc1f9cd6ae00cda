//! What tests and fuzzers of this workspace share: conversations to feed, and properties that hold for
//! all of them.

pub mod case;
pub mod conversation;
pub mod fixtures;
pub mod flow;
pub mod grammar;
pub mod mutation;
pub mod order;
pub mod wire;
