use alloc::vec::Vec;

use bytes::BufMut;

/// What can be written as the bytes it was read from.
///
/// Every view of this crate can: what [`parse`](crate::ClientHello::parse) accepted is written
/// back byte for byte, unknown values included, and a view whose fields were changed is written
/// with the lengths that its fields have now.
///
/// ```
/// use tls_wire::{Encode, HandshakeType, KeyUpdate, KeyUpdateRequest};
///
/// let update = KeyUpdate { request_update: KeyUpdateRequest::UPDATE_REQUESTED };
/// let mut out = bytes::BytesMut::new();
/// update.encode(&mut out)?;
/// assert_eq!(&out[..], [1]);
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
pub trait Encode {
    /// Writes every field in order. Called twice: to count, and to write.
    #[doc(hidden)]
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError>;

    /// Bytes that [`encode`](Self::encode) writes.
    ///
    /// # Errors
    ///
    /// [`EncodeError::TooLong`] if a field is longer than its length can say.
    fn encoded_len(&self) -> Result<usize, EncodeError> {
        let mut count = Count(0);
        self.write(&mut count)?;
        Ok(count.0)
    }

    /// Appends the bytes to `out`, all of them or, on an error, none.
    ///
    /// # Errors
    ///
    /// [`EncodeError::TooLong`] if a field is longer than its length can say;
    /// [`EncodeError::BufferFull`] if `out` cannot take them all.
    fn encode<B: BufMut>(&self, out: &mut B) -> Result<(), EncodeError> {
        let wanted = self.encoded_len()?;
        let left = out.remaining_mut();
        if wanted > left {
            return Err(EncodeError::BufferFull { wanted, left });
        }
        self.write(&mut Append(out))
    }

    /// The bytes in a vector of their own.
    ///
    /// # Errors
    ///
    /// [`EncodeError::TooLong`] if a field is longer than its length can say.
    fn to_vec(&self) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = Vec::with_capacity(self.encoded_len()?);
        self.write(&mut bytes)?;
        Ok(bytes)
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        (**self).write(sink)
    }
}

/// Something cannot be written without saying what it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// A field is longer than the length before it can say, or than the standard allows there.
    #[error("{field} is {length} bytes long, {max} are allowed")]
    TooLong {
        /// The field, by its name in the standard.
        field: &'static str,
        /// Its length in bytes.
        length: usize,
        /// Most bytes it may have.
        max: usize,
    },
    /// A message would name an extension twice.
    #[error("extension {extension_type} would appear twice")]
    DuplicateExtension {
        /// The repeated type.
        extension_type: crate::ExtensionType,
    },
    /// A list that must have an item has none.
    #[error("{field} is empty")]
    EmptyList {
        /// The list.
        field: &'static str,
    },
    /// The output has no room. Nothing was written.
    #[error("{wanted} bytes wanted, the output takes {left}")]
    BufferFull {
        /// Bytes to be written.
        wanted: usize,
        /// Bytes the output can take.
        left: usize,
    },
}

/// Where [`Encode::write`] writes to.
pub trait Sink {
    /// Appends bytes.
    fn put(&mut self, bytes: &[u8]);
}

struct Count(usize);

impl Sink for Count {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.0 = self.0.saturating_add(bytes.len());
    }
}

struct Append<'b, B>(&'b mut B);

impl<B: BufMut> Sink for Append<'_, B> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        // The room was checked for the whole: `put_slice` would panic without it.
        self.0.put_slice(bytes);
    }
}

impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// The presentation language's vectors: a length, then the content.
pub(crate) trait PutVector: Sink {
    #[inline]
    fn vec8(&mut self, field: &'static str, content: &[u8]) -> Result<(), EncodeError> {
        let length = content.len();
        let Ok(prefix) = u8::try_from(length) else { return too_long(field, length, 0xff) };
        self.put(&[prefix]);
        self.put(content);
        Ok(())
    }

    #[inline]
    fn vec16(&mut self, field: &'static str, content: &[u8]) -> Result<(), EncodeError> {
        self.len16(field, content.len())?;
        self.put(content);
        Ok(())
    }

    #[inline]
    fn vec24(&mut self, field: &'static str, content: &[u8]) -> Result<(), EncodeError> {
        self.len24(field, content.len())?;
        self.put(content);
        Ok(())
    }

    #[inline]
    fn len16(&mut self, field: &'static str, length: usize) -> Result<(), EncodeError> {
        let Ok(prefix) = u16::try_from(length) else { return too_long(field, length, 0xffff) };
        self.put(&prefix.to_be_bytes());
        Ok(())
    }

    #[inline]
    fn len24(&mut self, field: &'static str, length: usize) -> Result<(), EncodeError> {
        match u32::try_from(length) {
            Ok(length) => self.u24(field, length),
            Err(_) => too_long(field, length, 0xff_ffff),
        }
    }

    #[inline]
    fn u24(&mut self, field: &'static str, value: u32) -> Result<(), EncodeError> {
        let [0, high, middle, low] = value.to_be_bytes() else {
            let length = usize::try_from(value).unwrap_or(usize::MAX);
            return too_long(field, length, 0xff_ffff);
        };
        self.put(&[high, middle, low]);
        Ok(())
    }
}

impl<S: Sink + ?Sized> PutVector for S {}

#[cold]
fn too_long(field: &'static str, length: usize, max: usize) -> Result<(), EncodeError> {
    Err(EncodeError::TooLong { field, length, max })
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    struct Opaque(&'static [u8], usize);

    impl Encode for Opaque {
        fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
            match self.1 {
                1 => sink.vec8("opaque", self.0),
                2 => sink.vec16("opaque", self.0),
                _ => sink.vec24("opaque", self.0),
            }
        }
    }

    #[test]
    fn a_length_that_does_not_fit_is_an_error_and_nothing_is_written() {
        static LONG: [u8; 0x100_0000] = [0; 0x100_0000];
        for (width, max) in [(1, 0xff), (2, 0xffff), (3, 0xff_ffff)] {
            let fits = Opaque(&LONG[..max], width);
            assert_eq!(fits.encoded_len(), Ok(max + width));
            let long = Opaque(&LONG[..=max], width);
            let mut out = vec![7];
            let expected = EncodeError::TooLong { field: "opaque", length: max + 1, max };
            assert_eq!(long.encode(&mut out), Err(expected));
            assert_eq!(out, [7]);
        }
    }

    #[test]
    fn an_output_without_room_is_left_alone() {
        let mut room = [9; 4];
        let mut out = &mut room[..];
        let error = Opaque(b"hello", 1).encode(&mut out).unwrap_err();
        assert_eq!(error, EncodeError::BufferFull { wanted: 6, left: 4 });
        Opaque(b"all", 1).encode(&mut out).unwrap();
        assert_eq!(room, *b"\x03all");
    }
}
