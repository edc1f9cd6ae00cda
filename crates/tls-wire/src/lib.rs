//! TLS framing: records, handshake messages and alerts, from bytes and back to bytes, for SSL 3.0 to
//! TLS 1.3.
//!
//! ```
//! use tls_wire::{ClientHelloBuilder, ClientHelloReader, HandshakeBody, ProtocolVersion};
//!
//! # let hello = ClientHelloBuilder::new([7; 32]).server_name("a.example").alpn([&b"h2"[..]]);
//! # let from_a_socket = hello.to_records(ProtocolVersion::TLS_1_0)?;
//! let mut reader = ClientHelloReader::new();
//! let mut input = &from_a_socket[..];
//! let hello = reader.read(&mut input)?.expect("a whole ClientHello");
//! assert_eq!(hello.server_name(), Some(&b"a.example"[..]));
//! assert_eq!(hello.alpn().unwrap().next().unwrap().name, b"h2");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it promises
//!
//! - **Any cut gives the same.** [`RecordReader`] and [`HandshakeReader`] take chunks of any size;
//!   what comes out, errors included, does not depend on how the bytes were cut.
//! - **Nothing is copied that lies whole in a chunk.** Views borrow; lists are iterators
//!   ([`Vector`]); only a handshake message that is split is put together, in a buffer that never
//!   outgrows it and is freed after it. The two readers of a direction take 32 bytes together.
//! - **Nothing unknown is lost.** Code points are newtypes over integers; unknown extensions,
//!   messages and values stay, in order, and are written back as they came.
//! - **Strict.** Truncated and overlong fields, bytes left over, repeated extensions, empty and
//!   odd-length lists are [named errors](MessageErrorKind), with place, sizes and the alert owed.
//!   Whoever wants leniency reads on with [`PartialClientHello`], [`ExtensionsIter`] or the raw
//!   bytes.
//! - **What is read can be written,** byte for byte ([`Encode`]); a length that does not fit is an
//!   error. [`ClientHelloBuilder`], [`ServerHelloBuilder`] and [`ExtensionsBuilder`] make and change
//!   messages.
//! - **No panic,** no `unsafe`, no I/O; `no_std` with `alloc`.
//!
//! It does not decrypt, and it does not know which message may follow which.
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | records in a stream | [`RecordReader`], [`RecordHeader`], [`Record`], [`RecordLimits`] |
//! | whole records, to decrypt them | [`RecordDecoder`], [`InnerPlaintext`], [`RecordProtection`] |
//! | handshake messages in records | [`HandshakeReader`], [`HandshakeLimits`] |
//! | what a message says | [`Message`], [`ClientHello`], [`ServerHello`], ... |
//! | what an extension says | [`Extensions`], [`extension`] |
//! | the rest | [`Alert`], [`ChangeCipherSpec`], [`Heartbeat`], [`Sslv2ClientHello`] |
//! | names and properties of code points | [`CipherSuite`], [`ExtensionType`], [`AlertDescription`], ... |
//!
//! # Peek and replay
//!
//! A proxy reads the name, chooses a backend, and gives it the same bytes.
//!
//! ```
//! use tls_wire::{ClientHelloBuilder, ClientHelloReader, HandshakeBody, ProtocolVersion};
//!
//! # let hello = ClientHelloBuilder::new([7; 32]).server_name("b.example");
//! # let stream = hello.to_records(ProtocolVersion::TLS_1_0)?;
//! let mut peeked = Vec::new();
//! let mut reader = ClientHelloReader::new();
//! let mut backend = None;
//! for chunk in stream.chunks(64) {
//!     peeked.extend_from_slice(chunk);
//!     let mut input = chunk;
//!     if let Some(hello) = reader.read(&mut input)? {
//!         backend = Some(match hello.server_name() {
//!             Some(b"b.example") => "10.0.0.2",
//!             _ => "10.0.0.1",
//!         });
//!         break;
//!     }
//! }
//! assert_eq!(backend, Some("10.0.0.2"));
//! // `peeked` goes to the backend first, then what the socket has next.
//! assert_eq!(peeked, stream);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rewrite an extension
//!
//! ```
//! use tls_wire::extension::{ProtocolName, ProtocolNameList};
//! use tls_wire::{ClientHello, ClientHelloBuilder, Encode, ExtensionType, Vector};
//!
//! # let body = ClientHelloBuilder::new([7; 32])
//! #     .alpn([&b"h2"[..], b"http/1.1"]).server_name("a.example").to_vec()?;
//! let hello = ClientHello::parse(&body)?;
//! let names = Vector::encode_items([ProtocolName { name: b"http/1.1" }])?;
//! let alpn = ProtocolNameList { protocol_name_list: Vector::parse("names", &names)? };
//!
//! let mut builder = ClientHelloBuilder::from(hello);
//! builder.extensions_mut().replace(ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION, &alpn);
//! let rewritten = builder.to_vec()?;
//! let rewritten = ClientHello::parse(&rewritten)?;
//! assert_eq!(rewritten.alpn().unwrap().count(), 1);
//! assert_eq!(rewritten.server_name(), hello.server_name());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Frame records out of a `BytesMut`
//!
//! ```
//! use bytes::BytesMut;
//! use tls_wire::RecordDecoder;
//!
//! let mut decoder = RecordDecoder::new();
//! let mut buffer = BytesMut::new();
//! let mut fragments = Vec::new();
//! for chunk in [&[23, 3, 3, 0, 3, b'a'][..], b"bc\x17\x03\x03\x00\x01d\x17"] {
//!     buffer.extend_from_slice(chunk);
//!     while let Some(record) = decoder.decode(&mut buffer)? {
//!         fragments.push(record.fragment);
//!     }
//! }
//! assert_eq!(fragments, [&b"abc"[..], b"d"]);
//! assert_eq!(&buffer[..], [23], "what is not whole stays");
//! # Ok::<(), tls_wire::DecodeError>(())
//! ```
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
mod client_hello_builder;
mod client_hello_reader;
mod client_key_exchange;
mod code_point;
mod compression_method;
mod content_type;
mod ec_parameters;
mod empty_message;
mod encode;
mod encrypted_extensions;
pub mod extension;
mod extension_type;
mod extensions;
mod extensions_builder;
mod finished;
mod framing;
mod handshake_body;
mod handshake_context;
mod handshake_header;
mod handshake_limits;
mod handshake_message;
mod handshake_reader;
mod handshake_type;
mod heartbeat;
mod inner_plaintext;
mod key_update;
mod message;
mod message_error;
mod named_group;
mod new_session_ticket;
mod next_protocol;
mod partial_client_hello;
mod protocol_version;
mod reader;
mod record;
mod record_decoder;
mod record_error;
mod record_header;
mod record_limits;
mod record_protection;
mod record_reader;
mod server_hello;
mod server_hello_builder;
mod server_key_exchange;
mod signature_scheme;
mod sslv2;
mod supplemental_data;
#[cfg(test)]
mod testing;
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
    client_hello_builder::ClientHelloBuilder,
    client_hello_reader::{ClientHelloError, ClientHelloReader},
    client_key_exchange::{
        ClientDhPublic, ClientEccpwdParams, ClientEcdhPublic, ClientKeyExchange, ClientSrpPublic,
        EncryptedPreMasterSecret, KerberosWrapper, PskIdentityName,
    },
    compression_method::{CertificateCompressionAlgorithm, CompressionMethod},
    content_type::ContentType,
    ec_parameters::{
        EcBasis, EcCurve, EcCurveType, EcParameters, ExplicitChar2Curve, ExplicitPrimeCurve,
    },
    empty_message::{EndOfEarlyData, HelloRequest, MessageHash, ServerHelloDone},
    encode::{Encode, EncodeError, Sink},
    encrypted_extensions::EncryptedExtensions,
    extension_type::ExtensionType,
    extensions::{Extension, Extensions, ExtensionsIter},
    extensions_builder::ExtensionsBuilder,
    finished::Finished,
    framing::Framing,
    handshake_body::HandshakeBody,
    handshake_context::HandshakeContext,
    handshake_header::HandshakeHeader,
    handshake_limits::HandshakeLimits,
    handshake_message::{HandshakeMessage, InvalidMessage},
    handshake_reader::{Completed, HandshakeError, HandshakeReader, PendingMessage},
    handshake_type::HandshakeType,
    heartbeat::{Heartbeat, HeartbeatMessageType},
    inner_plaintext::{InnerPlaintext, NoContentType},
    key_update::{KeyUpdate, KeyUpdateRequest},
    message::{Message, MessageContext},
    message_error::{MessageError, MessageErrorKind},
    named_group::NamedGroup,
    new_session_ticket::{NewSessionTicket12, NewSessionTicket13},
    next_protocol::{ChannelId, NextProtocol},
    partial_client_hello::PartialClientHello,
    protocol_version::ProtocolVersion,
    reader::{ReadError, Reader},
    record::Record,
    record_decoder::{DecodeError, DecodedRecord, RecordDecoder},
    record_error::RecordError,
    record_header::{
        MAX_CIPHERTEXT_12, MAX_CIPHERTEXT_13, MAX_COMPRESSED, MAX_INNER_13, MAX_PLAINTEXT,
        RecordHeader,
    },
    record_limits::{Protection, RecordLimits, RecordOverflow},
    record_protection::{OpenedFragment, ProtectedFragment, ProtectionError, RecordProtection},
    record_reader::{RecordPiece, RecordReader},
    server_hello::ServerHello,
    server_hello_builder::ServerHelloBuilder,
    server_key_exchange::{
        PskIdentityHint, ServerDhParams, ServerEccpwdParams, ServerEcdhParams, ServerKeyExchange,
        ServerRsaParams, ServerSrpParams, Signature,
    },
    signature_scheme::{HashAlgorithm, SignatureAlgorithm, SignatureScheme},
    sslv2::{Sslv2CipherSpec, Sslv2ClientHello, Sslv2Header},
    supplemental_data::{SupplementalData, SupplementalDataEntry, SupplementalDataType},
    vector::{Item, Vector, VectorIter},
};
