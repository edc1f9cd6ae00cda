//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use tls_flow::{Peer, Severity, Vantage};

use crate::explain::ExplainArguments;
use crate::input::Format;
use crate::probe::ProbeArguments;

/// Shown by `--help`, behind the options.
const HELP: &str = "\
Inputs, told apart by their content:
  pcap, pcapng  captures, compressed by gzip or not; TCP over Ethernet, cooked, loopback and raw IP
                links, with VLANs, MPLS, PPPoE, GRE, VXLAN, Geneve, GTP-U and IP in IP
  transcript    a conversation as text: `> 16 03 01 ...` is what the client sent, `<` the server
  hex           bytes of one side as hexdump, xxd, od, tcpdump or Wireshark print them, as an
                array ({0x16, 0x03}) or a string (\\x16\\x03) of a programming language
  raw           bytes of one side as they are

Examples:
  tls-inspect capture.pcapng                      every TCP connection, and what is wrong with it
  tcpdump -w - 'tcp port 443' | tls-inspect       the same, of what passes now
  tls-inspect -q *.pcap                           a verdict for each connection of many captures
  echo '16 03 01 02 00 01' | tls-inspect          what do these bytes begin?
  printf '> 16 03 01 ..\n< 15 ..' | tls-inspect   what is wrong with this conversation?
  tls-inspect --from server answer.bin            the same, of what a server sent
  tls-inspect --client sent.bin --server got.hex  both sides of one conversation
  tls-inspect --format json c.pcap | jq 'select(.event == \"finding\")'
  tls-inspect explain --message 'wrong version number'
                                                  what may be behind a message in a log
  tls-inspect probe example.com:443               what does this server answer to a ClientHello?

Exit status:
  0  no violation, and TLS from the first byte on
  1  a violation, or first bytes that are not TLS (--fail-on moves the line)
  2  bad usage, or an input that could not be read to its end; what was read is reported";

/// Reads TLS as it was captured, says what is in it and which message broke the order.
#[derive(Debug, Clone, Parser)]
#[command(name = "tls-inspect", version, max_term_width = 100, after_long_help = HELP)]
#[command(after_help = "See --help for inputs, examples and exit statuses.")]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Captures, transcripts or bytes; `-` or nothing is the standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The bytes that the client sent, raw or in hexadecimal; `-` is the standard input.
    #[arg(long, value_name = "FILE", requires = "server", conflicts_with_all = ["files", "from"])]
    pub(crate) client: Option<PathBuf>,

    /// The bytes that the server sent, likewise; the standard input can be one of the two only.
    #[arg(long, value_name = "FILE", requires = "client")]
    pub(crate) server: Option<PathBuf>,

    /// What to print.
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub(crate) format: OutputFormat,

    /// What the inputs are, whatever their content looks like.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<Format>,

    /// Whose bytes raw and hexadecimal inputs are.
    #[arg(long, value_name = "PEER", default_value = "client")]
    pub(crate) from: Sender,

    /// The bytes begin in the middle of a connection (captures know that by themselves).
    #[arg(long)]
    pub(crate) midstream: bool,

    /// Where captures were made: at an endpoint the order of both directions proves more.
    #[arg(long, value_name = "WHERE", default_value = "path")]
    pub(crate) vantage: Where,

    /// Print verdicts only.
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// The least severity of a finding that makes the exit status 1.
    #[arg(long, value_name = "SEVERITY", default_value = "violation")]
    pub(crate) fail_on: FailOn,

    /// Whether to use colour; `auto` is on terminals, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
}

/// What to do instead of inspecting files. A file of such a name is `./explain`.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Command {
    Explain(ExplainArguments),
    Probe(ProbeArguments),
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Human,
    /// JSON, an object a line, for programs
    Json,
}

/// Whose bytes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sender {
    /// The client's
    Client,
    /// The server's
    Server,
}

impl From<Sender> for Peer {
    fn from(sender: Sender) -> Self {
        match sender {
            Sender::Client => Self::Client,
            Sender::Server => Self::Server,
        }
    }
}

/// Where a capture was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Where {
    /// Somewhere between the peers, or unknown
    Path,
    /// On the client
    Client,
    /// On the server
    Server,
}

impl From<Where> for Vantage {
    fn from(place: Where) -> Self {
        match place {
            Where::Path => Self::Path,
            Where::Client => Self::Endpoint(Peer::Client),
            Where::Server => Self::Endpoint(Peer::Server),
        }
    }
}

/// From which severity on a finding makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any finding
    Informational,
    /// Legal, but odd
    Suspicious,
    /// A MUST that no receiver enforces is broken
    SenderBreach,
    /// A receiver must end the connection
    Violation,
    /// No finding, nor first bytes that are not TLS
    Never,
}

impl FailOn {
    /// The least severity that counts; none for `never`.
    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Informational => Some(Severity::Informational),
            Self::Suspicious => Some(Severity::Suspicious),
            Self::SenderBreach => Some(Severity::SenderBreach),
            Self::Violation => Some(Severity::Violation),
            Self::Never => None,
        }
    }
}

/// Whether to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal that wants it
    Auto,
    /// Anywhere
    Always,
    /// Nowhere
    Never,
}
