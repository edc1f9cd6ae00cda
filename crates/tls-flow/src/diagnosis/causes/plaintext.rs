use super::super::{Cause, stack_message as says};
use super::not_tls;

pub(super) static ALL: [&Cause; 30] = [
    &SSH,
    &REDIS,
    &MEMCACHED,
    &MQTT,
    &AMQP,
    &KAFKA,
    &MONGODB,
    &CASSANDRA,
    &NATS,
    &STOMP,
    &ZOOKEEPER,
    &JDWP,
    &DISTCC,
    &JAVA_RMI,
    &ELASTICSEARCH_TRANSPORT,
    &BITTORRENT,
    &VNC_RFB,
    &RSYNC,
    &SVN,
    &GIT_DAEMON,
    &SMB,
    &DNS_TCP,
    &TELNET,
    &RTSP_SIP,
    &OPENVPN_TCP,
    &ORACLE_TNS,
    &FASTCGI_AJP,
    &SYSLOG_PLAIN,
    &OTHER_PROTOCOL,
    &JSON_LINES,
];

pub(in super::super) static SSH: Cause = not_tls(
    "ssh",
    "ssh",
    "An SSH banner. SSH brings its own encryption and never runs TLS on this port.",
    &[
        "Connect with an SSH client, or to the port on which TLS is served.",
        "If a multiplexer (sslh, HAProxy) shares the port: it did not see a ClientHello in time and \
         chose SSH; raise its timeout.",
        "SFTP is SSH too: a client set to FTPS does not fit.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static REDIS: Cause = not_tls(
    "redis",
    "redis",
    "Redis in clear text (RESP). Redis speaks TLS only on a port that was given to it for that.",
    &[
        "Server: `tls-port 6380` with `tls-cert-file` and `tls-key-file`, and `port 0` to switch the \
         plain one off.",
        "Client: `rediss://` and redis-cli `--tls` for the TLS port, `redis://` for the plain one.",
        "Sentinel and replication need `tls-replication yes` of their own.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static MEMCACHED: Cause = not_tls(
    "memcached",
    "memcached",
    "memcached in clear text. A binary request begins with 80, which some TLS servers take for an SSL \
     2.0 hello and report as such.",
    &[
        "Server: start memcached with `-Z -o ssl_chain_cert=FILE,ssl_key=FILE` (built with TLS).",
        "Client: switch TLS off, or use a client that has it.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static MQTT: Cause = not_tls(
    "mqtt",
    "mqtt",
    "MQTT in clear text. Port 8883 is meant for TLS, but the number alone switches nothing on.",
    &[
        "mosquitto: the listener needs `certfile` and `keyfile`; mosquitto_pub and mosquitto_sub need \
         `--cafile` (or `--capath`, `--tls-use-os-certs`) to use TLS, whatever the port.",
        "Client libraries: `mqtts://` or `ssl://` instead of `mqtt://` or `tcp://`; Paho Python: \
         `tls_set()`.",
        "EMQX, VerneMQ, HiveMQ: check which listener (`tcp` or `ssl`) owns the port.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static AMQP: Cause = not_tls(
    "amqp",
    "amqp",
    "AMQP in clear text. A server that meets something else answers with the version it speaks, \
     eight bytes that begin with `AMQP`, and closes.",
    &[
        "RabbitMQ: TLS listens on 5671 (`listeners.ssl.default = 5671` and `ssl_options.*`), clear \
         text on 5672.",
        "Client: `amqps://` with 5671, `amqp://` with 5672.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static KAFKA: Cause = not_tls(
    "kafka",
    "kafka",
    "A Kafka request in clear text: the client uses PLAINTEXT or SASL_PLAINTEXT on a listener that is \
     set up for SSL.",
    &[
        "Client: `security.protocol=SSL` or `SASL_SSL` (librdkafka too), kafkajs `ssl: true`.",
        "Broker: check `listeners`, `advertised.listeners` and `listener.security.protocol.map` for \
         the port.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static MONGODB: Cause = not_tls(
    "mongodb",
    "mongodb",
    "MongoDB's wire protocol in clear text: one side has `tls` on and the other has not.",
    &[
        "Client: `tls=true` in the connection string, or `mongodb+srv://`, which implies it; mongosh \
         `--tls`.",
        "Server: `net.tls.mode: requireTLS` with `certificateKeyFile`; `preferTLS` takes both.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static CASSANDRA: Cause = not_tls(
    "cassandra",
    "cassandra",
    "Cassandra's CQL protocol in clear text.",
    &[
        "Server: `client_encryption_options` with `enabled: true` and `optional: false` in \
         cassandra.yaml.",
        "Client: cqlsh `--ssl`, drivers with an `SSLContext` or `SslOptions`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static NATS: Cause = not_tls(
    "nats",
    "nats",
    "NATS in clear text. The server greets with INFO first and TLS begins after it, unless \
     `handshake_first` is set. OpenSSL takes a client's `CONNECT {` for a proxy request.",
    &[
        "Server: a `tls { cert_file, key_file }` block; `handshake_first: true` for TLS from the first \
         byte (from 2.10 on, client option `TLSHandshakeFirst`).",
        "Client: `tls://` as the scheme.",
        "A TLS terminator in front cannot work without `handshake_first`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static STOMP: Cause = not_tls(
    "stomp",
    "stomp",
    "STOMP in clear text. Brokers offer it over TLS on a port of its own, usually 61614.",
    &[
        "RabbitMQ: `stomp.listeners.ssl.1 = 61614`; ActiveMQ: a `stomp+ssl` connector.",
        "Client: switch TLS on (stomp.py `set_ssl`), or use the plain port.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static ZOOKEEPER: Cause = not_tls(
    "zookeeper",
    "zookeeper",
    "A four-letter command of ZooKeeper (`ruok`, `stat`, ...) in clear text, usually from a monitoring \
     script.",
    &[
        "Send the command to the plain client port, or through `openssl s_client` to \
         `secureClientPort`.",
        "ZooKeeper: `secureClientPort` and `serverCnxnFactory=NettyServerCnxnFactory` switch TLS on.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static JDWP: Cause = not_tls(
    "jdwp",
    "jdwp",
    "The Java debugger's handshake. JDWP has no TLS; tunnel it.",
    &["Attach the debugger to the port of `-agentlib:jdwp`, over an SSH tunnel if need be."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static DISTCC: Cause = not_tls(
    "distcc",
    "distcc",
    "A distcc compile job in clear text. distcc has no TLS.",
    &["Check the port in DISTCC_HOSTS; for encryption use its SSH mode (`@HOST`)."],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static JAVA_RMI: Cause = not_tls(
    "java-rmi",
    "rmi",
    "Java RMI or serialised Java objects in clear text (JMX agents among them).",
    &[
        "JMX: `com.sun.management.jmxremote.ssl=true` and `jmxremote.registry.ssl=true` on the server, \
         and the client's trust store to match.",
        "RMI: `SslRMIServerSocketFactory` and `SslRMIClientSocketFactory` on both sides.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static ELASTICSEARCH_TRANSPORT: Cause = not_tls(
    "elasticsearch-transport",
    "elasticsearch",
    "Elasticsearch's transport protocol in clear text: one node has transport TLS on and another has \
     not.",
    &[
        "`xpack.security.transport.ssl.enabled: true` on every node (OpenSearch: \
         `plugins.security.ssl.transport.*`).",
        "HTTP clients belong to port 9200, not 9300.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static BITTORRENT: Cause = not_tls(
    "bittorrent",
    "bittorrent",
    "A BitTorrent handshake: a peer that found this address in a swarm.",
    &["Nothing to repair; move the service to another port if it disturbs."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static VNC_RFB: Cause = not_tls(
    "vnc-rfb",
    "rfb",
    "VNC: the server announces its RFB version first; TLS, if any, begins after a security type was \
     chosen (VeNCrypt).",
    &[
        "Use a VNC viewer; TigerVNC `-SecurityTypes X509Vnc`, QEMU `tls-creds` for VeNCrypt.",
        "A TLS terminator in front needs a viewer that speaks TLS first, such as noVNC over `wss://`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static RSYNC: Cause = not_tls(
    "rsync",
    "rsync",
    "The rsync daemon's greeting in clear text. rsync itself has no TLS.",
    &[
        "Put stunnel or HAProxy in front for TLS, and use `rsync-ssl` as the client.",
        "Or run rsync over SSH (`rsync -e ssh`).",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static SVN: Cause = not_tls(
    "svn",
    "svn",
    "svnserve's greeting in clear text. `svn://` has no TLS.",
    &["Use `svn+ssh://`, or `https://` with mod_dav_svn."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static GIT_DAEMON: Cause = not_tls(
    "git-daemon",
    "git",
    "git's own protocol in clear text. `git://` has no TLS.",
    &["Use `https://` or SSH for the remote (`git remote set-url`)."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static SMB: Cause = not_tls(
    "smb",
    "smb",
    "Windows file sharing (SMB). It encrypts by its own means and never with TLS over TCP.",
    &["Check the port: SMB belongs to 445 (or 139). SMB over QUIC uses 443/udp."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static DNS_TCP: Cause = not_tls(
    "dns-tcp",
    "dns",
    "DNS over TCP in clear text. DNS over TLS has port 853, DNS over HTTPS port 443.",
    &[
        "Resolver: port 853 with TLS (systemd-resolved `DNSOverTLS=yes`, unbound \
         `forward-tls-upstream: yes` with `@853`), 53 without.",
        "Server: BIND `listen-on port 853 tls NAME`, unbound `tls-port: 853` with \
         `tls-service-key`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static TELNET: Cause = not_tls(
    "telnet",
    "telnet",
    "Telnet option negotiation in clear text.",
    &["Check the port: telnet over TLS has 992, and devices prefer SSH."],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static RTSP_SIP: Cause = not_tls(
    "rtsp-sip",
    "sip",
    "RTSP or SIP in clear text. Some TLS servers take their OPTIONS for an HTTP request.",
    &[
        "SIP: `transport=tls` with port 5061 (`sips:`), 5060 without; Asterisk PJSIP `protocol=tls`, \
         Kamailio `listen=tls:...`.",
        "RTSP: `rtsps://` with port 322 or what the camera says, `rtsp://` with 554.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static OPENVPN_TCP: Cause = not_tls(
    "openvpn-tcp",
    "openvpn",
    "OpenVPN over TCP. It carries TLS inside packets of its own, so a TLS reader sees none.",
    &[
        "Check the port, or let OpenVPN share it: `port-share HOST 443` hands real TLS on.",
        "A multiplexer (sslh) needs its OpenVPN probe ahead of the TLS one.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static ORACLE_TNS: Cause = not_tls(
    "oracle-tns",
    "oracle",
    "Oracle's TNS in clear text: the connect descriptor says TCP where the listener wants TCPS.",
    &[
        "Client: `(PROTOCOL=TCPS)(PORT=2484)` in the descriptor, and a wallet.",
        "Listener: an address with `PROTOCOL=TCPS` in listener.ora; 1521 is usually plain.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static FASTCGI_AJP: Cause = not_tls(
    "fastcgi-ajp",
    "ajp",
    "FastCGI or AJP, which a web server speaks to the application behind it, and which have no TLS.",
    &[
        "nginx: `fastcgi_pass` goes to PHP-FPM, `proxy_pass https://` to a TLS port.",
        "Apache httpd: `ajp://` goes to Tomcat's AJP connector (8009), `https://` to its TLS \
         connector (8443).",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static SYSLOG_PLAIN: Cause = not_tls(
    "syslog-plain",
    "syslog",
    "Syslog messages in clear text on a port that expects TLS (usually 6514).",
    &[
        "rsyslog: `StreamDriver=\"gtls\" StreamDriverMode=\"1\"` in the `omfwd` action; syslog-ng: \
         `transport(\"tls\")`.",
        "Or use the plain port, 514 or 601.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static JSON_LINES: Cause = not_tls(
    "json-lines",
    "json",
    "JSON in clear text: a log shipper (GELF, Fluent, Logstash), an RPC client or a container tool \
     that has TLS switched off.",
    &[
        "Switch TLS on in the sender: Fluent Bit `tls On`, Filebeat `ssl.enabled: true`, Graylog GELF \
         over TCP with TLS.",
        "Or switch it off in the input: Logstash `ssl_enabled => false`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static OTHER_PROTOCOL: Cause = Cause {
    protocol: None,
    ..not_tls(
        "other-protocol",
        "",
        "A known protocol that is not TLS and seldom meets it; its name is given as the protocol.",
        &[
            "Check the port: which service was meant, and which one answers or asks.",
            "If the protocol has a TLS port of its own, use that one.",
        ],
        says::EITHER_SPOKE_PLAIN,
    )
};
