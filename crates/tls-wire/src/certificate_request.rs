use crate::{
    ClientCertificateType, SignatureScheme, extension::DistinguishedName, wire_struct::wire_struct,
};

wire_struct! {
    /// CertificateRequest of SSL 3.0 to TLS 1.1 ([RFC 4346], section 7.4.4).
    ///
    /// [RFC 4346]: https://www.rfc-editor.org/rfc/rfc4346#section-7.4.4
    pub struct CertificateRequest<'a> {
        /// What the client may send; at least one type.
        certificate_types: some8(ClientCertificateType),
        /// The authorities trusted, none for any.
        certificate_authorities: list16(DistinguishedName<'a>),
    }
}

wire_struct! {
    /// CertificateRequest of TLS 1.2 ([RFC 5246], section 7.4.4).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.4
    pub struct CertificateRequest12<'a> {
        /// What the client may send; at least one type.
        certificate_types: some8(ClientCertificateType),
        /// What the client may sign with; at least one scheme.
        supported_signature_algorithms: some16(SignatureScheme),
        /// The authorities trusted, none for any.
        certificate_authorities: list16(DistinguishedName<'a>),
    }
}

wire_struct! {
    /// CertificateRequest of TLS 1.3 ([RFC 8446], section 4.3.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.3.2
    pub struct CertificateRequest13<'a> {
        /// Empty in a handshake; after one, a number of its own for each request.
        certificate_request_context: opaque8(0),
        /// What the certificate must be like; signature_algorithms at least.
        extensions: extensions,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::{Encode, MessageErrorKind};

    #[test]
    fn the_three_formats() {
        let bytes = [2, 1, 64, 0, 5, 0, 3, 7, 7, 7];
        let request = CertificateRequest::parse(&bytes).unwrap();
        let types: Vec<_> = request.certificate_types.iter().collect();
        assert_eq!(types, [ClientCertificateType::RSA_SIGN, ClientCertificateType::ECDSA_SIGN]);
        let authority = request.certificate_authorities.iter().next().unwrap();
        assert_eq!(authority.name, [7, 7, 7]);
        assert_eq!(request.to_vec().unwrap(), bytes);

        let bytes = [1, 1, 0, 4, 4, 1, 8, 4, 0, 0];
        let request = CertificateRequest12::parse(&bytes).unwrap();
        let rsa_pss = SignatureScheme::RSA_PSS_RSAE_SHA256;
        assert!(request.supported_signature_algorithms.contains(&rsa_pss));
        assert_eq!(request.to_vec().unwrap(), bytes);

        let bytes = [1, 9, 0, 8, 0, 13, 0, 4, 0, 2, 8, 4];
        let request = CertificateRequest13::parse(&bytes).unwrap();
        assert_eq!(request.certificate_request_context, [9]);
        assert_eq!(request.to_vec().unwrap(), bytes);
    }

    #[test]
    fn lists_that_must_not_be_empty() {
        let kind = CertificateRequest::parse(&[0, 0, 0]).unwrap_err().kind;
        assert_eq!(kind, MessageErrorKind::EmptyList { field: "certificate_types" });
        let kind = CertificateRequest12::parse(&[1, 1, 0, 0, 0, 0]).unwrap_err().kind;
        assert_eq!(kind, MessageErrorKind::EmptyList { field: "supported_signature_algorithms" });
    }
}
