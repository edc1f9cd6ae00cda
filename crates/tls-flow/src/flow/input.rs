//! What a flow is fed.

use tls_wire::ContentType;

use crate::{EndHow, Epoch, Level};

/// A record that the embedder opened: what its protection held.
#[derive(Clone, Copy, Debug)]
pub struct OpenedRecord<'i> {
    /// The content type; in TLS 1.3 that of the inner plaintext (RFC 8446 section 5.2).
    pub content_type: ContentType,
    /// The content, without padding.
    pub content: &'i [u8],
    /// Bytes of padding behind the content type (TLS 1.3).
    pub padding: u32,
    /// The keys that it was sealed with, where known; else those that are due are assumed.
    pub epoch: Option<Epoch>,
    /// A `Finished` or signature in it did not verify, or a `CompressedCertificate` did not inflate to
    /// the length that it states.
    pub bad_verify: bool,
    pub(super) begun: bool,
    /// Bytes of the content, before any were taken.
    pub(super) length: u32,
}

impl<'i> OpenedRecord<'i> {
    /// A record of this content type and content, without padding, under the keys that are due.
    #[must_use]
    pub const fn new(content_type: ContentType, content: &'i [u8]) -> Self {
        Self {
            content_type,
            content,
            padding: 0,
            epoch: None,
            bad_verify: false,
            begun: false,
            length: 0,
        }
    }
}

/// What is fed to a [`Flow`](crate::Flow) of one direction. [`Flow::next`](crate::Flow::next) takes it
/// in steps and leaves [`Input::Done`] when nothing of it is left.
#[derive(Clone, Copy, Debug)]
pub enum Input<'i> {
    /// Bytes from the wire, cut anywhere.
    Wire(&'i [u8]),
    /// A protected record that the embedder opened.
    Opened(OpenedRecord<'i>),
    /// A protected record of this many content bytes that the embedder could not open.
    Unopened(u32),
    /// Bytes of the QUIC CRYPTO stream at this encryption level.
    Crypto(Level, &'i [u8]),
    /// This many bytes of the direction's stream are missing.
    Gap(u64),
    /// The direction's stream ended; what is fed to it after that is ignored.
    End(EndHow),
    /// Nothing is left.
    Done,
}
