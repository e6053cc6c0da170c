//! Who gets into a vault, and who does not.

use serde_json::{Value, json};
use tandem_core::vault::{
    DeviceSlot, Header, KdfError, KdfParameters, MethodName, OpenError, Passkey, ProtectError, RecoveryCode,
    SlotKey, UnlockError, UnlockMethod, Vault, VaultKey,
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
    let header = Header::read(text).unwrap();
    header.unlock_by_passphrase(&header.kdf()?.key(passphrase)?)
}

#[test]
fn each_way_leads_in_and_nothing_like_it_does() {
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
fn a_slot_that_was_altered_leads_nowhere() {
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
        // Neither a weaker nor a bottomless derivation is even begun.
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
    // Another vault's slot does not fit either.
    let mut changed = whole;
    changed["vault"] = json!("AAECAwQFBgcICQoLDA0ODw");
    assert_eq!(by_passphrase(&changed.to_string(), "correct horse").err(), Some(UnlockError::Wrong));
}

#[test]
fn a_changed_passphrase_rewrites_one_slot_alone() {
    let mut entropy = Known(7);
    let mut vault = vault();
    let (one, other) = (derived("one"), derived("another"));
    vault.add_method(&UnlockMethod::Passphrase { parameters: &one.0, key: &one.1 }, &mut entropy).unwrap();
    let before: Value = serde_json::from_str(&vault.text()).unwrap();
    vault
        .add_method(&UnlockMethod::Passphrase { parameters: &other.0, key: &other.1 }, &mut entropy)
        .unwrap();
    let now: Value = serde_json::from_str(&vault.text()).unwrap();
    assert_eq!(before["records"], now["records"]);
    assert_eq!(before["slots"][0], now["slots"][0]);
    assert_eq!(now["slots"].as_array().map(Vec::len), Some(2));
    assert_eq!(by_passphrase(&vault.text(), "one").err(), Some(UnlockError::Wrong));
    assert!(by_passphrase(&vault.text(), "another").is_ok());
}

#[test]
fn the_last_way_in_stays_and_a_passkey_is_none() {
    let mut entropy = Known(8);
    let mut vault = vault();
    assert_eq!(vault.remove_method(MethodName::Device).err(), Some(ProtectError::Last));
    assert_eq!(vault.remove_method(MethodName::Passphrase).err(), Some(ProtectError::NoSlot));
    vault.add_method(&UnlockMethod::Passkey { passkey: &passkey(), output: &OUTPUT }, &mut entropy).unwrap();
    assert_eq!(vault.remove_method(MethodName::Device).err(), Some(ProtectError::Last));
    let code = RecoveryCode::draw(&mut entropy);
    vault.add_method(&UnlockMethod::Recovery(&code), &mut entropy).unwrap();
    vault.remove_method(MethodName::Device).unwrap();
    assert_eq!(vault.remove_method(MethodName::Recovery).err(), Some(ProtectError::Last));
    vault.remove_method(MethodName::Passkey(&passkey().credential)).unwrap();
    assert_eq!(
        vault.remove_method(MethodName::Passkey(&passkey().credential)).err(),
        Some(ProtectError::NoSlot)
    );
    assert_eq!(header(&copy(&vault)).device(), None);
    let unusable = UnlockMethod::Passkey { passkey: &passkey(), output: &[0; 32] };
    assert_eq!(
        vault.add_method(&unusable, &mut entropy).err(),
        Some(ProtectError::Unusable(UnlockError::Unusable))
    );
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
    vault.unprotect(&device()).unwrap();
    let text = vault.text();
    assert_eq!(header(&vault).device(), Some(device()));
    assert_eq!(by_passphrase(&text, "correct horse").err(), Some(UnlockError::NoSlot));
    assert_eq!(header(&vault).unlock_by_recovery(&code).err(), Some(UnlockError::NoSlot));
    assert_eq!(Vault::open(&text, key_of(&vault)).unwrap().entries().len(), 2);
}

#[test]
fn a_backup_is_the_vault_without_the_device_and_with_a_passphrase() {
    let mut entropy = Known(11);
    let mut vault = vault();
    assert_eq!(vault.backup(&[], 0, &mut entropy).err(), Some(ProtectError::NoPassphrase));
    let (own, other) = (derived("the vault's own"), derived("the backup's"));
    let method = UnlockMethod::Passphrase { parameters: &other.0, key: &other.1 };
    let before = vault.text();
    let backup = vault.backup(&[method], 0, &mut entropy).unwrap();
    assert_eq!(vault.text(), before, "the vault is what it was");
    assert_eq!(Header::read(&backup).unwrap().device(), None);
    let opened = Vault::open(&backup, by_passphrase(&backup, "the backup's").unwrap()).unwrap();
    assert_eq!(texts(&opened), texts(&vault));

    vault.add_method(&UnlockMethod::Passphrase { parameters: &own.0, key: &own.1 }, &mut entropy).unwrap();
    let backup = vault.backup(&[], 0, &mut entropy).unwrap();
    assert!(by_passphrase(&backup, "the vault's own").is_ok());
    let method = UnlockMethod::Passphrase { parameters: &other.0, key: &other.1 };
    let backup = vault.backup(&[method], 0, &mut entropy).unwrap();
    assert_eq!(by_passphrase(&backup, "the vault's own").err(), Some(UnlockError::Wrong));
    assert!(by_passphrase(&backup, "the backup's").is_ok());
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
