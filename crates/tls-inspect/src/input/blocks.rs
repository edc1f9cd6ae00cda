//! Drives the readers of capture files: fills their buffer, finds the place of damage.

use pcap_parser::traits::PcapReaderIterator;
use pcap_parser::{PcapBlockOwned, PcapError};

use super::error::{InputError, Place, Problem, Stop};

/// How much of a file is in memory at a time, as long as no block is longer.
pub(crate) const BUFFER_LENGTH: usize = 256 << 10;

/// The longest block or packet that is believed. Snapshot lengths end at 262144 bytes (libpcap,
/// `MAXIMUM_SNAPLEN`); blocks with key logs are longer, and Wireshark stops at 16 MiB too.
const BLOCK_MAX: u64 = 16 << 20;

/// What a capture format makes of its blocks.
pub(crate) trait BlockHandler {
    /// What its blocks are called in messages.
    const BLOCK: &'static str;
    /// The bytes of a block that say how long it is.
    const HEADER_LENGTH: u64;

    /// The next block, and where it begins in the file.
    fn block(&mut self, offset: u64, block: PcapBlockOwned<'_>) -> Result<(), Stop>;

    /// The length of the block that begins with these bytes, where they say so.
    fn announced(&self, bytes: &[u8]) -> Option<u64>;

    /// A block whose content contradicts itself; it will be skipped if that returns no error.
    fn damaged(&mut self, offset: u64, bytes: &[u8]) -> Result<(), Problem>;
}

/// What the reader of a file says instead of the next block.
enum Answer {
    End,
    More,
    Grow,
    Truncated,
    Damaged,
}

/// Reads all blocks of a file.
pub(crate) fn read_blocks<H: BlockHandler>(
    reader: &mut impl PcapReaderIterator,
    handler: &mut H,
    place: impl Fn(u64) -> Place,
) -> Result<(), Stop> {
    loop {
        let offset = reader.consumed() as u64;
        let fail = |problem| Err(Stop::Input(InputError { place: place(offset), problem }));
        let answer = match reader.next() {
            Ok((length, block)) => {
                handler.block(offset, block)?;
                reader.consume(length);
                continue;
            }
            Err(PcapError::Eof) => Answer::End,
            Err(PcapError::Incomplete(_)) => Answer::More,
            Err(PcapError::BufferTooSmall) => Answer::Grow,
            Err(PcapError::UnexpectedEof) => Answer::Truncated,
            Err(_) => Answer::Damaged,
        };
        let announced = handler.announced(reader.data());
        let present = reader.data().len();
        let is_whole = announced.is_some_and(|length| length <= present as u64);
        match answer {
            // All of the block is there, and its content asks for more than that.
            Answer::More | Answer::Grow | Answer::Truncated if is_whole => {
                skip(reader, handler, offset, announced).or_else(fail)?;
            }
            Answer::End => return Ok(()),
            Answer::More => {
                // The source keeps the reason.
                if reader.refill().is_err() {
                    return Ok(());
                }
                if reader.data().len() == present && !reader.reader_exhausted() {
                    return fail(truncated::<H>(announced, present));
                }
            }
            Answer::Grow => match announced {
                Some(length) if length <= BLOCK_MAX => {
                    // The reader wants room for more than the block.
                    let wanted = usize::try_from(length).unwrap_or(usize::MAX);
                    if !reader.grow(wanted.saturating_mul(2).max(BUFFER_LENGTH * 2)) {
                        return fail(truncated::<H>(announced, reader.data().len()));
                    }
                    if reader.refill().is_err() {
                        return Ok(());
                    }
                }
                length => {
                    let length = length.unwrap_or_default();
                    return fail(Problem::TooLong { what: H::BLOCK, length, max: BLOCK_MAX });
                }
            },
            Answer::Truncated => {
                let problem = match announced {
                    Some(length) if length > BLOCK_MAX => {
                        Problem::TooLong { what: H::BLOCK, length, max: BLOCK_MAX }
                    }
                    _ => truncated::<H>(announced, reader.data().len()),
                };
                return fail(problem);
            }
            Answer::Damaged => skip(reader, handler, offset, announced).or_else(fail)?,
        }
    }
}

/// Leaves out a block that contradicts itself.
fn skip<H: BlockHandler>(
    reader: &mut impl PcapReaderIterator,
    handler: &mut H,
    offset: u64,
    announced: Option<u64>,
) -> Result<(), Problem> {
    let present = reader.data().len();
    handler.damaged(offset, reader.data())?;
    let length = announced.and_then(|length| usize::try_from(length).ok());
    match length.filter(|length| (12..=present).contains(length)) {
        Some(length) => {
            reader.consume(length);
            Ok(())
        }
        None => Err(truncated::<H>(announced, present)),
    }
}

fn truncated<H: BlockHandler>(announced: Option<u64>, present: usize) -> Problem {
    Problem::Truncated {
        what: H::BLOCK,
        wanted: announced.unwrap_or(H::HEADER_LENGTH),
        present: present as u64,
    }
}
