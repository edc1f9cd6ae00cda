//! What few connections need: on the heap, and only while one of these has something to say.

use alloc::{boxed::Box, vec::Vec};

use super::{Order, deferred::Deferred, hello::Retry, renegotiation::History};
use crate::{Config, ExtensionSet, Finding, Peer};

/// What few connections need.
#[derive(Clone, Debug, Default)]
pub(super) struct Rare {
    pub(super) config: Option<Box<Config>>,
    /// Findings that were not handed out.
    pub(super) pending: Vec<Finding>,
    /// The item that allows the judgement of what is deferred, while it does.
    pub(super) released_at: Option<(Peer, u64)>,
    pub(super) deferred: Option<Box<Deferred>>,
    pub(super) retry: Option<Box<Retry>>,
    pub(super) history: Option<Box<History>>,
    /// The extensions of the last `CertificateRequest` of TLS 1.3; `true` if it has others.
    pub(super) requested: Option<(ExtensionSet, bool)>,
    /// The payload of an SSLv2 record so far.
    pub(super) sslv2: Vec<u8>,
    client: Counts,
    server: Counts,
}

/// What of one peer is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) warnings: u8,
    pub(super) empty_records: u8,
    /// `KeyUpdate`s sent, and of them those that ask for one in return.
    pub(super) key_updates: u8,
    pub(super) update_requests: u8,
    /// Post-handshake messages since the last data.
    pub(super) without_data: u8,
    /// The last heartbeat request's length.
    pub(super) heartbeat_length: u16,
    /// The other peer broke a rule, and this one has sent nothing since.
    pub(super) alert_owed: bool,
}

impl Rare {
    fn is_idle(&self) -> bool {
        // Field by field, so that a new one is not forgotten. What releases findings is set only
        // while it does.
        let Self {
            config,
            pending,
            released_at: _,
            deferred,
            retry,
            history,
            requested,
            sslv2,
            client,
            server,
        } = self;
        config.is_none()
            && pending.is_empty()
            && deferred.is_none()
            && retry.is_none()
            && history.is_none()
            && requested.is_none()
            && sslv2.is_empty()
            && *client == Counts::default()
            && *server == Counts::default()
    }

    const fn counts_mut(&mut self, peer: Peer) -> &mut Counts {
        match peer {
            Peer::Client => &mut self.client,
            Peer::Server => &mut self.server,
        }
    }
}

impl Order {
    pub(super) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Nothing stays on the heap for a connection that is in order again.
    pub(super) fn drop_idle(&mut self) {
        if self.rare.as_ref().is_some_and(|rare| rare.is_idle()) {
            self.rare = None;
        }
    }

    pub(super) fn config(&self) -> Option<&Config> {
        self.rare.as_ref()?.config.as_deref()
    }

    pub(super) fn history(&self) -> Option<&History> {
        self.rare.as_ref()?.history.as_deref()
    }

    pub(super) fn history_mut(&mut self) -> &mut History {
        self.rare_mut().history.get_or_insert_default()
    }

    /// To change what is remembered; `None` where nothing is.
    pub(super) fn history_so_far(&mut self) -> Option<&mut History> {
        self.rare.as_mut()?.history.as_deref_mut()
    }

    pub(super) fn deferred(&self) -> Option<&Deferred> {
        self.rare.as_ref()?.deferred.as_deref()
    }

    pub(super) fn deferred_mut(&mut self) -> &mut Deferred {
        self.rare_mut().deferred.get_or_insert_default()
    }

    pub(super) fn take_deferred(&mut self) -> Option<Box<Deferred>> {
        self.rare.as_mut()?.deferred.take()
    }

    pub(super) fn retry(&self) -> Option<&Retry> {
        self.rare.as_ref()?.retry.as_deref()
    }

    pub(super) fn take_retry(&mut self) -> Option<Box<Retry>> {
        self.rare.as_mut()?.retry.take()
    }

    /// The extensions of the last `CertificateRequest` of TLS 1.3; `true` if it has others.
    pub(super) fn requested(&self) -> (ExtensionSet, bool) {
        self.rare.as_ref().and_then(|rare| rare.requested).unwrap_or_default()
    }

    /// What is counted of this peer.
    pub(super) fn counts(&self, peer: Peer) -> Counts {
        self.rare.as_ref().map_or(Counts::default(), |rare| match peer {
            Peer::Client => rare.client,
            Peer::Server => rare.server,
        })
    }

    /// To count one more.
    pub(super) fn counts_mut(&mut self, peer: Peer) -> &mut Counts {
        self.rare_mut().counts_mut(peer)
    }

    /// To count from nothing again; `None` where nothing was counted.
    pub(super) fn counted_mut(&mut self, peer: Peer) -> Option<&mut Counts> {
        Some(self.rare.as_mut()?.counts_mut(peer))
    }
}
