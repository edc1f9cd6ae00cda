//! What one pass over a `ClientHello` gathers.

use tls_wire::{CipherSuite, ClientHello, ExtensionType, MessageError, ProtocolVersion, Reader};

use super::{KeptHello, asked::Asked, code_points};
use crate::{
    Offer, TicketOffer,
    extension_set::Met,
    hint::{rarely, usually},
};

/// `TLS_EMPTY_RENEGOTIATION_INFO_SCSV` (RFC 5746 section 3.3).
pub(super) const RENEGOTIATION_INFO_SCSV: CipherSuite = CipherSuite(0x00ff);

/// What a `ClientHello` says, as far as order and rules depend on it.
#[derive(Default)]
pub(super) struct Reading<'a> {
    body: &'a [u8],
    /// It offers to do without compression.
    pub(super) null_compression: bool,
    /// `pre_shared_key` is its last extension.
    pub(super) psk_is_last: bool,
    pub(super) asked: Asked<'a>,
    /// The first extension whose data cannot be read to its last byte.
    pub(super) error: Option<MessageError>,
}

impl<'a> Reading<'a> {
    /// Reads the body of a hello, of which nothing was read yet, and writes what it offers.
    pub(super) fn read(&mut self, body: &'a [u8], offer: &mut Offer) -> Result<(), MessageError> {
        let asked = &mut self.asked;
        let mut met = Met::default();
        let mut readable = true;
        let hello = ClientHello::parse_with(body, |extension| {
            if !usually(asked.keep(extension, &mut met)) {
                readable = false;
            }
        })?;
        met.insert_low(hello.extensions.types_below_64());
        self.body = body;
        self.null_compression = match hello.compression_methods {
            [0] => true,
            methods => lists_null(methods),
        };
        self.psk_is_last = asked.pre_shared_key.is_some()
            && hello.extensions.iter().last().map(|extension| extension.extension_type)
                == Some(ExtensionType::PRE_SHARED_KEY);
        *offer = Offer::default();
        take_data(offer, asked);
        offer.extensions = met.set();
        offer.legacy_version = hello.legacy_version;
        offer.set_unknown_extensions(met.has_unnamed());
        offer.set_session_id(!hello.legacy_session_id.is_empty());
        let secure = asked.renegotiation_info.is_some()
            || hello.offers_cipher_suite(RENEGOTIATION_INFO_SCSV);
        offer.set_secure_renegotiation(secure);
        if !readable {
            self.error = first_fault(body);
        }
        Ok(())
    }

    /// What is kept of the hello that was read.
    #[inline]
    pub(super) fn kept(&self) -> KeptHello {
        KeptHello::of(self.body, self.asked.key_share, self.asked.supported_versions)
    }

    /// Does the hello that was read name `TLS_EMPTY_RENEGOTIATION_INFO_SCSV`?
    pub(super) fn signals_renegotiation_info(&self) -> bool {
        ClientHello::parse_again(self.body)
            .is_ok_and(|hello| hello.offers_cipher_suite(RENEGOTIATION_INFO_SCSV))
    }
}

/// What is wrong with the first extension whose data cannot be read.
#[cold]
fn first_fault(body: &[u8]) -> Option<MessageError> {
    ClientHello::parse_again(body).ok()?.validate_extensions().err()
}

/// What the data of extensions offers.
#[inline]
fn take_data(offer: &mut Offer, asked: &Asked<'_>) {
    match asked.supported_versions {
        Some(data) => take_versions(offer, data),
        None => offer.set_legacy(true),
    }
    if let Some(data) = asked.session_ticket {
        offer.ticket = if data.is_empty() { TicketOffer::Empty } else { TicketOffer::Ticket };
    }
    if let Some(data) = asked.encrypted_client_hello {
        offer.set_ech_outer(data.first() == Some(&0));
    }
    if let Some([mode, ..]) = asked.heartbeat {
        rarely();
        offer.heartbeat = *mode;
    }
    if let Some([code, ..]) = asked.max_fragment_length {
        rarely();
        offer.max_fragment_length = *code;
    }
    if let Some(data) = asked.record_size_limit {
        rarely();
        offer.record_size_limit = Reader::new(data).u16().unwrap_or(0);
    }
    if let Some(data) = asked.pre_shared_key {
        rarely();
        offer.psk_identities = psk_identities(data);
    }
    if let Some(data) = asked.psk_key_exchange_modes {
        offer.psk_modes = match *data {
            [1, mode] => bit(u16::from(mode)),
            _ => psk_modes(data),
        };
    }
    if let Some(data) = asked.compress_certificate {
        offer.certificate_compression = match *data {
            [2, high, low] => bit(u16::from_be_bytes([high, low])),
            _ => bits(code_points(data, false)),
        };
    }
}

/// Takes the versions that `supported_versions` lists.
fn take_versions(offer: &mut Offer, data: &[u8]) {
    let (mut tls13, mut tls12, mut older) = (false, false, false);
    for version in code_points(data, false).map(ProtocolVersion) {
        tls13 |= is_tls13_like(version);
        tls12 |= version == ProtocolVersion::TLS_1_2;
        older |= (0x0300..=0x0302).contains(&version.0);
    }
    offer.set_tls13(tls13);
    offer.set_lists_tls12(tls12);
    offer.set_legacy(tls12 || older);
}

/// A pre-standard form of TLS 1.3: drafts and private versions are told by their major byte.
const fn is_tls13_like(version: ProtocolVersion) -> bool {
    version.0 == ProtocolVersion::TLS_1_3.0 || matches!(version.major(), 0x7e | 0x7f | 0xfb)
}

/// Is null among these compression methods? Hardly any client offers another one.
#[cold]
fn lists_null(methods: &[u8]) -> bool {
    methods.contains(&0)
}

/// A bit for each mode of a list that is not just one, as nearly all are.
#[cold]
fn psk_modes(data: &[u8]) -> u8 {
    let modes = Reader::new(data).vec8().unwrap_or_default();
    bits(modes.iter().map(|mode| u16::from(*mode)))
}

/// A bit for a number below 8.
#[inline]
const fn bit(number: u16) -> u8 {
    if number < 8 { 1 << number } else { 0 }
}

/// A bit for each of the numbers below 8. Hardly any list is longer than one.
#[cold]
fn bits(numbers: impl Iterator<Item = u16>) -> u8 {
    numbers.fold(0, |bits, number| bits | bit(number))
}

/// Identities in a client's `pre_shared_key` (RFC 8446 section 4.2.11).
fn psk_identities(data: &[u8]) -> u16 {
    let mut list = Reader::new(Reader::new(data).vec16().unwrap_or_default());
    let mut count = 0_u16;
    while list.vec16().is_ok() && list.u32().is_ok() {
        count = count.saturating_add(1);
    }
    count
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use tls_wire::{ClientHelloBuilder, CompressionMethod, Encode};

    use super::*;
    use crate::{ExtensionSet, order::hello::offers_version};

    fn body(extension_type: ExtensionType, data: &[u8]) -> Vec<u8> {
        let hello = ClientHelloBuilder::new([7; 32]);
        let hello = hello.cipher_suites([CipherSuite(0x1301)]).raw_extension(extension_type, data);
        hello.to_vec().unwrap()
    }

    fn offer_of(body: &[u8]) -> Offer {
        let mut offer = Offer::of_unreadable();
        Reading::default().read(body, &mut offer).unwrap();
        offer
    }

    /// Up to three versions, and what is cut short or goes on behind them.
    fn version_lists() -> Vec<Vec<u8>> {
        let versions = [0x0300_u16, 0x0302, 0x0303, 0x0304, 0x7a7a, 0x7f1c];
        let mut lists = alloc::vec![Vec::new()];
        for length in 1..=3_usize {
            let shorter: Vec<Vec<u16>> =
                lists.iter().filter(|list| list.len() + 1 == length).cloned().collect();
            for list in shorter {
                lists.extend(versions.map(|version| [&list[..], &[version]].concat()));
            }
        }
        let data = |list: &Vec<u16>| {
            let list: Vec<u8> = list.iter().flat_map(|version| version.to_be_bytes()).collect();
            let length = u8::try_from(list.len()).unwrap();
            [length, length + 1, length.saturating_sub(1)]
                .map(|length| [&[length], &list[..]].concat())
        };
        lists.iter().flat_map(data).chain([Vec::new()]).collect()
    }

    #[test]
    fn the_kinds_of_version_are_those_of_the_list() {
        for data in version_lists() {
            let body = body(ExtensionType::SUPPORTED_VERSIONS, &data);
            let offer = offer_of(&body);
            let listed: Vec<_> = code_points(&data, false).map(ProtocolVersion).collect();
            assert_eq!(offer.tls13(), listed.iter().any(|version| is_tls13_like(*version)));
            let legacy = |version: &ProtocolVersion| (0x0300..=0x0303).contains(&version.0);
            assert_eq!(offer.legacy(), listed.iter().any(legacy), "{data:02x?}");
            let extensions = ClientHello::parse(&body).unwrap().extensions;
            let tls12 = offers_version(extensions, ProtocolVersion::TLS_1_2);
            assert_eq!(Some(offer.lists_tls12()), tls12, "{data:02x?}");
        }
    }

    #[test]
    fn null_is_offered_wherever_it_stands() {
        let lists = [(&[0][..], true), (&[1, 0], true), (&[0, 1], true), (&[1], false)];
        for (methods, offered) in lists {
            let hello = ClientHelloBuilder::new([7; 32]).cipher_suites([CipherSuite(0x1301)]);
            let methods = methods.iter().copied().map(CompressionMethod);
            let body = hello.compression_methods(methods).to_vec().unwrap();
            let mut reading = Reading::default();
            reading.read(&body, &mut Offer::of_unreadable()).unwrap();
            assert_eq!(reading.null_compression, offered, "{body:02x?}");
        }
    }

    #[test]
    fn the_modes_and_algorithms_are_those_of_the_list() {
        let mut lists = version_lists();
        lists.extend((0..=9).flat_map(|number| {
            [
                &[1, number][..],
                &[0, number],
                &[2, number],
                &[1, number, 2],
                &[2, number, 3],
                &[2, 0, number],
                &[4, 0, 1, 0, number],
            ]
            .map(<[u8]>::to_vec)
        }));
        let bits = |numbers: &mut dyn Iterator<Item = u16>| {
            numbers.filter(|number| *number < 8).fold(0, |bits, number| bits | 1 << number)
        };
        for data in lists {
            let offer = offer_of(&body(ExtensionType::PSK_KEY_EXCHANGE_MODES, &data));
            let mut modes = Reader::new(&data).vec8().unwrap_or_default().iter().copied();
            assert_eq!(offer.psk_modes, bits(&mut modes.by_ref().map(u16::from)), "{data:02x?}");
            let offer = offer_of(&body(ExtensionType::COMPRESS_CERTIFICATE, &data));
            let listed = bits(&mut code_points(&data, false));
            assert_eq!(offer.certificate_compression, listed, "{data:02x?}");
        }
    }

    #[test]
    fn every_extension_is_offered_that_has_a_name() {
        for extension_type in (0..=u16::MAX).map(ExtensionType) {
            let body = body(extension_type, &[]);
            let offer = offer_of(&body);
            let mut expected = ExtensionSet::EMPTY;
            let named = expected.insert(extension_type);
            assert_eq!(offer.extensions, expected, "{extension_type}");
            assert_eq!(offer.unknown_extensions(), !named, "{extension_type}");
        }
    }

    #[test]
    fn without_a_list_the_version_is_that_of_the_hello() {
        let body = body(ExtensionType::SESSION_TICKET, &[]);
        let offer = offer_of(&body);
        assert!(offer.legacy() && !offer.tls13() && !offer.lists_tls12());
        assert_eq!(offer.ticket, TicketOffer::Empty);
    }
}
