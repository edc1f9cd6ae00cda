use super::super::{Cause, Class, stack_message as says};
use super::{CHECK_SETTINGS, SETTINGS};

pub(super) static ALL: [&Cause; 4] = [&PROXY_PROTOCOL_V1, &PROXY_PROTOCOL_V2, &SOCKS5, &SOCKS4];

const READ_THE_HEADER: &[&str] = &[
    "nginx: `listen 443 ssl proxy_protocol;`; HAProxy: `bind :443 accept-proxy ssl crt FILE`; Apache \
     httpd: `RemoteIPProxyProtocol On`.",
    "Go: the PROXY listener goes inside, TLS around it: `tls.NewListener(&proxyproto.Listener{...}, \
     config)`.",
    "Traefik: `proxyProtocol.trustedIPs` on the entry point; Envoy: the `proxy_protocol` listener \
     filter ahead of `tls_inspector`; Dovecot: `haproxy = yes`; Postfix: \
     `smtpd_upstream_proxy_protocol`.",
    "Or stop sending it: HAProxy `server` line without `send-proxy` and `send-proxy-v2`, AWS target \
     group attribute `proxy_protocol_v2.enabled` off.",
    "A reader that knows only version 1 fails on version 2; let both sides name the same.",
];

pub(in super::super) static PROXY_PROTOCOL_V1: Cause = Cause {
    id: "proxy-protocol-v1",
    class: Class::NotTls,
    protocol: Some("proxy-protocol"),
    explanation: "A PROXY header (version 1, one line of text) stands before TLS: a load balancer adds \
        it, and the listener behind was not told to read it.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: READ_THE_HEADER,
    messages: says::PROXY_HEADER,
};

pub(in super::super) static PROXY_PROTOCOL_V2: Cause = Cause {
    id: "proxy-protocol-v2",
    class: Class::NotTls,
    protocol: Some("proxy-protocol"),
    explanation: "A PROXY header (version 2, binary) stands before TLS: a load balancer adds it, and \
        the listener behind was not told to read it.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: READ_THE_HEADER,
    messages: says::PROXY_HEADER,
};

const POINT_SOCKS_ELSEWHERE: &[&str] = &[
    "Point the client's SOCKS setting at the SOCKS port, and its HTTP proxy setting at the HTTP one \
     (curl `-x socks5h://HOST:1080`, `ALL_PROXY`).",
    "ssh `-D 1080` opens a SOCKS port, `-L` a plain one: TLS belongs only to the latter.",
    "Through a working SOCKS proxy TLS follows the negotiation; read on from where it starts.",
];

pub(in super::super) static SOCKS5: Cause = Cause {
    id: "socks5",
    class: Class::NotTls,
    protocol: Some("socks"),
    explanation: "SOCKS 5 negotiation: a client takes this port for a SOCKS proxy, or a SOCKS proxy \
        answers. `05 ff` is the proxy's refusal of every authentication method.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: POINT_SOCKS_ELSEWHERE,
    messages: says::EITHER_SPOKE_PLAIN,
};

pub(in super::super) static SOCKS4: Cause = Cause {
    id: "socks4",
    class: Class::NotTls,
    protocol: Some("socks"),
    explanation: "SOCKS 4 negotiation: a client takes this port for a SOCKS proxy, or a SOCKS proxy \
        answers. `00 5b` is its refusal, `00 5a` its consent.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: POINT_SOCKS_ELSEWHERE,
    messages: says::EITHER_SPOKE_PLAIN,
};
