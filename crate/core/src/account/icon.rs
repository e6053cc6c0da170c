//! The meaning of the text in [`Account::icon`].

use super::Account;

/// The icon of an account whose icon the user removed: its initial is shown.
const NONE: &str = "-";

/// The prefix of an icon that is the user's own picture.
const PICTURE: &str = "picture:";

/// The chosen icon of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon<'a> {
    /// Nothing was chosen.
    Open,
    /// It was removed.
    None,
    /// The user's own picture, by the record that contains it.
    Picture(&'a str),
    /// A name: one of ours, or one that another app or a later version wrote.
    Named(&'a str),
}

impl Account {
    /// The chosen icon.
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
