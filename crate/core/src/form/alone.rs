//! The only field of a form, which nothing names: whether what stands above it asks for a code of the second factor.

use super::{
    around::Around,
    buttons,
    claim::Claim,
    input::Input,
    lexicon::Said,
    read::Read,
    words::Concept::{
        self, About, Admin, Card, Code, Delivered, Digits, Factor, Hard, Likely, Password, Picture, Pin,
        Plain, Recovery, Search, Secret, Signin, Soft, Submit, Sure, Write,
    },
};

/// What else could be asked for under such a heading.
const ELSE: [Concept; 11] =
    [Soft, Hard, Recovery, Secret, Password, Pin, Search, Delivered, Signin, Picture, Card];

/// As long as a heading is.
const HEADING: usize = 60;

/// Whether the second factor's code is what the only field of its group is for.
pub(super) fn in_factor(input: &Input, around: &Around, read: &Read, claim: &Claim) -> bool {
    // "Authentication" and "verification" are no codes here.
    let proof = |said: &Said, at: usize| said.spans(About).any(|span| span.from == at);
    let code = |said: &Said| said.spans(Code).any(|span| !proof(said, span.from));
    let asks = |said: &Said| said.has(Sure) || said.has(Digits) || said.has_typed_code() && code(said);
    // A sentence that only mentions codes is no heading.
    let heading = &around.heading;
    let outright = heading.has_any(&[Sure, Likely]) && heading.has(Write) && !heading.has(Soft);
    let headed = outright || heading.has(Factor) || heading.has(Sure) && !heading.has(Soft);
    let headed = headed && heading.words.letters() < HEADING;
    // Under "Add an authenticator", its name is asked for, unless a code is spoken of.
    let named = [&around.heading, &around.text].into_iter().any(asks);
    let adds = around.heading.has(Admin) || around.enrols || input.kind == "tel";
    let pressed = around.buttons.has(Submit) && !around.buttons.has(Admin);
    let off = buttons::turns_off(&around.buttons) || around.recovery || around.is_foreign() || around.renews;
    let fits = input.longest.is_none_or(|longest| longest >= 6) && around.passwords == 0;
    let other = [&read.told.said, &read.beside, &read.shown].into_iter().any(|said| said.has_any(&ELSE));
    // Without a text right before it, any of the page may ask for something else.
    let other = other || !named && around.text.has_any(&ELSE);
    let open = claim.unnamed || !read.told.said.words.says_something();
    headed
        && (named || !adds)
        && pressed
        && !off
        && fits
        && !other
        && open
        && (outright && !read.names.has_any(&ELSE) || means_nothing(read))
}

/// Whether its name and id are what a framework or a habit gives to any field: `field1`, `mat-input-0`.
pub(super) fn means_nothing(read: &Read) -> bool {
    const ANY: [&str; 8] = ["mat", "mui", "ember", "react", "data", "val", "txt", "item"];
    let names = &read.names;
    let plain = |at: usize| names.spans(Plain).any(|span| span.from == at);
    let number = |word: &str| !word.chars().any(char::is_alphabetic);
    names.words.placed().all(|(at, word)| word.len() < 3 || number(word) || plain(at) || ANY.contains(&word))
        && !names.has_any(&[Code, Hard])
}
