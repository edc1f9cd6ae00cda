use crate::{SignatureScheme, wire_struct::wire_struct};

wire_struct! {
    /// CertificateVerify of SSL 3.0 to TLS 1.1, where the key decides the algorithm ([RFC 4346],
    /// section 7.4.8).
    ///
    /// [RFC 4346]: https://www.rfc-editor.org/rfc/rfc4346#section-7.4.8
    pub struct CertificateVerify<'a> {
        /// The signature.
        signature: opaque16(0),
    }
}

wire_struct! {
    /// CertificateVerify of TLS 1.3, and of TLS 1.2, whose format is the same ([RFC 8446], section
    /// 4.4.3; [RFC 5246], section 7.4.8).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.3
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.8
    pub struct CertificateVerify13<'a> {
        /// How it is signed.
        scheme: code16(SignatureScheme),
        /// The signature.
        signature: opaque16(0),
    }
}

/// CertificateVerify of TLS 1.2, in the format that TLS 1.3 kept.
pub type CertificateVerify12<'a> = CertificateVerify13<'a>;
