use super::signature::Signature;
use super::signatures::SIGNATURES;

/// Words of 64 rows each.
const WORDS: usize = SIGNATURES.len().div_ceil(64);

/// Rows are counted in a byte.
const _: () = assert!(SIGNATURES.len() <= 256);

/// A set of rows of the table.
#[derive(Clone, Copy)]
pub(super) struct RowSet([u64; WORDS]);

/// For every first byte the rows that it leaves possible, so that a look at the table costs a
/// handful of rows instead of all.
static BY_FIRST_BYTE: [RowSet; 256] = by_first_byte();

impl RowSet {
    /// The rows that can begin with this byte.
    pub(super) fn starting_with(byte: u8) -> Self {
        BY_FIRST_BYTE.get(usize::from(byte)).copied().unwrap_or(Self([0; WORDS]))
    }

    /// The rows, in the order of the table.
    pub(super) fn iter(self) -> impl Iterator<Item = (u8, &'static Signature)> {
        let mut words = self.0;
        core::iter::from_fn(move || {
            let (index, word) = words.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
            let bit = word.trailing_zeros();
            *word &= word.wrapping_sub(1);
            let row = u32::try_from(index).ok()?.checked_mul(64)?.checked_add(bit)?;
            let row = u8::try_from(row).ok()?;
            Some((row, SIGNATURES.get(usize::from(row))?))
        })
    }
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "runs when the crate is compiled, where an index out of bounds is an error"
)]
const fn by_first_byte() -> [RowSet; 256] {
    let mut sets = [RowSet([0; WORDS]); 256];
    let mut byte = 0;
    while byte < 256 {
        let mut row = 0;
        while row < SIGNATURES.len() {
            if SIGNATURES[row].may_start_with(byte as u8) {
                sets[byte].0[row / 64] |= 1 << (row % 64);
            }
            row += 1;
        }
        byte += 1;
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::super::signature::{Fit, Head};
    use super::*;

    #[test]
    fn the_sets_leave_out_only_rows_that_cannot_match() {
        for byte in 0..=255 {
            let rows: alloc::vec::Vec<_> =
                RowSet::starting_with(byte).iter().map(|(row, _)| row).collect();
            assert!(rows.is_sorted());
            for (row, signature) in (0u8..).zip(SIGNATURES) {
                let fit = signature.fit(Head { bytes: &[byte], ended: false }).fit;
                assert_eq!(rows.contains(&row), fit != Fit::No, "row {row}, byte {byte:02x}");
            }
        }
    }
}
