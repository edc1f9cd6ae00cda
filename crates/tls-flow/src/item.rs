use core::fmt;

use tls_wire::HandshakeType;

/// The closed alphabet that order is judged by: handshake messages, and the other content types.
///
/// A `HelloRetryRequest` is an item of its own although it travels as a `ServerHello` (RFC 8446
/// section 4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is the message or content type that it is named after")]
pub enum Item {
    HelloRequest,
    ClientHello,
    HelloVerifyRequest,
    ServerHello,
    HelloRetryRequest,
    NewSessionTicket,
    EndOfEarlyData,
    EncryptedExtensions,
    Certificate,
    ServerKeyExchange,
    CertificateRequest,
    ServerHelloDone,
    CertificateVerify,
    ClientKeyExchange,
    Finished,
    CertificateUrl,
    CertificateStatus,
    SupplementalData,
    KeyUpdate,
    CompressedCertificate,
    NextProtocol,
    ChannelId,
    MessageHash,
    UnknownHandshake,
    ChangeCipherSpec,
    Alert,
    ApplicationData,
    Heartbeat,
}

impl Item {
    /// Every item, in the order of the declaration.
    pub const ALL: [Self; 28] = [
        Self::HelloRequest,
        Self::ClientHello,
        Self::HelloVerifyRequest,
        Self::ServerHello,
        Self::HelloRetryRequest,
        Self::NewSessionTicket,
        Self::EndOfEarlyData,
        Self::EncryptedExtensions,
        Self::Certificate,
        Self::ServerKeyExchange,
        Self::CertificateRequest,
        Self::ServerHelloDone,
        Self::CertificateVerify,
        Self::ClientKeyExchange,
        Self::Finished,
        Self::CertificateUrl,
        Self::CertificateStatus,
        Self::SupplementalData,
        Self::KeyUpdate,
        Self::CompressedCertificate,
        Self::NextProtocol,
        Self::ChannelId,
        Self::MessageHash,
        Self::UnknownHandshake,
        Self::ChangeCipherSpec,
        Self::Alert,
        Self::ApplicationData,
        Self::Heartbeat,
    ];

    /// Its index in the order of the declaration.
    #[expect(clippy::as_conversions, reason = "the declared index of a fieldless enum")]
    #[inline]
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The item that a handshake type stands for; `ServerHello` for type 2, whatever its random.
    #[must_use]
    #[inline]
    pub const fn of(handshake_type: HandshakeType) -> Self {
        match handshake_type {
            HandshakeType::HELLO_REQUEST => Self::HelloRequest,
            HandshakeType::CLIENT_HELLO => Self::ClientHello,
            HandshakeType::SERVER_HELLO => Self::ServerHello,
            HandshakeType::HELLO_VERIFY_REQUEST => Self::HelloVerifyRequest,
            HandshakeType::NEW_SESSION_TICKET => Self::NewSessionTicket,
            HandshakeType::END_OF_EARLY_DATA => Self::EndOfEarlyData,
            HandshakeType::ENCRYPTED_EXTENSIONS => Self::EncryptedExtensions,
            HandshakeType::CERTIFICATE => Self::Certificate,
            HandshakeType::SERVER_KEY_EXCHANGE => Self::ServerKeyExchange,
            HandshakeType::CERTIFICATE_REQUEST => Self::CertificateRequest,
            HandshakeType::SERVER_HELLO_DONE => Self::ServerHelloDone,
            HandshakeType::CERTIFICATE_VERIFY => Self::CertificateVerify,
            HandshakeType::CLIENT_KEY_EXCHANGE => Self::ClientKeyExchange,
            HandshakeType::FINISHED => Self::Finished,
            HandshakeType::CERTIFICATE_URL => Self::CertificateUrl,
            HandshakeType::CERTIFICATE_STATUS => Self::CertificateStatus,
            HandshakeType::COMPRESSED_CERTIFICATE => Self::CompressedCertificate,
            HandshakeType::SUPPLEMENTAL_DATA => Self::SupplementalData,
            HandshakeType::KEY_UPDATE => Self::KeyUpdate,
            HandshakeType(26..) => Self::of_high(handshake_type),
            _ => Self::UnknownHandshake,
        }
    }

    /// [`of`](Self::of), from a table.
    #[inline]
    pub(crate) fn looked_up(handshake_type: HandshakeType) -> Self {
        static ITEMS: [Item; 256] = {
            let mut items = [Item::UnknownHandshake; 256];
            let mut rest: &mut [Item] = &mut items;
            let mut number = 0_u8;
            while let Some((item, tail)) = rest.split_first_mut() {
                *item = Item::of(HandshakeType(number));
                number = number.wrapping_add(1);
                rest = tail;
            }
            items
        };
        ITEMS.get(usize::from(handshake_type.0)).copied().unwrap_or(Self::UnknownHandshake)
    }

    /// `of` for the types whose numbers lie apart.
    const fn of_high(handshake_type: HandshakeType) -> Self {
        match handshake_type {
            HandshakeType::NEXT_PROTOCOL => Self::NextProtocol,
            HandshakeType::CHANNEL_ID => Self::ChannelId,
            HandshakeType::MESSAGE_HASH => Self::MessageHash,
            _ => Self::UnknownHandshake,
        }
    }

    /// The RFC's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HelloRequest => "HelloRequest",
            Self::ClientHello => "ClientHello",
            Self::HelloVerifyRequest => "HelloVerifyRequest",
            Self::ServerHello => "ServerHello",
            Self::HelloRetryRequest => "HelloRetryRequest",
            Self::NewSessionTicket => "NewSessionTicket",
            Self::EndOfEarlyData => "EndOfEarlyData",
            Self::EncryptedExtensions => "EncryptedExtensions",
            Self::Certificate => "Certificate",
            Self::ServerKeyExchange => "ServerKeyExchange",
            Self::CertificateRequest => "CertificateRequest",
            Self::ServerHelloDone => "ServerHelloDone",
            Self::CertificateVerify => "CertificateVerify",
            Self::ClientKeyExchange => "ClientKeyExchange",
            Self::Finished => "Finished",
            Self::CertificateUrl => "CertificateURL",
            Self::CertificateStatus => "CertificateStatus",
            Self::SupplementalData => "SupplementalData",
            Self::KeyUpdate => "KeyUpdate",
            Self::CompressedCertificate => "CompressedCertificate",
            Self::NextProtocol => "NextProtocol",
            Self::ChannelId => "ChannelID",
            Self::MessageHash => "message_hash",
            Self::UnknownHandshake => "unknown handshake type",
            Self::ChangeCipherSpec => "ChangeCipherSpec",
            Self::Alert => "Alert",
            Self::ApplicationData => "application data",
            Self::Heartbeat => "Heartbeat",
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of [`Item`]s, as an expected set is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ItemSet(u32);

impl ItemSet {
    /// No item.
    pub const EMPTY: Self = Self(0);

    #[expect(clippy::as_conversions, reason = "the declared index of a fieldless enum, below 32")]
    const fn bit(item: Item) -> u32 {
        1_u32.wrapping_shl(item as u32)
    }

    /// A set of one item.
    #[must_use]
    pub const fn only(item: Item) -> Self {
        Self(Self::bit(item))
    }

    /// A set of several items.
    #[must_use]
    pub const fn of(items: &[Item]) -> Self {
        let mut set = Self::EMPTY;
        let mut rest = items;
        while let [first, tail @ ..] = rest {
            set = set.with(*first);
            rest = tail;
        }
        set
    }

    /// This set and one item more.
    #[must_use]
    pub const fn with(self, item: Item) -> Self {
        Self(self.0 | Self::bit(item))
    }

    /// This set without one item.
    #[must_use]
    pub const fn without(self, item: Item) -> Self {
        Self(self.0 & !Self::bit(item))
    }

    /// The items of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is the item in the set?
    #[must_use]
    pub const fn contains(self, item: Item) -> bool {
        self.0 & Self::bit(item) != 0
    }

    /// Is the set empty?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds an item.
    pub const fn insert(&mut self, item: Item) {
        *self = self.with(item);
    }

    /// The items, in the order of the declaration.
    pub fn iter(self) -> impl Iterator<Item = Item> {
        Item::ALL.into_iter().filter(move |item| self.contains(*item))
    }
}

impl fmt::Debug for ItemSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl fmt::Display for ItemSet {
    /// The names, joined by commas; `nothing` for the empty set.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing");
        }
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(item.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn the_table_says_what_is_said_of_a_type() {
        for number in 0..=u8::MAX {
            let handshake_type = HandshakeType(number);
            assert_eq!(Item::looked_up(handshake_type), Item::of(handshake_type), "{number}");
        }
        for (index, item) in Item::ALL.into_iter().enumerate() {
            assert_eq!(item.index(), index);
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        for item in Item::ALL {
            let set = ItemSet::only(item);
            assert_eq!(set.iter().collect::<alloc::vec::Vec<_>>(), [item]);
            assert!(set.without(item).is_empty());
        }
        let set = ItemSet::of(&[Item::Finished, Item::Certificate]);
        assert_eq!(set.to_string(), "Certificate, Finished");
        assert_eq!(ItemSet::EMPTY.to_string(), "nothing");
    }
}
