use crate::{
    Certificate, Certificate13, CertificateRequest, CertificateRequest12, CertificateRequest13,
    CertificateStatus, CertificateUrl, CertificateVerify, CertificateVerify13, ChannelId,
    ClientHello, ClientKeyExchange, CompressedCertificate, EncodeError, EncryptedExtensions,
    EndOfEarlyData, Finished, HandshakeBody, HandshakeType, HelloRequest, KeyExchange, KeyUpdate,
    MessageError, MessageHash, NewSessionTicket12, NewSessionTicket13, NextProtocol,
    ProtocolVersion, ServerHello, ServerHelloDone, ServerKeyExchange, SupplementalData,
    encode::{Encode, Sink},
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

/// Defines [`Message`] from a table of the types whose format depends on the version at most, and
/// makes each body a [`HandshakeBody`]; the first row that applies counts.
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
                    $(Self::$variant(body) => body.handshake_type(),)*
                    Self::ServerHello(body) | Self::HelloRetryRequest(body) => {
                        body.handshake_type()
                    }
                    Self::ServerKeyExchange(body) => body.handshake_type(),
                    Self::ClientKeyExchange(body) => body.handshake_type(),
                    Self::Opaque { handshake_type, .. } => *handshake_type,
                }
            }
        }

        $(
            impl<'a> HandshakeBody for $body {
                fn handshake_type(&self) -> HandshakeType {
                    HandshakeType::$handshake_type
                }
            }
        )*
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
