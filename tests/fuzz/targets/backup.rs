//! A backup whose records hold anything: each line is sealed as a record, as `docs/vault.md` says, and the
//! backup is opened and merged. What is kept is written and read again, and nothing is lost on the way.
#![no_main]

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use libfuzzer_sys::fuzz_target;
use sha2::Sha256;
use tandem_core::{
    Entropy,
    vault::{Vault, VaultKey},
};

const KEY: [u8; 32] = [7; 32];
const ID: [u8; 16] = [9; 16];
const FORMAT: [u8; 8] = 1_u64.to_be_bytes();

/// The same in every run.
struct Counting(u8);

impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(167).wrapping_add(13);
            *byte = self.0;
        }
    }
}

fuzz_target!(|text: &str| {
    let lines: Vec<&str> = text.lines().take(8).collect();
    let backup = Vault::open(&sealed(&lines), VaultKey::from_bytes(KEY)).expect("authentic, whatever it holds");
    let again = Vault::open(&backup.text(), VaultKey::from_bytes(KEY)).expect("what it wrote");
    assert_eq!(again.text(), backup.text(), "kept byte for byte");
    let mut entropy = Counting(1);
    let mut vault = Vault::create(&mut entropy);
    let told = vault.merge_backup(&backup, &mut entropy).expect("there is room");
    assert!(backup.entries().iter().all(|entry| vault.find_secret(&entry.account.secret).is_some()));
    assert_eq!(vault.compare_backup(&backup).added, [], "{told:?}");
    assert_eq!(vault.unsaved_since(&vault.fingerprint()), Some(0));
});

fn sealed(lines: &[&str]) -> String {
    let (sealing, authentication) = (derived("tandem vault sealing"), derived("tandem vault authentication"));
    let cipher = XChaCha20Poly1305::new(&sealing.into());
    let (mut list, mut records) = (Vec::new(), Vec::new());
    for (place, line) in (1_u8..).zip(lines) {
        let (id, revision) = ([place; 16], u64::from(place).to_be_bytes());
        let aad = [b"tandem vault record".as_slice(), &FORMAT, &ID, &id, &revision].concat();
        let nonce = [place; 24];
        let payload = Payload { msg: line.as_bytes(), aad: &aad };
        let content = cipher.encrypt(&XNonce::from(nonce), payload).expect("short");
        let tag = &content[content.len() - 16..];
        list.extend_from_slice(&[id.as_slice(), &revision, &nonce, tag].concat());
        let whole = [nonce.as_slice(), &content].concat();
        records.push(format!(
            "{{\"id\":\"{}\",\"revision\":{place},\"sealed\":\"{}\"}}",
            base64(&id),
            base64(&whole)
        ));
    }
    let count = u64::try_from(lines.len()).expect("few").to_be_bytes();
    let list = tag(&authentication, &[b"tandem vault records", &FORMAT, &ID, &count, &list]);
    let header = format!("\"generation\":1,\"slots\":[],\"vault\":\"{}\"}}", base64(&ID));
    let canonical = format!("{{\"format\":1,{header}");
    let header_tag = tag(&authentication, &[b"tandem vault header", &list, canonical.as_bytes()]);
    format!(
        "{{\"format\":1,\"records\":[{}],\"mac\":{{\"header\":\"{}\",\"records\":\"{}\"}},{header}",
        records.join(","),
        base64(&header_tag),
        base64(&list)
    )
}

fn derived(info: &str) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, &KEY).expand(info.as_bytes(), &mut key).expect("short");
    key
}

fn tag(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("of every length");
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(bytes)
}
