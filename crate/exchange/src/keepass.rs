//! How KeePass and its relatives store one-time passwords: custom strings of an entry, by four
//! conventions.

pub(crate) mod document;

use crate::{
    Import, Request,
    draft::{Draft, Key, Kind, Number},
    item::Item,
    json,
    read::key_uris,
};

/// An entry's strings, by name.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) strings: Vec<(String, String)>,
    pub(crate) tags: Vec<String>,
    /// Unix seconds.
    pub(crate) created: Option<u64>,
    /// Whether it is in the recycle bin.
    pub(crate) trashed: bool,
}

impl Entry {
    /// Adds every code of the entry.
    pub(crate) fn add(&self, import: &mut Import, request: &Request<'_>) {
        let item = Item {
            title: self.get("title"),
            username: self.first(&["username", "user name"]),
            note: self.get("notes"),
            tags: self.tags.iter().map(String::as_str).collect(),
            sites: Some(self.get("url")).filter(|site| !site.is_empty()).into_iter().collect(),
            created: self.created,
            trashed: self.trashed,
            ..Item::default()
        };
        let first = import.candidates.len();
        for (name, code) in &self.strings {
            if is_code(name) || key_uris::begins(code) {
                item.add(code, import, request);
            }
        }
        self.seed(&item, import);
        self.by_time(&item, import);
        self.by_counter(&item, import);
        import.once_from(first);
    }

    /// Whether it has a code by one of the conventions; others are skipped.
    fn has_code(&self) -> bool {
        const NAMES: [&str; 3] = ["totp seed", "timeotp-secret", "hmacotp-secret"];
        let by_name = |name: &str| {
            let begins =
                |start: &&str| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
            NAMES.iter().any(begins)
        };
        self.strings.iter().any(|(name, value)| is_code(name) || by_name(name) || key_uris::begins(value))
    }

    /// The string with this name, in any case.
    fn get(&self, wanted: &str) -> &str {
        let found = self.strings.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map_or("", |(_, value)| value)
    }

    fn first(&self, wanted: &[&str]) -> &str {
        wanted.iter().map(|name| self.get(name)).find(|value| !value.is_empty()).unwrap_or_default()
    }

    /// The TrayTOTP plug-in: `TOTP Seed`, and `TOTP Settings` such as `30;6` or `30;S` for Steam.
    fn seed(&self, item: &Item<'_>, import: &mut Import) {
        let seed = self.get("totp seed");
        if seed.is_empty() {
            return;
        }
        let mut settings = self.get("totp settings").split(';').map(str::trim);
        let period = Number::read(settings.next().unwrap_or_default());
        let digits = settings.next().unwrap_or_default();
        let (kind, digits) = match digits {
            "S" | "s" => (Kind::Steam, Number::Absent),
            digits => (Kind::Totp, Number::read(digits)),
        };
        import.add(Draft { kind, secret: Key::Base32(seed), digits, period, ..item.draft() });
    }

    /// KeePass 2.47 and later, time-based.
    fn by_time(&self, item: &Item<'_>, import: &mut Import) {
        let Some(secret) = self.secret("timeotp-secret") else { return };
        import.add(Draft {
            secret,
            algorithm: self.get("timeotp-algorithm"),
            digits: Number::read(self.get("timeotp-length")),
            period: Number::read(self.get("timeotp-period")),
            ..item.draft()
        });
    }

    /// KeePass 2, counter-based.
    fn by_counter(&self, item: &Item<'_>, import: &mut Import) {
        let Some(secret) = self.secret("hmacotp-secret") else { return };
        import.add(Draft {
            kind: Kind::Hotp,
            secret,
            algorithm: self.get("hmacotp-algorithm"),
            counter: Number::read(self.get("hmacotp-counter")),
            digits: Number::read(self.get("hmacotp-length")),
            ..item.draft()
        });
    }

    /// A secret in one of its four encodings.
    fn secret(&self, name: &str) -> Option<Key<'_>> {
        let spelled =
            |suffix: &str| Some(self.get(&format!("{name}{suffix}"))).filter(|text| !text.is_empty());
        if let Some(text) = spelled("-base32") {
            return Some(Key::Base32(text));
        }
        if let Some(text) = spelled("-hex") {
            let bytes = base16ct::mixed::decode_vec(text.trim()).ok();
            return Some(bytes.map_or(Key::Hex(text), Key::Bytes));
        }
        if let Some(text) = spelled("-base64") {
            return Some(json::base64(text).map_or(Key::Unreadable, Key::Bytes));
        }
        spelled("").map(|text| Key::Bytes(text.as_bytes().to_vec()))
    }
}

/// KeePassXC's own name, and `otp_1` and so on for several codes from 1Password.
fn is_code(name: &str) -> bool {
    let rest = name.get(..3).filter(|start| start.eq_ignore_ascii_case("otp")).and_then(|_| name.get(3..));
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('_').is_some_and(|place| place.parse::<u16>().is_ok())
    })
}

#[cfg(test)]
mod tests {
    use tandem_core::otp::{Algorithm, Scheme};

    use super::*;

    fn read(strings: &[(&str, &str)]) -> Import {
        let mut import = Import::new(1);
        let strings = strings.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Entry { strings, ..Entry::default() }.add(&mut import, &Request::new(1));
        import
    }

    #[test]
    fn every_convention_gives_the_same_secret() {
        for strings in [
            &[("otp", "otpauth://totp/a:b?secret=MZXW6YTBOI")][..],
            &[("otp", "key=MZXW6YTBOI&size=6")],
            &[("OTP_1", "MZXW6YTBOI")],
            &[("TOTP Seed", "mzxw6ytboi"), ("TOTP Settings", "30;6")],
            &[("TimeOtp-Secret", "foobar")],
            &[("TimeOtp-Secret-Hex", "666f6F626172")],
            &[("TimeOtp-Secret-Base32", "MZXW6YTBOI======")],
            &[("TimeOtp-Secret-Base64", "Zm9vYmFy")],
            &[("HmacOtp-Secret", "foobar"), ("HmacOtp-Counter", "7")],
        ] {
            let import = read(strings);
            assert_eq!((import.candidates.len(), import.refused.len()), (1, 0), "{strings:?}");
            assert_eq!(import.candidates[0].account.secret.expose(), b"foobar", "{strings:?}");
        }
    }

    #[test]
    fn a_code_that_is_kept_for_several_programs_is_one_account() {
        let import = read(&[
            ("Title", "Acme"),
            ("otp", "otpauth://totp/Acme:ana?secret=MZXW6YTBOI&issuer=Acme"),
            ("TimeOtp-Secret-Base32", "MZXW6YTBOI"),
            ("TOTP Seed", "mzxw 6ytb oi"),
            ("Old code", "otpauth://totp/Acme:ana?secret=MY&issuer=Acme"),
            ("URL", "https://acme.test"),
        ]);
        let secrets: Vec<_> = import.candidates.iter().map(|it| it.account.secret.expose()).collect();
        assert_eq!(secrets, [&b"foobar"[..], b"f"]);
        assert_eq!(import.candidates[0].account.name, "ana");
    }

    #[test]
    fn settings_of_each_convention() {
        let time = read(&[
            ("TimeOtp-Secret-Base32", "MY"),
            ("TimeOtp-Length", "8"),
            ("TimeOtp-Period", "60"),
            ("TimeOtp-Algorithm", "HMAC-SHA-256"),
        ]);
        assert!(
            matches!(time.candidates[0].account.scheme, Scheme::Totp { digits, period, .. } if digits.get() == 8 && period.seconds() == 60)
        );
        let steam = read(&[("TOTP Seed", "MY"), ("TOTP Settings", "30;S")]);
        assert!(matches!(steam.candidates[0].account.scheme, Scheme::Steam));
        let counter = read(&[
            ("HmacOtp-Secret-Base32", "MY"),
            ("HmacOtp-Counter", "7"),
            ("HmacOtp-Algorithm", "HMAC-SHA-256"),
        ]);
        let (scheme, sha) = (&counter.candidates[0].account.scheme, Algorithm::Sha256);
        assert!(matches!(scheme, Scheme::Hotp { counter: 7, algorithm, .. } if *algorithm == sha));
    }

    #[test]
    fn an_entry_without_a_code_is_no_account() {
        let import = read(&[("Title", "a"), ("Password", "b"), ("otp_notes", "c")]);
        assert!(import.candidates.is_empty() && import.refused.is_empty());
    }
}
