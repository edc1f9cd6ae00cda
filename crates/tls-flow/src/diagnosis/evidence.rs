use core::fmt;

/// The bytes that decided, copied out of the stream so that they outlive it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    offset: u64,
    len: u8,
    bytes: [u8; Evidence::MAX],
}

impl Evidence {
    /// Bytes of evidence kept: the first ones of what matched. Enough for a record header with the
    /// hello header behind it (11), the longest magic (16) and a status line's head.
    pub const MAX: usize = 24;

    pub(super) fn new(offset: u64, bytes: &[u8]) -> Self {
        let mut kept = [0; Self::MAX];
        let count = bytes.len().min(Self::MAX);
        if let (Some(to), Some(from)) = (kept.get_mut(..count), bytes.get(..count)) {
            to.copy_from_slice(from);
        }
        let len = u8::try_from(count).unwrap_or(0);
        Self { offset, len, bytes: kept }
    }

    /// Where in its direction's stream the evidence begins.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// The bytes, at most [`Evidence::MAX`]; none where the evidence is a silence.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The content type, version and length that a TLS stack reads when it takes these bytes for a
    /// record header; `None` when there are fewer than five.
    ///
    /// `HTTP/` read that way is type 72, version 0x5454, length 20527, which is where the numbers
    /// in many error messages come from.
    #[must_use]
    pub fn as_record_header(&self) -> Option<(u8, u16, u16)> {
        match *self.bytes() {
            [content_type, major, minor, high, low, ..] => Some((
                content_type,
                u16::from_be_bytes([major, minor]),
                u16::from_be_bytes([high, low]),
            )),
            _ => None,
        }
    }
}

/// Hex, then the printable bytes as text: `48 54 54 50 2f "HTTP/"`.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.bytes().iter().enumerate() {
            if index != 0 {
                f.write_str(" ")?;
            }
            write!(f, "{byte:02x}")?;
        }
        if self.bytes().iter().any(u8::is_ascii_graphic) {
            write!(f, " \"{}\"", self.bytes().escape_ascii())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evidence({self} at {})", self.offset)
    }
}
