//! Writes an account as a Key URI.

use zeroize::Zeroizing;

use super::percent::encode;
use crate::{
    account::Account,
    base32, hex,
    otp::{Algorithm, Scheme},
};

/// Room for everything but the texts; only a longer secret would need more.
const ROOM: usize = 160;

/// Writes an account as a Key URI that [`parse`](super::parse) reads back, and that other apps read
/// if they know the scheme. Defaults are written out, because apps differ in them.
///
/// Issuer, name and an mOTP PIN are written without surrounding white space. A Key URI has no place
/// for a label, note or tag. TOTP of five digits with the issuer Steam reads back as Steam.
///
/// # Security
/// The text contains the secret, and the PIN if there is one.
#[must_use]
pub fn write(account: &Account) -> Zeroizing<String> {
    let issuer = account.issuer.trim();
    let name = account.name.trim();
    // Large enough never to be moved, which would leave a copy in memory.
    let length =
        6 * (issuer.len() + name.len() + account.secret.expose().len() + pin_length(&account.scheme));
    let mut uri = Zeroizing::new(String::with_capacity(ROOM + length));
    uri.push_str(match &account.scheme {
        Scheme::Totp { .. } => "otpauth://totp/",
        Scheme::Hotp { .. } => "otpauth://hotp/",
        Scheme::Steam => "otpauth://steam/",
        Scheme::Yandex { .. } => "otpauth://yaotp/",
        Scheme::Motp { .. } => "motp://",
    });
    label(issuer, name, &mut uri);
    uri.push_str("?secret=");
    uri.push_str(&secret_key(account));
    if !issuer.is_empty() {
        uri.push_str("&issuer=");
        encode(issuer, b"", &mut uri);
    }
    match &account.scheme {
        Scheme::Totp { algorithm, digits, period } => {
            hash(*algorithm, &mut uri);
            number("digits", u64::from(digits.get()), &mut uri);
            number("period", u64::from(period.seconds()), &mut uri);
        }
        Scheme::Hotp { algorithm, digits, counter } => {
            hash(*algorithm, &mut uri);
            number("digits", u64::from(digits.get()), &mut uri);
            number("counter", *counter, &mut uri);
        }
        Scheme::Steam => {
            number("digits", 5, &mut uri);
            number("period", 30, &mut uri);
        }
        Scheme::Yandex { pin } => {
            uri.push_str("&pin=");
            let encoded = base32::encode(pin);
            uri.push_str(&encoded);
            // Digits alone are read as the PIN itself.
            if encoded.bytes().all(|byte| byte.is_ascii_digit()) {
                uri.push_str("%3D");
            }
        }
        Scheme::Motp { pin } => {
            uri.push_str("&pin=");
            for byte in pin.expose() {
                uri.push('%');
                hex::push_upper(&[*byte], &mut uri);
            }
        }
    }
    uri
}

/// Writes an account's secret key as apps show it: hexadecimal for mOTP, base32 for all others.
///
/// # Security
/// Anyone who has it can make the account's codes.
#[must_use]
pub fn secret_key(account: &Account) -> Zeroizing<String> {
    let bytes = account.secret.expose();
    match &account.scheme {
        Scheme::Motp { .. } => {
            let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
            hex::push_lower(bytes, &mut text);
            text
        }
        _ => base32::encode(&account.secret),
    }
}

/// An empty prefix keeps a colon in the name from ending an issuer.
fn label(issuer: &str, name: &str, uri: &mut String) {
    if !issuer.is_empty() || name.contains(':') {
        encode(issuer, b"@", uri);
        uri.push(':');
    }
    encode(name, b"@", uri);
}

fn hash(algorithm: Algorithm, uri: &mut String) {
    uri.push_str("&algorithm=");
    uri.push_str(match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha512 => "SHA512",
    });
}

fn number(name: &str, value: u64, uri: &mut String) {
    uri.push('&');
    uri.push_str(name);
    uri.push('=');
    uri.push_str(&value.to_string());
}

fn pin_length(scheme: &Scheme) -> usize {
    match scheme {
        Scheme::Motp { pin } | Scheme::Yandex { pin } => pin.expose().len(),
        Scheme::Totp { .. } | Scheme::Hotp { .. } | Scheme::Steam => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        otp::{Digits, Period},
        otpauth::parse,
        secret::Secret,
    };

    fn secret(bytes: &[u8]) -> Secret {
        Secret::new(bytes.to_vec()).unwrap()
    }

    fn check(issuer: &str, name: &str, scheme: Scheme, uri: &str) {
        let account = Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(secret(b"foobar"), scheme, 0)
        };
        assert_eq!(write(&account).as_str(), uri);
    }

    #[test]
    fn what_each_scheme_writes() {
        let (algorithm, digits) = (Algorithm::Sha256, Digits::new(8).unwrap());
        check(
            "Amazon Web Services",
            "ana@123456789012",
            Scheme::standard(),
            "otpauth://totp/Amazon%20Web%20Services:ana@123456789012?secret=MZXW6YTBOI&issuer=Amazon%20Web%20Services\
             &algorithm=SHA1&digits=6&period=30",
        );
        check(
            "",
            "",
            Scheme::Hotp { algorithm, digits, counter: u64::MAX },
            "otpauth://hotp/?secret=MZXW6YTBOI&algorithm=SHA256&digits=8&counter=18446744073709551615",
        );
        check(
            "",
            "a:b",
            Scheme::Totp { algorithm: Algorithm::Sha512, digits, period: Period::new(60).unwrap() },
            "otpauth://totp/:a%3Ab?secret=MZXW6YTBOI&algorithm=SHA512&digits=8&period=60",
        );
        check(
            "Steam",
            "",
            Scheme::Steam,
            "otpauth://steam/Steam:?secret=MZXW6YTBOI&issuer=Steam&digits=5&period=30",
        );
        check(
            " Acme ",
            " ana ",
            Scheme::Motp { pin: secret(b"1 a") },
            "motp://Acme:ana?secret=666f6f626172&issuer=Acme&pin=%31%20%61",
        );
        check(
            "Yandex",
            "ana",
            Scheme::Yandex { pin: secret(b"5239") },
            "otpauth://yaotp/Yandex:ana?secret=MZXW6YTBOI&issuer=Yandex&pin=GUZDGOI",
        );
        check(
            "Yandex",
            "ana",
            Scheme::Yandex { pin: secret(&[0xd7]) },
            "otpauth://yaotp/Yandex:ana?secret=MZXW6YTBOI&issuer=Yandex&pin=24%3D",
        );
    }

    #[test]
    fn a_yandex_pin_whose_base32_is_digits_is_read_back() {
        for pin in [&[0xd7][..], &[0xd6], &[0xff, 0xff, 0xff, 0xff, 0xff], &[0xdf]] {
            let scheme = Scheme::Yandex { pin: Secret::new(pin.to_vec()).unwrap() };
            let account = Account::nameless(Secret::new(vec![7; 16]).unwrap(), scheme, 1_700_000_000);
            let back = parse(&write(&account), 1_700_000_000).unwrap();
            assert_eq!(format!("{account:?}"), format!("{back:?}"), "{pin:x?}");
            let Scheme::Yandex { pin: read } = back.scheme else { panic!("{pin:x?}") };
            assert!(read.same_as(&Secret::new(pin.to_vec()).unwrap()), "{pin:x?}");
        }
    }

    #[test]
    fn an_issuer_that_looks_like_parameters_is_read_back() {
        for issuer in ["&Steam=", "R&D&digits=8", "a;digits=8", "What?&secret=MY", "a:b;pin=1", "&issuer=b"] {
            let account = Account {
                issuer: issuer.into(),
                ..Account::nameless(secret(b"foobar"), Scheme::standard(), 1_700_000_000)
            };
            let back = parse(&write(&account), 1_700_000_000).unwrap();
            assert_eq!(format!("{account:?}"), format!("{back:?}"), "{issuer}");
        }
    }

    /// Any name that typing or scanning can give.
    fn text() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            ":", "%", "#", "?", "&", "+", "/", "=", ";", " ", "null", "Steam", "digits", "secret", "認証",
            "😀", "a", "B", "@", "%3A",
        ]);
        prop_oneof![
            prop::collection::vec(odd, 0..6).prop_map(|parts| crate::text::clean(&parts.concat())),
            any::<String>().prop_map(|text| crate::text::clean(&text)),
        ]
    }

    fn scheme() -> impl Strategy<Value = Scheme> {
        let hash = prop::sample::select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
        let length = (1..=10_u8).prop_map(|count| Digits::new(count).unwrap());
        let period = (1..=86_400_u32).prop_map(|seconds| Period::new(seconds).unwrap());
        prop_oneof![
            (hash.clone(), length.clone(), period).prop_map(|(algorithm, digits, period)| Scheme::Totp {
                algorithm,
                digits,
                period
            }),
            (hash, length, any::<u64>()).prop_map(|(algorithm, digits, counter)| Scheme::Hotp {
                algorithm,
                digits,
                counter
            }),
            Just(()).prop_map(|()| Scheme::Steam),
            Just(()).prop_map(|()| Scheme::standard()),
            "[0-9]{1,8}".prop_map(|pin| Scheme::Motp { pin: Secret::new(pin.into_bytes()).unwrap() }),
            prop::collection::vec(any::<u8>(), 1..20)
                .prop_map(|pin| Scheme::Yandex { pin: Secret::new(pin).unwrap() }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            issuer in text(),
            name in text(),
            bytes in prop::collection::vec(any::<u8>(), 1..80),
            scheme in scheme(),
        ) {
            let bytes = match scheme {
                Scheme::Yandex { .. } => bytes.iter().copied().cycle().take(16).collect(),
                _ => bytes,
            };
            // The one exception that `write` names.
            let five = matches!(&scheme, Scheme::Totp { digits, .. } if digits.get() == 5);
            prop_assume!(!(five && issuer.eq_ignore_ascii_case("Steam")));
            let account = Account { issuer, name, ..Account::nameless(Secret::new(bytes).unwrap(), scheme, 1_700_000_000) };
            let uri = write(&account);
            let back = parse(&uri, 1_700_000_000).map_err(|error| TestCaseError::fail(format!("{}: {error}", *uri)))?;
            prop_assert!(account.secret.same_as(&back.secret));
            prop_assert_eq!(write(&back), uri);
            prop_assert_eq!(format!("{account:?}"), format!("{back:?}"));
        }

        #[test]
        fn every_text_gets_an_answer(text in ".*") {
            let _ = parse(&text, 0);
            for scheme in ["otpauth://", "otpauth://totp/", "motp://", "steam://", "otpauth://hotp/a?secret=MY&"] {
                if let Ok(account) = parse(&format!("{scheme}{text}"), 0) {
                    prop_assert!(parse(&write(&account), 0).is_ok());
                }
            }
        }
    }
}
