//! The tool as a whole, on captures that are made here packet by packet.

mod explain;
mod input;
mod output;
mod probe;
mod support;
