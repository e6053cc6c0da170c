//! What one input says of itself, and what stands around it says of it.

use super::{
    input::{Input, Page},
    text::{Words, is_dense, parts},
    words::{ABOUT, CARD, CODE, FACTOR, HARD, LIKELY, List, OR, PICTURE, PIN, RECOVERY, SECRET, SOFT, SURE},
};

/// How it is known that an input wants a code; what is larger is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// It is the only one, takes digits, and the page is about the second factor.
    Shape,
    /// It is called code, and the page is about the second factor.
    Around,
    /// The page's own name for it says so.
    Name,
    /// What a person reads says so.
    Text,
    /// The page declares it.
    Declared,
}

/// What stands around the inputs of a group.
#[derive(Default)]
pub(super) struct Around {
    /// It is about the second factor, or about proving who somebody is.
    pub(super) about: bool,
    /// It names the second factor or its code outright.
    pub(super) sure: bool,
    /// It is about the codes for the day the device is lost, and no others.
    recovery: bool,
    card: bool,
    picture: bool,
    /// How many inputs of it a person can write text into.
    writable: usize,
}

/// The tokens of `autocomplete` that name something else (HTML, "Autofill detail tokens"). `username` and the
/// passwords are not among them: pages write them on fields for codes to keep password managers off.
const OTHER_TOKENS: [&str; 14] = [
    "cc-",
    "postal-code",
    "tel",
    "street-address",
    "address-l",
    "country",
    "bday",
    "email",
    "given-name",
    "family-name",
    "name",
    "organization",
    "transaction-",
    "sex",
];

impl Input {
    /// Whether a code could be written into it at all.
    pub(super) fn is_usable(&self) -> bool {
        let kind = matches!(self.kind.as_str(), "text" | "tel" | "number" | "password");
        kind && self.visible && self.open && !self.aside && !self.shows_secret()
    }

    /// Whether the page declares it.
    pub(super) fn is_declared(&self) -> bool {
        self.autocomplete.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("one-time-code"))
    }

    /// Whether only a trace of it can be seen: a trap for robots, or the one true field over drawn boxes.
    pub(super) fn is_glass(&self) -> bool {
        self.opacity < 0.1
    }

    pub(super) fn is_elsewhere_declared(&self) -> bool {
        let tokens = self.autocomplete.to_ascii_lowercase();
        tokens.split_ascii_whitespace().any(|token| OTHER_TOKENS.iter().any(|other| token.starts_with(other)))
    }

    /// Whether a key of an authenticator is in it: a page shows it beside the field for the code.
    fn shows_secret(&self) -> bool {
        let value = self.value.trim();
        if value.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("otpauth:")) {
            return true;
        }
        let digits = value.bytes().filter(|byte| !matches!(byte, b' ' | b'-' | b'=')).count();
        let base32 =
            |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'2'..=b'7' | b' ' | b'-' | b'=');
        digits >= 16 && value.bytes().all(base32)
    }

    /// Whether it is made for digits.
    fn is_numeric(&self) -> bool {
        let pattern = self.pattern.contains("\\d") || self.pattern.contains("0-9");
        let shown = self.placeholder.chars().filter(|c| !c.is_whitespace()).count();
        let digits = shown >= 4 && !Words::of(&self.placeholder).says_something();
        let mode = matches!(self.mode.as_str(), "numeric" | "decimal" | "tel");
        mode || pattern || digits || matches!(self.kind.as_str(), "tel" | "number")
    }

    /// Whether a code of the usual length goes into it and not much more.
    fn is_short(&self) -> bool {
        self.longest.is_some_and(|longest| (6..=8).contains(&longest))
    }

    /// What a person reads as its name; where it has none, what stands before it.
    fn told(&self) -> Told {
        // "e.g. 123456" is no name.
        const EXAMPLE: usize = 4;
        let letters = self.placeholder.chars().filter(|c| c.is_alphabetic()).count();
        let named = letters > EXAMPLE || self.placeholder.chars().any(is_dense);
        let own = format!("{}. {}", self.label, if named { &self.placeholder } else { "" });
        let words = Words::of(&own);
        if words.says_something() {
            return Told { text: own, words, borrowed: false };
        }
        let near = if self.near.is_empty() { &self.hint } else { &self.near };
        Told { words: Words::of(near), text: near.clone(), borrowed: true }
    }

    /// How it is known that this input wants a code; none where it is not.
    pub(super) fn sign(&self, around: &Around) -> Option<Sign> {
        // No code is as short as what is printed on a card.
        if self.is_elsewhere_declared() || self.longest.is_some_and(|longest| longest < 4) {
            return None;
        }
        let told = self.told();
        let names = Words::of(&format!("{} {}", self.name, self.id));
        let declared = self.is_declared();
        let never = |words: &Words| words.has(HARD) || words.has(CARD) || words.has(PICTURE);
        if never(&told.words) || never(&names) || (told.words.has(SECRET) && !declared) {
            return None;
        }
        let sure = told.words.has(SURE) || told.words.has(FACTOR);
        let likely = told.words.has(LIKELY);
        if is_only_recovery(&told.text) || speaks_of_other(&told) {
            return None;
        }
        if !declared && !sure && around.is_foreign() {
            return None;
        }
        if around.recovery && !sure {
            return None;
        }
        if !sure && !declared && told.words.has(PIN) && !around.sure {
            return None;
        }
        if declared {
            return Some(Sign::Declared);
        }
        if sure || likely {
            return Some(Sign::Text).filter(|_| !self.is_glass() || told.words.letters() > 0);
        }
        // What is called otherwise is something else, however it is named inside.
        let weak = told.words.has(CODE);
        let unnamed = !told.words.says_something() || told.borrowed;
        if !weak && !unnamed {
            return None;
        }
        if names.has(RECOVERY) || names.has(SECRET) {
            return None;
        }
        let named = |words: &Words| words.has(SURE) || words.has(FACTOR) || words.has(LIKELY);
        if named(&names) || named(&Words::of(&self.extra)) {
            return Some(Sign::Name);
        }
        if self.is_glass() || names.has(SOFT) {
            return None;
        }
        let set = Words::of(&format!("{}. {}. {}", self.set, self.hint, self.near));
        let about = around.about || says_factor(&set) || set.has(LIKELY);
        if weak && about {
            return Some(Sign::Around);
        }
        let alone = around.writable == 1 && self.kind != "password";
        let shaped = self.is_numeric() && alone;
        let shortly = self.is_short() && around.sure;
        let bare = !told.words.says_something() && (names.has(CODE) || !names.says_something() || shortly);
        let fits = (weak && self.is_short()) || (bare && about) || (names.has(CODE) && unnamed && about);
        Some(Sign::Shape).filter(|_| shaped && fits)
    }
}

/// What an input is called.
struct Told {
    text: String,
    words: Words,
    /// It has no name of its own: this is what stands before it.
    borrowed: bool,
}

impl Around {
    /// Cards and pictures have codes of their own.
    pub(super) fn is_foreign(&self) -> bool {
        self.card || self.picture
    }

    pub(super) fn of(page: &Page, group: usize) -> Self {
        let inputs = || page.inputs.iter().filter(|input| input.group == group);
        let named = |list: List| {
            inputs().any(|input| {
                Words::of(&input.label).has(list)
                    || Words::of(&input.placeholder).has(list)
                    || Words::of(&format!("{} {}", input.name, input.id)).has(list)
            })
        };
        let Some(group) = page.groups.get(group) else {
            return Self::default();
        };
        let [heading, text, buttons, name, pictures, title] =
            [&group.heading, &group.text, &group.buttons, &group.name, &group.pictures, &page.title]
                .map(|text| Words::of(text));
        let all = [&heading, &text, &buttons, &name];
        let sure = all.iter().any(|words| says_factor(words)) || says_factor(&title);
        let about = sure
            || [&heading, &text, &name, &title].iter().any(|words| words.has(ABOUT) || words.has(LIKELY));
        let cards = inputs().any(|input| input.autocomplete.to_ascii_lowercase().contains("cc-"));
        Self {
            about,
            sure,
            recovery: is_only_recovery(&group.heading) || begins_with_recovery(&group.text),
            card: cards || named(CARD) || text.has(CARD) || heading.has(CARD),
            picture: pictures.has(PICTURE) || text.has(PICTURE) || named(PICTURE),
            writable: inputs().filter(|input| input.is_usable()).count(),
        }
    }
}

pub(super) fn says_factor(words: &Words) -> bool {
    words.has(SURE) || words.has(FACTOR)
}

/// Whether a text speaks of the codes for a lost device alone: "recovery code", and not "code or
/// recovery code".
pub(super) fn is_only_recovery(text: &str) -> bool {
    let parts = parts(text, OR);
    let recovery = |part: &&Words| part.has(RECOVERY);
    let other = |part: &&Words| says_factor(part) || part.has(LIKELY) || part.has(CODE);
    parts.iter().any(|part| recovery(&part))
        && !parts.iter().filter(|part| !recovery(part)).any(|part| other(&part))
}

/// Whether the first thing a text says of codes is about those for a lost device.
fn begins_with_recovery(text: &str) -> bool {
    let spoken = parts(text, OR);
    let code = |part: &&Words| says_factor(part) || part.has(LIKELY) || part.has(CODE) || part.has(RECOVERY);
    spoken.iter().find(code).is_some_and(|part| part.has(RECOVERY) && !part.has(LIKELY)) && !text.is_empty()
}

/// Whether the main word of a name is something else than a code: "code for your phone" is a code,
/// "phone for your code" is a phone. The main word comes first where "of" follows it, and last
/// where languages put it last.
fn speaks_of_other(told: &Told) -> bool {
    /// As long as no name is; a sentence names its code, if it names one, and much else.
    const SENTENCE: usize = 48;
    let words = &told.words;
    let code = |list: List| words.first(list);
    let noun = [SURE, LIKELY, CODE].into_iter().filter_map(code).min();
    let Some(soft) = words.first(SOFT) else { return false };
    let Some(noun) = noun else { return true };
    if words.letters() > SENTENCE && (words.has(SURE) || words.has(LIKELY)) {
        return false;
    }
    if words.is_dense_at(soft) {
        let nouns = [SURE, LIKELY, CODE].into_iter().filter_map(|list| words.last(list)).max();
        return nouns < words.last(SOFT);
    }
    soft < noun
}
