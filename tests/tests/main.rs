//! The tests of the workspace as a whole, in one program.

mod cases;
mod directions;
mod exhaustive;
mod findings_alone;
mod mutations;
mod openings;
mod properties;
mod rules;
mod shelves;
mod snapshots;
mod wire;
