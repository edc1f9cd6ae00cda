use alloc::vec::Vec;

use crate::{
    EncodeError, Extension, ExtensionType, Extensions,
    encode::{Encode, PutVector},
    vector::encode_items,
};

/// An extension block in the making, or being changed.
///
/// The first thing that goes wrong is kept and told at the end.
///
/// ```
/// use tls_wire::{ExtensionType, Extensions, ExtensionsBuilder};
/// use tls_wire::extension::RecordSizeLimit;
///
/// let block = [0, 23, 0, 0, 0, 28, 0, 2, 0x40, 0x01];
/// let mut builder = ExtensionsBuilder::from(Extensions::parse(&block)?);
/// let limit = RecordSizeLimit { record_size_limit: 100 };
/// builder.replace(ExtensionType::RECORD_SIZE_LIMIT, &limit);
/// assert_eq!(builder.build().unwrap().as_bytes(), [0, 23, 0, 0, 0, 28, 0, 2, 0, 100]);
/// # Ok::<(), tls_wire::MessageError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtensionsBuilder {
    block: Vec<u8>,
    error: Option<EncodeError>,
}

impl ExtensionsBuilder {
    /// Without extensions.
    #[must_use]
    pub const fn new() -> Self {
        Self { block: Vec::new(), error: None }
    }

    /// Appends an extension with the data that `data` encodes to: a view of
    /// [`extension`](crate::extension), usually.
    pub fn push(&mut self, extension_type: ExtensionType, data: &impl Encode) -> &mut Self {
        match data.to_vec() {
            Ok(data) => self.push_raw(extension_type, &data),
            Err(error) => self.fail(error),
        }
    }

    /// Appends an extension with any data.
    pub fn push_raw(&mut self, extension_type: ExtensionType, data: &[u8]) -> &mut Self {
        if self.current().contains(extension_type) {
            return self.fail(EncodeError::DuplicateExtension { extension_type });
        }
        match (Extension { extension_type, data }).encode(&mut self.block) {
            Ok(()) => self,
            Err(error) => self.fail(error),
        }
    }

    /// Gives the extension of this type other data, in its place; appends it if there is none.
    pub fn replace(&mut self, extension_type: ExtensionType, data: &impl Encode) -> &mut Self {
        match data.to_vec() {
            Ok(data) => self.replace_raw(extension_type, &data),
            Err(error) => self.fail(error),
        }
    }

    /// Like [`replace`](Self::replace), with any data.
    pub fn replace_raw(&mut self, extension_type: ExtensionType, data: &[u8]) -> &mut Self {
        if !self.current().contains(extension_type) {
            return self.push_raw(extension_type, data);
        }
        self.rebuild(extension_type, Some(data))
    }

    /// Takes the extension of this type out, if there is one.
    pub fn remove(&mut self, extension_type: ExtensionType) -> &mut Self {
        self.rebuild(extension_type, None)
    }

    /// Appends an extension whose data is a list, with the length before it in one byte.
    pub(crate) fn push_list8<T: Encode>(
        &mut self,
        extension_type: ExtensionType,
        items: impl IntoIterator<Item = T>,
    ) -> &mut Self {
        self.push_with(extension_type, |data| data.vec8("list", &encode_items(items)?))
    }

    /// The same with two bytes.
    pub(crate) fn push_list16<T: Encode>(
        &mut self,
        extension_type: ExtensionType,
        items: impl IntoIterator<Item = T>,
    ) -> &mut Self {
        self.push_with(extension_type, |data| data.vec16("list", &encode_items(items)?))
    }

    /// Appends an extension with the data that `write` writes.
    pub(crate) fn push_with(
        &mut self,
        extension_type: ExtensionType,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> &mut Self {
        let mut data = Vec::new();
        match write(&mut data) {
            Ok(()) => self.push_raw(extension_type, &data),
            Err(error) => self.fail(error),
        }
    }

    /// The block.
    ///
    /// # Errors
    ///
    /// The first [`EncodeError`] of what was done: data too long, a type twice; or the block as a
    /// whole is too long.
    pub fn build(&self) -> Result<Extensions<'_>, EncodeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.current().encoded_len()?;
        Ok(self.current())
    }

    fn current(&self) -> Extensions<'_> {
        Extensions::from_checked(&self.block)
    }

    fn rebuild(&mut self, extension_type: ExtensionType, data: Option<&[u8]>) -> &mut Self {
        let before = core::mem::take(&mut self.block);
        for mut extension in Extensions::from_checked(&before) {
            if extension.extension_type == extension_type {
                let Some(data) = data else { continue };
                extension.data = data;
            }
            if let Err(error) = extension.encode(&mut self.block) {
                return self.fail(error);
            }
        }
        self
    }

    fn fail(&mut self, error: EncodeError) -> &mut Self {
        self.error.get_or_insert(error);
        self
    }
}

impl From<Extensions<'_>> for ExtensionsBuilder {
    fn from(extensions: Extensions<'_>) -> Self {
        Self { block: extensions.as_bytes().into(), error: None }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::{CipherSuite, extension::RecordSizeLimit};

    fn builder() -> ExtensionsBuilder {
        let mut builder = ExtensionsBuilder::new();
        builder.push_raw(ExtensionType(1), &[1]).push_raw(ExtensionType(2), &[2, 2]);
        builder
    }

    fn types(builder: &ExtensionsBuilder) -> Vec<(u16, Vec<u8>)> {
        let extensions = builder.build().unwrap();
        extensions.iter().map(|e| (e.extension_type.0, e.data.to_vec())).collect()
    }

    #[test]
    fn replaced_in_place_or_appended_and_removed() {
        let mut builder = builder();
        builder.replace_raw(ExtensionType(1), &[9, 9, 9]);
        assert_eq!(types(&builder), [(1, vec![9, 9, 9]), (2, vec![2, 2])]);
        builder.replace(ExtensionType(3), &RecordSizeLimit { record_size_limit: 64 });
        assert_eq!(types(&builder)[2], (3, vec![0, 64]));
        builder.remove(ExtensionType(2)).remove(ExtensionType(77));
        assert_eq!(types(&builder), [(1, vec![9, 9, 9]), (3, vec![0, 64])]);
        let block = builder.build().unwrap();
        assert_eq!(ExtensionsBuilder::from(block), builder);
    }

    #[test]
    fn the_first_fault_is_told_at_the_end() {
        let mut twice = builder();
        twice.push_raw(ExtensionType(2), &[]).push_raw(ExtensionType(4), &[]);
        let extension_type = ExtensionType(2);
        assert_eq!(twice.build(), Err(EncodeError::DuplicateExtension { extension_type }));

        let mut long = builder();
        long.push_raw(ExtensionType(3), &vec![0; 0x1_0000]);
        assert!(matches!(long.build(), Err(EncodeError::TooLong { field: "extension_data", .. })));

        let mut sum = builder();
        sum.push_raw(ExtensionType(3), &vec![0; 0xffff]);
        assert!(matches!(sum.build(), Err(EncodeError::TooLong { field: "extensions", .. })));

        let mut list = builder();
        list.push_list8(ExtensionType(3), [CipherSuite(1); 128]);
        assert!(matches!(list.build(), Err(EncodeError::TooLong { max: 255, .. })));
    }
}
