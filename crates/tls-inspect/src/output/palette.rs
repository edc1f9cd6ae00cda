//! Colours.

use anstyle::{AnsiColor, Style};

/// The styles of the output for people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    /// The line that names a connection.
    pub(crate) heading: Style,
    /// What needs less attention.
    pub(crate) faint: Style,
    /// What is wrong.
    pub(crate) bad: Style,
    /// What may be wrong.
    pub(crate) odd: Style,
    /// What is right.
    pub(crate) good: Style,
}

impl Palette {
    /// For output without colour.
    pub(crate) const PLAIN: Self = {
        let plain = Style::new();
        Self { heading: plain, faint: plain, bad: plain, odd: plain, good: plain }
    };

    /// For terminals.
    pub(crate) const COLOURED: Self = Self {
        heading: Style::new().bold(),
        faint: Style::new().dimmed(),
        bad: AnsiColor::Red.on_default().bold(),
        odd: AnsiColor::Yellow.on_default(),
        good: AnsiColor::Green.on_default(),
    };
}
