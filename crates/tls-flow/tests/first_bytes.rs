//! Recorded and crafted first bytes, each with the cause it has to be given. `MANIFEST.tsv` beside
//! them says where each comes from, and what else is acceptable.

use std::fs;
use std::path::PathBuf;

use tls_flow::diagnosis::{Confidence, Diagnosis, Opening, Verdict};
use tls_flow::{EndHow, Peer};

struct Sample {
    name: String,
    cause: String,
    acceptable: Vec<String>,
    from: Peer,
    needs_context: bool,
    bytes: Vec<u8>,
}

fn samples() -> Vec<Sample> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/first-bytes");
    let manifest = fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let samples: Vec<_> = manifest
        .lines()
        .skip(1)
        .map(|line| {
            let columns: Vec<_> = line.split('\t').collect();
            Sample {
                name: columns[0].to_owned(),
                cause: columns[1].to_owned(),
                acceptable: columns[6].split('|').map(str::to_owned).collect(),
                from: if columns[2] == "server" { Peer::Server } else { Peer::Client },
                needs_context: columns[7] != "-",
                bytes: fs::read(folder.join(columns[0])).unwrap(),
            }
        })
        .collect();
    assert!(samples.len() >= 180, "only {} samples", samples.len());
    samples
}

fn at_end(from: Peer, chunks: &[&[u8]]) -> Diagnosis {
    let mut opening = Opening::new(from);
    for chunk in chunks {
        opening.feed(chunk);
    }
    match opening.end(EndHow::Fin) {
        Verdict::Decided(diagnosis) => diagnosis,
        open @ Verdict::NeedsMore { .. } => panic!("{open:?} at the end"),
    }
}

#[test]
fn every_sample_gets_its_cause() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let diagnosis = at_end(sample.from, &[&sample.bytes]);
        let id = diagnosis.cause.id;
        let accepted = id == sample.cause || sample.acceptable.iter().any(|cause| cause == id);
        if !accepted && !sample.needs_context {
            wrong.push(format!("{}: {id} ({})", sample.name, diagnosis.confidence));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A verdict without the numbers that change from byte to byte.
fn decided(verdict: &Verdict) -> Option<Diagnosis> {
    verdict.decided().copied()
}

#[test]
fn no_prefix_flips_and_no_cut_changes_the_verdict() {
    let mut random = Xorshift(0x2545_f491_4f6c_dd1d);
    for sample in samples() {
        let whole = at_end(sample.from, &[&sample.bytes]);

        let mut opening = Opening::new(sample.from);
        let mut settled = None;
        for byte in &sample.bytes {
            let verdict = opening.feed(std::slice::from_ref(byte));
            let now = decided(&verdict);
            assert!(settled.is_none() || settled == now, "{}: {settled:?} {now:?}", sample.name);
            settled = now;
        }
        let bytewise = decided(&opening.end(EndHow::Fin));
        assert_eq!(bytewise, Some(whole), "{} byte by byte", sample.name);
        assert!(settled.is_none() || settled == bytewise, "{} at its end", sample.name);

        for _ in 0..200 {
            let mut chunks = Vec::new();
            let mut rest = sample.bytes.as_slice();
            while !rest.is_empty() {
                let reach = usize::try_from(random.next() % 90).unwrap().min(rest.len());
                let (chunk, after) = rest.split_at(reach);
                chunks.push(chunk);
                rest = after;
            }
            assert_eq!(at_end(sample.from, &chunks), whole, "{} in {chunks:x?}", sample.name);
        }
    }
}

/// Names are given to bytes that could come by chance at most once in ten thousand times.
#[test]
fn random_bytes_are_hardly_ever_named() {
    const BUFFERS: u32 = 60_000;
    let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
    let mut named = std::collections::BTreeMap::new();
    for _ in 0..BUFFERS {
        let mut bytes = [0; 400];
        for chunk in bytes.chunks_exact_mut(8) {
            chunk.copy_from_slice(&random.next().to_be_bytes());
        }
        for length in [16, 64, 400] {
            for from in [Peer::Client, Peer::Server] {
                let diagnosis = at_end(from, &[&bytes[..length]]);
                if diagnosis.protocol.is_some() && diagnosis.confidence >= Confidence::Likely {
                    *named.entry((length, from.as_str(), diagnosis.cause.id)).or_insert(0u32) += 1;
                }
            }
        }
    }
    let total: u32 = named.values().sum();
    // 0.01 % of 60,000 buffers, three lengths and two sides.
    assert!(total <= BUFFERS * 6 / 10_000, "{total} of {}: {named:#?}", BUFFERS * 6);
}

/// Marsaglia's generator, so that the figures below are the same everywhere.
struct Xorshift(u64);

impl Xorshift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
