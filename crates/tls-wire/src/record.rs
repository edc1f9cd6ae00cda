use crate::{
    ContentType, EncodeError, ProtocolVersion, ReadError, Reader, RecordHeader,
    encode::{Encode, PutVector, Sink},
    record_header::MAX_PLAINTEXT,
};

/// A whole record: its header's fields and its fragment ([RFC 8446], section 5.1: TLSPlaintext or
/// TLSCiphertext).
///
/// ```
/// use tls_wire::{Alert, AlertDescription, ContentType, Encode, ProtocolVersion, Record};
///
/// let alert = Alert::fatal(AlertDescription::PROTOCOL_VERSION).to_bytes();
/// let record = Record {
///     content_type: ContentType::ALERT,
///     legacy_record_version: ProtocolVersion::TLS_1_2,
///     fragment: &alert,
/// };
/// assert_eq!(record.to_vec()?, [21, 3, 3, 0, 2, 2, 70]);
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Record<'a> {
    /// What the fragment carries.
    pub content_type: ContentType,
    /// The version field.
    pub legacy_record_version: ProtocolVersion,
    /// The fragment; when written, at most 65,535 bytes, see [`RecordLimits`](crate::RecordLimits)
    /// for what a peer takes.
    pub fragment: &'a [u8],
}

impl<'a> Record<'a> {
    /// Takes the first record from `bytes`. All values are kept, none is refused.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if `bytes` does not hold it whole; nothing is taken then.
    pub fn read(bytes: &mut &'a [u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let header = RecordHeader::parse(reader.array()?);
        let fragment = reader.bytes(usize::from(header.length))?;
        *bytes = reader.rest();
        let RecordHeader { content_type, legacy_record_version, .. } = header;
        Ok(Self { content_type, legacy_record_version, fragment })
    }

    /// Its header. Of a fragment of more than 65,535 bytes, which cannot be written, the length
    /// is given as 65,535.
    #[must_use]
    pub fn header(&self) -> RecordHeader {
        let Self { content_type, legacy_record_version, fragment } = *self;
        let length = u16::try_from(fragment.len()).unwrap_or(u16::MAX);
        RecordHeader { content_type, legacy_record_version, length }
    }

    /// Cuts this record's fragment into records of at most `max_fragment` bytes each, which is at
    /// least 1; an empty fragment gives one empty record.
    ///
    /// ```
    /// use tls_wire::{ContentType, ProtocolVersion, Record};
    ///
    /// let message = [7; 40_000];
    /// let record = Record {
    ///     content_type: ContentType::HANDSHAKE,
    ///     legacy_record_version: ProtocolVersion::TLS_1_2,
    ///     fragment: &message,
    /// };
    /// let lengths: Vec<_> =
    ///     record.fragments(tls_wire::MAX_PLAINTEXT).map(|record| record.fragment.len()).collect();
    /// assert_eq!(lengths, [16_384, 16_384, 7_232]);
    /// ```
    pub fn fragments(&self, max_fragment: usize) -> impl Iterator<Item = Self> + Clone + use<'a> {
        let whole = *self;
        let size = max_fragment.clamp(1, MAX_PLAINTEXT);
        let empty = whole.fragment.is_empty().then_some(whole);
        let cut = whole.fragment.chunks(size);
        empty.into_iter().chain(cut.map(move |fragment| Self { fragment, ..whole }))
    }
}

impl Encode for Record<'_> {
    #[inline]
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        let [major, minor] = self.legacy_record_version.0.to_be_bytes();
        sink.put(&[self.content_type.0, major, minor]);
        sink.vec16("fragment", self.fragment)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn records_one_after_the_other() {
        let bytes = [22, 3, 1, 0, 2, 8, 9, 23, 3, 3, 0, 0, 21, 3, 3, 0, 2, 1];
        let mut rest = &bytes[..];
        let first = Record::read(&mut rest).unwrap();
        assert_eq!((first.content_type, first.fragment), (ContentType::HANDSHAKE, &[8, 9][..]));
        assert_eq!(first.to_vec().unwrap(), bytes[..7]);
        assert_eq!(first.header(), RecordHeader::parse(bytes.first_chunk().unwrap()));
        assert_eq!(Record::read(&mut rest).unwrap().fragment, []);
        assert_eq!(Record::read(&mut rest), Err(ReadError { wanted: 2, left: 1, offset: 5 }));
        assert_eq!(rest.len(), 6);
    }

    #[test]
    fn a_fragment_that_no_length_can_say_is_not_written() {
        let long = vec![0; 0x1_0000];
        let record = Record {
            content_type: ContentType::APPLICATION_DATA,
            legacy_record_version: ProtocolVersion::TLS_1_2,
            fragment: &long,
        };
        let error = record.to_vec().unwrap_err();
        assert_eq!(
            error,
            EncodeError::TooLong { field: "fragment", length: 0x1_0000, max: 0xffff }
        );
        let longest = record.fragments(usize::MAX).map(|record| record.fragment.len()).max();
        assert_eq!(longest, Some(MAX_PLAINTEXT));
        assert_eq!(record.fragments(0).count(), 0x1_0000);
        let empty = Record { fragment: &[], ..record };
        assert_eq!(empty.fragments(9).count(), 1);
    }
}
