//! What well-known servers answer to a ClientHello that they do not expect, and what well-known
//! clients begin with when they expect something else than TLS.

use super::misdirected::{CURL, NGINX, PSQL};
use super::openssl::{self, OPENSSL};
use crate::record::scenario::{Scenario, Shelf, Stack};

static EXIM: Stack = Stack::installed("Exim", "exim4 --version", "exim4-daemon-light");
static PROFTPD: Stack = Stack::installed("ProFTPD", "proftpd --version", "proftpd-core");
static DOVECOT: Stack = Stack::installed(
    "Dovecot",
    "dovecot --version",
    "dovecot-imapd, dovecot-pop3d and dovecot-managesieved",
);
static MEMCACHED: Stack = Stack::installed("memcached", "memcached --version", "memcached");
static RSYNC: Stack = Stack::installed("rsync", "rsync --version", "rsync");
static MARIADB: Stack = Stack::installed("MariaDB", "mariadbd --version", "mariadb-server");
static TIGHTVNC: Stack = Stack::installed("TightVNC", "Xtightvnc -version", "tightvncserver");
static SUBVERSION: Stack = Stack::installed("Subversion", "svn --version", "subversion");
static NATS: Stack = Stack::installed("NATS", "nats-server --version", "nats-server");
static POSTGRESQL: Stack = Stack::installed(
    "PostgreSQL",
    "/usr/lib/postgresql/15/bin/postgres --version",
    "postgresql-15",
);
static SLAPD: Stack = Stack::installed("OpenLDAP", "slapd -VV", "slapd");
static MOSQUITTO: Stack = Stack::installed("Mosquitto", "mosquitto -h", "mosquitto");
static TINYPROXY: Stack = Stack::installed("tinyproxy", "tinyproxy -v", "tinyproxy");
static REDIS_CLI: Stack = Stack::installed("redis-cli", "redis-cli --version", "redis-tools");
static MOSQUITTO_PUB: Stack =
    Stack::installed("mosquitto_pub", "mosquitto_pub --version", "mosquitto-clients");
static LDAPSEARCH: Stack = Stack::installed("ldapsearch", "ldapsearch -VV", "ldap-utils");
static GIT: Stack = Stack::installed("git", "git --version", "git");
static DIG: Stack = Stack::installed("dig", "dig -v", "bind9-dnsutils");
static SMBCLIENT: Stack = Stack::installed("smbclient", "smbclient --version", "smbclient");

/// A program that meets OpenSSL instead of its own kind, and what its first bytes are found to be.
struct Stranger {
    name: &'static str,
    title: &'static str,
    stack: &'static Stack,
    line: &'static str,
    cause: &'static str,
}

/// Servers.
const ANSWERING: &[Stranger] = &[
    Stranger {
        name: "tls-to-nginx",
        title: "a ClientHello to nginx without TLS",
        stack: &NGINX,
        line: "nginx -e stderr -p . -c nginx-plain.conf",
        cause: "http-response",
    },
    Stranger {
        name: "tls-to-nginx-http2",
        title: "a ClientHello to nginx that speaks HTTP/2 in clear",
        stack: &NGINX,
        line: "nginx -e stderr -p . -c nginx-http2.conf",
        cause: "http2-cleartext",
    },
    Stranger {
        name: "tls-to-exim",
        title: "a ClientHello to an SMTP server",
        stack: &EXIM,
        line: "sh -c 'mkdir {tmp}/exim && chown Debian-exim {tmp}/exim && \
               exec exim4 -C {tmp}/exim.conf -bdf -oP {tmp}/exim.pid'",
        cause: "smtp-starttls",
    },
    Stranger {
        name: "tls-to-proftpd",
        title: "a ClientHello to an FTP server",
        stack: &PROFTPD,
        line: "proftpd --nodaemon --config {tmp}/proftpd.conf",
        cause: "ftp-auth-tls",
    },
    Stranger {
        name: "tls-to-dovecot-imap",
        title: "a ClientHello to an IMAP server's port for STARTTLS",
        stack: &DOVECOT,
        line: "dovecot -F -c {tmp}/dovecot-imap.conf",
        cause: "imap-starttls",
    },
    Stranger {
        name: "tls-to-dovecot-pop3",
        title: "a ClientHello to a POP3 server's port for STLS",
        stack: &DOVECOT,
        line: "dovecot -F -c {tmp}/dovecot-pop3.conf",
        cause: "pop3-stls",
    },
    Stranger {
        name: "tls-to-dovecot-sieve",
        title: "a ClientHello to a ManageSieve server",
        stack: &DOVECOT,
        line: "dovecot -F -c {tmp}/dovecot-sieve.conf",
        cause: "sieve-starttls",
    },
    Stranger {
        name: "tls-to-memcached",
        title: "a ClientHello to memcached",
        stack: &MEMCACHED,
        line: "memcached -u nobody -l 127.0.0.1 -p {port} -U 0",
        cause: "memcached",
    },
    Stranger {
        name: "tls-to-rsync",
        title: "a ClientHello to an rsync daemon",
        stack: &RSYNC,
        line: "rsync --daemon --no-detach --address=127.0.0.1 --port={port} --config=/dev/null",
        cause: "rsync",
    },
    Stranger {
        name: "tls-to-mariadb",
        title: "a ClientHello to a MariaDB server, which speaks first",
        stack: &MARIADB,
        line: "sh -c 'mkdir {tmp}/data && chown mysql {tmp}/data && \
               mariadb-install-db --no-defaults --user=mysql --datadir={tmp}/data >&2 && \
               exec mariadbd --no-defaults --user=mysql --datadir={tmp}/data \
               --bind-address=127.0.0.1 --port={port} --socket={tmp}/data/socket'",
        cause: "mysql-ssl",
    },
    Stranger {
        name: "tls-to-vnc",
        title: "a ClientHello to a VNC server, which speaks first",
        stack: &TIGHTVNC,
        line: "Xtightvnc :97 -rfbport {port} -localhost -geometry 64x64 -depth 8 -nolisten local",
        cause: "vnc-rfb",
    },
    Stranger {
        name: "tls-to-svnserve",
        title: "a ClientHello to a Subversion server, which speaks first",
        stack: &SUBVERSION,
        line: "svnserve --daemon --foreground --listen-host 127.0.0.1 --listen-port {port} \
               --root {tmp}",
        cause: "svn",
    },
    Stranger {
        name: "tls-to-nats",
        title: "a ClientHello to a NATS server, which speaks first",
        stack: &NATS,
        line: "nats-server --addr 127.0.0.1 --port {port}",
        cause: "nats",
    },
    Stranger {
        name: "tls-to-postgresql",
        title: "a ClientHello to PostgreSQL, which expects an SSLRequest first",
        stack: &POSTGRESQL,
        line: POSTGRESQL_LINE,
        cause: "closed-after-hello",
    },
    Stranger {
        name: "tls-to-slapd",
        title: "a ClientHello to an LDAP server's port for StartTLS",
        stack: &SLAPD,
        line: "slapd -d 0 -h ldap://127.0.0.1:{port}/ -f {tmp}/slapd.conf",
        cause: "closed-after-hello",
    },
    Stranger {
        name: "tls-to-mosquitto",
        title: "a ClientHello to an MQTT broker without TLS",
        stack: &MOSQUITTO,
        line: "mosquitto -c {tmp}/mosquitto.conf",
        cause: "reset-after-hello",
    },
];

const POSTGRESQL_LINE: &str = "sh -c 'mkdir {tmp}/data && chown postgres {tmp}/data && \
    cd {tmp}/data && run=\"setpriv --reuid=postgres --regid=postgres --clear-groups\" && \
    $run /usr/lib/postgresql/15/bin/initdb --no-sync --auth=trust {tmp}/data >&2 && \
    exec $run /usr/lib/postgresql/15/bin/postgres -D {tmp}/data -h 127.0.0.1 -p {port} \
    -k {tmp}/data'";

/// Clients.
const BEGINNING: &[Stranger] = &[
    Stranger {
        name: "redis-to-openssl",
        title: "a Redis client without TLS to a TLS port",
        stack: &REDIS_CLI,
        line: "redis-cli -h 127.0.0.1 -p {port} PING",
        cause: "redis",
    },
    Stranger {
        name: "mqtt-to-openssl",
        title: "an MQTT client without TLS to a TLS port",
        stack: &MOSQUITTO_PUB,
        line: "mosquitto_pub -h 127.0.0.1 -p {port} -t topic -m text",
        cause: "mqtt",
    },
    Stranger {
        name: "ldap-to-openssl",
        title: "an LDAP client without TLS to a port that speaks TLS at once",
        stack: &LDAPSEARCH,
        line: "ldapsearch -x -H ldap://127.0.0.1:{port} -o nettimeout=3 -s base",
        cause: "ldap-starttls",
    },
    Stranger {
        name: "http2-to-openssl",
        title: "HTTP/2 with prior knowledge to a TLS port",
        stack: &CURL,
        line: "curl --silent --max-time 3 --http2-prior-knowledge http://127.0.0.1:{port}/",
        cause: "http2-cleartext",
    },
    Stranger {
        name: "socks4-to-openssl",
        title: "a SOCKS 4 client to a TLS port",
        stack: &CURL,
        line: "curl --silent --max-time 3 --socks4 127.0.0.1:{port} http://192.0.2.1/",
        cause: "socks4",
    },
    Stranger {
        name: "rtsp-to-openssl",
        title: "an RTSP client to a TLS port",
        stack: &CURL,
        line: "curl --silent --max-time 3 rtsp://127.0.0.1:{port}/",
        cause: "rtsp-sip",
    },
    Stranger {
        name: "git-to-openssl",
        title: "git's own protocol to a TLS port",
        stack: &GIT,
        line: "git ls-remote git://127.0.0.1:{port}/repository",
        cause: "git-daemon",
    },
    Stranger {
        name: "rsync-to-openssl",
        title: "an rsync client to a TLS port",
        stack: &RSYNC,
        line: "rsync --timeout=3 rsync://127.0.0.1:{port}/",
        cause: "rsync",
    },
    Stranger {
        name: "dns-to-openssl",
        title: "a DNS query over TCP to a port for DNS over TLS",
        stack: &DIG,
        line: "dig +tcp +tries=1 +time=3 -p {port} @127.0.0.1 example.org",
        cause: "dns-tcp",
    },
    Stranger {
        name: "smb-to-openssl",
        title: "an SMB client to a TLS port",
        stack: &SMBCLIENT,
        line: "smbclient --no-pass -p {port} -L 127.0.0.1 -t 3",
        cause: "smb",
    },
];

pub(super) fn scenarios() -> Vec<Scenario> {
    let tls_server = openssl::server("-tls1_2");
    let answering = ANSWERING.iter().map(|Stranger { name, title, stack, line, cause }| {
        Scenario::new(*name, *title)
            .server(stack, *line)
            .client(&OPENSSL, openssl::client(""))
            .opens_with("ok-client-hello", cause)
    });
    let beginning = BEGINNING.iter().map(|Stranger { name, title, stack, line, cause }| {
        Scenario::new(*name, *title)
            .server(&OPENSSL, tls_server.clone())
            .client(stack, *line)
            .opens_with(cause, "no-data")
    });
    let others = [
        Scenario::new("postgres-without-tls", "PostgreSQL declines an SSLRequest")
            .server(&POSTGRESQL, POSTGRESQL_LINE)
            .client(
                &PSQL,
                "psql --no-password 'host=127.0.0.1 port={port} sslmode=require user=nobody'",
            )
            .opens_with("postgres-sslrequest", "postgres-sslrequest"),
        Scenario::new("tinyproxy-refuses", "a proxy refuses a tunnel to a port")
            .server(&TINYPROXY, "tinyproxy -d -c {tmp}/tinyproxy.conf")
            .client(
                &CURL,
                "curl --silent --max-time 3 --proxy http://127.0.0.1:{port} \
                 https://127.0.0.1:9/",
            )
            .opens_with("http-proxy-request", "proxy-connect-refused"),
        Scenario::new("socks5-to-openssl", "a SOCKS 5 client to a TLS port")
            .server(&OPENSSL, tls_server.clone())
            .client(&CURL, "curl --silent --max-time 3 --socks5 127.0.0.1:{port} http://192.0.2.1/")
            .opens_with("socks5", "alert-first"),
        Scenario::new("tls12-to-tls13", "a client of TLS 1.2 to a server of TLS 1.3 only")
            .server(&OPENSSL, openssl::server("-tls1_3"))
            .client(&OPENSSL, openssl::client("-tls1_2"))
            .opens_with("ok-client-hello", "alert-first"),
    ];
    answering
        .chain(beginning)
        .chain(others)
        .map(|scenario| Scenario { shelf: Shelf::Openings, ..scenario.client_types(&[]) })
        .collect()
}
