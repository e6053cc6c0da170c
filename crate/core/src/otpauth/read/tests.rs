//! Key URIs as apps and sites write them, and how each is read.

use super::*;
use crate::{account::Invalid, otp::Unfit};

/// An account's scheme in one line: `type algorithm digits period-or-counter`.
fn describe(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Totp { algorithm, digits, period } => {
            format!("totp {algorithm:?} {} {}", digits.get(), period.seconds())
        }
        Scheme::Hotp { algorithm, digits, counter } => {
            format!("hotp {algorithm:?} {} {counter}", digits.get())
        }
        Scheme::Steam => "steam".into(),
        Scheme::Motp { pin } => format!("motp {}", String::from_utf8_lossy(pin.expose())),
        Scheme::Yandex { pin } => format!("yandex {}", String::from_utf8_lossy(pin.expose())),
    }
}

/// Checks the names from a label, and parameters after `secret=MZXW6YTB`.
fn check_names(uri: &str, issuer: &str, name: &str) {
    let account = parse(uri, 7).unwrap_or_else(|error| panic!("{uri}: {error}"));
    assert_eq!((account.issuer.as_str(), account.name.as_str()), (issuer, name), "{uri}");
    assert_eq!(account.created, 7);
}

fn check_scheme(uri: &str, expected: &str) {
    let account = parse(uri, 7).unwrap_or_else(|error| panic!("{uri}: {error}"));
    assert_eq!(describe(&account.scheme), expected, "{uri}");
}

fn check_error(uri: &str, expected: Error) {
    assert_eq!(parse(uri, 7).map(drop), Err(expected), "{uri}");
}

#[test]
fn the_qr_of_aws() {
    let uri = "otpauth://totp/Amazon%20Web%20Services:ana@123456789012?secret=\
               QWERTYUIOPASDFGHJKLZXCVBNM234567QWERTYUIOPASDFGHJKLZXCVBNM234567&issuer=Amazon%20Web%20Services";
    check_names(uri, "Amazon Web Services", "ana@123456789012");
    check_scheme(uri, "totp Sha1 6 30");
    let account = parse(uri, 7).unwrap();
    assert_eq!(account.secret.expose().len(), 40);
    assert_eq!(account.aws().unwrap().device, "ana");
}

#[test]
fn issuer_and_name() {
    for (label, parameters, issuer, name) in [
        ("Acme:ana", "", "Acme", "ana"),
        ("Acme%3Aana", "", "Acme", "ana"),
        ("Acme:%20%20ana", "", "Acme", "ana"),
        ("Acme:   ana", "", "Acme", "ana"),
        ("Acme : ana ", "", "Acme", "ana"),
        ("ana", "", "", "ana"),
        ("", "", "", ""),
        ("ana", "issuer=Acme", "Acme", "ana"),
        ("ana", "issuer=Acme%20", "Acme", "ana"),
        ("ana", "issuer=Acme+Co", "Acme Co", "ana"),
        ("ana", "issuer=Acme%2BCo", "Acme+Co", "ana"),
        ("ana", "issuer=", "", "ana"),
        ("Acme:ana", "issuer=", "Acme", "ana"),
        ("Acme:ana", "issuer", "Acme", "ana"),
        ("Acme:ana", "issuer=null", "Acme", "ana"),
        ("Acme:ana", "issuer=Other", "Other", "Acme:ana"),
        ("Slack%20(acme):ana", "issuer=Slack", "Slack", "Slack (acme):ana"),
        ("Contoso%3Aana@contoso.com", "issuer=Microsoft", "Microsoft", "Contoso:ana@contoso.com"),
        ("ACME%20co.:ana", "issuer=Acme+Co", "Acme Co", "ana"),
        ("AWS:ana@123456789012", "issuer=Amazon%20Web%20Services", "Amazon Web Services", "ana@123456789012"),
        (":ana", "issuer=Acme", "Acme", "ana"),
        ("Acme:ana", "issuer=Acme", "Acme", "ana"),
        (":ana", "", "", "ana"),
        (":ana:b", "", "", "ana:b"),
        ("Acme:", "", "Acme", ""),
        ("Acme:a:b", "", "Acme", "a:b"),
        ("Acme:a:b", "issuer=Acme", "Acme", "a:b"),
        ("A:B:ana", "issuer=A%3AB", "A:B", "ana"),
        ("a:b", "issuer=Acme", "Acme", "a:b"),
        ("Acme#1:ana#2", "", "Acme#1", "ana#2"),
        ("ana", "issuer=C#", "C#", "ana"),
        ("ana+x@example.com", "", "", "ana+x@example.com"),
        ("ana b@example.com", "", "", "ana b@example.com"),
        ("認証:あな😀", "", "認証", "あな😀"),
        ("%E8%AA%8D:ana", "", "認", "ana"),
        ("a/b:c/d", "", "a/b", "c/d"),
    ] {
        check_names(&format!("otpauth://totp/{label}?secret=MZXW6YTB&{parameters}"), issuer, name);
        check_names(&format!("otpauth://totp/{label}?{parameters}&secret=MZXW6YTB"), issuer, name);
    }
    check_names("otpauth://totp?secret=MZXW6YTB", "", "");
    check_names("  OTPauth://TOTP/ana?SECRET=MZXW6YTB\n", "", "ana");
    check_names("steam://MZXW6YTB", "Steam", "");
    check_names("motp://Acme:ana?secret=00ff&pin=1", "Acme", "ana");
}

#[test]
fn digits_period_and_counter() {
    for (parameters, expected) in [
        ("", "totp Sha1 6 30"),
        ("digits=8&period=60", "totp Sha1 8 60"),
        ("digits=1&period=1", "totp Sha1 1 1"),
        ("digits=10&period=86400", "totp Sha1 10 86400"),
        ("digits=06&period=%2030+", "totp Sha1 6 30"),
        ("algorithm=null&digits=null&period=null", "totp Sha1 6 30"),
        ("algorithm=&digits=&period=", "totp Sha1 6 30"),
        ("counter=x&image=%zz&codeDisplay=%7B%7D", "totp Sha1 6 30"),
    ] {
        check_scheme(&format!("otpauth://totp/ana?secret=MZXW6YTB&{parameters}"), expected);
    }
    for (parameters, expected) in [
        ("", "hotp Sha1 6 0"),
        ("counter=", "hotp Sha1 6 0"),
        ("counter=42&period=x", "hotp Sha1 6 42"),
        ("counter=18446744073709551615&digits=8&algorithm=SHA512", "hotp Sha512 8 18446744073709551615"),
        ("issuer=Steam", "hotp Sha1 6 0"),
    ] {
        check_scheme(&format!("otpauth://hotp/ana?secret=MZXW6YTB&{parameters}"), expected);
    }
}

#[test]
fn every_spelling_of_an_algorithm() {
    for (algorithm, spellings) in [
        (
            "Sha1",
            ["SHA1", "sha1", "SHA-1", "HmacSHA1", "HMAC-SHA-1", "Algorithm.sha1", "hmac_sha1", "HMAC%20SHA1"],
        ),
        (
            "Sha256",
            [
                "SHA256",
                "Sha256",
                "SHA-256",
                "HmacSHA256",
                "HMAC-SHA-256",
                "Algorithm.sha256",
                "sha_256",
                "SHA+256",
            ],
        ),
        (
            "Sha512",
            [
                "SHA512",
                "sHA512",
                "SHA-512",
                "HmacSHA512",
                "HMAC-SHA-512",
                "Algorithm.SHA512",
                "sha 512",
                "hmacsha512",
            ],
        ),
    ] {
        for spelling in spellings {
            for name in ["algorithm", "algo", "Algorithm"] {
                let uri = format!("otpauth://totp/ana?secret=MZXW6YTB&{name}={spelling}");
                check_scheme(&uri, &format!("totp {algorithm} 6 30"));
            }
        }
    }
}

#[test]
fn steam_in_all_its_disguises() {
    for uri in [
        "otpauth://steam/Steam:ana?secret=MZXW6YTB",
        "otpauth://steam/Acme:ana?secret=MZXW6YTB&issuer=Acme&algorithm=SHA1&digits=5&period=30",
        "otpauth://totp/Valve:ana?secret=MZXW6YTB&encoder=steam",
        "otpauth://totp/Valve:ana?secret=MZXW6YTB&digits=5&encoder=Steam",
        "otpauth://totp/Valve:ana?secret=MZXW6YTB&digits=5&otp_type=steam",
        "otpauth://totp/Valve:ana?secret=MZXW6YTB&steam",
        "otpauth://totp/Valve:ana?steam&secret=MZXW6YTB",
        "otpauth://totp/Steam:ana?secret=MZXW6YTB",
        "otpauth://totp/ana?secret=MZXW6YTB&issuer=Steam",
        "otpauth://totp/Steam:ana?secret=MZXW6YTB&digits=5&issuer=steam&data=%7B%7D",
        "steam://MZXW6YTB",
        "STEAM://mzxw6ytb/",
    ] {
        check_scheme(uri, "steam");
    }
    for (parameters, expected) in [
        ("digits=6", "totp Sha1 6 30"),
        ("period=60", "totp Sha1 6 60"),
        ("algorithm=SHA256", "totp Sha256 6 30"),
    ] {
        check_scheme(&format!("otpauth://totp/Steam:ana?secret=MZXW6YTB&{parameters}"), expected);
    }
}

#[test]
fn schemes_with_a_pin() {
    let yandex = "otpauth://yaotp/ana?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI";
    check_scheme(&format!("{yandex}&pin_length=4&pin=G42TQNQ%3D"), "yandex 7586");
    check_error(&format!("{yandex}&pin_length=4"), Error::NoPin);
    check_error(&format!("{yandex}&pin="), Error::NoPin);
    check_scheme(&format!("{yandex}&pin=5239"), "yandex 5239");
    check_scheme(&format!("{}&pin=7586", yandex.replace("yaotp", "yandex")), "yandex 7586");
    check_error(
        &format!("{yandex}&pin=G239"),
        Error::Pin(base32::Error::Wrong { character: '9', position: 4 }),
    );
    check_error(
        "otpauth://yaotp/ana?secret=MZXW6YTB&pin=G42TQNQ",
        Error::Account(Invalid::Unfit(Unfit::YandexLength { bytes: 5 })),
    );
    check_error(
        "otpauth://yaotp/ana?secret=AA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin=G42TQNQ",
        Error::Account(Invalid::Unfit(Unfit::YandexChecksum)),
    );
    check_scheme("motp://Acme:ana?secret=E3152AFEE62599C8&pin=1234", "motp 1234");
    check_error("motp://Acme:ana?secret=e3152afee62599c8", Error::NoPin);
    check_error("motp://Acme:ana?pin=1234", Error::NoSecret);
    for secret in ["e31", "xy", "MZXW6YTB"] {
        check_error(&format!("motp://Acme:ana?secret={secret}&pin=1"), Error::NotHexadecimal);
    }
}

#[test]
fn a_secret_as_apps_write_it() {
    for secret in
        ["MZXW6YTB", "mzxw6ytb", "MZXW%206YTB", "MZXW+6YTB", "mzxw-6ytb", "MZXW6YTB%3D%3D", "MZXW6YTB=="]
    {
        let account = parse(&format!("otpauth://totp/ana?secret={secret}"), 0).unwrap();
        assert_eq!(account.secret.expose(), b"fooba", "{secret}");
    }
    let same = "otpauth://totp/ana?secret=MZXW6YTB&secret=mzxw6ytb%3D";
    assert_eq!(parse(same, 0).unwrap().secret.expose(), b"fooba");
}

#[test]
fn what_is_no_secret_is_no_account() {
    for uri in [
        "otpauth://totp",
        "otpauth://totp/",
        "otpauth://totp/ana",
        "otpauth://totp/ana?",
        "otpauth://totp/ana?secret",
        "otpauth://totp/ana?secret=",
        "otpauth://totp/ana?secret=null",
        "otpauth://totp/ana?secret=%3D%3D",
        "otpauth://totp/ana?secret=+-",
        "steam://",
    ] {
        check_error(uri, Error::NoSecret);
    }
    check_error("otpauth://totp/ana?secret=A", Error::Secret(base32::Error::TooShort));
    for uri in ["otpauth://totp/ana?secret=MZXW%206YT1", "otpauth://totp/ana?secret=MZXW+6YT1&digits=6"] {
        check_error(uri, Error::Secret(base32::Error::Wrong { character: '1', position: 9 }));
    }
    check_error(
        "otpauth://totp/ana?secret=MZ#XW",
        Error::Secret(base32::Error::Wrong { character: '#', position: 3 }),
    );
}

#[test]
fn what_is_unknown_or_out_of_range_is_said() {
    let behind = |parameters: &str| format!("otpauth://totp/ana?secret=MZXW6YTB&{parameters}");
    for text in ["MD5", "SHA", "SHA224", "SHA384", "SHA3-256", "GOST", "1"] {
        check_error(&behind(&format!("algorithm={text}")), Error::Algorithm(text.into()));
    }
    for text in ["0", "11", "-1", "256", "six", "6.0", "0x6", "6 6"] {
        check_error(&behind(&format!("digits={text}")), Error::Digits(text.into()));
    }
    check_error(&behind("digits=%2B6"), Error::Digits("+6".into()));
    for text in ["0", "86401", "90000", "-30", "4294967296", "half"] {
        check_error(&behind(&format!("period={text}")), Error::Period(text.into()));
    }
    for text in ["-1", "18446744073709551616", "x"] {
        check_error(&format!("otpauth://hotp/ana?secret=MY&counter={text}"), Error::Counter(text.into()));
    }
    check_error(&behind("encoder=base64"), Error::Encoder("base64".into()));
    check_error("otpauth://derp?secret=foo", Error::UnknownType("derp".into()));
    check_error("otpauth://?secret=MY", Error::UnknownType(String::new()));
}

#[test]
fn what_may_be_meant_to_change_the_codes_is_never_skipped_in_silence() {
    let behind = |parameters: &str| format!("otpauth://totp/ana?secret=MZXW6YTB&{parameters}");
    for (name, value, like) in [
        ("digit", "8", Parameter::Digits),
        ("otp_digits", "8", Parameter::Digits),
        ("nbDigits", "8", Parameter::Digits),
        ("passcode-length", "8", Parameter::Digits),
        ("alg", "SHA256", Parameter::Algorithm),
        ("hashAlgo", "SHA256", Parameter::Algorithm),
        ("hmac_algorithm", "SHA256", Parameter::Algorithm),
        ("digest", "sha256", Parameter::Algorithm),
        ("interval", "60", Parameter::Period),
        ("time_interval", "60", Parameter::Period),
        ("stepSize", "60", Parameter::Period),
        ("initial_counter", "5", Parameter::Counter),
        ("ctr", "5", Parameter::Counter),
        ("key_encoding", "hex", Parameter::Secret),
        ("2step_salt", "8", Parameter::Secret),
        ("T0", "5", Parameter::Epoch),
        ("offset", "30", Parameter::Epoch),
    ] {
        let error = Error::Lookalike { found: name.into(), like };
        check_error(&behind(&format!("{name}={value}")), error.clone());
        check_error(&behind(&format!("issuer=Acme&{name}={value}&image=x")), error);
    }
    for (parameters, expected) in [
        // They state a default, or the same as a known parameter.
        ("digit=6&alg=SHA-1&interval=30&T0=0", "totp Sha1 6 30"),
        ("interval=60&period=60&digits=8&otpDigits=8", "totp Sha1 8 60"),
        ("algorithm=SHA256&hash=sha-256", "totp Sha256 6 30"),
        ("encoding=base32&interval=", "totp Sha1 6 30"),
        // These change no code.
        ("image=x&codeDisplay=%7B%7D&creator=privacyidea&pin_length=4&lock=false&tenant=a", "totp Sha1 6 30"),
        ("steam=false", "totp Sha1 6 30"),
        ("steam=0&digits=8", "totp Sha1 8 30"),
        // An ampersand's escape without its end.
        ("image=x&#38digits=8&#x26period=60", "totp Sha1 8 60"),
    ] {
        check_scheme(&behind(parameters), expected);
    }
    let two = Error::Lookalike { found: "interval".into(), like: Parameter::Period };
    check_error(&behind("period=60&interval=30"), two);
}

#[test]
fn what_is_said_twice_must_agree() {
    for (parameters, parameter) in [
        ("secret=MZXW6YTA", Parameter::Secret),
        ("digits=6&digits=8", Parameter::Digits),
        ("period=30&period=60", Parameter::Period),
        ("algo=SHA1&algorithm=SHA256", Parameter::Algorithm),
        ("issuer=a&issuer=b", Parameter::Issuer),
    ] {
        check_error(
            &format!("otpauth://totp/ana?secret=MZXW6YTB&{parameters}"),
            Error::Contradiction(parameter),
        );
    }
}

#[test]
fn bad_encoding_is_said_where_codes_follow_from_it() {
    check_error("otpauth://totp/a?secret=M%Y", Error::Encoding(Parameter::Secret));
    check_error("otpauth://totp/a?secret=MY&digits=%E8", Error::Encoding(Parameter::Digits));
}

#[test]
fn a_label_that_is_not_clean_is_read_as_well_as_it_can_be() {
    for (label, parameters, issuer, name) in [
        ("100% Fun:ana", "", "100% Fun", "ana"),
        ("100%:ana", "issuer=100%", "100%", "ana"),
        ("Soci%E9t%E9:ana", "issuer=Soci%E9t%E9", "Société", "ana"),
        ("%FF", "", "", "ÿ"),
        ("What?:ana", "", "What?", "ana"),
        ("What?:ana", "issuer=What?", "What?", "ana"),
        ("Who?me:ana?b", "", "Who?me", "ana?b"),
        ("\u{feff}Acme:ana\u{200b}", "issuer=Acme%E2%80%8B", "Acme", "ana"),
        ("Acme:an%0Aa%00", "", "Acme", "an a"),
        ("株式会社（東京）:ana", "", "株式会社（東京）", "ana"),
        ("O&#39;Brien &amp; Co:ana", "", "O'Brien & Co", "ana"),
        ("AT&T:ana", "issuer=AT&T", "AT&T", "ana"),
        ("Johnson & Sons:ana", "issuer=Johnson & Sons", "Johnson & Sons", "ana"),
    ] {
        check_names(&format!("otpauth://totp/{label}?secret=MZXW6YTB&{parameters}"), issuer, name);
        check_names(&format!("\u{feff} otpauth://totp/{label}?{parameters}&secret=MZXW6YTB"), issuer, name);
    }
}

#[test]
fn a_faulty_one_is_called_by_its_label_without_its_secret() {
    for (uri, name) in [
        ("otpauth://totp/Acme:ana?secret=0", Some("Acme:ana")),
        ("otpauth://totp/Acme:ana,secret=MZXW6YTBOI&issuer=x", Some("Acme:ana,")),
        ("otpauth://totp/SECRET%3DMZXW6YTBOI", None),
        ("steam://MZXW6!TBOI", None),
    ] {
        assert_eq!(label(uri).as_deref(), name, "{uri}");
    }
}

#[test]
fn what_escapes_did_to_it_is_undone() {
    let plain = "otpauth://totp/Acme:ana?secret=MZXW6YTB&issuer=Acme&digits=8&algorithm=SHA256&period=60";
    let query = plain.split_once('?').unwrap().1;
    for uri in [
        plain.to_owned(),
        plain.replace('&', "&amp;"),
        plain.replace('&', "&amp;amp;"),
        plain.replace('&', "&#38;"),
        plain.replace('&', "&#x26;"),
        plain.replace('&', "\\u0026"),
        plain.replace('/', "\\/"),
        plain.replace("&issuer", ";issuer").replace("&digits", "?digits"),
        plain.replace('&', "&amp"),
        plain.replace('&', "&amp%3B"),
        plain.replace("://", ":///"),
        plain
            .replace("://", "%3A%2F%2F")
            .replace('/', "%2F")
            .replace('?', "%3F")
            .replace('=', "%3D")
            .replace('&', "%26"),
        plain.replace('&', "%26"),
        plain.replace('&', "%26").replace('=', "%3D"),
        plain.replace("&digits", "%26digits").replace("digits=8", "digits%3D8"),
        plain.replace('?', "%3F").replace('=', "%3D").replace('&', "%26"),
        plain.replace("://", "%3A//").replace('?', "%3F").replace('&', "%26"),
        plain
            .replace(':', "%253A")
            .replace('/', "%252F")
            .replace('?', "%253F")
            .replace('=', "%253D")
            .replace('&', "%2526"),
        plain.replace("://", "：//"),
        plain.replace('&', "＆").replace('?', "？").replace("=8", "＝８"),
        plain.replace("otpauth", "apple-otpauth"),
        format!("\u{feff}\u{200b}{plain}\u{200b}\n"),
        format!("otpauth://totp/Acme:ana?{}", query.replace("MZXW6YTB", "MZXW\u{200b}6YTB\u{feff}")),
        format!("otpauth://totp/Acme:ana?{}", query.replace("MZXW6YTB", "MZXW%E2%80%8B6YTB%00")),
    ] {
        let account = parse(&uri, 7).unwrap_or_else(|error| panic!("{uri}: {error}"));
        assert_eq!(describe(&account.scheme), "totp Sha256 8 60", "{uri}");
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Acme", "ana"), "{uri}");
        assert_eq!(account.secret.expose(), b"fooba", "{uri}");
    }
}

#[test]
fn others_are_turned_away_by_name() {
    check_error("otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8", Error::Migration);
    for text in ["", "http://hello.com", "JBSWY3DPEHPK3PXP", "steam://run/440", "otpauth:/totp/a?secret=MY"] {
        check_error(text, Error::NotKeyUri);
    }
}

#[test]
fn what_could_not_be_stored_is_not_read() {
    use crate::account::Field;
    let long = Invalid::TooLong { field: Field::Issuer, characters: 1_025 };
    check_error(&format!("otpauth://totp/a?secret=MY&issuer={}", "x".repeat(1_025)), Error::Account(long));
}
