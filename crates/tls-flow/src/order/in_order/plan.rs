//! A flight, with what its slots say of most connections: worked out when the crate is compiled.

use tls_wire::{ExtensionType, KeyExchange};

use crate::{
    ClientCertificate, Facts, Item, ItemSet,
    hint::usually,
    order::{Condition, tls12::Slot},
};

/// What is judged by more than its slot.
pub(super) const TOLD_ELSEWHERE: ItemSet = ItemSet::of(&[Item::Finished, Item::CertificateUrl]);

/// The key exchanges of nearly all connections below TLS 1.3.
const USUAL: [KeyExchange; 3] = [KeyExchange::Rsa, KeyExchange::Dhe, KeyExchange::Ecdhe];

/// A flight, and what its slots say before anybody asks.
pub(super) struct Plan {
    flight: &'static [Slot],
    /// The slot of each item, of those that are judged by their slot alone.
    slots: [u8; Item::ALL.len()],
    /// What the slots say whatever has been settled.
    always: Leave,
    /// What they say on a [usual](Self::usual) connection of each key exchange, without and with a ticket
    /// that was announced.
    usual: [[Leave; 2]; USUAL.len()],
}

/// What slots leave open, one bit each.
#[derive(Clone, Copy)]
pub(super) struct Leave {
    /// Those that may be passed over.
    optional: u32,
    /// Those that may be taken, whatever came before.
    free: u32,
}

impl Leave {
    /// What the slots of a flight leave open where these facts have been settled, or whatever has been.
    const fn of(flight: &[Slot], facts: Option<&Facts>) -> Self {
        let mut leave = Self { optional: 0, free: 0 };
        let mut rest = flight;
        let mut bit = 1_u32;
        while let [slot, behind @ ..] = rest {
            let (required, allowed) = match facts {
                None => (
                    !matches!(slot.required, Condition::Never),
                    matches!(slot.allowed, Condition::Always),
                ),
                Some(facts) => (
                    slot.required.holds(facts, ItemSet::EMPTY),
                    slot.allowed.holds(facts, ItemSet::EMPTY),
                ),
            };
            if !required {
                leave.optional |= bit;
            }
            if allowed && slot.after.is_none() {
                leave.free |= bit;
            }
            rest = behind;
            bit = bit.wrapping_shl(1);
        }
        leave
    }

    /// May these slots be passed over, and that one be taken?
    #[inline]
    const fn lets(self, passed_over: u32, taken: u32) -> bool {
        passed_over & !self.optional == 0 && taken & self.free != 0
    }
}

impl Plan {
    /// In no slot.
    const NOWHERE: u8 = u8::MAX;

    pub(super) const fn of(flight: &'static [Slot]) -> Self {
        assert!(flight.len() < 32, "each slot, and the end of the flight, needs a bit of its own");
        let mut slots = [Self::NOWHERE; Item::ALL.len()];
        let mut rest = flight;
        let mut index = 0_u8;
        while let [slot, behind @ ..] = rest {
            let mut items: &[Item] = &Item::ALL;
            let mut places: &mut [u8] = &mut slots;
            while let ([item, items_left @ ..], [place, places_left @ ..]) = (items, places) {
                if ItemSet::only(*item).without(slot.item).is_empty()
                    && !TOLD_ELSEWHERE.contains(*item)
                {
                    *place = index;
                }
                items = items_left;
                places = places_left;
            }
            rest = behind;
            index = index.wrapping_add(1);
        }
        let always = Leave::of(flight, None);
        let mut usual = [[always; 2]; USUAL.len()];
        let mut classes: &[KeyExchange] = &USUAL;
        let mut of_classes: &mut [[Leave; 2]] = &mut usual;
        while let ([class, classes_left @ ..], [of_class, left @ ..]) = (classes, of_classes) {
            let (without, with) = (Facts::usual(*class, false), Facts::usual(*class, true));
            *of_class = [Leave::of(flight, Some(&without)), Leave::of(flight, Some(&with))];
            classes = classes_left;
            of_classes = left;
        }
        Self { flight, slots, always, usual }
    }

    #[expect(clippy::as_conversions, reason = "there is no const `from`")]
    const fn bit(slot: u8) -> u32 {
        1_u32.wrapping_shl(slot as u32)
    }

    /// The slot behind that of the item, if nothing that is required stands between it and the next slot,
    /// and it may stand there.
    #[inline(always)]
    pub(super) fn slot_behind(
        &self,
        item: Item,
        next: u8,
        leave: Leave,
        seen: ItemSet,
        facts: &Facts,
    ) -> Option<u8> {
        let slot = *self.slots.get(item.index())?;
        if !usually(slot >= next && slot != Self::NOWHERE) {
            return None;
        }
        let taken = Self::bit(slot);
        let passed_over = taken.wrapping_sub(Self::bit(next));
        let may_stand =
            usually(leave.lets(passed_over, taken)) || self.allows(slot, passed_over, seen, facts);
        may_stand.then_some(slot.wrapping_add(1))
    }

    /// What slots leave open on this connection, at least.
    #[inline(always)]
    pub(super) fn leave(&self, facts: &Facts) -> Leave {
        *self.usual(facts).unwrap_or(&self.always)
    }

    /// What slots leave open on this connection, if nothing has been settled that could close one but the
    /// key exchange, and whether there will be a ticket.
    #[inline(always)]
    fn usual(&self, facts: &Facts) -> Option<&Leave> {
        let [rsa, dhe, ecdhe] = &self.usual;
        let is_usual = !facts.certificate_requested()
            && facts.client_certificate == ClientCertificate::Unsent
            && !facts.is_ssl3();
        if !usually(is_usual) {
            return None;
        }
        let [without, with] = if usually(facts.key_exchange == Some(KeyExchange::Ecdhe)) {
            ecdhe
        } else {
            match facts.key_exchange? {
                KeyExchange::Rsa => rsa,
                KeyExchange::Dhe => dhe,
                _ => return None,
            }
        };
        let ticket = facts.answer.extensions.contains(ExtensionType::SESSION_TICKET);
        Some(if ticket { with } else { without })
    }

    /// Does what has been settled require none of the slots passed over, and allow this one?
    #[cold]
    #[inline(never)]
    fn allows(&self, slot: u8, passed_over: u32, seen: ItemSet, facts: &Facts) -> bool {
        let slot_at = |index: u32| self.flight.get(usize::try_from(index).unwrap_or(usize::MAX));
        let mut passed_over = passed_over & !self.always.optional;
        while passed_over != 0 {
            let required = slot_at(passed_over.trailing_zeros()).map(|slot| slot.required);
            if required.is_none_or(|required| required.holds(facts, seen)) {
                return false;
            }
            passed_over &= passed_over.wrapping_sub(1);
        }
        slot_at(u32::from(slot)).is_some_and(|slot| {
            slot.after.is_none_or(|before| seen.contains(before)) && slot.allowed.holds(facts, seen)
        })
    }
}
