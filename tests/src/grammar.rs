//! Legal conversations as a formal language: a second opinion on the order of messages.
//!
//! A [`Language`] is built from combinators and read by Brzozowski derivatives: the derivative by a
//! symbol is the language of what may follow it, and the empty language means that the symbol had
//! no place. Nothing here knows of the engine's tables; [`legacy`] and [`tls13`] are written from
//! the RFCs.

pub mod legacy;
pub mod message;
mod symbol;
pub mod tls13;

use std::collections::HashSet;
use std::rc::Rc;

pub use symbol::{Alphabet, Kind, Symbol};

/// A set of conversations.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(Rc<Node>);

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Node {
    /// No conversation at all.
    Nothing,
    /// The conversation without a symbol.
    Empty,
    /// One symbol of these.
    One(Alphabet),
    /// One after the other.
    Then(Language, Language),
    /// Any of these: at least two, sorted, none of them a choice itself. Without this normal form
    /// derivatives would grow for ever.
    Or(Vec<Language>),
    /// Any number of them.
    Many(Language),
    /// Both, woven into each other in any way.
    Beside(Language, Language),
    /// In both languages at once.
    And(Language, Language),
}

impl Language {
    fn new(node: Node) -> Self {
        Self(Rc::new(node))
    }

    /// The language of nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new(Node::Nothing)
    }

    /// The language of the empty conversation.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(Node::Empty)
    }

    /// One symbol of an alphabet.
    #[must_use]
    pub fn one(alphabet: impl Into<Alphabet>) -> Self {
        let alphabet = alphabet.into();
        if alphabet.is_empty() { Self::nothing() } else { Self::new(Node::One(alphabet)) }
    }

    /// Any number of symbols of an alphabet.
    #[must_use]
    pub fn any(alphabet: impl Into<Alphabet>) -> Self {
        Self::one(alphabet).many()
    }

    /// This, then that.
    #[must_use]
    pub fn then(self, that: impl Into<Self>) -> Self {
        let that = that.into();
        match (&*self.0, &*that.0) {
            (Node::Nothing, _) | (_, Node::Empty) => self,
            (_, Node::Nothing) | (Node::Empty, _) => that,
            _ => Self::new(Node::Then(self, that)),
        }
    }

    /// This or that.
    #[must_use]
    pub fn or(self, that: impl Into<Self>) -> Self {
        let mut all: Vec<Self> = [self, that.into()]
            .into_iter()
            .flat_map(|one| match &*one.0 {
                Node::Or(all) => all.clone(),
                Node::Nothing => Vec::new(),
                _ => vec![one],
            })
            .collect();
        all.sort();
        all.dedup();
        match all.len() {
            0 => Self::nothing(),
            1 => all.remove(0),
            _ => Self::new(Node::Or(all)),
        }
    }

    /// This, or nothing in its place.
    #[must_use]
    pub fn optional(self) -> Self {
        self.or(Self::empty())
    }

    /// This if a condition holds, else nothing in its place.
    #[must_use]
    pub fn only_if(self, condition: bool) -> Self {
        if condition { self } else { Self::empty() }
    }

    /// This if a condition holds, else no way at all.
    #[must_use]
    pub fn only_if_possible(self, condition: bool) -> Self {
        if condition { self } else { Self::nothing() }
    }

    /// Any number of times.
    #[must_use]
    pub fn many(self) -> Self {
        match &*self.0 {
            Node::Nothing | Node::Empty => Self::empty(),
            Node::Many(_) => self,
            _ => Self::new(Node::Many(self)),
        }
    }

    /// This and that, woven into each other.
    #[must_use]
    pub fn beside(self, that: impl Into<Self>) -> Self {
        let that = that.into();
        match (&*self.0, &*that.0) {
            (Node::Nothing, _) | (_, Node::Empty) => self,
            (_, Node::Nothing) | (Node::Empty, _) => that,
            _ => Self::new(Node::Beside(self, that)),
        }
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, that: impl Into<Self>) -> Self {
        let that = that.into();
        match (&*self.0, &*that.0) {
            (Node::Nothing, _) => self,
            (_, Node::Nothing) => that,
            _ if self == that => self,
            _ => Self::new(Node::And(self, that)),
        }
    }

    /// Is the empty conversation in it: may a conversation end here?
    #[must_use]
    pub fn may_end(&self) -> bool {
        match &*self.0 {
            Node::Nothing | Node::One(_) => false,
            Node::Empty | Node::Many(_) => true,
            Node::Or(all) => all.iter().any(Self::may_end),
            Node::Then(a, b) | Node::Beside(a, b) | Node::And(a, b) => a.may_end() && b.may_end(),
        }
    }

    /// Is there no conversation in it: had the last symbol no place?
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(&*self.0, Node::Nothing)
    }

    /// What may follow a symbol.
    #[must_use]
    pub fn after(&self, symbol: Symbol) -> Self {
        match &*self.0 {
            Node::Nothing | Node::Empty => Self::nothing(),
            Node::One(alphabet) if alphabet.contains(symbol) => Self::empty(),
            Node::One(_) => Self::nothing(),
            Node::Then(a, b) => {
                let first = a.after(symbol).then(b.clone());
                if a.may_end() { first.or(b.after(symbol)) } else { first }
            }
            Node::Or(all) => {
                all.iter().fold(Self::nothing(), |some, one| some.or(one.after(symbol)))
            }
            Node::Many(a) => a.after(symbol).then(self.clone()),
            Node::Beside(a, b) => {
                let first = a.after(symbol);
                let second = b.after(symbol);
                let first = if first.is_nothing() { first } else { first.beside(b.clone()) };
                if second.is_nothing() { first } else { first.or(a.clone().beside(second)) }
            }
            Node::And(a, b) => a.after(symbol).and(b.after(symbol)),
        }
    }

    /// The symbols that may come next.
    pub fn next(&self) -> impl Iterator<Item = Symbol> + '_ {
        Symbol::all().filter(|symbol| !self.after(*symbol).is_nothing())
    }

    /// A shortest conversation of the language; `None` if there is none.
    #[must_use]
    pub fn shortest(&self) -> Option<Vec<Symbol>> {
        let over: Vec<Symbol> = Symbol::all().collect();
        self.search(&over, Self::may_end)
            .pop()
            .filter(|(last, _)| last.may_end())
            .map(|(_, way)| way)
    }

    /// What is left after any word over these symbols alone, with a shortest such word, nearest
    /// first.
    #[must_use]
    pub fn reached_over(&self, over: &[Symbol]) -> Vec<(Self, Vec<Symbol>)> {
        self.search(over, |_| false)
    }

    /// Breadth first, up to and including the first that `goal` holds of.
    fn search(&self, over: &[Symbol], goal: impl Fn(&Self) -> bool) -> Vec<(Self, Vec<Symbol>)> {
        let mut known = HashSet::from([self.clone()]);
        let mut reached = vec![(self.clone(), Vec::new())];
        let mut at = 0;
        while let Some((language, way)) = reached.get(at).cloned() {
            at += 1;
            if goal(&language) {
                reached.truncate(at);
                break;
            }
            for symbol in over {
                let next = language.after(*symbol);
                if !next.is_nothing() && known.insert(next.clone()) {
                    reached.push((next, [&way[..], &[*symbol]].concat()));
                }
            }
        }
        reached
    }
}

impl From<Symbol> for Language {
    fn from(symbol: Symbol) -> Self {
        Self::one(symbol)
    }
}

/// Writes a message's body, given what was said before it.
pub type Body = Box<dyn Fn(&[Symbol], Symbol) -> Vec<u8>>;

/// Asks something of what was said so far.
pub type Question = Box<dyn Fn(&[Symbol]) -> bool>;

/// A kind of connection: what may be said on it, and how.
pub struct Scenario {
    /// What it is, for a message that fails.
    pub name: String,
    /// What may be said.
    pub language: Language,
    /// The body of a handshake message, given what was said before.
    pub body: Body,
    /// Is what the symbol stands for protected, given what was said before?
    pub is_protected: fn(&[Symbol], Symbol) -> bool,
    /// Does a conversation that begins so belong to another scenario, so that the language says
    /// nothing of it?
    pub is_elsewhere: Question,
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{Certificate, ClientHello, Finished, ServerHello};

    #[test]
    fn derivatives_follow_the_combinators() {
        let [a, b, c] = [ClientHello, ServerHello, Finished].map(Symbol::client);
        let ab = Language::from(a).then(b);
        assert!(ab.after(b).is_nothing() && ab.after(a).after(b).may_end());
        let woven = ab.clone().beside(c);
        for word in [[a, b, c], [a, c, b], [c, a, b]] {
            assert!(word.into_iter().fold(woven.clone(), |l, s| l.after(s)).may_end());
        }
        assert!([b, a].into_iter().fold(woven, |l, s| l.after(s)).is_nothing());
        let even = Language::from(a).then(a).many();
        assert!(even.may_end() && !even.after(a).may_end() && even.after(a).after(a).may_end());
        let both = Language::any(a).and(even);
        assert_eq!(both.shortest(), Some(vec![]));
        assert_eq!(ab.clone().optional().then(c).next().collect::<Vec<_>>(), [a, c]);
        assert_eq!(ab.shortest(), Some(vec![a, b]));
        assert!(ab.after(Symbol::server(Certificate)).is_nothing());
    }
}
