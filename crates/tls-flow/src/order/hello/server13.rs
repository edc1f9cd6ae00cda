//! The `ServerHello` of TLS 1.3 (RFC 8446 sections 4.1.3 and 4.2).

use tls_wire::{ClientHello, ExtensionType, Extensions, HandshakeType, ProtocolVersion, Reader};

use super::{answer::ReadAnswer, key_share_groups, server::SERVER_HELLO};
use crate::{
    EarlyData, ExtensionSet, Peer, Place, Resumption, Rule, Seen,
    order::{Order, Stage, tls13::State},
};

/// Where the "TLS 1.3" column of the IANA registry lists an extension that has a name here.
const IN_SERVER_HELLO: [ExtensionType; 4] = [
    ExtensionType::KEY_SHARE,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::SUPPORTED_VERSIONS,
    ExtensionType::TLS_CERT_WITH_EXTERN_PSK,
];

const IN_HELLO_RETRY_REQUEST: [ExtensionType; 4] = [
    ExtensionType::KEY_SHARE,
    ExtensionType::COOKIE,
    ExtensionType::SUPPORTED_VERSIONS,
    ExtensionType::ENCRYPTED_CLIENT_HELLO,
];

impl Order {
    pub(super) fn server_hello_13(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let suite = answer.message.cipher_suite;
        let selected_identity = answer
            .data(ExtensionType::PRE_SHARED_KEY)
            .and_then(|data| Reader::new(data).u16().ok());
        self.facts.answer = answer.answer();
        self.facts.answer.set_selected_identity(selected_identity);
        self.facts.key_exchange = suite.key_exchange();
        self.facts.resumption = Resumption::Full;
        self.check_hello_record_version(Peer::Server, place);
        self.check_common_13(answer, hello, &IN_SERVER_HELLO, place);
        let retry = self.take_retry();
        if let Some(retry) = &retry {
            let group = answer.key_share_group();
            let other_group = match (retry.group, group) {
                (Some(wanted), Some(got)) => wanted != got,
                _ => false,
            };
            if retry.cipher_suite != suite || other_group {
                self.report(Rule::Hs13HrrThenDifferent, Peer::Server, place, SERVER_HELLO);
            }
        }
        self.check_key_share(answer, hello, place);
        self.check_psk(answer, place);
        if selected_identity.is_none() {
            // Early data hangs on the first key that was offered.
            self.early_data_is_rejected(place);
        }
        self.begin_13();
        self.release_deferred(Peer::Server, place);
        self.owes_change_cipher_spec();
    }

    /// Behind a `ServerHello` of TLS 1.3.
    #[inline]
    pub(super) fn begin_13(&mut self) {
        self.stage = Stage::Tls13;
        self.server.state = State::WaitEncryptedExtensions;
        self.client.state = State::Negotiated;
        self.tls13_keys();
    }

    /// What a `ServerHello` and a `HelloRetryRequest` have in common.
    pub(super) fn check_common_13(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        allowed: &[ExtensionType],
        place: Place,
    ) {
        if answer.message.legacy_version != ProtocolVersion::TLS_1_2 {
            self.report(Rule::Hs13ShLegacyVersion, Peer::Server, place, SERVER_HELLO);
        }
        if hello
            .is_some_and(|hello| hello.legacy_session_id != answer.message.legacy_session_id_echo)
        {
            self.report(Rule::Hs13ShSessionEcho, Peer::Server, place, SERVER_HELLO);
        }
        if answer.message.compression_method.0 != 0 {
            self.report(Rule::HsShCompression, Peer::Server, place, SERVER_HELLO);
        }
        let suite = answer.message.cipher_suite;
        self.check_suite(suite, suite.info(), ProtocolVersion::TLS_1_3, hello, place);
        self.check_extensions_13(
            answer.message.extensions,
            HandshakeType::SERVER_HELLO,
            allowed,
            place,
        );
    }

    /// `hs-sh-extension-unsolicited`, then `hs13-ext-misplaced`, in an answer of the server.
    pub(in crate::order) fn check_extensions_13(
        &mut self,
        extensions: Extensions<'_>,
        message: HandshakeType,
        allowed: &[ExtensionType],
        place: Place,
    ) {
        let offer = self.facts.offer;
        let hidden = self.offer_is_hidden();
        let types = extensions.iter().map(|extension| extension.extension_type);
        // GREASE has no name.
        let in_order = types.clone().all(|extension| {
            ExtensionSet::names(extension)
                && offer.extensions.contains(extension)
                && allowed.contains(&extension)
        });
        if in_order {
            return;
        }
        let unsolicited = types.clone().find(|extension| {
            let offered = if ExtensionSet::names(*extension) {
                offer.extensions.contains(*extension)
            } else {
                offer.unknown_extensions()
            };
            // A HelloRetryRequest brings the cookie (RFC 8446 section 4.2).
            !offered && !hidden && *extension != ExtensionType::COOKIE
        });
        if let Some(extension) = unsolicited {
            let seen = Seen::Extension(message, extension);
            self.report(Rule::HsShExtensionUnsolicited, Peer::Server, place, seen);
            return;
        }
        let misplaced = types
            .clone()
            .find(|extension| ExtensionSet::names(*extension) && !allowed.contains(extension));
        if let Some(extension) = misplaced {
            let seen = Seen::Extension(message, extension);
            self.report(Rule::Hs13ExtMisplaced, Peer::Server, place, seen);
        }
        self.check_grease(extensions, Peer::Server, message, place);
    }

    /// A GREASE extension is there to be ignored: whoever answers it has not (RFC 8701 sections 3.1
    /// and 4.1).
    pub(in crate::order) fn check_grease(
        &mut self,
        extensions: Extensions<'_>,
        from: Peer,
        message: HandshakeType,
        place: Place,
    ) {
        let mut types = extensions.iter().map(|extension| extension.extension_type);
        if let Some(extension) = types.find(|extension| extension.is_grease()) {
            self.report(Rule::HsfGrease, from, place, Seen::Extension(message, extension));
        }
    }

    /// `hs13-sh-key-share-missing`, `hs13-sh-key-share-group`.
    fn check_key_share(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let Some(group) = answer.key_share_group() else {
            let psk = answer.has(ExtensionType::PRE_SHARED_KEY);
            if !psk && !self.facts.answer.unknown_extensions() {
                self.report(Rule::Hs13ShKeyShareMissing, Peer::Server, place, SERVER_HELLO);
            }
            return;
        };
        let Some(hello) = hello else { return };
        let shares = hello.extensions.get(ExtensionType::KEY_SHARE).unwrap_or_default();
        let seen = Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::KEY_SHARE);
        if !key_share_groups(shares).any(|share| share == group) && !self.offer_is_hidden() {
            self.report(Rule::Hs13ShKeyShareGroup, Peer::Server, place, seen);
        } else if group.is_grease() {
            self.report(Rule::HsfGrease, Peer::Server, place, seen);
        }
    }

    /// `hs13-sh-psk-identity`, `hs13-sh-psk-mode`.
    fn check_psk(&mut self, answer: &ReadAnswer<'_>, place: Place) {
        let offer = self.facts.offer;
        let Some(identity) = self.facts.answer.selected_identity() else {
            return;
        };
        if self.offer_is_hidden() || !offer.extensions.contains(ExtensionType::PRE_SHARED_KEY) {
            return;
        }
        let seen = Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::PRE_SHARED_KEY);
        if identity >= offer.psk_identities {
            self.report(Rule::Hs13ShPskIdentity, Peer::Server, place, seen);
            return;
        }
        let with_share = answer.has(ExtensionType::KEY_SHARE);
        let needed = if with_share { 0b10 } else { 0b01 };
        let known = offer.extensions.contains(ExtensionType::PSK_KEY_EXCHANGE_MODES);
        if known && offer.psk_modes & needed == 0 {
            self.report(Rule::Hs13ShPskMode, Peer::Server, place, seen);
        }
    }

    /// A `HelloRetryRequest` (RFC 8446 section 4.1.4).
    pub(super) fn hello_retry_request(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        self.facts.set_version(ProtocolVersion::TLS_1_3);
        self.check_hello_record_version(Peer::Server, place);
        self.check_common_13(answer, hello, &IN_HELLO_RETRY_REQUEST, place);
        self.check_retry(answer, hello, place);
        self.facts.set_retried(true);
        if self.facts.early_data == EarlyData::Offered {
            self.facts.early_data = EarlyData::Rejected;
            self.early_data_is_rejected(place);
        }
        self.stage = Stage::WaitSecondClientHello;
        self.release_deferred(Peer::Server, place);
        self.owes_change_cipher_spec();
    }
}
