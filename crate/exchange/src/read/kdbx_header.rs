//! The header of a KeePass database: how its key is derived, and which cipher encrypts it.

use sha2::{Digest, Sha256};

use crate::{Error, Refusal, kdf::Argon2};

const AES: [u8; 16] = id("31c1f2e6bf714350be5805216afc5aff");
const TWOFISH: [u8; 16] = id("ad68f29f576f4bb9a36ad47af965346c");
const CHACHA20: [u8; 16] = id("d6038a2b8b6f4cb5a524339a31dbb59a");
const KDF_AES: [[u8; 16]; 2] =
    [id("c9d9f39a628a4460bf740d08c18a4fea"), id("7c02bb8279a74ac0927d114a00648238")];
const KDF_ARGON2D: [u8; 16] = id("ef636ddf8c29444b91f7a9a403e30a0c");
const KDF_ARGON2ID: [u8; 16] = id("9e298b1956db4773b23dfc3ec6f0a1e6");

/// A UUID, from its 32 hexadecimal digits.
const fn id(text: &str) -> [u8; 16] {
    match u128::from_str_radix(text, 16) {
        Ok(number) => number.to_be_bytes(),
        Err(_) => panic!("an identifier has 32 hexadecimal digits"),
    }
}

/// What encrypts the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes,
    Twofish,
    ChaCha20,
}

/// How the key is derived from the passphrase.
#[derive(Debug)]
pub(crate) enum Derivation<'a> {
    Aes { seed: &'a [u8], rounds: u64 },
    Argon2 { argon2: Argon2, salt: &'a [u8] },
}

/// What masks protected values in the body.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Stream<'a> {
    pub(crate) id: u32,
    pub(crate) key: &'a [u8],
}

/// The header.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    /// Its bytes, from the start of the file.
    pub(crate) bytes: &'a [u8],
    pub(crate) major: u16,
    pub(crate) cipher: Cipher,
    pub(crate) packed: bool,
    pub(crate) seed: &'a [u8],
    pub(crate) nonce: &'a [u8],
    pub(crate) derivation: Derivation<'a>,
    /// Only in version 3.
    pub(crate) stream: Stream<'a>,
    /// Only in version 3: the first bytes of the plaintext.
    pub(crate) start: &'a [u8],
}

impl<'a> Header<'a> {
    /// The header of a file, and the bytes after it and its hash.
    pub(crate) fn read(file: &'a [u8]) -> Result<(Self, &'a [u8]), Error> {
        let version = file.get(4..12).ok_or(Error::BROKEN)?;
        if version.get(..4) != Some(&[0x67, 0xfb, 0x4b, 0xb5]) {
            // KeePass 1, or an early test version.
            return Err(Refusal::Database.into());
        }
        let major = u16::from_le_bytes(exact(version.get(6..8).ok_or(Error::BROKEN)?)?);
        // The second version has the header and the blocks of the third.
        if major < 2 {
            return Err(Refusal::Database.into());
        }
        if major > 4 {
            return Err(Refusal::Later.into());
        }
        let (fields, mut body) = fields(file.get(12..).ok_or(Error::BROKEN)?, major)?;
        let bytes = file.get(..file.len() - body.len()).ok_or(Error::BROKEN)?;
        if major > 3 {
            // Before anything is believed: a header that was damaged asks for other work, or for too much.
            let (digest, rest) = body.split_at_checked(32).ok_or(Error::BROKEN)?;
            if Sha256::digest(bytes)[..] != *digest {
                return Err(Error::BROKEN);
            }
            body = rest;
        }
        let field = |id: u8| fields.iter().find(|(other, _)| *other == id).map(|(_, value)| *value);
        let some = |id: u8| field(id).ok_or(Error::BROKEN);
        let cipher = match some(2)? {
            id if id == AES => Cipher::Aes,
            id if id == TWOFISH => Cipher::Twofish,
            id if id == CHACHA20 => Cipher::ChaCha20,
            _ => return Err(Refusal::Later.into()),
        };
        let derivation = match major {
            ..=3 => Derivation::Aes { seed: some(5)?, rounds: u64::from_le_bytes(exact(some(6)?)?) },
            _ => derivation(some(11)?)?,
        };
        let stream = Stream {
            id: field(10).map(exact).transpose()?.map_or(0, u32::from_le_bytes),
            key: field(8).unwrap_or_default(),
        };
        let packed = u32::from_le_bytes(exact(some(3)?)?) == 1;
        let start = field(9).unwrap_or_default();
        let header =
            Self { bytes, major, cipher, packed, seed: some(4)?, nonce: some(7)?, derivation, stream, start };
        Ok((header, body))
    }
}

type Fields<'a> = Vec<(u8, &'a [u8])>;

/// All fields, and the bytes after them. Lengths have 2 bytes in version 3, and 4 in version 4.
fn fields(mut rest: &[u8], major: u16) -> Result<(Fields<'_>, &[u8]), Error> {
    let mut fields = Vec::new();
    loop {
        let (id, after) = rest.split_first().ok_or(Error::BROKEN)?;
        let (size, after) = match major {
            ..=3 => after
                .split_first_chunk::<2>()
                .map(|(size, after)| (u32::from(u16::from_le_bytes(*size)), after)),
            _ => after.split_first_chunk::<4>().map(|(size, after)| (u32::from_le_bytes(*size), after)),
        }
        .ok_or(Error::BROKEN)?;
        let size = usize::try_from(size).map_err(|_| Error::BROKEN)?;
        let (value, after) = after.split_at_checked(size).ok_or(Error::BROKEN)?;
        if *id == 0 {
            return Ok((fields, after));
        }
        if fields.len() > 64 {
            return Err(Error::BROKEN);
        }
        fields.push((*id, value));
        rest = after;
    }
}

/// The parameters of version 4: a dictionary of typed values.
fn derivation(bytes: &[u8]) -> Result<Derivation<'_>, Error> {
    let dictionary = dictionary(bytes)?;
    let value = |name: &str| {
        let found = dictionary.iter().find(|(other, _)| *other == name.as_bytes());
        found.map(|(_, value)| *value).ok_or(Error::BROKEN)
    };
    let long = |name: &str| Ok::<_, Error>(u64::from_le_bytes(exact(value(name)?)?));
    let variant = match value("$UUID")? {
        id if KDF_AES.iter().any(|aes| id == aes) => {
            return Ok(Derivation::Aes { seed: value("S")?, rounds: long("R")? });
        }
        id if id == KDF_ARGON2D => argon2::Algorithm::Argon2d,
        id if id == KDF_ARGON2ID => argon2::Algorithm::Argon2id,
        _ => return Err(Refusal::Later.into()),
    };
    let version = match u32::from_le_bytes(exact(value("V")?)?) {
        0x10 => argon2::Version::V0x10,
        0x13 => argon2::Version::V0x13,
        _ => return Err(Refusal::Later.into()),
    };
    let lanes = u32::from_le_bytes(exact(value("P")?)?);
    let argon2 =
        Argon2 { variant, version, kibibytes: long("M")? / 1_024, passes: long("I")?, lanes: lanes.into() };
    Ok(Derivation::Argon2 { argon2, salt: value("S")? })
}

type Dictionary<'a> = Vec<(&'a [u8], &'a [u8])>;

/// Names and values; each name implies its type.
fn dictionary(bytes: &[u8]) -> Result<Dictionary<'_>, Error> {
    let mut rest = bytes.get(2..).ok_or(Error::BROKEN)?;
    let mut values = Vec::new();
    while let Some((kind, after)) = rest.split_first() {
        if *kind == 0 {
            return Ok(values);
        }
        if values.len() > 64 {
            break;
        }
        let (name, after) = sized(after)?;
        let (value, after) = sized(after)?;
        values.push((name, value));
        rest = after;
    }
    Err(Error::BROKEN)
}

/// The bytes after a length of 4 bytes, and the rest.
fn sized(bytes: &[u8]) -> Result<(&[u8], &[u8]), Error> {
    let (size, after) = bytes.split_first_chunk::<4>().ok_or(Error::BROKEN)?;
    let size = usize::try_from(u32::from_le_bytes(*size)).map_err(|_| Error::BROKEN)?;
    after.split_at_checked(size).ok_or(Error::BROKEN)
}

fn exact<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Error> {
    bytes.try_into().map_err(|_| Error::BROKEN)
}
