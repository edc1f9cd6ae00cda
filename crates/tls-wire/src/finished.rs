use crate::{CipherSuite, KeyExchange, PrfHash, ProtocolVersion, wire_struct::wire_struct};

wire_struct! {
    /// Finished ([RFC 8446], section 4.4.4; [RFC 5246], section 7.4.9; [RFC 6101], section 5.6.9).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.4
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.9
    /// [RFC 6101]: https://www.rfc-editor.org/rfc/rfc6101#section-5.6.9
    pub struct Finished<'a> {
        /// The proof over the handshake; see [`length`](Self::length). SSL 3.0 has an MD5 and a
        /// SHA-1 hash here.
        verify_data: rest,
    }
}

impl Finished<'_> {
    /// Bytes of a Finished; `None` in TLS 1.3 if the suite is not known.
    ///
    /// 36 in SSL 3.0, 12 in TLS 1.0 to 1.2 (32 with the suites of [RFC 9189]), the length of the
    /// suite's hash in TLS 1.3.
    ///
    /// [RFC 9189]: https://www.rfc-editor.org/rfc/rfc9189#section-4.3.3
    #[must_use]
    pub const fn length(version: ProtocolVersion, cipher_suite: CipherSuite) -> Option<usize> {
        let info = cipher_suite.info();
        match (version, info) {
            (ProtocolVersion::SSL_3_0, _) => Some(36),
            (ProtocolVersion::TLS_1_3, Some(info)) => info.prf_hash.length(),
            (ProtocolVersion::TLS_1_3, None) => None,
            (_, Some(info)) if matches!(info.key_exchange, KeyExchange::Gost) => {
                if matches!(info.prf_hash, PrfHash::Streebog256) { Some(32) } else { Some(12) }
            }
            _ => Some(12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_by_version_and_suite() {
        let length = Finished::length;
        let aes128 = CipherSuite::TLS_RSA_WITH_AES_128_CBC_SHA;
        assert_eq!(length(ProtocolVersion::SSL_3_0, aes128), Some(36));
        assert_eq!(length(ProtocolVersion::TLS_1_0, aes128), Some(12));
        assert_eq!(length(ProtocolVersion::TLS_1_2, CipherSuite(0xeeee)), Some(12));
        let gost = CipherSuite::TLS_GOSTR341112_256_WITH_28147_CNT_IMIT;
        assert_eq!(length(ProtocolVersion::TLS_1_2, gost), Some(32));
        let old_gost = CipherSuite::TLS_GOSTR341001_WITH_28147_CNT_IMIT;
        assert_eq!(length(ProtocolVersion::TLS_1_0, old_gost), Some(12));
        let aes256 = CipherSuite::TLS_AES_256_GCM_SHA384;
        assert_eq!(length(ProtocolVersion::TLS_1_3, aes256), Some(48));
        assert_eq!(length(ProtocolVersion::TLS_1_3, CipherSuite(0xeeee)), None);
    }
}
