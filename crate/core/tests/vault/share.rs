//! Browsers that share a store: what they take from it and write into it, and that nothing is lost.

use proptest::prelude::*;
use tandem_core::{
    account::{Account, Site},
    otp::{Algorithm, Digits, Scheme},
    secret::Secret,
    vault::{
        CounterStep, Header, OpenError, Passkey, RecordId, RecoveryCode,
        SharedHeader::{self, Another, Outdated, Own, Rekeyed},
        StoreUpdate, UnlockError, UnlockMethod, Vault,
    },
};

use crate::common::{Known, account, copy, key_of, texts};

/// The store as one browser sees it, without items that haven't arrived yet.
#[derive(Clone, Default)]
struct Store {
    header: Option<String>,
    items: Vec<String>,
}

impl Store {
    fn put(&mut self, met: &StoreUpdate) {
        self.header = met.header.clone().or(self.header.take());
        self.put_items(&met.records);
    }

    fn put_items(&mut self, items: &[String]) {
        for item in items {
            self.items.retain(|old| id_of(old) != id_of(item));
            self.items.push(item.clone());
        }
    }

    fn met_by(&mut self, vault: &mut Vault, seed: u64) -> StoreUpdate {
        let met = vault.merge_shared(self.header.as_deref(), &self.items, &mut Known(seed)).unwrap();
        self.put(&met);
        met
    }
}

fn id_of(item: &str) -> &str {
    item.split(' ').next().unwrap()
}

fn with_key(name: &str, key: u8) -> Account {
    Account { secret: Secret::new(vec![key; 20]).unwrap(), ..account("S", name) }
}

fn protected(seed: u64) -> (Vault, RecoveryCode) {
    let mut entropy = Known(seed);
    let mut vault = Vault::create(&mut entropy);
    let code = RecoveryCode::draw(&mut entropy);
    vault.rekey(&[UnlockMethod::Recovery(&code)], &mut entropy).unwrap();
    (vault, code)
}

#[test]
fn the_first_leaves_all_and_the_second_finds_it() {
    let (mut one, _) = protected(60);
    let gone = one.add(with_key("gone", 1), &mut Known(61)).unwrap();
    let ids =
        [2, 3].map(|key| one.add(with_key(&key.to_string(), key), &mut Known(62 + u64::from(key))).unwrap());
    one.remove(gone, 5, &mut Known(63)).unwrap();
    let mut store = Store::default();
    let text = one.text();
    let met = store.met_by(&mut one, 64);
    assert_eq!((met.records.len(), met.accounts, one.text()), (3, 2, text), "it learned nothing");
    let last: Vec<&str> = met.records.iter().skip(1).map(|item| id_of(item)).collect();
    assert_eq!(last, ids.map(|id| id.to_string()), "tombstones first, then the list in its order");
    assert!(!format!("{:?}", store.items).contains("gone"), "sealed");

    let header = store.header.clone().unwrap();
    let key = tandem_core::vault::VaultKey::from_bytes(*one.key().expose());
    let refused = Vault::open(&header, key_of(&one)).err();
    assert_eq!(refused, Some(OpenError::Shared), "it is no vault without accounts");
    let mut two = Vault::open_shared(&header, key).unwrap();
    let of = |vault: &Vault| vault.compare_shared(&header);
    assert_eq!([of(&one), of(&two), of(&protected(66).0)], [Own, Own, Another]);
    assert_eq!(store.met_by(&mut two, 65), StoreUpdate::default());
    assert_eq!((texts(&two), two.trash().len()), (texts(&one), 1));
    assert_eq!(store.met_by(&mut two, 65), StoreUpdate::default());
}

#[test]
fn an_empty_or_an_older_store_takes_nothing_away() {
    let (mut one, _) = protected(70);
    let id = one.add(with_key("old", 1), &mut Known(71)).unwrap();
    let mut store = Store::default();
    store.met_by(&mut one, 72);
    let older = store.clone();
    one.edit(id, &mut Known(73), |account| account.name = "new".into()).unwrap();
    let text = one.text();
    for mut met in [store, older, Store::default()] {
        assert_eq!(met.met_by(&mut one, 74).accounts, 1);
        assert_eq!(one.text(), text);
    }
}

#[test]
fn what_was_not_sealed_for_its_place_is_written_over() {
    let (mut one, _) = protected(80);
    let [a, b] =
        [1, 2].map(|key| one.add(with_key(&key.to_string(), key), &mut Known(80 + u64::from(key))).unwrap());
    let mut store = Store::default();
    store.met_by(&mut one, 83);
    let place = |id: RecordId| store.items.iter().position(|item| id_of(item) == id.to_string()).unwrap();
    let (place_of_a, b) = (place(a), place(b));
    let text = one.text();
    let sealed = |place: usize| store.items[place].split(' ').next_back().unwrap().to_owned();
    let values = [format!("1 {}", sealed(b)), format!("9 {}", sealed(place_of_a)), String::new()];
    for value in values.into_iter().chain(["1", "1 !", "x AAAA", "1 AAAA"].map(str::to_owned)) {
        let mut altered = store.clone();
        altered.items[place_of_a] = format!("{a} {value}");
        altered.header = Some(protected(84).0.text());
        let met = altered.met_by(&mut one, 85);
        assert_eq!((met.accounts, met.header.is_some(), one.text()), (1, true, text.clone()));
        assert_eq!(altered.met_by(&mut one, 86), StoreUpdate::default());
    }
    let mut strange = store.clone();
    strange.items.extend([format!("none 1 {}", sealed(b)), String::new()]);
    assert_eq!(strange.met_by(&mut one, 87), StoreUpdate::default());
}

#[test]
fn a_method_that_was_added_reaches_the_others() {
    let (mut one, _) = protected(90);
    let mut store = Store::default();
    store.met_by(&mut one, 91);
    let mut two = copy(&one);
    let passkey = Passkey { credential: vec![1], input: vec![2; 32] };
    one.add_method(&UnlockMethod::Passkey { passkey: &passkey, output: &[3; 32] }, &mut Known(92)).unwrap();
    assert!(store.met_by(&mut one, 94).header.is_some());
    assert_eq!(store.met_by(&mut two, 95), StoreUpdate::default());
    assert_eq!(copy(&two).header().passkeys(), [passkey]);
}

/// A vault in two browsers that share a store, after the recovery code was changed in the first.
fn rekeyed() -> (Vault, Vault, Store, [RecoveryCode; 2]) {
    let (mut one, first) = protected(130);
    one.add(with_key("both", 1), &mut Known(131)).unwrap();
    let mut store = Store::default();
    store.met_by(&mut one, 132);
    let two = copy(&one);
    let second = RecoveryCode::draw(&mut Known(133));
    one.add_method(&UnlockMethod::Recovery(&second), &mut Known(134)).unwrap();
    (one, two, store, [first, second])
}

#[test]
fn a_new_key_overwrites_what_the_old_one_left_in_the_store() {
    let (mut one, two, mut store, [first, second]) = rekeyed();
    one.add(with_key("later", 2), &mut Known(135)).unwrap();
    assert_eq!(one.compare_shared(store.header.as_ref().unwrap()), Outdated);
    let met = store.met_by(&mut one, 136);
    assert_eq!((met.header.is_some(), met.accounts), (true, 2));
    assert_eq!(store.met_by(&mut one, 137), StoreUpdate::default());
    let header = store.header.as_ref().unwrap();
    assert_eq!((one.compare_shared(header), two.compare_shared(header)), (Own, Rekeyed));
    // The old code, and its key, open nothing that is stored now.
    let read = Header::read(header).unwrap();
    assert_eq!(read.unlock_by_recovery(&first).err(), Some(UnlockError::Wrong));
    assert!(Vault::open_shared(header, key_of(&two)).is_err());
    let mut old = copy(&two);
    old.merge_shared(None, &store.items, &mut Known(138)).unwrap();
    assert_eq!(texts(&old), ["S both"]);
    assert!(read.unlock_by_recovery(&second).is_ok());
}

#[test]
fn another_browser_adopts_the_new_key_once_and_loses_nothing() {
    let (mut one, mut two, mut store, [_, second]) = rekeyed();
    let [of_one, of_two] = [("later", 2), ("here", 3)];
    one.add(with_key(of_one.0, of_one.1), &mut Known(140)).unwrap();
    let gone = two.entries()[0].id;
    two.add(with_key(of_two.0, of_two.1), &mut Known(141)).unwrap();
    two.remove(gone, 9, &mut Known(142)).unwrap();
    store.met_by(&mut one, 143);

    let header = store.header.clone().unwrap();
    let key = Header::read(&header).unwrap().unlock_by_recovery(&second).unwrap();
    let mut there = Vault::open_shared(&header, key).unwrap();
    there.merge_shared(Some(&header), &store.items, &mut Known(144)).unwrap();
    let before = two.key_mark();
    two.adopt(there, &mut Known(145)).unwrap();
    assert_ne!(two.key_mark(), before);
    assert_eq!(two.compare_shared(&header), Own);
    let mut names = texts(&two);
    names.sort_unstable();
    assert_eq!((names, two.trash().len()), (vec!["S here".into(), "S later".into()], 1));

    store.met_by(&mut two, 146);
    store.met_by(&mut one, 147);
    assert_eq!(texts(&one).len(), 2);
    assert_eq!(texts(&copy(&one)), texts(&copy(&two)));
    for vault in [&mut one, &mut two] {
        assert_eq!(store.met_by(vault, 148), StoreUpdate::default());
    }
}

#[test]
fn where_both_got_a_new_key_neither_writes_over_the_other() {
    let (one, mut two, mut store, _) = rekeyed();
    let third = RecoveryCode::draw(&mut Known(150));
    two.add_method(&UnlockMethod::Recovery(&third), &mut Known(151)).unwrap();
    store.met_by(&mut two, 152);
    assert_eq!(one.compare_shared(store.header.as_ref().unwrap()), Rekeyed);
}

#[test]
fn items_with_numbers_near_their_end_are_not_taken_over() {
    let (mut one, _) = protected(160);
    let id = one.add(with_key("a", 1), &mut Known(161)).unwrap();
    let mut store = Store::default();
    let met = store.met_by(&mut one, 162);
    let sealed = met.records[0].split(' ').next_back().unwrap();
    store.items = vec![format!("{id} {} {sealed}", u64::MAX)];
    assert_eq!(store.met_by(&mut one, 163).accounts, 1, "it is written over");
    let mut header: serde_json::Value = serde_json::from_str(met.header.as_ref().unwrap()).unwrap();
    header["keys"] = serde_json::json!(u64::MAX);
    assert_eq!(one.compare_shared(&header.to_string()), SharedHeader::Outdated);
}

#[test]
fn items_of_an_account_that_nobody_could_have_edited_so_far_are_not_taken_over() {
    for (revision, position) in [(2, i64::MAX), (2, i64::MIN), (1 << 49, 0)] {
        let mut there = crate::common::foreign(revision, position, 1, "Theirs", 7);
        let mut store = Store::default();
        store.met_by(&mut there, 170);
        let mut here = crate::common::foreign(1, 5, 1, "Ours", 7);
        assert_eq!(store.met_by(&mut here, 171).accounts, 1, "it is written over");
        let entry = here.entries()[0];
        assert_eq!((entry.position, &*entry.account.issuer), (5, "Ours"));
    }
}

#[test]
fn two_vaults_become_one_and_no_account_is_there_twice() {
    let ((mut one, _), (mut two, _)) = (protected(100), protected(101));
    for (vault, keys) in [(&mut one, [1, 2]), (&mut two, [2, 3])] {
        for key in keys {
            vault.add(with_key(&key.to_string(), key), &mut Known(102 + u64::from(key))).unwrap();
        }
    }
    let trashed = two.add(with_key("trashed", 9), &mut Known(108)).unwrap();
    two.remove(trashed, 5, &mut Known(109)).unwrap();
    one.merge_backup(&two, &mut Known(110)).unwrap();
    let mut names = texts(&copy(&one));
    names.sort_unstable();
    assert_eq!((names, one.trash().len()), (vec!["S 1".into(), "S 2".into(), "S 3".into()], 1));
    let text = one.text();
    one.merge_backup(&two, &mut Known(111)).unwrap();
    assert_eq!(one.text(), text, "nothing new, nothing written");
}

/// The account of a key in both vaults, and its note, counter and tags after the second adopted the first.
fn adopted(here: Account, there: Account) -> (Vault, Account) {
    let ((mut one, _), (mut two, _)) = (protected(180), protected(181));
    one.add(there, &mut Known(182)).unwrap();
    two.add(here, &mut Known(183)).unwrap();
    two.adopt(one, &mut Known(184)).unwrap();
    let two = copy(&two);
    let [entry] = two.entries()[..] else { panic!("the account stands there once") };
    let account = entry.account.duplicate();
    (two, account)
}

#[test]
fn what_was_written_in_the_vault_that_is_given_up_is_not_lost() {
    let counted = |counter| Account {
        scheme: Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter },
        ..with_key("1", 1)
    };
    let counter = |account: &Account| match account.scheme {
        Scheme::Hotp { counter, .. } => counter,
        _ => panic!("a counter"),
    };
    for (here, there) in [(57, 50), (50, 57)] {
        assert_eq!(counter(&adopted(counted(here), counted(there)).1), 57);
    }

    let here = Account {
        note: "backup codes".into(),
        tags: vec!["work".into()],
        sites: vec![Site::of("a.example")],
        label: Some("mine".into()),
        ..with_key("1", 1)
    };
    let there = Account { tags: vec!["home".into()], ..with_key("1", 1) };
    let (vault, account) = adopted(here.duplicate(), there);
    assert_eq!((&*account.note, account.label.as_deref()), ("backup codes", Some("mine")));
    assert_eq!((account.tags.len(), account.sites.len(), vault.alternates().len()), (2, 1, 0));

    // Two notes don't fit in one: one of them is an alternate.
    let (vault, account) = adopted(here, Account { note: "theirs".into(), ..with_key("1", 1) });
    let alternates: Vec<String> = vault.alternates().iter().map(|it| it.account.note.clone()).collect();
    assert_eq!((&*account.note, alternates), ("theirs", vec!["backup codes".to_owned()]));
}

#[test]
fn two_vaults_from_one_backup_become_one_and_what_was_done_in_either_stays() {
    let (mut source, _) = protected(190);
    let scheme = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter: 5 };
    let id = source.add(Account { scheme, ..with_key("1", 1) }, &mut Known(191)).unwrap();
    let [mut one, mut two] = [192, 193].map(|seed| {
        let (mut vault, _) = protected(seed);
        vault.merge_backup(&source, &mut Known(seed)).unwrap();
        vault
    });
    one.edit(id, &mut Known(194), |account| account.label = Some("named".into())).unwrap();
    for _ in 0..7 {
        two.take_counter(id, CounterStep::Next, &mut Known(195)).unwrap();
    }
    two.edit(id, &mut Known(196), |account| account.tags.push("work".into())).unwrap();
    two.adopt(one, &mut Known(197)).unwrap();
    let account = &two.get(id).unwrap().account;
    assert_eq!((account.label.as_deref(), account.tags.len()), (Some("named"), 1));
    assert!(matches!(account.scheme, Scheme::Hotp { counter: 12, .. }));
}

/// A step: in which browser, to which account, and what.
type Step = (usize, usize, u8);

/// Does one step; returns the key that it added, or that it deleted.
fn done(vault: &mut Vault, (_, place, what): Step, next: u8) -> (Option<u8>, Option<u8>) {
    let mut entropy = Known(1000 + u64::from(next));
    let ids: Vec<RecordId> = vault.entries().iter().map(|entry| entry.id).collect();
    let id = ids.get(place % ids.len().max(1)).copied();
    let key_of = |id| vault.get(id).map(|entry| entry.account.secret.expose()[0]);
    match (id, what) {
        (Some(id), 0) => {
            let key = key_of(id);
            vault.remove(id, 5, &mut entropy).unwrap();
            (None, key)
        }
        (Some(id), 1) => {
            vault.edit(id, &mut entropy, |account| account.name = format!("n{next}")).unwrap();
            (None, None)
        }
        (Some(id), 2) => {
            let key = key_of(id);
            vault.replace(id, with_key("r", next), 5, &mut entropy).unwrap();
            (Some(next), key)
        }
        (Some(id), 3) => {
            vault.mark_used(id, u64::from(next), &mut entropy).unwrap();
            (None, None)
        }
        (Some(id), 4) => {
            vault.move_to(id, ids.first().copied(), &mut entropy).unwrap();
            (None, None)
        }
        _ => {
            vault.add(with_key("a", next), &mut entropy).unwrap();
            (Some(next), None)
        }
    }
}

proptest! {
    /// Three browsers, whose stores get each other's items late, in any order, or only at the end.
    #[test]
    fn however_edits_and_deliveries_cross_no_key_is_lost_and_all_see_the_same(
        steps in prop::collection::vec((0..3_usize, 0..6_usize, 0..9_u8), 0..24),
    ) {
        let (mut first, _) = protected(120);
        for key in 1..=3 {
            first.add(with_key("a", key), &mut Known(120 + u64::from(key))).unwrap();
        }
        let mut vaults = [copy(&first), copy(&first), first];
        let mut stores = [Store::default(), Store::default(), Store::default()];
        let mut alive: Vec<u8> = vec![1, 2, 3];
        let mut deleted: Vec<u8> = Vec::new();
        for (next, step) in (10..).zip(steps) {
            let (who, place, what) = step;
            match what {
                // A browser merges with its store.
                6 => _ = stores[who].met_by(&mut vaults[who], 2000 + u64::from(next)),
                // Some of another browser's items arrive, the unlock methods among them.
                7 | 8 => {
                    let from = stores[place % 3].clone();
                    stores[who].header = from.header.or(stores[who].header.take());
                    stores[who].put_items(&from.items[from.items.len().min(usize::from(what - 7))..]);
                }
                _ => {
                    let (brought, gone) = done(&mut vaults[who], step, next);
                    alive.extend(brought);
                    deleted.extend(gone);
                }
            }
        }
        let mut store = Store::default();
        for round in 0..2 {
            for vault in &mut vaults {
                store.met_by(vault, 3000 + round);
            }
        }
        for vault in &mut vaults {
            prop_assert_eq!(store.met_by(vault, 3002), StoreUpdate::default());
        }
        let seen = |vault: &Vault| {
            let lists = (vault.entries(), vault.alternates());
            format!("{:?}{:?}", lists, vault.trash())
        };
        prop_assert_eq!(seen(&vaults[0]), seen(&vaults[1]));
        prop_assert_eq!(seen(&vaults[0]), seen(&vaults[2]));
        let keys = |entries: Vec<&tandem_core::vault::Entry>| -> Vec<u8> {
            entries.iter().map(|entry| entry.account.secret.expose()[0]).collect()
        };
        let listed = keys(vaults[0].entries());
        let trashed = keys(vaults[0].trash().iter().map(|trashed| &trashed.entry).collect());
        for key in alive {
            prop_assert!(listed.contains(&key) || trashed.contains(&key), "key {} is lost", key);
            // Only deleted accounts may be missing from the list.
            prop_assert!(listed.contains(&key) || deleted.contains(&key), "key {} was not deleted", key);
        }
    }
}
