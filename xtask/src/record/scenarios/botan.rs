//! Botan's `tls_server` and `tls_client`.

use super::openssl::{self, OPENSSL};
use crate::record::scenario::{Scenario, Stack};

static BOTAN: Stack = Stack::installed("Botan", "botan version", "botan");

const CLIENT: &str = "botan tls_client 127.0.0.1 --port={port} --tls1.2 --skip-system-cert-store";

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new("botan-tls12", "full handshake")
            .server(&BOTAN, "botan tls_server {pki}/server.crt {pki}/server.key --port={port}")
            .client(&BOTAN, CLIENT),
        Scenario::new("botan-to-openssl-tls12", "Botan to OpenSSL")
            .server(&OPENSSL, openssl::server("-tls1_2"))
            .client(&BOTAN, CLIENT),
    ]
}
