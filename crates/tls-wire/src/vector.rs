use alloc::vec::Vec;
use core::{fmt, marker::PhantomData};

use crate::{
    CipherSuite, EncodeError, MessageErrorKind, Reader, encode::Encode, message_error::MessageError,
};

/// The items of a vector (RFC 8446, section 3.4), checked when it was parsed and read one by one
/// when asked for: a list costs no allocation and reading it cannot fail.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Vector<'a, T> {
    bytes: &'a [u8],
    items: PhantomData<T>,
}

impl<'a, T: Item<'a>> Vector<'a, T> {
    /// Checks that `bytes` (without the length before them) are items from first to last.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if an item is cut short or itself malformed; `field` names the vector.
    pub fn parse(field: &'static str, bytes: &'a [u8]) -> Result<Self, MessageError> {
        Self::read(field, Reader::new(bytes))
    }

    /// Like [`parse`](Self::parse), over all that `reader` has left.
    #[inline]
    pub(crate) fn read(field: &'static str, reader: Reader<'a>) -> Result<Self, MessageError> {
        T::check(field, reader)?;
        Ok(Self { bytes: reader.rest(), items: PhantomData })
    }

    /// Like `read`, and there must be an item.
    #[inline]
    pub(crate) fn read_non_empty(
        field: &'static str,
        reader: Reader<'a>,
    ) -> Result<Self, MessageError> {
        if reader.is_empty() {
            return Err(MessageError::new(MessageErrorKind::EmptyList { field }, reader.offset()));
        }
        Self::read(field, reader)
    }

    /// The items in order.
    #[must_use]
    #[inline]
    pub const fn iter(&self) -> VectorIter<'a, T> {
        VectorIter { reader: Reader::new(self.bytes), items: PhantomData }
    }

    /// Whether `item` is among the items.
    #[must_use]
    pub fn contains(&self, item: &T) -> bool
    where
        T: PartialEq,
    {
        self.iter().any(|other| other == *item)
    }
}

impl<T: Encode> Vector<'_, T> {
    /// The bytes of items one after the other, of which [`parse`](Self::parse) makes a vector.
    ///
    /// ```
    /// use tls_wire::{Asn1Cert, Certificate, HandshakeBody, Vector};
    ///
    /// let list = Vector::encode_items([Asn1Cert { data: b"leaf" }, Asn1Cert { data: b"root" }])?;
    /// let certificate = Certificate { certificate_list: Vector::parse("certificate_list", &list)? };
    /// assert_eq!(certificate.to_message()?.len(), 4 + 3 + 2 * (3 + 4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EncodeError`] of an item.
    pub fn encode_items(items: impl IntoIterator<Item = T>) -> Result<Vec<u8>, EncodeError> {
        encode_items(items)
    }
}

/// The bytes of items one after the other.
pub(crate) fn encode_items<T: Encode>(
    items: impl IntoIterator<Item = T>,
) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    for item in items {
        item.write(&mut bytes)?;
    }
    Ok(bytes)
}

impl<'a, T> Vector<'a, T> {
    /// Of bytes that are known to be items.
    pub(crate) const fn from_checked(bytes: &'a [u8]) -> Self {
        Self { bytes, items: PhantomData }
    }

    /// A vector without items.
    pub const EMPTY: Self = Self { bytes: &[], items: PhantomData };

    /// The bytes of all items, without the length before them.
    #[must_use]
    #[inline]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether there is no item.
    #[must_use]
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

impl<'a, T: Item<'a> + fmt::Debug> fmt::Debug for Vector<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T: Item<'a>> IntoIterator for Vector<'a, T> {
    type Item = T;
    type IntoIter = VectorIter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Item<'a>> IntoIterator for &Vector<'a, T> {
    type Item = T;
    type IntoIter = VectorIter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The items of a [`Vector`], in order.
pub struct VectorIter<'a, T> {
    reader: Reader<'a>,
    items: PhantomData<T>,
}

impl<T> Clone for VectorIter<'_, T> {
    fn clone(&self) -> Self {
        Self { reader: self.reader, items: PhantomData }
    }
}

impl<'a, T: Item<'a>> Iterator for VectorIter<'a, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        // The vector was checked whole, so that a read can only fail at its end.
        T::read(&mut self.reader).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match T::FIXED_LENGTH {
            Some(length) => {
                let left = self.reader.len().checked_div(length).unwrap_or(0);
                (left, Some(left))
            }
            None => (usize::from(!self.reader.is_empty()), Some(self.reader.len())),
        }
    }
}

impl<'a, T: Item<'a> + fmt::Debug> fmt::Debug for VectorIter<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// What a [`Vector`] holds. Implemented by this crate's types only.
pub trait Item<'a>: Sized + private::Sealed {
    /// Bytes of every item, if all have the same length.
    #[doc(hidden)]
    const FIXED_LENGTH: Option<usize> = None;

    /// Reads one item.
    #[doc(hidden)]
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError>;

    /// Reads one item that fills `reader`; `name` is the item's.
    #[doc(hidden)]
    #[inline]
    fn read_whole(mut reader: Reader<'a>, name: &'static str) -> Result<Self, MessageError> {
        let item = Self::read(&mut reader)?;
        reader.finish(name)?;
        Ok(item)
    }

    /// Reads over one item and makes nothing of it, nor of a fault: the quick way, for what is
    /// mostly sound. It is `Some` where `read` is `Ok`, and leaves `reader` where that does.
    #[doc(hidden)]
    #[inline]
    fn skip(reader: &mut Reader<'a>) -> Option<()> {
        Self::read(reader).ok().map(|_| ())
    }

    /// Whether `read_whole` reads `bytes`.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    fn is_whole(bytes: &'a [u8]) -> bool {
        let mut reader = Reader::new(bytes);
        Self::skip(&mut reader).is_some() && reader.is_empty()
    }

    /// Whether items fill `bytes`.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    fn fill(bytes: &'a [u8]) -> bool {
        match Self::FIXED_LENGTH {
            Some(item_length) => bytes.len().checked_rem(item_length) == Some(0),
            None => skip_all::<Self>(bytes),
        }
    }

    /// Checks that items fill `reader`; called once, before any `read`.
    #[doc(hidden)]
    #[inline]
    fn check(field: &'static str, reader: Reader<'a>) -> Result<(), MessageError> {
        if Self::fill(reader.rest()) { Ok(()) } else { fault_in_items::<Self>(field, reader) }
    }
}

/// `fill` for items of any length. A function of its own: many kinds of lists are checked in one place,
/// where their loops would be in each other's way.
#[inline(never)]
fn skip_all<'a, T: Item<'a>>(bytes: &'a [u8]) -> bool {
    let mut reader = Reader::new(bytes);
    while !reader.is_empty() {
        if T::skip(&mut reader).is_none() {
            return false;
        }
    }
    true
}

/// What is wrong with items that do not `fill` the reader.
#[cold]
fn fault_in_items<'a, T: Item<'a>>(
    field: &'static str,
    mut reader: Reader<'a>,
) -> Result<(), MessageError> {
    if let Some(item_length) = T::FIXED_LENGTH {
        let kind = MessageErrorKind::OddLength { field, length: reader.len(), item_length };
        return Err(MessageError::new(kind, reader.offset()));
    }
    while !reader.is_empty() {
        T::read(&mut reader)?;
    }
    Ok(())
}

pub(crate) mod private {
    /// Keeps [`Item`](super::Item) to this crate, whose readers are known to make progress.
    pub trait Sealed {}
}

/// Items that are one code point each.
macro_rules! code_point_items {
    ($($read:ident, $length:literal: $($type:ty),+;)*) => {$($(
        impl private::Sealed for $type {}

        impl crate::Encode for $type {
            fn write<S: crate::encode::Sink>(
                &self,
                sink: &mut S,
            ) -> Result<(), crate::EncodeError> {
                sink.put(&self.0.to_be_bytes());
                Ok(())
            }
        }

        impl<'a> Item<'a> for $type {
            const FIXED_LENGTH: Option<usize> = Some($length);

            #[inline]
            fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
                use crate::message_error::Field;
                Ok(Self(reader.$read().field("item")?))
            }

            #[inline]
            fn skip(reader: &mut Reader<'a>) -> Option<()> {
                reader.$read().ok().map(|_| ())
            }
        }
    )+)*};
}

code_point_items! {
    u8, 1: crate::CertificateType, crate::ClientCertificateType, crate::CompressionMethod,
        crate::extension::EcPointFormat, crate::extension::PskKeyExchangeMode;
    u16, 2: CipherSuite, crate::CertificateCompressionAlgorithm, crate::ExtensionType,
        crate::NamedGroup, crate::ProtocolVersion, crate::SignatureScheme,
        crate::extension::SrtpProtectionProfile;
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn fixed_items() {
        let vector = Vector::<CipherSuite>::parse("cipher_suites", &[0x13, 1, 0x0a, 0x0a]).unwrap();
        assert_eq!(vector.iter().size_hint(), (2, Some(2)));
        assert_eq!(vector.iter().collect::<Vec<_>>(), [CipherSuite(0x1301), CipherSuite(0x0a0a)]);
        assert!(vector.contains(&CipherSuite(0x1301)));
        assert!(!vector.contains(&CipherSuite(0x010a)));
        let error = Vector::<CipherSuite>::parse("cipher_suites", &[0x13, 1, 0x0a]).unwrap_err();
        let expected =
            MessageErrorKind::OddLength { field: "cipher_suites", length: 3, item_length: 2 };
        assert_eq!(error.kind, expected);
        assert!(Vector::<CipherSuite>::parse("cipher_suites", &[]).unwrap().is_empty());
    }

    fn skips_what_it_reads<'a, T: Item<'a> + fmt::Debug>(bytes: &'a [u8]) {
        let (mut reading, mut skipping) = (Reader::new(bytes), Reader::new(bytes));
        let read = T::read(&mut reading);
        assert_eq!(T::skip(&mut skipping).is_some(), read.is_ok(), "{bytes:02x?} {read:?}");
        if read.is_ok() {
            assert_eq!(skipping.rest(), reading.rest(), "{bytes:02x?} {read:?}");
        }
    }

    macro_rules! all_skip_what_they_read {
        ($bytes:ident: $($item:ty),+ $(,)?) => {
            $(skips_what_it_reads::<$item>($bytes);)+
        };
    }

    #[test]
    fn every_kind_of_item_skips_what_it_reads() {
        use crate::extension::*;
        let zeros = (0..100).flat_map(|length| {
            [0, 1, 2, 0x20, 0x23].map(|first| {
                let mut bytes = alloc::vec![0_u8; length];
                bytes.splice(..length.min(4), [0, first, 0, 0x20].into_iter().take(length));
                bytes
            })
        });
        for bytes in crate::testing::short_strings(7).chain(zeros) {
            let bytes = &bytes[..];
            all_skip_what_they_read!(bytes:
                CipherSuite, crate::CompressionMethod,
                crate::Asn1Cert<'_>, crate::CertificateEntry<'_>, crate::CertificateStatus<'_>,
                crate::SupplementalDataEntry<'_>, crate::UrlAndHash<'_>, crate::EcParameters<'_>,
                CertificateAuthorities<'_>, CertificateStatusRequest<'_>,
                CertificateStatusRequestItemV2<'_>, CertificateStatusRequestListV2<'_>,
                CertificateTypeList<'_>, Cookie<'_>, DelegatedCredential<'_>, DistinguishedName<'_>,
                EarlyDataIndication, EchClientHello<'_>, EchConfig<'_>, EchConfigExtension<'_>,
                EchEncryptedExtensions<'_>, EchHelloRetryRequest<'_>, KeyShareClientHello<'_>,
                KeyShareEntry<'_>, NextProtocolNegotiation<'_>, OfferedPsks<'_>, OidFilter<'_>,
                OidFilters<'_>, OuterExtensions<'_>, Padding<'_>, ProtocolName<'_>,
                ProtocolNameList<'_>, PskBinderEntry<'_>, PskIdentity<'_>, PskKeyExchangeModes<'_>,
                RecordSizeLimit, RenegotiationInfo<'_>, ResponderId<'_>, SelectedProtocol<'_>,
                SerializedSct<'_>, ServerName<'_>, ServerNameList<'_>, SignatureSchemeList<'_>,
                SignedCertificateTimestampList<'_>, SrpIdentity<'_>, SupportedGroups<'_>,
                SupportedVersions<'_>, TransportParameter<'_>, TransportParameters<'_>,
                TrustAnchorId<'_>, TrustAnchors<'_>, TrustedAuthorities<'_>, TrustedAuthority<'_>,
                UseSrtp<'_>,
            );
        }
    }
}
