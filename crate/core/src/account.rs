//! What a person has enrolled: the domain type, and how it is named on screen.

mod aws;
mod check;
mod shown;
mod used;

use crate::{otp::Scheme, secret::Secret};

pub use aws::{AWS_ISSUER, AwsLabel};
pub use check::{Field, Invalid, LONGEST};

/// One enrolled authenticator.
///
/// This is the domain type: it is not serialisable. What is stored is `vault::format`'s,
/// what a row shows is the boundary crate's.
///
/// Whoever makes one passes it through [`Account::validate`] before it is kept.
#[derive(Debug)]
pub struct Account {
    /// Who asks for the codes, as the Key URI named it; may be empty.
    pub issuer: String,
    /// The account name of the Key URI, never rewritten by a new label; may be empty.
    pub name: String,
    /// What the person calls it, where that differs.
    pub label: Option<String>,
    /// The shared secret.
    pub secret: Secret,
    /// How codes follow from the secret.
    pub scheme: Scheme,
    /// Where it was enrolled, when that is known.
    pub enrolled: Option<Enrolled>,
    /// When it was added, Unix seconds.
    pub created: u64,
    /// When a code of it was last handed over, Unix seconds within that code's step.
    pub last_used: Option<u64>,
    /// Free text of the person's.
    pub note: String,
    /// The person's own groups.
    pub tags: Vec<String>,
    /// Whether it stands above the others.
    pub pinned: bool,
}

/// The page on which an account's QR code was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// The host as the browser spells it: lower case, punycode, no port.
    pub host: String,
}

impl Account {
    /// An account of which nothing is known but how its codes are made; the rest is
    /// filled in by struct update: `Account { issuer, name, ..Account::nameless(…) }`.
    ///
    /// `created` is in Unix seconds.
    #[must_use]
    pub fn nameless(secret: Secret, scheme: Scheme, created: u64) -> Self {
        Self {
            issuer: String::new(),
            name: String::new(),
            label: None,
            secret,
            scheme,
            enrolled: None,
            created,
            last_used: None,
            note: String::new(),
            tags: Vec::new(),
            pinned: false,
        }
    }

    /// A second copy, for an undo; explicit, since it holds a secret.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            issuer: self.issuer.clone(),
            name: self.name.clone(),
            label: self.label.clone(),
            secret: self.secret.duplicate(),
            scheme: self.scheme.duplicate(),
            enrolled: self.enrolled.clone(),
            created: self.created,
            last_used: self.last_used,
            note: self.note.clone(),
            tags: self.tags.clone(),
            pinned: self.pinned,
        }
    }

    /// Whether both came from a Key URI of the same issuer and name, letter by letter.
    ///
    /// With another secret, one of them replaces the other or both are kept: the person
    /// decides. The person's own label takes no part.
    #[must_use]
    pub fn same_label(&self, other: &Self) -> bool {
        self.issuer == other.issuer && self.name == other.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(issuer: &str, name: &str) -> Account {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(secret, Scheme::standard(), 7)
        }
    }

    #[test]
    fn a_label_is_the_same_letter_by_letter() {
        for (issuer, name, same) in [
            ("AWS", "ana@123456789012", true),
            ("aws", "ana@123456789012", false),
            ("AWS", "Ana@123456789012", false),
            ("AWS", "ana@123456789013", false),
            ("AWS", "ana@123456789012 ", false),
            ("", "AWS:ana@123456789012", false),
        ] {
            let one = account("AWS", "ana@123456789012");
            let other = Account { label: Some("mine".into()), ..account(issuer, name) };
            assert_eq!(one.same_label(&other), same, "{issuer} {name}");
        }
    }

    #[test]
    fn a_duplicate_has_all_of_it() {
        let one = Account {
            label: Some("work".into()),
            enrolled: Some(Enrolled { host: "console.aws.amazon.com".into() }),
            last_used: Some(9),
            note: "two lines".into(),
            tags: vec!["ops".into()],
            pinned: true,
            ..account("AWS", "ana@123456789012")
        };
        let two = one.duplicate();
        assert!(one.secret.same_as(&two.secret));
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert!(format!("{:?}", account("AWS", "ana")).contains("secret: Secret(…)"));
    }
}
