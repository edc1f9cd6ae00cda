//! A relay on loopback between a client and a server: it passes on every byte and writes down
//! what it saw, in the order of arrival.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::conversation::{Conversation, Moment, Peer, What};

/// How long the relay sleeps between two looks at something it waits for.
const POLL: Duration = Duration::from_millis(5);

pub(crate) struct Relay {
    port: u16,
    stopped: Arc<AtomicBool>,
    connections: Arc<Mutex<Vec<Connection>>>,
    acceptor: JoinHandle<()>,
}

/// A connection being relayed: its log and the sockets of both sides, kept to end it by force.
struct Connection {
    log: Arc<Mutex<Conversation>>,
    client: TcpStream,
    server: TcpStream,
    directions: [JoinHandle<()>; 2],
}

impl Relay {
    /// Listens on a free port of loopback; what connects there is passed on to `server_port`.
    /// `preamble` is sent to the server ahead of the client's own bytes, as a load balancer does
    /// that speaks the PROXY protocol; it is logged as the client's.
    pub(crate) fn start(server_port: u16, preamble: &'static [u8]) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let stopped = Arc::new(AtomicBool::new(false));
        let connections = Arc::new(Mutex::new(Vec::new()));
        let acceptor = thread::spawn({
            let (stopped, connections) = (Arc::clone(&stopped), Arc::clone(&connections));
            move || {
                while !stopped.load(Ordering::Relaxed) {
                    let accepted = listener.accept().and_then(|(client, _)| {
                        Connection::start(client, server_port, preamble, &stopped)
                    });
                    match accepted {
                        Ok(connection) => lock(&connections).push(connection),
                        Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(POLL),
                        Err(error) => {
                            eprintln!("relay: {error}");
                            thread::sleep(POLL);
                        }
                    }
                }
            }
        });
        Ok(Self { port, stopped, connections, acceptor })
    }

    /// The port for the clients.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// Waits until every connection so far is over, at most for `patience`.
    pub(crate) fn settle(&self, patience: Duration) {
        let start = Instant::now();
        let open = || lock(&self.connections).iter().any(|one| !lock(&one.log).is_over());
        while open() && start.elapsed() < patience {
            thread::sleep(POLL);
        }
    }

    /// Ends what is still open and hands over the conversations, in the order of their start.
    pub(crate) fn finish(self) -> Vec<Conversation> {
        self.stopped.store(true, Ordering::Relaxed);
        // A thread of ours that panicked has said so; what it logged until then still counts.
        let _ = self.acceptor.join();
        let connections = std::mem::take(&mut *lock(&self.connections));
        connections.into_iter().map(Connection::finish).collect()
    }
}

impl Connection {
    fn start(
        client: TcpStream,
        server_port: u16,
        preamble: &[u8],
        stopped: &Arc<AtomicBool>,
    ) -> io::Result<Self> {
        client.set_nonblocking(false)?;
        let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, server_port))?;
        for socket in [&client, &server] {
            socket.set_nodelay(true)?;
        }
        let start = Instant::now();
        let log = Arc::new(Mutex::new(Conversation::default()));
        if !preamble.is_empty() {
            note(&log, start, Peer::Client, What::Bytes(preamble.to_vec()));
            server.write_all(preamble)?;
        }
        let pass = |from, source: &TcpStream, sink: &TcpStream| -> io::Result<_> {
            let (source, sink) = (source.try_clone()?, sink.try_clone()?);
            let (log, stopped) = (Arc::clone(&log), Arc::clone(stopped));
            Ok(thread::spawn(move || pass(from, source, sink, start, &log, &stopped)))
        };
        let directions =
            [pass(Peer::Client, &client, &server)?, pass(Peer::Server, &server, &client)?];
        Ok(Self { log, client, server, directions })
    }

    fn finish(self) -> Conversation {
        for socket in [&self.client, &self.server] {
            // Fails where the peer has already gone, which is what is wanted.
            let _ = socket.shutdown(Shutdown::Both);
        }
        for direction in self.directions {
            let _ = direction.join();
        }
        std::mem::take(&mut lock(&self.log))
    }
}

/// Moves one direction's bytes until it ends. A chunk is written down before it is passed on, so
/// whatever it causes comes later in the log.
fn pass(
    from: Peer,
    mut source: TcpStream,
    mut sink: TcpStream,
    start: Instant,
    log: &Mutex<Conversation>,
    stopped: &AtomicBool,
) {
    let mut buffer = vec![0; 65536];
    loop {
        let what = match source.read(&mut buffer) {
            Ok(0) => What::Closed,
            Ok(length) => What::Bytes(buffer[..length].to_vec()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => What::Reset,
        };
        // Once stopped, an end is the relay's own doing and not a peer's.
        if stopped.load(Ordering::Relaxed) && !matches!(what, What::Bytes(_)) {
            return;
        }
        note(log, start, from, what.clone());
        // A sink that refuses has gone; its own direction says how.
        match what {
            What::Bytes(bytes) if sink.write_all(&bytes).is_ok() => {}
            What::Bytes(_) => return,
            What::Closed => {
                let _ = sink.shutdown(Shutdown::Write);
                return;
            }
            What::Reset => {
                let _ = sink.shutdown(Shutdown::Both);
                return;
            }
        }
    }
}

/// Appends to the log, unless the connection was reset: nothing can follow that.
fn note(log: &Mutex<Conversation>, start: Instant, from: Peer, what: What) {
    let mut log = lock(log);
    if !log.was_reset() {
        log.moments.push(Moment { at: start.elapsed(), from, what });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo_once() -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            let mut received = Vec::new();
            socket.read_to_end(&mut received).unwrap();
            received.reverse();
            socket.write_all(&received).unwrap();
        });
        port
    }

    #[test]
    fn every_byte_and_both_ends_are_logged_in_order_of_arrival() {
        let relay = Relay::start(echo_once(), b"PROXY ").unwrap();
        let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, relay.port())).unwrap();
        client.write_all(b"abc").unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).unwrap();
        assert_eq!(answer, b"cba YXORP");

        relay.settle(Duration::from_secs(5));
        let conversations = relay.finish();
        let [conversation] = conversations.as_slice() else { panic!("{conversations:?}") };
        let seen: Vec<_> =
            conversation.moments.iter().map(|one| (one.from, one.what.clone())).collect();
        assert_eq!(
            seen,
            [
                (Peer::Client, What::Bytes(b"PROXY ".to_vec())),
                (Peer::Client, What::Bytes(b"abc".to_vec())),
                (Peer::Client, What::Closed),
                (Peer::Server, What::Bytes(b"cba YXORP".to_vec())),
                (Peer::Server, What::Closed),
            ]
        );
    }

    #[test]
    fn an_end_that_the_relay_forces_is_not_blamed_on_a_peer() {
        let relay = Relay::start(echo_once(), b"").unwrap();
        let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, relay.port())).unwrap();
        client.write_all(b"abc").unwrap();
        while lock(&relay.connections).iter().all(|one| lock(&one.log).moments.is_empty()) {
            thread::sleep(POLL);
        }
        let conversations = relay.finish();
        let [conversation] = conversations.as_slice() else { panic!("{conversations:?}") };
        assert_eq!(conversation.moments.len(), 1, "{conversation:?}");
    }
}
