//! Which fields never take a code, whatever the text around them: fields that are hidden or can't be written into,
//! that hold something else, that the page declares to be something else, or whose form goes to another site.

use super::{
    input::Input,
    text::{Words, is_dense},
};

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

/// Whether a word says that a password is new, or chosen.
pub(super) fn says_new(word: &str) -> bool {
    const NEW: [&str; 41] = [
        "confirm",
        "confirmation",
        "confirmer",
        "confirmar",
        "repeat",
        "retype",
        "again",
        "bestatigen",
        "wiederholen",
        "powtorz",
        "ripeti",
        "conferma",
        "tekrar",
        "повторите",
        "konfirmasi",
        "new",
        "neu",
        "neue",
        "neues",
        "neuen",
        "nouveau",
        "nueva",
        "nova",
        "nuova",
        "nowe",
        "nove",
        "yeni",
        "nieuw",
        "nytt",
        "ny",
        "uusi",
        "новыи",
        "новии",
        "baru",
        "moi",
        "新",
        "새",
        "ใหม่",
        "νεοσ",
        "חדשה",
        "جديدة",
    ];
    NEW.iter().any(|new| word == *new || new.chars().any(is_dense) && word.contains(new))
}

impl Input {
    /// Whether a code could be written into it at all.
    pub(super) fn is_usable(&self) -> bool {
        let kind = matches!(self.kind.as_str(), "text" | "tel" | "number" | "password" | "editable");
        kind && self.visible
            && self.open
            && !self.aside
            && !self.leaves
            && !self.shows_secret()
            && !self.holds_other()
    }

    /// Whether a person may have a code written into it, beside what is there.
    pub(super) fn is_open_to_hand(&self) -> bool {
        let kind = matches!(
            self.kind.as_str(),
            "text" | "tel" | "number" | "password" | "search" | "editable" | "textarea"
        );
        let seen = self.visible && self.open && !self.aside && !self.is_glass();
        kind && seen && !self.leaves
    }

    /// Whether the page declares it.
    pub(super) fn is_declared(&self) -> bool {
        self.autocomplete.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("one-time-code"))
    }

    /// Whether it is all but transparent: a trap for robots, or the real field that lies over drawn boxes.
    pub(super) fn is_glass(&self) -> bool {
        self.opacity < 0.1
    }

    pub(super) fn is_elsewhere_declared(&self) -> bool {
        let tokens = self.autocomplete.to_ascii_lowercase();
        tokens.split_ascii_whitespace().any(|token| OTHER_TOKENS.iter().any(|other| token.starts_with(other)))
    }

    /// Whether it holds an authenticator's secret: pages show it beside the field for the code.
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

    /// Whether it holds something that is neither a code nor the beginning of one.
    fn holds_other(&self) -> bool {
        /// Of a code in groups.
        const LONGEST: usize = 12;
        /// Of a code that has letters.
        const LETTERED: usize = 8;
        let value = self.value.trim();
        let mixed =
            value.contains(|c: char| c.is_ascii_digit()) && value.contains(|c: char| c.is_alphabetic());
        value.len() > LONGEST || value.len() > LETTERED && mixed || value.contains(['@', '/', '.', '+'])
    }

    /// Whether a password is chosen in it.
    pub(super) fn is_new_password(&self) -> bool {
        let names = format!("{} {} {} {}", self.label, self.placeholder, self.name, self.id);
        let named = if self.label.is_empty() { format!("{names} {}", self.near) } else { names };
        self.kind == "password"
            && self.visible
            && (self.autocomplete.to_ascii_lowercase().contains("new-password")
                || Words::of(&named).each().any(says_new))
    }

    /// Whether it holds a small number, as settings and quantities do. A box for one character may hold an old
    /// digit, and so may a field that declares itself.
    pub(super) fn is_setting(&self) -> bool {
        self.kind == "number" && (1..=2).contains(&self.value.trim().len()) && !self.is_declared()
    }
}
