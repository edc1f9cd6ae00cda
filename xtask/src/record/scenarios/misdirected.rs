//! What operators meet when one side does not speak TLS, or not at once, or wrongly.

use super::openssl::{self, OPENSSL};
use super::peers::RUSTLS;
use crate::record::scenario::{Scenario, Stack};

pub(super) static CURL: Stack = Stack::installed("curl", "curl --version", "curl");
static PYTHON: Stack = Stack::installed("Python", "python3 --version", "python3");
pub(super) static NGINX: Stack = Stack::installed("nginx", "nginx -v", "nginx-light");
static OPENSSH: Stack =
    Stack::installed("OpenSSH", "ssh -V", "openssh-server, and its directory /run/sshd");
pub(super) static PSQL: Stack = Stack::installed("psql", "psql --version", "postgresql-client");
static AIOSMTPD: Stack =
    Stack::installed("aiosmtpd", "python3 -m aiosmtpd --version", "aiosmtpd of PyPI");

const NGINX_LINE: &str = "nginx -e stderr -p . -c nginx.conf";
const CURL_HTTP: &str = "curl --silent --show-error --max-time 3 http://127.0.0.1:{port}/";
const CURL_HTTPS: &str =
    "curl --silent --show-error --max-time 3 --insecure https://127.0.0.1:{port}/";

/// The header a load balancer sends ahead of the stream, as text (PROXY protocol, version 1).
const PROXY_V1: &[u8] = b"PROXY TCP4 192.0.2.10 198.51.100.20 49152 443\r\n";
/// The same in binary (version 2): signature, PROXY over TCP and IPv4, 12 bytes of addresses.
const PROXY_V2: &[u8] =
    b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x0a\xc6\x33\x64\x14\xc0\0\x01\xbb";

pub(super) fn scenarios() -> Vec<Scenario> {
    let tls_server = openssl::server("-tls1_2");
    let rustls_server = "{built}/rustls/debug/rustls-peer server {port} 13";
    let http_server = "python3 -m http.server --bind 127.0.0.1 {port}";
    let to_tls = |name, title| Scenario::new(name, title).server(&OPENSSL, tls_server.clone());
    vec![
        to_tls("http-to-openssl", "an HTTP request to a TLS port")
            .client(&CURL, CURL_HTTP)
            .opens_with("http-request", "no-data")
            .captured(),
        Scenario::new("http-to-rustls", "an HTTP request to a TLS port, answered with an alert")
            .server(&RUSTLS, rustls_server)
            .client(&CURL, CURL_HTTP)
            .opens_with("http-request", "alert-first"),
        Scenario::new("http-to-nginx", "an HTTP request to a TLS port, answered in HTTP")
            .server(&NGINX, NGINX_LINE)
            .client(&CURL, CURL_HTTP)
            .opens_with("http-request", "http-request-answered-plain"),
        Scenario::new("http-proxy-to-nginx", "an HTTP proxy request (CONNECT) to a TLS port")
            .server(&NGINX, NGINX_LINE)
            .client(
                &CURL,
                "curl --silent --show-error --max-time 3 --proxy http://127.0.0.1:{port} \
                 https://example.org/",
            )
            .opens_with("http-proxy-request", "proxy-connect-refused"),
        Scenario::new("tls-to-http", "a ClientHello to a plain HTTP server")
            .server(&PYTHON, http_server)
            .client(&CURL, CURL_HTTPS)
            .opens_with("ok-client-hello", "http-html-no-status")
            .captured(),
        Scenario::new("tls-to-smtp", "a ClientHello to an SMTP server, which speaks first")
            .server(&AIOSMTPD, "python3 -m aiosmtpd -n -l 127.0.0.1:{port}")
            .client(&OPENSSL, openssl::client(""))
            .opens_with("ok-client-hello", "smtp-starttls"),
        Scenario::new("tls-to-ssh", "a ClientHello to an SSH server, which speaks first")
            .server(
                &OPENSSH,
                "/usr/sbin/sshd -D -e -f /dev/null -o ListenAddress=127.0.0.1:{port} \
                 -o HostKey={pki}/server.key -o PidFile=none -o UsePAM=no",
            )
            .client(&OPENSSL, openssl::client(""))
            .opens_with("ok-client-hello", "ssh"),
        to_tls("ssh-to-openssl", "an SSH client to a TLS port")
            .client(
                &OPENSSH,
                "ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
             -o ConnectTimeout=3 -p {port} nobody@127.0.0.1",
            )
            .opens_with("ssh", "no-data"),
        to_tls("postgres-to-openssl", "PostgreSQL's SSLRequest to a port that speaks TLS at once")
            .client(&PSQL, "psql --no-password 'host=127.0.0.1 port={port} sslmode=require'")
            .opens_with("postgres-sslrequest", "no-data"),
        to_tls("proxy-v1-to-openssl", "a PROXY header (v1) to a server that expects none")
            .behind(PROXY_V1)
            .client(&OPENSSL, openssl::client("-tls1_2"))
            .opens_with("proxy-protocol-v1", "no-data"),
        to_tls("proxy-v2-to-openssl", "a PROXY header (v2) to a server that expects none")
            .behind(PROXY_V2)
            .client(&OPENSSL, openssl::client("-tls1_2"))
            .opens_with("proxy-protocol-v2", "no-data"),
        Scenario::new("proxy-v1-to-nginx", "a PROXY header (v1) and then TLS, as both agreed")
            .server(&NGINX, NGINX_LINE.replace("nginx.conf", "nginx-proxy.conf"))
            .behind(PROXY_V1)
            .client(&CURL, CURL_HTTPS)
            .opens_with("proxy-protocol-v1", "ok-server-hello"),
        Scenario::new("proxy-v2-to-nginx", "a PROXY header (v2) and then TLS, as both agreed")
            .server(&NGINX, NGINX_LINE.replace("nginx.conf", "nginx-proxy.conf"))
            .behind(PROXY_V2)
            .client(&CURL, CURL_HTTPS)
            .opens_with("proxy-protocol-v2", "ok-server-hello"),
    ]
    .into_iter()
    .chain(broken_servers())
    .map(|scenario| scenario.client_types(&[]).must_report())
    .collect()
}

/// A real client meets a server that plays a broken conversation, and all it says is an alert.
fn broken_servers() -> impl Iterator<Item = Scenario> {
    let rows = [
        ("tls12-early-ccs-server", "the server changes keys before its Certificate", "-tls1_2"),
        ("tls12-certificate-missing", "the server leaves out its Certificate", "-tls1_2"),
        (
            "tls12-server-hello-twice",
            "the server repeats its ServerHello",
            "-tls1_2 -psk 0102 -cipher PSK",
        ),
    ];
    rows.into_iter().map(|(transcript, title, options)| {
        Scenario::new(format!("openssl-meets-{transcript}"), format!("OpenSSL refuses: {title}"))
            .server(
                &PYTHON,
                format!("python3 {{peers}}/replay.py {{port}} {{err}}/{transcript}.txt"),
            )
            .client(&OPENSSL, openssl::client(options))
            .captured()
    })
}
