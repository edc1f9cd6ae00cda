//! What holds for an `Order` that is fed directly, whatever it is told.

use arbitrary::{Result, Unstructured};
use tls_flow::{Config, Context, Finding, Item, ItemSet, Observed, Order, Peer, Place, Severity};
use tls_wire::{Alert, AlertDescription, AlertLevel, ContentType, HandshakeMessage, HandshakeType};

use crate::conversation::{ENDS, EPOCHS, LEVELS, arbitrary_config, pick, take_bytes};
use crate::grammar::{Kind, Scenario, Symbol, legacy::Legacy, tls13::Tls13};
use crate::wire::Property;

/// Every property.
pub const PROPERTIES: &[Property] = &[("order_survives", survives_anything)];

/// What these have to hold depends on messages that may not have come.
const HELLOS: ItemSet =
    ItemSet::of(&[Item::ClientHello, Item::ServerHello, Item::HelloRetryRequest]);

/// More findings than one item can give, whatever it releases.
const FINDINGS_MAX: usize = 64;

/// An order takes whatever `data` spells; and as long as that is a conversation of the grammar, up to
/// the first mistake and right behind it, [`Order::expected`] names what it takes.
///
/// # Panics
///
/// If it does not.
pub fn survives_anything(data: &[u8]) {
    let _ = tell_all(&mut Unstructured::new(data));
}

/// For each kind of connection that the grammar knows a shortest conversation, as
/// [`survives_anything`] reads it.
#[must_use]
pub fn samples() -> Vec<Vec<u8>> {
    let spelled = |at: u16| {
        let words = scenario(at).language.shortest().unwrap_or_default();
        let byte = |word| (0_u8..).zip(Symbol::all()).find(|(_, symbol)| *symbol == word);
        let bytes = words.into_iter().filter_map(byte).map(|(byte, _)| byte);
        at.to_le_bytes().into_iter().chain([0, 0]).chain(bytes).collect()
    };
    (0..).take(Legacy::all().len() + Tls13::all().len()).map(spelled).collect()
}

/// The kinds of connection that the grammar knows, one after the other and then again.
fn scenario(at: u16) -> Scenario {
    let (legacy, tls13) = (Legacy::all(), Tls13::all());
    let at = usize::from(at) % (legacy.len() + tls13.len());
    legacy.get(at).map_or_else(|| tls13[at - legacy.len()].scenario(), |one| one.scenario())
}

/// The kind of connection in two bytes, the settings in two, then each item: a byte that is a symbol,
/// with the body that the grammar gives it, or that says what follows.
fn tell_all(u: &mut Unstructured<'_>) -> Result<()> {
    let scenario = scenario(u.arbitrary()?);
    let config = arbitrary_config(u)?;
    // Elsewhere the grammar does not say what is legal.
    let mut grammatical = config == Config::default();
    let mut mistakes = 0;
    let mut order = Order::new(config);
    let mut said = Vec::new();
    while !u.is_empty() {
        let tag: u8 = u.arbitrary()?;
        if let Some(symbol) = Symbol::all().nth(usize::from(tag)) {
            let violations = say(&mut order, &scenario, &said, symbol);
            mistakes += violations.len();
            if violations.is_empty() {
                said.push(symbol);
            }
            grammatical &= !(scenario.is_elsewhere)(&said);
        } else {
            grammatical = false;
            tell(&mut order, tag, u)?;
        }
        if grammatical && mistakes <= 1 {
            check_expected(&order, &scenario, &said);
        }
        // What stands further behind a mistake the grammar does not know.
        grammatical &= mistakes == 0;
        let _ = (order.is_established(), order.is_closing(), order.is_closed());
        let _ = Peer::BOTH.map(|peer| (order.state(peer), order.expected(peer)));
    }
    Ok(())
}

/// Tells what is spelled behind `tag`, in any context.
fn tell(order: &mut Order, tag: u8, u: &mut Unstructured<'_>) -> Result<()> {
    let from = if tag & 1 == 0 { Peer::Client } else { Peer::Server };
    let [flags, keys]: [u8; 2] = u.arbitrary()?;
    let context = Context {
        protected: flags & 1 != 0,
        bad_verify: flags & 2 != 0,
        consequence: flags & 4 != 0,
        epoch: pick(&EPOCHS, keys & 15),
        level: (flags & 8 != 0).then(|| pick(&LEVELS, keys >> 4)),
    };
    let place = Place { offset: u.arbitrary()?, record: u.arbitrary()? };
    let body;
    let observed = match tag >> 1 & 7 {
        0 => Observed::ChangeCipherSpec { length: u.arbitrary()?, first: u.arbitrary()? },
        1 => Observed::Alert(Alert {
            level: AlertLevel(u.arbitrary()?),
            description: AlertDescription(u.arbitrary()?),
        }),
        2 => Observed::ApplicationData(u.arbitrary()?),
        3 => Observed::Protected(ContentType(u.arbitrary()?), u.arbitrary()?),
        4 => Observed::End(pick(&ENDS, u.arbitrary()?)),
        _ => {
            let handshake_type = HandshakeType(u.arbitrary()?);
            body = take_bytes(u)?;
            Observed::Handshake(HandshakeMessage {
                handshake_type,
                body: &body,
                offset: place.offset,
            })
        }
    };
    order.observe(from, observed, place, context);
    drain(order);
    Ok(())
}

/// Tells a symbol; the violations that it is, whatever else it releases.
fn say(order: &mut Order, scenario: &Scenario, said: &[Symbol], symbol: Symbol) -> Vec<Finding> {
    let context =
        Context { protected: (scenario.is_protected)(said, symbol), ..Context::default() };
    let body;
    let observed = match (symbol.kind(), symbol.kind().handshake_type()) {
        (Kind::ChangeCipherSpec, _) => Observed::ChangeCipherSpec { length: 1, first: Some(1) },
        (_, None) => Observed::ApplicationData(24),
        (_, Some(handshake_type)) => {
            body = (scenario.body)(said, symbol);
            let handshake_type = HandshakeType(handshake_type);
            Observed::Handshake(HandshakeMessage { handshake_type, body: &body, offset: 0 })
        }
    };
    let place = Place { offset: u64::try_from(said.len()).unwrap_or(u64::MAX), record: None };
    order.observe(symbol.from(), observed, place, context);
    let mut violations = drain(order);
    violations.retain(|finding| finding.released_at.is_none());
    violations
}

/// Takes all findings; the violations among them.
fn drain(order: &mut Order) -> Vec<Finding> {
    let mut violations = Vec::new();
    let mut left = FINDINGS_MAX;
    while let Some(finding) = order.next_finding() {
        left = left.checked_sub(1).expect("an item gives a few findings");
        // Whoever reports it prints these.
        let _ = format!("{} {} {finding:?}", finding.seen, finding.expected);
        if finding.severity == Severity::Violation {
            violations.push(finding);
        }
    }
    violations
}

/// What is named of a peer is taken from it.
fn check_expected(order: &Order, scenario: &Scenario, said: &[Symbol]) {
    for peer in Peer::BOTH {
        for item in order.expected(peer).iter().filter(|item| !HELLOS.contains(*item)) {
            let ways = Symbol::all()
                .filter(|symbol| symbol.from() == peer && symbol.kind().item() == item)
                .map(|symbol| say(&mut order.clone(), scenario, said, symbol));
            let wrong: Vec<_> = ways.collect();
            assert!(
                wrong.is_empty() || wrong.iter().any(Vec::is_empty),
                "{item} of the {peer} is named and not taken, in {} behind {said:?} in {}: {wrong:?}",
                order.state(peer),
                scenario.name
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use tls_flow::Rule;

    use super::*;

    #[test]
    fn a_finished_in_the_clear_is_out_of_order_behind_a_change_cipher_spec() {
        let scenario = scenario(0);
        let words = scenario.language.shortest().unwrap();
        let mut order = Order::default();
        let mut said = Vec::new();
        for symbol in words.into_iter().take_while(|symbol| symbol.kind() != Kind::Finished) {
            assert!(say(&mut order, &scenario, &said, symbol).is_empty());
            said.push(symbol);
        }
        assert_eq!(said.last(), Some(&Symbol::client(Kind::ChangeCipherSpec)));
        let handshake_type = HandshakeType::FINISHED;
        let finished = HandshakeMessage { handshake_type, body: &[0xf0; 36], offset: 0 };
        let place = Place { offset: 0, record: None };
        order.observe(Peer::Client, Observed::Handshake(finished), place, Context::default());
        let rules: Vec<_> = drain(&mut order).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::CcsMissing]);
    }
}
