//! Reads the packets of pcapng files (draft-ietf-opsawg-pcapng).

use std::io;
use std::time::Duration;

use pcap_parser::traits::PcapNGPacketBlock;
use pcap_parser::{
    Block, EnhancedPacketBlock, InterfaceDescriptionBlock, OptionCode, PcapBlockOwned, PcapError,
    PcapNGReader, SimplePacketBlock, UnknownBlock,
};

use super::blocks::{BUFFER_LENGTH, BlockHandler, read_blocks};
use super::error::{InputError, Problem, Stop};
use super::format::Format;
use super::link::LinkType;
use super::packet::Packet;
use super::source::Source;

/// The section header block (section 4.1 of the draft): type, length, byte-order magic.
const SECTION_HEADER: u32 = 0x0a0d_0d0a;
const SECTION_HEADER_START: usize = 12;

/// The blocks without which packets are lost (sections 4.2 to 4.4 of the draft).
const INTERFACE_DESCRIPTION: u32 = 1;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;

/// The obsolete packet block (appendix A of the draft), which old files still have.
const PACKET: u32 = 2;

/// How many interfaces of a section are remembered; a file with more is made up.
const INTERFACES_MAX: usize = 1 << 16;

/// Hands on each packet. Blocks that are damaged in themselves are skipped; the first of them is
/// the error after everything else was read.
pub(crate) fn read(
    source: &mut Source<'_>,
    deliver: &mut dyn FnMut(Packet<'_>) -> io::Result<()>,
) -> Result<(), Stop> {
    let place = source.placer();
    let mut packets =
        Packets { big_endian: false, interfaces: Vec::new(), deliver, first_damage: None };

    let head = source.look_ahead(SECTION_HEADER_START)?;
    if head.len() >= SECTION_HEADER_START && Format::of_magic(head) != Some(Format::Pcapng) {
        let begins_with = head.iter().take(4).copied().collect();
        let problem = Problem::NoCapture { format: "pcapng", begins_with };
        return Err(InputError { place: place(0), problem }.into());
    }
    let wanted = packets.announced(head).unwrap_or(Packets::HEADER_LENGTH);
    let all = usize::try_from(wanted).unwrap_or(usize::MAX).min(BUFFER_LENGTH);
    let head = source.look_ahead(all)?;
    let present = head.len() as u64;
    let mut reader = PcapNGReader::new(BUFFER_LENGTH, &mut *source).map_err(|error| {
        let what = "the section header";
        let problem = match error {
            PcapError::Incomplete(_) if present < wanted => {
                Problem::Truncated { what, wanted, present }
            }
            _ if wanted > BUFFER_LENGTH as u64 => {
                Problem::TooLong { what, length: wanted, max: BUFFER_LENGTH as u64 }
            }
            _ => Problem::Block { block_type: SECTION_HEADER },
        };
        InputError { place: place(0), problem }
    })?;
    read_blocks(&mut reader, &mut packets, place)?;
    match packets.first_damage {
        Some((offset, problem)) => Err(InputError { place: place(offset), problem }.into()),
        None => Ok(()),
    }
}

struct Packets<'d> {
    /// The byte order of the section.
    big_endian: bool,
    /// The interfaces of the section.
    interfaces: Vec<Interface>,
    deliver: &'d mut dyn FnMut(Packet<'_>) -> io::Result<()>,
    first_damage: Option<(u64, Problem)>,
}

#[derive(Debug, Clone, Copy)]
struct Interface {
    link_type: LinkType,
    snapshot_length: u32,
    clock: Clock,
}

/// How the time of a packet is to be read (section 4.2 of the draft).
#[derive(Debug, Clone, Copy)]
struct Clock {
    /// `if_tsresol`: a negative power of 10, or of 2 where the highest bit is set.
    resolution: u8,
    /// `if_tsoffset`: seconds to add.
    offset: i64,
}

impl BlockHandler for Packets<'_> {
    const BLOCK: &'static str = "a block";
    const HEADER_LENGTH: u64 = 12;

    fn block(&mut self, offset: u64, block: PcapBlockOwned<'_>) -> Result<(), Stop> {
        let PcapBlockOwned::NG(block) = block else { return Ok(()) };
        match block {
            Block::SectionHeader(header) => {
                self.big_endian = header.big_endian();
                self.interfaces.clear();
                Ok(())
            }
            Block::InterfaceDescription(description) => {
                if self.interfaces.len() < INTERFACES_MAX {
                    self.interfaces.push(self.interface(&description));
                }
                Ok(())
            }
            Block::EnhancedPacket(block) => self.enhanced_packet(offset, &block),
            Block::SimplePacket(block) => self.simple_packet(offset, &block),
            Block::Unknown(block) if block_type(&block, self.big_endian) == PACKET => {
                self.obsolete_packet(offset, block.data)
            }
            _ => Ok(()),
        }
    }

    fn announced(&self, bytes: &[u8]) -> Option<u64> {
        let block_type = u32_at(bytes, 0, true)?;
        let big_endian = if block_type == SECTION_HEADER {
            u32_at(bytes, 8, true)? == 0x1a2b_3c4d
        } else {
            self.big_endian
        };
        u32_at(bytes, 4, big_endian).map(u64::from)
    }

    fn damaged(&mut self, offset: u64, bytes: &[u8]) -> Result<(), Problem> {
        let block_type = u32_at(bytes, 0, self.big_endian).unwrap_or_default();
        // Without the byte order of its section nothing that follows can be read.
        if block_type == SECTION_HEADER {
            return Err(Problem::Block { block_type });
        }
        // Of the others only the frame matters, and that is sound.
        if matches!(block_type, INTERFACE_DESCRIPTION | SIMPLE_PACKET | ENHANCED_PACKET) {
            self.damage(offset, Problem::Block { block_type });
        }
        Ok(())
    }
}

impl Packets<'_> {
    fn interface(&self, description: &InterfaceDescriptionBlock<'_>) -> Interface {
        let offset =
            description.options.iter().find(|option| option.code == OptionCode::IfTsoffset);
        let offset: Option<[u8; 8]> = offset.and_then(|o| o.value.first_chunk().copied());
        let offset = offset.map_or(0, |bytes| {
            if self.big_endian { i64::from_be_bytes(bytes) } else { i64::from_le_bytes(bytes) }
        });
        Interface {
            link_type: LinkType(u16::try_from(description.linktype.0).unwrap_or(u16::MAX)),
            snapshot_length: description.snaplen,
            clock: Clock { resolution: description.if_tsresol, offset },
        }
    }

    fn enhanced_packet(
        &mut self,
        offset: u64,
        block: &EnhancedPacketBlock<'_>,
    ) -> Result<(), Stop> {
        let ticks = u64::from(block.ts_high) << 32 | u64::from(block.ts_low);
        self.packet(offset, block.if_id, Some(ticks), block.packet_data(), block.origlen)
    }

    /// The length captured is not stated: it is the packet's, or the snapshot length if that is
    /// shorter (section 4.4 of the draft).
    fn simple_packet(&mut self, offset: u64, block: &SimplePacketBlock<'_>) -> Result<(), Stop> {
        let limit = match self.interfaces.first() {
            Some(&Interface { snapshot_length: limit @ 1.., .. }) => limit,
            _ => u32::MAX,
        };
        let captured = usize::try_from(block.origlen.min(limit)).unwrap_or(usize::MAX);
        let bytes = block.data.get(..captured).unwrap_or(block.data);
        self.packet(offset, 0, None, bytes, block.origlen)
    }

    fn obsolete_packet(&mut self, offset: u64, data: &[u8]) -> Result<(), Stop> {
        let big_endian = self.big_endian;
        let field = |at| u32_at(data, at, big_endian);
        let fields = (field(0), field(4), field(8), field(12), field(16));
        let (Some(interface), Some(high), Some(low), Some(captured), Some(original)) = fields
        else {
            self.damage(offset, Problem::Block { block_type: PACKET });
            return Ok(());
        };
        // The interface is 16 bits wide, followed by a count of dropped packets.
        let interface = if big_endian { interface >> 16 } else { interface & 0xffff };
        let ticks = u64::from(high) << 32 | u64::from(low);
        let captured = usize::try_from(captured).unwrap_or(usize::MAX);
        let Some(bytes) = data.get(20..).and_then(|rest| rest.get(..captured)) else {
            self.damage(offset, Problem::Block { block_type: PACKET });
            return Ok(());
        };
        self.packet(offset, interface, Some(ticks), bytes, original)
    }

    fn packet(
        &mut self,
        offset: u64,
        interface: u32,
        ticks: Option<u64>,
        bytes: &[u8],
        original_length: u32,
    ) -> Result<(), Stop> {
        let known = usize::try_from(interface).ok().and_then(|i| self.interfaces.get(i)).copied();
        let Some(known) = known else {
            self.damage(offset, Problem::Interface { interface });
            return Ok(());
        };
        let packet = Packet {
            link_type: known.link_type,
            bytes,
            original_length,
            time: ticks.and_then(|ticks| known.clock.time(ticks)),
            offset,
        };
        (self.deliver)(packet).map_err(Stop::Output)
    }

    fn damage(&mut self, offset: u64, problem: Problem) {
        self.first_damage.get_or_insert((offset, problem));
    }
}

impl Clock {
    /// The time since 1970 of a packet captured at `ticks`; none where it is not representable.
    fn time(self, ticks: u64) -> Option<Duration> {
        const NANOSECONDS: u128 = 1_000_000_000;
        const BINARY: u8 = 0x80;

        let exponent = u32::from(self.resolution & !BINARY);
        let base: u128 = if self.resolution & BINARY == 0 { 10 } else { 2 };
        let per_second = base.checked_pow(exponent)?;
        let nanoseconds = u128::from(ticks).checked_mul(NANOSECONDS)? / per_second;
        let offset = i128::from(self.offset).checked_mul(NANOSECONDS.cast_signed())?;
        let nanoseconds = nanoseconds.checked_add_signed(offset)?;
        let seconds = u64::try_from(nanoseconds / NANOSECONDS).ok()?;
        let fraction = u32::try_from(nanoseconds % NANOSECONDS).ok()?;
        Some(Duration::new(seconds, fraction))
    }
}

/// The reader gives the types of unknown blocks as little-endian numbers.
fn block_type(block: &UnknownBlock<'_>, big_endian: bool) -> u32 {
    if big_endian { block.block_type.swap_bytes() } else { block.block_type }
}

fn u32_at(bytes: &[u8], at: usize, big_endian: bool) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk().copied()?;
    Some(if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        let time = |resolution, offset, ticks| Clock { resolution, offset }.time(ticks);
        assert_eq!(time(6, 0, 1_500_000), Some(Duration::new(1, 500_000_000)));
        assert_eq!(time(9, 0, 1_000_000_001), Some(Duration::new(1, 1)));
        assert_eq!(time(0, 0, 7), Some(Duration::from_secs(7)));
        assert_eq!(time(0x8a, 0, 1536), Some(Duration::new(1, 500_000_000)));
        assert_eq!(time(6, 100, 1_000_000), Some(Duration::from_secs(101)));
        assert_eq!(time(6, -1, 1_500_000), Some(Duration::new(0, 500_000_000)));
        assert_eq!(time(6, -2, 1_000_000), None);
        assert_eq!(time(0x7f, 0, 1), None);
        assert!(time(0xff, i64::MAX, u64::MAX).is_some());
        assert_eq!(time(0, i64::MAX, u64::MAX), None);
    }
}
