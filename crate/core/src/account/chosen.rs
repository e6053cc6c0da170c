//! A field of a page that a person chose for an account's codes.

/// A field that a person chose on one host, known by what it says of itself and never by its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChosenField {
    /// The host as the browser spells it.
    pub host: String,
    /// Its type, as the browser understands it.
    pub kind: String,
    /// The attribute `name`.
    pub name: String,
    /// The attribute `id`.
    pub id: String,
    /// Its label, or the text beside it.
    pub label: String,
    /// Whether the page spoke of something else than codes like ours even then.
    pub despite: bool,
}

/// The most fields an account remembers; a new one takes the place of the oldest.
pub const MOST_FIELDS: usize = 32;

impl super::Account {
    /// The account with one more field, in place of what was chosen on that host before.
    #[must_use]
    pub fn with_field(mut self, field: ChosenField) -> Self {
        self.fields.retain(|other| other.host != field.host);
        self.fields.push(field);
        let over = self.fields.len().saturating_sub(MOST_FIELDS);
        self.fields.drain(..over);
        self
    }

    /// The account without what was chosen on a host.
    #[must_use]
    pub fn without_field(mut self, host: &str) -> Self {
        self.fields.retain(|field| field.host != host);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Account, otp::Scheme, secret::Secret};

    #[test]
    fn a_host_has_the_field_that_was_chosen_last() {
        let field = |host: &str, name: &str| ChosenField {
            host: host.into(),
            kind: "text".into(),
            name: name.into(),
            id: String::new(),
            label: String::new(),
            despite: false,
        };
        let account = Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 0)
            .with_field(field("a.example", "one"))
            .with_field(field("b.example", "two"))
            .with_field(field("a.example", "three"));
        assert_eq!(account.fields, [field("b.example", "two"), field("a.example", "three")]);
        let account = account.without_field("b.example").without_field("c.example");
        assert_eq!(account.fields, [field("a.example", "three")]);
        let full =
            (0..100).fold(account, |account, at| account.with_field(field(&format!("{at}.example"), "x")));
        assert_eq!(full.fields.len(), MOST_FIELDS);
        assert_eq!(full.fields.last().map(|field| field.host.as_str()), Some("99.example"));
    }
}
