use core::fmt;

/// How a direction's byte stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndHow {
    /// The sender closed its direction in order (TCP FIN).
    Fin,
    /// The connection was reset (TCP RST).
    Rst,
    /// The observer stopped looking; the stream may have gone on.
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
        f.write_str(self.as_str())
    }
}
