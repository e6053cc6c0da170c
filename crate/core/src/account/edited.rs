//! Edits of an account in a form: cleans the texts, removes duplicates from the lists, and changes
//! only what was changed in the form.

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
    /// This account with what was changed in a form that opened with `opened`. What wasn't changed
    /// there stays as it is now: the account may have changed meanwhile, in another window or by
    /// sync. Secret, scheme, use and position stay.
    #[must_use]
    pub fn edited(self, opened: Edits, edits: Edits) -> Self {
        let (old, new) = (opened.cleaned(), edits.cleaned());
        let label = changed(&old.label, new.label, self.label.clone().unwrap_or_default());
        let issuer = changed(&old.issuer, new.issuer, self.issuer.clone());
        let name = changed(&old.name, new.name, self.shown_name().into_owned());
        Self {
            note: changed(&old.note, new.note, self.note),
            tags: relisted(&old.tags, new.tags, self.tags, |one, other| same_tag(one, other)),
            sites: relisted(&old.sites, new.sites, self.sites, Site::is_at),
            icon: changed(&old.icon, new.icon, self.icon),
            hidden: changed(&old.hidden, new.hidden, self.hidden),
            submit: changed(&old.submit, new.submit, self.submit),
            ..self
        }
        .renamed(&label, &issuer, &name)
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

impl Edits {
    /// As they are stored.
    fn cleaned(self) -> Self {
        let mut sites: Vec<Site> = Vec::new();
        for site in self.sites {
            if !sites.contains(&site) {
                sites.push(site);
            }
        }
        Self {
            label: text::clean(&self.label),
            issuer: text::clean(&self.issuer),
            name: text::clean(&self.name),
            note: self.note.replace("\r\n", "\n").trim().to_owned(),
            tags: tags_of(self.tags.iter().map(String::as_str)),
            sites,
            ..self
        }
    }
}

/// What a form means for a value that is `now` there.
fn changed<T: PartialEq>(old: &T, new: T, now: T) -> T {
    if new == *old { now } else { new }
}

/// The same for a list: what the form added and removed. `same` also finds an element that was
/// respelled or narrowed meanwhile.
fn relisted<T: PartialEq>(old: &[T], new: Vec<T>, mut now: Vec<T>, same: fn(&T, &T) -> bool) -> Vec<T> {
    // In the form's order, which a list that was changed elsewhere doesn't have.
    if now == old {
        return new;
    }
    now.retain(|there| !old.iter().any(|old| same(old, there) && !new.contains(old)));
    for one in new {
        if !old.contains(&one) && !now.iter().any(|there| same(there, &one)) {
            now.push(one);
        }
    }
    now
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

    /// What the form of [`account`] opens with.
    fn form() -> Edits {
        Edits {
            label: "GitHub".into(),
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

    fn list(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn all_of_a_form_is_taken_over_and_the_rest_stays() {
        let edited = account().edited(
            form(),
            Edits {
                label: " work ".into(),
                note: "\r\nin the safe\r\n\tsecond drawer ".into(),
                tags: vec!["Ops".into()],
                sites: vec![Site::of("github.com"), Site::of("github.com"), Site::of("ghe.example")],
                icon: Some("github".into()),
                hidden: true,
                submit: true,
                ..form()
            },
        );
        assert_eq!(edited.label.as_deref(), Some("work"));
        assert_eq!(edited.note, "in the safe\n\tsecond drawer");
        assert_eq!(edited.sites, [Site::of("github.com"), Site::of("ghe.example")]);
        assert_eq!((edited.icon.as_deref(), edited.hidden, edited.submit), (Some("github"), true, true));
        assert_eq!((edited.last_used, edited.uses, edited.pinned, edited.created), (Some(9), 4, true, 7));
    }

    #[test]
    fn what_the_form_left_alone_stays_as_it_is_now() {
        let now = || Account {
            label: Some("theirs".into()),
            issuer: "GHE".into(),
            name: "bob".into(),
            note: "their note".into(),
            tags: list("their"),
            sites: vec![Site::of("their.example")],
            icon: Some("github".into()),
            hidden: true,
            submit: true,
            ..account()
        };
        let same = |one: &Account, other: &Account| assert_eq!(format!("{one:?}"), format!("{other:?}"));
        // Whatever is typed and not stored is no change either.
        let spaced = Edits { label: " GitHub ".into(), note: "\r\n".into(), tags: list(""), ..form() };
        for edits in [form(), spaced] {
            same(&now().edited(form(), edits), &now());
        }
        let opened = || Edits { hidden: true, icon: Some("aws".into()), note: "old".into(), ..form() };
        for (edits, expected) in [
            (Edits { label: "mine".into(), ..opened() }, Account { label: Some("mine".into()), ..now() }),
            (Edits { label: String::new(), ..opened() }, Account { label: None, ..now() }),
            (Edits { issuer: "Gitea".into(), ..opened() }, Account { issuer: "Gitea".into(), ..now() }),
            (Edits { name: "eve".into(), ..opened() }, Account { name: "eve".into(), ..now() }),
            (Edits { note: "mine".into(), ..opened() }, Account { note: "mine".into(), ..now() }),
            (Edits { note: String::new(), ..opened() }, Account { note: String::new(), ..now() }),
            (Edits { icon: None, ..opened() }, Account { icon: None, ..now() }),
            (Edits { hidden: false, ..opened() }, Account { hidden: false, ..now() }),
            (Edits { submit: true, ..opened() }, now()),
        ] {
            same(&now().edited(opened(), edits), &expected);
        }
    }

    #[test]
    fn of_a_list_what_the_form_added_and_removed_holds() {
        for (opened, edited, now, expected) in [
            ("a b", "b c", "a b", "b c"),
            ("a b", "b a", "a b", "b a"),
            ("a", "a", "a theirs", "a theirs"),
            ("a", "a", "", ""),
            ("a", "a b", "", "b"),
            ("a", "a mine", "theirs a", "theirs a mine"),
            ("a b", "b", "a b theirs", "b theirs"),
            ("a b", "", "A theirs b", "theirs"),
            ("a", "A", "a theirs", "theirs A"),
            ("a", "a b", "A", "A b"),
            ("", "b", "B", "B"),
        ] {
            let edits = |tags| Edits { tags: list(tags), ..form() };
            let there = Account { tags: list(now), ..account() };
            let tags = there.edited(edits(opened), edits(edited)).tags;
            assert_eq!(tags, list(expected), "{opened} > {edited}, {now}");
        }
        let only = |host| Site { exact: true, ..Site::of(host) };
        let (a, b) = (|| Site::of("a.example"), || Site::of("b.example"));
        for (opened, edited, now, expected) in [
            (vec![a(), b()], vec![only("a.example"), b()], vec![a(), b()], vec![only("a.example"), b()]),
            (vec![a()], vec![only("a.example")], vec![a(), b()], vec![b(), only("a.example")]),
            (vec![a()], vec![], vec![only("a.example"), b()], vec![b()]),
            (vec![a()], vec![a()], vec![only("a.example")], vec![only("a.example")]),
            (vec![], vec![a()], vec![only("a.example")], vec![only("a.example")]),
        ] {
            let edits = |sites| Edits { sites, ..form() };
            let there = Account { sites: now, ..account() };
            assert_eq!(there.edited(edits(opened), edits(edited)).sites, expected);
        }
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
            assert_eq!(account().edited(form(), Edits { tags, ..form() }).tags, expected, "{typed:?}");
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
