//! The tests of the workspace as a whole, in one program.

mod cases;
mod exhaustive;
mod openings;
mod properties;
mod shelves;
mod snapshots;
mod wire;
