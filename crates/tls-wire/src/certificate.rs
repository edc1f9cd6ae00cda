use crate::{CertificateCompressionAlgorithm, wire_struct::wire_struct};

wire_struct! {
    /// One certificate of a chain up to TLS 1.2.
    pub struct Asn1Cert<'a> {
        /// The certificate in DER.
        data: opaque24(1),
    }
}

wire_struct! {
    /// Certificate of SSL 3.0 to TLS 1.2 ([RFC 5246], section 7.4.2).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2
    pub struct Certificate<'a> {
        /// The sender's own certificate first; none from a client that has no fitting one.
        certificate_list: list24(Asn1Cert<'a>),
    }
}

impl<'a> Certificate<'a> {
    /// The DER bytes of each certificate, the sender's own first.
    pub fn certificates(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        self.certificate_list.iter().map(|certificate| certificate.data)
    }
}

wire_struct! {
    /// Certificate of TLS 1.2 and below where a raw public key was agreed on ([RFC 7250], section
    /// 3).
    ///
    /// [RFC 7250]: https://www.rfc-editor.org/rfc/rfc7250#section-3
    pub struct RawPublicKeyCertificate<'a> {
        /// The SubjectPublicKeyInfo in DER.
        asn1_subject_public_key_info: opaque24(1),
    }
}

wire_struct! {
    /// One certificate of a TLS 1.3 chain ([RFC 8446], section 4.4.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2
    pub struct CertificateEntry<'a> {
        /// The certificate in DER, or the SubjectPublicKeyInfo where a raw public key was agreed on.
        cert_data: opaque24(1),
        /// What goes with it, such as its status.
        extensions: extensions,
    }
}

wire_struct! {
    /// Certificate of TLS 1.3 ([RFC 8446], section 4.4.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2
    pub struct Certificate13<'a> {
        /// Empty from the server; from the client that of the CertificateRequest answered.
        certificate_request_context: opaque8(0),
        /// The sender's own certificate first; none from a client that has no fitting one.
        certificate_list: list24(CertificateEntry<'a>),
    }
}

impl<'a> Certificate13<'a> {
    /// The certificates with their extensions, the sender's own first.
    #[must_use]
    pub const fn entries(&self) -> crate::VectorIter<'a, CertificateEntry<'a>> {
        self.certificate_list.iter()
    }
}

wire_struct! {
    /// CompressedCertificate, in place of a TLS 1.3 Certificate ([RFC 8879], section 4).
    ///
    /// [RFC 8879]: https://www.rfc-editor.org/rfc/rfc8879#section-4
    pub struct CompressedCertificate<'a> {
        /// How it is compressed.
        algorithm: code16(CertificateCompressionAlgorithm),
        /// Bytes of the body of the Certificate within.
        uncompressed_length: u24,
        /// The compressed body.
        compressed_certificate_message: opaque24(1),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::{Encode, EncodeError, ExtensionType, MessageErrorKind};

    #[test]
    fn chains_of_both_formats() {
        let bytes = [0, 0, 9, 0, 0, 2, 1, 2, 0, 0, 1, 3];
        let certificate = Certificate::parse(&bytes).unwrap();
        assert_eq!(certificate.certificates().collect::<Vec<_>>(), [&[1, 2][..], &[3]]);
        assert_eq!(certificate.to_vec().unwrap(), bytes);
        assert!(Certificate::parse(&[0, 0, 0]).unwrap().certificate_list.is_empty());

        let bytes = [0, 0, 0, 15, 0, 0, 1, 9, 0, 5, 0, 18, 0, 1, 5, 0, 0, 1, 8, 0, 0];
        let mut bytes = Vec::from(bytes);
        bytes[3] = 17;
        let certificate = Certificate13::parse(&bytes).unwrap();
        let entries: Vec<_> = certificate.entries().collect();
        assert_eq!((entries[0].cert_data, entries[1].cert_data), (&[9][..], &[8][..]));
        let sct = ExtensionType::SIGNED_CERTIFICATE_TIMESTAMP;
        assert_eq!(entries[0].extensions.get(sct), Some(&[5][..]));
        assert_eq!(certificate.to_vec().unwrap(), bytes);
    }

    #[test]
    fn a_chain_of_1_3_is_no_chain_of_1_2() {
        let thirteen = [0, 0, 0, 6, 0, 0, 1, 9, 0, 0];
        assert!(Certificate13::parse(&thirteen).is_ok());
        let error = Certificate::parse(&thirteen).unwrap_err();
        assert!(matches!(error.kind, MessageErrorKind::TrailingBytes { left: 7, .. }));
    }

    #[test]
    fn faults_in_an_entry_have_their_place() {
        let twice = [0, 0, 0, 14, 0, 0, 1, 9, 0, 8, 0, 5, 0, 0, 0, 5, 0, 0];
        let error = Certificate13::parse(&twice).unwrap_err();
        let extension_type = ExtensionType::STATUS_REQUEST;
        assert_eq!(error.kind, MessageErrorKind::DuplicateExtension { extension_type });
        assert_eq!(error.offset, 14);
        let error = Certificate::parse(&[0, 0, 3, 0, 0, 0]).unwrap_err();
        assert_eq!((error.kind, error.offset), (MessageErrorKind::EmptyList { field: "data" }, 6));
    }

    #[test]
    fn a_compressed_certificate() {
        let bytes = [0, 2, 1, 0, 0, 0, 0, 2, 7, 7];
        let mut compressed = CompressedCertificate::parse(&bytes).unwrap();
        assert_eq!(compressed.algorithm, CertificateCompressionAlgorithm::BROTLI);
        assert_eq!(compressed.uncompressed_length, 0x1_0000);
        assert_eq!(compressed.to_vec().unwrap(), bytes);
        compressed.uncompressed_length = 1 << 24;
        let error = compressed.to_vec().unwrap_err();
        assert!(matches!(error, EncodeError::TooLong { field: "uncompressed_length", .. }));
    }
}
