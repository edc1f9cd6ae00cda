use crate::{
    EncodeError, Reader,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::wire_struct,
};

/// One authority of a trusted_ca_keys ([RFC 6066], section 6).
///
/// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-6
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrustedAuthority<'a> {
    /// pre_agreed (0): one both peers know.
    PreAgreed,
    /// key_sha1_hash (1): by the hash of its key.
    KeySha1Hash(&'a [u8; 20]),
    /// x509_name (2): by its name in DER.
    X509Name(&'a [u8]),
    /// cert_sha1_hash (3): by the hash of its certificate.
    CertSha1Hash(&'a [u8; 20]),
}

impl Sealed for TrustedAuthority<'_> {}

impl<'a> Item<'a> for TrustedAuthority<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let offset = reader.offset();
        match reader.u8().field("identifier_type")? {
            0 => Ok(Self::PreAgreed),
            1 => Ok(Self::KeySha1Hash(reader.array().field("key_sha1_hash")?)),
            2 => Ok(Self::X509Name(reader.vec16().field("x509_name")?)),
            3 => Ok(Self::CertSha1Hash(reader.array().field("cert_sha1_hash")?)),
            // Its length is not known, so that nothing after it can be read.
            other => Err(MessageError::illegal_value("identifier_type", other, offset)),
        }
    }
}

impl Encode for TrustedAuthority<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::PreAgreed => sink.put(&[0]),
            Self::KeySha1Hash(hash) => {
                sink.put(&[1]);
                sink.put(*hash);
            }
            Self::X509Name(name) => {
                sink.put(&[2]);
                sink.vec16("x509_name", name)?;
            }
            Self::CertSha1Hash(hash) => {
                sink.put(&[3]);
                sink.put(*hash);
            }
        }
        Ok(())
    }
}

wire_struct! {
    /// trusted_ca_keys in a ClientHello ([RFC 6066], section 6). The answer to it is empty.
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-6
    pub struct TrustedAuthorities<'a> {
        /// The authorities, possibly none.
        trusted_authorities_list: list16(TrustedAuthority<'a>),
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn each_kind_round_trips_and_others_cannot_be_read() {
        let mut bytes = vec![0, 48, 0, 1];
        bytes.extend([7; 20]);
        bytes.extend([2, 0, 2, 5, 5, 3]);
        bytes.extend([8; 20]);
        bytes[1] = u8::try_from(bytes.len() - 2).unwrap();
        let list = TrustedAuthorities::parse(&bytes).unwrap();
        let items: Vec<_> = list.trusted_authorities_list.iter().collect();
        assert_eq!(items.len(), 4);
        let written: Vec<u8> = items.iter().flat_map(|item| item.to_vec().unwrap()).collect();
        assert_eq!(written, bytes[2..]);
        assert_eq!(list.to_vec().unwrap(), bytes);

        let error = TrustedAuthorities::parse(&[0, 2, 0, 4]).unwrap_err();
        assert!(matches!(error.kind, MessageErrorKind::IllegalValue { value: 4, .. }));
        assert_eq!(error.offset, 3);
    }
}
