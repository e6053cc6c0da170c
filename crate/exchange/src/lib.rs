//! Files of other apps, to accounts and back.
//!
//! [`read`] takes the bytes of one file and finds out by their content what wrote them; a name
//! or an ending counts for nothing. What comes out is a list of [`Candidate`]s, each with its
//! origin, and a list of what had to be refused, each with a reason. Nothing here knows the
//! vault: what a candidate is to it, the core decides.
//!
//! Only what makes codes and what a person arranged is read: secret, scheme, names, note, tags,
//! pinned, icon name, dates, sites. Passwords and whatever else a password manager keeps stay
//! in the file.
//!
//! # How to add a reader
//!
//! 1. Make `read/<app>.rs` with two functions and no other public name:
//!    - `detect(&Content) -> bool` looks at what was parsed already ([`Content::json`],
//!      [`Content::text`], [`Content::bytes`]) and is true only where a member or a magic number of
//!      that app is there. It costs little, since every file passes every detector.
//!    - `read(&Content, &Request) -> Result<Import, Error>` fills an [`Import`]: one [`Draft`] an
//!      account, handed to [`Import::add`], which keeps it or notes why it cannot be kept. A single
//!      bad account never ends the reading; only what spoils the whole file is an [`Error`].
//! 2. Write its line into [`FORMATS`]. The first line that detects a file reads it, so what is
//!    narrow stands above what is wide.
//! 3. A passphrase comes from [`Request::passphrase`], a key from [`Request::derive`], which upholds the
//!    limits, and a plaintext from [`cipher`]. What was decrypted is as hostile as the file: parse
//!    it by the same helpers ([`json`]).
//! 4. Test it with an example written by hand, in the file itself, and with real ones by
//!    `cargo xtask bench import DIR`.
//!
//! # Security
//! The libraries below (JSON, XML, zip) do not wipe what they parsed. This crate is meant for a Worker
//! that ends with the file it read, so that its memory goes back as a whole.

mod archive;
mod cipher;
mod content;
mod draft;
mod error;
mod fit;
mod format;
mod import;
mod item;
mod json;
mod kdf;
mod keepass;
mod mapped;
pub mod paper;
mod preferences;
mod read;
mod request;
mod sqlcipher;
mod sqlite;
mod table;
mod uri;
mod write;

#[cfg(test)]
mod hostile;

use tandem_core::vault;

pub use content::Content;
pub use draft::{Unfit, Why};
pub use error::{Error, Refusal};
pub use format::{FORMATS, Format};
pub use import::{Candidate, Import, Origin, Refused};
pub use kdf::sample;
pub use mapped::{Field, Mapped, Mapping, Rows, Shape};
pub use request::Request;
pub use write::{Lack, WRITERS, WriteError, Writer, qr_texts, write};

/// The most bytes that a file may have: as many as one of our own.
pub const MAX_FILE: usize = vault::MAX_TEXT;

/// The most accounts that one file may give: as many as a vault holds.
pub const MAX_ACCOUNTS: usize = vault::MAX_RECORDS;

/// Formats that nothing marks: what one of them does not open may be another's.
const UNMARKED: [&str; 3] = ["authenticator-plus", "andotp", "totp-authenticator"];

/// Reads one file.
///
/// # Errors
/// See [`Error`]; with [`Error::NeedsPassphrase`] and [`Error::WrongPassphrase`] the same call with
/// another passphrase may succeed.
pub fn read(bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    if bytes.len() > MAX_FILE {
        return Err(Error::Refused(Refusal::TooLong));
    }
    let content = Content::new(bytes);
    content.bounded()?;
    let (mut alone, mut wrong) = (None, None);
    for format in FORMATS.iter().filter(|format| (format.detect)(&content)) {
        match read_content(format, &content, request) {
            // Sealed files of two apps look alike: without what it needs beside it, it may be the other's.
            Err(error @ Error::NeedsCompanion { .. }) => alone = Some(error),
            Err(error @ Error::WrongPassphrase { .. }) if UNMARKED.contains(&format.id) => {
                wrong = wrong.or(Some(error));
            }
            read => return read,
        }
    }
    Err(alone.or(wrong).unwrap_or_else(|| content.unknown()))
}

/// Reads one file as a format that is known, whatever its content says.
///
/// # Errors
/// See [`Error`].
pub fn read_as(format: &'static Format, bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    if bytes.len() > MAX_FILE {
        return Err(Error::Refused(Refusal::TooLong));
    }
    read_content(format, &Content::new(bytes), request)
}

fn read_content(
    format: &'static Format,
    content: &Content<'_>,
    request: &Request<'_>,
) -> Result<Import, Error> {
    let read = (format.read)(content, request).and_then(|mut import| import.finish(format).map(|()| import));
    read.map_err(|error| error.of(format))
}

/// Which format a file has, without reading it.
#[must_use]
pub fn detect(bytes: &[u8]) -> Option<&'static Format> {
    if bytes.len() > MAX_FILE {
        return None;
    }
    let content = Content::new(bytes);
    content.bounded().ok()?;
    FORMATS.iter().find(|format| (format.detect)(&content))
}
