//! Why a first record does not look like a TLS handshake.
//!
//! An [`Opening`] takes the first bytes of one direction, in any cuts, and says what they are: TLS,
//! or one of the causes of a catalogue. [`join`] then puts both directions together.
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

mod cause;
mod causes;
mod class;
mod confidence;
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
