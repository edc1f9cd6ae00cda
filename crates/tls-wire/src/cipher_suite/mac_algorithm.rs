/// What records are authenticated with. SSL 3.0 uses the same hashes in a construction of its own,
/// with the same lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MacAlgorithm {
    /// Nothing.
    Null,
    /// The cipher itself.
    Aead,
    /// HMAC-MD5.
    HmacMd5,
    /// HMAC-SHA-1.
    HmacSha1,
    /// HMAC-SHA-256.
    HmacSha256,
    /// HMAC-SHA-384.
    HmacSha384,
    /// HMAC with GOST R 34.11-94.
    HmacGostr341194,
    /// GOST 28147-89 in MAC mode (RFC 9189).
    Imit28147,
    /// OMAC with Kuznyechik (RFC 9189).
    KuznyechikOmac,
    /// OMAC with Magma (RFC 9189).
    MagmaOmac,
}

impl MacAlgorithm {
    /// Bytes of the MAC in a record.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Null | Self::Aead => 0,
            Self::Imit28147 => 4,
            Self::MagmaOmac => 8,
            Self::HmacMd5 | Self::KuznyechikOmac => 16,
            Self::HmacSha1 => 20,
            Self::HmacSha256 | Self::HmacGostr341194 => 32,
            Self::HmacSha384 => 48,
        }
    }
}

/// What keys are derived with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PrfHash {
    /// What the version sets: MD5 and SHA-1 before TLS 1.2, SHA-256 in it.
    Default,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SM3.
    Sm3,
    /// GOST R 34.11-94.
    Gostr341194,
    /// GOST R 34.11-2012 with 256 bits.
    Streebog256,
}

impl PrfHash {
    /// Bytes of the hash, which in TLS 1.3 are those of a Finished; `None` where the version sets
    /// it.
    #[must_use]
    pub const fn length(self) -> Option<usize> {
        match self {
            Self::Default => None,
            Self::Sha256 | Self::Sm3 | Self::Gostr341194 | Self::Streebog256 => Some(32),
            Self::Sha384 => Some(48),
            Self::Sha512 => Some(64),
        }
    }
}
