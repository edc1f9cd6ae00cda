//! `tls-inspect probe`, against servers on loopback that play one part each.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;
use tls_inspect::Exit;

use crate::outcome::{Outcome, json_lines, run_with};

/// No server here waits longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server for one connection.
struct Server {
    port: u16,
    thread: JoinHandle<()>,
}

impl Server {
    fn new(serve: impl FnOnce(TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            serve(stream);
        });
        Self { port, thread }
    }

    /// Reads a ClientHello, answers, and closes.
    fn answering(answer: &'static [u8]) -> Self {
        Self::new(move |mut stream| {
            read_record(&mut stream);
            stream.write_all(answer).unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            drain(&mut stream);
        })
    }

    fn probe(self, arguments: &[&str]) -> (Exit, String) {
        let target = format!("127.0.0.1:{}", self.port);
        let (exit, output, errors) = probe(&[&[target.as_str()], arguments].concat());
        self.thread.join().unwrap();
        assert_eq!(errors, "");
        (exit, output)
    }
}

fn probe(arguments: &[&str]) -> (Exit, String, String) {
    let Outcome { exit, output, errors } = run_with(&[&["probe"], arguments].concat(), b"");
    (exit, output, errors)
}

fn json((exit, output): (Exit, String)) -> (Exit, Vec<Value>) {
    (exit, json_lines(&output))
}

/// Everything until the client closes.
fn drain(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

/// One TLS record.
fn read_record(stream: &mut TcpStream) -> Vec<u8> {
    let mut header = [0; 5];
    stream.read_exact(&mut header).unwrap();
    assert_eq!(header[..3], [22, 3, 1]);
    let mut fragment = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
    stream.read_exact(&mut fragment).unwrap();
    fragment
}

/// A line of text, which must be this one.
fn expect(stream: &mut TcpStream, text: &str) {
    let mut bytes = vec![0; text.len()];
    stream.read_exact(&mut bytes).unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes), text);
}

/// A ServerHello of TLS 1.3: `random` and the key share are arbitrary, the session id empty (the
/// flow says so, and reads on).
const SERVER_HELLO_13: &[u8] = b"\x16\x03\x03\x00\x5a\x02\x00\x00\x56\x03\x03\
    0123456789abcdef0123456789abcdef\x00\x13\x01\x00\x00\x2e\
    \x00\x2b\x00\x02\x03\x04\x00\x33\x00\x24\x00\x1d\x00\x20\
    fedcba9876543210fedcba9876543210";

#[test]
fn a_plain_http_server_is_named() {
    let server = Server::answering(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    let (exit, output) = server.probe(&[]);
    assert_eq!(exit, Exit::Found);
    assert!(output.contains("  sent:      a ClientHello without a server name, "), "{output}");
    assert!(output.contains("  received:  47 bytes\n"), "{output}");
    assert!(output.contains("  ended:     the server closed the connection\n"), "{output}");
    assert!(output.contains("\nserver: http, not TLS: http-response (certain)\n"), "{output}");
    assert!(output.contains("`listen 443 ssl;`"), "{output}");
}

#[test]
fn a_server_that_speaks_first_and_stays_does_not_hold_the_probe_up() {
    let server = Server::new(|mut stream| {
        stream.write_all(b"220 mail.example ESMTP ready\r\n").unwrap();
        drain(&mut stream);
    });
    let started = Instant::now();
    let (exit, lines) = json(server.probe(&["--format", "json"]));
    assert_eq!(exit, Exit::Found);
    assert!(started.elapsed() < Duration::from_secs(4));
    assert_eq!(lines[0]["event"], "probe");
    assert_eq!(lines[0]["ending"], "recognised");
    assert_eq!(lines[1]["cause"], "smtp-starttls");
    assert_eq!(lines[1]["from"], "server");
}

#[test]
fn silence_ends_with_the_time_out() {
    let server = Server::new(|mut stream| drain(&mut stream));
    let started = Instant::now();
    let (exit, output) = server.probe(&["--timeout", "0.4"]);
    assert_eq!(exit, Exit::Found);
    assert!((Duration::from_millis(400)..Duration::from_secs(4)).contains(&started.elapsed()));
    assert!(output.contains("time-out: nothing more came within 0.4 s"), "{output}");
    assert!(output.contains("server: nothing: silent-after-hello (likely)\n"), "{output}");
}

#[test]
fn a_close_and_a_reset_are_told_apart() {
    let (_, lines) = json(Server::answering(b"").probe(&["--format", "json"]));
    assert_eq!((&lines[0]["ending"], &lines[0]["received"]), (&"closed".into(), &0.into()));
    assert_eq!(lines[1]["cause"], "closed-after-hello");

    // A socket that is closed with bytes unread resets the connection.
    let server = Server::new(|mut stream| stream.read_exact(&mut [0; 5]).unwrap());
    let (_, lines) = json(server.probe(&["--format", "json"]));
    assert_eq!(lines[0]["ending"], "reset");
    assert_eq!(lines[1]["cause"], "reset-after-hello");
}

#[test]
fn an_alert_is_explained() {
    let server = Server::answering(b"\x15\x03\x03\x00\x02\x02\x46");
    let (exit, output) = server.probe(&["--server-name", "example.com"]);
    assert_eq!(exit, Exit::Found);
    assert!(output.contains("a ClientHello for example.com, "), "{output}");
    assert!(output.contains("ended:     the server sent an alert\n"), "{output}");
    assert!(output.contains("alert:     fatal protocol_version (70): "), "{output}");
}

#[test]
fn the_first_flight_of_tls_13_ends_with_the_server_hello() {
    let server = Server::new(|mut stream| {
        read_record(&mut stream);
        // In three parts, the last with bytes of what is protected.
        for part in [&SERVER_HELLO_13[..3], &SERVER_HELLO_13[3..], &[0x14, 3, 3, 0, 1, 1, 0x17]] {
            stream.write_all(part).unwrap();
            thread::sleep(Duration::from_millis(20));
        }
        drain(&mut stream);
    });
    let (exit, output) = server.probe(&[]);
    assert_eq!(exit, Exit::Clean, "{output}");
    assert!(
        output
            .contains("the server's first flight is complete: TLS 1.3 with TLS_AES_128_GCM_SHA256"),
        "{output}"
    );
}

#[test]
fn the_first_flight_of_tls_12_ends_with_the_server_hello_done() {
    // What a real server answered: the client of the recording asked for TLS 1.2.
    let transcript = include_str!("../../../../tests/transcripts/ok/gnutls-tls12-client-auth.txt");
    let mut answer = String::new();
    let mut is_server = false;
    for line in transcript.lines().filter(|line| !line.starts_with(['#', '@'])) {
        if line.starts_with("> ") && !answer.is_empty() {
            break;
        }
        is_server = line.starts_with("< ") || (is_server && line.starts_with("  "));
        if is_server {
            answer.push_str(line.trim_start_matches("< ").trim());
        }
    }
    let digits: Vec<_> = answer.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let bytes: Vec<_> =
        digits.chunks(2).map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap()).collect();
    let server = Server::new(move |mut stream| {
        read_record(&mut stream);
        stream.write_all(&bytes).unwrap();
        drain(&mut stream);
    });
    let (exit, lines) = json(server.probe(&["--format", "json"]));
    assert_eq!(lines[0]["ending"], "first-flight", "{lines:?}");
    assert_eq!(lines[0]["version"], "TLS 1.2");
    assert_eq!(exit, Exit::Clean);
}

#[test]
fn starttls_turns_to_tls_after_the_dialogue() {
    let server = Server::new(|mut stream| {
        stream.write_all(b"220 mail.example ESMTP\r\n").unwrap();
        expect(&mut stream, "EHLO tls-inspect.invalid\r\n");
        stream.write_all(b"250-mail.example\r\n250 STARTTLS\r\n").unwrap();
        expect(&mut stream, "STARTTLS\r\n");
        stream.write_all(b"220 go ahead\r\n").unwrap();
        read_record(&mut stream);
        stream.write_all(SERVER_HELLO_13).unwrap();
        drain(&mut stream);
    });
    let (exit, output) = server.probe(&["--starttls", "smtp"]);
    assert_eq!(exit, Exit::Clean, "{output}");
    assert!(output.contains("  server:    220 mail.example ESMTP\\r\\n\n"), "{output}");
    assert!(output.contains("  client:    STARTTLS\\r\\n\n"), "{output}");
    assert!(output.contains("ok-server-hello"), "{output}");
}

#[test]
fn a_refused_starttls_is_no_tls() {
    let server = Server::new(|mut stream| {
        stream.write_all(b"* OK ready\r\n").unwrap();
        expect(&mut stream, "a STARTTLS\r\n");
        stream.write_all(b"a BAD unknown command\r\n").unwrap();
        drain(&mut stream);
    });
    let (exit, lines) = json(server.probe(&["--starttls", "imap", "--format", "json"]));
    assert_eq!(exit, Exit::Found);
    assert_eq!(lines[0]["ending"], "not-upgraded");
    assert_eq!(lines[0]["sent"], 0);
    assert_eq!(lines[0]["dialogue"][2]["text"], "a BAD unknown command\\r\\n");
    assert_eq!(lines[1]["cause"], "imap-starttls", "{lines:?}");
}

#[test]
fn a_dialogue_that_stalls_ends_with_the_time_out() {
    let server = Server::new(|mut stream| drain(&mut stream));
    let (exit, lines) =
        json(server.probe(&["--starttls", "ftp", "--timeout", "0.2", "--format", "json"]));
    assert_eq!((exit, &lines[0]["ending"]), (Exit::Found, &"timed-out".into()));
}

#[test]
fn a_plaintext_probe_sends_just_that() {
    let server = Server::new(|mut stream| {
        expect(&mut stream, "PING\r\n");
        stream.write_all(b"+PONG\r\n").unwrap();
        drain(&mut stream);
    });
    let (exit, lines) = json(server.probe(&["--plaintext", r"PING\r\n", "--format", "json"]));
    assert_eq!(exit, Exit::Found);
    assert_eq!(lines[0]["sent"], 6);
    let server = lines.iter().find(|line| line["from"] == "server").unwrap();
    assert_eq!(server["cause"], "redis", "{lines:?}");
}

#[test]
fn no_connection_is_said_once_for_each_address() {
    // A port that was free a moment ago.
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let (exit, output, errors) = probe(&[&format!("127.0.0.1:{port}")]);
    assert_eq!((exit, output.as_str()), (Exit::Unreadable, ""));
    assert_eq!(errors.matches("no connection: ").count(), 1, "{errors}");
    for target in ["localhost", "127.0.0.1:port"] {
        let (exit, _, errors) = probe(&[target]);
        assert_eq!(exit, Exit::Unreadable);
        assert!(errors.contains(target), "{errors}");
    }
}
