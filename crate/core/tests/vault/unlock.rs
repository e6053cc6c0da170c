//! What opens a vault, and what doesn't.

use serde_json::{Value, json};
use tandem_core::vault::{
    BackupFor, DeviceSlot, Header, KdfError, KdfParameters, MethodName, OpenError, Passkey, ProtectError,
    RecoveryCode, SharedHeader, SlotKey, UnlockError, UnlockMethod, Vault, VaultKey, WriteError,
};

use crate::common::{Known, account, copy, key_of, texts};

const OUTPUT: [u8; 32] = [9; 32];

fn device() -> DeviceSlot {
    DeviceSlot { nonce: vec![1; 12], wrapped: vec![2; 48] }
}

fn passkey() -> Passkey {
    Passkey { credential: vec![5; 20], input: vec![6; 32] }
}

fn derived(passphrase: &str) -> (KdfParameters, SlotKey) {
    let parameters = KdfParameters::draw(19 << 10, 2, &mut Known(passphrase.len() as u64)).unwrap();
    let key = parameters.key(passphrase).unwrap();
    (parameters, key)
}

fn vault() -> Vault {
    let mut entropy = Known(4);
    let mut vault = Vault::create(&mut entropy);
    for issuer in ["A", "B"] {
        vault.add(account(issuer, "ana"), &mut entropy).unwrap();
    }
    vault.set_device_slot(&device()).unwrap();
    vault
}

fn header(vault: &Vault) -> Header {
    Header::read(&vault.text()).unwrap()
}

fn by_passphrase(text: &str, passphrase: &str) -> Result<VaultKey, UnlockError> {
    Header::read(text).unwrap().unlock_by_passphrase(passphrase)
}

#[test]
fn each_unlock_method_opens_the_vault_and_nothing_similar_does() {
    let mut entropy = Known(5);
    let mut vault = vault();
    assert_eq!(by_passphrase(&vault.text(), "x").err(), Some(UnlockError::NoSlot));
    let (parameters, key) = derived("correct horse");
    let code = RecoveryCode::draw(&mut entropy);
    vault.add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut entropy).unwrap();
    vault.add_method(&UnlockMethod::Recovery(&code), &mut entropy).unwrap();
    vault.add_method(&UnlockMethod::Passkey { passkey: &passkey(), output: &OUTPUT }, &mut entropy).unwrap();

    let text = vault.text();
    let header = Header::read(&text).unwrap();
    assert_eq!((header.has_passphrase(), header.has_recovery(), header.unknown_slots()), (true, true, 0));
    assert_eq!((header.device(), header.passkeys()), (Some(device()), vec![passkey()]));
    let code = RecoveryCode::parse(&code.to_text()).unwrap();
    for key in [
        by_passphrase(&text, "correct horse").unwrap(),
        header.unlock_by_recovery(&code).unwrap(),
        header.unlock_by_passkey(&passkey().credential, &OUTPUT).unwrap(),
    ] {
        assert_eq!(key.expose(), vault.key().expose());
        assert_eq!(texts(&Vault::open(&text, key).unwrap()), texts(&vault));
    }

    for wrong in ["correct horse ", "Correct horse", "x"] {
        assert_eq!(by_passphrase(&text, wrong).err(), Some(UnlockError::Wrong), "{wrong:?}");
    }
    assert_eq!(by_passphrase(&text, "").err(), Some(UnlockError::KdfParameters(KdfError::Empty)));
    let other = RecoveryCode::draw(&mut entropy);
    assert_eq!(header.unlock_by_recovery(&other).err(), Some(UnlockError::Wrong));
    let with = |credential: &[u8], output: &[u8]| header.unlock_by_passkey(credential, output).err();
    assert_eq!(with(&passkey().credential, &[8; 32]), Some(UnlockError::Wrong));
    assert_eq!(with(&passkey().credential, &[0; 32]), Some(UnlockError::Unusable));
    assert_eq!(with(&passkey().credential, &[9; 31]), Some(UnlockError::Unusable));
    assert_eq!(with(&[], &OUTPUT), Some(UnlockError::NoSlot));
}

#[test]
fn an_altered_slot_opens_nothing() {
    let mut entropy = Known(6);
    let mut vault = vault();
    let (parameters, key) = derived("correct horse");
    vault.add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut entropy).unwrap();
    let whole: Value = serde_json::from_str(&vault.text()).unwrap();
    let bounds = UnlockError::KdfParameters(KdfError::Bounds);
    for (name, value, expected) in [
        ("memory", json!(20 << 10), UnlockError::Wrong),
        ("passes", json!(3), UnlockError::Wrong),
        ("later", json!("new"), UnlockError::Wrong),
        ("salt", json!("AAAAAAAAAAAAAAAAAAAAAA"), UnlockError::Wrong),
        ("nonce", json!("AAAA"), UnlockError::Wrong),
        // A derivation that is too weak or too costly isn't even started.
        ("memory", json!(8), bounds),
        ("memory", json!(4_u64 << 20), bounds),
        ("passes", json!(1), bounds),
        ("passes", json!(u64::MAX), bounds),
        ("lanes", json!(0), bounds),
        ("memory", json!("64"), UnlockError::Unreadable),
        ("salt", json!("AAAA"), UnlockError::Unreadable),
        ("function", json!("argon2d"), UnlockError::Unreadable),
    ] {
        let mut changed = whole.clone();
        changed["slots"][1][name] = value.clone();
        let found = by_passphrase(&changed.to_string(), "correct horse").err();
        assert_eq!(found, Some(expected), "{name}: {value}");
    }
    // A wrong passphrase is called wrong, though a later version's slot stands beside it.
    for later_first in [true, false] {
        let mut changed = whole.clone();
        let mut later = whole["slots"][1].clone();
        later["function"] = json!("argon2d");
        changed["slots"].as_array_mut().unwrap().insert(if later_first { 1 } else { 2 }, later);
        assert_eq!(by_passphrase(&changed.to_string(), "wrong").err(), Some(UnlockError::Wrong));
        assert!(by_passphrase(&changed.to_string(), "correct horse").is_ok());
    }
    // Another vault's slot doesn't fit either.
    let mut changed = whole;
    changed["vault"] = json!("AAECAwQFBgcICQoLDA0ODw");
    assert_eq!(by_passphrase(&changed.to_string(), "correct horse").err(), Some(UnlockError::Wrong));
}

/// A vault that all methods open, with one account.
fn protected() -> (Vault, RecoveryCode) {
    let mut entropy = Known(7);
    let mut vault = vault();
    let (parameters, key) = derived("one");
    let code = RecoveryCode::draw(&mut entropy);
    let methods = [
        UnlockMethod::Passphrase { parameters: &parameters, key: &key },
        UnlockMethod::Recovery(&code),
        UnlockMethod::Passkey { passkey: &passkey(), output: &OUTPUT },
    ];
    vault.rekey(&methods, &mut entropy).unwrap();
    (vault, code)
}

/// Everything that opens the text: by which method.
fn openers(text: &str, code: &RecoveryCode) -> Vec<(&'static str, VaultKey)> {
    let header = Header::read(text).unwrap();
    let keys = [
        ("one", by_passphrase(text, "one")),
        ("another", by_passphrase(text, "another")),
        ("code", header.unlock_by_recovery(code)),
        ("passkey", header.unlock_by_passkey(&passkey().credential, &OUTPUT)),
    ];
    keys.into_iter().filter_map(|(name, key)| Some((name, key.ok()?))).collect()
}

fn names(openers: &[(&'static str, VaultKey)]) -> Vec<&'static str> {
    openers.iter().map(|(name, _)| *name).collect()
}

#[test]
fn what_a_method_opened_before_it_was_changed_or_removed_opens_nothing_later() {
    let other = derived("another");
    let new_code = RecoveryCode::draw(&mut Known(70));
    type Change<'a> = &'a dyn Fn(&mut Vault) -> Result<(), ProtectError>;
    let passphrase: Change<'_> = &|vault| {
        let method = UnlockMethod::Passphrase { parameters: &other.0, key: &other.1 };
        vault.add_method(&method, &mut Known(71))
    };
    let recovery: Change<'_> = &|vault| vault.add_method(&UnlockMethod::Recovery(&new_code), &mut Known(72));
    let same_passkey: Change<'_> = &|vault| {
        let method = UnlockMethod::Passkey { passkey: &passkey(), output: &[7; 32] };
        vault.add_method(&method, &mut Known(73))
    };
    let no_passkey: Change<'_> =
        &|vault| vault.remove_method(MethodName::Passkey(&passkey().credential), &mut Known(74));
    let no_passphrase: Change<'_> = &|vault| vault.remove_method(MethodName::Passphrase, &mut Known(75));
    let no_code: Change<'_> = &|vault| vault.remove_method(MethodName::Recovery, &mut Known(76));
    for (change, left) in [
        (passphrase, ["another", "code", "passkey"].as_slice()),
        (recovery, &["one", "passkey"]),
        (same_passkey, &["one", "code"]),
        (no_passkey, &["one", "code"]),
        (no_passphrase, &["code", "passkey"]),
        (no_code, &["one", "passkey"]),
    ] {
        let (mut vault, code) = protected();
        let old = vault.text();
        let before = openers(&old, &code);
        change(&mut vault).unwrap();
        vault.add(account("later", "ana"), &mut Known(77)).unwrap();
        let text = vault.text();
        // Each of these methods gave the vault key: it opens no later text, and gives no later key.
        for (name, key) in before {
            let key = || VaultKey::from_bytes(*key.expose());
            assert_eq!(Vault::open(&text, key()).err(), Some(OpenError::WrongKey), "{name}");
            let opened = Vault::open(&old, key()).unwrap();
            assert_eq!(opened.compare_shared(&text), SharedHeader::Rekeyed);
        }
        let now = openers(&text, &code);
        assert_eq!(names(&now), left);
        for (name, key) in now {
            assert_eq!(texts(&Vault::open(&text, key).unwrap()), ["A ana", "B ana", "later ana"], "{name}");
        }
        // And again, with the slots that were sealed without their secrets.
        vault
            .add_method(&UnlockMethod::Recovery(&RecoveryCode::draw(&mut Known(78))), &mut Known(79))
            .unwrap();
        let kept = names(&openers(&vault.text(), &code));
        assert!(left.iter().all(|name| *name == "code" || kept.contains(name)), "{kept:?}");
    }
}

#[test]
fn a_method_that_is_added_leaves_key_and_records() {
    let mut entropy = Known(7);
    let mut vault = vault();
    let (parameters, key) = derived("one");
    let mark = vault.key_mark();
    vault.add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut entropy).unwrap();
    vault.add_method(&UnlockMethod::Recovery(&RecoveryCode::draw(&mut entropy)), &mut entropy).unwrap();
    assert_eq!(vault.key_mark(), mark);
    assert_eq!(header(&vault).device(), Some(device()));
}

#[test]
fn the_last_method_stays_and_a_passkey_is_none() {
    let mut entropy = Known(8);
    let mut vault = vault();
    let gone = |vault: &mut Vault, name| vault.remove_method(name, &mut Known(80)).err();
    assert_eq!(gone(&mut vault, MethodName::Device), Some(ProtectError::Last));
    assert_eq!(gone(&mut vault, MethodName::Passphrase), Some(ProtectError::NoSlot));
    vault.add_method(&UnlockMethod::Passkey { passkey: &passkey(), output: &OUTPUT }, &mut entropy).unwrap();
    assert_eq!(gone(&mut vault, MethodName::Device), Some(ProtectError::Last));
    let code = RecoveryCode::draw(&mut entropy);
    vault.add_method(&UnlockMethod::Recovery(&code), &mut entropy).unwrap();
    vault.remove_method(MethodName::Device, &mut entropy).unwrap();
    assert_eq!(gone(&mut vault, MethodName::Recovery), Some(ProtectError::Last));
    let credential = passkey().credential;
    vault.remove_method(MethodName::Passkey(&credential), &mut entropy).unwrap();
    assert_eq!(gone(&mut vault, MethodName::Passkey(&credential)), Some(ProtectError::NoSlot));
    assert_eq!(header(&copy(&vault)).device(), None);
    let unusable = UnlockMethod::Passkey { passkey: &passkey(), output: &[0; 32] };
    assert_eq!(
        vault.add_method(&unusable, &mut entropy).err(),
        Some(ProtectError::Unusable(UnlockError::Unusable))
    );
}

#[test]
fn as_many_methods_as_the_text_can_hold_and_no_more() {
    let mut vault = vault();
    let mut added = 0_u16;
    let refused = loop {
        let mut credential = vec![7; 1000];
        credential.extend_from_slice(&added.to_be_bytes());
        let passkey = Passkey { credential, input: vec![6; 32] };
        let method = UnlockMethod::Passkey { passkey: &passkey, output: &OUTPUT };
        match vault.add_method(&method, &mut Known(u64::from(added))) {
            Ok(()) if added < 400 => added += 1,
            ended => break ended.err(),
        }
    };
    assert_eq!(refused, Some(ProtectError::Write(WriteError::Full)), "after {added}");
    assert!(added > 100);
    assert_eq!(copy(&vault).header().passkeys().len(), usize::from(added));
}

#[test]
fn methods_of_an_earlier_version_are_made_again_and_never_locked_out() {
    let file: Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/vault/passphrases.json")).unwrap();
    let row = &file["rows"][0];
    let key = VaultKey::from_bytes(crate::common::known_key(row));
    let mut vault = Vault::open(row["text"].as_str().unwrap(), key).unwrap();
    let code = RecoveryCode::draw(&mut Known(81));
    vault.add_method(&UnlockMethod::Recovery(&code), &mut Known(82)).unwrap();
    let text = vault.text();
    let refused = vault.remove_method(MethodName::Recovery, &mut Known(83)).err();
    assert_eq!((refused, vault.text()), (Some(ProtectError::Outdated), text));
    let (parameters, key) = derived("another");
    let method = UnlockMethod::Passphrase { parameters: &parameters, key: &key };
    vault.add_method(&method, &mut Known(84)).unwrap();
    assert_eq!(names(&openers(&vault.text(), &code)), ["another", "code"]);
    vault.remove_method(MethodName::Recovery, &mut Known(85)).unwrap();
    assert_eq!(names(&openers(&vault.text(), &code)), ["another"]);
}

#[test]
fn leaving_the_device_makes_its_key_worthless() {
    let mut entropy = Known(10);
    let mut vault = vault();
    let removed = vault.entries()[0].id;
    vault.remove(removed, 7, &mut entropy).unwrap();
    let (old_text, old_key) = (vault.text(), key_of(&vault));
    let (parameters, key) = derived("correct horse");
    let code = RecoveryCode::draw(&mut entropy);
    let only = [UnlockMethod::Passkey { passkey: &passkey(), output: &OUTPUT }];
    assert_eq!(vault.rekey(&only, &mut entropy).err(), Some(ProtectError::Last));
    assert_eq!(vault.rekey(&[], &mut entropy).err(), Some(ProtectError::Last));
    assert_eq!(vault.text(), old_text, "what was refused has changed nothing");

    let methods =
        [UnlockMethod::Passphrase { parameters: &parameters, key: &key }, UnlockMethod::Recovery(&code)];
    vault.rekey(&methods, &mut entropy).unwrap();
    let text = vault.text();
    assert_eq!(Vault::open(&text, old_key).err(), Some(OpenError::WrongKey));
    let old: Value = serde_json::from_str(&old_text).unwrap();
    let new: Value = serde_json::from_str(&text).unwrap();
    for (old, new) in old["records"].as_array().unwrap().iter().zip(new["records"].as_array().unwrap()) {
        assert_eq!((&old["id"], &old["revision"]), (&new["id"], &new["revision"]));
        assert_ne!(old["sealed"], new["sealed"]);
    }
    assert_eq!(header(&vault).device(), None);
    let again = Vault::open(&text, by_passphrase(&text, "correct horse").unwrap()).unwrap();
    assert_eq!(texts(&again), ["B ana"]);
    let by_code = header(&vault).unlock_by_recovery(&code).unwrap();
    assert_eq!(texts(&Vault::open(&text, by_code).unwrap()), ["B ana"]);

    vault.undelete(removed, &mut entropy).unwrap();
    vault.add(account("C", "ana"), &mut entropy).unwrap();
    assert_eq!(texts(&copy(&vault)), ["A ana", "B ana", "C ana"]);
}

#[test]
fn turning_protection_off_leaves_the_device_slot_alone() {
    let mut entropy = Known(8);
    let mut vault = vault();
    let (parameters, key) = derived("correct horse");
    let code = RecoveryCode::draw(&mut entropy);
    let methods =
        [UnlockMethod::Passphrase { parameters: &parameters, key: &key }, UnlockMethod::Recovery(&code)];
    vault.rekey(&methods, &mut entropy).unwrap();
    let (old, old_key) = (vault.text(), key_of(&vault));
    vault.unprotect(VaultKey::from_bytes([8; 32]), &device(), &mut entropy).unwrap();
    let text = vault.text();
    assert_eq!(Vault::open(&text, old_key).err(), Some(OpenError::WrongKey), "nor do earlier texts help");
    let old_key = by_passphrase(&old, "correct horse").unwrap();
    assert_eq!(Vault::open(&old, old_key).unwrap().compare_shared(&text), SharedHeader::Rekeyed);
    assert_eq!(header(&vault).device(), Some(device()));
    assert_eq!(by_passphrase(&text, "correct horse").err(), Some(UnlockError::NoSlot));
    assert_eq!(header(&vault).unlock_by_recovery(&code).err(), Some(UnlockError::NoSlot));
    assert_eq!(Vault::open(&text, key_of(&vault)).unwrap().entries().len(), 2);
}

#[test]
fn a_backup_has_a_key_of_its_own_and_only_the_slots_it_needs() {
    let mut entropy = Known(11);
    let (mut vault, code) = protected();
    let before = vault.text();
    let (parameters, key) = derived("another");
    let backup = |vault: &Vault, opens, entropy: &mut Known| {
        vault.backup((&parameters, &key), opens, 0, entropy).unwrap()
    };
    let lent = backup(&vault, BackupFor::Anybody, &mut entropy);
    let own = backup(&vault, BackupFor::Owner, &mut entropy);
    assert_eq!(vault.text(), before, "the vault is what it was");
    assert_eq!(names(&openers(&lent, &code)), ["another"]);
    assert_eq!(names(&openers(&own, &code)), ["another", "code"]);
    vault.add(account("later", "ana"), &mut entropy).unwrap();
    for text in [&lent, &own] {
        for (name, key) in openers(text, &code) {
            let refused = Vault::open(&vault.text(), VaultKey::from_bytes(*key.expose())).err();
            assert_eq!(refused, Some(OpenError::WrongKey), "{name} opens the backup alone");
            assert_eq!(texts(&Vault::open(text, key).unwrap()), ["A ana", "B ana"]);
        }
    }
    let records = |text: &str| serde_json::from_str::<Value>(text).unwrap()["records"].clone();
    assert_ne!(records(&lent), records(&before), "sealed again");
}

#[test]
fn slots_of_a_later_version_stay() {
    let mut vault = vault();
    let (parameters, key) = derived("correct horse");
    let mut entropy = Known(12);
    vault.add_method(&UnlockMethod::Passphrase { parameters: &parameters, key: &key }, &mut entropy).unwrap();
    let mut slots = header(&vault);
    assert_eq!(slots.unknown_slots(), 0);
    let mut text: Value = serde_json::from_str(&vault.text()).unwrap();
    text["slots"].as_array_mut().unwrap().push(json!({ "kind": "later", "by": [1, { "a": null }] }));
    slots = Header::read(&text.to_string()).unwrap();
    assert_eq!(slots.unknown_slots(), 1);
}
