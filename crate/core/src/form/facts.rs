//! The names of all facts, and the list of those that hold for a field.

use super::{lexicon::Said, words::Concept};

/// One fact that holds: its place in [`names`].
pub type Evidence = usize;

/// Where a word can stand: each of them with each concept is one fact.
const SLOTS: [&str; 11] =
    ["called", "near", "beside", "names", "extra", "heading", "text", "buttons", "links", "group", "title"];

macro_rules! facts {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// Facts beyond the words of a single text.
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
    /// The address of a site is asked for beside it: the code is brought from there.
    beside_link,
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
    /// Its label is just "Code", but its name or id says that it is the second factor's, or how the code is sent.
    weak_named, weak_outright, delivered_code,
    /// The only field of its group has no fitting label, but the right words stand beside it.
    bare_near_factor, near_sure_alone,
    /// Nothing names it, but it is the only field below a heading or a sentence about the second factor.
    alone_in_factor,
    /// Its characters are hidden, and the page doesn't speak of a code, as with tokens and keys; a code on paper.
    hidden_weak, in_posted,
    /// Its characters are hidden, and it is a code all the same.
    code_password, second_password, passcode_password, password_too,
    passcode_kept,
    /// It has no visible label, but its name or id says that it is the second factor's.
    named_outright,
    /// It could be any code, and the text around it is about something with codes of its own, such as gifts.
    own_in_hard,
    /// The page says only how many digits it has, not what they are for: "6-digit code" beside "Join".
    counted_in_nothing,
    /// Neither its label nor its name or id has to do with codes.
    mute,
    picture_code,
    /// Its label could be for something else, but its name or id says that it is the second factor's.
    never_but_named,
    /// A picture beside it, or the field itself, is called a captcha.
    captcha,
    /// It stands in a contact form, and no code is said to be sent or made.
    beside_message,
    /// A button sends it; the field says it was sent; it confirms an address; it stands right after an address.
    code_is_sent, says_sent, weak_proves, weak_after_address,
    /// It is likely a code, and stands right after the name of a user.
    after_user,
    /// A password is chosen beside it.
    beside_new_password,
    /// The code to be typed stands on the page, as when something is to be deleted.
    code_shown,
    /// It is called the second factor's code outright.
    factor_code,
    /// The page is a gateway into a company's network (VPN): its passcode comes from a token.
    at_gateway,
    /// A word that no list knows follows "code": "Code relève", "the code from the task".
    unknown_after,
    /// No code is said to be sent or made, and the only button saves.
    own_to_save,
    /// It is likely a code, and the page says that one was sent.
    likely_in_sent,
    /// Its characters are hidden, at a gateway.
    gateway_password,
    /// The only field of its group is a code of anything, and the button verifies.
    weak_verified,
    /// A button sends it, and an address or a password stands beside it, as where people sign up.
    sent_to_sign_up,
    /// The text speaks of a code and of the app that shows it.
    text_of_app,
    /// The only field of its group is a code of anything, and the text says of what.
    weak_in_likely,
    /// What a person reads says more than how many digits it has.
    own_outright,
    /// A code confirms that the second factor is turned off.
    turns_off,
    /// It is called a code like ours, but the only button saves, and the page says nothing of the second factor.
    sure_to_save,
    /// A button changes the password that is chosen beside it.
    own_renews,
    /// It is called a code like ours, but the page is about something with codes of its own.
    sure_in_hard,
    /// Its characters are hidden, and it is called the second factor's all the same.
    otp_password,
    /// Its characters are hidden, and it is the only one that are, after an address or the name of a user.
    in_password_place,
    /// The only field of its group is a code of anything, and the heading is about a password.
    weak_of_password,
    /// A token of anything, where no code is said to be sent or made.
    token_in_nothing,
    /// It stands first in its group, and a password that is not chosen there comes next: names do.
    before_password,
    row, row_of_six, row_sure, row_kept, row_in_sure, row_spoken, row_in_hard,
}

/// The names of all evidence, in the order of [`Evidence`].
#[must_use]
pub fn names() -> Vec<String> {
    let said = SLOTS
        .iter()
        .flat_map(|slot| Concept::ALL.iter().map(move |(_, concept)| format!("{slot}.{concept}")));
    said.chain(FACTS.iter().map(|fact| (*fact).to_owned())).collect()
}

/// The facts found so far.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Evidence>);

impl Found {
    pub(super) fn says(&mut self, slot: usize, said: &Said) {
        let each = Concept::ALL.iter().filter(|(concept, _)| said.has(*concept));
        self.0.extend(
            each.map(|(concept, _)| slot.saturating_mul(Concept::ALL.len()).saturating_add(concept.place())),
        );
    }

    /// Removes a concept from a slot.
    pub(super) fn forget(&mut self, slot: usize, concept: Concept) {
        let place = slot.saturating_mul(Concept::ALL.len()).saturating_add(concept.place());
        self.0.retain(|one| *one != place);
    }

    pub(super) fn has(&self, fact: Fact) -> bool {
        self.0.contains(&place(fact))
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
