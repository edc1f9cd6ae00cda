//! The `ServerHello`: version, suite, and for TLS 1.2 and below the kind of handshake
//! (RFC 5246 section 7.4.1.3, RFC 8446 section 4.1.3).

use tls_wire::{
    CipherSuite, CipherSuiteInfo, CipherType, ClientHello, ExtensionType, HandshakeType,
    KeyExchange, ProtocolVersion, Reader, ServerHello,
};

use super::{KeptHello, answer::ReadAnswer, offers_version};
use crate::{
    EarlyData, Item, Peer, Place, Resumption, Rule, Seen, Severity, TicketOffer,
    order::{Order, Stage, handshake::Arrival, post_handshake::short_digest},
};

pub(super) const SERVER_HELLO: Seen = Seen::Handshake(HandshakeType::SERVER_HELLO);

/// `TLS_FALLBACK_SCSV` (RFC 7507 section 2).
pub(super) const FALLBACK_SCSV: CipherSuite = CipherSuite(0x5600);

impl Order {
    /// A `ServerHello` or `HelloRetryRequest` that answers a `ClientHello`.
    #[inline]
    pub(in crate::order) fn server_hello(&mut self, arrival: &Arrival<'_>) {
        if !self.takes_plain_server_hello(arrival.message.body) {
            self.judge_server_hello(arrival);
        }
    }

    /// `server_hello` for any.
    #[inline(never)]
    pub(in crate::order) fn judge_server_hello(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, place, message, item, .. } = *arrival;
        self.hello_came(from, Item::ServerHello);
        self.hello_came(from, item);
        if is_early_draft(message.body) {
            self.stage = Stage::Untracked;
            self.forget_hello();
            return;
        }
        let answer = match ReadAnswer::of(message.body) {
            Ok(answer) => answer,
            Err(error) => {
                self.unreadable(error, message.handshake_type, from, place);
                self.stage = Stage::Untracked;
                self.forget_hello();
                return;
            }
        };
        if let Err(error) = answer.message.validate_extensions() {
            self.unreadable(error, message.handshake_type, from, place);
        }
        let kept = self.hello.take();
        let hello = kept.as_ref().and_then(KeptHello::parse_again);
        if item == Item::HelloRetryRequest {
            self.hello_retry_request(&answer, hello.as_ref(), place);
            // The second ClientHello is held against the first.
            self.hello = kept;
            return;
        }
        self.decide_version(&answer, hello.as_ref(), place);
        self.forget_hello();
    }

    fn decide_version(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let selected = answer.selected_version();
        if self.is_renegotiation() {
            let version = selected.unwrap_or(answer.message.legacy_version);
            if Some(version) != self.version() {
                self.report(Rule::RenegVersionChanged, Peer::Server, place, SERVER_HELLO);
                self.stage = Stage::Untracked;
                return;
            }
            self.legacy_server_hello(answer, hello, place);
            return;
        }
        let Some(version) = selected else {
            self.facts.set_version(answer.message.legacy_version);
            if self.facts.retried() {
                self.report(Rule::Hs13HrrThenLe12, Peer::Server, place, SERVER_HELLO);
                self.mute();
            } else {
                self.check_legacy_version(answer, hello, place);
            }
            self.check_fallback(answer, hello, place);
            self.legacy_server_hello(answer, hello, place);
            return;
        };
        let offered = hello.and_then(|hello| offers_version(hello.extensions, version));
        if version == ProtocolVersion::TLS_1_3 && offered != Some(false) {
            if hello.is_some() && offered.is_none() {
                self.report(
                    Rule::HsShExtensionUnsolicited,
                    Peer::Server,
                    place,
                    Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::SUPPORTED_VERSIONS),
                );
            }
            self.facts.set_version(version);
            self.server_hello_13(answer, hello, place);
            return;
        }
        let seen = Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::SUPPORTED_VERSIONS);
        if offered == Some(true) && version.is_grease() {
            self.report(Rule::HsfGrease, Peer::Server, place, seen);
        } else if offered == Some(true) && version > ProtocolVersion::TLS_1_3 {
            let rule = Rule::Hs13ShSelectedVersion;
            self.report_as(rule, Severity::Informational, Peer::Server, place, seen);
        } else if hello.is_some() {
            self.report(Rule::Hs13ShSelectedVersion, Peer::Server, place, seen);
        }
        self.stage = Stage::Untracked;
    }

    /// A client that fell back below the server's best version is refused, not answered (RFC 7507
    /// section 3). What the server could do better it says itself in the end of its random (RFC
    /// 8446 section 4.1.3), unless the embedder knows.
    fn check_fallback(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let Some(hello) = hello else { return };
        if self.facts.offer.tls13() {
            return;
        }
        let told = if answer.message.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_2) {
            Some(ProtocolVersion::TLS_1_3)
        } else if answer.message.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_1) {
            Some(ProtocolVersion::TLS_1_2)
        } else {
            None
        };
        let known = self.config().and_then(|config| config.server_best);
        let better = known.max(told) > Some(self.facts.offer.legacy_version);
        if better && hello.offers_cipher_suite(FALLBACK_SCSV) {
            self.report(Rule::HsFallbackScsv, Peer::Server, place, SERVER_HELLO);
        }
    }

    /// `hs-sh-version`, `hs-downgrade-sentinel`.
    fn check_legacy_version(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let version = answer.message.legacy_version;
        if self.is_version_unoffered(version, hello) {
            self.report(Rule::HsShVersion, Peer::Server, place, SERVER_HELLO);
            return;
        }
        let to_12 = answer.message.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_2);
        let to_11 = answer.message.random.ends_with(&ServerHello::DOWNGRADE_TO_TLS_1_1);
        if self.facts.offer.tls13() && (to_12 || to_11) {
            self.report(Rule::HsDowngradeSentinel, Peer::Server, place, SERVER_HELLO);
        } else if to_11
            && version <= ProtocolVersion::TLS_1_1
            && self.facts.offer.legacy_version == ProtocolVersion::TLS_1_2
        {
            let rule = Rule::HsDowngradeSentinel;
            self.report_as(rule, Severity::Suspicious, Peer::Server, place, SERVER_HELLO);
        }
    }

    fn is_version_unoffered(
        &self,
        version: ProtocolVersion,
        hello: Option<&ClientHello<'_>>,
    ) -> bool {
        let offer = &self.facts.offer;
        let above = version > offer.legacy_version && !offer.unreadable();
        let listed = version == ProtocolVersion::TLS_1_2 && offer.lists_tls12();
        let unlisted = !listed
            && hello.is_some_and(|hello| offers_version(hello.extensions, version) == Some(false));
        above || unlisted
    }

    /// TLS 1.2 and below.
    fn legacy_server_hello(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let version = self.version().unwrap_or(answer.message.legacy_version);
        let suite = answer.message.cipher_suite;
        let info = suite.info();
        let mut said = answer.answer();
        let set = said.extensions;
        if let Some([mode, ..]) = answer.data(ExtensionType::HEARTBEAT) {
            said.heartbeat = *mode;
        }
        if let Some(limit) = answer.data(ExtensionType::RECORD_SIZE_LIMIT) {
            said.record_size_limit = Reader::new(limit).u16().unwrap_or(0);
        }
        said.set_secure_renegotiation(set.contains(ExtensionType::RENEGOTIATION_INFO));
        said.set_compression(answer.message.compression_method.0 != 0);
        self.facts.answer = said;
        self.facts.key_exchange = key_exchange_of(suite, info, version);
        if self.facts.early_data == EarlyData::NotOffered {
            self.check_hello_record_version(Peer::Server, place);
        }
        self.check_suite(suite, info, version, hello, place);
        if let Some(hello) = hello {
            if !hello.compression_methods.contains(&answer.message.compression_method.0) {
                self.report(Rule::HsShCompression, Peer::Server, place, SERVER_HELLO);
            }
            let (id, echo) = (hello.legacy_session_id, answer.message.legacy_session_id_echo);
            self.facts.resumption = self.resumption_of(id, echo);
            if self.facts.resumption == Resumption::Abbreviated {
                self.check_compatibility_echo(answer.message.legacy_session_id_echo, place);
                self.check_resumed_session(
                    hello.legacy_session_id,
                    version,
                    answer.message.cipher_suite,
                    set.contains(ExtensionType::EXTENDED_MASTER_SECRET),
                    Peer::Server,
                    place,
                );
            }
        } else if self.facts.offer.unreadable() {
            // Without the ClientHello nobody knows what the session id echoes.
            self.facts.resumption = Resumption::Undecided;
        } else {
            self.facts.resumption = Resumption::Full;
        }
        self.check_legacy_extensions(answer, info, place);
        self.check_renegotiation_answer(answer, place);
        if self.carriage() == crate::Carriage::Quic {
            self.report(Rule::QuicVersion, Peer::Server, place, SERVER_HELLO);
        }
        self.begin_legacy(answer.message.legacy_session_id_echo);
        self.release_deferred(Peer::Server, place);
    }

    /// Behind a `ServerHello` of TLS 1.2 or below that gave this session id.
    #[inline(never)]
    pub(super) fn begin_legacy(&mut self, session_id: &[u8]) {
        self.session = (!session_id.is_empty()).then(|| short_digest(session_id));
        self.stage = Stage::Legacy;
        self.server.slot = 0;
        self.client.slot = 0;
    }

    /// Full, abbreviated, or for the server's next item to say (RFC 5077 section 3.4).
    #[inline]
    pub(super) fn resumption_of(&self, id: &[u8], echo: &[u8]) -> Resumption {
        if !id.is_empty() && id == echo {
            Resumption::Abbreviated
        } else if id.is_empty() && self.facts.offer.ticket == TicketOffer::Ticket {
            Resumption::Undecided
        } else {
            Resumption::Full
        }
    }

    /// `hs-sh-suite-impossible`, `hs-sh-suite-unoffered`.
    pub(super) fn check_suite(
        &mut self,
        suite: CipherSuite,
        info: Option<&'static CipherSuiteInfo>,
        version: ProtocolVersion,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        self.facts.answer.set_is_aead(info.is_some_and(is_aead));
        let tls13 = version == ProtocolVersion::TLS_1_3;
        let export_in_12 =
            info.is_some_and(CipherSuiteInfo::export) && version == ProtocolVersion::TLS_1_2;
        let no_suite = suite.is_grease()
            || info.is_some_and(|info| info.key_exchange == KeyExchange::Signalling);
        let of_another_version = info.is_some_and(|info| {
            (info.key_exchange == KeyExchange::Tls13) != tls13
                || (!tls13 && info.min_version > version)
                || (info.export() && version == ProtocolVersion::TLS_1_1)
        });
        if no_suite || of_another_version {
            // Nor does the suite of a version that was offered fit one that was not.
            if no_suite || tls13 || !self.is_version_unoffered(version, hello) {
                self.report(Rule::HsShSuiteImpossible, Peer::Server, place, SERVER_HELLO);
            }
            self.facts.key_exchange = None;
        } else if hello.is_some_and(|hello| !hello.offers_cipher_suite(suite))
            && !(tls13 && self.offer_is_hidden())
        {
            self.report(Rule::HsShSuiteUnoffered, Peer::Server, place, SERVER_HELLO);
            // Which suite the two go on with nobody can tell.
            self.facts.key_exchange = None;
        } else if export_in_12 {
            let rule = Rule::HsShSuiteImpossible;
            self.report_as(rule, Severity::Suspicious, Peer::Server, place, SERVER_HELLO);
        }
    }

    /// What a `ServerHello` of TLS 1.2 or below may answer.
    fn check_legacy_extensions(
        &mut self,
        answer: &ReadAnswer<'_>,
        info: Option<&CipherSuiteInfo>,
        place: Place,
    ) {
        let facts = &self.facts;
        let offer = facts.offer;
        let seen = |extension| Seen::Extension(HandshakeType::SERVER_HELLO, extension);
        let answered = facts.answer.extensions.without(ExtensionType::RENEGOTIATION_INFO);
        let more = facts.answer.unknown_extensions();
        if !offer.unreadable() && (more || !answered.is_within(offer.extensions)) {
            let unsolicited =
                answer.message.extensions.iter().map(|extension| extension.extension_type).find(
                    |extension| match *extension {
                        ExtensionType::RENEGOTIATION_INFO => false,
                        extension if crate::ExtensionSet::names(extension) => {
                            !offer.extensions.contains(extension)
                        }
                        _ => !offer.unknown_extensions(),
                    },
                );
            if let Some(extension) = unsolicited {
                let rule = Rule::HsShExtensionUnsolicited;
                self.report(rule, Peer::Server, place, seen(extension));
            } else {
                let message = HandshakeType::SERVER_HELLO;
                self.check_grease(answer.message.extensions, Peer::Server, message, place);
            }
        }
        let facts = self.facts;
        if facts.answer.extensions.contains(ExtensionType::HEARTBEAT)
            && !matches!(facts.answer.heartbeat, 1 | 2)
        {
            self.report(Rule::HbMode, Peer::Server, place, seen(ExtensionType::HEARTBEAT));
        }
        let limit = ExtensionType::MAX_FRAGMENT_LENGTH;
        let answered = answer.data(limit).and_then(|data| data.first().copied());
        if answered.is_some_and(|answered| answered != offer.max_fragment_length)
            && offer.extensions.contains(limit)
        {
            self.report(Rule::RecLimitAnswer, Peer::Server, place, seen(limit));
        }
        if answered.is_some() && facts.answer.extensions.contains(ExtensionType::RECORD_SIZE_LIMIT)
        {
            self.report(Rule::RecLimitBothExtensions, Peer::Server, place, seen(limit));
        }
        if let (Some(info), Some(_)) = (info, facts.key_exchange) {
            self.check_encrypt_then_mac(info, place);
        }
    }

    /// Only block ciphers know the choice, and a renegotiation does not take it back (RFC 7366
    /// sections 3 and 3.1).
    fn check_encrypt_then_mac(&mut self, info: &CipherSuiteInfo, place: Place) {
        let block = info.block_length() > 0;
        let acknowledged = self.facts.answer.extensions.contains(ExtensionType::ENCRYPT_THEN_MAC);
        let before = self.history().is_some_and(|history| history.encrypt_then_mac);
        let seen = if acknowledged && !block {
            Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::ENCRYPT_THEN_MAC)
        } else if before && block && !acknowledged {
            SERVER_HELLO
        } else {
            return;
        };
        self.report(Rule::RecEtmMisused, Peer::Server, place, seen);
    }

    /// RFC 5746 sections 3.4, 3.5 and 4.2.
    fn check_renegotiation_answer(&mut self, answer: &ReadAnswer<'_>, place: Place) {
        let seen = Seen::Extension(HandshakeType::SERVER_HELLO, ExtensionType::RENEGOTIATION_INFO);
        let info = answer
            .data(ExtensionType::RENEGOTIATION_INFO)
            .map(|data| Reader::new(data).vec8().unwrap_or(data));
        let later = self.history().filter(|history| history.handshakes > 0);
        let rule = match (later, info) {
            (None, Some(_))
                if !self.facts.offer.secure_renegotiation() && !self.facts.offer.unreadable() =>
            {
                Some(Rule::RenegRiUnsolicited)
            }
            (None, Some(info)) if !info.is_empty() => Some(Rule::RenegRiInitialNonempty),
            (None, None) if self.facts.offer.secure_renegotiation() => {
                Some(Rule::RenegPeerUnpatched)
            }
            (None, _) => None,
            (Some(history), Some(info)) if history.secure => {
                let known = !history.client_verify.is_empty() && !history.server_verify.is_empty();
                let expected = history.client_verify.iter().chain(&history.server_verify);
                (known && !info.iter().eq(expected)).then_some(Rule::RenegRiMismatch)
            }
            (Some(history), None) if history.secure => Some(Rule::RenegRiMissing),
            (Some(_), Some(_)) => Some(Rule::RenegRiLegacy),
            (Some(_), None) => None,
        };
        if let Some(rule) = rule {
            self.report(rule, Peer::Server, place, seen);
        }
    }
}

/// A draft of TLS 1.3 before `supported_versions` moved to the ServerHello: the body means something
/// else.
fn is_early_draft(body: &[u8]) -> bool {
    Reader::new(body).u16().is_ok_and(|version| version > ProtocolVersion::TLS_1_2.0)
}

#[inline]
pub(super) fn is_aead(info: &CipherSuiteInfo) -> bool {
    info.cipher.cipher_type() == CipherType::Aead
}

/// FORTEZZA's third suite is Kerberos' first from TLS 1.0 on (RFC 2712 section 3).
pub(super) fn key_exchange_of(
    suite: CipherSuite,
    info: Option<&CipherSuiteInfo>,
    version: ProtocolVersion,
) -> Option<KeyExchange> {
    match (suite.0, version) {
        (0x001c..=0x001e, ProtocolVersion::SSL_3_0) => Some(KeyExchange::Fortezza),
        (0x001e, _) => Some(KeyExchange::Krb5),
        _ => info.map(|info| info.key_exchange),
    }
}
