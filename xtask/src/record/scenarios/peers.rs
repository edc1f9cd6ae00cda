//! The programs of `xtask/peers`: stacks that come as a library, all driven by the same words,
//! `server PORT VERSION [OPTION]` and `client PORT VERSION [OPTION]`.

use super::openssl::{self, OPENSSL};
use crate::record::scenario::{Scenario, Stack};

pub(super) static RUSTLS: Stack = Stack {
    name: "rustls",
    version: "{built}/rustls/debug/rustls-peer version",
    source: "xtask/peers/rustls",
    build: "cargo build --quiet --locked --manifest-path {peers}/rustls/Cargo.toml \
            --target-dir {built}/rustls",
};
static GO: Stack = Stack {
    name: "Go",
    version: "{built}/go-peer version",
    source: "golang-go",
    build: "go build -o {built}/go-peer {peers}/peer.go",
};
static NODE: Stack = Stack::installed("Node.js", "node {peers}/peer.js version", "nodejs");
static PYTHON: Stack = Stack::installed("CPython", "python3 {peers}/peer.py version", "python3");
static JSSE: Stack = Stack::installed("JSSE of", "java -version", "openjdk-17-jdk-headless");
static ERLANG: Stack =
    Stack::installed("Erlang", "escript {peers}/peer.escript version", "erlang-ssl");
static WOLFSSL: Stack = Stack {
    name: "wolfSSL",
    version: "{built}/wolfssl version",
    source: "libwolfssl-dev",
    build: "cc -o {built}/wolfssl {peers}/wolfssl.c -lwolfssl",
};
static MBEDTLS: Stack = Stack {
    name: "mbed TLS",
    version: "{built}/mbedtls version",
    source: "libmbedtls-dev",
    build: "cc -o {built}/mbedtls {peers}/mbedtls.c -lmbedtls -lmbedx509 -lmbedcrypto",
};
static TLSLITE: Stack =
    Stack::installed("tlslite-ng", "python3 {peers}/peer_tlslite.py version", "tlslite-ng of PyPI");

/// How one of these programs is started.
struct Peer {
    stack: &'static Stack,
    prefix: &'static str,
    program: &'static str,
}

impl Peer {
    fn client(&self, options: &str) -> String {
        format!("{} client {{port}} {options}", self.program)
    }

    /// Both sides of one stack: the version and option of the server, then of the client.
    fn pair(&self, (name, title, server, client): Row) -> Scenario {
        Scenario::new(format!("{}-{name}", self.prefix), title)
            .server(self.stack, format!("{} server {{port}} {server}", self.program))
            .client(self.stack, self.client(client))
            .client_types(&[])
    }

    fn pairs(&self, rows: impl IntoIterator<Item = Row>) -> Vec<Scenario> {
        rows.into_iter().map(|row| self.pair(row)).collect()
    }

    fn against_openssl(&self, name: &str, title: &str, client: &str, server: &str) -> Scenario {
        Scenario::new(format!("{}-{name}", self.prefix), title)
            .server(&OPENSSL, openssl::server(server))
            .client(self.stack, self.client(client))
            .client_types(&[])
    }
}

/// Name, title, what the server is told, what the client is told.
type Row = (&'static str, &'static str, &'static str, &'static str);

pub(super) fn scenarios() -> Vec<Scenario> {
    let stacks: [fn() -> Vec<Scenario>; 9] =
        [rustls, go, node, python, jsse, erlang, wolfssl, mbedtls, tlslite];
    stacks.iter().flat_map(|stack| stack()).collect()
}

fn rustls() -> Vec<Scenario> {
    let peer =
        Peer { stack: &RUSTLS, prefix: "rustls", program: "{built}/rustls/debug/rustls-peer" };
    let mut all = peer.pairs([
        ("tls13", "full handshake, messages coalesced into few records", "13", "13"),
        ("tls13-client-auth", "client authentication", "13 auth", "13 auth"),
        (
            "tls13-no-client-certificate",
            "no certificate for a server that insists",
            "13 auth",
            "13",
        ),
        ("tls13-resumed", "resumption", "13", "13 twice"),
        ("tls13-early-data", "early data, accepted", "13 early", "13 early"),
        ("tls13-hello-retry", "HelloRetryRequest", "13 hrr", "13"),
        ("tls13-key-update", "KeyUpdate", "13", "13 update"),
        ("tls12", "full handshake", "12", "12"),
        ("tls12-client-auth", "client authentication", "12 auth", "12 auth"),
        ("tls12-session-id-resumed", "a session resumed by its id", "12", "12 twice"),
        ("tls12-ticket-resumed", "a ticket resumed", "12 ticket", "12 twice"),
    ]);
    all.push(peer.against_openssl("to-openssl-tls13", "rustls to OpenSSL", "13", "-tls1_3"));
    all.push(peer.pair(("refused-version", "protocol_version", "13", "12")));
    all
}

fn go() -> Vec<Scenario> {
    let peer = Peer { stack: &GO, prefix: "go", program: "{built}/go-peer" };
    peer.pairs([
        ("tls13", "full handshake", "13", "13"),
        ("tls13-client-auth", "client authentication", "13 auth", "13 auth"),
        (
            "tls13-no-client-certificate",
            "no certificate for a server that insists",
            "13 auth",
            "13",
        ),
        ("tls13-resumed", "resumption", "13", "13 twice"),
        ("tls13-hello-retry", "HelloRetryRequest", "13 hrr", "13"),
        ("tls12", "full handshake", "12", "12"),
        ("tls12-client-auth", "client authentication", "12 auth", "12 auth"),
        ("tls12-ticket-resumed", "a ticket resumed", "12", "12 twice"),
        ("tls11", "full handshake", "11", "11"),
        ("tls10", "full handshake", "10", "10"),
    ])
}

fn node() -> Vec<Scenario> {
    let peer = Peer { stack: &NODE, prefix: "node", program: "node {peers}/peer.js" };
    peer.pairs([
        ("tls13-resumed", "resumption", "TLSv1.3", "TLSv1.3 twice"),
        ("tls12-client-auth", "client authentication", "TLSv1.2 auth", "TLSv1.2 auth"),
        ("tls10", "full handshake", "TLSv1", "TLSv1"),
    ])
}

fn python() -> Vec<Scenario> {
    let peer = Peer { stack: &PYTHON, prefix: "python", program: "python3 {peers}/peer.py" };
    peer.pairs([
        ("tls13", "full handshake, both sides close", "TLSv1_3", "TLSv1_3"),
        ("tls12", "full handshake, both sides close", "TLSv1_2", "TLSv1_2"),
    ])
}

const SSLV2_HELLO: &str = "SSLv2Hello,SSLv3,TLSv1";

fn jsse() -> Vec<Scenario> {
    let peer = Peer { stack: &JSSE, prefix: "jsse", program: "java {peers}/Peer.java" };
    let mut all = peer.pairs([
        ("tls13", "full handshake", "TLSv1.3", "TLSv1.3"),
        ("tls13-client-auth", "client authentication", "TLSv1.3 auth", "TLSv1.3"),
        ("tls13-resumed", "resumption", "TLSv1.3", "TLSv1.3 twice"),
        ("tls13-key-update", "KeyUpdate", "TLSv1.3", "TLSv1.3 again"),
        ("tls12", "full handshake", "TLSv1.2", "TLSv1.2"),
        ("tls12-client-auth", "client authentication", "TLSv1.2 auth", "TLSv1.2"),
        ("tls12-resumed", "a session resumed", "TLSv1.2", "TLSv1.2 twice"),
        ("tls12-renegotiation", "the client renegotiates", "TLSv1.2", "TLSv1.2 again"),
        ("tls12-hello-request", "the server renegotiates", "TLSv1.2 again", "TLSv1.2"),
        ("tls12-anonymous", "anonymous DH", "TLSv1.2 anonymous", "TLSv1.2 anonymous"),
        ("tls11", "full handshake", "TLSv1.1", "TLSv1.1"),
        ("tls10", "full handshake", "TLSv1", "TLSv1"),
        ("ssl30", "SSL 3.0", "SSLv3", "SSLv3"),
        ("sslv2-hello", "a ClientHello in the format of SSL 2.0", SSLV2_HELLO, SSLV2_HELLO),
    ]);
    // JSSE does not know TLS_FALLBACK_SCSV.
    let title = "the server, which knows TLS 1.3, answers a client that fell back";
    all.push(
        Scenario::new("jsse-tls12-fallback", title)
            .server(&JSSE, format!("{} server {{port}} TLSv1.3,TLSv1.2", peer.program))
            .client(&OPENSSL, openssl::client("-tls1_2 -fallback_scsv"))
            .must_report(),
    );
    all
}

fn erlang() -> Vec<Scenario> {
    let peer = Peer { stack: &ERLANG, prefix: "erlang", program: "escript {peers}/peer.escript" };
    peer.pairs([
        ("tls13", "full handshake", "tlsv1.3", "tlsv1.3"),
        ("tls13-client-auth", "client authentication", "tlsv1.3 auth", "tlsv1.3 auth"),
        ("tls13-key-update", "KeyUpdate", "tlsv1.3", "tlsv1.3 update"),
        ("tls12", "full handshake", "tlsv1.2", "tlsv1.2"),
        ("tls12-renegotiation", "the client renegotiates", "tlsv1.2", "tlsv1.2 renegotiate"),
        ("tls10", "full handshake", "tlsv1", "tlsv1"),
    ])
}

fn wolfssl() -> Vec<Scenario> {
    let peer = Peer { stack: &WOLFSSL, prefix: "wolfssl", program: "{built}/wolfssl" };
    let mut all = peer.pairs([
        ("tls13", "full handshake, no change_cipher_spec", "13", "13"),
        ("tls13-client-auth", "client authentication", "13 auth", "13 auth"),
        ("tls13-key-update", "KeyUpdate", "13", "13 update"),
        ("tls12", "full handshake", "12", "12"),
        ("tls12-client-auth", "client authentication", "12 auth", "12 auth"),
        ("tls12-resumed", "a session resumed", "12", "12 twice"),
        ("tls11", "full handshake", "11", "11"),
    ]);
    let title = "resumption: the server owes a change_cipher_spec for the client's session id";
    all.push(peer.pair(("tls13-resumed", title, "13", "13 twice")).must_report());
    all
}

fn mbedtls() -> Vec<Scenario> {
    let peer = Peer { stack: &MBEDTLS, prefix: "mbedtls", program: "{built}/mbedtls" };
    let mut all = peer.pairs([
        ("tls12", "full handshake", "3", "3"),
        ("tls12-client-auth", "client authentication", "3 auth", "3 auth"),
        ("tls12-resumed", "a session resumed", "3", "3 twice"),
        ("tls12-renegotiation", "the client renegotiates", "3", "3 renegotiate"),
        ("tls11", "full handshake", "2", "2"),
        ("tls10", "full handshake", "1", "1"),
    ]);
    let title = "the server agrees to records of 512 bytes and sends a Certificate of 826 in one";
    all.push(peer.pair(("tls12-max-fragment-length", title, "3", "3 fragment")).must_report());
    all
}

fn tlslite() -> Vec<Scenario> {
    let peer =
        Peer { stack: &TLSLITE, prefix: "tlslite", program: "python3 {peers}/peer_tlslite.py" };
    let mut all = peer.pairs([
        ("tls13", "full handshake", "3.4", "3.4"),
        ("tls13-key-update", "KeyUpdate", "3.4", "3.4 update"),
        ("tls12-resumed", "a session resumed", "3.3", "3.3 twice"),
        ("tls11", "full handshake", "3.2", "3.2"),
        ("tls10-3des", "3DES: blocks of 8 bytes", "3.1 3des", "3.1 3des"),
        ("ssl30", "SSL 3.0", "3.0", "3.0"),
        ("ssl30-rc4", "SSL 3.0 with a stream cipher", "3.0 rc4", "3.0 rc4"),
    ]);
    let title = "client authentication: the client's change_cipher_spec comes in the middle of it";
    all.push(peer.pair(("tls13-client-auth", title, "3.4 auth", "3.4 auth")).must_report());
    all
}
