//! Why a first record does not look like a TLS handshake.
//!
//! An [`Opening`] takes the first bytes of one direction, in any cuts, and says what they are: TLS,
//! or one of the [`Cause`]s of a catalogue, with its explanation, remedies, and what other stacks
//! say when they meet it.
//!
//! ```
//! use tls_flow::{Peer, diagnosis::{Opening, Verdict}};
//!
//! let mut answer = Opening::new(Peer::Server);
//! answer.expect_tls(); // the client has sent a TLS hello
//! let Verdict::Decided(diagnosis) = answer.feed(b"HTTP/1.1 400 Bad Request\r\n") else { panic!() };
//! assert_eq!(diagnosis.cause.id, "http-response");
//! assert_eq!(diagnosis.evidence.as_record_header(), Some((72, 0x5454, 20527)));
//! println!("{}", diagnosis.cause.explanation);
//! ```
//!
//! # Parts
//!
//! | to learn | use |
//! |---|---|
//! | what one direction's first bytes are | [`Opening`] |
//! | what both together mean, with how they ended | [`join()`] |
//! | where TLS starts behind something else | [`PreambleScanner`], or the opening itself |
//! | what damaged a stream of records | [`RecordChain`] |
//! | what an alert means instead of a hello | [`FirstAlert`] |
//! | what an error message is about | [`message::causes_of`] |
//!
//! A [`Flow`](crate::Flow) drives the first three.
//!
//! # How it decides
//!
//! Signatures are one table, a row each: whose bytes, what pattern, which cause, how sure. The first
//! row that matches wins, once no row before it can match any more; so a verdict is a function of
//! the stream alone, not of its cuts, and what is decided stays. Names with a confidence of `Likely`
//! or better are kept for patterns that chance does not produce: on random bytes all rows together
//! give one in less than 0.01 % of the streams.
//!
//! Nothing here allocates. An opening takes 120 bytes.

mod cause;
mod causes;
mod class;
mod confidence;
mod decision;
mod evidence;
mod first_alert;
mod http_answer;
mod join;
pub mod message;
mod opening;
mod preamble;
mod prefix;
mod record_chain;
mod row_set;
mod signature;
mod signatures;
mod stack_message;
mod structure;
mod verdict;

pub use cause::{Cause, GuideCause, GuideStep};
pub use class::Class;
pub use confidence::Confidence;
pub use evidence::Evidence;
pub use first_alert::FirstAlert;
pub use join::{Context, DirectionFacts, Expected, Gap, Joined, join};
pub use opening::Opening;
pub use preamble::{PreambleScanner, TlsStart};
pub use record_chain::{LostFraming, RecordChain, RecordProgress};
pub use stack_message::StackMessage;
pub use verdict::{Diagnosis, Verdict};
