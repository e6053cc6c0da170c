//! What an input says it is for: surely a code of the second factor, likely one, or a code of any kind.

use super::{
    around::Around,
    input::Input,
    lexicon::Said,
    read::Read,
    told::is_never_called,
    words::Concept::{Code, Digits, Factor, Likely, Or, Passcode, Password, Plain, Soft, Sure, Write},
};

/// Whether it is a code of the second factor that is spoken of, or likely one.
pub(super) fn says(said: &Said) -> bool {
    said.has_any(&[Sure, Factor, Likely])
}

/// What an input claims to be, by what a person reads first.
pub(super) struct Claim {
    /// It is called the second factor, and could take its code.
    pub(super) factor: bool,
    pub(super) sure: bool,
    pub(super) likely: bool,
    /// A code of anything.
    pub(super) weak: bool,
    /// The page's own name for it says so.
    pub(super) named: bool,
    /// Its name says only that something has to be entered ("Please enter").
    pub(super) plain: bool,
    /// The same, or it has no label of its own.
    pub(super) unnamed: bool,
    /// Nothing is written near it, either.
    pub(super) bare: bool,
    pub(super) about: bool,
}

impl Claim {
    pub(super) fn of(input: &Input, around: &Around, read: &Read) -> Self {
        let said = &read.told.said;
        // A heading above names the page; what it names is wanted only by a field that could take it.
        let noun = said.has_any(&[Sure, Likely, Code, Digits, Write]);
        let fits = !read.told.borrowed || noun || read.names.has(Code) || input.is_numeric();
        let factor = said.has(Factor) && fits;
        let either = is_either(input, read);
        let of_other = is_never_called(&read.told, &read.shown) && !read.is_named_for_factor();
        let sure = (said.has(Sure) || factor || read.told.is_tan()) && !either && !of_other;
        // A passcode that is hidden while it is typed, and that nobody sends or makes, is a password.
        let told = around.sure || around.sent || around.about || around.passwords >= 2 && !around.renews;
        let told = told || is_token_of_gateway(around, read);
        let passed = said.has(Passcode) && (told || input.kind != "password" && says(&read.names));
        let of_app = said.has(Code) && is_of_app(said);
        let likely =
            !sure && !either && !read.recovery && (passed || of_app || said.has_any(&[Likely, Digits]));
        let plain = says_nothing_more(said);
        let nameless = read.is_nameless();
        Self {
            factor,
            sure,
            likely,
            weak: !sure
                && !likely
                && !either
                && !read.recovery
                && (said.has(Passcode) || said.has_apart(Code, Soft) && said.has_typed_code()),
            named: says(&read.names) || says(&read.extra),
            plain,
            unnamed: plain || read.told.borrowed || is_unread(said),
            bare: !said.words.says_something() && (nameless || input.is_short() || read.names.has(Code)),
            about: around.about || says(&read.beside) || says(&read.near),
        }
    }

    /// Whether its own name speaks of a code.
    pub(super) fn own(&self) -> bool {
        self.sure || self.likely || self.weak
    }
}

/// Whether it is a code or passcode on a gateway into a company's network, where it comes from a token: such
/// gateways call it their `secondary` password.
pub(super) fn is_token_of_gateway(around: &Around, read: &Read) -> bool {
    let second = read.names.words.each().any(|word| word == "secondary");
    (around.gateway || second) && read.told.said.has_any(&[Passcode, Sure, Likely, Code])
}

/// Whether an app is spoken of: "Código de tu app", "Код из вашего приложения".
pub(super) fn is_of_app(said: &Said) -> bool {
    const WHOLE: [&str; 5] = ["app", "appli", "appen", "apki", "اپ"];
    const BEGIN: [&str; 13] = [
        "aplicac",
        "aplicat",
        "applicazion",
        "aplikac",
        "aplikas",
        "приложен",
        "застосун",
        "додатк",
        "додаток",
        "програм",
        "برنامه",
        "uygulama",
        "εφαρμογ",
    ];
    // "Mobilapp", "mobiilisovellus", "mobilalkalmazás".
    const WITHIN: [&str; 16] = [
        "mobilapp",
        "applika",
        "sovellu",
        "alkalmaz",
        "votre application",
        "ung dung",
        "アプリ",
        "应用",
        "應用",
        "앱",
        "แอป",
        "تطبيق",
        "اپلیکیشن",
        "אפליקצי",
        "ऐप",
        "एप",
    ];
    let word = |word: &str| WHOLE.contains(&word) || BEGIN.iter().any(|begin| word.starts_with(begin));
    said.words.each().any(word) || WITHIN.iter().any(|within| said.words.text().contains(within))
}

/// Whether it is in a language that no list has.
fn is_unread(said: &Said) -> bool {
    let foreign = said.words.text().chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    foreign && said.all_spans().is_empty()
}

/// Whether it says no more than "please enter the number here".
fn says_nothing_more(said: &Said) -> bool {
    let mut spans = said.all_spans().iter();
    // Where words are not parted, what begins with "please enter" may go on with what is to be entered.
    let more = spans
        .any(|span| said.words.is_dense_at(span.from) && !matches!(span.concept, Plain | Write | Digits));
    let plain = |(at, word): (usize, &str)| {
        word.len() < 3
            || said.spans(Plain).any(|span| span.from == at)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    !more && said.words.placed().all(plain)
}

/// "Password/OTP": a code there would take the place of a password.
pub(super) fn is_either(input: &Input, read: &Read) -> bool {
    let (said, text) = (&read.told.said, &read.told.text);
    let parted = text.contains(['/', '+']) || said.has(Or);
    input.kind == "password" && parted && said.has(Password) && said.has_any(&[Sure, Likely, Code])
}
