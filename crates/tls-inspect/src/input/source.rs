//! Where the bytes of an input come from.

use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::error::{InputError, Place, Problem};
use super::format::Format;

/// How much of an input is looked at to recognise its format.
const HEAD_MAX: usize = 64 << 10;

/// The first bytes of a gzip member with the only method there is (RFC 1952, section 2.3.1).
const GZIP_DEFLATE: [u8; 3] = [0x1f, 0x8b, 8];

/// The bytes of an input, with a look at the first of them.
pub struct Source<'r> {
    reader: Box<dyn Read + 'r>,
    /// The first bytes, and how many of them were handed out again.
    head: Vec<u8>,
    head_read: usize,
    /// How many bytes were handed out.
    read: u64,
    compressed: bool,
    /// Why reading failed; kept here, since the readers of captures drop it.
    failure: Option<io::Error>,
}

impl<'r> Source<'r> {
    /// Opens a file.
    ///
    /// # Errors
    /// Where it does not exist, may not be read or is a directory.
    pub fn open(path: &Path) -> Result<Self, InputError> {
        let whole = |problem| InputError { place: Place::Whole, problem };
        let file = File::open(path).map_err(|error| whole(Problem::Read(error)))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(whole(Problem::Directory));
        }
        Ok(Self::new(file))
    }

    /// Takes the bytes of a reader, such as the standard input.
    #[must_use]
    pub fn new(reader: impl Read + 'r) -> Self {
        Self {
            reader: Box::new(reader),
            head: Vec::new(),
            head_read: 0,
            read: 0,
            compressed: false,
            failure: None,
        }
    }

    /// Looks at the first bytes and says what they are. What gzip has compressed is inflated from
    /// here on, where that is an input that is more than raw bytes.
    ///
    /// # Errors
    /// Where the first bytes cannot be read, or there are none.
    pub(crate) fn recognise(&mut self) -> Result<Format, InputError> {
        // A capture that is being written into a pipe is recognised by its first bytes alone.
        self.look_ahead(Format::MAGIC_LENGTH)?;
        if let Some(format) = Format::of_magic(&self.head) {
            return Ok(format);
        }
        self.check_not_empty()?;
        self.look_ahead(HEAD_MAX)?;
        if self.head.starts_with(&GZIP_DEFLATE) && !self.compressed {
            let mut inflated = Vec::new();
            // The head ends within the compressed data, which is an error after what matters.
            let limit = HEAD_MAX as u64;
            let _ = MultiGzDecoder::new(&*self.head).take(limit).read_to_end(&mut inflated);
            if !inflated.is_empty() && Format::of_head(&inflated) != Format::Raw {
                self.inflate();
                return self.recognise();
            }
        }
        Ok(Format::of_head(&self.head))
    }

    /// Inflates the input from here on, if it is compressed.
    ///
    /// # Errors
    /// Where its first bytes cannot be read.
    pub(crate) fn inflate_compressed(&mut self) -> Result<(), InputError> {
        self.look_ahead(GZIP_DEFLATE.len())?;
        if self.head.starts_with(&GZIP_DEFLATE) {
            self.inflate();
        }
        Ok(())
    }

    /// An input of no bytes is a mistake.
    pub(crate) fn check_not_empty(&mut self) -> Result<(), InputError> {
        if self.look_ahead(1)?.is_empty() {
            return Err(InputError { place: Place::Whole, problem: Problem::Empty });
        }
        Ok(())
    }

    /// Makes at least `length` bytes of the input visible, or all of it.
    pub(crate) fn look_ahead(&mut self, length: usize) -> Result<&[u8], InputError> {
        while self.head.len() < length {
            let mut chunk = [0; 4096];
            match self.reader.read(&mut chunk) {
                Ok(0) => break,
                Ok(n) => self.head.extend(chunk.iter().take(n)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let place = self.place(self.head.len() as u64);
                    return Err(InputError { place, problem: Problem::Read(error) });
                }
            }
        }
        Ok(&self.head)
    }

    /// A place in what is read.
    pub(crate) fn place(&self, byte: u64) -> Place {
        self.placer()(byte)
    }

    /// Makes places in what is read, while the source itself is lent to a reader.
    pub(crate) fn placer(&self) -> fn(u64) -> Place {
        if self.compressed { Place::UncompressedByte } else { Place::Byte }
    }

    /// The place behind the last byte that was read.
    pub(crate) fn end(&self) -> Place {
        self.place(self.read)
    }

    /// Why the last read failed, once.
    pub(crate) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// All of a text.
    pub(crate) fn read_text(&mut self) -> Result<String, InputError> {
        /// A text is typed by people or made by a dump of some records.
        const TEXT_MAX: u64 = 64 << 20;

        let mut text = Vec::new();
        let read = self.take(TEXT_MAX + 1).read_to_end(&mut text);
        if let Err(error) = read {
            let place = self.place(text.len() as u64);
            return Err(InputError { place, problem: Problem::Read(error) });
        }
        if text.len() as u64 > TEXT_MAX {
            return Err(InputError {
                place: Place::Whole,
                problem: Problem::TextTooLong { max: TEXT_MAX },
            });
        }
        String::from_utf8(text).map_err(|error| InputError {
            place: self.place(error.utf8_error().valid_up_to() as u64),
            problem: Problem::NotText,
        })
    }

    fn inflate(&mut self) {
        let nothing: Box<dyn Read + 'r> = Box::new(io::empty());
        let rest = std::mem::replace(&mut self.reader, nothing);
        let compressed = Cursor::new(std::mem::take(&mut self.head)).chain(rest);
        self.reader = Box::new(MultiGzDecoder::new(compressed));
        self.compressed = true;
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut head = self.head.get(self.head_read..).unwrap_or_default();
        let from_head = head.read(buffer)?;
        if from_head > 0 {
            self.head_read += from_head;
            self.read += from_head as u64;
            return Ok(from_head);
        }
        loop {
            match self.reader.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let copy = io::Error::new(error.kind(), error.to_string());
                    self.failure = Some(error);
                    return Err(copy);
                }
                Ok(n) => {
                    self.read += n as u64;
                    return Ok(n);
                }
            }
        }
    }
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("compressed", &self.compressed).finish_non_exhaustive()
    }
}
