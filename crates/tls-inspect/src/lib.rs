//! Reads captures and bytes, prints the TLS conversation in them and a verdict.
//!
//! All judgement is `tls-flow`'s; here bytes are found in files, and findings put into words. The
//! command line is [`run`]; [`input`] can be used by itself.
//!
//! ```
//! use tls_inspect::{Exit, Streams, run};
//!
//! let mut output = Vec::new();
//! let streams = Streams {
//!     input: &mut &b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"[..],
//!     output: &mut output,
//!     errors: &mut Vec::new(),
//!     colour: false,
//! };
//! assert_eq!(run(["tls-inspect", "--quiet"], streams), Exit::Found);
//! assert!(String::from_utf8(output).unwrap().contains("speaks http, not TLS"));
//! ```

mod arguments;
mod explain;
mod hello;
pub mod input;
mod inspection;
mod output;
mod peers;
mod probe;
mod run;
mod verdict;

pub use run::{Exit, Streams, run};
