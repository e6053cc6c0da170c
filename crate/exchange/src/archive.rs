//! Zip archives, plain or with a password (ZipCrypto and WinZip's AES).

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::{Error, MAX_FILE, Refusal, Request, kdf::PBKDF2_ROUND};

/// More members than any export has.
const MOST_MEMBERS: usize = 10_000;

/// What WinZip's AES derives its key with.
const ROUNDS: u64 = 1_000;

/// The names within an archive; none where the bytes are no archive.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    if !bytes.starts_with(b"PK") {
        return Vec::new();
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    archive.file_names().take(MOST_MEMBERS).filter_map(|name| Some(name.ok()?.into_owned())).collect()
}

/// An archive, whose list is read once: that of ten thousand members takes a while.
pub(crate) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// The bytes of one member; see [`Archive::member`].
///
/// # Errors
/// As there.
pub(crate) fn member(bytes: &[u8], name: &str, request: &Request<'_>) -> Result<Vec<u8>, Error> {
    Archive::open(bytes)?.member(name, request)
}

impl<'a> Archive<'a> {
    /// # Errors
    /// It is no archive, or its list is missing.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| Error::BROKEN)
    }

    /// The bytes of a member, opened with the passphrase where it is encrypted.
    ///
    /// # Errors
    /// It is not there, too large, does not open, or is damaged.
    pub(crate) fn member(&mut self, name: &str, request: &Request<'_>) -> Result<Vec<u8>, Error> {
        let Self(archive) = self;
        let place = archive.file_names().position(|known| known.is_ok_and(|known| known == name));
        let place = place.ok_or(Error::BROKEN)?;
        let encrypted = archive.by_index_data(place).map_err(|_| Error::BROKEN)?.encrypted();
        let opened = if encrypted {
            request.spend(ROUNDS, PBKDF2_ROUND)?;
            archive.by_index_decrypt(place, request.passphrase()?.as_bytes())
        } else {
            archive.by_index(place)
        };
        let file = opened.map_err(|error| match error {
            ZipError::InvalidPassword => Error::wrong_passphrase(),
            _ => Error::BROKEN,
        })?;
        let limit = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
        let mut plain = Vec::new();
        // The check before is of one byte: a wrong passphrase passes it one time in 256.
        let failed = if encrypted { Error::wrong_passphrase() } else { Error::BROKEN };
        file.take(limit + 1).read_to_end(&mut plain).map_err(|_| failed)?;
        if plain.len() > MAX_FILE {
            return Err(Refusal::TooLong.into());
        }
        Ok(plain)
    }
}
