//! Other parsers as oracles, where they are right: `tls-parser` and rustls.

use std::collections::BTreeSet;

use rustls::server::Acceptor;
use tls_parser::{
    NamedGroup as ParserGroup, SignatureScheme as ParserScheme, TlsAlertDescription,
    TlsCipherSuite, TlsExtension, TlsExtensionType, TlsHandshakeType,
    parse_tls_client_hello_extensions, parse_tls_handshake_client_hello,
    parse_tls_handshake_server_hello, parse_tls_raw_record,
};
use tls_wire::{
    AlertDescription, CipherSuite, ClientHello, ContentType, Encode, ExtensionType, Framing,
    HandshakeMessage, HandshakeType, NamedGroup, ProtocolVersion, Record, RecordReader,
    ServerHello, SignatureScheme,
};

use super::{
    Noise,
    recorded::{cleartext_messages, transcripts},
};

/// The bodies of all different recorded messages of one type.
fn recorded(handshake_type: HandshakeType) -> BTreeSet<Vec<u8>> {
    let directions = transcripts().into_iter().flat_map(|(_, directions)| directions);
    let messages = directions.flat_map(|direction| cleartext_messages(&direction.wire));
    messages.filter(|(other, _)| *other == handshake_type).map(|(_, body)| body).collect()
}

#[test]
fn tls_parser_finds_the_same_records() {
    let mut count = 0;
    for (name, directions) in transcripts() {
        for direction in directions {
            let (mut ours, mut theirs) = (&direction.wire[..], &direction.wire[..]);
            let mut reader = RecordReader::new();
            while let Ok((rest, record)) = parse_tls_raw_record(theirs) {
                if record.hdr.version.0 >> 8 != 3 {
                    break;
                }
                let piece = reader.next(&mut ours).unwrap().unwrap();
                let Framing::Tls(header) = piece.header else { panic!() };
                assert_eq!(header.content_type.0, record.hdr.record_type.0, "{name}");
                assert_eq!(header.legacy_record_version.0, record.hdr.version.0);
                assert_eq!((header.length, piece.fragment), (record.hdr.len, record.data));
                theirs = rest;
                count += 1;
            }
        }
    }
    assert!(count > 1000, "{count} records");
}

#[test]
fn tls_parser_reads_the_same_hellos() {
    for body in recorded(HandshakeType::CLIENT_HELLO) {
        let ours = ClientHello::parse(&body).unwrap();
        let (rest, theirs) = parse_tls_handshake_client_hello(&body).unwrap();
        assert!(rest.is_empty());
        assert_eq!(ours.legacy_version.0, theirs.version.0);
        assert_eq!(ours.random, theirs.random);
        assert_eq!(ours.legacy_session_id, theirs.session_id.unwrap_or_default());
        let suites: Vec<_> = theirs.ciphers.iter().map(|suite| CipherSuite(suite.0)).collect();
        assert_eq!(ours.cipher_suites().collect::<Vec<_>>(), suites);
        let methods: Vec<_> = theirs.comp.iter().map(|method| method.0).collect();
        assert_eq!(ours.compression_methods, methods);
        assert_eq!(ours.extensions.as_bytes(), theirs.ext.unwrap_or_default());

        let (_, extensions) =
            parse_tls_client_hello_extensions(theirs.ext.unwrap_or_default()).unwrap();
        let types: Vec<_> = extensions
            .iter()
            .map(|e| ExtensionType(u16::from(TlsExtensionType::from(e))))
            .collect();
        let our_types: Vec<_> = ours.extensions.iter().map(|e| e.extension_type).collect();
        let same = our_types.iter().zip(&types).all(|(ours, theirs)| {
            // It takes every value whose low nibbles are 0xa for GREASE, and calls it all one.
            ours == theirs || ours.is_grease()
        });
        assert!(same && our_types.len() == types.len(), "{our_types:?} {types:?}");
        for extension in &extensions {
            match extension {
                TlsExtension::SNI(names) => {
                    assert_eq!(ours.server_name(), names.first().map(|(_, name)| *name));
                }
                TlsExtension::EllipticCurves(groups) => {
                    let groups: Vec<_> = groups.iter().map(|group| NamedGroup(group.0)).collect();
                    assert_eq!(ours.supported_groups().unwrap().collect::<Vec<_>>(), groups);
                }
                TlsExtension::SignatureAlgorithms(schemes) => {
                    let schemes: Vec<_> = schemes.iter().copied().map(SignatureScheme).collect();
                    assert_eq!(ours.signature_algorithms().unwrap().collect::<Vec<_>>(), schemes);
                }
                TlsExtension::SupportedVersions(versions) => {
                    let versions: Vec<_> = versions.iter().map(|v| ProtocolVersion(v.0)).collect();
                    assert_eq!(ours.supported_versions().unwrap().collect::<Vec<_>>(), versions);
                }
                TlsExtension::ALPN(names) => {
                    let alpn: Vec<_> = ours.alpn().unwrap().map(|alpn| alpn.name).collect();
                    assert_eq!(alpn, *names);
                }
                _ => {}
            }
        }
    }
    for body in recorded(HandshakeType::SERVER_HELLO) {
        let ours = ServerHello::parse(&body).unwrap();
        let (_, theirs) = parse_tls_handshake_server_hello(&body).unwrap();
        assert_eq!(ours.random, theirs.random);
        assert_eq!(ours.cipher_suite.0, theirs.cipher.0);
        assert_eq!(ours.compression_method.0, theirs.compression.0);
        // It does not look for extensions in SSL 3.0, where renegotiation_info may stand.
        if ours.legacy_version != ProtocolVersion::SSL_3_0 {
            assert_eq!(ours.extensions.as_bytes(), theirs.ext.unwrap_or_default());
        }
    }
}

/// What rustls exposes of a ClientHello.
struct Accepted {
    server_name: Option<String>,
    alpn: Option<Vec<Vec<u8>>>,
    cipher_suites: Vec<u16>,
}

/// What rustls makes of a ClientHello; `None` if it refuses it.
fn rustls_reads(body: &[u8]) -> Option<Accepted> {
    let handshake_type = HandshakeType::CLIENT_HELLO;
    let message = HandshakeMessage { handshake_type, body, offset: 0 }.to_vec().unwrap();
    let record = Record {
        content_type: ContentType::HANDSHAKE,
        legacy_record_version: ProtocolVersion::TLS_1_0,
        fragment: &message,
    };
    let mut stream = Vec::new();
    for record in record.fragments(16_384) {
        record.encode(&mut stream).unwrap();
    }
    let mut acceptor = Acceptor::default();
    let mut rest = &stream[..];
    loop {
        match acceptor.accept() {
            Ok(Some(accepted)) => {
                let hello = accepted.client_hello();
                return Some(Accepted {
                    server_name: hello.server_name().map(str::to_owned),
                    alpn: hello.alpn().map(|names| names.map(<[u8]>::to_vec).collect()),
                    cipher_suites: hello.cipher_suites().iter().copied().map(u16::from).collect(),
                });
            }
            Ok(None) if rest.is_empty() => return None,
            Ok(None) => assert!(acceptor.read_tls(&mut rest).unwrap() > 0),
            Err(_) => return None,
        }
    }
}

#[test]
fn rustls_reads_the_same_hellos() {
    let mut accepted = 0;
    for body in recorded(HandshakeType::CLIENT_HELLO) {
        let Some(theirs) = rustls_reads(&body) else { continue };
        let ours = ClientHello::parse(&body).unwrap();
        let our_suites: Vec<_> = ours.cipher_suites().map(|suite| suite.0).collect();
        assert_eq!(our_suites, theirs.cipher_suites);
        assert_eq!(ours.server_name(), theirs.server_name.as_ref().map(String::as_bytes));
        let our_alpn: Option<Vec<Vec<u8>>> =
            ours.alpn().map(|names| names.map(|alpn| alpn.name.to_vec()).collect());
        assert_eq!(our_alpn, theirs.alpn);
        accepted += 1;
    }
    assert!(accepted > 30, "{accepted} hellos");
}

/// A hello with a wrong byte that rustls still reads is one that this crate reads.
#[test]
fn what_rustls_reads_is_well_formed() {
    let mut noise = Noise(0x7153_0d5e_ed00_0003);
    let (mut both, mut ours_only, mut neither) = (0, 0, 0);
    for body in recorded(HandshakeType::CLIENT_HELLO) {
        for _ in 0..60 {
            let mut changed = body.clone();
            let place = noise.below(changed.len());
            changed[place] = noise.byte();
            if noise.below(4) == 0 {
                changed.truncate(noise.below(changed.len()) + 1);
            }
            let ours = ClientHello::parse(&changed);
            match (ours, rustls_reads(&changed)) {
                (Ok(_), Some(_)) => both += 1,
                (Ok(_), None) => ours_only += 1,
                (Err(_), None) => neither += 1,
                (Err(error), Some(_)) => panic!("{error}: {changed:02x?}"),
            }
        }
    }
    assert!(both > 500 && neither > 500, "{both} {ours_only} {neither}");
}

/// Letters and digits only, in lower case: the standards' `server_name`, another's `ServerName`.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Counts the code points that both name, which they must name alike, but for those that the other
/// abbreviates or spells in its own way.
fn same_names<'n>(
    ours: impl IntoIterator<Item = (u16, &'n str)>,
    theirs: impl Fn(u16) -> String,
    renamed: &[(u16, &str)],
) -> usize {
    let mut both = 0;
    for (value, name) in ours {
        let other = theirs(value);
        if let Some((_, expected)) = renamed.iter().find(|(renamed, _)| *renamed == value) {
            assert_eq!(other, *expected);
        } else if !other.contains('(') {
            assert_eq!(plain(name), plain(&other), "{value}");
            both += 1;
        }
    }
    both
}

#[test]
fn tls_parser_gives_code_points_the_same_names() {
    let ours = ExtensionType::ASSIGNED.iter().map(|value| (value.0, value.name().unwrap()));
    let theirs = |value| TlsExtensionType(value).to_string();
    let renamed = [
        (2, "ClientCertificate"),
        (35, "SessionTicketTLS"),
        (45, "PskExchangeModes"),
        (50, "SigAlgorithmsCert"),
    ];
    assert!(same_names(ours, theirs, &renamed) > 20);

    let ours = NamedGroup::ASSIGNED.iter().map(|value| (value.0, value.name().unwrap()));
    let theirs = |value| ParserGroup(value).to_string();
    let renamed = [(29, "EcdhX25519"), (30, "EcdhX448"), (41, "Sm2")];
    assert!(same_names(ours, theirs, &renamed) > 30);

    let ours = SignatureScheme::ASSIGNED.iter().map(|value| (value.0, value.name().unwrap()));
    let theirs = |value| ParserScheme(value).to_string();
    assert!(same_names(ours, theirs, &[]) > 10);

    let ours = AlertDescription::ASSIGNED.iter();
    let ours = ours.map(|value| (u16::from(value.0), value.name().unwrap()));
    let theirs = |value| TlsAlertDescription(u8::try_from(value).unwrap()).to_string();
    let renamed = [
        (90, "UserCancelled"),
        (111, "CertUnobtainable"),
        (113, "BadCertStatusResponse"),
        (114, "BadCertHashValue"),
    ];
    assert!(same_names(ours, theirs, &renamed) > 20);

    let ours = HandshakeType::ASSIGNED.iter();
    let ours = ours.map(|value| (u16::from(value.0), value.name().unwrap()));
    let theirs = |value| TlsHandshakeType(u8::try_from(value).unwrap()).to_string();
    assert!(same_names(ours, theirs, &[(14, "ServerDone")]) > 10);
}

#[test]
fn tls_parser_knows_the_same_cipher_suites() {
    let mut both = 0;
    for suite in CipherSuite::ASSIGNED {
        let Some(theirs) = TlsCipherSuite::from_id(suite.0) else { continue };
        let ours = suite.info().unwrap();
        assert_eq!(ours.name, theirs.name);
        both += 1;
    }
    assert!(both > 340, "{both} suites");
}
