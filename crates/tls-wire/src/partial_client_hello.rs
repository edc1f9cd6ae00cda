use crate::{
    CipherSuite, ClientHello, ExtensionsIter, MessageError, ProtocolVersion, ReadError, Reader,
    vector::{Vector, VectorIter},
};

/// The lenient reading of a ClientHello: as much as there is of one that is cut short or malformed,
/// up to the first field that cannot be read.
///
/// ```
/// use tls_wire::{ClientHelloBuilder, Encode, ExtensionType, PartialClientHello};
///
/// let hello = ClientHelloBuilder::new([7; 32])
///     .server_name("a.example")
///     .raw_extension(ExtensionType::PADDING, &[0; 400]);
/// let body = hello.to_vec()?;
/// let first_packet = &body[..100];
/// let partial = PartialClientHello::read(first_packet);
/// assert_eq!(partial.random, Some(&[7; 32]));
/// let first = partial.extensions().next().expect("the first extension is whole");
/// assert_eq!(first.extension_type, ExtensionType::SERVER_NAME);
/// assert!(partial.error.is_some());
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialClientHello<'a> {
    /// The version field.
    pub legacy_version: Option<ProtocolVersion>,
    /// The random.
    pub random: Option<&'a [u8; 32]>,
    /// The session id, of any length.
    pub legacy_session_id: Option<&'a [u8]>,
    cipher_suites: &'a [u8],
    /// The compression methods, possibly none.
    pub compression_methods: Option<&'a [u8]>,
    extensions: &'a [u8],
    /// What the strict reading says of it; `None` if it has nothing to object.
    pub error: Option<MessageError>,
}

impl<'a> PartialClientHello<'a> {
    /// Reads what can be read of a body: one that a reader of the stream has
    /// [pending](crate::HandshakeReader::pending_body), or one that
    /// [`ClientHello::parse`] refuses.
    #[must_use]
    pub fn read(body: &'a [u8]) -> Self {
        let mut hello = Self { error: ClientHello::parse(body).err(), ..Self::default() };
        // How far it came is in the fields.
        let _ = hello.fill(Reader::new(body));
        hello
    }

    /// The cipher suites that are there.
    #[must_use]
    pub const fn cipher_suites(&self) -> VectorIter<'a, CipherSuite> {
        Vector::from_checked(self.cipher_suites).iter()
    }

    /// The extensions that are there whole. A type may appear twice.
    #[must_use]
    pub const fn extensions(&self) -> ExtensionsIter<'a> {
        ExtensionsIter::new(self.extensions)
    }

    fn fill(&mut self, mut reader: Reader<'a>) -> Result<(), ReadError> {
        self.legacy_version = Some(ProtocolVersion(reader.u16()?));
        self.random = Some(reader.array()?);
        self.legacy_session_id = Some(reader.vec8()?);
        let length = reader.u16()?;
        self.cipher_suites = at_most(reader.rest(), length);
        reader.bytes(usize::from(length))?;
        self.compression_methods = Some(reader.vec8()?);
        let length = reader.u16()?;
        self.extensions = at_most(reader.rest(), length);
        Ok(())
    }
}

fn at_most(bytes: &[u8], length: u16) -> &[u8] {
    bytes.get(..usize::from(length)).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::{ClientHelloBuilder, Encode, ExtensionType};

    #[test]
    fn every_prefix_says_what_it_has_and_no_more() {
        let builder = ClientHelloBuilder::new([7; 32])
            .legacy_session_id(&[5; 4])
            .server_name("a.example")
            .raw_extension(ExtensionType(0x1a1a), &[9]);
        let body = builder.to_vec().unwrap();
        let whole = ClientHello::parse(&body).unwrap();
        let suites: Vec<_> = whole.cipher_suites().collect();
        let extensions: Vec<_> = whole.extensions.iter().collect();
        for cut in 0..=body.len() {
            let partial = PartialClientHello::read(&body[..cut]);
            assert_eq!(partial.legacy_version.is_some(), cut >= 2);
            assert_eq!(partial.random.is_some(), cut >= 34);
            assert_eq!(partial.legacy_session_id.is_some(), cut >= 39);
            assert!(suites.starts_with(&partial.cipher_suites().collect::<Vec<_>>()));
            assert_eq!(partial.cipher_suites().count(), (cut.max(41) - 41).min(6) / 2);
            assert_eq!(partial.compression_methods.is_some(), cut >= 49);
            assert!(extensions.starts_with(&partial.extensions().collect::<Vec<_>>()));
            let without_extensions = cut == 49;
            assert_eq!(partial.error.is_none(), cut == body.len() || without_extensions);
        }
        assert_eq!(PartialClientHello::read(&body).extensions().count(), 2);
    }

    #[test]
    fn what_the_strict_reading_refuses_is_read_on() {
        let mut body = Vec::from([3, 3]);
        body.extend([7; 32]);
        body.extend([0, 0, 0, 0, 0, 8, 0, 23, 0, 0, 0, 23, 0, 0, 99]);
        let partial = PartialClientHello::read(&body);
        assert_eq!(partial.cipher_suites().count(), 0);
        assert_eq!(partial.compression_methods, Some(&[][..]));
        assert_eq!(partial.extensions().count(), 2, "the same one twice");
        assert!(partial.error.is_some());
    }
}
