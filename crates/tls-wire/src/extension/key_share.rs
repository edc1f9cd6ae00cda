use crate::{NamedGroup, wire_struct::wire_struct};

wire_struct! {
    /// One key share ([RFC 8446], section 4.2.8), by itself key_share in a ServerHello.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8
    pub struct KeyShareEntry<'a> {
        /// The group of the key.
        group: code16(NamedGroup),
        /// The public key, or for an encapsulation in the answer the ciphertext.
        key_exchange: opaque16(1),
    }
}

wire_struct! {
    /// key_share in a ClientHello ([RFC 8446], section 4.2.8).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8
    pub struct KeyShareClientHello<'a> {
        /// The shares, the best first; none to ask for a HelloRetryRequest.
        client_shares: list16(KeyShareEntry<'a>),
    }
}

wire_struct! {
    /// key_share in a HelloRetryRequest ([RFC 8446], section 4.2.8).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8
    pub struct KeyShareHelloRetryRequest {
        /// The group the server wants a share of.
        selected_group: code16(NamedGroup),
    }
}
