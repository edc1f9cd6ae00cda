//! The extensions that are one number or a few.

use crate::{code_point::code_points, wire_struct::wire_struct};

code_points! {
    /// A fragment length to be agreed on ([RFC 6066], section 4).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-4
    pub struct MaxFragmentLengthCode(u8), hex 4 {
        TWO_TO_THE_9 = 1, "2^9";
        TWO_TO_THE_10 = 2, "2^10";
        TWO_TO_THE_11 = 3, "2^11";
        TWO_TO_THE_12 = 4, "2^12";
    }
}

impl MaxFragmentLengthCode {
    /// The length in bytes; `None` for a value without meaning.
    #[must_use]
    pub const fn length(self) -> Option<u16> {
        match self.0 {
            1 => Some(1 << 9),
            2 => Some(1 << 10),
            3 => Some(1 << 11),
            4 => Some(1 << 12),
            _ => None,
        }
    }
}

wire_struct! {
    /// max_fragment_length, in both hellos ([RFC 6066], section 4).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-4
    pub struct MaxFragmentLength {
        /// The length asked for, or granted.
        max_fragment_length: code8(MaxFragmentLengthCode),
    }
}

wire_struct! {
    /// record_size_limit, in both hellos ([RFC 8449], section 4).
    ///
    /// [RFC 8449]: https://www.rfc-editor.org/rfc/rfc8449#section-4
    pub struct RecordSizeLimit {
        /// Most bytes of plaintext that the sender takes in a protected record; in TLS 1.3 the
        /// content type and the padding count.
        record_size_limit: u16,
    }
}

code_points! {
    /// Whether heartbeats may be sent to the sender ([RFC 6520], section 2).
    ///
    /// [RFC 6520]: https://www.rfc-editor.org/rfc/rfc6520#section-2
    pub struct HeartbeatMode(u8), hex 4 {
        PEER_ALLOWED_TO_SEND = 1, "peer_allowed_to_send";
        PEER_NOT_ALLOWED_TO_SEND = 2, "peer_not_allowed_to_send";
    }
}

wire_struct! {
    /// heartbeat, in both hellos ([RFC 6520], section 2).
    ///
    /// [RFC 6520]: https://www.rfc-editor.org/rfc/rfc6520#section-2
    pub struct HeartbeatExtension {
        /// Whether heartbeats may be sent to the sender.
        mode: code8(HeartbeatMode),
    }
}

wire_struct! {
    /// early_data in a NewSessionTicket ([RFC 8446], section 4.2.10). In hellos it is empty.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.10
    pub struct EarlyDataIndication {
        /// Most bytes of early data that the ticket allows.
        max_early_data_size: u32,
    }
}

wire_struct! {
    /// ticket_request in a ClientHello ([RFC 9149], section 3).
    ///
    /// [RFC 9149]: https://www.rfc-editor.org/rfc/rfc9149#section-3
    pub struct ClientTicketRequest {
        /// Tickets wanted after a full handshake.
        new_session_count: u8,
        /// Tickets wanted after a resumption.
        resumption_count: u8,
    }
}

wire_struct! {
    /// ticket_request in EncryptedExtensions ([RFC 9149], section 3).
    ///
    /// [RFC 9149]: https://www.rfc-editor.org/rfc/rfc9149#section-3
    pub struct ServerTicketRequestHint {
        /// Tickets the server means to send.
        expected_count: u8,
    }
}
