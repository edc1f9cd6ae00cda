//! A conversation to feed: what an observer sees of a connection, in the order in which it happens.

use std::fmt::Write as _;

use arbitrary::{Arbitrary, Result, Unstructured};
use tls_flow::Peer;

/// The steps of a conversation. It has two spellings: a transcript for people, of which only bytes
/// and ends are understood here, and a compact binary one for fuzzers ([`Conversation::encode`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub from: Peer,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Bytes as on the wire.
    Wire(Vec<u8>),
    /// So many bytes are missing.
    Gap(u16),
    /// The direction ended in order.
    End,
}
