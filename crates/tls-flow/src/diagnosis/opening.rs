use super::decision::{Decision, Seen};
use super::http_answer::HttpAnswer;
use super::preamble::{TlsStart, Window};
use super::row_set::RowSet;
use super::signature::{Fit, HEAD, Head, Then};
use super::signatures::SIGNATURES;
use super::{Diagnosis, Verdict};
use crate::{EndHow, Peer};

/// How far into a clear-text dialogue TLS is waited for. The longest measured stands at 265 bytes
/// (a mail server's answer to EHLO); a CONNECT with credentials or an XMPP feature list may take a
/// few thousand; 16 KiB is the largest header most HTTP servers accept.
const PREAMBLE_MAX: u64 = 16 << 10;

/// Bytes after which what no signature recognises is called unknown. Long enough for the printable
/// share to mean something.
const UNKNOWN_AFTER: usize = 32;

/// The first bytes of one direction, taken in any cuts.
///
/// Nothing is stored but the first few bytes; the verdict on a stream does not depend on how it was
/// cut, and once decided it does not change.
///
/// Most openings are decided by 1 to 14 bytes. Two kinds are recognised as early, and decided only
/// when it is known how they go on, so that no verdict has to be taken back:
///
/// - a dialogue that may lead to TLS (`EHLO`, an IMAP greeting, an `SSLRequest`, a `CONNECT`): it
///   becomes `tls-after-preamble` when a TLS record follows. It is decided at once where the other
///   side is known to have begun with TLS ([`Opening::expect_tls`], which [`join`] knows by itself);
/// - an HTTP answer whose header or body may hold a reason (`400`, `403`, `200` to a CONNECT).
///
/// Until then [`Verdict::NeedsMore`] carries what was recognised.
///
/// [`join`]: super::join
///
/// ```
/// use tls_flow::{EndHow, Peer, diagnosis::{Opening, Verdict}};
///
/// let mut opening = Opening::new(Peer::Server);
/// let Verdict::NeedsMore { at_least, .. } = opening.feed(b"SS") else { panic!() };
/// assert_eq!(at_least, 2);
/// let Verdict::Decided(diagnosis) = opening.feed(b"H-2.0-OpenSSH_9.2p1\r\n") else { panic!() };
/// assert_eq!(diagnosis.cause.id, "ssh");
/// ```
#[derive(Clone, Debug)]
pub struct Opening {
    head: [u8; HEAD],
    len: u64,
    stage: Stage,
    window: Window,
    from: Peer,
    tls_expected: bool,
    end: Option<EndHow>,
    tls_offset: u64,
}

/// Telling bytes with which the beginning of a signature is worth a name.
const NAMED_CUT: u8 = 2;

/// Telling bytes that make the beginning of a signature worth something in a log, where any number
/// may stand.
const TELLING: u8 = 4;

/// Length of the header of a handshake message (RFC 8446, section 4).
const HANDSHAKE_HEADER: u16 = 4;

/// The longest plaintext fragment of a record (RFC 8446, section 5.1).
const RECORD_MAX: u16 = 1 << 14;

const _: () = assert!(size_of::<Opening>() <= 128);

/// `tls_offset` while no TLS record was found behind a preamble.
const NOT_FOUND: u64 = u64::MAX;

#[derive(Clone, Debug)]
enum Stage {
    /// Signatures are still being held against the first bytes.
    Unnamed,
    /// Recognised as a row of the table; TLS may follow.
    Held(u8),
    /// Recognised as a status line, which the rest of the answer may explain.
    Http(u8, HttpAnswer),
    Decided(Decision),
}

/// What came out of taking bytes.
struct Step {
    /// Where in the stream the evidence for the start of TLS ends, if these bytes hold it.
    tls_found: Option<u64>,
    /// What the table said about the first bytes, if it was asked.
    naming: Option<Naming>,
}

/// What the table says about first bytes.
#[derive(Clone, Copy)]
enum Naming {
    Row(u8),
    /// The closest row that may still match, with its telling bytes, and how many bytes the nearest
    /// match is away.
    Open {
        closest: u8,
        seen: usize,
        needs: usize,
    },
    Nothing,
}

impl Opening {
    /// An opening of what `from` sends, at offset 0 of its stream.
    #[must_use]
    pub const fn new(from: Peer) -> Self {
        Self {
            head: [0; HEAD],
            len: 0,
            stage: Stage::Unnamed,
            window: Window::new(),
            from,
            tls_expected: false,
            end: None,
            tls_offset: NOT_FOUND,
        }
    }

    /// Whether these first bytes are the usual start of TLS: a record of version 3.1 to 3.4 that
    /// begins with the hello this peer has to send, whole.
    ///
    /// `true` is what an `Opening` would say too, only a lot faster; `false` says nothing.
    #[must_use]
    #[inline]
    pub fn is_plain_handshake(from: Peer, bytes: &[u8]) -> bool {
        let hello = match from {
            Peer::Client => 1,
            Peer::Server => 2,
        };
        match *bytes {
            [0x16, 3, 1..=4, high, low, message, 0, body_high, body_low, ..] => {
                let length = u16::from_be_bytes([high, low]);
                let body = u16::from_be_bytes([body_high, body_low]);
                message == hello
                    && (HANDSHAKE_HEADER..=RECORD_MAX).contains(&length)
                    && body <= length.saturating_sub(HANDSHAKE_HEADER)
            }
            _ => false,
        }
    }

    /// What is said of first bytes for which [`is_plain_handshake`](Self::is_plain_handshake) holds.
    pub(crate) fn plain_diagnosis(from: Peer, head: &[u8]) -> Diagnosis {
        Decision::Hello.diagnosis(&Seen { from, head, ended: false, tls: None })
    }

    /// Tells that the other side began with a TLS hello, so that no clear-text dialogue can be
    /// under way here: a greeting is then an answer, and is decided at once.
    pub fn expect_tls(&mut self) {
        self.tls_expected = true;
        let decision = match &self.stage {
            Stage::Held(row) => Decision::Row(*row),
            Stage::Http(row, answer) if answer.has_status() => {
                Decision::Http(*row, answer.finding())
            }
            Stage::Unnamed | Stage::Http(..) | Stage::Decided(_) => return,
        };
        self.stage = Stage::Decided(decision);
    }

    /// Takes the next bytes of the direction.
    pub fn feed(&mut self, bytes: &[u8]) -> Verdict {
        let step = self.advance(bytes);
        self.verdict_with(step.naming)
    }

    /// Takes the next bytes of the direction, and reports where TLS starts in the call whose bytes
    /// complete the evidence for it. `None` where TLS starts at offset 0.
    pub fn feed_for_tls(&mut self, bytes: &[u8]) -> Option<TlsStart> {
        let chunk = self.len;
        let end = self.advance(bytes).tls_found?;
        Some(TlsStart::new(&self.window, end, chunk))
    }

    /// The direction has ended: what was still open is settled with what there is.
    pub fn end(&mut self, how: EndHow) -> Verdict {
        if self.end.is_none() {
            self.end = Some(how);
            self.settle();
        }
        self.verdict()
    }

    /// What is known so far.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict_with(None)
    }

    /// The verdict, with what the table said about the first bytes if that was just asked.
    fn verdict_with(&self, naming: Option<Naming>) -> Verdict {
        let (at_least, so_far) = match &self.stage {
            Stage::Decided(decision) => return Verdict::Decided(self.diagnosis(*decision)),
            Stage::Held(row) => (self.window.needs(), Some(Decision::Row(*row))),
            Stage::Http(row, answer) => (1, Some(Decision::Http(*row, answer.finding()))),
            Stage::Unnamed => match naming.unwrap_or_else(|| self.naming(self.from, self.head())) {
                Naming::Open { closest, seen, needs } => (needs, self.cut(closest, seen)),
                Naming::Row(_) | Naming::Nothing => {
                    (UNKNOWN_AFTER.saturating_sub(self.head().len()), None)
                }
            },
        };
        let so_far = so_far.map(|decision| self.diagnosis(decision));
        Verdict::NeedsMore { at_least: at_least.max(1), so_far }
    }

    /// Whether a signature has matched: what is open then is only what follows it.
    #[must_use]
    pub const fn is_recognised(&self) -> bool {
        !matches!(self.stage, Stage::Unnamed)
    }

    /// Whether the decision rests on bytes that few other streams begin with.
    pub(super) fn is_telling(&self) -> bool {
        match self.stage {
            Stage::Decided(Decision::Cut(_, seen)) => seen >= TELLING,
            _ => true,
        }
    }

    /// Whether further bytes can tell nothing more: not while the verdict is open, nor while a TLS
    /// record may follow what was recognised.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.stage, Stage::Decided(_)) && !self.is_scanning()
    }

    /// Whose first bytes these are.
    #[must_use]
    pub const fn from(&self) -> Peer {
        self.from
    }

    /// The first bytes, as far as they came; at most 72.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        let len = usize::try_from(self.len).unwrap_or(HEAD);
        self.head.get(..len).unwrap_or(&self.head)
    }

    /// Bytes fed so far.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether no byte was fed yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How the direction ended, once it has.
    #[must_use]
    pub const fn ended(&self) -> Option<EndHow> {
        self.end
    }

    /// Where TLS starts, once it is found to start further on.
    #[must_use]
    pub const fn tls_offset(&self) -> Option<u64> {
        if self.tls_offset == NOT_FOUND { None } else { Some(self.tls_offset) }
    }

    /// Takes bytes.
    fn advance(&mut self, bytes: &[u8]) -> Step {
        if self.len == 0 && Self::is_plain_handshake(self.from, bytes) {
            self.stage = Stage::Decided(Decision::Hello);
        }
        let mut rest = bytes;
        let mut step = Step { tls_found: None, naming: None };
        while !rest.is_empty() && self.end.is_none() {
            let before = self.tls_offset;
            let used = match self.stage {
                Stage::Unnamed => self.name(rest, &mut step),
                Stage::Http(..) => self.read_answer(rest),
                Stage::Held(_) | Stage::Decided(_) => self.scan(rest),
            };
            if self.tls_offset != before {
                step.tls_found = Some(self.len);
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        step
    }

    /// Holds the table against the first bytes, as far as they can be seen.
    fn name(&mut self, bytes: &[u8], step: &mut Step) -> usize {
        let room = HEAD.saturating_sub(self.head().len());
        let visible = bytes.get(..room).unwrap_or(bytes);
        // TLS at offset 0 is the table's business.
        let first = usize::from(self.len == 0);
        let later = visible.get(first..).unwrap_or_default();
        let (scanned, found) = self.window.scan(self.from, later);
        let used = self.keep(visible, first.saturating_add(scanned));
        let naming = self.naming(self.from, self.head());
        step.naming = Some(naming);
        match naming {
            Naming::Row(row) => self.enter(row),
            Naming::Nothing if self.head().len() >= UNKNOWN_AFTER => {
                self.stage = Stage::Decided(self.unknown());
            }
            Naming::Open { .. } | Naming::Nothing => {}
        }
        if found {
            self.tls_found();
        }
        used
    }

    /// A row was recognised: what comes next depends on what it leaves open.
    fn enter(&mut self, row: u8) {
        self.stage = match SIGNATURES.get(usize::from(row)).map(|signature| signature.then) {
            Some(Then::Upgrade) if !self.tls_expected => Stage::Held(row),
            Some(Then::Http) => {
                let mut answer = HttpAnswer::new();
                let finding =
                    self.head().iter().find_map(|&byte| answer.push(byte, self.tls_expected));
                match finding {
                    Some(finding) => Stage::Decided(Decision::Http(row, finding)),
                    None => Stage::Http(row, answer),
                }
            }
            Some(Then::Decide | Then::Header | Then::Upgrade) | None => {
                Stage::Decided(Decision::Row(row))
            }
        };
    }

    /// Reads on in an HTTP answer, for the reason it gives and for TLS behind it.
    fn read_answer(&mut self, bytes: &[u8]) -> usize {
        let mut used = 0usize;
        let mut found = false;
        if let Stage::Http(row, answer) = &mut self.stage {
            let row = *row;
            for &byte in bytes {
                used = used.saturating_add(1);
                if let Some(finding) = answer.push(byte, self.tls_expected) {
                    self.stage = Stage::Decided(Decision::Http(row, finding));
                    break;
                }
                found = self.window.push(self.from, byte);
                if found {
                    break;
                }
            }
        }
        let used = self.keep(bytes, used);
        if found {
            self.tls_found();
        }
        used
    }

    /// Looks for TLS behind what was recognised.
    fn scan(&mut self, bytes: &[u8]) -> usize {
        if !matches!(self.stage, Stage::Held(_)) && !self.is_scanning() {
            return self.keep(bytes, bytes.len());
        }
        let room = usize::try_from(PREAMBLE_MAX.saturating_sub(self.len)).unwrap_or(usize::MAX);
        let near = bytes.get(..room).unwrap_or(bytes);
        let (scanned, found) = self.window.scan(self.from, near);
        let used = self.keep(bytes, scanned);
        if found {
            self.tls_found();
        } else if self.len >= PREAMBLE_MAX {
            self.settle();
        }
        used
    }

    fn is_scanning(&self) -> bool {
        let open = match &self.stage {
            Stage::Decided(Decision::Row(row)) => SIGNATURES
                .get(usize::from(*row))
                .is_some_and(|signature| signature.then == Then::Header),
            Stage::Decided(Decision::Text | Decision::Binary | Decision::Zeros) => true,
            Stage::Unnamed | Stage::Held(_) | Stage::Http(..) | Stage::Decided(_) => false,
        };
        open && self.tls_offset == NOT_FOUND && self.len < PREAMBLE_MAX && self.end.is_none()
    }

    /// The window holds the start of TLS, up to the last byte kept.
    fn tls_found(&mut self) {
        let decision = match &self.stage {
            Stage::Unnamed => Decision::TlsAfter(None),
            Stage::Held(row) | Stage::Http(row, _) => Decision::TlsAfter(Some(*row)),
            Stage::Decided(decision) if self.is_scanning() => *decision,
            Stage::Decided(_) => return,
        };
        self.stage = Stage::Decided(decision);
        let held = u64::try_from(self.window.held().len()).unwrap_or(0);
        self.tls_offset = self.len.saturating_sub(held);
    }

    /// Counts `used` of these bytes in, and keeps what is still of the head.
    fn keep(&mut self, bytes: &[u8], used: usize) -> usize {
        let have = self.head().len();
        let free = self.head.get_mut(have..).unwrap_or_default();
        let taken = bytes.get(..used).unwrap_or(bytes);
        let count = free.len().min(taken.len());
        if let (Some(free), Some(first)) = (free.get_mut(..count), taken.get(..count)) {
            free.copy_from_slice(first);
        }
        self.len = self.len.saturating_add(u64::try_from(taken.len()).unwrap_or(u64::MAX));
        taken.len()
    }

    /// No more bytes count: decides with what there is.
    fn settle(&mut self) {
        if matches!(self.stage, Stage::Unnamed) {
            match self.naming(self.from, self.head()) {
                Naming::Row(row) => self.enter(row),
                Naming::Open { closest, seen, .. } => {
                    let decision = self.cut(closest, seen).unwrap_or_else(|| self.unknown());
                    self.stage = Stage::Decided(decision);
                }
                Naming::Nothing => self.stage = Stage::Decided(self.unknown()),
            }
        }
        let decision = match &self.stage {
            Stage::Held(row) => Decision::Row(*row),
            Stage::Http(row, answer) => Decision::Http(*row, answer.finding()),
            Stage::Unnamed | Stage::Decided(_) => return,
        };
        self.stage = Stage::Decided(decision);
    }

    /// The first row that matches, once no row before it can any more.
    fn naming(&self, from: Peer, bytes: &[u8]) -> Naming {
        let head = Head { bytes, ended: self.end.is_some() };
        let mut open = Naming::Nothing;
        let Some(&first) = bytes.first() else { return open };
        for (row, signature) in RowSet::starting_with(first).iter() {
            if !signature.is_from(from) {
                continue;
            }
            let outcome = signature.fit(head);
            open = match (outcome.fit, open) {
                (Fit::No, _) => continue,
                // What earlier rows wait for cannot come any more.
                (Fit::Yes(_), _) if head.ended => return Naming::Row(row),
                (Fit::Yes(_), Naming::Nothing | Naming::Row(_)) => return Naming::Row(row),
                // This one, unless an earlier row comes true.
                (Fit::Yes(len), Naming::Open { .. }) => {
                    return Naming::Open { closest: row, seen: len, needs: 1 };
                }
                (Fit::Needs(needs), Naming::Nothing | Naming::Row(_)) => {
                    Naming::Open { closest: row, seen: outcome.seen, needs }
                }
                (Fit::Needs(more), Naming::Open { closest, seen, needs }) => {
                    let (closest, seen) =
                        if outcome.seen > seen { (row, outcome.seen) } else { (closest, seen) };
                    Naming::Open { closest, seen, needs: needs.min(more) }
                }
            };
        }
        open
    }

    /// What to call bytes that nothing recognises.
    fn unknown(&self) -> Decision {
        let head = self.head();
        let head = head.get(..UNKNOWN_AFTER).unwrap_or(head);
        if head.is_empty() {
            return Decision::NoData;
        }
        if head.iter().all(|&byte| byte == 0) {
            return Decision::Zeros;
        }
        // What the other side might have begun with: perhaps the two are mixed up.
        if let Naming::Row(row) = self.naming(self.from.other(), head) {
            return Decision::Row(row);
        }
        let wide = core::str::from_utf8(head).is_ok();
        let printable = head.iter().filter(|&&byte| {
            matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n') || (wide && byte >= 0x80)
        });
        // 95 %.
        if printable.count().saturating_mul(20) >= head.len().saturating_mul(19) {
            Decision::Text
        } else {
            Decision::Binary
        }
    }

    /// A row that is still open, as a decision, if enough of it is there to name it. The first byte
    /// of a handshake record is enough: nothing else that is common begins with it.
    fn cut(&self, row: u8, seen: usize) -> Option<Decision> {
        let seen = u8::try_from(seen).unwrap_or(u8::MAX);
        let head = self.head();
        let telling = seen >= NAMED_CUT && head.iter().any(|&byte| byte != 0);
        (telling || head == [0x16]).then_some(Decision::Cut(row, seen))
    }

    fn diagnosis(&self, decision: Decision) -> Diagnosis {
        decision.diagnosis(&Seen {
            from: self.from,
            head: self.head(),
            ended: self.end.is_some(),
            tls: self.tls_offset().map(|offset| (offset, self.window.held())),
        })
    }
}
