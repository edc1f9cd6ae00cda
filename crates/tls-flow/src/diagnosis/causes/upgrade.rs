use super::super::{Cause, Class, GuideCause, GuideStep, stack_message as says};
use super::not_tls;

pub(super) static ALL: [&Cause; 15] = [
    &SMTP_STARTTLS,
    &FTP_AUTH_TLS,
    &IMAP_STARTTLS,
    &POP3_STLS,
    &NNTP_STARTTLS,
    &SIEVE_STARTTLS,
    &XMPP_STARTTLS,
    &IRC_STARTTLS,
    &STARTTLS_COMMAND,
    &LDAP_STARTTLS,
    &POSTGRES_SSLREQUEST,
    &MYSQL_SSL,
    &MSSQL_TDS,
    &RDP_X224,
    &TLS_AFTER_PREAMBLE,
];

pub(in super::super) static SMTP_STARTTLS: Cause = not_tls(
    "smtp-starttls",
    "smtp",
    "SMTP (or LMTP) in clear text. On ports 25 and 587 the server greets first and TLS begins only \
     after STARTTLS; on port 465 TLS comes first. One side took one kind of port for the other.",
    &[
        "Client on 25 or 587: STARTTLS, not TLS at once (nodemailer `secure: false, requireTLS: true`, \
         Python `SMTP(...).starttls()`, Go `smtp.NewClient` and `StartTLS`, PHPMailer \
         `ENCRYPTION_STARTTLS`).",
        "Client that wants TLS at once: use port 465 (nodemailer `secure: true`, Python `SMTP_SSL`).",
        "Postfix: `smtpd_tls_wrappermode=yes` for the `smtps` service in master.cf, and not for \
         `submission`; Exim: `tls_on_connect_ports = 465`.",
        "Try it: `openssl s_client -starttls smtp -connect HOST:587`, `openssl s_client -connect \
         HOST:465`, `-starttls lmtp` for LMTP.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static FTP_AUTH_TLS: Cause = not_tls(
    "ftp-auth-tls",
    "ftp",
    "FTP in clear text. On port 21 the server greets first and TLS begins after AUTH TLS (explicit \
     FTPS); only port 990 speaks TLS from the first byte (implicit FTPS). SFTP is neither: it is SSH.",
    &[
        "curl: `--ssl-reqd ftp://HOST/` for explicit TLS, `ftps://HOST:990/` for implicit.",
        "FileZilla: \"Require explicit FTP over TLS\" for port 21; lftp: `set ftp:ssl-force true`.",
        "Python: `ftplib.FTP_TLS`, then `auth()`; .NET: `EnableSsl` means explicit.",
        "vsftpd: `implicit_ssl=YES` only on port 990; ProFTPD: `TLSOptions UseImplicitSSL`.",
        "Try it: `openssl s_client -starttls ftp -connect HOST:21`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static IMAP_STARTTLS: Cause = not_tls(
    "imap-starttls",
    "imap",
    "IMAP in clear text. On port 143 the server greets first and TLS begins after STARTTLS; on port \
     993 TLS comes first.",
    &[
        "Client: port 993 for \"SSL/TLS\", port 143 for \"STARTTLS\" (imapflow `secure`, where the \
         text \"false\" counts as true; Python `IMAP4_SSL` or `IMAP4(...).starttls()`).",
        "Dovecot: `ssl = yes` in `inet_listener imaps`, none in `inet_listener imap`; Cyrus: the \
         `imaps` service with `-s`.",
        "Try it: `openssl s_client -starttls imap -connect HOST:143`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static POP3_STLS: Cause = not_tls(
    "pop3-stls",
    "pop3",
    "POP3 in clear text. On port 110 the server greets first and TLS begins after STLS; on port 995 \
     TLS comes first.",
    &[
        "Client: port 995 for \"SSL/TLS\", port 110 for \"STARTTLS\" (Python `POP3_SSL` or \
         `POP3(...).stls()`).",
        "Dovecot: `ssl = yes` in `inet_listener pop3s`, none in `inet_listener pop3`.",
        "Try it: `openssl s_client -starttls pop3 -connect HOST:110`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static NNTP_STARTTLS: Cause = not_tls(
    "nntp-starttls",
    "nntp",
    "NNTP in clear text. On port 119 the server greets first and TLS begins after STARTTLS; on port \
     563 TLS comes first.",
    &[
        "News client: port 563 with \"SSL/TLS\", or 119 with \"STARTTLS\".",
        "Try it: `openssl s_client -starttls nntp -connect HOST:119`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static SIEVE_STARTTLS: Cause = not_tls(
    "sieve-starttls",
    "sieve",
    "ManageSieve in clear text: the server lists its capabilities first, and TLS begins after \
     STARTTLS. There is no port on which TLS comes first.",
    &[
        "Client: STARTTLS on port 4190.",
        "Try it: `openssl s_client -starttls sieve -connect HOST:4190`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static XMPP_STARTTLS: Cause = not_tls(
    "xmpp-starttls",
    "xmpp",
    "XMPP in clear text. On ports 5222 and 5269 a stream is opened in XML and TLS begins after \
     `<starttls/>`; direct TLS has ports of its own, usually 5223 and 5270.",
    &[
        "Client: STARTTLS on 5222, direct TLS on 5223 (or where the `_xmpps-client` record points).",
        "Prosody: `c2s_direct_tls_ports = { 5223 }`; ejabberd: `tls: true` on a listener for direct \
         TLS, `starttls: true` for STARTTLS.",
        "Try it: `openssl s_client -starttls xmpp -xmpphost DOMAIN -connect HOST:5222`, \
         `-starttls xmpp-server` for 5269.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static IRC_STARTTLS: Cause = not_tls(
    "irc-starttls",
    "irc",
    "IRC in clear text. Port 6697 usually speaks TLS from the first byte; on 6667 TLS is not spoken, \
     or begins after STARTTLS.",
    &[
        "Client: port 6697 with TLS, or 6667 without (HexChat \"Use SSL\", irssi `-tls`, WeeChat \
         `server.NAME.tls`).",
        "ngircd: `Ports = 6697` in the `[SSL]` section; UnrealIRCd: `listen { port 6697; options { \
         tls; } }`.",
        "Try it: `openssl s_client -starttls irc -connect HOST:6667`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static STARTTLS_COMMAND: Cause = not_tls(
    "starttls-command",
    "starttls",
    "A bare STARTTLS as the first line: an IRC, ManageSieve or SMTP client that asks for TLS in clear \
     text. On a port where TLS comes first nobody understands it.",
    &[
        "Set the client to TLS from the first byte (\"SSL/TLS\", \"implicit\", \"wrapper mode\"), or \
         use the port for STARTTLS.",
    ],
    says::CLIENT_SPOKE_PLAIN,
);

pub(in super::super) static LDAP_STARTTLS: Cause = not_tls(
    "ldap-starttls",
    "ldap",
    "LDAP in clear text. On port 389 TLS begins after the StartTLS operation; on port 636 TLS comes \
     first.",
    &[
        "Client: `ldaps://HOST:636`, or `ldap://HOST:389` with StartTLS (`ldapsearch -ZZ`, SSSD \
         `ldap_id_use_start_tls = true`, Python ldap3 `start_tls()` instead of `use_ssl=True`).",
        "OpenLDAP: slapd must be started with `-h \"ldap:/// ldaps:///\"` to listen on 636.",
        "Active Directory: 636 (and 3269) answer only once the controller has a certificate.",
        "Try it: `openssl s_client -starttls ldap -connect HOST:389`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static POSTGRES_SSLREQUEST: Cause = not_tls(
    "postgres-sslrequest",
    "postgresql",
    "PostgreSQL's own start: the client asks for TLS with an SSLRequest, the server answers S or N, \
     and only after S does TLS begin. A TLS terminator or client that speaks TLS at once does not fit.",
    &[
        "The server said N: set `ssl = on` with `ssl_cert_file` and `ssl_key_file` in \
         postgresql.conf, or use `sslmode=disable` or `prefer` in the client.",
        "From PostgreSQL 17 on: `sslnegotiation=direct` in the client starts with TLS; a terminator \
         in between then has to offer the ALPN name `postgresql`.",
        "A TLS proxy in front has to understand SSLRequest: Traefik (TCP router), pgbouncer, Envoy's \
         postgres filter; HAProxy and nginx `stream` pass it through only.",
        "Try it: `openssl s_client -starttls postgres -connect HOST:5432`.",
    ],
    says::POSTGRES,
);

pub(in super::super) static MYSQL_SSL: Cause = not_tls(
    "mysql-ssl",
    "mysql",
    "MySQL or MariaDB: the server greets first, the client asks for TLS within its answer, and TLS \
     begins 36 bytes into what the client sends. TLS from the first byte never works there.",
    &[
        "Client: `--ssl-mode=REQUIRED` (MySQL) or `--ssl` (MariaDB), not a TLS tunnel around it.",
        "A load balancer that takes TLS off cannot stand in front; use ProxySQL, MaxScale or pass the \
         bytes through.",
        "An error packet in place of the greeting: the host is blocked (`FLUSH HOSTS`), not allowed, \
         or there are too many connections.",
        "Try it: `openssl s_client -starttls mysql -connect HOST:3306`.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static MSSQL_TDS: Cause = not_tls(
    "mssql-tds",
    "tds",
    "SQL Server's TDS: a pre-login exchange in clear text comes first, and TLS records are then \
     carried inside TDS packets. Only TDS 8.0 begins with TLS.",
    &[
        "`Encrypt=Strict` (TDS 8.0, SQL Server 2022) begins with TLS; `Encrypt=Mandatory` and \
         `Optional` wrap it. Both ends have to agree.",
        "FreeTDS: `encryption = require` wraps TLS; a TLS terminator in front cannot work.",
        "To read the TLS inside: take the eight-byte TDS header off each packet.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static RDP_X224: Cause = not_tls(
    "rdp-x224",
    "rdp",
    "Remote Desktop begins with an X.224 connection request, in which TLS is agreed on; TLS follows \
     the server's confirmation.",
    &[
        "A load balancer in front has to pass RDP through or know it (HAProxy `mode tcp` with \
         `rdp-cookie`); one that expects TLS at once fails.",
        "RDP behind a real TLS endpoint: use a Remote Desktop Gateway.",
        "A short answer `03 00 00 09 02 f0 80 21 80` means that xrdp did not understand what it got: \
         it was sent TLS at once.",
    ],
    says::EITHER_SPOKE_PLAIN,
);

pub(in super::super) static TLS_AFTER_PREAMBLE: Cause = Cause {
    id: "tls-after-preamble",
    class: Class::NotTls,
    protocol: None,
    explanation: "TLS is there, but not from the first byte on: a clear-text dialogue, a proxy's or a \
        tunnel's header comes first, and the first TLS record follows it.",
    guide_causes: &[GuideCause::NotTls, GuideCause::IncompleteCapture],
    guide_steps: &[GuideStep::CheckCapture],
    remedies: &[
        "Start the TLS reader at the offset where TLS begins.",
        "Wireshark: right-click a packet, \"Decode As\", and choose the protocol that comes first \
         (or TLS).",
        "`openssl s_client -starttls PROTOCOL` and curl `--ssl-reqd` speak such a preamble \
         themselves.",
    ],
    messages: &[],
};
