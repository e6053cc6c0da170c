//! Which part of a sealed file was altered, and what the file is then called: damaged, where another part shows that
//! the passphrase is right.

use sha2::{Digest, Sha256};

use super::*;

/// What a part of a sealed file is called when a byte of it was altered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Called {
    /// The passphrase opened another part, or the part needs none: the file is damaged.
    Broken,
    /// This part shows whether the passphrase is right; nobody can tell which of both it is.
    Wrong,
}

/// A part of a sealed file.
enum Part {
    /// A member of its JSON, and which of the pieces that the mark separates.
    Base64(&'static str, char, usize),
    Hex(&'static str),
    /// From a place to another, from the end if below zero.
    Bytes(isize, isize),
    /// KeePass: the header, the 32 bytes behind the header's hash, and what follows.
    Header,
    HeaderTag,
    Blocks,
}

use Called::{Broken, Wrong};
use Part::{Base64 as Text, Blocks, Bytes, Header, HeaderTag, Hex};

/// Formats that authenticate, in the order of the vectors, each with its parts.
const PARTS: &[(&str, &[(Part, Called)])] = &[
    (
        "aegis",
        &[
            (Hex("/header/slots/0/key"), Wrong),
            (Hex("/header/slots/0/key_params/tag"), Wrong),
            (Text("/db", ' ', 0), Broken),
            (Hex("/header/params/tag"), Broken),
        ],
    ),
    ("2fas", &[(Text("/servicesEncrypted", ':', 0), Wrong), (Text("/servicesEncrypted", ':', 1), Wrong)]),
    ("andotp", &[(Bytes(4, 0), Wrong)]),
    ("andotp", &[(Bytes(0, 0), Wrong)]),
    ("authenticator-2fa", &[(Text("/vault/cipher/data", ' ', 0), Wrong)]),
    ("bhxch-totp", &[(Text("/wrappedDek", ' ', 0), Wrong), (Text("/ciphertext", ' ', 0), Broken)]),
    ("bitwarden", BITWARDEN),
    ("bitwarden", BITWARDEN),
    ("ente", &[(Text("/encryptedData", ' ', 0), Wrong)]),
    ("proton-authenticator", &[(Text("/content", ' ', 0), Wrong)]),
    ("stratum", &[(Bytes(16, 0), Wrong)]),
    ("freeotp", &[]),
    ("keepass", KEEPASS),
    ("keepass", KEEPASS),
    ("keepass", KEEPASS),
    ("keepass", KEEPASS),
    // Version 3: what the first two blocks hold shows whether the passphrase is right.
    ("keepass", &[(Bytes(-416, -384), Wrong), (Bytes(-384, -64), Broken)]),
    ("cotp", &[(Text("/cipher", ' ', 0), Wrong)]),
    ("zip", &[(Bytes(72, 250), Wrong)]),
    ("authenticator-plus", &[(Bytes(0, 976), Wrong), (Bytes(1_024, 2_000), Broken)]),
];

const BITWARDEN: &[(Part, Called)] = &[
    (Text("/encKeyValidation_DO_NOT_EDIT", '|', 1), Wrong),
    (Text("/encKeyValidation_DO_NOT_EDIT", '|', 2), Wrong),
    (Text("/data", '|', 1), Broken),
    (Text("/data", '|', 2), Broken),
];

const KEEPASS: &[(Part, Called)] = &[(Header, Broken), (HeaderTag, Wrong), (Blocks, Broken)];

impl Part {
    /// The file, with each byte of this part altered in turn.
    fn altered(&self, file: &[u8]) -> Vec<Vec<u8>> {
        let member = |path: &str| {
            let json: Value = serde_json::from_slice(file).unwrap();
            json.pointer(path).unwrap().as_str().unwrap().to_owned()
        };
        let written = |from: &str, to: &str| {
            let text = std::str::from_utf8(file).unwrap();
            assert_eq!(text.matches(from).count(), 1);
            text.replace(from, to).into_bytes()
        };
        let flipped = |bytes: &[u8]| -> Vec<Vec<u8>> {
            let flip = |at: usize| {
                let mut bytes = bytes.to_vec();
                bytes[at] ^= 1 << (at % 8);
                bytes
            };
            (0..bytes.len()).map(flip).collect()
        };
        let range = |from: usize, to: usize| {
            let inside = flipped(&file[from..to]);
            inside.iter().map(|inside| [&file[..from], inside, &file[to..]].concat()).collect()
        };
        let place = |at: isize, zero: usize| match at {
            0 => zero,
            at if at < 0 => file.len() - at.unsigned_abs(),
            at => at.unsigned_abs(),
        };
        let header = || {
            let hash = |at: &usize| Sha256::digest(&file[..*at])[..] == file[*at..*at + 32];
            (12..file.len() - 32).find(hash).unwrap()
        };
        match self {
            Text(path, mark, piece) => {
                let text = member(path);
                let text = text.split(*mark).nth(*piece).unwrap();
                let bytes = Base64::decode_vec(text).unwrap();
                flipped(&bytes).iter().map(|bytes| written(text, &Base64::encode_string(bytes))).collect()
            }
            Hex(path) => {
                let text = member(path);
                let bytes = base16ct::lower::decode_vec(&text).unwrap();
                flipped(&bytes)
                    .iter()
                    .map(|bytes| written(&text, &base16ct::lower::encode_string(bytes)))
                    .collect()
            }
            Bytes(from, to) => range(place(*from, 0), place(*to, file.len())),
            Header => range(12, header() + 32),
            HeaderTag => range(header() + 32, header() + 64),
            Blocks => range(header() + 64, file.len()),
        }
    }
}

#[test]
fn what_was_altered_is_told_apart_from_a_wrong_passphrase() {
    let authenticated: Vec<Sealed> = sealed().into_iter().filter(|sealed| sealed.authenticated).collect();
    assert!(authenticated.iter().map(|it| it.format.as_str()).eq(PARTS.iter().map(|(format, _)| *format)));
    for (sealed, (format, parts)) in authenticated.iter().zip(PARTS) {
        sealed.told(&sealed.file).unwrap();
        derive_no_more(true);
        let app = FORMATS.iter().find(|it| it.id == *format).unwrap().app;
        for (number, (part, called)) in parts.iter().enumerate() {
            for (place, file) in part.altered(&sealed.file).iter().enumerate() {
                let expected = match called {
                    Broken => Error::Broken { app: Some(app) },
                    Wrong => Error::WrongPassphrase { app },
                };
                assert_eq!(sealed.told(file), Err(expected), "{format} {number} {place}");
            }
        }
        derive_no_more(false);
    }
}
