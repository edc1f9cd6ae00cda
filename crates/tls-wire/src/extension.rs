//! The data of each extension, by the message it stands in.
//!
//! An extension's data is read when asked for: [`ExtensionData::parse`] for one,
//! [`Extensions::typed`](crate::Extensions::typed) for all of a message, or the view's own `parse`
//! where the type is known. Every view is checked to the last byte of the data.
//!
//! ```
//! use tls_wire::{Extensions, ExtensionType, HandshakeContext, NamedGroup};
//! use tls_wire::extension::{ExtensionData, SupportedGroups};
//!
//! let block = [0, 10, 0, 4, 0, 2, 0, 29];
//! let extensions = Extensions::parse(&block)?;
//! let (extension_type, data) = extensions.typed(HandshakeContext::ClientHello).next().unwrap();
//! assert_eq!(extension_type, ExtensionType::SUPPORTED_GROUPS);
//! let ExtensionData::SupportedGroups(groups) = data? else { unreachable!() };
//! assert!(groups.named_group_list.contains(&NamedGroup::X25519));
//! # Ok::<(), tls_wire::MessageError>(())
//! ```

mod certificate_authorities;
mod certificate_types;
mod delegated_credential;
mod encrypted_client_hello;
mod extension_data;
mod key_share;
mod negotiated_value;
mod opaque;
mod pre_shared_key;
mod protocol_name;
mod quic_transport_parameters;
mod server_name;
mod signature_algorithms;
mod signed_certificate_timestamp;
mod status_request;
mod supported_groups;
mod supported_versions;
mod trusted_ca_keys;
mod use_srtp;

pub use self::{
    certificate_authorities::{
        CertificateAuthorities, DistinguishedName, OidFilter, OidFilters, TrustAnchorId,
        TrustAnchors,
    },
    certificate_types::{
        CertificateCompressionAlgorithms, CertificateTypeList, SelectedCertificateType,
    },
    delegated_credential::DelegatedCredential,
    encrypted_client_hello::{
        EchClientHello, EchConfig, EchConfigContents, EchConfigExtension, EchEncryptedExtensions,
        EchHelloRetryRequest, HpkeAead, HpkeKdf, HpkeKem, HpkeSymmetricCipherSuite,
        OuterClientHello, OuterExtensions,
    },
    extension_data::ExtensionData,
    key_share::{KeyShareClientHello, KeyShareEntry, KeyShareHelloRetryRequest},
    negotiated_value::{
        ClientTicketRequest, EarlyDataIndication, HeartbeatExtension, HeartbeatMode,
        MaxFragmentLength, MaxFragmentLengthCode, RecordSizeLimit, ServerTicketRequestHint,
    },
    opaque::{Cookie, Padding, RenegotiationInfo, SessionTicket, SrpIdentity},
    pre_shared_key::{
        OfferedPsks, PskBinderEntry, PskIdentity, PskKeyExchangeMode, PskKeyExchangeModes,
        SelectedPsk,
    },
    protocol_name::{
        ApplicationSettings, NextProtocolNegotiation, ProtocolName, ProtocolNameList,
        SelectedProtocol,
    },
    quic_transport_parameters::{TransportParameter, TransportParameters},
    server_name::{NameType, ServerName, ServerNameList},
    signature_algorithms::SignatureSchemeList,
    signed_certificate_timestamp::{SerializedSct, SignedCertificateTimestampList},
    status_request::{
        CertificateStatusRequest, CertificateStatusRequestItemV2, CertificateStatusRequestListV2,
        OcspStatusRequest, ResponderId,
    },
    supported_groups::{EcPointFormat, EcPointFormats, SupportedGroups},
    supported_versions::{SelectedVersion, SupportedVersions},
    trusted_ca_keys::{TrustedAuthorities, TrustedAuthority},
    use_srtp::{SrtpProtectionProfile, UseSrtp},
};
