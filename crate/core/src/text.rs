//! Text that came from elsewhere: what cannot be seen in it, and how it was escaped on its way.

use std::borrow::Cow;

/// Whether a character is drawn as nothing, and changes nothing that is drawn beside it: zero-width
/// spaces, byte order marks, soft hyphens, marks of direction.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// Whether a character joins its neighbours or keeps them apart, as in family emoji and Persian words.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether a character of a key may be skipped: nobody can see it.
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

/// A name without what is invisible in it, and without white space at its ends. A line break is a space.
pub(crate) fn clean(text: &str) -> String {
    let seen = |c: char| !is_invisible(c) && (c.is_whitespace() || !c.is_control());
    let seen: Vec<char> = text.chars().filter(|c| seen(*c)).collect();
    let foreign = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    let mut cleaned = String::with_capacity(text.len());
    for (place, &character) in seen.iter().enumerate() {
        // Between letters of ASCII it joins nothing.
        let joins = foreign(place.checked_sub(1).and_then(|before| seen.get(before)))
            && foreign(seen.get(place.saturating_add(1)));
        if is_joiner(character) && !joins {
            continue;
        }
        cleaned.push(if character.is_control() { ' ' } else { character });
    }
    let trimmed = cleaned.trim();
    if trimmed.len() == cleaned.len() { cleaned } else { trimmed.to_owned() }
}

/// A text as it was before it was put into HTML (`&amp;`, `&#38;`) or JSON (`\u0026`, `\/`), once or several times.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    /// More layers than anyone put around a text.
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

/// A text with one layer of escapes less; none where there is none.
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

/// The character of an HTML reference that stands in front, and how long the reference is.
fn entity(text: &str) -> Option<(char, usize)> {
    /// No reference that is read here is longer.
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

/// The character of an escape of JSON or JavaScript that stands in front, and how long the escape is.
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
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
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
