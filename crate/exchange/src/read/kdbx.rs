//! KeePass databases, versions 3 and 4: a header, then packed and encrypted XML. AES or Argon2 derives
//! the key from the passphrase and the key file.

use std::io::Read;

use aes::{
    Aes256,
    cipher::{Block, BlockCipherEncrypt, KeyIvInit, StreamCipher},
};
use chacha20::ChaCha20;
use flate2::read::GzDecoder;
use hmac::{Hmac, KeyInit, Mac};
use salsa20::Salsa20;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, MAX_FILE, Refusal, Request, cipher,
    keepass::document::{self, Cover, Plain},
    read::{
        kdbx_header::{Cipher, Derivation, Header, Stream},
        kdbx_key,
    },
};

/// The time for one round of AES, in nanoseconds.
const AES_ROUND: u64 = 200;

/// The bytes that AES and Twofish encrypt at once.
const BLOCK: usize = 16;

const MAGIC: &[u8] = &[0x03, 0xd9, 0xa2, 0x9a];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.bytes().starts_with(MAGIC) || kdbx_key::is_key_file(content.bytes())
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if !content.bytes().starts_with(MAGIC) && kdbx_key::is_key_file(content.bytes()) {
        return Err(Refusal::Nothing.into());
    }
    let (header, body) = Header::read(content.bytes())?;
    let mut opened = Err(Error::wrong_passphrase());
    for composite in kdbx_key::keys(request)? {
        if matches!(opened, Err(Error::WrongPassphrase { .. })) {
            let key = derive(&header, &*composite, request)?;
            opened =
                if header.major >= 4 { body_4(&header, &key, body) } else { body_3(&header, &key, body) };
        }
    }
    // The key file alone didn't open it: a passphrase is missing, not wrong.
    let packed = opened.map_err(|error| match error {
        Error::WrongPassphrase { .. } => request.passphrase().err().unwrap_or(error),
        error => error,
    })?;
    let plain = if header.packed { unpack(&packed)? } else { packed };
    let (stream, xml) = if header.major >= 4 { inner_header(&plain)? } else { (header.stream, &plain[..]) };
    let xml = std::str::from_utf8(xml).map_err(|_| Error::BROKEN)?;
    let mut import = Import::new(request.now);
    for entry in document::entries(xml, &mut *cover(&stream)?)? {
        entry.add(&mut import, request);
    }
    Ok(import)
}

/// Derives, from passphrase and key file by the header's parameters, what the cipher's key is made
/// from.
fn derive(header: &Header<'_>, composite: &[u8], request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Error> {
    match &header.derivation {
        Derivation::Aes { seed, rounds } => {
            request.spend(*rounds, AES_ROUND)?;
            let cipher = Aes256::new_from_slice(seed).map_err(|_| Error::BROKEN)?;
            let mut blocks: Vec<Block<Aes256>> = composite
                .chunks_exact(16)
                .map(|half| Block::<Aes256>::try_from(half).map_err(|_| Error::BROKEN))
                .collect::<Result<_, _>>()?;
            for _ in 0..*rounds {
                cipher.encrypt_blocks(&mut blocks);
            }
            Ok(hash::<Sha256>(&blocks.iter().map(|block| &block[..]).collect::<Vec<_>>()))
        }
        Derivation::Argon2 { argon2, salt } => request.argon2(argon2, composite, salt, 32),
    }
}

/// Version 4: each block of the ciphertext is authenticated, and so is the header.
fn body_4(header: &Header<'_>, key: &[u8], body: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (tag, mut body) = body.split_at_checked(32).ok_or(Error::BROKEN)?;
    let base = hash::<Sha512>(&[header.seed, key, &[1]]);
    let mac = |place: u64| {
        let block_key = hash::<Sha512>(&[&place.to_le_bytes(), &base]);
        Hmac::<Sha256>::new_from_slice(&block_key).map_err(|_| Error::BROKEN)
    };
    mac(u64::MAX)?.chain_update(header.bytes).verify_slice(tag).map_err(|_| Error::wrong_passphrase())?;
    let mut sealed = Vec::with_capacity(body.len());
    for place in 0.. {
        let (tag, rest) = body.split_at_checked(32).ok_or(Error::BROKEN)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Error::BROKEN)?;
        let size = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Error::BROKEN)?;
        let (block, rest) = rest.split_at_checked(size).ok_or(Error::BROKEN)?;
        let mac = mac(place)?.chain_update(place.to_le_bytes()).chain_update(length).chain_update(block);
        mac.verify_slice(tag).map_err(|_| Error::BROKEN)?;
        if block.is_empty() {
            break;
        }
        sealed.extend_from_slice(block);
        body = rest;
    }
    let plain = open(header, key, &sealed)?;
    match header.cipher {
        Cipher::Aes | Cipher::Twofish => cipher::unpadded(plain).ok_or(Error::BROKEN),
        Cipher::ChaCha20 => Ok(plain),
    }
}

/// Version 3: the plaintext starts with known bytes, and each of its blocks has a hash. What fills the
/// last block isn't looked at: the passphrase opens a file that was cut off, too.
fn body_3(header: &Header<'_>, key: &[u8], body: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let behind = if header.cipher == Cipher::ChaCha20 { 0 } else { body.len() % BLOCK };
    let whole = body.get(..body.len() - behind).filter(|whole| whole.len() > header.start.len());
    let plain = open(header, key, whole.ok_or(Error::BROKEN)?)?;
    let mut blocks = plain.strip_prefix(header.start).filter(|_| header.start.len() == 32);
    let mut xml = Zeroizing::new(Vec::with_capacity(plain.len()));
    let mut rest = blocks.take().ok_or(Error::wrong_passphrase())?;
    loop {
        let (_, after) = rest.split_at_checked(4).ok_or(Error::BROKEN)?;
        let (digest, after) = after.split_at_checked(32).ok_or(Error::BROKEN)?;
        let (length, after) = after.split_first_chunk::<4>().ok_or(Error::BROKEN)?;
        let size = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Error::BROKEN)?;
        let (block, after) = after.split_at_checked(size).ok_or(Error::BROKEN)?;
        if block.is_empty() {
            return Ok(xml);
        }
        if Sha256::digest(block)[..] != *digest {
            return Err(Error::BROKEN);
        }
        xml.extend_from_slice(block);
        rest = after;
    }
}

/// Decrypts whole blocks, with what fills the last one.
fn open(header: &Header<'_>, key: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let key = hash::<Sha256>(&[header.seed, key]);
    let plain = match header.cipher {
        Cipher::Aes => cipher::aes_cbc_blocks(&key, header.nonce, sealed),
        Cipher::Twofish => cipher::twofish_cbc_blocks(&key, header.nonce, sealed),
        Cipher::ChaCha20 => {
            let mut plain = Zeroizing::new(sealed.to_vec());
            let mut stream = ChaCha20::new_from_slices(&key, header.nonce).map_err(|_| Error::BROKEN)?;
            stream.try_apply_keystream(&mut plain).map_err(|_| Error::BROKEN)?;
            Some(plain)
        }
    };
    plain.ok_or(Error::BROKEN)
}

/// The hash of all parts together.
fn hash<H: Digest>(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let hash = parts.iter().fold(H::new(), |hash, part| hash.chain_update(part));
    Zeroizing::new(hash.finalize().to_vec())
}

/// Unpacks, up to the size limit of a file.
fn unpack(packed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut plain = Zeroizing::new(Vec::new());
    let limit = u64::try_from(MAX_FILE).map_err(|_| Error::BROKEN)?;
    GzDecoder::new(packed).take(limit + 1).read_to_end(&mut plain).map_err(|_| Error::BROKEN)?;
    if plain.len() > MAX_FILE {
        return Err(Refusal::TooLong.into());
    }
    Ok(plain)
}

/// In version 4, the inner stream's key precedes the XML, and so do attachments, which are skipped.
fn inner_header(plain: &[u8]) -> Result<(Stream<'_>, &[u8]), Error> {
    let mut stream = Stream::default();
    let mut rest = plain;
    loop {
        let (id, after) = rest.split_first().ok_or(Error::BROKEN)?;
        let (length, after) = after.split_first_chunk::<4>().ok_or(Error::BROKEN)?;
        let size = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Error::BROKEN)?;
        let (value, after) = after.split_at_checked(size).ok_or(Error::BROKEN)?;
        match id {
            0 => return Ok((stream, after)),
            1 => stream.id = u32::from_le_bytes(value.try_into().map_err(|_| Error::BROKEN)?),
            2 => stream.key = value,
            _ => {}
        }
        rest = after;
    }
}

impl<T: StreamCipher> Cover for T {
    fn uncover(&mut self, bytes: &mut [u8]) {
        // Neither stream ends before any file does.
        let _ = self.try_apply_keystream(bytes);
    }
}

/// What masks protected values: nothing, Salsa20 or ChaCha20.
fn cover(stream: &Stream<'_>) -> Result<Box<dyn Cover>, Error> {
    /// The same in every file.
    const NONCE: [u8; 8] = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];
    match stream.id {
        0 => Ok(Box::new(Plain)),
        2 => {
            let key = hash::<Sha256>(&[stream.key]);
            Ok(Box::new(Salsa20::new_from_slices(&key, &NONCE).map_err(|_| Error::BROKEN)?))
        }
        3 => {
            let key = hash::<Sha512>(&[stream.key]);
            let (key, nonce) = key.split_at_checked(32).ok_or(Error::BROKEN)?;
            let nonce = nonce.get(..12).ok_or(Error::BROKEN)?;
            Ok(Box::new(ChaCha20::new_from_slices(key, nonce).map_err(|_| Error::BROKEN)?))
        }
        _ => Err(Refusal::Later.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn no_more_is_unpacked_than_a_file_may_have() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        for _ in 0..=MAX_FILE >> 20 {
            packed.write_all(&vec![0; 1 << 20]).unwrap();
        }
        let packed = packed.finish().unwrap();
        assert!(packed.len() < 1 << 20);
        assert_eq!(unpack(&packed).err(), Some(Refusal::TooLong.into()));
    }
}
