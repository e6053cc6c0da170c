//! The Public Suffix List as a set of its rules' hashes, in a tenth of the list's size.
//!
//! Even its densest exact form takes 54 kB. This is a Golomb-coded set, made by `cargo xtask
//! suffixes` (`crate/suffixes`, which shares the public functions; `suffixes.json` says from which
//! list). Every rule is found, and one lookup in 128 gives a false positive. That errs only on the
//! safe side: a name that is wrongly taken for a suffix makes hosts of one site strangers, never
//! hosts of strangers one site. No maintained crate does this. Its size, compared with
//! alternatives:
//!
//! | | bytes in the module | zipped |
//! |---|---|---|
//! | the crate `psl` 2, the whole list as code | 865,036 | 228,742 |
//! | an exact automaton, as browsers have it (2023) | 54,368 | |
//! | this set | 6,365 | 6,370 |

/// The rules: how many there are (four bytes), then the distances of their hashes.
static RULES: &[u8] = include_bytes!("suffixes.bin");

/// The bits of a distance that are written as they are; the rest is in unary.
pub const BITS: u32 = 7;

/// Endings with more rules than they are worth: hosts there are compared as a whole.
pub const CLOSED: [&str; 4] = ["no", "us", "museum", "aero"];

/// Whether there is such a rule; `before` precedes the name.
pub(super) fn is_rule(before: &str, name: &str) -> bool {
    let Some((count, mut bits)) = read() else { return true };
    let wanted = place(hash(before.bytes().chain(name.bytes())), count);
    let mut at: u64 = 0;
    for _ in 0..count {
        let Some(distance) = bits.distance() else { return true };
        at = at.saturating_add(distance);
        if at >= wanted {
            return at == wanted;
        }
    }
    false
}

fn read() -> Option<(u32, Bits<'static>)> {
    let (count, bytes) = RULES.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*count), Bits { bytes, next: 0 }))
}

/// FNV-1a, 64 bits, mixed once more, because the high bits decide.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Where a hash falls among `count` rules spread over `count << BITS` places.
pub fn place(hash: u64, count: u32) -> u64 {
    let places = u64::from(count) << BITS;
    (hash >> 32).saturating_mul(places) >> 32
}

struct Bits<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.next / 8)?;
        let bit = byte >> (self.next % 8) & 1 == 1;
        self.next = self.next.saturating_add(1);
        Some(bit)
    }

    fn distance(&mut self) -> Option<u64> {
        let mut high: u64 = 0;
        while self.bit()? {
            high = high.saturating_add(1);
        }
        let mut low: u64 = 0;
        for place in 0..BITS {
            low |= u64::from(self.bit()?) << place;
        }
        Some((high << BITS) | low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_whole() {
        let (count, mut bits) = read().unwrap();
        for _ in 0..count {
            bits.distance().unwrap();
        }
        assert!(count > 5_000, "{count}");
        assert!(bits.bytes.len() * 8 - bits.next < 8, "nothing is left over");
        assert!(RULES.len() < 8_000, "{} bytes", RULES.len());
    }
}
