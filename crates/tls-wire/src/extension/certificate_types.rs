use crate::{CertificateCompressionAlgorithm, CertificateType, wire_struct::wire_struct};

wire_struct! {
    /// client_certificate_type, server_certificate_type and cert_type in a ClientHello: what the
    /// client can send, or read ([RFC 7250], section 3; [RFC 6091], section 3.1).
    ///
    /// [RFC 7250]: https://www.rfc-editor.org/rfc/rfc7250#section-3
    /// [RFC 6091]: https://www.rfc-editor.org/rfc/rfc6091#section-3.1
    pub struct CertificateTypeList<'a> {
        /// At least one type, the best first.
        certificate_types: some8(CertificateType),
    }
}

wire_struct! {
    /// The same three in the answer: the type chosen ([RFC 7250], section 3).
    ///
    /// [RFC 7250]: https://www.rfc-editor.org/rfc/rfc7250#section-3
    pub struct SelectedCertificateType {
        /// The type chosen.
        certificate_type: code8(CertificateType),
    }
}

wire_struct! {
    /// compress_certificate: what the sender can decompress ([RFC 8879], section 3).
    ///
    /// [RFC 8879]: https://www.rfc-editor.org/rfc/rfc8879#section-3
    pub struct CertificateCompressionAlgorithms<'a> {
        /// At least one algorithm.
        algorithms: some8(CertificateCompressionAlgorithm),
    }
}
