//! `cargo xtask record`: real TLS stacks talk on loopback through a relay, and what an observer
//! would have seen becomes a fixture of `tests/`.

mod capture;
mod conversation;
mod pki;
mod recording;
mod relay;
mod running;
mod scenario;
mod scenarios;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use self::conversation::Peer;
use self::recording::Recording;
use self::relay::Relay;
use self::running::Running;
use self::scenario::{Program, Scenario, Stack};
use crate::{Chore, Failure, root, target_directory};

pub(crate) const CHORE: Chore = Chore {
    name: "record",
    arguments: "[--only SUBSTRING]... [--list]",
    summary: "record conversations of real TLS stacks as test fixtures",
    details: "\
Starts the servers and clients of the tables in xtask/src/record/scenarios on loopback, with a
relay between them, and writes for each scenario
  tests/transcripts/SHELF/NAME.txt                the bytes, one step for each chunk as it arrived
  tests/captures/NAME.pcap                        the same as packets, for a selection
  tests/keys/NAME.keys                            the session keys, where a stack gives them

  --only SUBSTRING   only scenarios whose name contains it (may be given again: any of them)
  --list             names and titles, and what has to be installed; records nothing

Scenarios whose programs are not installed are left out, and named. Linux only.",
    run,
};

/// After the last client has ended: for the server's last words.
const SETTLE: Duration = Duration::from_millis(1500);

fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut wanted = Vec::new();
    let mut list = false;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => list = true,
            "--only" => wanted.push(
                arguments.next().ok_or_else(|| Failure::Usage("--only needs a text".into()))?,
            ),
            other => return Err(Failure::Usage(format!("{other:?} means nothing here"))),
        }
    }
    let mut scenarios = scenarios::all();
    scenarios.retain(|one| wanted.is_empty() || wanted.iter().any(|text| one.name.contains(*text)));
    if scenarios.is_empty() {
        return Err(Failure::Failed("no scenario has such a name".into()));
    }
    if list {
        for Scenario { name, title, server, .. } in &scenarios {
            println!("{name:<36} {title} [{}]", server.stack.source);
        }
        return Ok(());
    }
    Workshop::open()?.record(&scenarios)
}

/// The directories and facts that all recordings of a run share.
struct Workshop {
    directory: PathBuf,
    date: String,
    /// What each stack says of its version; `None` where it is not installed.
    versions: HashMap<&'static str, Option<String>>,
}

impl Workshop {
    fn open() -> Result<Self, Failure> {
        let directory = target_directory().join("record");
        pki::make(&directory.join("pki"))?;
        fs::create_dir_all(directory.join("built"))?;
        for folder in
            ["captures", "keys", "transcripts/ok", "transcripts/err", "transcripts/openings"]
        {
            fs::create_dir_all(root().join("tests").join(folder))?;
        }
        let date = Command::new("date").arg("+%Y-%m-%d").output()?.stdout;
        let date = String::from_utf8_lossy(&date).trim().to_owned();
        Ok(Self { directory, date, versions: HashMap::new() })
    }

    fn record(mut self, scenarios: &[Scenario]) -> Result<(), Failure> {
        let mut failed = Vec::new();
        let mut absent = Vec::new();
        for scenario in scenarios {
            if let Some(missing) = self.missing(scenario) {
                absent.push(format!("{} ({missing})", scenario.name));
                continue;
            }
            match self.converse(scenario).and_then(|recording| self.keep(scenario, &recording)) {
                Ok(report) => println!("{:<36} {report}", scenario.name),
                Err(Failure::Failed(why) | Failure::Usage(why)) => {
                    println!("{:<36} FAILED: {why}", scenario.name);
                    failed.push(scenario.name.as_str());
                }
            }
        }
        if !absent.is_empty() {
            println!("\nnot recorded, programs missing:\n  {}", absent.join("\n  "));
        }
        if failed.is_empty() {
            return Ok(());
        }
        Err(Failure::Failed(format!("{} failed: {}", failed.len(), failed.join(", "))))
    }

    /// Which stack of the scenario is not installed, if any.
    fn missing(&mut self, scenario: &Scenario) -> Option<&'static str> {
        scenario
            .programs()
            .map(|program| program.stack)
            .find(|stack| self.version(stack).is_none())
            .map(|stack| stack.source)
    }

    /// Builds the stack's program where there is one to build; asks each stack once.
    fn version(&mut self, stack: &'static Stack) -> Option<String> {
        if let Some(known) = self.versions.get(stack.name) {
            return known.clone();
        }
        let version = self.ask_version(stack);
        self.versions.insert(stack.name, version.clone());
        version
    }

    fn ask_version(&self, stack: &Stack) -> Option<String> {
        if !stack.build.is_empty() {
            let built = self.command(stack.build, 0).output().ok()?;
            if !built.status.success() {
                eprintln!("{}: {}", stack.build, String::from_utf8_lossy(&built.stderr));
                return None;
            }
        }
        let output = self.command(stack.version, 0).stdin(Stdio::null()).output().ok()?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        let line = text.lines().find(|line| !line.trim().is_empty())?;
        // What stands in parentheses says how it was built, or whose program it is.
        let line = line.replace("(PostgreSQL) ", "");
        let line = line.split(" (").next()?.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = line.to_lowercase().contains(&stack.name.to_lowercase());
        Some(if named { line } else { format!("{} {line}", stack.name) })
    }

    /// The command of a line, with its placeholders filled in.
    fn command(&self, line: &str, port: u16) -> Command {
        let mut words = words(line).map(|word| self.filled(word, port));
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command.env("PKI", self.filled("{pki}", port));
        command.env("SSLKEYLOGFILE", self.filled("{keys}", port));
        command
    }

    /// A text with its placeholders filled in.
    fn filled(&self, text: &str, port: u16) -> String {
        let path = |name: &str| self.directory.join(name).display().to_string();
        text.replace("{port}", &port.to_string())
            .replace("{pki}", &path("pki"))
            .replace("{built}", &path("built"))
            .replace("{tmp}", &path("tmp"))
            .replace("{keys}", &path("tmp/keys"))
            .replace("{peers}", &root().join("xtask/peers").display().to_string())
            .replace("{err}", &root().join("tests/transcripts/err").display().to_string())
    }

    fn converse(&self, scenario: &Scenario) -> Result<Recording, Failure> {
        let scratch = self.directory.join("tmp");
        if scratch.exists() {
            fs::remove_dir_all(&scratch)?;
        }
        fs::create_dir_all(&scratch)?;
        fs::write(scratch.join("early"), "early data\n")?;
        fs::write(scratch.join("request"), "GET / HTTP/1.0\r\n\r\n")?;

        // Both ports are held at once, lest they be the same.
        let reserved = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = reserved.local_addr()?.port();
        let relay = Relay::start(port, scenario.preamble)?;
        drop(reserved);
        for entry in fs::read_dir(root().join("xtask/peers"))? {
            let path = entry?.path();
            if let (Some("conf"), Some(name)) =
                (path.extension().and_then(OsStr::to_str), path.file_name())
            {
                fs::write(scratch.join(name), self.filled(&fs::read_to_string(&path)?, port))?;
            }
        }
        let started = SystemTime::now();
        let mut server = self.start(&scenario.server, port, "server")?;
        server.wait_for_listener(port)?;
        server.type_in(scenario.server.types, false);
        for client in &scenario.clients {
            let mut running = self.start(client, relay.port(), "client")?;
            running.type_in(client.types, true);
            running.wait_for_end()?;
        }
        relay.settle(SETTLE);
        let conversations = relay.finish();
        drop(server);

        let keys = fs::read_to_string(scratch.join("keys")).unwrap_or_default();
        Ok(Recording { conversations, keys, started })
    }

    fn start(&self, program: &Program, port: u16, role: &str) -> Result<Running, Failure> {
        let scratch = self.directory.join("tmp");
        let mut command = self.command(&program.line, port);
        Running::start(command.current_dir(&scratch), scratch.join(format!("{role}.out")))
    }

    /// Writes the fixtures; returns what there is to say about them.
    fn keep(&mut self, scenario: &Scenario, recording: &Recording) -> Result<String, Failure> {
        let Recording { conversations, started, .. } = recording;
        let Some((conversation, before)) = conversations.split_last() else {
            return Err(Failure::Failed("nobody connected".into()));
        };
        let sent = conversation.stream(Peer::Client);
        let answered = conversation.stream(Peer::Server);
        if sent.is_empty() && answered.is_empty() {
            return Err(Failure::Failed("nobody sent anything".into()));
        }

        let comment = self.comment(scenario, conversations.len());
        let tests = root().join("tests");
        let name = &scenario.name;
        let transcript = format!(
            "{comment}@ title {title}\n{steps}",
            title = scenario.title,
            steps = conversation.transcript()
        );
        let folder = format!("transcripts/{}", scenario.shelf.folder());
        fs::write(tests.join(folder).join(format!("{name}.txt")), transcript)?;
        let mut report = format!("> {:>5}  < {:>5}", sent.len(), answered.len());
        if scenario.captured {
            let file = tests.join("captures").join(format!("{name}.pcap"));
            fs::write(file, capture::pcap(conversations, *started))?;
            report += "  capture";
        }
        let keys = recording.keys_without(if scenario.captured { 0 } else { before.len() });
        let file = tests.join("keys").join(format!("{name}.keys"));
        if keys.is_empty() {
            if file.exists() {
                fs::remove_file(file)?;
            }
        } else {
            report += &format!("  keys {}", keys.lines().count());
            fs::write(file, keys)?;
        }
        Ok(report)
    }

    /// How the recording was made.
    fn comment(&mut self, scenario: &Scenario, connections: usize) -> String {
        let mut text = format!("# Recorded on {} on loopback", self.date);
        if connections > 1 {
            text += &format!(", the last of {connections} connections");
        }
        text.push('\n');
        if !scenario.preamble.is_empty() {
            text += "# a load balancer's preamble was sent ahead of the client's bytes\n";
        }
        let roles = std::iter::once("server").chain(std::iter::repeat("client"));
        for (role, program) in roles.zip(scenario.programs()) {
            let version = self.version(program.stack).unwrap_or_default();
            text += &format!("# {role}: {version}\n#   {}\n", program.shown());
        }
        if let Some([client, server]) = scenario.causes {
            text += &format!("# opens with: client {client}, server {server}\n");
        }
        text
    }
}

/// The words of a command line; single quotes keep blanks within a word.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split('\'').enumerate().flat_map(|(part, text)| {
        let quoted = part % 2 == 1;
        let plain = text.split_whitespace().filter(move |_| !quoted);
        quoted.then_some(text).into_iter().chain(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_has_its_own_name_a_server_and_a_client() {
        let scenarios = scenarios::all();
        for scenario in &scenarios {
            let name = &scenario.name;
            assert_eq!(scenarios.iter().filter(|one| one.name == *name).count(), 1, "{name}");
            assert!(!scenario.clients.is_empty(), "{name}");
            let configured = scenario.server.line.contains(".conf");
            assert!(configured || scenario.server.line.contains("{port}"), "{name}");
            assert!(scenario.clients.iter().all(|one| one.line.contains("{port}")), "{name}");
        }
    }

    #[test]
    fn a_quoted_word_keeps_its_blanks() {
        let line = "psql  -c 'a b'\n x";
        assert_eq!(words(line).collect::<Vec<_>>(), ["psql", "-c", "a b", "x"]);
    }
}
