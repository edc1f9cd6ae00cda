//! A conversation to record: which programs talk, what is typed into them, where it is kept.

/// One row of the tables in `scenarios/`.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    /// The name of every file kept from it.
    pub(crate) name: String,
    /// What there is to see in it, in one line.
    pub(crate) title: String,
    pub(crate) server: Program,
    /// Started one after the other; of several connections the last becomes the transcript.
    pub(crate) clients: Vec<Program>,
    /// What the relay sends to the server ahead of the client's bytes.
    pub(crate) preamble: &'static [u8],
    pub(crate) shelf: Shelf,
    /// The causes that the client's and the server's first bytes must be found to have.
    pub(crate) causes: Option<[&'static str; 2]>,
    /// Whether a packet capture is kept beside the transcript.
    pub(crate) captured: bool,
}

/// The folder a transcript goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Nothing in it is worth more than an informational finding.
    Ok,
    /// Something in it must be reported.
    Err,
    /// What opens it has causes that are named in its header.
    Openings,
}

/// A program on one side of a conversation.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) stack: &'static Stack,
    /// The command line, split at blanks outside single quotes. `{port}` is where the server
    /// listens or the client connects; `{keys}` is the key log, also in `SSLKEYLOGFILE`. Directories
    /// are `{pki}` (certificates), `{peers}` and `{built}` (the programs of `xtask/peers`, as source
    /// and as built), `{err}` (the broken transcripts) and `{tmp}` (scratch, with the files `early`,
    /// `request` and the `*.conf` of `xtask/peers`, filled in like a line).
    pub(crate) line: String,
    /// Typed into the program: a pause in milliseconds, then the text.
    pub(crate) types: &'static [(u64, &'static str)],
}

/// An implementation of TLS (or of what is spoken instead).
#[derive(Debug)]
pub(crate) struct Stack {
    pub(crate) name: &'static str,
    /// A command that prints the version in its first line.
    pub(crate) version: &'static str,
    /// Where its programs come from: Debian packages, unless it says otherwise.
    pub(crate) source: &'static str,
    /// How to build its program of `xtask/peers`; empty where there is nothing to build.
    pub(crate) build: &'static str,
}

impl Stack {
    /// One whose programs are there once the packages are installed.
    pub(crate) const fn installed(
        name: &'static str,
        version: &'static str,
        source: &'static str,
    ) -> Self {
        Self { name, version, source, build: "" }
    }
}

/// Says hello, waits for the answer.
const HELLO: &[(u64, &str)] = &[(250, "hello\n")];

impl Scenario {
    pub(crate) fn new(name: impl Into<String>, title: impl Into<String>) -> Self {
        let nobody = Program { stack: &NOBODY, line: String::new(), types: &[] };
        Self {
            name: name.into(),
            title: title.into(),
            server: nobody,
            clients: Vec::new(),
            preamble: &[],
            shelf: Shelf::Ok,
            causes: None,
            captured: false,
        }
    }

    pub(crate) fn server(mut self, stack: &'static Stack, line: impl Into<String>) -> Self {
        self.server = Program { stack, line: line.into(), types: &[] };
        self
    }

    /// Adds a client, which says hello once connected.
    pub(crate) fn client(mut self, stack: &'static Stack, line: impl Into<String>) -> Self {
        self.clients.push(Program { stack, line: line.into(), types: HELLO });
        self
    }

    /// What is typed into the last client, instead of a hello.
    pub(crate) fn client_types(mut self, types: &'static [(u64, &'static str)]) -> Self {
        if let Some(client) = self.clients.last_mut() {
            client.types = types;
        }
        self
    }

    pub(crate) fn server_types(mut self, types: &'static [(u64, &'static str)]) -> Self {
        self.server.types = types;
        self
    }

    pub(crate) fn behind(mut self, preamble: &'static [u8]) -> Self {
        self.preamble = preamble;
        self
    }

    pub(crate) fn must_report(mut self) -> Self {
        self.shelf = Shelf::Err;
        self
    }

    /// Names the causes of the client's and the server's first bytes.
    pub(crate) fn opens_with(mut self, client: &'static str, server: &'static str) -> Self {
        self.causes = Some([client, server]);
        self
    }

    pub(crate) fn captured(mut self) -> Self {
        self.captured = true;
        self
    }

    pub(crate) fn programs(&self) -> impl Iterator<Item = &Program> {
        std::iter::once(&self.server).chain(&self.clients)
    }
}

/// Stands in until a row names its server.
static NOBODY: Stack = Stack::installed("nobody", "", "");

impl Shelf {
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Err => "err",
            Self::Openings => "openings",
        }
    }
}

impl Program {
    /// The command line for a person to read: no directories, no port of the day.
    pub(crate) fn shown(&self) -> String {
        let mut line = self.line.replace("{port}", "PORT").replace("{keys}", "KEYS");
        for directory in ["pki", "peers", "built", "tmp", "err"] {
            line = line.replace(&format!("{{{directory}}}/"), "");
        }
        line.trim_end().to_owned()
    }
}
