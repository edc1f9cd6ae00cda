use crate::{SignatureScheme, wire_struct::wire_struct};

wire_struct! {
    /// delegated_credential with a certificate: a short-lived key signed by it ([RFC 9345], section
    /// 4). In hellos it is a [`SignatureSchemeList`](super::SignatureSchemeList).
    ///
    /// [RFC 9345]: https://www.rfc-editor.org/rfc/rfc9345#section-4
    pub struct DelegatedCredential<'a> {
        /// Seconds from the certificate's notBefore until the key expires.
        valid_time: u32,
        /// What the CertificateVerify is signed with.
        dc_cert_verify_algorithm: code16(SignatureScheme),
        /// The key, in DER.
        asn1_subject_public_key_info: opaque24(1),
        /// What the credential is signed with.
        algorithm: code16(SignatureScheme),
        /// The certificate's signature over the credential.
        signature: opaque16(1),
    }
}
