//! SQLCipher 3: an SQLite database in pages of 1,024 bytes, each encrypted with AES-256-CBC and
//! HMAC-SHA-1 under PBKDF2. The first 16 bytes are the salt; nothing else marks such a file.

use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::{Error, Request, sqlite};

const PAGE: usize = 1_024;
const SALT: usize = 16;
/// At the end of each page: 16 bytes of the vector, 20 of the authentication, padded to whole
/// blocks.
const RESERVED: usize = 48;
const ROUNDS: u64 = 64_000;
const MAC_ROUNDS: u64 = 2;

/// Whether a file's size fits.
pub(crate) fn fits(bytes: &[u8]) -> bool {
    bytes.len() >= 2 * PAGE && bytes.len().is_multiple_of(PAGE)
}

/// The decrypted database.
///
/// # Errors
/// The passphrase doesn't open the first page, or another page was altered.
pub(crate) fn open(bytes: &[u8], request: &Request<'_>) -> Result<Vec<u8>, Error> {
    let salt = bytes.get(..SALT).ok_or(Error::BROKEN)?;
    let key = request.pbkdf2::<Sha1, 32>(request.passphrase()?.as_bytes(), salt, ROUNDS)?;
    let salt: Vec<u8> = salt.iter().map(|byte| byte ^ 0x3a).collect();
    let mac_key = request.pbkdf2::<Sha1, 32>(&*key, &salt, MAC_ROUNDS)?;
    let mut plain = Vec::with_capacity(bytes.len());
    for (number, page) in (1_u32..).zip(bytes.chunks_exact(PAGE)) {
        // The salt replaces SQLite's file signature.
        let start = if number == 1 { SALT } else { 0 };
        if number == 1 {
            plain.extend_from_slice(sqlite::MAGIC);
        }
        let (sealed, behind) = page.split_at_checked(PAGE - RESERVED).ok_or(Error::BROKEN)?;
        let sealed = sealed.get(start..).ok_or(Error::BROKEN)?;
        let (vector, rest) = behind.split_at_checked(16).ok_or(Error::BROKEN)?;
        let mac = Hmac::<Sha1>::new_from_slice(&*mac_key).map_err(|_| Error::BROKEN)?;
        let mac = mac.chain_update(sealed).chain_update(vector).chain_update(number.to_le_bytes());
        if mac.verify_slice(rest.get(..20).ok_or(Error::BROKEN)?).is_err() {
            return Err(if number == 1 { Error::wrong_passphrase() } else { Error::BROKEN });
        }
        let cipher =
            cbc::Decryptor::<aes::Aes256>::new_from_slices(&*key, vector).map_err(|_| Error::BROKEN)?;
        plain.extend(cipher.decrypt_padded_vec::<NoPadding>(sealed).map_err(|_| Error::BROKEN)?);
        plain.extend_from_slice(behind);
    }
    Ok(plain)
}
