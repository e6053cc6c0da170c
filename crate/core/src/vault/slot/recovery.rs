//! The recovery code: 160 random bits that the user writes down once.
//!
//! ```text
//! 8 groups of 5 characters: 4 with 20 bits, and 1 that checks them and their place
//! ```
//!
//! Letters that look like digits are never written, and are read as those digits. The check of each
//! group detects every wrong character and every swap of two neighbours, so it can name the group.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::{SALT, SlotKey};
use crate::Entropy;

const BYTES: usize = 20;
const GROUPS: usize = 8;
/// Characters of a group, its check included.
const GROUP: usize = 5;
/// Without I, L, O (taken for 1, 1 and 0) and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code.
///
/// # Security
/// Wiped when dropped; only [`RecoveryCode::to_text`] shows it.
pub struct RecoveryCode(Zeroizing<[u8; BYTES]>);

/// Why a text isn't a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// It has too few or too many characters.
    #[error(
        "a recovery code has {} characters, this has {characters}: compare it with what you wrote down",
        RecoveryCode::LENGTH
    )]
    Length {
        /// How many it has, without spaces and hyphens.
        characters: usize,
    },
    /// A character that recovery codes don't contain.
    #[error("“{character}” at position {position} is in no recovery code: compare it once more")]
    Character {
        /// The character.
        character: char,
        /// Its position in the given text, counted in characters from 1.
        position: usize,
    },
    /// A group with an error.
    #[error("there is a slip in group {number}: compare it once more")]
    Group {
        /// Which, from 1.
        number: usize,
    },
}

impl RecoveryCode {
    /// How many characters a code has, without hyphens.
    pub const LENGTH: usize = GROUPS * GROUP;

    /// A new code.
    #[must_use]
    pub fn draw(entropy: &mut impl Entropy) -> Self {
        let mut code = Zeroizing::new([0; BYTES]);
        entropy.fill(&mut *code);
        Self(code)
    }

    /// The code as the user writes it down: groups with hyphens between them.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(Self::LENGTH + GROUPS));
        let mut bits = 0_u32;
        let mut held = 0_u32;
        let mut values = Vec::with_capacity(GROUP);
        let mut number = 0_u8;
        for byte in self.0.iter() {
            bits = (bits << 8) | u32::from(*byte);
            held += 8;
            while held >= 5 {
                held -= 5;
                values.push(u8::try_from((bits >> held) & 31).unwrap_or_default());
                if values.len() == GROUP - 1 {
                    number += 1;
                    values.push(check(&values, number));
                    if number > 1 {
                        text.push('-');
                    }
                    text.extend(
                        values
                            .iter()
                            .filter_map(|value| ALPHABET.get(usize::from(*value)))
                            .map(|c| char::from(*c)),
                    );
                    values.zeroize();
                }
            }
            bits &= (1 << held) - 1;
        }
        text
    }

    /// Reads a code as written down: either case, spaces and hyphens anywhere.
    ///
    /// # Errors
    /// See [`RecoveryError`].
    pub fn parse(text: &str) -> Result<Self, RecoveryError> {
        let mut values = Zeroizing::new(Vec::with_capacity(Self::LENGTH));
        let mut characters = 0;
        for (index, character) in text.chars().enumerate() {
            if character.is_whitespace() || matches!(character, '-' | '‐' | '‑' | '–' | '_') {
                continue;
            }
            let value =
                value(character).ok_or(RecoveryError::Character { character, position: index + 1 })?;
            characters += 1;
            // Never grown: a second allocation would leave the first one's bytes in memory.
            if characters <= Self::LENGTH {
                values.push(value);
            }
        }
        if characters != Self::LENGTH {
            return Err(RecoveryError::Length { characters });
        }
        let mut code = Zeroizing::new([0; BYTES]);
        let mut bits = 0_u32;
        let mut held = 0_u32;
        let mut rest = code.iter_mut();
        for (group, number) in values.chunks_exact(GROUP).zip(1_u8..) {
            let (last, data) = group.split_last().unwrap_or((&0, &[]));
            if check(data, number) != *last {
                return Err(RecoveryError::Group { number: number.into() });
            }
            for value in data {
                bits = (bits << 5) | u32::from(*value);
                held += 5;
                if held >= 8 {
                    held -= 8;
                    let [.., byte] = (bits >> held).to_be_bytes();
                    if let Some(place) = rest.next() {
                        *place = byte;
                    }
                    bits &= (1 << held) - 1;
                }
            }
        }
        Ok(Self(code))
    }

    /// Whether a group was typed correctly, in either case and with the letters that look like
    /// digits.
    #[must_use]
    pub fn is_group(typed: &str, written: &str) -> bool {
        let values = |text: &str| text.trim().chars().map(value).collect::<Option<Vec<u8>>>();
        values(typed).is_some_and(|typed| Some(typed) == values(written))
    }

    pub(super) fn key(&self, salt: &[u8; SALT]) -> SlotKey {
        SlotKey::derive(&*self.0, salt, "tandem vault recovery")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// A sum over the field of 32 elements (x^5 + x^2 + 1), weighted by position, plus the group's
/// number, so that swapped groups are detected too.
fn check(values: &[u8], number: u8) -> u8 {
    let sum = values.iter().fold(0, |sum, value| times_x(sum ^ value));
    sum ^ number
}

fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn value(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|c| char::from(*c) == character)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "0471T-PA1NH-897N6-RTBPK-GE890-VANQ5-RK8X8-XTZR3";

    fn code() -> RecoveryCode {
        RecoveryCode(Zeroizing::new(std::array::from_fn(|i| u8::try_from(i * 13 + 1).unwrap())))
    }

    #[test]
    fn one_group_is_typed_back() {
        for (typed, is) in [
            ("0471T", true),
            (" 0471t ", true),
            ("O47Lt", true),
            ("o47iT", true),
            ("0471", false),
            ("0471TT", false),
            ("0471U", false),
            ("PA1NH", false),
            ("", false),
        ] {
            assert_eq!(RecoveryCode::is_group(typed, "0471T"), is, "{typed:?}");
        }
    }

    #[test]
    fn a_code_comes_back_however_it_is_typed() {
        let text = code().to_text();
        assert_eq!(text.len(), 47);
        for typed in [
            text.to_string(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', ""),
            text.replace('0', "O").replace('1', "l"),
            format!("  {}\n", text.replace('1', "I")),
        ] {
            assert_eq!(*RecoveryCode::parse(&typed).unwrap().0, *code().0, "{typed}");
        }
    }

    #[test]
    fn every_wrong_character_and_every_exchange_is_found_and_its_group_named() {
        let text: Vec<char> = code().to_text().chars().filter(|c| *c != '-').collect();
        for place in 0..RecoveryCode::LENGTH {
            for other in ALPHABET.iter().map(|c| char::from(*c)).filter(|c| *c != text[place]) {
                let mut wrong = text.clone();
                wrong[place] = other;
                let found = RecoveryCode::parse(&wrong.iter().collect::<String>()).err();
                assert_eq!(
                    found,
                    Some(RecoveryError::Group { number: place / GROUP + 1 }),
                    "{place} {other}"
                );
            }
            if place % GROUP < GROUP - 1 && text[place] != text[place + 1] {
                let mut wrong = text.clone();
                wrong.swap(place, place + 1);
                let found = RecoveryCode::parse(&wrong.iter().collect::<String>()).err();
                assert_eq!(found, Some(RecoveryError::Group { number: place / GROUP + 1 }), "{place}");
            }
        }
        let mut groups: Vec<&[char]> = text.chunks(GROUP).collect();
        groups.swap(1, 2);
        let found = RecoveryCode::parse(&groups.concat().iter().collect::<String>()).err();
        assert_eq!(found, Some(RecoveryError::Group { number: 2 }), "exchanged groups");
    }

    #[test]
    fn what_is_no_code_is_told_why() {
        let length = |characters| Some(RecoveryError::Length { characters });
        assert_eq!(RecoveryCode::parse("").err(), length(0));
        assert_eq!(RecoveryCode::parse("0000-").err(), length(4));
        assert_eq!(RecoveryCode::parse(&"0".repeat(41)).err(), length(41));
        assert_eq!(
            RecoveryCode::parse("00 U").err(),
            Some(RecoveryError::Character { character: 'U', position: 4 })
        );
    }

    #[test]
    fn the_text_of_a_known_code() {
        assert_eq!(code().to_text().as_str(), CODE);
    }

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (
                RecoveryError::Length { characters: 39 },
                "a recovery code has 40 characters, this has 39: compare it with what you wrote down",
            ),
            (
                RecoveryError::Character { character: 'U', position: 3 },
                "“U” at position 3 is in no recovery code: compare it once more",
            ),
            (RecoveryError::Group { number: 3 }, "there is a slip in group 3: compare it once more"),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
