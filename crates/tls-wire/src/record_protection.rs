use crate::{AlertDescription, CipherSuiteInfo, CipherType, ProtocolVersion, ReadError, Reader};

/// What a protected record is made of, by cipher suite and version: how long its parts are and
/// where they lie.
///
/// Nothing is decrypted or verified here. An endpoint that opens CBC records itself must check MAC
/// and padding in constant time; this is for reading records that are known to be genuine.
///
/// ```text
/// CBC, MAC-then-encrypt    [explicit IV] | content | MAC | padding | padding length |
///                                          `-------------- encrypted --------------'
/// CBC, encrypt-then-MAC    [explicit IV] | content | padding | padding length | MAC
///                                          `----------- encrypted -----------'
/// stream                                 | content | MAC |
///                                          `- encrypted -'
/// GCM and CCM              explicit nonce | content | tag
///                                          `encrypted'
/// ```
///
/// ```
/// use tls_wire::{CipherSuite, ProtocolVersion, RecordProtection};
///
/// let suite = CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA.info().unwrap();
/// let protection = RecordProtection::new(suite, ProtocolVersion::TLS_1_2);
/// // "hi", 20 bytes of MAC, 9 of padding and their length: two blocks.
/// let mut opened = b"hi".to_vec();
/// opened.extend([0xaa; 20]);
/// opened.extend([9; 10]);
/// let parts = protection.split_opened(&opened)?;
/// assert_eq!(parts.content, b"hi");
/// assert_eq!(parts.mac, [0xaa; 20]);
/// assert_eq!(parts.padding, [9; 9]);
/// # Ok::<(), tls_wire::ProtectionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordProtection {
    cipher_type: CipherType,
    version: ProtocolVersion,
    /// Bytes before the ciphertext.
    iv_length: usize,
    block_length: usize,
    mac_length: usize,
    tag_length: usize,
    encrypt_then_mac: bool,
}

impl RecordProtection {
    /// Bytes of a MAC that truncated_hmac shortened ([RFC 6066], section 7).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-7
    pub const TRUNCATED_MAC: usize = 10;

    /// The protection that a suite gives in a version, without extensions.
    #[must_use]
    pub const fn new(suite: &CipherSuiteInfo, version: ProtocolVersion) -> Self {
        let is_aead = suite.tag_length() > 0;
        Self {
            cipher_type: if is_aead { CipherType::Aead } else { suite.cipher.cipher_type() },
            version,
            iv_length: suite.record_iv_length(version),
            block_length: suite.block_length(),
            mac_length: suite.mac_length(),
            tag_length: suite.tag_length(),
            encrypt_then_mac: false,
        }
    }

    /// The same with encrypt_then_mac agreed on ([RFC 7366]), which changes CBC ciphers only.
    ///
    /// [RFC 7366]: https://www.rfc-editor.org/rfc/rfc7366#section-3
    #[must_use]
    pub const fn with_encrypt_then_mac(mut self) -> Self {
        self.encrypt_then_mac = matches!(self.cipher_type, CipherType::Block);
        self
    }

    /// The same with truncated_hmac agreed on ([RFC 6066], section 7), which changes HMACs only.
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-7
    #[must_use]
    pub const fn with_truncated_hmac(mut self) -> Self {
        if self.mac_length > Self::TRUNCATED_MAC {
            self.mac_length = Self::TRUNCATED_MAC;
        }
        self
    }

    /// Bytes before the ciphertext: the explicit IV of CBC since TLS 1.1, the explicit nonce of GCM
    /// and CCM in TLS 1.2.
    #[must_use]
    pub const fn iv_length(&self) -> usize {
        self.iv_length
    }

    /// Bytes of the MAC; 0 for AEAD ciphers.
    #[must_use]
    pub const fn mac_length(&self) -> usize {
        self.mac_length
    }

    /// Bytes of the AEAD tag; 0 for other ciphers.
    #[must_use]
    pub const fn tag_length(&self) -> usize {
        self.tag_length
    }

    /// Fewest bytes that a fragment protected this way can have (RFC 5246, section 6.2.3; RFC 7366,
    /// section 3; RFC 8446, section 5.2).
    #[must_use]
    pub const fn min_fragment(&self) -> usize {
        let rest = match self.cipher_type {
            CipherType::Stream => self.mac_length,
            CipherType::Aead if self.version.0 >= ProtocolVersion::TLS_1_3.0 => {
                // The content type is always there.
                self.tag_length.saturating_add(1)
            }
            CipherType::Aead => self.tag_length,
            CipherType::Block if self.encrypt_then_mac => {
                self.block_length.saturating_add(self.mac_length)
            }
            CipherType::Block => {
                let least = self.mac_length.saturating_add(1);
                match least.checked_next_multiple_of(self.block_length) {
                    Some(whole_blocks) => whole_blocks,
                    None => least,
                }
            }
        };
        self.iv_length.saturating_add(rest)
    }

    /// Whether a fragment of `length` bytes can have been protected this way.
    ///
    /// # Errors
    ///
    /// [`ProtectionError::TooShort`], or [`ProtectionError::PartialBlock`] for CBC ciphers.
    pub fn check_length(&self, length: usize) -> Result<(), ProtectionError> {
        let min = self.min_fragment();
        if length < min {
            return Err(ProtectionError::TooShort { length, min });
        }
        let outside = if self.encrypt_then_mac { self.mac_length } else { 0 };
        self.check_blocks(length.saturating_sub(self.iv_length).saturating_sub(outside))
    }

    /// Splits a record's fragment as it travels.
    ///
    /// # Errors
    ///
    /// As [`check_length`](Self::check_length).
    pub fn split_protected<'a>(
        &self,
        fragment: &'a [u8],
    ) -> Result<ProtectedFragment<'a>, ProtectionError> {
        self.check_length(fragment.len())?;
        let outside = if self.encrypt_then_mac { self.mac_length } else { self.tag_length };
        let mut reader = Reader::new(fragment);
        let too_short = |ReadError { .. }| {
            let (length, min) = (fragment.len(), self.min_fragment());
            ProtectionError::TooShort { length, min }
        };
        let iv = reader.bytes(self.iv_length).map_err(too_short)?;
        let ciphertext_length = reader.len().saturating_sub(outside);
        let ciphertext = reader.bytes(ciphertext_length).map_err(too_short)?;
        Ok(ProtectedFragment { iv, ciphertext, authenticator: reader.rest() })
    }

    /// Splits what was decrypted: the bytes that `ciphertext` of
    /// [`split_protected`](Self::split_protected) became, without IV, tag or outer MAC.
    ///
    /// # Errors
    ///
    /// [`ProtectionError`] if the parts do not fit in, if a CBC cipher's bytes are no whole blocks,
    /// or if its padding is not what the version demands: in TLS every byte equal to the padding
    /// length, in SSL 3.0 shorter than a block.
    pub fn split_opened<'a>(
        &self,
        opened: &'a [u8],
    ) -> Result<OpenedFragment<'a>, ProtectionError> {
        let without_padding = Padded { before: opened, padding: &[], padding_length: None };
        let Padded { before, padding, padding_length } = match self.cipher_type {
            CipherType::Block => self.split_padding(opened)?,
            CipherType::Stream | CipherType::Aead => without_padding,
        };
        let mac_inside = if self.encrypt_then_mac { 0 } else { self.mac_length };
        let too_short = ProtectionError::TooShort { length: before.len(), min: mac_inside };
        let content_length = before.len().checked_sub(mac_inside).ok_or(too_short)?;
        let (content, mac) = before.split_at_checked(content_length).ok_or(too_short)?;
        Ok(OpenedFragment { content, mac, padding, padding_length })
    }

    fn split_padding<'a>(&self, opened: &'a [u8]) -> Result<Padded<'a>, ProtectionError> {
        let too_short = ProtectionError::TooShort { length: 0, min: self.block_length };
        self.check_blocks(opened.len())?;
        let (&padding_length, rest) = opened.split_last().ok_or(too_short)?;
        let error = ProtectionError::Padding { padding_length, left: rest.len() };
        let length = rest.len().checked_sub(usize::from(padding_length)).ok_or(error)?;
        let (before, padding) = rest.split_at_checked(length).ok_or(error)?;
        let plausible = if self.version == ProtocolVersion::SSL_3_0 {
            usize::from(padding_length) < self.block_length
        } else {
            padding.iter().all(|byte| *byte == padding_length)
        };
        if !plausible {
            return Err(error);
        }
        Ok(Padded { before, padding, padding_length: Some(padding_length) })
    }

    fn check_blocks(&self, length: usize) -> Result<(), ProtectionError> {
        match length.checked_rem(self.block_length) {
            None | Some(0) => Ok(()),
            Some(_) => Err(ProtectionError::PartialBlock { length, block: self.block_length }),
        }
    }
}

/// A decrypted fragment of which the padding was taken off.
struct Padded<'a> {
    before: &'a [u8],
    padding: &'a [u8],
    padding_length: Option<u8>,
}

/// The parts of a protected fragment as it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtectedFragment<'a> {
    /// The explicit IV or nonce, or empty.
    pub iv: &'a [u8],
    /// What is encrypted.
    pub ciphertext: &'a [u8],
    /// The AEAD tag, or the MAC of encrypt-then-MAC, or empty.
    pub authenticator: &'a [u8],
}

/// The parts of a fragment that was decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenedFragment<'a> {
    /// The content; in TLS 1.3 an [`InnerPlaintext`](crate::InnerPlaintext).
    pub content: &'a [u8],
    /// The MAC, or empty where it is outside the encryption or there is a tag.
    pub mac: &'a [u8],
    /// The padding of a CBC cipher, without its length byte.
    pub padding: &'a [u8],
    /// The last byte of a CBC cipher's fragment: bytes of padding before it.
    pub padding_length: Option<u8>,
}

/// A fragment cannot be split as its cipher suite demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtectionError {
    /// It is shorter than the parts that are always there.
    #[error("{length} bytes, at least {min} are needed")]
    TooShort {
        /// Its length in bytes.
        length: usize,
        /// Fewest bytes possible.
        min: usize,
    },
    /// The encrypted part is no whole number of blocks.
    #[error("{length} encrypted bytes are no whole blocks of {block}")]
    PartialBlock {
        /// Length of the encrypted part in bytes.
        length: usize,
        /// Length of a block in bytes.
        block: usize,
    },
    /// The padding is longer than what is there, or has other bytes than it must have.
    #[error("padding of {padding_length} bytes is not well-formed, {left} bytes are before it")]
    Padding {
        /// The padding length byte.
        padding_length: u8,
        /// Bytes before it.
        left: usize,
    },
}

impl ProtectionError {
    /// The alert that a receiver owes for it: whatever is wrong, `bad_record_mac`, so that a
    /// padding error cannot be told from another ([RFC 5246], section 7.2.2).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.2.2
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        AlertDescription::BAD_RECORD_MAC
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::CipherSuite;

    fn protection(suite: CipherSuite, version: ProtocolVersion) -> RecordProtection {
        RecordProtection::new(suite.info().unwrap(), version)
    }

    const AES_CBC_SHA: CipherSuite = CipherSuite::TLS_RSA_WITH_AES_128_CBC_SHA;
    const V10: ProtocolVersion = ProtocolVersion::TLS_1_0;
    const V12: ProtocolVersion = ProtocolVersion::TLS_1_2;
    const V13: ProtocolVersion = ProtocolVersion::TLS_1_3;

    #[test]
    fn the_shortest_fragment_of_each_kind() {
        let min = |suite, version| protection(suite, version).min_fragment();
        assert_eq!(min(CipherSuite::TLS_AES_128_GCM_SHA256, V13), 17);
        assert_eq!(min(CipherSuite::TLS_AES_128_CCM_8_SHA256, V13), 9);
        assert_eq!(min(CipherSuite::TLS_SHA256_SHA256, V13), 33);
        assert_eq!(min(CipherSuite::TLS_SHA384_SHA384, V13), 49);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_AES_128_GCM_SHA256, V12), 24);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_AES_128_CCM, V12), 24);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_AES_128_CCM_8, V12), 16);
        assert_eq!(min(CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, V12), 16);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_RC4_128_MD5, V10), 16);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_NULL_SHA256, V12), 32);
        assert_eq!(min(AES_CBC_SHA, V10), 32);
        assert_eq!(min(AES_CBC_SHA, V12), 48);
        assert_eq!(min(CipherSuite::TLS_RSA_WITH_3DES_EDE_CBC_SHA, V10), 24);
        let sha384 = CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384;
        assert_eq!(min(sha384, V12), 16 + 64);
        let etm = protection(AES_CBC_SHA, V12).with_encrypt_then_mac();
        assert_eq!(etm.min_fragment(), 16 + 16 + 20);
        assert_eq!(etm.with_truncated_hmac().min_fragment(), 16 + 16 + 10);
    }

    #[test]
    fn lengths_that_no_record_has() {
        let cbc = protection(AES_CBC_SHA, V12);
        assert_eq!(cbc.check_length(48), Ok(()));
        let error = ProtectionError::TooShort { length: 47, min: 48 };
        assert_eq!(cbc.check_length(47), Err(error));
        let error = ProtectionError::PartialBlock { length: 33, block: 16 };
        assert_eq!(cbc.check_length(49), Err(error));
        let etm = cbc.with_encrypt_then_mac();
        assert_eq!(etm.check_length(52), Ok(()));
        assert!(etm.check_length(64).is_err());
        assert_eq!(error.alert(), AlertDescription::BAD_RECORD_MAC);
    }

    #[test]
    fn parts_as_they_travel() {
        let bytes: Vec<u8> = (0..64).collect();
        let mte = protection(AES_CBC_SHA, V12).split_protected(&bytes).unwrap();
        assert_eq!((mte.iv.len(), mte.ciphertext.len(), mte.authenticator.len()), (16, 48, 0));
        let etm = protection(AES_CBC_SHA, V12).with_encrypt_then_mac();
        let etm = etm.split_protected(&bytes[..52]).unwrap();
        assert_eq!((etm.iv.len(), etm.ciphertext.len(), etm.authenticator.len()), (16, 16, 20));
        let gcm = protection(CipherSuite::TLS_RSA_WITH_AES_128_GCM_SHA256, V12);
        let gcm = gcm.split_protected(&bytes).unwrap();
        assert_eq!((gcm.iv, gcm.ciphertext.len()), (&bytes[..8], 40));
        assert_eq!(gcm.authenticator, &bytes[48..]);
        let tls13 = protection(CipherSuite::TLS_AES_128_GCM_SHA256, V13);
        let tls13 = tls13.split_protected(&bytes).unwrap();
        assert_eq!((tls13.iv.len(), tls13.ciphertext.len()), (0, 48));
    }

    /// `content`, a MAC of `mac` bytes, and padding to blocks of 16 with `extra` blocks more.
    fn opened(content: usize, mac: usize, extra: usize) -> Vec<u8> {
        let mut bytes = vec![0xcc; content];
        bytes.extend(vec![0xaa; mac]);
        let padding = 15 - bytes.len() % 16 + extra * 16;
        bytes.extend(vec![u8::try_from(padding).unwrap(); padding + 1]);
        bytes
    }

    #[test]
    fn every_mac_and_every_padding() {
        let suites = [
            (CipherSuite::TLS_KRB5_EXPORT_WITH_DES_CBC_40_MD5, 16),
            (AES_CBC_SHA, 20),
            (CipherSuite::TLS_RSA_WITH_AES_128_CBC_SHA256, 32),
            (CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, 48),
        ];
        for (suite, mac) in suites {
            for content in [0, 1, 15, 16, 17] {
                for extra in [0, 1, 14] {
                    let bytes = opened(content, mac, extra);
                    let parts = protection(suite, V12).split_opened(&bytes).unwrap();
                    assert_eq!((parts.content.len(), parts.mac), (content, &vec![0xaa; mac][..]));
                    let length = usize::from(parts.padding_length.unwrap());
                    assert_eq!(content + mac + length + 1, bytes.len());

                    let bytes = opened(content, 0, extra);
                    let etm = protection(suite, V12).with_encrypt_then_mac();
                    let parts = etm.split_opened(&bytes).unwrap();
                    assert_eq!((parts.content.len(), parts.mac), (content, &[][..]));
                }
            }
        }
    }

    #[test]
    fn stream_ciphers_have_a_mac_and_no_padding() {
        let rc4 = protection(CipherSuite::TLS_RSA_WITH_RC4_128_MD5, V12);
        let bytes = [7; 20];
        let parts = rc4.split_opened(&bytes).unwrap();
        assert_eq!((parts.content.len(), parts.mac.len(), parts.padding_length), (4, 16, None));
        let error = ProtectionError::TooShort { length: 15, min: 16 };
        assert_eq!(rc4.split_opened(&bytes[..15]), Err(error));
    }

    #[test]
    fn padding_that_is_not_what_it_must_be() {
        let cbc = protection(AES_CBC_SHA, V12);
        let mut bytes = opened(2, 20, 0);
        bytes[23] ^= 1;
        let error = ProtectionError::Padding { padding_length: 9, left: 31 };
        assert_eq!(cbc.split_opened(&bytes), Err(error));
        let ssl3 = protection(AES_CBC_SHA, ProtocolVersion::SSL_3_0);
        assert_eq!(ssl3.split_opened(&bytes).unwrap().content, [0xcc; 2]);
        let long = opened(2, 20, 1);
        assert!(ssl3.split_opened(&long).is_err(), "SSL 3.0 pads to one block");
        let mut bytes = opened(2, 20, 0);
        *bytes.last_mut().unwrap() = 32;
        assert!(matches!(cbc.split_opened(&bytes), Err(ProtectionError::Padding { .. })));
        let all_padding = [15; 16];
        let error = ProtectionError::TooShort { length: 0, min: 20 };
        assert_eq!(cbc.split_opened(&all_padding), Err(error));
        assert!(cbc.split_opened(&[]).is_err());
    }
}
