//! What stands in a message that is in place, as far as order and its rules depend on it.

use core::num::NonZeroU32;

use tls_wire::{
    AlertDescription, ExtensionType, Extensions, HandshakeType, KeyExchange, MessageError,
    NamedGroup, ProtocolVersion, Reader, SignatureScheme,
};

use super::{
    Condition, Order, certificate_key, handshake::Arrival, post_handshake::short_digest,
    tls13::State,
};
use crate::{
    Carriage, ClientCertificate, EarlyData, Item, Peer, Place, RsaKey, Rule, Seen, Severity,
};

/// Most seconds that a ticket may live (RFC 8446 section 4.6.1).
const TICKET_LIFETIME_MAX: u32 = 604_800;

/// `ECCurveType.named_curve` (RFC 8422 section 5.4).
const NAMED_CURVE: u8 = 3;

/// Where the "TLS 1.3" column of the IANA registry lists an extension for `EncryptedExtensions`.
const IN_ENCRYPTED_EXTENSIONS: [ExtensionType; 15] = [
    ExtensionType::SERVER_NAME,
    ExtensionType::MAX_FRAGMENT_LENGTH,
    ExtensionType::SUPPORTED_GROUPS,
    ExtensionType::USE_SRTP,
    ExtensionType::HEARTBEAT,
    ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
    ExtensionType::CLIENT_CERTIFICATE_TYPE,
    ExtensionType::SERVER_CERTIFICATE_TYPE,
    ExtensionType::RECORD_SIZE_LIMIT,
    ExtensionType::EARLY_DATA,
    ExtensionType::QUIC_TRANSPORT_PARAMETERS,
    ExtensionType::ENCRYPTED_CLIENT_HELLO,
    ExtensionType::APPLICATION_SETTINGS,
    ExtensionType::TOKEN_BINDING,
    // In no registry, but this is where BoringSSL answers it.
    ExtensionType::CHANNEL_ID,
];

impl Order {
    /// A message of TLS 1.2 or below that stands where it may.
    pub(super) fn legacy_content(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, message, place, context } = *arrival;
        match item {
            Item::Certificate => self.legacy_certificate(arrival),
            Item::CertificateUrl => {
                self.facts.client_certificate = ClientCertificate::Signing;
            }
            Item::CertificateRequest => self.facts.set_certificate_requested(true),
            Item::ServerKeyExchange if self.selects_grease(message.body) => {
                self.report(Rule::HsfGrease, from, place, arrival.seen());
            }
            Item::CertificateVerify => {
                let scheme = Reader::new(message.body).u16().map(SignatureScheme);
                let named = self.version() == Some(ProtocolVersion::TLS_1_2);
                if named && scheme.is_ok_and(SignatureScheme::is_grease) {
                    self.report(Rule::HsfGrease, from, place, arrival.seen());
                }
            }
            Item::ServerHelloDone => {
                self.fixed_length(arrival, 0);
                let agreed = Condition::StatusAgreed.holds(&self.facts, self.server.seen);
                if agreed && !self.seen_by(from, Item::CertificateStatus) {
                    self.report(Rule::Hs12StatusAbsent, from, place, arrival.seen());
                }
            }
            Item::ClientKeyExchange => {
                let implicit = self.facts.client_certificate == ClientCertificate::FixedDh;
                if message.body.is_empty() && !implicit {
                    self.report(Rule::Hs12CkeEmpty, from, place, arrival.seen());
                }
            }
            Item::NewSessionTicket => {
                let mut reader = Reader::new(message.body);
                let read = reader.u32().and_then(|_| reader.vec16());
                if read == Ok(&[]) {
                    self.report(Rule::TickZeroLength, from, place, arrival.seen());
                }
                if read.is_err() {
                    self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
                } else if !reader.is_empty() {
                    self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
                }
            }
            Item::Finished => {
                let gost = (0xc100..=0xc102).contains(&self.facts.answer.cipher_suite.0);
                let length = match self.version() {
                    Some(ProtocolVersion::SSL_3_0) => 36,
                    _ if gost => 32,
                    _ => 12,
                };
                self.fixed_length(arrival, length);
                if context.bad_verify {
                    self.report(Rule::Hs12FinishedVerify, from, place, arrival.seen());
                }
                let verify = message.body.to_vec();
                let history = self.history_mut();
                match from {
                    Peer::Client => history.client_verify = verify,
                    Peer::Server => history.server_verify = verify,
                }
            }
            _ => {}
        }
    }

    /// Does a `ServerKeyExchange` over elliptic curves name a GREASE curve, or in TLS 1.2 a GREASE
    /// signature algorithm (RFC 8422 section 5.4, RFC 8701 section 3.1)?
    fn selects_grease(&self, body: &[u8]) -> bool {
        let mut reader = Reader::new(body);
        match self.facts.key_exchange {
            Some(KeyExchange::Ecdhe | KeyExchange::EcdhAnon) => {}
            Some(KeyExchange::EcdhePsk) if reader.vec16().is_ok() => {}
            _ => return false,
        }
        if reader.u8() != Ok(NAMED_CURVE) {
            return false;
        }
        let Ok(group) = reader.u16().map(NamedGroup) else { return false };
        let signed = self.facts.key_exchange == Some(KeyExchange::Ecdhe)
            && self.version() == Some(ProtocolVersion::TLS_1_2);
        let scheme = reader.vec8().and_then(|_| reader.u16()).map(SignatureScheme);
        group.is_grease() || (signed && scheme.is_ok_and(SignatureScheme::is_grease))
    }

    /// A body whose length is fixed (RFC 5246 sections 7.4.5 and 7.4.9, RFC 8446 sections 4.5 and 4.6.3).
    fn fixed_length(&mut self, arrival: &Arrival<'_>, length: usize) -> bool {
        let right = arrival.message.body.len() == length;
        if !right {
            self.report(Rule::HsfFixedLength, arrival.from, arrival.place, arrival.seen());
        }
        right
    }

    fn legacy_certificate(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let other_format = [
            ExtensionType::CERT_TYPE,
            ExtensionType::SERVER_CERTIFICATE_TYPE,
            ExtensionType::CLIENT_CERTIFICATE_TYPE,
            ExtensionType::CACHED_INFO,
        ];
        if other_format.into_iter().any(|extension| self.facts.negotiated(extension)) {
            self.facts.client_certificate = ClientCertificate::Signing;
            self.report(Rule::HsfCertificateFormat, from, place, arrival.seen());
            return;
        }
        let mut reader = Reader::new(message.body);
        let Ok(list) = reader.vec24() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
        }
        let leaf = Reader::new(list).vec24();
        match (from, leaf) {
            (Peer::Server, _) if list.is_empty() => {
                self.report(Rule::Hs12CertEmptyServer, from, place, arrival.seen());
            }
            (Peer::Client, _) if list.is_empty() => {
                self.facts.client_certificate = ClientCertificate::Empty;
                self.report(Rule::CauthEmptyCert, from, place, arrival.seen());
            }
            (_, Err(_)) => self.report(Rule::HsfTruncatedBody, from, place, arrival.seen()),
            (Peer::Server, Ok(leaf)) => {
                if self.facts.key_exchange == Some(KeyExchange::RsaExport) {
                    self.facts.server_key = RsaKey::of(certificate_key::rsa_bits(leaf));
                }
                self.check_identity(identity_of(leaf), place);
            }
            (Peer::Client, Ok(leaf)) => {
                self.facts.client_certificate = if certificate_key::is_static_dh(leaf) {
                    ClientCertificate::FixedDh
                } else {
                    ClientCertificate::Signing
                };
                self.goes_on_without_ech(place, arrival.seen());
            }
        }
    }

    /// A renegotiation that brings another certificate is the triple-handshake pattern (RFC 7627 section 1).
    fn check_identity(&mut self, identity: NonZeroU32, place: Place) {
        let before = self.server_identity.replace(identity);
        if self.is_renegotiation() && before.is_some_and(|before| before != identity) {
            let seen = Seen::Handshake(HandshakeType::CERTIFICATE);
            self.report(Rule::RenegIdentityChanged, Peer::Server, place, seen);
        }
    }

    /// A message of TLS 1.3 that stands where it may.
    pub(super) fn tls13_content(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, message, place, .. } = *arrival;
        match (from, item) {
            (Peer::Server, Item::EncryptedExtensions) => self.encrypted_extensions(arrival),
            (Peer::Server, Item::CertificateRequest) => self.certificate_request_13(arrival),
            (_, Item::Certificate) => self.certificate_13(arrival),
            (_, Item::CompressedCertificate) => self.compressed_certificate(arrival),
            (_, Item::CertificateVerify) => {
                let scheme = Reader::new(message.body).u16().map(SignatureScheme);
                if scheme.is_ok_and(is_obsolete_in_13) {
                    self.report(Rule::Hs13CvAlgorithm, from, place, arrival.seen());
                } else if scheme.is_ok_and(SignatureScheme::is_grease) {
                    self.report(Rule::HsfGrease, from, place, arrival.seen());
                }
            }
            (_, Item::EndOfEarlyData) => {
                self.fixed_length(arrival, 0);
            }
            (_, Item::Finished) => {
                let hash =
                    self.facts.answer.cipher_suite.info().and_then(|info| info.prf_hash.length());
                if let Some(length) = hash {
                    self.fixed_length(arrival, length);
                }
            }
            (Peer::Server, Item::NewSessionTicket) => self.new_session_ticket_13(arrival),
            (_, Item::KeyUpdate) => match message.body {
                [0] => self.key_update(from, false, place),
                [1] => self.key_update(from, true, place),
                [_] => self.report(Rule::KuValue, from, place, arrival.seen()),
                _ => self.report(Rule::HsfFixedLength, from, place, arrival.seen()),
            },
            _ => {}
        }
    }

    /// The extension block of a message, read to its last byte; `None` if it cannot be.
    fn extensions_of<'a>(
        &mut self,
        body: &'a [u8],
        arrival: &Arrival<'_>,
    ) -> Option<Extensions<'a>> {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(body);
        let Ok(block) = reader.vec16() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return None;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
            return None;
        }
        match Extensions::parse(block) {
            Ok(extensions) => Some(extensions),
            Err(error) => {
                let error: MessageError = error;
                self.unreadable(error, message.handshake_type, from, place);
                None
            }
        }
    }

    /// `EncryptedExtensions` (RFC 8446 section 4.3.1).
    fn encrypted_extensions(&mut self, arrival: &Arrival<'_>) {
        let Arrival { message, place, .. } = *arrival;
        let Some(extensions) = self.extensions_of(message.body, arrival) else { return };
        let seen = |extension| Seen::Extension(HandshakeType::ENCRYPTED_EXTENSIONS, extension);
        let early = extensions.contains(ExtensionType::EARLY_DATA);
        if early {
            let seen = seen(ExtensionType::EARLY_DATA);
            let offered = self.facts.early_data == EarlyData::Offered;
            match self.facts.answer.selected_identity() {
                Some(_) if !offered => {
                    self.report(Rule::EarlyEeUnsolicited, Peer::Server, place, seen);
                }
                None => self.report(Rule::EarlyEeUnsolicited, Peer::Server, place, seen),
                Some(0) => {}
                Some(_) => self.report(Rule::EarlyEeIdentity, Peer::Server, place, seen),
            }
            if offered {
                self.facts.early_data = EarlyData::Accepted;
            }
        } else if self.facts.early_data == EarlyData::Offered {
            self.facts.early_data = EarlyData::Rejected;
            self.early_data_is_rejected(place);
        }
        if !early || self.facts.offer.extensions.contains(ExtensionType::EARLY_DATA) {
            self.check_extensions_13(
                extensions,
                HandshakeType::ENCRYPTED_EXTENSIONS,
                &IN_ENCRYPTED_EXTENSIONS,
                place,
            );
        }
        let answer = &mut self.facts.answer;
        for extension in extensions {
            answer.extensions.insert(extension.extension_type);
        }
        answer.heartbeat = extensions
            .get(ExtensionType::HEARTBEAT)
            .and_then(|data| data.first().copied())
            .unwrap_or(0);
        answer.record_size_limit = extensions
            .get(ExtensionType::RECORD_SIZE_LIMIT)
            .and_then(|data| Reader::new(data).u16().ok())
            .unwrap_or(0);
        let limit = extensions.contains(ExtensionType::RECORD_SIZE_LIMIT);
        if limit && self.facts.answer.record_size_limit < 64 {
            let seen = seen(ExtensionType::RECORD_SIZE_LIMIT);
            self.report(Rule::RecSizeLimitSmall, Peer::Server, place, seen);
        }
        if limit && extensions.contains(ExtensionType::MAX_FRAGMENT_LENGTH) {
            let seen = seen(ExtensionType::RECORD_SIZE_LIMIT);
            self.report(Rule::RecLimitBothExtensions, Peer::Server, place, seen);
        }
        let parameters = extensions.contains(ExtensionType::QUIC_TRANSPORT_PARAMETERS);
        let parameters_seen = seen(ExtensionType::QUIC_TRANSPORT_PARAMETERS);
        match self.carriage() {
            Carriage::Quic if !parameters => {
                self.report(Rule::QuicParamsMissing, Peer::Server, place, arrival.seen());
            }
            Carriage::Quic
                if !extensions.contains(ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION)
                    && self
                        .facts
                        .offer
                        .extensions
                        .contains(ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION) =>
            {
                self.report(Rule::QuicNoAlpn, Peer::Server, place, arrival.seen());
            }
            Carriage::Records if parameters => {
                self.report(Rule::QuicParamsOnTcp, Peer::Server, place, parameters_seen);
            }
            Carriage::Records | Carriage::Quic | Carriage::Dtls => {}
        }
    }

    fn certificate_request_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let Ok(context) = reader.vec8() else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        let Some(extensions) = self.extensions_of(reader.rest(), arrival) else { return };
        let main = !self.seen_by(Peer::Server, Item::Finished);
        if main {
            self.facts.set_certificate_requested(true);
            if !context.is_empty() {
                self.report(Rule::Hs13CrContextMain, from, place, arrival.seen());
            }
        } else {
            self.post_handshake_request(context, place);
        }
        if !extensions.contains(ExtensionType::SIGNATURE_ALGORITHMS) {
            self.report(Rule::Hs13CrNoSigalgs, from, place, arrival.seen());
        }
        self.rare_mut().requested = Some(super::hello::extension_set(extensions));
    }

    fn certificate_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let (Ok(context), Ok(list)) = (reader.vec8(), reader.vec24()) else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        if !reader.is_empty() {
            self.report(Rule::HsfTrailingBytes, from, place, arrival.seen());
        }
        if !context.is_empty() {
            self.report(Rule::Hs13CrContextMain, from, place, arrival.seen());
        }
        if from == Peer::Client {
            self.facts.client_certificate =
                if list.is_empty() { ClientCertificate::Empty } else { ClientCertificate::Signing };
        }
        match from {
            Peer::Server if list.is_empty() => {
                self.report(Rule::Hs13CertEmptyServer, from, place, arrival.seen());
            }
            Peer::Client if list.is_empty() => {
                self.report(Rule::Hs13ClientCertEmpty, from, place, arrival.seen());
            }
            Peer::Client => {
                self.goes_on_without_ech(place, arrival.seen());
                self.certificate_entries_13(list, arrival);
            }
            Peer::Server => self.certificate_entries_13(list, arrival),
        }
    }

    fn certificate_entries_13(&mut self, list: &[u8], arrival: &Arrival<'_>) {
        let Arrival { from, place, .. } = *arrival;
        let mut entries = Reader::new(list);
        while !entries.is_empty() {
            let (Ok(_), Ok(block)) = (entries.vec24(), entries.vec16()) else {
                self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
                return;
            };
            let Ok(extensions) = Extensions::parse(block) else {
                self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
                return;
            };
            let (asked, others) = match from {
                Peer::Client => self.requested(),
                Peer::Server => {
                    (self.facts.offer.extensions, self.facts.offer.unknown_extensions())
                }
            };
            let unasked =
                extensions.iter().map(|extension| extension.extension_type).find(|extension| {
                    if crate::ExtensionSet::names(*extension) {
                        !asked.contains(*extension)
                    } else {
                        !others
                    }
                });
            let Some(extension) = unasked else {
                self.check_grease(extensions, from, HandshakeType::CERTIFICATE, place);
                continue;
            };
            let rule = match from {
                Peer::Client => Rule::Hs13CertClientExtension,
                Peer::Server if self.offer_is_hidden() => continue,
                Peer::Server => Rule::HsShExtensionUnsolicited,
            };
            let seen = Seen::Extension(HandshakeType::CERTIFICATE, extension);
            self.report(rule, from, place, seen);
            return;
        }
    }

    /// The algorithm was named by the receiver (RFC 8879 section 4).
    fn compressed_certificate(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        if from == Peer::Client {
            self.facts.client_certificate = ClientCertificate::Signing;
            self.compression_asked_for(arrival);
            return;
        }
        let algorithm = Reader::new(message.body).u16().unwrap_or(u16::MAX);
        let offered =
            algorithm < 8 && self.facts.offer.certificate_compression & (1 << algorithm) != 0;
        let listed = algorithm < 8 || self.facts.offer.unreadable();
        if listed && !offered && !self.offer_is_hidden() {
            self.report(Rule::Hs13CompcertNotOffered, from, place, arrival.seen());
        }
    }

    /// The server asks for compressed certificates in its `CertificateRequest` (RFC 8879 section 3).
    pub(super) fn compression_asked_for(&mut self, arrival: &Arrival<'_>) {
        if !self.asks_for_compression() {
            self.report(Rule::Hs13CompcertNotOffered, arrival.from, arrival.place, arrival.seen());
            self.owe(AlertDescription::UNEXPECTED_MESSAGE);
        }
    }

    /// Does the server's `CertificateRequest` take compressed certificates?
    pub(super) fn asks_for_compression(&self) -> bool {
        let (asked, _) = self.requested();
        asked.contains(ExtensionType::COMPRESS_CERTIFICATE)
    }

    /// The receiver never asked for compressed certificates at all: the message itself is unexpected.
    pub(super) fn owe_unexpected_message(&mut self) {
        if !self.facts.offer.extensions.contains(ExtensionType::COMPRESS_CERTIFICATE) {
            self.owe(AlertDescription::UNEXPECTED_MESSAGE);
        }
    }

    /// `NewSessionTicket` (RFC 8446 section 4.6.1).
    fn new_session_ticket_13(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, message, place, .. } = *arrival;
        let mut reader = Reader::new(message.body);
        let fields = (reader.u32(), reader.u32(), reader.vec8(), reader.vec16());
        let (Ok(lifetime), Ok(_), Ok(_), Ok(ticket)) = fields else {
            self.report(Rule::HsfTruncatedBody, from, place, arrival.seen());
            return;
        };
        let Some(extensions) = self.extensions_of(reader.rest(), arrival) else { return };
        if ticket.is_empty() {
            self.report(Rule::Nst13EmptyTicket, from, place, arrival.seen());
        }
        if lifetime > TICKET_LIFETIME_MAX {
            self.report(Rule::Nst13Lifetime, from, place, arrival.seen());
        }
        let modes = self.facts.offer.extensions.contains(ExtensionType::PSK_KEY_EXCHANGE_MODES);
        if !modes && !self.facts.offer.unreadable() {
            self.report(Rule::Nst13NoPskModes, from, place, arrival.seen());
        }
        if self.client.state != State::Connected && self.hears(Peer::Client) {
            let severity = if self.facts.certificate_requested() {
                Severity::SenderBreach
            } else {
                Severity::Informational
            };
            self.report_as(Rule::Nst13HalfRtt, severity, from, place, arrival.seen());
        }
        let early =
            extensions.get(ExtensionType::EARLY_DATA).and_then(|data| Reader::new(data).u32().ok());
        if self.carriage() == Carriage::Quic && early.is_some_and(|size| size != u32::MAX) {
            self.report(Rule::QuicNstEarlySize, from, place, arrival.seen());
        }
        self.count_post_handshake(from, place, Rule::HsfPostHandshakeFlood, arrival.seen());
    }
}

/// A certificate told by its end, the signature, which no other has but by design.
fn identity_of(certificate: &[u8]) -> NonZeroU32 {
    const SIGNATURE: usize = 64;
    let end = certificate.len().saturating_sub(SIGNATURE);
    short_digest(certificate.get(end..).unwrap_or(certificate))
}

/// PKCS#1 v1.5 and SHA-1 do not sign in TLS 1.3 (RFC 8446 section 4.4.3).
fn is_obsolete_in_13(scheme: SignatureScheme) -> bool {
    matches!(scheme.0, 0x0201 | 0x0401 | 0x0501 | 0x0601 | 0x0203)
}
