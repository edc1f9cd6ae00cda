use crate::code_point::code_points;

code_points! {
    /// The first byte of a handshake message (IANA "TLS HandshakeType"; [RFC 8446], section 4).
    /// Names are those of the message's struct.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4
    pub struct HandshakeType(u8), hex 4 {
        HELLO_REQUEST = 0, "HelloRequest";
        CLIENT_HELLO = 1, "ClientHello";
        SERVER_HELLO = 2, "ServerHello";
        /// DTLS only.
        HELLO_VERIFY_REQUEST = 3, "HelloVerifyRequest";
        NEW_SESSION_TICKET = 4, "NewSessionTicket";
        END_OF_EARLY_DATA = 5, "EndOfEarlyData";
        /// Drafts of TLS 1.3 only; since then a retry request is a ServerHello.
        HELLO_RETRY_REQUEST = 6, "HelloRetryRequest";
        ENCRYPTED_EXTENSIONS = 8, "EncryptedExtensions";
        /// DTLS 1.3.
        REQUEST_CONNECTION_ID = 9, "RequestConnectionId";
        /// DTLS 1.3.
        NEW_CONNECTION_ID = 10, "NewConnectionId";
        CERTIFICATE = 11, "Certificate";
        SERVER_KEY_EXCHANGE = 12, "ServerKeyExchange";
        CERTIFICATE_REQUEST = 13, "CertificateRequest";
        SERVER_HELLO_DONE = 14, "ServerHelloDone";
        CERTIFICATE_VERIFY = 15, "CertificateVerify";
        CLIENT_KEY_EXCHANGE = 16, "ClientKeyExchange";
        /// Exported authenticators, RFC 9261: never in a handshake.
        CLIENT_CERTIFICATE_REQUEST = 17, "ClientCertificateRequest";
        FINISHED = 20, "Finished";
        CERTIFICATE_URL = 21, "CertificateURL";
        CERTIFICATE_STATUS = 22, "CertificateStatus";
        SUPPLEMENTAL_DATA = 23, "SupplementalData";
        KEY_UPDATE = 24, "KeyUpdate";
        COMPRESSED_CERTIFICATE = 25, "CompressedCertificate";
        /// RFC 8870.
        EKT_KEY = 26, "EKTKey";
        /// draft-agl-tls-nextprotoneg.
        NEXT_PROTOCOL = 67, "NextProtocol";
        /// draft-balfanz-tls-channelid, as Chrome sent it.
        CHANNEL_ID = 203, "ChannelID";
        /// Stands for the first ClientHello in a transcript hash, never on the wire
        /// (RFC 8446, section 4.4.1).
        MESSAGE_HASH = 254, "message_hash";
    }
}
