//! What happens to files that were cut off, altered, or made by somebody who means harm.
//!
//! A damaged file may give fewer accounts or none; what is authenticated gives the accounts that were sealed, or
//! none.

use data_encoding::{BASE64, HEXLOWER};
use serde_json::json;
use sha1::Sha1;

use crate::{Error, Refusal, Request, Rows, cipher, content, read};

const PASSPHRASE: &str = "words";

/// The accounts of a file, by names and secrets.
fn told(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let import = read(bytes, &Request::new(5).with_passphrase(PASSPHRASE))?;
    let told = |candidate: &crate::Candidate| {
        let account = &candidate.account;
        format!("{}|{}|{:?}|{}", account.issuer, account.name, account.secret.expose(), account.scheme)
    };
    Ok(import.candidates.iter().map(told).collect())
}

const ENTRIES: &str = r#"[{"secret":"MZXW6YTBOI","issuer":"Acme","label":"ana","digits":6,"type":"TOTP","algorithm":"SHA1","period":30,"last_used":0}]"#;

/// Files in the clear, one of each way to be parsed.
fn plain() -> Vec<Vec<u8>> {
    let texts = [
        "otpauth://totp/Acme:ana?secret=MZXW6YTBOI&issuer=Acme&digits=8&codeDisplay=%7B%22note%22%3A%22a%22%7D\n",
        "otpauth-migration://offline?data=ChkKBkhlbGxvIRIDYW5hGgRBY21lIAEoATACEAIYASAAKAc%3D",
        ENTRIES,
        r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[{"type":"totp","name":"ana","issuer":"Acme","info":{"secret":"MZXW6YTBOI","algo":"SHA1","digits":6,"period":30},"groups":["g"]}],"groups":[{"uuid":"g","name":"名"}]}}"#,
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n,,login,\"Ac\"\"me\",,,0,,ana,,MY\n",
        "<?xml version='1.0'?><map><string name=\"a\">{&quot;secret&quot;:[102],&quot;type&quot;:&quot;HOTP&quot;,&quot;counter&quot;:3,&quot;label&quot;:&quot;a&quot;}</string></map>",
        "<!doctype html><html><td><code>otpauth://totp/a&amp;b&#x3a;c?secret=MY&issuer=x;y</code></td></html>",
        "<KeePassFile><Root><Group><Name>g</Name><Entry><String><Key>otp</Key><Value>otpauth://totp/a?secret=MY</Value></String></Entry></Group></Root></KeePassFile>",
    ];
    texts.into_iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Files that are authenticated, at the least cost.
fn sealed() -> Vec<(&'static str, Vec<u8>)> {
    let request = Request::new(0);
    // Bytes without order, as a sealed file begins with.
    let nonce = [0x3b, 0xd1, 0x07, 0x9e, 0x62, 0xf4, 0x18, 0xad, 0x51, 0xc8, 0x2f, 0x86];
    let seal = |key: &[u8], plain: &[u8]| cipher::seal_aes_gcm(key, &nonce, plain);
    let apart = |mut sealed: Vec<u8>| {
        let tag = sealed.split_off(sealed.len() - 16);
        (sealed, json!({ "nonce": HEXLOWER.encode(&nonce), "tag": HEXLOWER.encode(&tag) }))
    };
    // andOTP
    let salt = [0x90, 0x1c, 0xe7, 0x45, 0xba, 0x0f, 0x73, 0xd8, 0x26, 0x9b, 0x64, 0xf1];
    let key = request.pbkdf2::<Sha1, 32>(PASSPHRASE.as_bytes(), &salt, 1).unwrap();
    let andotp = [&1_u32.to_be_bytes()[..], &salt, &nonce, &seal(&*key, ENTRIES.as_bytes())].concat();
    // Aegis
    let master = [3; 32];
    let key = request.scrypt::<32>(PASSPHRASE.as_bytes(), &salt, [2, 1, 1]).unwrap();
    let (wrapped, key_params) = apart(seal(&*key, &master));
    let db = r#"{"version":3,"entries":[{"type":"totp","name":"ana","issuer":"Acme","info":{"secret":"MZXW6YTBOI"}}]}"#;
    let (db, params) = apart(seal(&master, db.as_bytes()));
    let slot = json!({ "type": 1, "key": HEXLOWER.encode(&wrapped), "key_params": key_params, "n": 2, "r": 1, "p": 1,
        "salt": HEXLOWER.encode(&salt) });
    let aegis =
        json!({ "version": 1, "header": { "slots": [slot], "params": params }, "db": BASE64.encode(&db) });
    // 2FA Authenticator
    let key = request.pbkdf2::<sha2::Sha256, 32>(PASSPHRASE.as_bytes(), &salt, 1).unwrap();
    let vault = r#"{"accounts":[{"type":"totp","issuer":"Acme","label":"ana","secret":"MZXW6YTBOI"}]}"#;
    let authenticator_2fa = json!({ "app": "2fa-authenticator", "version": 1, "vault": {
        "kdf": { "iterations": 1, "salt": BASE64.encode(&salt) },
        "cipher": { "iv": BASE64.encode(&nonce), "data": BASE64.encode(&seal(&*key, vault.as_bytes())) } } });
    vec![
        ("andotp", andotp),
        ("aegis", aegis.to_string().into_bytes()),
        ("authenticator-2fa", authenticator_2fa.to_string().into_bytes()),
    ]
}

#[test]
fn what_is_cut_off_anywhere_ends_in_words() {
    for file in plain().into_iter().chain(sealed().into_iter().map(|(_, file)| file)) {
        assert_eq!(told(&file).map(|accounts| accounts.len()), Ok(1), "{}", String::from_utf8_lossy(&file));
        for length in 0..file.len() {
            let cut = file.get(..length).unwrap_or_default();
            if let Err(error) = told(cut) {
                assert!(!error.to_string().is_empty());
            }
            let _ = Rows::of(cut).map(|rows| rows.read(&rows.guess(), &Request::new(0)));
        }
    }
}

#[test]
fn what_is_sealed_gives_nothing_when_it_is_cut_off() {
    for (name, file) in sealed() {
        for length in 0..file.len() {
            assert!(told(file.get(..length).unwrap_or_default()).is_err(), "{name} {length}");
        }
    }
}

#[test]
fn a_byte_that_was_altered_never_gives_other_accounts_of_what_is_sealed() {
    for (name, file) in sealed() {
        let whole = told(&file).unwrap();
        for place in 0..file.len() {
            for bit in [1, 0x20, 0x80] {
                let mut altered = file.clone();
                if let Some(byte) = altered.get_mut(place) {
                    *byte ^= bit;
                }
                // Another letter of a name that nobody reads, or of the same digit in hexadecimal.
                if let Ok(accounts) = told(&altered) {
                    assert_eq!(accounts, whole, "{name} {place}");
                }
            }
        }
    }
}

#[test]
fn a_byte_that_was_altered_in_the_clear_never_ends_badly() {
    for file in plain() {
        for place in 0..file.len() {
            for to in [0, b'"', b'{', b'<', b'&', b'%', b'9', 0x80, 0xff] {
                let mut altered = file.clone();
                if let Some(byte) = altered.get_mut(place) {
                    *byte = to;
                }
                let _ = told(&altered);
                let _ = Rows::of(&altered).map(|rows| rows.read(&rows.guess(), &Request::new(0)));
            }
        }
    }
}

#[test]
fn too_many_accounts_are_told() {
    let lines = "otpauth://totp/a?secret=MY\n".repeat(20_001);
    assert_eq!(told(lines.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let rows = format!("name,secret,issuer,type\n{}", "a,MY,b,totp\n".repeat(20_001));
    assert_eq!(told(rows.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let list = format!("[{}]", vec![r#"{"secret":"MY","label":"","type":"TOTP"}"#; 20_001].join(","));
    assert_eq!(told(list.as_bytes()).err(), Some(Refusal::TooMany.into()));
    let objects = format!("[{}0]", "{},".repeat(1_000_000));
    assert_eq!(content::parse(&objects).err(), Some(Refusal::TooMany.into()));
}

#[test]
fn a_key_uri_without_an_end_is_named_and_not_read() {
    let long = format!("otpauth://totp/Acme:ana?secret=MY{}", "&a;b".repeat(1 << 20));
    let import = read(long.as_bytes(), &Request::new(5)).unwrap();
    assert_eq!((import.candidates.len(), import.refused[0].name.as_str()), (0, "Acme:ana"));
    assert_eq!(import.refused[0].why, crate::Why::TooLong);
}

#[test]
fn a_member_that_stands_twice_is_read_once() {
    let twice = r#"[{"secret":"MY","secret":"MZXW6YTBOI","label":"a","type":"TOTP"}]"#;
    assert_eq!(told(twice.as_bytes()).map(|accounts| accounts.len()), Ok(1));
}

#[test]
fn invalid_utf_8_is_no_text() {
    let broken = [&b"otpauth://totp/a?secret=MY"[..], b"\xff\xfe\n"].concat();
    assert_eq!(told(&broken).err(), Some(Error::Unknown));
}
