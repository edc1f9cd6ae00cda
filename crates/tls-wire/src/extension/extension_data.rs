use super::{
    ApplicationSettings, CertificateAuthorities, CertificateCompressionAlgorithms,
    CertificateStatusRequest, CertificateStatusRequestListV2, CertificateTypeList,
    ClientTicketRequest, Cookie, DelegatedCredential, EarlyDataIndication, EcPointFormats,
    EchClientHello, EchEncryptedExtensions, EchHelloRetryRequest, HeartbeatExtension,
    KeyShareClientHello, KeyShareEntry, KeyShareHelloRetryRequest, MaxFragmentLength,
    NextProtocolNegotiation, OfferedPsks, OidFilters, OuterExtensions, Padding, ProtocolNameList,
    PskKeyExchangeModes, RecordSizeLimit, RenegotiationInfo, SelectedCertificateType,
    SelectedProtocol, SelectedPsk, SelectedVersion, ServerNameList, ServerTicketRequestHint,
    SessionTicket, SignatureSchemeList, SignedCertificateTimestampList, SrpIdentity,
    SupportedGroups, SupportedVersions, TransportParameters, TrustAnchors, TrustedAuthorities,
    UseSrtp,
};
use crate::{
    CertificateStatus, EncodeError, ExtensionType, HandshakeContext, Reader,
    encode::{Encode, Sink},
    message_error::MessageError,
    vector::Item,
};

/// What bytes are left over after, if there are too many: the error names the extension besides.
const EXTENSION_DATA: &str = "extension_data";

/// Defines [`ExtensionData`] from a table: which type in which messages has which data.
macro_rules! extension_data {
    (
        empty { $($($empty:ident)|+ in $($empty_context:ident)|+;)* }
        $(
            $(#[$doc:meta])*
            $variant:ident($data:ty): $($extension_type:ident)|+ in $($context:ident)|+;
        )*
    ) => {
        /// The data of an extension, read by its type and the message it stands in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ExtensionData<'a> {
            /// Nothing: an extension that says all by being there, or answers one.
            Empty,
            $($(#[$doc])* $variant($data),)*
            /// An extension that this crate does not read, GREASE included, or one in a message
            /// where no standard gives it a meaning.
            Unknown(&'a [u8]),
        }

        impl<'a> ExtensionData<'a> {
            /// Whether [`parse`](Self::parse) reads `data`: for those who need not know what it says.
            #[must_use]
            #[inline(always)]
            pub fn is_well_formed(
                context: HandshakeContext,
                extension_type: ExtensionType,
                data: &'a [u8],
            ) -> bool {
                match (extension_type, context) {
                    $((
                        $(ExtensionType::$empty)|+,
                        $(HandshakeContext::$empty_context)|+,
                    ) => data.is_empty(),)*
                    $((
                        $(ExtensionType::$extension_type)|+,
                        $(HandshakeContext::$context)|+,
                    ) => <$data as Item<'_>>::is_whole(data),)*
                    _ => true,
                }
            }

            fn read_known(
                context: HandshakeContext,
                extension_type: ExtensionType,
                reader: Reader<'a>,
            ) -> Result<Self, MessageError> {
                match (extension_type, context) {
                    $((
                        $(ExtensionType::$empty)|+,
                        $(HandshakeContext::$empty_context)|+,
                    ) => {
                        reader.finish(EXTENSION_DATA)?;
                        Ok(Self::Empty)
                    })*
                    $((
                        $(ExtensionType::$extension_type)|+,
                        $(HandshakeContext::$context)|+,
                    ) => Ok(Self::$variant(Item::read_whole(reader, EXTENSION_DATA)?)),)*
                    _ => Ok(Self::Unknown(reader.rest())),
                }
            }
        }

        impl Encode for ExtensionData<'_> {
            fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
                match self {
                    Self::Empty => {}
                    $(Self::$variant(data) => data.write(sink)?,)*
                    Self::Unknown(data) => sink.put(data),
                }
                Ok(())
            }
        }
    };
}

extension_data! {
    empty {
        EXTENDED_MASTER_SECRET | ENCRYPT_THEN_MAC | TRUNCATED_HMAC | CLIENT_CERTIFICATE_URL
            | TLS_CERT_WITH_EXTERN_PSK in ClientHello | ServerHello;
        EARLY_DATA | CHANNEL_ID in ClientHello | ServerHello | EncryptedExtensions;
        POST_HANDSHAKE_AUTH | NEXT_PROTOCOL_NEGOTIATION in ClientHello;
        SIGNED_CERTIFICATE_TIMESTAMP in ClientHello | CertificateRequest;
        STATUS_REQUEST in ServerHello | EncryptedExtensions | CertificateRequest;
        SERVER_NAME | STATUS_REQUEST_V2 | TRUSTED_CA_KEYS | SESSION_TICKET
            in ServerHello | EncryptedExtensions;
    }
    /// server_name.
    ServerName(ServerNameList<'a>): SERVER_NAME in ClientHello;
    /// max_fragment_length.
    MaxFragmentLength(MaxFragmentLength): MAX_FRAGMENT_LENGTH
        in ClientHello | ServerHello | EncryptedExtensions;
    /// trusted_ca_keys.
    TrustedCaKeys(TrustedAuthorities<'a>): TRUSTED_CA_KEYS in ClientHello;
    /// status_request in a ClientHello.
    StatusRequest(CertificateStatusRequest<'a>): STATUS_REQUEST in ClientHello;
    /// status_request with a certificate.
    CertificateStatus(CertificateStatus<'a>): STATUS_REQUEST in Certificate;
    /// status_request_v2.
    StatusRequestV2(CertificateStatusRequestListV2<'a>): STATUS_REQUEST_V2 in ClientHello;
    /// supported_groups.
    SupportedGroups(SupportedGroups<'a>): SUPPORTED_GROUPS
        in ClientHello | ServerHello | EncryptedExtensions;
    /// ec_point_formats.
    EcPointFormats(EcPointFormats<'a>): EC_POINT_FORMATS in ClientHello | ServerHello;
    /// srp.
    Srp(SrpIdentity<'a>): SRP in ClientHello;
    /// signature_algorithms, signature_algorithms_cert, and delegated_credential where it asks for
    /// one.
    SignatureAlgorithms(SignatureSchemeList<'a>):
        SIGNATURE_ALGORITHMS | SIGNATURE_ALGORITHMS_CERT | DELEGATED_CREDENTIAL
        in ClientHello | CertificateRequest;
    /// use_srtp.
    UseSrtp(UseSrtp<'a>): USE_SRTP in ClientHello | ServerHello | EncryptedExtensions;
    /// heartbeat.
    Heartbeat(HeartbeatExtension): HEARTBEAT in ClientHello | ServerHello | EncryptedExtensions;
    /// application_layer_protocol_negotiation in a ClientHello.
    ApplicationLayerProtocolNegotiation(ProtocolNameList<'a>):
        APPLICATION_LAYER_PROTOCOL_NEGOTIATION in ClientHello;
    /// application_layer_protocol_negotiation in the answer.
    SelectedProtocol(SelectedProtocol<'a>): APPLICATION_LAYER_PROTOCOL_NEGOTIATION
        in ServerHello | EncryptedExtensions;
    /// signed_certificate_timestamp.
    SignedCertificateTimestamp(SignedCertificateTimestampList<'a>): SIGNED_CERTIFICATE_TIMESTAMP
        in ServerHello | Certificate;
    /// client_certificate_type, server_certificate_type or cert_type in a ClientHello.
    CertificateTypes(CertificateTypeList<'a>):
        CLIENT_CERTIFICATE_TYPE | SERVER_CERTIFICATE_TYPE | CERT_TYPE in ClientHello;
    /// The same three in the answer.
    SelectedCertificateType(SelectedCertificateType):
        CLIENT_CERTIFICATE_TYPE | SERVER_CERTIFICATE_TYPE | CERT_TYPE
        in ServerHello | EncryptedExtensions;
    /// padding.
    Padding(Padding<'a>): PADDING in ClientHello;
    /// compress_certificate.
    CompressCertificate(CertificateCompressionAlgorithms<'a>): COMPRESS_CERTIFICATE
        in ClientHello | CertificateRequest;
    /// record_size_limit.
    RecordSizeLimit(RecordSizeLimit): RECORD_SIZE_LIMIT
        in ClientHello | ServerHello | EncryptedExtensions;
    /// delegated_credential with a certificate.
    DelegatedCredential(DelegatedCredential<'a>): DELEGATED_CREDENTIAL in Certificate;
    /// session_ticket.
    SessionTicket(SessionTicket<'a>): SESSION_TICKET in ClientHello;
    /// pre_shared_key in a ClientHello.
    OfferedPsks(OfferedPsks<'a>): PRE_SHARED_KEY in ClientHello;
    /// pre_shared_key in a ServerHello.
    SelectedPsk(SelectedPsk): PRE_SHARED_KEY in ServerHello;
    /// early_data in a NewSessionTicket.
    EarlyData(EarlyDataIndication): EARLY_DATA in NewSessionTicket;
    /// supported_versions in a ClientHello.
    SupportedVersions(SupportedVersions<'a>): SUPPORTED_VERSIONS in ClientHello;
    /// supported_versions in the answer.
    SelectedVersion(SelectedVersion): SUPPORTED_VERSIONS in ServerHello | HelloRetryRequest;
    /// cookie.
    Cookie(Cookie<'a>): COOKIE in ClientHello | HelloRetryRequest;
    /// psk_key_exchange_modes.
    PskKeyExchangeModes(PskKeyExchangeModes<'a>): PSK_KEY_EXCHANGE_MODES in ClientHello;
    /// certificate_authorities.
    CertificateAuthorities(CertificateAuthorities<'a>): CERTIFICATE_AUTHORITIES
        in ClientHello | CertificateRequest;
    /// oid_filters.
    OidFilters(OidFilters<'a>): OID_FILTERS in CertificateRequest;
    /// key_share in a ClientHello.
    KeyShareClientHello(KeyShareClientHello<'a>): KEY_SHARE in ClientHello;
    /// key_share in a ServerHello.
    KeyShareServerHello(KeyShareEntry<'a>): KEY_SHARE in ServerHello;
    /// key_share in a HelloRetryRequest.
    KeyShareHelloRetryRequest(KeyShareHelloRetryRequest): KEY_SHARE in HelloRetryRequest;
    /// quic_transport_parameters.
    QuicTransportParameters(TransportParameters<'a>):
        QUIC_TRANSPORT_PARAMETERS | QUIC_TRANSPORT_PARAMETERS_DRAFT
        in ClientHello | EncryptedExtensions;
    /// ticket_request in a ClientHello.
    ClientTicketRequest(ClientTicketRequest): TICKET_REQUEST in ClientHello;
    /// ticket_request in the answer.
    ServerTicketRequestHint(ServerTicketRequestHint): TICKET_REQUEST in EncryptedExtensions;
    /// next_protocol_negotiation in a ServerHello.
    NextProtocolNegotiation(NextProtocolNegotiation<'a>): NEXT_PROTOCOL_NEGOTIATION in ServerHello;
    /// application_settings in a ClientHello.
    ApplicationSettingsSupport(ProtocolNameList<'a>):
        APPLICATION_SETTINGS | APPLICATION_SETTINGS_OLD in ClientHello;
    /// application_settings in EncryptedExtensions.
    ApplicationSettings(ApplicationSettings<'a>):
        APPLICATION_SETTINGS | APPLICATION_SETTINGS_OLD in EncryptedExtensions;
    /// trust_anchors.
    TrustAnchors(TrustAnchors<'a>): TRUST_ANCHORS
        in ClientHello | EncryptedExtensions | CertificateRequest;
    /// ech_outer_extensions.
    EchOuterExtensions(OuterExtensions<'a>): ECH_OUTER_EXTENSIONS in ClientHello;
    /// encrypted_client_hello in a ClientHello.
    EncryptedClientHello(EchClientHello<'a>): ENCRYPTED_CLIENT_HELLO in ClientHello;
    /// encrypted_client_hello in a HelloRetryRequest.
    EchHelloRetryRequest(EchHelloRetryRequest<'a>): ENCRYPTED_CLIENT_HELLO in HelloRetryRequest;
    /// encrypted_client_hello in EncryptedExtensions.
    EchEncryptedExtensions(EchEncryptedExtensions<'a>): ENCRYPTED_CLIENT_HELLO
        in EncryptedExtensions;
    /// renegotiation_info.
    RenegotiationInfo(RenegotiationInfo<'a>): RENEGOTIATION_INFO in ClientHello | ServerHello;
}

impl<'a> ExtensionData<'a> {
    /// Reads `data`, to its last byte, as the extension of type `extension_type` in the message
    /// `context`.
    ///
    /// # Errors
    ///
    /// [`MessageError`], with the extension's type: a field cut short or outside its length, a
    /// malformed or repeated item, bytes left over. What is not known is never an error.
    pub fn parse(
        context: HandshakeContext,
        extension_type: ExtensionType,
        data: &'a [u8],
    ) -> Result<Self, MessageError> {
        Self::read(context, extension_type, Reader::new(data))
    }

    /// Checks all that [`parse`](Self::parse) checks, without making anything of it.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    #[inline]
    pub fn check(
        context: HandshakeContext,
        extension_type: ExtensionType,
        data: &'a [u8],
    ) -> Result<(), MessageError> {
        Self::check_read(context, extension_type, Reader::new(data))
    }

    /// `read` without its result.
    #[inline]
    pub(crate) fn check_read(
        context: HandshakeContext,
        extension_type: ExtensionType,
        reader: Reader<'a>,
    ) -> Result<(), MessageError> {
        if Self::is_well_formed(context, extension_type, reader.rest()) {
            return Ok(());
        }
        Self::fault(context, extension_type, reader.rest(), reader.offset())
    }

    /// What is wrong with data at `offset` that does not read.
    #[cold]
    fn fault(
        context: HandshakeContext,
        extension_type: ExtensionType,
        data: &'a [u8],
        offset: usize,
    ) -> Result<(), MessageError> {
        let reader = Reader::at_offset(data, offset);
        Self::read(context, extension_type, reader).map(|_| ())
    }

    /// `parse` over all that `reader` has left.
    pub(crate) fn read(
        context: HandshakeContext,
        extension_type: ExtensionType,
        reader: Reader<'a>,
    ) -> Result<Self, MessageError> {
        Self::read_known(context, extension_type, reader)
            .map_err(|error| error.in_extension(extension_type))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_checked_as_it_is_parsed() {
        let high = [
            ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
            ExtensionType::APPLICATION_SETTINGS,
            ExtensionType::CHANNEL_ID,
            ExtensionType::TRUST_ANCHORS,
            ExtensionType::ECH_OUTER_EXTENSIONS,
            ExtensionType::ENCRYPTED_CLIENT_HELLO,
            ExtensionType::RENEGOTIATION_INFO,
            ExtensionType::QUIC_TRANSPORT_PARAMETERS_DRAFT,
            ExtensionType(0x0a0a),
        ];
        for data in crate::testing::short_strings(5) {
            for extension_type in (0..64).map(ExtensionType).chain(high) {
                for context in HandshakeContext::ALL {
                    let checked = ExtensionData::check(context, extension_type, &data);
                    let parsed = ExtensionData::parse(context, extension_type, &data);
                    let well_formed = ExtensionData::is_well_formed(context, extension_type, &data);
                    assert_eq!(well_formed, parsed.is_ok());
                    assert_eq!(
                        checked,
                        parsed.map(|_| ()),
                        "{context:?} {extension_type} {data:?}"
                    );
                }
            }
        }
    }
}
