//! Opening of sealed parts. What fails to authenticate is `None`: only the reader knows whether that
//! means a wrong passphrase or a damaged file.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use md5::{Digest, Md5};
use zeroize::Zeroizing;

use crate::json;

/// AES-256-GCM; the tag stands behind the ciphertext, the nonce has 12 bytes.
pub(crate) fn aes_gcm(key: &[u8], nonce: &[u8], sealed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: &[u8; 12] = nonce.try_into().ok()?;
    let cipher = Aes256Gcm::new_from_slice(key).ok()?;
    let payload = Payload { msg: sealed, aad: bound };
    cipher.decrypt(&Nonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

/// AES-256-CBC with PKCS #7 padding. Nothing authenticates it: a wrong key gives a plaintext one time in 256.
pub(crate) fn aes_cbc(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded_vec::<Pkcs7>(sealed).ok().map(Zeroizing::new)
}

/// What CryptoJS makes of a text and a passphrase: base64 of `Salted__`, a salt and the ciphertext; key and
/// vector by OpenSSL's `EVP_BytesToKey`, one round of MD5.
pub(crate) fn crypto_js(sealed: &str, passphrase: &str) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = json::base64(sealed)?;
    let (salt, sealed) = sealed.strip_prefix(b"Salted__")?.split_at_checked(8)?;
    let mut key = Zeroizing::new(Vec::with_capacity(48));
    let mut last: Zeroizing<Vec<u8>> = Zeroizing::new(Vec::new());
    while key.len() < 48 {
        let digest = Md5::new().chain_update(&*last).chain_update(passphrase).chain_update(salt).finalize();
        last = Zeroizing::new(digest.to_vec());
        key.extend_from_slice(&last);
    }
    let (key, iv) = key.split_at_checked(32)?;
    aes_cbc(key, iv, sealed)
}
