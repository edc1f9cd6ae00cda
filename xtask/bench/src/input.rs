//! What is measured on.

use tls_wire::{
    Asn1Cert, Certificate, CertificateCompressionAlgorithm, ChangeCipherSpec, CipherSuite,
    ClientEcdhPublic, ClientHelloBuilder, ClientKeyExchange, ContentType, EcParameters, Encode,
    ExtensionType, HandshakeBody, NamedGroup, NewSessionTicket12, ProtocolVersion, Record,
    ServerEcdhParams, ServerHelloBuilder, ServerHelloDone, ServerKeyExchange, Signature,
    SignatureScheme, Vector,
    extension::{
        CertificateCompressionAlgorithms, CertificateStatusRequest, EcPointFormat, EcPointFormats,
        EchClientHello, HpkeAead, HpkeKdf, HpkeSymmetricCipherSuite, KeyShareEntry,
        OcspStatusRequest, OuterClientHello, ProtocolName, ProtocolNameList, PskKeyExchangeMode,
        RenegotiationInfo,
    },
};

/// A stream of `count` application data records of `length` bytes each.
#[must_use]
pub fn records(count: usize, length: usize) -> Vec<u8> {
    let fragment = vec![0x5a; length];
    let record = record(ContentType::APPLICATION_DATA, &fragment);
    record.repeat(count)
}

/// A ClientHello such as Chrome sends, with 18 extensions, as one record: about 600 bytes, or with a
/// post-quantum key share about 1,800.
///
/// # Panics
///
/// Never: the hello is a valid one.
#[must_use]
pub fn client_hello(post_quantum: bool) -> Vec<u8> {
    let message = client_hello_message(post_quantum);
    record(ContentType::HANDSHAKE, &message)
}

fn client_hello_message(post_quantum: bool) -> Vec<u8> {
    let grease = NamedGroup(0x4a4a);
    let pq_share = vec![0x17; 1216];
    let mut groups = vec![grease];
    let mut shares = vec![KeyShareEntry { group: grease, key_exchange: &[0] }];
    if post_quantum {
        groups.push(NamedGroup::X25519MLKEM768);
        let group = NamedGroup::X25519MLKEM768;
        shares.push(KeyShareEntry { group, key_exchange: &pq_share });
    }
    groups.extend([NamedGroup::X25519, NamedGroup::SECP256R1, NamedGroup::SECP384R1]);
    shares.push(KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[0x25; 32] });

    let ocsp = OcspStatusRequest { responder_id_list: Vector::EMPTY, request_extensions: &[] };
    let brotli = Vector::encode_items([CertificateCompressionAlgorithm::BROTLI]).unwrap();
    let algorithms = Vector::parse("algorithms", &brotli).unwrap();
    let alps = Vector::encode_items([ProtocolName { name: b"h2" }]).unwrap();
    let alps = ProtocolNameList { protocol_name_list: Vector::parse("names", &alps).unwrap() };
    let formats = Vector::encode_items([EcPointFormat::UNCOMPRESSED]).unwrap();
    let formats =
        EcPointFormats { ec_point_format_list: Vector::parse("formats", &formats).unwrap() };
    let payload = [0xec; 224];
    let ech = EchClientHello::Outer(OuterClientHello {
        cipher_suite: HpkeSymmetricCipherSuite {
            kdf_id: HpkeKdf::HKDF_SHA256,
            aead_id: HpkeAead::AES_128_GCM,
        },
        config_id: 0x2a,
        enc: &[0xe0; 32],
        payload: &payload,
    });
    let suites = [
        0x0a0a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
        0xc014, 0x009c, 0x009d, 0x002f, 0x0035,
    ];
    let schemes = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601];
    ClientHelloBuilder::new([0xc1; 32])
        .legacy_session_id(&[0x1d; 32])
        .cipher_suites(suites.map(CipherSuite))
        .raw_extension(ExtensionType(0x1a1a), &[])
        .server_name("www.example.com")
        .raw_extension(ExtensionType::EXTENDED_MASTER_SECRET, &[])
        .extension(
            ExtensionType::RENEGOTIATION_INFO,
            &RenegotiationInfo { renegotiated_connection: &[] },
        )
        .supported_groups(groups)
        .extension(ExtensionType::EC_POINT_FORMATS, &formats)
        .raw_extension(ExtensionType::SESSION_TICKET, &[])
        .alpn([&b"h2"[..], b"http/1.1"])
        .extension(ExtensionType::STATUS_REQUEST, &CertificateStatusRequest::Ocsp(ocsp))
        .signature_algorithms(schemes.map(SignatureScheme))
        .raw_extension(ExtensionType::SIGNED_CERTIFICATE_TIMESTAMP, &[])
        .key_shares(shares)
        .psk_key_exchange_modes([PskKeyExchangeMode::PSK_DHE_KE])
        .supported_versions([
            ProtocolVersion(0x7a7a),
            ProtocolVersion::TLS_1_3,
            ProtocolVersion::TLS_1_2,
        ])
        .extension(
            ExtensionType::COMPRESS_CERTIFICATE,
            &CertificateCompressionAlgorithms { algorithms },
        )
        .extension(ExtensionType::APPLICATION_SETTINGS, &alps)
        .extension(ExtensionType::ENCRYPTED_CLIENT_HELLO, &ech)
        .raw_extension(ExtensionType(0xdada), &[0])
        .to_message()
        .unwrap()
}

/// Who sends the first flight, and then turns.
pub const FLIGHTS: usize = 5;

/// A full TLS 1.2 handshake with a chain of three certificates, 4 KiB in all, and a ticket, in
/// flights: the client sends the first, the server the second, and so on.
///
/// # Panics
///
/// Never: the messages are valid ones.
#[must_use]
pub fn handshake12() -> [Vec<u8>; FLIGHTS] {
    let v12 = ProtocolVersion::TLS_1_2;
    let suite = CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    let certificates = [[0x30; 1600], [0x31; 1600], [0x32; 1600]];
    let lengths = [1600, 1300, 1196];
    let chain = certificates.iter().zip(lengths).map(|(data, length)| &data[..length]);
    let chain = Vector::encode_items(chain.map(|data| Asn1Cert { data })).unwrap();
    let certificate =
        Certificate { certificate_list: Vector::parse("certificate_list", &chain).unwrap() };
    let params = ServerEcdhParams {
        curve_params: EcParameters::NamedCurve(NamedGroup::X25519),
        public: &[0x25; 32],
    };
    let algorithm = Some(SignatureScheme::RSA_PSS_RSAE_SHA256);
    let signature = Signature { algorithm, signature: &[0x51; 256] };
    let hello = ServerHelloBuilder::new([0x5e; 32], suite)
        .raw_extension(ExtensionType::EXTENDED_MASTER_SECRET, &[])
        .raw_extension(ExtensionType::RENEGOTIATION_INFO, &[0])
        .raw_extension(ExtensionType::SESSION_TICKET, &[]);
    let ticket = NewSessionTicket12 { ticket_lifetime_hint: 7200, ticket: &[0x7c; 176] };
    let client_key = ClientKeyExchange::Ecdh(ClientEcdhPublic { ecdh_yc: &[0x26; 32] });
    let ccs = record(ContentType::CHANGE_CIPHER_SPEC, &ChangeCipherSpec::BYTES);
    // As long as AES-GCM makes it.
    let finished = record(ContentType::HANDSHAKE, &[0xf1; 40]);
    let data = record(ContentType::APPLICATION_DATA, &[0xda; 500]);

    let server_first = [
        hello.to_records(v12).unwrap(),
        certificate.to_records(v12).unwrap(),
        ServerKeyExchange::Ecdh(params, Some(signature)).to_records(v12).unwrap(),
        ServerHelloDone {}.to_records(v12).unwrap(),
    ];
    let client_last = [client_key.to_records(v12).unwrap(), ccs.clone(), finished.clone()];
    let server_last = [ticket.to_records(v12).unwrap(), ccs, finished, data.clone()];
    [client_hello(false), server_first.concat(), client_last.concat(), server_last.concat(), data]
}

/// A full TLS 1.3 handshake as the path sees it: two hellos, and sealed records of the lengths that a
/// chain of 4 KiB and two tickets make; in flights, as [`handshake12`].
///
/// # Panics
///
/// Never: the messages are valid ones.
#[must_use]
pub fn handshake13() -> [Vec<u8>; FLIGHTS] {
    let suite = CipherSuite::TLS_AES_128_GCM_SHA256;
    let share = KeyShareEntry { group: NamedGroup::X25519, key_exchange: &[0x25; 32] };
    let hello = ServerHelloBuilder::new([0x5e; 32], suite)
        .legacy_session_id_echo(&[0x1d; 32])
        .selected_version(ProtocolVersion::TLS_1_3)
        .key_share(share)
        .to_records(ProtocolVersion::TLS_1_2)
        .unwrap();
    let ccs = record(ContentType::CHANGE_CIPHER_SPEC, &ChangeCipherSpec::BYTES);
    let sealed = |length| record(ContentType::APPLICATION_DATA, &vec![0x5e; length]);
    let server_first = [hello, ccs.clone(), sealed(40), sealed(4150), sealed(281), sealed(53)];
    let client_last = [ccs, sealed(53)];
    let server_last = [sealed(250), sealed(250), sealed(500)];
    let data = sealed(500);
    [client_hello(false), server_first.concat(), client_last.concat(), server_last.concat(), data]
}

/// What the client and what the server sends in the flights of a handshake.
#[must_use]
pub fn directions(flights: &[Vec<u8>; FLIGHTS]) -> [Vec<u8>; 2] {
    let [first, second, third, fourth, fifth] = flights;
    [[&first[..], third, fifth].concat(), [&second[..], fourth].concat()]
}

fn record(content_type: ContentType, fragment: &[u8]) -> Vec<u8> {
    let legacy_record_version = ProtocolVersion::TLS_1_2;
    Record { content_type, legacy_record_version, fragment }.to_vec().unwrap()
}
