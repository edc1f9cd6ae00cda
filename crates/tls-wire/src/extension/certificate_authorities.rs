use crate::wire_struct::wire_struct;

wire_struct! {
    /// The name of a certificate authority, in DER ([RFC 8446], section 4.2.4).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.4
    pub struct DistinguishedName<'a> {
        /// The DER bytes.
        name: opaque16(1),
    }
}

wire_struct! {
    /// certificate_authorities: those the sender trusts ([RFC 8446], section 4.2.4).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.4
    pub struct CertificateAuthorities<'a> {
        /// At least one name.
        authorities: some16(DistinguishedName<'a>),
    }
}

wire_struct! {
    /// One condition on a certificate ([RFC 8446], section 4.2.5).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.5
    pub struct OidFilter<'a> {
        /// The certificate extension's identifier, in DER.
        certificate_extension_oid: opaque8(1),
        /// The values it must have, in DER, or empty.
        certificate_extension_values: opaque16(0),
    }
}

wire_struct! {
    /// oid_filters in a CertificateRequest ([RFC 8446], section 4.2.5).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.5
    pub struct OidFilters<'a> {
        /// The conditions, possibly none.
        filters: list16(OidFilter<'a>),
    }
}

wire_struct! {
    /// One trust anchor's identifier (draft-ietf-tls-trust-anchor-ids).
    pub struct TrustAnchorId<'a> {
        /// A relative object identifier, in DER without tag and length.
        id: opaque8(1),
    }
}

wire_struct! {
    /// trust_anchors: those the sender trusts or has certificates for
    /// (draft-ietf-tls-trust-anchor-ids).
    pub struct TrustAnchors<'a> {
        /// The identifiers, possibly none.
        trust_anchors: list16(TrustAnchorId<'a>),
    }
}
