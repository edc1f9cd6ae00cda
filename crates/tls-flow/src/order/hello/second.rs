//! The second `ClientHello`, after a `HelloRetryRequest` (RFC 8446 section 4.1.2).

use tls_wire::{ClientHello, ExtensionType, HandshakeType, NamedGroup, Reader};

use super::{KeptHello, key_share_groups, reading::Reading};
use crate::{
    EarlyData, Offer, Peer, Place, Rule, Seen,
    order::{Order, Stage, handshake::Arrival},
};

/// What may differ between the two hellos, or be there in only one.
const CHANGEABLE: [ExtensionType; 5] = [
    ExtensionType::KEY_SHARE,
    ExtensionType::EARLY_DATA,
    ExtensionType::COOKIE,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::PADDING,
];

/// `ECHClientHello.type`, `cipher_suite` and `config_id` (RFC 9849 section 5): their bytes.
const ECH_CONFIGURATION: usize = 1 + 4 + 1;

impl Order {
    pub(in crate::order) fn second_client_hello(&mut self, arrival: &Arrival<'_>) {
        let Arrival { from, item, place, message, .. } = *arrival;
        self.stage = Stage::WaitServerHello;
        self.hello_came(from, item);
        let first = self.hello.take();
        let mut offer = Offer::default();
        let mut reading = Reading::default();
        if let Err(error) = reading.read(message.body, &mut offer) {
            self.unreadable(error, message.handshake_type, from, place);
            self.facts.offer.set_unreadable(true);
            return;
        }
        let second = ClientHello::parse_again(message.body).ok();
        if let (Some(first), Some(second)) =
            (first.as_ref().and_then(KeptHello::parse_again), second)
        {
            self.compare_hellos(&first, &second, place);
        }
        let ech_excluded = self.retry().is_some_and(|retry| !retry.ech);
        self.facts.offer = offer;
        if ech_excluded {
            self.facts.offer.set_ech_outer(false);
        }
        if self.facts.early_data == EarlyData::Offered {
            self.facts.early_data = EarlyData::Rejected;
        }
        self.hello = Some(reading.kept());
    }

    fn compare_hellos(&mut self, first: &ClientHello<'_>, second: &ClientHello<'_>, place: Place) {
        let seen = |extension| Seen::Extension(HandshakeType::CLIENT_HELLO, extension);
        let ech = ExtensionType::ENCRYPTED_CLIENT_HELLO;
        if self.facts.offer.ech_outer() {
            // The inner hello may be what binds; of the outer one only that extension does.
            match (first.extensions.get(ech), second.extensions.get(ech)) {
                (Some(before), Some(after)) if !goes_on(before, after) => {
                    self.report(Rule::Hs13EchCh2Missing, Peer::Client, place, seen(ech));
                }
                (_, Some(_)) => {}
                (_, None) => self.report(Rule::Hs13Ch2Changed, Peer::Client, place, seen(ech)),
            }
            return;
        }
        if second.extensions.contains(ExtensionType::EARLY_DATA) {
            let seen = seen(ExtensionType::EARLY_DATA);
            self.report(Rule::EarlyExtInCh2, Peer::Client, place, seen);
        }
        self.check_second_key_share(first, second, place);
        self.check_second_cookie(second, place);
        let fixed = |hello: &ClientHello<'_>| (hello.legacy_version, *hello.random);
        let same_fields = fixed(first) == fixed(second)
            && first.legacy_session_id == second.legacy_session_id
            && first.cipher_suites().eq(second.cipher_suites())
            && first.compression_methods == second.compression_methods;
        if !same_fields {
            let seen = Seen::Handshake(HandshakeType::CLIENT_HELLO);
            self.report(Rule::Hs13Ch2Changed, Peer::Client, place, seen);
            return;
        }
        let kept = |hello: &ClientHello<'_>| {
            hello
                .extensions
                .iter()
                .filter(|extension| !CHANGEABLE.contains(&extension.extension_type))
                .map(|extension| {
                    let data =
                        if extension.extension_type == ech { &[][..] } else { extension.data };
                    (extension.extension_type, data.to_vec())
                })
                .collect::<alloc::vec::Vec<_>>()
        };
        let (before, after) = (kept(first), kept(second));
        if before != after {
            let changed = before
                .iter()
                .find(|extension| !after.contains(extension))
                .or_else(|| after.iter().find(|extension| !before.contains(extension)));
            let seen = changed
                .map_or(Seen::Handshake(HandshakeType::CLIENT_HELLO), |(extension, _)| {
                    seen(*extension)
                });
            self.report(Rule::Hs13Ch2Changed, Peer::Client, place, seen);
        }
    }

    /// One share, of the group that was asked for; unchanged if none was (RFC 8446 section 4.2.8).
    fn check_second_key_share(
        &mut self,
        first: &ClientHello<'_>,
        second: &ClientHello<'_>,
        place: Place,
    ) {
        let Some(retry) = self.retry() else { return };
        let share = ExtensionType::KEY_SHARE;
        let (before, after) = (first.extensions.get(share), second.extensions.get(share));
        let right = match retry.group {
            Some(group) => {
                let groups = after.unwrap_or_default();
                let one: Option<NamedGroup> = key_share_groups(groups).next();
                one == Some(group) && key_share_groups(groups).count() == 1
            }
            None => before == after,
        };
        if !right {
            let seen = Seen::Extension(HandshakeType::CLIENT_HELLO, share);
            self.report(Rule::Hs13Ch2KeyShare, Peer::Client, place, seen);
        }
    }

    /// The cookie is echoed as it was (RFC 8446 section 4.2.2).
    fn check_second_cookie(&mut self, second: &ClientHello<'_>, place: Place) {
        let Some(retry) = self.retry() else { return };
        let echoed = second
            .extensions
            .get(ExtensionType::COOKIE)
            .map(|data| Reader::new(data).vec16().unwrap_or(data));
        if echoed != retry.cookie.as_deref() {
            let seen = Seen::Extension(HandshakeType::CLIENT_HELLO, ExtensionType::COOKIE);
            self.report(Rule::Hs13Ch2Cookie, Peer::Client, place, seen);
        }
    }
}

/// Does an outer `encrypted_client_hello` go on with what the first one began? Accepted, it keeps the
/// configuration and the suite and has no `enc`; rejected or made up, it stays as it was (RFC 9849
/// sections 6.1.5, 6.2.1 and 7.1.1).
fn goes_on(before: &[u8], after: &[u8]) -> bool {
    let read = |data| {
        let mut reader = Reader::new(data);
        let configuration = reader.bytes(ECH_CONFIGURATION).ok()?;
        Some((configuration, reader.vec16().ok()?))
    };
    match (read(before), read(after)) {
        (Some((kept, first)), Some((configuration, enc))) => {
            configuration == kept && (enc.is_empty() || enc == first)
        }
        // What cannot be read is the business of rules on its form.
        _ => true,
    }
}
