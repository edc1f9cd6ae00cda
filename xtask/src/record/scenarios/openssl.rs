//! `openssl s_server` and `s_client`: the widest range of versions and features of one stack.

use crate::record::scenario::{Scenario, Stack};

pub(super) static OPENSSL: Stack = Stack::installed("OpenSSL", "openssl version", "openssl");

const SERVER: &str = "openssl s_server -accept 127.0.0.1:{port} -cert {pki}/server.crt -key {pki}/server.key \
     -keylogfile {keys}";
const SERVER_EC: &str = "openssl s_server -accept 127.0.0.1:{port} -cert {pki}/server-ec.crt -key {pki}/server-ec.key \
     -keylogfile {keys}";
const SERVER_BARE: &str = "openssl s_server -accept 127.0.0.1:{port} -keylogfile {keys}";
const CLIENT: &str = "openssl s_client -connect 127.0.0.1:{port} -servername localhost";
const CLIENT_CERTIFICATE: &str = "-cert {pki}/client.crt -key {pki}/client.key";
/// What the versions before 1.2, anonymous suites and SHA-1 need.
const LEGACY: &str = "-cipher ALL:@SECLEVEL=0";

/// A server for other stacks' clients: answers with the line reversed.
pub(super) fn server(options: &str) -> String {
    format!("{SERVER} -rev {options}")
}

/// A server for clients that make an HTTP request; closes after the answer.
pub(super) fn web_server(options: &str) -> String {
    format!("{SERVER} -www {options}")
}

pub(super) fn client(options: &str) -> String {
    format!("{CLIENT} {options}")
}

fn pair(name: &str, title: &str, server: &str, client: &str) -> Scenario {
    with(SERVER, name, title, server, client)
}

/// The same with a P-256 certificate, which is less than half as long.
fn ec(name: &str, title: &str, server: &str, client: &str) -> Scenario {
    with(SERVER_EC, name, title, server, client)
}

fn with(base: &str, name: &str, title: &str, server: &str, options: &str) -> Scenario {
    Scenario::new(format!("openssl-{name}"), title)
        .server(&OPENSSL, format!("{base} {server}"))
        .client(&OPENSSL, client(options))
}

/// Two connections, the second of which resumes the first one's session.
fn resume(name: &str, title: &str, server: &str, first: &str, second: &str) -> Scenario {
    ec(name, title, server, &format!("{first} -sess_out {{tmp}}/session"))
        .client(&OPENSSL, client(&format!("{second} -sess_in {{tmp}}/session")))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let mut all = tls13();
    all.extend(tls12());
    all.extend(renegotiation());
    all.extend(legacy());
    all.extend(refusals());
    all
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn tls13() -> Vec<Scenario> {
    vec![
        ec("tls13", "TLS 1.3, full handshake, one line each way", "-tls1_3", "-tls1_3").captured(),
        pair("tls13-rsa-certificate", "TLS 1.3 with an RSA certificate", "-tls1_3", "-tls1_3"),
        ec(
            "tls13-no-middlebox",
            "TLS 1.3 without middlebox compatibility: empty session id, no change_cipher_spec",
            "-tls1_3 -no_middlebox",
            "-tls1_3 -no_middlebox",
        ),
        ec(
            "tls13-hello-retry",
            "HelloRetryRequest: the client's first key share is of a group the server refuses",
            "-tls1_3 -groups P-384",
            "-tls1_3 -groups X25519:P-384",
        )
        .captured(),
        ec(
            "tls13-cookie",
            "HelloRetryRequest with a cookie, from a server that keeps no state",
            "-tls1_3 -stateless -no_middlebox",
            "-tls1_3 -no_middlebox",
        ),
        ec(
            "tls13-padding",
            "records padded to 512 bytes",
            "-tls1_3 -record_padding 512 -num_tickets 1",
            "-tls1_3 -record_padding 512",
        ),
        ec(
            "tls13-client-auth",
            "client authentication",
            "-tls1_3 -Verify 1",
            &format!("-tls1_3 {CLIENT_CERTIFICATE}"),
        ),
        ec(
            "tls13-client-auth-declined",
            "client authentication asked for, answered with an empty Certificate, accepted",
            "-tls1_3 -verify 1",
            "-tls1_3",
        ),
        ec(
            "tls13-post-handshake-auth",
            "the server asks for a client certificate after the handshake",
            "-tls1_3 -verify 1",
            &format!("-tls1_3 -enable_pha {CLIENT_CERTIFICATE}"),
        )
        .server_types(&[(700, "c\n"), (200, "ping\n")])
        .client_types(&[(1200, "after\n"), (300, "Q\n")]),
        ec(
            "tls13-key-update",
            "the client updates its keys, then updates and asks the server to do the same",
            "-tls1_3",
            "-tls1_3",
        )
        .client_types(&[
            (250, "a\n"),
            (250, "k\n"),
            (250, "b\n"),
            (250, "K\n"),
            (250, "c\n"),
        ]),
        ec("tls13-key-update-server", "the server updates its keys", "-tls1_3", "-tls1_3")
            .server_types(&[(600, "k\n"), (250, "K\n"), (250, "after\n")])
            .client_types(&[(1400, "done\n")]),
        ec("tls13-psk", "an external PSK", "-tls1_3 -psk 01020304", "-tls1_3 -psk 01020304"),
        resume("tls13-resumed", "resumption with psk_dhe_ke", "-tls1_3", "-tls1_3", "-tls1_3")
            .captured(),
        resume(
            "tls13-resumed-psk-ke",
            "resumption without a new key exchange (psk_ke)",
            "-tls1_3 -allow_no_dhe_kex",
            "-tls1_3 -allow_no_dhe_kex",
            "-tls1_3 -allow_no_dhe_kex",
        ),
        resume(
            "tls13-early-data",
            "early data, accepted",
            "-tls1_3 -early_data",
            "-tls1_3",
            "-tls1_3 -early_data {tmp}/early",
        )
        .captured(),
        resume(
            "tls13-early-data-rejected",
            "early data, rejected by a HelloRetryRequest",
            "-tls1_3 -early_data -groups P-384",
            "-tls1_3 -groups P-384",
            "-tls1_3 -groups X25519:P-384 -early_data {tmp}/early",
        ),
        resume(
            "tls13-early-data-replayed",
            "early data with a ticket that was used before: the server skips its records",
            "-tls1_3 -early_data",
            "-tls1_3",
            "-tls1_3 -early_data {tmp}/early",
        )
        .client(&OPENSSL, client("-tls1_3 -early_data {tmp}/early -sess_in {tmp}/session")),
        ec(
            "tls13-ccm8",
            "TLS_AES_128_CCM_8_SHA256: the tag of 8 bytes makes the shortest records",
            "-tls1_3 -ciphersuites TLS_AES_128_CCM_8_SHA256",
            "-tls1_3 -ciphersuites TLS_AES_128_CCM_8_SHA256",
        ),
        ec(
            "tls13-chacha20",
            "TLS_CHACHA20_POLY1305_SHA256",
            "-tls1_3",
            "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256",
        ),
        ec("tls13-alpn", "ALPN h2", "-tls1_3 -alpn h2,http/1.1", "-tls1_3 -alpn h2"),
        pair(
            "tls13-small-records",
            "records of at most 512 bytes: the Certificate spans two",
            "-tls1_3 -max_send_frag 512 -num_tickets 1",
            "-tls1_3 -max_send_frag 512",
        ),
        ec(
            "tls13-no-tickets",
            "a server that sends no tickets",
            "-tls1_3 -num_tickets 0",
            "-tls1_3",
        ),
        ec("negotiated", "both sides willing to speak any version: TLS 1.3 it is", "", ""),
        ec("tls12-by-server", "a server of TLS 1.2 only, a client that offers 1.3", "-tls1_2", ""),
        ec(
            "tls12-by-client",
            "a server of TLS 1.3 answers an older client: its random says so (downgrade sentinel)",
            "",
            "-tls1_2",
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn tls12() -> Vec<Scenario> {
    let same = |name: &str, title: &str, cipher: &str| {
        pair(name, title, "-tls1_2", &format!("-tls1_2 -cipher {cipher}"))
    };
    let psk = |name: &str, title: &str, cipher: &str| {
        with(
            SERVER_BARE,
            name,
            title,
            "-tls1_2 -nocert -psk 0102 -psk_hint hint",
            &format!("-tls1_2 -psk 0102 -cipher {cipher}"),
        )
    };
    vec![
        ec("tls12", "TLS 1.2, full handshake, one line each way", "-tls1_2", "-tls1_2").captured(),
        same("tls12-cbc", "CBC with encrypt-then-MAC", "ECDHE-RSA-AES128-SHA"),
        pair(
            "tls12-cbc-mac-then-encrypt",
            "CBC with the MAC inside",
            "-tls1_2 -no_etm",
            "-tls1_2 -no_etm -cipher ECDHE-RSA-AES128-SHA",
        ),
        same("tls12-rsa", "RSA key transport: no ServerKeyExchange", "AES256-SHA256"),
        same("tls12-dhe", "DHE", "DHE-RSA-CHACHA20-POLY1305"),
        pair(
            "tls12-ccm8",
            "CCM with a tag of 8 bytes",
            "-tls1_2 -cipher ALL:@SECLEVEL=0",
            "-tls1_2 -cipher AES128-CCM8:@SECLEVEL=0",
        ),
        pair(
            "tls12-null",
            "a NULL suite: authenticated, not encrypted",
            "-tls1_2 -no_etm -cipher ALL:NULL:@SECLEVEL=0",
            "-tls1_2 -cipher NULL-SHA256:@SECLEVEL=0",
        ),
        pair(
            "tls12-null-encrypt-then-mac",
            "the server agrees to encrypt_then_mac with a NULL suite, which has no encryption",
            "-tls1_2 -cipher ALL:NULL:@SECLEVEL=0",
            "-tls1_2 -cipher NULL-SHA256:@SECLEVEL=0",
        )
        .must_report(),
        with(
            SERVER_BARE,
            "tls12-anonymous",
            "anonymous DH: nobody sends a Certificate",
            &format!("-tls1_2 -nocert {LEGACY}"),
            "-tls1_2 -cipher ADH-AES128-GCM-SHA256:@SECLEVEL=0",
        ),
        with(
            SERVER_BARE,
            "tls12-anonymous-ecdh",
            "anonymous ECDH",
            &format!("-tls1_2 -nocert {LEGACY}"),
            "-tls1_2 -cipher AECDH-AES128-SHA:@SECLEVEL=0",
        ),
        psk("tls12-psk", "PSK with an identity hint", "PSK-AES128-GCM-SHA256"),
        psk("tls12-dhe-psk", "DHE_PSK", "DHE-PSK-AES128-GCM-SHA256"),
        psk("tls12-ecdhe-psk", "ECDHE_PSK", "ECDHE-PSK-AES128-CBC-SHA256"),
        pair(
            "tls12-rsa-psk",
            "RSA_PSK: a Certificate and a PSK",
            "-tls1_2 -psk 0102",
            "-tls1_2 -psk 0102 -cipher RSA-PSK-AES128-GCM-SHA256",
        ),
        with(
            SERVER_BARE,
            "tls12-psk-no-hint",
            "PSK without a hint: no ServerKeyExchange",
            "-tls1_2 -nocert -psk 0102",
            "-tls1_2 -psk 0102 -cipher PSK-AES128-GCM-SHA256",
        ),
        ec(
            "tls12-client-auth",
            "client authentication",
            "-tls1_2 -Verify 1",
            &format!("-tls1_2 {CLIENT_CERTIFICATE}"),
        ),
        ec(
            "tls12-client-auth-declined",
            "client authentication asked for, answered with an empty Certificate, accepted",
            "-tls1_2 -verify 1",
            "-tls1_2",
        ),
        resume("tls12-ticket-resumed", "a ticket resumed", "-tls1_2", "-tls1_2", "-tls1_2")
            .captured(),
        resume(
            "tls12-session-id-resumed",
            "a session resumed by its id",
            "-tls1_2 -no_ticket",
            "-tls1_2",
            "-tls1_2",
        ),
        ec(
            "tls12-no-ticket",
            "full handshake with a session id instead of a ticket",
            "-tls1_2 -no_ticket",
            "-tls1_2",
        ),
        pair(
            "tls12-small-records",
            "records of at most 512 bytes: the Certificate spans two",
            "-tls1_2 -max_send_frag 512",
            "-tls1_2 -max_send_frag 512",
        ),
        pair(
            "tls12-max-fragment-length",
            "the max_fragment_length extension",
            "-tls1_2",
            "-tls1_2 -maxfraglen 512",
        ),
        ec(
            "tls12-server-name-unknown",
            "a warning alert, unrecognized_name, before the ServerHello",
            "-tls1_2 -servername example.org -cert2 {pki}/server.crt -key2 {pki}/server.key",
            "-tls1_2",
        ),
    ]
}

fn renegotiation() -> Vec<Scenario> {
    vec![
        ec(
            "tls12-renegotiation",
            "the client renegotiates",
            "-tls1_2 -client_renegotiation",
            "-tls1_2",
        )
        .client_types(&[(250, "a\n"), (250, "R\n"), (300, "b\n")]),
        with(
            SERVER_BARE,
            "tls12-renegotiation-flood",
            "the client renegotiates eleven times",
            "-tls1_2 -client_renegotiation -nocert -psk 0102",
            "-tls1_2 -psk 0102 -cipher PSK-AES128-GCM-SHA256",
        )
        .client_types(&[(250, "R\n"); 11])
        .must_report(),
        ec(
            "tls12-hello-request",
            "the server asks for a renegotiation (HelloRequest), and gets it",
            "-tls1_2",
            "-tls1_2",
        )
        .server_types(&[(600, "r\n")])
        .client_types(&[(1200, "b\n")]),
        ec(
            "tls12-renegotiation-client-auth",
            "the server renegotiates in order to ask for a client certificate",
            "-tls1_2 -no_resumption_on_reneg",
            &format!("-tls1_2 {CLIENT_CERTIFICATE}"),
        )
        .server_types(&[(600, "R\n")])
        .client_types(&[(1200, "b\n")]),
        ec(
            "tls12-renegotiation-refused",
            "the server refuses the client's renegotiation",
            "-tls1_2",
            "-tls1_2",
        )
        .client_types(&[(250, "a\n"), (250, "R\n"), (300, "b\n")]),
        ec(
            "tls12-hello-request-refused",
            "the client refuses the server's renegotiation",
            "-tls1_2",
            "-tls1_2 -no_renegotiation",
        )
        .server_types(&[(600, "r\n")])
        .client_types(&[(1200, "b\n")]),
        with(
            SERVER_BARE,
            "tls12-renegotiation-null",
            "a renegotiation under a NULL suite, in plain sight",
            "-tls1_2 -no_etm -client_renegotiation -cert {pki}/server.crt -key {pki}/server.key \
             -cipher ALL:NULL:@SECLEVEL=0",
            "-tls1_2 -cipher NULL-SHA256:@SECLEVEL=0",
        )
        .client_types(&[(250, "a\n"), (250, "R\n"), (300, "b\n")]),
    ]
}

fn legacy() -> Vec<Scenario> {
    let both = |version: &str| format!("-{version} {LEGACY}");
    let same =
        |name: &str, title: &str, version: &str| pair(name, title, &both(version), &both(version));
    vec![
        same("tls11", "TLS 1.1", "tls1_1"),
        same("tls10", "TLS 1.0: application data in two records, the first of them empty", "tls1"),
        pair(
            "tls10-client-auth",
            "TLS 1.0, client authentication",
            &format!("-tls1 {LEGACY} -Verify 1"),
            &format!("-tls1 {LEGACY} {CLIENT_CERTIFICATE}"),
        ),
    ]
}

/// Handshakes that one side ends with an alert, as it should.
fn refusals() -> Vec<Scenario> {
    vec![
        ec(
            "refused-version",
            "the server ends it: protocol_version (a TLS 1.2 client, a TLS 1.3 server)",
            "-tls1_3",
            "-tls1_2",
        )
        .captured(),
        pair(
            "refused-cipher",
            "the server ends it: handshake_failure (no cipher suite in common)",
            "-tls1_2 -cipher AES256-SHA256",
            "-tls1_2 -cipher ECDHE-RSA-AES128-SHA",
        )
        .captured(),
        pair(
            "refused-certificate-tls12",
            "the client ends it: unknown_ca",
            "-tls1_2",
            "-tls1_2 -verify_return_error",
        )
        .captured(),
        ec(
            "refused-certificate-tls13",
            "the client ends it: unknown_ca, under encryption",
            "-tls1_3",
            "-tls1_3 -verify_return_error",
        ),
        ec(
            "refused-no-client-certificate-tls13",
            "the server ends it: certificate_required, after the client's Finished",
            "-tls1_3 -Verify 1 -verify_return_error",
            "-tls1_3",
        ),
        ec(
            "refused-no-client-certificate-tls12",
            "the server ends it: handshake_failure, for want of a client certificate",
            "-tls1_2 -Verify 1 -verify_return_error",
            "-tls1_2",
        ),
        ec(
            "refused-alpn",
            "the server ends it: no_application_protocol",
            "-tls1_3 -alpn h2",
            "-tls1_3 -alpn spdy/1",
        ),
        with(
            SERVER_BARE,
            "refused-psk",
            "the server ends it: the client's PSK is not its own",
            "-tls1_2 -nocert -psk 0102",
            "-tls1_2 -psk 0103 -cipher PSK-AES128-GCM-SHA256",
        ),
        ec(
            "refused-fallback",
            "the server ends it: inappropriate_fallback",
            "",
            "-tls1_2 -fallback_scsv",
        ),
        ec(
            "refused-server-name",
            "the server ends it: unrecognized_name",
            "-tls1_2 -servername example.org -servername_fatal -cert2 {pki}/server.crt \
             -key2 {pki}/server.key",
            "-tls1_2",
        ),
    ]
}
