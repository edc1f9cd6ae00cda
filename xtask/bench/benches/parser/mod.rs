//! What tls-parser makes of a handshake: every message by itself, whatever its place.

use std::hint::black_box;

use tls_parser::{
    TlsMessage, TlsMessageHandshake, parse_tls_client_hello_extensions,
    parse_tls_message_handshake, parse_tls_raw_record, parse_tls_server_hello_extensions,
};

/// Reads what client and server send in turns, up to each one's `ChangeCipherSpec`; with the
/// extensions of the hellos, if they are asked for.
pub(crate) fn parse_handshake(turns: &[Vec<u8>], extensions: bool) -> usize {
    let mut sum = 0;
    // Of the client, and of the server.
    let mut clear = [true; 2];
    for (index, turn) in black_box(turns).iter().enumerate() {
        let clear = &mut clear[index % 2];
        let mut rest = &turn[..];
        while let Ok((after, record)) = parse_tls_raw_record(rest) {
            rest = after;
            *clear &= record.hdr.record_type.0 == 22;
            let mut fragment = record.data;
            while *clear && !fragment.is_empty() {
                let (left, message) = parse_tls_message_handshake(fragment).unwrap();
                sum += fragment.len() - left.len();
                fragment = left;
                if extensions {
                    parse_extensions(&message);
                }
                black_box(&message);
            }
        }
    }
    sum
}

fn parse_extensions(message: &TlsMessage<'_>) {
    match message {
        TlsMessage::Handshake(TlsMessageHandshake::ClientHello(hello)) => {
            let block = hello.ext.unwrap();
            black_box(parse_tls_client_hello_extensions(block).unwrap());
        }
        TlsMessage::Handshake(TlsMessageHandshake::ServerHello(hello)) => {
            let block = hello.ext.unwrap();
            black_box(parse_tls_server_hello_extensions(block).unwrap());
        }
        _ => {}
    }
}
