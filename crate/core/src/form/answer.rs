//! The answer for a page: a code, a pair, boxes, or nothing.

use super::{
    candidates::{Candidate, candidates},
    facts::Evidence,
    input::Page,
    model::Model,
    order,
};
use crate::sorted::sort;

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

/// Why the answer is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No input could hold a code.
    NoInput,
    /// No input reaches the threshold.
    NoSign,
    /// Several inputs are equally good.
    Several,
}

/// What the page asks for.
#[must_use]
pub fn ask(page: &Page) -> Ask {
    let Some(candidates) = candidates(page) else { return Ask::Nothing(Reason::NoInput) };
    let model = Model::current();
    decide(page, &candidates, (model.threshold, model.margin), |evidence| model.score(evidence))
}

/// What the page would ask for if none of its forms sent anything to another site. Where [`ask`] says nothing
/// and this does, that is why.
#[must_use]
pub fn ask_if_kept(page: &Page) -> Ask {
    let mut kept = page.clone();
    for input in &mut kept.inputs {
        input.leaves = false;
    }
    ask(&kept)
}

/// Picks from the candidates: the best one that reaches the threshold and is ahead of the next by more than the margin.
#[must_use]
pub fn decide(
    page: &Page,
    candidates: &[Candidate],
    (threshold, margin): (i32, i32),
    score: impl Fn(&[Evidence]) -> i32,
) -> Ask {
    let scores: Vec<(i32, &Candidate)> =
        candidates.iter().map(|candidate| (score(&candidate.evidence), candidate)).collect();
    let mut scored = scores.clone();
    scored.retain(|(score, _)| *score >= threshold);
    sort(&mut scored, |(one, _), (other, _)| other.cmp(one));
    let Some((best, first)) = scored.first() else { return Ask::Nothing(Reason::NoSign) };
    if let Some(pair) = pair(page, &scored, margin) {
        return Ask::Pair(pair);
    }
    let near: Vec<&Candidate> = scored
        .iter()
        .filter(|(score, _)| best.saturating_sub(*score) <= margin)
        .map(|(_, candidate)| *candidate)
        .collect();
    // A code by mail and one by SMS are two, and none of them is made by an authenticator.
    let least = threshold.saturating_sub(margin);
    let other_ways =
        |(score, one): &&(i32, &Candidate)| one.delivered && (*score >= least || one.delivered_code);
    if first.delivered && scores.iter().filter(other_ways).count() > 1 {
        return Ask::Nothing(Reason::Several);
    }
    // Where one field is for a code by mail and another for an authenticator's, the second is ours.
    let made: Vec<&Candidate> = near.iter().copied().filter(|one| !one.delivered).collect();
    let chosen = match (near.as_slice(), made.as_slice()) {
        ([_], _) => first,
        (_, [only]) => only,
        _ => return Ask::Nothing(Reason::Several),
    };
    match chosen.fields.as_slice() {
        [only] => Ask::Single(*only),
        _ => Ask::Boxes(chosen.fields.clone()),
    }
}

/// The best first and the best second of two codes, where the page asks for both.
fn pair(page: &Page, scored: &[(i32, &Candidate)], margin: i32) -> Option<[usize; 2]> {
    let takers: Vec<&(i32, &Candidate)> = scored.iter().filter(|(_, candidate)| candidate.whole).collect();
    // A weak third does not take the pair away.
    let least = takers.get(1).map_or(i32::MIN, |(score, _)| score.saturating_sub(margin));
    let whole: Vec<(usize, Option<order::Turn>)> = takers
        .iter()
        .filter(|(score, _)| *score >= least)
        .filter_map(|(_, candidate)| Some((*candidate.fields.first()?, candidate.turn)))
        .collect();
    order::pair(page, &whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Input, Place};

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
        check((0..6).map(one(None, 240.0)), &Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
        check((0..3).map(one(None, 240.0)), &Ask::Nothing(Reason::Several));
    }

    #[test]
    fn numbers_of_an_earlier_code_are_in_no_ones_way_and_a_quantity_is_no_field() {
        let number = |value: &str, longest| {
            input(|input| {
                input.kind = "number".into();
                input.value = value.into();
                input.longest = longest;
                input.label = "Digit of the verification code".into();
                input.place = Place { width: 40.0, height: 40.0, ..Place::default() };
            })
        };
        check((0..6).map(|_| number("7", Some(1))), &Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
        check((0..6).map(|_| number("12", Some(1))), &Ask::Nothing(Reason::NoSign));
        check((0..6).map(|_| number("7", None)), &Ask::Nothing(Reason::NoSign));
        let mut field = declared();
        field.kind = "number".into();
        field.value = "12".into();
        check([field.clone()], &Ask::Single(0));
        field.autocomplete = String::new();
        field.label = "Verification code".into();
        check([field], &Ask::Nothing(Reason::NoSign));
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
    fn codes_that_come_by_two_ways_are_none_of_ours_however_weak_the_second() {
        let found = |second: &str| {
            let page =
                Page { inputs: vec![labelled("Code from the SMS"), labelled(second)], ..Page::default() };
            let candidates = candidates(&page).unwrap();
            let first = candidates.first().unwrap().evidence.clone();
            decide(&page, &candidates, (150, 700), |evidence| if *evidence == first { 3000 } else { -3000 })
        };
        assert_eq!(found("Code from the email"), Ask::Nothing(Reason::Several));
        assert_eq!(found("Your email"), Ask::Single(0));
    }

    #[test]
    fn the_first_empty_field_is_no_sign() {
        check([labelled(""), labelled("Name")], &Ask::Nothing(Reason::NoSign));
    }

    #[test]
    fn a_new_password_in_hebrew_is_no_code() {
        let password = || Input { kind: "password".into(), ..labelled("סיסמה חדשה") };
        check([password(), password()], &Ask::Nothing(Reason::NoSign));
        check([labelled("סיסמה חד פעמית")], &Ask::Single(0));
    }
}
