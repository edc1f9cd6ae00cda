use crate::{code_point::code_points, wire_struct::wire_struct};

code_points! {
    /// Whether the peer should change its keys as well ([RFC 8446], section 4.6.3).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.6.3
    pub struct KeyUpdateRequest(u8), hex 4 {
        UPDATE_NOT_REQUESTED = 0, "update_not_requested";
        UPDATE_REQUESTED = 1, "update_requested";
    }
}

wire_struct! {
    /// KeyUpdate of TLS 1.3: the sender's keys change after it ([RFC 8446], section 4.6.3).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.6.3
    pub struct KeyUpdate {
        /// Whether the peer should change its keys as well; other values than the two named are
        /// kept, and illegal.
        request_update: code8(KeyUpdateRequest),
    }
}
