//! What an input is called, and whether that names a code or only something that has to do with one.

use super::{
    around::is_never,
    input::Input,
    lexicon::{Lexicon, Said, Span},
    text::{Words, is_dense},
    words::Concept::{
        Code, Delivered, Digits, Factor, Hard, Likely, Passcode, Password, Plain, Signin, Soft, Sure,
    },
};

/// What an input is called.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) said: Said,
    /// It has no label of its own: this is the text before it.
    pub(super) borrowed: bool,
}

impl Told {
    /// What a person reads as the input's name; where it has none, what stands before it.
    pub(super) fn of(input: &Input, lexicon: &Lexicon) -> Self {
        // "e.g. 123456" is no name.
        const EXAMPLE: usize = 4;
        const SHORT: usize = 32;
        let letters = input.placeholder.chars().filter(|c| c.is_alphabetic()).count();
        let shown = lexicon.read(&input.placeholder);
        let example = input.shows_digits() && !says_code(&shown);
        let named =
            !example && (says_code(&shown) || letters > EXAMPLE || input.placeholder.chars().any(is_dense));
        let label = if is_identifier(&input.label) && named
            || is_copied(&input.label)
            || shown.has_any(&[Sure, Likely]) && tells_value(&input.label, lexicon)
        {
            ""
        } else {
            &input.label
        };
        let called = lexicon.read(label);
        // "Token", and in the field "One-time token".
        let adds = !called.has_any(&[Sure, Factor, Likely, Soft]) && shown.has_any(&[Sure, Factor, Likely]);
        let speaks = called.has_any(&[Sure, Factor, Likely, Code, Soft]) && !adds;
        // The placeholder explains the label; it says nothing against it.
        let own = if speaks || !named { label.to_owned() } else { format!("{label}. {}", input.placeholder) };
        let said = lexicon.read(&own);
        let near = if input.near.is_empty() { &input.hint } else { &input.near };
        // Where the label is in a language that no list has, the text before the field may be its name.
        let unread = !said.all_spans().iter().any(|span| span.concept != Plain);
        let before = || lexicon.read(&input.near);
        let named_before = unread && input.near.chars().count() < SHORT && before().has_any(&[Sure, Factor]);
        if said.words.says_something() && !named_before {
            return Self { text: own, said, borrowed: false };
        }
        Self { said: lexicon.read(near), text: near.clone(), borrowed: true }
    }

    /// "TAN", as German banks call a code. In small letters it is a colour or a name.
    pub(super) fn is_tan(&self) -> bool {
        self.text.trim_matches(|c: char| !c.is_alphabetic()) == "TAN"
    }
}

/// Whether a label for screen readers came along with an example of Bootstrap's manual.
fn is_copied(label: &str) -> bool {
    const MANUAL: [&str; 4] = [
        "Amount (to the nearest dollar)",
        "Recipient's username",
        "Recipient’s username",
        "Sizing example input",
    ];
    MANUAL.contains(&label) || label.starts_with("Example text with")
}

/// Whether a label tells who somebody is and asks for nothing, as one that was left over does: "Login: jane".
fn tells_value(label: &str, lexicon: &Lexicon) -> bool {
    label.split_once(": ").is_some_and(|(name, value)| {
        let value = lexicon.read(value);
        lexicon.read(name).has_any(&[Soft, Signin])
            && value.words.says_something()
            && value.all_spans().is_empty()
    })
}

/// Whether a label is an identifier from the page's code: `two_factor_secret`, `otpCode`.
pub(super) fn is_identifier(label: &str) -> bool {
    let letters =
        label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let mixed = label.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
        && label.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    letters && (label.contains('_') || mixed)
}

fn says_code(said: &Said) -> bool {
    said.has_any(&[Sure, Factor, Likely, Code, Digits])
}

/// Whether a name, in all its parts that speak of codes, is of something else.
pub(super) fn speaks_of_other(text: &str, lexicon: &Lexicon) -> bool {
    // 「双因素/设备的名称」: the name is of both.
    let joined = if text.contains(['的', 'の', '의']) { text.replace('/', " ") } else { text.to_owned() };
    let text = joined.as_str();
    let main = without_brackets(text);
    let said = lexicon.read(&main);
    let codes = says_code(&said);
    // "Password (and your code after it)"; "What is it about? (such as: no code came)".
    let explained = text
        .split_once('(')
        .is_some_and(|(_, says)| lexicon.read(says).spans(Sure).any(|span| span.from <= 1));
    let long = said.has(Password) || said.words.each().count() > 2;
    if !codes && !explained && long && main.len() < text.len() {
        return true;
    }
    let parts = lexicon.parts(if codes || said.has(Soft) { &main } else { text });
    match parts.iter().filter(|part| says_code(part)).map(is_other).reduce(|one, other| one && other) {
        Some(other) => other,
        None => parts.iter().any(|part| part.has(Soft)),
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
fn is_other(part: &Said) -> bool {
    /// As long as no name is; a sentence names its code, if it names one, and much else.
    const SENTENCE: usize = 48;
    /// What begins a sentence about where the code is.
    const TELLS: [&str; 8] = ["check", "look", "open", "we", "please", "wait", "see", "get"];
    // 「휴대폰 번호」: the number is the phone's.
    let of_soft = |code: &Span| {
        code.concept == Code && part.spans(Soft).any(|soft| soft.from <= code.from && code.to <= soft.to)
    };
    let codes: Vec<Span> = [Sure, Factor, Likely, Code]
        .into_iter()
        .flat_map(|concept| part.spans(concept))
        .filter(|code| !of_soft(code))
        .collect();
    // "Login code" is a code: that "login" alone is a user's name in Polish says nothing against it.
    let whole: Vec<Span> =
        [Sure, Likely, Passcode].into_iter().flat_map(|concept| part.spans(concept)).collect();
    let within = |other: &Span| whole.iter().any(|code| code.from <= other.from && other.to <= code.to);
    // "Phone verification code" and "login verification code" are codes, too.
    let way = |other: &Span| {
        part.spans(Delivered).chain(part.spans(Signin)).any(|way| way.from == other.from)
            && whole.iter().any(|code| code.from == other.to.saturating_add(1))
    };
    let others: Vec<Span> = part.spans(Soft).filter(|other| !within(other) && !way(other)).collect();
    let first = |spans: &[Span]| spans.iter().map(|span| span.from).min();
    let last = |spans: &[Span]| spans.iter().map(|span| span.to).max();
    let (Some(code), Some(other)) = (first(&codes), first(&others)) else { return false };
    if part.words.is_dense_at(other) {
        return last(&codes) < last(&others);
    }
    let told = part.words.each().next().is_some_and(|first| TELLS.contains(&first));
    let sentence = (told || part.words.letters() > SENTENCE) && part.has_any(&[Sure, Likely]);
    let follows = |code: &Span| others.iter().any(|other| other.from == code.to.saturating_add(1));
    !sentence && (other < code || codes.iter().any(follows))
}

/// Whether "code" is said with a word beside it that no list knows: a "descriptor code", a "código de
/// urbanización". What a code is of stands before it or, in most languages of southern Europe, after it.
pub(super) fn is_of_unknown(said: &Said) -> bool {
    const LINKS: [&str; 14] =
        ["of", "for", "de", "del", "di", "do", "da", "d", "du", "fur", "van", "dla", "для", "по"];
    let words: Vec<(usize, &str)> = said.words.placed().collect();
    let known = |at: usize| {
        said.all_spans()
            .iter()
            .any(|span| !matches!(span.concept, Soft | Hard) && span.from <= at && at < span.to)
    };
    let plain = |word: &str| word.len() < 3 || is_number(word) || is_made(word);
    let strange = |place: Option<usize>| {
        place.and_then(|place| words.get(place)).is_some_and(|(at, word)| !known(*at) && !plain(word))
    };
    let place = |span: &Span| words.iter().position(|(at, _)| *at == span.from);
    // "Microsoft verification code" is not of something that nobody knows.
    let apart = |span: &Span| {
        let whole = [Sure, Factor, Likely].into_iter().flat_map(|concept| said.spans(concept));
        !whole.into_iter().any(|whole| whole.from <= span.from && span.to <= whole.to)
    };
    said.spans(Code).filter(apart).filter_map(|span| place(&span)).any(|code| {
        let linked = words.get(code.saturating_add(1)).is_some_and(|(_, word)| LINKS.contains(word));
        strange(code.checked_sub(1)) || linked && strange(Some(code.saturating_add(2)))
    })
}

/// Whether a word that no list knows says right after "code" what it is of: "Code relève", "the code from the task".
pub(super) fn is_of_unknown_after(said: &Said) -> bool {
    const LINKS: [&str; 12] = [
        "from",
        "the",
        "a",
        "your",
        "shown",
        "displayed",
        "generated",
        "provided",
        "that",
        "which",
        "below",
        "here",
    ];
    let words: Vec<(usize, &str)> = said.words.placed().collect();
    let known = |at: usize| said.all_spans().iter().any(|span| span.from <= at && at < span.to);
    let strange = |(at, word): &&(usize, &str)| {
        !known(*at) && word.chars().count() > 2 && !is_number(word) && !is_made(word)
    };
    let codes: Vec<Span> = said.spans(Code).collect();
    codes.iter().any(|code| {
        let mut rest = words.iter().filter(|(at, _)| *at >= code.to).peekable();
        let from = rest.peek().is_some_and(|(_, word)| *word == "from");
        let after = rest.find(|(_, word)| !LINKS.contains(word));
        let beside = words.iter().find(|(at, _)| *at >= code.to) == after;
        after.as_ref().is_some_and(strange) && (from || beside)
    })
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word says that a code is made, which says nothing of what it is for: "code généré", "gegenereerde code".
fn is_made(word: &str) -> bool {
    const BEGIN: [&str; 11] = [
        "generat",
        "generad",
        "generalt",
        "generer",
        "gerad",
        "gegenere",
        "wygenerowan",
        "vygenerovan",
        "сгенерирован",
        "згенерован",
        "olusturul",
    ];
    const WHOLE: [&str; 5] = ["erzeugte", "erzeugten", "luoma", "luoman", "luotu"];
    WHOLE.contains(&word) || BEGIN.iter().any(|begin| word.starts_with(begin))
}

/// What boxes are called one by one.
const PIECES: [&str; 24] = [
    "digit",
    "field",
    "input",
    "character",
    "char",
    "box",
    "ziffer",
    "zeichen",
    "chiffre",
    "caractere",
    "cifra",
    "carattere",
    "digito",
    "caracter",
    "cijfer",
    "teken",
    "cyfra",
    "znak",
    "цифра",
    "символ",
    "karakter",
    "siffra",
    "tecken",
    "ciffer",
];

/// What a label says beyond which part of a code its box is for: nothing of "1 of 6", "OTP" of "OTP digit 3".
pub(super) fn without_part(label: &str) -> String {
    const OF: [&str; 8] = ["of", "von", "sur", "di", "de", "van", "z", "из"];
    if !is_part(label) {
        return label.to_owned();
    }
    let words = Words::of(label);
    let counts = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let kept = words.each().filter(|word| !counts(word) && !PIECES.contains(word) && !OF.contains(word));
    kept.collect::<Vec<_>>().join(" ")
}

/// Whether it is one of several boxes: "character 1 of 6", "digit 3", "3 桁目".
pub(super) fn is_part(label: &str) -> bool {
    const COUNTED: [&str; 3] = ["桁目", "文字目", "번째"];
    let words = Words::of(label);
    let all: Vec<&str> = words.each().collect();
    let number = |word: &str| word.parse::<u8>().is_ok_and(|number| (1..=8).contains(&number));
    let one_of = all.windows(3).any(|three| {
        matches!(three, [one, "of" | "von" | "sur" | "di" | "de" | "van" | "z" | "из", other] if number(one) && number(other))
    });
    let piece = all.windows(2).any(|two| {
        matches!(two, [one, other] if (PIECES.contains(one) && number(other)) || (number(one) && COUNTED.contains(other)))
    });
    one_of || piece
}

/// Whether it is named after something that has a code of its own, by what it is called or shows.
pub(super) fn is_never_called(told: &Told, shown: &Said) -> bool {
    is_never(&told.said) || is_never(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_is_of() {
        let lexicon = Lexicon::new();
        for (text, other) in [
            ("Code", false),
            ("Verification code (sent to your phone)", false),
            ("Phone (for a verification code)", true),
            ("Password (append your token code)", true),
            ("One-time password (from your app)", false),
            ("What is your question? (for example: no verification code came)", true),
            ("SMS (6-digit code)", false),
            ("Phone verification code", false),
            ("Phone code", true),
            ("Check your phone for a 6-digit code", false),
            ("Mobile number for the SMS code", true),
            ("Authorization code lifespan", true),
            ("確認コードの送信先の電話番号", true),
            ("電話番号に届いた確認コード", false),
        ] {
            assert_eq!(speaks_of_other(text, &lexicon), other, "{text}");
        }
    }

    #[test]
    fn what_follows_says_of_what_a_code_is() {
        let lexicon = Lexicon::new();
        for (text, unknown) in [
            ("Code", false),
            ("Code relève (6 chiffres)", true),
            ("Enter the code from the task", true),
            ("Enter the code from the app", false),
            ("Code from your phone", false),
            ("Enter the 8-digit passcode shown on the reader", false),
            ("Code that your app shows", false),
            ("Code de vérification", false),
            ("Enter the code below", false),
        ] {
            assert_eq!(is_of_unknown_after(&lexicon.read(text)), unknown, "{text}");
        }
    }

    #[test]
    fn codes_of_what_nobody_here_knows() {
        let lexicon = Lexicon::new();
        for (text, unknown) in [
            ("Code", false),
            ("Enter the code", false),
            ("Your code", false),
            ("Descriptor code", true),
            ("Urbanization code", true),
            ("Código de urbanización", true),
            ("Código de verificación", false),
            ("Enter the code from your authenticator app", false),
            ("Code de la copropriété", false),
            ("Kod", false),
            ("Enter your Microsoft verification code", false),
        ] {
            assert_eq!(is_of_unknown(&lexicon.read(text)), unknown, "{text}");
        }
    }

    #[test]
    fn parts_of_a_code() {
        for (text, part) in [
            ("Please enter OTP character 1", true),
            ("Character 1 of 6", true),
            ("Digit 4", true),
            ("Ziffer 2 von 6", true),
            ("1 文字目", true),
            ("6-digit code", false),
            ("MFA code 1", false),
            ("Code 2", false),
            ("PIN (2)", false),
        ] {
            assert_eq!(is_part(text), part, "{text}");
        }
    }

    #[test]
    fn what_is_left_of_the_name_of_a_box() {
        for (label, left) in [
            ("1 of 6", ""),
            ("Digit 7", ""),
            ("OTP digit 3", "otp"),
            ("Please enter OTP character 1", "please enter otp"),
            ("Verification code", "Verification code"),
        ] {
            assert_eq!(without_part(label), left, "{label}");
        }
    }

    #[test]
    fn names_for_programs() {
        for (label, program) in [
            ("two_factor_secret", true),
            ("otpCode", true),
            ("Code", false),
            ("one-time", false),
            ("MFA code", false),
        ] {
            assert_eq!(is_identifier(label), program, "{label}");
        }
    }
}
