//! DTLS, as far as needed to say that it is DTLS: the hellos in the clear (RFC 6347, RFC 9147).

use tls_wire::{ContentType, HandshakeType, Reader};

use super::Flow;
use crate::{Peer, Place, order::MessageFragment};

/// DTLS 1.3 in `supported_versions` (RFC 9147 section 5.3); older versions have higher numbers.
const DTLS_1_3: u16 = 0xfefc;

/// The first byte of a sealed record of DTLS 1.3 (RFC 9147 section 4).
const UNIFIED_HEADER: core::ops::RangeInclusive<u8> = 32..=63;

/// `supported_versions`.
const SUPPORTED_VERSIONS: u16 = 43;

impl Flow {
    /// The records of one datagram.
    pub(super) fn datagram(&mut self, from: Peer, bytes: &[u8]) {
        let mut reader = Reader::new(bytes);
        while let Some((content_type, fragment)) = record(&mut reader) {
            let lane = self.lane_mut(from);
            let place = Place { offset: lane.position(), record: Some(lane.count) };
            let length = u64::try_from(fragment.len()).unwrap_or(0);
            lane.count = lane.count.saturating_add(1);
            lane.records.resume_at(place.offset.saturating_add(length).saturating_add(13));
            match content_type {
                ContentType::HANDSHAKE => self.handshake_fragment(from, fragment, place),
                ContentType::CHANGE_CIPHER_SPEC => self.order.dtls_change_cipher_spec(from, place),
                _ => {}
            }
        }
    }

    fn handshake_fragment(&mut self, from: Peer, fragment: &[u8], place: Place) {
        let mut reader = Reader::new(fragment);
        let header = (reader.u8(), reader.u24(), reader.u16(), reader.u24(), reader.u24());
        let (Ok(handshake_type), Ok(length), Ok(message_seq), Ok(offset), Ok(_)) = header else {
            return;
        };
        let handshake_type = HandshakeType(handshake_type);
        let message = MessageFragment { handshake_type, length, message_seq, offset };
        self.order.dtls_fragment(from, message, place);
        match (from, handshake_type) {
            (Peer::Client, HandshakeType::CLIENT_HELLO) => {
                let only_13 = offers_only_dtls_13(reader.rest()).unwrap_or(false);
                self.order.dtls_client_hello(only_13);
            }
            (Peer::Server, HandshakeType::HELLO_VERIFY_REQUEST) => {
                self.order.hello_verify_request(place);
            }
            (Peer::Server, HandshakeType::SERVER_HELLO) => {
                if let Some(session_id_echo) = echo_in_dtls_13(reader.rest()) {
                    self.order.dtls_server_hello_13(!session_id_echo.is_empty(), place);
                }
            }
            _ => {}
        }
    }
}

/// The next record in the clear of a datagram: type, version, epoch and sequence number, length,
/// fragment (RFC 6347 section 4.1). Behind the first that is sealed nothing is looked at.
fn record<'a>(reader: &mut Reader<'a>) -> Option<(ContentType, &'a [u8])> {
    let content_type = ContentType(reader.u8().ok()?);
    if UNIFIED_HEADER.contains(&content_type.0) {
        return None;
    }
    reader.u16().ok()?;
    let epoch = reader.u16().ok()?;
    reader.bytes(6).ok()?;
    let fragment = reader.vec16().ok()?;
    (epoch == 0).then_some((content_type, fragment))
}

/// `legacy_session_id_echo` of a ServerHello that selects DTLS 1.3.
fn echo_in_dtls_13(body: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(body);
    reader.bytes(34).ok()?;
    let echo = reader.vec8().ok()?;
    reader.bytes(3).ok()?; // cipher_suite, legacy_compression_method
    let mut extensions = Reader::new(reader.vec16().ok()?);
    while let (Ok(extension), Ok(data)) = (extensions.u16(), extensions.vec16()) {
        if extension == SUPPORTED_VERSIONS {
            return (Reader::new(data).u16() == Ok(DTLS_1_3)).then_some(echo);
        }
    }
    None
}

/// Does the body of a DTLS ClientHello offer no version below 1.3?
fn offers_only_dtls_13(body: &[u8]) -> Option<bool> {
    let mut reader = Reader::new(body);
    reader.bytes(34).ok()?;
    reader.vec8().ok()?; // legacy_session_id
    reader.vec8().ok()?; // legacy_cookie
    reader.vec16().ok()?; // cipher_suites
    reader.vec8().ok()?; // legacy_compression_methods
    let mut extensions = Reader::new(reader.vec16().ok()?);
    while let (Ok(extension), Ok(data)) = (extensions.u16(), extensions.vec16()) {
        if extension == SUPPORTED_VERSIONS {
            let mut versions = Reader::new(Reader::new(data).vec8().ok()?);
            let mut only = true;
            while let Ok(version) = versions.u16() {
                only &= version <= DTLS_1_3;
            }
            return Some(only);
        }
    }
    Some(false)
}
