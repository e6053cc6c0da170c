//! What one input says of itself, and what stands around it says of it.

use super::{
    input::{Input, Page, Place},
    text::{Words, is_dense, parts},
    words::{
        ABOUT, CARD, CODE, CONSECUTIVE, DELIVERED, FACTOR, HARD, KEPT, LIKELY, LOCKED, List, OR, PASSWORD,
        PICTURE, PIN, PLAIN, RECOVERY, REPEATED, SEARCH, SECRET, SENT, SOFT, SURE, TRIED, WRITE,
    },
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
    /// What a person reads says so, in words that serve other codes, too.
    Likely,
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
    /// A code is said to be sent.
    pub(super) sent: bool,
    /// Its fields are parts of a request, or for a code that a person keeps.
    apart: bool,
    /// Its heading or buttons name something that has codes of its own, or a person chooses one here.
    other: bool,
    pictures: Vec<Place>,
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
        kind && self.visible
            && self.open
            && !self.aside
            && !self.leaves
            && !self.shows_secret()
            && !self.holds_other()
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

    /// Whether it was filled with something that is no code, nor the beginning of one.
    fn holds_other(&self) -> bool {
        /// Of a code in groups.
        const LONGEST: usize = 12;
        let value = self.value.trim();
        let setting = self.kind == "number" && (1..=2).contains(&value.len());
        setting || value.len() > LONGEST || value.contains(['@', '/', '.', '+'])
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
        let shown = Words::of(&self.placeholder);
        let code = says_code(&shown) || shown.has(CODE);
        let named = code || letters > EXAMPLE || self.placeholder.chars().any(is_dense);
        let label = Words::of(&self.label);
        let speaks = [SURE, FACTOR, LIKELY, CODE, SOFT].into_iter().any(|list| label.has(list));
        // What stands in the field explains its label; it says nothing against it.
        let own = if speaks || !named {
            self.label.clone()
        } else {
            format!("{}. {}", self.label, self.placeholder)
        };
        let words = Words::of(&own);
        if words.says_something() {
            return Told { text: own, words, borrowed: false };
        }
        let near = if self.near.is_empty() { &self.hint } else { &self.near };
        Told { words: Words::of(near), text: near.clone(), borrowed: true }
    }

    /// Whether its code comes by a way that no authenticator takes.
    pub(super) fn is_delivered(&self) -> bool {
        self.told().words.has(DELIVERED)
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
        if self.is_never(&told, &names) || is_only_recovery(&told.text) {
            return None;
        }
        // Some call the code a secret, and declare what they mean.
        if !declared && speaks_of_other(&told.text) {
            return None;
        }
        // A heading above names the page; what it names is wanted only by a field that could take it.
        let noun = told.words.has(SURE) || told.words.has(LIKELY) || told.words.has(CODE);
        let asks = noun || told.words.has(WRITE);
        let fitting = !told.borrowed || asks || names.has(CODE) || self.is_numeric();
        let sure = told.words.has(SURE) || (told.words.has(FACTOR) && fitting) || told.is_tan();
        if !declared && !sure {
            let pin = told.words.has(PIN) && !around.sure;
            if around.is_foreign() || pin || (!around.sure && self.has_picture(around)) {
                return None;
            }
        }
        if around.recovery && !sure {
            return None;
        }
        if declared {
            return Some(Sign::Declared);
        }
        let named = [&names, &Words::of(&self.extra)].into_iter().any(says_code);
        if told.borrowed && !named && (names.has(SOFT) || self.is_glass()) {
            return None;
        }
        if !sure && around.other {
            return None;
        }
        if sure || told.words.has(LIKELY) {
            return Some(if sure { Sign::Text } else { Sign::Likely });
        }
        // What is called otherwise is something else, however it is named inside.
        let weak = told.words.has(CODE);
        let plain = told.words.each().all(|word| PLAIN.split('|').any(|one| one == word));
        let unnamed = plain || told.borrowed;
        if (!weak && !unnamed) || names.has(RECOVERY) || names.has(SECRET) {
            return None;
        }
        if named {
            return Some(Sign::Name);
        }
        if self.is_glass() || (names.has(SOFT) && !names.has(CODE)) {
            return None;
        }
        let set = Words::of(&format!("{}. {}. {}", self.set, self.hint, self.near));
        let about = around.about || says_code(&set);
        if weak && about {
            return Some(Sign::Around);
        }
        let alone = around.writable == 1 && self.kind != "password" && self.is_numeric();
        let bare = !told.words.says_something() && (!names.says_something() || self.is_short());
        Some(Sign::Shape)
            .filter(|_| alone && (around.sure || around.sent) && (bare || (names.has(CODE) && unnamed)))
    }

    /// Whether it is something that has a code of its own, whatever else is said.
    fn is_never(&self, told: &Told, names: &Words) -> bool {
        let placeholder = Words::of(&self.placeholder);
        let texts = [&told.words, &placeholder, names];
        let never = texts.iter().any(|words| is_never(words));
        never || (!self.is_declared() && (names.has(SEARCH) || told.words.has(SECRET)))
    }

    /// Whether a picture of letters stands beside it, as wide and as low as those are.
    fn has_picture(&self, around: &Around) -> bool {
        let middle = |place: &Place| place.top + place.height / 2.0;
        around.pictures.iter().any(|picture| {
            let letters = (45.0..=260.0).contains(&picture.width) && (18.0..=90.0).contains(&picture.height);
            letters
                && picture.width >= picture.height * 1.6
                && (middle(picture) - middle(&self.place)).abs() < self.place.height + picture.height
        })
    }
}

/// Whether it is named after something that has a code of its own.
pub(super) fn is_never(words: &Words) -> bool {
    let hard = words.has(HARD) && words.has_apart(HARD, SURE) && words.has_apart(HARD, SOFT);
    hard || words.has(CARD) || words.has(PICTURE)
}

/// What an input is called.
struct Told {
    text: String,
    words: Words,
    /// It has no name of its own: this is what stands before it.
    borrowed: bool,
}

impl Told {
    /// What German banks call a code, in capitals alone: small ones are a colour or a name.
    fn is_tan(&self) -> bool {
        self.text.trim_matches(|c: char| !c.is_alphabetic()) == "TAN"
    }
}

impl Around {
    /// Cards, pictures, locks and descriptions of requests have codes of their own.
    pub(super) fn is_foreign(&self) -> bool {
        self.card || self.picture || self.apart
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
        let [heading, text, buttons, name, title] =
            [&group.heading, &group.text, &group.buttons, &group.name, &page.title]
                .map(|text| Words::of(text));
        let drawn = group.pictures.iter().any(|picture| Words::of(&picture.name).has(PICTURE));
        let all = [&heading, &text, &buttons, &name];
        let two = heading.has(CONSECUTIVE) || text.has(CONSECUTIVE);
        let sure = two || says_factor(&title) || all.iter().any(|words| says_factor(words));
        let sent = text.has(SENT) || buttons.has(SENT);
        let about = sure
            // An app is being set up.
            || (text.has(SECRET) && text.has(RECOVERY))
            || sent
            || [&heading, &text, &name, &title].iter().any(|words| words.has(ABOUT) || words.has(LIKELY));
        let cards = inputs().any(|input| input.autocomplete.to_ascii_lowercase().contains("cc-"));
        Self {
            about,
            sure,
            recovery: is_only_recovery(&group.heading) || begins_with_recovery(&group.text),
            card: cards || named(CARD) || text.has(CARD) || heading.has(CARD),
            other: !sure
                && !sent
                && (named(REPEATED)
                    || [&heading, &buttons].into_iter().any(|words| is_never(words) || words.has(LOCKED))),
            sent,
            apart: text.has(KEPT) || buttons.has(TRIED),
            picture: drawn || text.has(PICTURE) || named(PICTURE),
            pictures: group.pictures.iter().map(|picture| picture.place).collect(),
            writable: inputs().filter(|input| input.is_usable()).count(),
        }
    }
}

pub(super) fn says_factor(words: &Words) -> bool {
    words.has(SURE) || words.has(FACTOR)
}

fn says_code(words: &Words) -> bool {
    says_factor(words) || words.has(LIKELY)
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

/// Whether the first thing a text says of codes is to enter one of those for a lost device.
fn begins_with_recovery(text: &str) -> bool {
    let spoken = parts(text, OR);
    let code = |part: &&Words| says_factor(part) || part.has(LIKELY) || part.has(CODE) || part.has(RECOVERY);
    let asked = |part: &Words| part.has(RECOVERY) && part.has(WRITE) && !part.has(LIKELY);
    spoken.iter().find(code).is_some_and(asked)
}

/// Whether a name, in all its parts that speak of codes, is of something else.
pub(super) fn speaks_of_other(text: &str) -> bool {
    let main = without_brackets(text);
    let words = Words::of(&main);
    let codes = says_code(&words) || words.has(CODE);
    // "Password (and your code after it)"; "What is it about? (such as: no code came)".
    let says = text
        .split_once('(')
        .is_some_and(|(_, says)| Words::of(says).spans(SURE).iter().any(|span| span.0 <= 1));
    if !codes && !says && (words.has(PASSWORD) || words.each().count() > 2) && main.len() < text.len() {
        return true;
    }
    let speaks = codes || words.has(SOFT);
    let parts = parts(if speaks { &main } else { text }, "");
    let code = |part: &&Words| says_code(part) || part.has(CODE);
    match parts.iter().filter(code).map(is_other).reduce(|one, other| one && other) {
        Some(other) => other,
        None => parts.iter().any(|part| part.has(SOFT)),
    }
}

/// What is in brackets explains the rest: a phone stays one "(for a code)".
fn without_brackets(text: &str) -> String {
    let mut deep = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' | '（' | '[' => deep = deep.saturating_add(1),
                ')' | '）' | ']' => deep = deep.saturating_sub(1),
                _ => return deep == 0,
            }
            false
        })
        .collect()
}

/// Whether the main word is something else than a code: "code for your phone" is a code, "phone for your
/// code" and "code phone" are phones. Languages that do not part their words put the main one last.
fn is_other(part: &Words) -> bool {
    /// As long as no name is; a sentence names its code, if it names one, and much else.
    const SENTENCE: usize = 48;
    /// What begins a sentence about where the code is.
    const TELLS: List = "check|look|open|we|please|wait|see|get";
    let codes: Vec<(usize, usize)> =
        [SURE, FACTOR, LIKELY, CODE].into_iter().flat_map(|list| part.spans(list)).collect();
    let others = part.spans(SOFT);
    let (Some(code), Some(other)) = (codes.iter().min(), others.iter().min()) else { return false };
    if part.is_dense_at(other.0) {
        return codes.iter().map(|span| span.1).max() < others.iter().map(|span| span.1).max();
    }
    let told = part.each().next().is_some_and(|first| TELLS.split('|').any(|word| word == first));
    let sentence = (told || part.letters() > SENTENCE) && (part.has(SURE) || part.has(LIKELY));
    let compound = codes.iter().any(|code| others.iter().any(|other| other.0 == code.1.saturating_add(1)));
    !sentence && (other.0 < code.0 || compound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_is_of() {
        for (text, other) in [
            ("Code", false),
            ("Verification code (sent to your phone)", false),
            ("Phone (for a verification code)", true),
            ("Password (append your token code)", true),
            ("One-time password (from your app)", false),
            ("What is your question? (for example: no verification code came)", true),
            ("SMS (6-digit code)", false),
            ("Check your phone for a 6-digit code", false),
            ("Mobile number for the SMS code", true),
            ("Authorization code lifespan", true),
            ("確認コードの送信先の電話番号", true),
            ("電話番号に届いた確認コード", false),
        ] {
            assert_eq!(speaks_of_other(text), other, "{text}");
        }
    }

    #[test]
    fn what_has_a_code_of_its_own() {
        for (text, never) in [
            ("Device code", true),
            ("Security device code", false),
            ("Card verification code", true),
            ("Enter the digits you hear", true),
            ("CEP", true),
            ("Cep telefonunuza gelen SMS şifresi", false),
            ("Gift code", true),
            ("Collection code", true),
            ("Appointment code", true),
            ("HS code (6 digits)", true),
            ("Add eSIM", true),
            ("Authentication code on the label", true),
            ("Authentication code", false),
        ] {
            assert_eq!(is_never(&Words::of(text)), never, "{text}");
        }
    }
    #[test]
    fn what_stands_around() {
        use crate::form::Group;
        for (text, buttons, sent, foreign) in [
            ("We mailed a code to you.", "Next", true, false),
            ("Type the code.", "Next. Resend code", true, false),
            ("コードを入力", "再送する", true, false),
            ("Type the code.", "Next", false, false),
            ("Enter your passcode. Forgot your passcode?", "", false, true),
            ("パスコードを設定", "次へ", false, true),
            ("code: string, what the user typed", "Try it!", false, true),
            ("Enter the last digits of your card", "Verify", false, true),
        ] {
            let group = Group { text: text.into(), buttons: buttons.into(), ..Group::default() };
            let around = Around::of(&Page { groups: vec![group], ..Page::default() }, 0);
            assert_eq!((around.sent, around.is_foreign()), (sent, foreign), "{text} {buttons}");
        }
    }
}
