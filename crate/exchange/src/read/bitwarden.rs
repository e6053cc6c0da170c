//! Bitwarden: `{"encrypted", "folders", "items"}`, plain, or sealed with a passphrase (AES-256-CBC and
//! HMAC-SHA-256 under PBKDF2 or Argon2id). Bitwarden Authenticator writes the same with codes alone.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    Content, Error, Import, Refusal, Request, cipher, content,
    item::Item,
    json::{base64, flag, index, list, number, text, time},
    kdf::Argon2,
    read::key_uris,
};

/// How an address is matched. The others are 4, a regular expression, and 5, never.
const DOMAIN: u64 = 0;
pub(crate) const HOST: u64 = 1;
const STARTS_WITH: u64 = 2;
const EXACT: u64 = 3;

const PBKDF2: u64 = 0;
const ARGON2ID: u64 = 1;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.json().is_some_and(|file| {
        match file.get("encrypted") {
            Some(Value::Bool(encrypted)) => *encrypted || file.get("items").is_some_and(Value::is_array),
            // Versions before 2021 didn't say it.
            _ => list(file, "items").iter().any(|item| item.get("login").is_some_and(Value::is_object)),
        }
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let file = content.json().ok_or(Error::BROKEN)?;
    if !flag(file, "encrypted") {
        return Ok(items(file, request));
    }
    if !flag(file, "passwordProtected") {
        return Err(Refusal::AccountRestricted.into());
    }
    let keys = Keys::derive(file, request)?;
    // The first text is there to tell a wrong passphrase from a damaged file.
    keys.open(text(file, "encKeyValidation_DO_NOT_EDIT"))?.ok_or(Error::wrong_passphrase())?;
    let plain = keys.open(text(file, "data"))?.ok_or(Error::BROKEN)?;
    let plain = std::str::from_utf8(&plain).map_err(|_| Error::BROKEN)?;
    Ok(items(&content::parse(plain)?, request))
}

/// Both halves of what is derived from the passphrase.
struct Keys {
    encryption: Zeroizing<[u8; 32]>,
    authentication: Zeroizing<[u8; 32]>,
}

impl Keys {
    fn derive(file: &Value, request: &Request<'_>) -> Result<Self, Error> {
        let passphrase = request.passphrase()?.as_bytes();
        // The text itself is the salt: it is not decoded.
        let salt = text(file, "salt").as_bytes();
        let parameter = |name| number(file, name).get().ok_or(Error::BROKEN);
        let iterations = parameter("kdfIterations")?;
        let master = match parameter("kdfType")? {
            PBKDF2 => Zeroizing::new(request.pbkdf2::<Sha256, 32>(passphrase, salt, iterations)?.to_vec()),
            ARGON2ID => {
                let kibibytes = parameter("kdfMemory")?.saturating_mul(1_024);
                let argon2 = Argon2::id(kibibytes, iterations, parameter("kdfParallelism")?);
                request.argon2(&argon2, passphrase, &Sha256::digest(salt), 32)?
            }
            _ => return Err(Refusal::Later.into()),
        };
        Ok(Self { encryption: expand(&master, b"enc")?, authentication: expand(&master, b"mac")? })
    }

    /// Opens `2.nonce|ciphertext|tag`, each in base64; `None` where the tag is another's. The number
    /// names the encryption, and no other is in use.
    fn open(&self, sealed: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let parts = match sealed.split_once('.') {
            Some(("2", parts)) => parts,
            Some((other, _)) if other.parse::<u8>().is_ok() => return Err(Refusal::Later.into()),
            _ => return Err(Error::BROKEN),
        };
        let parts: Option<Vec<Vec<u8>>> = parts.split('|').map(base64).collect();
        let Some([nonce, sealed, tag]) = parts.as_deref() else { return Err(Error::BROKEN) };
        let mac = hmac(&*self.authentication)?.chain_update(nonce).chain_update(sealed);
        if mac.verify_slice(tag).is_err() {
            return Ok(None);
        }
        Ok(cipher::aes_cbc(&*self.encryption, nonce, sealed))
    }
}

/// HKDF's second step (RFC 5869, section 2.3), one block of it.
fn expand(master: &[u8], info: &[u8]) -> Result<Zeroizing<[u8; 32]>, Error> {
    Ok(Zeroizing::new(hmac(master)?.chain_update(info).chain_update([1]).finalize().into_bytes().into()))
}

fn hmac(key: &[u8]) -> Result<Hmac<Sha256>, Error> {
    Hmac::new_from_slice(key).map_err(|_| Error::BROKEN)
}

fn items(file: &Value, request: &Request<'_>) -> Import {
    let mut import = Import::new(request.now);
    let places = ["folders", "collections"].map(|member| index(list(file, member), "id"));
    let authenticator = file.get("folders").or(file.get("collections")).is_none();
    for entry in list(file, "items") {
        let login = entry.get("login").unwrap_or(&Value::Null);
        let code = text(login, "totp");
        let code = if authenticator { once(code) } else { code.to_owned() };
        let item = Item {
            title: text(entry, "name"),
            username: text(login, "username"),
            note: text(entry, "notes"),
            tags: tags(entry, &places),
            pinned: flag(entry, "favorite"),
            trashed: !text(entry, "deletedDate").is_empty(),
            created: time(entry, "creationDate"),
            sites: sites(login, &[None, Some(DOMAIN)]),
            hosts: sites(login, &[Some(HOST), Some(STARTS_WITH), Some(EXACT)]),
        };
        item.add(&code, &mut import, request);
        // A second code has no other place.
        for field in list(entry, "fields").iter().map(|field| text(field, "value").trim()) {
            if key_uris::begins(field) {
                item.add(field, &mut import, request);
            }
        }
    }
    import
}

/// Key URIs of Bitwarden Authenticator: on Android, it escapes their labels for HTML first.
pub(crate) fn once(text: &str) -> String {
    const TWICE: [(&str, &str); 5] = [
        ("%26lt%3B", "%3C"),
        ("%26gt%3B", "%3E"),
        ("%26quot%3B", "%22"),
        ("%26%2339%3B", "%27"),
        ("%26amp%3B", "%26"),
    ];
    TWICE.iter().fold(text.to_owned(), |text, (twice, once)| text.replace(twice, once))
}

/// The addresses that are matched in one of these ways.
fn sites<'a>(login: &'a Value, ways: &[Option<u64>]) -> Vec<&'a str> {
    let matched = list(login, "uris").iter().filter(|site| ways.contains(&number(site, "match").get()));
    matched.map(|site| text(site, "uri")).collect()
}

/// The folder's name, or those of an organization's collections.
fn tags<'a>(entry: &'a Value, [folders, collections]: &[BTreeMap<&str, &'a Value>; 2]) -> Vec<&'a str> {
    let ids = list(entry, "collectionIds").iter().filter_map(Value::as_str);
    let folder = Some(text(entry, "folderId")).filter(|id| !id.is_empty()).and_then(|id| folders.get(id));
    let named = folder.into_iter().chain(ids.filter_map(|id| collections.get(id)));
    named.map(|place| text(place, "name")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_as_wide_as_its_match_says() {
        let file = r#"{"encrypted":false,"folders":[],"items":[{"name":"Acme","login":{"totp":"MY","uris":[
            {"match":null,"uri":"https://usual.test"},{"match":0,"uri":"https://domain.test"},
            {"match":1,"uri":"https://host.test"},{"match":2,"uri":"https://starts.test/in"},
            {"match":3,"uri":"https://exact.test/in"},{"match":4,"uri":"https://regular.test"},
            {"match":5,"uri":"https://never.test"},{"match":9,"uri":"https://later.test"}]}}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        let sites = import.candidates[0].account.sites.iter();
        let seen: Vec<(&str, bool)> = sites.map(|site| (site.host.as_str(), site.exact)).collect();
        let [usual, domain] = ["usual.test", "domain.test"].map(|host| (host, false));
        let [host, starts, exact] = ["host.test", "starts.test", "exact.test"].map(|host| (host, true));
        assert_eq!(seen, [usual, domain, host, starts, exact]);
    }

    #[test]
    fn an_entry_gives_its_code_and_what_tells_it_apart() {
        let file = r#"{"encrypted":false,"folders":[{"id":"f","name":"Work"}],"items":[
            {"folderId":"f","name":"Acme","notes":"n","favorite":true,"creationDate":"2025-05-08T08:48:19.000Z","login":{"username":"ana","password":"hush",
             "uris":[{"uri":"https://acme.test"}],"totp":"MY"}},
            {"name":"no code","login":{"totp":null}},{"name":"a card","card":{}}]}"#;
        let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
        assert_eq!((import.format, import.candidates.len()), ("bitwarden", 1));
        let candidate = &import.candidates[0];
        assert_eq!((candidate.account.issuer.as_str(), candidate.account.name.as_str()), ("Acme", "ana"));
        assert_eq!((candidate.account.note.as_str(), candidate.account.pinned), ("n", true));
        assert_eq!(candidate.account.created, 1_746_694_099);
        assert_eq!(
            (&candidate.account.tags[..], candidate.account.sites[0].host.as_str()),
            (&["Work".into()][..], "acme.test")
        );
        assert!(!format!("{import:?}").contains("hush"));
    }

    #[test]
    fn old_versions_did_not_say_whether_they_encrypted() {
        for (places, member) in
            [("folders", r#""folderId":"f""#), ("collections", r#""collectionIds":["f"]"#)]
        {
            let file = format!(
                r#"{{"{places}":[{{"id":"f","name":"Work"}}],"items":[
                {{{member},"type":1,"name":"Acme","login":{{"username":"ana","totp":"MY"}}}}]}}"#
            );
            let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
            let account = &import.candidates[0].account;
            assert_eq!((import.format, account.issuer.as_str()), ("bitwarden", "Acme"));
            assert_eq!(account.tags, ["Work"]);
        }
    }

    #[test]
    fn what_its_authenticator_escaped_twice_is_read_as_it_was() {
        let label = "AT%26amp%3BT%3Ao%26%2339%3Bneil%20%26lt%3B%26quot%3Ba%26quot%3B%26gt%3B";
        let code = format!("otpauth://totp/{label}?secret=MY&issuer=AT%26T");
        let json = |places: &str| {
            format!(
                r#"{{"encrypted":false,{places}"items":[{{"name":"AT&T","login":{{"totp":"{code}"}}}}]}}"#
            )
        };
        let table = format!("folder,favorite,type,name,login_uri,login_totp\n,,1,AT&T,,{code},AT&T,30,6");
        let escaped = "AT&amp;T:o&#39;neil &lt;&quot;a&quot;&gt;";
        for (file, name) in
            [(json(""), "o'neil <\"a\">"), (table, "o'neil <\"a\">"), (json(r#""folders":[],"#), escaped)]
        {
            let account = &crate::read(file.as_bytes(), &Request::new(1)).unwrap().candidates[0].account;
            assert_eq!((account.issuer.as_str(), account.name.as_str()), ("AT&T", name), "{file}");
        }
    }

    #[test]
    fn files_that_do_not_open_say_why() {
        let restricted = br#"{"encrypted":true,"items":[]}"#;
        let refused = crate::read(restricted, &Request::new(1)).err();
        assert_eq!(refused, Some(Refusal::AccountRestricted.into()));
        let costly = br#"{"encrypted":true,"passwordProtected":true,"salt":"AAAA","kdfType":1,"kdfIterations":3,
            "kdfMemory":4096,"kdfParallelism":4,"encKeyValidation_DO_NOT_EDIT":"2.AA==|AA==|AA==","data":"x"}"#;
        let refused = crate::read(costly, &Request::new(1).with_passphrase("a")).err();
        assert_eq!(refused, Some(Refusal::TooMuchMemory { mebibytes: 4_096 }.into()));
        let later =
            br#"{"encrypted":true,"passwordProtected":true,"salt":"AAAA","kdfType":0,"kdfIterations":1,
            "encKeyValidation_DO_NOT_EDIT":"7.AA==","data":"x"}"#;
        let refused = crate::read(later, &Request::new(1).with_passphrase("a")).err();
        assert_eq!(refused, Some(Refusal::Later.into()));
        let unasked = crate::read(costly, &Request::new(1)).err();
        assert_eq!(unasked, Some(Error::NeedsPassphrase { app: "Bitwarden" }));
    }
}
