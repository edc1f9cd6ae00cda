use crate::code_point::{code_points, sixteen_bit_grease};

code_points! {
    /// A signature algorithm together with its hash (IANA "TLS SignatureScheme";
    /// [RFC 8446], section 4.2.3). TLS 1.2 wrote the same two bytes as a hash and a signature
    /// algorithm; those pairs keep the names of RFC 5246.
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.3
    pub struct SignatureScheme(u16), hex 6 {
        RSA_PKCS1_MD5 = 0x0101, "rsa_pkcs1_md5";
        RSA_PKCS1_SHA1 = 0x0201, "rsa_pkcs1_sha1";
        DSA_SHA1 = 0x0202, "dsa_sha1";
        ECDSA_SHA1 = 0x0203, "ecdsa_sha1";
        RSA_PKCS1_SHA224 = 0x0301, "rsa_pkcs1_sha224";
        DSA_SHA224 = 0x0302, "dsa_sha224";
        ECDSA_SHA224 = 0x0303, "ecdsa_sha224";
        RSA_PKCS1_SHA256 = 0x0401, "rsa_pkcs1_sha256";
        DSA_SHA256 = 0x0402, "dsa_sha256";
        ECDSA_SECP256R1_SHA256 = 0x0403, "ecdsa_secp256r1_sha256";
        RSA_PKCS1_SHA256_LEGACY = 0x0420, "rsa_pkcs1_sha256_legacy";
        RSA_PKCS1_SHA384 = 0x0501, "rsa_pkcs1_sha384";
        DSA_SHA384 = 0x0502, "dsa_sha384";
        ECDSA_SECP384R1_SHA384 = 0x0503, "ecdsa_secp384r1_sha384";
        RSA_PKCS1_SHA384_LEGACY = 0x0520, "rsa_pkcs1_sha384_legacy";
        RSA_PKCS1_SHA512 = 0x0601, "rsa_pkcs1_sha512";
        DSA_SHA512 = 0x0602, "dsa_sha512";
        ECDSA_SECP521R1_SHA512 = 0x0603, "ecdsa_secp521r1_sha512";
        RSA_PKCS1_SHA512_LEGACY = 0x0620, "rsa_pkcs1_sha512_legacy";
        ECCSI_SHA256 = 0x0704, "eccsi_sha256";
        ISO_IBS1 = 0x0705, "iso_ibs1";
        ISO_IBS2 = 0x0706, "iso_ibs2";
        ISO_CHINESE_IBS = 0x0707, "iso_chinese_ibs";
        SM2SIG_SM3 = 0x0708, "sm2sig_sm3";
        GOSTR34102012_256A = 0x0709, "gostr34102012_256a";
        GOSTR34102012_256B = 0x070a, "gostr34102012_256b";
        GOSTR34102012_256C = 0x070b, "gostr34102012_256c";
        GOSTR34102012_256D = 0x070c, "gostr34102012_256d";
        GOSTR34102012_512A = 0x070d, "gostr34102012_512a";
        GOSTR34102012_512B = 0x070e, "gostr34102012_512b";
        GOSTR34102012_512C = 0x070f, "gostr34102012_512c";
        RSA_PSS_RSAE_SHA256 = 0x0804, "rsa_pss_rsae_sha256";
        RSA_PSS_RSAE_SHA384 = 0x0805, "rsa_pss_rsae_sha384";
        RSA_PSS_RSAE_SHA512 = 0x0806, "rsa_pss_rsae_sha512";
        ED25519 = 0x0807, "ed25519";
        ED448 = 0x0808, "ed448";
        RSA_PSS_PSS_SHA256 = 0x0809, "rsa_pss_pss_sha256";
        RSA_PSS_PSS_SHA384 = 0x080a, "rsa_pss_pss_sha384";
        RSA_PSS_PSS_SHA512 = 0x080b, "rsa_pss_pss_sha512";
        ECDSA_BRAINPOOLP256R1TLS13_SHA256 = 0x081a, "ecdsa_brainpoolP256r1tls13_sha256";
        ECDSA_BRAINPOOLP384R1TLS13_SHA384 = 0x081b, "ecdsa_brainpoolP384r1tls13_sha384";
        ECDSA_BRAINPOOLP512R1TLS13_SHA512 = 0x081c, "ecdsa_brainpoolP512r1tls13_sha512";
        GOSTR34102012_256 = 0x0840, "gostr34102012_256";
        GOSTR34102012_512 = 0x0841, "gostr34102012_512";
        MLDSA44 = 0x0904, "mldsa44";
        MLDSA65 = 0x0905, "mldsa65";
        MLDSA87 = 0x0906, "mldsa87";
    }
}

sixteen_bit_grease!(SignatureScheme);

impl SignatureScheme {
    /// The first byte, which TLS 1.2 calls the hash ([RFC 5246], section 7.4.1.4.1).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.4.1
    #[must_use]
    pub const fn hash_algorithm(self) -> HashAlgorithm {
        HashAlgorithm(self.0.to_be_bytes()[0])
    }

    /// The second byte, which TLS 1.2 calls the signature ([RFC 5246], section 7.4.1.4.1).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.4.1
    #[must_use]
    pub const fn signature_algorithm(self) -> SignatureAlgorithm {
        SignatureAlgorithm(self.0.to_be_bytes()[1])
    }
}

code_points! {
    /// The hash half of a TLS 1.2 `SignatureAndHashAlgorithm` (IANA "TLS HashAlgorithm").
    pub struct HashAlgorithm(u8), hex 4 {
        NONE = 0, "none";
        MD5 = 1, "md5";
        SHA1 = 2, "sha1";
        SHA224 = 3, "sha224";
        SHA256 = 4, "sha256";
        SHA384 = 5, "sha384";
        SHA512 = 6, "sha512";
        /// The signature algorithm brings its own, RFC 8422.
        INTRINSIC = 8, "Intrinsic";
    }
}

code_points! {
    /// The signature half of a TLS 1.2 `SignatureAndHashAlgorithm` (IANA "TLS SignatureAlgorithm").
    pub struct SignatureAlgorithm(u8), hex 4 {
        ANONYMOUS = 0, "anonymous";
        RSA = 1, "rsa";
        DSA = 2, "dsa";
        ECDSA = 3, "ecdsa";
        /// With the intrinsic hash only, RFC 8422.
        ED25519 = 7, "ed25519";
        /// With the intrinsic hash only, RFC 8422.
        ED448 = 8, "ed448";
        /// RFC 9189.
        GOSTR34102012_256 = 64, "gostr34102012_256";
        /// RFC 9189.
        GOSTR34102012_512 = 65, "gostr34102012_512";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_halves_of_tls_1_2() {
        let scheme = SignatureScheme::ECDSA_SECP384R1_SHA384;
        assert_eq!(scheme.hash_algorithm(), HashAlgorithm::SHA384);
        assert_eq!(scheme.signature_algorithm(), SignatureAlgorithm::ECDSA);
    }
}
