//! An account: the domain type, and how it is named on screen.

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
pub use site::{Site, add_sites, sites_of_both};

/// A secret, how codes are made from it, and the names that the user gave it.
///
/// This is the domain type, and can't be serialized: `vault::stored` has the stored type, the boundary
/// crate the view.
///
/// Call [`Account::validate`] on a new one before keeping it.
#[derive(Debug)]
pub struct Account {
    /// Who accepts the codes, from the Key URI; may be empty.
    pub issuer: String,
    /// The account's name, from the Key URI; may be empty. A new label doesn't change it.
    pub name: String,
    /// The user's own name for it, if it differs.
    pub label: Option<String>,
    /// The shared secret.
    pub secret: Secret,
    /// How codes are made from the secret.
    pub scheme: Scheme,
    /// The sites its codes are for; the first is usually the page on which it was scanned.
    pub sites: Vec<Site>,
    /// When it was added, Unix seconds.
    pub created: u64,
    /// A moment within the step of the last used code, in Unix seconds.
    pub last_used: Option<u64>,
    /// How many codes were used.
    pub uses: u64,
    /// The user's note.
    pub note: String,
    /// The user's tags.
    pub tags: Vec<String>,
    /// The icon that the user chose, for [`Account::chosen_icon`]. Without one, it follows from issuer
    /// and sites.
    pub icon: Option<String>,
    /// Whether it is listed above those that aren't pinned.
    pub pinned: bool,
    /// Whether its codes are hidden until the user reveals them.
    pub hidden: bool,
    /// Whether filling in its code also presses the form's button.
    pub submit: bool,
    /// The fields that the user chose for its codes, one for each host, the latest last.
    pub fields: Vec<ChosenField>,
}

impl Account {
    /// An account without names. Add the rest by struct update:
    /// `Account { issuer, name, ..Account::nameless(…) }`.
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

    /// A copy. `Clone` isn't implemented, so that no secret is copied by accident.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        // Destructured completely, so that a new field that isn't copied doesn't compile.
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

    /// This account with a new key: names, secret, scheme and dates are those of `new`. The sites are
    /// those of both, and everything else that the user chose stays.
    #[must_use]
    pub fn rekeyed(&self, new: Self) -> Self {
        let Self { issuer, name, label: _, secret, scheme, sites, created, last_used, .. } = new;
        let mut sites = sites_of_both(sites, &self.sites);
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
