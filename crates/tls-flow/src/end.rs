use core::fmt;

/// How one direction of a connection came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndHow {
    /// The sender closed its direction in order (TCP FIN, or an end of file).
    Fin,
    /// The connection was torn down (TCP RST).
    Rst,
    /// Nobody closed anything: what was captured, or waited for, ends here.
    CaptureEnd,
}

impl EndHow {
    /// `"fin"`, `"rst"` or `"capture-end"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fin => "fin",
            Self::Rst => "rst",
            Self::CaptureEnd => "capture-end",
        }
    }
}

impl fmt::Display for EndHow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
