//! `gnutls-serv` and `gnutls-cli`.

use crate::record::scenario::{Scenario, Stack};

static GNUTLS: Stack = Stack::installed("GnuTLS", "gnutls-cli --version", "gnutls-bin");

const TLS13: &str = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
const TLS12: &str = "NORMAL:-VERS-ALL:+VERS-TLS1.2";
const SHA1: &str = "+SHA1:%VERIFY_ALLOW_SIGN_WITH_SHA1";
const CLIENT_CERTIFICATE: &str = "--x509certfile {pki}/client.crt --x509keyfile {pki}/client.key";

/// Priority strings and options of both sides.
fn pair(name: &str, title: &str, server: &str, client: &str) -> Scenario {
    // Without -r the server must be told not to ask for a certificate.
    let ask = if server.contains(" -r") { "" } else { "-a" };
    Scenario::new(format!("gnutls-{name}"), title)
        .server(
            &GNUTLS,
            format!(
                "gnutls-serv -p {{port}} --echo {ask} --x509certfile {{pki}}/server-ec.crt \
                 --x509keyfile {{pki}}/server-ec.key --priority {server}"
            ),
        )
        .client(&GNUTLS, format!("gnutls-cli 127.0.0.1 -p {{port}} --insecure --priority {client}"))
        .client_types(&[(300, "hello\n")])
}

fn same(name: &str, title: &str, options: &str) -> Scenario {
    pair(name, title, options, options)
}

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        same("tls13", "full handshake", TLS13),
        pair(
            "tls13-hello-retry",
            "HelloRetryRequest",
            &format!("{TLS13}:-GROUP-ALL:+GROUP-SECP384R1"),
            &format!("{TLS13}:-GROUP-ALL:+GROUP-X25519:+GROUP-SECP384R1 --single-key-share"),
        ),
        pair("tls13-resumed", "resumption", TLS13, &format!("{TLS13} -r")),
        pair(
            "tls13-early-data",
            "early data",
            &format!("{TLS13} --earlydata --maxearlydata 1000"),
            &format!("{TLS13} -r --earlydata {{tmp}}/early"),
        ),
        pair("tls13-key-update", "KeyUpdate", TLS13, &format!("{TLS13} --inline-commands"))
            .client_types(&[(300, "a\n"), (250, "^rekey^\n"), (250, "b\n")]),
        pair(
            "tls13-client-auth",
            "client authentication",
            &format!("{TLS13} -r"),
            &format!("{TLS13} {CLIENT_CERTIFICATE}"),
        ),
        same("tls13-record-size-limit", "record_size_limit", &format!("{TLS13} --recordsize=512")),
        same("tls12", "full handshake", TLS12),
        pair(
            "tls12-client-auth",
            "client authentication",
            &format!("{TLS12} -r"),
            &format!("{TLS12} {CLIENT_CERTIFICATE}"),
        ),
        pair("tls12-renegotiation", "the client renegotiates", TLS12, &format!("{TLS12} -e")),
        pair("tls12-ticket-resumed", "a ticket resumed", TLS12, &format!("{TLS12} -r")),
        pair(
            "tls12-session-id-resumed",
            "a session resumed by its id",
            &format!("{TLS12} --noticket"),
            &format!("{TLS12} -r --noticket"),
        ),
        same(
            "tls12-no-extended-master-secret",
            "no extended_master_secret",
            &format!("{TLS12}:%NO_SESSION_HASH"),
        ),
        same("tls12-anonymous-ecdh", "anonymous ECDH", &format!("{TLS12}:-KX-ALL:+ANON-ECDH")),
        same("tls11", "full handshake", &format!("NORMAL:-VERS-ALL:+VERS-TLS1.1:{SHA1}")),
        same("tls10", "full handshake", &format!("NORMAL:-VERS-ALL:+VERS-TLS1.0:{SHA1}")),
    ]
}
