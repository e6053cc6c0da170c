//! What speaks for and against a field, each with its name. It decides nothing.

use super::{
    around::{Around, is_only_recovery},
    input::{Input, Page},
    lexicon::{Lexicon, Said},
    told::{Told, is_identifier, is_never_called, is_of_unknown, is_part, speaks_of_other},
    words::Concept::{self, Code, Digits, Factor, Hard, Likely, Pin, Plain, Search, Secret, Sure},
};

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
        enum Fact { $($(#[$about])* $name,)+ }
        const FACTS: &[&str] = &[$(stringify!($name),)+];
    };
}

facts! {
    /// The page declares it.
    declared,
    numeric, tel, number, password,
    short, shorter, long,
    pattern_of_digits, example_of_digits,
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
    row, row_of_six, row_sure, row_kept, row_in_sure,
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
struct Found(Vec<Evidence>);

impl Found {
    fn says(&mut self, slot: usize, said: &Said) {
        let each = Concept::ALL.iter().filter(|(concept, _)| said.has(*concept));
        self.0.extend(
            each.map(|(concept, _)| slot.saturating_mul(Concept::ALL.len()).saturating_add(concept.place())),
        );
    }

    #[expect(clippy::as_conversions, reason = "the number of a variant, which no other way gives")]
    fn fact(&mut self, fact: Fact, holds: bool) {
        if holds {
            self.0.push(SLOTS.len().saturating_mul(Concept::ALL.len()).saturating_add(fact as usize));
        }
    }
}

/// The texts of one input, read.
pub(super) struct Read {
    pub(super) told: Told,
    names: Said,
    extra: Said,
    near: Said,
    beside: Said,
    shown: Said,
}

impl Read {
    pub(super) fn of(input: &Input, lexicon: &Lexicon) -> Self {
        let told = Told::of(input, lexicon);
        let near = if told.borrowed { Said::default() } else { lexicon.read(&input.near) };
        let identifier = if is_identifier(&input.label) { &input.label } else { "" };
        Self {
            names: lexicon.read(&format!("{} {} {identifier}", input.name, input.id)),
            extra: lexicon.read(&input.extra),
            near,
            beside: lexicon.read(&format!("{}. {}", input.set, input.hint)),
            shown: lexicon.read(&input.placeholder),
            told,
        }
    }
}

/// All evidence on one input of a page.
pub(super) fn of_input(input: &Input, around: &Around, read: &Read, lexicon: &Lexicon) -> Vec<Evidence> {
    let mut found = Found::default();
    let told = &read.told;
    texts(&mut found, around, read);
    shape(&mut found, input, around);
    use Fact as F;
    found.fact(F::never, is_never_called(told, &read.shown));
    found.fact(F::never_named, read.names.has(Hard) && read.names.has_apart(Hard, Sure));
    found.fact(F::only_recovery, is_only_recovery(&told.text, lexicon));
    found.fact(F::other, speaks_of_other(&told.text, lexicon));
    found.fact(F::unknown, is_of_unknown(&told.said));
    found.fact(F::tan, told.is_tan());
    found.fact(F::identifier, is_identifier(&input.label));
    found.fact(F::part, is_part(&input.label));
    found.fact(F::borrowed, told.borrowed);
    found.fact(F::sentence, told.said.words.letters() > 60);
    found.fact(F::search_named, read.names.has(Search) || read.names.has(Secret));
    combined(&mut found, input, around, read);
    found.0
}

fn texts(found: &mut Found, around: &Around, read: &Read) {
    found.says(if read.told.borrowed { 1 } else { 0 }, &read.told.said);
    if !read.told.borrowed {
        found.says(1, &read.near);
    }
    let rest = [
        &read.beside,
        &read.names,
        &read.extra,
        &around.heading,
        &around.text,
        &around.buttons,
        &around.links,
        &around.name,
    ];
    for (slot, said) in rest.into_iter().enumerate() {
        found.says(slot.saturating_add(2), said);
    }
    found.says(10, &around.title);
}

/// What it looks like and what it stands with.
fn shape(found: &mut Found, input: &Input, around: &Around) {
    use Fact as F;
    let within = |from: u32, to: u32| input.longest.is_some_and(|longest| (from..=to).contains(&longest));
    found.fact(F::declared, input.is_declared());
    found.fact(F::numeric, input.is_numeric());
    found.fact(F::tel, input.kind == "tel");
    found.fact(F::number, input.kind == "number");
    found.fact(F::password, input.kind == "password");
    found.fact(F::short, within(6, 8));
    found.fact(F::shorter, within(4, 5));
    found.fact(F::long, within(20, u32::MAX));
    found.fact(F::pattern_of_digits, input.pattern.contains("\\d") || input.pattern.contains("0-9"));
    found.fact(F::example_of_digits, input.shows_digits());
    found.fact(F::glass, input.is_glass());
    found.fact(F::alone, around.writable <= 1);
    found.fact(F::of_two, around.writable == 2);
    found.fact(F::of_many, around.writable >= 5);
    found.fact(F::beside_password, around.password && input.kind != "password");
    found.fact(F::beside_email, around.email);
    found.fact(F::beside_picture, input.has_picture(&around.pictures));
    found.fact(F::in_card, around.card);
    found.fact(F::in_picture, around.picture);
    found.fact(F::in_recovery, around.recovery);
    found.fact(F::in_apart, around.apart);
    found.fact(F::in_other, around.other);
    found.fact(F::in_foreign, around.is_foreign());
    found.fact(F::around_sure, around.sure);
    found.fact(F::around_sent, around.sent);
    found.fact(F::around_about, around.about);
    let off = input.autocomplete.to_ascii_lowercase();
    found.fact(F::refuses_passwords, off.contains("off") || off.contains("new-password"));
}

/// What follows from several of them together.
fn combined(found: &mut Found, input: &Input, around: &Around, read: &Read) {
    use Fact as F;
    let said = &read.told.said;
    // A heading above names the page; what it names is wanted only by a field that could take it.
    let noun = said.has_any(&[Sure, Likely, Code, Digits]);
    let fits =
        !read.told.borrowed || noun || said.has(Concept::Write) || read.names.has(Code) || input.is_numeric();
    let factor = said.has(Factor) && fits;
    let sure = said.has(Sure) || factor || read.told.is_tan();
    let likely = !sure && said.has_any(&[Likely, Digits]);
    let weak = !sure && !likely && said.has(Code);
    let says = |said: &Said| said.has_any(&[Sure, Factor, Likely]);
    let named = says(&read.names) || says(&read.extra);
    let plain = said.words.placed().all(|(at, word)| {
        word.len() < 3
            || said.spans(Plain).any(|span| span.from == at)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let unnamed = plain || read.told.borrowed;
    let bare = !said.words.says_something()
        && (!read.names.words.says_something() || input.is_short() || read.names.has(Code));
    let lonely = around.writable == 1 && input.kind != "password" && input.is_numeric();
    let about = around.about || says(&read.beside) || says(&read.near);
    found.fact(F::factor_fits, factor);
    found.fact(F::own_sure, sure);
    found.fact(F::own_likely, likely);
    found.fact(F::own_weak, weak);
    found.fact(F::named, named);
    found.fact(F::named_code, read.names.has(Code));
    found.fact(F::unnamed, unnamed);
    found.fact(F::weak_in_sure, weak && around.sure);
    found.fact(F::weak_in_sent, weak && around.sent);
    found.fact(F::weak_in_about, weak && about && !around.sure && !around.sent);
    found.fact(F::weak_in_nothing, weak && !about);
    found.fact(F::named_in_about, named && about);
    found.fact(F::named_unnamed, named && unnamed);
    found.fact(F::bare_in_sure, (bare || (unnamed && read.names.has(Code))) && lonely && around.sure);
    found.fact(F::bare_in_sent, (bare || (unnamed && read.names.has(Code))) && lonely && around.sent);
    found.fact(F::likely_in_foreign, !sure && around.is_foreign());
    // Where one signs in, a code that nobody sends or makes is in a picture, though the picture be missing.
    let captcha = !sure && around.password && input.kind != "password" && !around.sure && !around.sent;
    found.fact(F::likely_beside_password, captcha);
    found.fact(F::pin_in_nothing, said.has(Pin) && !around.sure);
}

/// What is known of a row of boxes beyond what its first box tells.
pub(super) struct RowFacts {
    pub(super) boxes: usize,
    pub(super) sure: bool,
    /// Nobody is meant to read it over a shoulder, and nobody sends or makes it.
    pub(super) kept: bool,
}

/// All evidence on a row of boxes, of which `input` stands for all.
pub(super) fn of_row(input: &Input, row: &RowFacts, around: &Around, lexicon: &Lexicon) -> Vec<Evidence> {
    let read = Read::of(input, lexicon);
    let mut found = Found(of_input(input, around, &read, lexicon));
    found.fact(Fact::row, true);
    found.fact(Fact::row_of_six, row.boxes == 6);
    found.fact(Fact::row_sure, row.sure);
    found.fact(Fact::row_kept, row.kept);
    found.fact(Fact::row_in_sure, around.sure || around.sent);
    found.0
}

/// The group of an input, read once for all of its inputs.
pub(super) fn arounds(page: &Page, lexicon: &Lexicon) -> Vec<Around> {
    (0..page.groups.len()).map(|group| Around::of(page, group, lexicon)).collect()
}
