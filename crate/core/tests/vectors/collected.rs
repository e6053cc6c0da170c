//! Every row of the collection beside the project, group by group: what other programs' tests and
//! the standards say. Read natively and in the browser alike.

use serde_json::Value;
use tandem_core::{
    base32,
    otp::{self, Digits, Period, Scheme},
    otpauth, pair,
    secret::Secret,
};

use crate::own::{algorithm, secret};

/// Checks the whole collection, and returns the number of rows.
pub(crate) fn check(text: &str) -> usize {
    let file: Value = serde_json::from_str(text).expect("the collection is JSON");
    let groups = file["groups"].as_object().expect("groups");
    let mut count = 0;
    for (name, group) in groups {
        let rows = group["vectors"].as_array().expect("rows");
        for row in rows {
            let row = Row { group, row };
            match name.as_str() {
                "rfc4226_appendix_d"
                | "hotp_big_counters"
                | "hotp_digits_5_to_10"
                | "pyotp_hotp_32_byte_key" => {
                    row.counted();
                }
                "rfc6238_appendix_b"
                | "totp_6_digits_and_boundaries"
                | "key_lengths_around_hmac_block"
                | "google_authenticator_output"
                | "battle_net" => row.timed(),
                "hectorm_otpauth_cases" if row.text("type") == "hotp" => row.counted(),
                "hectorm_otpauth_cases" => row.timed(),
                "rfc6238_wrong_seed_trap" => row.trap(),
                "bitwarden_lenient_base32" => row.lenient(),
                "steam_guard" => row.code(&Scheme::Steam, row.number("time") / 30),
                "motp" => row.code(&Scheme::Motp { pin: pin(&row) }, row.number("time") / 10),
                "yandex" => row.code(&Scheme::Yandex { pin: pin(&row) }, row.number("time") / 30),
                "aws_shaped_two_consecutive" => row.consecutive(),
                "rfc4648_base32" => row.base32(),
                "otpauth_uri_cases" => row.uri(),
                other => panic!("nobody checks the group {other}"),
            }
            count += 1;
        }
    }
    count
}

/// A row, and its group for what its rows share.
struct Row<'a> {
    group: &'a Value,
    row: &'a Value,
}

impl Row<'_> {
    fn find(&self, name: &str) -> Option<&Value> {
        self.row.get(name).or_else(|| self.group.get(name))
    }

    fn text(&self, name: &str) -> &str {
        self.find(name).and_then(Value::as_str).unwrap_or_else(|| panic!("no {name} in {}", self.row))
    }

    /// Counters that JSON's readers disagree about are written as text.
    fn number(&self, name: &str) -> u64 {
        let found = self.find(name).unwrap_or_else(|| panic!("no {name} in {}", self.row));
        found.as_u64().unwrap_or_else(|| found.as_str().expect("a number").parse().expect("a number"))
    }

    fn algorithm(&self) -> &str {
        self.find("algorithm").and_then(Value::as_str).unwrap_or("SHA1")
    }

    fn digits(&self) -> Digits {
        Digits::new(u8::try_from(self.number("digits")).expect("few")).expect("digits")
    }

    fn secret(&self) -> Secret {
        if let Some(hex) = self.find("key_hex").or_else(|| self.find("secret_hex")) {
            return secret(hex.as_str().expect("hexadecimal"));
        }
        if let Some(seed) = self.group.get("seeds").and_then(|seeds| seeds.get(self.algorithm())) {
            return secret(seed["hex"].as_str().expect("hexadecimal"));
        }
        base32::decode(self.text("secret_base32")).expect("a secret")
    }

    fn code(&self, scheme: &Scheme, factor: u64) {
        let code = otp::code(&self.secret(), scheme, factor);
        assert_eq!(code.as_str(), self.text("code"), "{}", self.row);
    }

    fn counted(&self) {
        let counter = self.number("counter");
        match algorithm(self.algorithm()) {
            Some(algorithm) => {
                self.code(&Scheme::Hotp { algorithm, digits: self.digits(), counter }, counter)
            }
            None => self.unknown_algorithm(),
        }
    }

    fn timed(&self) {
        let time =
            if self.find("time_ms").is_some() { self.number("time_ms") / 1000 } else { self.number("time") };
        let period = Period::new(u32::try_from(self.number("period")).expect("few")).expect("a period");
        match algorithm(self.algorithm()) {
            Some(algorithm) => {
                self.code(&Scheme::Totp { algorithm, digits: self.digits(), period }, period.step(time));
            }
            None => self.unknown_algorithm(),
        }
    }

    /// An unknown hash makes no code, and is never replaced by another.
    fn unknown_algorithm(&self) {
        let uri = format!("otpauth://totp/a?secret=MZXW6YTB&algorithm={}", self.algorithm());
        let refused = otpauth::parse(&uri, 0).expect_err("no such algorithm");
        assert_eq!(refused, otpauth::Error::Algorithm(self.algorithm().to_owned()));
    }

    /// The seed in the RFC's prose, which gives other codes than the RFC's table.
    fn trap(&self) {
        let short = Secret::new(b"12345678901234567890".to_vec()).expect("twenty bytes");
        let algorithm = algorithm(self.algorithm()).expect("a known algorithm");
        let digits = Digits::new(8).expect("eight digits");
        let scheme = Scheme::Totp { algorithm, digits, period: Period::THIRTY };
        let code = otp::code(&short, &scheme, self.number("time") / 30);
        assert_eq!(code.as_str(), self.text("wrong_code_with_20_byte_seed"), "{}", self.row);
        assert_ne!(code.as_str(), self.text("right_code"), "{}", self.row);
    }

    /// Lenient reading, as elsewhere; but a character that isn't base32 is never dropped here.
    fn lenient(&self) {
        let time = self.number("time");
        if self.find("uri").is_some() {
            let account = otpauth::parse(self.text("uri"), time).expect("a key");
            let step = account.scheme.step(time).expect("by time");
            let code = otp::code(&account.secret, &account.scheme, step);
            assert_eq!(code.as_str(), self.text("code"), "{}", self.row);
            return;
        }
        let text = self.text("secret_text");
        match text.chars().position(|c| !c.is_ascii_alphabetic() && !matches!(c, '2'..='7' | '=')) {
            None => {
                let read = base32::decode(text).expect("a secret");
                assert!(read.same_as(&secret(self.text("decoded_hex"))), "{}", self.row);
                let code = otp::code(&read, &Scheme::standard(), time / 30);
                assert_eq!(code.as_str(), self.text("code"), "{}", self.row);
            }
            Some(place) => {
                let character = text.chars().nth(place).expect("found there");
                let refused = base32::decode(text).expect_err("not base32");
                assert_eq!(refused, base32::Error::Wrong { character, position: place + 1 });
            }
        }
    }

    fn consecutive(&self) {
        let now = self.number("time");
        let standing = pair::at(now, Period::THIRTY, pair::Order::CurrentNext, None);
        let (first, second) = pair::codes(&self.secret(), &Scheme::standard(), standing.first_step);
        assert_eq!(first.as_str(), self.text("code1"), "{}", self.row);
        assert_eq!(second.as_str(), self.text("code2"), "{}", self.row);
        assert_eq!(standing.seconds_left, self.number("seconds_left_of_code1"), "{}", self.row);
    }

    fn base32(&self) {
        let (bytes, text) = (self.text("ascii").as_bytes(), self.text("base32"));
        if bytes.is_empty() {
            assert_eq!(base32::decode(text).err(), Some(base32::Error::Empty));
            return;
        }
        let read = base32::decode(text).expect("base32");
        assert_eq!(read.expose(), bytes, "{}", self.row);
        assert_eq!(base32::encode(&read).as_str(), text.trim_end_matches('='), "{}", self.row);
    }

    /// The projects disagree on purpose; `otpauth` documents our decision.
    fn uri(&self) {
        let read = otpauth::parse(self.text("uri"), 0);
        let expected = self.text("expect");
        let taken = ["accept", "Steam", "issuer ", "leading"].iter().any(|start| expected.starts_with(start));
        assert_eq!(read.is_ok(), taken, "{}: {:?}", self.row, read.as_ref().err());
        let Ok(account) = read else { return };
        assert_eq!(matches!(account.scheme, Scheme::Steam), expected == "Steam type", "{}", self.row);
        if self.text("uri").contains("test-account@") {
            assert_eq!(
                (account.issuer.as_str(), account.name.as_str()),
                ("test-issuer", "test-account@example.com")
            );
        }
    }
}

fn pin(row: &Row<'_>) -> Secret {
    Secret::new(row.text("pin").as_bytes().to_vec()).expect("a PIN")
}
