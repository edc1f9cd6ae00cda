//! TLS framing: records, handshake messages and alerts, from bytes and to bytes.
#![no_std]
#![forbid(unsafe_code)]
#![allow(clippy::doc_markdown, reason = "messages and fields go by the names of the standards")]
#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::as_conversions
    )
)]

extern crate alloc;

mod alert;
mod certificate;
mod certificate_request;
mod certificate_status;
mod certificate_type;
mod certificate_url;
mod certificate_verify;
mod change_cipher_spec;
mod cipher_suite;
mod client_hello;
mod client_key_exchange;
mod code_point;
mod compression_method;
mod content_type;
mod empty_message;
mod encode;
mod encrypted_extensions;
pub mod extension;
mod extension_type;
mod extensions;
mod finished;
mod handshake_context;
mod handshake_reader;
mod handshake_type;
mod heartbeat;
mod key_update;
mod message;
mod message_error;
mod named_group;
mod new_session_ticket;
mod next_protocol;
mod protocol_version;
mod reader;
mod record_header;
mod record_reader;
mod server_hello;
mod server_key_exchange;
mod signature_scheme;
mod sslv2;
mod supplemental_data;
mod vector;
mod wire_struct;

pub use crate::{
    alert::{Alert, AlertDescription, AlertLevel, AlertLevels},
    certificate::{
        Asn1Cert, Certificate, Certificate13, CertificateEntry, CompressedCertificate,
        RawPublicKeyCertificate,
    },
    certificate_request::{CertificateRequest, CertificateRequest12, CertificateRequest13},
    certificate_status::{CertificateStatus, CertificateStatusType, OcspResponse},
    certificate_type::{CertificateType, ClientCertificateType},
    certificate_url::{CertChainType, CertificateUrl, UrlAndHash},
    certificate_verify::{CertificateVerify, CertificateVerify12, CertificateVerify13},
    change_cipher_spec::ChangeCipherSpec,
    cipher_suite::{
        Authentication, BulkCipher, CipherSuite, CipherSuiteInfo, CipherType, KeyExchange,
        MacAlgorithm, PrfHash,
    },
    client_hello::ClientHello,
    client_key_exchange::{
        ClientDhPublic, ClientEccpwdParams, ClientEcdhPublic, ClientKeyExchange, ClientSrpPublic,
        EncryptedPreMasterSecret, KerberosWrapper, PskIdentityName,
    },
    compression_method::{CertificateCompressionAlgorithm, CompressionMethod},
    content_type::ContentType,
    empty_message::{EndOfEarlyData, HelloRequest, MessageHash, ServerHelloDone},
    encode::{Encode, EncodeError, Sink},
    encrypted_extensions::EncryptedExtensions,
    extension_type::ExtensionType,
    extensions::{Extension, Extensions, ExtensionsIter},
    finished::Finished,
    handshake_context::HandshakeContext,
    handshake_reader::{
        Completed, HandshakeError, HandshakeHeader, HandshakeLimits, HandshakeMessage,
        HandshakeReader, PendingMessage,
    },
    handshake_type::HandshakeType,
    heartbeat::{Heartbeat, HeartbeatMessageType},
    key_update::{KeyUpdate, KeyUpdateRequest},
    message::{HandshakeBody, InvalidMessage, Message, MessageContext},
    message_error::{MessageError, MessageErrorKind},
    named_group::NamedGroup,
    new_session_ticket::{NewSessionTicket12, NewSessionTicket13},
    next_protocol::{ChannelId, NextProtocol},
    protocol_version::ProtocolVersion,
    reader::{ReadError, Reader},
    record_header::{
        MAX_CIPHERTEXT_12, MAX_CIPHERTEXT_13, MAX_COMPRESSED, MAX_INNER_13, MAX_PLAINTEXT,
        RecordHeader,
    },
    record_reader::{Framing, RecordError, RecordPiece, RecordReader},
    server_hello::ServerHello,
    server_key_exchange::{
        EcBasis, EcCurve, EcCurveType, EcParameters, ExplicitChar2Curve, ExplicitPrimeCurve,
        PskIdentityHint, ServerDhParams, ServerEccpwdParams, ServerEcdhParams, ServerKeyExchange,
        ServerRsaParams, ServerSrpParams, Signature,
    },
    signature_scheme::{HashAlgorithm, SignatureAlgorithm, SignatureScheme},
    sslv2::{Sslv2CipherSpec, Sslv2ClientHello, Sslv2Header},
    supplemental_data::{SupplementalData, SupplementalDataEntry, SupplementalDataType},
    vector::{Item, Vector, VectorIter},
};
