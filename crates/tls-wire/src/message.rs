use alloc::vec::Vec;

use bytes::BufMut;

use crate::{
    Certificate, Certificate13, CertificateRequest, CertificateRequest12, CertificateRequest13,
    CertificateStatus, CertificateUrl, CertificateVerify, CertificateVerify13, ChannelId,
    ClientHello, ClientKeyExchange, CompressedCertificate, ContentType, EncodeError,
    EncryptedExtensions, EndOfEarlyData, Finished, HandshakeHeader, HandshakeMessage,
    HandshakeType, HelloRequest, KeyExchange, KeyUpdate, MessageError, MessageHash,
    NewSessionTicket12, NewSessionTicket13, NextProtocol, ProtocolVersion, RawPublicKeyCertificate,
    Record, ServerHello, ServerHelloDone, ServerKeyExchange, SupplementalData,
    encode::{Encode, PutVector, Sink},
    record_header::MAX_PLAINTEXT,
    vector::encode_items,
};

/// What the format of a message depends on besides its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageContext {
    /// The version agreed on. Before the ServerHello it does not matter.
    pub version: ProtocolVersion,
    /// The key exchange of the cipher suite agreed on, for ServerKeyExchange and
    /// ClientKeyExchange.
    pub key_exchange: Option<KeyExchange>,
}

impl MessageContext {
    /// A version, and no key exchange known.
    #[must_use]
    pub const fn new(version: ProtocolVersion) -> Self {
        Self { version, key_exchange: None }
    }
}

/// Defines [`Message`] from a table of the types whose format depends on the version at most; the
/// first row that applies counts.
macro_rules! messages {
    ($(
        $(#[$doc:meta])*
        $variant:ident($body:ty): $handshake_type:ident $(since $since:ident)?;
    )*) => {
        /// A handshake message of any type.
        ///
        /// As [`Encode`] it is the message's body; [`HandshakeBody::encode_message`] puts the
        /// header before it.
        ///
        /// ```
        /// use tls_wire::{HandshakeType, Message, MessageContext, ProtocolVersion};
        ///
        /// let context = MessageContext::new(ProtocolVersion::TLS_1_3);
        /// let message = Message::parse(HandshakeType::KEY_UPDATE, &[1], context)?;
        /// assert!(matches!(message, Message::KeyUpdate(_)));
        /// # Ok::<(), tls_wire::MessageError>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Message<'a> {
            $($(#[$doc])* $variant($body),)*
            /// A ServerHello that is no HelloRetryRequest.
            ServerHello(ServerHello<'a>),
            /// A ServerHello whose random makes it a HelloRetryRequest.
            HelloRetryRequest(ServerHello<'a>),
            /// ServerKeyExchange of a known key exchange.
            ServerKeyExchange(ServerKeyExchange<'a>),
            /// ClientKeyExchange of a known key exchange.
            ClientKeyExchange(ClientKeyExchange<'a>),
            /// A message whose format is not known: its type is not, or it depends on a key
            /// exchange that is not.
            Opaque {
                /// Which message.
                handshake_type: HandshakeType,
                /// All after the header.
                body: &'a [u8],
            },
        }

        impl<'a> Message<'a> {
            fn parse_by_version(
                handshake_type: HandshakeType,
                body: &'a [u8],
                version: ProtocolVersion,
            ) -> Result<Self, MessageError> {
                match handshake_type {
                    $(HandshakeType::$handshake_type
                        $(if version >= ProtocolVersion::$since)? =>
                    {
                        Ok(Self::$variant(<$body>::parse(body)?))
                    })*
                    _ => Ok(Self::Opaque { handshake_type, body }),
                }
            }
        }

        impl Encode for Message<'_> {
            fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
                match self {
                    $(Self::$variant(body) => body.write(sink),)*
                    Self::ServerHello(body) | Self::HelloRetryRequest(body) => body.write(sink),
                    Self::ServerKeyExchange(body) => body.write(sink),
                    Self::ClientKeyExchange(body) => body.write(sink),
                    Self::Opaque { body, .. } => {
                        sink.put(body);
                        Ok(())
                    }
                }
            }
        }

        impl HandshakeBody for Message<'_> {
            fn handshake_type(&self) -> HandshakeType {
                match self {
                    $(Self::$variant(_) => HandshakeType::$handshake_type,)*
                    Self::ServerHello(_) | Self::HelloRetryRequest(_) => {
                        HandshakeType::SERVER_HELLO
                    }
                    Self::ServerKeyExchange(_) => HandshakeType::SERVER_KEY_EXCHANGE,
                    Self::ClientKeyExchange(_) => HandshakeType::CLIENT_KEY_EXCHANGE,
                    Self::Opaque { handshake_type, .. } => *handshake_type,
                }
            }
        }
    };
}

messages! {
    /// HelloRequest.
    HelloRequest(HelloRequest): HELLO_REQUEST;
    /// ClientHello.
    ClientHello(ClientHello<'a>): CLIENT_HELLO;
    /// NewSessionTicket of TLS 1.3.
    NewSessionTicket13(NewSessionTicket13<'a>): NEW_SESSION_TICKET since TLS_1_3;
    /// NewSessionTicket up to TLS 1.2.
    NewSessionTicket12(NewSessionTicket12<'a>): NEW_SESSION_TICKET;
    /// EndOfEarlyData.
    EndOfEarlyData(EndOfEarlyData): END_OF_EARLY_DATA;
    /// EncryptedExtensions.
    EncryptedExtensions(EncryptedExtensions<'a>): ENCRYPTED_EXTENSIONS;
    /// Certificate of TLS 1.3.
    Certificate13(Certificate13<'a>): CERTIFICATE since TLS_1_3;
    /// Certificate up to TLS 1.2.
    Certificate(Certificate<'a>): CERTIFICATE;
    /// CertificateRequest of TLS 1.3.
    CertificateRequest13(CertificateRequest13<'a>): CERTIFICATE_REQUEST since TLS_1_3;
    /// CertificateRequest of TLS 1.2.
    CertificateRequest12(CertificateRequest12<'a>): CERTIFICATE_REQUEST since TLS_1_2;
    /// CertificateRequest up to TLS 1.1.
    CertificateRequest(CertificateRequest<'a>): CERTIFICATE_REQUEST;
    /// ServerHelloDone.
    ServerHelloDone(ServerHelloDone): SERVER_HELLO_DONE;
    /// CertificateVerify of TLS 1.2 and 1.3.
    CertificateVerify13(CertificateVerify13<'a>): CERTIFICATE_VERIFY since TLS_1_2;
    /// CertificateVerify up to TLS 1.1.
    CertificateVerify(CertificateVerify<'a>): CERTIFICATE_VERIFY;
    /// Finished.
    Finished(Finished<'a>): FINISHED;
    /// CertificateURL.
    CertificateUrl(CertificateUrl<'a>): CERTIFICATE_URL;
    /// CertificateStatus.
    CertificateStatus(CertificateStatus<'a>): CERTIFICATE_STATUS;
    /// SupplementalData.
    SupplementalData(SupplementalData<'a>): SUPPLEMENTAL_DATA;
    /// KeyUpdate.
    KeyUpdate(KeyUpdate): KEY_UPDATE;
    /// CompressedCertificate.
    CompressedCertificate(CompressedCertificate<'a>): COMPRESSED_CERTIFICATE;
    /// NextProtocol.
    NextProtocol(NextProtocol<'a>): NEXT_PROTOCOL;
    /// ChannelID.
    ChannelId(ChannelId<'a>): CHANNEL_ID;
    /// message_hash.
    MessageHash(MessageHash<'a>): MESSAGE_HASH;
}

impl<'a> Message<'a> {
    /// Reads the body of a message, to its last byte.
    ///
    /// # Errors
    ///
    /// The [`MessageError`] of the message's own `parse`. A type that is not known is no error.
    pub fn parse(
        handshake_type: HandshakeType,
        body: &'a [u8],
        context: MessageContext,
    ) -> Result<Self, MessageError> {
        let MessageContext { version, key_exchange } = context;
        match (handshake_type, key_exchange) {
            (HandshakeType::SERVER_HELLO, _) => {
                let hello = ServerHello::parse(body)?;
                if hello.is_hello_retry_request() {
                    Ok(Self::HelloRetryRequest(hello))
                } else {
                    Ok(Self::ServerHello(hello))
                }
            }
            (HandshakeType::SERVER_KEY_EXCHANGE, Some(key_exchange)) => {
                ServerKeyExchange::parse(key_exchange, version, body).map(Self::ServerKeyExchange)
            }
            (HandshakeType::CLIENT_KEY_EXCHANGE, Some(key_exchange)) => {
                ClientKeyExchange::parse(key_exchange, version, body).map(Self::ClientKeyExchange)
            }
            _ => Self::parse_by_version(handshake_type, body, version),
        }
    }
}

impl<'a> HandshakeMessage<'a> {
    /// Reads the message's body by its type.
    ///
    /// # Errors
    ///
    /// [`InvalidMessage`]: what is wrong, and in which message of the stream.
    pub fn parse(&self, context: MessageContext) -> Result<Message<'a>, InvalidMessage> {
        let Self { handshake_type, body, offset } = *self;
        Message::parse(handshake_type, body, context).map_err(|error| InvalidMessage {
            handshake_type,
            offset,
            error,
        })
    }
}

/// Writes the header and the body.
impl Encode for HandshakeMessage<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.handshake_type.0]);
        sink.vec24("Handshake.length", self.body)
    }
}

/// A message of a stream is not what its type promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{handshake_type} at offset {offset}: {error}")]
pub struct InvalidMessage {
    /// Which message.
    pub handshake_type: HandshakeType,
    /// Stream offset of its first header byte. Its body begins four bytes later, if no record ends
    /// in between; the error's own offset counts in the body, which records may cut anywhere.
    pub offset: u64,
    /// What is wrong.
    pub error: MessageError,
}

impl InvalidMessage {
    /// The alert that a receiver owes for it.
    #[must_use]
    pub const fn alert(&self) -> crate::AlertDescription {
        self.error.alert()
    }
}

/// The body of a handshake message, which can be written with its header.
///
/// ```
/// use tls_wire::{HandshakeBody, ServerHelloDone};
///
/// assert_eq!(ServerHelloDone {}.to_message()?, [14, 0, 0, 0]);
/// # Ok::<(), tls_wire::EncodeError>(())
/// ```
pub trait HandshakeBody: Encode {
    /// Which message it is the body of.
    fn handshake_type(&self) -> HandshakeType;

    /// Appends the header and the body, or on an error nothing.
    ///
    /// # Errors
    ///
    /// As [`Encode::encode`]; also if the body is longer than 2^24 - 1 bytes.
    fn encode_message<B: BufMut>(&self, out: &mut B) -> Result<(), EncodeError> {
        WithHeader(self).encode(out)
    }

    /// The header and the body in a vector of their own.
    ///
    /// # Errors
    ///
    /// As [`Encode::to_vec`]; also if the body is longer than 2^24 - 1 bytes.
    fn to_message(&self) -> Result<Vec<u8>, EncodeError> {
        WithHeader(self).to_vec()
    }

    /// The header and the body in cleartext records, as few as hold them, one after the other in a
    /// vector of their own.
    ///
    /// # Errors
    ///
    /// As [`to_message`](Self::to_message).
    fn to_records(&self, legacy_record_version: ProtocolVersion) -> Result<Vec<u8>, EncodeError> {
        let message = self.to_message()?;
        let content_type = ContentType::HANDSHAKE;
        let record = Record { content_type, legacy_record_version, fragment: &message };
        encode_items(record.fragments(MAX_PLAINTEXT))
    }
}

struct WithHeader<'m, M: ?Sized>(&'m M);

impl<M: HandshakeBody + ?Sized> Encode for WithHeader<'_, M> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.0.handshake_type().0]);
        sink.len24("Handshake.length", self.0.encoded_len()?)?;
        self.0.write(sink)
    }
}

macro_rules! handshake_bodies {
    ($($body:ty: $handshake_type:ident;)*) => {$(
        impl HandshakeBody for $body {
            fn handshake_type(&self) -> HandshakeType {
                HandshakeType::$handshake_type
            }
        }
    )*};
}

handshake_bodies! {
    HelloRequest: HELLO_REQUEST;
    ClientHello<'_>: CLIENT_HELLO;
    ServerHello<'_>: SERVER_HELLO;
    NewSessionTicket12<'_>: NEW_SESSION_TICKET;
    NewSessionTicket13<'_>: NEW_SESSION_TICKET;
    EndOfEarlyData: END_OF_EARLY_DATA;
    EncryptedExtensions<'_>: ENCRYPTED_EXTENSIONS;
    Certificate<'_>: CERTIFICATE;
    Certificate13<'_>: CERTIFICATE;
    RawPublicKeyCertificate<'_>: CERTIFICATE;
    ServerKeyExchange<'_>: SERVER_KEY_EXCHANGE;
    CertificateRequest<'_>: CERTIFICATE_REQUEST;
    CertificateRequest12<'_>: CERTIFICATE_REQUEST;
    CertificateRequest13<'_>: CERTIFICATE_REQUEST;
    ServerHelloDone: SERVER_HELLO_DONE;
    CertificateVerify<'_>: CERTIFICATE_VERIFY;
    CertificateVerify13<'_>: CERTIFICATE_VERIFY;
    ClientKeyExchange<'_>: CLIENT_KEY_EXCHANGE;
    Finished<'_>: FINISHED;
    CertificateUrl<'_>: CERTIFICATE_URL;
    CertificateStatus<'_>: CERTIFICATE_STATUS;
    SupplementalData<'_>: SUPPLEMENTAL_DATA;
    KeyUpdate: KEY_UPDATE;
    CompressedCertificate<'_>: COMPRESSED_CERTIFICATE;
    NextProtocol<'_>: NEXT_PROTOCOL;
    ChannelId<'_>: CHANNEL_ID;
    MessageHash<'_>: MESSAGE_HASH;
}

/// The header by itself: a length above 2^24 - 1 is an error.
impl Encode for HandshakeHeader {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.handshake_type.0]);
        sink.u24("Handshake.length", self.length)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec};

    use super::*;
    use crate::HandshakeReader;

    fn parse(handshake_type: u8, body: &[u8], version: ProtocolVersion) -> Message<'_> {
        let context = MessageContext::new(version);
        Message::parse(HandshakeType(handshake_type), body, context).unwrap()
    }

    #[test]
    fn the_version_decides_between_formats() {
        let (v11, v12, v13) =
            (ProtocolVersion::TLS_1_1, ProtocolVersion::TLS_1_2, ProtocolVersion::TLS_1_3);
        assert!(matches!(parse(11, &[0, 0, 0], v12), Message::Certificate(_)));
        assert!(matches!(parse(11, &[0, 0, 0, 0], v13), Message::Certificate13(_)));
        assert!(matches!(parse(13, &[1, 1, 0, 0], v11), Message::CertificateRequest(_)));
        let request = [1, 1, 0, 2, 4, 1, 0, 0];
        assert!(matches!(parse(13, &request, v12), Message::CertificateRequest12(_)));
        assert!(matches!(parse(13, &[0, 0, 0], v13), Message::CertificateRequest13(_)));
        assert!(matches!(parse(15, &[0, 0], v11), Message::CertificateVerify(_)));
        assert!(matches!(parse(15, &[4, 1, 0, 0], v12), Message::CertificateVerify13(_)));
        assert!(matches!(parse(4, &[0, 0, 0, 0, 0, 0], v12), Message::NewSessionTicket12(_)));
    }

    #[test]
    fn what_is_not_known_stays_as_it_is() {
        let message = parse(99, &[1, 2], ProtocolVersion::TLS_1_2);
        assert_eq!(message.to_message().unwrap(), [99, 0, 0, 2, 1, 2]);
        let without_class = parse(12, &[1, 2], ProtocolVersion::TLS_1_2);
        assert!(matches!(without_class, Message::Opaque { .. }));
    }

    #[test]
    fn an_error_says_which_message_and_where() {
        let mut fragment = &[24, 0, 0, 2, 0, 0][..];
        let mut reader = HandshakeReader::new();
        let message = reader.next(&mut fragment, 77).unwrap().unwrap();
        let error = message.parse(MessageContext::new(ProtocolVersion::TLS_1_3)).unwrap_err();
        assert_eq!(
            format!("{error}"),
            "KeyUpdate at offset 77: 1 bytes too many after KeyUpdate (offset 1 in the message)"
        );
        assert_eq!(error.alert(), crate::AlertDescription::DECODE_ERROR);
    }

    #[test]
    fn a_long_message_goes_in_several_records() {
        let body = vec![7; 20_000];
        let message = Message::Opaque { handshake_type: HandshakeType(99), body: &body };
        let bytes = message.to_records(ProtocolVersion::TLS_1_2).unwrap();
        let mut rest = &bytes[..];
        let first = Record::read(&mut rest).unwrap();
        let second = Record::read(&mut rest).unwrap();
        assert_eq!((first.fragment.len(), second.fragment.len()), (16_384, 3_620));
        assert_eq!(rest, []);
        assert_eq!([first.fragment, second.fragment].concat()[..4], [99, 0, 0x4e, 0x20]);
    }

    #[test]
    fn a_raw_message_is_written_with_its_header() {
        let message =
            HandshakeMessage { handshake_type: HandshakeType::FINISHED, body: &[7; 12], offset: 9 };
        let mut expected = vec![20, 0, 0, 12];
        expected.extend([7; 12]);
        assert_eq!(message.to_vec().unwrap(), expected);
        let header = HandshakeHeader { handshake_type: HandshakeType::FINISHED, length: 1 << 24 };
        assert!(matches!(header.to_vec(), Err(EncodeError::TooLong { .. })));
    }
}
