//! The messages whose body is empty, and the one that never travels.

use crate::wire_struct::wire_struct;

wire_struct! {
    /// HelloRequest of SSL 3.0 to TLS 1.2: empty ([RFC 5246], section 7.4.1.1).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.1
    pub struct HelloRequest {}
}

wire_struct! {
    /// ServerHelloDone of SSL 3.0 to TLS 1.2: empty ([RFC 5246], section 7.4.5).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.5
    pub struct ServerHelloDone {}
}

wire_struct! {
    /// EndOfEarlyData of TLS 1.3: empty ([RFC 8446], section 4.5).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.5
    pub struct EndOfEarlyData {}
}

wire_struct! {
    /// message_hash, which stands for the first ClientHello in a transcript hash after a
    /// HelloRetryRequest ([RFC 8446], section 4.4.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.1
    pub struct MessageHash<'a> {
        /// The hash of that ClientHello.
        hash: rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Encode, MessageErrorKind};

    #[test]
    fn empty_is_empty() {
        assert_eq!(HelloRequest::parse(&[]).unwrap().encoded_len(), Ok(0));
        let expected = MessageErrorKind::TrailingBytes { field: "ServerHelloDone", left: 1 };
        assert_eq!(ServerHelloDone::parse(&[0]).unwrap_err().kind, expected);
        assert!(EndOfEarlyData::parse(&[0]).is_err());
    }
}
