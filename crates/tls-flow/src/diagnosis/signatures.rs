//! The table. One row is one way to begin; the first row that matches wins, once no row before it
//! can match any more. The order is from what is certain to what is weak: TLS and what resembles
//! it, long magics, binary with checked lengths, text by its first word, then the rest.
//!
//! `Likely` and better are kept for rows that random bytes do not hit: all of them together less
//! than once in 10,000.

use super::Class::TlsMidstream;
#[allow(clippy::wildcard_imports, reason = "the table names nearly all of them")]
use super::causes::*;
use super::signature::Item::{
    Ahead, Any, AnyText, Be16, Be32, Bits, Check, End, In, Later, Le16, Le24, Le32, Line, Lit, Of,
    Skip, Text,
};
use super::signature::{Signature, Then, client, either, server};
use super::structure;

/// Methods of HTTP and `WebDAV`, each with the space that ends it.
#[rustfmt::skip]
const HTTP_METHODS: &[&[u8]] = &[
    b"GET ", b"POST ", b"HEAD ", b"PUT ", b"OPTIONS ", b"PATCH ", b"DELETE ", b"TRACE ",
    b"PROPFIND ", b"PROPPATCH ", b"MKCOL ", b"COPY ", b"MOVE ", b"LOCK ", b"UNLOCK ", b"REPORT ",
    b"SEARCH ", b"PURGE ", b"SUBSCRIBE ", b"UNSUBSCRIBE ", b"NOTIFY ", b"M-SEARCH ",
    b"RPC_IN_DATA ", b"RPC_OUT_DATA ", b"CCM_POST ", b"BITS_POST ",
];

/// Methods of SIP (RFC 3261 and its extensions) and RTSP (RFC 7826).
#[rustfmt::skip]
const SIP_METHODS: &[&[u8]] = &[
    b"OPTIONS ", b"REGISTER ", b"INVITE ", b"ACK ", b"BYE ", b"CANCEL ", b"MESSAGE ", b"NOTIFY ",
    b"SUBSCRIBE ", b"PUBLISH ", b"INFO ", b"UPDATE ",
];
#[rustfmt::skip]
const RTSP_METHODS: &[&[u8]] = &[
    b"OPTIONS ", b"DESCRIBE ", b"SETUP ", b"PLAY ", b"ANNOUNCE ", b"RECORD ", b"GET_PARAMETER ",
];

/// What the host of a CONNECT begins with.
const HOST_START: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ[_abcdefghijklmnopqrstuvwxyz";

/// What an HTML page begins with: a tag, a byte order mark, or white space.
const HTML_START: &[u8] = b"<\xef \t\r\n";

/// What the tag of an IMAP command begins with.
const TAG_START: &[u8] = b".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The digits of a pkt-line's length.
const HEX: &[u8] = b"0123456789abcdef";

/// Words by which mail and file servers name themselves in a greeting.
const MAIL_WORDS: &[&str] = &["smtp", "smtpd", "lmtp", "postfix", "exim", "sendmail"];
const FTP_WORDS: &[&str] = &["ftp", "ftpd", "vsftpd", "proftpd", "pure-ftpd", "filezilla"];

/// Handshake messages that are never the first one of a direction: `NewSessionTicket`,
/// `EncryptedExtensions`, `Certificate`, `ServerKeyExchange`, `CertificateRequest`,
/// `ServerHelloDone`, `CertificateVerify`, `ClientKeyExchange`, `Finished`, `CertificateStatus`,
/// `SupplementalData`.
const LATER_MESSAGES: &[u8] = b"\x04\x08\x0b\x0c\x0d\x0e\x0f\x10\x14\x16\x17";

#[rustfmt::skip] // one row a line, so that columns can be compared
pub(super) static SIGNATURES: &[Signature] = &[
    // TLS records of major version 3, minor 0 to 4.
    either(&EMPTY_RECORD, &[Lit(b"\x16\x03"), In(0, 4), Lit(b"\0\0")]),
    either(&EMPTY_RECORD, &[In(0x14, 0x18), Lit(b"\x03"), In(0, 4), Lit(b"\0\0")]).class(TlsMidstream).likely(),
    either(&RECORD_OVERFLOW, &[Lit(b"\x16\x03"), In(0, 4), Be16(0x4001, 0xffff)]).likely(),
    either(&RECORD_OVERFLOW, &[In(0x14, 0x15), Lit(b"\x03"), In(0, 4), Be16(0x4001, 0xffff)]).class(TlsMidstream).likely(),
    either(&RECORD_OVERFLOW, &[In(0x17, 0x18), Lit(b"\x03"), In(0, 4), Be16(0x4101, 0xffff)]).class(TlsMidstream).likely(),
    server(&REVERSED_DIRECTION, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01")]).likely(),
    client(&REVERSED_DIRECTION, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02")]).likely(),
    client(&FRAGMENTED_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01"), Check(structure::fragmented_message)]),
    server(&FRAGMENTED_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02"), Check(structure::fragmented_message)]),
    client(&SSLV3_HELLO, &[Lit(b"\x16\x03\0"), Skip(2), Lit(b"\x01\0"), Skip(2), Lit(b"\x03\0")]),
    client(&OK_CLIENT_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x01\0"), Check(structure::whole_message)]),
    server(&OK_SERVER_HELLO, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Lit(b"\x02\0"), Check(structure::whole_message)]),
    server(&HELLO_REQUEST_FIRST, &[Lit(b"\x16\x03"), In(0, 4), Lit(b"\0\x04\0\0\0\0")]),
    either(&MISSING_SEGMENT, &[Lit(b"\x16\x03"), In(0, 4), Skip(2), Of(LATER_MESSAGES), In(0, 1)]).likely(),
    either(&MID_STREAM, &[Lit(b"\x16\x03"), In(0, 4), Skip(3)]).class(TlsMidstream).likely(),
    either(&ALERT_FIRST, &[Lit(b"\x15\x03"), In(0, 4), Lit(b"\0\x02"), In(1, 2), Skip(1)]),
    either(&MID_STREAM, &[Lit(b"\x15\x03"), In(0, 4), Skip(2)]).likely(),
    either(&MID_STREAM, &[Lit(b"\x14\x03"), In(0, 4), Lit(b"\0\x01\x01")]),
    either(&MID_STREAM, &[Of(b"\x17\x18"), Lit(b"\x03"), In(0, 4), Skip(2)]).likely(),

    // What resembles a TLS record.
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16\x03"), In(5, 255), Skip(2), In(1, 2), Lit(b"\0")]).likely(),
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16\x7f"), Skip(3), In(1, 2), Lit(b"\0")]).likely(),
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16\x03"), In(5, 255)]).possible(),
    either(&TLS_UNKNOWN_VERSION, &[Lit(b"\x16\x7f"), Skip(1)]).possible(),
    either(&TLCP_GMTLS, &[In(0x14, 0x17), Lit(b"\x01\x01")]).likely(),
    either(&DTLS_ON_TCP, &[In(0x14, 0x19), Lit(b"\xfe"), Of(b"\xff\xfd\xfc")]).likely(),
    client(&SSLV2_HELLO, &[In(0x80, 0xff), Skip(1), Lit(b"\x01"), Any(&[b"\0\x02", b"\x03\0", b"\x03\x01", b"\x03\x02", b"\x03\x03"]), Check(structure::sslv2_client_hello)]),
    either(&QUIC_ON_TCP, &[In(0xc0, 0xff), Any(&[b"\0\0\0\x01", b"\x6b\x33\x43\xcf"]), In(0, 20)]),
    either(&QUIC_ON_TCP, &[In(0xc0, 0xff), Lit(b"\xff\0\0"), In(17, 34), In(0, 20)]),

    // Long magics.
    client(&PROXY_PROTOCOL_V2, &[Lit(b"\r\n\r\n\0\r\nQUIT\n"), In(0x20, 0x21)]).then(Then::Header),
    client(&PROXY_PROTOCOL_V1, &[Lit(b"PROXY "), Any(&[b"TCP4 ", b"TCP6 ", b"UNKNOWN"])]).then(Then::Header),
    client(&HTTP2_CLEARTEXT, &[Lit(b"PRI * ")]),
    either(&BITTORRENT, &[Lit(b"\x13BitTorrent")]),
    either(&CAPTURE_FILE, &[Any(&[b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d", b"\n\r\r\n", b"snoop\0\0\0"])]),
    either(&COMPRESSED, &[Any(&[b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\0", b"BZh91AY", b"PK\x03\x04", b"\x04\x22\x4d\x18"])]),
    either(&PEM_OR_DER, &[Lit(b"-----BEGIN ")]),

    // Binary with lengths and constants that check each other.
    client(&POSTGRES_SSLREQUEST, &[Lit(b"\0\0\0\x08\x04\xd2\x16"), Of(b"\x2f\x30")]).upgrades(),
    client(&POSTGRES_SSLREQUEST, &[Lit(b"\0\0\0\x10\x04\xd2\x16\x2e")]),
    client(&POSTGRES_SSLREQUEST, &[Lit(b"\0\0"), Skip(2), Lit(b"\0\x03\0"), In(0, 2)]),
    server(&POSTGRES_SSLREQUEST, &[Lit(b"S"), In(0x15, 0x16), Lit(b"\x03"), In(0, 4)]).likely().upgrades(),
    server(&POSTGRES_SSLREQUEST, &[Any(&[b"S", b"N"]), End]).possible(),
    server(&POSTGRES_SSLREQUEST, &[Lit(b"N"), Of(b"RE"), Lit(b"\0\0")]).likely(),
    server(&POSTGRES_SSLREQUEST, &[Any(&[b"E\0\0", b"EFATAL", b"EERROR"]), Skip(2), Of(b"SVMLP: ")]).likely(),
    server(&POSTGRES_SSLREQUEST, &[Lit(b"R\0\0\0"), In(8, 200), Lit(b"\0\0\0"), In(0, 12)]),
    server(&MYSQL_SSL, &[In(10, 255), Lit(b"\0\0\0\x0a"), In(b'0', b'9')]).upgrades(),
    server(&MYSQL_SSL, &[Skip(1), Lit(b"\0\0\0\xff"), Le16(1000, 4999)]).likely(),
    client(&MYSQL_SSL, &[Le24(32, 2000), Lit(b"\x01"), Skip(1), Bits(0x08, 0x08), Skip(7), Lit(b"\0\0\0\0")]).upgrades(),
    client(&MYSQL_SSL, &[Le24(32, 2000), Lit(b"\x01"), Skip(9), Lit(b"\0\0\0\0")]),
    client(&MSSQL_TDS, &[Lit(b"\x12"), In(0, 1), Be16(8, 4096), Lit(b"\0\0"), Skip(1), Lit(b"\0")]).upgrades(),
    server(&MSSQL_TDS, &[Lit(b"\x04\x01"), Be16(8, 4096), Lit(b"\0\0"), Skip(2), Lit(b"\0")]).upgrades(),
    client(&OTHER_PROTOCOL, &[Lit(b"\x03\0"), Skip(3), Lit(b"\xe0"), Skip(5), In(0xc0, 0xc2)]).protocol("s7comm"),
    server(&OTHER_PROTOCOL, &[Lit(b"\x03\0"), Skip(3), Lit(b"\xd0"), Skip(5), In(0xc0, 0xc2)]).protocol("s7comm"),
    client(&RDP_X224, &[Lit(b"\x03\0"), Skip(3), Lit(b"\xe0"), Check(structure::x224_length)]).upgrades(),
    server(&RDP_X224, &[Lit(b"\x03\0"), Skip(3), Lit(b"\xd0"), Check(structure::x224_length)]).upgrades(),
    either(&RDP_X224, &[Lit(b"\x03\0"), Skip(2), Lit(b"\x02\xf0\x80")]).likely(),
    either(&OTHER_PROTOCOL, &[Lit(b"\x03\0"), Skip(2), Lit(b"\x08\x02")]).likely().protocol("h323"),
    client(&LDAP_STARTTLS, &[Lit(b"\x30"), Check(structure::ldap_extended_request)]).upgrades(),
    client(&LDAP_STARTTLS, &[Lit(b"\x30"), Check(structure::ldap_request)]),
    server(&LDAP_STARTTLS, &[Lit(b"\x30"), Check(structure::ldap_extended_response)]).upgrades(),
    server(&LDAP_STARTTLS, &[Lit(b"\x30"), Check(structure::ldap_response)]),
    either(&PEM_OR_DER, &[Lit(b"\x30\x82"), Skip(2), Lit(b"\x30")]).likely(),
    either(&SMB, &[Lit(b"\0"), Skip(3), In(0xfc, 0xff), Lit(b"SMB")]),
    client(&SMB, &[Lit(b"\x81\0\0"), Skip(1), Lit(b"\x20")]).likely(),
    server(&HTTP2_CLEARTEXT, &[Lit(b"\0"), Be16(0, 600), Lit(b"\x04\0\0\0\0\0")]),
    client(&MQTT, &[Lit(b"\x10"), In(0, 0x7f), Any(&[b"\0\x04MQTT", b"\0\x06MQIsdp"])]),
    client(&MQTT, &[Lit(b"\x10"), In(0x80, 0xff), In(1, 0x7f), Any(&[b"\0\x04MQTT", b"\0\x06MQIsdp"])]),
    server(&MQTT, &[Lit(b"\x20\x02"), In(0, 1), In(0, 5)]).likely(),
    server(&MQTT, &[Lit(b"\x20"), In(3, 0x7f), In(0, 1), Check(structure::mqtt5_connack)]).likely(),
    either(&AMQP, &[Lit(b"AMQP"), In(0, 3)]),
    server(&AMQP, &[Lit(b"\x01\0\0"), Skip(4), Lit(b"\0\x0a\0\x0a")]),
    client(&DNS_TCP, &[Be16(17, 767), Skip(2), Bits(0x80, 0), Skip(1), Lit(b"\0\x01\0"), In(0, 3), Lit(b"\0"), In(0, 9), Lit(b"\0"), In(0, 3)]),
    client(&KAFKA, &[Be32(10, 0x00ff_ffff), Lit(b"\0"), Of(b"\0\x01\x03\x11\x12"), Lit(b"\0"), In(0, 15), Skip(4), Any(&[b"\0", b"\xff\xff"])]).likely(),
    client(&CASSANDRA, &[Of(b"\x03\x04\x05\x42"), Of(b"\0\x08\x10"), Skip(2), Of(b"\x01\x05"), Be32(0, 0xffff)]),
    server(&CASSANDRA, &[Of(b"\x83\x84\x85\xc2"), In(0, 0x1f), Skip(2), Of(b"\0\x02\x03\x06\x08\x0e\x10"), Be32(0, 0xffff)]),
    either(&ELASTICSEARCH_TRANSPORT, &[Lit(b"ES\0\0")]),
    client(&ORACLE_TNS, &[Be16(26, 4096), Lit(b"\0\0\x01\0"), Skip(2), Lit(b"\x01"), In(0x2c, 0x40)]),
    client(&FASTCGI_AJP, &[Lit(b"\x01\x01"), Skip(2), Lit(b"\0\x08")]).likely().protocol("fastcgi"),
    client(&FASTCGI_AJP, &[Lit(b"\x12\x34"), Be16(1, 8192), Of(b"\x02\x07\x0a")]).likely(),
    server(&FASTCGI_AJP, &[Lit(b"AB"), Be16(1, 8192), In(3, 9)]).likely(),
    client(&JAVA_RMI, &[Lit(b"JRMI\0")]),
    either(&JAVA_RMI, &[Lit(b"\xac\xed\0\x05")]),
    client(&MEMCACHED, &[Lit(b"\x80"), In(1, 0x40), Lit(b"\0"), Skip(2), Lit(b"\0\0\0")]).likely(),
    client(&MEMCACHED, &[Lit(b"\x80\0\0"), In(1, 250), Lit(b"\0\0\0\0")]).likely(),
    server(&MEMCACHED, &[Lit(b"\x81"), In(0, 0x40), Lit(b"\0"), Skip(2), Lit(b"\0\0")]).likely(),
    client(&WEBSOCKET_FRAMES, &[In(0x81, 0x82), In(0x80, 0xff), Check(structure::masked_tls)]).likely(),
    server(&WEBSOCKET_FRAMES, &[In(0x81, 0x82), In(0, 0x7f), Check(structure::framed_tls)]).likely(),
    either(&OTHER_PROTOCOL, &[Lit(b"\0\0"), Be16(16, 8192), Of(b"\x6a\x6b\x6c\x6d\x6e\x7e"), Of(b"\x81\x82")]).likely().protocol("kerberos"),
    either(&OTHER_PROTOCOL, &[Lit(b"\0\0"), Be16(16, 8192), Of(b"\x6a\x6b\x6c\x6d\x6e\x7e"), In(0x10, 0x7f), Lit(b"\x30")]).likely().protocol("kerberos"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x05\0"), Of(b"\x0b\x0c\x0d\x0e\0"), Skip(1), Lit(b"\x10\0\0\0")]).protocol("dcerpc"),
    either(&OTHER_PROTOCOL, &[In(0, 1), Skip(3), Lit(b"\x21\x12\xa4\x42")]).protocol("stun"),
    either(&OTHER_PROTOCOL, &[Lit(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0")]).protocol("bgp"),
    either(&OTHER_PROTOCOL, &[Lit(b"\0\x9c\0\x01\x1a\x2b\x3c\x4d")]).protocol("pptp"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x01\0"), Skip(2), Of(b"\x80\0"), Lit(b"\0\x01\x01")]).protocol("diameter"),
    either(&OTHER_PROTOCOL, &[Lit(b"\xf9\xbe\xb4\xd9")]).protocol("bitcoin"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x05\x64"), In(5, 255), Of(b"\x44\xc0\xc4\xc9\xd3\xd9\x0b\x53\x49\x40")]).likely().protocol("dnp3"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x68\x04"), Of(b"\x07\x0b\x13\x23\x43\x83"), Lit(b"\0\0\0")]).protocol("iec104"),
    either(&OTHER_PROTOCOL, &[Of(b"\x04\x63\x64\x65\x6f\x70"), Lit(b"\0"), Skip(6), Lit(b"\0\0\0\0")]).likely().protocol("enip"),
    either(&OTHER_PROTOCOL, &[Lit(b"\xe3"), Le32(10, 2000), Of(b"\x01\x4c")]).likely().protocol("edonkey"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x01\0\0\0"), In(1, 0x25), Lit(b"\0\0\0"), Any(&[b"\x08\x08", b"\x27\x27", b"\0\0\x08\x08", b"\0\x02\x27\x27", b"\0\x02\x12\x12"])]).likely().protocol("radmin"),
    either(&OTHER_PROTOCOL, &[Lit(b"\0"), Skip(3), Lit(b"\x01ActiveMQ")]).protocol("openwire"),
    either(&OTHER_PROTOCOL, &[Any(&[b"HELF", b"ACKF"]), Skip(2), Lit(b"\0\0")]).protocol("opcua"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x0bMSH|")]).protocol("hl7"),
    client(&OTHER_PROTOCOL, &[Any(&[b"l\0\x0b\0\0\0", b"B\0\0\x0b\0\0"])]).protocol("x11"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x80\0"), Skip(6), Lit(b"\0\0\0"), In(0, 1), Lit(b"\0\0\0")]).protocol("rpc"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x03"), Skip(4), Lit(b"\0\0\0\0")]).likely().protocol("rtmp"),
    either(&OTHER_PROTOCOL, &[Any(&[b"\x80\x01\0\x01", b"\x80\x01\0\x02", b"\x82\x21"]), Skip(1), Lit(b"\0\0")]).likely().protocol("thrift"),
    client(&OTHER_PROTOCOL, &[Lit(b"\0\0"), Skip(2), Lit(b"\x80\x01\0\x01")]).protocol("thrift"),
    either(&OTHER_PROTOCOL, &[In(1, 6), Lit(b"\0\0"), Of(b"\x08\x10"), Skip(4)]).likely().protocol("openflow"),
    either(&OTHER_PROTOCOL, &[Lit(b"ZBXD"), In(1, 7)]).protocol("zabbix"),
    either(&OTHER_PROTOCOL, &[Lit(b"\x7f\x7fICA\0")]).protocol("citrix"),
    either(&OTHER_PROTOCOL, &[Any(&[b"\0REQ\0", b"\0RES\0"])]).protocol("gearman"),
    either(&OTHER_PROTOCOL, &[Any(&[b"CNXN\0", b"CNXN\x01"])]).protocol("adb"),
    either(&OTHER_PROTOCOL, &[Lit(b"GIOP\x01")]).protocol("giop"),

    // Text by its first word or its first line.
    either(&SSH, &[Lit(b"SSH-")]),
    server(&SSH, &[Any(&[b"Invalid SSH ident", b"Protocol mismatch.", b"Exceeded MaxStartups"])]),
    server(&HTTP_RESPONSE, &[Lit(b"HTTP/"), In(b'0', b'9')]).then(Then::Http),
    client(&NATS, &[Lit(b"CONNECT {")]),
    client(&STOMP, &[Any(&[b"CONNECT\n", b"CONNECT\r\n", b"STOMP\n", b"STOMP\r\n"])]),
    server(&STOMP, &[Any(&[b"CONNECTED\n", b"CONNECTED\r\n", b"ERROR\n"])]),
    client(&HTTP_PROXY_REQUEST, &[Lit(b"CONNECT "), Of(HOST_START)]).likely().upgrades(),
    client(&HTTP_REQUEST, &[Any(HTTP_METHODS), Lit(b"/")]),
    client(&HTTP_PROXY_REQUEST, &[Any(HTTP_METHODS), Text("http")]),
    client(&RTSP_SIP, &[Any(SIP_METHODS), AnyText(&["sip:", "sips:", "tel:"])]),
    client(&RTSP_SIP, &[Any(RTSP_METHODS), AnyText(&["rtsp:", "rtspu:", "* rtsp"])]).protocol("rtsp"),
    either(&RTSP_SIP, &[Lit(b"SIP/2.0 ")]),
    either(&RTSP_SIP, &[Lit(b"RTSP/1.")]).protocol("rtsp"),
    client(&HTTP_REQUEST, &[Any(HTTP_METHODS), Lit(b"*")]),
    server(&HTTP_HTML_NO_STATUS, &[Ahead(HTML_START), Check(structure::html)]).likely(),
    server(&SMTP_STARTTLS, &[Lit(b"220"), Of(b" -"), Line { word: MAIL_WORDS, before: FTP_WORDS }]).upgrades(),
    server(&FTP_AUTH_TLS, &[Lit(b"220"), Of(b" -"), Line { word: FTP_WORDS, before: MAIL_WORDS }]).upgrades(),
    server(&SMTP_STARTTLS, &[Lit(b"220"), Of(b" -")]).possible().upgrades(),
    server(&SMTP_STARTTLS, &[Any(&[b"421 ", b"421-", b"450 ", b"500 ", b"501 ", b"503 ", b"550 ", b"554 ", b"554-", b"571 "])]).likely(),
    client(&SMTP_STARTTLS, &[AnyText(&["EHLO ", "LHLO "])]).upgrades(),
    client(&SMTP_STARTTLS, &[AnyText(&["HELO ", "MAIL FROM:"])]),
    client(&SMTP_STARTTLS, &[AnyText(&["RSET\r", "VRFY ", "EXPN "])]).possible(),
    server(&FTP_AUTH_TLS, &[Any(&[b"530 ", b"530-", b"331 "])]).likely(),
    client(&FTP_AUTH_TLS, &[AnyText(&["AUTH TLS", "AUTH SSL", "FEAT\r", "FEAT\n"])]).upgrades(),
    client(&FTP_AUTH_TLS, &[AnyText(&["USER anonymous", "USER ftp", "SYST\r", "SYST\n"])]),
    client(&IRC_STARTTLS, &[AnyText(&["NICK ", "CAP LS", "CAP REQ"])]).upgrades(),
    client(&IRC_STARTTLS, &[Text("USER "), Check(structure::irc_user)]).likely(),
    client(&FTP_AUTH_TLS, &[AnyText(&["USER "])]).possible(),
    client(&IRC_STARTTLS, &[AnyText(&["PASS "])]).possible(),
    server(&IMAP_STARTTLS, &[AnyText(&["* OK", "* PREAUTH", "* BYE"])]).upgrades(),
    client(&ZOOKEEPER, &[Any(&[b"ruok", b"mntr", b"srvr", b"isro", b"wchs", b"wchc", b"wchp", b"envi", b"srst", b"crst"])]).likely(),
    either(&JDWP, &[Lit(b"JDWP-Handshake")]),
    client(&DISTCC, &[Lit(b"DIST0000")]),
    client(&NNTP_STARTTLS, &[AnyText(&["CAPABILITIES", "MODE READER"])]).upgrades(),
    client(&NNTP_STARTTLS, &[AnyText(&["AUTHINFO ", "GROUP ", "LISTGROUP ", "ARTICLE ", "XOVER "])]).likely(),
    either(&HEX_OR_BASE64_TEXT, &[Any(&[b"16 03 0", b"1603 0", b"16030", b"16:03:0", b"0000  16 03", b"0000   16 03", b"00000000: 1603", b"00000000  16 03", b"0000000 16 03", b"0x16, 0x03", b"\\x16\\x03", b"\\026\\003"])]).likely(),
    either(&HEX_OR_BASE64_TEXT, &[Lit(b"FgM"), In(b'A', b'D')]).likely(),
    either(&HEX_OR_BASE64_TEXT, &[Any(&[b"FQM", b"FwM", b"FAM"]), In(b'A', b'D')]).likely(),
    client(&IMAP_STARTTLS, &[Ahead(TAG_START), Check(structure::imap_command)]).upgrades(),
    client(&IMAP_STARTTLS, &[Ahead(TAG_START), Check(structure::imap_login)]),
    server(&NATS, &[Any(&[b"INFO {", b"-ERR '"])]).upgrades(),
    server(&REDIS, &[Any(&[b"-NOAUTH", b"-DENIED", b"-WRONGPASS", b"-LOADING", b"-NOPERM", b"-MOVED", b"-MISCONF", b"-READONLY", b"-ERR unknown", b"-ERR wrong", b"-ERR Protocol", b"-ERR max", b"-ERR AUTH", b"+PONG", b"+OK\r"])]),
    server(&REDIS, &[Of(b"$:*"), Check(structure::redis_number)]).likely(),
    client(&REDIS, &[Lit(b"*"), In(b'1', b'9'), Check(structure::redis_array)]),
    client(&REDIS, &[Any(&[b"PING\r\n", b"HELLO 2", b"HELLO 3"])]).likely(),
    server(&POP3_STLS, &[AnyText(&["+OK "])]).upgrades(),
    server(&POP3_STLS, &[AnyText(&["-ERR "])]).likely(),
    client(&POP3_STLS, &[AnyText(&["CAPA\r", "CAPA\n", "STLS\r", "STLS\n"])]).upgrades(),
    client(&POP3_STLS, &[AnyText(&["APOP "])]),
    server(&NNTP_STARTTLS, &[Any(&[b"200 ", b"201 "])]).likely().upgrades(),
    server(&NNTP_STARTTLS, &[Any(&[b"400 ", b"502 "])]).possible(),
    server(&SIEVE_STARTTLS, &[AnyText(&["\"IMPLEMENTATION\"", "\"SIEVE\""])]).upgrades(),
    either(&XMPP_STARTTLS, &[Lit(b"<stream:stream")]).upgrades(),
    either(&XMPP_STARTTLS, &[Lit(b"<?xml"), Later("<stream:stream")]).upgrades(),
    either(&XMPP_STARTTLS, &[Lit(b"<?xml"), Later("jabber:")]).upgrades(),
    client(&STARTTLS_COMMAND, &[Text("STARTTLS"), Of(b"\r\n")]).upgrades(),
    server(&IRC_STARTTLS, &[Any(&[b"NOTICE AUTH", b"NOTICE * ", b"ERROR :"])]).upgrades(),
    server(&IRC_STARTTLS, &[Lit(b":"), Check(structure::irc_prefixed)]).upgrades(),
    client(&MEMCACHED, &[Any(&[b"get ", b"gets ", b"set ", b"add ", b"replace ", b"append ", b"prepend ", b"cas ", b"delete ", b"incr ", b"decr ", b"touch ", b"stats\r", b"stats ", b"version\r", b"flush_all"])]).likely(),
    server(&MEMCACHED, &[Any(&[b"ERROR\r", b"CLIENT_ERROR ", b"SERVER_ERROR ", b"VALUE ", b"STAT ", b"VERSION ", b"STORED\r", b"NOT_STORED\r", b"NOT_FOUND\r", b"DELETED\r", b"END\r"])]).likely(),
    client(&ZOOKEEPER, &[Any(&[b"stat", b"conf", b"cons", b"dump", b"dirs"]), Of(b"\r\n")]).likely(),
    client(&ZOOKEEPER, &[Any(&[b"stat", b"conf", b"cons", b"dump", b"dirs"]), End]).likely(),
    server(&VNC_RFB, &[Lit(b"RFB 0")]),
    client(&VNC_RFB, &[Lit(b"RFB 0")]),
    either(&RSYNC, &[Lit(b"@RSYNCD: ")]),
    either(&SVN, &[Any(&[b"( success ( ", b"( failure ( ", b"( 2 ( "])]),
    client(&GIT_DAEMON, &[Ahead(HEX), Check(structure::git_request)]),
    server(&GIT_DAEMON, &[Ahead(HEX), Check(structure::git_answer)]),
    client(&SYSLOG_PLAIN, &[Ahead(b"0123456789<"), Check(structure::syslog)]).likely(),
    either(&OTHER_PROTOCOL, &[Lit(b"8=FIX")]).protocol("fix"),
    either(&OTHER_PROTOCOL, &[Any(&[b"GNUTELLA/", b"GNUTELLA CONNECT"])]).protocol("gnutella"),
    server(&OTHER_PROTOCOL, &[Lit(b"# munin node")]).protocol("munin"),
    client(&OTHER_PROTOCOL, &[Any(&[b"OPTIONS icap:", b"REQMOD icap:", b"RESPMOD icap:"])]).protocol("icap"),
    server(&OTHER_PROTOCOL, &[Lit(b"ICAP/1.0")]).protocol("icap"),
    either(&OTHER_PROTOCOL, &[Lit(b"ceph v0")]).protocol("ceph"),
    client(&HTTP_REQUEST, &[In(b'A', b'Z'), Check(structure::http_like)]).likely(),
    client(&OTHER_PROTOCOL, &[In(b'0', b'9'), Check(structure::rsh_request)]).likely().protocol("rsh"),
    either(&JSON_LINES, &[Any(&[b"{\"", b"[{\""]), Of(HOST_START)]).likely(),

    // Two or three bytes, and little else.
    client(&SOCKS5, &[Lit(b"\x05"), In(1, 20), Check(structure::socks5_methods)]).likely().upgrades(),
    server(&SOCKS5, &[Lit(b"\x05\0\x05"), In(0, 8), Lit(b"\0"), Of(b"\x01\x03\x04")]).likely().upgrades(),
    server(&SOCKS5, &[Lit(b"\x05\xff")]).possible(),
    server(&SOCKS5, &[Lit(b"\x05"), In(0, 2)]).possible().upgrades(),
    server(&DNS_TCP, &[Be16(17, 0x3fff), Skip(2), Bits(0x80, 0x80), Skip(1), Lit(b"\0\x01"), In(0, 1), Skip(1), Lit(b"\0"), Skip(1), Lit(b"\0")]).likely(),
    client(&SOCKS4, &[Lit(b"\x04"), In(1, 2), Check(structure::socks4_request)]).likely().upgrades(),
    server(&SOCKS4, &[Lit(b"\0"), In(0x5a, 0x5d), Skip(6), End]).likely(),
    server(&SOCKS4, &[Lit(b"\0"), In(0x5a, 0x5d), Skip(6)]).possible().upgrades(),
    either(&TELNET, &[Lit(b"\xff"), In(0xfb, 0xfe), Of(b"\0\x01\x03\x05\x06\x18\x19\x1f\x20\x21\x22\x23\x24\x25\x26\x27")]).likely(),
    either(&TELNET, &[Lit(b"\xff"), In(0xfa, 0xfe), In(0, 39)]).possible(),
    client(&OPENVPN_TCP, &[Lit(b"\0"), Of(b"\x0e\x2a\x36\x56"), Lit(b"\x38")]).likely(),
    server(&OPENVPN_TCP, &[Lit(b"\0"), Of(b"\x1a\x36\x42\x62"), Lit(b"\x40")]).likely(),
    client(&OPENVPN_TCP, &[Be16(14, 1200), Of(b"\x38\x50"), Skip(11)]).possible(),
    either(&MONGODB, &[Le32(16, 48_000_000), Skip(8), Any(&[b"\xdd\x07\0\0", b"\xdc\x07\0\0", b"\xd4\x07\0\0"])]),
    server(&MONGODB, &[Le32(36, 48_000_000), Skip(8), Lit(b"\x01\0\0\0")]),
    either(&OTHER_PROTOCOL, &[Lit(b"\x17\x24"), In(0x0a, 0x30), Skip(1), Lit(b"\0")]).likely().protocol("teamviewer"),
    either(&OTHER_PROTOCOL, &[Be16(10, 0x7fff), Lit(b"\xd0"), In(0x01, 0x57), Lit(b"\0\x01")]).likely().protocol("drda"),
    client(&OTHER_PROTOCOL, &[Le32(4, 2048), Lit(b"\0\0\0\0"), Le32(0, 0x160)]).likely().protocol("skinny"),
    either(&OTHER_PROTOCOL, &[Skip(2), Lit(b"\0\0\0"), In(2, 254), Skip(1), Of(b"\x01\x02\x03\x04\x05\x06\x08\x0f\x10\x11\x16\x17\x2b")]).likely().protocol("modbus"),

    // Whole packets.
    either(&LINK_OR_IP_BYTES, &[Lit(b"\x45"), Check(structure::ipv4_header)]).likely(),
    either(&LINK_OR_IP_BYTES, &[In(0x60, 0x6f), Skip(3), In(0, 5), Skip(1), Lit(b"\x06"), In(1, 255), Of(b"\x20\x24\x26\x2a\xfc\xfd\xfe"), Skip(15), Of(b"\x20\x24\x26\x2a\xfc\xfd\xfe")]).likely(),
    either(&LINK_OR_IP_BYTES, &[Skip(12), Lit(b"\x08\0\x45\0")]),
    either(&LINK_OR_IP_BYTES, &[Skip(12), Lit(b"\x86\xdd"), In(0x60, 0x6f), Skip(5), Lit(b"\x06")]).likely(),
    either(&LINK_OR_IP_BYTES, &[Lit(b"\0"), Of(b"\0\x04"), Lit(b"\0\x01\0\x06"), Skip(8), Lit(b"\x08\0\x45")]),
];

#[cfg(test)]
mod tests {
    use super::super::signature::{Fit, HEAD, Head};
    use super::*;

    #[test]
    fn every_row_can_match_within_the_bytes_it_sees() {
        for (row, signature) in SIGNATURES.iter().enumerate() {
            assert!(signature.least() <= HEAD, "row {row}, {}", signature.cause.id);
        }
    }

    #[test]
    fn no_row_matches_nothing() {
        for (row, signature) in SIGNATURES.iter().enumerate() {
            for ended in [false, true] {
                let fit = signature.fit(Head { bytes: &[], ended }).fit;
                assert!(matches!(fit, Fit::Needs(1..)), "row {row}, {}", signature.cause.id);
            }
        }
    }
}
