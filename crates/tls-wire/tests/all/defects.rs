//! What parsers of TLS have been seen to get wrong, each as a test that this one does not.

use tls_wire::{
    AlertDescription, Certificate13, ChangeCipherSpec, ClientHello, ClientHelloBuilder,
    ContentType, Encode, ExtensionType, Framing, HandshakeBody, HandshakeContext, HandshakeReader,
    HandshakeType, Heartbeat, Message, MessageContext, MessageErrorKind, ProtocolVersion, Record,
    RecordReader, ServerHello, ServerHelloBuilder, extension::ExtensionData,
};

/// The handshake messages of a stream of records fed in chunks of `size`, as types and bodies.
fn messages(stream: &[u8], size: usize) -> Vec<(HandshakeType, Vec<u8>)> {
    let (mut records, mut reader) = (RecordReader::new(), HandshakeReader::new());
    let mut messages = Vec::new();
    for chunk in stream.chunks(size) {
        let mut input = chunk;
        while let Some(piece) = records.next(&mut input).unwrap() {
            let mut fragment = piece.fragment;
            while let Some(message) = reader.next(&mut fragment, 0).unwrap() {
                messages.push((message.handshake_type, message.body.to_vec()));
            }
        }
    }
    assert_eq!(reader.pending(), None, "no byte may be left behind");
    messages
}

fn handshake_record(fragment: &[u8]) -> Vec<u8> {
    let legacy_record_version = ProtocolVersion::TLS_1_2;
    Record { content_type: ContentType::HANDSHAKE, legacy_record_version, fragment }
        .to_vec()
        .unwrap()
}

fn client_hello() -> ClientHelloBuilder {
    ClientHelloBuilder::new([7; 32]).server_name("a.example")
}

fn parse(handshake_type: HandshakeType, body: &[u8]) -> Message<'_> {
    Message::parse(handshake_type, body, MessageContext::new(ProtocolVersion::TLS_1_3)).unwrap()
}

#[test]
fn application_data_is_a_record_like_any_other() {
    let mut input = &[23, 3, 3, 0, 3, 1, 2, 3][..];
    let piece = RecordReader::new().next(&mut input).unwrap().unwrap();
    let Framing::Tls(header) = piece.header else { panic!("{:?}", piece.header) };
    assert_eq!(header.content_type, ContentType::APPLICATION_DATA);
    assert_eq!(piece.fragment, [1, 2, 3]);
}

#[test]
fn a_client_hello_over_two_records() {
    let message = client_hello().to_message().unwrap();
    let (first, second) = message.split_at(40);
    let stream = [handshake_record(first), handshake_record(second)].concat();
    let expected = vec![(HandshakeType::CLIENT_HELLO, message[4..].to_vec())];
    for size in 1..=stream.len() {
        assert_eq!(messages(&stream, size), expected);
    }
}

#[test]
fn a_message_that_begins_at_the_end_of_a_record_is_not_lost() {
    let first = handshake_record(&[14, 0, 0, 0, 20, 0]);
    let second = handshake_record(&[0, 2, 8, 9]);
    let stream = [first, second].concat();
    let expected =
        vec![(HandshakeType::SERVER_HELLO_DONE, vec![]), (HandshakeType::FINISHED, vec![8, 9])];
    for size in 1..=stream.len() {
        assert_eq!(messages(&stream, size), expected);
    }
}

#[test]
fn every_message_of_a_record_is_returned() {
    let stream = handshake_record(&[14, 0, 0, 0, 8, 0, 0, 2, 0, 0, 99, 0, 0, 1, 5]);
    let types: Vec<_> = messages(&stream, usize::MAX).into_iter().map(|(kind, _)| kind.0).collect();
    assert_eq!(types, [14, 8, 99]);
}

#[test]
fn tls_1_3_has_formats_of_its_own() {
    let chain = [0, 0, 0, 9, 0, 0, 2, 5, 6, 0, 2, 0, 18];
    assert!(Certificate13::parse(&chain).is_err(), "an extension cut short");
    let chain = [0, 0, 0, 7, 0, 0, 2, 5, 6, 0, 0];
    let Message::Certificate13(certificate) = parse(HandshakeType::CERTIFICATE, &chain) else {
        panic!()
    };
    assert_eq!(certificate.entries().next().unwrap().cert_data, [5, 6]);

    let ticket = [0, 0, 0, 9, 1, 2, 3, 4, 1, 7, 0, 2, 8, 8, 0, 0];
    let Message::NewSessionTicket13(ticket) = parse(HandshakeType::NEW_SESSION_TICKET, &ticket)
    else {
        panic!()
    };
    assert_eq!((ticket.ticket_nonce, ticket.ticket), (&[7][..], &[8, 8][..]));

    let request = [0, 0, 8, 0, 13, 0, 4, 0, 2, 8, 4];
    let request = parse(HandshakeType::CERTIFICATE_REQUEST, &request);
    assert!(matches!(request, Message::CertificateRequest13(_)));
    let extensions = parse(HandshakeType::ENCRYPTED_EXTENSIONS, &[0, 0]);
    assert!(matches!(extensions, Message::EncryptedExtensions(_)));
    let compressed = [0, 1, 0, 0, 9, 0, 0, 1, 5];
    let compressed = parse(HandshakeType::COMPRESSED_CERTIFICATE, &compressed);
    assert!(matches!(compressed, Message::CompressedCertificate(_)));
    assert!(matches!(parse(HandshakeType(99), &[1]), Message::Opaque { .. }));

    let retry = ServerHelloBuilder::hello_retry_request(tls_wire::CipherSuite(0x1301));
    let retry = retry.to_vec().unwrap();
    let retry = parse(HandshakeType::SERVER_HELLO, &retry);
    assert!(matches!(retry, Message::HelloRetryRequest(_)));
}

#[test]
fn trailing_bytes_are_refused_in_every_message() {
    let context = MessageContext::new(ProtocolVersion::TLS_1_3);
    let client_hello = client_hello().to_vec().unwrap();
    let server_hello = ServerHelloBuilder::new([7; 32], tls_wire::CipherSuite(0x1301))
        .selected_version(ProtocolVersion::TLS_1_3)
        .to_vec()
        .unwrap();
    let bodies = [
        (HandshakeType::CLIENT_HELLO, client_hello),
        (HandshakeType::SERVER_HELLO, server_hello),
        (HandshakeType::KEY_UPDATE, vec![0]),
        (HandshakeType::HELLO_REQUEST, vec![]),
        (HandshakeType::SERVER_HELLO_DONE, vec![]),
        (HandshakeType::ENCRYPTED_EXTENSIONS, vec![0, 0]),
        (HandshakeType::CERTIFICATE, vec![0, 0, 0, 0]),
        (HandshakeType::CERTIFICATE_VERIFY, vec![8, 4, 0, 0]),
    ];
    for (handshake_type, mut body) in bodies {
        Message::parse(handshake_type, &body, context).unwrap();
        body.push(0);
        let error = Message::parse(handshake_type, &body, context).unwrap_err();
        let tail = matches!(error.kind, MessageErrorKind::TrailingBytes { left: 1, .. });
        assert!(tail, "{handshake_type}: {error}");
        assert_eq!(error.offset as usize, body.len() - 1);
    }
    assert!(tls_wire::Alert::parse(&[1, 0, 0]).is_err());
}

#[test]
fn a_malformed_extension_block_is_an_error_not_an_absent_or_a_shorter_one() {
    let hello = client_hello().to_vec().unwrap();
    let block = hello.len() - client_hello().build().unwrap().extensions.as_bytes().len();

    let mut longer_than_the_message = hello.clone();
    longer_than_the_message[block - 1] += 1;
    let error = ClientHello::parse(&longer_than_the_message).unwrap_err();
    assert!(matches!(error.kind, MessageErrorKind::Truncated { field: "extensions", .. }));

    let mut bad_in_the_middle = hello.clone();
    bad_in_the_middle[block + 3] += 1;
    let error = ClientHello::parse(&bad_in_the_middle).unwrap_err();
    assert_eq!(error.extension_type, Some(ExtensionType::SERVER_NAME));
    assert_eq!(error.alert(), AlertDescription::DECODE_ERROR);

    let mut twice = hello[..block - 2].to_vec();
    twice.extend([0, 8, 0, 23, 0, 0, 0, 23, 0, 0]);
    let error = ClientHello::parse(&twice).unwrap_err();
    assert!(matches!(error.kind, MessageErrorKind::DuplicateExtension { .. }));
    assert_eq!(error.alert(), AlertDescription::ILLEGAL_PARAMETER);
}

#[test]
fn a_hello_without_a_cipher_suite_is_refused() {
    let mut hello = vec![3, 3];
    hello.extend([7; 32]);
    hello.extend([0, 0, 0, 1, 0]);
    let error = ClientHello::parse(&hello).unwrap_err();
    assert_eq!(error.kind, MessageErrorKind::EmptyList { field: "cipher_suites" });
}

#[test]
fn encrypt_then_mac_is_22_and_padding_21() {
    assert_eq!(ExtensionType::ENCRYPT_THEN_MAC.0, 22);
    assert_eq!(ExtensionType::PADDING.0, 21);
    let read = |extension_type, data| {
        ExtensionData::parse(HandshakeContext::ClientHello, ExtensionType(extension_type), data)
    };
    assert_eq!(read(22, &[]), Ok(ExtensionData::Empty));
    assert!(read(22, &[0]).is_err());
    assert!(matches!(read(21, &[0, 0]), Ok(ExtensionData::Padding(_))));
}

#[test]
fn what_is_not_tls_is_told_by_two_bytes_and_not_waited_for() {
    let openings: [&[u8]; 9] = [
        b"GET / HTTP/1.1\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"220 mail.example ESMTP\r\n",
        b"\r\n\r\n\0\r\nQUIT\n",
        b"\0\0\0\x08\x04\xd2\x16\x2f",
        b"\x80\x2e\x01\x00\x02",
        b"* OK IMAP4rev1\r\n",
        b"\x16\xfe\xff\0\0\0\0",
    ];
    for opening in openings {
        let mut reader = RecordReader::new();
        let mut input = &opening[..2];
        assert!(reader.next(&mut input).is_err(), "{opening:?}");
    }
}

#[test]
fn heartbleed_is_no_short_read() {
    let error = Heartbeat::parse(&[1, 0x40, 0, 0xff]).unwrap_err();
    let expected = MessageErrorKind::Truncated { field: "payload", wanted: 0x4000, left: 1 };
    assert_eq!(error.kind, expected);
}

#[test]
fn what_is_written_is_what_was_read() {
    assert_eq!(ChangeCipherSpec.to_vec().unwrap(), [1]);

    let mut without_extensions = vec![3, 3];
    without_extensions.extend([7; 32]);
    without_extensions.extend([0, 0, 2, 0x13, 1, 1, 0]);
    let hello = ClientHello::parse(&without_extensions).unwrap();
    assert_eq!(hello.to_vec().unwrap(), without_extensions);

    let mut without_extensions = vec![3, 3];
    without_extensions.extend([7; 32]);
    without_extensions.extend([0, 0, 0x2f, 0]);
    let hello = ServerHello::parse(&without_extensions).unwrap();
    assert_eq!(hello.to_vec().unwrap(), without_extensions);

    for (handshake_type, body) in [
        (HandshakeType::CERTIFICATE, &[0, 0, 4, 0, 0, 1, 9][..]),
        (HandshakeType::SERVER_HELLO_DONE, &[]),
        (HandshakeType::NEW_SESSION_TICKET, &[0, 0, 0, 0, 0, 1, 9]),
    ] {
        let context = MessageContext::new(ProtocolVersion::TLS_1_2);
        let message = Message::parse(handshake_type, body, context).unwrap();
        assert_eq!(message.to_vec().unwrap(), body);
    }
}

#[test]
fn a_record_of_thousands_of_messages_is_read_in_place() {
    let hello_requests = vec![0; 16_384];
    let mut fragment = &hello_requests[..];
    let mut reader = HandshakeReader::new();
    let mut count = 0;
    while let Some(message) = reader.next(&mut fragment, 0).unwrap() {
        assert!(message.body.is_empty());
        count += 1;
    }
    assert_eq!(count, 4096);
}

#[test]
fn empty_handshake_records_are_harmless() {
    let empty = handshake_record(&[]);
    let stream = [&empty[..], &empty, &handshake_record(&[14, 0, 0, 0])].concat();
    for size in 1..=stream.len() {
        assert_eq!(messages(&stream, size), [(HandshakeType::SERVER_HELLO_DONE, vec![])]);
    }
}

#[test]
fn a_protected_record_may_be_longer_than_a_cleartext_one() {
    use tls_wire::{Protection, RecordLimits};
    let limits = RecordLimits::DEFAULT;
    assert!(limits.check_length(18_432, Protection::Ciphertext12).is_ok());
    assert!(limits.check_length(16_641, Protection::Ciphertext13).is_err());
    assert!(limits.check_length(16_385, Protection::Plaintext).is_err());
}
