//! What the tests of the vault share: known bytes, accounts, vaults.

use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{AeadInOut, KeyInit},
};
use hmac::{Hmac, Mac};
use tandem_core::{
    Entropy,
    account::Account,
    otp::Scheme,
    secret::Secret,
    vault::{Vault, VaultKey},
};

/// Bytes that look random and are the same in every run (SplitMix64).
pub(crate) struct Known(pub(crate) u64);

impl Entropy for Known {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) fn account(issuer: &str, name: &str) -> Account {
    let secret = Secret::new(b"12345678901234567890".to_vec()).expect("twenty bytes");
    Account { issuer: issuer.into(), name: name.into(), ..Account::nameless(secret, Scheme::standard(), 7) }
}

/// Issuer and name of every account, in the order of the list.
pub(crate) fn texts(vault: &Vault) -> Vec<String> {
    let entries = vault.entries().into_iter();
    entries.map(|entry| format!("{} {}", entry.account.issuer, entry.account.name)).collect()
}

pub(crate) fn key_of(vault: &Vault) -> VaultKey {
    VaultKey::from_bytes(*vault.key().expose())
}

/// The same vault in another browser.
pub(crate) fn copy(vault: &Vault) -> Vault {
    Vault::open(&vault.text(), key_of(vault)).expect("its own key opens it")
}

/// The key of a golden vault.
pub(crate) fn known_key(row: &serde_json::Value) -> [u8; 32] {
    let hex = row["key"].as_str().expect("hexadecimal");
    let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal");
    std::array::from_fn(byte)
}

/// A vault that a stranger's program may write: authentic, with one account and numbers of any
/// size.
pub(crate) fn foreign(revision: u64, position: i64, generation: u64, issuer: &str, created: u64) -> Vault {
    let secret = data_encoding::BASE64URL_NOPAD.encode(&[77; 20]);
    let content = format!(
        r#"{{"kind":"account","issuer":"{issuer}","name":"ana","secret":"{secret}","created":{created},"position":{position},"scheme":{{"kind":"totp","algorithm":"sha1","digits":6,"period":30}}}}"#
    );
    foreign_record(&content, revision, generation)
}

/// The same, with a record of any content.
pub(crate) fn foreign_record(content: &str, revision: u64, generation: u64) -> Vault {
    let key = [5; 32];
    let derive = |info: &str| {
        let mut output = [0; 32];
        hkdf::Hkdf::<sha2::Sha256>::new(None, &key).expand(info.as_bytes(), &mut output).expect("32 bytes");
        output
    };
    let number = |number: u64| number.to_be_bytes();
    let (vault, record) = ([1; 16], [2; 16]);
    let place = [record.as_slice(), &number(revision)].concat();
    let of_record = [b"tandem vault record".as_slice(), &number(1), &vault, &place].concat();
    let sealing = XChaCha20Poly1305::new((&derive("tandem vault sealing")).into());
    let mut text = content.as_bytes().to_vec();
    sealing.encrypt_in_place(&[3; 24].into(), &of_record, &mut text).expect("a short text");
    let sealed = [[3; 24].as_slice(), &text].concat();
    let tag = |parts: &[&[u8]]| {
        let mut mac =
            Hmac::<sha2::Sha256>::new_from_slice(&derive("tandem vault authentication")).expect("a key");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().to_vec()
    };
    let start = [b"tandem vault records".as_slice(), &number(1), &vault, &number(1)].concat();
    let records = tag(&[&start, &place, &sealed[..24], &sealed[sealed.len() - 16..]]);
    let text = |bytes: &[u8]| data_encoding::BASE64URL_NOPAD.encode(bytes);
    let header = format!(r#"{{"format":1,"generation":{generation},"slots":[],"vault":"{}"}}"#, text(&vault));
    let header_tag = tag(&[b"tandem vault header", &records, header.as_bytes()]);
    let whole = format!(
        r#"{},"records":[{{"id":"{}","revision":{revision},"sealed":"{}"}}],"mac":{{"header":"{}","records":"{}"}}}}"#,
        header.trim_end_matches('}'),
        text(&record),
        text(&sealed),
        text(&header_tag),
        text(&records)
    );
    Vault::open(&whole, VaultKey::from_bytes(key)).expect("it is authentic")
}
