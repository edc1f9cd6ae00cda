//! A conversation to feed: what an observer sees of a connection, in the order in which it happens.

use std::io;

use arbitrary::{Arbitrary, Result, Unstructured};
use tls_flow::{Carriage, Config, EndHow, Epoch, Level, Peer, Vantage};
use tls_inspect::input::{ConnectionStart, Format, Sink, Source, read};
use tls_wire::ProtocolVersion;

/// The steps of a conversation, and how it is looked at.
///
/// It has two spellings: a transcript for people ([`from_transcript`](Self::from_transcript)), and a
/// compact binary one for fuzzers ([`encode`](Self::encode), and [`Arbitrary`] to decode).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// Where the observer stands, and what carries the handshake.
    pub config: Config,
    /// In the order in which they are fed.
    pub steps: Vec<Step>,
}

/// What one peer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who did it.
    pub from: Peer,
    /// What it was.
    pub what: What,
}

/// Something that an observer, or an embedder that has keys, tells a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Bytes as on the wire.
    Wire(Vec<u8>),
    /// A protected record that was opened.
    Opened {
        /// Its inner content type.
        content_type: u8,
        /// The keys that it was sealed with, where known.
        epoch: Option<Epoch>,
        /// Its `Finished` or signature does not verify.
        bad_verify: bool,
        /// Bytes of padding behind the inner content type.
        padding: u16,
        /// What it held.
        content: Vec<u8>,
    },
    /// A protected record of this many content bytes that could not be opened.
    Unopened(u16),
    /// Bytes of QUIC's CRYPTO stream.
    Crypto(Level, Vec<u8>),
    /// So many bytes are missing.
    Gap(u16),
    /// The direction ended.
    End(EndHow),
}

pub(crate) const EPOCHS: [Option<Epoch>; 5] = [
    None,
    Some(Epoch::Early),
    Some(Epoch::Handshake),
    Some(Epoch::Application),
    Some(Epoch::Previous),
];
pub(crate) const LEVELS: [Level; 4] =
    [Level::Initial, Level::EarlyData, Level::Handshake, Level::Application];
pub(crate) const ENDS: [EndHow; 3] = [EndHow::Fin, EndHow::Rst, EndHow::CaptureEnd];
const VANTAGES: [Vantage; 3] =
    [Vantage::Path, Vantage::Endpoint(Peer::Client), Vantage::Endpoint(Peer::Server)];
const SIDES: [Option<Peer>; 3] = [None, Some(Peer::Client), Some(Peer::Server)];
const CARRIAGES: [Carriage; 3] = [Carriage::Records, Carriage::Quic, Carriage::Dtls];

impl Conversation {
    /// Reads a transcript as the tool does.
    ///
    /// # Panics
    ///
    /// If it is none: fixtures are our own.
    #[must_use]
    pub fn from_transcript(text: &str) -> Self {
        Self::all_in(text.as_bytes(), Some(Format::Transcript)).pop().unwrap_or_default()
    }

    /// Reads every conversation of a capture as the tool does.
    ///
    /// # Panics
    ///
    /// If it is none: fixtures are our own.
    #[must_use]
    pub fn from_capture(capture: &[u8]) -> Vec<Self> {
        Self::all_in(capture, None)
    }

    fn all_in(input: &[u8], format: Option<Format>) -> Vec<Self> {
        let mut collector = Collector::default();
        let report = read(&mut Source::new(input), format, Peer::Client, &mut collector);
        let report = report.expect("a collector writes nothing");
        let text = || String::from_utf8_lossy(input);
        assert!(report.error.is_none(), "{:?}\n{}", report.error, text());
        collector.conversations
    }

    /// The fuzzers' spelling: two bytes of settings, then each step as a byte that says who and what,
    /// followed by what it needs. Limits and cached sessions are not kept, and
    /// a server's best version is TLS 1.3.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Config { vantage, carriage, midstream, only, genuine_ech, server_best, .. } =
            self.config;
        let facts = u8::from(genuine_ech) << 5 | u8::from(server_best.is_some()) << 6;
        let mut out = vec![
            index(&VANTAGES, &vantage) | u8::from(midstream) << 4 | facts,
            index(&CARRIAGES, &carriage) | index(&SIDES, &only) << 4,
        ];
        for Step { from, what } in &self.steps {
            let tag = |kind: u8| kind << 1 | u8::from(*from == Peer::Server);
            match what {
                What::Wire(bytes) => {
                    // A step holds up to 65,535 bytes; cutting a longer one changes nothing.
                    for bytes in bytes.chunks(usize::from(u16::MAX)) {
                        out.push(tag(0));
                        put_bytes(&mut out, bytes);
                    }
                }
                What::Opened { content_type, epoch, bad_verify, padding, content } => {
                    let keys = index(&EPOCHS, epoch) | u8::from(*bad_verify) << 4;
                    out.extend([tag(1), *content_type, keys]);
                    out.extend(padding.to_le_bytes());
                    put_bytes(&mut out, content);
                }
                What::Unopened(length) => {
                    out.push(tag(2));
                    out.extend(length.to_le_bytes());
                }
                What::Crypto(level, bytes) => {
                    out.extend([tag(3), index(&LEVELS, level)]);
                    put_bytes(&mut out, bytes);
                }
                What::Gap(length) => {
                    out.push(tag(4));
                    out.extend(length.to_le_bytes());
                }
                What::End(how) => out.extend([tag(5), index(&ENDS, how)]),
            }
        }
        out
    }
}

impl<'a> Arbitrary<'a> for Conversation {
    /// Undoes [`Conversation::encode`]; every input means some conversation.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let config = arbitrary_config(u)?;
        let mut steps = Vec::new();
        while !u.is_empty() {
            steps.push(u.arbitrary()?);
        }
        Ok(Self { config, steps })
    }
}

/// The settings, as [`Conversation::encode`] spells them.
pub(crate) fn arbitrary_config(u: &mut Unstructured<'_>) -> Result<Config> {
    let [first, second]: [u8; 2] = u.arbitrary()?;
    Ok(Config {
        vantage: pick(&VANTAGES, first & 15),
        midstream: first & 16 != 0,
        genuine_ech: first & 32 != 0,
        server_best: (first & 64 != 0).then_some(ProtocolVersion::TLS_1_3),
        carriage: pick(&CARRIAGES, second & 15),
        only: pick(&SIDES, second >> 4),
        ..Config::default()
    })
}

impl<'a> Arbitrary<'a> for Step {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let tag: u8 = u.arbitrary()?;
        let from = if tag & 1 == 0 { Peer::Client } else { Peer::Server };
        let what = match tag >> 1 & 7 {
            1 => {
                let [content_type, keys]: [u8; 2] = u.arbitrary()?;
                What::Opened {
                    content_type,
                    epoch: pick(&EPOCHS, keys & 15),
                    bad_verify: keys & 16 != 0,
                    padding: u.arbitrary()?,
                    content: take_bytes(u)?,
                }
            }
            2 => What::Unopened(u.arbitrary()?),
            3 => What::Crypto(pick(&LEVELS, u.arbitrary()?), take_bytes(u)?),
            4 => What::Gap(u.arbitrary()?),
            5 => What::End(pick(&ENDS, u.arbitrary()?)),
            _ => What::Wire(take_bytes(u)?),
        };
        Ok(Self { from, what })
    }
}

/// Keeps the steps that it is handed.
#[derive(Default)]
struct Collector {
    conversations: Vec<Conversation>,
}

impl Sink for Collector {
    type Connection = Conversation;

    fn start(&mut self, start: &ConnectionStart) -> io::Result<Conversation> {
        Ok(Conversation { config: start.config.clone(), steps: Vec::new() })
    }

    fn step(
        &mut self,
        conversation: &mut Conversation,
        step: tls_inspect::input::Step<'_>,
    ) -> io::Result<()> {
        use tls_inspect::input::Step as Read;
        let short = |length: u64| u16::try_from(length).unwrap_or(u16::MAX);
        let (from, what) = match step {
            Read::Bytes { from, bytes } => (from, What::Wire(bytes.to_vec())),
            Read::Gap { from, length } => (from, What::Gap(short(length))),
            Read::Opened { from, content_type, content, padding, epoch, bad_verify } => {
                let opened = What::Opened {
                    content_type: content_type.0,
                    epoch,
                    bad_verify,
                    padding: short(padding.into()),
                    content: content.to_vec(),
                };
                (from, opened)
            }
            Read::Unopened { from, length } => (from, What::Unopened(short(length.into()))),
            Read::Crypto { from, level, bytes } => (from, What::Crypto(level, bytes.to_vec())),
            Read::End { from, how } => (from, What::End(how)),
        };
        conversation.steps.push(Step { from, what });
        Ok(())
    }

    fn close(&mut self, conversation: Conversation) -> io::Result<()> {
        self.conversations.push(conversation);
        Ok(())
    }
}

fn index<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let index = all.iter().position(|other| other == one);
    index.and_then(|index| u8::try_from(index).ok()).expect("every value is listed")
}

pub(crate) fn pick<T: Copy>(all: &[T], index: u8) -> T {
    all[usize::from(index) % all.len()]
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u16::try_from(bytes.len()).expect("a step of at most 65,535 bytes");
    out.extend(length.to_le_bytes());
    out.extend_from_slice(bytes);
}

/// A length and so many bytes, or as many as are left.
pub(crate) fn take_bytes(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let length = usize::from(u.arbitrary::<u16>()?).min(u.len());
    Ok(u.bytes(length)?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transcript_becomes_steps() {
        let text = "@ sides client\n> 16 03\n  01\n> gap 70000\n> record alert+2 01 00\n> end\n";
        let conversation = Conversation::from_transcript(text);
        assert_eq!(conversation.config.only, Some(Peer::Client));
        let opened = What::Opened {
            content_type: 21,
            epoch: None,
            bad_verify: false,
            padding: 2,
            content: vec![1, 0],
        };
        let whats: Vec<_> = conversation.steps.into_iter().map(|step| step.what).collect();
        assert_eq!(
            whats[..4],
            [What::Wire(vec![0x16, 3, 1]), What::Gap(u16::MAX), opened, What::End(EndHow::Fin)]
        );
    }

    #[test]
    fn the_binary_spelling_loses_nothing() {
        let opened = What::Opened {
            content_type: 22,
            epoch: Some(Epoch::Previous),
            bad_verify: true,
            padding: 3,
            content: vec![20, 0, 0, 0],
        };
        let whats = [
            What::Wire(vec![1, 2, 3]),
            opened,
            What::Unopened(300),
            What::Crypto(Level::Handshake, vec![8]),
            What::Gap(1460),
            What::End(EndHow::Rst),
        ];
        let steps = whats.into_iter().zip([Peer::Client, Peer::Server].into_iter().cycle());
        let conversation = Conversation {
            config: Config {
                vantage: Vantage::Endpoint(Peer::Server),
                carriage: Carriage::Quic,
                midstream: true,
                only: Some(Peer::Server),
                genuine_ech: true,
                server_best: Some(ProtocolVersion::TLS_1_3),
                ..Config::default()
            },
            steps: steps.map(|(what, from)| Step { from, what }).collect(),
        };
        let encoded = conversation.encode();
        assert_eq!(Conversation::arbitrary(&mut Unstructured::new(&encoded)), Ok(conversation));
    }
}
