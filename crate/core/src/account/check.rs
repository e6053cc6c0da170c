//! Which texts an account may have.

use std::fmt;

use super::Account;
use crate::otp::Unfit;

/// The most characters a text of an account may have.
pub const LONGEST: usize = 1_024;

/// A text of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// [`Account::issuer`].
    Issuer,
    /// [`Account::name`].
    Name,
    /// [`Account::label`].
    Label,
    /// The host of [`Account::enrolled`].
    Host,
    /// [`Account::note`].
    Note,
    /// One of [`Account::tags`].
    Tag,
}

/// What keeps an account from being stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    /// A text is longer than [`LONGEST`].
    TooLong {
        /// Which text.
        field: Field,
        /// How many characters it has.
        characters: usize,
    },
    /// A text holds a control character, which no one could see.
    Control {
        /// Which text.
        field: Field,
        /// Where it stands, counted in characters from 1.
        position: usize,
    },
    /// No code can be made from the secret.
    Unfit(Unfit),
}

impl Account {
    /// Upholds what every stored account promises: texts of at most [`LONGEST`]
    /// characters, free of control characters (a note may have lines and tabs), and a
    /// secret that its scheme can make codes from.
    ///
    /// # Errors
    /// [`Invalid`], for the first that is broken.
    pub fn validate(self) -> Result<Self, Invalid> {
        self.scheme.check(&self.secret).map_err(Invalid::Unfit)?;
        let texts = [(Field::Issuer, Some(&self.issuer)), (Field::Name, Some(&self.name))]
            .into_iter()
            .chain([(Field::Label, self.label.as_ref())])
            .chain([(Field::Host, self.enrolled.as_ref().map(|enrolled| &enrolled.host))])
            .chain([(Field::Note, Some(&self.note))])
            .chain(self.tags.iter().map(|tag| (Field::Tag, Some(tag))));
        for (field, text) in texts {
            check(field, text.map_or("", String::as_str))?;
        }
        Ok(self)
    }
}

fn check(field: Field, text: &str) -> Result<(), Invalid> {
    let lines = |c| field == Field::Note && matches!(c, '\n' | '\t');
    if let Some(index) = text.chars().position(|c| c.is_control() && !lines(c)) {
        return Err(Invalid::Control { field, position: index + 1 });
    }
    let characters = text.chars().count();
    if characters > LONGEST { Err(Invalid::TooLong { field, characters }) } else { Ok(()) }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Issuer => "issuer",
            Self::Name => "account name",
            Self::Label => "label",
            Self::Host => "host",
            Self::Note => "note",
            Self::Tag => "tag",
        })
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { field, characters } => {
                write!(f, "the {field} has {characters} characters, and {LONGEST} is the most: shorten it")
            }
            Self::Control { field, position } => {
                write!(f, "the {field} has an invisible control character at position {position}: remove it")
            }
            Self::Unfit(unfit) => unfit.fmt(f),
        }
    }
}

impl std::error::Error for Invalid {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Enrolled, otp::Scheme, secret::Secret};

    fn blank() -> Account {
        Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 0)
    }

    /// An account that has the text in one field.
    fn with(field: Field, text: &str) -> Account {
        let text = text.to_string();
        match field {
            Field::Issuer => Account { issuer: text, ..blank() },
            Field::Name => Account { name: text, ..blank() },
            Field::Label => Account { label: Some(text), ..blank() },
            Field::Host => Account { enrolled: Some(Enrolled { host: text }), ..blank() },
            Field::Note => Account { note: text, ..blank() },
            Field::Tag => Account { tags: vec!["fine".into(), text], ..blank() },
        }
    }

    #[test]
    fn every_text_is_bounded_and_free_of_control_characters() {
        for field in [Field::Issuer, Field::Name, Field::Label, Field::Host, Field::Note, Field::Tag] {
            let check = |text: &str, expected: Result<(), Invalid>| {
                assert_eq!(with(field, text).validate().map(drop), expected, "{field}");
            };
            check("", Ok(()));
            check("認証 😀 #:?&=%", Ok(()));
            check(&"あ".repeat(LONGEST), Ok(()));
            check(&"あ".repeat(LONGEST + 1), Err(Invalid::TooLong { field, characters: LONGEST + 1 }));
            check("あ\0", Err(Invalid::Control { field, position: 2 }));
            check("ab\u{7f}", Err(Invalid::Control { field, position: 3 }));
            check("\u{85}", Err(Invalid::Control { field, position: 1 }));
            let line =
                if field == Field::Note { Ok(()) } else { Err(Invalid::Control { field, position: 2 }) };
            check("a\nb\tc", line);
        }
    }

    #[test]
    fn a_secret_no_code_follows_from_is_refused() {
        let pin = Secret::new(b"1234".to_vec()).unwrap();
        let account = Account { scheme: Scheme::Yandex { pin }, ..blank() };
        assert_eq!(account.validate().err(), Some(Invalid::Unfit(Unfit::YandexLength { bytes: 1 })));
    }

    #[test]
    fn the_sentences() {
        for (error, sentence) in [
            (
                Invalid::TooLong { field: Field::Name, characters: 1_025 },
                "the account name has 1025 characters, and 1024 is the most: shorten it",
            ),
            (
                Invalid::Control { field: Field::Tag, position: 3 },
                "the tag has an invisible control character at position 3: remove it",
            ),
            (
                Invalid::Unfit(Unfit::YandexChecksum),
                "the Yandex secret has a mistyped character: its checksum does not agree",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
