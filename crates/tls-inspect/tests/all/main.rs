//! The tool as a whole, on captures that are made here packet by packet.

mod input;
mod output;
mod support;
