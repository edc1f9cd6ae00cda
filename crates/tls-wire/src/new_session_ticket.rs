use crate::wire_struct::wire_struct;

wire_struct! {
    /// NewSessionTicket of TLS 1.0 to 1.2 ([RFC 5077], section 3.3).
    ///
    /// [RFC 5077]: https://www.rfc-editor.org/rfc/rfc5077#section-3.3
    pub struct NewSessionTicket12<'a> {
        /// Seconds the ticket should be kept; 0 for no advice.
        ticket_lifetime_hint: u32,
        /// The ticket; empty if the server changed its mind.
        ticket: opaque16(0),
    }
}

wire_struct! {
    /// NewSessionTicket of TLS 1.3 ([RFC 8446], section 4.6.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.6.1
    pub struct NewSessionTicket13<'a> {
        /// Seconds the ticket is valid, 604,800 at most.
        ticket_lifetime: u32,
        /// What is added to the ticket's age in milliseconds, to hide it.
        ticket_age_add: u32,
        /// From which the ticket's key is derived; its own for each ticket of a connection.
        ticket_nonce: opaque8(0),
        /// The ticket.
        ticket: opaque16(1),
        /// What goes with it, such as early_data.
        extensions: extensions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Encode, ExtensionType, MessageErrorKind};

    #[test]
    fn both_formats() {
        let bytes = [0, 0, 0x1c, 0x20, 0, 3, 7, 8, 9];
        let ticket = NewSessionTicket12::parse(&bytes).unwrap();
        assert_eq!((ticket.ticket_lifetime_hint, ticket.ticket), (7200, &[7, 8, 9][..]));
        assert_eq!(ticket.to_vec().unwrap(), bytes);

        let bytes = [0, 0, 0, 9, 1, 2, 3, 4, 1, 5, 0, 2, 6, 6, 0, 8, 0, 42, 0, 4, 0, 0, 0x40, 0];
        let ticket = NewSessionTicket13::parse(&bytes).unwrap();
        assert_eq!((ticket.ticket_age_add, ticket.ticket_nonce), (0x0102_0304, &[5][..]));
        assert_eq!(ticket.ticket, [6, 6]);
        assert!(ticket.extensions.contains(ExtensionType::EARLY_DATA));
        assert_eq!(ticket.to_vec().unwrap(), bytes);

        let empty = [0, 0, 0, 9, 1, 2, 3, 4, 0, 0, 0, 0, 0];
        let kind = NewSessionTicket13::parse(&empty).unwrap_err().kind;
        assert_eq!(kind, MessageErrorKind::EmptyList { field: "ticket" });
    }
}
