//! The shape of a field, and of what it shows: whether a code fits into it, and whether its example is one.

use super::{
    input::{Input, Place},
    text::Words,
};

impl Input {
    /// Whether it is made for digits.
    pub(super) fn is_numeric(&self) -> bool {
        let pattern = self.pattern.contains("\\d") || self.pattern.contains("0-9");
        let mode = matches!(self.mode.as_str(), "numeric" | "decimal" | "tel");
        mode || pattern || self.shows_digits() || matches!(self.kind.as_str(), "tel" | "number")
    }

    /// Whether it shows an example in place of a name: "123 456", "••••••".
    pub(super) fn shows_digits(&self) -> bool {
        let shown = self.placeholder.chars().filter(|c| !c.is_whitespace()).count();
        let named = Words::of(&self.placeholder).says_something();
        shown >= 4 && (!named || self.placeholder.chars().all(|c| matches!(c, 'x' | 'X' | ' ' | '-')))
    }

    /// Whether it shows a code of the usual length: "ex. 867539".
    pub(super) fn shows_code(&self) -> bool {
        let code = |word: &str| (6..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        self.placeholder.split_whitespace().any(code)
    }

    /// Whether a code of the usual length goes into it and not much more.
    pub(super) fn is_short(&self) -> bool {
        self.longest.is_some_and(|longest| (6..=8).contains(&longest))
    }

    /// Whether a picture of letters stands beside it, as wide and as low as those are.
    pub(super) fn has_picture(&self, pictures: &[Beside]) -> bool {
        pictures.iter().any(|Beside { picture, nearest }| {
            let letters = (45.0..=340.0).contains(&picture.width) && (18.0..=90.0).contains(&picture.height);
            let away = apart(picture, &self.place);
            letters
                && picture.width >= picture.height * 1.6
                && away < self.place.height + picture.height
                // Where it stands beside one field, it is not for the next.
                && away <= nearest + self.place.height * 0.6
        })
    }
}

/// A picture, and how far the nearest field is above or below it.
pub(super) struct Beside {
    picture: Place,
    nearest: f64,
}

impl Beside {
    pub(super) fn of(picture: Place, inputs: &[&Input]) -> Self {
        let away = inputs.iter().filter(|input| input.is_usable()).map(|input| apart(&picture, &input.place));
        Self { picture, nearest: away.fold(f64::INFINITY, f64::min) }
    }
}

fn apart(one: &Place, other: &Place) -> f64 {
    let middle = |place: &Place| place.top + place.height / 2.0;
    (middle(one) - middle(other)).abs()
}

/// "e.g. CERT-2026-AB12", "XXXX-XXXX": capitals, or capitals and digits, in parts, and not besides "123456". Of six
/// or seven X each stands for a digit.
pub(super) fn shows_serial(placeholder: &str) -> bool {
    let capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let made = |part: &str| part.len() > 1 && part.bytes().all(capital);
    let words =
        || placeholder.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    let serial = |word: &str| {
        let masked = word.len() < 9 && word.bytes().all(|byte| matches!(byte, b'X' | b'-'));
        let letters = word.bytes().any(|byte| byte.is_ascii_uppercase());
        word.contains('-') && word.split('-').all(made) && letters && !masked
    };
    words().any(serial)
        && !words().any(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "7H3K", before the field that it has to be written into.
pub(super) fn is_shown(near: &str) -> bool {
    let character = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    (4..=8).contains(&near.len())
        && near.bytes().all(character)
        && near.bytes().any(|byte| byte.is_ascii_digit())
}

/// "a7k2p", as captchas and codes of others are, and "base32" or "user12" are not.
pub(super) fn is_shuffled(word: &str) -> bool {
    let digits: Vec<bool> = word.bytes().map(|byte| byte.is_ascii_digit()).collect();
    let turns = digits.windows(2).filter(|two| matches!(two, [one, other] if one != other)).count();
    (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && turns > 1
}

/// "Type this to confirm: DELETEALL".
pub(super) fn tells_to_repeat(near: &str) -> bool {
    let capitals = |word: &str| word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    near.rsplit_once(": ").is_some_and(|(_, word)| capitals(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_for_the_field_that_it_stands_beside() {
        let input = |top: f64| Input {
            kind: "text".into(),
            visible: true,
            open: true,
            opacity: 1.0,
            place: Place { left: 0.0, top, width: 200.0, height: 36.0 },
            ..Input::default()
        };
        let [beside, below] = [input(70.0), input(106.0)];
        let picture = |top: f64| Place { left: 220.0, top, width: 80.0, height: 30.0 };
        for (top, own) in [(70.0, [true, false]), (92.0, [true, true]), (110.0, [false, true])] {
            let pictures = [Beside::of(picture(top), &[&beside, &below])];
            assert_eq!([&beside, &below].map(|input| input.has_picture(&pictures)), own, "{top}");
        }
    }

    #[test]
    fn what_tells_to_write_it_again() {
        for (near, repeat) in [
            ("Type this to confirm: DELETEALL", true),
            ("Gib zur Bestätigung ein: NEUERCODE", true),
            ("Your key: KRSXG5BA", false),
            ("Code from your app: OTP", false),
            ("DELETE ALL", false),
        ] {
            assert_eq!(tells_to_repeat(near), repeat, "{near}");
        }
    }
}
