//! What is kept of a `ClientHello` until its answer has been judged.

use alloc::{boxed::Box, vec::Vec};

use tls_wire::{CipherSuite, ClientHello, ProtocolVersion, Reader};

use super::lists_version;

/// The body of a `ClientHello` that was read to its end. Behind it stands where two of its extensions
/// are, which most answers ask for: nobody has to look for them again.
#[derive(Clone, Debug)]
pub(in crate::order) struct KeptHello(Box<[u8]>);

/// Where the length of an extension's data stands in the body; 0 without the extension.
type Offset = [u8; 4];

/// The bytes of the offsets of `key_share` and `supported_versions`.
const OFFSETS: usize = 2 * size_of::<Offset>();

impl KeptHello {
    /// The extensions' data are slices of `body`.
    pub(super) fn of(
        body: &[u8],
        key_share: Option<&[u8]>,
        supported_versions: Option<&[u8]>,
    ) -> Self {
        let mut kept = Vec::with_capacity(body.len().saturating_add(OFFSETS));
        kept.extend_from_slice(body);
        kept.extend_from_slice(&offset_of(key_share, body));
        kept.extend_from_slice(&offset_of(supported_versions, body));
        Self(kept.into_boxed_slice())
    }

    pub(in crate::order) fn body(&self) -> &[u8] {
        self.split().0
    }

    pub(super) fn parse_again(&self) -> Option<ClientHello<'_>> {
        ClientHello::parse_again(self.body()).ok()
    }

    /// What an answer is held against.
    #[inline]
    pub(super) fn offered(&self) -> Option<Offered<'_>> {
        let (body, offsets) = self.split();
        let mut reader = Reader::new(body);
        reader.array::<{ 2 + 32 }>().ok()?;
        Some(Offered {
            legacy_session_id: reader.vec8().ok()?,
            cipher_suites: reader.vec16().ok()?,
            compression_methods: reader.vec8().ok()?,
            body,
            offsets,
        })
    }

    #[inline]
    fn split(&self) -> (&[u8], [u8; OFFSETS]) {
        self.0.split_last_chunk().map_or((&[], [0; OFFSETS]), |(body, offsets)| (body, *offsets))
    }
}

/// What a `ServerHello` chooses from.
#[derive(Clone, Copy)]
pub(super) struct Offered<'a> {
    pub(super) legacy_session_id: &'a [u8],
    pub(super) compression_methods: &'a [u8],
    cipher_suites: &'a [u8],
    body: &'a [u8],
    offsets: [u8; OFFSETS],
}

impl<'a> Offered<'a> {
    #[inline]
    pub(super) fn offers_cipher_suite(&self, suite: CipherSuite) -> bool {
        let wanted = suite.0.to_be_bytes();
        self.cipher_suites.chunks_exact(2).any(|offered| offered == wanted)
    }

    /// Does `supported_versions` offer the version?
    #[inline]
    pub(super) fn offers_version(&self, version: ProtocolVersion) -> bool {
        let [.., a, b, c, d] = self.offsets;
        self.data_at([a, b, c, d]).is_some_and(|data| lists_version(data, version))
    }

    /// The data of `key_share`.
    #[inline]
    pub(super) fn key_share(&self) -> Option<&'a [u8]> {
        let [a, b, c, d, ..] = self.offsets;
        self.data_at([a, b, c, d])
    }

    #[inline]
    fn data_at(&self, offset: Offset) -> Option<&'a [u8]> {
        let offset = usize::try_from(u32::from_ne_bytes(offset)).ok()?;
        if offset == 0 {
            return None;
        }
        Reader::new(self.body.get(offset..)?).vec16().ok()
    }
}

/// Where the length in front of `data` stands.
fn offset_of(data: Option<&[u8]>, body: &[u8]) -> Offset {
    let offset = data.map(|data| {
        let begin = data.as_ptr().addr().wrapping_sub(body.as_ptr().addr());
        begin.wrapping_sub(2)
    });
    offset.and_then(|offset| u32::try_from(offset).ok()).unwrap_or(0).to_ne_bytes()
}

#[cfg(test)]
mod tests {
    use tls_wire::{ClientHelloBuilder, Encode, ExtensionType};

    use super::*;
    use crate::order::hello::offers_version;

    const ASKED: [ExtensionType; 2] = [ExtensionType::KEY_SHARE, ExtensionType::SUPPORTED_VERSIONS];

    fn kept(body: &[u8]) -> KeptHello {
        let extensions = ClientHello::parse(body).unwrap().extensions;
        let [key_share, supported_versions] = ASKED.map(|extension| extensions.get(extension));
        KeptHello::of(body, key_share, supported_versions)
    }

    #[test]
    fn what_is_kept_is_what_was_read() {
        let data = [&[][..], &[2, 3, 4], &[4, 3, 4, 3, 3], &[0, 5, 0, 29, 0, 1, 7], &[9; 700]];
        let other = ExtensionType::SERVER_NAME;
        let orders = [
            &[][..],
            &[other],
            &[ASKED[0]],
            &[ASKED[1]],
            &[ASKED[0], ASKED[1]],
            &[ASKED[1], other, ASKED[0]],
            &[other, ASKED[0], ASKED[1], ExtensionType::PADDING],
        ];
        for (first, second, types) in data.into_iter().flat_map(|first| {
            data.into_iter().flat_map(move |second| orders.map(|types| (first, second, types)))
        }) {
            let mut hello = ClientHelloBuilder::new([7; 32])
                .legacy_session_id(&first[..first.len().min(32)])
                .cipher_suites([CipherSuite(0x1301), CipherSuite(0xc02f)]);
            for extension_type in types {
                let data = if *extension_type == ASKED[0] { first } else { second };
                hello = hello.raw_extension(*extension_type, data);
            }
            let body = hello.to_vec().unwrap();
            let kept = kept(&body);
            assert_eq!(kept.body(), body);
            let hello = ClientHello::parse(&body).unwrap();
            assert_eq!(kept.parse_again(), Some(hello));

            let offered = kept.offered().unwrap();
            assert_eq!(offered.legacy_session_id, hello.legacy_session_id);
            assert_eq!(offered.compression_methods, hello.compression_methods);
            for suite in [0x1301, 0xc02f, 0x01c0, 0x1302].map(CipherSuite) {
                let expected = hello.offers_cipher_suite(suite);
                assert_eq!(offered.offers_cipher_suite(suite), expected, "{suite}");
            }
            assert_eq!(offered.key_share(), hello.extensions.get(ASKED[0]));
            for version in [0x0303, 0x0304].map(ProtocolVersion) {
                let expected = offers_version(hello.extensions, version) == Some(true);
                assert_eq!(offered.offers_version(version), expected, "{types:?}");
            }
        }
    }

    #[test]
    fn a_body_that_is_none_offers_nothing() {
        for length in 0..45 {
            let kept = KeptHello::of(&[9; 45][..length], None, None);
            assert!(kept.offered().is_none());
            assert_eq!(kept.body().len(), length);
        }
    }
}
