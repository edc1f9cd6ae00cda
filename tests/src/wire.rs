//! Properties of tls-wire over any bytes: what `cargo test` feeds with recordings and seeds, and a
//! fuzzer with everything else.
//!
//! Each takes the bytes as its input and fails by panicking. Where a property needs to choose, it
//! takes the choice from the first bytes.

use bytes::BytesMut;
use tls_wire::{
    Alert, ChangeCipherSpec, CipherSuite, ClientHello, ClientHelloBuilder, ClientHelloReader,
    DecodeError, Encode, Extension, ExtensionType, Extensions, ExtensionsBuilder, ExtensionsIter,
    Framing, HandshakeBody, HandshakeContext, HandshakeError, HandshakeLimits, HandshakeReader,
    HandshakeType, Heartbeat, InnerPlaintext, KeyExchange, Message, MessageContext, MessageError,
    PartialClientHello, PendingMessage, Protection, ProtocolVersion, Record, RecordDecoder,
    RecordError, RecordHeader, RecordLimits, RecordProtection, RecordReader, ServerHelloBuilder,
    Sslv2ClientHello, extension::ExtensionData,
};

/// A property's name, and the property.
pub type Property = (&'static str, fn(&[u8]));

/// Every property.
pub const PROPERTIES: &[Property] = &[
    ("wire_records", records),
    ("wire_record_decoder", record_decoder),
    ("wire_handshake_messages", handshake_messages),
    ("wire_client_hello_reader", client_hello_reader),
    ("wire_messages", messages),
    ("wire_extensions", extensions),
    ("wire_extension_data", extension_data),
    ("wire_small_structures", small_structures),
    ("wire_record_parts", record_parts),
];

/// What a stream of records is, however it was cut.
#[derive(Debug, PartialEq)]
struct Stream {
    records: Vec<(u64, Framing, Vec<u8>)>,
    error: Option<RecordError>,
    offset: u64,
    is_mid_record: bool,
}

fn read_records<'c>(
    mut reader: RecordReader,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> Stream {
    let mut records: Vec<(u64, Framing, Vec<u8>)> = Vec::new();
    let mut error = None;
    'stream: for chunk in chunks {
        let mut input = chunk;
        loop {
            match reader.next(&mut input) {
                Ok(Some(piece)) => {
                    if piece.first {
                        records.push((reader.record_offset(), piece.header, Vec::new()));
                    }
                    let (_, framing, fragment) = records.last_mut().expect("a first piece");
                    assert!(!piece.fragment.is_empty() || framing.length() == 0);
                    fragment.extend_from_slice(piece.fragment);
                    assert_eq!(piece.last, fragment.len() == framing.length());
                    assert_eq!(reader.remaining(), framing.length() - fragment.len());
                }
                Ok(None) => {
                    assert!(input.is_empty());
                    break;
                }
                Err(first) => {
                    let left = input;
                    assert_eq!(reader.next(&mut input), Err(first), "errors are final");
                    assert_eq!(input, left);
                    error = Some(first);
                    break 'stream;
                }
            }
        }
    }
    Stream { records, error, offset: reader.offset(), is_mid_record: reader.is_mid_record() }
}

/// The plain reading of a stream that is there whole.
fn naive_records(stream: &[u8]) -> Vec<(u64, Framing, Vec<u8>)> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(&[_, 3, _, high, low]) = stream.get(at..at + 5) {
        let header = RecordHeader::parse(stream[at..at + 5].try_into().expect("five bytes"));
        let length = usize::from(u16::from_be_bytes([high, low]));
        let end = stream.len().min(at + 5 + length);
        if length == 0 || at + 5 < end {
            let fragment = stream[at + 5..end].to_vec();
            records.push((at as u64, Framing::Tls(header), fragment));
        }
        at += 5 + length;
    }
    records
}

/// Cuts `data` where its own bytes say: chunks of 1 to 8 bytes, and now and then a long one.
fn uneven_chunks(data: &[u8]) -> Vec<&[u8]> {
    let mut chunks = Vec::new();
    let mut rest = data;
    while let Some(&byte) = rest.first() {
        let size = if byte & 0xc0 == 0xc0 { 300 } else { usize::from(byte & 7) + 1 };
        let (chunk, after) = rest.split_at(size.min(rest.len()));
        chunks.push(chunk);
        rest = after;
    }
    chunks
}

/// Records come out of any cut of a stream alike, and as a plain reading finds them.
///
/// # Panics
///
/// If they do not.
pub fn records(data: &[u8]) {
    for reader in [RecordReader::new(), RecordReader::accepting_sslv2()] {
        let whole = read_records(reader.clone(), [data]);
        assert_eq!(read_records(reader.clone(), data.chunks(1)), whole);
        assert_eq!(read_records(reader.clone(), uneven_chunks(data)), whole);
        let later = {
            let mut reader = reader;
            reader.resume_at(1 << 40);
            read_records(reader, uneven_chunks(data))
        };
        assert_eq!(later, {
            let mut reader = RecordReader::new();
            reader.resume_at(1 << 40);
            read_records(reader, [data])
        });
    }
    let whole = read_records(RecordReader::new(), [data]);
    assert_eq!(whole.records, naive_records(data));

    // What was read whole is written as it came.
    let mut written = Vec::new();
    let mut rest = data;
    while let Ok(record) = Record::read(&mut rest) {
        record.encode(&mut written).expect("its length was read from two bytes");
        assert_eq!(usize::from(record.header().length), record.fragment.len());
    }
    assert_eq!(written, data[..data.len() - rest.len()]);
}

/// The whole-record decoder finds the same records, up to its limit, and copies none.
///
/// # Panics
///
/// If it does not.
pub fn record_decoder(data: &[u8]) {
    let decode = |chunks: Vec<&[u8]>| {
        let mut decoder = RecordDecoder::new();
        let (mut buffer, mut records) = (BytesMut::new(), Vec::new());
        for chunk in chunks {
            buffer.extend_from_slice(chunk);
            loop {
                match decoder.decode(&mut buffer) {
                    Ok(Some(record)) => records.push(record),
                    Ok(None) => break,
                    Err(error) => return (records, Some(error), decoder.offset()),
                }
            }
            assert!(decoder.missing(&buffer) > 0);
        }
        (records, None, decoder.offset())
    };
    let (decoded, error, offset) = decode(vec![data]);
    assert_eq!(decode(data.chunks(1).collect()), (decoded.clone(), error, offset));
    assert_eq!(decode(uneven_chunks(data)), (decoded.clone(), error, offset));
    match error {
        Some(DecodeError::NotARecord { offset: at, major }) => {
            assert_eq!(at, offset);
            assert_ne!(major, 3);
        }
        Some(DecodeError::Overflow { overflow, .. }) => assert!(overflow.length > overflow.max),
        None => {}
    }
    let read = read_records(RecordReader::new(), [data]);
    for (decoded, (offset, framing, fragment)) in decoded.iter().zip(&read.records) {
        assert_eq!((decoded.offset, &decoded.fragment[..]), (*offset, &fragment[..]));
        assert_eq!(framing.length(), fragment.len());
    }
}

/// What a handshake stream is, however it was cut.
type Messages =
    (Vec<(HandshakeType, Vec<u8>, u64)>, Option<HandshakeError>, Option<PendingMessage>);

fn read_messages<'c>(
    limits: HandshakeLimits,
    fragments: impl IntoIterator<Item = &'c [u8]>,
) -> Messages {
    let mut reader = HandshakeReader::new();
    reader.set_limits(limits);
    let mut messages = Vec::new();
    let mut offset = 0;
    for fragment in fragments {
        let mut rest = fragment;
        loop {
            let at = offset + (fragment.len() - rest.len()) as u64;
            match reader.next(&mut rest, at) {
                Ok(Some(message)) => {
                    let body = message.body.to_vec();
                    messages.push((message.handshake_type, body, message.offset));
                }
                Ok(None) => {
                    assert!(rest.is_empty());
                    break;
                }
                Err(error) => {
                    let left = rest;
                    assert_eq!(reader.next(&mut rest, at), Err(error), "errors are final");
                    assert_eq!(rest, left);
                    return (messages, Some(error), reader.pending());
                }
            }
        }
        offset += fragment.len() as u64;
    }
    (messages, None, reader.pending())
}

/// Handshake messages come out of any cut of a stream alike, and no byte is lost.
///
/// # Panics
///
/// If they do not.
pub fn handshake_messages(data: &[u8]) {
    for limits in [HandshakeLimits::DEFAULT, HandshakeLimits::uniform(64)] {
        let whole = read_messages(limits, [data]);
        assert_eq!(read_messages(limits, data.chunks(1)), whole);
        assert_eq!(read_messages(limits, uneven_chunks(data)), whole);

        let (messages, error, pending) = whole;
        let mut accounted: usize = messages.iter().map(|(_, body, _)| 4 + body.len()).sum();
        accounted += pending.map_or(0, |pending| pending.received);
        match error {
            None => assert_eq!(accounted, data.len()),
            Some(HandshakeError::TooLong { length, limit, offset, .. }) => {
                assert!(length > limit);
                assert_eq!(offset, accounted as u64);
            }
        }
        let mut at = 0;
        for (handshake_type, body, offset) in messages {
            assert_eq!(offset, at as u64);
            assert_eq!(data[at], handshake_type.0);
            assert_eq!(data[at + 4..at + 4 + body.len()], body);
            at += 4 + body.len();
        }
    }
}

/// The first ClientHello of a stream, or why there is none, does not depend on the cut.
///
/// # Panics
///
/// If it does.
pub fn client_hello_reader(data: &[u8]) {
    let read = |chunks: Vec<&[u8]>| {
        let mut reader = ClientHelloReader::with_limit(4096);
        let mut left = data.len();
        for chunk in chunks {
            let mut input = chunk;
            let result = reader.read(&mut input).map(|hello| hello.map(|hello| hello.to_vec()));
            left -= chunk.len() - input.len();
            match result {
                Ok(None) => assert!(input.is_empty()),
                Ok(Some(hello)) => return Ok(Some((hello, left))),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    };
    let whole = read(vec![data]);
    assert_eq!(read(data.chunks(1).collect()), whole);
    assert_eq!(read(uneven_chunks(data)), whole);
}

const VERSIONS: [ProtocolVersion; 5] = [
    ProtocolVersion::SSL_3_0,
    ProtocolVersion::TLS_1_0,
    ProtocolVersion::TLS_1_1,
    ProtocolVersion::TLS_1_2,
    ProtocolVersion::TLS_1_3,
];

const KEY_EXCHANGES: [KeyExchange; 20] = [
    KeyExchange::Rsa,
    KeyExchange::RsaExport,
    KeyExchange::StaticDh,
    KeyExchange::Dhe,
    KeyExchange::DhAnon,
    KeyExchange::StaticEcdh,
    KeyExchange::Ecdhe,
    KeyExchange::EcdhAnon,
    KeyExchange::Psk,
    KeyExchange::DhePsk,
    KeyExchange::EcdhePsk,
    KeyExchange::RsaPsk,
    KeyExchange::Srp,
    KeyExchange::SrpCertificate,
    KeyExchange::Krb5,
    KeyExchange::Eccpwd,
    KeyExchange::Fortezza,
    KeyExchange::Gost,
    KeyExchange::Tls13,
    KeyExchange::Signalling,
];

/// An error must lie within what was read, and print.
fn check_error(error: MessageError, body: &[u8]) {
    assert!(usize::try_from(error.offset).expect("32 bits fit") <= body.len(), "{error}");
    assert!(!error.to_string().is_empty());
    assert!(error.alert().name().is_some());
}

/// A message that parses is written back byte for byte, with every extension in it, and so is the
/// builder made of it. The first three bytes choose type, version and key exchange.
///
/// # Panics
///
/// If it is not.
pub fn messages(data: &[u8]) {
    let [handshake_type, version, key_exchange, body @ ..] = data else { return };
    let context = MessageContext {
        version: VERSIONS[usize::from(*version) % VERSIONS.len()],
        key_exchange: KEY_EXCHANGES.get(usize::from(*key_exchange)).copied(),
    };
    let _ = message(HandshakeType(*handshake_type), body, context);
}

/// [`messages`] with the choices spelled out. Returns whether the message parses.
///
/// # Panics
///
/// If the property does not hold.
#[must_use]
pub fn message(handshake_type: HandshakeType, body: &[u8], context: MessageContext) -> bool {
    let message = match Message::parse(handshake_type, body, context) {
        Ok(message) => message,
        Err(error) => {
            check_error(error, body);
            return false;
        }
    };
    assert_eq!(message.handshake_type(), handshake_type);
    assert_eq!(message.to_vec().as_deref(), Ok(body), "{message:?}");
    assert!(!format!("{message:?}").is_empty());
    if body.len() <= 0xff_ffff {
        let whole = message.to_message().expect("it fits a header");
        assert_eq!(whole[4..], *body);
    }
    match message {
        Message::ClientHello(hello) => {
            assert_eq!(ClientHelloBuilder::from(hello).to_vec().as_deref(), Ok(body));
            check_client_hello(&hello);
            check_extensions(hello.extensions, HandshakeContext::ClientHello);
        }
        Message::ServerHello(hello) | Message::HelloRetryRequest(hello) => {
            assert_eq!(ServerHelloBuilder::from(hello).to_vec().as_deref(), Ok(body));
            check_extensions(hello.extensions, hello.context());
        }
        Message::EncryptedExtensions(message) => {
            check_extensions(message.extensions, HandshakeContext::EncryptedExtensions);
        }
        Message::Certificate13(message) => {
            for entry in message.entries() {
                check_extensions(entry.extensions, HandshakeContext::Certificate);
            }
        }
        Message::CertificateRequest13(message) => {
            check_extensions(message.extensions, HandshakeContext::CertificateRequest);
        }
        Message::NewSessionTicket13(message) => {
            check_extensions(message.extensions, HandshakeContext::NewSessionTicket);
        }
        _ => {}
    }
    true
}

/// The helpers say no more than the extensions do.
fn check_client_hello(hello: &ClientHello<'_>) {
    let absent = |extension_type| !hello.extensions.contains(extension_type);
    let valid = hello.validate_extensions().is_ok();
    let helpers = [
        (ExtensionType::APPLICATION_LAYER_PROTOCOL_NEGOTIATION, hello.alpn().is_some()),
        (ExtensionType::SUPPORTED_VERSIONS, hello.supported_versions().is_some()),
        (ExtensionType::SUPPORTED_GROUPS, hello.supported_groups().is_some()),
        (ExtensionType::KEY_SHARE, hello.key_shares().is_some()),
        (ExtensionType::SIGNATURE_ALGORITHMS, hello.signature_algorithms().is_some()),
        (ExtensionType::PRE_SHARED_KEY, hello.pre_shared_key().is_some()),
        (ExtensionType::PSK_KEY_EXCHANGE_MODES, hello.psk_key_exchange_modes().is_some()),
    ];
    for (extension_type, says_something) in helpers {
        assert!(!(absent(extension_type) && says_something), "{extension_type}");
        assert!(!valid || absent(extension_type) || says_something, "{extension_type}");
    }
    assert!(hello.cipher_suites().count() > 0);
}

/// Every extension that parses is written back byte for byte, and the block as a whole.
fn check_extensions(extensions: Extensions<'_>, context: HandshakeContext) {
    let (mut written, mut first_error) = (Vec::new(), None);
    let block = extensions.as_bytes();
    for (extension, (extension_type, typed)) in extensions.iter().zip(extensions.typed(context)) {
        assert_eq!(extension.extension_type, extension_type);
        assert_eq!(extensions.get(extension_type), Some(extension.data));
        match typed {
            Ok(typed) => {
                assert_eq!(typed.to_vec().as_deref(), Ok(extension.data), "{extension_type}");
            }
            Err(error) => {
                assert_eq!(error.extension_type, Some(extension_type));
                first_error.get_or_insert(error);
            }
        }
        extension.encode(&mut written).expect("its length was read from two bytes");
    }
    assert_eq!(written, block);
    assert_eq!(extensions.validate(context).err(), first_error);
    let builder = ExtensionsBuilder::from(extensions);
    assert_eq!(builder.build().map(|built| built.as_bytes()), Ok(block));
}

/// An extension block is read or refused, never both; in every message its extensions round-trip.
/// The strict reading agrees with the lenient one on what comes before a fault.
///
/// # Panics
///
/// If it does not hold.
pub fn extensions(data: &[u8]) {
    let lenient: Vec<Extension<'_>> = ExtensionsIter::new(data).collect();
    let mut types: Vec<_> = lenient.iter().map(|extension| extension.extension_type).collect();
    types.sort_unstable();
    types.dedup();
    match Extensions::parse(data) {
        Ok(extensions) => {
            assert_eq!(extensions.iter().collect::<Vec<_>>(), lenient);
            assert_eq!(types.len(), lenient.len(), "no type twice");
            for context in HandshakeContext::ALL {
                check_extensions(extensions, context);
            }
        }
        Err(error) => {
            check_error(error, data);
            let read: usize = lenient.iter().map(|extension| 4 + extension.data.len()).sum();
            assert!(types.len() < lenient.len() || read < data.len());
        }
    }
}

/// The data of one extension: what parses is written back byte for byte, and checking alone says the
/// same. The first three bytes choose the message and the type.
///
/// # Panics
///
/// If it is not.
pub fn extension_data(data: &[u8]) {
    let [context, high, low, data @ ..] = data else { return };
    let context = HandshakeContext::ALL[usize::from(*context) % HandshakeContext::ALL.len()];
    let extension_type = ExtensionType(u16::from_be_bytes([*high, *low]));
    let parsed = ExtensionData::parse(context, extension_type, data);
    assert_eq!(ExtensionData::check(context, extension_type, data), parsed.map(|_| ()));
    match parsed {
        Ok(typed) => {
            assert_eq!(typed.to_vec().as_deref(), Ok(data), "{typed:?}");
            if let ExtensionData::ServerName(names) = typed {
                assert!(names.server_name_list.iter().count() > 0);
            }
        }
        Err(error) => {
            check_error(error, data);
            assert_eq!(error.extension_type, Some(extension_type));
        }
    }
}

/// Alerts, `change_cipher_spec`, heartbeats, SSLv2 hellos and opened TLS 1.3 records round-trip; the
/// lenient reading of a ClientHello agrees with the strict one.
///
/// # Panics
///
/// If one does not.
pub fn small_structures(data: &[u8]) {
    fn round_trip<T: Encode>(data: &[u8], parsed: Result<T, MessageError>) {
        match parsed {
            Ok(parsed) => assert_eq!(parsed.to_vec().as_deref(), Ok(data)),
            Err(error) => check_error(error, data),
        }
    }
    round_trip(data, Alert::parse(data));
    round_trip(data, ChangeCipherSpec::parse(data));
    round_trip(data, Heartbeat::parse(data));
    round_trip(data, Sslv2ClientHello::parse(data));
    let partial = PartialClientHello::read(data);
    match ClientHello::parse(data) {
        Ok(hello) => {
            assert_eq!(partial.error, None);
            assert!(partial.cipher_suites().eq(hello.cipher_suites()));
            assert!(partial.extensions().eq(hello.extensions.iter()));
        }
        Err(error) => assert_eq!(partial.error, Some(error)),
    }
    match InnerPlaintext::parse(data) {
        Ok(inner) => assert_eq!(inner.to_vec().as_deref(), Ok(data)),
        Err(_) => assert!(data.iter().all(|byte| *byte == 0)),
    }
}

/// The parts of a protected record add up to it, for every suite, version and variant. The first
/// four bytes choose.
///
/// # Panics
///
/// If they do not.
pub fn record_parts(data: &[u8]) {
    let [high, low, version, variant, fragment @ ..] = data else { return };
    let index = usize::from(u16::from_be_bytes([*high, *low])) % CipherSuite::ASSIGNED.len();
    let suite = CipherSuite::ASSIGNED[index].info().expect("it is in the table");
    let version = VERSIONS[usize::from(*version) % VERSIONS.len()];
    let mut protection = RecordProtection::new(suite, version);
    if variant & 1 != 0 {
        protection = protection.with_encrypt_then_mac();
    }
    if variant & 2 != 0 {
        protection = protection.with_truncated_hmac();
    }
    match protection.split_protected(fragment) {
        Ok(parts) => {
            let all = [parts.iv, parts.ciphertext, parts.authenticator].concat();
            assert_eq!(all, fragment);
            assert!(fragment.len() >= protection.min_fragment());
            assert_eq!(protection.check_length(fragment.len()), Ok(()));
        }
        Err(error) => assert_eq!(protection.check_length(fragment.len()), Err(error)),
    }
    if let Ok(parts) = protection.split_opened(fragment) {
        let last = parts.padding_length.map_or(vec![], |length| vec![length]);
        assert_eq!([parts.content, parts.mac, parts.padding, &last].concat(), fragment);
    }
    let limits = RecordLimits::record_size_limit(u16::from_be_bytes([*high, *low]));
    for protection in [Protection::Plaintext, Protection::Ciphertext12, Protection::Ciphertext13] {
        let max = limits.max_fragment(protection);
        assert_eq!(limits.check_length(fragment.len(), protection).is_ok(), fragment.len() <= max);
    }
}
