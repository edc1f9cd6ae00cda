use tls_wire::ExtensionType;

/// The extensions that order and hello rules speak of. Those with a code point below 58 keep it as
/// the number of their bit in an [`ExtensionSet`].
const LOW: &[ExtensionType] = &[
    ExtensionType::SERVER_NAME,
    ExtensionType::MAX_FRAGMENT_LENGTH,
    ExtensionType::CLIENT_CERTIFICATE_URL,
    ExtensionType::TRUSTED_CA_KEYS,
    ExtensionType::TRUNCATED_HMAC,
    ExtensionType::STATUS_REQUEST,
    ExtensionType::USER_MAPPING,
    ExtensionType::CLIENT_AUTHZ,
    ExtensionType::SERVER_AUTHZ,
    ExtensionType::CERT_TYPE,
    ExtensionType::SUPPORTED_GROUPS,
    ExtensionType::EC_POINT_FORMATS,
    ExtensionType::SRP,
    ExtensionType::SIGNATURE_ALGORITHMS,
    ExtensionType::USE_SRTP,
    ExtensionType::HEARTBEAT,
    ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
    ExtensionType::STATUS_REQUEST_V2,
    ExtensionType::SIGNED_CERTIFICATE_TIMESTAMP,
    ExtensionType::CLIENT_CERTIFICATE_TYPE,
    ExtensionType::SERVER_CERTIFICATE_TYPE,
    ExtensionType::PADDING,
    ExtensionType::ENCRYPT_THEN_MAC,
    ExtensionType::EXTENDED_MASTER_SECRET,
    ExtensionType::TOKEN_BINDING,
    ExtensionType::CACHED_INFO,
    ExtensionType::COMPRESS_CERTIFICATE,
    ExtensionType::RECORD_SIZE_LIMIT,
    ExtensionType::DELEGATED_CREDENTIAL,
    ExtensionType::SESSION_TICKET,
    ExtensionType::TLS_CERT_WITH_EXTERN_PSK,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::EARLY_DATA,
    ExtensionType::SUPPORTED_VERSIONS,
    ExtensionType::COOKIE,
    ExtensionType::PSK_KEY_EXCHANGE_MODES,
    ExtensionType::CERTIFICATE_AUTHORITIES,
    ExtensionType::OID_FILTERS,
    ExtensionType::POST_HANDSHAKE_AUTH,
    ExtensionType::SIGNATURE_ALGORITHMS_CERT,
    ExtensionType::KEY_SHARE,
    ExtensionType::QUIC_TRANSPORT_PARAMETERS,
];

/// The bits of [`LOW`], and those of the extensions with higher code points.
const NAMED: u64 = {
    let mut bits = 1 << 58 | 1 << 59 | 1 << 60 | 1 << 61 | 1 << 62;
    let mut rest = LOW;
    while let [first, tail @ ..] = rest {
        assert!(first.0 < FIRST_HIGH, "the extension needs a bit of its own");
        bits |= 1 << first.0;
        rest = tail;
    }
    bits
};

/// The first bit that is not a code point.
const FIRST_HIGH: u16 = 58;

/// The code point of Channel ID's first draft.
const OLD_CHANNEL_ID: ExtensionType = ExtensionType(30031);

/// A set of the extensions that the rules speak of; others are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ExtensionSet([u32; 2]);

impl ExtensionSet {
    /// No extension.
    pub const EMPTY: Self = Self([0; 2]);

    // Halves, so that it needs no more alignment than the fields around it.
    #[allow(clippy::as_conversions, reason = "there is no const `from`")]
    const fn bits(self) -> u64 {
        let [low, high] = self.0;
        low as u64 | (high as u64) << 32
    }

    #[allow(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "the halves of a number"
    )]
    const fn from_bits(bits: u64) -> Self {
        Self([bits as u32, (bits >> 32) as u32])
    }

    /// The extension's bit, where it is one that the rules speak of; of the others each with a low
    /// code point has one of its own, and the rest the last.
    #[inline]
    pub(crate) const fn number(extension: ExtensionType) -> u16 {
        match extension {
            ExtensionType(low @ ..FIRST_HIGH) => low,
            ExtensionType::NEXT_PROTOCOL_NEGOTIATION => 58,
            // One extension under two numbers.
            ExtensionType::APPLICATION_SETTINGS | ExtensionType::APPLICATION_SETTINGS_OLD => 59,
            ExtensionType::CHANNEL_ID | OLD_CHANNEL_ID => 60,
            ExtensionType::ENCRYPTED_CLIENT_HELLO => 61,
            ExtensionType::RENEGOTIATION_INFO => 62,
            _ => 63,
        }
    }

    const fn bit(extension: ExtensionType) -> u64 {
        (1 << Self::number(extension)) & NAMED
    }

    /// Is the extension one of those that the rules speak of?
    #[must_use]
    pub const fn names(extension: ExtensionType) -> bool {
        Self::bit(extension) != 0
    }

    /// Adds an extension; `false` if it is none of those that the rules speak of.
    pub const fn insert(&mut self, extension: ExtensionType) -> bool {
        let bit = Self::bit(extension);
        *self = Self::from_bits(self.bits() | bit);
        bit != 0
    }

    /// A set of several extensions.
    pub(crate) const fn of(extensions: &[ExtensionType]) -> Self {
        let mut set = Self::EMPTY;
        let mut rest = extensions;
        while let [first, tail @ ..] = rest {
            set.insert(*first);
            rest = tail;
        }
        set
    }

    /// This set without one extension.
    pub(crate) const fn without(self, extension: ExtensionType) -> Self {
        Self::from_bits(self.bits() & !Self::bit(extension))
    }

    /// The extensions that are in both.
    pub(crate) const fn intersection(self, other: Self) -> Self {
        Self::from_bits(self.bits() & other.bits())
    }

    /// Is an extension of this set in the other, too?
    pub(crate) const fn intersects(self, other: Self) -> bool {
        self.bits() & other.bits() != 0
    }

    /// Is every extension of this set in the other, too?
    pub(crate) const fn is_within(self, other: Self) -> bool {
        self.bits() & !other.bits() == 0
    }

    /// Is the extension in the set?
    #[must_use]
    pub const fn contains(self, extension: ExtensionType) -> bool {
        self.bits() & Self::bit(extension) != 0
    }
}

/// The extensions of a block as they are met, by their [numbers](ExtensionSet::number).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Met(u64);

impl Met {
    #[inline]
    pub(crate) const fn insert(&mut self, number: u16) {
        self.0 |= 1 << (number & 63);
    }

    /// Takes those with code points below 64 at once, bit n for code point n.
    #[inline]
    pub(crate) const fn insert_low(&mut self, types: u64) {
        const NAMED_LOW: u64 = NAMED & ((1 << FIRST_HIGH) - 1);
        self.0 |= types & NAMED_LOW;
        if types & !NAMED_LOW != 0 {
            self.insert(63);
        }
    }

    /// Those that the rules speak of.
    #[inline]
    pub(crate) const fn set(self) -> ExtensionSet {
        ExtensionSet::from_bits(self.0 & NAMED)
    }

    /// Whether there are others.
    #[inline]
    pub(crate) const fn has_unnamed(self) -> bool {
        self.0 & !NAMED != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_extension_has_a_bit_of_its_own() {
        let others = [
            ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
            ExtensionType::APPLICATION_SETTINGS,
            ExtensionType::CHANNEL_ID,
            ExtensionType::ENCRYPTED_CLIENT_HELLO,
            ExtensionType::RENEGOTIATION_INFO,
        ];
        let mut set = ExtensionSet::EMPTY;
        for extension in LOW.iter().copied().chain(others) {
            assert!(!set.contains(extension), "{extension} shares a bit");
            assert!(set.insert(extension));
            assert!(set.contains(extension));
        }
        assert!(!set.insert(ExtensionType(26)), "an extension that no rule speaks of");
        assert!(!ExtensionSet::names(ExtensionType(0x0a0a)), "GREASE");
        assert!(set.contains(OLD_CHANNEL_ID));
    }

    #[test]
    fn what_is_met_is_what_is_inserted() {
        for extension in (0..=u16::MAX).map(ExtensionType) {
            let (mut met, mut set) = (Met::default(), ExtensionSet::EMPTY);
            met.insert(ExtensionSet::number(extension));
            assert_eq!(met.has_unnamed(), !set.insert(extension), "{extension}");
            assert_eq!(met.set(), set, "{extension}");
        }
    }
}
