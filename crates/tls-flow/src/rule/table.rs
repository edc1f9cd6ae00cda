//! The one table of rules, a file for each group. Every row: the name in code, the stable id,
//! severity, who can see it, the alert that the receiver of the offending item owes, the source, and
//! what the rule says.
//!
//! The ids are never renamed once released. A rule of our own making has no source.
//!
//! What a rule says is shown to operators: one or two sentences, who does what and when, in the
//! words of the RFCs. A rule that is only told under the id of another names that in backticks.

use tls_wire::AlertDescription;

use super::{Observability, Owed, RuleInfo, Severity};

/// Defines the `rows!` of a group, which adds its rows to those of the groups before it.
macro_rules! group {
    (@rows ($d:tt) $($rows:tt)*) => {
        macro_rules! rows {
            ([$d($d before:tt)*] $d($d after:ident)*) => {
                table! { [$d($d before)* $($rows)*] $d($d after)* }
            };
        }
        pub(super) use rows;
    };
    ($($rows:tt)*) => { group! { @rows ($) $($rows)* } };
}

/// Makes one table of the groups: each adds its rows, until none is left.
macro_rules! table {
    ([$($rows:tt)*]) => { rules! { $($rows)* } };
    ([$($rows:tt)*] $group:ident $($after:ident)*) => {
        $group::rows! { [$($rows)*] $($after)* }
    };
    ($($group:ident)*) => { table! { [] $($group)* } };
}

mod abbreviated_handshake;
mod alert;
mod application_data;
mod change_cipher_spec;
mod change_cipher_spec_13;
mod client_authentication;
mod closure;
mod dtls;
mod early_data;
mod encrypted_handshake_13;
mod full_handshake;
mod handshake;
mod handshake_framing;
mod heartbeat;
mod hello_13;
mod key_change;
mod observer;
mod post_handshake_13;
mod quic;
mod record;
mod renegotiation;
mod session_ticket;
mod supplemental;

table! {
    record
    change_cipher_spec
    change_cipher_spec_13
    alert
    handshake_framing
    handshake
    full_handshake
    abbreviated_handshake
    session_ticket
    client_authentication
    supplemental
    renegotiation
    application_data
    hello_13
    encrypted_handshake_13
    early_data
    post_handshake_13
    key_change
    heartbeat
    closure
    quic
    dtls
    observer
}
