//! Edits of an account in a form: cleans the texts and removes duplicates from the lists.

use super::{Account, Site};
use crate::text;

/// Everything about an account that a form shows and the user can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edits {
    /// The user's own name for it; the usual name counts as none.
    pub label: String,
    /// The service that asks for the codes.
    pub issuer: String,
    /// The account name, as [`Account::shown_name`] shows it.
    pub name: String,
    /// Free text.
    pub note: String,
    /// Tags, as typed.
    pub tags: Vec<String>,
    /// Where its codes belong.
    pub sites: Vec<Site>,
    /// The chosen icon; none if it follows from the issuer.
    pub icon: Option<String>,
    /// Whether its codes are hidden until revealed.
    pub hidden: bool,
    /// Whether filling also presses the form's button.
    pub submit: bool,
}

impl Account {
    /// This account with a form's edits. Secret, scheme, use and position stay.
    #[must_use]
    pub fn edited(self, edits: Edits) -> Self {
        let Edits { label, issuer, name, note, tags, sites: given, icon, hidden, submit } = edits;
        let mut sites: Vec<Site> = Vec::new();
        for site in given {
            if !sites.contains(&site) {
                sites.push(site);
            }
        }
        let note = note.replace("\r\n", "\n").trim().to_owned();
        let tags = tags_of(tags.iter().map(String::as_str));
        Self { note, tags, sites, icon, hidden, submit, ..self }.renamed(&label, &issuer, &name)
    }

    /// The account with one more tag; `tag` as typed.
    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Self {
        self.tags = tags_of(self.tags.iter().map(String::as_str).chain([tag]));
        self
    }

    /// The account without a tag, ignoring case.
    #[must_use]
    pub fn untagged(mut self, tag: &str) -> Self {
        self.tags.retain(|own| !same_tag(own, tag));
        self
    }

    /// Whether it has a tag, ignoring case.
    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| same_tag(own, tag))
    }
}

/// Whether two tags are the same: nobody means two tags by `Work` and `work`.
#[must_use]
pub fn same_tag(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// The tags in these texts: cleaned, not empty, each once in its first spelling.
fn tags_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in texts.map(text::clean) {
        if !tag.is_empty() && !tags.iter().any(|there| same_tag(there, &tag)) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    fn account() -> Account {
        Account {
            issuer: "GitHub".into(),
            name: "ana".into(),
            last_used: Some(9),
            uses: 4,
            pinned: true,
            ..Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 7)
        }
    }

    fn edits() -> Edits {
        Edits {
            label: String::new(),
            issuer: "GitHub".into(),
            name: "ana".into(),
            note: String::new(),
            tags: Vec::new(),
            sites: Vec::new(),
            icon: None,
            hidden: false,
            submit: false,
        }
    }

    #[test]
    fn all_of_a_form_is_taken_over_and_the_rest_stays() {
        let edited = account().edited(Edits {
            label: " work ".into(),
            note: "\r\nin the safe\r\n\tsecond drawer ".into(),
            tags: vec!["Ops".into()],
            sites: vec![Site::of("github.com"), Site::of("github.com"), Site::of("ghe.example")],
            icon: Some("github".into()),
            hidden: true,
            submit: true,
            ..edits()
        });
        assert_eq!(edited.label.as_deref(), Some("work"));
        assert_eq!(edited.note, "in the safe\n\tsecond drawer");
        assert_eq!(edited.sites, [Site::of("github.com"), Site::of("ghe.example")]);
        assert_eq!((edited.icon.as_deref(), edited.hidden, edited.submit), (Some("github"), true, true));
        assert_eq!((edited.last_used, edited.uses, edited.pinned, edited.created), (Some(9), 4, true, 7));
    }

    #[test]
    fn a_tag_is_in_a_list_once() {
        for (typed, expected) in [
            (&["work"][..], &["work"][..]),
            (&["work", "Work", " work\u{200b}"], &["work"]),
            (&["", " ", "\u{3000}"], &[]),
            (&["仕事", "ops", "OPS", "仕事 "], &["仕事", "ops"]),
            (&["Straße", "straße"], &["Straße"]),
        ] {
            let tags = typed.iter().map(|&tag| tag.to_owned()).collect();
            assert_eq!(account().edited(Edits { tags, ..edits() }).tags, expected, "{typed:?}");
        }
    }

    #[test]
    fn a_tag_is_put_on_and_taken_off_in_any_case() {
        let tagged = account().tagged("Ops").tagged(" ops ").tagged("");
        assert_eq!(tagged.tags, ["Ops"]);
        assert!(tagged.has_tag("OPS") && !tagged.has_tag("op"));
        assert_eq!(tagged.untagged("oPs").tags, Vec::<String>::new());
    }
}
