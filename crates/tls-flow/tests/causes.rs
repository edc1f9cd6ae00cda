//! Every cause of the catalogue, reached by the bytes or by the circumstances that it stands for.

use std::collections::BTreeSet;

use tls_flow::diagnosis::{
    Cause, Class, Confidence, Context, Diagnosis, DirectionFacts, Expected, Gap, LostFraming,
    Opening, RecordChain, RecordProgress, Verdict, join,
};
use tls_flow::{EndHow, Peer};

use Confidence::{Certain, Likely, Possible};
use Peer::{Client, Server};

const CLIENT_HELLO: &[u8] = b"\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03\
    0123456789abcdef0123456789abcdef\x00\x00\x02\x13\x01\x01\x00";
const SERVER_HELLO: &[u8] = b"\x16\x03\x03\x00\x2c\x02\x00\x00\x28\x03\x03\
    0123456789abcdef0123456789abcdef\x00\x13\x01\x00\x00\x00";

/// Who, what, the cause and its confidence, and the protocol.
type Row = (Peer, &'static [u8], &'static str, Confidence, Option<&'static str>);

/// First bytes, whole: the stream ends behind them.
#[rustfmt::skip]
const OPENINGS: &[Row] = &[
    (Client, CLIENT_HELLO, "ok-client-hello", Certain, Some("tls")),
    (Server, SERVER_HELLO, "ok-server-hello", Certain, Some("tls")),
    (Server, b"\x16\x03\x03\x00\x04\x00\x00\x00\x00", "hello-request-first", Certain, Some("tls")),
    (Client, b"\x80\x1c\x01\x03\x01\x00\x03\x00\x00\x00\x10\x00\x00\x2f0123456789abcdef", "sslv2-hello", Certain, Some("ssl2")),
    (Client, b"\x16\x03\x00\x00\x2d\x01\x00\x00\x29\x03\x00", "sslv3-hello", Certain, Some("ssl3")),
    (Client, b"\x16\x03\x00\x00\x2d\x01\x00\x00\x29\x03\x03", "ok-client-hello", Certain, Some("tls")),
    (Client, b"\x16\x01\x01\x00\x2d\x01", "tlcp-gmtls", Likely, Some("tlcp")),
    (Client, b"\x16\xfe\xfd\x00\x00", "dtls-on-tcp", Likely, Some("dtls")),
    (Client, b"\xc3\x00\x00\x00\x01\x08", "quic-on-tcp", Certain, Some("quic")),
    (Client, b"\xd0\x6b\x33\x43\xcf\x14", "quic-on-tcp", Certain, Some("quic")),
    (Client, b"\x16\x03\x05\x00\x2d\x01\x00\x00\x29", "tls-unknown-version", Likely, Some("tls")),
    (Client, b"\x16\x03\x09\x00\x2d\x99", "tls-unknown-version", Possible, Some("tls")),
    (Client, b"\x16\x03\x01\x41\x00\x01", "record-overflow", Likely, Some("tls")),
    (Server, b"\x17\x03\x03\x41\x01", "record-overflow", Likely, Some("tls")),
    (Server, b"\x17\x03\x03\x41\x00", "mid-stream", Likely, Some("tls")),
    (Client, b"\x16\x03\x01\x00\x00", "empty-record", Certain, Some("tls")),
    (Client, b"\x16\x03\x01\x00\x20\x01\x00\x00\x29", "fragmented-hello", Certain, Some("tls")),
    (Server, b"\x16\x03\x03\x00\x02\x02\x00", "fragmented-hello", Certain, Some("tls")),
    (Server, b"\x15\x03\x03\x00\x02\x02\x28", "alert-first", Certain, Some("tls")),
    (Server, CLIENT_HELLO, "reversed-direction", Likely, Some("tls")),
    (Client, SERVER_HELLO, "reversed-direction", Likely, Some("tls")),
    // What the end cuts.
    (Client, b"\x16", "truncated-hello", Possible, Some("tls")),
    (Client, b"\x16\x03\x01\x07", "truncated-hello", Possible, Some("tls")),
    (Server, b"\x15\x03\x03\x00", "alert-first", Possible, Some("tls")),
    (Server, b"\x17\x03\x03", "mid-stream", Possible, Some("tls")),
    (Server, b"HTTP/", "http-response", Likely, Some("http")),
    (Client, b"GET ", "http-request", Possible, Some("http")),
    (Server, b"\x16\x03\x03\x00\x28\x8f\x01", "mid-stream", Likely, Some("tls")),
    (Client, b"\x14\x03\x03\x00\x01\x01", "mid-stream", Certain, Some("tls")),
    (Server, b"\x16\x03\x03\x0b\xb8\x0b\x00\x0b\xb4", "missing-segment", Likely, Some("tls")),
    // HTTP.
    (Server, b"HTTP/1.1 400 Bad Request\r\n\r\n", "http-response", Certain, Some("http")),
    (Server, b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", "http-request-answered-plain", Certain, Some("http")),
    (Server, b"HTTP/1.1 400 \r\n\r\nThis combination of host and port requires TLS.", "http-request-answered-plain", Certain, Some("http")),
    (Server, b"HTTP/1.1 407 Proxy Authentication Required\r\n", "proxy-connect-refused", Certain, Some("http")),
    (Server, b"HTTP/1.1 403 Forbidden\r\nserver: squid/5.7\r\n\r\n", "proxy-connect-refused", Certain, Some("http")),
    (Server, b"HTTP/1.1 403 Forbidden\r\nServer: nginx\r\n\r\nServer: squid", "http-response", Certain, Some("http")),
    (Server, b"HTTP/1.1 302 Found\r\n", "http-redirect-intercept", Likely, Some("http")),
    (Server, b"HTTP/1.1 511 Network Authentication Required\r\n", "http-redirect-intercept", Certain, Some("http")),
    (Server, b"HTTP/1.1 200 OK\r\n\r\nhello to you", "http-response", Certain, Some("http")),
    (Server, b"\xef\xbb\xbf\r\n<HTML>", "http-html-no-status", Likely, Some("http")),
    (Client, b"OPTIONS * HTTP/1.1\r\n", "http-request", Certain, Some("http")),
    (Client, b"BREW /pot-1 HTCPCP/1.0\r\n", "http-request", Likely, Some("http")),
    (Client, b"CONNECT example.com:443 HTTP/1.1\r\n", "http-proxy-request", Likely, Some("http")),
    (Client, b"GET http://example.com/ HTTP/1.1\r\n", "http-proxy-request", Certain, Some("http")),
    (Client, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http2-cleartext", Certain, Some("http2")),
    (Server, b"\x00\x00\x12\x04\x00\x00\x00\x00\x00", "http2-cleartext", Certain, Some("http2")),
    (Client, b"\x82\xfe\x00\x32abcd\x77\x61\x62", "websocket-frames", Likely, Some("websocket")),
    (Server, b"\x82\x33\x16\x03\x03", "websocket-frames", Likely, Some("websocket")),
    // Protocols on their way to TLS.
    (Server, b"220 smtp.example.com ESMTP ready\r\n", "smtp-starttls", Certain, Some("smtp")),
    (Server, b"220 ftp.example.com ESMTP ready\r\n", "smtp-starttls", Certain, Some("smtp")),
    (Server, b"220 mail.example.com FTP server ready\r\n", "ftp-auth-tls", Certain, Some("ftp")),
    (Server, b"220 welcome\r\n", "smtp-starttls", Possible, Some("smtp")),
    (Server, b"554 go away\r\n", "smtp-starttls", Likely, Some("smtp")),
    (Client, b"ehlo there\r\n", "smtp-starttls", Certain, Some("smtp")),
    (Client, b"AUTH TLS\r\n", "ftp-auth-tls", Certain, Some("ftp")),
    (Client, b"USER bob\r\n", "ftp-auth-tls", Possible, Some("ftp")),
    (Server, b"* PREAUTH ready\r\n", "imap-starttls", Certain, Some("imap")),
    (Client, b"a1 login bob secret\r\n", "imap-starttls", Certain, Some("imap")),
    (Server, b"+OK ready\r\n", "pop3-stls", Certain, Some("pop3")),
    (Client, b"CAPA\r\n", "pop3-stls", Certain, Some("pop3")),
    (Client, b"CAPABILITIES\r\n", "nntp-starttls", Certain, Some("nntp")),
    (Server, b"201 news\r\n", "nntp-starttls", Likely, Some("nntp")),
    (Server, b"\"IMPLEMENTATION\" \"x\"\r\n", "sieve-starttls", Certain, Some("sieve")),
    (Client, b"<?xml version='1.0'?><stream:stream to='a'>", "xmpp-starttls", Certain, Some("xmpp")),
    (Server, b":irc.example.com 451 * :no\r\n", "irc-starttls", Certain, Some("irc")),
    (Client, b"CAP LS 302\r\n", "irc-starttls", Certain, Some("irc")),
    (Client, b"USER bob 0 * :Bob\r\n", "irc-starttls", Likely, Some("irc")),
    (Client, b"STARTTLS\r\n", "starttls-command", Certain, Some("starttls")),
    (Client, b"\x30\x84\x00\x00\x00\x20\x02\x01\x01\x63", "ldap-starttls", Certain, Some("ldap")),
    (Server, b"\x30\x0c\x02\x01\x01\x61", "ldap-starttls", Certain, Some("ldap")),
    (Client, b"\x00\x00\x00\x08\x04\xd2\x16\x2f", "postgres-sslrequest", Certain, Some("postgresql")),
    (Client, b"\x00\x00\x00\x29\x00\x03\x00\x00user", "postgres-sslrequest", Certain, Some("postgresql")),
    (Server, b"S", "postgres-sslrequest", Possible, Some("postgresql")),
    (Server, b"E\x00\x00\x00\x5dSFATAL", "postgres-sslrequest", Likely, Some("postgresql")),
    (Server, b"\x4a\x00\x00\x00\x0a8.0.36\x00", "mysql-ssl", Certain, Some("mysql")),
    (Server, b"\x45\x00\x00\x00\xff\x6a\x04Host", "mysql-ssl", Likely, Some("mysql")),
    (Client, b"\x12\x01\x00\x2f\x00\x00\x01\x00\x00", "mssql-tds", Certain, Some("tds")),
    (Server, b"\x04\x01\x00\x2b\x00\x00\x01\x00\x00", "mssql-tds", Certain, Some("tds")),
    (Client, b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01", "rdp-x224", Certain, Some("rdp")),
    (Server, b"\x03\x00\x00\x09\x02\xf0\x80\x21\x80", "rdp-x224", Likely, Some("rdp")),
    (Client, b"STLS\r\n\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03", "tls-after-preamble", Certain, Some("pop3")),
    (Server, b"S\x15\x03\x03\x00\x02\x02\x28", "tls-after-preamble", Certain, Some("postgresql")),
    (Server, b"HTTP/1.1 200 OK\r\n\r\n\x16\x03\x03\x00\x2c\x02\x00\x00\x28\x03\x03", "tls-after-preamble", Certain, Some("http")),
    (Client, b"what?\n\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03", "tls-after-preamble", Likely, None),
    // Headers.
    (Client, b"PROXY UNKNOWN\r\n", "proxy-protocol-v1", Certain, Some("proxy-protocol")),
    (Client, b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c", "proxy-protocol-v2", Certain, Some("proxy-protocol")),
    (Client, b"\x05\x02\x00\x02", "socks5", Likely, Some("socks")),
    (Server, b"\x05\xff", "socks5", Possible, Some("socks")),
    (Client, b"\x04\x01\x01\xbb\x7f\x00\x00\x01bob\x00", "socks4", Likely, Some("socks")),
    (Server, b"\x00\x5b\x00\x00\x00\x00\x00\x00", "socks4", Likely, Some("socks")),
    // Others in clear.
    (Server, b"SSH-2.0-x\r\n", "ssh", Certain, Some("ssh")),
    (Client, b"*2\r\n$4\r\n", "redis", Certain, Some("redis")),
    (Server, b"-NOAUTH x\r\n", "redis", Certain, Some("redis")),
    (Server, b"-ERR wrong number of arguments\r\n", "redis", Certain, Some("redis")),
    (Server, b"-ERR 'Unknown Protocol Operation'\r\n", "nats", Certain, Some("nats")),
    (Server, b"-ERR no such user\r\n", "pop3-stls", Likely, Some("pop3")),
    (Client, b"get key\r\n", "memcached", Likely, Some("memcached")),
    (Client, b"\x80\x0b\x00\x00\x00\x00\x00\x00", "memcached", Likely, Some("memcached")),
    (Client, b"\x10\x0c\x00\x04MQTT", "mqtt", Certain, Some("mqtt")),
    (Server, b"\x20\x02\x00\x05", "mqtt", Likely, Some("mqtt")),
    (Server, b"\x20\x06\x00\x00\x03\x22\x00\x0a", "mqtt", Likely, Some("mqtt")),
    (Client, b"AMQP\x00\x00\x09\x01", "amqp", Certain, Some("amqp")),
    (Client, b"\x00\x00\x00\x21\x00\x12\x00\x00\x00\x00\x00\x01\x00\x17", "kafka", Likely, Some("kafka")),
    (Client, b"\x2d\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\xdd\x07\x00\x00", "mongodb", Certain, Some("mongodb")),
    (Client, b"\x04\x00\x00\x00\x05\x00\x00\x00\x00", "cassandra", Certain, Some("cassandra")),
    (Client, b"CONNECT {\"verbose\":false}\r\n", "nats", Certain, Some("nats")),
    (Client, b"CONNECT\naccept-version:1.2\n", "stomp", Certain, Some("stomp")),
    (Client, b"stat", "zookeeper", Likely, Some("zookeeper")),
    (Client, b"stats\r\n", "memcached", Likely, Some("memcached")),
    (Client, b"JDWP-Handshake", "jdwp", Certain, Some("jdwp")),
    (Client, b"DIST00000001", "distcc", Certain, Some("distcc")),
    (Client, b"JRMI\x00\x02\x4b", "java-rmi", Certain, Some("rmi")),
    (Client, b"ES\x00\x00\x00\x23", "elasticsearch-transport", Certain, Some("elasticsearch")),
    (Client, b"\x13BitTorrent protocol", "bittorrent", Certain, Some("bittorrent")),
    (Server, b"RFB 003.008\n", "vnc-rfb", Certain, Some("rfb")),
    (Server, b"@RSYNCD: 31.0\n", "rsync", Certain, Some("rsync")),
    (Server, b"( success ( 2 2 (", "svn", Certain, Some("svn")),
    (Client, b"0033git-upload-pack /p.git", "git-daemon", Certain, Some("git")),
    (Client, b"\x00\x00\x00\x3e\xffSMB", "smb", Certain, Some("smb")),
    (Client, b"\x00\x1d\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", "dns-tcp", Certain, Some("dns")),
    (Server, b"\xff\xfd\x18", "telnet", Likely, Some("telnet")),
    (Client, b"OPTIONS sip:a@b SIP/2.0\r\n", "rtsp-sip", Certain, Some("sip")),
    (Client, b"OPTIONS * RTSP/1.0\r\n", "rtsp-sip", Certain, Some("rtsp")),
    (Client, b"\x00\x0e\x38", "openvpn-tcp", Likely, Some("openvpn")),
    (Client, b"\x00\x3a\x00\x00\x01\x00\x00\x00\x01\x36", "oracle-tns", Certain, Some("oracle")),
    (Client, b"\x12\x34\x00\x0f\x02", "fastcgi-ajp", Likely, Some("ajp")),
    (Client, b"\x01\x01\x00\x01\x00\x08", "fastcgi-ajp", Likely, Some("fastcgi")),
    (Client, b"<34>Oct 11 22:14:15 host su: x", "syslog-plain", Likely, Some("syslog")),
    (Client, b"{\"version\":\"1.1\"}\x00", "json-lines", Likely, Some("json")),
    (Client, b"\x00\x00\x00\x4c\x6a\x4a\x30\x48", "other-protocol", Likely, Some("kerberos")),
    (Client, b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00", "other-protocol", Certain, Some("bgp")),
    // Wrong input.
    (Client, b"\x45\x00\x00\x3c\x1c\x46\x40\x00\x40\x06\x00\x00\xc0\xa8\x00\x68\x0a\x00\x00\x01", "link-or-ip-bytes", Likely, Some("ip")),
    (Client, b"\xd4\xc3\xb2\xa1\x02\x00", "capture-file", Certain, Some("pcap")),
    (Client, b"-----BEGIN CERTIFICATE", "pem-or-der", Certain, Some("x509")),
    (Client, b"\x30\x82\x03\x25\x30\x82", "pem-or-der", Likely, Some("x509")),
    (Client, b"FgMBATYBAAEy", "hex-or-base64-text", Likely, None),
    (Client, b"1603010136", "hex-or-base64-text", Likely, None),
    (Server, b"\x1f\x8b\x08\x00", "compressed", Certain, None),
    (Client, b"\x00\x00", "keepalive-garbage", Possible, None),
    // Nothing known.
    (Client, b"hello, is anybody there?\n", "unknown-text", Likely, None),
    (Client, "grüß gott, wer spricht da?\n".as_bytes(), "unknown-text", Likely, None),
    (Client, b"\x90\x13\x78\xc6\xb3\x81\xc0\x97", "unknown-binary", Possible, None),
    (Client, b"", "no-data", Certain, None),
    // The other side's words: perhaps the sides are swapped.
    (Client, b"HTTP/1.1 200 OK\r\n", "http-response", Possible, Some("http")),
    (Server, b"GET / HTTP/1.1\r\n", "http-request", Possible, Some("http")),
];

fn decide(from: Peer, bytes: &[u8]) -> Diagnosis {
    let mut opening = Opening::new(from);
    opening.feed(bytes);
    match opening.end(EndHow::Fin) {
        Verdict::Decided(diagnosis) => diagnosis,
        open @ Verdict::NeedsMore { .. } => panic!("{open:?} at the end"),
    }
}

#[test]
fn openings_are_what_they_are() {
    for &(from, bytes, cause, confidence, protocol) in OPENINGS {
        let found = decide(from, bytes);
        assert_eq!(
            (found.cause.id, found.confidence, found.protocol),
            (cause, confidence, protocol),
            "{from} {}",
            bytes.escape_ascii()
        );
    }
}

/// Both directions, what is known beside them, and what comes of it for each.
struct Scene {
    client: &'static [u8],
    client_end: Option<EndHow>,
    server: &'static [u8],
    server_end: Option<EndHow>,
    context: Context,
    expect: (Option<&'static str>, Option<&'static str>),
}

const NOTHING_KNOWN: Context = Context {
    server_port: None,
    opened_by: None,
    start_seen: None,
    expected: Expected::Unknown,
    inside_tls: false,
    unseen_bytes_acknowledged: false,
};

const OPEN: Scene = Scene {
    client: b"",
    client_end: None,
    server: b"",
    server_end: None,
    context: NOTHING_KNOWN,
    expect: (None, None),
};

const SCENES: &[Scene] = &[
    // Silence.
    Scene {
        client_end: Some(EndHow::Fin),
        server_end: Some(EndHow::Fin),
        expect: (Some("no-data-close"), Some("no-data")),
        ..OPEN
    },
    Scene {
        client_end: Some(EndHow::CaptureEnd),
        server_end: Some(EndHow::CaptureEnd),
        expect: (Some("both-silent"), Some("both-silent")),
        ..OPEN
    },
    Scene { client: CLIENT_HELLO, expect: (Some("ok-client-hello"), None), ..OPEN },
    Scene {
        client: CLIENT_HELLO,
        server_end: Some(EndHow::Fin),
        expect: (Some("ok-client-hello"), Some("closed-after-hello")),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        server_end: Some(EndHow::Rst),
        expect: (Some("ok-client-hello"), Some("reset-after-hello")),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        client_end: Some(EndHow::CaptureEnd),
        server_end: Some(EndHow::CaptureEnd),
        expect: (Some("ok-client-hello"), Some("silent-after-hello")),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        client_end: Some(EndHow::Fin),
        expect: (Some("ok-client-hello"), Some("silent-after-hello")),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        client_end: Some(EndHow::CaptureEnd),
        server_end: Some(EndHow::CaptureEnd),
        context: Context { unseen_bytes_acknowledged: true, ..NOTHING_KNOWN },
        expect: (Some("ok-client-hello"), Some("one-sided-capture")),
        ..OPEN
    },
    // A greeting is decided by what it answers.
    Scene { server: b"* OK ready\r\n", expect: (None, None), ..OPEN },
    Scene {
        client: CLIENT_HELLO,
        server: b"* OK ready\r\n",
        expect: (Some("ok-client-hello"), Some("imap-starttls")),
        ..OPEN
    },
    Scene { client: b"EHLO me\r\n", server: b"220 x ESMTP\r\n", expect: (None, None), ..OPEN },
    Scene {
        client: b"EHLO me\r\n",
        server: b"\x15\x03\x03\x00\x02\x02\x32",
        expect: (Some("smtp-starttls"), Some("alert-first")),
        ..OPEN
    },
    Scene {
        client: b"USER bob\r\n",
        server: b"+OK ready\r\n",
        expect: (Some("pop3-stls"), None),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        server: b"220 welcome\r\n",
        context: Context { server_port: Some(21), ..NOTHING_KNOWN },
        expect: (Some("ok-client-hello"), Some("ftp-auth-tls")),
        ..OPEN
    },
    // Asking for TLS, and the answers.
    Scene { client: b"\0\0\0\x08\x04\xd2\x16\x2f", server: b"S", expect: (None, None), ..OPEN },
    Scene {
        client: b"\0\0\0\x08\x04\xd2\x16\x2f",
        server: b"N",
        expect: (Some("postgres-sslrequest"), Some("postgres-sslrequest")),
        ..OPEN
    },
    Scene {
        client: b"CONNECT example.com:443 HTTP/1.1\r\n\r\n",
        server: b"HTTP/1.1 407 Proxy Authentication Required\r\n",
        expect: (Some("http-proxy-request"), Some("proxy-connect-refused")),
        ..OPEN
    },
    Scene {
        client: b"CONNECT example.com:443 HTTP/1.1\r\n\r\n",
        server: b"HTTP/1.1 502 Bad Gateway\r\n",
        expect: (Some("http-proxy-request"), Some("proxy-connect-refused")),
        ..OPEN
    },
    Scene {
        client: b"CONNECT example.com:443 HTTP/1.1\r\n\r\n",
        server: b"HTTP/1.1 200 Connection established\r\n\r\n",
        expect: (None, None),
        ..OPEN
    },
    Scene {
        client: b"\x05\x01\x00",
        server: b"\x05\xff",
        expect: (Some("socks5"), Some("socks5")),
        ..OPEN
    },
    // Plain HTTP at a TLS port.
    Scene {
        client: b"GET / HTTP/1.1\r\n\r\n",
        server: b"HTTP/1.1 400 Bad Request\r\n\r\n",
        server_end: Some(EndHow::Fin),
        context: Context { expected: Expected::Tls, ..NOTHING_KNOWN },
        expect: (Some("http-request"), Some("http-request-answered-plain")),
        ..OPEN
    },
    Scene {
        client: b"GET / HTTP/1.1\r\n\r\n",
        server: b"HTTP/1.1 400 Bad Request\r\n\r\n",
        server_end: Some(EndHow::Fin),
        expect: (Some("http-request"), Some("http-response")),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        server: b"HTTP/1.1 400 Bad Request\r\n",
        expect: (Some("ok-client-hello"), Some("http-response")),
        ..OPEN
    },
    // Sides.
    Scene {
        client: CLIENT_HELLO,
        server: CLIENT_HELLO,
        expect: (Some("ok-client-hello"), Some("echoed")),
        ..OPEN
    },
    Scene {
        client: b"GET /one HTTP/1.1\r\n",
        server: b"GET /one HTTP/1.1\r\n",
        expect: (Some("http-request"), Some("echoed")),
        ..OPEN
    },
    Scene {
        client: SERVER_HELLO,
        server: CLIENT_HELLO,
        expect: (Some("reversed-direction"), Some("reversed-direction")),
        ..OPEN
    },
    // What only the caller knows.
    Scene {
        client: CLIENT_HELLO,
        context: Context { expected: Expected::Plaintext, ..NOTHING_KNOWN },
        expect: (Some("tls-to-plaintext-service"), None),
        ..OPEN
    },
    Scene {
        client: CLIENT_HELLO,
        context: Context { inside_tls: true, ..NOTHING_KNOWN },
        expect: (Some("double-tls"), None),
        ..OPEN
    },
    Scene {
        client: b"\x90\x13\x78\xc6\xb3\x81\xc0\x97\x94\x18\x23\x8f\x19\xc1\x82\xdc\
            \x7e\x63\x04\x50\x44\x11\x39\x09\xf2\x23\x7f\x74\x8e\xdc\x8a\xa6",
        context: Context { start_seen: Some(false), ..NOTHING_KNOWN },
        expect: (Some("mid-stream"), None),
        ..OPEN
    },
    Scene {
        client: b"\x17\x03\x03\x02\x00",
        context: Context { start_seen: Some(true), ..NOTHING_KNOWN },
        expect: (Some("missing-segment"), None),
        ..OPEN
    },
    Scene {
        client: b"\x90\x13\x78\xc6\xb3\x81\xc0\x97\x94\x18\x23\x8f\x19\xc1\x82\xdc\
            \x7e\x63\x04\x50\x44\x11\x39\x09\xf2\x23\x7f\x74\x8e\xdc\x8a\xa6\
            \x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03",
        expect: (Some("out-of-order"), None),
        ..OPEN
    },
];

fn opening(from: Peer, bytes: &[u8], end: Option<EndHow>) -> Opening {
    let mut opening = Opening::new(from);
    opening.feed(bytes);
    if let Some(end) = end {
        opening.end(end);
    }
    opening
}

#[test]
fn both_directions_together_say_more() {
    for scene in SCENES {
        let client = opening(Client, scene.client, scene.client_end);
        let server = opening(Server, scene.server, scene.server_end);
        let joined = join(
            &DirectionFacts::new(&client, scene.client_end),
            &DirectionFacts::new(&server, scene.server_end),
            &scene.context,
        );
        let ids = |diagnosis: Option<Diagnosis>| diagnosis.map(|diagnosis| diagnosis.cause.id);
        assert_eq!(
            (ids(joined.client), ids(joined.server)),
            scene.expect,
            "{} | {} | {:?} {:?}",
            scene.client.escape_ascii(),
            scene.server.escape_ascii(),
            scene.client_end,
            scene.server_end
        );
    }
}

/// Facts about the first record, and what becomes of a good hello by them.
#[test]
fn a_hello_may_be_cut_or_damaged() {
    let whole = RecordProgress { have: 50, want: 50 };
    let cut = RecordProgress { have: 42, want: 50 };
    let ended = Some(EndHow::CaptureEnd);
    let gap = Some(Gap { offset: 20, length: 7 });
    for (first_record, end, gap, lost_framing, expect) in [
        (whole, None, None, None, "ok-client-hello"),
        (cut, None, None, None, "ok-client-hello"),
        (cut, ended, None, None, "truncated-hello"),
        (cut, None, gap, None, "missing-segment"),
        (whole, None, None, Some(LostFraming::Repeats), "retransmission"),
        (whole, None, None, Some(LostFraming::LineEnds), "text-mode-corruption"),
        (whole, None, None, Some(LostFraming::NoHeader), "ok-client-hello"),
    ] {
        let client = opening(Client, CLIENT_HELLO, None);
        let server = opening(Server, b"", None);
        let facts = DirectionFacts {
            end,
            first_record: Some(first_record),
            gap,
            lost_framing,
            ..DirectionFacts::new(&client, None)
        };
        let other = DirectionFacts::new(&server, None);
        let found = join(&facts, &other, &NOTHING_KNOWN).client.unwrap();
        assert_eq!(found.cause.id, expect);
        assert_eq!(found.class, Class::TlsHandshake);
        assert_eq!(found.truncated, expect == "truncated-hello");
    }
}

#[test]
fn a_length_that_no_record_has_is_no_truncation() {
    let client = opening(Client, b"\x16\x03\x01\xff\xff\x01\x00", Some(EndHow::Fin));
    let server = opening(Server, b"", None);
    let facts = DirectionFacts {
        first_record: Some(RecordProgress { have: 7, want: 65540 }),
        ..DirectionFacts::new(&client, Some(EndHow::Fin))
    };
    let joined = join(&facts, &DirectionFacts::new(&server, None), &NOTHING_KNOWN);
    assert_eq!(joined.client.unwrap().cause.id, "record-overflow");
}

#[test]
fn recorded_damage_is_found_behind_the_first_record() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/first-bytes/");
    for (name, lost) in [
        ("retransmission.client.bin", Some(LostFraming::Repeats)),
        ("ok-server-hello--imaps.server.bin", None),
        ("ok-client-hello--boringssl-chrome.client.bin", None),
    ] {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let mut chain = RecordChain::new();
        chain.feed(&bytes);
        let lost =
            if name.starts_with("retransmission") { Some(LostFraming::Repeats) } else { lost };
        assert_eq!(chain.lost_framing(), lost, "{name}");
    }
}

#[test]
fn every_cause_has_a_test_here() {
    let mut tested: BTreeSet<&str> = OPENINGS.iter().map(|row| row.2).collect();
    tested.extend(SCENES.iter().flat_map(|scene| [scene.expect.0, scene.expect.1]).flatten());
    tested.extend(["retransmission", "text-mode-corruption"]);
    let all: BTreeSet<&str> = Cause::all().map(|cause| cause.id).collect();
    assert_eq!(all.difference(&tested).collect::<Vec<_>>(), [&""; 0]);
    assert_eq!(tested.difference(&all).collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn every_cause_is_said_well() {
    let mut ids = BTreeSet::new();
    for cause in Cause::all() {
        assert!(ids.insert(cause.id), "{} twice", cause.id);
        assert_eq!(Cause::by_id(cause.id), Some(cause));
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(cause.id.bytes().all(plain), "{}", cause.id);
        for sentence in cause.remedies.iter().chain([&cause.explanation]) {
            assert!(sentence.ends_with(['.', ')']), "{}: {sentence}", cause.id);
            assert!(!sentence.contains("  "), "{}: {sentence}", cause.id);
        }
        let fine = cause.id.starts_with("ok-");
        assert_eq!(cause.remedies.is_empty(), fine, "{}", cause.id);
        assert_eq!(cause.guide_causes.is_empty(), fine, "{}", cause.id);
        assert_eq!(cause.guide_steps.is_empty(), fine, "{}", cause.id);
    }
    assert_eq!(Cause::by_id("no-such-cause"), None);
}
