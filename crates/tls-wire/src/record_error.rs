use crate::RecordHeader;

/// The stream holds no record where one must begin. Final: the reader repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Neither a record header (its second byte is not 3) nor, where asked for, an SSLv2
    /// ClientHello.
    #[error("no record at offset {offset}: it begins {}", Seen(header, *seen))]
    NotARecord {
        /// Stream offset of the header's first byte.
        offset: u64,
        /// The header's bytes as far as they were read; zeros after them.
        header: [u8; 5],
        /// Bytes it took to decide.
        seen: u8,
    },
}

impl RecordError {
    /// The alert to send, if any is sent ([RFC 5246], appendix E.1).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#appendix-E.1
    #[must_use]
    pub const fn alert(&self) -> crate::AlertDescription {
        match self {
            Self::NotARecord { .. } => crate::AlertDescription::PROTOCOL_VERSION,
        }
    }
}

/// The bytes seen of a header, in hexadecimal.
struct Seen<'a>(&'a [u8; RecordHeader::LEN], u8);

impl core::fmt::Display for Seen<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (index, byte) in self.0.iter().take(usize::from(self.1)).enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{byte:02x}")?;
        }
        Ok(())
    }
}
