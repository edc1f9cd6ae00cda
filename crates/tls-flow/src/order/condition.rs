use tls_wire::{ExtensionType, KeyExchange};

use crate::{ClientCertificate, EarlyData, Facts, RsaKey};

/// A named condition of the order tables: what must have been settled for a row to hold.
///
/// Conditions are names, not closures, so that the tables print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Whatever has been settled.
    Always,
    /// Under no circumstances.
    Never,
    /// A `user_mapping`, `client_authz` or `server_authz` extension stands in both hellos (RFC 4680).
    SupplementalDataAgreed,
    /// The suite authenticates the server by a certificate.
    CertificateSuite,
    /// The suite does, may, or is not known.
    CertificateAllowed,
    /// `status_request` or `status_request_v2` stands in both hellos.
    StatusAgreed,
    /// The suite's key exchange needs a `ServerKeyExchange`.
    KeyExchangeRequired,
    /// It needs or may have one, or is not known.
    KeyExchangeAllowed,
    /// An export suite, whose temporary key depends on the length of the certified one.
    ExportSuite,
    /// The suite allows a `CertificateRequest`, or is not known.
    CertificateRequestAllowed,
    /// The server stays anonymous.
    AnonymousSuite,
    /// A `CertificateRequest` was sent.
    CertificateRequested,
    /// No `CertificateRequest` was sent.
    CertificateNotRequested,
    /// A `CertificateRequest` was sent and the version is TLS, not SSL 3.0.
    CertificateOwed,
    /// `client_certificate_url` stands in both hellos and a `CertificateRequest` was sent.
    CertificateUrlAgreed,
    /// The client's certificate is not empty, its key signs, and the suite does not use it otherwise.
    CertificateVerifyOwed,
    /// The client's certificate is not empty.
    CertificateVerifyAllowed,
    /// The next-protocol extension stands in both hellos.
    NextProtocolAgreed,
    /// The Channel ID extension stands in both hellos.
    ChannelIdAgreed,
    /// The Channel ID extension does not stand in both hellos.
    ChannelIdNotAgreed,
    /// The client has sent its `ChannelID`.
    ChannelIdSent,
    /// The `ServerHello` carries a `SessionTicket` extension.
    TicketAnnounced,
    /// TLS 1.3: the server took up a pre-shared key, and no certificate beside it.
    PskOnly,
    /// TLS 1.3: the server authenticates by certificate.
    NotPskOnly,
    /// TLS 1.3: the client takes compressed certificates.
    CompressionOffered,
    /// TLS 1.3: the flight already holds a `CompressedCertificate`.
    CompressedSent,
    /// TLS 1.3: the flight already holds a `Certificate`.
    CertificateSent,
    /// TLS 1.3: early data was accepted.
    EarlyDataAccepted,
    /// TLS 1.3: application settings stand in both hellos, early data was not accepted, and the
    /// client has not sent its settings.
    ApplicationSettingsDue,
    /// TLS 1.3: the client takes no compressed certificates.
    CompressionNotOffered,
    /// TLS 1.3: early data was not accepted.
    EarlyDataNotAccepted,
    /// TLS 1.3: application settings do not stand in both hellos, or early data was accepted, or the
    /// client has sent its settings.
    ApplicationSettingsNotDue,
    /// TLS 1.3: the client's certificate is empty.
    ClientCertificateEmpty,
    /// TLS 1.3: the client has not sent its `Finished`.
    ClientUnfinished,
    /// TLS 1.3: the `ClientHello` lacks `post_handshake_auth`.
    PostHandshakeAuthNotOffered,
}

impl Condition {
    /// Does it hold, given what has been settled?
    #[must_use]
    #[inline]
    pub const fn holds(self, facts: &Facts, seen: crate::ItemSet) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            _ => self.holds_of(facts, seen),
        }
    }

    /// `holds` for those that depend on it.
    #[expect(clippy::too_many_lines, reason = "one arm a condition, in one place")]
    const fn holds_of(self, facts: &Facts, seen: crate::ItemSet) -> bool {
        use KeyExchange as Kx;
        let class = facts.key_exchange;
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::SupplementalDataAgreed => {
                facts.negotiated(ExtensionType::USER_MAPPING)
                    || facts.negotiated(ExtensionType::CLIENT_AUTHZ)
                    || facts.negotiated(ExtensionType::SERVER_AUTHZ)
            }
            Self::CertificateSuite => matches!(
                class,
                Some(
                    Kx::Rsa
                        | Kx::RsaExport
                        | Kx::StaticDh
                        | Kx::Dhe
                        | Kx::StaticEcdh
                        | Kx::Ecdhe
                        | Kx::RsaPsk
                        | Kx::SrpCertificate
                        | Kx::Fortezza
                        | Kx::Gost
                )
            ),
            Self::CertificateAllowed => {
                Self::CertificateSuite.holds(facts, seen) || is_unknown(class)
            }
            Self::StatusAgreed => {
                facts.negotiated(ExtensionType::STATUS_REQUEST)
                    || facts.negotiated(ExtensionType::STATUS_REQUEST_V2)
            }
            Self::KeyExchangeRequired => {
                matches!(
                    class,
                    Some(
                        Kx::Dhe
                            | Kx::DhAnon
                            | Kx::Ecdhe
                            | Kx::EcdhAnon
                            | Kx::DhePsk
                            | Kx::EcdhePsk
                            | Kx::Srp
                            | Kx::SrpCertificate
                            | Kx::Eccpwd
                            | Kx::Fortezza
                    )
                ) || (matches!(class, Some(Kx::RsaExport))
                    && matches!(export_key_is_long(facts), Some(true)))
            }
            Self::KeyExchangeAllowed => {
                Self::KeyExchangeRequired.holds(facts, seen)
                    || matches!(class, Some(Kx::Psk | Kx::RsaPsk))
                    || (matches!(class, Some(Kx::RsaExport))
                        && !matches!(export_key_is_long(facts), Some(false)))
                    || (matches!(class, Some(Kx::Rsa)) && facts.is_ssl3())
                    || is_unknown(class)
            }
            Self::ExportSuite => matches!(class, Some(Kx::RsaExport)),
            Self::CertificateRequestAllowed => !matches!(
                class,
                Some(
                    Kx::DhAnon
                        | Kx::EcdhAnon
                        | Kx::Psk
                        | Kx::DhePsk
                        | Kx::EcdhePsk
                        | Kx::Srp
                        | Kx::Krb5
                        | Kx::Eccpwd
                )
            ),
            Self::AnonymousSuite => matches!(class, Some(Kx::DhAnon | Kx::EcdhAnon)),
            Self::CertificateRequested => facts.certificate_requested(),
            Self::CertificateNotRequested => !facts.certificate_requested(),
            Self::CertificateOwed => facts.certificate_requested() && !facts.is_ssl3(),
            Self::CertificateUrlAgreed => {
                facts.certificate_requested()
                    && facts.negotiated(ExtensionType::CLIENT_CERTIFICATE_URL)
            }
            Self::CertificateVerifyOwed => {
                matches!(facts.client_certificate, ClientCertificate::Signing)
                    && !matches!(class, Some(Kx::Gost))
            }
            Self::CertificateVerifyAllowed => {
                matches!(facts.client_certificate, ClientCertificate::Signing)
            }
            Self::NextProtocolAgreed => facts.negotiated(ExtensionType::NEXT_PROTOCOL_NEGOTIATION),
            Self::ChannelIdAgreed => facts.negotiated(ExtensionType::CHANNEL_ID),
            Self::ChannelIdNotAgreed => !Self::ChannelIdAgreed.holds(facts, seen),
            Self::ChannelIdSent => seen.contains(crate::Item::ChannelId),
            Self::TicketAnnounced => {
                !facts.is_ssl3() && facts.answer.extensions.contains(ExtensionType::SESSION_TICKET)
            }
            Self::PskOnly => {
                facts.answer.has_selected_identity()
                    && !facts.negotiated(ExtensionType::TLS_CERT_WITH_EXTERN_PSK)
            }
            Self::NotPskOnly => !Self::PskOnly.holds(facts, seen),
            Self::CompressionOffered => {
                facts.offer.certificate_compression != 0
                    || facts.offer.extensions.contains(ExtensionType::COMPRESS_CERTIFICATE)
                    || facts.offer.unreadable()
            }
            Self::CompressedSent => seen.contains(crate::Item::CompressedCertificate),
            Self::CertificateSent => seen.contains(crate::Item::Certificate),
            Self::EarlyDataAccepted => matches!(facts.early_data, EarlyData::Accepted),
            Self::ApplicationSettingsDue => {
                facts.negotiated(ExtensionType::APPLICATION_SETTINGS)
                    && !matches!(facts.early_data, EarlyData::Accepted)
                    && !seen.contains(crate::Item::EncryptedExtensions)
            }
            Self::CompressionNotOffered => !Self::CompressionOffered.holds(facts, seen),
            Self::EarlyDataNotAccepted => !Self::EarlyDataAccepted.holds(facts, seen),
            Self::ApplicationSettingsNotDue => !Self::ApplicationSettingsDue.holds(facts, seen),
            Self::ClientUnfinished => !facts.client_finished(),
            Self::PostHandshakeAuthNotOffered => {
                !facts.offer.unreadable()
                    && !facts.offer.extensions.contains(ExtensionType::POST_HANDSHAKE_AUTH)
            }
            Self::ClientCertificateEmpty => {
                matches!(facts.client_certificate, ClientCertificate::Empty)
            }
        }
    }
}

/// A suite that the registry does not know, or that should never have been selected: every message
/// of a key exchange is possible.
const fn is_unknown(class: Option<KeyExchange>) -> bool {
    matches!(class, None | Some(KeyExchange::Signalling | KeyExchange::Tls13))
}

/// RSA_EXPORT suites sign a temporary key only if the certified one is longer than 512 bits, or 1024
/// for the EXPORT1024 suites (RFC 2246 section 7.4.3). `None` while the certificate was not read.
const fn export_key_is_long(facts: &Facts) -> Option<bool> {
    match facts.server_key {
        RsaKey::Unknown => None,
        RsaKey::UpTo512 => Some(false),
        RsaKey::UpTo1024 => Some(!matches!(facts.answer.cipher_suite.0, 0x0060..=0x0065)),
        RsaKey::Longer => Some(true),
    }
}
