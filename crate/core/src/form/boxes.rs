//! Codes that are typed a character a box.

use std::ops::Range;

use super::{
    input::{Input, Page},
    sign::{Around, is_never, is_only_recovery, says_factor, speaks_of_other},
    text::Words,
    words::{LIKELY, List, PIN, SECRET, SOFT},
};

/// How many boxes a code can have.
const BOXES: Range<usize> = 4..9;

/// In CSS pixels: a box is for one character.
const WIDEST: f64 = 100.0;

/// A code that is made, and one that opens an app or a phone, can both be called so.
const OPENS: List = "passcode|pass code|パスコード";

/// A row of inputs that look alike, each for one character.
pub(super) struct Row {
    /// Places in [`Page::inputs`].
    pub(super) fields: Vec<usize>,
    /// What they are for is said by the boxes themselves or what they stand in.
    pub(super) sure: bool,
}

/// The rows of boxes on a page, and those among them that want a code.
pub(super) fn rows(page: &Page, usable: &[usize]) -> (Vec<Row>, Vec<usize>) {
    let mut taken = Vec::new();
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let mut end = |run: &mut Vec<usize>| {
        let fields = std::mem::take(run);
        if fields.len() < 3 {
            return;
        }
        taken.extend(&fields);
        found.extend(wanted(page, fields));
    };
    for at in usable {
        let follows = run.last().is_some_and(|last| beside(page, *last, *at));
        if !follows {
            end(&mut run);
        }
        if page.inputs.get(*at).is_some_and(is_box) {
            run.push(*at);
        }
    }
    end(&mut run);
    (found, taken)
}

/// A box holds one character; the first may take a whole code that is pasted, and some pages do not say.
fn is_box(input: &Input) -> bool {
    let narrow = input.place.width <= WIDEST && input.place.width > 0.0;
    narrow
        && input.longest.is_none_or(|longest| longest <= 8)
        && !input.is_elsewhere_declared()
        && !input.is_glass()
}

fn beside(page: &Page, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (page.inputs.get(one), page.inputs.get(other)) else { return false };
    let (a, b) = (one.place, other.place);
    let level = (a.top - b.top).abs() <= a.height.max(b.height) / 2.0;
    let alike = (a.width - b.width).abs() <= 12.0;
    // What follows the first takes one character, or nobody says how many.
    let lengths = match (one.longest, other.longest) {
        (_, Some(1)) | (None, None) => true,
        (first, second) => first == second && second > Some(1) && second >= Some(4),
    };
    one.group == other.group && level && alike && lengths
}

fn wanted(page: &Page, fields: Vec<usize>) -> Option<Row> {
    if !BOXES.contains(&fields.len()) {
        return None;
    }
    let inputs: Vec<&Input> = fields.iter().filter_map(|at| page.inputs.get(*at)).collect();
    let first = inputs.first()?;
    // Four fields of four digits are a card's, whatever is written over them.
    if inputs.iter().skip(1).any(|input| input.longest.is_some_and(|longest| longest > 1)) {
        return None;
    }
    let around = Around::of(page, first.group);
    let mut own: Vec<&str> = vec![&first.near, &first.set];
    own.extend(inputs.iter().flat_map(|input| [input.label.as_str(), &input.placeholder, &input.hint]));
    let own = own.join(". ");
    let told = Words::of(&own);
    let names =
        Words::of(&inputs.iter().map(|input| format!("{} {} ", input.name, input.id)).collect::<String>());
    let extra = Words::of(&first.extra);
    let never = [&told, &names].into_iter().any(|words| is_never(words) || words.has(SECRET));
    if never || is_only_recovery(&own) {
        return None;
    }
    let factor = says_factor(&told);
    let declared = inputs.iter().any(|input| input.is_declared());
    // What nobody is meant to read over a shoulder, and nobody sends or makes, is kept in mind.
    let kept = !around.sure && !around.sent && told.has(OPENS) && first.kind == "password";
    let other = !told.has(LIKELY) && (speaks_of_other(&own) || names.has(SOFT));
    if !factor && !declared && (told.has(PIN) || kept || other) {
        return None;
    }
    if around.is_foreign() && !declared && !factor {
        return None;
    }
    let sure = declared || factor || told.has(LIKELY) || says_factor(&names) || names.has(LIKELY);
    let about = around.sure || around.about || says_factor(&extra);
    (sure || about).then_some(Row { fields, sure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Group, Place};

    #[test]
    fn a_passcode_that_is_kept_and_one_that_is_made() {
        for (kind, text, wanted) in [
            ("password", "Enter passcode", false),
            ("tel", "Enter passcode", true),
            ("password", "Enter the passcode of your authenticator", true),
            ("password", "Enter the passcode that was sent to you", true),
        ] {
            let input = Input {
                kind: kind.into(),
                label: "Passcode digit".into(),
                longest: Some(1),
                visible: true,
                open: true,
                opacity: 1.0,
                place: Place { width: 40.0, height: 40.0, ..Place::default() },
                ..Input::default()
            };
            let group = Group { text: text.into(), ..Group::default() };
            let page = Page { inputs: vec![input; 6], groups: vec![group], ..Page::default() };
            let (found, _) = rows(&page, &[0, 1, 2, 3, 4, 5]);
            assert_eq!(found.len() == 1, wanted, "{kind}: {text}");
        }
    }
}
