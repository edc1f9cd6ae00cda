use crate::{
    AlertDescription, EncodeError, HandshakeType, Message, MessageContext, MessageError,
    encode::{Encode, PutVector, Sink},
};

/// A whole handshake message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandshakeMessage<'a> {
    /// Which message.
    pub handshake_type: HandshakeType,
    /// All after the four-byte header.
    pub body: &'a [u8],
    /// Stream offset of the first header byte.
    pub offset: u64,
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
    pub const fn alert(&self) -> AlertDescription {
        self.error.alert()
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec};

    use super::*;
    use crate::{HandshakeReader, ProtocolVersion};

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
        assert_eq!(error.alert(), AlertDescription::DECODE_ERROR);
    }

    #[test]
    fn a_raw_message_is_written_with_its_header() {
        let message =
            HandshakeMessage { handshake_type: HandshakeType::FINISHED, body: &[7; 12], offset: 9 };
        let mut expected = vec![20, 0, 0, 12];
        expected.extend([7; 12]);
        assert_eq!(message.to_vec().unwrap(), expected);
    }
}
