//! Writes candidates for seeds, made from the fixtures, to `DIRECTORY/TARGET/`. `cargo xtask fuzz
//! seeds` calls it, and keeps those that add to the coverage.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tls_flow::Peer;
use tls_fuzz::targets;
use tls_tests::conversation::{Conversation, What};
use tls_tests::{case, fixtures, order};
use tls_wire::{
    ContentType, Encode, Extensions, Framing, HandshakeReader, HandshakeType, RecordReader,
};

/// A longer seed slows the fuzzer down and shows nothing that a shorter one does not.
const LONGEST: usize = 1536;

fn main() -> io::Result<()> {
    let directory = PathBuf::from(env::args_os().nth(1).expect("usage: seeds DIRECTORY"));
    let mut conversations = Vec::new();
    for (name, text) in fixtures::transcripts() {
        conversations.push((name.replace('/', "-"), Conversation::from_transcript(&text)));
    }
    for case in case::all()? {
        let name = format!("case-{}-{}", case.name, case.vantage);
        conversations.push((name, Conversation::from_transcript(&case.transcript)));
    }
    for (target, _) in targets() {
        let folder = directory.join(target);
        fs::create_dir_all(&folder)?;
        for (name, conversation) in &conversations {
            write(&folder, name, &seeds(target, conversation))?;
        }
        write(&folder, "parts", &parts(target))?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, seeds: &[Vec<u8>]) -> io::Result<()> {
    let short = seeds.iter().filter(|seed| seed.len() <= LONGEST);
    for (number, seed) in short.enumerate() {
        fs::write(folder.join(format!("{name}-{number}")), seed)?;
    }
    Ok(())
}

/// What a conversation has for a target.
fn seeds(target: &str, conversation: &Conversation) -> Vec<Vec<u8>> {
    let streams = [Peer::Client, Peer::Server].map(|from| stream(conversation, from));
    let messages = || streams.iter().flat_map(|stream| messages(stream));
    match target {
        "flow_chunks" | "flow_findings_alone" | "flow_survives" => vec![conversation.encode()],
        "wire_records" | "wire_record_decoder" => streams.to_vec(),
        "wire_client_hello_reader" => vec![streams[0].clone()],
        "wire_handshake_messages" => {
            vec![messages().flat_map(|message| message.whole).collect()]
        }
        // Each version that changes how a message reads.
        "wire_messages" => messages()
            .flat_map(|message| [2, 3, 4].map(|version| message.with_choices(version)))
            .collect(),
        "wire_extensions" => messages().filter_map(|message| message.extensions()).collect(),
        "wire_extension_data" => messages().flat_map(|message| message.extension_data()).collect(),
        _ => Vec::new(),
    }
}

/// What no conversation shows by itself.
fn parts(target: &str) -> Vec<Vec<u8>> {
    match target {
        "order_survives" => order::samples(),
        "wire_small_structures" => vec![
            vec![2, 40],
            vec![1],
            [&[1, 0, 4], &[7; 20][..]].concat(),
            vec![1, 0, 2, 0, 3, 0, 0, 0, 16, 7, 0, 0xc0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
            vec![20, 0, 0, 0, 22, 0, 0],
        ],
        "wire_record_parts" => (0..64)
            .map(|choice| [&[choice / 2, choice * 4, 3, choice % 4], &[9; 96][..]].concat())
            .collect(),
        _ => Vec::new(),
    }
}

/// Every wire byte of a peer.
fn stream(conversation: &Conversation, from: Peer) -> Vec<u8> {
    let mut stream = Vec::new();
    for step in conversation.steps.iter().filter(|step| step.from == from) {
        if let What::Wire(bytes) = &step.what {
            stream.extend_from_slice(bytes);
        }
    }
    stream
}

struct Message {
    handshake_type: HandshakeType,
    whole: Vec<u8>,
}

/// The handshake messages in the cleartext of a stream, as far as they can be read.
fn messages(stream: &[u8]) -> Vec<Message> {
    let (mut records, mut reader) = (RecordReader::new(), HandshakeReader::new());
    let (mut messages, mut input) = (Vec::new(), stream);
    while let Ok(Some(piece)) = records.next(&mut input) {
        let Framing::Tls(header) = piece.header else { break };
        if header.content_type != ContentType::HANDSHAKE {
            break;
        }
        let mut fragment = piece.fragment;
        while let Ok(Some(message)) = reader.next(&mut fragment, 0) {
            let whole = message.to_vec().expect("it was read");
            messages.push(Message { handshake_type: message.handshake_type, whole });
        }
    }
    messages
}

impl Message {
    fn body(&self) -> &[u8] {
        &self.whole[4..]
    }

    fn with_choices(&self, version: u8) -> Vec<u8> {
        [&[self.handshake_type.0, version, 6], self.body()].concat()
    }

    /// The extension block of a hello, without its length.
    fn extensions(&self) -> Option<Vec<u8>> {
        // Version and random, session id, suites or the one suite, compression.
        let body = self.body();
        let mut at = 34;
        at += 1 + usize::from(*body.get(at)?);
        at += match self.handshake_type {
            HandshakeType::CLIENT_HELLO => {
                let suites = u16::from_be_bytes([*body.get(at)?, *body.get(at + 1)?]);
                let methods = at + 2 + usize::from(suites);
                3 + usize::from(suites) + usize::from(*body.get(methods)?)
            }
            HandshakeType::SERVER_HELLO => 3,
            _ => return None,
        };
        body.get(at + 2..).map(<[u8]>::to_vec)
    }

    fn extension_data(&self) -> Vec<Vec<u8>> {
        let context = u8::from(self.handshake_type == HandshakeType::SERVER_HELLO);
        let Some(block) = self.extensions() else { return Vec::new() };
        let Ok(extensions) = Extensions::parse(&block) else { return Vec::new() };
        extensions
            .iter()
            .map(|extension| {
                let [high, low] = extension.extension_type.0.to_be_bytes();
                [&[context, high, low], extension.data].concat()
            })
            .collect()
    }
}
