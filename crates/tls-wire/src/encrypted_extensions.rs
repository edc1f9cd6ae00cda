use crate::wire_struct::wire_struct;

wire_struct! {
    /// EncryptedExtensions of TLS 1.3: the answers that need not be in the clear ([RFC 8446],
    /// section 4.3.1). From a client only where application_settings was agreed on.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.3.1
    pub struct EncryptedExtensions<'a> {
        /// The extensions.
        extensions: extensions,
    }
}
