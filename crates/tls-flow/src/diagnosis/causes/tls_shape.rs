use super::super::{Cause, Class, GuideCause, GuideStep, stack_message as says};
use super::{CHECK_SETTINGS, CHECK_VERSIONS, NOT_TLS, SETTINGS, VERIFY, VERSION};

pub(super) static ALL: [&Cause; 14] = [
    &OK_CLIENT_HELLO,
    &OK_SERVER_HELLO,
    &HELLO_REQUEST_FIRST,
    &SSLV2_HELLO,
    &SSLV3_HELLO,
    &TLCP_GMTLS,
    &DTLS_ON_TCP,
    &QUIC_ON_TCP,
    &TLS_UNKNOWN_VERSION,
    &RECORD_OVERFLOW,
    &EMPTY_RECORD,
    &FRAGMENTED_HELLO,
    &ALERT_FIRST,
    &REVERSED_DIRECTION,
];

pub(in super::super) static OK_CLIENT_HELLO: Cause = Cause {
    id: "ok-client-hello",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "A TLS handshake record with a ClientHello: what a connection should begin with.",
    guide_causes: &[],
    guide_steps: &[],
    remedies: &[],
    messages: &[],
};

pub(in super::super) static OK_SERVER_HELLO: Cause = Cause {
    id: "ok-server-hello",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "A TLS handshake record with a ServerHello (or HelloRetryRequest): what a server \
        should answer with.",
    guide_causes: &[],
    guide_steps: &[],
    remedies: &[],
    messages: &[],
};

pub(in super::super) static HELLO_REQUEST_FIRST: Cause = Cause {
    id: "hello-request-first",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The server's first message is a HelloRequest, by which TLS up to 1.2 asks for a \
        new handshake. Ahead of any ClientHello it is legal, and no known server does it; more \
        often it means that the capture began late.",
    guide_causes: &[GuideCause::IncompleteCapture],
    guide_steps: &[GuideStep::CheckCapture],
    remedies: &["Start the capture before the connection is opened."],
    messages: &[],
};

pub(in super::super) static SSLV2_HELLO: Cause = Cause {
    id: "sslv2-hello",
    class: Class::Sslv2Hello,
    protocol: Some("ssl2"),
    explanation: "A hello in the format of SSL 2.0: a scanner, or a very old client (OpenSSL 0.9.8, \
        Java 6) that offers TLS in the old wrapping. Clients may not send it since 2011 (RFC 6176), \
        and most servers of today refuse it.",
    guide_causes: VERSION,
    guide_steps: CHECK_VERSIONS,
    remedies: &[
        "Update the client, or keep it from the old format: Java `SSLSocket.setEnabledProtocols` \
         without `SSLv2Hello`, OpenSSL 0.9.8 `-no_ssl2`.",
        "Java servers refuse it with \"SSLv2Hello is not enabled\" unless it is in the list of \
         protocols.",
        "If a scanner sent it: nothing is wrong.",
    ],
    messages: says::SSLV2,
};

pub(in super::super) static SSLV3_HELLO: Cause = Cause {
    id: "sslv3-hello",
    class: Class::TlsHandshake,
    protocol: Some("ssl3"),
    explanation: "A ClientHello that offers nothing newer than SSL 3.0, which today's servers refuse. \
        HAProxy's `option ssl-hello-chk` sends exactly this as a health check.",
    guide_causes: VERSION,
    guide_steps: CHECK_VERSIONS,
    remedies: &[
        "HAProxy: replace `option ssl-hello-chk` by `check check-ssl verify none`.",
        "Raise the client's highest version to TLS 1.2 or 1.3.",
        "Knowingly keep an old client alive: OpenSSL `MinProtocol` and `@SECLEVEL=0`, nginx \
         `ssl_protocols`, Apache httpd `SSLProtocol`, and a build that still contains SSL 3.0.",
    ],
    messages: says::OLD_VERSION,
};

pub(in super::super) static TLCP_GMTLS: Cause = Cause {
    id: "tlcp-gmtls",
    class: Class::NotTls,
    protocol: Some("tlcp"),
    explanation: "TLCP 1.1, the Chinese national protocol (GM/T 0024, GB/T 38636), whose records \
        look like TLS with version 1.1 on the wire. Ordinary TLS stacks do not speak it.",
    guide_causes: VERSION,
    guide_steps: CHECK_VERSIONS,
    remedies: &[
        "Use a stack with TLCP on both sides: Tongsuo, GmSSL, Tencent Kona.",
        "Or switch the sender to standard TLS 1.2 or 1.3.",
    ],
    messages: says::FOREIGN_VERSION,
};

pub(in super::super) static DTLS_ON_TCP: Cause = Cause {
    id: "dtls-on-tcp",
    class: Class::NotTls,
    protocol: Some("dtls"),
    explanation: "A DTLS record on a byte stream. DTLS belongs into datagrams: a client was set to \
        the wrong transport, or a forwarder turned UDP into TCP.",
    guide_causes: &[GuideCause::NotTls, GuideCause::Version],
    guide_steps: CHECK_VERSIONS,
    remedies: &[
        "Use TLS over TCP, or send this to the UDP port.",
        "Check that the forwarder keeps UDP as UDP (nginx: `listen ... udp;`, socat: `UDP-LISTEN`).",
        "`openssl s_client`: leave `-dtls` and `-dtls1_2` out for TCP.",
    ],
    messages: says::CLIENT_SPOKE_PLAIN,
};

pub(in super::super) static QUIC_ON_TCP: Cause = Cause {
    id: "quic-on-tcp",
    class: Class::NotTls,
    protocol: Some("quic"),
    explanation: "A QUIC packet with a long header on a byte stream. QUIC belongs into UDP \
        datagrams: a forwarder turned UDP into TCP, or datagrams were fed as a stream.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Check that the forwarder or load balancer handles port 443/udp as UDP.",
        "If the bytes come from a capture: take the UDP flows out of the TCP reassembly.",
    ],
    messages: says::CLIENT_SPOKE_PLAIN,
};

pub(in super::super) static TLS_UNKNOWN_VERSION: Cause = Cause {
    id: "tls-unknown-version",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "Shaped like a TLS record, but with a record version that no TLS defines (drafts of \
        TLS 1.3 used 7f xx elsewhere). Most stacks let such a ClientHello pass; it may be a probe \
        for version intolerance.",
    guide_causes: VERSION,
    guide_steps: CHECK_VERSIONS,
    remedies: &[
        "Set the record version of a ClientHello to 3.1 or 3.3 (RFC 8446, section 5.1); the version \
         that counts stands inside it.",
        "Replace software that still speaks a draft of TLS 1.3.",
    ],
    messages: says::FOREIGN_VERSION,
};

pub(in super::super) static RECORD_OVERFLOW: Cause = Cause {
    id: "record-overflow",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The record header announces more bytes than a TLS record may hold (2^14, and 256 \
        more when protected in TLS 1.3). Either framing was lost, or these bytes only look like a \
        record header.",
    guide_causes: &[GuideCause::NotTls, GuideCause::Network],
    guide_steps: &[GuideStep::VerifyTls, GuideStep::CheckNetwork],
    remedies: &[
        "Read the two length bytes as text: if they are printable, this is no TLS.",
        "Otherwise bytes were lost or added before them: check the capture and whatever rewrites \
         the stream.",
        "If the sender really builds such records: limit its fragments to 2^14 bytes.",
    ],
    messages: says::OVERFLOW,
};

pub(in super::super) static EMPTY_RECORD: Cause = Cause {
    id: "empty-record",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The first record is empty. No handshake fragment may have length zero (RFC 8446, \
        section 5.1); OpenSSL, Java and NSS skip it, while Go, rustls and GnuTLS end the connection.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "Repair the sender, or the middlebox that splits its records.",
        "If this is a test tool: what the peer does with it is the result.",
    ],
    messages: says::EMPTY,
};

pub(in super::super) static FRAGMENTED_HELLO: Cause = Cause {
    id: "fragmented-hello",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The hello is longer than its first record: it continues in further records. That is \
        legal (RFC 8446, section 5.1), but some middleboxes and servers expect a hello in one record.",
    guide_causes: &[GuideCause::Misconfiguration, GuideCause::Network],
    guide_steps: &[GuideStep::CheckCapture, GuideStep::CheckNetwork],
    remedies: &[
        "By itself nothing is wrong; read on.",
        "If the other side then closes or stays silent: update it, or the box in between, and try a \
         smaller hello to confirm (`openssl s_client -groups X25519`, `GODEBUG=tlsmlkem=0` for Go).",
        "If the sender was told to split (`-max_send_frag`, a censorship-evasion option): take that \
         away.",
    ],
    messages: &[],
};

pub(in super::super) static ALERT_FIRST: Cause = Cause {
    id: "alert-first",
    class: Class::TlsAlert,
    protocol: Some("tls"),
    explanation: "The first record is an alert: this side speaks TLS and gives up, because of what it \
        was sent. Its own log says why; the alert's number says in which area.",
    guide_causes: &[GuideCause::Version, GuideCause::Misconfiguration],
    guide_steps: &[GuideStep::CheckVersions, GuideStep::CheckSettings],
    remedies: &[
        "Read the log of the side that sent the alert.",
        "protocol_version (70): bring the versions together (nginx `ssl_protocols`, Apache httpd \
         `SSLProtocol`, HAProxy `ssl-min-ver`, Go `MinVersion`, OpenSSL `MinProtocol`, Java \
         `jdk.tls.disabledAlgorithms`).",
        "handshake_failure (40): no cipher suite, group or signature in common; compare `ssl_ciphers` \
         or `CipherString` with what the hello offers.",
        "unrecognized_name (112): the name in the hello is unknown to the server; check \
         `server_name`, or the name that the client connects to.",
        "no_application_protocol (120): no ALPN in common; check the ALPN lists on both sides.",
        "unexpected_message (10), decode_error (50) or record_overflow (22) right away: this side was \
         sent something that is not TLS.",
    ],
    messages: says::ALERT,
};

pub(in super::super) static REVERSED_DIRECTION: Cause = Cause {
    id: "reversed-direction",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "A hello from the wrong side: the server sent a ClientHello, or the client a \
        ServerHello. Either the two directions were swapped on their way here, or both ends are \
        set up for the same role.",
    guide_causes: &[GuideCause::IncompleteCapture, GuideCause::Misconfiguration],
    guide_steps: &[GuideStep::CheckCapture],
    remedies: &[
        "Swap the two directions, and read again.",
        "If the side that accepted the connection really sends a ClientHello: set it up as a server \
         (stunnel `client = no`, socat `OPENSSL-LISTEN`, Node.js `tls.createServer`).",
        "In protocols where the roles are free (SIP, WebRTC, FTP data connections): compare what \
         was negotiated about them.",
    ],
    messages: says::REVERSED,
};
