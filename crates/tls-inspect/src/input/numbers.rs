//! Numbers for the tests.

/// A generator of numbers that need not be good (Marsaglia, "Xorshift RNGs").
pub(crate) struct Numbers(u64);

impl Numbers {
    /// Always the same numbers for a seed, which is not 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 11) % u64::from(limit)).unwrap()
    }
}
