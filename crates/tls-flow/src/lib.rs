//! The order of TLS messages: which one may come next, and what broke it.
//!
//! A [`Flow`] is fed the bytes of both peers of a connection and gives events: records, messages,
//! alerts, and [`Finding`]s. A finding names the rule that was broken, its RFC section, the place,
//! what stood there, what could have stood there instead, and the alert that a conforming receiver
//! owes. Where the first bytes are no TLS at all, [`diagnosis`] says what they are.
//!
//! ```
//! use tls_flow::{Flow, Input, Peer};
//!
//! let mut flow = Flow::new();
//! let mut told = Vec::new();
//! // Handshake, a ServerHelloDone; no ClientHello went before it.
//! let mut input = Input::Wire(b"\x16\x03\x03\x00\x04\x0e\x00\x00\x00");
//! while let Some(finding) = flow.next_finding(Peer::Server, &mut input) {
//!     told.push((finding.rule.id(), finding.source(), finding.owed.map(|alert| alert.code())));
//! }
//! assert_eq!(
//!     told,
//!     [("hs-server-speaks-first", "RFC 5246 sections 7.4.1.1, 7.4.1.3", Some(10))],
//! );
//! ```
//!
//! [`Flow::next`] gives all that happens; [`Flow::next_finding`] only what is wrong, at less than a
//! third of the cost.
//!
//! # Doors
//!
//! | what the embedder has | [`Input`] |
//! |---|---|
//! | bytes off the wire, cut anywhere | [`Input::Wire`] |
//! | a record that it opened, or could not | [`Input::Opened`], [`Input::Unopened`] |
//! | QUIC CRYPTO bytes | [`Input::Crypto`], with [`Carriage::Quic`] |
//! | the end of a direction, missing bytes | [`Input::End`], [`Input::Gap`] |
//! | a parser of its own | [`Order::observe`], without a flow |
//!
//! # Guarantees
//!
//! No I/O and no clock; no panic; no `unsafe`. The same bytes give the same events and findings
//! however they are cut. A [`Flow`] takes 256 bytes, and memory beyond it is bounded by [`Limits`]: a
//! message in pieces per direction, the last `ClientHello` until its answer has been judged, and
//! little else where something is in doubt. One mistake is one finding: after it the flow goes on
//! by a fixed rule, and what belongs to the same mistake is not told again.
//! [`Order::expected`] names what would be taken without a finding, and nothing else.
//!
//! # Where to read on
//!
//! The order itself is data: the flights of [`tls12`] and the state machines of [`tls13`], whose
//! rows name [`Condition`]s over one value of [`Facts`]. The rules are one table, [`Rule`].
#![no_std]
#![forbid(unsafe_code)]
#![allow(clippy::doc_markdown, reason = "messages and fields go by the names of the standards")]
#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::as_conversions
    )
)]

extern crate alloc;

mod config;
pub mod diagnosis;
mod end;
mod event;
mod extension_set;
mod facts;
mod finding;
mod flow;
mod hint;
mod item;
mod order;
mod peer;
mod place;
mod rule;
mod summary;

pub use crate::{
    config::{CachedSession, Carriage, Config, Limits, UnknownLimit, Vantage},
    end::EndHow,
    event::{Event, EventKind},
    extension_set::ExtensionSet,
    facts::{Answer, ClientCertificate, EarlyData, Facts, Offer, Resumption, RsaKey, TicketOffer},
    finding::{Finding, OwedAlert, Seen},
    flow::{Flow, Input, OpenedRecord},
    item::{Item, ItemSet},
    order::{Condition, Context, Epoch, HeartbeatSeen, Level, Observed, Order, tls12, tls13},
    peer::Peer,
    place::Place,
    rule::{Observability, Owed, Rule, RuleInfo, Severity},
    summary::{HandshakeKind, Outcome, Summary},
};
