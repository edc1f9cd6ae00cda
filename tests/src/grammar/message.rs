//! The bytes of messages: just enough in them for their order to be judged.

/// Bytes behind their number in one byte.
#[must_use]
pub fn vec8(bytes: &[u8]) -> Vec<u8> {
    behind_length(bytes, 1)
}

/// Bytes behind their number in two bytes.
#[must_use]
pub fn vec16(bytes: &[u8]) -> Vec<u8> {
    behind_length(bytes, 2)
}

/// Bytes behind their number in three bytes.
#[must_use]
pub fn vec24(bytes: &[u8]) -> Vec<u8> {
    behind_length(bytes, 3)
}

fn behind_length(bytes: &[u8], width: usize) -> Vec<u8> {
    let length = bytes.len().to_be_bytes();
    [&length[length.len() - width..], bytes].concat()
}

/// A handshake message (RFC 8446 section 4).
#[must_use]
pub fn handshake(handshake_type: u8, body: &[u8]) -> Vec<u8> {
    [&[handshake_type][..], &vec24(body)].concat()
}

/// A record (RFC 8446 section 5.1).
#[must_use]
pub fn record(content_type: u8, version: u16, fragment: &[u8]) -> Vec<u8> {
    [&[content_type][..], &version.to_be_bytes(), &vec16(fragment)].concat()
}

/// An extension, and its data.
pub type Extension = (u16, Vec<u8>);

/// An extension block (RFC 8446 section 4.2).
#[must_use]
pub fn extensions(extensions: &[Extension]) -> Vec<u8> {
    let each = extensions.iter().flat_map(|(extension_type, data)| {
        [&extension_type.to_be_bytes()[..], &vec16(data)].concat()
    });
    vec16(&each.collect::<Vec<u8>>())
}

/// The body of a `ClientHello` (RFC 8446 section 4.1.2).
#[must_use]
pub fn client_hello(
    version: u16,
    session_id: &[u8],
    suites: &[u16],
    list: &[Extension],
) -> Vec<u8> {
    let suites: Vec<u8> = suites.iter().flat_map(|suite| suite.to_be_bytes()).collect();
    let block = if list.is_empty() { Vec::new() } else { extensions(list) };
    [&version.to_be_bytes()[..], &[0xc1; 32], &vec8(session_id), &vec16(&suites), &[1, 0], &block]
        .concat()
}

/// The body of a `ServerHello` (RFC 8446 section 4.1.3).
#[must_use]
pub fn server_hello(
    version: u16,
    random: &[u8; 32],
    session_id: &[u8],
    suite: u16,
    list: &[Extension],
) -> Vec<u8> {
    let block = if list.is_empty() { Vec::new() } else { extensions(list) };
    [&version.to_be_bytes()[..], random, &vec8(session_id), &suite.to_be_bytes(), &[0], &block]
        .concat()
}

/// A certificate with an RSA key of this many bits, and nothing more than its shape asks for
/// (RFC 5280 section 4.1).
#[must_use]
pub fn rsa_certificate(bits: u16) -> Vec<u8> {
    const SEQUENCE: u8 = 0x30;
    let algorithm = der(SEQUENCE, &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0]);
    let mut modulus = vec![0xff; usize::from(bits / 8)];
    modulus.insert(0, 0);
    let key = der(SEQUENCE, &[der(2, &modulus), der(2, &[1, 0, 1])].concat());
    let info = der(SEQUENCE, &[algorithm.clone(), der(3, &[&[0][..], &key].concat())].concat());
    let name = der(SEQUENCE, &[]);
    let parts = [der(2, &[1]), algorithm.clone(), name.clone(), name.clone(), name, info].concat();
    let signature = der(3, &[0, 1, 2, 3]);
    der(SEQUENCE, &[der(SEQUENCE, &parts), algorithm, signature].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let header = match u8::try_from(content.len()) {
        Ok(short @ ..128) => vec![tag, short],
        _ => [&[tag, 0x82][..], &vec16(content)[..2]].concat(),
    };
    [&header, content].concat()
}
