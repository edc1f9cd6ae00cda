//! What kind of input it is.

use super::{hex, transcript};

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A capture of tcpdump and its relatives
    Pcap,
    /// A capture of Wireshark and its relatives
    Pcapng,
    /// A conversation as text
    Transcript,
    /// The bytes of one direction in hexadecimal, as any common tool prints them
    Hex,
    /// The bytes of one direction as they are
    Raw,
}

impl Format {
    /// How many bytes [`Format::of_magic`] wants to see.
    pub(crate) const MAGIC_LENGTH: usize = 12;

    /// The capture format that the first bytes of a file name, if they do.
    pub(crate) fn of_magic(head: &[u8]) -> Option<Self> {
        /// The magic numbers of pcap, as a little-endian reader sees them: with microseconds,
        /// nanoseconds, "modified", and the first two by a big-endian writer.
        const PCAP: [u32; 5] = [0xa1b2_c3d4, 0xa1b2_3c4d, 0xa1b2_cd34, 0xd4c3_b2a1, 0x4d3c_b2a1];
        /// The type of a section header block and its byte-order magic, in either order.
        const SECTION_HEADER: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];
        const BYTE_ORDER: [[u8; 4]; 2] = [[0x1a, 0x2b, 0x3c, 0x4d], [0x4d, 0x3c, 0x2b, 0x1a]];

        let first: &[u8; 4] = head.first_chunk()?;
        if PCAP.contains(&u32::from_le_bytes(*first)) {
            return Some(Self::Pcap);
        }
        if *first != SECTION_HEADER {
            return None;
        }
        // A head that is shorter than asked for is the whole file, which was cut off.
        let third = head.get(8..Self::MAGIC_LENGTH);
        third.is_none_or(|third| BYTE_ORDER.iter().any(|it| it == third)).then_some(Self::Pcapng)
    }

    /// The format of an input that begins with these bytes.
    pub(crate) fn of_head(head: &[u8]) -> Self {
        if let Some(format) = Self::of_magic(head) {
            return format;
        }
        match text_of(head) {
            Some(text) if transcript::is_transcript(text) => Self::Transcript,
            Some(text) if hex::is_hex(text) => Self::Hex,
            _ => Self::Raw,
        }
    }

    /// Its name, as it is written in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcap => "pcap",
            Self::Pcapng => "pcapng",
            Self::Transcript => "transcript",
            Self::Hex => "hex",
            Self::Raw => "raw",
        }
    }
}

/// The head of an input as text, if it is text.
fn text_of(head: &[u8]) -> Option<&str> {
    let text = match str::from_utf8(head) {
        Ok(text) => text,
        // The head may end within a character.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(head.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0c');
    text.chars().all(is_text).then_some(text)
}
