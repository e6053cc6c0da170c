//! Texts of pages in one spelling, so that they can be compared.

use super::words::List;

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
        let mut characters = text.chars().filter(|c| !is_mark(*c)).map(narrow).peekable();
        while let Some(character) = characters.next() {
            let class = class(character);
            // MFACode: the capital before a small letter begins a word.
            let begins = match (last, class) {
                (_, Class::Other) => false,
                (Class::Upper, Class::Upper) => {
                    characters.peek().is_some_and(|next| self::class(*next) == Class::Lower)
                }
                (Class::Upper, Class::Lower) => false,
                (last, class) => last != class,
            };
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

    /// Whether any phrase of the list stands there.
    pub(super) fn has(&self, list: List) -> bool {
        list.split('|').any(|phrase| self.at(phrase).next().is_some())
    }

    /// Where the list's phrases begin and end, with the word that one leaves open.
    pub(super) fn spans(&self, list: List) -> Vec<(usize, usize)> {
        let end = |from: usize| {
            let rest = self.0.get(from..).unwrap_or_default();
            from.saturating_add(rest.find(' ').unwrap_or(rest.len()))
        };
        let of = |phrase: &'static str| {
            let length = phrase.trim_end_matches('*').len();
            // Scripts that do not part their words: what follows is another one.
            let dense = phrase.chars().next_back().is_some_and(is_dense);
            let to = move |at: usize| at.saturating_add(length);
            self.at(phrase).map(move |at| (at, if dense { to(at) } else { end(to(at)) }))
        };
        list.split('|').flat_map(of).collect()
    }

    /// The same, but not within a longer phrase of the other list: "security device code" is no "device code".
    pub(super) fn has_apart(&self, list: List, longer: List) -> bool {
        let around = self.spans(longer);
        let within = |span: &(usize, usize)| {
            around.iter().any(|one| one.0 <= span.0 && span.1 <= one.1 && one != span)
        };
        self.spans(list).iter().any(|span| !within(span))
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split_whitespace()
    }

    /// Whether what stands at a place is of a script whose main word comes last.
    pub(super) fn is_dense_at(&self, at: usize) -> bool {
        self.0.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| class(c) == Class::Dense)
    }

    /// Where a phrase stands: whole words in a row, but for a script that does not part them, and
    /// but for the ending where the phrase leaves it open.
    fn at<'a>(&'a self, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
        let (start, open) = phrase.strip_suffix('*').map_or((phrase, false), |start| (start, true));
        let dense = |c: Option<char>| c.is_some_and(|c| class(c) == Class::Dense);
        let (free, open) = (dense(start.chars().next()), open || dense(start.chars().next_back()));
        self.0.match_indices(start).map(|(at, _)| at).filter(move |at| {
            let end = at.saturating_add(start.len());
            !start.is_empty()
                && (free || self.0.get(..*at).is_some_and(|before| before.ends_with(' ')))
                && (open || self.0.get(end..).is_some_and(|after| after.starts_with(' ')))
        })
    }
}

/// The parts of a text between which something else may begin: sentences, brackets, and what
/// the words of `or` part.
pub(super) fn parts(text: &str, or: List) -> Vec<Words> {
    let mut found = Vec::new();
    for part in text
        .split(['.', '!', '?', ';', ':', ',', '(', ')', '/', '|', '·', '。', '、', '（', '）', '，', '\n'])
    {
        let mut current = String::new();
        for word in Words::of(part).each() {
            let dense =
                or.split('|').find(|or| or.chars().any(|c| class(c) == Class::Dense) && word.contains(or));
            if let Some((before, after)) = dense.and_then(|or| word.split_once(or)) {
                current.push_str(before);
                found.push(Words::of(&std::mem::take(&mut current)));
                current.push_str(after);
            } else if or.split('|').any(|or| or == word) {
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

/// Marks that stand alone, as some keyboards and editors write é.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// A letter without its mark: pages leave them out, and so do our words.
fn bare(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ğ' => 'g',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'й' => 'и',
        'ё' => 'е',
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
        _ if character.is_ascii_digit() => Class::Digit,
        _ if character.to_lowercase().ne([character]) => Class::Upper,
        _ if character.is_alphabetic() => Class::Lower,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::words;

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
            ("Código de verificación", " codigo de verificacion "),
            ("Co\u{301}digo", " codigo "),
            ("DOĞRULAMA İÇİN", " dogrulama icin "),
            ("Код", " код "),
            ("인증 코드", " 인증 코드 "),
            ("", " "),
            ("---", " "),
        ] {
            assert_eq!(Words::of(text).0, words, "{text}");
        }
    }

    #[test]
    fn a_phrase_is_found_in_whole_words() {
        let check = |text: &str, phrase: &'static str, found: bool| {
            assert_eq!(Words::of(text).has(phrase), found, "{phrase} in {text}");
        };
        check("Enter the MFA code", "mfa code", true);
        check("mfaCode", "mfa code", true);
        check("mfa codes", "mfa code", false);
        check("mfa codes", "mfa code*", true);
        check("xmfa code", "mfa code*", false);
        check("postcode", "code", false);
        check("MFA コード 1", "mfa コード", true);
        check("認証コードを入力", "認証コード", true);
        check("인증코드를 입력하세요", "인증코드", true);
        check("", "", false);
        check("zip", "a|zip|b", true);
    }

    #[test]
    fn a_phrase_within_a_longer_one_is_not_itself() {
        let check = |text: &str, apart: bool| {
            let words = Words::of(text);
            assert_eq!(
                words.has_apart("device code|cep", "security device code|cep telefon*"),
                apart,
                "{text}"
            );
        };
        check("Device code", true);
        check("Security device code", false);
        check("Security device code, or device code", true);
        check("CEP", true);
        check("Cep telefonunuz", false);
        check("Code", false);
    }

    #[test]
    fn a_text_in_its_parts() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = parts(text, words::OR).into_iter().map(|part| part.0).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Code or recovery code", &[" code ", " recovery code "]);
        check("Enter a code. Lost it? Use another", &[" enter a code ", " lost it ", " use another "]);
        check("認証コードまたはリカバリコード", &[" 認証コード ", " リカバリコード "]);
        check("123 / 456", &[]);
    }

    #[test]
    fn every_word_is_written_as_it_is_looked_for() {
        for list in words::ALL {
            for phrase in list.split('|') {
                let spelled = Words::of(phrase.trim_end_matches('*')).0;
                assert_eq!(spelled.trim(), phrase.trim_end_matches('*'), "in {list}");
            }
        }
    }
}
