//! The tests of the workspace as a whole, in one program.

mod cases;
mod openings;
mod properties;
mod shelves;
mod wire;
