//! What a `HelloRetryRequest` must change (RFC 8446 sections 4.1.4 and 4.2.8).

use alloc::{boxed::Box, vec::Vec};

use tls_wire::{ClientHello, ExtensionType, HandshakeType, ProtocolVersion, Reader};

use super::{Retry, answer::ReadAnswer, code_points, key_share_groups, server::SERVER_HELLO};
use crate::{Peer, Place, Rule, Seen, order::Order};

impl Order {
    pub(super) fn check_retry(
        &mut self,
        answer: &ReadAnswer<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let seen = |extension| Seen::Extension(HandshakeType::SERVER_HELLO, extension);
        match answer.data(ExtensionType::SUPPORTED_VERSIONS) {
            None => {
                self.report(Rule::Hs13HrrNoVersions, Peer::Server, place, SERVER_HELLO);
            }
            Some(data) => {
                let version = Reader::new(data).u16().map(ProtocolVersion);
                if version != Ok(ProtocolVersion::TLS_1_3) {
                    let seen = seen(ExtensionType::SUPPORTED_VERSIONS);
                    self.report(Rule::Hs13ShSelectedVersion, Peer::Server, place, seen);
                }
            }
        }
        if let Some(data) = answer.data(ExtensionType::ENCRYPTED_CLIENT_HELLO) {
            if data.len() != 8 {
                let seen = seen(ExtensionType::ENCRYPTED_CLIENT_HELLO);
                self.report(Rule::Hs13EchMalformed, Peer::Server, place, seen);
            }
        }
        let group = answer.key_share_group();
        let cookie = answer
            .data(ExtensionType::COOKIE)
            .map(|data| Vec::from(Reader::new(data).vec16().unwrap_or(data)));
        let hidden = self.offer_is_hidden();
        if let (Some(hello), false) = (hello, hidden) {
            if let Some(group) = group {
                let groups =
                    hello.extensions.get(ExtensionType::SUPPORTED_GROUPS).unwrap_or_default();
                let shares = hello.extensions.get(ExtensionType::KEY_SHARE).unwrap_or_default();
                let supported = code_points(groups, true).any(|offered| offered == group.0);
                let shared = key_share_groups(shares).any(|share| share == group);
                if !supported || shared {
                    let seen = seen(ExtensionType::KEY_SHARE);
                    self.report(Rule::Hs13HrrGroup, Peer::Server, place, seen);
                } else if group.is_grease() {
                    let seen = seen(ExtensionType::KEY_SHARE);
                    self.report(Rule::HsfGrease, Peer::Server, place, seen);
                }
            } else if cookie.is_none() {
                self.report(Rule::Hs13HrrNoChange, Peer::Server, place, SERVER_HELLO);
            }
        }
        let ech = answer.has(ExtensionType::ENCRYPTED_CLIENT_HELLO);
        if !ech {
            // Encrypted ClientHello was rejected: the outer hello binds (RFC 9849 section 6.1.5).
            self.facts.offer.set_ech_outer(false);
        }
        self.rare_mut().retry =
            Some(Box::new(Retry { cipher_suite: answer.message.cipher_suite, group, cookie, ech }));
    }
}
