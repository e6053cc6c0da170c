//! Text from outside: invisible characters, and escapes that were added on its way.

use std::borrow::Cow;

/// Whether a character is drawn as nothing and changes nothing beside it: zero-width spaces, byte
/// order marks, soft hyphens, direction marks, fillers. Not joiners and variation selectors.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a character joins its neighbours or keeps them apart, as in family emoji and Persian words.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether a character chooses a form of the one before it.
fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a joiner beside this character can change how it is drawn.
fn joins(character: char) -> bool {
    !character.is_ascii() && !character.is_whitespace() && !is_joiner(character)
}

/// Whether a selector can choose another form of this character: emoji, signs, ideographs.
fn varies(character: char) -> bool {
    let ideograph = matches!(
        character,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    );
    ideograph || joins(character) && !character.is_alphanumeric() && !is_selector(character)
}

/// A name without control characters, and without characters that are invisible or reorder their
/// neighbours. Otherwise two names that look alike could differ, and a name could rearrange the
/// sentence around it.
///
/// Joiners stay between characters of scripts that use them, and in emoji; variation selectors stay
/// where they choose a form.
#[must_use]
pub fn visible(name: &str) -> String {
    // The fast path for most names, since every name is read at every opening.
    if is_plain(name) {
        return name.to_owned();
    }
    let mut seen: Vec<char> = name.chars().filter(|c| !is_invisible(*c) && !c.is_control()).collect();
    // A removed character may have been the only reason to keep its neighbour.
    loop {
        let at = |place: Option<usize>| place.and_then(|place| seen.get(place)).copied();
        let stays = |(place, c): (usize, &char)| {
            let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
            if is_joiner(*c) {
                before.is_some_and(joins) && after.is_some_and(joins)
            } else if is_selector(*c) {
                // A digit on a key cap is one character.
                before.is_some_and(varies) || (*c == '\u{fe0f}' && after == Some('\u{20e3}'))
            } else {
                true
            }
        };
        let kept: Vec<char> =
            seen.iter().enumerate().filter(|(place, c)| stays((*place, c))).map(|(_, c)| *c).collect();
        if kept.len() == seen.len() {
            return kept.into_iter().collect();
        }
        seen = kept;
    }
}

/// Whether every character is visible ASCII or a space: then there is nothing to clean, and a byte
/// is a character.
pub(crate) fn is_plain(text: &str) -> bool {
    // Always runs to the end, so that it can check eight bytes in one step.
    text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

/// Whether a character of a key can be skipped, because nobody can see it.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_invisible(character) || is_joiner(character)
}

/// The half-width form of a full-width character of ASCII, as an input method writes it.
pub(crate) fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        _ => character,
    }
}

/// A [`visible`] name with spaces as a page draws them: several as one, none at the ends. Otherwise
/// two names that look alike could differ. The wide space of East Asian names is a character of its
/// own.
#[must_use]
pub fn clean(text: &str) -> String {
    if is_plain(text) && !text.as_bytes().windows(2).any(|pair| pair == b"  ") {
        return text.trim().to_owned();
    }
    let narrow = |c: char| c == ' ' || c.is_control() && c.is_whitespace() || is_space(c);
    let spaced: String = text.chars().map(|c| if narrow(c) { ' ' } else { c }).collect();
    let mut kept = visible(&spaced);
    let mut after_space = true;
    kept.retain(|c| !std::mem::replace(&mut after_space, c == ' ') || c != ' ');
    kept.trim().to_owned()
}

/// Whether a character looks like a space.
fn is_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// A text without the escapes of HTML (`&amp;`, `&#38;`) or JSON (`\u0026`, `\/`), however often it
/// was escaped.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    /// More layers than anyone puts around a text.
    const LAYERS: usize = 4;
    let mut read = Cow::Borrowed(text);
    for _ in 0..LAYERS {
        match once(&read) {
            Some(next) => read = Cow::Owned(next),
            None => break,
        }
    }
    read
}

/// A text with one layer of escapes less; none if there is no escape.
fn once(text: &str) -> Option<String> {
    let mut read = String::new();
    let (mut rest, mut changed) = (text, false);
    while let Some(at) = rest.find(['&', '\\']) {
        let (plain, escape) = rest.split_at_checked(at)?;
        read.push_str(plain);
        let found = entity(escape).or_else(|| json_escape(escape));
        let (character, length) = found.unwrap_or((escape.chars().next()?, 1));
        changed |= found.is_some();
        read.push(character);
        rest = escape.get(length..)?;
    }
    read.push_str(rest);
    changed.then_some(read)
}

/// The character of a leading HTML reference, and the reference's length.
fn entity(text: &str) -> Option<(char, usize)> {
    /// The longest reference that is read.
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end).filter(|_| text.starts_with('&'))?.to_ascii_lowercase();
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let character = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix('x') {
            Some(digits) => number(digits, 16)?,
            None => number(digits, 10)?,
        },
        None => match name.as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "equals" => '=',
            "quest" => '?',
            "colon" => ':',
            "sol" => '/',
            "percnt" => '%',
            _ => return None,
        },
    };
    Some((character, end.saturating_add(1)))
}

/// The character of a leading JSON or JavaScript escape, and the escape's length.
fn json_escape(text: &str) -> Option<(char, usize)> {
    let code = |from: usize, to: usize| {
        let digits =
            text.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, to))
    };
    match text.strip_prefix('\\')?.chars().next()? {
        'u' => code(2, 6),
        'x' => code(2, 4),
        mark @ ('/' | '"' | '\'' | '&' | '=' | '?') => Some((mark, 2)),
        _ => None,
    }
}

/// So many characters of a foreign text, without invisible ones; `…` stands for the rest.
#[must_use]
pub fn clip(text: &str, longest: usize) -> String {
    let mut characters = text.chars().filter(|c| !c.is_control());
    let mut shown: String = characters.by_ref().take(longest).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invisible_goes_and_what_is_seen_stays() {
        for (text, cleaned) in [
            ("\u{feff}Acme\u{200b} Co\u{ad}", "Acme Co"),
            ("a\u{200d}b\u{200c}", "ab"),
            ("\u{200e}ana\u{202e}", "ana"),
            (" two\nlines\t", "two lines"),
            ("a\0b\u{85}c", "ab c"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("", ""),
            ("\u{200b}", ""),
            ("ana\u{3164}", "ana"),
            ("Acme  Co", "Acme Co"),
            ("Acme \u{200b} Co\u{a0}", "Acme Co"),
            ("Acme\u{2009}\u{202f}Co", "Acme Co"),
            ("  a b  c   d ", "a b c d"),
            ("山田\u{3000}太郎", "山田\u{3000}太郎"),
            ("\u{2066}ana\u{2069}\u{e0061}", "ana"),
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_goes_and_what_is_written_stays() {
        for (name, expected) in [
            ("ana@example.com", "ana@example.com"),
            ("ana\u{200b}@example.com", "ana@example.com"),
            ("\u{feff}ana\u{2060}\u{ad}", "ana"),
            ("\u{202e}moc.elpmaxe\u{202c}", "moc.elpmaxe"),
            ("\u{2066}ana\u{2069}", "ana"),
            ("a\u{200d}na", "ana"),
            ("\u{200d}", ""),
            ("\u{3164}", ""),
            ("a\u{7}\n\u{9f}b", "ab"),
            ("ana\u{e0061}\u{e007f}", "ana"),
            // A family, and a Persian word that is written with a non-joiner.
            ("👩\u{200d}👧", "👩\u{200d}👧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("アナ ñ é", "アナ ñ é"),
            ("ana\u{fe00}", "ana"),
            ("an\u{fe0f}a", "ana"),
            ("ñ\u{fe0f}\u{e0100}", "ñ"),
            ("-\u{fe0e}1\u{fe0f}", "-1"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}"),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("é\u{200d}\u{fe0f}a", "éa"),
        ] {
            assert_eq!(visible(name), expected, "{name:?}");
        }
    }

    #[test]
    fn escapes_are_read_as_often_as_they_were_written() {
        for (text, read) in [
            ("a&amp;b", "a&b"),
            ("a&AMP;b&#38;c&#x26;d&#038;e", "a&b&c&d&e"),
            ("a&amp;amp;b", "a&b"),
            (r"a\u0026b\/c\x26d", "a&b/c&d"),
            ("&lt;O&#39;Brien&quot;&nbsp;&gt;", "<O'Brien\" >"),
            ("a&b=c&amp", "a&b=c&amp"),
            ("&;&#;&#x;&unknown;", "&;&#;&#x;&unknown;"),
            ("&#xffffffff;&#55296;", "&#xffffffff;&#55296;"),
            (r"\u00", r"\u00"),
            (r"C:\name", r"C:\name"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(unescaped(text), read, "{text}");
        }
    }
}
