//! How protocols turn from clear text to TLS.

use clap::ValueEnum;

/// A protocol that begins in clear text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Upgrade {
    /// Mail submission and relay (RFC 3207)
    Smtp,
    /// Local mail delivery (RFC 2033)
    Lmtp,
    /// Mail access (RFC 9051)
    Imap,
    /// Mail access (RFC 2595)
    Pop3,
    /// File transfer (RFC 4217)
    Ftp,
    /// News (RFC 4642)
    Nntp,
    /// Mail filters (RFC 5804)
    Sieve,
    /// Chat (RFC 6120), as a client
    Xmpp,
    /// Chat, by the command STARTTLS
    Irc,
    /// Directories (RFC 4511)
    Ldap,
    /// The database
    Postgresql,
    /// The database, and `MariaDB`
    Mysql,
}

/// One thing said to the server, and how its reply is to be read.
#[derive(Debug)]
pub(super) struct Step {
    /// Sent first; empty where the server speaks first.
    pub(super) send: Vec<u8>,
    /// Reads all that came since.
    pub(super) reply: fn(&[u8]) -> Reply,
}

/// What a server's reply so far says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// More must come.
    Incomplete,
    /// Yes; the reply is that long.
    Accepted(usize),
    /// No, or something else entirely.
    Refused,
}

/// Asks for TLS: an LDAP extended request with the message id 1 (RFC 4511, section 4.14.1).
const LDAP_REQUEST: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";

/// Asks for TLS: a length of 8, and the code 1234.5679.
const POSTGRESQL_REQUEST: &[u8] = b"\0\0\0\x08\x04\xd2\x16\x2f";

/// The capability bit of MySQL that stands for TLS.
const MYSQL_TLS: u16 = 0x0800;

impl Upgrade {
    /// Bytes of a reply, at most. Greetings and capabilities are far shorter.
    pub(super) const REPLY_MAX: usize = 1 << 14;

    /// The dialogue up to the ClientHello. `name` is the server's.
    pub(super) fn steps(self, name: &str) -> Vec<Step> {
        let listen = |reply| Step { send: Vec::new(), reply };
        let say = |text: &str, reply| Step { send: text.as_bytes().to_vec(), reply };
        match self {
            Self::Smtp => vec![
                listen(|reply| status(reply, &[b"220"])),
                say("EHLO tls-inspect.invalid\r\n", |reply| status(reply, &[b"250"])),
                say("STARTTLS\r\n", |reply| status(reply, &[b"220"])),
            ],
            Self::Lmtp => vec![
                listen(|reply| status(reply, &[b"220"])),
                say("LHLO tls-inspect.invalid\r\n", |reply| status(reply, &[b"250"])),
                say("STARTTLS\r\n", |reply| status(reply, &[b"220"])),
            ],
            Self::Ftp => vec![
                listen(|reply| status(reply, &[b"220"])),
                say("AUTH TLS\r\n", |reply| status(reply, &[b"234"])),
            ],
            Self::Nntp => vec![
                listen(|reply| status(reply, &[b"200", b"201"])),
                say("STARTTLS\r\n", |reply| status(reply, &[b"382"])),
            ],
            Self::Imap => vec![
                listen(|reply| line(reply, |_| true, |line| line.starts_with(b"* OK"))),
                say("a STARTTLS\r\n", |reply| {
                    line(reply, |line| !line.starts_with(b"* "), |line| line.starts_with(b"a OK"))
                }),
            ],
            Self::Pop3 => vec![
                listen(|reply| line(reply, |_| true, |line| line.starts_with(b"+OK"))),
                say("STLS\r\n", |reply| line(reply, |_| true, |line| line.starts_with(b"+OK"))),
            ],
            Self::Sieve => vec![
                listen(|reply| {
                    line(reply, |line| !line.starts_with(b"\""), |line| line.starts_with(b"OK"))
                }),
                say("STARTTLS\r\n", |reply| line(reply, |_| true, |line| line.starts_with(b"OK"))),
            ],
            Self::Irc => vec![say("STARTTLS\r\n", |reply| {
                let settles =
                    |line: &[u8]| [&b"670"[..], b"691", b"421", b"451"].contains(&numeric(line));
                line(reply, settles, |line| numeric(line) == b"670")
            })],
            Self::Xmpp => vec![
                say(
                    &format!(
                        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' \
                         xmlns:stream='http://etherx.jabber.org/streams' to='{name}' \
                         version='1.0'>"
                    ),
                    |reply| element(reply, &["</stream:features>", "<stream:features/>"]),
                ),
                say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", |reply| {
                    element(reply, &["<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"])
                }),
            ],
            Self::Ldap => vec![Step { send: LDAP_REQUEST.to_vec(), reply: ldap }],
            Self::Postgresql => vec![Step {
                send: POSTGRESQL_REQUEST.to_vec(),
                reply: |reply| match reply {
                    [] => Reply::Incomplete,
                    [b'S', ..] => Reply::Accepted(1),
                    _ => Reply::Refused,
                },
            }],
            Self::Mysql => vec![
                listen(mysql_greeting),
                // Not answered: the ClientHello follows at once.
                Step { send: mysql_request(), reply: |_| Reply::Accepted(0) },
            ],
        }
    }
}

/// A status of three digits; a hyphen behind it announces another line.
fn status(reply: &[u8], accepted: &[&[u8]]) -> Reply {
    let is_last = |line: &[u8]| line.get(3) != Some(&b'-') && line.first() != Some(&b' ');
    line(reply, is_last, |line| line.get(..3).is_some_and(|code| accepted.contains(&code)))
}

/// Looks for the first line that settles it.
fn line(reply: &[u8], settles: impl Fn(&[u8]) -> bool, accepts: impl Fn(&[u8]) -> bool) -> Reply {
    let mut end = 0;
    for line in reply.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if !line.ends_with(b"\n") {
            break;
        }
        if settles(line) {
            return if accepts(line) { Reply::Accepted(end) } else { Reply::Refused };
        }
    }
    Reply::Incomplete
}

/// The numeric of an IRC message, behind its prefix.
fn numeric(line: &[u8]) -> &[u8] {
    let mut words = line.split(|byte| *byte == b' ');
    let first = words.next().unwrap_or_default();
    if first.starts_with(b":") { words.next().unwrap_or_default() } else { first }
}

/// Looks for one of these texts; an error or the stream's end instead is a refusal.
fn element(reply: &[u8], accepted: &[&str]) -> Reply {
    let text = String::from_utf8_lossy(reply).replace('"', "'");
    for wanted in accepted {
        if text.contains(wanted) {
            return Reply::Accepted(reply.len());
        }
    }
    let refusals = ["<stream:error", "<failure", "</stream:stream>"];
    let is_xml = text.trim_start().starts_with('<') || text.is_empty();
    if !is_xml || refusals.iter().any(|refusal| text.contains(refusal)) {
        return Reply::Refused;
    }
    Reply::Incomplete
}

/// An extended response with the result code 0 (RFC 4511, section 4.12).
fn ldap(reply: &[u8]) -> Reply {
    const SEQUENCE: u8 = 0x30;
    const RESULT: &[u8] = &[0x0a, 1];
    let (length, content) = match reply {
        [] | [SEQUENCE] => return Reply::Incomplete,
        [SEQUENCE, length @ 0..=0x7f, content @ ..] => (usize::from(*length), content),
        [SEQUENCE, 0x84, rest @ ..] => match rest {
            [a, b, c, d, content @ ..] => (u32::from_be_bytes([*a, *b, *c, *d]) as usize, content),
            _ => return Reply::Incomplete,
        },
        [SEQUENCE, 0x81, length, content @ ..] => (usize::from(*length), content),
        [SEQUENCE, 0x81] => return Reply::Incomplete,
        _ => return Reply::Refused,
    };
    let Some(content) = content.get(..length) else { return Reply::Incomplete };
    let code = content.windows(3).find_map(|at| at.strip_prefix(RESULT));
    if code == Some(&[0]) { Reply::Accepted(reply.len()) } else { Reply::Refused }
}

/// The server's first packet, whose capabilities must name TLS.
fn mysql_greeting(reply: &[u8]) -> Reply {
    const VERSION: u8 = 10;
    let [a, b, c, _, rest @ ..] = reply else { return Reply::Incomplete };
    let length = u32::from_le_bytes([*a, *b, *c, 0]) as usize;
    if length > Upgrade::REPLY_MAX {
        return Reply::Refused;
    }
    let Some(packet) = rest.get(..length) else { return Reply::Incomplete };
    let Some((&VERSION, packet)) = packet.split_first() else { return Reply::Refused };
    // Behind the name of the version: thread id (4), challenge (8), a zero.
    let capabilities = packet.iter().position(|byte| *byte == 0).and_then(|end| {
        let behind = packet.get(end + 14..end + 16)?;
        Some(u16::from_le_bytes(behind.try_into().ok()?))
    });
    match capabilities {
        Some(flags) if flags & MYSQL_TLS != 0 => Reply::Accepted(4 + length),
        _ => Reply::Refused,
    }
}

/// The head of a login that stops before the user's name: TLS comes first.
fn mysql_request() -> Vec<u8> {
    const PROTOCOL_41: u32 = 0x0200;
    const SECURE_CONNECTION: u32 = 0x8000;
    const PACKET_MAX: u32 = 1 << 24;
    const UTF8: u8 = 33;
    let flags = u32::from(MYSQL_TLS) | PROTOCOL_41 | SECURE_CONNECTION;
    let mut packet = vec![32, 0, 0, 1];
    packet.extend(flags.to_le_bytes());
    packet.extend(PACKET_MAX.to_le_bytes());
    packet.push(UTF8);
    packet.extend([0; 23]);
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the last step of a dialogue makes of a reply.
    fn last(upgrade: Upgrade, reply: &[u8]) -> Reply {
        (upgrade.steps("example.com").pop().unwrap().reply)(reply)
    }

    fn first(upgrade: Upgrade, reply: &[u8]) -> Reply {
        (upgrade.steps("example.com").swap_remove(0).reply)(reply)
    }

    #[test]
    fn a_consent_ends_with_its_line() {
        for (upgrade, yes, no) in [
            (Upgrade::Smtp, &b"220 go ahead\r\n"[..], &b"454 not now\r\n"[..]),
            (Upgrade::Lmtp, b"220-a\r\n220 go\r\n", b"502 what?\r\n"),
            (Upgrade::Ftp, b"234 AUTH\r\n", b"530 log in first\r\n"),
            (Upgrade::Nntp, b"382 go\r\n", b"580 no\r\n"),
            (Upgrade::Imap, b"* CAPABILITY\r\na OK begin\r\n", b"a BAD unknown\r\n"),
            (Upgrade::Pop3, b"+OK begin\r\n", b"-ERR no\r\n"),
            (Upgrade::Sieve, b"OK \"begin\"\r\n", b"NO \"no TLS\"\r\n"),
            (
                Upgrade::Irc,
                b":irc.example NOTICE * :*** Looking up\r\n:irc.example 670 * :STARTTLS\r\n",
                b":irc.example 451 * :not registered\r\n",
            ),
            (Upgrade::Postgresql, b"S", b"N"),
            (
                Upgrade::Xmpp,
                b"<proceed xmlns=\"urn:ietf:params:xml:ns:xmpp-tls\"/>",
                b"<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
            ),
            (
                Upgrade::Ldap,
                b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00",
                b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x02\x04\x00\x04\x00",
            ),
        ] {
            assert_eq!(last(upgrade, yes), Reply::Accepted(yes.len()), "{upgrade:?}");
            assert_eq!(last(upgrade, no), Reply::Refused, "{upgrade:?}");
            for end in 0..yes.len() {
                assert_eq!(last(upgrade, &yes[..end]), Reply::Incomplete, "{upgrade:?} {end}");
            }
        }
    }

    #[test]
    fn what_follows_a_consent_is_left() {
        assert_eq!(last(Upgrade::Smtp, b"220 go\r\n\x16\x03"), Reply::Accepted(8));
        assert_eq!(last(Upgrade::Postgresql, b"S\x16\x03"), Reply::Accepted(1));
    }

    #[test]
    fn mysql_says_in_its_greeting_whether_it_speaks_tls() {
        let greeting = |flags: [u8; 2]| {
            let packet = [&b"\x0a8.0\0"[..], &[0; 13], &flags, &[0; 4]].concat();
            let length = u8::try_from(packet.len()).unwrap();
            [&[length, 0, 0, 0], &packet[..]].concat()
        };
        let yes = greeting([0, 0x08]);
        assert_eq!(first(Upgrade::Mysql, &yes), Reply::Accepted(yes.len()));
        assert_eq!(first(Upgrade::Mysql, &yes[..9]), Reply::Incomplete);
        assert_eq!(first(Upgrade::Mysql, &greeting([0xff, 0xf7])), Reply::Refused);
        assert_eq!(first(Upgrade::Mysql, b"SSH-2.0-OpenSSH_9.2p1\r\n"), Reply::Refused);
        assert_eq!(mysql_request().len(), 36);
    }
}
