//! Breaks text into lines and sentences.

/// How wide a line may be, in characters. Longer ones are hard to read.
const WIDTH: usize = 100;

/// Writes a label and a text, which is broken between words and indented behind the label.
pub(crate) fn labelled(indent: usize, label: &str, text: &str) -> String {
    let margin = indent + label.chars().count();
    let mut out = format!("{:indent$}{label}", "");
    let mut column = margin;
    let mut is_first = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !is_first && column + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(margin));
            column = margin;
            is_first = true;
        }
        if !is_first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        is_first = false;
    }
    out
}

/// The first sentence of a text, with its stop.
pub(crate) fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |stop| text.split_at(stop.saturating_add(1)).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words() {
        let text = labelled(2, "why:  ", &"word ".repeat(30));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("  why:  word word"));
        assert!(lines[1].starts_with("        word"));
        assert!(lines.iter().all(|line| line.len() <= WIDTH && !line.ends_with(' ')));
        assert_eq!(text.matches("word").count(), 30);
    }

    #[test]
    fn a_word_that_is_too_long_stays_whole() {
        let long = "x".repeat(150);
        assert_eq!(labelled(1, "a ", &long), format!(" a {long}"));
        assert_eq!(labelled(1, "a ", &format!("b {long}")), format!(" a b\n   {long}"));
    }
}
