//! Names without the characters that nobody sees.

/// A name without control characters, and without those that are invisible or turn the order of what
/// stands beside them: with them, two names that look alike are two, and a name can rearrange the
/// sentence it stands in.
///
/// The two joiners stay between characters of scripts that are written with them, and in emoji.
#[must_use]
pub fn visible(name: &str) -> String {
    // Most names are of this kind, and every one is read at every opening.
    if name.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return name.to_owned();
    }
    let characters: Vec<char> = name.chars().collect();
    let beside = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| joins(*c));
    let stays = |(at, c): (usize, &char)| match c {
        '\u{200c}' | '\u{200d}' => beside(at.checked_sub(1)) && beside(at.checked_add(1)),
        c => !is_unseen(*c) && !c.is_control(),
    };
    let kept = characters.iter().enumerate().filter(|(at, c)| stays((*at, c)));
    kept.map(|(_, c)| c).collect()
}

/// Whether a joiner beside this character can change how it is written.
fn joins(c: char) -> bool {
    !c.is_ascii() && !is_unseen(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}

/// Format characters (Unicode's `Cf`) and blanks that have no width or look like nothing.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
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
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(visible(name), expected, "{name:?}");
        }
    }
}
