//! The `ClientHello` (RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2).

use core::mem;

use tls_wire::{
    ExtensionType, HandshakeType, MessageError, ProtocolVersion, Reader, Sslv2ClientHello,
};

use super::{
    code_points, key_share_groups,
    reading::{RENEGOTIATION_INFO_SCSV, Reading},
};
use crate::{
    Carriage, EarlyData, ExtensionSet, Item, Offer, Peer, Place, Rule, Seen,
    hint::usually,
    order::{Once, Order, Stage},
};

impl Order {
    /// The `ClientHello` of a handshake, the first or a later one.
    pub(in crate::order) fn client_hello(&mut self, body: &[u8], place: Place) {
        self.stage = Stage::WaitServerHello;
        self.hello_came(Peer::Client, Item::ClientHello);
        let mut reading = Reading::default();
        if let Err(error) = reading.read(body, &mut self.facts.offer) {
            self.unreadable(error, HandshakeType::CLIENT_HELLO, Peer::Client, place);
            self.facts.offer = Offer::of_unreadable();
            return;
        }
        self.facts.early_data = if self.facts.offer.extensions.contains(ExtensionType::EARLY_DATA) {
            EarlyData::Offered
        } else {
            EarlyData::NotOffered
        };
        let plain = self.rare.is_none() && is_plain(&reading, &self.facts.offer);
        if !usually(plain) {
            self.judge_client_hello(&reading, place);
        }
        self.hello = Some(reading.kept());
    }

    /// The rules on what was read. None of them may speak of a hello that [is plain](is_plain): who adds
    /// one that asks about an extension adds that to [`JUDGED`].
    #[inline(never)]
    fn judge_client_hello(&mut self, reading: &Reading<'_>, place: Place) {
        self.check_renegotiation_info(reading, place);
        self.check_client_hello(reading, place);
        if self.facts.offer.tls13() && !self.is_renegotiation() {
            self.check_client_hello_13(reading, place);
        }
        match self.carriage() {
            Carriage::Quic => self.check_client_hello_quic(place),
            Carriage::Records => self.check_client_hello_without_quic(place),
            Carriage::Dtls => {}
        }
    }

    /// Bytes of an SSLv2 record.
    pub(crate) fn keep_sslv2(&mut self, fragment: &[u8]) {
        self.rare_mut().sslv2.extend_from_slice(fragment);
    }

    /// An SSLv2-framed `ClientHello` counts as one (RFC 5246 appendix E.2); its bytes were kept.
    pub(crate) fn sslv2_client_hello(&mut self, place: Place) {
        self.begin_item();
        let payload = mem::take(&mut self.rare_mut().sslv2);
        if self.stage == Stage::Start {
            self.judge_sslv2_client_hello(Sslv2ClientHello::parse(&payload), place);
        }
        self.end_item();
    }

    fn judge_sslv2_client_hello(
        &mut self,
        hello: Result<Sslv2ClientHello<'_>, MessageError>,
        place: Place,
    ) {
        self.stage = Stage::WaitServerHello;
        let Ok(hello) = hello else {
            self.report(Rule::RecSslv2HelloMalformed, Peer::Client, place, Seen::Sslv2);
            self.facts.offer = Offer::of_unreadable();
            return;
        };
        let modern = hello.version.major() == 3;
        let shortest = if hello.version >= ProtocolVersion::TLS_1_2 { 16 } else { 32 };
        if modern && hello.challenge.len() < shortest && hello.challenge.len() < 16 {
            self.report(Rule::RecSslv2HelloMalformed, Peer::Client, place, Seen::Sslv2);
        } else if modern {
            self.report(Rule::RecSslv2Hello, Peer::Client, place, Seen::Sslv2);
        } else {
            let severity = crate::Severity::Suspicious;
            self.report_as(Rule::RecSslv2Hello, severity, Peer::Client, place, Seen::Sslv2);
        }
        let signalled = hello.cipher_suites().any(|suite| suite == RENEGOTIATION_INFO_SCSV);
        let mut offer = Offer { legacy_version: hello.version, ..Offer::default() };
        offer.set_legacy(true);
        offer.set_session_id(!hello.session_id.is_empty());
        offer.set_secure_renegotiation(signalled);
        self.facts.offer = offer;
    }

    /// RFC 5746, for both the initial and a later handshake.
    fn check_renegotiation_info(&mut self, reading: &Reading<'_>, place: Place) {
        let info = reading.asked.renegotiation_info;
        let info = info.map(|data| Reader::new(data).vec8().unwrap_or(data));
        let seen = Seen::Extension(HandshakeType::CLIENT_HELLO, ExtensionType::RENEGOTIATION_INFO);
        let Some(history) = self.history().filter(|history| history.handshakes > 0) else {
            if info.is_some_and(|info| !info.is_empty()) {
                self.report(Rule::RenegRiInitialNonempty, Peer::Client, place, seen);
            }
            return;
        };
        let signalled = reading.signals_renegotiation_info();
        let next_protocol = history.next_protocol
            && self.facts.offer.extensions.contains(ExtensionType::NEXT_PROTOCOL_NEGOTIATION);
        let known = !history.client_verify.is_empty();
        let rule = if history.secure {
            match info {
                _ if signalled => Some(Rule::RenegScsvInRenegotiation),
                None => Some(Rule::RenegRiMissing),
                Some(info) if known && info != history.client_verify.as_slice() => {
                    Some(Rule::RenegRiMismatch)
                }
                Some(_) => None,
            }
        } else if !history.client_signalled && signalled {
            Some(Rule::RenegScsvInRenegotiation)
        } else if !history.client_signalled && info.is_some() {
            Some(Rule::RenegRiLegacy)
        } else {
            None
        };
        if let Some(rule) = rule {
            self.report(rule, Peer::Client, place, seen);
        }
        if next_protocol {
            let seen = Seen::Extension(
                HandshakeType::CLIENT_HELLO,
                ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
            );
            self.report(Rule::NpnInRenegotiation, Peer::Client, place, seen);
        }
    }

    /// Rules of any version.
    fn check_client_hello(&mut self, reading: &Reading<'_>, place: Place) {
        let seen = Seen::Handshake(HandshakeType::CLIENT_HELLO);
        if !reading.null_compression {
            self.report(Rule::HsChNoNullCompression, Peer::Client, place, seen);
        }
        let extension = |extension| Seen::Extension(HandshakeType::CLIENT_HELLO, extension);
        if self.facts.offer.extensions.contains(ExtensionType::HEARTBEAT)
            && !matches!(self.facts.offer.heartbeat, 1 | 2)
        {
            self.report(Rule::HbMode, Peer::Client, place, extension(ExtensionType::HEARTBEAT));
        }
        if self.facts.offer.extensions.contains(ExtensionType::RECORD_SIZE_LIMIT)
            && self.facts.offer.record_size_limit < 64
        {
            let seen = extension(ExtensionType::RECORD_SIZE_LIMIT);
            self.report(Rule::RecSizeLimitSmall, Peer::Client, place, seen);
        }
        if let Some(error) = reading.error {
            self.unreadable(error, HandshakeType::CLIENT_HELLO, Peer::Client, place);
        }
    }

    /// Rules on a hello that offers TLS 1.3.
    pub(super) fn check_client_hello_13(&mut self, reading: &Reading<'_>, place: Place) {
        let offered = self.facts.offer.extensions;
        let has = |extension| offered.contains(extension);
        let seen = |extension| Seen::Extension(HandshakeType::CLIENT_HELLO, extension);
        let psk = has(ExtensionType::PRE_SHARED_KEY);
        if psk && !reading.psk_is_last {
            let seen = seen(ExtensionType::PRE_SHARED_KEY);
            self.report(Rule::Hs13ChPskNotLast, Peer::Client, place, seen);
        }
        if psk && !has(ExtensionType::PSK_KEY_EXCHANGE_MODES) {
            let seen = seen(ExtensionType::PRE_SHARED_KEY);
            self.report(Rule::Hs13ChPskModesMissing, Peer::Client, place, seen);
        }
        if has(ExtensionType::EARLY_DATA) && !psk && !self.facts.offer.ech_outer() {
            let seen = seen(ExtensionType::EARLY_DATA);
            self.report(Rule::EarlyExtWithoutPsk, Peer::Client, place, seen);
        }
        if has(ExtensionType::COOKIE) && !self.facts.retried() {
            let seen = seen(ExtensionType::COOKIE);
            self.report(Rule::Hs13ChCookieFirst, Peer::Client, place, seen);
        }
        if has(ExtensionType::OID_FILTERS) {
            let seen = seen(ExtensionType::OID_FILTERS);
            self.report(Rule::Hs13ExtMisplaced, Peer::Client, place, seen);
        }
        self.check_key_shares(reading, place);
        let groups = has(ExtensionType::SUPPORTED_GROUPS);
        let incomplete = groups != has(ExtensionType::KEY_SHARE)
            || (!psk && !has(ExtensionType::SIGNATURE_ALGORITHMS));
        if incomplete {
            if self.facts.offer.legacy() {
                // Legal for a client that TLS 1.2 satisfies: judged when TLS 1.3 is picked.
                self.deferred_mut().incomplete_hello = Some(place);
            } else {
                let seen = Seen::Handshake(HandshakeType::CLIENT_HELLO);
                self.report(Rule::Hs13ChMissingExtension, Peer::Client, place, seen);
            }
        }
    }

    /// Shares are of distinct groups, in the order of `supported_groups` (RFC 9846 section 4.3.8).
    fn check_key_shares(&mut self, reading: &Reading<'_>, place: Place) {
        if !shares_are_in_order(reading) {
            let seen = Seen::Extension(HandshakeType::CLIENT_HELLO, ExtensionType::KEY_SHARE);
            self.report(Rule::Hs13ChKeyShareList, Peer::Client, place, seen);
        }
    }

    /// RFC 9001 section 8.
    fn check_client_hello_quic(&mut self, place: Place) {
        let seen = Seen::Handshake(HandshakeType::CLIENT_HELLO);
        let offer = self.facts.offer;
        if offer.session_id() {
            self.report(Rule::QuicSessionId, Peer::Client, place, seen);
        }
        if !offer.extensions.contains(ExtensionType::QUIC_TRANSPORT_PARAMETERS) {
            self.report(Rule::QuicParamsMissing, Peer::Client, place, seen);
        } else if !offer.extensions.contains(ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION)
        {
            self.report(Rule::QuicNoAlpn, Peer::Client, place, seen);
        }
    }

    /// QUIC's transport parameters belong to QUIC (RFC 9001 section 8.2).
    fn check_client_hello_without_quic(&mut self, place: Place) {
        let parameters = ExtensionType::QUIC_TRANSPORT_PARAMETERS;
        if self.facts.offer.extensions.contains(parameters) {
            let seen = Seen::Extension(HandshakeType::CLIENT_HELLO, parameters);
            self.report(Rule::QuicParamsOnTcp, Peer::Client, place, seen);
        }
    }

    /// A `ClientHello` that ends a record must be the last of it once keys may change behind it.
    pub(in crate::order) fn client_hello_must_align(&self) -> bool {
        self.facts.offer.tls13() && !self.is_renegotiation()
    }

    /// Nobody asks for the last `ClientHello` any more; what stands before the answer to a later one is a
    /// mistake of its own.
    pub(in crate::order) fn forget_hello(&mut self) {
        self.hello = None;
        self.client.once.clear(Once::BEFORE_SERVER_HELLO);
        self.server.once.clear(Once::BEFORE_SERVER_HELLO);
    }
}

/// What rules ask more of than that it is there.
const JUDGED: ExtensionSet = ExtensionSet::of(&[
    ExtensionType::HEARTBEAT,
    ExtensionType::RECORD_SIZE_LIMIT,
    ExtensionType::PRE_SHARED_KEY,
    ExtensionType::EARLY_DATA,
    ExtensionType::COOKIE,
    ExtensionType::OID_FILTERS,
    ExtensionType::QUIC_TRANSPORT_PARAMETERS,
]);

/// What a client that offers TLS 1.3 without a pre-shared key sends.
const NEEDED_13: ExtensionSet = ExtensionSet::of(&[
    ExtensionType::SUPPORTED_GROUPS,
    ExtensionType::SIGNATURE_ALGORITHMS,
    ExtensionType::KEY_SHARE,
]);

/// Is there nothing to be said of the first hello of a connection over TLS records, as of nearly all?
#[inline]
fn is_plain(reading: &Reading<'_>, offer: &Offer) -> bool {
    reading.null_compression
        && reading.error.is_none()
        && matches!(reading.asked.renegotiation_info, None | Some([0]))
        && !offer.extensions.intersects(JUDGED)
        && (!offer.tls13() || NEEDED_13.is_within(offer.extensions) && shares_are_in_order(reading))
}

/// Are the shares of distinct groups, in the order of `supported_groups`?
fn shares_are_in_order(reading: &Reading<'_>) -> bool {
    let shares = reading.asked.key_share;
    let groups = reading.asked.supported_groups;
    let (Some(shares), Some(groups)) = (shares, groups) else { return true };
    let mut offered = code_points(groups, true);
    // Each share's group must be found behind the one before.
    key_share_groups(shares).all(|share| offered.any(|group| group == share.0))
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec::Vec};

    use tls_wire::{CipherSuite, ClientHelloBuilder, CompressionMethod, Encode};

    use super::*;

    /// Data of extensions that hellos are made of, sound and not.
    const DATA: [(ExtensionType, &[&[u8]]); 13] = [
        (ExtensionType::SUPPORTED_VERSIONS, &[&[2, 3, 4], &[4, 3, 4, 3, 3], &[2, 3, 3], &[3, 3]]),
        (ExtensionType::SUPPORTED_GROUPS, &[&[0, 4, 0, 29, 0, 23], &[0, 2, 0, 23], &[]]),
        (
            ExtensionType::KEY_SHARE,
            &[
                &[0, 5, 0, 29, 0, 1, 7],
                &[0, 10, 0, 23, 0, 1, 7, 0, 29, 0, 1, 7],
                &[0, 0],
                &[0, 5, 0, 30, 0, 1, 7],
            ],
        ),
        (ExtensionType::SIGNATURE_ALGORITHMS, &[&[0, 2, 4, 3], &[0, 0]]),
        (ExtensionType::RENEGOTIATION_INFO, &[&[0], &[1, 7], &[]]),
        (ExtensionType::HEARTBEAT, &[&[1], &[3]]),
        (ExtensionType::RECORD_SIZE_LIMIT, &[&[1, 0], &[0, 63]]),
        (ExtensionType::EARLY_DATA, &[&[]]),
        (ExtensionType::COOKIE, &[&[0, 1, 7]]),
        (ExtensionType::OID_FILTERS, &[&[0, 0]]),
        (ExtensionType::QUIC_TRANSPORT_PARAMETERS, &[&[]]),
        (ExtensionType::PSK_KEY_EXCHANGE_MODES, &[&[1, 1]]),
        (ExtensionType::PRE_SHARED_KEY, &[&[0, 7, 0, 1, 7, 0, 0, 0, 0, 0, 33, 32], &[1]]),
    ];

    /// Hellos with each of the first four or none, and at most one of the others.
    fn bodies() -> impl Iterator<Item = Vec<u8>> {
        let basic = DATA[..4].iter().fold(alloc::vec![Vec::new()], |hellos, (extension, datas)| {
            let with = |hello: &Vec<(ExtensionType, &'static [u8])>| {
                let more = datas.iter().map(|data| [&hello[..], &[(*extension, *data)]].concat());
                [hello.clone()].into_iter().chain(more).collect::<Vec<_>>()
            };
            hellos.iter().flat_map(with).collect()
        });
        let others = DATA[4..]
            .iter()
            .flat_map(|(extension, datas)| datas.iter().map(|data| Some((*extension, *data))));
        let others: Vec<_> = [None].into_iter().chain(others).collect();
        basic.into_iter().flat_map(move |hello| {
            let others = others.clone().into_iter();
            others.flat_map(move |other| {
                let extensions: Vec<_> = hello.iter().copied().chain(other).collect();
                [0, 1].map(|compression| {
                    let builder = ClientHelloBuilder::new([7; 32])
                        .cipher_suites([CipherSuite(0x1301)])
                        .compression_methods([CompressionMethod(compression)]);
                    let hello = extensions.iter().fold(builder, |hello, (extension, data)| {
                        hello.raw_extension(*extension, data)
                    });
                    hello.to_vec().unwrap()
                })
            })
        })
    }

    #[test]
    fn of_a_plain_hello_nothing_is_said() {
        let place = Place { offset: 0, record: Some(0) };
        let (mut plain, mut others) = (0, 0);
        for body in bodies() {
            let mut order = Order::default();
            let mut reading = Reading::default();
            reading.read(&body, &mut order.facts.offer).unwrap();
            if !is_plain(&reading, &order.facts.offer) {
                others += 1;
                continue;
            }
            plain += 1;
            let before = format!("{order:?}");
            order.judge_client_hello(&reading, place);
            assert_eq!(format!("{order:?}"), before, "{body:02x?}");
        }
        assert!(plain > 20 && others > 1000, "{plain} {others}");
    }
}
