use super::prefix::advance;
use super::{Cause, Confidence, causes};

/// Bytes of an answer that are searched for a reason: nginx, with its usual header lines, puts the
/// phrase 222 bytes in, Apache before 500.
const SEARCHED: u16 = 1024;

/// Bytes of a header that are waited for; 8 KiB is what many servers and proxies take at most.
const HEADER_MAX: u16 = 8 << 10;

/// Bytes by which the start of TLS is recognised behind a header.
const TLS_START: u16 = 11;

/// Phrases in an HTTP answer that say more than its status.
struct Reasons {
    cause: &'static Cause,
    phrases: [&'static str; 4],
}

/// What servers with TLS say to a plain request, with status 400: nginx, Apache httpd, Go, Tomcat.
static PLAIN: Reasons = Reasons {
    cause: &causes::HTTP_REQUEST_ANSWERED_PLAIN,
    phrases: [
        "plain HTTP request was sent to HTTPS port",
        "speaking plain HTTP to an SSL-enabled server port",
        "sent an HTTP request to an HTTPS server",
        "combination of host and port requires TLS",
    ],
};

/// What forward proxies have in their header when they turn a CONNECT down.
static PROXY: Reasons = Reasons {
    cause: &causes::PROXY_CONNECT_REFUSED,
    phrases: [
        "\nServer: squid",
        "\nServer: tinyproxy",
        "\nX-Squid-Error:",
        "\nProxy-Authenticate:",
    ],
};

/// Statuses with which forward proxies turn a CONNECT down, besides 407, which only they use.
const PROXY_STATUSES: [u16; 5] = [403, 500, 502, 503, 504];

/// An HTTP answer, taken byte by byte.
#[derive(Clone, Debug)]
pub(super) struct HttpAnswer {
    status: u16,
    seen: u16,
    /// Where the header ends, once it has.
    header_end: u16,
    /// Bytes of the empty line that ends the header.
    line_ends: u8,
    /// How much of each phrase stands at the end of what was seen.
    matched: [u8; 4],
}

/// What an HTTP answer was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HttpFinding {
    status: u16,
    /// The phrase that says so, and where it begins.
    phrase: Option<(u8, u16)>,
}

impl HttpFinding {
    pub(super) fn cause(self) -> &'static Cause {
        match (self.reasons(), self.status) {
            (Some(reasons), _) => reasons.cause,
            (None, 407) => &causes::PROXY_CONNECT_REFUSED,
            (None, 302 | 303 | 307 | 511) => &causes::HTTP_REDIRECT_INTERCEPT,
            (None, _) => &causes::HTTP_RESPONSE,
        }
    }

    pub(super) fn confidence(self) -> Confidence {
        match (self.phrase, self.status) {
            (None, 302 | 303 | 307) => Confidence::Likely,
            _ => Confidence::Certain,
        }
    }

    /// Where the telling phrase begins, and the phrase.
    pub(super) fn phrase(self) -> Option<(u16, &'static str)> {
        let (index, at) = self.phrase?;
        let phrase = self.reasons()?.phrases.get(usize::from(index))?;
        Some((at, phrase))
    }

    fn reasons(self) -> Option<&'static Reasons> {
        self.phrase.map(|_| if self.status == 400 { &PLAIN } else { &PROXY })
    }
}

impl HttpAnswer {
    pub(super) const fn new() -> Self {
        Self { status: 0, seen: 0, header_end: 0, line_ends: 0, matched: [0; 4] }
    }

    /// Takes the next byte. `tls_expected`: the client has sent a TLS hello, so this answers
    /// neither a plain request nor a CONNECT.
    pub(super) fn push(&mut self, byte: u8, tls_expected: bool) -> Option<HttpFinding> {
        let at = self.seen;
        self.seen = at.saturating_add(1);
        // `HTTP/1.1 400`: the status stands at 9.
        if (9..12).contains(&at) {
            let digit = if byte.is_ascii_digit() { byte.wrapping_sub(b'0') } else { 0 };
            self.status = self.status.wrapping_mul(10).wrapping_add(digit.into());
        }
        self.line_ends = match (byte, self.line_ends) {
            (b'\n', ends) => ends.saturating_add(1),
            (b'\r', ends) => ends,
            _ => 0,
        };
        if self.line_ends == 2 && self.header_end == 0 {
            self.header_end = self.seen;
        }
        if !self.has_status() {
            return None;
        }
        if tls_expected || matches!(self.status, 302 | 303 | 307 | 407 | 511) {
            return Some(self.finding());
        }
        if let Some(finding) = self.search(byte) {
            return Some(finding);
        }
        let open = match self.status {
            // The phrase stands in the body.
            400 => self.seen < SEARCHED,
            // A proxy's answer to CONNECT, or an upgrade: TLS may follow the header at once.
            101 | 200..=299 => {
                self.header_end == 0 || self.seen <= self.header_end.saturating_add(TLS_START)
            }
            status if PROXY_STATUSES.contains(&status) => self.header_end == 0,
            _ => false,
        };
        (!open || self.seen >= HEADER_MAX).then(|| self.finding())
    }

    /// Whether this byte completes a phrase that goes with the status.
    fn search(&mut self, byte: u8) -> Option<HttpFinding> {
        let reasons = match self.status {
            400 => &PLAIN,
            status if PROXY_STATUSES.contains(&status) => &PROXY,
            _ => return None,
        };
        let begins = |phrase: &&str| {
            phrase.as_bytes().first().is_some_and(|first| first.eq_ignore_ascii_case(&byte))
        };
        if self.matched == [0; 4] && !reasons.phrases.iter().any(begins) {
            return None;
        }
        for (index, (phrase, matched)) in (0u8..).zip(reasons.phrases.iter().zip(&mut self.matched))
        {
            *matched = advance(phrase.as_bytes(), *matched, byte, <[u8]>::eq_ignore_ascii_case);
            if usize::from(*matched) == phrase.len() {
                let at = self.seen.saturating_sub(u16::from(*matched));
                return Some(HttpFinding { status: self.status, phrase: Some((index, at)) });
            }
        }
        None
    }

    /// What the status alone says.
    pub(super) const fn finding(&self) -> HttpFinding {
        HttpFinding { status: self.status, phrase: None }
    }

    /// Whether the status has come.
    pub(super) const fn has_status(&self) -> bool {
        self.seen >= 12
    }
}
