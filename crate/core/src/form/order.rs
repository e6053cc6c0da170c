//! Which of two codes a field wants.

use super::{
    input::{Input, Page},
    text::Words,
    words::{CONSECUTIVE, FIRST, SECOND},
};

/// Which of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    First,
    Second,
}

impl Input {
    /// Which of two it calls itself: what a person reads goes before what the page calls it.
    pub(super) fn turn(&self) -> Option<Turn> {
        [&self.label, &self.placeholder, &self.near, &self.name, &self.id]
            .into_iter()
            .find_map(|text| turn(text))
    }
}

fn turn(text: &str) -> Option<Turn> {
    let words = Words::of(text);
    match (numbered(&words, "1") || words.has(FIRST), numbered(&words, "2") || words.has(SECOND)) {
        (true, false) => Some(Turn::First),
        (false, true) => Some(Turn::Second),
        _ => None,
    }
}

/// Whether the number stands there and counts codes: that of "2FA" and "2-step" counts other things.
fn numbered(words: &Words, number: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "fa", "factor", "facteurs", "fattori", "factores", "fatores", "faktor", "step", "sv", "段階", "要素",
        "단계",
    ];
    let mut each = words.each().peekable();
    while let Some(word) = each.next() {
        let counts = each.peek().is_none_or(|next| !OTHERS.iter().any(|other| next.starts_with(other)));
        if word == number && counts {
            return true;
        }
    }
    false
}

/// The two of these fields that are a first and a second code, in order.
pub(super) fn pair(page: &Page, fields: &[usize]) -> Option<[usize; 2]> {
    let turns: Vec<(usize, Option<Turn>)> =
        fields.iter().filter_map(|at| Some((*at, page.inputs.get(*at)?.turn()))).collect();
    let of = |turn: Turn| turns.iter().filter(move |(_, own)| *own == Some(turn)).map(|(at, _)| *at);
    let (firsts, seconds): (Vec<usize>, Vec<usize>) = (of(Turn::First).collect(), of(Turn::Second).collect());
    match (firsts.as_slice(), seconds.as_slice(), fields) {
        ([first], [second], _) => Some([*first, *second]),
        // "Code" and "Next code".
        ([], [second], [one, other]) if second == other => Some([*one, *other]),
        ([], [], [one, other]) if consecutive(page, *one) => Some([*one, *other]),
        _ => None,
    }
}

fn consecutive(page: &Page, field: usize) -> bool {
    let Some(group) = page.inputs.get(field).and_then(|input| page.groups.get(input.group)) else {
        return false;
    };
    Words::of(&format!("{}. {}. {}", group.heading, group.text, group.buttons)).has(CONSECUTIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_of_two() {
        for (text, expected) in [
            ("MFA code 1", Some(Turn::First)),
            ("MFA code 2", Some(Turn::Second)),
            ("MFA code 1 (required)", Some(Turn::First)),
            ("MFA コード 1", Some(Turn::First)),
            ("MFAコード２", Some(Turn::Second)),
            ("1 つ目のコード", Some(Turn::First)),
            ("次のコード", Some(Turn::Second)),
            ("First code", Some(Turn::First)),
            ("Next code", Some(Turn::Second)),
            ("2FA code 1", Some(Turn::First)),
            ("2FA code", None),
            ("2-step code", None),
            ("Second code", Some(Turn::Second)),
            ("Zweiter Code", Some(Turn::Second)),
            ("Code MFA 2", Some(Turn::Second)),
            ("One-time code", None),
            ("Two-factor code", None),
            ("First and second", None),
            ("Code", None),
            ("code12", None),
            ("authCode2", Some(Turn::Second)),
            ("", None),
        ] {
            assert_eq!(turn(text), expected, "{text}");
        }
    }
}
