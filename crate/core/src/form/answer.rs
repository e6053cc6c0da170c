//! The answer for a page: a code, a pair, boxes, or nothing.

use super::{
    boxes,
    input::{Input, Page},
    order,
    sign::{Around, Sign},
};

/// What the inputs of a page are for; numbers are places in [`Page::inputs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Two consecutive codes, the first one first.
    Pair([usize; 2]),
    /// One code in one field.
    Single(usize),
    /// One code, a character a field, in order.
    Boxes(Vec<usize>),
    /// No code.
    Nothing(Reason),
}

/// Why a page is taken to ask for no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has no input that a person could write a code into.
    NoInput,
    /// None of its inputs says that it wants a code.
    NoSign,
    /// Several could be meant, and nothing tells which.
    Several,
}

/// What the page asks for.
#[must_use]
pub fn ask(page: &Page) -> Ask {
    let usable: Vec<usize> =
        numbered(page).filter(|(_, input)| input.is_usable()).map(|(at, _)| at).collect();
    if usable.is_empty() {
        return Ask::Nothing(Reason::NoInput);
    }
    let (rows, boxed) = boxes::rows(page, &usable);
    let around: Vec<Around> = (0..page.groups.len()).map(|group| Around::of(page, group)).collect();
    let nowhere = Around::default();
    let signs: Vec<(usize, Sign)> = usable
        .iter()
        .filter(|at| !boxed.contains(at))
        .filter_map(|at| {
            let input = page.inputs.get(*at)?;
            Some((*at, input.sign(around.get(input.group).unwrap_or(&nowhere))?))
        })
        .collect();
    let best = signs.iter().map(|(_, sign)| *sign).max();
    match (rows.as_slice(), best) {
        ([row], None) => return Ask::Boxes(row.fields.clone()),
        ([row], Some(best)) if row.sure || best < Sign::Name => return Ask::Boxes(row.fields.clone()),
        ([], None) => return Ask::Nothing(Reason::NoSign),
        ([_, ..], None) => return Ask::Nothing(Reason::Several),
        _ => {}
    }
    let all: Vec<usize> = signs.iter().map(|(at, _)| *at).collect();
    if let Some(pair) = order::pair(page, &all) {
        return Ask::Pair(pair);
    }
    let top: Vec<usize> = signs.iter().filter(|(_, sign)| Some(*sign) == best).map(|(at, _)| *at).collect();
    // A page that wants a code by mail and one of an authenticator means us with the second.
    let made: Vec<usize> = top
        .iter()
        .copied()
        .filter(|at| page.inputs.get(*at).is_some_and(|input| !input.is_delivered()))
        .collect();
    match (top.as_slice(), made.as_slice()) {
        ([only], _) | (_, [only]) => Ask::Single(*only),
        _ => Ask::Nothing(Reason::Several),
    }
}

fn numbered(page: &Page) -> impl Iterator<Item = (usize, &Input)> {
    page.inputs.iter().enumerate()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Place;

    fn input(change: impl FnOnce(&mut Input)) -> Input {
        let mut input =
            Input { kind: "text".into(), visible: true, open: true, opacity: 1.0, ..Input::default() };
        change(&mut input);
        input
    }

    fn labelled(label: &str) -> Input {
        input(|input| label.clone_into(&mut input.label))
    }

    fn identified(id: &str) -> Input {
        input(|input| id.clone_into(&mut input.id))
    }

    fn declared() -> Input {
        input(|input| input.autocomplete = "one-time-code".into())
    }

    fn check(inputs: impl IntoIterator<Item = Input>, expected: &Ask) {
        let page = Page { inputs: inputs.into_iter().collect(), ..Page::default() };
        assert_eq!(ask(&page), *expected, "{page:#?}");
    }

    #[test]
    fn two_codes_of_aws_in_their_order() {
        for [first, second] in [
            ["MFA code 1", "MFA code 2"],
            ["MFA Code 1", "MFA Code 2"],
            ["MFA コード 1", "MFA コード 2"],
            ["MFAコード1", "MFAコード2"],
            ["MFA\u{3000}コード\u{3000}1", "MFA\u{3000}コード\u{3000}2"],
            ["ＭＦＡ コード １", "ＭＦＡ コード ２"],
        ] {
            check([labelled("Device name"), labelled(first), labelled(second)], &Ask::Pair([1, 2]));
            check([labelled(second), labelled(first)], &Ask::Pair([1, 0]));
        }
        check([identified("mfaCode1"), identified("mfaCode2")], &Ask::Pair([0, 1]));
        check([identified("mfacode1"), identified("mfacode2")], &Ask::Pair([0, 1]));
    }

    #[test]
    fn one_code_of_aws() {
        check([identified("account"), identified("mfaCode")], &Ask::Single(1));
        check([identified("mfacode")], &Ask::Single(0));
        check([input(|input| input.name = "mfacode".into())], &Ask::Single(0));
        check([labelled("MFA code")], &Ask::Single(0));
        check([labelled("MFA コード")], &Ask::Single(0));
    }

    #[test]
    fn a_declared_field() {
        check([labelled("User name"), declared()], &Ask::Single(1));
        for (autocomplete, found) in [
            ("section-a one-time-code", true),
            ("ONE-TIME-CODE webauthn", true),
            ("one-time-codes", false),
            ("off", false),
        ] {
            let expected = if found { Ask::Single(0) } else { Ask::Nothing(Reason::NoSign) };
            check([input(|input| input.autocomplete = autocomplete.into())], &expected);
        }
    }

    #[test]
    fn a_row_of_boxes() {
        let one = |longest, width| {
            move |_| {
                input(|input| {
                    input.autocomplete = "one-time-code".into();
                    input.longest = longest;
                    input.place = Place { width, height: 40.0, ..Place::default() };
                })
            }
        };
        check((0..6).map(one(Some(1), 40.0)), &Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
        check((0..6).map(one(None, 40.0)), &Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
        check((0..3).map(one(Some(1), 40.0)), &Ask::Nothing(Reason::NoSign));
        check((0..9).map(one(Some(1), 40.0)), &Ask::Nothing(Reason::NoSign));
        check((0..6).map(one(Some(4), 40.0)), &Ask::Nothing(Reason::NoSign));
        check((0..6).map(one(None, 240.0)), &Ask::Nothing(Reason::Several));
    }

    #[test]
    fn never_where_nobody_can_write() {
        for change in [
            |input: &mut Input| input.visible = false,
            |input: &mut Input| input.open = false,
            |input: &mut Input| input.kind = "hidden".into(),
            |input: &mut Input| input.kind = "email".into(),
            |input: &mut Input| input.kind = "checkbox".into(),
        ] {
            let mut field = declared();
            change(&mut field);
            check([field], &Ask::Nothing(Reason::NoInput));
        }
        check([], &Ask::Nothing(Reason::NoInput));
    }

    #[test]
    fn never_into_what_shows_the_secret() {
        for (value, secret) in [
            ("JBSWY3DPEHPK3PXP", true),
            ("jbsw y3dp ehpk 3pxp jbsw y3dp", true),
            ("JBSW-Y3DP-EHPK-3PXP", true),
            ("otpauth://totp/x?secret=JBSWY3DP", true),
            ("", false),
            ("123456", false),
            ("1234 5678", false),
        ] {
            let mut field = declared();
            value.clone_into(&mut field.value);
            let found = ask(&Page { inputs: vec![field], ..Page::default() });
            assert_eq!(found == Ask::Nothing(Reason::NoInput), secret, "{value}");
        }
        let mut secret = identified("authenticator_secret");
        secret.value = "JBSWY3DPEHPK3PXP".into();
        check([secret, declared()], &Ask::Single(1));
    }

    #[test]
    fn two_of_which_nobody_says_which() {
        check([declared(), declared()], &Ask::Nothing(Reason::Several));
        check([labelled("MFA code 1"), labelled("MFA code 1")], &Ask::Nothing(Reason::Several));
        check([labelled("MFA code"), labelled("MFA code")], &Ask::Nothing(Reason::Several));
        check([labelled("MFA code"), labelled("MFA code 2")], &Ask::Pair([0, 1]));
    }

    #[test]
    fn the_first_empty_field_is_no_sign() {
        check([labelled(""), labelled("Name")], &Ask::Nothing(Reason::NoSign));
    }
}
