//! Measures contenders and prints how they compare.
//!
//! A general harness measures one function after the other, and a machine that is shared is another
//! machine a second later. What counts here is how contenders compare, so they take turns: each round
//! runs every contender for a few milliseconds, beginning with another one, and of all rounds the
//! fastest counts, which no neighbour disturbed.

use std::{
    env,
    hint::black_box,
    time::{Duration, Instant},
};

use crate::counting_allocator::allocations;

/// How long one contender runs in one round.
const TURN: Duration = Duration::from_millis(2);

const ROUNDS: usize = 150;

/// Several ways to do one thing.
pub struct Contest<'i> {
    /// What is done.
    pub name: &'static str,
    /// What times are given per.
    pub unit: &'static str,
    /// How many of those one run does.
    pub units: u32,
    /// The ways; the first is what the others are compared with.
    pub contenders: Vec<Contender<'i>>,
}

/// One way to do it.
pub struct Contender<'i> {
    name: &'static str,
    run: Box<dyn Fn() -> usize + 'i>,
}

impl<'i> Contender<'i> {
    /// A way with a name. `run` returns something that depends on all it did.
    pub fn new(name: &'static str, run: impl Fn() -> usize + 'i) -> Self {
        Self { name, run: Box::new(run) }
    }

    fn time(&self, runs: u32) -> Duration {
        let begin = Instant::now();
        for _ in 0..runs {
            black_box((self.run)());
        }
        begin.elapsed()
    }

    /// Runs that take about a turn.
    fn runs_per_turn(&self) -> u32 {
        let mut runs = 1;
        while self.time(runs) < TURN / 2 && runs < 1 << 30 {
            runs *= 2;
        }
        runs
    }
}

/// What was measured of a contender, per unit of the contest.
struct Measurement {
    contest: &'static str,
    contender: &'static str,
    unit: &'static str,
    nanoseconds: f64,
    allocations: f64,
    bytes: f64,
}

/// A figure to be reached.
pub struct Reach {
    /// The contest.
    pub contest: &'static str,
    /// Who should reach it.
    pub contender: &'static str,
    /// Beside whom.
    pub beside: &'static str,
    /// The most its time may be, as a multiple of the other's.
    pub at_most: f64,
    /// The most allocations it may make.
    pub allocations: f64,
}

/// Runs the contests whose name holds the command line's first word (all, without one), prints a
/// table, and says of each figure whether it was reached.
pub fn run(contests: &[Contest<'_>], reaches: &[Reach]) {
    let filter = env::args().skip(1).find(|word| !word.starts_with("--")).unwrap_or_default();
    let mut measurements = Vec::new();
    println!("{:<34} {:<34} {:>18} {:>8} {:>7} {:>7}", "", "", "time", "ratio", "allocs", "bytes");
    for contest in contests.iter().filter(|contest| contest.name.contains(&filter)) {
        let measured = measure(contest);
        print_rows(&measured);
        measurements.extend(measured);
    }
    println!();
    for reach in reaches {
        print_reach(&measurements, reach);
    }
}

fn measure(contest: &Contest<'_>) -> Vec<Measurement> {
    let contenders = &contest.contenders;
    let runs: Vec<u32> = contenders.iter().map(Contender::runs_per_turn).collect();
    let mut fastest = vec![f64::INFINITY; contenders.len()];
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            let index = (round + turn) % contenders.len();
            let time = contenders[index].time(runs[index]).as_secs_f64() / f64::from(runs[index]);
            fastest[index] = fastest[index].min(time);
        }
    }
    let measurements = contenders.iter().zip(fastest).map(|(contender, seconds)| {
        let units = f64::from(contest.units);
        let (allocations, bytes) = allocations(&contender.run);
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let per_unit = |count: u64| count as f64 / units;
        Measurement {
            contest: contest.name,
            contender: contender.name,
            unit: contest.unit,
            nanoseconds: seconds * 1e9 / units,
            allocations: per_unit(allocations),
            bytes: per_unit(bytes),
        }
    });
    measurements.collect()
}

fn print_rows(measurements: &[Measurement]) {
    for (index, row) in measurements.iter().enumerate() {
        let title = if index == 0 { row.contest } else { "" };
        let time = format!("{:.2} ns/{}", row.nanoseconds, row.unit);
        let ratio = row.nanoseconds / measurements[0].nanoseconds;
        println!(
            "{title:<34} {:<34} {time:>18} {ratio:>7.2}x {:>7.1} {:>7.0}",
            row.contender, row.allocations, row.bytes
        );
    }
}

fn print_reach(measurements: &[Measurement], reach: &Reach) {
    let find = |contender: &str| {
        measurements.iter().find(|m| m.contest == reach.contest && m.contender == contender)
    };
    let (Some(ours), Some(theirs)) = (find(reach.contender), find(reach.beside)) else { return };
    let ratio = ours.nanoseconds / theirs.nanoseconds;
    let is_reached = ratio <= reach.at_most && ours.allocations <= reach.allocations;
    println!(
        "{} {}: {} takes {ratio:.2} of the time of {} (at most {:.2}), {} allocations (at most {})",
        if is_reached { "reached" } else { "MISSED " },
        reach.contest,
        reach.contender,
        reach.beside,
        reach.at_most,
        ours.allocations,
        reach.allocations,
    );
}
