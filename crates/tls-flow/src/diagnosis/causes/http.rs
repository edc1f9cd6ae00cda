use super::super::{Cause, Class, GuideCause, GuideStep, stack_message as says};
use super::{CAPTURE, CHECK_SETTINGS, NOT_TLS, SETTINGS, VERIFY};

pub(super) static ALL: [&Cause; 9] = [
    &HTTP_RESPONSE,
    &HTTP_HTML_NO_STATUS,
    &HTTP_REDIRECT_INTERCEPT,
    &PROXY_CONNECT_REFUSED,
    &HTTP_REQUEST,
    &HTTP_PROXY_REQUEST,
    &HTTP_REQUEST_ANSWERED_PLAIN,
    &HTTP2_CLEARTEXT,
    &WEBSOCKET_FRAMES,
];

pub(in super::super) static HTTP_RESPONSE: Cause = Cause {
    id: "http-response",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "The server answered in plain HTTP: the port belongs to a listener without TLS. \
        Read as a record header, `HTTP/` gives type 72 and length 20527, which is where the numbers \
        in some error messages come from.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Confirm it: `curl -v http://HOST:PORT/` gets an answer.",
        "Client: use `http://`, or the port on which the server does speak TLS.",
        "nginx: write `listen 443 ssl;` with `ssl_certificate` and `ssl_certificate_key`, and reload; \
         without `ssl` the port stays plain.",
        "nginx as a reverse proxy: a plain backend needs `proxy_pass http://`, not `https://`.",
        "Apache httpd: `SSLEngine on` in the virtual host that owns the port, and `Listen 443`.",
        "HAProxy: `bind :443 ssl crt FILE` in front; drop `ssl` from a `server` line whose backend \
         is plain.",
        "Go: `ListenAndServeTLS`, not `ListenAndServe`.",
        "A proxy variable names the scheme of the proxy: for a plain proxy write \
         `HTTPS_PROXY=http://proxy:3128`.",
        "Kubernetes ingress-nginx: annotate `backend-protocol: HTTP` for a plain service; Istio: \
         `trafficPolicy.tls.mode: DISABLE` where the target has no sidecar.",
        "Container registry without TLS: list it under `insecure-registries` of the Docker daemon.",
    ],
    messages: says::SERVER_SPOKE_HTTP,
};

pub(in super::super) static HTTP_HTML_NO_STATUS: Cause = Cause {
    id: "http-html-no-status",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "The server sent an HTML page without a status line, the way HTTP/0.9 did: it is a \
        plain HTTP server that could not make out a request line in the TLS hello.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Confirm it: `curl -v http://HOST:PORT/` gets an answer.",
        "Use `http://`, or put a listener with TLS in front of this server.",
        "Python: wrap the socket of `http.server` with `ssl.SSLContext.wrap_socket`; Flask and \
         Werkzeug: pass `ssl_context=(cert, key)` to `run`.",
    ],
    messages: says::SERVER_SPOKE_PLAIN,
};

pub(in super::super) static HTTP_REDIRECT_INTERCEPT: Cause = Cause {
    id: "http-redirect-intercept",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "A plain HTTP redirect came instead of TLS. Either the listener is a plain one that \
        sends visitors elsewhere, or a captive portal or filter on the path has answered in the \
        server's place.",
    guide_causes: &[GuideCause::NotTls, GuideCause::Network],
    guide_steps: &[GuideStep::VerifyTls, GuideStep::CheckNetwork],
    remedies: &[
        "Compare the host in the `Location` line with the one you asked for: a foreign one is a \
         portal or a block page.",
        "Open any `http://` page in a browser to meet the portal, or try from another network.",
        "Compare what two resolvers say for the name; ask the owner of the network.",
        "If the server is yours: its redirect belongs on port 80; the TLS port needs \
         `listen 443 ssl;` (nginx) or `SSLEngine on` (Apache httpd).",
    ],
    messages: says::SERVER_SPOKE_HTTP,
};

pub(in super::super) static PROXY_CONNECT_REFUSED: Cause = Cause {
    id: "proxy-connect-refused",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "A forward proxy turned the CONNECT down, so the tunnel in which TLS was to run \
        never came up. The status says why: 407 wants credentials, 403 forbids the destination or \
        its port, 502 to 504 could not reach it.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "407: give the client the proxy's credentials (curl `--proxy-user`, `openssl s_client \
         -proxy_user`, `http://user:pass@proxy:3128` in the variable).",
        "403: allow the port (squid `acl SSL_ports port`, tinyproxy `ConnectPort`) or the \
         destination.",
        "502, 503, 504: let the proxy resolve and reach the target.",
        "If no proxy is meant to be used: remove `HTTPS_PROXY`, or add the host to `NO_PROXY`.",
    ],
    messages: says::SERVER_SPOKE_HTTP,
};

pub(in super::super) static HTTP_REQUEST: Cause = Cause {
    id: "http-request",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "The client sent a plain HTTP request to a port that expects TLS. Health checks, \
        monitoring and clients whose URL says `http` are the usual senders; Host and User-Agent of \
        the request name them.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Change the client's scheme to `https://`.",
        "Kubernetes probe: `scheme: HTTPS`; Prometheus: `scheme: https`; load balancer: a TLS health \
         check and backend protocol.",
        "Docker client: set `DOCKER_TLS_VERIFY=1` and `DOCKER_CERT_PATH`.",
        "A proxy in front that takes TLS off: let it encrypt again, or point it at the plain port.",
        "nginx can send such clients on: `error_page 497 https://$host$request_uri;`.",
    ],
    messages: says::CLIENT_SPOKE_HTTP,
};

pub(in super::super) static HTTP_PROXY_REQUEST: Cause = Cause {
    id: "http-proxy-request",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "The client takes this for a plain HTTP proxy: it sent CONNECT, or a request with a \
        whole URL, in clear. If the port expects TLS, it is either no proxy or a proxy that is \
        itself reached over TLS.",
    guide_causes: SETTINGS,
    guide_steps: CHECK_SETTINGS,
    remedies: &[
        "If it is a proxy reached over TLS: write `https://` as the scheme of the proxy (curl \
         `-x https://proxy:443`, from 7.52 on).",
        "If it is a plain proxy: give it a listener without TLS, as squid's `http_port 3128`.",
        "If it is no proxy: remove `HTTP_PROXY` and `HTTPS_PROXY`, or list the host in `NO_PROXY`.",
    ],
    messages: says::CLIENT_SPOKE_CONNECT,
};

pub(in super::super) static HTTP_REQUEST_ANSWERED_PLAIN: Cause = Cause {
    id: "http-request-answered-plain",
    class: Class::NotTls,
    protocol: Some("http"),
    explanation: "The server does speak TLS there, but was sent a plain HTTP request, and says so in \
        a plain answer with status 400. The client has to change.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Change the client's scheme to `https://`.",
        "A proxy in front: nginx `proxy_pass https://`, Apache httpd `SSLProxyEngine on` with \
         `ProxyPass / https://`, HAProxy `server ... ssl verify required ca-file FILE`.",
        "Kubernetes probe: `scheme: HTTPS`; Prometheus: `scheme: https`.",
        "nginx can send such clients on: `error_page 497 https://$host$request_uri;`.",
    ],
    messages: says::CLIENT_SPOKE_HTTP,
};

pub(in super::super) static HTTP2_CLEARTEXT: Cause = Cause {
    id: "http2-cleartext",
    class: Class::NotTls,
    protocol: Some("http2"),
    explanation: "HTTP/2 without TLS (h2c with prior knowledge), most often gRPC with plaintext \
        credentials. One side has TLS switched on and the other has not.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "grpcurl: `-plaintext` for a server without TLS; `-insecure` still means TLS.",
        "grpc-go: `insecure.NewCredentials()` against a plain server, `credentials.NewTLS` against \
         one with TLS; the server takes `grpc.Creds`.",
        "nginx: `listen 443 ssl http2;` (or `http2 on;`), since `http2` without `ssl` is clear text; \
         `grpc_pass grpcs://` to a backend with TLS.",
        "Envoy: give the cluster or the listener a `transport_socket` with TLS.",
        "curl: `--http2-prior-knowledge` is for clear text; with TLS use `--http2` and `https://`.",
    ],
    messages: says::EITHER_SPOKE_PLAIN,
};

pub(in super::super) static WEBSOCKET_FRAMES: Cause = Cause {
    id: "websocket-frames",
    class: Class::NotTls,
    protocol: Some("websocket"),
    explanation: "TLS records, but packed in WebSocket frames: the stream was handed over with the \
        framing of a tunnel still around it.",
    guide_causes: CAPTURE,
    guide_steps: &[GuideStep::CheckCapture],
    remedies: &[
        "Take the payload out of the WebSocket frames, and unmask it, before it is read as TLS.",
        "If the WebSocket itself was to be encrypted: use `wss://`.",
    ],
    messages: &[],
};
