//! `cargo xtask tables`: the order of messages, as the engine holds it, to be read beside the RFCs.

use std::collections::BTreeMap;
use std::fs;

use tls_flow::Condition;
use tls_flow::tls12::{self, Slot};
use tls_flow::tls13::{self, Row, Step};

use crate::{Chore, Failure, root};

pub(crate) const CHORE: Chore = Chore {
    name: "tables",
    arguments: "",
    summary: "write the order tables of tls-flow to docs/tables",
    details: "\
Writes docs/tables/tls12.txt and tls13.txt, and the same as graphs for Graphviz in tls12.dot and
tls13.dot. A test fails while the files there are not those of the code.",
    run: |arguments| match arguments {
        [] => write(),
        _ => Err(Failure::Usage("it takes no arguments".into())),
    },
};

const FLIGHTS: [(&str, &str, &[Slot]); 4] = [
    (
        "SERVER_FLIGHT",
        "the server, behind the ServerHello of a full handshake",
        tls12::SERVER_FLIGHT,
    ),
    ("CLIENT_FLIGHT", "the client's answer", tls12::CLIENT_FLIGHT),
    (
        "SERVER_LAST_FLIGHT",
        "the server: last in a full handshake, and behind the ServerHello of an abbreviated one",
        tls12::SERVER_LAST_FLIGHT,
    ),
    (
        "CLIENT_LAST_FLIGHT",
        "the client, last in an abbreviated handshake",
        tls12::CLIENT_LAST_FLIGHT,
    ),
];

const MACHINES: [(&str, &str, &[Row]); 2] = [
    ("SERVER", "what the server sends behind its ServerHello", tls13::SERVER),
    ("CLIENT", "what the client sends behind the ServerHello", tls13::CLIENT),
];

fn write() -> Result<(), Failure> {
    let folder = root().join("docs/tables");
    fs::create_dir_all(&folder)?;
    for (name, text) in rendered() {
        fs::write(folder.join(name), text)?;
        println!("docs/tables/{name}");
    }
    Ok(())
}

fn rendered() -> [(&'static str, String); 4] {
    [
        ("tls12.txt", tls12_text()),
        ("tls12.dot", tls12_dot()),
        ("tls13.txt", tls13_text()),
        ("tls13.dot", tls13_dot()),
    ]
}

/// How a condition reads behind "if"; nothing for one that always holds.
fn condition(condition: Condition) -> String {
    match condition {
        Condition::Always => String::new(),
        other => format!(" if {other:?}"),
    }
}

fn tls12_text() -> String {
    let mut text = String::from(
        "SSL 3.0 to TLS 1.2 (RFC 5246 section 7.3): flights, and in each the messages in their order.\n\
         !  must be there    [ ]  may be there    anything else must not\n",
    );
    for (name, what, flight) in FLIGHTS {
        text += &format!("\n{name}: {what}\n");
        for Slot { item, required, allowed, after, missing, forbidden, late, duplicate } in flight {
            let presence = match (required, allowed) {
                (Condition::Never, Condition::Always) => format!("[{item}]"),
                (Condition::Never, allowed) => format!("[{item}]{}", condition(*allowed)),
                (required, allowed) if required == allowed => {
                    format!("{item}!{}", condition(*required))
                }
                (required, allowed) => {
                    format!("{item}!{}, else [ ]{}", condition(*required), condition(*allowed))
                }
            };
            text += &format!("  {presence}\n");
            let mut note = |what: &str, rule: &str| text += &format!("      {what:<10} {rule}\n");
            if let Some(after) = after {
                note("behind", after.name());
            }
            for (what, rules) in [("missing", missing), ("forbidden", forbidden)] {
                for (when, rule) in *rules {
                    note(what, &format!("{rule}{}", condition(*when)));
                }
            }
            note("late", late.id());
            note("twice", duplicate.id());
        }
    }
    text
}

fn tls12_dot() -> String {
    let mut text = String::from("digraph tls12 {\n  rankdir=LR;\n  node [shape=box];\n");
    for (name, what, flight) in FLIGHTS {
        text += &format!("  subgraph cluster_{name} {{\n    label=\"{name}: {what}\";\n");
        for (index, slot) in flight.iter().enumerate() {
            let style = match slot.required {
                Condition::Always => "solid",
                _ => "dashed",
            };
            let when = match (slot.required, slot.allowed) {
                (Condition::Always, _) => String::new(),
                (_, allowed) => format!("\\n{allowed:?}"),
            };
            text += &format!(
                "    {name}_{index} [label=\"{}{when}\", style={style}];\n",
                slot.item.name()
            );
        }
        for index in 1..flight.len() {
            text += &format!("    {name}_{} -> {name}_{index};\n", index - 1);
        }
        text += "  }\n";
    }
    text + "}\n"
}

fn tls13_text() -> String {
    let mut text = String::from(
        "TLS 1.3 (RFC 8446 appendix A): two machines. In each state the first line whose message and\n\
         condition fit decides; a message without a line is hs-duplicate-message where it came before,\n\
         hs13-post-handshake-unexpected on a complete connection, else hs-unexpected-message.\n\
         ->  legal, and the next state    x  the broken rule, the state after it, and what is then\n\
         taken silently, because it belongs to the same mistake\n",
    );
    for (name, what, rows) in MACHINES {
        text += &format!("\n{name}: {what}\n");
        let mut state = None;
        for row in rows {
            if state != Some(row.state) {
                text += &format!("\n  {}\n", row.state.name());
                state = Some(row.state);
            }
            let item = format!("{}{}", row.item, condition(row.when));
            text += &match row.step {
                Step::Legal(next) => format!("    {item:<56} -> {}\n", next.name()),
                Step::Breach(rule, next, absorbed) => {
                    let to = if next == row.state {
                        "stays".to_owned()
                    } else {
                        format!("to {}", next.name())
                    };
                    let taken = if absorbed.is_empty() {
                        String::new()
                    } else {
                        format!(", takes {absorbed}")
                    };
                    format!("    {item:<56} x  {rule}, {to}{taken}\n")
                }
            };
        }
    }
    text
}

fn tls13_dot() -> String {
    let mut text = String::from("digraph tls13 {\n  node [shape=box];\n");
    for (name, what, rows) in MACHINES {
        text += &format!("  subgraph cluster_{name} {{\n    label=\"{name}: {what}\";\n");
        let mut edges: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for row in rows {
            if let Step::Legal(next) = row.step {
                let label = format!("{}{}", row.item, condition(row.when));
                edges.entry((row.state.name(), next.name())).or_default().push(label);
            }
        }
        if name == "CLIENT" {
            let started = "the server's Finished".to_owned();
            for state in ["WAIT_EOED", "WAIT_CERT"] {
                edges.entry(("NEGOTIATED", state)).or_default().push(started.clone());
            }
        }
        for ((from, to), labels) in edges {
            let label = labels.join("\\n");
            text += &format!("    \"{name} {from}\" -> \"{name} {to}\" [label=\"{label}\"];\n");
        }
        text += "  }\n";
    }
    text + "}\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_in_docs_are_those_of_the_code() {
        for (name, text) in rendered() {
            let there = fs::read_to_string(root().join("docs/tables").join(name));
            assert!(
                there.is_ok_and(|there| there == text),
                "docs/tables/{name} is not what the code says: run `cargo xtask tables`"
            );
        }
    }
}
