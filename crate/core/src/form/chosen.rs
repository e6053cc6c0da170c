//! Fields that a person points at, now or once before: the rules for what a page asks for do not count then,
//! those for what is never written into do.

use super::input::{Input, Page};
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
    /// See [`Input::label`].
    pub label: &'a str,
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
    let Input { kind, name, id, label, .. } = input;
    let says = [name, id, label].iter().any(|text| !without_digits(text).trim().is_empty());
    says.then_some(Traits { kind, name, id, label })
}

/// The one input that says the same of itself, but for what nobody sees, which is not remembered; none where there is
/// none, or several.
#[must_use]
pub fn found_again(page: &Page, chosen: &Traits<'_>) -> Option<usize> {
    let alike = |input: &&Input| {
        visible(&input.kind) == chosen.kind
            && visible(&input.name) == chosen.name
            && visible(&input.label) == chosen.label
            // Libraries number their fields.
            && without_digits(&visible(&input.id)) == without_digits(chosen.id)
    };
    let mut found = page.inputs.iter().enumerate().filter(|(_, input)| alike(input));
    let (at, _) = found.next()?;
    (found.next().is_none() && may_take(page, at, Target::Field)).then_some(at)
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_field_that_says_nothing_cannot_be_remembered() {
        for (name, id, label, says) in [
            ("", "", "", false),
            ("", "17", "", false),
            ("", ":r1:", "", true),
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
