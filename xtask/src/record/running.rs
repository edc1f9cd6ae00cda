//! A program on one side of a recording while it runs.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;

/// No conversation here takes longer, unless something hangs.
const CLIENT_LIMIT: Duration = Duration::from_secs(20);
const LISTEN_LIMIT: Duration = Duration::from_secs(20);
/// Between the last thing typed and the end of the standard input.
const LAST_WORD: Duration = Duration::from_millis(250);

/// A program that was started here; killed, if it must be, when dropped.
pub(super) struct Running {
    child: Child,
    name: String,
    output: PathBuf,
}

impl Running {
    /// Starts the command; what it prints goes to the file `output`.
    pub(super) fn start(command: &mut Command, output: PathBuf) -> Result<Self, Failure> {
        let name = command.get_program().to_string_lossy().into_owned();
        let file = File::create(&output)?;
        let child = command
            .stdin(Stdio::piped())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .map_err(|error| Failure::Failed(format!("{name}: {error}")))?;
        Ok(Self { child, name, output })
    }

    /// Types with pauses, from a thread; then closes the standard input if `and_close`.
    pub(super) fn type_in(&mut self, types: &'static [(u64, &'static str)], and_close: bool) {
        if types.is_empty() && !and_close {
            return;
        }
        let Some(mut stdin) = self.child.stdin.take() else { return };
        thread::spawn(move || {
            for (pause, text) in types {
                thread::sleep(Duration::from_millis(*pause));
                // A program that has ended reads nothing more.
                if stdin.write_all(text.as_bytes()).and_then(|()| stdin.flush()).is_err() {
                    return;
                }
            }
            // A server's standard input stays open as long as any scenario takes.
            thread::sleep(if and_close { LAST_WORD } else { CLIENT_LIMIT });
        });
    }

    /// Until something listens on `port`; looked up, because a connection would be one too many.
    pub(super) fn wait_for_listener(&mut self, port: u16) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < LISTEN_LIMIT {
            if is_listening(port) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(self.failure(&format!("ended early: {status}")));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(self.failure("does not listen"))
    }

    /// A client's exit status says little (many refuse on purpose), so only hanging is an error.
    pub(super) fn wait_for_end(&mut self) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < CLIENT_LIMIT {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(self.failure("does not end"))
    }

    fn failure(&self, what: &str) -> Failure {
        let output = fs::read(&self.output).unwrap_or_default();
        let output = String::from_utf8_lossy(&output);
        Failure::Failed(format!("{} {what}\n{}", self.name, output.trim_end()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when the program has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a socket of this machine listens on `port`, by the kernel's table.
fn is_listening(port: u16) -> bool {
    const LISTEN: &str = "0A";
    ["/proc/net/tcp", "/proc/net/tcp6"].iter().any(|table| {
        fs::read_to_string(Path::new(table)).unwrap_or_default().lines().skip(1).any(|line| {
            let mut fields = line.split_whitespace().skip(1);
            let local = fields.next().and_then(|address| address.rsplit(':').next());
            local == Some(&format!("{port:04X}")) && fields.nth(1) == Some(LISTEN)
        })
    })
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::*;

    #[test]
    fn a_listener_is_found_by_its_port() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(is_listening(port));
        drop(listener);
        assert!(!is_listening(port));
    }
}
