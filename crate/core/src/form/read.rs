//! The texts of one input, read once.

use super::{
    around::is_only_recovery,
    input::Input,
    lexicon::{Lexicon, Said},
    order::{self, Turn},
    told::{Told, is_identifier, speaks_of_other},
    words::Concept::{Factor, Likely, Recovery, Sure},
};

/// The texts of one input, read.
pub(super) struct Read {
    pub(super) told: Told,
    pub(super) names: Said,
    pub(super) extra: Said,
    pub(super) near: Said,
    pub(super) beside: Said,
    pub(super) shown: Said,
    /// Its label names something that only has to do with codes, such as a phone number.
    pub(super) other: bool,
    /// Whether it says that it is for the first or the second of two codes.
    pub(super) turn: Option<Turn>,
    /// It is called a code for a lost device, and no other.
    pub(super) recovery: bool,
    /// The field before it takes an address or a number that a code could be sent to.
    pub(super) after_address: bool,
    /// The field before it takes the name of a user.
    pub(super) after_user: bool,
    /// No field stands before it, and the next one takes a password.
    pub(super) before_password: bool,
}

impl Read {
    pub(super) fn of(input: &Input, lexicon: &Lexicon) -> Self {
        let told = Told::of(input, lexicon);
        let near = if told.borrowed { Said::default() } else { lexicon.read(&input.near) };
        let identifier = if is_identifier(&input.label) { &input.label } else { "" };
        let names = lexicon.read(&format!("{} {} {identifier}", input.name, input.id));
        Self {
            extra: lexicon.read(&input.extra),
            near,
            beside: lexicon.read(&format!("{}. {}", input.set, input.hint)),
            shown: lexicon.read(&input.placeholder),
            other: speaks_of_other(&told.text, lexicon),
            recovery: is_only_recovery(&told.text, lexicon) || is_named_recovery(&names, &told),
            turn: order::turn_of(input, lexicon),
            after_address: false,
            after_user: false,
            before_password: false,
            names,
            told,
        }
    }

    /// Whether what stands before it is short enough to be its label, though nothing ties them: a table's cell.
    pub(super) fn is_labelled_beside(&self) -> bool {
        const SHORT: usize = 36;
        let said = &self.told.said;
        self.told.borrowed && said.has_any(&[Sure, Factor, Likely]) && said.words.letters() < SHORT
    }

    /// Whether its name and id say nothing: one or two letters are no name.
    pub(super) fn is_nameless(&self) -> bool {
        !self.names.words.each().any(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
    }

    /// Whether its name or id is one that only the second factor and its codes have.
    pub(super) fn is_named_for_factor(&self) -> bool {
        let otp = |word: &str| ["otp", "totp", "hotp", "onetime"].iter().any(|one| word.starts_with(one));
        let names = &self.names;
        names.has(Factor) || names.words.each().any(otp) || names.words.text().contains("one time ")
    }
}

/// Whether a field without a label is named after the codes for a lost device, and no text before it is of others.
fn is_named_recovery(names: &Said, told: &Told) -> bool {
    let of_others = told.said.has_any(&[Sure, Factor, Likely]) && !told.said.has(Recovery);
    told.borrowed && names.has(Recovery) && !names.has_any(&[Sure, Factor]) && !of_others
}
