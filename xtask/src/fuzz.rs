//! `cargo xtask fuzz`: libFuzzer on the stable toolchain, without cargo-fuzz.
//!
//! LLVM's coverage instrumentation is asked for by flags that stable takes; memory errors need no
//! sanitizer here, because no crate of this workspace has unsafe code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::step::Step;
use crate::{Chore, Failure, root, target_directory};

pub(crate) const CHORE: Chore = Chore {
    name: "fuzz",
    arguments: "list | build | run TARGET [--seconds N] [-- ARGUMENTS] | cmin TARGET | seeds",
    summary: "fuzz a target, or tend what the fuzzer starts from",
    details: "One of these words:
  list                        the targets
  build                       builds all of them
  run TARGET [--seconds N]    fuzzes for N seconds (60 where nothing is said), starting from
                              fuzz/seeds/TARGET, fuzz/regressions/TARGET and the corpus of earlier
                              runs in fuzz/corpus/TARGET; what crashes is put in fuzz/artifacts/TARGET
                              and belongs, once understood, in fuzz/regressions/TARGET
  cmin TARGET                 leaves of the corpus what is needed for its coverage
  seeds                       makes the seeds anew: of all that tests/transcripts has, what covers
                              more than the smaller ones before it

ARGUMENTS go to libFuzzer: `run flow_chunks -- -help=1` lists them, and
`run flow_chunks -- -minimize_crash=1 FILE` makes a crash smaller. Needs a C++ compiler, for libFuzzer
itself. The same functions run on every seed and regression in `cargo test`, without any of this.",
    run,
};

/// What cargo-fuzz passes as well, less the sanitizer: counters at every edge and at comparisons.
const INSTRUMENTATION: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "-Ccodegen-units=1",
];

/// An input that takes longer is reported like a crash. In seconds.
const TIMEOUT: u32 = 10;
/// So is one that makes the process grow beyond this. In mebibytes.
const MEMORY: u32 = 512;
const SECONDS: u32 = 60;

fn run(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["list"] => {
            for target in targets()? {
                println!("{target}");
            }
            Ok(())
        }
        ["build"] => build().map(drop),
        ["run", target, options @ ..] => {
            let target = Target::named(target)?;
            let (options, passed) = match options.iter().position(|word| *word == "--") {
                Some(dashes) => (&options[..dashes], &options[dashes + 1..]),
                None => (options, &[][..]),
            };
            let seconds = match options {
                [] => SECONDS,
                ["--seconds", number] => number
                    .parse()
                    .map_err(|_| Failure::Usage(format!("{number:?} is no number of seconds")))?,
                _ => return Err(Failure::Usage("run takes a target and --seconds N".into())),
            };
            target.run(&build()?, seconds, passed)
        }
        ["cmin", target] => Target::named(target)?.minimize_corpus(),
        ["seeds"] => make_seeds(),
        _ => Err(Failure::Usage("fuzz what?".into())),
    }
}

fn make_seeds() -> Result<(), Failure> {
    let scratch = target_directory().join("seeds");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    let [candidates, kept] = ["candidates", "kept"].map(|name| scratch.join(name));
    Step::cargo("seeds", "run --quiet --package tls-fuzz --example seeds --")
        .arguments([&candidates])
        .run()?;
    let programs = build()?;
    for entry in fs::read_dir(&candidates)? {
        let candidates = entry?.path();
        let target = Target::named(&candidates.file_name().unwrap_or_default().to_string_lossy())?;
        let kept = kept.join(&target.name);
        fs::create_dir_all(&kept)?;
        // How often an edge is taken does not matter here: the fuzzer finds that out by itself.
        target.merge(&programs, &kept, &candidates, &["-use_counters=0"])?;
        // libFuzzer names what it keeps by its hash; the names of the fixtures say more.
        let mut kept: Vec<Vec<u8>> = contents(&kept)?.into_iter().map(|(_, kept)| kept).collect();
        let seeds = target.folder("seeds")?;
        for (path, _) in contents(&seeds)? {
            fs::remove_file(path)?;
        }
        for (path, content) in contents(&candidates)? {
            if let Some(index) = kept.iter().position(|other| *other == content) {
                kept.swap_remove(index);
                fs::write(seeds.join(path.file_name().unwrap_or_default()), content)?;
            }
        }
    }
    Ok(())
}

fn contents(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let content = fs::read(&path)?;
        files.push((path, content));
    }
    files.sort();
    Ok(files)
}

/// The names of the targets: one source file each.
pub(crate) fn targets() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("fuzz/targets"))? {
        let path = entry?.path();
        if let Some(name) = path.file_stem() {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Builds every target; returns the directory of the programs.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    let compiler = std::env::var("CXX").unwrap_or_else(|_| "c++".into());
    let answer = Command::new(&compiler)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !answer.is_ok_and(|status| status.success()) {
        return Err(Failure::Failed(format!(
            "libFuzzer needs a C++ compiler, and {compiler:?} does not run; \
             install g++ or clang, or name one in CXX"
        )));
    }
    let host = host()?;
    // With a target named, the flags leave build scripts and macros alone; in a directory of its
    // own, the ordinary build stays warm.
    let directory = target_directory().join("fuzz");
    Step::cargo(
        "fuzz targets",
        "build --package tls-fuzz --bins --features libfuzzer --profile fuzz",
    )
    .arguments(["--target", &host])
    .env("RUSTFLAGS", INSTRUMENTATION.join(" "))
    .env("CARGO_TARGET_DIR", &directory)
    .run()?;
    Ok(directory.join(host).join("fuzz"))
}

/// The name of the platform that this toolchain builds for.
fn host() -> Result<String, Failure> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler).arg("-vV").output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Failure::Failed("rustc -vV names no host".into()))
}

pub(crate) struct Target {
    name: String,
}

impl Target {
    pub(crate) fn named(name: &str) -> Result<Self, Failure> {
        let known = targets()?;
        if known.iter().any(|one| one == name) {
            return Ok(Self { name: name.to_owned() });
        }
        Err(Failure::Usage(format!("there is no target {name:?}; there are {}", known.join(", "))))
    }

    /// Fuzzes for so many seconds; an error if anything crashed, hung or grew too big.
    pub(crate) fn run(
        &self,
        programs: &Path,
        seconds: u32,
        passed: &[&str],
    ) -> Result<(), Failure> {
        let artifacts = self.folder("artifacts")?;
        Step::new(&self.name, programs.join(&self.name))
            .arguments([
                format!("-max_total_time={seconds}"),
                format!("-timeout={TIMEOUT}"),
                format!("-rss_limit_mb={MEMORY}"),
                format!("-artifact_prefix={}/", artifacts.display()),
                "-print_final_stats=1".into(),
            ])
            .arguments(passed)
            .arguments(if passed.is_empty() { self.inputs()? } else { Vec::new() })
            .run()
    }

    fn minimize_corpus(&self) -> Result<(), Failure> {
        let corpus = self.folder("corpus")?;
        let smaller = self.folder("corpus.smaller")?;
        self.merge(&build()?, &smaller, &corpus, &[])?;
        fs::remove_dir_all(&corpus)?;
        fs::rename(&smaller, &corpus)?;
        Ok(())
    }

    /// Copies to `into` what adds to the coverage, the smaller inputs first.
    fn merge(
        &self,
        programs: &Path,
        into: &Path,
        from: &Path,
        options: &[&str],
    ) -> Result<(), Failure> {
        let artifacts = self.folder("artifacts")?;
        Step::new(&self.name, programs.join(&self.name))
            .arguments(["-merge=1".into(), format!("-artifact_prefix={}/", artifacts.display())])
            .arguments(options)
            .arguments([into, from])
            .run()
    }

    /// Where the fuzzer starts from; it writes to the first folder.
    fn inputs(&self) -> Result<Vec<PathBuf>, Failure> {
        let corpus = self.folder("corpus")?;
        let kept = ["seeds", "regressions"].map(|kind| self.path(kind));
        Ok([corpus].into_iter().chain(kept.into_iter().filter(|path| path.is_dir())).collect())
    }

    fn folder(&self, kind: &str) -> Result<PathBuf, Failure> {
        let path = self.path(kind);
        fs::create_dir_all(&path)?;
        Ok(path)
    }

    fn path(&self, kind: &str) -> PathBuf {
        root().join("fuzz").join(Path::new(kind)).join(&self.name)
    }
}
