use crate::code_point::{code_points, sixteen_bit_grease};

code_points! {
    /// A protocol version as records and hellos write it ([RFC 8446], section 4.1.2).
    ///
    /// Pre-standard values (`0x7F1C` for draft 28 and so on) have no name here and keep their
    /// number.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2
    pub struct ProtocolVersion(u16), hex 6 {
        /// As an SSLv2 ClientHello writes it.
        SSL_2_0 = 0x0002, "SSL 2.0";
        SSL_3_0 = 0x0300, "SSL 3.0";
        TLS_1_0 = 0x0301, "TLS 1.0";
        TLS_1_1 = 0x0302, "TLS 1.1";
        TLS_1_2 = 0x0303, "TLS 1.2";
        TLS_1_3 = 0x0304, "TLS 1.3";
        DTLS_1_0 = 0xfeff, "DTLS 1.0";
        DTLS_1_2 = 0xfefd, "DTLS 1.2";
        DTLS_1_3 = 0xfefc, "DTLS 1.3";
    }
}

sixteen_bit_grease!(ProtocolVersion);

impl ProtocolVersion {
    /// The high byte: 3 for every version from SSL 3.0 to TLS 1.3.
    #[must_use]
    pub const fn major(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// The low byte.
    #[must_use]
    pub const fn minor(self) -> u8 {
        self.0.to_be_bytes()[1]
    }
}
