use core::fmt;

use tls_wire::AlertDescription;

/// How much a broken rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Legal and worth knowing.
    Informational,
    /// Legal, or a point on which the RFCs are silent, but not what a healthy peer does.
    Suspicious,
    /// The sender breaks a MUST, but no receiver is obliged to react.
    SenderBreach,
    /// A receiver must end the connection.
    Violation,
}

impl Severity {
    /// `"informational"`, `"suspicious"`, `"sender-breach"` or `"violation"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Informational => "informational",
            Self::Suspicious => "suspicious",
            Self::SenderBreach => "sender-breach",
            Self::Violation => "violation",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who can see that a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Observability {
    /// Anyone who sees the records.
    Both,
    /// Anyone, while that direction is in the clear; later only who opens the records.
    Clear,
    /// An observer without keys, from record types, lengths and order.
    Passive,
    /// Only who opens the records.
    Opened,
    /// Only an embedder that knows a fact from elsewhere (a session cache, a failed signature).
    Embedder,
}

/// What the receiver of an offending item owes its sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owed {
    /// Nothing: the item must or may be ignored.
    None,
    /// A TLS alert; over QUIC the connection error `0x0100` plus its code (RFC 9001 section 4.8).
    Tls(AlertDescription),
    /// The QUIC connection error `PROTOCOL_VIOLATION` (RFC 9000 section 20.1).
    QuicProtocolViolation,
}

/// What is known of a [`Rule`]: one row of the table.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// The stable id, as it stands in output, documentation and tests.
    pub id: &'static str,
    /// How much breaking it weighs, unless a circumstance that the rule names lowers it.
    /// `None` for an alias: kept for search, never reported.
    pub severity: Option<Severity>,
    /// Who can see it.
    pub observability: Observability,
    /// What the receiver owes.
    pub owed: Owed,
    /// The RFC sections, `; ` between them; empty for a rule of our own.
    pub source: &'static str,
    /// The rule in a sentence or two.
    pub statement: &'static str,
}

macro_rules! rules {
    ($($(#[$attr:meta])* $name:ident $id:literal $severity:ident $observability:ident $owed:ident $(($alert:ident))? $source:literal $statement:literal;)*) => {
        /// A rule of TLS framing, message order or closure; see [`Rule::info`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Rule {
            $(#[doc = $statement] $(#[$attr])* $name,)*
        }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The rule's row in the table.
            #[must_use]
            pub const fn info(self) -> &'static RuleInfo {
                match self {
                    $(Self::$name => const { &RuleInfo {
                        id: $id,
                        severity: rules!(@severity $severity),
                        observability: Observability::$observability,
                        owed: rules!(@owed $owed $($alert)?),
                        source: $source,
                        statement: $statement,
                    } },)*
                }
            }
        }
    };
    (@severity Alias) => { None };
    (@severity $severity:ident) => { Some(Severity::$severity) };
    (@owed Tls $alert:ident) => { Owed::Tls(AlertDescription::$alert) };
    (@owed $owed:ident) => { Owed::$owed };
}

mod table;

pub use table::Rule;

impl Rule {
    /// The rule with this id, if there is one.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.info().id
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_kebab_case_and_found() {
        for (index, rule) in Rule::ALL.iter().enumerate() {
            let id = rule.id();
            assert!(
                id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{id}"
            );
            assert_eq!(Rule::by_id(id), Some(*rule), "{id} is there twice");
            assert!(!rule.info().statement.is_empty(), "row {index}");
        }
        assert_eq!(Rule::by_id("no-such-rule"), None);
    }

    #[test]
    fn statements_are_plain_sentences() {
        const LONGEST: usize = 280;
        // What specifications abbreviate, a tired reader should not have to spell out.
        const ABBREVIATIONS: [&str; 14] = [
            "CH", "SH", "CCS", "HRR", "EE", "NST", "CR", "CV", "SKE", "CKE", "SHD", "EOED", "PHA",
            "RI",
        ];
        for rule in Rule::ALL {
            let statement = rule.info().statement;
            assert!(statement.starts_with(|c: char| c.is_ascii_uppercase()), "{rule}: {statement}");
            assert!(statement.ends_with('.'), "{rule}: {statement}");
            assert!(statement.chars().count() <= LONGEST, "{rule}: {statement}");
            assert!(!statement.contains("  "), "{rule}: {statement}");
            for notation in ["(P)", "(I)", "<=", ">=", "e.g.", "i.e."] {
                assert!(!statement.contains(notation), "{rule}: {notation} in {statement}");
            }
            let mut words = statement.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let abbreviation = words.find(|word| ABBREVIATIONS.contains(word));
            assert_eq!(abbreviation, None, "{rule}: {statement}");
        }
    }

    #[test]
    fn a_statement_names_another_rule_only_where_that_is_told_instead() {
        for rule in Rule::ALL {
            let statement = rule.info().statement;
            // Every other part stands between two backticks.
            for (index, part) in statement.split('`').enumerate() {
                if index % 2 == 1 {
                    assert!(
                        Rule::by_id(part).is_some_and(|other| other != *rule),
                        "{rule}: {part}"
                    );
                } else {
                    let mut words = part.split([' ', ',', ';', ':', '.', '(', ')']);
                    let id = words.find(|word| Rule::by_id(word).is_some());
                    assert_eq!(id, None, "{rule} names a rule outside of backticks");
                }
            }
            let told_as_another = statement.contains('`');
            assert!(!told_as_another || statement.contains("; told as `"), "{rule}: {statement}");
            assert_eq!(told_as_another, rule.info().severity.is_none(), "{rule}: told as what?");
        }
    }

    #[test]
    fn only_a_violation_or_a_breach_names_an_rfc_when_it_blames() {
        // A rule of our own (a count, a heuristic) must never pretend to be an RFC's: whatever is a
        // violation or a breach and has no source is listed here by name.
        let without: alloc::vec::Vec<_> = Rule::ALL
            .iter()
            .filter(|rule| rule.info().source.is_empty())
            .filter(|rule| rule.info().severity >= Some(Severity::SenderBreach))
            .map(|rule| rule.id())
            .collect();
        assert_eq!(without, ["chid-missing", "chid-unexpected"]);
    }
}
