use core::fmt;

/// How sure a diagnosis is. Ordered: `Possible < Likely < Certain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The bytes fit, but so would others: a byte or two, a word that several protocols share, or
    /// an opening that was cut short.
    Possible,
    /// A magic value, or a structure that agrees with itself; random bytes look like this less than
    /// once in ten thousand times, all signatures taken together.
    Likely,
    /// The structure was checked as far as it goes.
    Certain,
}

impl Confidence {
    /// `"possible"`, `"likely"` or `"certain"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
