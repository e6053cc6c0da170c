//! Finds names in code, but not inside longer names.

/// The positions of `needle` in `text` as a whole name.
pub(crate) fn positions<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(needle).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + needle.len()..).and_then(|text| text.chars().next());
        let starts = needle.chars().next().is_some_and(continues);
        let ends = needle.chars().next_back().is_some_and(continues);
        let longer = (starts && before.is_some_and(continues)) || (ends && after.is_some_and(continues));
        !longer
    })
}

/// Whether the text contains it as a whole name.
pub(crate) fn has(text: &str, needle: &str) -> bool {
    positions(text, needle).next().is_some()
}

/// The line number of this byte, counted from 1.
pub(crate) fn line(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}

fn continues(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_or_not_at_all() {
        let cases = [
            ("eval(x)", "eval", true),
            ("medieval(x)", "eval", false),
            ("evaluate(x)", "eval", false),
            ("a.innerHTML = b", "innerHTML", true),
            ("rand::random()", "rand::", true),
            ("operand::x", "rand::", false),
        ];
        for (text, needle, expected) in cases {
            assert_eq!(has(text, needle), expected, "{needle} in {text}");
        }
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line("a\nb\nc", 0), 1);
        assert_eq!(line("a\nb\nc", 4), 3);
    }
}
