//! What stands around the inputs of a group.

use super::{
    buttons,
    input::{Input, Page},
    lexicon::{Lexicon, Said},
    shape::{self, Beside, is_shown},
    told::is_of_unknown,
    veto::says_new,
    words::Concept::{
        self, About, Admin, Card, Code, Consecutive, Enrol, Factor, Kept, Likely, Locked, Picture, Posted,
        Recovery, Repeated, Resend, Secret, Sent, Sure, Tried, Write,
    },
};

/// The texts around a group's inputs, and what follows from them for all of its inputs.
#[derive(Default)]
pub(super) struct Around {
    pub(super) heading: Said,
    pub(super) text: Said,
    pub(super) buttons: Said,
    pub(super) links: Said,
    pub(super) name: Said,
    pub(super) title: Said,
    /// It names the second factor or its code outright.
    pub(super) sure: bool,
    /// It names the second factor itself.
    pub(super) factor: bool,
    /// It asks for two codes, one after the other.
    pub(super) consecutive: bool,
    /// An authenticator is being set up: there is a QR code, or the heading says that a device is added.
    pub(super) enrols: bool,
    /// It is about the second factor, or about proving who somebody is.
    pub(super) about: bool,
    /// A code is said to be sent.
    pub(super) sent: bool,
    /// One of its buttons has a code sent.
    pub(super) sends: bool,
    /// It is said to have come on paper.
    pub(super) posted: bool,
    /// An address or a number is to be confirmed.
    pub(super) proves: bool,
    /// The first that it says is the name of a code of something that no list knows: "Launch code".
    pub(super) unknown: bool,
    /// A password is chosen here.
    pub(super) renews: bool,
    /// It is about recovery codes and no others.
    pub(super) recovery: bool,
    pub(super) card: bool,
    pub(super) picture: bool,
    /// A picture of it is called a captcha.
    pub(super) drawn: bool,
    /// It speaks of something that has codes of its own.
    pub(super) hard: bool,
    /// A message or a comment is written here.
    pub(super) message: bool,
    /// It is a gateway into a company's network (VPN).
    pub(super) gateway: bool,
    /// Its fields belong to an API request, or to a passcode that the user keeps.
    pub(super) apart: bool,
    /// Its heading or buttons name something with codes of its own, or the user chooses a code here.
    pub(super) other: bool,
    pub(super) pictures: Vec<Beside>,
    /// It tells to write what stands right there: "To confirm, type 83F2".
    pub(super) repeats: bool,
    /// The lengths of the numbers that stand alone in its text.
    numbers: Vec<usize>,
    /// How many inputs of it a person can write text into, other than boxes for one character.
    pub(super) writable: usize,
    /// Whether a password, and whether an e-mail address, is asked for beside.
    pub(super) password: bool,
    pub(super) email: bool,
    /// Whether the page asks for the address of a site.
    pub(super) link: bool,
    /// How many passwords are asked for.
    pub(super) passwords: usize,
}

impl Around {
    #[expect(
        clippy::too_many_lines,
        reason = "a line or two for each fact, most of which need the same readings"
    )]
    pub(super) fn of(page: &Page, group: usize, lexicon: &Lexicon) -> Self {
        let inputs: Vec<&Input> = page.inputs.iter().filter(|input| input.group == group).collect();
        let Some(group) = page.groups.get(group) else { return Self::default() };
        let calls: Vec<[Said; 3]> = inputs
            .iter()
            .map(|input| {
                [
                    lexicon.read(&input.label),
                    lexicon.read(&input.placeholder),
                    lexicon.read(&format!("{} {}", input.name, input.id)),
                ]
            })
            .collect();
        let named = |concept: Concept| calls.iter().flatten().any(|said| said.has(concept));
        let [heading, text, links, name, title] =
            [&group.heading, &group.text, &group.links, &group.name, &page.title]
                .map(|text| lexicon.read(text));
        let (buttons, sends) = buttons::of(&group.buttons, lexicon);
        let sends = sends || buttons::is_sent_by(&group.links, &group.text, lexicon);
        let drawn = group.pictures.iter().any(|picture| lexicon.read(&picture.name).has(Picture));
        let told = [&heading, &text, &buttons, &name, &title];
        let consecutive = heading.has(Consecutive) || text.has(Consecutive);
        let sure = consecutive || told.iter().any(|said| said.has_any(&[Sure, Factor]));
        let factor = consecutive || told.iter().any(|said| said.has(Factor));
        let spoken = [&heading, &text].into_iter().any(says_code);
        let posted = text.has(Posted);
        let sent = (text.has(Sent) && !posted || buttons.has(Resend)) && spoken;
        let about = sure
            || sent
            // An app is being set up.
            || (text.has(Secret) && text.has_any(&[Recovery, Enrol]))
            || [&heading, &text, &name, &title].iter().any(|said| said.has_any(&[About, Likely]));
        let named_so = heading.has_any(&[Sure, Factor]);
        let shown = about && text.has(Secret) || sure && (text.has(Enrol) || buttons.has(Enrol));
        let enrols = shown || named_so && (buttons.has(Admin) || heading.has(Admin));
        let cards = inputs.iter().any(|input| input.autocomplete.to_ascii_lowercase().contains("cc-"));
        let other = [&heading, &buttons].into_iter().any(|said| is_never(said) || said.has(Locked));
        let rest = if sends || inputs.iter().any(|input| input.kind == "password") {
            without_extras(&group.text, &inputs, &calls, lexicon)
        } else {
            None
        };
        let hard = [&heading, rest.as_ref().unwrap_or(&text), &buttons, &title].into_iter().any(is_never);
        // Where a new password is saved, "Save" says nothing against a code beside it.
        let renews = inputs.iter().any(|input| input.is_new_password())
            || chosen_twice(&inputs, &calls)
            || calls
                .iter()
                .any(|[label, shown, _]| speaks_of_new_password(label) || speaks_of_new_password(shown))
            || [&heading, &text, &title].into_iter().any(speaks_of_new_password);
        // On a page about the second factor with a button to submit, a button like "Register" leads elsewhere.
        let leads_away = renews || sent || sends || factor && buttons.has(Concept::Submit);
        let buttons = if leads_away { buttons.without(Admin) } else { buttons };
        let proves = [&heading, &title].into_iter().any(proves);
        let gateway = [&title, &heading, &name, &text].into_iter().any(is_gateway);
        Self {
            sure,
            factor,
            consecutive,
            enrols,
            about,
            sent,
            sends,
            posted: posted && !factor,
            proves,
            unknown: !sure
                && !sent
                && lexicon
                    .parts(&group.text)
                    .iter()
                    .find(|part| part.words.says_something())
                    .is_some_and(|part| part.words.each().count() < 4 && is_of_unknown(part)),
            renews,
            recovery: !heading.has(Concept::Password)
                // "Account recovery": what was sent for that is none of the codes for a lost device.
                && (!sent || says_code(&heading) && !is_of_account(&heading))
                && is_only_recovery(&group.heading, lexicon)
                || begins_with_recovery(below(&group.text, &group.heading, &heading), lexicon),
            card: cards || named(Card) || text.has(Card) || heading.has(Card),
            drawn,
            hard,
            gateway,
            message: [&heading, &text, &buttons, &title].iter().any(|said| said.has(Concept::Message)),
            // Some pages call a code a captcha although a button sends it.
            picture: drawn
                || named(Picture) && !(sends && group.pictures.is_empty())
                || text.has(Picture) && !text.has_any(&[Factor, Enrol]),
            apart: [&text, &links, &buttons].iter().any(|said| said.has(Kept)) && !sure && !sent
                || buttons.has(Tried),
            other: !sure && !sent && (named(Repeated) || other),
            repeats: !text.has_any(&[Secret, Enrol])
                && (tells_what_to_write(&group.text, lexicon)
                    || !sent && !factor && group.text.split_whitespace().any(shape::is_shuffled)),
            numbers: group.text.split_whitespace().filter(|word| is_code(word)).map(str::len).collect(),
            pictures: group
                .pictures
                .iter()
                // A QR code is for a camera.
                .filter(|picture| !lexicon.read(&picture.name).has(Enrol))
                .map(|picture| Beside::of(picture.place, &inputs))
                .collect(),
            writable: inputs
                .iter()
                .filter(|input| input.is_usable() && !input.is_setting() && input.longest != Some(1))
                .count(),
            // A "two-step password" is no ordinary password.
            password: inputs.iter().zip(&calls).any(|(input, call)| {
                input.kind == "password"
                    && input.visible
                    && input.open
                    && !call.iter().any(|said| said.has(Factor))
            }),
            email: inputs.iter().any(|input| input.kind == "email" && input.visible && input.open),
            link: page.inputs.iter().any(|input| {
                input.visible
                    && [&input.placeholder, &input.value].iter().any(|text| text.starts_with("http"))
            }),
            passwords: inputs.iter().filter(|input| input.kind == "password" && input.is_usable()).count(),
            heading,
            text,
            buttons,
            links,
            name,
            title,
        }
    }

    /// Whether a number of that many digits stands in its text.
    pub(super) fn shows_number(&self, digits: u32) -> bool {
        usize::try_from(digits).is_ok_and(|digits| self.numbers.contains(&digits))
    }

    /// Cards, pictures, locks and descriptions of requests have codes of their own.
    pub(super) fn is_foreign(&self) -> bool {
        self.card || self.picture || self.apart
    }
}

/// The text without the names of what people may add where they sign up: an invitation's code beside their own.
fn without_extras(text: &str, inputs: &[&Input], calls: &[[Said; 3]], lexicon: &Lexicon) -> Option<Said> {
    let extra = |said: &Said| said.has_apart(Concept::Hard, Sure) && said.words.letters() < 32;
    let extras = inputs.iter().zip(calls).filter(|(input, [label, ..])| input.kind == "text" && extra(label));
    let mut labels = extras.map(|(input, _)| input.label.as_str()).peekable();
    labels.peek()?;
    Some(lexicon.read(&labels.fold(text.to_owned(), |rest, label| rest.replacen(label, ". ", 1))))
}

/// Whether it names a VPN or a product for one: passcodes there come from tokens.
fn is_gateway(said: &Said) -> bool {
    const NAMES: [&str; 18] = [
        "vpn",
        "sslvpn",
        "globalprotect",
        "global protect",
        "netscaler",
        "net scaler",
        "citrix",
        "anyconnect",
        "any connect",
        "fortinet",
        "fortigate",
        "forti gate",
        "pulse secure",
        "ivanti",
        "big ip",
        "remote access",
        "secure gateway",
        "secur id",
    ];
    let text = format!(" {} ", said.words.text());
    NAMES.iter().any(|name| text.contains(&format!(" {name} ")))
}

/// Whether two password fields are one new password and its repetition.
fn chosen_twice(inputs: &[&Input], calls: &[[Said; 3]]) -> bool {
    let named = |call: &[Said; 3]| {
        let [label, placeholder, names] = call;
        [label, placeholder, names]
            .into_iter()
            .find(|said| said.words.says_something())
            .is_some_and(|said| said.has(Concept::Password) && !said.has_any(&[Sure, Factor, Likely, Code]))
    };
    let passwords = inputs
        .iter()
        .zip(calls)
        .filter(|(input, call)| input.is_usable() && input.kind == "password" && named(call));
    passwords.count() == 2
}

/// Whether an account is spoken of.
pub(super) fn is_of_account(said: &Said) -> bool {
    const NAMES: [&str; 15] = [
        "account",
        "compte",
        "cuenta",
        "conta",
        "kont",
        "akun",
        "tai khoan",
        "hesab",
        "аккаунт",
        "акаунт",
        "учетн",
        "アカウント",
        "账",
        "帳",
        "계정",
    ];
    NAMES.iter().any(|name| said.words.text().contains(name))
}

/// "Choose a new password", "nova senha", 「新しいパスワード」.
pub(super) fn speaks_of_new_password(said: &Said) -> bool {
    let words: Vec<(usize, &str)> = said.words.placed().collect();
    said.spans(Concept::Password).any(|span| {
        let beside = |(at, word): &(usize, &str)| {
            let near = at.saturating_add(word.len()).saturating_add(1) >= span.from
                && *at <= span.to.saturating_add(1);
            near && says_new(word)
        };
        words.iter().any(beside)
    })
}

/// "To confirm, type 83F2 below."
fn tells_what_to_write(text: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    words.windows(2).any(|two| match two {
        // "Use SHA1": that is how, and not what.
        [verb, word] => is_shown(&bare(word)) && !word.starts_with("SHA") && lexicon.read(verb).has(Write),
        _ => false,
    })
}

/// Four to eight digits that are no year.
fn is_code(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    digits && (4..=8).contains(&word.len()) && !(word.len() == 4 && word.starts_with(['1', '2']))
}

/// "Confirm your e-mail address".
fn proves(said: &Said) -> bool {
    said.has_any(&[Concept::Submit, About]) && said.has(Concept::Delivered) && !said.has(Concept::Signin)
}

/// Whether it is named after something that has a code of its own.
pub(super) fn is_never(said: &Said) -> bool {
    let hard = said.has_apart(Concept::Hard, Sure) && said.has_apart(Concept::Hard, Concept::Soft);
    hard || said.has(Card) || said.has(Picture)
}

fn says_code(said: &Said) -> bool {
    said.has_any(&[Sure, Factor, Likely, Code])
}

/// Whether a text speaks of the codes for a lost device alone: "recovery code", and not "code or
/// recovery code".
pub(super) fn is_only_recovery(text: &str, lexicon: &Lexicon) -> bool {
    let parts = lexicon.alternatives(text);
    parts.iter().any(|part| part.has(Recovery))
        && !parts.iter().filter(|part| !part.has(Recovery)).any(says_code)
}

/// A text without the heading that it begins with, where that names only the second factor.
fn below<'a>(text: &'a str, heading: &str, said: &Said) -> &'a str {
    let names = said.has(Factor) && !said.has_any(&[Sure, Likely, Concept::Digits, Write]);
    text.strip_prefix(heading).filter(|_| names).unwrap_or(text)
}

/// Whether the first thing a text says of codes is to enter one of those for a lost device.
fn begins_with_recovery(text: &str, lexicon: &Lexicon) -> bool {
    let asked = |part: &Said| part.has(Recovery) && part.has(Write) && !part.has(Likely);
    let spoken = lexicon.alternatives(text);
    spoken.iter().find(|part| says_code(part) || part.has(Recovery)).is_some_and(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Group;

    #[test]
    fn what_has_a_code_of_its_own() {
        let lexicon = Lexicon::new();
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
            ("capcha", true),
            ("Call box number", true),
            ("Kod aktywacyjny", false),
            ("Código de ativação", false),
            ("Echtheid van het product", true),
            ("정품 확인", true),
            ("正規品の確認", true),
            ("Authentication code", false),
            ("Recopiez les lettres", true),
            ("Recopiez le code que nous avons envoyé", false),
            ("Przepisz tekst z obrazka", true),
            ("Przepisz kod z wiadomości", false),
            ("Opište znaky", true),
            ("Opište kód ze zprávy", false),
            ("Tekst overtypen", true),
            ("Şube kodu", true),
            ("İnternet şubesi", false),
        ] {
            assert_eq!(is_never(&lexicon.read(text)), never, "{text}");
        }
    }

    #[test]
    fn what_stands_around() {
        let lexicon = Lexicon::new();
        for (text, buttons, sent, foreign) in [
            ("We mailed a code to you.", "Next", true, false),
            ("We sent a deposit to you.", "Next", false, false),
            ("The code is in the letter that we sent to you.", "Next", false, false),
            ("Type the code.", "Next. Resend code", true, false),
            ("コードを入力", "再送する", true, false),
            ("Type the code.", "Next", false, false),
            ("Enter your passcode. Forgot your passcode?", "", false, true),
            ("パスコードを設定", "次へ", false, true),
            ("code: string, what the user typed", "Try it!", false, true),
            ("Enter the last digits of your card", "Verify", false, true),
            ("認証アプリで QR コードの画像を読み取り、コードを入力", "次へ", false, false),
        ] {
            let group = Group { text: text.into(), buttons: buttons.into(), ..Group::default() };
            let around = Around::of(&Page { groups: vec![group], ..Page::default() }, 0, &lexicon);
            assert_eq!((around.sent, around.is_foreign()), (sent, foreign), "{text} {buttons}");
        }
    }
}
