//! What a `HelloRetryRequest` must change (RFC 8446 sections 4.1.4 and 4.2.8).

use alloc::{boxed::Box, vec::Vec};

use tls_wire::{ClientHello, ExtensionType, HandshakeType, ProtocolVersion, Reader, ServerHello};

use super::{
    Retry, code_points, key_share_groups, server::SERVER_HELLO, server13::key_share_group,
};
use crate::{Peer, Place, Rule, Seen, order::Order};

impl Order {
    pub(super) fn check_retry(
        &mut self,
        answer: &ServerHello<'_>,
        hello: Option<&ClientHello<'_>>,
        place: Place,
    ) {
        let extensions = answer.extensions;
        let seen = |extension| Seen::Extension(HandshakeType::SERVER_HELLO, extension);
        match extensions.get(ExtensionType::SUPPORTED_VERSIONS) {
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
        if let Some(data) = extensions.get(ExtensionType::ENCRYPTED_CLIENT_HELLO) {
            if data.len() != 8 {
                let seen = seen(ExtensionType::ENCRYPTED_CLIENT_HELLO);
                self.report(Rule::Hs13EchMalformed, Peer::Server, place, seen);
            }
        }
        let group = key_share_group(extensions);
        let cookie = extensions
            .get(ExtensionType::COOKIE)
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
        let ech = extensions.contains(ExtensionType::ENCRYPTED_CLIENT_HELLO);
        if !ech {
            // Encrypted ClientHello was rejected: the outer hello binds (RFC 9849 section 6.1.5).
            self.facts.offer.set_ech_outer(false);
        }
        self.rare_mut().retry =
            Some(Box::new(Retry { cipher_suite: answer.cipher_suite, group, cookie, ech }));
    }
}
