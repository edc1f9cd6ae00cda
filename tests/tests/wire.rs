//! The properties of tls-wire over recordings, seeds and noise; other parsers as oracles.

mod oracles;
mod recorded;

use tls_tests::wire::PROPERTIES;

/// Noise that is the same in every run (xorshift64*).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }
}

#[test]
fn properties_hold_for_noise() {
    let mut noise = Noise(0x7153_0d5e_ed00_0001);
    for round in 0..400 {
        let mut data: Vec<u8> = (0..noise.below(300)).map(|_| noise.byte()).collect();
        // Half of the rounds look like TLS for longer: small numbers, and a version.
        if round % 2 == 0 {
            for byte in &mut data {
                *byte %= 8;
            }
            if let Some(version) = data.get_mut(1) {
                *version = 3;
            }
        }
        for (_, property) in PROPERTIES {
            property(&data);
        }
    }
}

/// Every byte of a stream is changed, one after the other.
#[test]
fn properties_hold_for_recordings_with_a_wrong_byte() {
    let mut noise = Noise(0x7153_0d5e_ed00_0002);
    for stream in recorded::first_flights() {
        for _ in 0..40 {
            let mut changed = stream.clone();
            let place = noise.below(changed.len());
            changed[place] = noise.byte();
            changed.truncate(noise.below(changed.len()) + 1);
            for (_, property) in PROPERTIES {
                property(&changed);
            }
        }
    }
}
