//! What is wrong with an input, and where.

use std::fmt;
use std::io;

use thiserror::Error;

/// An input that cannot be read, or not to its end. What stood before the place was read.
#[derive(Debug, Error)]
#[error("{place}{problem}")]
pub struct InputError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// A place in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The input as a whole.
    Whole,
    /// This byte, counted from 0.
    Byte(u64),
    /// This byte of what a compressed input holds, counted from 0.
    UncompressedByte(u64),
    /// A character of a text.
    Text {
        /// Its line, counted from 1.
        line: u64,
        /// Its column, counted from 1 in characters.
        column: u64,
        /// Its byte, counted from 0.
        byte: u64,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Byte(byte) => write!(f, "byte {byte}: "),
            Self::UncompressedByte(byte) => write!(f, "byte {byte} (uncompressed): "),
            Self::Text { line, column, byte } => {
                write!(f, "line {line}, column {column} (byte {byte}): ")
            }
        }
    }
}

/// What is wrong with an input.
#[derive(Debug, Error)]
pub enum Problem {
    /// The operating system, or the decompression, says no.
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    /// The name is that of a directory.
    #[error("is a directory, not a file")]
    Directory,
    /// There is nothing in it.
    #[error("is empty: there is nothing to inspect")]
    Empty,
    /// It was to be a capture.
    #[error(
        "is no {format} file: it begins with {}, not with the magic number of one",
        Hex(.begins_with)
    )]
    NoCapture {
        /// What it was to be.
        format: &'static str,
        /// Its first bytes, at most four.
        begins_with: Vec<u8>,
    },
    /// The file ends within a header, packet or block.
    #[error("the capture ends within {what}: {wanted} bytes were announced, {present} are there")]
    Truncated {
        /// Within what.
        what: &'static str,
        /// How long it should be.
        wanted: u64,
        /// How much of it there is.
        present: u64,
    },
    /// A packet or block claims a length that no capture has.
    #[error(
        "{what} claims to be {length} bytes long, more than any capture has ({max}): the file is damaged"
    )]
    TooLong {
        /// What claims it.
        what: &'static str,
        /// How long.
        length: u64,
        /// How long it may be.
        max: u64,
    },
    /// A block of pcapng contradicts itself.
    #[error("a damaged block of type {block_type:#010x}")]
    Block {
        /// Its type.
        block_type: u32,
    },
    /// A packet names an interface that the section has not described.
    #[error("a packet of interface {interface}, which the file has not described")]
    Interface {
        /// The interface.
        interface: u32,
    },
    /// No packet is on a link that can be read.
    #[error("link type {link_type} is not supported, so none of the {packets} packets can be read")]
    LinkType {
        /// Number and name.
        link_type: String,
        /// How many packets.
        packets: u64,
    },
    /// Both directions are wanted of it.
    #[error("can give one direction only: name a file for the other")]
    OneDirection,
    /// The bytes of one direction are wanted.
    #[error("is a {format} file, which holds both directions; give it as a FILE alone")]
    BothDirections {
        /// What it is.
        format: &'static str,
    },
    /// A text is larger than this tool reads into memory.
    #[error("is more than {max} bytes of text; such an amount of bytes is better given raw")]
    TextTooLong {
        /// The most it may be.
        max: u64,
    },
    /// Not a character of UTF-8.
    #[error("is not UTF-8 text")]
    NotText,
    /// The text is not what it should be.
    #[error("{0}")]
    Syntax(String),
}

/// Bytes in hexadecimal, a space between two.
struct Hex<'b>(&'b [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            write!(f, "{space}{byte:02x}")?;
        }
        Ok(())
    }
}

/// Why the reading of an input stopped early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The input is to blame.
    Input(InputError),
    /// The sink could not go on.
    Output(io::Error),
}

impl From<InputError> for Stop {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}
