//! `EncryptedExtensions` (RFC 8446 section 4.3.1).

use tls_wire::{ExtensionType, HandshakeType, Reader};

use crate::{
    Carriage, EarlyData, Peer, Rule, Seen,
    order::{Order, handshake::Arrival},
};

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
    /// `EncryptedExtensions` (RFC 8446 section 4.3.1).
    pub(super) fn encrypted_extensions(&mut self, arrival: &Arrival<'_>) {
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
}
