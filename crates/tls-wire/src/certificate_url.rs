use crate::{
    EncodeError, Reader,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::wire_struct,
};

code_points! {
    /// What is found at a certificate URL ([RFC 6066], section 5).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-5
    pub struct CertChainType(u8), hex 4 {
        INDIVIDUAL_CERTS = 0, "individual_certs";
        PKIPATH = 1, "pkipath";
    }
}

/// Where a certificate is found, and its hash ([RFC 6066], section 5).
///
/// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-5
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UrlAndHash<'a> {
    /// The URL.
    pub url: &'a [u8],
    /// SHA-1 of what is found there.
    pub sha1_hash: &'a [u8; 20],
}

impl Sealed for UrlAndHash<'_> {}

impl<'a> Item<'a> for UrlAndHash<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let url = reader.vec16().field("url")?;
        reader.check_length("url", url, 1, 0xffff)?;
        let offset = reader.offset();
        let padding = reader.u8().field("padding")?;
        if padding != 1 {
            // In RFC 4366 a zero here left the hash out: nothing after it could be read.
            return Err(MessageError::illegal_value("padding", padding, offset));
        }
        Ok(Self { url, sha1_hash: reader.array().field("SHA1Hash")? })
    }
}

impl Encode for UrlAndHash<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.vec16("url", self.url)?;
        sink.put(&[1]);
        sink.put(self.sha1_hash);
        Ok(())
    }
}

wire_struct! {
    /// CertificateURL, in place of a client's Certificate up to TLS 1.2 ([RFC 6066], section 5).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-5
    pub struct CertificateUrl<'a> {
        /// What is found at the URLs.
        chain_type: code8(CertChainType),
        /// At least one URL.
        url_and_hash_list: some16(UrlAndHash<'a>),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn a_url_with_its_hash() {
        let mut bytes = Vec::from([1, 0, 25, 0, 2, b'h', b':', 1]);
        bytes.extend([7; 20]);
        let message = CertificateUrl::parse(&bytes).unwrap();
        assert_eq!(message.chain_type, CertChainType::PKIPATH);
        let item = message.url_and_hash_list.iter().next().unwrap();
        assert_eq!((item.url, item.sha1_hash), (&b"h:"[..], &[7; 20]));
        assert_eq!(item.to_vec().unwrap(), bytes[3..]);
        assert_eq!(message.to_vec().unwrap(), bytes);

        bytes[7] = 0;
        let error = CertificateUrl::parse(&bytes).unwrap_err();
        assert!(matches!(
            error.kind,
            MessageErrorKind::IllegalValue { field: "padding", value: 0 }
        ));
        assert_eq!(error.offset, 7);
    }
}
