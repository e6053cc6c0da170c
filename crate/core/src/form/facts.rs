//! The names of all evidence, and a list of what is so of a field.

use super::{lexicon::Said, words::Concept};

/// One thing that is so: a place in [`names`].
pub type Evidence = usize;

/// Where something is said.
const SLOTS: [&str; 11] =
    ["called", "near", "beside", "names", "extra", "heading", "text", "buttons", "links", "group", "title"];

macro_rules! facts {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// What is so beyond the words of one text.
        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, reason = "the names stand so in the file of weights")]
        #[repr(usize)]
        pub(super) enum Fact { $($(#[$about])* $name,)+ }
        const FACTS: &[&str] = &[$(stringify!($name),)+];
    };
}

facts! {
    /// The page declares it.
    declared,
    numeric, tel, number, password,
    short, shorter, long,
    pattern_of_digits, example_of_digits,
    /// "ABCD-2026-XXXX" stands in it: no code of the second factor has such parts.
    example_of_serial,
    glass,
    alone, of_two, of_many,
    beside_password, beside_email, beside_picture,
    in_card, in_picture, in_recovery, in_apart, in_other, in_foreign,
    around_sure, around_sent, around_about,
    only_recovery, other, never, never_named, unknown, tan, identifier, part,
    borrowed, unnamed, sentence, search_named,
    /// What a person reads is sure, likely, or could be a code of anything.
    own_sure, own_likely, own_weak,
    /// The page's own name for it says so.
    named, named_code,
    weak_in_sure, weak_in_sent, weak_in_about, weak_in_nothing,
    named_in_about, named_unnamed,
    bare_in_sure, bare_in_sent,
    likely_in_foreign, likely_beside_password, pin_in_nothing, factor_fits,
    refuses_passwords,
    /// The first or the second of two codes, and what it is.
    numbered_sure, numbered_weak,
    /// What an app that is being set up shows.
    enrolling,
    /// "Code", and the page calls it a code of the second factor, outright; or by what way it comes.
    weak_named, weak_outright, delivered_code,
    /// The only field of its group has no name at all, or none that fits, and stands beside the words for it.
    bare_near_factor, near_sure_alone,
    /// A code that is hidden where nobody speaks of one, as tokens and keys are; one that came on paper.
    hidden_weak, in_posted,
    /// What is typed is hidden, and it is a code all the same.
    code_password, second_password, passcode_password, password_too,
    passcode_kept,
    /// Nothing is written that a person reads as its name, and the page calls it a code of the second factor.
    named_outright,
    /// It could be a code of anything, and what stands around it is about something that has codes of its own.
    own_in_hard,
    /// How many digits it has is all that is said, and nobody says what of: "6-digit code" beside "Join".
    counted_in_nothing,
    /// Neither what a person reads nor what the page calls it has to do with codes.
    mute,
    picture_code,
    /// What it is called could be of something else, but the page calls it a code of the second factor.
    never_but_named,
    /// A picture that tells people from machines is called so, or the field is.
    captcha,
    /// It is asked for where a message is written, and nobody sends or makes it.
    beside_message,
    /// A button has it sent; the field says that it was; it proves whose an address is; it stands right after one.
    code_is_sent, says_sent, weak_proves, weak_after_address,
    /// A password is chosen beside it.
    beside_new_password,
    /// What is to be written stands on the page: it shows that somebody means what they do.
    code_shown,
    /// It is called the second factor's code outright.
    factor_code,
    row, row_of_six, row_sure, row_kept, row_in_sure, row_in_hard,
}

/// The names of all evidence, in the order of [`Evidence`].
#[must_use]
pub fn names() -> Vec<String> {
    let said = SLOTS
        .iter()
        .flat_map(|slot| Concept::ALL.iter().map(move |(_, concept)| format!("{slot}.{concept}")));
    said.chain(FACTS.iter().map(|fact| (*fact).to_owned())).collect()
}

/// What is found, put together.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Evidence>);

impl Found {
    pub(super) fn says(&mut self, slot: usize, said: &Said) {
        let each = Concept::ALL.iter().filter(|(concept, _)| said.has(*concept));
        self.0.extend(
            each.map(|(concept, _)| slot.saturating_mul(Concept::ALL.len()).saturating_add(concept.place())),
        );
    }

    /// Takes back that a concept is spoken of in a slot.
    pub(super) fn forget(&mut self, slot: usize, concept: Concept) {
        let place = slot.saturating_mul(Concept::ALL.len()).saturating_add(concept.place());
        self.0.retain(|one| *one != place);
    }

    pub(super) fn fact(&mut self, fact: Fact, holds: bool) {
        if holds {
            self.0.push(place(fact));
        }
    }
}

#[expect(clippy::as_conversions, reason = "the number of a variant, which no other way gives")]
pub(super) fn place(fact: Fact) -> Evidence {
    SLOTS.len().saturating_mul(Concept::ALL.len()).saturating_add(fact as usize)
}
