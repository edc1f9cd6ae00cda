use super::super::{Cause, Class, GuideCause, GuideStep, stack_message as says};
use super::{CAPTURE, CHECK_CAPTURE, CHECK_SETTINGS, NOT_TLS, SETTINGS, VERIFY};

pub(super) static ALL: [&Cause; 12] = [
    &NO_DATA,
    &NO_DATA_CLOSE,
    &CLOSED_AFTER_HELLO,
    &RESET_AFTER_HELLO,
    &SILENT_AFTER_HELLO,
    &BOTH_SILENT,
    &ONE_SIDED_CAPTURE,
    &TLS_TO_PLAINTEXT_SERVICE,
    &DOUBLE_TLS,
    &ECHOED,
    &UNKNOWN_TEXT,
    &UNKNOWN_BINARY,
];

const ALL_BUT_THE_PATH: &[GuideCause] =
    &[GuideCause::NotTls, GuideCause::Misconfiguration, GuideCause::Network];
const ALL_STEPS: &[GuideStep] =
    &[GuideStep::VerifyTls, GuideStep::CheckSettings, GuideStep::CheckNetwork];

/// What to try on a server that does not answer a hello.
const ASK_THE_SERVER: &[&str] = &[
    "Ask the service in its own language: `curl http://HOST:PORT/`, `nc`, `redis-cli`, `psql`; if it \
     answers, it speaks no TLS on that port.",
    "A listener that wants a PROXY header first (nginx `proxy_protocol`, HAProxy `accept-proxy`) \
     drops a bare hello: send the header, or take the option away.",
    "Check the name in the hello (SNI), the client certificate rules, and that the server has a \
     certificate at all.",
    "Try a small hello (`openssl s_client -groups X25519`, `GODEBUG=tlsmlkem=0` for Go): if that \
     one is answered, something on the path cannot take a hello of two segments.",
];

pub(in super::super) static NO_DATA: Cause = Cause {
    id: "no-data",
    class: Class::Unknown,
    protocol: None,
    explanation: "This side has sent nothing.",
    guide_causes: &[GuideCause::IncompleteCapture, GuideCause::Misconfiguration],
    guide_steps: &[GuideStep::CheckCapture, GuideStep::CheckSettings],
    remedies: &["Look at the other direction: why this one is silent depends on it."],
    messages: &[],
};

pub(in super::super) static NO_DATA_CLOSE: Cause = Cause {
    id: "no-data-close",
    class: Class::Unknown,
    protocol: None,
    explanation: "The client connected and went away without a byte: a TCP health check or a port \
        scan. The server's log line about a failed handshake is noise.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "Make the check a TLS or HTTPS check (HAProxy `check-ssl`, Kubernetes `scheme: HTTPS`, a TLS \
         health check at the cloud's load balancer).",
        "Or quiet the log line, for instance with an own `ErrorLog` for Go's `http.Server`.",
    ],
    messages: says::LEFT_BEFORE_HELLO,
};

pub(in super::super) static CLOSED_AFTER_HELLO: Cause = Cause {
    id: "closed-after-hello",
    class: Class::Unknown,
    protocol: None,
    explanation: "The ClientHello arrived whole, and the server closed the connection without a \
        byte. Services that speak no TLS do that (PostgreSQL, slapd, ZooKeeper and etcd among them), \
        and so do listeners that miss a PROXY header or dislike the name in the hello.",
    guide_causes: ALL_BUT_THE_PATH,
    guide_steps: ALL_STEPS,
    remedies: ASK_THE_SERVER,
    messages: says::CLOSED,
};

pub(in super::super) static RESET_AFTER_HELLO: Cause = Cause {
    id: "reset-after-hello",
    class: Class::Unknown,
    protocol: None,
    explanation: "The ClientHello arrived, and the connection was reset without a byte in answer. \
        Services that speak no TLS do that (mosquitto, git daemon, distccd), as do nginx and HAProxy \
        when a PROXY header is missing, and filters on the path that object to the name.",
    guide_causes: ALL_BUT_THE_PATH,
    guide_steps: ALL_STEPS,
    remedies: ASK_THE_SERVER,
    messages: says::RESET,
};

pub(in super::super) static SILENT_AFTER_HELLO: Cause = Cause {
    id: "silent-after-hello",
    class: Class::Unknown,
    protocol: None,
    explanation: "The ClientHello went out, and nothing came back while the connection stayed open. \
        A service without TLS may be waiting for the end of a line (Redis, many HTTP servers), or \
        the second segment of a long hello was lost.",
    guide_causes: &[GuideCause::NotTls, GuideCause::Network],
    guide_steps: &[GuideStep::VerifyTls, GuideStep::CheckNetwork],
    remedies: ASK_THE_SERVER,
    messages: says::SILENT,
};

pub(in super::super) static BOTH_SILENT: Cause = Cause {
    id: "both-silent",
    class: Class::Unknown,
    protocol: None,
    explanation: "The connection is open and neither side speaks. The client waits for a greeting \
        (as SMTP, IMAP, FTP and MySQL clients do without TLS) while the server waits for a \
        ClientHello, or the listener waits for a PROXY header.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "Mail client: choose \"SSL/TLS\" for ports 465, 993 and 995, \"STARTTLS\" for 587, 143 and \
         110.",
        "curl: `smtps://`, `imaps://`, `ftps://` for ports where TLS comes first.",
        "A load balancer in front: send the PROXY header, or take `proxy_protocol` or \
         `accept-proxy` away.",
    ],
    messages: says::SILENT,
};

pub(in super::super) static ONE_SIDED_CAPTURE: Cause = Cause {
    id: "one-sided-capture",
    class: Class::Unknown,
    protocol: None,
    explanation: "Only one direction has payload, although its bytes are acknowledged: the other \
        direction takes another way, or the capture point sees only one.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &[
        "Capture both directions: on the host itself, or on both links of an asymmetric route.",
        "A mirror port may be set to one direction; set it to both.",
    ],
    messages: &[],
};

pub(in super::super) static TLS_TO_PLAINTEXT_SERVICE: Cause = Cause {
    id: "tls-to-plaintext-service",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "A good ClientHello reached a service that expects clear text there. Services print \
        its first bytes, 16 03 01, in their own terms: as a length, as an invalid method, as a bad \
        protocol header.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Connect to the service's TLS port, or switch TLS on for this one.",
        "Or switch TLS off in the client: kafkajs `ssl: {}` means on, `rediss://` and `amqps://` \
         mean TLS, `sslmode=disable` means none.",
    ],
    messages: says::HELLO_AT_PLAIN_SERVICE,
};

pub(in super::super) static DOUBLE_TLS: Cause = Cause {
    id: "double-tls",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "Inside the TLS connection a second ClientHello begins: two layers take turns at \
        encrypting, as with an HTTPS proxy in front of HTTPS, or a terminator that encrypts again \
        towards a listener that expects clear text.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "Take one layer away: a plain listener behind the terminator, or pass-through at the \
         terminator (HAProxy `mode tcp`, nginx `stream` with `ssl_preread`).",
        "If a tunnel is meant (HTTPS over an HTTPS proxy): nothing is wrong.",
    ],
    messages: &[],
};

pub(in super::super) static ECHOED: Cause = Cause {
    id: "echoed",
    class: Class::NotTls,
    protocol: Some("echo"),
    explanation: "The server sent the client's own bytes back: it is an echo service, or a loop in the \
        forwarding.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Check the port: the echo service lives on 7, and test servers (`nc`, `socat ... EXEC:cat`) \
         behave like it.",
        "Check that the forwarder does not point at itself.",
    ],
    messages: says::REVERSED,
};

pub(in super::super) static UNKNOWN_TEXT: Cause = Cause {
    id: "unknown-text",
    class: Class::NotTls,
    protocol: None,
    explanation: "Text, and no TLS: this port speaks some line-based protocol that is not in the \
        catalogue.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Read the text: most services name themselves in their first line.",
        "Check the port, and whether the service has a TLS port of its own.",
    ],
    messages: says::EITHER_SPOKE_PLAIN,
};

pub(in super::super) static UNKNOWN_BINARY: Cause = Cause {
    id: "unknown-binary",
    class: Class::Unknown,
    protocol: None,
    explanation: "Bytes that neither begin a TLS record nor fit any signature: an unknown protocol, \
        or encrypted data from the middle of a connection.",
    guide_causes: &[GuideCause::NotTls, GuideCause::IncompleteCapture],
    guide_steps: &[GuideStep::VerifyTls, GuideStep::CheckCapture],
    remedies: &[
        "If the capture lacks the start of the connection: capture again from the SYN on.",
        "If the bytes are random through and through: look for an obfuscating proxy or a VPN.",
        "Check the port, and which service listens there.",
    ],
    messages: says::EITHER_SPOKE_PLAIN,
};
