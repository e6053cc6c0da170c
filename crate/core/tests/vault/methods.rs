//! Unlock methods that two browsers add before they hear of each other: all of them stay.

use proptest::prelude::*;
use tandem_core::vault::{
    Header, KdfParameters, MethodName, Passkey, RecoveryCode, StoreUpdate, UnlockError, UnlockMethod, Vault,
};

use crate::common::{Known, account, copy, key_of};

fn with_code(seed: u64) -> (Vault, RecoveryCode) {
    let mut entropy = Known(seed);
    let mut vault = Vault::create(&mut entropy);
    vault.add(account("S", "a"), &mut entropy).unwrap();
    let code = RecoveryCode::draw(&mut entropy);
    vault.rekey(&[UnlockMethod::Recovery(&code)], &mut entropy).unwrap();
    (vault, code)
}

fn passkey(number: u8) -> Passkey {
    Passkey { credential: vec![number; 20], input: vec![number; 32] }
}

/// What this passkey answers.
fn answer(number: u8) -> [u8; 32] {
    [number.max(1); 32]
}

fn add_passkey(vault: &mut Vault, number: u8) {
    let method = UnlockMethod::Passkey { passkey: &passkey(number), output: &answer(number) };
    vault.add_method(&method, &mut Known(500 + u64::from(number))).unwrap();
}

/// The passkeys that open the vault's text.
fn passkeys(vault: &Vault) -> Vec<u8> {
    let header = Header::read(&vault.text()).unwrap();
    let opens = |passkey: &Passkey| {
        let number = passkey.credential[0];
        let key = header.unlock_by_passkey(&passkey.credential, &answer(number)).unwrap();
        assert_eq!(key.expose(), vault.key().expose());
        number
    };
    let mut numbers: Vec<u8> = header.passkeys().iter().map(opens).collect();
    numbers.sort_unstable();
    numbers
}

/// Merges with the store's item, and leaves there what is written.
fn merged(vault: &mut Vault, item: &mut Option<String>) -> StoreUpdate {
    let met = vault.merge_shared(item.as_deref(), &[], &mut Known(9)).unwrap();
    *item = met.header.clone().or(item.take());
    met
}

fn changes(item: &str) -> u64 {
    serde_json::from_str::<serde_json::Value>(item).unwrap()["ways"].as_u64().unwrap()
}

#[test]
fn passkeys_that_two_browsers_add_before_they_hear_of_each_other_both_stay() {
    for [first, second] in [[1, 2], [2, 1]] {
        let (mut one, _) = with_code(200);
        let mut two = copy(&one);
        add_passkey(&mut one, first);
        add_passkey(&mut two, second);
        let (mut of_one, mut of_two) = (None, None);
        merged(&mut one, &mut of_one);
        merged(&mut two, &mut of_two);
        let before = [&of_one, &of_two].map(|item| changes(item.as_ref().unwrap()));
        // The store keeps the item that was written last.
        let mut item = of_two;
        merged(&mut one, &mut item);
        assert_eq!(passkeys(&one), [1, 2]);
        // An earlier version takes whichever has more changes.
        assert!(before.iter().all(|before| *before < changes(item.as_ref().unwrap())));
        merged(&mut two, &mut item);
        assert_eq!(passkeys(&copy(&two)), [1, 2]);
        for vault in [&mut one, &mut two] {
            assert_eq!(merged(vault, &mut item).header, None);
        }
    }
}

#[test]
fn recovery_codes_and_passphrases_that_two_browsers_add_all_open_it_until_they_are_changed() {
    let (mut one, first) = with_code(210);
    let mut two = copy(&one);
    let typed = ["correct horse battery", "staple"];
    for (vault, passphrase) in [&mut one, &mut two].into_iter().zip(typed) {
        let parameters = KdfParameters::draw(19 << 10, 2, &mut Known(passphrase.len() as u64)).unwrap();
        let key = parameters.key(passphrase).unwrap();
        let method = UnlockMethod::Passphrase { parameters: &parameters, key: &key };
        vault.add_method(&method, &mut Known(212)).unwrap();
    }
    let mut item = None;
    merged(&mut one, &mut item);
    merged(&mut two, &mut item);
    let opens =
        |vault: &Vault, typed: &str| Header::read(&vault.text()).unwrap().unlock_by_passphrase(typed).is_ok();
    assert_eq!(typed.map(|passphrase| opens(&two, passphrase)), [true; 2]);

    // One more recovery code each, as where an earlier one was removed.
    two.remove_method(MethodName::Recovery, &mut Known(213)).unwrap();
    let mut three = copy(&two);
    let codes = [214, 215].map(|seed| RecoveryCode::draw(&mut Known(seed)));
    for (vault, code) in [&mut two, &mut three].into_iter().zip(&codes) {
        vault.add_method(&UnlockMethod::Recovery(code), &mut Known(216)).unwrap();
    }
    let mut item = None;
    merged(&mut two, &mut item);
    merged(&mut three, &mut item);
    let by = |vault: &Vault, code: &RecoveryCode| {
        Header::read(&vault.text()).unwrap().unlock_by_recovery(code).map(|key| *key.expose())
    };
    for code in &codes {
        assert_eq!(by(&three, code).unwrap(), *three.key().expose());
    }
    assert_eq!(by(&three, &first).err(), Some(UnlockError::Wrong));
    let last = RecoveryCode::draw(&mut Known(217));
    three.add_method(&UnlockMethod::Recovery(&last), &mut Known(218)).unwrap();
    assert_eq!(codes.each_ref().map(|code| by(&three, code).err()), [Some(UnlockError::Wrong); 2]);
    assert!(by(&three, &last).is_ok());
}

#[test]
fn however_many_recovery_codes_meet_each_of_them_opens() {
    let (mut first, _) = with_code(250);
    let parameters = KdfParameters::draw(19 << 10, 2, &mut Known(258)).unwrap();
    let key = parameters.key("correct horse").unwrap();
    let passphrase = UnlockMethod::Passphrase { parameters: &parameters, key: &key };
    first.add_method(&passphrase, &mut Known(259)).unwrap();
    first.remove_method(MethodName::Recovery, &mut Known(261)).unwrap();
    let codes: Vec<RecoveryCode> = (0..5).map(|seed| RecoveryCode::draw(&mut Known(251 + seed))).collect();
    let mut item = None;
    for code in &codes {
        let mut vault = copy(&first);
        vault.add_method(&UnlockMethod::Recovery(code), &mut Known(260)).unwrap();
        merged(&mut vault, &mut item);
    }
    merged(&mut first, &mut item);
    let header = Header::read(&first.text()).unwrap();
    assert!(codes.iter().all(|code| header.unlock_by_recovery(code).is_ok()));
}

#[test]
fn a_method_removed_or_changed_in_one_browser_does_not_come_back_from_another() {
    let (mut one, old) = with_code(220);
    add_passkey(&mut one, 1);
    add_passkey(&mut one, 2);
    let mut two = copy(&one);
    one.remove_method(MethodName::Passkey(&passkey(1).credential), &mut Known(221)).unwrap();
    let code = RecoveryCode::draw(&mut Known(222));
    one.add_method(&UnlockMethod::Recovery(&code), &mut Known(223)).unwrap();
    add_passkey(&mut two, 3);

    // The other's item, under the earlier key, is written over, and adds nothing.
    let mut item = None;
    merged(&mut two, &mut item);
    merged(&mut one, &mut item);
    assert_eq!(passkeys(&one), [2]);
    let item = item.unwrap();
    let key = Header::read(&item).unwrap().unlock_by_recovery(&code).unwrap();
    two.adopt(Vault::open_shared(&item, key).unwrap(), &mut Known(224)).unwrap();
    assert_eq!(passkeys(&two), [2]);
    let refused = Header::read(&two.text()).unwrap().unlock_by_recovery(&old).err();
    assert_eq!(refused, Some(UnlockError::Wrong));
}

#[test]
fn a_copy_of_a_later_generation_brings_its_methods_and_takes_none() {
    let (mut store, _) = with_code(230);
    let mut beside = copy(&store);
    add_passkey(&mut beside, 1);
    beside.add(account("S", "b"), &mut Known(231)).unwrap();
    // The store is older, and another passkey is added before the copy is merged.
    add_passkey(&mut store, 2);
    assert!(beside.header().is_later_than(store.header()));
    let beside = Vault::open(&beside.text(), key_of(&store)).unwrap();
    store.adopt(beside, &mut Known(232)).unwrap();
    assert_eq!(passkeys(&copy(&store)), [1, 2]);
}

proptest! {
    #[test]
    fn however_additions_and_deliveries_cross_all_methods_end_everywhere(
        steps in prop::collection::vec((0..3_usize, 0..3_u8), 0..24),
    ) {
        let (first, _) = with_code(240);
        let mut vaults = [copy(&first), copy(&first), first];
        let mut items: [Option<String>; 3] = [None, None, None];
        let mut added = Vec::new();
        for (number, (who, what)) in (1..).zip(steps) {
            match what {
                0 => {
                    add_passkey(&mut vaults[who], number);
                    added.push(number);
                }
                1 => _ = merged(&mut vaults[who], &mut items[who]),
                _ => items[who] = items[(who + 1) % 3].clone(),
            }
        }
        let mut item = None;
        for vault in &mut vaults {
            merged(vault, &mut item);
        }
        for vault in &mut vaults {
            merged(vault, &mut item);
        }
        for vault in &mut vaults {
            prop_assert_eq!(merged(vault, &mut item).header, None);
            prop_assert_eq!(passkeys(vault), added.clone());
        }
    }
}
