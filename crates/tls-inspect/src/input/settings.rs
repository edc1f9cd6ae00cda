//! What an input says about the run, apart from its bytes.

/// The settings of a run, as a transcript names them. A capture has the defaults but for
/// `midstream`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// A title, for people.
    pub title: Option<String>,
    /// The conversation begins inside a connection: nothing before the first bytes is known.
    pub midstream: bool,
    /// Where the observer stands.
    pub vantage: Vantage,
    /// What carries the handshake.
    pub carriage: Carriage,
    /// Policy limits, by the names that the rule list gives them.
    pub limits: Vec<(String, u64)>,
    /// Sessions that the endpoint's cache holds.
    pub sessions: Vec<Session>,
    /// Which directions were captured.
    pub sides: Sides,
}

/// Where the observer stands, which decides what its order of events proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vantage {
    /// On the path: crossings of the two directions are not an order.
    #[default]
    Path,
    /// At the client.
    Client,
    /// At the server.
    Server,
}

/// What carries the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carriage {
    /// TLS records.
    #[default]
    Records,
    /// CRYPTO frames of QUIC (RFC 9001, section 4.1.3).
    Quic,
    /// DTLS records, a datagram at a time.
    Dtls,
}

/// Which directions were captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sides {
    /// Both.
    #[default]
    Both,
    /// What the client sent.
    Client,
    /// What the server sent.
    Server,
}

/// A session in the cache of the endpoint (RFC 5246, section 7.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// Its id.
    pub id: Vec<u8>,
    /// Its version.
    pub version: Option<u16>,
    /// Its cipher suite.
    pub cipher_suite: Option<u16>,
    /// Whether it was made with the extended master secret (RFC 7627).
    pub extended_master_secret: Option<bool>,
}
