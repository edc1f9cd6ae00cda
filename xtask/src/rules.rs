//! `cargo xtask rules`: every rule, the code that raises it, and what proves it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tls_flow::Rule;

use crate::{Chore, Failure, root};

pub(crate) const CHORE: Chore = Chore {
    name: "rules",
    arguments: "[ID]...",
    summary: "list the rules, what raises them and what proves them",
    details: "\
For every rule, or those named: its id, severity and source, the lines of tls-flow that raise it,
and the cases (tests/cases) and tests that show it broken.

Fails for a rule that nothing raises, or that no case and no test proves, unless
docs/undecided-rules.md says why; for one that is excused there and needs no excuse; and for a case
that names no rule.",
    run,
};

/// Where a rule that cannot be decided is listed, with the reason.
const UNDECIDED: &str = "docs/undecided-rules.md";

#[derive(Default)]
struct Evidence {
    raised: Vec<String>,
    proven: Vec<String>,
    excuse: Option<String>,
}

fn run(ids: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = ids.iter().find(|id| Rule::by_id(id).is_none()) {
        return Err(Failure::Usage(format!("there is no rule {unknown:?}")));
    }
    let (evidence, mut wrong) = collect()?;
    for (rule, evidence) in &evidence {
        if ids.is_empty() || ids.iter().any(|id| id == rule.id()) {
            print!("{}", shown(*rule, evidence));
        }
    }
    wrong.extend(evidence.iter().filter_map(|(rule, evidence)| fault(*rule, evidence)));
    let excused = evidence.values().filter(|evidence| evidence.excuse.is_some()).count();
    let proven = evidence.values().filter(|evidence| !evidence.proven.is_empty()).count();
    println!("\n{} rules: {proven} proven, {excused} excused", evidence.len());
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Failed(wrong.join("\n  "))) }
}

/// What there is for each rule, and what names no rule.
fn collect() -> Result<(BTreeMap<Rule, Evidence>, Vec<String>), Failure> {
    let mut evidence: BTreeMap<Rule, Evidence> =
        Rule::ALL.iter().map(|rule| (*rule, Evidence::default())).collect();
    let mut strange = Vec::new();
    let names: BTreeMap<String, Rule> =
        Rule::ALL.iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
    for (path, text) in files("crates/tls-flow/src", "rs")? {
        if path.contains("rule/table") || path.ends_with("src/rule.rs") {
            continue;
        }
        // What stands in a file's tests raises nothing.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            for name in line.split("Rule::").skip(1) {
                let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
                if let Some(evidence) = names.get(&name[..end]).and_then(|r| evidence.get_mut(r)) {
                    evidence.raised.push(format!("{path}:{}", number + 1));
                }
            }
        }
    }
    for (path, text) in files("tests/cases", "txt")? {
        for line in text.lines().filter_map(|line| line.strip_prefix("! ")) {
            let id = line.split([' ', ',']).nth(1).unwrap_or_default();
            match Rule::by_id(id).and_then(|rule| evidence.get_mut(&rule)) {
                Some(evidence) if evidence.proven.contains(&path) => {}
                Some(evidence) => evidence.proven.push(path.clone()),
                None => strange.push(format!("{path} names no rule: {line}")),
            }
        }
    }
    for (path, text) in files("tests/tests", "rs")? {
        for (number, line) in text.lines().enumerate() {
            for quoted in line.split('"').skip(1).step_by(2) {
                let rule = Rule::by_id(quoted).and_then(|rule| evidence.get_mut(&rule));
                if let Some(evidence) = rule {
                    evidence.proven.push(format!("{path}:{}", number + 1));
                }
            }
        }
    }
    for line in fs::read_to_string(root().join(UNDECIDED))?.lines() {
        let Some((id, reason)) = line.strip_prefix("- `").and_then(|line| line.split_once("`: "))
        else {
            continue;
        };
        match Rule::by_id(id).and_then(|rule| evidence.get_mut(&rule)) {
            Some(evidence) => evidence.excuse = Some(reason.to_owned()),
            None => strange.push(format!("{UNDECIDED} names no rule: {id}")),
        }
    }
    Ok((evidence, strange))
}

fn fault(rule: Rule, Evidence { raised, proven, excuse }: &Evidence) -> Option<String> {
    let lacks = match (raised.is_empty(), proven.is_empty()) {
        // An alias is kept to be found; another rule is raised in its place.
        _ if rule.info().severity.is_none() => None,
        (false, false) => None,
        (true, _) => Some("nothing raises it"),
        (false, true) => Some("no case and no test proves it"),
    };
    match (lacks, excuse) {
        (Some(lacks), None) => Some(format!("{rule}: {lacks}, and {UNDECIDED} does not say why")),
        (None, Some(_)) => Some(format!("{rule}: raised and proven, and excused in {UNDECIDED}")),
        _ => None,
    }
}

fn shown(rule: Rule, Evidence { raised, proven, excuse }: &Evidence) -> String {
    let info = rule.info();
    let severity = info.severity.map_or("alias", tls_flow::Severity::as_str);
    let source = if info.source.is_empty() { "no RFC" } else { info.source };
    let mut text = format!("{rule}  {severity}  {source}\n");
    for (what, places) in [("raised", raised), ("proven", proven)] {
        for place in places {
            text += &format!("  {what}  {place}\n");
        }
    }
    if let Some(excuse) = excuse {
        text += &format!("  undecided: {excuse}\n");
    }
    text
}

/// The files below a folder with this extension, by path from the root, in order.
fn files(folder: &str, extension: &str) -> Result<Vec<(String, String)>, Failure> {
    let mut found = Vec::new();
    read_below(&root().join(folder), extension, &mut found)?;
    found.sort();
    Ok(found)
}

fn read_below(
    folder: &Path,
    extension: &str,
    found: &mut Vec<(String, String)>,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_below(&path, extension, found)?;
        } else if path.extension().is_some_and(|is| is == extension) {
            let name = path.strip_prefix(root())?.display().to_string();
            found.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_raised_and_proven_or_excused() {
        let Ok((evidence, strange)) = collect() else { panic!("the sources can be read") };
        let faults = evidence.iter().filter_map(|(rule, evidence)| fault(*rule, evidence));
        let wrong: Vec<String> = strange.into_iter().chain(faults).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
