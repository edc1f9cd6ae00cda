use tls_wire::ExtensionType;

/// The extensions that order and hello rules speak of, in the order of their bits in an [`ExtensionSet`].
const NAMED: [ExtensionType; 47] = [
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
    ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
    ExtensionType::APPLICATION_SETTINGS,
    ExtensionType::CHANNEL_ID,
    ExtensionType::ENCRYPTED_CLIENT_HELLO,
    ExtensionType::RENEGOTIATION_INFO,
];

/// The code point of Channel ID's first draft.
const OLD_CHANNEL_ID: ExtensionType = ExtensionType(30031);

/// A set of the extensions that the rules speak of; others are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ExtensionSet(u64);

impl ExtensionSet {
    /// No extension.
    pub const EMPTY: Self = Self(0);

    fn bit(extension: ExtensionType) -> u64 {
        // Code points of one extension under two numbers share a bit.
        let extension = match extension {
            ExtensionType::APPLICATION_SETTINGS_OLD => ExtensionType::APPLICATION_SETTINGS,
            OLD_CHANNEL_ID => ExtensionType::CHANNEL_ID,
            other => other,
        };
        let mut bit = 1_u64;
        for named in NAMED {
            if named == extension {
                return bit;
            }
            bit = bit.wrapping_shl(1);
        }
        0
    }

    /// Is the extension one of those that the rules speak of?
    #[must_use]
    pub fn names(extension: ExtensionType) -> bool {
        Self::bit(extension) != 0
    }

    /// Adds an extension; `false` if it is none of those that the rules speak of.
    pub fn insert(&mut self, extension: ExtensionType) -> bool {
        let bit = Self::bit(extension);
        self.0 |= bit;
        bit != 0
    }

    /// Is the extension in the set?
    #[must_use]
    pub fn contains(self, extension: ExtensionType) -> bool {
        self.0 & Self::bit(extension) != 0
    }
}
