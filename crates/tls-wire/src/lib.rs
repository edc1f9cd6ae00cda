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
mod certificate_type;
mod change_cipher_spec;
mod cipher_suite;
mod client_hello;
mod code_point;
mod compression_method;
mod content_type;
mod extension_type;
mod extensions;
mod handshake_reader;
mod handshake_type;
mod message_error;
mod named_group;
mod protocol_version;
mod reader;
mod record_header;
mod record_reader;
mod server_hello;
mod signature_scheme;
mod sslv2;
mod vector;

pub use crate::{
    alert::{Alert, AlertDescription, AlertLevel},
    certificate_type::{CertificateType, ClientCertificateType},
    change_cipher_spec::ChangeCipherSpec,
    cipher_suite::{
        Authentication, BulkCipher, CipherSuite, CipherSuiteInfo, CipherType, KeyExchange,
        MacAlgorithm, PrfHash,
    },
    client_hello::ClientHello,
    compression_method::{CertificateCompressionAlgorithm, CompressionMethod},
    content_type::ContentType,
    extension_type::ExtensionType,
    extensions::{Extension, Extensions, ExtensionsIter},
    handshake_reader::{
        Completed, HandshakeError, HandshakeHeader, HandshakeLimits, HandshakeMessage,
        HandshakeReader, PendingMessage,
    },
    handshake_type::HandshakeType,
    message_error::{MessageError, MessageErrorKind},
    named_group::NamedGroup,
    protocol_version::ProtocolVersion,
    reader::{ReadError, Reader},
    record_header::{
        MAX_CIPHERTEXT_12, MAX_CIPHERTEXT_13, MAX_COMPRESSED, MAX_INNER_13, MAX_PLAINTEXT,
        RecordHeader,
    },
    record_reader::{Framing, RecordError, RecordPiece, RecordReader},
    server_hello::ServerHello,
    signature_scheme::{HashAlgorithm, SignatureAlgorithm, SignatureScheme},
    sslv2::{Sslv2CipherSpec, Sslv2ClientHello, Sslv2Header},
    vector::{Item, Vector, VectorIter},
};
