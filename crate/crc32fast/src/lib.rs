//! CRC-32 as zip, gzip and PNG use it (ISO 3309), with the names of the crate of this name that
//! `zip`, `flate2` and `zopfli` use.
//!
//! That crate is quicker by sixteen tables, which don't compress: 15 kB of the package. Checking a
//! file that a person picks takes milliseconds either way.

#![no_std]

/// What a byte does to the checksum.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte: u32 = 0;
    let mut rest: &mut [u32] = &mut table;
    while let Some((place, others)) = rest.split_first_mut() {
        let mut value = byte;
        let mut bit = 0;
        while bit < 8 {
            // The polynomial, lowest bit first.
            value = (value >> 1) ^ if value & 1 == 1 { 0xEDB8_8320 } else { 0 };
            bit += 1;
        }
        *place = value;
        byte += 1;
        rest = others;
    }
    table
};

/// The register after one more byte.
fn step(register: u32, byte: u8) -> u32 {
    let [lowest, ..] = register.to_le_bytes();
    #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
    let entry = TABLE[usize::from(lowest ^ byte)];
    entry ^ (register >> 8)
}

/// The checksum of these bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// A checksum of bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Hasher {
    sum: u32,
    length: u64,
}

impl Hasher {
    /// Of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from the checksum of what came before.
    #[must_use]
    pub fn new_with_initial(sum: u32) -> Self {
        Self { sum, length: 0 }
    }

    /// The same, knowing how many bytes came before.
    #[must_use]
    pub fn new_with_initial_len(sum: u32, length: u64) -> Self {
        Self { sum, length }
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.sum = !bytes.iter().fold(!self.sum, |register, byte| step(register, *byte));
        self.length = self.length.wrapping_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    }

    /// The checksum of all bytes so far.
    #[must_use]
    pub fn finalize(self) -> u32 {
        self.sum
    }

    /// Forgets all bytes.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Adds the bytes of another, which come after these.
    pub fn combine(&mut self, other: &Self) {
        let moved = (0..other.length).fold(self.sum, |register, _| step(register, 0));
        self.sum = moved ^ other.sum;
        self.length = self.length.wrapping_add(other.length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by Python's `zlib.crc32`.
    const KNOWN: [(&[u8], u32); 4] = [
        (b"", 0),
        (b"a", 0xE8B7_BE43),
        (b"123456789", 0xCBF4_3926),
        (b"The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ];

    #[test]
    fn known_bytes_have_their_known_checksums() {
        for (bytes, sum) in KNOWN {
            assert_eq!(hash(bytes), sum);
        }
    }

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        for (bytes, sum) in KNOWN {
            for place in 0..=bytes.len() {
                let (before, after) = bytes.split_at(place);
                let mut together = Hasher::new_with_initial(hash(before));
                together.update(after);
                assert_eq!(together.finalize(), sum);
                let mut first = Hasher::new();
                first.update(before);
                let mut second = Hasher::new();
                second.update(after);
                first.combine(&second);
                assert_eq!(first.finalize(), sum);
            }
        }
    }

    #[test]
    fn what_is_reset_begins_again() {
        let mut hasher = Hasher::new_with_initial_len(7, 3);
        hasher.reset();
        hasher.update(b"a");
        assert_eq!(hasher.finalize(), 0xE8B7_BE43);
    }
}
