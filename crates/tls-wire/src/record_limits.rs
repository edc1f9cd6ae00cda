use crate::{
    AlertDescription, RecordHeader,
    extension::MaxFragmentLengthCode,
    record_header::{
        MAX_CIPHERTEXT_12, MAX_CIPHERTEXT_13, MAX_COMPRESSED, MAX_INNER_13, MAX_PLAINTEXT,
    },
};

/// What was done to a fragment, as far as it decides how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protection {
    /// Nothing: the content as it is.
    Plaintext,
    /// It was compressed and not encrypted yet, or decrypted and not decompressed yet.
    Compressed,
    /// It was encrypted, up to TLS 1.2, or only a MAC was added.
    Ciphertext12,
    /// It was encrypted in TLS 1.3.
    Ciphertext13,
    /// It was decrypted in TLS 1.3: a TLSInnerPlaintext with its type byte and padding.
    Inner13,
}

/// How long one peer's records may be: by what was done to them, and by what was negotiated.
///
/// ```
/// use tls_wire::{Protection, RecordLimits};
/// use tls_wire::extension::MaxFragmentLengthCode;
///
/// let limits = RecordLimits::DEFAULT;
/// assert_eq!(limits.max_fragment(Protection::Plaintext), 16_384);
/// assert_eq!(limits.max_fragment(Protection::Ciphertext13), 16_640);
///
/// let limits = RecordLimits::max_fragment_length(MaxFragmentLengthCode::TWO_TO_THE_9).unwrap();
/// assert_eq!(limits.max_fragment(Protection::Plaintext), 512);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordLimits {
    /// Most bytes of content in a record.
    content: usize,
    /// Most bytes of a TLSInnerPlaintext.
    inner: usize,
}

impl RecordLimits {
    /// Nothing negotiated: 2^14 bytes of content.
    pub const DEFAULT: Self = Self { content: MAX_PLAINTEXT, inner: MAX_INNER_13 };

    /// With max_fragment_length negotiated ([RFC 6066], section 4); `None` for a value without
    /// meaning.
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-4
    #[must_use]
    pub fn max_fragment_length(code: MaxFragmentLengthCode) -> Option<Self> {
        let content = usize::from(code.length()?);
        Some(Self { content, inner: content.saturating_add(1) })
    }

    /// With record_size_limit negotiated: what the receiving peer wrote there ([RFC 8449], section
    /// 4). In TLS 1.3 it counts the type byte and the padding, up to TLS 1.2 the content alone.
    /// It holds for protected records only; 2^14 (+ 1 in TLS 1.3) stays the most.
    ///
    /// [RFC 8449]: https://www.rfc-editor.org/rfc/rfc8449#section-4
    #[must_use]
    pub fn record_size_limit(limit: u16) -> Self {
        let limit = usize::from(limit);
        Self { content: limit.min(MAX_PLAINTEXT), inner: limit.min(MAX_INNER_13) }
    }

    /// Most bytes of a fragment.
    #[must_use]
    pub const fn max_fragment(&self, protection: Protection) -> usize {
        match protection {
            Protection::Plaintext => self.content,
            Protection::Compressed => self.content.saturating_add(MAX_COMPRESSED - MAX_PLAINTEXT),
            Protection::Ciphertext12 => {
                self.content.saturating_add(MAX_CIPHERTEXT_12 - MAX_PLAINTEXT)
            }
            Protection::Ciphertext13 => self.inner.saturating_add(MAX_CIPHERTEXT_13 - MAX_INNER_13),
            Protection::Inner13 => self.inner,
        }
    }

    /// Checks a record by its header alone.
    ///
    /// # Errors
    ///
    /// [`RecordOverflow`] if it declares more bytes than allowed.
    pub fn check(
        &self,
        header: &RecordHeader,
        protection: Protection,
    ) -> Result<(), RecordOverflow> {
        self.check_length(usize::from(header.length), protection)
    }

    /// Checks the length of a fragment.
    ///
    /// # Errors
    ///
    /// [`RecordOverflow`] if it is more than allowed.
    pub fn check_length(
        &self,
        length: usize,
        protection: Protection,
    ) -> Result<(), RecordOverflow> {
        let max = self.max_fragment(protection);
        if length <= max { Ok(()) } else { Err(RecordOverflow { length, max }) }
    }
}

impl Default for RecordLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A record is longer than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record of {length} bytes, {max} are allowed")]
pub struct RecordOverflow {
    /// Bytes of its fragment.
    pub length: usize,
    /// Bytes allowed.
    pub max: usize,
}

impl RecordOverflow {
    /// The alert to send: `record_overflow`, which SSL 3.0 does not have; there it is
    /// `illegal_parameter`.
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        AlertDescription::RECORD_OVERFLOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContentType, ProtocolVersion};

    const ALL: [Protection; 5] = [
        Protection::Plaintext,
        Protection::Compressed,
        Protection::Ciphertext12,
        Protection::Ciphertext13,
        Protection::Inner13,
    ];

    #[test]
    fn by_protection_and_negotiation() {
        let lengths = |limits: RecordLimits| ALL.map(|protection| limits.max_fragment(protection));
        let default = [16_384, 17_408, 18_432, 16_640, 16_385];
        assert_eq!(lengths(RecordLimits::DEFAULT), default);
        let code = MaxFragmentLengthCode::TWO_TO_THE_12;
        let negotiated = RecordLimits::max_fragment_length(code).unwrap();
        assert_eq!(lengths(negotiated), [4096, 5120, 6144, 4352, 4097]);
        assert_eq!(RecordLimits::max_fragment_length(MaxFragmentLengthCode(5)), None);
        let small = RecordLimits::record_size_limit(64);
        assert_eq!(lengths(small), [64, 1088, 2112, 64 + 255, 64]);
        assert_eq!(RecordLimits::record_size_limit(0xffff), RecordLimits::DEFAULT);
    }

    #[test]
    fn one_byte_more_is_too_much() {
        for protection in ALL {
            let max = RecordLimits::DEFAULT.max_fragment(protection);
            let mut header = RecordHeader {
                content_type: ContentType::APPLICATION_DATA,
                legacy_record_version: ProtocolVersion::TLS_1_2,
                length: u16::try_from(max).unwrap(),
            };
            assert_eq!(RecordLimits::DEFAULT.check(&header, protection), Ok(()));
            header.length += 1;
            let overflow = RecordOverflow { length: max + 1, max };
            assert_eq!(RecordLimits::DEFAULT.check(&header, protection), Err(overflow));
        }
    }
}
