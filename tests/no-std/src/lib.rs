//! A program for a machine without an operating system, as far as the linker is concerned: it
//! brings its own panic handler and allocator. If `tls-wire`, `tls-flow` or anything below them
//! pulled in `std`, there would be two panic handlers, and this would not build.
//!
//! `cargo xtask ci` builds it; there is nothing to run.

#![no_std]

extern crate tls_flow as _;
extern crate tls_wire as _;

use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;

#[panic_handler]
fn halt(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Memory is none of this program's business, only that nobody else brings it.
struct Nothing;

// SAFETY: a null pointer is how an allocator says that it has nothing to give.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Nothing = Nothing;
