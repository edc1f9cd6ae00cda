use crate::code_point::code_points;

code_points! {
    /// What a Certificate message holds (IANA "TLS Certificate Types"; [RFC 7250]).
    ///
    /// [RFC 7250]: https://www.rfc-editor.org/rfc/rfc7250#section-7
    pub struct CertificateType(u8), hex 4 {
        X509 = 0, "X509";
        /// RFC 6091; reserved since.
        OPEN_PGP = 1, "OpenPGP";
        RAW_PUBLIC_KEY = 2, "RawPublicKey";
        /// RFC 8902.
        IEEE_1609_DOT_2 = 3, "1609Dot2";
    }
}

code_points! {
    /// What kind of client certificate a CertificateRequest up to TLS 1.2 asks for
    /// (IANA "TLS ClientCertificateType Identifiers"; [RFC 5246], section 7.4.4).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.4
    pub struct ClientCertificateType(u8), hex 4 {
        RSA_SIGN = 1, "rsa_sign";
        DSS_SIGN = 2, "dss_sign";
        RSA_FIXED_DH = 3, "rsa_fixed_dh";
        DSS_FIXED_DH = 4, "dss_fixed_dh";
        /// SSL 3.0; reserved since.
        RSA_EPHEMERAL_DH = 5, "rsa_ephemeral_dh";
        /// SSL 3.0; reserved since.
        DSS_EPHEMERAL_DH = 6, "dss_ephemeral_dh";
        /// SSL 3.0; reserved since.
        FORTEZZA_DMS = 20, "fortezza_dms";
        ECDSA_SIGN = 64, "ecdsa_sign";
        RSA_FIXED_ECDH = 65, "rsa_fixed_ecdh";
        ECDSA_FIXED_ECDH = 66, "ecdsa_fixed_ecdh";
        /// RFC 9189.
        GOST_SIGN256 = 67, "gost_sign256";
        /// RFC 9189.
        GOST_SIGN512 = 68, "gost_sign512";
    }
}
