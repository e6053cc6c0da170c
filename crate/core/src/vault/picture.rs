//! The user's own pictures for accounts: each is a record that never changes, named by the
//! account's icon. They are in the vault's text and in backups, but not in sync, which has no room
//! for them.

pub(super) mod file;

use super::{RecordId, Vault, WriteError, edit::Weight, entry::Content, format::MAX_RECORDS, stored};
use crate::{
    Entropy,
    account::{Account, Icon, icon_of_picture},
};
use file::{LONGEST_SIDE, is_picture};

pub use file::LARGEST_PICTURE;

/// The most pictures of a vault, since every change writes all of it.
pub const MOST_PICTURES: usize = 100;

/// Why a picture isn't stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It isn't a PNG, JPEG or WebP file, or it is too large.
    #[error(
        "this is no PNG, JPEG or WebP file of at most {limit} bytes and {LONGEST_SIDE} pixels a side: make it smaller"
    )]
    Unfit {
        /// The bytes a picture may have.
        limit: usize,
    },
    /// There are as many as a vault can have, all in use.
    #[error("a vault keeps {limit} pictures: remove one from another account")]
    TooMany {
        /// How many a vault may have.
        limit: usize,
    },
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Vault {
    /// Stores a picture, only once however often it is given, and returns the icon that shows it.
    /// Pictures that no account shows are dropped when there is no room for another.
    ///
    /// # Errors
    /// See [`PictureError`]; nothing is stored then.
    pub fn keep_picture(&mut self, file: &[u8], entropy: &mut impl Entropy) -> Result<String, PictureError> {
        if !is_picture(file) {
            return Err(PictureError::Unfit { limit: LARGEST_PICTURE });
        }
        if let Some((id, _)) = self.pictures().find(|(_, there)| *there == file) {
            return Ok(icon_of_picture(&id.to_string()));
        }
        if self.pictures().count() >= MOST_PICTURES || self.records.len() >= MAX_RECORDS {
            self.drop_unused_pictures();
        }
        if self.pictures().count() >= MOST_PICTURES || self.records.len() >= MAX_RECORDS {
            return Err(PictureError::TooMany { limit: MOST_PICTURES });
        }
        let id = RecordId::draw(entropy);
        let content = (stored::picture(file), Content::Picture(file.to_vec()));
        let records = self.replaced(id, content, Weight::Use, entropy)?;
        self.commit(records)?;
        Ok(icon_of_picture(&id.to_string()))
    }

    /// The file of the picture that an account shows; none if it has none, or if the picture exists
    /// only in another browser.
    #[must_use]
    pub fn picture(&self, account: &Account) -> Option<&[u8]> {
        let Icon::Picture(record) = account.chosen_icon() else { return None };
        match &self.records.get(&record.parse().ok()?)?.content {
            Content::Picture(file) => Some(file),
            _ => None,
        }
    }

    fn pictures(&self) -> impl Iterator<Item = (RecordId, &[u8])> {
        self.records.iter().filter_map(|(id, record)| match &record.content {
            Content::Picture(file) => Some((*id, file.as_slice())),
            _ => None,
        })
    }

    /// Drops them without a tombstone: nothing refers to them, and another copy may bring one back.
    fn drop_unused_pictures(&mut self) {
        let mut shown = Vec::new();
        for record in self.records.values() {
            let account = match &record.content {
                Content::Account(entry) | Content::Alternate { entry: Some(entry), .. } => &entry.account,
                Content::Deleted(Some(trashed)) => &trashed.entry.account,
                _ => continue,
            };
            if let Icon::Picture(record) = account.chosen_icon() {
                shown.push(record.to_owned());
            }
        }
        let unused: Vec<RecordId> =
            self.pictures().map(|(id, _)| id).filter(|id| !shown.contains(&id.to_string())).collect();
        unused.into_iter().for_each(|id| self.forget(id));
    }
}
