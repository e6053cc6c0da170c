//! Which of two codes a field wants.

use super::{
    input::{Input, Page},
    lexicon::{Lexicon, Said},
    words::Concept::{Consecutive, First, Second},
};

/// Which of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    First,
    Second,
}

/// Which of two it calls itself: what a person reads goes before what the page calls it.
pub(super) fn turn_of(input: &Input, lexicon: &Lexicon) -> Option<Turn> {
    [&input.label, &input.placeholder, &input.near, &input.name, &input.id]
        .into_iter()
        .find_map(|text| turn(&lexicon.read(text)))
}

pub(super) fn turn(said: &Said) -> Option<Turn> {
    match (numbered(said, "1") || said.has(First), numbered(said, "2") || said.has(Second)) {
        (true, false) => Some(Turn::First),
        (false, true) => Some(Turn::Second),
        _ => None,
    }
}

/// Whether the number stands there and counts codes: that of "2FA" and "2-step" counts other things.
fn numbered(said: &Said, number: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "fa", "factor", "facteurs", "fattori", "factores", "fatores", "faktor", "step", "sv", "段階", "要素",
        "단계",
    ];
    let mut each = said.words.each().peekable();
    while let Some(word) = each.next() {
        let counts = each.peek().is_none_or(|next| !OTHERS.iter().any(|other| next.starts_with(other)));
        if word == number && counts {
            return true;
        }
    }
    false
}

/// The two of these fields, the likeliest first, that are a first and a second code, in order.
pub(super) fn pair(page: &Page, fields: &[(usize, Option<Turn>)]) -> Option<[usize; 2]> {
    let of = |turn: Turn| fields.iter().filter(move |(_, own)| *own == Some(turn)).map(|(at, _)| *at);
    let (first, second) = (of(Turn::First).next(), of(Turn::Second).next());
    let together = |one: usize, other: usize| {
        let group = |at: usize| page.inputs.get(at).map(|input| input.group);
        group(one) == group(other)
    };
    // Two fields that say the same are two forms, not two codes.
    let only = |turn: Turn| of(turn).count() == 1;
    match (first, second) {
        (Some(first), Some(second)) if only(Turn::First) && only(Turn::Second) => Some([first, second]),
        (Some(first), Some(second)) if together(first, second) && distinct(page, fields, first, second) => {
            Some([first, second])
        }
        (None, Some(second)) => match fields {
            // "Code" and "Next code".
            [(one, None), (other, _)] | [(other, _), (one, None)] if *other == second && one < other => {
                Some([*one, *other])
            }
            _ => None,
        },
        (None, None) => match fields {
            [(one, _), (other, _)] if consecutive(page, *one, *other) => {
                Some([*one.min(other), *one.max(other)])
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether no other field of their group calls itself like one of them.
fn distinct(page: &Page, fields: &[(usize, Option<Turn>)], first: usize, second: usize) -> bool {
    let turn = |at: usize| fields.iter().find(|(one, _)| *one == at).and_then(|(_, turn)| *turn);
    let group = |at: usize| page.inputs.get(at).map(|input| input.group);
    !fields.iter().any(|(at, own)| {
        *at != first
            && *at != second
            && group(*at) == group(first)
            && (*own == turn(first) || *own == turn(second))
    })
}

fn consecutive(page: &Page, one: usize, other: usize) -> bool {
    let group = |at: usize| page.inputs.get(at).map(|input| input.group);
    let Some(around) = group(one).filter(|_| group(one) == group(other)).and_then(|at| page.groups.get(at))
    else {
        return false;
    };
    Lexicon::whole()
        .read(&format!("{}. {}. {}", around.heading, around.text, around.buttons))
        .has(Consecutive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_of_two() {
        let lexicon = Lexicon::new();
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
            assert_eq!(turn(&lexicon.read(text)), expected, "{text}");
        }
    }
}
