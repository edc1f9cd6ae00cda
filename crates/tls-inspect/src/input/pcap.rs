//! Reads the packets of pcap files (draft-ietf-opsawg-pcap).

use std::io;
use std::time::Duration;

use pcap_parser::{LegacyPcapReader, PcapBlockOwned, PcapError, PcapHeader};

use super::blocks::{BUFFER_LENGTH, BlockHandler, read_blocks};
use super::error::{InputError, Problem, Stop};
use super::link::LinkType;
use super::packet::Packet;
use super::source::Source;

/// The length of the file header (section 4 of the draft).
const FILE_HEADER_LENGTH: usize = 24;

/// Hands on each packet.
pub(crate) fn read(
    source: &mut Source<'_>,
    deliver: &mut dyn FnMut(Packet<'_>) -> io::Result<()>,
) -> Result<(), Stop> {
    let place = source.placer();
    let head = source.look_ahead(FILE_HEADER_LENGTH)?;
    let present = head.len() as u64;
    let begins_with = head.iter().take(4).copied().collect();
    let mut reader = LegacyPcapReader::new(BUFFER_LENGTH, &mut *source).map_err(|error| {
        let problem = match error {
            PcapError::HeaderNotRecognized => Problem::NoCapture { format: "pcap", begins_with },
            _ => Problem::Truncated {
                what: "the file header",
                wanted: FILE_HEADER_LENGTH as u64,
                present,
            },
        };
        InputError { place: place(0), problem }
    })?;
    let mut packets = Packets { header: PcapHeader::new(), deliver };
    read_blocks(&mut reader, &mut packets, place)
}

struct Packets<'d> {
    header: PcapHeader,
    deliver: &'d mut dyn FnMut(Packet<'_>) -> io::Result<()>,
}

impl BlockHandler for Packets<'_> {
    const BLOCK: &'static str = "a packet";
    const HEADER_LENGTH: u64 = 16;

    fn block(&mut self, offset: u64, block: PcapBlockOwned<'_>) -> Result<(), Stop> {
        match block {
            PcapBlockOwned::LegacyHeader(header) => self.header = header,
            PcapBlockOwned::Legacy(block) => {
                let fraction = if self.header.is_nanosecond_precision() {
                    Duration::from_nanos(u64::from(block.ts_usec))
                } else {
                    Duration::from_micros(u64::from(block.ts_usec))
                };
                let packet = Packet {
                    link_type: link_type(&self.header),
                    bytes: block.data,
                    original_length: block.origlen,
                    time: Duration::from_secs(u64::from(block.ts_sec)).checked_add(fraction),
                    offset,
                };
                (self.deliver)(packet).map_err(Stop::Output)?;
            }
            PcapBlockOwned::NG(_) => {}
        }
        Ok(())
    }

    fn announced(&self, bytes: &[u8]) -> Option<u64> {
        let captured = bytes.get(8..)?.first_chunk().copied()?;
        let captured = if self.header.is_bigendian() {
            u32::from_be_bytes(captured)
        } else {
            u32::from_le_bytes(captured)
        };
        let header = if self.header.is_modified_format() { 24 } else { Self::HEADER_LENGTH };
        Some(header.saturating_add(u64::from(captured)))
    }

    fn damaged(&mut self, _offset: u64, bytes: &[u8]) -> Result<(), Problem> {
        // The format has nothing by which a packet could contradict itself.
        Err(Problem::Truncated {
            what: Self::BLOCK,
            wanted: Self::HEADER_LENGTH,
            present: bytes.len() as u64,
        })
    }
}

/// The upper half of the field says how long the frame check sequence is.
fn link_type(header: &PcapHeader) -> LinkType {
    let [_, _, high, low] = header.network.0.to_be_bytes();
    LinkType(u16::from_be_bytes([high, low]))
}
