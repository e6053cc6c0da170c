//! Derives a key from a passphrase: Argon2id (RFC 9106), with parameters that are checked before
//! any work.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use super::{SALT, SlotKey, bytes, text};
use crate::{
    Entropy,
    json::{Map, Value, object},
};

/// In KiB: less than this (OWASP's minimum) is refused, and never written.
const LEAST_MEMORY: u32 = 19 << 10;
/// In KiB: a stranger's file must not make us use more.
const MOST_MEMORY: u32 = 256 << 10;
const LEAST_PASSES: u32 = 2;
/// More lanes don't help in a single thread.
const MOST_LANES: u32 = 4;
/// In KiB, processed altogether: memory times passes.
const MOST_WORK: u64 = 1 << 20;

/// How a key is derived from a passphrase. Nothing of it is secret; it is stored in the slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KdfParameters {
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; SALT],
}

/// Why no key is derived from a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// There is no passphrase.
    #[error("the passphrase is empty: type one")]
    Empty,
    /// Memory, passes or lanes are out of bounds: too little to protect, or more work than Tandem
    /// ever asks for.
    #[error(
        "this vault asks for less or for more work on its passphrase than Tandem ever would: use an unaltered copy"
    )]
    Bounds,
    /// There isn't enough memory.
    #[error("there is too little memory to work on the passphrase: close other programs")]
    Memory,
}

impl KdfParameters {
    /// In KiB: a new vault's memory.
    pub const MEMORY: u32 = 64 << 10;
    /// A new vault's passes over the memory, unless this device was measured.
    pub const PASSES: u32 = 3;

    /// Parameters with a new salt, in one lane; `memory` is in KiB.
    ///
    /// # Errors
    /// [`KdfError::Bounds`].
    pub fn draw(memory: u32, passes: u32, entropy: &mut impl Entropy) -> Result<Self, KdfError> {
        let mut salt = [0; SALT];
        entropy.fill(&mut salt);
        Self::new(memory, passes, 1, salt)
    }

    /// Known parameters; `memory` is in KiB.
    ///
    /// # Errors
    /// [`KdfError::Bounds`].
    pub fn new(memory: u32, passes: u32, lanes: u32, salt: [u8; SALT]) -> Result<Self, KdfError> {
        let fits = (LEAST_MEMORY..=MOST_MEMORY).contains(&memory)
            && passes >= LEAST_PASSES
            && (1..=MOST_LANES).contains(&lanes)
            && u64::from(memory) * u64::from(passes) <= MOST_WORK;
        if fits { Ok(Self { memory, passes, lanes, salt }) } else { Err(KdfError::Bounds) }
    }

    /// How many passes take half a second here, if the usual number took `milliseconds`: never
    /// fewer than usual, and within bounds. The memory stays, since another device may have less.
    #[must_use]
    pub fn passes_for(milliseconds: u32) -> u32 {
        const WANTED: u32 = 500;
        const MOST: u32 = 16;
        (Self::PASSES * WANTED / milliseconds.max(1)).clamp(Self::PASSES, MOST)
    }

    /// KiB of memory.
    #[must_use]
    pub fn memory(&self) -> u32 {
        self.memory
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(&self) -> u32 {
        self.passes
    }

    /// Lanes of the memory.
    #[must_use]
    pub fn lanes(&self) -> u32 {
        self.lanes
    }

    /// The salt.
    #[must_use]
    pub fn salt(&self) -> &[u8; SALT] {
        &self.salt
    }

    /// Derives the slot's key. This takes the memory and most of a second.
    ///
    /// The passphrase is taken byte for byte. The caller normalises what was typed (NFC), so that
    /// the same letters typed on another system give the same bytes.
    ///
    /// # Errors
    /// [`KdfError::Empty`] and [`KdfError::Memory`].
    pub fn key(&self, passphrase: &str) -> Result<SlotKey, KdfError> {
        if passphrase.is_empty() {
            return Err(KdfError::Empty);
        }
        let parameters =
            Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(|_| KdfError::Bounds)?;
        let mut key = Zeroizing::new([0; 32]);
        // The bounds exclude all that Argon2 refuses, except a lack of memory.
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(passphrase.as_bytes(), &self.salt, &mut *key)
            .map_err(|_| KdfError::Memory)?;
        Ok(SlotKey::from_bytes(*key))
    }

    pub(super) fn slot(&self) -> Map {
        object([
            ("kind", Value::from(super::PASSPHRASE)),
            ("function", Value::from("argon2id")),
            ("memory", Value::from(u64::from(self.memory))),
            ("passes", Value::from(u64::from(self.passes))),
            ("lanes", Value::from(u64::from(self.lanes))),
            ("salt", text(&self.salt)),
        ])
    }

    /// `None` if the slot is malformed; out of bounds is an error of its own.
    pub(super) fn read(slot: &Map) -> Option<Result<Self, KdfError>> {
        if slot.get("function")?.as_str()? != "argon2id" {
            return None;
        }
        let number = |name| slot.get(name)?.as_u64();
        let (memory, passes, lanes) = (number("memory")?, number("passes")?, number("lanes")?);
        let salt = bytes(slot, "salt")?.try_into().ok()?;
        let small = |number: u64| u32::try_from(number).map_err(|_| KdfError::Bounds);
        let read = || Self::new(small(memory)?, small(passes)?, small(lanes)?, salt);
        Some(read())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_checked_before_any_work() {
        const MIB: u32 = 1 << 10;
        for (memory, passes, lanes, fits) in [
            (19 * MIB, 2, 1, true),
            (19 * MIB - 1, 2, 1, false),
            (19 * MIB, 1, 1, false),
            (19 * MIB, 2, 0, false),
            (19 * MIB, 2, 4, true),
            (19 * MIB, 2, 5, false),
            (64 * MIB, 3, 1, true),
            (256 * MIB, 4, 1, true),
            (256 * MIB, 5, 1, false),
            (256 * MIB + 1, 2, 1, false),
            (64 * MIB, 16, 1, true),
            (64 * MIB, 17, 1, false),
            (u32::MAX, u32::MAX, u32::MAX, false),
        ] {
            let made = KdfParameters::new(memory, passes, lanes, [0; SALT]);
            assert_eq!(made.is_ok(), fits, "{memory} KiB, {passes} passes, {lanes} lanes");
        }
    }

    #[test]
    fn passes_are_raised_to_half_a_second_within_the_bounds() {
        for (milliseconds, passes) in
            [(0, 16), (10, 16), (100, 15), (150, 10), (499, 3), (500, 3), (u32::MAX, 3)]
        {
            let found = KdfParameters::passes_for(milliseconds);
            assert_eq!(found, passes, "{milliseconds} ms");
            assert!(KdfParameters::new(KdfParameters::MEMORY, found, 1, [0; SALT]).is_ok());
        }
        assert!(KdfParameters::new(KdfParameters::MEMORY, 17, 1, [0; SALT]).is_err(), "16 are the most");
    }

    #[test]
    fn no_passphrase_is_no_key() {
        let parameters = KdfParameters::new(LEAST_MEMORY, LEAST_PASSES, 1, [7; SALT]).unwrap();
        assert_eq!(parameters.key("").err(), Some(KdfError::Empty));
    }

    #[test]
    fn a_slot_says_what_was_drawn() {
        let parameters = KdfParameters::new(LEAST_MEMORY, LEAST_PASSES, 1, [7; SALT]).unwrap();
        assert_eq!(KdfParameters::read(&parameters.slot()), Some(Ok(parameters.clone())));
        let mut other = parameters.slot();
        other.insert("function".to_owned(), Value::from("argon3"));
        assert_eq!(KdfParameters::read(&other), None);
        let mut hostile = parameters.slot();
        hostile.insert("memory".to_owned(), Value::from(u64::MAX));
        assert_eq!(KdfParameters::read(&hostile), Some(Err(KdfError::Bounds)));
    }
}
