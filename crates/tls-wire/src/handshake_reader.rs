use alloc::{boxed::Box, vec::Vec};

use crate::{AlertDescription, HandshakeHeader, HandshakeLimits, HandshakeMessage, HandshakeType};

/// A handshake stream cannot be read on. Final: the reader repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// A header declares a longer body than the limit for its type.
    #[error("{handshake_type} at offset {offset} declares {length} bytes, {limit} are allowed")]
    TooLong {
        /// Which message.
        handshake_type: HandshakeType,
        /// Bytes declared.
        length: u32,
        /// Bytes allowed.
        limit: u32,
        /// Stream offset of the message's first header byte.
        offset: u64,
    },
}

impl HandshakeError {
    /// The alert to send: `illegal_parameter`, as OpenSSL and BoringSSL do. No RFC names one.
    #[must_use]
    pub const fn alert(&self) -> AlertDescription {
        match self {
            Self::TooLong { .. } => AlertDescription::ILLEGAL_PARAMETER,
        }
    }
}

/// A message begun and not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingMessage {
    /// Stream offset of its first header byte.
    pub offset: u64,
    /// Bytes received so far, the header's included.
    pub received: usize,
    /// Its header, once its four bytes are there.
    pub header: Option<HandshakeHeader>,
}

/// Puts one direction's handshake messages together from the fragments of its handshake records,
/// however they are cut: several to a record, one over many records, a header split anywhere.
///
/// A message that lies whole in the fragment is borrowed from it. One that does not is copied,
/// once, into a buffer that grows with the bytes that arrive, never by what a header only
/// declares, and is freed when reading goes on after the message.
///
/// ```
/// use tls_wire::{HandshakeReader, HandshakeType};
///
/// // ServerHelloDone, then the first half of a KeyUpdate; then its rest.
/// let mut reader = HandshakeReader::new();
/// let mut fragment = &[14, 0, 0, 0, 24, 0][..];
/// let message = reader.next(&mut fragment, 5)?.expect("a whole message");
/// assert_eq!(message.handshake_type, HandshakeType::SERVER_HELLO_DONE);
/// assert_eq!(message.offset, 5);
/// assert_eq!(reader.next(&mut fragment, 9)?, None);
///
/// let mut fragment = &[0, 1, 0][..];
/// let message = reader.next(&mut fragment, 16)?.expect("the second message");
/// assert_eq!((message.handshake_type, message.body), (HandshakeType::KEY_UPDATE, &[0][..]));
/// assert_eq!(message.offset, 9);
/// # Ok::<(), tls_wire::HandshakeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct HandshakeReader {
    /// `None` while there is nothing to remember, so that an idle reader is one pointer.
    kept: Option<Box<Kept>>,
}

/// A message that does not lie whole in one fragment, and limits that are not the default ones.
#[derive(Clone, Debug, Default)]
struct Kept {
    /// The body so far.
    body: Vec<u8>,
    /// Stream offset of the pending message's first header byte.
    offset: u64,
    limits: HandshakeLimits,
    /// Header bytes so far, `seen` of them.
    header: [u8; HandshakeHeader::LEN],
    seen: u8,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// No message, or a pending one if `seen` is not 0.
    #[default]
    Reading,
    /// `body` holds a message that was handed out.
    Released,
    /// A header was over its limit.
    Failed,
}

/// Proof that a message is whole, to be exchanged for it with [`HandshakeReader::message`] before
/// the reader is used again.
#[derive(Clone, Copy, Debug)]
pub struct Completed<'i> {
    handshake_type: HandshakeType,
    /// `None` if the body is in the reader's buffer.
    body: Option<&'i [u8]>,
    offset: u64,
}

impl<'i> Completed<'i> {
    /// Which message.
    #[must_use]
    pub const fn handshake_type(&self) -> HandshakeType {
        self.handshake_type
    }

    /// Stream offset of its first header byte.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// Its body, if that lies whole in the fragment it was read from: such a body does not need the
    /// reader any more.
    #[must_use]
    pub const fn body_in_fragment(&self) -> Option<&'i [u8]> {
        self.body
    }
}

impl HandshakeReader {
    /// A reader with the default limits and no pending message.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }

    /// Sets the limits for the messages whose header is not complete yet.
    pub fn set_limits(&mut self, limits: HandshakeLimits) {
        if self.kept.is_some() || limits != HandshakeLimits::DEFAULT {
            self.kept.get_or_insert_default().limits = limits;
        }
    }

    /// The next whole message. `fragment` is advanced past what was read; `offset` is the stream
    /// offset of its first byte as it is at the call. `Ok(None)`: the fragment is used up.
    ///
    /// # Errors
    ///
    /// [`HandshakeError::TooLong`] as soon as a header is complete; afterwards the same error
    /// again, with nothing consumed.
    #[inline]
    pub fn next<'e, 'i: 'e>(
        &'e mut self,
        fragment: &mut &'i [u8],
        offset: u64,
    ) -> Result<Option<HandshakeMessage<'e>>, HandshakeError> {
        let completed = self.advance(fragment, offset)?;
        Ok(completed.map(|completed| self.message(completed)))
    }

    /// The next message if it lies whole in `fragment`, as nearly all do; it does not borrow from the
    /// reader. Otherwise, or if the reader is not [idle](Self::is_idle), nothing is consumed, and
    /// [`next`](Self::next) says what is there.
    #[inline]
    pub fn next_whole<'i>(
        &self,
        fragment: &mut &'i [u8],
        offset: u64,
    ) -> Option<HandshakeMessage<'i>> {
        if !self.is_idle() {
            return None;
        }
        let (header, rest) = fragment.split_first_chunk()?;
        let HandshakeHeader { handshake_type, length } = HandshakeHeader::parse(header);
        // No message has a lower limit than that, and next to none is longer.
        if length > HandshakeLimits::DEFAULT_OTHER
            && length > HandshakeLimits::DEFAULT.of(handshake_type)
        {
            return None;
        }
        let (body, rest) = rest.split_at_checked(index(length))?;
        *fragment = rest;
        Some(HandshakeMessage { handshake_type, body, offset })
    }

    /// Does the reader keep nothing: no message that is pending or was just handed out, no error, and
    /// no limits but the default ones?
    #[must_use]
    #[inline]
    pub const fn is_idle(&self) -> bool {
        self.kept.is_none()
    }

    /// Like [`next`](Self::next), in two steps: the returned value does not borrow from the reader,
    /// so that other parts of the caller's state can be used before [`message`](Self::message).
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    #[inline]
    pub fn advance<'i>(
        &mut self,
        fragment: &mut &'i [u8],
        offset: u64,
    ) -> Result<Option<Completed<'i>>, HandshakeError> {
        if let Some(HandshakeMessage { handshake_type, body, offset }) =
            self.next_whole(fragment, offset)
        {
            return Ok(Some(Completed { handshake_type, body: Some(body), offset }));
        }
        self.reassemble(fragment, offset)
    }

    /// The message that [`advance`](Self::advance) just completed.
    #[must_use]
    #[inline]
    pub fn message<'e, 'i: 'e>(&'e self, completed: Completed<'i>) -> HandshakeMessage<'e> {
        let Completed { handshake_type, body, offset } = completed;
        let body = body.unwrap_or_else(|| self.kept.as_ref().map_or(&[], |kept| &kept.body));
        HandshakeMessage { handshake_type, body, offset }
    }

    /// The message begun and not complete, if there is one.
    #[must_use]
    #[inline]
    pub fn pending(&self) -> Option<PendingMessage> {
        self.kept.as_ref()?.pending()
    }

    /// Whether a message is begun and not complete.
    #[must_use]
    #[inline]
    pub fn is_pending(&self) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.is_pending())
    }

    /// The body so far of the message that is pending; empty if none is, or not a byte of its body
    /// has come.
    #[must_use]
    pub fn pending_body(&self) -> &[u8] {
        match &self.kept {
            Some(kept) if kept.state == State::Reading => &kept.body,
            _ => &[],
        }
    }

    /// Forgets a pending message and any error, and frees the buffer. The limits stay.
    pub fn clear(&mut self) {
        match &mut self.kept {
            Some(kept) if kept.limits != HandshakeLimits::DEFAULT => kept.clear(),
            _ => self.kept = None,
        }
    }

    /// `advance` for messages that do not lie whole in the fragment, limits of the caller's, and
    /// errors.
    #[inline(never)]
    fn reassemble<'i>(
        &mut self,
        fragment: &mut &'i [u8],
        offset: u64,
    ) -> Result<Option<Completed<'i>>, HandshakeError> {
        if self.kept.as_ref().is_some_and(|kept| kept.state == State::Released) {
            self.clear();
        }
        if fragment.is_empty() && self.kept.is_none() {
            return Ok(None);
        }
        let kept = self.kept.get_or_insert_default();
        let completed = kept.reassemble(fragment, offset);
        if let Ok(Some(Completed { body: Some(_), .. })) = completed {
            self.clear();
        }
        completed
    }
}

impl Kept {
    fn is_pending(&self) -> bool {
        self.seen != 0 && self.state == State::Reading
    }

    fn pending(&self) -> Option<PendingMessage> {
        if !self.is_pending() {
            return None;
        }
        let whole = usize::from(self.seen) == HandshakeHeader::LEN;
        Some(PendingMessage {
            offset: self.offset,
            received: usize::from(self.seen).saturating_add(self.body.len()),
            header: whole.then(|| HandshakeHeader::parse(&self.header)),
        })
    }

    fn clear(&mut self) {
        *self = Self { limits: self.limits, ..Self::default() };
    }

    fn reassemble<'i>(
        &mut self,
        fragment: &mut &'i [u8],
        offset: u64,
    ) -> Result<Option<Completed<'i>>, HandshakeError> {
        if self.state == State::Failed {
            return Err(self.too_long());
        }
        while usize::from(self.seen) < HandshakeHeader::LEN {
            let Some((&byte, rest)) = fragment.split_first() else { return Ok(None) };
            if self.seen == 0 {
                self.offset = offset;
            }
            if let Some(place) = self.header.get_mut(usize::from(self.seen)) {
                *place = byte;
            }
            *fragment = rest;
            self.seen = self.seen.saturating_add(1);
            if usize::from(self.seen) < HandshakeHeader::LEN {
                continue;
            }
            let header = HandshakeHeader::parse(&self.header);
            if header.length > self.limits.of(header.handshake_type) {
                self.state = State::Failed;
                return Err(self.too_long());
            }
            if let Some((body, rest)) = fragment.split_at_checked(index(header.length)) {
                *fragment = rest;
                self.seen = 0;
                let handshake_type = header.handshake_type;
                let offset = self.offset;
                return Ok(Some(Completed { handshake_type, body: Some(body), offset }));
            }
        }
        let header = HandshakeHeader::parse(&self.header);
        let missing = index(header.length).saturating_sub(self.body.len());
        let (taken, rest) = fragment.split_at_checked(missing).unwrap_or((*fragment, &[]));
        *fragment = rest;
        self.store(taken, missing);
        if taken.len() < missing {
            return Ok(None);
        }
        self.state = State::Released;
        let handshake_type = header.handshake_type;
        Ok(Some(Completed { handshake_type, body: None, offset: self.offset }))
    }

    /// Appends to the body, of which `missing` bytes are still to come, `bytes` included. The
    /// buffer doubles, so that a body in crumbs costs linear time, but never beyond the body.
    fn store(&mut self, bytes: &[u8], missing: usize) {
        let room = self.body.capacity().saturating_sub(self.body.len());
        if bytes.len() > room {
            self.body.reserve_exact(bytes.len().max(self.body.len()).min(missing));
        }
        self.body.extend_from_slice(bytes);
    }

    const fn too_long(&self) -> HandshakeError {
        let HandshakeHeader { handshake_type, length } = HandshakeHeader::parse(&self.header);
        let limit = self.limits.of(handshake_type);
        HandshakeError::TooLong { handshake_type, length, limit, offset: self.offset }
    }
}

/// A body length as an index.
#[inline]
fn index(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::Encode;

    impl HandshakeReader {
        fn capacity(&self) -> usize {
            self.kept.as_ref().map_or(0, |kept| kept.body.capacity())
        }
    }

    type Message = (HandshakeType, Vec<u8>, u64);

    /// Feeds `stream` in fragments of `size`, the first byte having offset 100.
    fn messages(
        mut reader: HandshakeReader,
        stream: &[u8],
        size: usize,
    ) -> (Vec<Message>, Option<HandshakeError>, Option<PendingMessage>) {
        let mut messages = Vec::new();
        let mut consumed = 0;
        for fragment in stream.chunks(size) {
            let mut fragment = fragment;
            loop {
                let before = fragment.len();
                let result = reader.next(&mut fragment, 100 + consumed);
                consumed += (before - fragment.len()) as u64;
                match result {
                    Ok(Some(message)) => {
                        messages.push((
                            message.handshake_type,
                            message.body.into(),
                            message.offset,
                        ));
                    }
                    Ok(None) => break,
                    Err(error) => {
                        let left = fragment;
                        assert_eq!(reader.next(&mut fragment, 0), Err(error), "errors are sticky");
                        assert_eq!(fragment, left, "nothing more is consumed");
                        return (messages, Some(error), reader.pending());
                    }
                }
            }
            assert!(fragment.is_empty());
        }
        let pending = reader.pending();
        (messages, None, pending)
    }

    fn any_cut(
        reader: &HandshakeReader,
        stream: &[u8],
    ) -> (Vec<Message>, Option<HandshakeError>, Option<PendingMessage>) {
        let whole = messages(reader.clone(), stream, usize::MAX);
        for size in 1..=stream.len() {
            assert_eq!(messages(reader.clone(), stream, size), whole, "fragments of {size}");
        }
        whole
    }

    #[test]
    fn messages_in_any_cut_empty_and_unknown_ones_included() {
        let stream = [14, 0, 0, 0, 99, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 20, 0, 0, 2, 8, 9];
        let (messages, error, pending) = any_cut(&HandshakeReader::new(), &stream);
        let expected = [
            (HandshakeType::SERVER_HELLO_DONE, vec![], 100),
            (HandshakeType(99), vec![1, 2, 3], 104),
            (HandshakeType::HELLO_REQUEST, vec![], 111),
            (HandshakeType::FINISHED, vec![8, 9], 115),
        ];
        assert_eq!(messages, expected);
        assert_eq!((error, pending), (None, None));
    }

    #[test]
    fn every_prefix_leaves_a_pending_message_and_loses_nothing() {
        let stream = [11, 0, 0, 5, 1, 2, 3, 4, 5];
        for cut in 1..stream.len() {
            let (messages, _, pending) = any_cut(&HandshakeReader::new(), &stream[..cut]);
            assert_eq!(messages, []);
            let header = HandshakeHeader { handshake_type: HandshakeType::CERTIFICATE, length: 5 };
            let header = (cut >= 4).then_some(header);
            assert_eq!(pending, Some(PendingMessage { offset: 100, received: cut, header }));

            let mut reader = HandshakeReader::new();
            assert_eq!(reader.next(&mut &stream[..cut], 100), Ok(None));
            assert_eq!(reader.pending_body(), &stream[4.min(cut)..cut]);
            let mut rest = &stream[cut..];
            let message = reader.next(&mut rest, 100 + cut as u64).unwrap().unwrap();
            assert_eq!((message.body, message.offset), (&stream[4..], 100));
        }
    }

    #[test]
    fn a_message_whole_in_its_fragment_is_borrowed_from_it() {
        let stream = [16, 0, 0, 2, 8, 9, 20, 0];
        let mut fragment = &stream[..];
        let mut reader = HandshakeReader::new();
        let completed = reader.advance(&mut fragment, 0).unwrap().unwrap();
        assert_eq!(completed.body_in_fragment(), Some(&stream[4..6]));
        assert!(core::ptr::eq(reader.message(completed).body, &raw const stream[4..6]));
        assert_eq!(reader.next(&mut fragment, 6), Ok(None));
        assert_eq!(reader.capacity(), 0, "a header alone costs no buffer");
        let rest = [0, 1, 7];
        let mut fragment = &rest[..];
        let body = reader.next(&mut fragment, 8).unwrap().unwrap().body;
        assert!(core::ptr::eq(body, &raw const rest[2..]), "only the header was split");
        assert_eq!(reader.capacity(), 0);
    }

    #[test]
    fn the_buffer_never_outgrows_the_message_and_is_freed_after_it() {
        let limit = HandshakeLimits::DEFAULT_OTHER;
        let header = HandshakeHeader { handshake_type: HandshakeType(77), length: limit };
        let mut reader = HandshakeReader::new();
        reader.advance(&mut &header.to_vec().unwrap()[..], 0).unwrap();
        for received in 1..limit as usize {
            assert!(reader.advance(&mut &[5][..], 0).unwrap().is_none());
            assert!(reader.capacity() <= (2 * received).min(limit as usize));
        }
        let completed = reader.advance(&mut &[5][..], 0).unwrap().unwrap();
        assert_eq!(reader.message(completed).body, vec![5; limit as usize]);
        assert_eq!((reader.pending(), reader.pending_body()), (None, &[][..]));
        assert!(reader.advance(&mut &[][..], 0).unwrap().is_none());
        assert_eq!(reader.capacity(), 0);
    }

    #[test]
    fn too_long_is_told_by_the_header_for_each_type() {
        let limits = HandshakeLimits {
            client_hello: 1,
            certificate: 2,
            certificate_request: 3,
            new_session_ticket: 4,
            other: 5,
        };
        let mut reader = HandshakeReader::new();
        reader.set_limits(limits);
        for (type_byte, limit) in [(1, 1), (11, 2), (25, 2), (13, 3), (4, 4), (2, 5), (200, 5)] {
            let mut stream = vec![14, 0, 0, 0, type_byte, 0, 0, limit];
            stream.extend(vec![7; usize::from(limit)]);
            assert_eq!(any_cut(&reader, &stream).0.len(), 2);

            stream[7] += 1;
            let (messages, error, pending) = any_cut(&reader, &stream);
            assert_eq!((messages.len(), pending), (1, None));
            let handshake_type = HandshakeType(type_byte);
            let (length, limit) = (u32::from(limit) + 1, u32::from(limit));
            let expected = HandshakeError::TooLong { handshake_type, length, limit, offset: 104 };
            assert_eq!(error, Some(expected));
            assert_eq!(expected.alert(), AlertDescription::ILLEGAL_PARAMETER);
        }
    }

    #[test]
    fn clear_forgets_all_but_the_limits() {
        let mut reader = HandshakeReader::new();
        reader.set_limits(HandshakeLimits::uniform(1));
        assert!(reader.next(&mut &[1, 0, 0, 2][..], 0).is_err());
        reader.clear();
        assert_eq!(reader.next(&mut &[1, 0, 0][..], 0), Ok(None));
        reader.clear();
        assert!(reader.next(&mut &[1, 0, 0, 1, 9][..], 0).unwrap().is_some());
        assert!(reader.next(&mut &[1, 0, 0, 2][..], 0).is_err());
    }

    #[test]
    fn a_whole_message_is_read_past_an_idle_reader() {
        let stream = [14, 0, 0, 0, 20, 0, 0, 2, 7, 8, 4];
        let mut reader = HandshakeReader::new();
        let mut rest = &stream[..];
        let done = reader.next_whole(&mut rest, 100).unwrap();
        let finished = reader.next_whole(&mut rest, 104).unwrap();
        assert_eq!(
            (done.handshake_type, done.body, done.offset),
            (HandshakeType(14), &[][..], 100)
        );
        assert_eq!((finished.body, finished.offset, rest), (&[7, 8][..], 104, &[4][..]));
        assert!(reader.is_idle());
        for cut in 4..10 {
            let mut rest = &stream[4..cut];
            assert_eq!((reader.next_whole(&mut rest, 104), rest), (None, &stream[4..cut]));
        }

        reader.next(&mut rest, 110).unwrap();
        assert!(!reader.is_idle(), "one is pending");
        let mut rest = &stream[..];
        assert_eq!((reader.next_whole(&mut rest, 100), rest), (None, &stream[..]));
        reader.clear();
        assert!(reader.is_idle());
        reader.set_limits(HandshakeLimits::uniform(1));
        assert!(!reader.is_idle(), "the limits are not the default ones");
    }

    #[test]
    fn a_whole_message_is_held_against_the_default_limits() {
        let limits = [
            (HandshakeType::CERTIFICATE, HandshakeLimits::DEFAULT_CERTIFICATE),
            (HandshakeType::SERVER_HELLO, HandshakeLimits::DEFAULT_OTHER),
        ];
        for (handshake_type, limit) in limits {
            for (length, is_read) in [(limit, true), (limit + 1, false)] {
                let [_, a, b, c] = length.to_be_bytes();
                let mut stream = vec![handshake_type.0, a, b, c];
                stream.resize(index(length) + 4, 0);
                let whole = HandshakeReader::new().next_whole(&mut &stream[..], 0).is_some();
                let next = HandshakeReader::new().next(&mut &stream[..], 0).is_ok();
                assert_eq!((whole, next), (is_read, is_read), "{handshake_type} {length}");
            }
        }
    }

    #[test]
    fn an_idle_reader_is_a_pointer_to_nothing() {
        let mut reader = HandshakeReader::new();
        reader.set_limits(HandshakeLimits::DEFAULT);
        for cut in 1..7 {
            let (mut first, mut second) = [14, 0, 0, 3, 7, 8, 9].split_at(cut);
            assert_eq!(reader.next(&mut first, 0), Ok(None));
            assert!(reader.next(&mut second, 0).unwrap().is_some());
            assert_eq!(reader.next(&mut second, 0), Ok(None));
            assert!(reader.kept.is_none());
        }
        assert!(size_of::<HandshakeReader>() <= 8);
    }
}
