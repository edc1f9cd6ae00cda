use crate::{AlertDescription, ExtensionType, Reader, reader::ReadError};

/// Why a message (or the data of an extension in it) is not what its type promises.
///
/// Small and `Copy`; it says where, what field, and the numbers involved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} (offset {offset} in the message)")]
pub struct MessageError {
    /// What is wrong.
    pub kind: MessageErrorKind,
    /// Where, in bytes from the first byte of the message's body (from the first byte parsed,
    /// when a part was parsed by itself).
    pub offset: u32,
    /// The extension whose data is wrong; `None` if the fault lies outside any extension's data.
    pub extension_type: Option<ExtensionType>,
}

/// What is wrong with a message. `field` is the field's name in the standard that defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageErrorKind {
    /// A field, or a vector of a declared length, runs past the end of what holds it.
    #[error("{field} needs {wanted} bytes, {left} are left")]
    Truncated {
        /// The field cut short.
        field: &'static str,
        /// Bytes it needs or declares.
        wanted: usize,
        /// Bytes left for it.
        left: usize,
    },
    /// Bytes are left over where all should have been read.
    #[error("{left} bytes too many after {field}")]
    TrailingBytes {
        /// What was read completely and should have been the end.
        field: &'static str,
        /// Bytes left over.
        left: usize,
    },
    /// A length outside the range the standard allows.
    #[error("{field} is {length} bytes long, {min} to {max} are allowed")]
    LengthOutOfRange {
        /// The field.
        field: &'static str,
        /// Its length in bytes.
        length: usize,
        /// Fewest bytes allowed.
        min: usize,
        /// Most bytes allowed.
        max: usize,
    },
    /// A list's length is no multiple of its items' length.
    #[error("{field} is {length} bytes long, not a multiple of {item_length}")]
    OddLength {
        /// The list.
        field: &'static str,
        /// Its length in bytes.
        length: usize,
        /// Bytes of one item.
        item_length: usize,
    },
    /// A list that must have an item has none.
    #[error("{field} is empty")]
    EmptyList {
        /// The list.
        field: &'static str,
    },
    /// An extension block names one type twice; the offset is that of the second.
    #[error("extension {extension_type} appears twice")]
    DuplicateExtension {
        /// The repeated type.
        extension_type: ExtensionType,
    },
    /// A list names something twice that it may name once; the offset is that of the second.
    #[error("{field} {value} appears twice")]
    DuplicateItem {
        /// What must differ between the items.
        field: &'static str,
        /// The repeated value.
        value: u32,
    },
    /// A value that the standard forbids in this place and that changes how the bytes are read.
    #[error("{field} is {value}")]
    IllegalValue {
        /// The field.
        field: &'static str,
        /// Its value.
        value: u32,
    },
}

impl MessageError {
    #[cold]
    pub(crate) fn new(kind: MessageErrorKind, offset: usize) -> Self {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        Self { kind, offset, extension_type: None }
    }

    /// A value that stands in `field`, at `offset`, and may not.
    #[cold]
    pub(crate) fn illegal_value(field: &'static str, value: u8, offset: usize) -> Self {
        Self::new(MessageErrorKind::IllegalValue { field, value: u32::from(value) }, offset)
    }

    pub(crate) const fn in_extension(mut self, extension_type: ExtensionType) -> Self {
        self.extension_type = Some(extension_type);
        self
    }

    /// The alert that a receiver owes for it ([RFC 8446], section 6.2; [RFC 5246], section 7.2.2):
    /// `decode_error` for what cannot be read, `illegal_parameter` for what can be read and is
    /// forbidden.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-6.2
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.2.2
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        match self.kind {
            MessageErrorKind::Truncated { .. }
            | MessageErrorKind::TrailingBytes { .. }
            | MessageErrorKind::LengthOutOfRange { .. }
            | MessageErrorKind::OddLength { .. }
            | MessageErrorKind::EmptyList { .. } => AlertDescription::DECODE_ERROR,
            MessageErrorKind::DuplicateExtension { .. }
            | MessageErrorKind::DuplicateItem { .. }
            | MessageErrorKind::IllegalValue { .. } => AlertDescription::ILLEGAL_PARAMETER,
        }
    }
}

/// Names the field that a failed read was for.
pub(crate) trait Field<T> {
    fn field(self, field: &'static str) -> Result<T, MessageError>;
}

impl<T> Field<T> for Result<T, ReadError> {
    #[inline]
    fn field(self, field: &'static str) -> Result<T, MessageError> {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(truncated(field, error)),
        }
    }
}

/// A read that `field` was too short for.
#[cold]
pub(crate) fn truncated(field: &'static str, error: ReadError) -> MessageError {
    let ReadError { wanted, left, offset } = error;
    MessageError::new(MessageErrorKind::Truncated { field, wanted, left }, offset)
}

impl Reader<'_> {
    /// Nothing may be left; `field` is what was read last.
    #[inline]
    pub(crate) fn finish(&self, field: &'static str) -> Result<(), MessageError> {
        if self.is_empty() {
            return Ok(());
        }
        let kind = MessageErrorKind::TrailingBytes { field, left: self.len() };
        Err(MessageError::new(kind, self.offset()))
    }

    /// The reader over a vector that `read` just took from `self`: it ends where `self` stands.
    #[inline]
    pub(crate) const fn inside<'v>(&self, vector: &'v [u8]) -> Reader<'v> {
        Reader::ending_at(vector, self.offset())
    }

    /// Checks the length of a vector that was just taken from `self`.
    #[inline]
    pub(crate) fn check_length(
        &self,
        field: &'static str,
        vector: &[u8],
        min: usize,
        max: usize,
    ) -> Result<(), MessageError> {
        let length = vector.len();
        if min <= length && length <= max {
            return Ok(());
        }
        let kind = if length == 0 && min == 1 {
            MessageErrorKind::EmptyList { field }
        } else {
            MessageErrorKind::LengthOutOfRange { field, length, min, max }
        };
        Err(MessageError::new(kind, self.offset().saturating_sub(length)))
    }
}
