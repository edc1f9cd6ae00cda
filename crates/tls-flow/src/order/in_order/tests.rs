//! The short way against the long one: in every state of a sound handshake, and in those behind one
//! mistake.

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use tls_wire::{
    CipherSuite, ContentType, ExtensionType, HandshakeMessage, HandshakeType, KeyExchange,
    ProtocolVersion,
};

use super::{
    super::{Arrival, Context, Observed, Once, Order, Protection, Stage, tls12::Slot},
    CLIENT, CLIENT_FLIGHT, CLIENT_LAST, CLIENT_LAST_FLIGHT, SERVER, SERVER_FLIGHT, SERVER_LAST,
    SERVER_LAST_FLIGHT,
    plan::TOLD_ELSEWHERE,
};
use crate::{
    ClientCertificate, Facts, Item, ItemSet, Peer, Place, Resumption, RsaKey, Rule, TicketOffer,
};

const PLACE: Place = Place { offset: 0, record: Some(0) };

/// What one peer may send behind the hellos, with a body that reads; certificates also with one that does
/// not, and with none in it.
const MESSAGES: [(HandshakeType, &[u8]); 17] = [
    (HandshakeType::HELLO_REQUEST, &[]),
    (HandshakeType::NEW_SESSION_TICKET, &[0, 0, 0, 0, 0, 1, 7]),
    (HandshakeType::CERTIFICATE, &[0, 0, 4, 0, 0, 1, 7]),
    (HandshakeType::CERTIFICATE, &[0, 0, 4, 0, 0, 1, 7, 0]),
    (HandshakeType::CERTIFICATE, &[0, 0, 4, 0, 0, 2, 7]),
    (HandshakeType::CERTIFICATE, &[0, 0, 0]),
    (HandshakeType::SERVER_KEY_EXCHANGE, &[1]),
    (HandshakeType::CERTIFICATE_REQUEST, &[1]),
    (HandshakeType::SERVER_HELLO_DONE, &[]),
    (HandshakeType::CERTIFICATE_VERIFY, &[4, 1]),
    (HandshakeType::CLIENT_KEY_EXCHANGE, &[1]),
    (HandshakeType::FINISHED, &[7; 12]),
    (HandshakeType::CERTIFICATE_URL, &[1]),
    (HandshakeType::CERTIFICATE_STATUS, &[1]),
    (HandshakeType::SUPPLEMENTAL_DATA, &[1]),
    (HandshakeType::NEXT_PROTOCOL, &[1]),
    (HandshakeType::CHANNEL_ID, &[1]),
];

/// What a record can hold that the short way may take.
#[derive(Clone, Copy, Debug)]
enum Step {
    Message(HandshakeType, &'static [u8]),
    ChangeCipherSpec,
    SealedHandshake,
    SealedData,
    SealedAlert,
}

fn steps() -> impl Iterator<Item = Step> {
    let messages = MESSAGES.into_iter().map(|(message, body)| Step::Message(message, body));
    messages.chain([
        Step::ChangeCipherSpec,
        Step::SealedHandshake,
        Step::SealedData,
        Step::SealedAlert,
    ])
}

/// Takes a step the long way.
fn judge(order: &mut Order, from: Peer, step: Step) {
    let context = Context::default();
    let observed = match step {
        Step::Message(handshake_type, body) => {
            let message = HandshakeMessage { handshake_type, body, offset: 0 };
            return order.observe_any_message(&Arrival::new(from, &message, PLACE, context));
        }
        Step::ChangeCipherSpec => Observed::ChangeCipherSpec { length: 1, first: Some(1) },
        Step::SealedHandshake => Observed::Protected(ContentType::HANDSHAKE, 40),
        Step::SealedData => Observed::Protected(ContentType::APPLICATION_DATA, 200),
        Step::SealedAlert => Observed::Protected(ContentType::ALERT, 40),
    };
    order.observe(from, observed, PLACE, context);
}

/// Takes a step the short way, if it does.
fn pass(order: &mut Order, from: Peer, step: Step) -> bool {
    let clear = order.protection(from) == Protection::Clear;
    match step {
        Step::SealedData => order.takes_sealed_data(from),
        _ if !order.is_sound() => false,
        Step::Message(handshake_type, body) => {
            clear && order.takes_message_in_order(from, handshake_type, body, || PLACE).is_some()
        }
        Step::ChangeCipherSpec => order.takes_change_cipher_spec_in_order(from),
        Step::SealedHandshake => order.takes_sealed_finished(from),
        Step::SealedAlert => false,
    }
}

/// All that the next item is judged by.
fn state(order: &Order) -> String {
    format!("{order:?}")
}

/// What may stand behind a `ServerHello`: kinds of suites and handshakes, with and without what adds
/// messages to the flights.
fn beginnings() -> impl Iterator<Item = Order> {
    const AGREED: [ExtensionType; 7] = [
        ExtensionType::SESSION_TICKET,
        ExtensionType::STATUS_REQUEST,
        ExtensionType::USER_MAPPING,
        ExtensionType::CLIENT_CERTIFICATE_URL,
        ExtensionType::NEXT_PROTOCOL_NEGOTIATION,
        ExtensionType::CHANNEL_ID,
        ExtensionType::SERVER_CERTIFICATE_TYPE,
    ];
    let classes = [
        KeyExchange::Ecdhe,
        KeyExchange::Rsa,
        KeyExchange::RsaExport,
        KeyExchange::DhAnon,
        KeyExchange::Psk,
    ];
    let kinds = [Resumption::Full, Resumption::Undecided, Resumption::Abbreviated];
    let settled = classes.into_iter().flat_map(move |class| kinds.map(|kind| (class, kind)));
    settled.flat_map(|(class, resumption)| {
        [0..0, 0..1, 1..4, 4..6, 6..7, 0..6].map(|agreed| {
            let boundary = Some(Rule::KeyClientHelloAligned);
            let mut order = Order { stage: Stage::Legacy, boundary, ..Order::default() };
            order.facts.set_version(ProtocolVersion::TLS_1_2);
            order.facts.key_exchange = Some(class);
            order.facts.resumption = resumption;
            order.facts.offer.ticket = TicketOffer::Ticket;
            for extension in AGREED.get(agreed).unwrap() {
                order.facts.offer.extensions.insert(*extension);
                order.facts.answer.extensions.insert(*extension);
            }
            order
        })
    })
}

/// TLS 1.3 behind its hellos, as the path sees it, with and without a `ChangeCipherSpec` that is owed.
fn beginnings_13() -> impl Iterator<Item = Order> {
    [(true, true), (true, false), (false, false)].into_iter().map(|(session_id, owed)| {
        let mut order = Order { stage: Stage::Tls13, ..Order::default() };
        order.facts.set_version(ProtocolVersion::TLS_1_3);
        order.facts.offer.set_tls13(true);
        order.facts.offer.set_session_id(session_id);
        order.tls13_keys();
        if owed {
            order.server.once.set(Once::CCS_OWED);
        }
        order
    })
}

/// Compares both ways in this state; what the long way makes of each step.
fn compare(order: &Order, taken: &mut u32) -> Vec<(Step, Order)> {
    let before = state(order);
    let all = Peer::BOTH.into_iter().flat_map(|from| steps().map(move |step| (from, step)));
    let judged = all.map(|(from, step)| {
        let (mut short, mut long) = (order.clone(), order.clone());
        judge(&mut long, from, step);
        let passes = pass(&mut short, from, step);
        let expected = if passes { &state(&long) } else { &before };
        assert_eq!(state(&short), *expected, "{from} {step:?}, taken: {passes}, in {order:?}");
        *taken += u32::from(passes);
        (step, long)
    });
    judged.collect()
}

/// Goes on behind all that the long way has nothing to say of; one step only behind an alert, which any
/// state may be followed by, and, where asked to, behind a mistake.
fn walk(order: &Order, mistakes: bool, met: &mut BTreeSet<String>, taken: &mut u32) {
    if !met.insert(state(order)) {
        return;
    }
    for (step, mut next) in compare(order, taken) {
        let found = next.next_finding().is_some();
        while next.next_finding().is_some() {}
        match step {
            Step::SealedAlert => {
                compare(&next, taken);
            }
            _ if !found => walk(&next, mistakes, met, taken),
            _ if mistakes => {
                compare(&next, taken);
            }
            _ => {}
        }
    }
}

#[test]
fn what_passes_by_is_as_if_it_were_judged() {
    let (mut met, mut taken) = (BTreeSet::new(), 0);
    for order in beginnings().chain(beginnings_13()) {
        walk(&order, false, &mut met, &mut taken);
    }
    assert!(taken > 1_000, "{taken} of {}", met.len());
}

#[test]
fn behind_a_mistake_as_well() {
    let (mut met, mut taken) = (BTreeSet::new(), 0);
    for order in beginnings().step_by(11).chain(beginnings_13()) {
        walk(&order, true, &mut met, &mut taken);
    }
    assert!(taken > 1_000, "{taken} of {}", met.len());
}

/// What a flight's slots say themselves, one after the other.
fn walk_slots(flight: &[Slot], next: u8, item: Item, seen: ItemSet, facts: &Facts) -> Option<u8> {
    for (slot, behind) in flight.iter().zip(1..).skip(usize::from(next)) {
        if slot.item == item {
            let legal = slot.after.is_none_or(|before| seen.contains(before))
                && slot.allowed.holds(facts, seen);
            return (legal && !TOLD_ELSEWHERE.contains(item)).then_some(behind);
        }
        if slot.required.holds(facts, seen) {
            return None;
        }
    }
    None
}

/// All that flights ask of hellos and of the server's key: each key exchange in each kind of version, with
/// each extension agreed on, offered alone or answered alone, without and with a ticket.
fn settled() -> impl Iterator<Item = Facts> {
    const EXTENSIONS: [Option<ExtensionType>; 11] = [
        None,
        Some(ExtensionType::SESSION_TICKET),
        Some(ExtensionType::STATUS_REQUEST),
        Some(ExtensionType::STATUS_REQUEST_V2),
        Some(ExtensionType::USER_MAPPING),
        Some(ExtensionType::CLIENT_AUTHZ),
        Some(ExtensionType::SERVER_AUTHZ),
        Some(ExtensionType::CLIENT_CERTIFICATE_URL),
        Some(ExtensionType::NEXT_PROTOCOL_NEGOTIATION),
        Some(ExtensionType::CHANNEL_ID),
        Some(ExtensionType::SERVER_NAME),
    ];

    let classes: BTreeSet<_> = CipherSuite::ASSIGNED
        .iter()
        .map(|suite| Some(suite.info().unwrap().key_exchange))
        .collect();
    let classes: Vec<_> = [None].into_iter().chain(classes).collect();
    let versions = [ProtocolVersion::SSL_3_0, ProtocolVersion::TLS_1_0, ProtocolVersion::TLS_1_2];
    let keys = [RsaKey::Unknown, RsaKey::UpTo512, RsaKey::UpTo1024, RsaKey::Longer];
    let settled =
        classes.into_iter().flat_map(move |class| versions.map(|version| (class, version)));
    let settled = settled.flat_map(move |(class, version)| {
        // Only export suites ask for the length of the key.
        let keys = if class == Some(KeyExchange::RsaExport) { &keys[..] } else { &keys[..1] };
        keys.iter().map(move |key| (class, version, *key)).collect::<Vec<_>>()
    });
    let settled = settled.flat_map(|settled| EXTENSIONS.map(|extension| (settled, extension)));
    settled.flat_map(|((class, version, key), extension)| {
        let told = [(true, true), (true, false), (false, true)];
        let told = told.into_iter().flat_map(|told| [(told, false), (told, true)]);
        told.map(move |((offered, answered), ticket)| {
            let mut facts = Facts::default();
            facts.key_exchange = class;
            facts.server_key = key;
            facts.set_version(version);
            if let (true, Some(extension)) = (offered, extension) {
                facts.offer.extensions.insert(extension);
            }
            if let (true, Some(extension)) = (answered, extension) {
                facts.answer.extensions.insert(extension);
            }
            if ticket {
                facts.answer.extensions.insert(ExtensionType::SESSION_TICKET);
            }
            facts
        })
    })
}

#[test]
fn a_plan_says_what_its_flight_says() {
    let seen = [
        ItemSet::EMPTY,
        ItemSet::of(&[Item::Certificate]),
        ItemSet::of(&[Item::ClientKeyExchange]),
        ItemSet::of(&[Item::ChangeCipherSpec]),
        ItemSet::of(&Item::ALL),
    ];
    let certificates = [
        ClientCertificate::Unsent,
        ClientCertificate::Empty,
        ClientCertificate::Signing,
        ClientCertificate::FixedDh,
    ];
    let plans = [
        (&SERVER, SERVER_FLIGHT),
        (&CLIENT, CLIENT_FLIGHT),
        (&SERVER_LAST, SERVER_LAST_FLIGHT),
        (&CLIENT_LAST, CLIENT_LAST_FLIGHT),
    ];
    let requests = || certificates.into_iter().flat_map(|sent| [(sent, false), (sent, true)]);
    let (mut legal, mut asked) = (0, 0);
    for mut facts in settled() {
        for (certificate, requested) in requests() {
            facts.client_certificate = certificate;
            facts.set_certificate_requested(requested);
            for ((plan, flight), seen) in
                plans.into_iter().flat_map(|plan| seen.map(|seen| (plan, seen)))
            {
                for (next, item) in
                    (0..12).chain([32, u8::MAX]).flat_map(|next| Item::ALL.map(|item| (next, item)))
                {
                    let leave = plan.leave(&facts);
                    let planned = plan.slot_behind(item, next, leave, seen, &facts);
                    let walked = walk_slots(flight, next, item, seen, &facts);
                    assert_eq!(planned, walked, "{item} from slot {next}, {seen} of {facts:?}");
                    legal += u32::from(walked.is_some());
                    asked += 1;
                }
            }
        }
    }
    assert!(legal > 10_000, "{legal} of {asked}");
}
