//! An entry of a password manager, and the text in it for one-time passwords. Only that text and
//! what identifies the entry is read: passwords stay in the file.

use crate::{
    Import, Request,
    draft::{Draft, Key, Kind, Number},
    json, uri,
};

/// A password manager's data beside a code.
#[derive(Default, Clone)]
pub(crate) struct Item<'a> {
    /// The issuer, if the code's own text has none.
    pub(crate) title: &'a str,
    /// The account name, if the code's own text has none.
    pub(crate) username: &'a str,
    pub(crate) note: &'a str,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) pinned: bool,
    pub(crate) trashed: bool,
    pub(crate) sites: Vec<&'a str>,
    /// Addresses whose host alone is meant.
    pub(crate) hosts: Vec<&'a str>,
    /// Unix seconds.
    pub(crate) created: Option<u64>,
}

impl<'a> Item<'a> {
    /// Adds the account of one code: a Key URI, `steam://SECRET`, KeeOtp's `key=SECRET&size=8`, or
    /// a bare secret. An empty text isn't a code.
    pub(crate) fn add(&self, code: &'a str, import: &mut Import, request: &Request<'_>) {
        let code = code.trim();
        if code.is_empty() {
            return;
        }
        if let Some(secret) = steam(code) {
            return import.add(Draft { kind: Kind::Steam, secret: Key::Base32(secret), ..self.draft() });
        }
        if code.contains("://") {
            return self.add_uri(code, import, request);
        }
        match kee_otp(code) {
            Some(query) => query.add(self, import),
            None => import.add(Draft { secret: Key::Base32(code), ..self.draft() }),
        }
    }

    /// What is known apart from the code.
    pub(crate) fn draft(&self) -> Draft<'a> {
        Draft {
            issuer: self.title,
            name: self.username,
            note: self.note,
            tags: self.tags.clone(),
            pinned: self.pinned,
            trashed: self.trashed,
            sites: self.sites.clone(),
            hosts: self.hosts.clone(),
            created: self.created,
            ..Draft::default()
        }
    }

    fn add_uri(&self, uri: &str, import: &mut Import, request: &Request<'_>) {
        match uri::parse(uri, request.now) {
            Ok(account) => match self.draft().complete(account, request.now) {
                Ok(candidate) => import.keep(candidate),
                Err(why) => import.refuse(self.draft().shown(), why),
            },
            Err(error) => {
                let shown = Some(self.draft().shown()).filter(|shown| !shown.is_empty());
                import.refuse(shown.unwrap_or_else(|| uri::shown(uri)), error);
            }
        }
    }
}

/// Steam's secret, which is in the place of the host.
fn steam(code: &str) -> Option<&str> {
    let (scheme, secret) = code.split_once("://")?;
    scheme.eq_ignore_ascii_case("steam").then(|| secret.trim_matches('/'))
}

/// The KeeOtp plug-in's text: `key=SECRET&size=8&step=60&otpHashMode=Sha256&encoding=Hex`, in any order. It
/// escapes `=` alone.
struct KeeOtp {
    values: Vec<(String, String)>,
}

fn kee_otp(code: &str) -> Option<KeeOtp> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), uri::decoded(value, false)))
    };
    let values: Vec<_> = code.split('&').filter_map(pair).collect();
    values.iter().any(|(name, value)| name == "key" && !value.is_empty()).then_some(KeeOtp { values })
}

impl KeeOtp {
    fn get(&self, wanted: &str) -> &str {
        self.values.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value)
    }

    fn add(&self, item: &Item<'_>, import: &mut Import) {
        let key = self.get("key");
        import.add(Draft {
            kind: Kind::named(self.get("type")),
            secret: match self.get("encoding").to_ascii_lowercase().as_str() {
                "" | "base32" => Key::Base32(key),
                "hex" => Key::Hex(key),
                "base64" => json::base64(key).map_or(Key::Unreadable, Key::Bytes),
                "utf8" => Key::Bytes(key.as_bytes().to_vec()),
                _ => Key::Unreadable,
            },
            algorithm: self.get("otphashmode"),
            digits: Number::read(self.get("size")),
            period: Number::read(self.get("step")),
            counter: Number::read(self.get("counter")),
            ..item.draft()
        });
    }
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::Scheme;

    use super::*;

    fn read(code: &str) -> crate::Candidate {
        let mut import = Import::new(7);
        let item = Item { title: "Acme", username: "ana", sites: vec!["acme.test"], ..Item::default() };
        item.add(code, &mut import, &Request::new(7));
        assert_eq!(import.refused, [], "{code}");
        import.candidates.remove(0)
    }

    #[test]
    fn every_way_to_write_a_code() {
        for code in [
            "MZXW 6ytb-oi==",
            "otpauth://totp/?secret=MZXW6YTBOI",
            "key=MZXW6YTBOI%3D%3D",
            "key=666f6f626172&encoding=Hex",
            "encoding=Base64&key=Zm9vYmFy",
            "key=foobar&encoding=UTF8",
            "steam://MZXW6YTBOI",
            "STEAM://MZXW6YTBOI/",
        ] {
            let candidate = read(code);
            assert_eq!(candidate.account.secret.expose(), b"foobar", "{code}");
            assert_eq!((candidate.account.issuer.as_str(), candidate.account.name.as_str()), ("Acme", "ana"));
            assert_eq!(candidate.account.sites[0].host, "acme.test", "{code}");
            let steam = matches!(candidate.account.scheme, Scheme::Steam);
            assert_eq!(steam, code.to_ascii_lowercase().starts_with("steam"), "{code}");
        }
    }

    #[test]
    fn names_of_a_key_uri_come_before_those_of_the_entry() {
        let account = read("otpauth://totp/Bank:bob?secret=MY&issuer=Bank").account;
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Bank", "bob"));
    }

    #[test]
    fn kee_otp_has_numbers_of_its_own() {
        let account = read("key=MY&size=8&step=60&otpHashMode=Sha256").account;
        assert!(
            matches!(account.scheme, Scheme::Totp { digits, period, .. } if digits.get() == 8 && period.seconds() == 60)
        );
        let counter = read("key=MY&type=Hotp&counter=3").account;
        assert!(matches!(counter.scheme, Scheme::Hotp { counter: 3, .. }));
        let base64 = read("key=++8=&encoding=Base64").account;
        assert_eq!(base64.secret.expose(), [0xfb, 0xef]);
    }

    #[test]
    fn an_entry_without_a_code_is_no_account() {
        let mut import = Import::new(0);
        Item::default().add("  ", &mut import, &Request::new(0));
        assert!(import.candidates.is_empty() && import.refused.is_empty());
    }
}
