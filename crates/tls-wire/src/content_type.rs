use crate::code_point::code_points;

code_points! {
    /// What a record carries: the first byte of its header, or in TLS 1.3 the last byte of the
    /// opened content that is not zero ([RFC 8446], sections 5.1 and 5.2; IANA "TLS ContentType").
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
    pub struct ContentType(u8), hex 4 {
        CHANGE_CIPHER_SPEC = 20, "change_cipher_spec";
        ALERT = 21, "alert";
        HANDSHAKE = 22, "handshake";
        APPLICATION_DATA = 23, "application_data";
        /// RFC 6520.
        HEARTBEAT = 24, "heartbeat";
        /// DTLS 1.2 with a connection id, RFC 9146.
        TLS12_CID = 25, "tls12_cid";
        /// DTLS 1.3, RFC 9147.
        ACK = 26, "ACK";
    }
}
