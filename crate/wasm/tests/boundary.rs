//! The boundary as JavaScript sees it: plain objects out, errors as a code with its values.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, reason = "a member that is missing fails the test")]

mod common;

use common::{error, js, read, thrown};
use js_sys::Uint8Array;
use serde_json::{Value, json};
use tandem_wasm::{Vault, check_secret, compose, intake, is_key};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The RFCs' twenty bytes; at 59 s its codes are 755224, 287082 and 359152.
const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const NOW: f64 = 59.0;

fn uri(issuer: &str, name: &str, more: &str) -> String {
    format!("otpauth://totp/{issuer}:{name}?secret={SEED}&issuer={issuer}{more}")
}

/// A different secret for each number.
fn other(number: u32) -> String {
    let letters: String =
        (0..8).map(|at| char::from(b'A' + u8::try_from((number >> (4 * at)) & 15).unwrap_or(0))).collect();
    format!("otpauth://totp/Site {number}:ana?secret={letters}{letters}&issuer=Site {number}")
}

fn found(vault: &Vault, typed: &str) -> Vec<u32> {
    vault.search(typed, None, JsValue::UNDEFINED).unwrap_or_else(|error| panic!("{error:?}")).to_vec()
}

fn titles(vault: &Vault) -> Vec<String> {
    let places = found(vault, "");
    let rows = read(vault.rows(&places, NOW));
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| row["issuer"].as_str().expect("a text").to_owned()).collect()
}

#[wasm_bindgen_test]
fn an_account_is_added_stored_and_there_again() {
    let mut vault = Vault::create();
    assert_eq!(vault.count(), 0);
    vault.set_device_slot(vec![1; 12], vec![2; 48]).unwrap_or_else(|error| panic!("{error:?}"));
    let id = vault
        .add(
            &uri("AWS", "ana@123456789012", ""),
            "",
            Some("https://us-east-1.console.aws.amazon.com/iam".into()),
            NOW,
        )
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert!(vault.has(&id));
    let (text, key) = (vault.text(), vault.key());
    assert!(!text.contains("123456789012") && !text.contains(SEED), "nothing is in the clear");

    let slot = read(Vault::device_slot(&text.as_str().into()));
    assert_eq!(slot, json!({ "nonce": vec![1; 12], "wrapped": vec![2; 48] }));

    let again = Vault::open(&text.as_str().into(), &key).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((again.count(), again.unreadable()), (1, 0));
    let row = read(again.row(&id, NOW));
    let shown = ["code", "shown", "next", "nextShown"].map(|name| row[name].as_str().expect("a code"));
    assert_eq!(shown, ["287082", "287 082", "359152", "359 152"]);
    assert_eq!((&row["period"], &row["left"], &row["aws"]), (&json!(30), &json!(1), &json!(true)));
    assert_eq!(row["id"], json!(id));
    assert_eq!((&row["reusableIn"], &row["partition"]), (&json!(0), &json!("")));

    let mut vault = again;
    vault.mark_used(&id, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(read(vault.row(&id, NOW))["reusableIn"], json!(1));
    assert_eq!(read(vault.row(&id, NOW + 1.0))["reusableIn"], json!(0));
}

#[wasm_bindgen_test]
fn accounts_are_renamed_moved_removed_and_brought_back() {
    let mut vault = Vault::create();
    let [_, b, c] = ["A", "B", "C"].map(|issuer| {
        let uri = uri(issuer, "ana", "");
        vault.add(&uri, "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"))
    });
    assert_eq!(titles(&vault), ["A", "B", "C"]);

    for (id, by, expected) in [
        (&c, -1, ["A", "C", "B"]),
        (&c, -9, ["C", "A", "B"]),
        (&c, 1, ["A", "C", "B"]),
        (&c, 9, ["A", "B", "C"]),
        (&b, 0, ["A", "B", "C"]),
    ] {
        vault.move_by(id, by).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(titles(&vault), expected, "{by}");
    }

    vault.remove(&b, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((titles(&vault), vault.has(&b)), (vec!["A".to_owned(), "C".to_owned()], false));
    vault.undelete(&b).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(titles(&vault), ["A", "B", "C"]);

    vault.rename(&b, " Work ", "Bee", "bob").unwrap_or_else(|error| panic!("{error:?}"));
    let details = read(vault.details(&b));
    let named = ["label", "usual", "issuer", "name"].map(|name| details[name].as_str().expect("a name"));
    assert_eq!(named, ["Work", "Bee", "Bee", "bob"]);
    assert_eq!(found(&vault, "work"), [1]);
    assert_eq!(found(&vault, "nobody"), [0_u32; 0]);
    vault.mark_used(&b, NOW).unwrap_or_else(|error| panic!("{error:?}"));
}

#[wasm_bindgen_test]
fn all_that_a_form_says_is_taken_over_or_nothing() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("GitHub", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(read(vault.details(&id))["suggested"][0]["text"], "github.com");
    let mut form = json!({
        "label": "", "issuer": "GitHub", "name": "ana", "note": "in the safe",
        "tags": ["work", "Work", "ops"],
        "sites": [{ "text": "https://login.github.com/a", "exact": false }, { "text": "acme.okta.com", "exact": false }],
        "hidden": true, "submit": true,
    });
    let opened = json!({
        "label": "", "issuer": "GitHub", "name": "ana", "note": "", "tags": [], "sites": [],
        "hidden": false, "submit": false,
    });
    vault.edit(&id, js(&opened), js(&form)).unwrap_or_else(|error| panic!("{error:?}"));
    // What the form leaves as it was is not what the account has by now.
    vault.edit(&id, js(&opened), js(&opened)).unwrap_or_else(|error| panic!("{error:?}"));
    let details = read(vault.details(&id));
    assert_eq!((&details["tags"], &details["note"]), (&json!(["work", "ops"]), &json!("in the safe")));
    assert_eq!((&details["hidden"], &details["submit"]), (&json!(true), &json!(true)));
    assert_eq!(
        details["sites"],
        json!([
            { "text": "login.github.com", "exact": false, "reach": "domain", "domain": "github.com", "choice": true },
            { "text": "acme.okta.com", "exact": true, "reach": "host", "domain": "acme.okta.com", "choice": false },
        ])
    );
    assert_eq!(read(vault.tags()), json!([{ "name": "ops", "count": 1 }, { "name": "work", "count": 1 }]));

    let before = vault.text();
    for (member, wrong, code) in [
        ("sites", json!([{ "text": "http://example.com", "exact": false }]), "site_not_https"),
        ("sites", json!([{ "text": "no site", "exact": false }]), "site_unclear"),
        ("tags", json!(["x".repeat(65)]), "tag_too_long"),
        ("note", json!("x".repeat(1_025)), "note_too_long"),
    ] {
        let right = std::mem::replace(&mut form[member], wrong);
        assert_eq!(thrown(vault.edit(&id, js(&opened), js(&form)))["code"], code);
        form[member] = right;
    }
    assert_eq!(vault.text(), before, "what was refused has changed nothing");
}

#[wasm_bindgen_test]
fn a_key_is_known_by_its_secret_and_by_its_label() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("AWS", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    let duplicate =
        |uri: &str| read(vault.intake(vec![uri.to_owned()], NOW))["accounts"][0]["duplicate"].clone();
    assert_eq!(duplicate(&uri("Other", "bob", ""))["relation"], "same");
    assert_eq!(duplicate(&uri("Other", "bob", ""))["id"], json!(id));
    assert_eq!(duplicate("otpauth://totp/AWS:ana?secret=MZXW6YTB")["relation"], "other_key");
    assert_eq!(duplicate("otpauth://totp/AWS:bob?secret=MZXW6YTB")["relation"], "new");

    let id = vault
        .replace(&id, "otpauth://totp/AWS:ana?secret=MZXW6YTB", None, NOW)
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(vault.count(), 1);
    assert_ne!(read(vault.row(&id, NOW))["code"], "287082");
}

#[wasm_bindgen_test]
fn what_is_pasted_is_looked_at_once() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("Acme", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    let pasted = [
        uri("Acme", "ana", ""),
        uri("Acme", "ana", "&digits=8").replace('&', "&amp;"),
        "otpauth://totp/Acme:ana?secret=MZXW6YTB&issuer=Acme".to_owned(),
        "otpauth://totp/Beta:bob?secret=GEZA".to_owned(),
        "otpauth://totp/Gamma:eve?secret=0".to_owned(),
    ];
    let found = read(vault.intake(vec![pasted.join("\r\n")], NOW));
    assert_eq!(found["kind"], "accounts");
    let relations: Vec<&Value> = found["accounts"]
        .as_array()
        .expect("accounts")
        .iter()
        .map(|it| &it["duplicate"]["relation"])
        .collect();
    assert_eq!(relations, ["same", "other_codes", "other_key", "new"]);
    assert_eq!(found["accounts"][1]["duplicate"]["id"], json!(id));
    assert_eq!(found["accounts"][1]["seen"]["digits"], 8);
    assert_eq!(found["refused"][0]["name"], "Gamma:eve");
    assert_eq!(found["refused"][0]["code"], "secret_wrong_character");

    let other = found["accounts"][1]["text"].as_str().expect("a Key URI").to_owned();
    vault.correct(&id, &other, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(read(vault.row(&id, NOW))["code"], "94287082");
    assert_eq!(read(vault.intake(vec![other], NOW))["accounts"][0]["duplicate"]["relation"], "same");
    let another = thrown(vault.correct(&id, "otpauth://totp/a?secret=MY", NOW));
    assert_eq!(another, error("account_gone", &[]));

    for (text, kind) in [
        ("", "empty"),
        ("JBSWY3DPEHPK3PXP", "secret"),
        ("{\"services\":[]}", "file"),
        ("https://example.com", "other"),
    ] {
        assert_eq!(read(vault.intake(vec![text.into()], NOW))["kind"], kind, "{text}");
    }
}

#[wasm_bindgen_test]
fn a_pair_is_consecutive_and_stands_still_once_in_use() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("AWS", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    let pair = |now: f64, order: &str, used: Option<Value>| {
        read(vault.pair(&id, now, JsValue::from(order), used.map_or(JsValue::UNDEFINED, |used| js(&used))))
    };
    let fresh = pair(59.0, "previous-current", None);
    assert_eq!(fresh["codes"], json!(["755224", "287082"]));
    assert_eq!(fresh["shown"], json!(["755 224", "287 082"]));
    assert_eq!((&fresh["firstStep"], &fresh["standing"]), (&json!(0), &json!("following")));
    assert_eq!(pair(59.0, "current-next", None)["codes"], json!(["287082", "359152"]));

    let used = json!({ "firstStep": 0, "first": true, "second": false });
    let held = pair(60.0, "previous-current", Some(used.clone()));
    assert_eq!((&held["codes"], &held["standing"]), (&json!(["755224", "287082"]), &json!("held")));
    let old = pair(90.0, "previous-current", Some(used));
    assert_eq!((&old["codes"], &old["standing"]), (&json!(["359152", "969429"]), &json!("expired")));
}

#[wasm_bindgen_test]
fn a_counter_is_raised_with_each_code() {
    let mut vault = Vault::create();
    let uri = format!("otpauth://hotp/a?secret={SEED}&counter=0");
    let id = vault.add(&uri, "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(read(vault.row(&id, NOW)).get("code").is_none_or(Value::is_null), "no code without being asked");
    for code in ["755224", "287082", "359152"] {
        assert_eq!(read(vault.counter_code(&id, 0))["code"], code);
    }
    let again = Vault::open(&vault.text().into(), &vault.key());
    let mut again = again.unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(read(again.counter_code(&id, 0))["code"], "969429");
}

#[wasm_bindgen_test]
fn a_thousand_accounts_in_one_call() {
    let mut vault = Vault::create();
    for number in 0..1000 {
        vault.add(&other(number), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    }
    let again = Vault::open(&vault.text().into(), &vault.key()).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(again.count(), 1000);
    let places: Vec<u32> = (0..1000).collect();
    let rows = read(again.rows(&places, NOW));
    let rows = rows.as_array().expect("rows");
    assert_eq!(rows.len(), 1000);
    for (row, number) in rows.iter().zip(0_u32..) {
        assert_eq!(row["issuer"], format!("Site {number}"));
        assert_eq!(row["code"].as_str().map(str::len), Some(6));
    }
    assert_eq!(again.rows(&[999, 1000, u32::MAX], NOW).map(read_ok).map(|rows| rows.len()).ok(), Some(1));
    assert_eq!(
        found(&again, "site 77"),
        [77, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 177, 277, 377, 477, 577, 677, 877, 977]
    );
}

fn read_ok(value: JsValue) -> Vec<Value> {
    serde_wasm_bindgen::from_value(value).expect("rows")
}

#[wasm_bindgen_test]
fn what_is_typed_becomes_a_key() {
    let draft = json!({
        "secret": " gezd gnbv-gy3t qojq gezd gnbv gy3t qojq ", "issuer": " A B ", "account": "ana", "kind": "totp",
        "algorithm": "SHA1", "digits": " 6 ", "period": "30", "counter": "",
    });
    let text = compose(js(&draft)).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(is_key(&text) && !is_key("https://example.com"));
    let seen = read(intake(vec![text], NOW))["accounts"][0]["seen"].clone();
    assert_eq!((&seen["issuer"], &seen["account"]), (&json!("A B"), &json!("ana")));
    assert_eq!((&seen["standard"], &seen["bits"], &seen["weak"]), (&json!(true), &json!(160), &json!(false)));

    let with = |name: &str, value: &str| {
        let mut draft = draft.clone();
        draft[name] = json!(value);
        thrown(compose(js(&draft)))
    };
    assert_eq!(with("algorithm", "MD5"), error("unknown_algorithm", &["MD5"]));
    assert_eq!(with("digits", "11"), error("digits_out_of_range", &["11"]));
    assert_eq!(with("period", "0"), error("period_out_of_range", &["0"]));
    assert_eq!(with("secret", "MZXW6YT1"), error("secret_wrong_character", &["1", "8"]));
    assert_eq!(thrown(compose(JsValue::from("no draft")))["code"], "unexpected");
    let mut counted = draft.clone();
    counted["kind"] = json!("hotp");
    counted["counter"] = json!("x");
    assert_eq!(thrown(compose(js(&counted))), error("counter_out_of_range", &["x"]));
}

#[wasm_bindgen_test]
fn every_fault_of_a_key_is_a_code_with_its_values() {
    assert_eq!(thrown(check_secret(" ")), error("secret_empty", &[]));
    assert_eq!(thrown(check_secret("A")), error("secret_too_short", &[]));
    assert_eq!(thrown(check_secret("MZ1")), error("secret_wrong_character", &["1", "3"]));
    let long = "x".repeat(tandem_core::account::LONGEST + 1);
    let longest = tandem_core::account::LONGEST.to_string();
    let cases: [(String, &str, &[&str]); 14] = [
        ("http://example.com".into(), "uri_not_key", &[]),
        ("otpauth-migration://offline?data=".into(), "uri_migration", &[]),
        ("otpauth://derp/a?secret=MY".into(), "uri_unknown_type", &["derp"]),
        ("otpauth://totp/a".into(), "uri_no_secret", &[]),
        ("motp://a:b?secret=xyz&pin=1".into(), "uri_not_hexadecimal", &[]),
        ("otpauth://totp/a?secret=MY&digits=6&digits=8".into(), "uri_contradiction", &["digits"]),
        ("otpauth://totp/a?secret=MY&encoder=x".into(), "uri_unknown_encoder", &["x"]),
        ("otpauth://totp/a?secret=MY&digits=%zz".into(), "uri_encoding", &["digits"]),
        ("otpauth://yaotp/a?secret=MY".into(), "uri_no_pin", &[]),
        ("otpauth://yaotp/a?secret=MZXW6YTB&pin=GEZDGNBV".into(), "secret_unfit", &[]),
        ("otpauth://totp/a?secret=MY&algorithm=MD5".into(), "unknown_algorithm", &["MD5"]),
        (format!("otpauth://totp/{long}:a?secret=MY"), "issuer_too_long", &[&longest]),
        (format!("otpauth://totp/{long}?secret=MY"), "name_too_long", &[&longest]),
        ("otpauth://totp/a?secret=MY&digit=8".into(), "uri_lookalike", &["digit"]),
    ];
    for (uri, code, values) in cases {
        assert_eq!(thrown(Vault::create().add(&uri, "", None, NOW)), error(code, values), "{uri}");
    }
}

#[wasm_bindgen_test]
fn every_fault_of_a_vault_is_a_code_with_its_values() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("A", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    let spent = format!("otpauth://hotp/b?secret={SEED}&counter={}", u64::MAX);
    let spent = vault.add(&spent, "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    let (text, key) = (vault.text(), vault.key());

    let newer = text.replacen("\"format\":1", "\"format\":2", 1);
    assert_eq!(thrown(Vault::open(&newer.as_str().into(), &key)), error("vault_newer", &["2"]));
    assert_eq!(
        thrown(Vault::open(&text.as_str().into(), &Uint8Array::from([7; 32].as_slice()))),
        error("vault_wrong_key", &[])
    );
    assert_eq!(
        thrown(Vault::open(&text.as_str().into(), &Uint8Array::from([7; 31].as_slice()))),
        error("vault_wrong_key", &[])
    );
    for torn in [text.get(..text.len() / 2).expect("half of it"), "", "{}", "[]"] {
        let found = thrown(Vault::open(&torn.into(), &key));
        assert_eq!(
            (&found["code"], found["values"].as_array().map(Vec::len)),
            (&json!("vault_damaged"), Some(1))
        );
    }

    let gone = error("account_gone", &[]);
    for id in ["", "no id", "AAECAwQFBgcICQoLDA0ODw"] {
        assert_eq!(thrown(vault.row(id, NOW)), gone);
        assert_eq!(thrown(vault.details(id)), gone);
        assert_eq!(thrown(vault.rename(id, "a", "", "")), gone);
        assert_eq!(thrown(vault.move_by(id, 1)), gone);
        assert_eq!(thrown(vault.remove(id, NOW)), gone);
        assert_eq!(thrown(vault.undelete(id)), gone);
        assert_eq!(thrown(vault.mark_used(id, NOW)), gone);
        assert_eq!(thrown(vault.counter_code(id, 0)), gone);
        assert_eq!(thrown(vault.replace(id, &uri("A", "ana", ""), None, NOW)), gone);
        assert_eq!(thrown(vault.pair(id, NOW, JsValue::from("current-next"), JsValue::UNDEFINED)), gone);
    }
    assert_eq!(thrown(vault.undelete(&id)), gone, "it was never removed");

    assert_eq!(thrown(vault.counter_code(&id, 0)), error("not_by_counter", &[]));
    assert_eq!(thrown(vault.counter_code(&spent, 0)), error("counter_spent", &[]));
    let pair = vault.pair(&spent, NOW, JsValue::from("current-next"), JsValue::UNDEFINED);
    assert_eq!(thrown(pair), error("pair_by_counter", &[]));
    assert_eq!(
        thrown(vault.pair(&id, NOW, JsValue::from("sideways"), JsValue::UNDEFINED))["code"],
        "unexpected"
    );
    let longest = tandem_core::account::LONGEST.to_string();
    let long = "x".repeat(tandem_core::account::LONGEST + 1);
    assert_eq!(thrown(vault.rename(&id, &long, "", "")), error("label_too_long", &[&longest]));

    assert_eq!(vault.text(), text, "what was refused has changed nothing");
}

#[wasm_bindgen_test]
fn a_broken_clock_gives_a_code_all_the_same() {
    let mut vault = Vault::create();
    let id = vault.add(&uri("A", "ana", ""), "", None, NOW).unwrap_or_else(|error| panic!("{error:?}"));
    for now in [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 0.999] {
        assert_eq!(read(vault.row(&id, now))["code"], "755224", "{now}");
    }
    assert_eq!(read(vault.row(&id, 29.999))["code"], "755224", "rounded down, never to the nearest");
    assert_eq!(read(vault.row(&id, f64::INFINITY))["code"].as_str().map(str::len), Some(6));
}
