//! Zip archives, plain or with a password (ZipCrypto and WinZip's AES).

use std::io::{Cursor, ErrorKind, Read};

use zip::{ZipArchive, result::ZipError};

use crate::{Error, MAX_FILE, Refusal, Request, kdf::PBKDF2_ROUND};

/// More members than any export has.
const MOST_MEMBERS: usize = 10_000;

/// The rounds of WinZip's AES key derivation.
const ROUNDS: u64 = 1_000;

/// The names in an archive; none if the bytes aren't an archive.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    if !bytes.starts_with(b"PK") {
        return Vec::new();
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    archive.file_names().take(MOST_MEMBERS).filter_map(|name| Some(name.ok()?.into_owned())).collect()
}

/// An archive whose directory is read once, since ten thousand members take a while.
pub(crate) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// The bytes of one member; see [`Archive::member`].
///
/// # Errors
/// See there.
pub(crate) fn member(bytes: &[u8], name: &str, request: &Request<'_>) -> Result<Vec<u8>, Error> {
    Archive::open(bytes)?.member(name, request)
}

impl<'a> Archive<'a> {
    /// # Errors
    /// It isn't an archive, it is one part of several, or its directory is missing.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(of_zip)
    }

    /// Whether a member is encrypted.
    pub(crate) fn is_sealed(&self, name: &str) -> bool {
        let Self(archive) = self;
        let place = place(archive, name);
        place.and_then(|place| archive.by_index_data(place).ok()).is_some_and(|member| member.encrypted())
    }

    /// The bytes of a member, decrypted with the passphrase if necessary.
    ///
    /// # Errors
    /// It doesn't exist, is too large, doesn't open, is packed by a method that isn't read, or is
    /// damaged.
    pub(crate) fn member(&mut self, name: &str, request: &Request<'_>) -> Result<Vec<u8>, Error> {
        let Self(archive) = self;
        let place = place(archive, name).ok_or(Error::BROKEN)?;
        let encrypted = archive.by_index_data(place).map_err(of_zip)?.encrypted();
        let opened = if encrypted {
            request.spend(ROUNDS, PBKDF2_ROUND)?;
            archive.by_index_decrypt(place, request.passphrase()?.as_bytes())
        } else {
            archive.by_index(place)
        };
        let file = opened.map_err(of_zip)?;
        let limit = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
        let mut plain = Vec::new();
        // The earlier check covers one byte, which a wrong passphrase passes one time in 256.
        let failed = if encrypted { Error::wrong_passphrase() } else { Error::BROKEN };
        file.take(limit + 1).read_to_end(&mut plain).map_err(|error| match error.kind() {
            // The decoder is looked up at the first read.
            ErrorKind::Unsupported => Refusal::Compression.into(),
            _ => failed,
        })?;
        if plain.len() > MAX_FILE {
            return Err(Refusal::TooLong.into());
        }
        Ok(plain)
    }
}

fn place(archive: &ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<usize> {
    archive.file_names().position(|known| known.is_ok_and(|known| known == name))
}

fn of_zip(error: ZipError) -> Error {
    match error {
        ZipError::InvalidPassword => Error::wrong_passphrase(),
        ZipError::CompressionMethodNotSupported(_) => Refusal::Compression.into(),
        // Such as a part of an archive that was split.
        ZipError::UnsupportedArchive(_) => Refusal::Archive.into(),
        _ => Error::BROKEN,
    }
}
