//! The tool as a whole, on captures that are made here packet by packet.

mod exit;
mod explain;
mod input;
mod outcome;
mod output;
mod probe;
mod support;
mod verdict;
