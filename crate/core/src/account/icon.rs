//! What the text in [`Account::icon`] says.

use super::Account;

/// The icon of an account whose icon a person took away: its initial stands there.
const NONE: &str = "-";

/// What begins the icon of an account that has a picture of the person's own.
const PICTURE: &str = "picture:";

/// What an account's icon was chosen to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon<'a> {
    /// Nothing was chosen.
    Open,
    /// It was taken away.
    None,
    /// A picture of the person's own, by the record that holds it.
    Picture(&'a str),
    /// A name: one of ours, or one that another app or a later version wrote.
    Named(&'a str),
}

impl Account {
    /// What its icon was chosen to be.
    #[must_use]
    pub fn chosen_icon(&self) -> Icon<'_> {
        match self.icon.as_deref() {
            None => Icon::Open,
            Some(NONE) => Icon::None,
            Some(name) => name.strip_prefix(PICTURE).map_or(Icon::Named(name), Icon::Picture),
        }
    }
}

/// The text of an icon that is a picture.
#[must_use]
pub fn icon_of_picture(record: &str) -> String {
    [PICTURE, record].concat()
}
