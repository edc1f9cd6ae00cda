mod duplicates;

use self::duplicates::SeenTypes;
use crate::{
    EncodeError, ExtensionType, HandshakeContext, MessageErrorKind, Reader,
    encode::{Encode, PutVector, Sink},
    extension::ExtensionData,
    message_error::{MessageError, truncated},
};

/// One extension: its type and its data, whatever they are ([RFC 8446], section 4.2).
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extension<'a> {
    /// Which extension.
    pub extension_type: ExtensionType,
    /// Its data, without the length before it.
    pub data: &'a [u8],
}

/// The extensions of one message, in order, unknown ones included ([RFC 8446], section 4.2).
///
/// Checked when parsed: every length fits and no type appears twice. What an extension's data
/// means is not looked at.
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2
#[derive(Clone, Copy)]
pub struct Extensions<'a> {
    reader: Reader<'a>,
    /// A bit for each type below 64 that may be there; all where nobody has looked.
    low: u64,
}

impl<'a> Extensions<'a> {
    /// No extensions.
    pub const EMPTY: Self = Self { reader: Reader::new(&[]), low: 0 };

    /// Reads an extension block without the length before it.
    ///
    /// # Errors
    ///
    /// [`MessageError`], the first in order: an extension cut short (`Truncated`), a type that
    /// appears for the second time (`DuplicateExtension`).
    pub fn parse(block: &'a [u8]) -> Result<Self, MessageError> {
        Self::read(Reader::new(block))
    }

    /// Of a block that is known to be well-formed and was not looked at.
    pub(crate) const fn from_checked(block: &'a [u8]) -> Self {
        Self { reader: Reader::new(block), low: u64::MAX }
    }

    /// Like [`parse`](Self::parse), and `visit` is told of each extension when it has been read: one
    /// pass for both.
    ///
    /// ```
    /// use tls_wire::{ExtensionType, Extensions};
    ///
    /// let mut has_ticket = false;
    /// let block = [0, 23, 0, 0, 0, 35, 0, 2, 7, 7];
    /// Extensions::parse_with(&block, |extension| {
    ///     has_ticket |= extension.extension_type == ExtensionType::SESSION_TICKET;
    /// })?;
    /// assert!(has_ticket);
    /// # Ok::<(), tls_wire::MessageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse). `visit` was told then of every extension that is whole, also of those
    /// behind a repeated one.
    #[inline]
    pub fn parse_with(
        block: &'a [u8],
        visit: impl FnMut(Extension<'a>),
    ) -> Result<Self, MessageError> {
        Self::read_with(Reader::new(block), visit)
    }

    /// Reads a block that fills `reader`.
    pub(crate) fn read(reader: Reader<'a>) -> Result<Self, MessageError> {
        Self::read_with(reader, |_| {})
    }

    /// `read`, with each extension shown to `visit`.
    #[inline]
    pub(crate) fn read_with(
        reader: Reader<'a>,
        mut visit: impl FnMut(Extension<'a>),
    ) -> Result<Self, MessageError> {
        let mut seen = SeenTypes::default();
        let mut ahead = reader;
        while let Some(extension) = next_extension(&mut ahead) {
            seen.insert(extension.extension_type);
            visit(extension);
        }
        if !ahead.is_empty() || !seen.are_distinct() {
            duplicates::check(reader)?;
        }
        Ok(Self { reader, low: seen.low })
    }

    /// The extensions in order.
    #[must_use]
    #[inline]
    pub const fn iter(&self) -> ExtensionsIter<'a> {
        ExtensionsIter { reader: self.reader }
    }

    /// The data of the extension of this type.
    #[must_use]
    pub fn get(&self, extension_type: ExtensionType) -> Option<&'a [u8]> {
        self.reader_of(extension_type).map(|reader| reader.rest())
    }

    /// Whether an extension of this type is present.
    #[must_use]
    pub fn contains(&self, extension_type: ExtensionType) -> bool {
        self.reader_of(extension_type).is_some()
    }

    /// Each extension's type and its data read by its meaning in the message `context`, in order.
    pub fn typed(
        &self,
        context: HandshakeContext,
    ) -> impl Iterator<Item = (ExtensionType, Result<ExtensionData<'a>, MessageError>)> + Clone + use<'a>
    {
        let mut ahead = self.reader;
        core::iter::from_fn(move || {
            let extension = next_extension(&mut ahead)?;
            let extension_type = extension.extension_type;
            let data = ahead.inside(extension.data);
            Some((extension_type, ExtensionData::read(context, extension_type, data)))
        })
    }

    /// The data of one extension, read by its meaning in the message `context`; `None` if there
    /// is none of this type.
    ///
    /// # Errors
    ///
    /// As [`ExtensionData::parse`], with the offset in the message.
    pub fn get_typed(
        &self,
        context: HandshakeContext,
        extension_type: ExtensionType,
    ) -> Result<Option<ExtensionData<'a>>, MessageError> {
        let reader = self.reader_of(extension_type);
        reader.map(|reader| ExtensionData::read(context, extension_type, reader)).transpose()
    }

    /// Checks the data of every extension that has a known meaning in the message `context`.
    ///
    /// # Errors
    ///
    /// The first [`MessageError`] in order; its `extension_type` says where.
    pub fn validate(&self, context: HandshakeContext) -> Result<(), MessageError> {
        let mut ahead = self.reader;
        while let Some(Extension { extension_type, data }) = next_extension(&mut ahead) {
            ExtensionData::check_read(context, extension_type, ahead.inside(data))?;
        }
        Ok(())
    }

    /// The types below 64 that are present: bit n for type n.
    ///
    /// ```
    /// use tls_wire::Extensions;
    ///
    /// let extensions = Extensions::parse(&[0, 23, 0, 0, 0x1a, 0x1a, 0, 0, 0, 5, 0, 1, 7])?;
    /// assert_eq!(extensions.types_below_64(), 1 << 23 | 1 << 5);
    /// # Ok::<(), tls_wire::MessageError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn types_below_64(&self) -> u64 {
        if self.low == u64::MAX { self.look_for_types_below_64() } else { self.low }
    }

    #[cold]
    fn look_for_types_below_64(&self) -> u64 {
        let types = self.iter().map(|extension| extension.extension_type.0);
        types.filter(|value| *value < 64).fold(0, |types, value| types | 1 << value)
    }

    /// The block's bytes, without the length before it.
    #[must_use]
    #[inline]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.reader.rest()
    }

    /// Whether there is no extension.
    #[must_use]
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.reader.is_empty()
    }

    /// A reader over one extension's data that knows its place in the message.
    pub(crate) fn reader_of(&self, extension_type: ExtensionType) -> Option<Reader<'a>> {
        if extension_type.0 < 64 && self.low >> extension_type.0 & 1 == 0 {
            return None;
        }
        let mut ahead = self.reader;
        while let Some(extension) = next_extension(&mut ahead) {
            if extension.extension_type == extension_type {
                return Some(ahead.inside(extension.data));
            }
        }
        None
    }
}

impl Encode for Extension<'_> {
    #[inline]
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&self.extension_type.0.to_be_bytes());
        sink.vec16("extension_data", self.data)
    }
}

/// Writes the block with the length before it.
impl Encode for Extensions<'_> {
    #[inline]
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.vec16("extensions", self.as_bytes())
    }
}

impl Default for Extensions<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl PartialEq for Extensions<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Extensions<'_> {}

impl core::hash::Hash for Extensions<'_> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl core::fmt::Debug for Extensions<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for Extensions<'a> {
    type Item = Extension<'a>;
    type IntoIter = ExtensionsIter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &Extensions<'a> {
    type Item = Extension<'a>;
    type IntoIter = ExtensionsIter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The extensions of a block, in order. Made of a raw block it is the lenient reading: it yields
/// what can be read and ends where the bytes hold no further extension.
///
/// ```
/// use tls_wire::{ExtensionType, Extensions, ExtensionsIter};
///
/// // An empty extension 23, then one cut short.
/// let block = [0, 23, 0, 0, 0, 16, 0, 9, 1];
/// assert!(Extensions::parse(&block).is_err());
/// let mut extensions = ExtensionsIter::new(&block);
/// let first = extensions.next().unwrap();
/// assert_eq!(first.extension_type, ExtensionType::EXTENDED_MASTER_SECRET);
/// assert_eq!(extensions.next(), None);
/// assert_eq!(extensions.rest(), [0, 16, 0, 9, 1]);
/// ```
#[derive(Clone, Debug)]
pub struct ExtensionsIter<'a> {
    reader: Reader<'a>,
}

impl<'a> ExtensionsIter<'a> {
    /// Over a block that need not be well-formed, without the length before it.
    #[must_use]
    pub const fn new(block: &'a [u8]) -> Self {
        Self { reader: Reader::new(block) }
    }

    /// The bytes not yet read.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.reader.rest()
    }
}

impl<'a> Iterator for ExtensionsIter<'a> {
    type Item = Extension<'a>;

    #[inline]
    fn next(&mut self) -> Option<Extension<'a>> {
        next_extension(&mut self.reader)
    }
}

/// The next extension; if it is not whole, nothing is read.
#[inline]
fn next_extension<'a>(reader: &mut Reader<'a>) -> Option<Extension<'a>> {
    let mut ahead = *reader;
    let header = ahead.u32().ok()?;
    let data = ahead.bytes(usize::from(low_half(header))).ok()?;
    *reader = ahead;
    Some(Extension { extension_type: ExtensionType(low_half(header >> 16)), data })
}

#[inline]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "half a number")]
const fn low_half(value: u32) -> u16 {
    value as u16
}

/// What an extension lacks that is not whole.
#[cold]
fn cut_short(mut reader: Reader<'_>) -> MessageError {
    let extension_type = match reader.u16() {
        Ok(value) => ExtensionType(value),
        Err(error) => return truncated("extension_type", error),
    };
    let wanted = match reader.u16() {
        Ok(length) => usize::from(length),
        Err(error) => return truncated("extension_data length", error),
    };
    let kind = MessageErrorKind::Truncated { field: "extension_data", wanted, left: reader.len() };
    MessageError::new(kind, reader.offset()).in_extension(extension_type)
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;

    fn block(types: impl IntoIterator<Item = u16>) -> Vec<u8> {
        types
            .into_iter()
            .flat_map(|value| {
                let [high, low] = value.to_be_bytes();
                [high, low, 0, 1, low]
            })
            .collect()
    }

    #[test]
    fn in_order_with_unknown_ones() {
        let bytes = block([0x2a2a, 0, 43, 0xfff3]);
        let extensions = Extensions::parse(&bytes).unwrap();
        let types: Vec<_> = extensions.iter().map(|e| e.extension_type.0).collect();
        assert_eq!(types, [0x2a2a, 0, 43, 0xfff3]);
        assert_eq!(extensions.get(ExtensionType(0xfff3)), Some(&[0xf3][..]));
        assert_eq!(extensions.get(ExtensionType(1)), None);
        assert!(extensions.contains(ExtensionType::SERVER_NAME));
        assert_eq!(extensions.as_bytes(), bytes);
    }

    #[test]
    fn every_prefix_that_is_not_whole_is_truncated_where_it_ends() {
        let bytes = block([5, 6]);
        for cut in 0..bytes.len() {
            let result = Extensions::parse(&bytes[..cut]);
            if cut % 5 == 0 {
                assert_eq!(result.unwrap().iter().count(), cut / 5);
                continue;
            }
            let error = result.unwrap_err();
            let expected = match cut % 5 {
                1 => ("extension_type", 2, 1, 0),
                2 => ("extension_data length", 2, 0, 2),
                3 => ("extension_data length", 2, 1, 2),
                _ => ("extension_data", 1, 0, 4),
            };
            let (field, wanted, left, at) = expected;
            assert_eq!(error.kind, MessageErrorKind::Truncated { field, wanted, left }, "{cut}");
            assert_eq!(error.offset as usize, cut / 5 * 5 + at);
        }
    }

    #[test]
    fn duplicates_are_refused_at_the_second() {
        for twice in [0, 63, 64, 0xffff] {
            let bytes = block([1, twice, 2, 0x8000, twice, 1]);
            let error = Extensions::parse(&bytes).unwrap_err();
            let extension_type = ExtensionType(twice);
            assert_eq!(error.kind, MessageErrorKind::DuplicateExtension { extension_type });
            assert_eq!(error.offset, 20);
        }
    }

    #[test]
    fn types_that_share_a_bit_are_told_apart() {
        let shares_a_bit = |value: &u16| duplicates::place(*value) == duplicates::place(0x0100);
        for count in [4, 40] {
            let types: Vec<u16> = (64..=u16::MAX).filter(shares_a_bit).take(count).collect();
            let bytes = block(types.iter().copied());
            let mut visited = Vec::new();
            let visit = |extension: Extension<'_>| visited.push(extension.extension_type.0);
            Extensions::parse_with(&bytes, visit).unwrap();
            assert_eq!(visited, types, "{count}");

            for (first, last) in [(0, types.len() - 1), (1, types.len() / 2 + 1)] {
                let mut types = types.clone();
                types[last] = types[first];
                let error = Extensions::parse(&block(types)).unwrap_err();
                assert!(matches!(error.kind, MessageErrorKind::DuplicateExtension { .. }));
                assert_eq!(error.offset as usize, last * 5, "{count}");
            }
        }
    }

    #[test]
    fn thousands_of_types_are_read_and_their_first_fault_found() {
        let mut types: Vec<u16> = (0..12_000).map(|n| n * 5 + 100).collect();
        Extensions::parse(&block(types.iter().copied())).unwrap();

        types[11_000] = types[300];
        types[9_000] = types[10];
        let mut bytes = block(types.iter().copied());
        let error = Extensions::parse(&bytes).unwrap_err();
        assert_eq!(error.offset, 45_000);
        bytes.truncate(40_002);
        let error = Extensions::parse(&bytes).unwrap_err();
        assert!(matches!(error.kind, MessageErrorKind::Truncated { left: 0, .. }));
        assert_eq!(error.offset, 40_002);
    }

    #[test]
    fn the_lenient_reading_stops_at_the_fault() {
        let mut bytes = block([9, 9]);
        bytes.extend([0, 1, 0]);
        let mut extensions = ExtensionsIter::new(&bytes);
        assert_eq!(extensions.by_ref().count(), 2);
        assert_eq!(extensions.rest(), vec![0, 1, 0]);
    }
}
