//! `tls-inspect probe`: one connection to a live server, and what its answer means.
//!
//! The only part of the tool that opens a socket. It ends with the server's first flight, and never
//! by itself connects a second time.

mod attempt;
mod connection;
mod hello;
mod report;
mod starttls;
mod unescaped;

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::time::Duration;

use clap::Args;

use self::attempt::{Attempt, Ending};
use self::connection::Connection;
use self::starttls::Upgrade;
use self::unescaped::{Unescaped, unescaped};
use crate::output::ExplanationPrinter;
use crate::run::Exit;

/// Shown by `probe --help`, behind the options.
const HELP: &str = "\
Sends a ClientHello (TLS 1.3 and 1.2) and explains what comes back. Ends after the server's first
flight, an alert, a close or the time-out, and says which; nothing is sent a second time.

Examples:
  tls-inspect probe example.com:443
  tls-inspect probe mail.example.com:587 --starttls smtp
  tls-inspect probe 192.0.2.7:8443 --server-name example.com --timeout 2
  tls-inspect probe localhost:8080 --plaintext 'GET / HTTP/1.0\\r\\n\\r\\n'

Exit status:
  0  the server answered in TLS
  1  anything else came back, or nothing
  2  bad usage, or no connection";

/// Connect to a server, say hello and explain the answer.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = HELP)]
pub(crate) struct ProbeArguments {
    /// The server, as a name or an address, and its port.
    #[arg(value_name = "HOST:PORT")]
    target: String,

    /// The name in the ClientHello; by default HOST, unless that is an address.
    #[arg(long, value_name = "NAME")]
    server_name: Option<String>,

    /// How long to wait for the connection, and for each answer.
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    timeout: Duration,

    /// Begin in clear text and turn to TLS, as this protocol does it.
    #[arg(long, value_name = "PROTOCOL")]
    starttls: Option<Upgrade>,

    /// Send this instead of a ClientHello; `\r`, `\n`, `\t`, `\\` and `\xNN` are understood.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["starttls", "server_name"])]
    #[arg(value_parser = unescaped)]
    plaintext: Option<Unescaped>,
}

impl ProbeArguments {
    /// Connects, listens, and prints.
    pub(crate) fn run<W: Write>(
        &self,
        mut printer: ExplanationPrinter<W>,
        errors: &mut dyn Write,
    ) -> io::Result<Exit> {
        let Some((address, mut connection)) = self.connect(errors)? else {
            return Ok(Exit::Unreadable);
        };
        let mut attempt = Attempt::new(address.port());
        if let Err(error) = self.converse(&mut attempt, &mut connection) {
            writeln!(errors, "tls-inspect: {}: {error}", self.target)?;
            return Ok(Exit::Unreadable);
        }
        self.report(&attempt, address, &mut printer)?;
        printer.finish()?;
        let answered = attempt.ending == Some(Ending::FirstFlight);
        Ok(if answered { Exit::Clean } else { Exit::Found })
    }

    /// The first address of the host that takes the connection; the others are named.
    fn connect(&self, errors: &mut dyn Write) -> io::Result<Option<(SocketAddr, Connection)>> {
        let addresses = match self.target.to_socket_addrs() {
            Ok(addresses) => addresses,
            Err(error) => {
                writeln!(errors, "tls-inspect: {}: {error}", self.target)?;
                return Ok(None);
            }
        };
        for address in addresses {
            match Connection::open(address, self.timeout) {
                Ok(connection) => return Ok(Some((address, connection))),
                Err(error) => writeln!(errors, "tls-inspect: {address}: no connection: {error}")?,
            }
        }
        Ok(None)
    }

    fn converse(&self, attempt: &mut Attempt, connection: &mut Connection) -> io::Result<()> {
        if let Some(text) = &self.plaintext {
            attempt.hello_length = text.0.len();
            return attempt.exchange(connection, &text.0, &[], self.timeout);
        }
        let name = self.name();
        let mut early = Vec::new();
        if let Some(upgrade) = self.starttls {
            match attempt.upgrade(connection, upgrade, name.unwrap_or("localhost"), self.timeout)? {
                Some(bytes) => early = bytes,
                None => return Ok(()),
            }
        }
        let hello = hello::client_hello(name).map_err(io::Error::other)?;
        attempt.hello_length = hello.len();
        attempt.exchange(connection, &hello, &early, self.timeout)
    }

    /// The name for the ClientHello, if there is one.
    fn name(&self) -> Option<&str> {
        self.server_name.as_deref().or_else(|| {
            let (host, _) = self.target.rsplit_once(':')?;
            let is_address = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
            (!is_address).then_some(host)
        })
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let limits = 0.01..=3600.0;
    if !limits.contains(&seconds) {
        return Err("from 0.01 to 3600".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_a_number_of_seconds() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "NaN", "inf", "4000", "soon"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
