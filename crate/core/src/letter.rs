//! Small letters for capitals, by rules.
//!
//! The standard library knows every script that has both, by a table that is 4 kB of the package.
//! These are the scripts that people's names, pages and passphrases come in.

/// The small letter of a capital; any other character as it is.
///
/// Latin with every accent of European languages, of Vietnamese and of Pinyin, in full width too;
/// Greek, Cyrillic and Armenian. One character for one: the dot of `İ` is left out.
pub(crate) fn lower(character: char) -> char {
    let code = u32::from(character);
    let small = match character {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' | 'Ａ'..='Ｚ' => {
            code + 32
        }
        'İ' => return 'i',
        'Ÿ' => return 'ÿ',
        'ẞ' => return 'ß',
        'Ӏ' => return 'ӏ',
        'Ά' => code + 38,
        'Έ'..='Ί' => code + 37,
        'Ό' => code + 64,
        'Ύ' | 'Ώ' => code + 63,
        'Ѐ'..='Џ' => code + 80,
        'Ա'..='Ֆ' => code + 48,
        // A capital stands before its small letter: at even places,
        'Ā'..='ķ'
        | 'Ŋ'..='ŷ'
        | 'Ơ'..='ơ'
        | 'Ǟ'..='ǯ'
        | 'Ǹ'..='ȟ'
        | 'Ȣ'..='ȳ'
        | 'Ѡ'..='ҁ'
        | 'Ҋ'..='ҿ'
        | 'Ӑ'..='ԯ'
        | 'Ḁ'..='ẕ'
        | 'Ạ'..='ỿ' => code + (code + 1) % 2,
        // or at odd ones.
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ư'..='ư' | 'Ǎ'..='ǜ' | 'Ӂ'..='ӎ' => code + code % 2,
        _ => return character,
    };
    char::from_u32(small).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the standard library has it, where that is one character.
    fn check(letters: impl IntoIterator<Item = char>) {
        for letter in letters {
            let mut small = letter.to_lowercase();
            let (first, more) = (small.next(), small.next());
            assert_eq!(Some(lower(letter)), first, "{letter} {:04x}", u32::from(letter));
            assert!(more.is_none() || letter == 'İ', "{letter}");
        }
    }

    #[test]
    fn capitals_of_the_scripts_people_write_become_small() {
        check('\0'..='ſ');
        check(['Ơ', 'ơ', 'Ư', 'ư']);
        check('Ǎ'..='ǯ');
        check('Ǹ'..='ȟ');
        check('Ȣ'..='ȳ');
        check('Ά'..='ώ');
        check('Ѐ'..='֏');
        check('Ḁ'..='ỿ');
        check('！'..='～');
    }

    #[test]
    fn what_has_no_capitals_stays() {
        check("認証コードאבגדабвгدตัวเลข한국어123 😀".chars());
    }
}
