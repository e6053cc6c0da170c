//! Texts of pages in one spelling, so that they can be compared.

/// What a character is for the purpose of parting words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter of a script that parts its words by spaces.
    Lower,
    Upper,
    Digit,
    /// Han, kana: no spaces between words.
    Dense,
    Other,
}

/// A text as words parted by single spaces, with one before the first and one after the last:
/// lower case, wide characters made narrow, `camelCase` and `code1` parted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words(String);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let narrow: Vec<char> = text.chars().map(narrow).collect();
        let mut words = String::with_capacity(text.len().saturating_add(8));
        words.push(' ');
        let mut last = Class::Other;
        for (place, character) in narrow.iter().enumerate() {
            let class = class(*character);
            // MFACode: the capital before a small letter begins a word.
            let next = narrow.get(place.saturating_add(1)).map_or(Class::Other, |next| self::class(*next));
            let begins = match (last, class) {
                (_, Class::Other) => false,
                (Class::Upper, Class::Upper) => next == Class::Lower,
                (Class::Upper, Class::Lower) => false,
                (last, class) => last != class,
            };
            if (begins || class == Class::Other) && !words.ends_with(' ') {
                words.push(' ');
            }
            if class != Class::Other {
                words.extend(character.to_lowercase());
            }
            last = class;
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Self(words)
    }

    /// Whether the words of the phrase stand there, whole and in a row. A phrase of a script
    /// without spaces is found inside of a word too.
    pub(super) fn has(&self, phrase: &str) -> bool {
        if phrase.chars().any(|c| class(c) == Class::Dense) {
            let close = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            return close(&self.0).contains(&close(phrase));
        }
        self.0.match_indices(phrase).any(|(at, found)| {
            let end = at.saturating_add(found.len());
            self.0.get(..at).is_some_and(|before| before.ends_with(' '))
                && self.0.get(end..).is_some_and(|after| after.starts_with(' '))
        })
    }

    pub(super) fn last(&self) -> &str {
        self.0.split_whitespace().next_back().unwrap_or_default()
    }
}

/// Wide forms of ASCII and the wide space, as Japanese pages have them.
fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character).saturating_sub(0xfee0)).unwrap_or(character)
        }
        other => other,
    }
}

fn class(character: char) -> Class {
    match character {
        // The long vowel mark and the iteration marks are parts of words.
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Class::Dense,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}' => Class::Dense,
        _ if character.is_ascii_digit() => Class::Digit,
        _ if character.is_uppercase() => Class::Upper,
        _ if character.is_alphabetic() => Class::Lower,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_gives_the_same_words() {
        for (text, words) in [
            ("MFA code 1", " mfa code 1 "),
            ("mfaCode1", " mfa code 1 "),
            ("MFACode_1", " mfa code 1 "),
            ("  mfa-code--1\n", " mfa code 1 "),
            ("ＭＦＡ　ｃｏｄｅ　１", " mfa code 1 "),
            ("MFA コード 1", " mfa コード 1 "),
            ("MFA\u{3000}コード\u{3000}１", " mfa コード 1 "),
            ("MFAコード1", " mfa コード 1 "),
            ("id_otp_code", " id otp code "),
            ("one-time-code", " one time code "),
            ("2FA", " 2 fa "),
            ("Código de verificación", " código de verificación "),
            ("Код", " код "),
            ("", " "),
            ("---", " "),
        ] {
            assert_eq!(Words::of(text).0, words, "{text}");
        }
    }

    #[test]
    fn a_phrase_is_found_in_whole_words() {
        let check = |text: &str, phrase: &str, found: bool| {
            assert_eq!(Words::of(text).has(phrase), found, "{phrase} in {text}");
        };
        check("Enter the MFA code", "mfa code", true);
        check("mfaCode", "mfa code", true);
        check("mfa codes", "mfa code", false);
        check("xmfa code", "mfa code", false);
        check("postcode", "code", false);
        check("MFA コード 1", "mfaコード", true);
        check("認証コードを入力", "認証コード", true);
        check("認証 コード", "認証コード", true);
    }
}
