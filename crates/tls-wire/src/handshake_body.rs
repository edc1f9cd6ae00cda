use alloc::vec::Vec;

use bytes::BufMut;

use crate::{
    ClientKeyExchange, ContentType, EncodeError, HandshakeType, ProtocolVersion,
    RawPublicKeyCertificate, Record, ServerHello, ServerKeyExchange,
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

/// Those of [`Message`](crate::Message)'s table have their types from there.
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
    ServerHello<'_>: SERVER_HELLO;
    RawPublicKeyCertificate<'_>: CERTIFICATE;
    ServerKeyExchange<'_>: SERVER_KEY_EXCHANGE;
    ClientKeyExchange<'_>: CLIENT_KEY_EXCHANGE;
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
