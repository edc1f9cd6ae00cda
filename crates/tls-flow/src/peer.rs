use core::fmt;

/// One of the two ends of a connection: who sent a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Peer {
    /// The end that sends the `ClientHello`.
    Client,
    /// The end that answers it.
    Server,
}

impl Peer {
    /// Both peers, the client first.
    pub const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// The peer at the far end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }

    /// `"client"` or `"server"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
