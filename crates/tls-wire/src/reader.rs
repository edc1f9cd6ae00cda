/// The one cursor over bytes: every read takes all it asked for or takes nothing and says how
/// much was wanted and how much was left.
///
/// Integers are big-endian. Offsets count from the first byte of the slice the reader (or the
/// reader it came from) was made of. No read panics.
///
/// ```
/// use tls_wire::Reader;
///
/// let mut reader = Reader::new(&[0x03, 0x03, 2, b'h', b'i']);
/// assert_eq!(reader.u16(), Ok(0x0303));
/// assert_eq!(reader.vec8(), Ok(&b"hi"[..]));
/// assert!(reader.is_empty());
/// let error = reader.u8().unwrap_err();
/// assert_eq!((error.wanted, error.left, error.offset), (1, 0, 5));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// Offset of the end of `rest`, so that a read moves one thing only.
    end: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`, which counts offsets from there.
    #[must_use]
    #[inline]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, end: bytes.len() }
    }

    /// A reader at the start of `bytes`, whose first byte has the offset `offset`.
    #[must_use]
    #[inline]
    pub const fn at_offset(bytes: &'a [u8], offset: usize) -> Self {
        Self { rest: bytes, end: offset.saturating_add(bytes.len()) }
    }

    /// A reader at the start of `bytes`, behind whose last byte is the offset `end`.
    #[inline]
    pub(crate) const fn ending_at(bytes: &'a [u8], end: usize) -> Self {
        Self { rest: bytes, end }
    }

    /// Offset of the next byte to be read.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> usize {
        self.end.wrapping_sub(self.rest.len())
    }

    /// Bytes not yet read.
    #[must_use]
    #[inline]
    pub const fn len(&self) -> usize {
        self.rest.len()
    }

    /// Whether all has been read.
    #[must_use]
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What has not been read yet, without reading it.
    #[must_use]
    #[inline]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if fewer are left; nothing is read then. So for every method here.
    #[inline]
    pub const fn bytes(&mut self, count: usize) -> Result<&'a [u8], ReadError> {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.error(count)),
        }
    }

    /// The next `N` bytes as an array.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if fewer are left.
    #[inline]
    pub const fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], ReadError> {
        match self.rest.split_first_chunk::<N>() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.error(N)),
        }
    }

    /// One byte.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if none is left.
    #[inline]
    pub const fn u8(&mut self) -> Result<u8, ReadError> {
        match self.array::<1>() {
            Ok(&[byte]) => Ok(byte),
            Err(error) => Err(error),
        }
    }

    /// A 16-bit integer.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if fewer than 2 bytes are left.
    #[inline]
    pub const fn u16(&mut self) -> Result<u16, ReadError> {
        match self.array::<2>() {
            Ok(bytes) => Ok(u16::from_be_bytes(*bytes)),
            Err(error) => Err(error),
        }
    }

    /// A 24-bit integer.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if fewer than 3 bytes are left.
    #[inline]
    pub const fn u24(&mut self) -> Result<u32, ReadError> {
        match self.array::<3>() {
            Ok(&[high, middle, low]) => Ok(u32::from_be_bytes([0, high, middle, low])),
            Err(error) => Err(error),
        }
    }

    /// A 32-bit integer.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if fewer than 4 bytes are left.
    #[inline]
    pub const fn u32(&mut self) -> Result<u32, ReadError> {
        match self.array::<4>() {
            Ok(bytes) => Ok(u32::from_be_bytes(*bytes)),
            Err(error) => Err(error),
        }
    }

    /// The content of a vector whose length is written in one byte before it
    /// (RFC 8446, section 3.4).
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the length or the content is cut short.
    #[inline]
    pub fn vec8(&mut self) -> Result<&'a [u8], ReadError> {
        let mut ahead = *self;
        let length = ahead.u8()?;
        self.commit(ahead, usize::from(length))
    }

    /// The content of a vector whose length is written in two bytes before it.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the length or the content is cut short.
    #[inline]
    pub fn vec16(&mut self) -> Result<&'a [u8], ReadError> {
        let mut ahead = *self;
        let length = ahead.u16()?;
        self.commit(ahead, usize::from(length))
    }

    /// The content of a vector whose length is written in three bytes before it.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the length or the content is cut short.
    #[inline]
    pub fn vec24(&mut self) -> Result<&'a [u8], ReadError> {
        let mut ahead = *self;
        let length = ahead.u24()?;
        self.commit(ahead, usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// All that is left.
    #[inline]
    pub const fn take_rest(&mut self) -> &'a [u8] {
        let (rest, nothing) = self.rest.split_at(self.rest.len());
        self.rest = nothing;
        rest
    }

    /// Reads `count` bytes from `ahead`, and moves there only if they are all present.
    #[inline]
    fn commit(&mut self, mut ahead: Self, count: usize) -> Result<&'a [u8], ReadError> {
        let content = ahead.bytes(count)?;
        *self = ahead;
        Ok(content)
    }

    #[cold]
    const fn error(&self, wanted: usize) -> ReadError {
        ReadError { wanted, left: self.rest.len(), offset: self.offset() }
    }
}

/// A read asked for more bytes than were left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{wanted} bytes wanted at offset {offset}, {left} left")]
pub struct ReadError {
    /// Bytes that the read needed.
    pub wanted: usize,
    /// Bytes that there were.
    pub left: usize,
    /// Where the read began, counted as [`Reader::offset`] does.
    pub offset: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_takes_all_or_nothing() {
        let bytes = [0, 5, 1, 2, 3];
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.vec16(), Err(ReadError { wanted: 5, left: 3, offset: 2 }));
        assert_eq!(reader.offset(), 0, "the length must not be consumed when the content is short");
        assert_eq!(reader.bytes(6), Err(ReadError { wanted: 6, left: 5, offset: 0 }));
        assert_eq!(reader.u24(), Ok(0x00_0501));
        assert_eq!(reader.u32(), Err(ReadError { wanted: 4, left: 2, offset: 3 }));
        assert_eq!(reader.take_rest(), [2, 3]);
        assert!(reader.is_empty());
        assert_eq!(reader.take_rest(), []);
    }

    #[test]
    fn every_prefix_of_every_integer_is_refused() {
        for length in 0..4 {
            let bytes = [7; 4];
            let reader = Reader::new(&bytes[..length]);
            assert_eq!(reader.clone().u8().is_ok(), length >= 1);
            assert_eq!(reader.clone().u16().is_ok(), length >= 2);
            assert_eq!(reader.clone().u24().is_ok(), length >= 3);
            assert!(reader.clone().u32().is_err());
        }
    }

    #[test]
    fn vectors_of_each_prefix_width() {
        assert_eq!(Reader::new(&[2, 8, 9, 7]).vec8(), Ok(&[8, 9][..]));
        assert_eq!(Reader::new(&[0, 2, 8, 9, 7]).vec16(), Ok(&[8, 9][..]));
        assert_eq!(Reader::new(&[0, 0, 2, 8, 9, 7]).vec24(), Ok(&[8, 9][..]));
        assert_eq!(Reader::new(&[0]).vec8(), Ok(&[][..]));
    }

    #[test]
    fn offsets_count_from_where_the_reader_was_told() {
        let mut reader = Reader::at_offset(&[1, 2, 3], 10);
        assert_eq!(reader.offset(), 10);
        reader.u16().unwrap();
        assert_eq!(reader.u16(), Err(ReadError { wanted: 2, left: 1, offset: 12 }));
    }
}
