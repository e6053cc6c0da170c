//! Texts of pages in one spelling, so that they can be compared.

/// What a character is for the purpose of parting words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    /// Han, kana, Hangul: words are not parted by spaces, or have endings that are.
    Dense,
    Other,
}

/// A text as words parted by single spaces, with one before the first and one after the last:
/// small letters without marks, wide characters made narrow, `camelCase` and `code1` parted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words(String);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = String::with_capacity(text.len().saturating_add(8));
        words.push(' ');
        let mut last = Class::Other;
        let mut after_acronym = false;
        let mut characters = text.chars().filter(|c| !is_mark(*c)).map(narrow);
        while let Some(character) = characters.next() {
            let class = class(character);
            // MFACode: the capital before a small letter begins a word.
            let begins = match (last, class) {
                (_, Class::Other) => false,
                // OTPcode: what is known stays together, and the small letters begin a word.
                (Class::Upper, Class::Lower) if after_acronym => true,
                (Class::Upper, Class::Upper) => {
                    let mut ahead = characters.clone();
                    let next = ahead.next();
                    // "OTPs" is one word.
                    let plural = next == Some('s') && !ahead.next().is_some_and(char::is_alphabetic);
                    let lower = next.is_some_and(|next| self::class(next) == Class::Lower);
                    after_acronym = lower && !plural && is_acronym(&words, character);
                    lower && !plural && !after_acronym
                }
                (Class::Upper, Class::Lower) => false,
                (last, class) => last != class,
            };
            after_acronym &= class == Class::Upper;
            if (begins || class == Class::Other) && !words.ends_with(' ') {
                words.push(' ');
            }
            if class != Class::Other {
                words.extend(character.to_lowercase().filter(|c| !is_mark(*c)).map(bare));
            }
            last = class;
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Self(words)
    }

    /// Whether there is any letter.
    pub(super) fn says_something(&self) -> bool {
        self.0.chars().any(char::is_alphabetic)
    }

    pub(super) fn letters(&self) -> usize {
        self.0.chars().count()
    }

    /// The words, each with a space before and after.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split_whitespace()
    }

    /// Each word with where it begins.
    pub(super) fn placed(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0_usize;
        self.0.split(' ').filter_map(move |word| {
            let from = at;
            at = at.saturating_add(word.len()).saturating_add(1);
            (!word.is_empty()).then_some((from, word))
        })
    }

    /// Whether what stands at a place is of a script whose main word comes last.
    pub(super) fn is_dense_at(&self, at: usize) -> bool {
        self.0.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_dense)
    }
}

/// Whether the last word is one of these with one more letter.
fn is_acronym(words: &str, letter: char) -> bool {
    const KNOWN: [&str; 6] = ["otp", "totp", "mfa", "tfa", "sms", "pin"];
    let last = words.rsplit(' ').next().unwrap_or_default();
    let whole =
        |known: &&str| known.strip_prefix(last).is_some_and(|rest| rest.chars().eq(letter.to_lowercase()));
    KNOWN.iter().any(whole)
}

/// The parts of a text between which something else may begin: sentences, brackets, and what
/// the words of `or` part.
pub(super) fn parts(text: &str, or: &[&str]) -> Vec<Words> {
    let mut found = Vec::new();
    for part in text.split([
        '.', '!', '?', ';', ':', ',', '(', ')', '/', '|', '·', '。', '、', '（', '）', '，', '：', '؟', '،',
        '\n',
    ]) {
        let mut current = String::new();
        for word in Words::of(part).each() {
            let dense = or.iter().find(|or| or.chars().any(is_dense) && word.contains(**or));
            if let Some((before, after)) = dense.and_then(|or| word.split_once(*or)) {
                current.push_str(before);
                found.push(Words::of(&std::mem::take(&mut current)));
                current.push_str(after);
            } else if or.contains(&word) {
                found.push(Words::of(&std::mem::take(&mut current)));
            } else {
                current.push_str(word);
            }
            current.push(' ');
        }
        found.push(Words::of(&current));
    }
    found.retain(Words::says_something);
    found
}

/// Wide forms of ASCII and the wide space, as Japanese pages have them, and digits of other scripts.
fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character).saturating_sub(0xfee0)).unwrap_or(character)
        }
        // Arabic and Persian digits.
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => {
            char::from_digit(u32::from(character) & 0xf, 10).unwrap_or(character)
        }
        other => other,
    }
}

/// Marks that stand alone, as some keyboards and editors write é.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}')
        // Vowels of Hebrew and Arabic, which are mostly left out, and the stroke that widens a word.
        || matches!(character, '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}')
}

/// A letter without its mark: pages leave them out, and so do our words.
fn bare(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'đ' | 'ď' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ī' | 'ı' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ğ' => 'g',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' | 'ũ' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'й' => 'и',
        'ё' => 'е',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'أ' | 'إ' | 'آ' => 'ا',
        other => other,
    }
}

/// Whether a letter can be a word.
pub(super) fn is_dense(character: char) -> bool {
    class(character) == Class::Dense
}

fn class(character: char) -> Class {
    match character {
        // The long vowel mark and the iteration marks are parts of words.
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Class::Dense,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}' => Class::Dense,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Class::Dense,
        // Thai and Lao, their marks too; and the signs of India's scripts, which stand within words.
        '\u{e01}'..='\u{eff}' => Class::Dense,
        '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}' => Class::Lower,
        _ if character.is_ascii_digit() => Class::Digit,
        _ if character.to_lowercase().ne([character]) => Class::Upper,
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
            ("OTPcode", " otp code "),
            ("SMScode", " sms code "),
            ("myMFAtoken", " my mfa token "),
            ("OTPCode", " otp code "),
            ("HTMLcode", " htm lcode "),
            ("OTPs and PINs", " otps and pins "),
            ("MFASettings", " mfa settings "),
            ("Código de verificación", " codigo de verificacion "),
            ("Co\u{301}digo", " codigo "),
            ("DOĞRULAMA İÇİN", " dogrulama icin "),
            ("Код", " код "),
            ("Mã xác thực", " ma xac thuc "),
            ("Κωδικός", " κωδικοσ "),
            ("رَمْز التحقُّق", " رمز التحقق "),
            ("کد ۶ رقمی", " کد 6 رقمی "),
            ("رمز ٦", " رمز 6 "),
            ("인증 코드", " 인증 코드 "),
            ("", " "),
            ("---", " "),
        ] {
            assert_eq!(Words::of(text).0, words, "{text}");
        }
    }

    #[test]
    fn a_text_in_its_parts() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = parts(text, &["or", "または"]).into_iter().map(|part| part.0).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Code or recovery code", &[" code ", " recovery code "]);
        check("Enter a code. Lost it? Use another", &[" enter a code ", " lost it ", " use another "]);
        check("認証コードまたはリカバリコード", &[" 認証コード ", " リカバリコード "]);
        check("123 / 456", &[]);
    }
}
