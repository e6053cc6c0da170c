//! Fields that a person points at, now or once before: the rules for what a page asks for do not count then,
//! those for what is never written into do.

use super::{
    around::Around,
    input::{Input, Page},
    lexicon::Lexicon,
};
use crate::text::visible;

/// What a field says of itself, by which it is found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits<'a> {
    /// See [`Input::kind`].
    pub kind: &'a str,
    /// See [`Input::name`].
    pub name: &'a str,
    /// See [`Input::id`].
    pub id: &'a str,
    /// What a person reads of it: [`Input::label`], else [`Input::placeholder`], else [`Input::near`].
    pub label: &'a str,
    /// Whether what stands around speaks of something else than codes like ours.
    pub despite: bool,
}

/// What is to become of a code in a field that a person points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The field holds the code and nothing else.
    Field,
    /// The code goes to the cursor, beside what is there: a password, a text.
    Cursor,
}

/// Whether a code may go into the input at a place, because a person points at it.
#[must_use]
pub fn may_take(page: &Page, at: usize, into: Target) -> bool {
    page.inputs.get(at).is_some_and(|input| match into {
        Target::Field => input.is_usable() && input.kind != "editable",
        Target::Cursor => input.is_open_to_hand(),
    })
}

/// What the input at a place says of itself; none where it says nothing, and could not be found again.
#[must_use]
pub fn traits(page: &Page, at: usize) -> Option<Traits<'_>> {
    let input = page.inputs.get(at)?;
    let Input { kind, name, id, .. } = input;
    let label = called(input);
    let says =
        !name.trim().is_empty() || !label.trim().is_empty() || steady(id).contains(char::is_alphabetic);
    says.then(|| Traits { kind, name, id, label, despite: is_for_other(page, input) })
}

/// The one input that says the same of itself, but for what nobody sees, which is not remembered; none where there is
/// none, or several, or where the page has come to speak of something else.
#[must_use]
pub fn found_again(page: &Page, chosen: &Traits<'_>) -> Option<usize> {
    let alike = |input: &&Input| {
        visible(&input.kind) == chosen.kind
            && visible(&input.name) == chosen.name
            && visible(called(input)) == chosen.label
            && steady(&visible(&input.id)) == steady(chosen.id)
    };
    let mut found = page.inputs.iter().enumerate().filter(|(_, input)| alike(input));
    let (at, input) = found.next()?;
    let alone = found.next().is_none() && may_take(page, at, Target::Field);
    (alone && (chosen.despite || !is_for_other(page, input))).then_some(at)
}

fn called(input: &Input) -> &str {
    let texts = [&input.label, &input.placeholder];
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or(&input.near)
}

/// Whether the page declares it, or all around it, to be for something else.
fn is_for_other(page: &Page, input: &Input) -> bool {
    let around = Around::of(page, input.group, Lexicon::whole());
    let other = around.recovery || around.hard || around.renews || around.message || around.posted;
    input.is_elsewhere_declared() || around.is_foreign() || other
}

/// An id without what a framework counts up or draws each time it makes the field: `field-17`, `:r1a:`, `_r_g_`,
/// `input-3f2a9c`.
fn steady(id: &str) -> String {
    let mut kept = String::new();
    for piece in id.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let drawn = word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digit = word.find(|c: char| c.is_ascii_digit());
        // React's counters are r and a number that may have no digit, between colons, guillemets or underscores.
        let counted = kept.ends_with("_r_") || kept.ends_with([':', '«']) && word.starts_with(['r', 'R']);
        let known = match digit {
            Some(_) if drawn => "",
            _ if counted => "",
            Some(at) => word.get(..at).unwrap_or_default(),
            None => word,
        };
        kept.push_str(known);
        kept.push_str(piece.get(word.len()..).unwrap_or_default());
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Group;

    fn input(name: &str, id: &str, label: &str) -> Input {
        Input {
            kind: "text".into(),
            name: name.into(),
            id: id.into(),
            label: label.into(),
            visible: true,
            open: true,
            opacity: 1.0,
            ..Input::default()
        }
    }

    fn page(inputs: impl IntoIterator<Item = Input>) -> Page {
        Page { inputs: inputs.into_iter().collect(), ..Page::default() }
    }

    #[test]
    fn a_field_is_found_by_what_it_says_of_itself() {
        let chosen = page([input("answer", "field-17", "Answer")]);
        let chosen = traits(&chosen, 0).unwrap();
        for (inputs, expected) in [
            (vec![input("answer", "field-17", "Answer")], Some(0)),
            (vec![input("q", "", "Search"), input("answer", "field-203", "Answer")], Some(1)),
            // What nobody sees is not remembered, and counts for nothing.
            (vec![input("an\u{ad}swer", "field-\u{200b}17", "\u{200e}Answer")], Some(0)),
            (vec![input("answer", "field-17", "Coupon")], None),
            (vec![input("answers", "field-17", "Answer")], None),
            (vec![input("answer", "box-17", "Answer")], None),
            (vec![input("answer", "field-3f2a9c", "Answer")], Some(0)),
            (vec![Input { autocomplete: "cc-csc".into(), ..input("answer", "field-17", "Answer") }], None),
            (vec![Input { autocomplete: "tel".into(), ..input("answer", "field-17", "Answer") }], None),
            (vec![Input { autocomplete: "off".into(), ..input("answer", "field-17", "Answer") }], Some(0)),
            (vec![input("answer", "field-1", "Answer"), input("answer", "field-2", "Answer")], None),
            (vec![Input { kind: "password".into(), ..input("answer", "field-17", "Answer") }], None),
            (vec![Input { visible: false, ..input("answer", "field-17", "Answer") }], None),
            (vec![Input { leaves: true, ..input("answer", "field-17", "Answer") }], None),
            (vec![Input { value: "JBSWY3DPEHPK3PXP".into(), ..input("answer", "field-17", "Answer") }], None),
            (vec![], None),
        ] {
            let page = page(inputs);
            assert_eq!(found_again(&page, &chosen), expected, "{page:#?}");
        }
    }

    #[test]
    fn a_field_is_found_again_when_a_framework_has_drawn_it_anew() {
        for (before, after, same) in [
            ("field-17", "field-203", true),
            (":r1:", ":r2a:", true),
            ("formField:r1:", "formField:rg:", true),
            ("«r1»", "«r1k»", true),
            ("_r_1_", "_r_g_", true),
            ("mat-input-0", "mat-input-14", true),
            ("radix-:R1ab:", "radix-:Rm:", true),
            ("input-3f2a9c1b-07de", "input-9c1b3f2a-d07e", true),
            ("answer", "coupon", false),
            ("answer-17", "coupon-17", false),
            ("", "answer", false),
        ] {
            let chosen = page([input("answer", before, "Answer")]);
            let chosen = traits(&chosen, 0).unwrap();
            let found = found_again(&page([input("answer", after, "Answer")]), &chosen);
            assert_eq!(found.is_some(), same, "{before} {after}");
        }
    }

    #[test]
    fn a_field_is_not_found_where_the_page_speaks_of_something_else_by_now() {
        let at = |heading: &str, placeholder: &str, near: &str| Page {
            inputs: vec![Input {
                placeholder: placeholder.into(),
                near: near.into(),
                ..input("answer", "field", "")
            }],
            groups: vec![Group { heading: heading.into(), ..Group::default() }],
            ..Page::default()
        };
        for (heading, placeholder, near, found) in [
            ("Sign in", "", "Answer", true),
            ("Welcome back, Ana", "", "Answer", true),
            ("Enter a recovery code", "", "Answer", false),
            ("Redeem your gift card", "", "Answer", false),
            ("Your promo code", "", "Answer", false),
            ("Choose a new password", "", "Answer", false),
            ("Sign in", "", "Phone", false),
            ("Sign in", "Phone", "Answer", false),
        ] {
            let before = at("Sign in", "", "Answer");
            let chosen = traits(&before, 0).unwrap();
            let now = at(heading, placeholder, near);
            assert_eq!(found_again(&now, &chosen).is_some(), found, "{heading} {placeholder} {near}");
        }
        // What a person chose on such a page, they chose although it speaks so.
        let gift = at("Redeem your gift card", "", "Answer");
        assert_eq!(found_again(&gift, &traits(&gift, 0).unwrap()), Some(0));
    }

    #[test]
    fn a_field_that_says_nothing_cannot_be_remembered() {
        for (name, id, label, says) in [
            ("", "", "", false),
            ("", "17", "", false),
            ("", ":r1:", "", false),
            ("", "r1-code", "", true),
            ("a", "", "", true),
            ("", "", "Code", true),
        ] {
            assert_eq!(traits(&page([input(name, id, label)]), 0).is_some(), says, "{name} {id} {label}");
        }
        assert_eq!(traits(&page([]), 0), None);
    }

    #[test]
    fn what_is_never_written_into_is_not_by_hand_either() {
        let plain = || input("a", "", "");
        for (input, field, cursor) in [
            (plain(), true, true),
            (Input { kind: "password".into(), value: String::new(), ..plain() }, true, true),
            (Input { kind: "textarea".into(), ..plain() }, false, true),
            (Input { kind: "search".into(), ..plain() }, false, true),
            (Input { kind: "email".into(), ..plain() }, false, false),
            (Input { kind: "checkbox".into(), ..plain() }, false, false),
            (Input { visible: false, ..plain() }, false, false),
            (Input { open: false, ..plain() }, false, false),
            (Input { aside: true, ..plain() }, false, false),
            (Input { leaves: true, ..plain() }, false, false),
            (Input { opacity: 0.0, ..plain() }, true, false),
            // Beside what is there a code may stand: nothing of it is replaced.
            (Input { value: "a long text".repeat(9), ..plain() }, false, true),
            (Input { value: "JBSWY3DPEHPK3PXP".into(), ..plain() }, false, true),
        ] {
            let page = page([input]);
            let may = [Target::Field, Target::Cursor].map(|into| may_take(&page, 0, into));
            assert_eq!(may, [field, cursor], "{page:#?}");
        }
        assert!(!may_take(&page([]), 0, Target::Cursor));
    }
}
