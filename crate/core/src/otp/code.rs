//! A code as it is written: digits, or Steam's and Yandex's letters.

use std::fmt::{self, Write};

use zeroize::Zeroizing;

use super::Digits;
use crate::hex;

/// Steam's alphabet, without characters that look alike.
const STEAM: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";

/// Steam's codes have five letters.
const STEAM_LENGTH: usize = 5;

/// Yandex's codes have eight letters.
const YANDEX_LENGTH: u32 = 8;

/// One code as it is typed: digits or letters, without spaces.
///
/// # Security
/// Wiped when dropped, and hidden from `Debug`: a code is valid for minutes, but logs stay.
#[derive(PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text in readable groups: two halves, the shorter one first; up to five characters
    /// undivided.
    #[must_use]
    pub fn grouped(&self) -> String {
        let text = self.as_str();
        match text.split_at_checked(text.len() / 2) {
            Some((left, right)) if text.len() > 5 => [left, right].join(" "),
            _ => text.to_owned(),
        }
    }

    /// The last decimal digits of the truncated value (RFC 4226, section 5.3), padded with leading
    /// zeros. Nine and ten digits show all of its 31 bits.
    pub(super) fn decimal(truncated: u32, digits: Digits) -> Self {
        let count = digits.get();
        let value = u64::from(truncated) % 10_u64.pow(u32::from(count));
        let mut text = Zeroizing::new(String::with_capacity(usize::from(count)));
        write!(text, "{value:0width$}", width = usize::from(count)).expect("a String takes any text");
        Self(text)
    }

    /// Steam's letters, the least significant first.
    pub(super) fn steam(truncated: u32) -> Self {
        let mut rest = truncated;
        let mut text = Zeroizing::new(String::with_capacity(STEAM_LENGTH));
        for _ in 0..STEAM_LENGTH {
            let index = usize::try_from(rest % 26).unwrap_or_default();
            text.extend(STEAM.get(index).copied().map(char::from));
            rest /= 26;
        }
        Self(text)
    }

    /// Yandex's letters a to z, the most significant first.
    pub(super) fn yandex(truncated: u64) -> Self {
        let mut rest = truncated % 26_u64.pow(YANDEX_LENGTH);
        let mut scale = 26_u64.pow(YANDEX_LENGTH - 1);
        let mut text = Zeroizing::new(String::with_capacity(8));
        while scale > 0 {
            let letter = u8::try_from(rest / scale).unwrap_or_default();
            text.push(char::from(b'a' + letter));
            rest %= scale;
            scale /= 26;
        }
        Self(text)
    }

    /// The first six hexadecimal characters, in lower case.
    pub(super) fn hexadecimal(start: [u8; 3]) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(6));
        hex::push_lower(&start, &mut text);
        Self(text)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_halves() {
        for (digits, shown) in
            [(1, "7"), (5, "34567"), (6, "234 567"), (7, "123 4567"), (8, "0123 4567"), (10, "00012 34567")]
        {
            let code = Code::decimal(1_234_567, Digits::new(digits).expect("up to ten"));
            assert_eq!(code.grouped(), shown);
        }
    }

    #[test]
    fn digits_are_the_last_ones_and_padded() {
        for (truncated, digits, text) in [
            (1_284_755_224, 6, "755224"),
            (1_284_755_224, 8, "84755224"),
            (1_284_755_224, 9, "284755224"),
            (1_284_755_224, 10, "1284755224"),
            (0x7fff_ffff, 10, "2147483647"),
            (0x7fff_ffff, 9, "147483647"),
            (0x7fff_ffff, 1, "7"),
            (42, 10, "0000000042"),
            (42, 9, "000000042"),
            (42, 6, "000042"),
            (0, 1, "0"),
        ] {
            let code = Code::decimal(truncated, Digits::new(digits).unwrap());
            assert_eq!(code.as_str(), text, "{truncated} to {digits} digits");
        }
    }

    #[test]
    fn letters_come_from_the_end_their_scheme_begins_at() {
        for (truncated, steam) in [(0, "22222"), (1, "32222"), (25, "Y2222"), (26, "23222"), (27, "33222")] {
            assert_eq!(Code::steam(truncated).as_str(), steam, "{truncated}");
        }
        for (truncated, yandex) in [
            (0, "aaaaaaaa"),
            (1, "aaaaaaab"),
            (26, "aaaaaaba"),
            (26_u64.pow(8), "aaaaaaaa"),
            (26_u64.pow(8) - 1, "zzzzzzzz"),
        ] {
            assert_eq!(Code::yandex(truncated).as_str(), yandex, "{truncated}");
        }
        assert_eq!(Code::hexadecimal([0x0a, 0xf9, 0x00]).as_str(), "0af900");
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Code::decimal(755_224, Digits::SIX)), "Code(…)");
    }
}
