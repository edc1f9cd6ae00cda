use crate::{code_point::code_points, wire_struct::wire_struct};

wire_struct! {
    /// One offered pre-shared key ([RFC 8446], section 4.2.11).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11
    pub struct PskIdentity<'a> {
        /// A ticket, or the name of an external key.
        identity: opaque16(1),
        /// The ticket's age in milliseconds plus its ticket_age_add, modulo 2^32; 0 for an external
        /// key.
        obfuscated_ticket_age: u32,
    }
}

wire_struct! {
    /// The proof that the client has the key ([RFC 8446], section 4.2.11.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11.2
    pub struct PskBinderEntry<'a> {
        /// 32 to 255 bytes: an HMAC with the key's hash.
        binder: opaque8(32),
    }
}

wire_struct! {
    /// pre_shared_key in a ClientHello ([RFC 8446], section 4.2.11).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11
    pub struct OfferedPsks<'a> {
        /// At least one identity.
        identities: some16(PskIdentity<'a>),
        /// At least one binder; a conforming client sends one for each identity.
        binders: some16(PskBinderEntry<'a>),
    }
}

impl OfferedPsks<'_> {
    /// Bytes of the binders with the length before them: what a binder's transcript leaves out at
    /// the ClientHello's end ([RFC 8446], section 4.2.11.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11.2
    #[must_use]
    pub const fn binders_length(&self) -> usize {
        self.binders.as_bytes().len().saturating_add(2)
    }
}

wire_struct! {
    /// pre_shared_key in a ServerHello ([RFC 8446], section 4.2.11).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11
    pub struct SelectedPsk {
        /// Index of the identity chosen, from 0.
        selected_identity: u16,
    }
}

code_points! {
    /// What a pre-shared key is combined with (IANA "TLS PskKeyExchangeMode"; [RFC 8446], section
    /// 4.2.9).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.9
    pub struct PskKeyExchangeMode(u8), hex 4 {
        PSK_KE = 0, "psk_ke";
        PSK_DHE_KE = 1, "psk_dhe_ke";
    }
}

wire_struct! {
    /// psk_key_exchange_modes in a ClientHello ([RFC 8446], section 4.2.9).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.9
    pub struct PskKeyExchangeModes<'a> {
        /// At least one mode.
        ke_modes: some8(PskKeyExchangeMode),
    }
}
