//! What a person has enrolled: the domain type, and how it is named on screen.

mod aws;
mod check;
mod chosen;
mod edited;
mod icon;
mod shown;
mod site;
mod used;

use crate::{otp::Scheme, secret::Secret};

pub use crate::text::{clean, visible};
pub use aws::{AWS_ISSUER, AwsLabel};
pub use check::{Field, Invalid, LONGEST, LONGEST_TAG, MOST_SITES, MOST_TAGS};
pub use chosen::{ChosenField, MOST_FIELDS};
pub use edited::{Edits, same_tag};
pub use icon::{Icon, icon_of_picture};
pub use site::Site;

/// One enrolled authenticator.
///
/// This is the domain type: it is not serialisable. What is stored is `vault::stored`'s,
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
    /// Where its codes belong; the first is usually the page it was scanned on.
    pub sites: Vec<Site>,
    /// When it was added, Unix seconds.
    pub created: u64,
    /// When a code of it was last handed over, Unix seconds within that code's step.
    pub last_used: Option<u64>,
    /// How many codes of it were handed over.
    pub uses: u64,
    /// Free text of the person's.
    pub note: String,
    /// The person's own groups.
    pub tags: Vec<String>,
    /// The chosen icon, as [`Account::chosen_icon`] reads it; none where it follows from the issuer.
    pub icon: Option<String>,
    /// Whether it stands above the others.
    pub pinned: bool,
    /// Whether its codes are shown only when asked for.
    pub hidden: bool,
    /// Whether filling its code also presses the form's own button.
    pub submit: bool,
    /// The fields that the person chose for its codes, the latest last; one a host.
    pub fields: Vec<ChosenField>,
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
            sites: Vec::new(),
            created,
            last_used: None,
            uses: 0,
            note: String::new(),
            tags: Vec::new(),
            icon: None,
            pinned: false,
            hidden: false,
            submit: false,
            fields: Vec::new(),
        }
    }

    /// A second copy; explicit, since it holds a secret.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        // Taken apart in full: a field that is added and not copied does not compile.
        let Self {
            issuer,
            name,
            label,
            secret,
            scheme,
            sites,
            created,
            last_used,
            uses,
            note,
            tags,
            icon,
            pinned,
            hidden,
            submit,
            fields,
        } = self;
        Self {
            issuer: issuer.clone(),
            name: name.clone(),
            label: label.clone(),
            secret: secret.duplicate(),
            scheme: scheme.duplicate(),
            sites: sites.clone(),
            created: *created,
            last_used: *last_used,
            uses: *uses,
            note: note.clone(),
            tags: tags.clone(),
            icon: icon.clone(),
            pinned: *pinned,
            hidden: *hidden,
            submit: *submit,
            fields: fields.clone(),
        }
    }

    /// This account with a new key: names, secret and scheme of `new`, and everything that the
    /// person chose here. Sites of both; no code of the new key was used yet.
    #[must_use]
    pub fn rekeyed(&self, new: Self) -> Self {
        let Self { issuer, name, label: _, secret, scheme, mut sites, created, last_used, .. } = new;
        sites.extend(self.sites.iter().filter(|site| !sites.contains(site)).cloned().collect::<Vec<_>>());
        sites.truncate(MOST_SITES);
        Self { issuer, name, secret, scheme, sites, created, last_used, ..self.duplicate() }
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
    fn a_duplicate_has_all_of_it() {
        let one = Account {
            label: Some("work".into()),
            sites: vec![Site::of("console.aws.amazon.com")],
            last_used: Some(9),
            uses: 4,
            note: "two lines".into(),
            tags: vec!["ops".into()],
            icon: Some("aws".into()),
            pinned: true,
            hidden: true,
            submit: true,
            fields: vec![ChosenField {
                host: "a.example".into(),
                kind: "text".into(),
                name: "answer".into(),
                id: String::new(),
                label: String::new(),
                despite: false,
            }],
            ..account("AWS", "ana@123456789012")
        };
        let two = one.duplicate();
        assert!(one.secret.same_as(&two.secret));
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
    }

    #[test]
    fn a_new_key_keeps_what_the_person_chose() {
        let old = Account {
            label: Some("work".into()),
            sites: vec![Site::of("a.example"), Site::of("b.example")],
            last_used: Some(9),
            note: "two lines".into(),
            tags: vec!["ops".into()],
            icon: Some("aws".into()),
            pinned: true,
            hidden: true,
            submit: true,
            ..account("AWS", "ana@123456789012")
        };
        let secret = Secret::new(b"another".to_vec()).unwrap();
        let new = Account {
            issuer: "Amazon Web Services".into(),
            sites: vec![Site::of("c.example"), Site::of("a.example")],
            ..Account::nameless(secret, Scheme::Steam, 11)
        };
        let both = old.rekeyed(new);
        assert_eq!(both.secret.expose(), b"another");
        assert_eq!((both.issuer.as_str(), both.name.as_str()), ("Amazon Web Services", ""));
        assert_eq!((both.created, both.last_used), (11, None));
        let hosts: Vec<&str> = both.sites.iter().map(|site| site.host.as_str()).collect();
        assert_eq!(hosts, ["c.example", "a.example", "b.example"]);
        assert_eq!((both.label, both.note, both.tags), (old.label, old.note, old.tags));
        assert_eq!((both.icon, both.pinned, both.hidden, both.submit), (old.icon, true, true, true));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert!(format!("{:?}", account("AWS", "ana")).contains("secret: Secret(…)"));
    }
}
