//! What is usual, told to the compiler, so that it runs straight on and only what is rare jumps.

/// Called where hardly any connection comes.
#[cold]
pub(crate) const fn rarely() {}

/// A condition that holds on nearly every connection.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it only says something about the branch behind it")]
pub(crate) const fn usually(condition: bool) -> bool {
    if !condition {
        rarely();
    }
    condition
}
