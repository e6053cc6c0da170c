//! Which texts an account can have.

use std::fmt;

use super::Account;
use crate::{otp::Unfit, text::is_plain};

/// The most characters a text of an account may have.
pub const LONGEST: usize = 1_024;

/// The most characters a tag may have: it is shown on a chip.
pub const LONGEST_TAG: usize = 64;

/// The most tags an account may have.
pub const MOST_TAGS: usize = 32;

/// The most sites an account may have.
pub const MOST_SITES: usize = 64;

/// A text of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// [`Account::issuer`].
    Issuer,
    /// [`Account::name`].
    Name,
    /// [`Account::label`].
    Label,
    /// The host of one of [`Account::sites`].
    Site,
    /// [`Account::note`].
    Note,
    /// One of [`Account::tags`].
    Tag,
    /// [`Account::icon`].
    Icon,
}

/// What keeps an account from being stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A text is longer than [`Field::longest`].
    #[error("the {field} has {characters} characters, and {} is the most: shorten it", .field.longest())]
    TooLong {
        /// Which text.
        field: Field,
        /// How many characters it has.
        characters: usize,
    },
    /// There are more texts of one kind than an account may have.
    #[error("an account has at most {limit} of the kind {field}: remove one")]
    TooMany {
        /// Which texts.
        field: Field,
        /// How many may be there.
        limit: usize,
    },
    /// An empty tag or site.
    #[error("a {0} is empty: remove it")]
    Blank(Field),
    /// A text contains a control character, which nobody can see.
    #[error("the {field} has an invisible control character at position {position}: remove it")]
    Control {
        /// Which text.
        field: Field,
        /// Its position, counted in characters from 1.
        position: usize,
    },
    /// No code can be made from the secret.
    #[error(transparent)]
    Unfit(Unfit),
}

impl Account {
    /// Checks what every stored account promises: texts of at most [`Field::longest`] characters,
    /// no control characters (a note may have line breaks and tabs), not too many tags and sites,
    /// and a secret that suits its scheme.
    ///
    /// # Errors
    /// [`Invalid`], for the first broken promise.
    pub fn validate(self) -> Result<Self, Invalid> {
        // Destructured completely, so that a new text that isn't checked doesn't compile.
        let Self {
            issuer,
            name,
            label,
            secret,
            scheme,
            sites,
            created: _,
            last_used: _,
            uses: _,
            note,
            tags,
            icon,
            pinned: _,
            hidden: _,
            submit: _,
            fields: _,
        } = &self;
        scheme.check(secret).map_err(Invalid::Unfit)?;
        check(Field::Issuer, issuer)?;
        check(Field::Name, name)?;
        check(Field::Label, label.as_deref().unwrap_or_default())?;
        check(Field::Note, note)?;
        check(Field::Icon, icon.as_deref().unwrap_or_default())?;
        check_all(Field::Site, MOST_SITES, sites.iter().map(|site| site.host.as_str()))?;
        check_all(Field::Tag, MOST_TAGS, tags.iter().map(String::as_str))?;
        Ok(self)
    }
}

fn check_all<'a>(
    field: Field,
    limit: usize,
    mut texts: impl ExactSizeIterator<Item = &'a str>,
) -> Result<(), Invalid> {
    if texts.len() > limit {
        return Err(Invalid::TooMany { field, limit });
    }
    texts.try_for_each(|text| {
        check(field, text)?;
        if text.trim().is_empty() { Err(Invalid::Blank(field)) } else { Ok(()) }
    })
}

fn check(field: Field, text: &str) -> Result<(), Invalid> {
    if text.len() <= field.longest() && is_plain(text) {
        return Ok(());
    }
    let lines = |c| field == Field::Note && matches!(c, '\n' | '\t');
    if let Some(index) = text.chars().position(|c| c.is_control() && !lines(c)) {
        return Err(Invalid::Control { field, position: index + 1 });
    }
    let characters = text.chars().count();
    if characters > field.longest() { Err(Invalid::TooLong { field, characters }) } else { Ok(()) }
}

impl Account {
    /// The length of its secret, in bits.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.secret.expose().len().saturating_mul(8)
    }

    /// Whether RFC 4226 (section 4, R6) asks for a longer secret.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.bits() < 128
    }
}

impl Field {
    /// The most characters it may have.
    #[must_use]
    pub fn longest(self) -> usize {
        match self {
            Self::Issuer | Self::Name | Self::Label | Self::Note | Self::Site => LONGEST,
            Self::Tag | Self::Icon => LONGEST_TAG,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Issuer => "issuer",
            Self::Name => "account name",
            Self::Label => "label",
            Self::Site => "site",
            Self::Note => "note",
            Self::Tag => "tag",
            Self::Icon => "icon",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Site, otp::Scheme, secret::Secret};

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
            Field::Site => Account { sites: vec![Site::of(&text)], ..blank() },
            Field::Note => Account { note: text, ..blank() },
            Field::Tag => Account { tags: vec!["fine".into(), text], ..blank() },
            Field::Icon => Account { icon: Some(text), ..blank() },
        }
    }

    #[test]
    fn every_text_is_bounded_and_free_of_control_characters() {
        use Field::{Icon, Issuer, Label, Name, Note, Site, Tag};
        for field in [Issuer, Name, Label, Site, Note, Tag, Icon] {
            let longest = field.longest();
            let check = |text: &str, expected: Result<(), Invalid>| {
                assert_eq!(with(field, text).validate().map(drop), expected, "{field}");
            };
            let blank = if matches!(field, Site | Tag) { Err(Invalid::Blank(field)) } else { Ok(()) };
            check("", blank);
            check(" ", blank);
            check("認証 😀 #:?&=%", Ok(()));
            check(&"あ".repeat(longest), Ok(()));
            check(&"あ".repeat(longest + 1), Err(Invalid::TooLong { field, characters: longest + 1 }));
            check("あ\0", Err(Invalid::Control { field, position: 2 }));
            check("ab\u{7f}", Err(Invalid::Control { field, position: 3 }));
            check("\u{85}", Err(Invalid::Control { field, position: 1 }));
            let line =
                if field == Field::Note { Ok(()) } else { Err(Invalid::Control { field, position: 2 }) };
            check("a\nb\tc", line);
        }
    }

    #[test]
    fn tags_and_sites_are_limited() {
        let tags = |count| Account { tags: vec!["tag".into(); count], ..blank() };
        let sites = |count| Account { sites: vec![Site::of("a.example"); count], ..blank() };
        for (account, expected) in [
            (tags(MOST_TAGS), None),
            (tags(MOST_TAGS + 1), Some(Invalid::TooMany { field: Field::Tag, limit: MOST_TAGS })),
            (sites(MOST_SITES), None),
            (sites(MOST_SITES + 1), Some(Invalid::TooMany { field: Field::Site, limit: MOST_SITES })),
        ] {
            assert_eq!(account.validate().err(), expected);
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
                Invalid::TooLong { field: Field::Tag, characters: 65 },
                "the tag has 65 characters, and 64 is the most: shorten it",
            ),
            (
                Invalid::TooMany { field: Field::Tag, limit: 32 },
                "an account has at most 32 of the kind tag: remove one",
            ),
            (Invalid::Blank(Field::Site), "a site is empty: remove it"),
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
