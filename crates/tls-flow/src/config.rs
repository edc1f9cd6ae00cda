use alloc::vec::Vec;

use tls_wire::{CipherSuite, ProtocolVersion};

use crate::Peer;

/// Where the observer stands, which decides what the order of the two directions can prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Vantage {
    /// On the path: items of the two directions may have crossed, so their order across directions
    /// proves nothing by itself.
    #[default]
    Path,
    /// At one endpoint: items are fed in the order in which that peer sent and received them.
    Endpoint(Peer),
}

/// What carries the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Carriage {
    /// TLS records over a byte stream (RFC 8446 section 5).
    #[default]
    Records,
    /// QUIC CRYPTO frames (RFC 9001).
    Quic,
    /// Datagrams; recognised, not tracked beyond the first exchange.
    Dtls,
}

/// Bounds of our own where the RFCs set none. Each default has its precedent beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// `empty-records`: consecutive records without content. 32, as OpenSSL and BoringSSL.
    pub empty_records: u8,
    /// `ccs`: `ChangeCipherSpec` records of one peer in TLS 1.3. 32, as OpenSSL and BoringSSL.
    pub change_cipher_specs: u8,
    /// `warnings`: consecutive warning alerts. 4, as BoringSSL and rustls.
    pub warnings: u8,
    /// `key-updates`: consecutive post-handshake messages without data. 32, as BoringSSL and rustls.
    pub key_updates: u8,
    /// `tiny-fragments`: handshake records of at most 4 bytes in one direction. 64.
    pub tiny_fragments: u8,
    /// `handshake-length`: bytes of a handshake message's body. 64 KiB, as rustls and Go.
    pub handshake_length: u32,
    /// `certificate-length`: bytes of a certificate message's body. 128 KiB - 1, as NSS.
    pub certificate_length: u32,
    /// `skipped-early-data`: bytes of early data that a server skips which rejected it, where
    /// `max-early-data` is not known. 16 KiB, as BoringSSL and OpenSSL.
    pub skipped_early_data: u32,
    /// `key-usage`: full-size records that one AES-GCM key seals in TLS 1.3. 2^24.5, by RFC 8446
    /// section 5.5.
    pub key_usage: u32,
    /// `renegotiations`: handshakes that a client begins, unasked, on a complete connection. 10;
    /// Node.js allows 3 in ten minutes, and a flow has no clock.
    pub renegotiations: u8,
    /// `max-early-data`: bytes of early data that the server announced, where the embedder knows it.
    pub max_early_data: Option<u32>,
    /// `eap-fast`: a server may resume by a ticket without echoing the session id (RFC 4851).
    pub eap_fast: bool,
}

impl Limits {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        empty_records: 32,
        change_cipher_specs: 32,
        warnings: 4,
        key_updates: 32,
        tiny_fragments: 64,
        handshake_length: 65_536,
        certificate_length: 131_071,
        skipped_early_data: 16_384,
        key_usage: 23_726_566,
        renegotiations: 10,
        max_early_data: None,
        eap_fast: false,
    };

    /// Sets a limit by the name that the rule list gives it.
    ///
    /// # Errors
    ///
    /// [`UnknownLimit`] for a name that is none of the documented ones, or a value that the limit
    /// cannot hold.
    pub fn set(&mut self, name: &str, value: u32) -> Result<(), UnknownLimit> {
        let count = u8::try_from(value).map_err(|_| UnknownLimit);
        match name {
            "empty-records" => self.empty_records = count?,
            "ccs" => self.change_cipher_specs = count?,
            "warnings" => self.warnings = count?,
            "key-updates" => self.key_updates = count?,
            "tiny-fragments" => self.tiny_fragments = count?,
            "handshake-length" => self.handshake_length = value,
            "certificate-length" => self.certificate_length = value,
            "skipped-early-data" => self.skipped_early_data = value,
            "key-usage" => self.key_usage = value,
            "renegotiations" => self.renegotiations = count?,
            "max-early-data" => self.max_early_data = Some(value),
            "eap-fast" => self.eap_fast = value != 0,
            _ => return Err(UnknownLimit),
        }
        Ok(())
    }
}

/// The name of a limit that does not exist, or a value out of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such limit, or a value out of its range")]
pub struct UnknownLimit;

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A session that an endpoint's cache holds: what a resumption must keep (RFC 5246 section 7.4.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CachedSession {
    /// The session id, 1 to 32 bytes.
    pub session_id: Vec<u8>,
    /// The version it was made with, where known.
    pub version: Option<ProtocolVersion>,
    /// Its cipher suite, where known.
    pub cipher_suite: Option<CipherSuite>,
    /// Whether it was made with `extended_master_secret` (RFC 7627), where known.
    pub extended_master_secret: Option<bool>,
}

/// What an embedder tells a [`Flow`](crate::Flow) before the first byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Config {
    /// Where the observer stands.
    pub vantage: Vantage,
    /// What carries the handshake.
    pub carriage: Carriage,
    /// Bounds of our own.
    pub limits: Limits,
    /// The observation begins inside a connection: nothing before the first byte is known.
    pub midstream: bool,
    /// The one direction that was captured, where the other is missing.
    pub only: Option<Peer>,
    /// Sessions that the observed endpoint can resume.
    pub sessions: Vec<CachedSession>,
    /// The client's `encrypted_client_hello` is no made-up one (RFC 9849 section 6.2.1), as only that
    /// client knows.
    pub genuine_ech: bool,
    /// The best version that the server supports, where the embedder knows it.
    pub server_best: Option<ProtocolVersion>,
}
