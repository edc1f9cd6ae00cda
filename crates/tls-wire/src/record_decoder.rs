use bytes::{Buf, BytesMut};

use crate::{
    AlertDescription, ContentType, ProtocolVersion, RecordHeader, RecordLimits, RecordOverflow,
    record_limits::Protection,
};

/// Takes whole records out of a growing buffer, without copying: for stacks that must have a
/// record whole, to decrypt it. What is not whole stays in the buffer.
///
/// One direction each. Where records are only looked at,
/// [`RecordReader`](crate::RecordReader) needs no buffer at all.
///
/// ```
/// use bytes::BytesMut;
/// use tls_wire::{ContentType, RecordDecoder};
///
/// let mut decoder = RecordDecoder::new();
/// let mut buffer = BytesMut::from(&[23, 3, 3, 0, 2, b'h', b'i', 23, 3, 3, 0][..]);
/// let record = decoder.decode(&mut buffer)?.expect("a whole record");
/// assert_eq!(record.content_type, ContentType::APPLICATION_DATA);
/// assert_eq!(&record.fragment[..], b"hi");
///
/// assert!(decoder.decode(&mut buffer)?.is_none());
/// assert_eq!(&buffer[..], [23, 3, 3, 0]);
/// # Ok::<(), tls_wire::DecodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecordDecoder {
    limits: RecordLimits,
    protection: Protection,
    /// Of the first byte in the caller's buffer.
    offset: u64,
}

/// A whole record with bytes of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedRecord {
    /// What the fragment carries.
    pub content_type: ContentType,
    /// The version field.
    pub legacy_record_version: ProtocolVersion,
    /// The fragment: part of the buffer it was decoded from, to be decrypted in place.
    pub fragment: BytesMut,
    /// Stream offset of the first header byte.
    pub offset: u64,
}

/// No record can be decoded. The buffer is left as it is, and decoding again gives the same error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The header's version does not begin with 3: the stream is not TLS, or framing is lost.
    #[error("no record at offset {offset}: its version begins with {major}")]
    NotARecord {
        /// Stream offset of the header's first byte.
        offset: u64,
        /// The byte that should be 3.
        major: u8,
    },
    /// The header declares more bytes than allowed.
    #[error("at offset {offset}: {overflow}")]
    Overflow {
        /// Stream offset of the header's first byte.
        offset: u64,
        /// The lengths.
        overflow: RecordOverflow,
    },
}

impl DecodeError {
    /// The alert to send, if any is sent.
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        match self {
            Self::NotARecord { .. } => AlertDescription::PROTOCOL_VERSION,
            Self::Overflow { overflow, .. } => overflow.alert(),
        }
    }
}

impl RecordDecoder {
    /// A decoder at offset 0 that takes records of up to 2^14 + 2048 bytes, the most that any
    /// version allows.
    #[must_use]
    pub const fn new() -> Self {
        Self { limits: RecordLimits::DEFAULT, protection: Protection::Ciphertext12, offset: 0 }
    }

    /// Sets how long records may be from now on.
    pub fn set_limits(&mut self, limits: RecordLimits, protection: Protection) {
        self.limits = limits;
        self.protection = protection;
    }

    /// Takes the first record out of `buffer`. `Ok(None)`: it is not whole yet; append more bytes
    /// (at least [`missing`](Self::missing)) and call again.
    ///
    /// # Errors
    ///
    /// [`DecodeError`], as soon as the bytes decide it.
    #[inline]
    pub fn decode(&mut self, buffer: &mut BytesMut) -> Result<Option<DecodedRecord>, DecodeError> {
        let Some(header) = self.header(buffer)? else { return Ok(None) };
        let length = usize::from(header.length);
        if buffer.len().saturating_sub(RecordHeader::LEN) < length {
            return Ok(None);
        }
        let offset = self.offset;
        // The lengths were compared with the buffer's just now.
        #[allow(clippy::disallowed_methods)]
        let fragment = {
            buffer.advance(RecordHeader::LEN);
            buffer.split_to(length)
        };
        self.offset = offset.wrapping_add(5).wrapping_add(u64::from(header.length));
        let RecordHeader { content_type, legacy_record_version, .. } = header;
        Ok(Some(DecodedRecord { content_type, legacy_record_version, fragment, offset }))
    }

    /// Bytes that `buffer` lacks until its first record's header, or else the record, is whole;
    /// 0 if it is, or never will be.
    #[must_use]
    pub fn missing(&self, buffer: &BytesMut) -> usize {
        let whole = match self.header(buffer) {
            Ok(Some(header)) => RecordHeader::LEN.saturating_add(usize::from(header.length)),
            Ok(None) => RecordHeader::LEN,
            Err(_) => return 0,
        };
        whole.saturating_sub(buffer.len())
    }

    /// Stream offset of the first byte of the caller's buffer.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    fn header(&self, buffer: &BytesMut) -> Result<Option<RecordHeader>, DecodeError> {
        let offset = self.offset;
        match buffer.get(1) {
            Some(&major) if major != 3 => return Err(DecodeError::NotARecord { offset, major }),
            _ => {}
        }
        let Some(header) = buffer.first_chunk() else { return Ok(None) };
        let header = RecordHeader::parse(header);
        self.limits
            .check(&header, self.protection)
            .map_err(|overflow| DecodeError::Overflow { offset, overflow })?;
        Ok(Some(header))
    }
}

impl Default for RecordDecoder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;

    fn decode_in_chunks(stream: &[u8], size: usize) -> (Vec<DecodedRecord>, Option<DecodeError>) {
        let mut decoder = RecordDecoder::new();
        let mut buffer = BytesMut::new();
        let mut records = Vec::new();
        for chunk in stream.chunks(size) {
            buffer.extend_from_slice(chunk);
            loop {
                match decoder.decode(&mut buffer) {
                    Ok(Some(record)) => records.push(record),
                    Ok(None) => break,
                    Err(error) => {
                        assert_eq!(decoder.decode(&mut buffer), Err(error));
                        return (records, Some(error));
                    }
                }
            }
            assert!(decoder.missing(&buffer) > 0);
        }
        (records, None)
    }

    #[test]
    fn records_in_any_cut() {
        let stream = [22, 3, 1, 0, 2, 8, 9, 99, 3, 3, 0, 0, 23, 3, 3, 0, 1, 7];
        let whole = decode_in_chunks(&stream, usize::MAX);
        for size in 1..stream.len() {
            assert_eq!(decode_in_chunks(&stream, size), whole);
        }
        let (records, error) = whole;
        let summary: Vec<_> =
            records.iter().map(|r| (r.content_type.0, r.fragment.to_vec(), r.offset)).collect();
        assert_eq!(summary, [(22, vec![8, 9], 0), (99, vec![], 7), (23, vec![7], 12)]);
        assert_eq!(error, None);
    }

    #[test]
    fn what_is_not_tls_and_what_is_too_long_is_told_by_the_header() {
        for size in [1, 2, 3, 50] {
            let (records, error) = decode_in_chunks(b"\x17\x03\x03\x00\x00HTTP/1.1 400", size);
            assert_eq!(records.len(), 1);
            assert_eq!(error, Some(DecodeError::NotARecord { offset: 5, major: b'T' }));
            let (_, error) = decode_in_chunks(&[23, 3, 3, 0x48, 1], size);
            let overflow = RecordOverflow { length: 18_433, max: 18_432 };
            assert_eq!(error, Some(DecodeError::Overflow { offset: 0, overflow }));
            assert_eq!(error.unwrap().alert(), AlertDescription::RECORD_OVERFLOW);
        }
    }

    #[test]
    fn limits_may_change_between_records() {
        let mut decoder = RecordDecoder::new();
        let limits = RecordLimits::record_size_limit(64);
        decoder.set_limits(limits, Protection::Inner13);
        let mut buffer = BytesMut::from(&[23, 3, 3, 0, 65][..]);
        assert!(decoder.decode(&mut buffer).is_err());
        assert_eq!(decoder.missing(&buffer), 0);
        decoder.set_limits(RecordLimits::DEFAULT, Protection::Plaintext);
        assert_eq!(decoder.decode(&mut buffer), Ok(None));
        assert_eq!(decoder.missing(&buffer), 65);
        assert_eq!(decoder.offset(), 0);
    }

    #[test]
    fn the_fragment_is_the_buffers_own_memory() {
        let mut buffer = BytesMut::from(&[23, 3, 3, 0, 2, 1, 2, 23][..]);
        let place = buffer[5..].as_ptr();
        let record = RecordDecoder::new().decode(&mut buffer).unwrap().unwrap();
        assert_eq!(record.fragment.as_ptr(), place);
        assert_eq!(&buffer[..], [23]);
    }
}
