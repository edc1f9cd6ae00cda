//! What an observer between two peers saw: who sent which bytes, in which order, and how it ended.

use std::time::Duration;

/// One TCP connection, complete, in the order of arrival at the relay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conversation {
    pub(crate) moments: Vec<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Since the connection was accepted.
    pub(crate) at: Duration,
    pub(crate) from: Peer,
    pub(crate) what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    Client,
    Server,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// One read of the relay, as long as it came.
    Bytes(Vec<u8>),
    /// The peer closed its direction (FIN).
    Closed,
    /// The peer tore the connection down (RST); nothing follows in either direction.
    Reset,
}

/// Bytes in one line of a transcript: 96 hex digits, so that a line fits a screen.
const BYTES_PER_LINE: usize = 48;

impl Conversation {
    /// Every byte that `from` sent.
    pub(crate) fn stream(&self, from: Peer) -> Vec<u8> {
        let sent = self.moments.iter().filter(|moment| moment.from == from);
        sent.fold(Vec::new(), |mut stream, moment| {
            if let What::Bytes(bytes) = &moment.what {
                stream.extend_from_slice(bytes);
            }
            stream
        })
    }

    /// Whether both directions ended, so that nothing more can come.
    pub(crate) fn is_over(&self) -> bool {
        let closed = |from| {
            self.moments.iter().any(|moment| moment.from == from && moment.what == What::Closed)
        };
        self.was_reset() || (closed(Peer::Client) && closed(Peer::Server))
    }

    pub(crate) fn was_reset(&self) -> bool {
        self.moments.iter().any(|moment| moment.what == What::Reset)
    }

    /// The steps of a transcript, one line for each moment; long ones are continued below.
    pub(crate) fn transcript(&self) -> String {
        let mut text = String::new();
        for Moment { from, what, .. } in &self.moments {
            text.push(match from {
                Peer::Client => '>',
                Peer::Server => '<',
            });
            match what {
                What::Bytes(bytes) => {
                    let lines: Vec<String> = bytes.chunks(BYTES_PER_LINE).map(hex).collect();
                    text.push(' ');
                    text += &lines.join("\n  ");
                }
                What::Closed => text += " end",
                What::Reset => text += " end rst",
            }
            text.push('\n');
        }
        text
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(from: Peer, what: What) -> Moment {
        Moment { at: Duration::ZERO, from, what }
    }

    #[test]
    fn a_transcript_has_one_step_a_moment_and_continues_long_ones() {
        let conversation = Conversation {
            moments: vec![
                moment(Peer::Client, What::Bytes((0..50).collect())),
                moment(Peer::Server, What::Bytes(vec![0x15, 3, 3])),
                moment(Peer::Server, What::Closed),
                moment(Peer::Client, What::Reset),
            ],
        };
        let first = hex(&(0..48).collect::<Vec<u8>>());
        assert_eq!(
            conversation.transcript(),
            format!("> {first}\n  3031\n< 150303\n< end\n> end rst\n")
        );
    }

    #[test]
    fn a_conversation_is_over_when_both_directions_closed_or_one_reset() {
        let closed = |from| moment(from, What::Closed);
        let mut conversation = Conversation { moments: vec![closed(Peer::Client)] };
        assert!(!conversation.is_over());
        conversation.moments.push(closed(Peer::Server));
        assert!(conversation.is_over());
        let reset = Conversation { moments: vec![moment(Peer::Server, What::Reset)] };
        assert!(reset.is_over());
    }
}
