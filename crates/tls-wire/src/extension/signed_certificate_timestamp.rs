use crate::wire_struct::wire_struct;

wire_struct! {
    /// One signed certificate timestamp ([RFC 6962], section 3.3).
    ///
    /// [RFC 6962]: https://www.rfc-editor.org/rfc/rfc6962#section-3.3
    pub struct SerializedSct<'a> {
        /// The timestamp's own structure.
        sct: opaque16(1),
    }
}

wire_struct! {
    /// signed_certificate_timestamp in a ServerHello or with a certificate ([RFC 6962], section
    /// 3.3). In a ClientHello and a CertificateRequest it is empty.
    ///
    /// [RFC 6962]: https://www.rfc-editor.org/rfc/rfc6962#section-3.3
    pub struct SignedCertificateTimestampList<'a> {
        /// At least one timestamp.
        sct_list: some16(SerializedSct<'a>),
    }
}
