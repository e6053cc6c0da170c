//! What a text is, and how each account in it compares with the vault.

use super::*;
use crate::otpauth::write;

const ONE: &str = "otpauth://totp/Acme:ana?secret=MZXW6YTB&issuer=Acme";
const TWO: &str = "otpauth://totp/Beta:bob?secret=GEZDGNBVGY3TQOJQ&issuer=Beta&digits=8";

/// Texts that the readers of files cut by the same rule.
fn shared(list: &str) -> Vec<String> {
    vectors()[list].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn vectors() -> serde_json::Value {
    serde_json::from_str(include_str!("../../../../tests/vectors/key-uris-in-text.json")).unwrap()
}

/// Issuer, name and digits of each account, and the names of refused ones.
fn accounts(text: &str) -> (Vec<String>, Vec<String>) {
    match read(&[text], 7) {
        Ok(Intake::Accounts(found)) => {
            let accounts = found.accounts.iter().map(|account| {
                let uri = write(account);
                let digits =
                    uri.split("digits=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or("-");
                format!("{} {} {digits}", account.issuer, account.name)
            });
            (accounts.collect(), found.refused.into_iter().map(|refused| refused.name).collect())
        }
        other => (vec![format!("{other:?}")], Vec::new()),
    }
}

#[test]
fn one_or_several_key_uris_are_read_wherever_they_stand() {
    let both = ["Acme ana 6", "Beta bob 8"];
    for (text, expected) in [
        (ONE.to_owned(), &both[..1]),
        (format!("\u{feff}{ONE}\r\n"), &both[..1]),
        (format!("{ONE}\n{TWO}\n"), &both[..]),
        (format!("{ONE}\r\n\r\n{TWO}\r\n"), &both),
        (format!("{ONE},{TWO}"), &both),
        (format!("{ONE} {TWO}"), &both),
        (format!("{ONE}; {TWO};"), &both),
        (format!("{ONE}{TWO}"), &both),
        (format!("My keys:\n- {ONE}\n- {TWO}\nKeep them safe."), &both),
        (
            format!(
                "<a href=\"{}\">x</a> <a href='{}'>y</a>",
                ONE.replace('&', "&amp;"),
                TWO.replace('&', "&amp;")
            ),
            &both,
        ),
        (format!("# exported\n{ONE}\n# second\n{TWO}"), &both),
        (format!("{ONE}\n{ONE}\n{TWO}"), &both),
        (format!("{}\n{TWO}", ONE.replace("MZXW", "MZXW\n")), &both),
        (ONE.replace("MZXW", "MZXW\r\n  "), &both[..1]),
        (ONE.to_uppercase().replace("ACME", "Acme").replace("ANA", "ana"), &both[..1]),
        (
            format!(
                "https://chart.example/?chl={}&size=200",
                ONE.replace(':', "%3A")
                    .replace('/', "%2F")
                    .replace('?', "%3F")
                    .replace('=', "%3D")
                    .replace('&', "%26")
            ),
            &both[..1],
        ),
        (format!("Scan or open {ONE}"), &both[..1]),
        (format!(" “{ONE}” "), &both[..1]),
        (format!("„{ONE}“, «{TWO}»"), &both),
        (format!("「{ONE}」「{TWO}」"), &both),
    ] {
        assert_eq!(accounts(&text), (expected.iter().map(|it| (*it).to_owned()).collect(), vec![]), "{text}");
    }
}

#[test]
fn text_around_a_key_uri_is_not_part_of_it() {
    // Ends with a value that determines codes.
    const URI: &str = "otpauth://totp/Acme:ana?issuer=Acme&secret=GEZDGNBVGY3TQOJQ&digits=8";
    let escaped = URI.replace('&', "&amp;");
    for text in [
        format!("<p>{escaped}</p>"),
        format!("<code>{escaped}</code> and <a href='/next'>go on</a>"),
        format!("web+{URI}"),
        URI.replace("otpauth:", "otpauth："),
        URI.replace("://", "%3A//").replace('?', "%3F").replace('&', "%26"),
        URI.replace(':', "%253A").replace('/', "%252F").replace('?', "%253F").replace('&', "%2526"),
        format!("https://chart.example/?chl={}", URI.replace('&', "%26")),
    ]
    .into_iter()
    .chain(shared("one").iter().map(|text| text.replace("{}", URI)))
    {
        assert_eq!(accounts(&text), (vec!["Acme ana 8".to_owned()], vec![]), "{text}");
    }
    for (text, refused) in [(format!("{URI}.5"), "Acme:ana"), (format!("{URI}s"), "Acme:ana")] {
        assert_eq!(accounts(&text), (vec![], vec![refused.to_owned()]), "{text}");
    }
}

#[test]
fn text_behind_any_last_value_is_not_part_of_it() {
    for ending in shared("endings") {
        let uri = format!("otpauth://totp/Acme:ana?{ending}");
        for text in shared("one").iter().map(|text| text.replace("{}", &uri)) {
            assert_eq!(accounts(&text), (vec!["Acme ana 8".to_owned()], vec![]), "{text}");
        }
        for text in shared("several").iter().map(|text| text.replace("{1}", &uri).replace("{2}", TWO)) {
            let both = ["Acme ana 8", "Beta bob 8"].map(str::to_owned).to_vec();
            assert_eq!(accounts(&text), (both, vec![]), "{text}");
        }
    }
}

#[test]
fn a_remark_behind_an_issuer_is_not_part_of_it() {
    for (label, pairs) in vectors()["issuers"].as_object().unwrap() {
        for pair in pairs.as_array().unwrap() {
            let (behind, issuer) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            let uri = format!("otpauth://totp/{label}?secret=GEZDGNBVGY3TQOJQ&issuer={behind}");
            for text in [uri.clone(), format!("{uri}\n{ONE}"), format!("1. {uri}\n2. {ONE}")] {
                let read = accounts(&text).0;
                assert!(read[0].starts_with(&format!("{issuer} ")), "{text}: {read:?}");
            }
        }
    }
}

#[test]
fn words_behind_a_secret_are_no_more_of_it() {
    let secret = |text: &str| match read(&[text], 7) {
        Ok(Intake::Accounts(found)) => {
            found.accounts.first().map(|account| base32::encode(&account.secret).to_string())
        }
        _ => None,
    };
    for (value, read) in [
        ("GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQ"),
        ("GEZD GNBV GY3T QOJQ", "GEZDGNBVGY3TQOJQ"),
        ("gezd gnbv gy3t qojq", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBV\nGY3TQOJQ", "GEZDGNBVGY3TQOJQ"),
        ("GEZD GNBV\nGY3T QOJQ", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ and go", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ\nand then type the code", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ\nDone", "GEZDGNBVGY3TQOJQ"),
        ("gezdgnbvgy3tqojq and then go on", "GEZDGNBVGY3TQOJQ"),
        ("GEZD GNBV GY3T QOJQ then type", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ. Then", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ==, then", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ\n\nBeta", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ,Acme,ana", "GEZDGNBVGY3TQOJQ"),
        ("GEZDGNBVGY3TQOJQ/", "GEZDGNBVGY3TQOJQ"),
    ] {
        let uri = format!("otpauth://totp/Acme:ana?secret={value}");
        assert_eq!(secret(&uri).as_deref(), Some(read), "{uri}");
        assert_eq!(secret(&format!("Open {uri}")).as_deref(), Some(read), "{uri}");
    }
}

#[test]
fn a_typing_error_never_shortens_a_secret() {
    for secret in ["GEZD,GNBVGY3TQOJQ", "GEZDGNBV!GY3TQOJQ", "GEZDГNBVGY3TQOJQ", "GEZDGNBVGY3TQ'OJQ"] {
        let (read, refused) = accounts(&format!("otpauth://totp/Acme:ana?secret={secret}"));
        assert_eq!((read.len(), refused), (0, vec!["Acme:ana".to_owned()]), "{secret}");
    }
}

#[test]
fn several_key_uris_are_told_apart_by_whatever_separates_them() {
    let both = ["Acme ana 8", "Beta bob 8"].map(str::to_owned).to_vec();
    let one = "otpauth://totp/Acme:ana?secret=MZXW6YTB&issuer=Acme&digits=8";
    for text in [
        format!("{one}，{TWO}。"),
        format!("1) {one}\n2) {TWO}\n"),
        format!("**{one}** and **{TWO}**"),
        format!("<ul><li>{one}</li><li>{TWO}</li></ul>"),
        format!("<p>{one}<br>{TWO}</p>"),
    ]
    .into_iter()
    .chain(shared("several").iter().map(|text| text.replace("{1}", one).replace("{2}", TWO)))
    {
        assert_eq!(accounts(&text), (both.clone(), vec![]), "{text}");
    }
}

#[test]
fn what_cannot_be_taken_is_listed_beside_the_others() {
    let text = format!("{ONE}\notpauth://totp/Gamma:eve?secret=0\notpauth://totp/?secret=1\n{TWO}");
    let (read, refused) = accounts(&text);
    assert_eq!(read, ["Acme ana 6", "Beta bob 8"]);
    assert_eq!(refused, ["Gamma:eve", "3"]);
}

#[test]
fn a_text_is_told_apart_at_first_sight() {
    let tandem = r#"{"format":1,"vault":"x","generation":1,"slots":[],"records":[],"mac":{}}"#;
    for (text, expected) in [
        ("", "Empty"),
        (" \u{feff}\n\u{200b}", "Empty"),
        ("JBSWY3DPEHPK3PXP", "Secret"),
        ("jbsw y3dp ehpk 3pxp", "Secret"),
        ("JBSW-Y3DP-EHPK-3PXP-JB", "Secret"),
        ("JBSWY3DPEHPK3PXP====", "Secret"),
        ("jbsw\u{200b} y3dp  ehpk  3pxp", "Secret"),
        ("ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰ", "Secret"),
        ("please enter your name here", "Other"),
        ("MZXW6YTB", "Other"),
        ("https://example.com/", "Other"),
        ("steam://run/440", "Other"),
        ("notpauth://totp/x?secret=MY", "Other"),
        (tandem, "File(Tandem)"),
        ("\u{feff}[{\"secret\":\"MZXW6YTB\"}]", "File(Json)"),
        ("{\"services\":[]}", "File(Json)"),
        ("{ no json }", "Other"),
        ("name,secret\nana,MZXW6YTB", "File(Csv)"),
        ("Group;Title;TOTP\na;b;otpauth://totp/x?secret=MY", "File(Csv)"),
        ("\"folder\",\"login_totp\"\n,MZXW6YTB", "File(Csv)"),
        ("hello, secret", "Other"),
        ("<?xml version='1.0'?><map/>", "File(Xml)"),
    ] {
        let found = read(&[text], 7).map(|intake| format!("{intake:?}"));
        assert_eq!(found.as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn nothing_makes_it_panic() {
    for text in [
        "otpauth://",
        "otpauth%3A%2F%2F",
        "motp://\n\"",
        "\"otpauth://",
        "é otpauth://é?é",
        "otpauth://\u{0}",
        "[",
        "{",
        "\"",
        "-",
    ] {
        let _ = read(&[text], 7);
        let _ = read(&[text, text], 7);
    }
}
