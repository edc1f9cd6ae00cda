/// How a cipher works on records ([RFC 5246], section 6.2.3).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CipherType {
    /// MAC, then a key stream or nothing over content and MAC.
    Stream,
    /// MAC and padding to whole blocks, in CBC mode.
    Block,
    /// Encryption and authentication in one.
    Aead,
}

macro_rules! bulk_ciphers {
    ($($(#[$doc:meta])* $name:ident $type:ident, key $key:literal, block $block:literal,
        nonce $nonce:literal, tag $tag:literal;)*) => {
        /// What records are encrypted with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum BulkCipher {
            $($(#[$doc])* $name,)*
        }

        impl BulkCipher {
            /// How it works on records.
            #[must_use]
            pub const fn cipher_type(self) -> CipherType {
                match self { $(Self::$name => CipherType::$type,)* }
            }

            /// Bits of the key that are secret.
            #[must_use]
            pub const fn key_bits(self) -> u16 {
                match self { $(Self::$name => $key,)* }
            }

            /// Bytes of the block of a CBC cipher; 0 for others.
            #[must_use]
            pub const fn block_length(self) -> usize {
                match self { $(Self::$name => $block,)* }
            }

            /// Bytes of the nonce that each TLS 1.2 record carries; 0 but for GCM and CCM.
            #[must_use]
            pub const fn explicit_nonce_length(self) -> usize {
                match self { $(Self::$name => $nonce,)* }
            }

            /// Bytes of the AEAD tag; 0 for others.
            #[must_use]
            pub const fn tag_length(self) -> usize {
                match self { $(Self::$name => $tag,)* }
            }
        }
    };
}

bulk_ciphers! {
    /// No encryption.
    Null Stream, key 0, block 0, nonce 0, tag 0;
    /// RC4, weakened for export.
    Rc4_40 Stream, key 40, block 0, nonce 0, tag 0;
    /// RC4, weakened for export.
    Rc4_56 Stream, key 56, block 0, nonce 0, tag 0;
    /// RC4.
    Rc4_128 Stream, key 128, block 0, nonce 0, tag 0;
    /// RC2, weakened for export.
    Rc2Cbc40 Block, key 40, block 8, nonce 0, tag 0;
    /// RC2, weakened for export.
    Rc2Cbc56 Block, key 56, block 8, nonce 0, tag 0;
    /// IDEA (RFC 5469).
    IdeaCbc Block, key 128, block 8, nonce 0, tag 0;
    /// DES, weakened for export.
    Des40Cbc Block, key 40, block 8, nonce 0, tag 0;
    /// DES (RFC 5469).
    DesCbc Block, key 56, block 8, nonce 0, tag 0;
    /// Triple DES.
    TripleDesEdeCbc Block, key 168, block 8, nonce 0, tag 0;
    /// Skipjack (RFC 6101).
    FortezzaCbc Block, key 80, block 8, nonce 0, tag 0;
    /// SEED (RFC 4162).
    SeedCbc Block, key 128, block 16, nonce 0, tag 0;
    /// AES (RFC 3268).
    Aes128Cbc Block, key 128, block 16, nonce 0, tag 0;
    /// AES (RFC 3268).
    Aes256Cbc Block, key 256, block 16, nonce 0, tag 0;
    /// Camellia (RFC 5932).
    Camellia128Cbc Block, key 128, block 16, nonce 0, tag 0;
    /// Camellia (RFC 5932).
    Camellia256Cbc Block, key 256, block 16, nonce 0, tag 0;
    /// ARIA (RFC 6209).
    Aria128Cbc Block, key 128, block 16, nonce 0, tag 0;
    /// ARIA (RFC 6209).
    Aria256Cbc Block, key 256, block 16, nonce 0, tag 0;
    /// AES-GCM (RFC 5288).
    Aes128Gcm Aead, key 128, block 0, nonce 8, tag 16;
    /// AES-GCM (RFC 5288).
    Aes256Gcm Aead, key 256, block 0, nonce 8, tag 16;
    /// Camellia-GCM (RFC 6367).
    Camellia128Gcm Aead, key 128, block 0, nonce 8, tag 16;
    /// Camellia-GCM (RFC 6367).
    Camellia256Gcm Aead, key 256, block 0, nonce 8, tag 16;
    /// ARIA-GCM (RFC 6209).
    Aria128Gcm Aead, key 128, block 0, nonce 8, tag 16;
    /// ARIA-GCM (RFC 6209).
    Aria256Gcm Aead, key 256, block 0, nonce 8, tag 16;
    /// AES-CCM (RFC 6655).
    Aes128Ccm Aead, key 128, block 0, nonce 8, tag 16;
    /// AES-CCM (RFC 6655).
    Aes256Ccm Aead, key 256, block 0, nonce 8, tag 16;
    /// AES-CCM with a short tag (RFC 6655).
    Aes128Ccm8 Aead, key 128, block 0, nonce 8, tag 8;
    /// AES-CCM with a short tag (RFC 6655).
    Aes256Ccm8 Aead, key 256, block 0, nonce 8, tag 8;
    /// ChaCha20-Poly1305 (RFC 7905).
    ChaCha20Poly1305 Aead, key 256, block 0, nonce 0, tag 16;
    /// SM4-GCM (RFC 8998).
    Sm4Gcm Aead, key 128, block 0, nonce 0, tag 16;
    /// SM4-CCM (RFC 8998).
    Sm4Ccm Aead, key 128, block 0, nonce 0, tag 16;
    /// AEGIS (RFC 10032; draft-denis-tls-aegis).
    Aegis128L Aead, key 128, block 0, nonce 0, tag 16;
    /// AEGIS (RFC 10032; draft-denis-tls-aegis).
    Aegis256 Aead, key 256, block 0, nonce 0, tag 16;
    /// GOST 28147-89 in counter mode (RFC 9189).
    Gost28147Cnt Stream, key 256, block 0, nonce 0, tag 0;
    /// Kuznyechik in counter mode (RFC 9189).
    KuznyechikCtr Stream, key 256, block 0, nonce 0, tag 0;
    /// Magma in counter mode (RFC 9189).
    MagmaCtr Stream, key 256, block 0, nonce 0, tag 0;
    /// Kuznyechik-MGM (RFC 9367).
    KuznyechikMgm Aead, key 256, block 0, nonce 0, tag 16;
    /// Magma-MGM (RFC 9367).
    MagmaMgm Aead, key 256, block 0, nonce 0, tag 8;
}
