//! The order of TLS messages: which one may come next, and what broke it.
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
    facts::{Answer, ClientCertificate, EarlyData, Facts, Offer, Resumption, TicketOffer},
    finding::{Finding, OwedAlert, Seen},
    flow::{Flow, Input, OpenedRecord},
    item::{Item, ItemSet},
    order::{Condition, Context, Epoch, HeartbeatSeen, Level, Observed, Order, tls12, tls13},
    peer::Peer,
    place::Place,
    rule::{Observability, Owed, Rule, RuleInfo, Severity},
    summary::{HandshakeKind, Outcome, Summary},
};
