//! Round trips over every message of every recorded stack.

use std::collections::BTreeSet;

use tls_flow::Peer;
use tls_tests::{
    conversation::{Conversation, Step, What},
    fixtures, wire,
};
use tls_wire::{
    CipherSuite, ContentType, Encode, ExtensionType, Framing, HandshakeReader, HandshakeType,
    Message, MessageContext, ProtocolVersion, RecordReader, ServerHello,
};

/// One direction of a recorded conversation: what travelled, and what opened records held.
#[derive(Default)]
pub(super) struct Direction {
    pub(super) wire: Vec<u8>,
    opened: Vec<Vec<u8>>,
}

/// The legal conversations, the client's direction first. Those with a gap or without a beginning are
/// left out.
pub(super) fn transcripts() -> Vec<(String, [Direction; 2])> {
    let mut transcripts = Vec::new();
    for (name, text) in fixtures::transcripts() {
        let conversation = Conversation::from_transcript(&text);
        let has_gap = conversation.steps.iter().any(|step| matches!(step.what, What::Gap(_)));
        if !name.starts_with("ok/") || conversation.config.midstream || has_gap {
            continue;
        }
        let [mut client, mut server] = [Direction::default(), Direction::default()];
        for Step { from, what } in conversation.steps {
            let direction = if from == Peer::Client { &mut client } else { &mut server };
            match what {
                What::Wire(bytes) => direction.wire.extend(bytes),
                What::Opened { content_type: 22, content, .. } => direction.opened.push(content),
                _ => {}
            }
        }
        transcripts.push((name, [client, server]));
    }
    transcripts
}

/// The first bytes of every direction of every recording.
pub(super) fn first_flights() -> Vec<Vec<u8>> {
    let directions = transcripts().into_iter().flat_map(|(_, directions)| directions);
    let mut streams: Vec<Vec<u8>> = directions.map(|direction| direction.wire).collect();
    for stream in &mut streams {
        stream.truncate(700);
    }
    streams.retain(|stream| !stream.is_empty());
    streams.sort_unstable();
    streams.dedup();
    streams
}

/// The handshake messages in the cleartext of a direction: up to its first `change_cipher_spec`
/// or protected record.
pub(super) fn cleartext_messages(stream: &[u8]) -> Vec<(HandshakeType, Vec<u8>)> {
    let (mut records, mut reader) = (RecordReader::accepting_sslv2(), HandshakeReader::new());
    let (mut messages, mut input) = (Vec::new(), stream);
    while let Ok(Some(piece)) = records.next(&mut input) {
        let Framing::Tls(header) = piece.header else { continue };
        match header.content_type {
            ContentType::HANDSHAKE => {
                let mut fragment = piece.fragment;
                while let Some(message) = reader.next(&mut fragment, 0).unwrap() {
                    messages.push((message.handshake_type, message.body.to_vec()));
                }
            }
            ContentType::ALERT => {}
            _ => break,
        }
    }
    messages
}

/// What the ServerHello of a conversation settles.
fn context(messages: &[(HandshakeType, Vec<u8>)]) -> MessageContext {
    let hello = messages.iter().rfind(|(kind, _)| *kind == HandshakeType::SERVER_HELLO);
    let Some((_, body)) = hello else { return MessageContext::new(ProtocolVersion::TLS_1_2) };
    let hello = ServerHello::parse(body).unwrap();
    let version = hello.selected_version().unwrap();
    MessageContext { version, key_exchange: hello.cipher_suite.key_exchange() }
}

#[test]
fn every_recorded_message_round_trips() {
    let mut types = BTreeSet::new();
    let mut extension_types = BTreeSet::new();
    let mut count = 0;
    for (name, [client, server]) in transcripts() {
        let from_server = cleartext_messages(&server.wire);
        let context = context(&from_server);
        let mut messages = from_server;
        messages.extend(cleartext_messages(&client.wire));
        for direction in [&client, &server] {
            let mut reader = HandshakeReader::new();
            for opened in &direction.opened {
                let mut fragment = &opened[..];
                while let Some(message) = reader.next(&mut fragment, 0).unwrap() {
                    messages.push((message.handshake_type, message.body.to_vec()));
                }
            }
        }
        for (handshake_type, body) in messages {
            assert!(wire::message(handshake_type, &body, context), "{name}: {handshake_type}");
            let message = Message::parse(handshake_type, &body, context).unwrap();
            if let Message::ClientHello(hello) = message {
                hello.validate_extensions().unwrap_or_else(|error| panic!("{name}: {error}"));
                extension_types.extend(hello.extensions.iter().map(|e| e.extension_type));
            }
            types.insert((handshake_type, context.version));
            count += 1;
        }
    }
    // What the recordings are known to hold, so that this cannot pass by reading nothing.
    assert!(count > 1000, "{count} messages");
    let v12 = ProtocolVersion::TLS_1_2;
    let v13 = ProtocolVersion::TLS_1_3;
    for expected in [
        (HandshakeType::CLIENT_HELLO, ProtocolVersion::SSL_3_0),
        (HandshakeType::CERTIFICATE_STATUS, v12),
        (HandshakeType::CERTIFICATE_REQUEST, v12),
        (HandshakeType::NEW_SESSION_TICKET, v12),
        (HandshakeType::CLIENT_KEY_EXCHANGE, v12),
        (HandshakeType::ENCRYPTED_EXTENSIONS, v13),
        (HandshakeType::CERTIFICATE, v13),
        (HandshakeType::NEW_SESSION_TICKET, v13),
        (HandshakeType::KEY_UPDATE, v13),
    ] {
        assert!(types.contains(&expected), "{expected:?}");
    }
    for expected in [
        ExtensionType::PRE_SHARED_KEY,
        ExtensionType::ENCRYPTED_CLIENT_HELLO,
        ExtensionType::COOKIE,
        ExtensionType::RECORD_SIZE_LIMIT,
        ExtensionType::STATUS_REQUEST_V2,
    ] {
        assert!(extension_types.contains(&expected), "{expected}");
    }
}

/// Every message of the handshakes: each prefix is refused or is itself what it says, and each
/// byte may lie.
#[test]
fn every_prefix_cut_and_every_length_lied_about() {
    let mut seen = BTreeSet::new();
    for (_, [client, server]) in transcripts() {
        let from_server = cleartext_messages(&server.wire);
        let context = context(&from_server);
        for (handshake_type, body) in
            cleartext_messages(&client.wire).into_iter().chain(from_server)
        {
            // One message of each shape is enough: the bytes that differ are keys and randoms.
            let shape = (handshake_type, context.version, body.len());
            if !seen.insert(shape) {
                continue;
            }
            let cuts = (0..body.len()).filter(|cut| *cut < 600 || cut % 11 == 0);
            for cut in cuts {
                let _ = wire::message(handshake_type, &body[..cut], context);
            }
            let mut longer = body.clone();
            longer.push(0);
            let message = Message::parse(handshake_type, &body, context).unwrap();
            let may_grow = matches!(message, Message::Finished(_) | Message::Opaque { .. });
            assert_eq!(wire::message(handshake_type, &longer, context), may_grow);
            let places = (0..body.len()).filter(|place| *place < 120 || place % 31 == 0);
            for place in places {
                for value in [0, 1, body[place].wrapping_add(1), body[place].wrapping_sub(1), 0xff]
                {
                    let mut changed = body.clone();
                    changed[place] = value;
                    let _ = wire::message(handshake_type, &changed, context);
                }
            }
        }
    }
    assert!(seen.len() > 100);
}

#[test]
fn every_recorded_stream_is_cut_anywhere() {
    for (_, directions) in transcripts() {
        for direction in directions {
            let stream = &direction.wire[..direction.wire.len().min(6000)];
            wire::records(stream);
            wire::record_decoder(stream);
            wire::client_hello_reader(stream);
        }
    }
}

/// Suites that the recordings agreed on are in the table, but for an experiment that Botan still
/// speaks with itself: CECPQ1, which no registry had.
#[test]
fn recorded_suites_are_known() {
    for (name, [_, server]) in transcripts() {
        for (handshake_type, body) in cleartext_messages(&server.wire) {
            if handshake_type == HandshakeType::SERVER_HELLO {
                let hello = ServerHello::parse(&body).unwrap();
                assert_ne!(hello.cipher_suite, CipherSuite(0));
                let is_cecpq1 = matches!(hello.cipher_suite.0, 0x16b7..=0x16ba);
                let is_known = hello.cipher_suite.info().is_some();
                assert_ne!(is_known, is_cecpq1, "{name}: {}", hello.cipher_suite);
                assert_eq!(hello.to_vec().unwrap(), body);
            }
        }
    }
}
