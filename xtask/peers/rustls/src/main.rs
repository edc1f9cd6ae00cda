//! rustls as a TLS peer.
//!
//! usage: `rustls-peer version | server PORT VERSION [auth|hrr|early|ticket]`
//! `| client PORT VERSION [auth|twice|early|update]`.
//! VERSION is 12 or 13. PKI names the directory of certificates.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, KeyLogFile, RootCertStore, ServerConfig,
    ServerConnection, SignatureScheme, Stream, SupportedProtocolVersion, version,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["version"] => {
            let lock = include_str!("../Cargo.lock");
            let (_, after) = lock.split_once("name = \"rustls\"\nversion = \"").unwrap_or_default();
            println!("rustls {} with ring", after.split('"').next().unwrap_or_default());
            Ok(())
        }
        ["server", port, version, option @ ..] => serve(port.parse()?, versions(version), option),
        ["client", port, version, option @ ..] => {
            converse(port.parse()?, versions(version), option)
        }
        _ => {
            Err("usage: version | server PORT VERSION [OPTION] | client PORT VERSION [OPTION]"
                .into())
        }
    }
}

fn versions(name: &str) -> [&'static SupportedProtocolVersion; 1] {
    if name == "12" { [&version::TLS12] } else { [&version::TLS13] }
}

fn path(name: &str) -> String {
    format!("{}/{name}", std::env::var("PKI").unwrap_or_default())
}

fn credentials(name: &str) -> Outcome<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let certificate = CertificateDer::from_pem_file(path(&format!("{name}.crt")))?;
    let key = PrivateKeyDer::from_pem_file(path(&format!("{name}.key")))?;
    Ok((vec![certificate], key))
}

fn serve(
    port: u16,
    versions: [&'static SupportedProtocolVersion; 1],
    option: &[&str],
) -> Outcome<()> {
    let mut provider = ring::default_provider();
    if option == ["hrr"] {
        provider.kx_groups = vec![ring::kx_group::SECP384R1];
    }
    let provider = Arc::new(provider);
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&versions)?;
    let builder = if option == ["auth"] {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(path("ca.crt"))?)?;
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        builder.with_client_cert_verifier(verifier.build()?)
    } else {
        builder.with_no_client_auth()
    };
    let (chain, key) = credentials("server-ec")?;
    let mut config = builder.with_single_cert(chain, key)?;
    config.key_log = Arc::new(KeyLogFile::new());
    match option {
        ["early"] => config.max_early_data_size = 1024,
        ["ticket"] => config.ticketer = ring::Ticketer::new()?,
        _ => {}
    }
    let config = Arc::new(config);
    for socket in TcpListener::bind((Ipv4Addr::LOCALHOST, port))?.incoming() {
        let mut socket = socket?;
        let mut connection = ServerConnection::new(Arc::clone(&config))?;
        // A connection that fails is what some of the recordings are about.
        if let Err(error) = echo(&mut connection, &mut socket) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

fn echo(connection: &mut ServerConnection, socket: &mut TcpStream) -> io::Result<()> {
    let mut data = [0; 200];
    while connection.is_handshaking() {
        connection.complete_io(socket)?;
    }
    if let Some(mut early) = connection.early_data() {
        let length = early.read(&mut data)?;
        connection.writer().write_all(&data[..length])?;
    }
    loop {
        let length = Stream::new(connection, socket).read(&mut data)?;
        if length == 0 {
            connection.send_close_notify();
            while connection.wants_write() {
                connection.write_tls(socket)?;
            }
            return Ok(());
        }
        Stream::new(connection, socket).write_all(&data[..length])?;
    }
}

fn converse(
    port: u16,
    versions: [&'static SupportedProtocolVersion; 1],
    option: &[&str],
) -> Outcome<()> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&versions)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)));
    let mut config = if option == ["auth"] {
        let (chain, key) = credentials("client-ec")?;
        builder.with_client_auth_cert(chain, key)?
    } else {
        builder.with_no_client_auth()
    };
    config.enable_early_data = option == ["early"];
    let config = Arc::new(config);
    let connections = if option == ["twice"] || option == ["early"] { 2 } else { 1 };
    for _ in 0..connections {
        let name = ServerName::try_from("localhost")?;
        let mut connection = ClientConnection::new(Arc::clone(&config), name)?;
        let mut socket = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        if let Some(mut early) = connection.early_data() {
            early.write_all(b"early")?;
        }
        exchange(&mut connection, &mut socket, b"hello\n")?;
        if option == ["update"] {
            connection.refresh_traffic_keys()?;
            exchange(&mut connection, &mut socket, b"after\n")?;
        }
        connection.send_close_notify();
        while connection.wants_write() {
            connection.write_tls(&mut socket)?;
        }
        let mut rest = Vec::new();
        Stream::new(&mut connection, &mut socket).read_to_end(&mut rest)?;
    }
    Ok(())
}

fn exchange(
    connection: &mut ClientConnection,
    socket: &mut TcpStream,
    text: &[u8],
) -> io::Result<()> {
    let mut stream = Stream::new(connection, socket);
    stream.write_all(text)?;
    stream.flush()?;
    stream.read(&mut [0; 200]).map(drop)
}

/// Takes every certificate, and checks that its key signed: what is recorded is the conversation.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl Anyone {
    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.0.signature_verification_algorithms
    }
}

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signature, self.algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signature, self.algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms().supported_schemes()
    }
}
