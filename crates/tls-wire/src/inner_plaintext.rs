use crate::{
    AlertDescription, ContentType, EncodeError,
    encode::{Encode, Sink},
};

/// What a protected TLS 1.3 record holds once opened: content, its type, and zeros
/// ([RFC 8446], section 5.2: TLSInnerPlaintext).
///
/// ```
/// use tls_wire::{ContentType, Encode, InnerPlaintext};
///
/// let opened = [b'h', b'i', 23, 0, 0, 0];
/// let inner = InnerPlaintext::parse(&opened)?;
/// assert_eq!(inner.content, b"hi");
/// assert_eq!(inner.content_type, ContentType::APPLICATION_DATA);
/// assert_eq!(inner.padding, 3);
/// assert_eq!(inner.to_vec().unwrap(), opened);
/// # Ok::<(), tls_wire::NoContentType>(())
/// ```
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InnerPlaintext<'a> {
    /// The content.
    pub content: &'a [u8],
    /// What it is; not zero, or reading it back finds another end.
    pub content_type: ContentType,
    /// Zeros after the type.
    pub padding: usize,
}

impl<'a> InnerPlaintext<'a> {
    /// Splits an opened record's bytes: the last one that is not zero is the type.
    ///
    /// # Errors
    ///
    /// [`NoContentType`] if all bytes are zero, or there are none.
    pub fn parse(opened: &'a [u8]) -> Result<Self, NoContentType> {
        let nothing = NoContentType { length: opened.len() };
        let end = opened.iter().rposition(|byte| *byte != 0).ok_or(nothing)?;
        let (content, rest) = opened.split_at_checked(end).ok_or(nothing)?;
        let (&content_type, zeros) = rest.split_first().ok_or(nothing)?;
        Ok(Self { content, content_type: ContentType(content_type), padding: zeros.len() })
    }
}

impl Encode for InnerPlaintext<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        const ZEROS: [u8; 64] = [0; 64];
        sink.put(self.content);
        sink.put(&[self.content_type.0]);
        let mut left = self.padding;
        while let Some(rest) = left.checked_sub(ZEROS.len()) {
            sink.put(&ZEROS);
            left = rest;
        }
        sink.put(ZEROS.get(..left).unwrap_or_default());
        Ok(())
    }
}

/// An opened TLS 1.3 record without a content type: nothing but zeros ([RFC 8446], section 5.4).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.4
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("none of {length} bytes is a content type")]
pub struct NoContentType {
    /// Bytes of the record.
    pub length: usize,
}

impl NoContentType {
    /// The alert that a receiver owes for it ([RFC 8446], section 5.4).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.4
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        AlertDescription::UNEXPECTED_MESSAGE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_amount_of_padding() {
        for padding in [0, 1, 63, 64, 65, 1000] {
            let inner =
                InnerPlaintext { content: &[1, 0, 0], content_type: ContentType::ALERT, padding };
            let bytes = inner.to_vec().unwrap();
            assert_eq!(bytes.len(), 4 + padding);
            assert_eq!(InnerPlaintext::parse(&bytes), Ok(inner));
        }
    }

    #[test]
    fn empty_content_has_a_type_and_all_zeros_have_none() {
        let inner = InnerPlaintext::parse(&[22]).unwrap();
        assert_eq!((inner.content, inner.content_type), (&[][..], ContentType::HANDSHAKE));
        assert_eq!(InnerPlaintext::parse(&[0; 9]), Err(NoContentType { length: 9 }));
        assert_eq!(InnerPlaintext::parse(&[]).unwrap_err().alert().0, 10);
    }
}
