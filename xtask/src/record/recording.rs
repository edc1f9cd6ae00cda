//! What a scenario gave: conversations, and the keys to them.

use std::time::SystemTime;

use super::conversation::{Conversation, Peer};

/// What one scenario gave.
pub(crate) struct Recording {
    pub(crate) conversations: Vec<Conversation>,
    /// The key log of all connections, perhaps from both sides.
    pub(crate) keys: String,
    pub(crate) started: SystemTime,
}

impl Recording {
    /// The lines of the key log, each once, less those that belong to the first `dropped`
    /// connections. (Those of a renegotiation belong to none, as far as can be seen.)
    pub(crate) fn keys_without(&self, dropped: usize) -> String {
        let streams: Vec<Vec<u8>> =
            self.conversations.iter().take(dropped).map(|one| one.stream(Peer::Client)).collect();
        let mut lines: Vec<&str> = Vec::new();
        for line in self.keys.lines() {
            let random = line.split_whitespace().nth(1).and_then(decode_hex).unwrap_or_default();
            let belongs = |stream: &Vec<u8>| stream.windows(random.len()).any(|at| at == random);
            if !random.is_empty() && !streams.iter().any(belongs) && !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::record::conversation::{Moment, What};

    #[test]
    fn the_keys_of_dropped_connections_are_dropped() {
        let hello = |random: [u8; 2]| {
            let bytes = What::Bytes([&[0], &random[..], &[0]].concat());
            let moment = Moment { at: Duration::ZERO, from: Peer::Client, what: bytes };
            Conversation { moments: vec![moment] }
        };
        let recording = Recording {
            conversations: vec![hello([0xab, 0xcd]), hello([0xab, 0xce])],
            keys: "C abcd 01\nC abce 02\n# note\nC abcf 03\nC abce 02\n".into(),
            started: SystemTime::UNIX_EPOCH,
        };
        assert_eq!(recording.keys_without(1), "C abce 02\nC abcf 03\n");
        assert_eq!(recording.keys_without(0), "C abcd 01\nC abce 02\nC abcf 03\n");
    }
}
