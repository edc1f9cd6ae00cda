//! The extensions whose data has no structure that the peer should see.

use crate::wire_struct::wire_struct;

wire_struct! {
    /// padding in a ClientHello ([RFC 7685], section 3).
    ///
    /// [RFC 7685]: https://www.rfc-editor.org/rfc/rfc7685#section-3
    pub struct Padding<'a> {
        /// Zeros, as a conforming client sends them; see [`is_zero`](Self::is_zero).
        padding: rest,
    }
}

impl Padding<'_> {
    /// Whether every byte is zero, as the RFC demands.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.padding.iter().all(|byte| *byte == 0)
    }
}

wire_struct! {
    /// session_ticket in a ClientHello ([RFC 5077], section 3.2). In a ServerHello it is empty.
    ///
    /// [RFC 5077]: https://www.rfc-editor.org/rfc/rfc5077#section-3.2
    pub struct SessionTicket<'a> {
        /// The ticket, or empty to ask for one.
        ticket: rest,
    }
}

wire_struct! {
    /// cookie in a HelloRetryRequest and the ClientHello after it ([RFC 8446], section 4.2.2).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.2
    pub struct Cookie<'a> {
        /// At least one byte.
        cookie: opaque16(1),
    }
}

wire_struct! {
    /// renegotiation_info, in both hellos ([RFC 5746], section 3.2).
    ///
    /// [RFC 5746]: https://www.rfc-editor.org/rfc/rfc5746#section-3.2
    pub struct RenegotiationInfo<'a> {
        /// Empty in a first handshake; later the client's verify_data, from the server both.
        renegotiated_connection: opaque8(0),
    }
}

wire_struct! {
    /// srp in a ClientHello ([RFC 5054], section 2.8.1).
    ///
    /// [RFC 5054]: https://www.rfc-editor.org/rfc/rfc5054#section-2.8.1
    pub struct SrpIdentity<'a> {
        /// The user name, 1 to 255 bytes of UTF-8.
        srp_i: opaque8(1),
    }
}
