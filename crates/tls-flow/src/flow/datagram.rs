//! DTLS, as far as needed to say that it is DTLS: the hellos in the clear (RFC 6347, RFC 9147).

use tls_wire::{ContentType, HandshakeType, Reader};

use super::Flow;
use crate::{Peer, Place};

/// DTLS 1.3 in `supported_versions` (RFC 9147 section 5.3); older versions have higher numbers.
const DTLS_1_3: u16 = 0xfefc;

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
            if content_type == ContentType::HANDSHAKE {
                self.handshake_fragment(from, fragment, place);
            }
        }
    }

    fn handshake_fragment(&mut self, from: Peer, fragment: &[u8], place: Place) {
        let mut reader = Reader::new(fragment);
        let Ok(handshake_type) = reader.u8().map(HandshakeType) else { return };
        // length, message_seq, fragment_offset, fragment_length
        if reader.bytes(11).is_err() {
            return;
        }
        match (from, handshake_type) {
            (Peer::Client, HandshakeType::CLIENT_HELLO) => {
                let only_13 = offers_only_dtls_13(reader.rest()).unwrap_or(false);
                self.order.dtls_client_hello(only_13);
            }
            (Peer::Server, HandshakeType::HELLO_VERIFY_REQUEST) => {
                self.order.hello_verify_request(place);
            }
            _ => {}
        }
    }
}

/// The next record of a datagram: type, version, epoch and sequence number, length, fragment
/// (RFC 6347 section 4.1).
fn record<'a>(reader: &mut Reader<'a>) -> Option<(ContentType, &'a [u8])> {
    let content_type = ContentType(reader.u8().ok()?);
    reader.bytes(10).ok()?;
    let fragment = reader.vec16().ok()?;
    Some((content_type, fragment))
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
