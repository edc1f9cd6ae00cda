use crate::{code_point::code_points, wire_struct::wire_struct};

code_points! {
    /// How SRTP is protected (IANA "DTLS-SRTP Protection Profiles"; [RFC 5764], section 4.1.2).
    ///
    /// [RFC 5764]: https://www.rfc-editor.org/rfc/rfc5764#section-4.1.2
    pub struct SrtpProtectionProfile(u16), hex 6 {
        SRTP_AES128_CM_HMAC_SHA1_80 = 0x0001, "SRTP_AES128_CM_HMAC_SHA1_80";
        SRTP_AES128_CM_HMAC_SHA1_32 = 0x0002, "SRTP_AES128_CM_HMAC_SHA1_32";
        SRTP_NULL_HMAC_SHA1_80 = 0x0005, "SRTP_NULL_HMAC_SHA1_80";
        SRTP_NULL_HMAC_SHA1_32 = 0x0006, "SRTP_NULL_HMAC_SHA1_32";
        SRTP_AEAD_AES_128_GCM = 0x0007, "SRTP_AEAD_AES_128_GCM";
        SRTP_AEAD_AES_256_GCM = 0x0008, "SRTP_AEAD_AES_256_GCM";
    }
}

wire_struct! {
    /// use_srtp, in both hellos ([RFC 5764], section 4.1.1).
    ///
    /// [RFC 5764]: https://www.rfc-editor.org/rfc/rfc5764#section-4.1.1
    pub struct UseSrtp<'a> {
        /// The profiles offered, the best first; in the answer the one chosen.
        srtp_protection_profiles: some16(SrtpProtectionProfile),
        /// The master key identifier, or empty.
        srtp_mki: opaque8(0),
    }
}
