//! The vault's cryptography, against other people's vectors: Wycheproof's, if they are beside the
//! project, and RFC 9106's. Read natively and in the browser alike.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac, digest::block_api::EagerHash};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::own::bytes;

/// Each of Wycheproof's files, with its number of vectors.
pub(crate) const FILES: [(&str, usize); 5] = [
    ("xchacha20_poly1305", 315),
    ("hmac_sha1", 170),
    ("hmac_sha256", 174),
    ("hmac_sha512", 174),
    ("hkdf_sha256", 86),
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File<T> {
    test_groups: Vec<Group<T>>,
}

#[derive(Deserialize)]
struct Group<T> {
    tests: Vec<T>,
}

#[derive(Deserialize)]
struct Aead {
    key: String,
    iv: String,
    aad: String,
    msg: String,
    ct: String,
    tag: String,
    #[serde(flatten)]
    of: Of,
}

#[derive(Deserialize)]
struct Authentication {
    key: String,
    msg: String,
    tag: String,
    #[serde(flatten)]
    of: Of,
}

#[derive(Deserialize)]
struct Derivation {
    ikm: String,
    salt: String,
    info: String,
    size: usize,
    okm: String,
    #[serde(flatten)]
    of: Of,
}

#[derive(Deserialize)]
struct Of {
    #[serde(rename = "tcId")]
    id: u32,
    comment: String,
    result: String,
}

/// Checks one of Wycheproof's files, and returns its number of vectors.
pub(crate) fn check(name: &str, text: &str) -> usize {
    match name {
        "xchacha20_poly1305" => each(text, aead),
        "hmac_sha1" => each(text, authentication::<Sha1>),
        "hmac_sha256" => each(text, authentication::<Sha256>),
        "hmac_sha512" => each(text, authentication::<Sha512>),
        "hkdf_sha256" => each(text, derivation),
        other => panic!("nobody checks {other}"),
    }
}

/// RFC 9106, section 5.3: the tag of Argon2id.
pub(crate) fn argon2id_of_the_rfc() {
    let data = AssociatedData::new(&[4; 12]).expect("twelve bytes");
    let parameters = ParamsBuilder::new().m_cost(32).t_cost(3).p_cost(4).data(data).output_len(32).build();
    let mut tag = [0; 32];
    Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, parameters.expect("of the RFC"))
        .and_then(|argon2| argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag))
        .expect("parameters of the RFC");
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(tag.as_slice(), bytes(expected));
}

fn each<T: for<'a> Deserialize<'a>>(text: &str, one: fn(T)) -> usize {
    let file: File<T> = serde_json::from_str(text).expect("a file of Wycheproof's");
    file.test_groups.into_iter().flat_map(|group| group.tests).map(one).count()
}

fn aead(row: Aead) {
    let key = <[u8; 32]>::try_from(bytes(&row.key)).expect("keys of 256 bits");
    let (aad, msg, tag) = (bytes(&row.aad), bytes(&row.msg), bytes(&row.tag));
    // The type allows no nonce of another length.
    let Ok(nonce) = <[u8; 24]>::try_from(bytes(&row.iv)) else { return row.of.expects(None, ()) };
    let (cipher, nonce) = (XChaCha20Poly1305::new(&key.into()), XNonce::from(nonce));
    let mut opened = [bytes(&row.ct), tag.clone()].concat();
    let found = cipher.decrypt_in_place(&nonce, &aad, &mut opened).ok().map(|()| opened);
    let sealed_well = found.is_some();
    row.of.expects(found, msg.clone());
    if sealed_well {
        let mut sealed = msg;
        cipher.encrypt_in_place(&nonce, &aad, &mut sealed).expect("short");
        assert_eq!(sealed, [bytes(&row.ct), tag].concat(), "{}", row.of.id);
    }
}

fn authentication<D: EagerHash>(row: Authentication)
where
    Hmac<D>: Mac + KeyInit,
{
    let mut mac = <Hmac<D> as KeyInit>::new_from_slice(&bytes(&row.key)).expect("of every length");
    mac.update(&bytes(&row.msg));
    row.of.expects(mac.verify_truncated_left(&bytes(&row.tag)).ok(), ());
}

fn derivation(row: Derivation) {
    let mut okm = vec![0; row.size];
    let hkdf = Hkdf::<Sha256>::new(Some(&bytes(&row.salt)), &bytes(&row.ikm));
    let found = hkdf.expand(&bytes(&row.info), &mut okm).ok().map(|()| okm);
    row.of.expects(found, bytes(&row.okm));
}

impl Of {
    /// A valid row gives exactly this; an invalid one gives nothing.
    fn expects<T: PartialEq + std::fmt::Debug>(&self, found: Option<T>, expected: T) {
        let expected = (self.result == "valid").then_some(expected);
        assert_eq!(found, expected, "{}: {}", self.id, self.comment);
    }
}
