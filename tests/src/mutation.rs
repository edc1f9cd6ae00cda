//! Conversations with one thing changed: what a broken, or a hostile, peer would send.

use tls_flow::Peer;

use crate::conversation::{Conversation, Step, What};
use crate::grammar::message;

/// One record of a conversation, in the order in which the last byte of each came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who sent it.
    pub from: Peer,
    /// Header and fragment.
    pub bytes: Vec<u8>,
    /// Is it sent before that peer's keys are in use?
    pub clear: bool,
}

impl Record {
    /// The content type.
    #[must_use]
    pub fn content_type(&self) -> u8 {
        self.bytes[0]
    }

    /// The handshake type that a record in the clear begins with.
    #[must_use]
    pub fn handshake_type(&self) -> Option<u8> {
        self.bytes.get(5).copied().filter(|_| self.clear && self.content_type() == 22)
    }
}

/// The records of a conversation of TLS over a byte stream; `None` if it is not all records, seen
/// from the first on.
#[must_use]
pub fn records(conversation: &Conversation) -> Option<Vec<Record>> {
    let mut streams: [Vec<u8>; 2] = Default::default();
    let mut switched = [false; 2];
    let mut records = Vec::new();
    for Step { from, what } in &conversation.steps {
        let index = usize::from(*from == Peer::Server);
        match what {
            What::Wire(bytes) => streams[index].extend_from_slice(bytes),
            What::End(_) => continue,
            _ => return None,
        }
        while let [content_type @ 20..=24, 3, _, high, low, ..] = streams[index][..] {
            let length = 5 + usize::from(u16::from_be_bytes([high, low]));
            if streams[index].len() < length {
                break;
            }
            let bytes: Vec<u8> = streams[index].drain(..length).collect();
            let clear = !switched[index] && content_type != 23;
            switched[index] |= content_type == 20 || content_type == 23;
            records.push(Record { from: *from, bytes, clear });
        }
    }
    let whole = streams.iter().all(Vec::is_empty) && conversation.config.only.is_none();
    (whole && !conversation.config.midstream && !records.is_empty()).then_some(records)
}

/// Records, as something to feed.
#[must_use]
pub fn conversation(records: &[Record]) -> Conversation {
    let step = |record: &Record| Step { from: record.from, what: What::Wire(record.bytes.clone()) };
    Conversation { steps: records.iter().map(step).collect(), ..Conversation::default() }
}

/// The records with the messages that one peer sends in a row, in the clear, in records of other
/// lengths: each as long as `length` says of what is left, as far as that goes.
#[must_use]
pub fn repacked(records: &[Record], length: impl Fn(&[u8]) -> usize) -> Vec<Record> {
    let is_handshake = |record: &Record| record.clear && record.content_type() == 22;
    let in_a_row = |one: &Record, next: &Record| {
        is_handshake(one) && is_handshake(next) && one.from == next.from
    };
    let mut repacked = Vec::new();
    for row in records.chunk_by(in_a_row) {
        let [first, ..] = row else { continue };
        if !is_handshake(first) {
            repacked.extend_from_slice(row);
            continue;
        }
        let messages: Vec<u8> = row.iter().flat_map(|record| &record.bytes[5..]).copied().collect();
        let mut rest = &messages[..];
        while !rest.is_empty() {
            let (fragment, behind) = rest.split_at(length(rest).clamp(1, rest.len().min(16_384)));
            let version = u16::from_be_bytes([first.bytes[1], first.bytes[2]]);
            let bytes = message::record(22, version, fragment);
            repacked.push(Record { bytes, ..first.clone() });
            rest = behind;
        }
    }
    repacked
}

/// What is done to one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mutation {
    /// It does not come.
    Drop,
    /// It comes twice.
    Duplicate,
    /// It comes after the one behind it.
    Swap,
    /// The other peer sends it.
    Flip,
    /// A `ChangeCipherSpec` of its sender comes before it.
    EarlySwitch,
    /// It comes in two records.
    Fragment,
    /// It and the next are one record.
    Coalesce,
}

impl Mutation {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Drop,
        Self::Duplicate,
        Self::Swap,
        Self::Flip,
        Self::EarlySwitch,
        Self::Fragment,
        Self::Coalesce,
    ];

    /// The records with this done to one of them; `None` where it cannot be done.
    #[must_use]
    pub fn of(self, records: &[Record], at: usize) -> Option<Vec<Record>> {
        let mut records = records.to_vec();
        let record = records.get(at)?.clone();
        let next = records.get(at + 1).cloned();
        match self {
            Self::Drop => {
                records.remove(at);
            }
            Self::Duplicate => records.insert(at, record),
            Self::Swap => {
                // Across the directions an observer cannot tell what crossed.
                next.filter(|next| next.from == record.from && *next != record)?;
                records.swap(at, at + 1);
            }
            Self::Flip => records[at].from = record.from.other(),
            Self::EarlySwitch => {
                let version = [record.bytes[1], record.bytes[2]];
                let bytes = [&[20][..], &version, &[0, 1, 1]].concat();
                records.insert(at, Record { from: record.from, bytes, clear: true });
            }
            Self::Fragment => {
                if !record.clear || record.content_type() != 22 || record.bytes.len() < 7 {
                    return None;
                }
                let [content_type, major, minor, ..] = record.bytes[..] else { return None };
                let (first, second) = record.bytes[5..].split_at(1);
                let part = |fragment: &[u8]| {
                    let length = u16::try_from(fragment.len()).unwrap_or(u16::MAX).to_be_bytes();
                    let bytes = [&[content_type, major, minor][..], &length, fragment].concat();
                    Record { bytes, ..record.clone() }
                };
                records.splice(at..=at, [part(first), part(second)]);
            }
            Self::Coalesce => {
                let next = next.filter(|next| next.from == record.from)?;
                let both = [&record, &next];
                let length = record.bytes.len() + next.bytes.len() - 10;
                if both.iter().any(|one| !one.clear || one.content_type() != 22) || length > 16_384
                {
                    return None;
                }
                let length = u16::try_from(length).ok()?.to_be_bytes();
                let bytes =
                    [&record.bytes[..3], &length, &record.bytes[5..], &next.bytes[5..]].concat();
                records.splice(at..=at + 1, [Record { bytes, ..record }]);
            }
        }
        Some(records)
    }
}
