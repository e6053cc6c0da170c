//! Unlock methods, backups and copies, as JavaScript sees them.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, reason = "a member that is missing fails the test")]

mod common;

use common::{error, js, read, thrown};
use js_sys::Uint8Array;
use serde_json::json;
use tandem_wasm::{
    Error, Vault, check_recovery, derive_key, key_by_passkey, key_by_passphrase, key_by_recovery,
    unlock_methods,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: f64 = 59.0;
/// The least that is allowed, to keep the tests fast.
const MEMORY: Option<u32> = Some(19 << 10);
const PASSES: Option<u32> = Some(2);

fn done<T>(result: Result<T, Error>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

/// The bytes of a key that JavaScript got.
fn bytes(key: &Uint8Array) -> Vec<u8> {
    key.to_vec()
}

fn vault() -> (Vault, String) {
    let mut vault = Vault::create();
    done(vault.set_device_slot(vec![1; 12], vec![2; 48]));
    let id = done(vault.add("otpauth://totp/A:ana?secret=MZXW6YTB", "", None, NOW));
    (vault, id)
}

#[wasm_bindgen_test]
fn a_passphrase_opens_however_its_letters_are_composed() {
    let (mut vault, _) = vault();
    assert_eq!(thrown(key_by_passphrase(&vault.text(), "x")), error("method_not_there", &[]));
    let derived = read(derive_key("Zu\u{308}rich \u{e9}", MEMORY, PASSES));
    done(vault.set_passphrase(js(&derived)));
    let text = vault.text();
    let methods = read(unlock_methods(&text));
    assert_eq!(
        (&methods["device"], &methods["passphrase"], &methods["recovery"]),
        (&json!(true), &json!(true), &json!(false))
    );
    assert_eq!(methods["kdf"], json!({ "memory": 19 << 10, "passes": 2 }));
    for typed in ["Z\u{fc}rich \u{e9}", "Zu\u{308}rich e\u{301}"] {
        assert_eq!(bytes(&done(key_by_passphrase(&text, typed))), bytes(&vault.key()));
    }
    assert_eq!(thrown(key_by_passphrase(&text, "Zurich \u{e9}")), error("method_wrong", &[]));
    assert_eq!(thrown(key_by_passphrase(&text, "")), error("passphrase_empty", &[]));
    assert_eq!(thrown(derive_key("", MEMORY, PASSES)), error("passphrase_empty", &[]));
    assert_eq!(thrown(derive_key("x", Some(1), PASSES)), error("passphrase_bounds", &[]));
    assert_eq!(thrown(derive_key("x", Some(u32::MAX), PASSES)), error("passphrase_bounds", &[]));
}

#[wasm_bindgen_test]
fn protecting_leaves_the_old_key_behind() {
    let (mut vault, id) = vault();
    let old = vault.key();
    let passkey = json!({ "credential": [1, 2, 3], "input": vec![4; 32], "output": vec![5; 32] });
    let code = done(vault.protect(js(&read(derive_key("correct horse", MEMORY, PASSES)))));
    done(vault.add_passkey(js(&passkey)));
    let text = vault.text();
    assert_eq!(thrown(Vault::open(&text.as_str().into(), &old)), error("vault_wrong_key", &[]));
    let methods = read(unlock_methods(&text));
    assert_eq!((&methods["device"], &methods["unknown"]), (&json!(false), &json!(0)));
    assert_eq!(methods["passkeys"], json!([{ "credential": [1, 2, 3], "input": vec![4; 32] }]));
    for key in [
        done(key_by_passphrase(&text, "correct horse")),
        done(key_by_recovery(&text, &code.to_lowercase().replace('-', " "))),
        done(key_by_passkey(&text, &[1, 2, 3], &[5; 32])),
    ] {
        assert!(done(Vault::open(&text.as_str().into(), &key)).has(&id));
    }
    assert_eq!(thrown(key_by_passkey(&text, &[1, 2, 3], &[0; 32])), error("passkey_unusable", &[]));
    assert_eq!(thrown(key_by_passkey(&text, &[9], &[5; 32])), error("method_not_there", &[]));

    done(vault.remove_method("passkey", Some(vec![1, 2, 3])));
    done(vault.remove_method("passphrase", None));
    assert_eq!(thrown(vault.remove_method("recovery", None)), error("last_method", &[]));
    assert_eq!(thrown(vault.remove_method("passphrase", None)), error("method_not_there", &[]));
    assert_eq!(thrown(vault.remove_method("sideways", None))["code"], "unexpected");
    let other = done(vault.make_recovery());
    assert_eq!(thrown(key_by_recovery(&vault.text(), &code)), error("method_wrong", &[]));
    assert_eq!(bytes(&done(key_by_recovery(&vault.text(), &other))), bytes(&vault.key()));
}

#[wasm_bindgen_test]
fn a_typing_error_in_a_recovery_code_is_located() {
    let (mut vault, _) = vault();
    let code = done(vault.make_recovery());
    done(check_recovery(&code));
    let mut groups: Vec<String> = code.split('-').map(str::to_owned).collect();
    let other = if groups[2].starts_with('0') { "2" } else { "0" };
    groups[2].replace_range(..1, other);
    assert_eq!(thrown(check_recovery(&groups.join("-"))), error("recovery_group", &["3"]));
    assert_eq!(thrown(check_recovery(&code[..46])), error("recovery_length", &["39"]));
    assert_eq!(thrown(check_recovery("00U")), error("recovery_character", &["U", "3"]));
}

#[wasm_bindgen_test]
fn a_backup_is_opened_compared_restored_and_undone() {
    let (mut vault, id) = vault();
    let derived = || js(&read(derive_key("for the backup", MEMORY, PASSES)));
    assert_eq!(thrown(vault.backup(derived(), "nobody", NOW))["code"], "unexpected");
    let backup = done(vault.backup(derived(), "anybody", NOW));
    assert_eq!(read(unlock_methods(&backup))["saved"], NOW);
    let key = done(key_by_passphrase(&backup, "for the backup"));
    let backup = done(Vault::open(&backup.as_str().into(), &key));
    assert_eq!((backup.count(), backup.has(&id)), (1, true));
    assert_ne!(backup.key_mark(), vault.key_mark());

    done(vault.remove(&id, NOW));
    done(vault.add("otpauth://totp/B:bob?secret=MZXW6YTBOI", "", None, NOW));
    let mut blank = Vault::create();
    let told = read(blank.merge_backup(&backup));
    assert_eq!(told, json!({ "added": ["A"], "changed": [], "same": 0 }));
    assert_eq!((blank.count(), read(blank.merge_backup(&backup))["same"].clone()), (1, json!(1)));

    let (before, marks) = (vault.text().into(), vault.fingerprint());
    assert_eq!(read(vault.merge_backup(&backup))["added"], json!(["A"]));
    assert_eq!((vault.count(), vault.unsaved_since(&marks)), (2, Some(1)));
    let after = vault.text().into();
    done(vault.mark_used(&id, NOW));
    done(vault.undo_restore(&before, &after, NOW));
    assert_eq!((vault.count(), vault.has(&id), vault.unsaved_since(&marks)), (1, false, Some(0)));
    assert_eq!(vault.unsaved_since("AAAA"), None);
    assert_eq!(thrown(vault.undo_restore(&before, &after, NOW)), error("backup_changed_since", &[]));
    let mut other = Vault::create();
    assert_eq!(thrown(other.undo_restore(&before, &after, NOW)), error("backup_changed_since", &[]));
}

#[wasm_bindgen_test]
fn what_was_changed_in_both_copies_is_there_twice() {
    let (mut here, id) = vault();
    let mut there = done(Vault::open(&here.text().into(), &here.key()));
    done(here.rename(&id, "Here", "A", "ana"));
    done(there.rename(&id, "There", "A", "ana"));
    done(here.merge_backup(&there));
    let rows = read(here.trash(NOW));
    let lost = rows[0]["id"].as_str().expect("an id");
    assert_eq!((here.count(), rows.as_array().map(Vec::len)), (1, Some(1)));
    done(here.undelete(lost));
    assert_eq!((here.count(), read(here.trash(NOW))), (2, json!([])));
    assert_eq!(thrown(here.undelete(lost)), error("account_gone", &[]));
}

#[wasm_bindgen_test]
fn what_was_deleted_stays_in_the_trash_for_thirty_days() {
    const DAY: f64 = 86_400.0;
    let (mut vault, id) = vault();
    done(vault.remove(&id, NOW));
    let mut vault = done(Vault::open(&vault.text().into(), &vault.key()));
    let row = |days: u32| json!([{ "id": id, "title": "A", "detail": "ana", "days": days }]);
    assert_eq!(
        (vault.count(), read(vault.trash(NOW)), read(vault.trash(NOW + 29.5 * DAY))),
        (0, row(30), row(1))
    );
    assert_eq!(done(vault.purge_expired(NOW + 29.5 * DAY, None)), None);
    done(vault.undelete(&id));
    assert_eq!((vault.count(), read(vault.trash(NOW))), (1, json!([])));
    done(vault.remove(&id, NOW));
    let seen = done(vault.purge_expired(NOW + 30.0 * DAY, None));
    assert_eq!((seen, read(vault.trash(NOW + 40.0 * DAY))), (Some(NOW + 30.0 * DAY), row(0)));
    assert_eq!(done(vault.purge_expired(NOW + 31.0 * DAY, seen)), None);
    assert_eq!((read(vault.trash(NOW)), vault.count()), (json!([]), 0));
    assert_eq!(thrown(vault.undelete(&id)), error("account_gone", &[]));
    assert_eq!(thrown(vault.purge(vec![id])), error("account_gone", &[]));
}
