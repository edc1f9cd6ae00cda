use crate::{
    EncodeError, ExtensionType, HandshakeContext, MessageErrorKind, Reader,
    encode::{Encode, PutVector, Sink},
    extension::ExtensionData,
    message_error::{Field, MessageError},
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
}

impl<'a> Extensions<'a> {
    /// No extensions.
    pub const EMPTY: Self = Self { reader: Reader::new(&[]) };

    /// Reads an extension block without the length before it.
    ///
    /// # Errors
    ///
    /// [`MessageError`], the first in order: an extension cut short (`Truncated`), a type that
    /// appears for the second time (`DuplicateExtension`).
    pub fn parse(block: &'a [u8]) -> Result<Self, MessageError> {
        Self::read(Reader::new(block))
    }

    /// Of a block that is known to be well-formed.
    pub(crate) const fn from_checked(block: &'a [u8]) -> Self {
        Self { reader: Reader::new(block) }
    }

    /// Reads a block that fills `reader`.
    pub(crate) fn read(reader: Reader<'a>) -> Result<Self, MessageError> {
        let mut seen = SeenTypes::default();
        let mut ahead = reader;
        while !ahead.is_empty() {
            let offset = ahead.offset();
            let Extension { extension_type, .. } = read_extension(&mut ahead)?;
            match seen.insert(extension_type) {
                Ok(true) => {}
                Ok(false) => return Err(duplicate(extension_type, offset)),
                Err(Full) => return Self::read_many(reader),
            }
        }
        Ok(Self { reader })
    }

    /// `read` for blocks of more types than any client sends, in time that grows with the block
    /// only: one pass over it for each window of types.
    #[cold]
    fn read_many(reader: Reader<'a>) -> Result<Self, MessageError> {
        const WINDOW: u16 = 4096;
        let mut first_error = None;
        let mut ahead = reader;
        while !ahead.is_empty() && first_error.is_none() {
            first_error = read_extension(&mut ahead).err();
        }
        for window in 0..=u16::MAX / WINDOW {
            let mut seen = [0_u64; 64];
            let mut ahead = reader;
            loop {
                let offset = ahead.offset();
                let Ok(Extension { extension_type, .. }) = read_extension(&mut ahead) else {
                    break;
                };
                if extension_type.0 / WINDOW != window {
                    continue;
                }
                let place = extension_type.0 % WINDOW;
                let Some(word) = seen.get_mut(usize::from(place / 64)) else { continue };
                let bit = 1 << (place % 64);
                if *word & bit != 0 {
                    let error = duplicate(extension_type, offset);
                    if first_error.is_none_or(|first| error.offset < first.offset) {
                        first_error = Some(error);
                    }
                    break;
                }
                *word |= bit;
            }
        }
        first_error.map_or(Ok(Self { reader }), Err)
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
            let extension = read_extension(&mut ahead).ok()?;
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
        while let Ok(Extension { extension_type, data }) = read_extension(&mut ahead) {
            ExtensionData::check_read(context, extension_type, ahead.inside(data))?;
        }
        Ok(())
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
        let mut ahead = self.reader;
        while let Ok(extension) = read_extension(&mut ahead) {
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
        read_extension(&mut self.reader).ok()
    }
}

#[inline]
fn read_extension<'a>(reader: &mut Reader<'a>) -> Result<Extension<'a>, MessageError> {
    let mut ahead = *reader;
    let extension_type = ExtensionType(ahead.u16().field("extension_type")?);
    let length = ahead.u16().field("extension_data length")?;
    let data = ahead.bytes(usize::from(length)).field("extension_data");
    let data = data.map_err(|error| error.in_extension(extension_type))?;
    *reader = ahead;
    Ok(Extension { extension_type, data })
}

#[cold]
fn duplicate(extension_type: ExtensionType, offset: usize) -> MessageError {
    MessageError::new(MessageErrorKind::DuplicateExtension { extension_type }, offset)
}

/// The types met so far, as long as few of them are above 63.
#[derive(Default)]
struct SeenTypes {
    low: u64,
    high: [u16; Self::HIGH],
    high_count: usize,
}

struct Full;

impl SeenTypes {
    /// Types above 63 that fit; browsers send up to seven.
    const HIGH: usize = 16;

    /// Whether the type is new.
    #[inline]
    fn insert(&mut self, extension_type: ExtensionType) -> Result<bool, Full> {
        let value = extension_type.0;
        if value < 64 {
            let bit = 1 << value;
            let new = self.low & bit == 0;
            self.low |= bit;
            return Ok(new);
        }
        let seen = self.high.get(..self.high_count).unwrap_or_default();
        if seen.contains(&value) {
            return Ok(false);
        }
        let place = self.high.get_mut(self.high_count).ok_or(Full)?;
        *place = value;
        self.high_count = self.high_count.saturating_add(1);
        Ok(true)
    }
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
