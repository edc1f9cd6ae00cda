mod table;

use crate::{
    ProtocolVersion,
    code_point::{print_as_name_or_hex, sixteen_bit_grease},
};

/// A cipher suite, as hellos offer and choose it ([RFC 8446], appendix B.4; IANA "TLS Cipher
/// Suites").
///
/// The constants and [`info`](Self::info) come from one table, which also has the suites that were
/// in use without an entry at IANA.
///
/// ```
/// use tls_wire::{CipherSuite, KeyExchange};
///
/// let suite = CipherSuite(0xc02f);
/// assert_eq!(suite, CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
/// assert_eq!(suite.key_exchange(), Some(KeyExchange::Ecdhe));
/// assert_eq!(suite.info().unwrap().tag_length(), 16);
/// ```
///
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#appendix-B.4
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CipherSuite(
    /// The value on the wire.
    pub u16,
);

print_as_name_or_hex!(CipherSuite(u16), 6);
sixteen_bit_grease!(CipherSuite);

impl CipherSuite {
    /// The registry's name, such as `"TLS_AES_128_GCM_SHA256"`; `None` if it is not in the table.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self.info() {
            Some(info) => Some(info.name),
            None => None,
        }
    }

    /// How keys are agreed on, which decides the messages of a handshake up to TLS 1.2; `None` if
    /// the suite is not in the table.
    #[must_use]
    pub const fn key_exchange(self) -> Option<KeyExchange> {
        match self.info() {
            Some(info) => Some(info.key_exchange),
            None => None,
        }
    }
}

/// What a cipher suite stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CipherSuiteInfo {
    /// The suite.
    pub suite: CipherSuite,
    /// The registry's name.
    pub name: &'static str,
    /// How keys are agreed on.
    pub key_exchange: KeyExchange,
    /// What the server proves itself with.
    pub authentication: Authentication,
    /// What records are encrypted with.
    pub cipher: BulkCipher,
    /// What records are authenticated with.
    pub mac: MacAlgorithm,
    /// What keys are derived with.
    pub prf_hash: PrfHash,
    /// The lowest version that no RFC excludes.
    pub min_version: ProtocolVersion,
    /// The highest version that no RFC excludes.
    pub max_version: ProtocolVersion,
}

impl CipherSuiteInfo {
    /// Whether the suite was weakened for export (RFC 2246, appendix A.5).
    #[must_use]
    pub const fn export(&self) -> bool {
        matches!(
            self.cipher,
            BulkCipher::Rc4_40
                | BulkCipher::Rc4_56
                | BulkCipher::Rc2Cbc40
                | BulkCipher::Rc2Cbc56
                | BulkCipher::Des40Cbc
        ) || self.max_version.0 == ProtocolVersion::TLS_1_0.0
    }

    /// Bytes of the MAC in a record; 0 for AEAD ciphers, whose tag is
    /// [`tag_length`](Self::tag_length).
    #[must_use]
    pub const fn mac_length(&self) -> usize {
        if self.integrity_only() { 0 } else { self.mac.length() }
    }

    /// Bytes of the AEAD tag; 0 for other ciphers. The integrity-only suites of TLS 1.3 (RFC 9150)
    /// have their MAC in its place.
    #[must_use]
    pub const fn tag_length(&self) -> usize {
        if self.integrity_only() { self.mac.length() } else { self.cipher.tag_length() }
    }

    const fn integrity_only(&self) -> bool {
        matches!((self.key_exchange, self.mac), (KeyExchange::Tls13, mac) if !matches!(mac, MacAlgorithm::Aead))
    }

    /// Bytes of the cipher's block; 0 for stream and AEAD ciphers.
    #[must_use]
    pub const fn block_length(&self) -> usize {
        self.cipher.block_length()
    }

    /// Bytes of the nonce that each record of `version` carries: the explicit IV of CBC ciphers
    /// since TLS 1.1, the explicit nonce of GCM and CCM in TLS 1.2, and none in TLS 1.3.
    #[must_use]
    pub const fn record_iv_length(&self, version: ProtocolVersion) -> usize {
        match self.cipher.cipher_type() {
            CipherType::Block if version.0 >= ProtocolVersion::TLS_1_1.0 => self.block_length(),
            CipherType::Aead if version.0 < ProtocolVersion::TLS_1_3.0 => {
                self.cipher.explicit_nonce_length()
            }
            CipherType::Stream | CipherType::Block | CipherType::Aead => 0,
        }
    }
}

/// How keys are agreed on, as far as it decides which messages a handshake up to TLS 1.2 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyExchange {
    /// The client encrypts the secret to the server's RSA key (RFC 5246).
    Rsa,
    /// The same, with a temporary key where the certificate's is too long for export (RFC 2246).
    RsaExport,
    /// Diffie-Hellman with the key in the server's certificate (RFC 5246).
    StaticDh,
    /// Signed ephemeral Diffie-Hellman (RFC 5246).
    Dhe,
    /// Ephemeral Diffie-Hellman, not signed (RFC 5246).
    DhAnon,
    /// Elliptic curve Diffie-Hellman with the key in the server's certificate (RFC 4492).
    StaticEcdh,
    /// Signed ephemeral elliptic curve Diffie-Hellman (RFC 8422).
    Ecdhe,
    /// Ephemeral elliptic curve Diffie-Hellman, not signed (RFC 4492).
    EcdhAnon,
    /// A pre-shared key (RFC 4279).
    Psk,
    /// A pre-shared key and Diffie-Hellman (RFC 4279).
    DhePsk,
    /// A pre-shared key and elliptic curve Diffie-Hellman (RFC 5489).
    EcdhePsk,
    /// A pre-shared key and RSA (RFC 4279).
    RsaPsk,
    /// A password (RFC 5054).
    Srp,
    /// A password and the server's certificate (RFC 5054).
    SrpCertificate,
    /// A Kerberos ticket (RFC 2712).
    Krb5,
    /// A password, over elliptic curves (RFC 8492).
    Eccpwd,
    /// SSL 3.0's FORTEZZA token (RFC 6101).
    Fortezza,
    /// VKO or key transport with GOST keys (RFC 9189 and its drafts).
    Gost,
    /// TLS 1.3: agreed on by extensions, not by the suite (RFC 8446).
    Tls13,
    /// No suite to be chosen: `TLS_NULL_WITH_NULL_NULL` and the signalling values (RFC 5746, 7507).
    Signalling,
}

/// What the server proves itself with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Authentication {
    /// Nothing.
    Anonymous,
    /// An RSA certificate.
    Rsa,
    /// A DSA certificate.
    Dss,
    /// An ECDSA (or EdDSA) certificate.
    Ecdsa,
    /// A GOST certificate.
    Gost,
    /// A FORTEZZA certificate.
    Kea,
    /// The pre-shared key alone.
    Psk,
    /// The password alone.
    Password,
    /// The Kerberos ticket.
    Kerberos,
    /// TLS 1.3: what the extensions settle.
    Negotiated,
}

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

/// Constants, names and properties from the rows of the table.
macro_rules! cipher_suites {
    ($($value:literal $name:ident: $key_exchange:ident $authentication:ident,
        $cipher:ident $mac:ident $hash:ident, $min:ident $max:ident;)*) => {
        impl crate::CipherSuite {
            $(
                #[doc = concat!(stringify!($value), ".")]
                #[allow(non_upper_case_globals)]
                pub const $name: Self = Self($value);
            )*

            /// Every suite of the table, by code point.
            pub const ASSIGNED: &'static [Self] = &[$(Self::$name),*];

            /// What the suite stands for; `None` if it is not in the table.
            #[must_use]
            pub const fn info(self) -> Option<&'static crate::CipherSuiteInfo> {
                match self.0 {
                    $($value => Some(&crate::CipherSuiteInfo {
                        suite: Self($value),
                        name: stringify!($name),
                        key_exchange: crate::KeyExchange::$key_exchange,
                        authentication: crate::Authentication::$authentication,
                        cipher: crate::BulkCipher::$cipher,
                        mac: crate::MacAlgorithm::$mac,
                        prf_hash: crate::PrfHash::$hash,
                        min_version: crate::ProtocolVersion::$min,
                        max_version: crate::ProtocolVersion::$max,
                    }),)*
                    _ => None,
                }
            }
        }
    };
}

use cipher_suites;

#[cfg(test)]
mod tests {
    use alloc::{format, vec::Vec};

    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_constants_lead_to_their_rows() {
        assert!(CipherSuite::ASSIGNED.is_sorted());
        assert_eq!(CipherSuite::ASSIGNED.len(), 365);
        for suite in CipherSuite::ASSIGNED {
            assert_eq!(suite.info().unwrap().suite, *suite);
        }
        let listed = (0..=u16::MAX).filter(|value| CipherSuite(*value).info().is_some());
        assert_eq!(listed.count(), CipherSuite::ASSIGNED.len());
    }

    /// The code points of each key exchange class, as the specifications of the classes list them.
    /// A range is written `first-last`.
    const CLASSES: &[(KeyExchange, &str)] = &[
        (
            KeyExchange::Rsa,
            "0001-0002 0004-0005 0007 0009-000A 002F 0035 003B-003D 0041 0084 0096 009C-009D 00BA \
             00C0 C03C-C03D C050-C051 C07A-C07B C09C-C09D C0A0-C0A1",
        ),
        (KeyExchange::RsaExport, "0003 0006 0008 0060-0062 0064"),
        (
            KeyExchange::StaticDh,
            "000C-000D 0030 0036 003E 0042 0068 0085 0097 00A4-00A5 00BB 00C1 C03E-C03F C058-C059 \
             C082-C083 000F-0010 0031 0037 003F 0043 0069 0086 0098 00A0-00A1 00BC 00C2 C040-C041 \
             C054-C055 C07E-C07F 000B 000E",
        ),
        (
            KeyExchange::Dhe,
            "0015-0016 0033 0039 0045 0067 006B 0088 009A 009E-009F 00BE 00C4 C044-C045 C052-C053 \
             C07C-C07D C09E-C09F C0A2-C0A3 CCAA 0012-0013 0032 0038 0040 0044 0066 006A 0087 0099 \
             00A2-00A3 00BD 00C3 C042-C043 C056-C057 C080-C081 0014 0011 0063 0065",
        ),
        (
            KeyExchange::DhAnon,
            "0018 001A-001B 0034 003A 0046 006C-006D 0089 009B 00A6-00A7 00BF 00C5 C046-C047 \
             C05A-C05B C084-C085 0017 0019",
        ),
        (
            KeyExchange::StaticEcdh,
            "C00B-C00F C029-C02A C031-C032 C04E-C04F C062-C063 C078-C079 C08C-C08D C001-C005 \
             C025-C026 C02D-C02E C04A-C04B C05E-C05F C074-C075 C088-C089",
        ),
        (
            KeyExchange::Ecdhe,
            "C010-C014 C027-C028 C02F-C030 C04C-C04D C060-C061 C076-C077 C08A-C08B CCA8 C006-C00A \
             C023-C024 C02B-C02C C048-C049 C05C-C05D C072-C073 C086-C087 C0AC-C0AF CCA9",
        ),
        (KeyExchange::EcdhAnon, "C015-C019"),
        (
            KeyExchange::Psk,
            "002C 008A-008D 00A8-00A9 00AE-00B1 C064-C065 C06A-C06B C08E-C08F C094-C095 C0A4-C0A5 \
             C0A8-C0A9 CCAB",
        ),
        (
            KeyExchange::DhePsk,
            "002D 008E-0091 00AA-00AB 00B2-00B5 C066-C067 C06C-C06D C090-C091 C096-C097 C0A6-C0A7 \
             CCAD C0AA-C0AB",
        ),
        (KeyExchange::EcdhePsk, "C033-C03B C070-C071 C09A-C09B CCAC D001-D003 D005"),
        (
            KeyExchange::RsaPsk,
            "002E 0092-0095 00AC-00AD 00B6-00B9 C068-C069 C06E-C06F C092-C093 C098-C099 CCAE",
        ),
        (KeyExchange::Srp, "C01A C01D C020"),
        (KeyExchange::SrpCertificate, "C01B C01E C021 C01C C01F C022"),
        (KeyExchange::Krb5, "001E-0025 0026-002B"),
        (KeyExchange::Eccpwd, "C0B0-C0B3"),
        (KeyExchange::Fortezza, "001C-001D"),
        (KeyExchange::Gost, "0080-0083 C100-C102"),
        (KeyExchange::Tls13, "00C6-00C7 1301-1307 C0B4-C0B5 C103-C106"),
        (KeyExchange::Signalling, "0000 00FF 5600"),
    ];

    #[test]
    fn every_suite_is_in_its_key_exchange_class() {
        let hex = |text| u16::from_str_radix(text, 16).unwrap();
        let mut expected = Vec::new();
        for (class, ranges) in CLASSES {
            for range in ranges.split(' ') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                expected.extend((hex(first)..=hex(last)).map(|value| (CipherSuite(value), *class)));
            }
        }
        expected.sort_unstable();
        let table =
            CipherSuite::ASSIGNED.iter().map(|suite| (*suite, suite.key_exchange().unwrap()));
        assert_eq!(table.collect::<Vec<_>>(), expected);
    }

    /// What a name says after `_WITH_` (or after `TLS_` in TLS 1.3) must be what the row says.
    #[test]
    fn names_and_rows_agree() {
        for suite in CipherSuite::ASSIGNED {
            let info = suite.info().unwrap();
            let name = info.name;
            let algorithms = name.split_once("_WITH_").map_or(name, |(_, after)| after);
            let says = |part: &str| format!("_{algorithms}_").contains(part);

            assert_eq!(info.export(), name.contains("EXPORT"), "{name}");
            let bits = match info.cipher.key_bits() {
                168 => "3DES",
                128 if says("IDEA") || says("SEED") || says("SM4") => "",
                256 if says("CHACHA20") || says("GOST") || says("28147") => "",
                256 if says("KUZNYECHIK") || says("MAGMA") => "",
                80 => "FORTEZZA",
                56 if !name.contains("1024") || says("DES") => "DES",
                40 => "40",
                56 => "56",
                128 => "128",
                256 => "256",
                _ => "",
            };
            assert!(algorithms.contains(bits), "{name}: {bits} bits");
            let is_cbc = says("_CBC_");
            assert_eq!(info.cipher.cipher_type() == CipherType::Block, is_cbc || says("DES40"));
            let short_tag = says("_CCM_8_") || says("_MAGMA_MGM_");
            if info.key_exchange == KeyExchange::Tls13 && info.mac != MacAlgorithm::Aead {
                assert_eq!(info.tag_length(), if says("_SHA384_") { 48 } else { 32 });
            } else if info.cipher.cipher_type() == CipherType::Aead {
                assert_eq!(info.tag_length(), if short_tag { 8 } else { 16 }, "{name}");
                assert_eq!(info.mac_length(), 0);
            } else {
                let mac_length = match algorithms.rsplit('_').next().unwrap() {
                    "MD5" | "OMAC" if !says("MAGMA") => 16,
                    "SHA" => 20,
                    "SHA256" | "GOSTR3411" => 32,
                    "SHA384" => 48,
                    "OMAC" => 8,
                    "IMIT" => 4,
                    _ => 0,
                };
                assert_eq!((info.mac_length(), info.tag_length()), (mac_length, 0), "{name}");
            }
        }
    }

    #[test]
    fn record_ivs_by_version() {
        let iv = |suite: CipherSuite, version| suite.info().unwrap().record_iv_length(version);
        let cbc = CipherSuite::TLS_RSA_WITH_3DES_EDE_CBC_SHA;
        assert_eq!(iv(cbc, ProtocolVersion::TLS_1_0), 0);
        assert_eq!(iv(cbc, ProtocolVersion::TLS_1_1), 8);
        assert_eq!(iv(CipherSuite::TLS_RSA_WITH_AES_128_CCM_8, ProtocolVersion::TLS_1_2), 8);
        assert_eq!(iv(CipherSuite::TLS_AES_128_GCM_SHA256, ProtocolVersion::TLS_1_3), 0);
        let chacha = CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256;
        assert_eq!(iv(chacha, ProtocolVersion::TLS_1_2), 0);
        assert_eq!(iv(CipherSuite::TLS_RSA_WITH_RC4_128_MD5, ProtocolVersion::TLS_1_2), 0);
    }

    #[test]
    fn unknown_suites_keep_their_number() {
        let suite = CipherSuite(0x1234);
        assert_eq!((suite.info(), suite.key_exchange()), (None, None));
        assert_eq!(format!("{suite}"), "0x1234");
        assert_eq!(CipherSuite::TLS_FALLBACK_SCSV.key_exchange(), Some(KeyExchange::Signalling));
    }
}
