use crate::{
    AlertDescription, ClientHello, Completed, ContentType, Framing, HandshakeError,
    HandshakeLimits, HandshakeMessage, HandshakeReader, HandshakeType, InvalidMessage,
    PendingMessage, RecordError, RecordReader,
};

/// Reads the ClientHello from a connection's first bytes, as they come: over any number of chunks
/// and records, each byte once.
///
/// The caller keeps the bytes it feeds, and so can replay them to whoever the name in the hello
/// leads to.
///
/// ```
/// use tls_wire::{ClientHelloBuilder, ClientHelloReader, HandshakeBody, ProtocolVersion};
///
/// let hello = ClientHelloBuilder::new([7; 32]).server_name("a.example");
/// let stream = hello.to_records(ProtocolVersion::TLS_1_0)?;
///
/// let mut reader = ClientHelloReader::new();
/// let mut server_name = None;
/// for chunk in stream.chunks(50) {
///     let mut input = chunk;
///     if let Some(hello) = reader.read(&mut input)? {
///         server_name = hello.server_name().map(<[u8]>::to_vec);
///     }
/// }
/// assert_eq!(server_name.as_deref(), Some(&b"a.example"[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ClientHelloReader {
    records: RecordReader,
    messages: HandshakeReader,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Reading,
    Done,
    Failed(ClientHelloError),
}

/// The connection does not begin with a ClientHello.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientHelloError {
    /// It does not begin with a TLS record.
    #[error(transparent)]
    Record(RecordError),
    /// A record before the end of the hello is no handshake record.
    #[error("a record of type {content_type} at offset {offset}, before a ClientHello")]
    ContentType {
        /// What the record is.
        content_type: ContentType,
        /// Stream offset of its first header byte.
        offset: u64,
    },
    /// The hello is longer than allowed.
    #[error(transparent)]
    TooLong(HandshakeError),
    /// The first message is another.
    #[error("{handshake_type} at offset {offset}, before a ClientHello")]
    HandshakeType {
        /// Which message.
        handshake_type: HandshakeType,
        /// Stream offset of its first header byte.
        offset: u64,
    },
    /// The hello is malformed.
    #[error(transparent)]
    Invalid(InvalidMessage),
}

impl ClientHelloError {
    /// The alert that a server owes for it.
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        match self {
            Self::Record(error) => error.alert(),
            Self::ContentType { .. } | Self::HandshakeType { .. } => {
                AlertDescription::UNEXPECTED_MESSAGE
            }
            Self::TooLong(error) => error.alert(),
            Self::Invalid(error) => error.alert(),
        }
    }
}

impl ClientHelloReader {
    /// A reader at a connection's first byte, with the default limit of 64 KiB.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            records: RecordReader::new(),
            messages: HandshakeReader::new(),
            state: State::Reading,
        }
    }

    /// The same with another limit, in bytes of the message's body.
    #[must_use]
    pub fn with_limit(limit: u32) -> Self {
        let mut reader = Self::new();
        reader.messages.set_limits(HandshakeLimits::uniform(limit));
        reader
    }

    /// Reads on in `input`, which is advanced past what was read. `Ok(None)`: all of it was read,
    /// and the hello goes on. Past the hello nothing is read.
    ///
    /// # Errors
    ///
    /// [`ClientHelloError`], as soon as the bytes decide it; afterwards the same error again, with
    /// nothing read.
    pub fn read<'e, 'i: 'e>(
        &'e mut self,
        input: &mut &'i [u8],
    ) -> Result<Option<ClientHello<'e>>, ClientHelloError> {
        match self.state {
            State::Reading => {}
            State::Done => return Ok(None),
            State::Failed(error) => return Err(error),
        }
        let completed = match self.read_message(input) {
            Ok(Some(completed)) => completed,
            Ok(None) => return Ok(None),
            Err(error) => {
                self.state = State::Failed(error);
                return Err(error);
            }
        };
        let HandshakeMessage { handshake_type, body, offset } = self.messages.message(completed);
        match ClientHello::parse(body) {
            Ok(hello) => {
                self.state = State::Done;
                Ok(Some(hello))
            }
            Err(error) => {
                let invalid = InvalidMessage { handshake_type, offset, error };
                self.state = State::Failed(ClientHelloError::Invalid(invalid));
                Err(ClientHelloError::Invalid(invalid))
            }
        }
    }

    fn read_message<'i>(
        &mut self,
        input: &mut &'i [u8],
    ) -> Result<Option<Completed<'i>>, ClientHelloError> {
        loop {
            let chunk = *input;
            let Some(piece) = self.records.next(input).map_err(ClientHelloError::Record)? else {
                return Ok(None);
            };
            let Framing::Tls(header) = piece.header else { continue };
            let content_type = header.content_type;
            if content_type != ContentType::HANDSHAKE {
                let offset = self.records.record_offset();
                return Err(ClientHelloError::ContentType { content_type, offset });
            }
            let mut fragment = piece.fragment;
            let length = u64::try_from(fragment.len()).unwrap_or(u64::MAX);
            let offset = self.records.offset().wrapping_sub(length);
            let completed =
                self.messages.advance(&mut fragment, offset).map_err(ClientHelloError::TooLong)?;
            let (handshake_type, offset) = match (&completed, self.messages.pending()) {
                (Some(completed), _) => (completed.handshake_type(), completed.offset()),
                (None, Some(PendingMessage { offset, header: Some(header), .. })) => {
                    (header.handshake_type, offset)
                }
                (None, _) => continue,
            };
            if handshake_type != HandshakeType::CLIENT_HELLO {
                return Err(ClientHelloError::HandshakeType { handshake_type, offset });
            }
            if completed.is_some() {
                let unread = input.len().saturating_add(fragment.len());
                *input = chunk.get(chunk.len().saturating_sub(unread)..).unwrap_or_default();
                return Ok(completed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::{ClientHelloBuilder, ContentType, Encode, HandshakeBody, ProtocolVersion, Record};

    fn hello() -> ClientHelloBuilder {
        ClientHelloBuilder::new([7; 32]).server_name("a.example")
    }

    /// The hello in records of `size` bytes.
    fn in_records(message: &[u8], size: usize) -> Vec<u8> {
        let record = Record {
            content_type: ContentType::HANDSHAKE,
            legacy_record_version: ProtocolVersion::TLS_1_0,
            fragment: message,
        };
        record.fragments(size).flat_map(|record| record.to_vec().unwrap()).collect()
    }

    /// Feeds `stream` in chunks of `size`; the hello again as bytes, and what was not read.
    fn read(stream: &[u8], size: usize) -> Result<Option<(Vec<u8>, usize)>, ClientHelloError> {
        let mut reader = ClientHelloReader::with_limit(1000);
        let mut read = 0;
        for chunk in stream.chunks(size) {
            let mut input = chunk;
            let result = reader.read(&mut input);
            let result = result.map(|hello| hello.map(|hello| hello.to_vec().unwrap()));
            read += chunk.len() - input.len();
            match result {
                Ok(None) => assert!(input.is_empty()),
                Ok(Some(hello)) => {
                    assert_eq!(reader.read(&mut input), Ok(None), "one hello only");
                    return Ok(Some((hello, stream.len() - read)));
                }
                Err(error) => {
                    let left = input;
                    assert_eq!(reader.read(&mut input), Err(error), "errors are sticky");
                    assert_eq!(input, left);
                    return Err(error);
                }
            }
        }
        Ok(None)
    }

    fn any_cut(stream: &[u8]) -> Result<Option<(Vec<u8>, usize)>, ClientHelloError> {
        let whole = read(stream, usize::MAX);
        for size in 1..=stream.len() {
            assert_eq!(read(stream, size), whole, "chunks of {size}");
        }
        whole
    }

    #[test]
    fn a_hello_over_any_records_and_chunks() {
        let message = hello().to_message().unwrap();
        for size in [1, 3, 4, 5, 60, 1000] {
            let stream = in_records(&message, size);
            assert_eq!(any_cut(&stream), Ok(Some((message[4..].to_vec(), 0))));
            let cut = &stream[..stream.len() - 1];
            assert_eq!(any_cut(cut), Ok(None));
        }
    }

    #[test]
    fn nothing_past_the_hello_is_read() {
        let mut message = hello().to_message().unwrap();
        let length = message.len();
        message.extend([1, 2, 3]);
        let mut stream = in_records(&message, 1000);
        stream.extend([23, 3]);
        assert_eq!(any_cut(&stream), Ok(Some((message[4..length].to_vec(), 5))));
    }

    #[test]
    fn what_is_no_hello_is_told() {
        let error = any_cut(b"GET / HTTP/1.1\r\n").unwrap_err();
        assert!(matches!(error, ClientHelloError::Record(_)));
        let error = any_cut(&[21, 3, 1, 0, 2, 2, 40]).unwrap_err();
        let content_type = ContentType::ALERT;
        assert_eq!(error, ClientHelloError::ContentType { content_type, offset: 0 });
        let error = any_cut(&in_records(&[2, 0, 0, 50, 3, 3], 4)).unwrap_err();
        let handshake_type = HandshakeType::SERVER_HELLO;
        assert_eq!(error, ClientHelloError::HandshakeType { handshake_type, offset: 5 });
        assert_eq!(error.alert(), AlertDescription::UNEXPECTED_MESSAGE);
        let error = any_cut(&in_records(&[1, 0, 4, 0], 4)).unwrap_err();
        assert!(matches!(error, ClientHelloError::TooLong(_)));
        let error = any_cut(&in_records(&[1, 0, 0, 1, 3], 2)).unwrap_err();
        let ClientHelloError::Invalid(invalid) = error else { panic!("{error}") };
        assert_eq!((invalid.offset, invalid.error.offset), (5, 0));
        assert_eq!(error.alert(), AlertDescription::DECODE_ERROR);
    }
}
