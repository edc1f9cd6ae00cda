//! What the input side hands on: connections, and the steps of each in the order of the capture.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use super::settings::Settings;

/// Takes the connections of an input, step by step.
///
/// The input side owns the state of each connection (`Self::Connection`) between two of its steps
/// and gives it back when nothing more can come, so that a long capture with many short connections
/// needs memory for those that are open only. An error ends the reading; it is meant for a broken
/// output.
pub trait Sink {
    /// What the sink keeps for one connection.
    type Connection;

    /// A connection of which at least one step will follow.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn start(&mut self, start: &ConnectionStart) -> io::Result<Self::Connection>;

    /// The next step of a connection.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn step(&mut self, connection: &mut Self::Connection, step: Step<'_>) -> io::Result<()>;

    /// Nothing more will come.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn close(&mut self, connection: Self::Connection) -> io::Result<()>;
}

/// Who talks to whom, and what is known before the first byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConnectionStart {
    /// The TCP connection; none where the input is bytes without packets.
    pub tcp: Option<TcpStart>,
    /// When its first packet was captured, since 1970-01-01 00:00:00 UTC.
    pub time: Option<Duration>,
    /// What the input says about the run.
    pub settings: Settings,
}

/// The TCP connection that carries a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TcpStart {
    /// The peer that opened it.
    pub client: SocketAddr,
    /// The other peer.
    pub server: SocketAddr,
    /// 0 for the first TCP connection between these endpoints in the capture, 1 for the next.
    pub index: u32,
    /// The capture holds a SYN of it: nothing is missing before the first byte.
    pub syn: bool,
}

/// One of the two ends of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// The peer that opened the connection.
    Client,
    /// The other peer.
    Server,
}

impl Peer {
    /// The peer at the other end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// One step of a conversation. Bytes are borrowed from the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'s> {
    /// The next bytes of a direction, as on the wire, cut anywhere.
    Bytes {
        /// The sender.
        from: Peer,
        /// At least one byte, but for an empty line of a transcript.
        bytes: &'s [u8],
    },
    /// Bytes of a direction that the input lacks.
    Gap {
        /// The sender.
        from: Peer,
        /// How many bytes are missing, at least one.
        length: u64,
    },
    /// A protected record, already opened.
    Opened {
        /// The sender.
        from: Peer,
        /// Its inner content type.
        content_type: u8,
        /// Its content, without the padding of TLS 1.3.
        content: &'s [u8],
        /// Bytes of padding behind the content type.
        padding: u64,
        /// The keys that sealed it, where they are not the expected ones.
        epoch: Option<Epoch>,
        /// False where a Finished or a signature in it does not verify.
        verified: bool,
    },
    /// A protected record that could not be opened.
    Unopened {
        /// The sender.
        from: Peer,
        /// Bytes of its content.
        length: u64,
    },
    /// Bytes of a QUIC CRYPTO stream.
    Crypto {
        /// The sender.
        from: Peer,
        /// The encryption level whose stream goes on.
        level: Level,
        /// The bytes.
        bytes: &'s [u8],
    },
    /// The end of a direction; no further step of it follows.
    End {
        /// The sender.
        from: Peer,
        /// Why no more can come.
        how: EndHow,
    },
}

/// The keys that sealed a record of TLS 1.3 (RFC 8446, section 7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epoch {
    /// Under the client's early traffic secret.
    Early,
    /// Under a handshake traffic secret.
    Handshake,
    /// Under an application traffic secret.
    Application,
    /// Under the keys before the last key change.
    Previous,
}

/// An encryption level of QUIC (RFC 9001, section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Initial packets.
    Initial,
    /// 0-RTT packets.
    ZeroRtt,
    /// Handshake packets.
    Handshake,
    /// 1-RTT packets.
    OneRtt,
}

/// How a direction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndHow {
    /// The sender closed its side: a TCP FIN, or `end` in a transcript.
    Fin,
    /// One of the peers reset the connection.
    Reset,
    /// The input has no more of it.
    InputEnd,
}

impl fmt::Display for EndHow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fin => "FIN",
            Self::Reset => "RST",
            Self::InputEnd => "end of input",
        })
    }
}
