//! The socket: every wait has a deadline.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A TCP connection to a server.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    buffer: [u8; 4096],
}

/// What came of a wait.
#[derive(Debug)]
pub(super) enum Received<'c> {
    Bytes(&'c [u8]),
    /// The server sends no more (FIN).
    Closed,
    /// The server broke off (RST).
    Reset,
    /// Nothing until the deadline.
    TimedOut,
}

impl Connection {
    /// Connects, within `patience`.
    pub(super) fn open(address: SocketAddr, patience: Duration) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, patience)?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(patience))?;
        Ok(Self { stream, buffer: [0; 4096] })
    }

    /// Sends all of it; false where the server has broken off, which a wait will tell more of.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<bool> {
        match self.stream.write_all(bytes) {
            Ok(()) => Ok(true),
            Err(error) if is_reset(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Waits for bytes or an end.
    pub(super) fn receive(&mut self, deadline: Instant) -> io::Result<Received<'_>> {
        let length = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(Received::TimedOut);
            }
            self.stream.set_read_timeout(Some(left))?;
            match self.stream.read(&mut self.buffer) {
                Ok(0) => return Ok(Received::Closed),
                Ok(length) => break length,
                Err(error) if is_reset(&error) => return Ok(Received::Reset),
                Err(error) => match error.kind() {
                    ErrorKind::WouldBlock | ErrorKind::TimedOut => return Ok(Received::TimedOut),
                    ErrorKind::Interrupted => {}
                    _ => return Err(error),
                },
            }
        };
        Ok(Received::Bytes(self.buffer.get(..length).unwrap_or_default()))
    }
}

fn is_reset(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe
    )
}
