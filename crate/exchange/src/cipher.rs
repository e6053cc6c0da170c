//! Opens encrypted parts. What fails to authenticate is `None`: only the reader knows whether the
//! passphrase is wrong or the file damaged.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, StreamCipher, block_padding::NoPadding};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use md5::{Digest, Md5};
use zeroize::Zeroizing;

use crate::json;

/// AES-256-GCM, with the tag after the ciphertext and a nonce of 12 bytes.
pub(crate) fn aes_gcm(key: &[u8], nonce: &[u8], sealed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: &[u8; 12] = nonce.try_into().ok()?;
    let cipher = Aes256Gcm::new_from_slice(key).ok()?;
    let payload = Payload { msg: sealed, aad: bound };
    cipher.decrypt(&Nonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

/// XChaCha20-Poly1305, with the tag after the ciphertext and a nonce of 24 bytes.
pub(crate) fn xchacha20_poly1305(key: &[u8], nonce: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: &[u8; 24] = nonce.try_into().ok()?;
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    cipher.decrypt(&XNonce::from(*nonce), sealed).ok().map(Zeroizing::new)
}

/// AES-256-GCM: the ciphertext, followed by the tag.
pub(crate) fn seal_aes_gcm(key: &[u8], nonce: &[u8; 12], plain: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new_from_slice(key).expect("our own keys have 32 bytes");
    cipher.encrypt(&Nonce::from(*nonce), plain).expect("a file is shorter than 64 GiB")
}

/// AES-256-CBC with PKCS #7 padding, without authentication: a wrong key gives a plaintext one time
/// in 256.
pub(crate) fn aes_cbc(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    unpadded(aes_cbc_blocks(key, iv, sealed)?)
}

/// AES-256-CBC of whole blocks, with what fills the last one.
pub(crate) fn aes_cbc_blocks(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded_vec::<NoPadding>(sealed).ok().map(Zeroizing::new)
}

/// A plaintext without its PKCS #7 padding.
pub(crate) fn unpadded(mut plain: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    let count = usize::from(*plain.last()?);
    let length = plain.len().checked_sub(count).filter(|_| (1..=16).contains(&count))?;
    let filled = plain.get(length..)?.iter().all(|byte| usize::from(*byte) == count);
    filled.then(|| {
        plain.truncate(length);
        plain
    })
}

/// Opens CryptoJS's encryption of a text: base64 of `Salted__`, a salt and the ciphertext; key and
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

/// AES-256-GCM with the nonce before the ciphertext.
pub(crate) fn aes_gcm_with_nonce(key: &[u8], sealed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_at_checked(12)?;
    aes_gcm(key, nonce, sealed, bound)
}

/// Whether bytes start like a well-known kind of file: a picture, a document, an archive, a
/// program.
pub(crate) fn is_known(bytes: &[u8]) -> bool {
    const MAGICS: [&[u8]; 19] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"RIFF",
        b"%PDF",
        b"PK",
        b"\x1f\x8b",
        b"BZh",
        b"7z\xbc\xaf",
        b"Rar!",
        b"\xfd7zXZ",
        b"\x28\xb5\x2f\xfd",
        b"\x7fELF",
        b"MZ",
        b"SQLite format 3",
        b"\xd0\xcf\x11\xe0",
        b"\xac\xed",
        b"\x03\xd9\xa2\x9a",
        b"bplist",
    ];
    let film = bytes.get(4..8) == Some(b"ftyp");
    MAGICS.iter().any(|magic| bytes.starts_with(magic)) || film || is_pgp(bytes)
}

/// Whether bytes start with OpenPGP's packet for a key or a password, in the old form or the new
/// (RFC 9580, sections 4.2, 5.1 and 5.3). andOTP's nonce may start with the same byte, so the
/// following fields are checked too.
pub(crate) fn is_pgp(bytes: &[u8]) -> bool {
    let key = |packet: &[u8]| matches!(packet, [3, _, _, _, _, _, _, _, _, 1..=3 | 16 | 18 | 25 | 26, ..]);
    match bytes {
        [0x8c | 0xc3, _, 4, 1..=13, 0 | 1 | 3, 1..=14, ..] => true,
        [0x84, _, packet @ ..] | [0x85, _, _, packet @ ..] => key(packet),
        [0xc1, 192..=223, _, packet @ ..] | [0xc1, _, packet @ ..] => key(packet),
        _ => false,
    }
}

/// Whether bytes look random, as encrypted ones do: about as many different values as chance gives.
pub(crate) fn looks_random(bytes: &[u8]) -> bool {
    let sample = bytes.get(..4_096).unwrap_or(bytes);
    let mut counts = [0_u32; 256];
    for byte in sample {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    // Chi squared against a uniform distribution, in sixteenths: 255 degrees of freedom, deviation
    // 22.6.
    let (length, squares) =
        (sample.len(), counts.iter().map(|count| u64::from(*count) * u64::from(*count)).sum::<u64>());
    let Ok(length) = u64::try_from(length) else { return false };
    let chi = (squares * 256).checked_div(length).unwrap_or(u64::MAX).saturating_sub(length);
    length >= 48 && (140..400).contains(&chi)
}

/// The same by Twofish, one of KeePass's ciphers.
pub(crate) fn twofish_cbc_blocks(key: &[u8], iv: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<twofish::Twofish>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded_vec::<NoPadding>(sealed).ok().map(Zeroizing::new)
}

/// A single message of libsodium's `crypto_secretstream_xchacha20poly1305`: the ciphertext starts
/// with a byte for the message's kind and ends with the tag; the header has 24 bytes.
pub(crate) fn secretstream(key: &[u8], header: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (salt, rest) = header.split_at_checked(16)?;
    let inner: &[u8; 8] = rest.try_into().ok()?;
    let (&kind, rest) = sealed.split_first()?;
    let (message, tag) = rest.split_last_chunk::<16>()?;
    let key = chacha20::hchacha::<chacha20::R20>(key.try_into().ok()?, salt.try_into().ok()?);
    // A message counter, from one on, precedes the rest of the header.
    let mut nonce = [0; 12];
    nonce.iter_mut().zip([1, 0, 0, 0].iter().chain(inner)).for_each(|(to, from)| *to = *from);
    let mut stream = chacha20::ChaCha20::new(&key, &nonce.into());
    // Three parts of the key stream: for the tag's key, for the block with the kind, and for the
    // message.
    let (mut mac_key, mut block) = ([0; 64], [0; 64]);
    stream.apply_keystream(&mut mac_key);
    stream.apply_keystream(&mut block);
    if let Some(first) = block.first_mut() {
        *first = kind;
    }
    let mac_key: &[u8; 32] = mac_key.first_chunk()?;
    let mut authenticated = Vec::with_capacity(sealed.len() + 96);
    authenticated.extend_from_slice(&block);
    authenticated.extend_from_slice(message);
    // Padded like libsodium: by the message's length alone, although a block precedes it.
    authenticated
        .resize(authenticated.len() + (16_usize.wrapping_sub(64).wrapping_add(message.len()) & 15), 0);
    authenticated.extend_from_slice(&0_u64.to_le_bytes());
    authenticated.extend_from_slice(&u64::try_from(64 + message.len()).ok()?.to_le_bytes());
    let made = poly1305::Poly1305::new(mac_key.into()).compute_unpadded(&authenticated);
    if !bool::from(subtle::ConstantTimeEq::ct_eq(made.as_slice(), tag.as_slice())) {
        return None;
    }
    let mut plain = Zeroizing::new(message.to_vec());
    stream.apply_keystream(&mut plain);
    Some(plain)
}
