//! Codes that are typed a character a box.

use std::ops::RangeInclusive;

use super::{
    input::{Input, Page},
    told::is_part,
    told::without_part,
};

/// How many boxes a code can have.
pub(super) const BOXES: RangeInclusive<usize> = 4..=8;

/// In CSS pixels: a box is for one character.
const WIDEST: f64 = 100.0;

/// The rows of boxes on a page, as places in [`Page::inputs`]; other numbers of boxes than a code can have
/// are among them, because what is a box is no field for a whole code.
pub(super) fn rows(page: &Page, usable: &[usize]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for at in usable.iter().copied() {
        let boxed = page.inputs.get(at).is_some_and(is_box);
        let follows = run.last().is_some_and(|last| follows(page, *last, at));
        if !boxed || !follows {
            found.push(std::mem::take(&mut run));
        }
        if boxed {
            run.push(at);
        }
    }
    found.push(run);
    // Two or three wide fields may each take a whole code.
    let wide =
        |run: &[usize]| run.iter().any(|at| page.inputs.get(*at).is_some_and(|input| !is_narrow(input)));
    found.retain(|run| run.len() > 2 && (run.len() > 3 || !wide(run)));
    found
}

/// A box holds one character; the first may take a whole code that is pasted, and some pages do not say.
fn is_box(input: &Input) -> bool {
    input.place.width > 0.0
        && (is_narrow(input) || is_piece(input))
        && input.longest.is_none_or(|longest| longest <= 8)
        && !(input.is_setting() && (input.longest != Some(1) || input.value.trim().len() > 1))
        && !input.is_elsewhere_declared()
        && !input.is_glass()
}

fn is_narrow(input: &Input) -> bool {
    input.place.width <= WIDEST
}

/// Whether it says that it is one of several, however wide it is.
fn is_piece(input: &Input) -> bool {
    input.longest == Some(1)
        || is_part(&input.label)
        || input.longest.is_none() && (input.is_declared() || numbered(input).is_some())
}

/// Its name without the number at the end, and the number: `otp3`, `code_3`, `digits[3]`.
fn numbered(input: &Input) -> Option<(&str, u32)> {
    [&input.name, &input.id].into_iter().find_map(|name| {
        let name = name.trim_end_matches(']');
        let (stem, number) =
            name.split_at_checked(name.trim_end_matches(|c: char| c.is_ascii_digit()).len())?;
        Some((stem, number.parse().ok()?))
    })
}

/// Whether a box goes on with the code of the one before it.
fn follows(page: &Page, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (page.inputs.get(one), page.inputs.get(other)) else { return false };
    let (a, b) = (one.place, other.place);
    let alike = (a.width - b.width).abs() <= 12.0;
    let level = (a.top - b.top).abs() <= a.height.max(b.height) / 2.0;
    // What follows the first takes one character, or nobody says how many.
    let lengths = match (one.longest, other.longest) {
        (_, Some(1)) | (None, None) => true,
        (first, second) => first == second && second >= Some(4),
    };
    let counted = match (numbered(one), numbered(other)) {
        (Some((stem, number)), Some((other, next))) => stem == other && number.checked_add(1) == Some(next),
        _ => false,
    };
    // Boxes may be wrapped, or stand below each other, where they say that they are for one character.
    let pieces = other.longest == Some(1)
        || is_part(&one.label) && is_part(&other.label)
        || counted
        || one.is_declared() && other.is_declared();
    let narrow = is_narrow(one) && is_narrow(other);
    // The next line begins right below.
    let wrapped = narrow && b.left < a.left && b.top > a.top && b.top - a.top <= 2.5 * a.height;
    one.group == other.group
        && one.kind == other.kind
        && alike
        && lengths
        && (level && narrow || wrapped || pieces)
}

/// One input that says what all boxes of a row say.
pub(super) fn spoken(page: &Page, row: &[usize]) -> Option<(Input, bool)> {
    let inputs: Vec<&Input> = row.iter().filter_map(|at| page.inputs.get(*at)).collect();
    let first = *inputs.first()?;
    // Four fields of four digits are a card's, whatever is written over them; six of six each take the whole code
    // where it is pasted.
    let pasted = |input: &&&Input| usize::try_from(input.longest.unwrap_or(1)) == Ok(inputs.len());
    let whole = inputs.len() > 4 && inputs.iter().filter(pasted).count() == inputs.len();
    if !whole && inputs.iter().skip(1).any(|input| input.longest.is_some_and(|longest| longest > 1)) {
        return None;
    }
    let joined = |text: fn(&Input) -> &str| {
        let mut kept: Vec<&str> = Vec::new();
        for input in &inputs {
            if !text(input).is_empty() && !kept.contains(&text(input)) {
                kept.push(text(input));
            }
        }
        kept.join(". ")
    };
    let mut labels: Vec<String> = inputs.iter().map(|input| without_part(&input.label)).collect();
    labels.push(first.set.clone());
    labels.dedup();
    let one = Input {
        label: labels.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". "),
        placeholder: joined(|input| &input.placeholder),
        name: joined(|input| &input.name),
        id: joined(|input| &input.id),
        hint: joined(|input| &input.hint),
        autocomplete: joined(|input| &input.autocomplete),
        longest: None,
        ..first.clone()
    };
    Some((one, inputs.iter().any(|input| input.is_declared())))
}
