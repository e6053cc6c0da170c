//! Pictures that people give accounts of their own: each a record that never changes, named by the account's
//! icon. They travel in the vault's text and in backups; a store that browsers share has no room for them.

mod size;

use super::{RecordId, Vault, WriteError, edit::Weight, entry::Content, format::MAX_RECORDS, stored};
use crate::{
    Entropy,
    account::{Account, Icon, icon_of_picture},
};

/// The most bytes of a picture's file: 64 by 64 pixels, as WebP or PNG.
pub const LARGEST_PICTURE: usize = 4_096;

/// The longest side of a picture, in pixels: what it says of itself, a browser makes room for.
const LONGEST_SIDE: u32 = 1_024;

/// The most pictures of a vault: all of it is written with each change.
pub const MOST_PICTURES: usize = 100;

/// Why a picture is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is no PNG, JPEG or WebP file, or too large a one.
    #[error(
        "this is no PNG, JPEG or WebP file of at most {limit} bytes and {LONGEST_SIDE} pixels a side: make it smaller"
    )]
    Unfit {
        /// The bytes a picture may have.
        limit: usize,
    },
    /// There are as many as a vault may have, all of them in use.
    #[error("a vault keeps {limit} pictures: remove one from another account")]
    TooMany {
        /// How many a vault may have.
        limit: usize,
    },
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Vault {
    /// Keeps a picture, once however often it is given, and tells the icon of an account that shows it.
    /// Pictures that no account shows go when there is no room for another.
    ///
    /// # Errors
    /// See [`PictureError`]; nothing is kept then.
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

    /// The file of the picture that an account shows; none where it has none, or where the picture has
    /// stayed in another browser.
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

    /// Drops them without a tombstone: nothing refers to them, and a copy elsewhere may bring one back.
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

/// Whether these are the bytes of a small PNG, JPEG or WebP file, by what such a file begins with.
pub(super) fn is_picture(file: &[u8]) -> bool {
    let begins = |with: &[u8]| file.starts_with(with);
    let fits = |side: u32| (1..=LONGEST_SIDE).contains(&side);
    let size = size::size(file);
    // No browser draws a PNG or WebP file that does not say its size in its head; a JPEG's may be hidden.
    let strict =
        begins(b"\x89PNG\r\n\x1a\n") || begins(b"RIFF") && file.get(8..12) == Some(b"WEBP".as_slice());
    file.len() <= LARGEST_PICTURE && size.map_or(strict, |(width, height)| fits(width) && fits(height))
}
