use alloc::vec::Vec;

use bytes::BufMut;

use crate::{
    Certificate, Certificate13, CertificateRequest, CertificateRequest12, CertificateRequest13,
    CertificateStatus, CertificateUrl, CertificateVerify, CertificateVerify13, ChannelId,
    ClientHello, ClientKeyExchange, CompressedCertificate, ContentType, EncodeError,
    EncryptedExtensions, EndOfEarlyData, Finished, HandshakeType, HelloRequest, KeyUpdate,
    MessageHash, NewSessionTicket12, NewSessionTicket13, NextProtocol, ProtocolVersion,
    RawPublicKeyCertificate, Record, ServerHello, ServerHelloDone, ServerKeyExchange,
    SupplementalData,
    encode::{Encode, PutVector, Sink},
    record_header::MAX_PLAINTEXT,
    vector::encode_items,
};

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

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::Message;

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
}
