//! NSS's `selfserv` and `tstclnt`. Debian builds NSS without a key log.

use super::openssl::{self, OPENSSL};
use crate::record::scenario::{Scenario, Stack};

static NSS: Stack =
    Stack::installed("NSS", "dpkg-query -W -f NSS-${Version} libnss3-tools", "libnss3-tools");

/// Without a request file the client waits for its standard input for ever.
fn client(options: &str) -> String {
    format!(
        "tstclnt -d sql:{{pki}}/nss -h 127.0.0.1 -p {{port}} -a localhost -o -A {{tmp}}/request \
         -V {options}"
    )
}

fn pair(name: &str, title: &str, server: &str, options: &str) -> Scenario {
    Scenario::new(format!("nss-{name}"), title)
        .server(&NSS, format!("selfserv -d sql:{{pki}}/nss -n server -p {{port}} -V {server}"))
        .client(&NSS, client(options))
        .client_types(&[])
}

pub(super) fn scenarios() -> Vec<Scenario> {
    const TLS13: &str = "tls1.3:tls1.3";
    const TLS12: &str = "tls1.2:tls1.2";
    let rows = [
        ("tls13", "full handshake", TLS13, TLS13, "", ""),
        ("tls13-hello-retry", "HelloRetryRequest", TLS13, TLS13, "-I P384", "-I x25519,P384"),
        ("tls13-client-auth", "client authentication", TLS13, TLS13, "-r -r", "-n client"),
        (
            "tls13-post-handshake-auth",
            "client authentication after the handshake",
            TLS13,
            TLS13,
            "-E -r -r -r",
            "-E -n client",
        ),
        ("tls13-ech-grease", "encrypted_client_hello, as GREASE", TLS13, TLS13, "", "-i 100"),
        (
            "tls13-ech-grease-hello-retry",
            "encrypted_client_hello, as GREASE, in both ClientHellos",
            TLS13,
            TLS13,
            "-I P384",
            "-i 100 -I x25519,P384",
        ),
        ("tls12", "full handshake", TLS12, TLS12, "", ""),
        ("tls12-client-auth", "client authentication", TLS12, TLS12, "-r -r", "-n client"),
        ("tls12-false-start", "false start", TLS12, TLS12, "", "-g -f"),
        ("tls12-certificate-status", "CertificateStatus", TLS12, TLS12, "-T corrupted", "-T"),
        ("tls12-ticket-resumed", "a ticket resumed", TLS12, TLS12, "-u", "-u -L 2"),
        ("tls12-session-id-resumed", "a session resumed by its id", TLS12, TLS12, "", "-L 2"),
        ("tls12-renegotiation", "the client renegotiates, twice", TLS12, TLS12, "", "-r 2"),
        (
            "tls12-renegotiation-client-auth",
            "the second handshake asks for a client certificate",
            TLS12,
            TLS12,
            "-r -r -r -r",
            "-n client",
        ),
        ("tls11", "full handshake", "tls1.1:tls1.1", "tls1.1:tls1.1", "", ""),
        ("tls10", "full handshake", "tls1.0:tls1.0", "tls1.0:tls1.0", "", ""),
        ("ssl30", "SSL 3.0", "ssl3:ssl3", "ssl3:ssl3", "", ""),
    ];
    let mut all: Vec<_> = rows
        .into_iter()
        .map(|(name, title, server, client, server_options, client_options)| {
            let server = format!("{server} {server_options}");
            pair(name, title, &server, &format!("{client} {client_options}"))
        })
        .collect();
    for (name, versions, option) in
        [("to-openssl-tls13", TLS13, "-tls1_3"), ("to-openssl-tls12", TLS12, "-tls1_2")]
    {
        all.push(
            Scenario::new(format!("nss-{name}"), "NSS to OpenSSL")
                .server(&OPENSSL, openssl::web_server(option))
                .client(&NSS, client(versions))
                .client_types(&[]),
        );
    }
    all
}
