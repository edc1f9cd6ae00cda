//! Every symbol in every state that a legal conversation can reach: the engine and the grammar of
//! `tls_tests::grammar` agree on whether it had a place.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::{iter, thread};

use tls_flow::{
    EventKind, Finding, Flow, Input, Item, ItemSet, OpenedRecord, Peer, Resumption, Rule, Severity,
};
use tls_tests::flow::findings_alone::asked;
use tls_tests::grammar::{Kind, Language, Scenario, Symbol, legacy::Legacy, message, tls13::Tls13};
use tls_wire::ContentType;

/// What a walk came upon.
#[derive(Default)]
struct Walk {
    states: usize,
    symbols: usize,
    rejected: usize,
    /// Where engine and grammar differ, by what differs.
    disagreements: BTreeMap<String, String>,
    /// Mistakes that gave more than one finding, by the rules.
    cascades: BTreeMap<String, String>,
    /// Where what `Order::expected` names is not what may come, by the item.
    misnamed: BTreeMap<String, String>,
}

impl Walk {
    fn merge(&mut self, other: Self) {
        self.states += other.states;
        self.symbols += other.symbols;
        self.rejected += other.rejected;
        self.disagreements.extend(other.disagreements);
        self.cascades.extend(other.cascades);
        self.misnamed.extend(other.misnamed);
    }

    fn disagree(&mut self, scenario: &Scenario, before: &[Symbol], symbol: Symbol, why: &str) {
        let last = before.last().map(|last| format!("{last:?}")).unwrap_or_default();
        let key = format!("{symbol:?} behind {last}: {why}");
        self.disagreements.entry(key).or_insert_with(|| format!("{before:?} in {}", scenario.name));
    }
}

/// Feeds one symbol; the violations that it gives.
fn say(flow: &mut Flow, scenario: &Scenario, before: &[Symbol], symbol: Symbol) -> Vec<Finding> {
    let protected = (scenario.is_protected)(before, symbol);
    let (content_type, content) = match (symbol.kind(), symbol.kind().handshake_type()) {
        (Kind::ChangeCipherSpec, _) => (20, vec![1]),
        (Kind::ApplicationData, _) => (23, vec![0xda; 24]),
        (_, handshake_type) => {
            let body = (scenario.body)(before, symbol);
            (22, message::handshake(handshake_type.unwrap_or_default(), &body))
        }
    };
    let wire;
    let mut input = if protected {
        Input::Opened(OpenedRecord::new(ContentType(content_type), &content))
    } else {
        let version =
            flow.order().facts().version().map_or(0x0301, |version| version.0.min(0x0303));
        let version = if symbol.kind() == Kind::ServerHello {
            u16::from_be_bytes([content[4], content[5]])
        } else {
            version
        };
        wire = message::record(content_type, version, &content);
        Input::Wire(&wire)
    };
    let mut told = Vec::new();
    let (mut among, mut left) = (flow.clone(), input);
    while let Some(event) = among.next(symbol.from(), &mut left) {
        if let EventKind::Finding(finding) = event.kind {
            told.push(finding);
        }
    }
    // The walk goes on behind what was asked for findings alone.
    let alone = || flow.next_finding(symbol.from(), &mut input);
    let mut found: Vec<Finding> = iter::from_fn(alone).collect();
    let at = || format!("{before:?} {symbol:?} in {}", scenario.name);
    assert_eq!(found, told, "findings alone (left) and among all events: {}", at());
    assert!(asked(flow) == asked(&among), "{}", at());
    found.retain(|finding| finding.severity == Severity::Violation);
    found
}

fn walk(scenario: &Scenario) -> Walk {
    let mut walk = Walk::default();
    let mut known = HashSet::new();
    let mut ways = Ways::default();
    let mut stack = vec![(scenario.language.clone(), Flow::new(), Vec::new())];
    while let Some((language, flow, before)) = stack.pop() {
        walk.states += 1;
        check_expected(&mut walk, scenario, &language, &flow, &before);
        for symbol in Symbol::all() {
            walk.symbols += 1;
            let mut next = flow.clone();
            let found = say(&mut next, scenario, &before, symbol);
            let after = language.after(symbol);
            let mut now = before.clone();
            now.push(symbol);
            if (scenario.is_elsewhere)(&now) {
                continue;
            }
            if after.is_nothing() {
                walk.rejected += 1;
                match &found[..] {
                    [] if is_deferred(&next, scenario, &language, &now) => {}
                    [] => walk.disagree(scenario, &before, symbol, "accepted"),
                    [finding] => {
                        let rule = finding.rule;
                        check_expected_behind(&mut walk, scenario, &next, &before, (symbol, rule));
                        go_on(
                            &mut walk,
                            scenario,
                            &mut ways,
                            (&language, next),
                            &before,
                            (symbol, rule),
                        );
                    }
                    _ if symbol.kind() == Kind::HelloRetryRequest => {}
                    [first, second, ..] => {
                        let key = format!("{} and {} at once", first.rule, second.rule);
                        let at = || format!("{before:?} {symbol:?} in {}", scenario.name);
                        walk.cascades.entry(key).or_insert_with(at);
                    }
                }
                continue;
            }
            if let Some(finding) = found.first() {
                walk.disagree(scenario, &before, symbol, finding.rule.id());
                continue;
            }
            let told = format!("{:?} {:?}", next.summary(), next.order().facts());
            if known.insert((after.clone(), told)) {
                stack.push((after, next, now));
            }
        }
    }
    walk
}

/// What `Order::expected` names of a peer is taken from it, and what of the handshake is taken is
/// named.
fn check_expected(
    walk: &mut Walk,
    scenario: &Scenario,
    language: &Language,
    flow: &Flow,
    before: &[Symbol],
) {
    for peer in Peer::BOTH {
        let expected = flow.order().expected(peer);
        let (mut taken, mut elsewhere) = (ItemSet::EMPTY, ItemSet::EMPTY);
        for symbol in Symbol::all().filter(|symbol| symbol.from() == peer) {
            let item = symbol.kind().item();
            let now = [before, &[symbol]].concat();
            if (scenario.is_elsewhere)(&now) {
                elsewhere.insert(item);
            } else if !language.after(symbol).is_nothing()
                && say(&mut flow.clone(), scenario, before, symbol).is_empty()
            {
                taken.insert(item);
            }
        }
        let alone = language
            .next()
            .all(|symbol| symbol.from() == peer || symbol.kind() == Kind::HelloRequest);
        let is_legacy = flow.order().facts().version().is_some_and(|version| version.0 < 0x0304);
        for item in Item::ALL {
            let key = match (expected.contains(item), taken.contains(item)) {
                (true, false) if !elsewhere.contains(item) => "is named and not taken",
                // What is no part of the handshake and goes on beside it.
                (false, true) if item == Item::HelloRequest => continue,
                (false, true) if item == Item::ApplicationData && !alone => continue,
                (false, true) if item == Item::ChangeCipherSpec && !is_legacy => continue,
                (false, true) => "is taken and not named",
                _ => continue,
            };
            let key = format!("{item} of the {peer} {key}, in {}", flow.order().state(peer));
            walk.misnamed.entry(key).or_insert_with(|| format!("{before:?} in {}", scenario.name));
        }
    }
}

/// Behind a mistake, too, what is named is taken; but what a later `ClientHello` has to hold depends on
/// messages that did not come.
fn check_expected_behind(
    walk: &mut Walk,
    scenario: &Scenario,
    flow: &Flow,
    before: &[Symbol],
    (symbol, rule): (Symbol, Rule),
) {
    for peer in Peer::BOTH {
        for item in flow.order().expected(peer).without(Item::ClientHello).iter() {
            let mut symbols = Symbol::all()
                .filter(|symbol| symbol.from() == peer && symbol.kind().item() == item)
                .peekable();
            if symbols.peek().is_some()
                && symbols.all(|next| !say(&mut flow.clone(), scenario, before, next).is_empty())
            {
                let state = flow.order().state(peer);
                let key = format!(
                    "{item} of the {peer} is named and not taken, in {state} behind {rule}"
                );
                let at = || format!("{before:?} {symbol:?} in {}", scenario.name);
                walk.misnamed.entry(key).or_insert_with(at);
            }
        }
    }
}

/// A `ChangeCipherSpec` may have to wait for the server to decide what it means.
fn is_deferred(flow: &Flow, scenario: &Scenario, language: &Language, now: &[Symbol]) -> bool {
    if now.last().is_none_or(|last| last.kind() != Kind::ChangeCipherSpec) {
        return false;
    }
    let mut answers = language.next().filter(|symbol| symbol.from() == Peer::Server);
    answers.any(|answer| {
        let found = say(&mut flow.clone(), scenario, now, answer);
        found.iter().any(|finding| finding.released_at.is_some())
    })
}

/// A language, and the words that lead to it.
type Reached = (Language, Vec<Symbol>);

/// Ways on from a language, found once.
#[derive(Default)]
struct Ways {
    /// To the end of the conversation.
    out: HashMap<Language, Vec<Symbol>>,
    /// Over what one peer alone may say, nearest first.
    skipping: HashMap<(Language, Peer), Vec<Reached>>,
}

impl Ways {
    /// The shortest way to the end.
    fn out(&mut self, from: &Language) -> Vec<Symbol> {
        let found = || from.shortest().unwrap_or_default();
        self.out.entry(from.clone()).or_insert_with(found).clone()
    }

    /// What the other peer has to say before a symbol has its place, if that is all it lacks.
    fn awaited(&mut self, from: &Language, symbol: Symbol) -> Option<Reached> {
        self.place_behind(from, symbol, symbol.from().other())
    }

    /// What the sender of a symbol skipped, if the symbol has a place behind something.
    fn skipped(&mut self, from: &Language, symbol: Symbol) -> Option<Reached> {
        self.place_behind(from, symbol, symbol.from())
    }

    /// The nearest place of a symbol behind what one peer may say, and what that is.
    fn place_behind(&mut self, from: &Language, symbol: Symbol, peer: Peer) -> Option<Reached> {
        let reached = self.skipping.entry((from.clone(), peer)).or_insert_with(|| {
            let unlikely = [Kind::ApplicationData, Kind::ClientHello, Kind::HelloRequest];
            let own: Vec<Symbol> = Symbol::all()
                .filter(|one| one.from() == peer && !unlikely.contains(&one.kind()))
                .collect();
            from.reached_over(&own)
        });
        let place = reached.iter().find(|(language, _)| !language.after(symbol).is_nothing())?;
        Some((place.0.after(symbol), place.1.clone()))
    }
}

/// Behind a mistake the conversation goes on as if the message had not been there, or as if those
/// had been that it skipped: no second finding.
fn go_on(
    walk: &mut Walk,
    scenario: &Scenario,
    ways: &mut Ways,
    (language, mut flow): (&Language, Flow),
    before: &[Symbol],
    (symbol, rule): (Symbol, Rule),
) {
    // A certificate message that must not be empty, or not be compressed, is one nevertheless.
    let meant = match symbol.kind() {
        Kind::EmptyCertificate => Symbol::of(symbol.from(), Kind::Certificate),
        Kind::CompressedCertificate if flow.order().facts().is_tls13() => {
            Symbol::of(symbol.from(), Kind::Certificate)
        }
        // It would be another version altogether.
        Kind::HelloRetryRequest => return,
        _ => symbol,
    };
    // Data never stands for what should have come before it.
    let ends_response = matches!(symbol.kind(), Kind::CertificateVerify | Kind::Finished);
    let names_missing = rule.id().ends_with("-missing") && symbol.kind() != Kind::ApplicationData
        || rule == Rule::PhaResponseOrder && ends_response
        || rule == Rule::Hs12SkeExport && symbol.kind() != Kind::ServerKeyExchange;
    let skipped = match rule {
        // The client does not say again what it said too early: the server goes on to where that
        // has its place.
        Rule::Hs12ShdMissing if symbol.from() == Peer::Client => {
            let Some((rest, between)) = ways.awaited(language, meant) else { return };
            for next in &between {
                let found = say(&mut flow, scenario, before, *next);
                assert!(found.is_empty(), "{before:?} {symbol:?} .. {next:?}: {found:?}");
            }
            Some((rest, between))
        }
        // A Finished in the clear leaves out more than can be guessed, but for the ChangeCipherSpec alone.
        Rule::CcsMissing => match ways.skipped(language, meant) {
            Some((rest, skipped)) if skipped.len() == 1 => Some((rest, skipped)),
            _ => return,
        },
        _ if names_missing => ways.skipped(language, meant),
        _ => None,
    };
    let agreed = [Kind::EndOfEarlyData, Kind::ChannelId, Kind::EncryptedExtensions];
    let is_agreed = |one: &Symbol| one.from() == Peer::Client && agreed.contains(&one.kind());
    if rule == Rule::Hs13EeMissing
        && skipped.iter().any(|(rest, _)| ways.out(rest).iter().any(is_agreed))
    {
        // What EncryptedExtensions would have agreed on is not agreed on without it.
        return;
    }
    let (rest, mut now) = match skipped {
        Some((rest, skipped)) => (rest, [before, &skipped, &[meant]].concat()),
        None if !language.after(meant).is_nothing() => {
            (language.after(meant), [before, &[meant]].concat())
        }
        None => (language.clone(), before.to_vec()),
    };
    let may_come = |kinds: &[Kind]| {
        kinds.iter().any(|kind| !language.after(Symbol::server(*kind)).is_nothing())
    };
    let undecided = may_come(&[Kind::ChangeCipherSpec, Kind::NewSessionTicket])
        && may_come(&[Kind::Certificate, Kind::ServerKeyExchange, Kind::ServerHelloDone]);
    if undecided
        && flow.order().facts().resumption == Resumption::Full
        && symbol.from() == Peer::Server
    {
        // The misplaced message has decided for the full handshake.
        return;
    }
    for next in ways.out(&rest) {
        if let Some(second) = say(&mut flow, scenario, &now, next).first() {
            let key = format!("{rule}, then {} ({symbol:?}, {next:?})", second.rule);
            let at = || format!("{before:?} {symbol:?} .. {next:?} in {}", scenario.name);
            walk.cascades.entry(key).or_insert_with(at);
            return;
        }
        now.push(next);
    }
}

fn assert_agreement(scenarios: impl Fn(usize) -> Vec<Scenario> + Sync, least_symbols: usize) {
    let mut all = Walk::default();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|worker| {
                let scenarios = &scenarios;
                scope.spawn(move || {
                    let mut all = Walk::default();
                    for scenario in scenarios(worker) {
                        all.merge(walk(&scenario));
                    }
                    all
                })
            })
            .collect();
        for worker in workers {
            all.merge(worker.join().unwrap());
        }
    });
    let Walk { states, symbols, rejected, disagreements, cascades, misnamed } = all;
    println!("{states} states, {symbols} symbols, {rejected} of them rejected");
    let list = |map: BTreeMap<String, String>| {
        let lines = map.into_iter().map(|(what, at)| format!("{what}\n    {at}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert!(
        disagreements.is_empty(),
        "{} disagreements:\n{}",
        disagreements.len(),
        list(disagreements)
    );
    assert!(cascades.is_empty(), "{} cascades:\n{}", cascades.len(), list(cascades));
    assert!(misnamed.is_empty(), "{} misnamed:\n{}", misnamed.len(), list(misnamed));
    assert!(symbols >= least_symbols, "only {symbols} symbols were tried");
}

/// Every second of them, from the first or the second on.
fn half<T>(all: Vec<T>, worker: usize) -> impl Iterator<Item = T> {
    all.into_iter().skip(worker).step_by(2)
}

#[test]
fn ssl_3_0_to_tls_1_2() {
    assert_agreement(|worker| half(Legacy::all(), worker).map(Legacy::scenario).collect(), 900_000);
}

#[test]
fn tls_1_3() {
    assert_agreement(|worker| half(Tls13::all(), worker).map(Tls13::scenario).collect(), 110_000);
}
