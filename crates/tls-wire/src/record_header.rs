use crate::{ContentType, ProtocolVersion};

/// Most bytes of a cleartext fragment: 2^14 ([RFC 8446], section 5.1; [RFC 5246], section 6.2.1).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-6.2.1
pub const MAX_PLAINTEXT: usize = 1 << 14;

/// Most bytes of a compressed fragment, before protection: 2^14 + 1024 ([RFC 5246], section 6.2.2).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-6.2.2
pub const MAX_COMPRESSED: usize = MAX_PLAINTEXT + 1024;

/// Most bytes of a protected fragment up to TLS 1.2: 2^14 + 2048 ([RFC 5246], section 6.2.3).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3
pub const MAX_CIPHERTEXT_12: usize = MAX_PLAINTEXT + 2048;

/// Most bytes of a protected fragment in TLS 1.3: 2^14 + 256 ([RFC 8446], section 5.2).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.2
pub const MAX_CIPHERTEXT_13: usize = MAX_PLAINTEXT + 256;

/// Most bytes of a `TLSInnerPlaintext`: content, type byte and padding together, 2^14 + 1
/// ([RFC 8446], section 5.4).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.4
pub const MAX_INNER_13: usize = MAX_PLAINTEXT + 1;

/// The five bytes before a record's fragment ([RFC 8446], section 5.1).
///
/// ```text
///  0              1              2              3              4
/// +--------------+--------------+--------------+--------------+--------------+
/// | type         | legacy_record_version       | length                      |
/// +--------------+--------------+--------------+--------------+--------------+
/// ```
///
/// Every value of every field is kept; whether a type, a version or a length is allowed depends
/// on what was negotiated and is the caller's question.
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordHeader {
    /// What the fragment carries (in TLS 1.3 once protected: always application_data).
    pub content_type: ContentType,
    /// The version field; TLS 1.3 writes 1.2 here.
    pub legacy_record_version: ProtocolVersion,
    /// Bytes of the fragment that follows.
    pub length: u16,
}

impl RecordHeader {
    /// Bytes of a header.
    pub const LEN: usize = 5;

    /// Reads a header. All values are kept, none is refused.
    #[must_use]
    #[inline]
    pub const fn parse(bytes: &[u8; Self::LEN]) -> Self {
        let [content_type, major, minor, length_high, length_low] = *bytes;
        Self {
            content_type: ContentType(content_type),
            legacy_record_version: ProtocolVersion(u16::from_be_bytes([major, minor])),
            length: u16::from_be_bytes([length_high, length_low]),
        }
    }

    /// The TLS record that `input` begins with, if it lies whole in it: its header, whose version begins
    /// with 3, its fragment, and what follows it.
    ///
    /// ```
    /// use tls_wire::{ContentType, RecordHeader};
    ///
    /// let input = [21, 3, 3, 0, 2, 1, 0, 22];
    /// let (header, fragment, rest) = RecordHeader::split_record(&input).expect("a whole alert");
    /// assert_eq!((header.content_type, fragment, rest), (ContentType::ALERT, &[1, 0][..], &[22][..]));
    /// assert_eq!(RecordHeader::split_record(&input[..6]), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn split_record(input: &[u8]) -> Option<(Self, &[u8], &[u8])> {
        let (header, rest) = Self::split_first(input)?;
        let (fragment, rest) = rest.split_at_checked(usize::from(header.length))?;
        Some((header, fragment, rest))
    }

    /// A header whose version begins with 3, and what follows it.
    #[inline]
    pub(crate) fn split_first(input: &[u8]) -> Option<(Self, &[u8])> {
        let (&[content_type, major, minor, length @ ..], rest) =
            input.split_first_chunk::<{ Self::LEN }>()?;
        let header = Self {
            content_type: ContentType(content_type),
            // Any other major byte is refused below; to put both bytes together takes longer.
            legacy_record_version: ProtocolVersion(0x0300 | u16::from(minor)),
            length: u16::from_be_bytes(length),
        };
        (major == 3).then_some((header, rest))
    }

    /// The header's bytes.
    #[must_use]
    #[inline]
    pub const fn encode(self) -> [u8; Self::LEN] {
        let [major, minor] = self.legacy_record_version.0.to_be_bytes();
        let [length_high, length_low] = self.length.to_be_bytes();
        [self.content_type.0, major, minor, length_high, length_low]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_bytes_round_trip() {
        let bytes = [22, 3, 1, 0x02, 0x10];
        let header = RecordHeader::parse(&bytes);
        assert_eq!(header.content_type, ContentType::HANDSHAKE);
        assert_eq!(header.legacy_record_version, ProtocolVersion::TLS_1_0);
        assert_eq!(header.length, 0x0210);
        assert_eq!(header.encode(), bytes);
        let unknown = [0xee, 9, 8, 0xff, 0xff];
        assert_eq!(RecordHeader::parse(&unknown).encode(), unknown);
    }

    #[test]
    fn a_record_is_split_off_if_it_is_whole_and_one() {
        let input = [20, 3, 3, 0, 1, 7, 22, 3];
        let (header, fragment, rest) = RecordHeader::split_record(&input).unwrap();
        assert_eq!((header.encode(), fragment, rest), ([20, 3, 3, 0, 1], &[7][..], &[22, 3][..]));
        for cut in 0..6 {
            assert_eq!(RecordHeader::split_record(&input[..cut]), None, "{cut}");
        }
        let empty = [23, 3, 0, 0, 0];
        assert_eq!(RecordHeader::split_record(&empty).unwrap().1, b"");
        for major in [0, 2, 4, 254] {
            assert_eq!(RecordHeader::split_record(&[20, major, 3, 0, 1, 7]), None, "{major}");
        }
    }
}
