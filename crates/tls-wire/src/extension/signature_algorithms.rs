use crate::{SignatureScheme, wire_struct::wire_struct};

wire_struct! {
    /// signature_algorithms, signature_algorithms_cert, and delegated_credential in a hello: what
    /// signatures the sender verifies, the best first ([RFC 8446], section 4.2.3; [RFC 5246],
    /// section 7.4.1.4.1; [RFC 9345], section 4.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.3
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.4.1
    /// [RFC 9345]: https://www.rfc-editor.org/rfc/rfc9345#section-4.1
    pub struct SignatureSchemeList<'a> {
        /// At least one scheme.
        supported_signature_algorithms: some16(SignatureScheme),
    }
}
