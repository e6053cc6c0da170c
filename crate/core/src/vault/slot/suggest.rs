//! Suggests a random passphrase: words without meaning that can be said and typed.
//!
//! Each word encodes 16 bits as a consonant, a vowel and so on (proquints,
//! <https://arxiv.org/html/0901.4016>), so no word list is needed.

use zeroize::Zeroizing;

use crate::Entropy;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
const WORDS: usize = 5;

/// Passphrases that Tandem suggests.
#[derive(Debug)]
pub struct Suggestion;

impl Suggestion {
    /// How hard one is to guess, in bits.
    pub const BITS: usize = 16 * WORDS;

    /// A random one: five words of five letters, with hyphens between them.
    #[must_use]
    pub fn draw(entropy: &mut impl Entropy) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; 2 * WORDS]);
        entropy.fill(&mut *bytes);
        let mut text = Zeroizing::new(String::with_capacity(6 * WORDS));
        for pair in bytes.chunks_exact(2) {
            if !text.is_empty() {
                text.push('-');
            }
            let bits = pair.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
            text.extend([
                letter(CONSONANTS, bits >> 12),
                letter(VOWELS, bits >> 10),
                letter(CONSONANTS, bits >> 6),
                letter(VOWELS, bits >> 4),
                letter(CONSONANTS, bits),
            ]);
        }
        text
    }
}

/// The letter for the last bits; the length of `letters` is a power of two.
fn letter(letters: &[u8], bits: u32) -> char {
    let place = usize::try_from(bits).unwrap_or_default() % letters.len();
    letters.get(place).copied().map_or('b', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bytes(Vec<u8>);

    impl Entropy for Bytes {
        fn fill(&mut self, bytes: &mut [u8]) {
            let rest = self.0.split_off(bytes.len());
            bytes.copy_from_slice(&self.0);
            self.0 = rest;
        }
    }

    #[test]
    fn words_are_the_papers() {
        // 127.0.0.1 is "lusab-babad", 63.84.220.193 "gutih-tugad", 255.255 "zuzuz": the paper's own examples.
        let bytes = vec![127, 0, 0, 1, 63, 84, 220, 193, 255, 255];
        assert_eq!(*Suggestion::draw(&mut Bytes(bytes)), "lusab-babad-gutih-tugad-zuzuz");
        assert_eq!(Suggestion::BITS, 80);
    }
}
