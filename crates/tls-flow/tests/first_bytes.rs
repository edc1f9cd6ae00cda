//! Recorded and crafted first bytes, each with the cause it has to be given. `MANIFEST.tsv` beside
//! them says where each comes from, and what else is acceptable.

use std::collections::BTreeMap;
use std::fmt::Write;
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

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/first-bytes")
}

fn samples() -> Vec<Sample> {
    let folder = folder();
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
    const BUFFERS: u32 = 30_000;
    let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
    let mut named = BTreeMap::new();
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
    // 0.01 % of 30,000 buffers, three lengths and two sides.
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

/// After how many bytes a stream is recognised, and decided; 0 for not before its end.
fn bytes_needed(sample: &Sample, tls_expected: bool) -> (usize, usize) {
    let mut opening = Opening::new(sample.from);
    if tls_expected {
        opening.expect_tls();
    }
    let (mut recognised, mut decided) = (0, 0);
    for (index, byte) in sample.bytes.iter().enumerate() {
        let verdict = opening.feed(std::slice::from_ref(byte));
        if recognised == 0 && opening.is_recognised() {
            recognised = index + 1;
        }
        if decided == 0 && verdict.decided().is_some() {
            decided = index + 1;
        }
    }
    (recognised, decided)
}

fn range(numbers: &[usize]) -> String {
    let bytes: Vec<_> = numbers.iter().copied().filter(|&number| number != 0).collect();
    let (least, most) = (bytes.iter().min(), bytes.iter().max());
    let end = if bytes.len() < numbers.len() { "end" } else { "" };
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least} {end}").trim().to_owned(),
        (Some(least), Some(most)) => format!("{least}-{most} {end}").trim().to_owned(),
        _ => "end".to_owned(),
    }
}

/// The bytes that each cause needs, over the samples; `UPDATE_TABLES=1` writes the table anew.
#[test]
fn the_table_of_bytes_needed_is_up_to_date() {
    let mut rows: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for sample in samples() {
        let cause = at_end(sample.from, &[&sample.bytes]).cause.id;
        let (recognised, decided) = bytes_needed(&sample, false);
        let (_, expected) = bytes_needed(&sample, true);
        rows.entry((cause, sample.from.as_str()))
            .or_default()
            .push((recognised, decided, expected));
    }
    let mut table =
        String::from("cause\tside\tsamples\trecognised\tdecided\tdecided_tls_expected\n");
    for ((cause, side), needed) in rows {
        let column = |pick: fn(&(usize, usize, usize)) -> usize| {
            range(&needed.iter().map(pick).collect::<Vec<_>>())
        };
        let (recognised, decided, expected) =
            (column(|row| row.0), column(|row| row.1), column(|row| row.2));
        let count = needed.len();
        writeln!(table, "{cause}\t{side}\t{count}\t{recognised}\t{decided}\t{expected}").unwrap();
    }
    let path = folder().join("BYTES.tsv");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        table,
        "set UPDATE_TABLES=1 to accept"
    );
}

/// What `at_least` promises: nothing is recognised, and no TLS found, with fewer bytes.
#[test]
fn as_many_bytes_are_needed_as_is_said() {
    for sample in samples() {
        let mut opening = Opening::new(sample.from);
        let mut promised = 0;
        for (index, byte) in sample.bytes.iter().enumerate() {
            let was_recognised = opening.is_recognised();
            let verdict = opening.feed(std::slice::from_ref(byte));
            let news = opening.is_recognised() != was_recognised || opening.tls_offset().is_some();
            let unknown =
                verdict.decided().is_some_and(|found| found.cause.id.starts_with("unknown"));
            if news && !unknown {
                assert!(index + 1 >= promised, "{}: {promised} bytes were to come", sample.name);
            }
            match verdict {
                Verdict::Decided(_) => break,
                Verdict::NeedsMore { at_least, .. } => {
                    assert_ne!(at_least, 0, "{} at {index}", sample.name);
                    promised = index + 1 + at_least;
                }
            }
        }
    }
}

/// Damaged and spliced samples, in two random cuts each: the verdict is the same, and no prefix
/// takes a decision back.
#[test]
fn whatever_is_fed_cuts_do_not_matter() {
    let mut random = Xorshift(0xd1b5_4a32_d192_ed03);
    let samples = samples();
    for round in 0..3000 {
        let pick = |random: &mut Xorshift, bound: usize| {
            usize::try_from(random.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
        };
        let (one, two) = (pick(&mut random, samples.len()), pick(&mut random, samples.len()));
        let head = &samples[one].bytes[..pick(&mut random, samples[one].bytes.len().min(120))];
        let tail = &samples[two].bytes[pick(&mut random, 20).min(samples[two].bytes.len())..];
        let mut bytes = [head, &tail[..tail.len().min(200)]].concat();
        for _ in 0..pick(&mut random, 3) {
            let (at, value) = (pick(&mut random, bytes.len()), random.next().to_le_bytes()[0]);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
        }
        for from in [Peer::Client, Peer::Server] {
            let (mut bytewise, mut settled) = (Opening::new(from), None);
            let mut found = Vec::new();
            for (index, byte) in bytes.iter().enumerate() {
                let start = bytewise.feed_for_tls(std::slice::from_ref(byte));
                found.extend(start.map(|start| (start.offset(), index)));
                let now = decided(&bytewise.verdict());
                assert!(settled.is_none() || settled == now, "{round}: {settled:?} {now:?}");
                settled = now;
            }
            let mut cut = Opening::new(from);
            let mut rest = bytes.as_slice();
            let mut found_in_cuts = Vec::new();
            while !rest.is_empty() {
                let (chunk, after) = rest.split_at(pick(&mut random, 100).min(rest.len()));
                let begin = bytes.len() - rest.len();
                if let Some(start) = cut.feed_for_tls(chunk) {
                    // What was held and what is left of the chunk join without a seam.
                    let tls = usize::try_from(start.offset()).unwrap();
                    assert_eq!(begin - start.held().len() + start.skip(), tls, "{round}");
                    assert_eq!(start.held(), &bytes[tls..tls + start.held().len()], "{round}");
                    found_in_cuts.push(start.offset());
                }
                rest = after;
            }
            let offsets: Vec<_> = found.iter().map(|found| found.0).collect();
            assert_eq!(found_in_cuts, offsets, "{round}");
            assert_eq!(cut.verdict(), bytewise.verdict(), "{round}: {}", bytes.escape_ascii());
            assert_eq!(cut.end(EndHow::Rst), bytewise.end(EndHow::Rst), "{round}");
            assert!(settled.is_none() || settled == decided(&cut.verdict()), "{round}");
        }
    }
}
