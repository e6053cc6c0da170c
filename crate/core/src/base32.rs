//! Base32 as people paste it (RFC 4648, section 6, read leniently).
//!
//! People paste secret keys in groups, in lower case, wrapped over lines, with padding or without;
//! all of that is read. Any other character is an error that names its position. Skipping it would
//! give codes that look right and are refused everywhere.

use data_encoding::{BASE32_NOPAD, Encoding};
use zeroize::Zeroizing;

use crate::{secret::Secret, text};

static BASE32: Encoding = BASE32_NOPAD;

/// Why a text isn't a base32 secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing, or only spaces, hyphens and padding.
    #[error("the secret key is empty")]
    Empty,
    /// A single character, which is less than a byte.
    #[error("the secret key is too short: one character is less than a byte")]
    TooShort,
    /// A character outside the alphabet, or `=` before the end of the secret.
    #[error("{}", wrong(*character, *position))]
    Wrong {
        /// The character.
        character: char,
        /// Its position in the given text, counted in characters from 1.
        position: usize,
    },
}

/// Reads a secret key.
///
/// Accepts either case, white space of any script, `-` and `_` anywhere, and any number of `=` at
/// the end. If the length gives no whole number of bytes (1, 3 or 6 characters over a multiple of
/// eight, which real issuers do send), the leftover bits are dropped.
///
/// # Errors
/// See [`Error`].
pub fn decode(key: &str) -> Result<Secret, Error> {
    let mut symbols = symbols(key)?;
    if symbols.is_empty() {
        return Err(Error::Empty);
    }
    // Padded to whole groups, so that no bits are left over.
    let (size, whole) = (symbols.len() * 5 / 8, symbols.len().next_multiple_of(8));
    symbols.resize(whole, b'A');
    let mut bytes = Zeroizing::new(vec![0; whole / 8 * 5]);
    BASE32.decode_mut(&symbols, &mut bytes).map_err(|_| Error::TooShort)?;
    bytes.truncate(size);
    Secret::new(std::mem::take(&mut *bytes)).map_err(|_| Error::TooShort)
}

/// The characters of a secret key that count, in upper case.
fn symbols(key: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Never grown, here and where it is padded: a second allocation would leave the first one's bytes in memory.
    let mut symbols = Zeroizing::new(Vec::with_capacity(key.len() + 7));
    // The fast path for most keys, since thousands may be read in one call.
    let counts = |byte: u8| byte.is_ascii_alphabetic() | matches!(byte, b'2'..=b'7');
    if key.bytes().fold(true, |all, byte| all & counts(byte)) {
        symbols.extend(key.bytes().map(|byte| byte.to_ascii_uppercase()));
        return Ok(symbols);
    }
    let mut padding = None;
    for (index, character) in key.chars().enumerate() {
        let symbol = match text::narrow(character) {
            '-' | '_' => continue,
            _ if text::is_blank(character) => continue,
            '=' => {
                padding.get_or_insert(index + 1);
                continue;
            }
            symbol @ ('A'..='Z' | 'a'..='z' | '2'..='7') => symbol,
            _ => return Err(Error::Wrong { character, position: index + 1 }),
        };
        if let Some(position) = padding {
            return Err(Error::Wrong { character: '=', position });
        }
        symbols.push(u8::try_from(symbol).unwrap_or_default().to_ascii_uppercase());
    }
    Ok(symbols)
}

/// Writes a secret key in upper case, without padding: the form the Key URI format asks for.
#[must_use]
pub fn encode(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(BASE32.encode(secret.expose()))
}

fn wrong(character: char, position: usize) -> String {
    match character {
        '=' => format!("the “=” at position {position} is not at the end of the secret key"),
        _ => {
            let named = named(character);
            format!(
                "the character {named} at position {position} is not part of a secret key (A to Z and 2 to 7)"
            )
        }
    }
}

/// Names an invisible character, such as a zero-width space, by its number.
fn named(character: char) -> String {
    if character.is_alphanumeric() || character.is_ascii_graphic() {
        format!("“{character}”")
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&[u8], Error>) {
        let decoded = decode(text);
        assert_eq!(decoded.as_ref().map(Secret::expose), expected.as_ref().copied(), "{text:?}");
    }

    #[test]
    fn what_people_paste_is_read() {
        for (text, bytes) in [
            ("MZXW6YTB", "fooba"),
            ("mzxw6ytb", "fooba"),
            ("mZxW6yTb", "fooba"),
            ("MZXW6YTBOI======", "foobar"),
            ("MZXW6YTBOI", "foobar"),
            ("MZXW6YTBOI=", "foobar"),
            ("MZXW6YTBOI=========", "foobar"),
            ("MZXW6YTBOI = = -\n", "foobar"),
            (" mzxw 6ytb\toi\r\n", "foobar"),
            ("mzxw\u{3000}6ytb\u{a0}oi", "foobar"),
            ("MZXW-6YTB_OI", "foobar"),
            ("-_MY_-", "f"),
            ("\u{feff}MZXW\u{200b}6YTB\u{ad}\0", "fooba"),
            ("ＭＺＸＷ－６ｙｔｂ＝＝", "fooba"),
        ] {
            check(text, Ok(bytes.as_bytes()));
        }
    }

    #[test]
    fn bits_left_over_are_dropped_where_a_byte_results() {
        for (text, bytes) in [
            ("MY", &b"f"[..]),
            ("MZ", b"f"),
            ("MZX", b"f"),
            ("MZXW6Y", b"foo"),
            ("MZXW6YTBM", b"fooba"),
            ("77777777", &[255; 5]),
            ("777777777", &[255; 5]),
        ] {
            check(text, Ok(bytes));
        }
    }

    #[test]
    fn a_wrong_character_is_pointed_at() {
        for (text, character, position) in [
            ("0", '0', 1),
            ("MZXW6YT1", '1', 8),
            ("mzxw 6yt8", '8', 9),
            ("\u{3000}あMZ", 'あ', 2),
            ("ＭZ０XW", '０', 3),
            ("MZ😀!", '😀', 3),
            ("MZ=XW", '=', 3),
            ("MZ==XW==", '=', 3),
            ("=MZ", '=', 1),
            ("MZ=!", '!', 4),
            ("ſ", 'ſ', 1),
        ] {
            check(text, Err(Error::Wrong { character, position }));
        }
    }

    #[test]
    fn nothing_and_too_little_are_told_apart() {
        for text in ["", " ", "\u{3000}", "--__", "====", " = "] {
            check(text, Err(Error::Empty));
        }
        for text in ["A", "7", " a=", "A======="] {
            check(text, Err(Error::TooShort));
        }
    }

    #[test]
    fn every_length_comes_back() {
        for length in 1..=70_u8 {
            let bytes: Vec<u8> = (0..length).map(|i| i.wrapping_mul(37).wrapping_add(length)).collect();
            let text = encode(&Secret::new(bytes.clone()).unwrap());
            assert!(text.chars().all(|c| matches!(c, 'A'..='Z' | '2'..='7')), "{length} bytes");
            check(&text, Ok(&bytes));
            check(&text.to_lowercase(), Ok(&bytes));
        }
    }

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (Error::Empty, "the secret key is empty"),
            (Error::TooShort, "the secret key is too short: one character is less than a byte"),
            (
                Error::Wrong { character: '1', position: 8 },
                "the character “1” at position 8 is not part of a secret key (A to Z and 2 to 7)",
            ),
            (
                Error::Wrong { character: '\u{200b}', position: 3 },
                "the character U+200B at position 3 is not part of a secret key (A to Z and 2 to 7)",
            ),
            (
                Error::Wrong { character: '=', position: 3 },
                "the “=” at position 3 is not at the end of the secret key",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
