//! The short way of nearly every `ServerHello`: it chooses TLS 1.2 or 1.3 from what was offered, and
//! there is nothing to be said of it. What is not plainly so changes nothing here and is judged in full.

use tls_wire::{
    CipherSuite, CipherSuiteInfo, ClientHello, ExtensionType, KeyExchange, NamedGroup,
    ProtocolVersion, Reader, ServerHello,
};

use super::{
    kept::Offered,
    key_share_groups,
    server::{FALLBACK_SCSV, is_aead, key_exchange_of},
};
use crate::{
    Answer, ExtensionSet, Item, Peer, Resumption,
    hint::{rarely, usually},
    order::Order,
};

/// What a plain answer of TLS 1.3 may carry.
const IN_TLS13: ExtensionSet = ExtensionSet::of(&[
    ExtensionType::KEY_SHARE,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::SUPPORTED_VERSIONS,
]);

/// A `ServerHello` of TLS 1.2 or 1.3, no `HelloRetryRequest`, without compression, and with no other
/// extensions than those that most servers answer, each of them once and well-formed.
struct PlainAnswer<'a> {
    random: &'a [u8; 32],
    session_id: &'a [u8],
    cipher_suite: CipherSuite,
    extensions: ExtensionSet,
    /// Of `key_share`.
    group: NamedGroup,
    /// Of `pre_shared_key`.
    identity: u16,
}

impl<'a> PlainAnswer<'a> {
    #[inline]
    fn read(body: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(body);
        let version = ProtocolVersion(reader.u16().ok()?);
        let random = reader.array().ok()?;
        let session_id = reader.vec8().ok()?;
        let [high, low, compression] = *reader.array().ok()?;
        let is_plain = version == ProtocolVersion::TLS_1_2
            && session_id.len() <= ClientHello::MAX_SESSION_ID
            && compression == 0
            && *random != ServerHello::HELLO_RETRY_REQUEST_RANDOM;
        if !usually(is_plain) {
            return None;
        }
        let mut answer = Self {
            random,
            session_id,
            cipher_suite: CipherSuite(u16::from_be_bytes([high, low])),
            extensions: ExtensionSet::EMPTY,
            group: NamedGroup::default(),
            identity: 0,
        };
        if reader.is_empty() {
            rarely();
            return Some(answer);
        }
        let mut block = Reader::new(reader.vec16().ok()?);
        while !block.is_empty() {
            let [high, low, length @ ..] = *block.array::<4>().ok()?;
            let data = block.bytes(usize::from(u16::from_be_bytes(length))).ok()?;
            let extension_type = ExtensionType(u16::from_be_bytes([high, low]));
            if !usually(answer.takes(extension_type, data)) {
                return None;
            }
        }
        reader.is_empty().then_some(answer)
    }

    /// Takes an extension that is well-formed, and the first of its type.
    #[inline]
    fn takes(&mut self, extension_type: ExtensionType, data: &[u8]) -> bool {
        let is_plain = match (extension_type, data) {
            (ExtensionType::SUPPORTED_VERSIONS, [3, 4]) => true,
            (ExtensionType::KEY_SHARE, [high, low, length_high, length_low, key @ ..]) => {
                self.group = NamedGroup(u16::from_be_bytes([*high, *low]));
                let length = u16::from_be_bytes([*length_high, *length_low]);
                length != 0 && key.len() == usize::from(length)
            }
            (ExtensionType::PRE_SHARED_KEY, [high, low]) => {
                self.identity = u16::from_be_bytes([*high, *low]);
                true
            }
            (ExtensionType::RENEGOTIATION_INFO, [0]) => true,
            (ExtensionType::EC_POINT_FORMATS, [length, formats @ ..]) => {
                *length != 0 && formats.len() == usize::from(*length)
            }
            (
                ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                [0, list_length, length, name @ ..],
            ) => {
                *length != 0
                    && name.len() == usize::from(*length)
                    && length.checked_add(1) == Some(*list_length)
            }
            (
                ExtensionType::SERVER_NAME
                | ExtensionType::STATUS_REQUEST
                | ExtensionType::EXTENDED_MASTER_SECRET
                | ExtensionType::SESSION_TICKET,
                [],
            ) => true,
            _ => false,
        };
        let before = self.extensions;
        self.extensions.insert(extension_type);
        is_plain && self.extensions != before
    }

    #[inline]
    fn has(&self, extension_type: ExtensionType) -> bool {
        self.extensions.contains(extension_type)
    }

    /// Does the end of the random say that the server speaks a higher version?
    #[inline]
    fn signals_downgrade(&self) -> bool {
        self.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_2)
            || self.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_1)
    }

    /// What the answer says to order.
    #[inline]
    fn answer(&self, info: &CipherSuiteInfo) -> Answer {
        let mut answer = Answer {
            cipher_suite: self.cipher_suite,
            extensions: self.extensions,
            ..Answer::default()
        };
        answer.set_is_aead(is_aead(info));
        answer
    }
}

impl Order {
    /// Takes a `ServerHello` of which there is nothing to be said.
    #[inline]
    pub(in crate::order) fn takes_plain_server_hello(&mut self, body: &[u8]) -> bool {
        let plain = self.rare.is_none();
        let Some(kept) = self.hello.as_ref().filter(|_| plain) else { return false };
        let Some(answer) = PlainAnswer::read(body) else { return false };
        let Some(offered) = kept.offered() else { return false };
        let Some(info) = answer.cipher_suite.info() else { return false };
        let record_version = self.server.hello_record_version;
        let is_plain = (record_version.0 == 0 || record_version == ProtocolVersion::TLS_1_2)
            && offered.offers_cipher_suite(answer.cipher_suite);
        if !usually(is_plain) {
            return false;
        }
        if answer.has(ExtensionType::SUPPORTED_VERSIONS) {
            if !usually(self.is_plain_13(&answer, &offered, info)) {
                return false;
            }
            self.take_plain_13(&answer, info);
        } else {
            if !usually(self.is_plain_12(&answer, &offered, info)) {
                return false;
            }
            let resumption = self.resumption_of(offered.legacy_session_id, answer.session_id);
            self.take_plain_12(&answer, info, resumption);
        }
        self.hello_came(Peer::Server, Item::ServerHello);
        self.forget_hello();
        true
    }

    #[inline]
    fn is_plain_12(
        &self,
        answer: &PlainAnswer<'_>,
        offered: &Offered<'_>,
        info: &CipherSuiteInfo,
    ) -> bool {
        let offer = &self.facts.offer;
        let version = ProtocolVersion::TLS_1_2;
        let listed =
            !offer.extensions.contains(ExtensionType::SUPPORTED_VERSIONS) || offer.lists_tls12();
        let fell_back = answer.signals_downgrade()
            && (offer.tls13() || offered.offers_cipher_suite(FALLBACK_SCSV));
        // The suites of TLS 1.3 begin with it.
        let of_this_version = info.key_exchange != KeyExchange::Signalling
            && info.min_version <= version
            && !info.export();
        let renegotiation_info = ExtensionType::RENEGOTIATION_INFO;
        offer.legacy_version >= version
            && listed
            && !fell_back
            && !self.facts.retried()
            && of_this_version
            && offered.compression_methods.contains(&0)
            && answer.extensions.without(renegotiation_info).is_within(offer.extensions)
            && answer.has(renegotiation_info) == offer.secure_renegotiation()
    }

    /// The answer of TLS 1.2 is [plain](Self::is_plain_12).
    #[inline]
    fn take_plain_12(
        &mut self,
        answer: &PlainAnswer<'_>,
        info: &CipherSuiteInfo,
        resumption: Resumption,
    ) {
        let version = ProtocolVersion::TLS_1_2;
        self.facts.set_version(version);
        self.facts.answer = answer.answer(info);
        let secure = answer.has(ExtensionType::RENEGOTIATION_INFO);
        self.facts.answer.set_secure_renegotiation(secure);
        self.facts.key_exchange = key_exchange_of(answer.cipher_suite, Some(info), version);
        self.facts.resumption = resumption;
        self.begin_legacy(answer.session_id);
    }

    #[inline]
    fn is_plain_13(
        &self,
        answer: &PlainAnswer<'_>,
        offered: &Offered<'_>,
        info: &CipherSuiteInfo,
    ) -> bool {
        let offer = &self.facts.offer;
        let psk = answer.has(ExtensionType::PRE_SHARED_KEY);
        // With a share it is psk_dhe_ke.
        let psk_is_offered = answer.identity < offer.psk_identities && offer.psk_modes & 0b10 != 0;
        answer.extensions.is_within(IN_TLS13)
            && answer.extensions.is_within(offer.extensions)
            && answer.has(ExtensionType::KEY_SHARE)
            && (!psk || psk_is_offered)
            && info.key_exchange == KeyExchange::Tls13
            && offered.offers_version(ProtocolVersion::TLS_1_3)
            && offered.legacy_session_id == answer.session_id
            && !answer.group.is_grease()
            && offered.key_share().is_some_and(|data| shares_group(data, answer.group))
    }

    /// The answer of TLS 1.3 is [plain](Self::is_plain_13).
    #[inline]
    fn take_plain_13(&mut self, answer: &PlainAnswer<'_>, info: &CipherSuiteInfo) {
        let psk = answer.has(ExtensionType::PRE_SHARED_KEY);
        self.facts.set_version(ProtocolVersion::TLS_1_3);
        self.facts.answer = answer.answer(info);
        self.facts.answer.set_selected_identity(psk.then_some(answer.identity));
        self.facts.key_exchange = Some(info.key_exchange);
        self.facts.resumption = Resumption::Full;
        self.begin_13();
        self.owes_change_cipher_spec();
    }
}

/// Is a share of this group in the data of a client's `key_share`?
fn shares_group(data: &[u8], group: NamedGroup) -> bool {
    key_share_groups(data).any(|share| share == group)
}

#[cfg(test)]
mod tests;
