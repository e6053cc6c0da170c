//! Backups: their content, what restoring them brings, and how that is undone.

use proptest::prelude::*;
use tandem_core::{
    otp::{Algorithm, Digits, Scheme},
    secret::Secret,
    vault::{
        AddError, BackupFor, CounterStep, Header, KdfParameters, Merged, RecordId, UndoError, UnlockMethod,
        Vault,
    },
};

use crate::common::{Known, account, copy, known_key, texts};

fn with_key(issuer: &str, key: u8) -> tandem_core::account::Account {
    tandem_core::account::Account { secret: Secret::new(vec![key; 20]).unwrap(), ..account(issuer, "ana") }
}

fn vault() -> (Vault, [RecordId; 3]) {
    let mut entropy = Known(40);
    let mut vault = Vault::create(&mut entropy);
    let ids = [1, 2, 3].map(|key| vault.add(with_key(&key.to_string(), key), &mut entropy).unwrap());
    (vault, ids)
}

/// The vault in its backup.
fn backup(vault: &Vault) -> Vault {
    let mut entropy = Known(41);
    let parameters = KdfParameters::draw(19 << 10, 2, &mut entropy).unwrap();
    let key = parameters.key("passphrase").unwrap();
    let text = vault.backup((&parameters, &key), BackupFor::Anybody, 1_700_000_000, &mut entropy).unwrap();
    let header = Header::read(&text).unwrap();
    Vault::open(&text, header.unlock_by_passphrase("passphrase").unwrap()).unwrap()
}

/// Another key in the same record, as other versions may write it.
fn rekeyed(vault: &mut Vault, id: RecordId, other: tandem_core::account::Account, entropy: &mut Known) {
    vault.edit(id, entropy, |account| *account = other).unwrap();
}

fn keys(vault: &Vault) -> Vec<u8> {
    let mut keys: Vec<u8> = vault.entries().iter().map(|entry| entry.account.secret.expose()[0]).collect();
    keys.sort_unstable();
    keys
}

/// Restores it, after a dry run gave the same result.
fn restored(vault: &mut Vault, backup: &Vault) -> Merged {
    let told = vault.compare_backup(backup);
    assert_eq!(vault.merge_backup(backup, &mut Known(42)).unwrap(), told, "the dry run said so");
    told
}

#[test]
fn a_backup_says_when_it_was_made_and_the_vault_does_not() {
    let (vault, _) = vault();
    let saved = backup(&vault);
    assert_eq!(saved.header().saved(), Some(1_700_000_000));
    assert_eq!(Header::read(&saved.text()).unwrap().saved(), Some(1_700_000_000));
    assert_eq!(vault.header().saved(), None);
    assert_eq!(texts(&saved), texts(&vault));
    assert_eq!(vault.compare_backup(&saved), Merged { same: 3, ..Merged::default() });
}

#[test]
fn what_was_deleted_since_comes_back_and_what_was_added_stays() {
    let (mut vault, [a, b, _]) = vault();
    let saved = backup(&vault);
    let mut entropy = Known(43);
    vault.remove(a, 0, &mut entropy).unwrap();
    vault.edit(b, &mut entropy, |account| account.note = "later".into()).unwrap();
    vault.add(with_key("4", 4), &mut entropy).unwrap();
    let told = restored(&mut vault, &saved);
    assert_eq!(told, Merged { added: vec![a], same: 2, ..Merged::default() });
    assert_eq!(texts(&vault), ["1 ana", "2 ana", "3 ana", "4 ana"]);
    assert_eq!(vault.get(b).unwrap().account.note, "later", "the later text stays");
    assert_eq!(texts(&copy(&vault)), texts(&vault));
    let text = vault.text();
    assert_eq!(restored(&mut vault, &saved).same, 3);
    assert_eq!(vault.text(), text, "nothing new, nothing written");
}

#[test]
fn a_backup_deletes_nothing() {
    let (mut vault, [a, ..]) = vault();
    let mut other = copy(&vault);
    other.remove(a, 0, &mut Known(44)).unwrap();
    assert_eq!(restored(&mut vault, &backup(&other)), Merged { same: 2, ..Merged::default() });
    assert_eq!(keys(&vault), [1, 2, 3]);
}

#[test]
fn of_two_keys_of_an_account_both_stay() {
    for here_is_later in [true, false] {
        let (mut vault, [a, ..]) = vault();
        let mut saved = copy(&vault);
        let mut entropy = Known(45);
        let replaced = if here_is_later { &mut vault } else { &mut saved };
        rekeyed(replaced, a, with_key("new", 9), &mut entropy);
        let saved = backup(&saved);
        let told = restored(&mut vault, &saved);
        assert_eq!((told.added.len(), told.changed.len()), (1, usize::from(!here_is_later)));
        assert_eq!(keys(&vault), [1, 2, 3, 9]);
        assert_eq!(vault.get(a).unwrap().account.secret.expose(), [9; 20], "the later one keeps its place");
        assert_eq!(restored(&mut vault, &saved).added, []);
    }
}

#[test]
fn an_account_that_was_enrolled_again_is_not_restored_twice() {
    let (mut vault, [a, ..]) = vault();
    let saved = backup(&vault);
    let mut entropy = Known(46);
    vault.remove(a, 0, &mut entropy).unwrap();
    vault.add(with_key("again", 1), &mut entropy).unwrap();
    assert_eq!(restored(&mut vault, &saved), Merged { same: 3, ..Merged::default() });
    let mut blank = Vault::create(&mut entropy);
    blank.add(with_key("again", 1), &mut entropy).unwrap();
    assert_eq!(restored(&mut blank, &saved).added.len(), 2);
    assert_eq!(keys(&blank), [1, 2, 3]);
}

#[test]
fn what_was_written_before_it_was_deleted_comes_back_with_the_backup() {
    let (mut vault, [a, ..]) = vault();
    let saved = backup(&vault);
    let mut entropy = Known(52);
    vault.edit(a, &mut entropy, |account| account.note = "since the backup".into()).unwrap();
    vault.remove(a, 0, &mut entropy).unwrap();
    assert_eq!(restored(&mut vault, &saved).added, [a]);
    assert_eq!(vault.get(a).unwrap().account.note, "since the backup");
    let text = vault.text();
    restored(&mut vault, &saved);
    assert_eq!(vault.text(), text, "nothing new, nothing written");
}

#[test]
fn what_a_backup_brought_back_outlives_the_emptied_trash_of_another_browser() {
    let (mut here, [a, ..]) = vault();
    let saved = backup(&here);
    here.remove(a, 0, &mut Known(53)).unwrap();
    let mut there = copy(&here);
    restored(&mut here, &saved);
    there.purge(&[a], &mut Known(54)).unwrap();
    here.merge(&there, &mut Known(55)).unwrap();
    there.merge(&here, &mut Known(56)).unwrap();
    assert_eq!((keys(&here), keys(&there)), (vec![1, 2, 3], vec![1, 2, 3]));
}

#[test]
fn what_a_later_version_wrote_is_restored_unread() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/vault/later.json")).unwrap();
    let row = &file["rows"][0];
    let key = tandem_core::vault::VaultKey::from_bytes(known_key(row));
    let later = Vault::open(row["text"].as_str().unwrap(), key).unwrap();
    let (mut vault, _) = vault();
    let told = restored(&mut vault, &later);
    assert_eq!((told.added.len(), vault.unreadable()), (3, later.unreadable()));
    assert_eq!(copy(&vault).unreadable(), 2);
    // A backup of the list alone has it too: it may be an account.
    vault.remove(vault.entries()[0].id, 0, &mut Known(57)).unwrap();
    vault.keep_list_alone();
    assert_eq!((vault.trash().len(), copy(&vault).unreadable()), (0, 2));
}

#[test]
fn a_restore_is_undone_as_a_whole() {
    let (mut vault, [a, b, c]) = vault();
    let mut entropy = Known(47);
    let mut other = copy(&vault);
    other.edit(b, &mut entropy, |account| account.note = "there".into()).unwrap();
    other.add(with_key("4", 4), &mut entropy).unwrap();
    vault.remove(a, 0, &mut entropy).unwrap();
    rekeyed(&mut vault, c, with_key("new", 9), &mut entropy);
    let before = copy(&vault);
    restored(&mut vault, &backup(&other));
    assert_eq!(keys(&vault), [1, 2, 3, 4, 9]);
    let (after, generation) = (copy(&vault), vault.generation());
    vault.undo_restore((&before, &after), 0, &mut entropy).unwrap();
    assert!(vault.generation() > generation, "a copy elsewhere learns of it");
    let shown = |vault: &Vault| -> Vec<String> {
        vault.entries().iter().map(|entry| format!("{} {:?}", entry.id, entry.account)).collect()
    };
    assert_eq!(shown(&vault), shown(&before));
    assert_eq!(shown(&copy(&vault)), shown(&before));
}

#[test]
fn marks_count_what_changed_and_not_what_was_used() {
    let (mut vault, [a, b, c]) = vault();
    let mut entropy = Known(48);
    let scheme = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::new(6).unwrap(), counter: 5 };
    let counted = tandem_core::account::Account { scheme, ..with_key("4", 4) };
    let counted = vault.add(counted, &mut entropy).unwrap();
    let marks = vault.fingerprint();
    assert!(!marks.contains("ana") && marks.len() == 5 * 16, "{marks}");
    let since = |vault: &Vault| vault.unsaved_since(&marks);
    assert_eq!(since(&vault), Some(0));
    vault.edit(a, &mut entropy, |account| account.last_used = Some(9)).unwrap();
    vault.take_counter(counted, CounterStep::Next, &mut entropy).unwrap();
    vault.move_to(a, None, &mut entropy).unwrap();
    assert_eq!(since(&copy(&vault)), Some(0));
    vault.edit(a, &mut entropy, |account| account.note = "x".into()).unwrap();
    assert_eq!(since(&vault), Some(1));
    vault.edit(a, &mut entropy, |account| account.note = "y".into()).unwrap();
    vault.remove(b, 0, &mut entropy).unwrap();
    vault.add(with_key("5", 5), &mut entropy).unwrap();
    vault.replace(c, with_key("6", 6), 0, &mut entropy).unwrap();
    assert_eq!(since(&vault), Some(5), "a key that was replaced is one gone and one new");
    for (wrong, found) in [("", None), ("AAAA", None), ("!", None)] {
        assert_eq!(vault.unsaved_since(wrong), found, "{wrong:?}");
    }
    vault
        .rekey(&[UnlockMethod::Recovery(&tandem_core::vault::RecoveryCode::draw(&mut entropy))], &mut entropy)
        .unwrap();
    assert_eq!(since(&vault), None, "marks of another key");
}

fn by_counter(name: &str, key: u8, counter: u64) -> tandem_core::account::Account {
    let scheme = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::new(6).unwrap(), counter };
    tandem_core::account::Account { scheme, ..with_key(name, key) }
}

fn counter(vault: &Vault, id: RecordId) -> u64 {
    match vault.get(id).unwrap().account.scheme {
        Scheme::Hotp { counter, .. } => counter,
        _ => panic!("a counter"),
    }
}

#[test]
fn a_counter_never_goes_back() {
    let mut entropy = Known(50);
    let (mut vault, _) = vault();
    let id = vault.add(by_counter("c", 7, 5), &mut entropy).unwrap();
    let saved = backup(&vault);
    let (before, mut other) = (copy(&vault), copy(&vault));
    for _ in 0..4 {
        vault.take_counter(id, CounterStep::Next, &mut entropy).unwrap();
    }
    let used = copy(&vault);

    // By a backup, by undoing one, and by a deletion elsewhere with older knowledge.
    vault.merge_backup(&saved, &mut entropy).unwrap();
    assert_eq!(counter(&vault, id), 9);
    vault.undo_restore((&before, &used), 0, &mut entropy).unwrap();
    assert_eq!(counter(&vault, id), 9);
    other.remove(id, 100, &mut entropy).unwrap();
    other.merge(&used, &mut entropy).unwrap();
    vault.remove(id, 100, &mut entropy).unwrap();
    for vault in [&mut vault, &mut other] {
        vault.undelete(id, &mut entropy).unwrap();
        assert_eq!(counter(vault, id), 9);
    }

    // By a backup of an account that is in the trash, or in the list under another id.
    vault.remove(id, 200, &mut entropy).unwrap();
    vault.merge_backup(&saved, &mut entropy).unwrap();
    assert_eq!(counter(&vault, id), 9);
    let mut blank = Vault::create(&mut entropy);
    let again = blank.add(by_counter("again", 7, 20), &mut entropy).unwrap();
    blank.remove(again, 300, &mut entropy).unwrap();
    blank.merge_backup(&saved, &mut entropy).unwrap();
    assert_eq!(counter(&blank, id), 20);

    // By the losing version when two copies were changed.
    let mut here = copy(&vault);
    here.edit(id, &mut entropy, |account| account.note = "here".into()).unwrap();
    vault.edit(id, &mut entropy, |account| account.note = "there".into()).unwrap();
    here.merge(&vault, &mut entropy).unwrap();
    here.take_counter(id, CounterStep::Next, &mut entropy).unwrap();
    let [lost] = here.alternates().iter().map(|entry| entry.id).collect::<Vec<_>>().try_into().unwrap();
    here.undelete(lost, &mut entropy).unwrap();
    assert_eq!((counter(&here, id), counter(&here, lost)), (10, 10));
}

/// A vault before a restore and after it. The restore left the first account alone, changed the
/// second, brought the third back from the trash, and added the fourth, a counter.
fn around_a_restore() -> ([Vault; 2], [RecordId; 4]) {
    let (mut vault, [a, b, c]) = vault();
    let mut entropy = Known(70);
    let mut other = copy(&vault);
    other.edit(b, &mut entropy, |account| account.note = "there".into()).unwrap();
    let d = other.add(by_counter("d", 4, 5), &mut entropy).unwrap();
    vault.remove(c, 0, &mut entropy).unwrap();
    let before = copy(&vault);
    assert_eq!(restored(&mut vault, &backup(&other)).added, if c < d { [c, d] } else { [d, c] });
    ([before, vault], [a, b, c, d])
}

#[test]
fn a_restore_is_undone_although_codes_were_used_since() {
    let ([before, after], ids) = around_a_restore();
    let ([a, b, c, d], mut entropy) = (ids, Known(71));
    let mut vault = copy(&after);
    for id in [a, b, c] {
        vault.mark_used(id, 90, &mut entropy).unwrap();
    }
    for _ in 0..2 {
        vault.take_counter(d, CounterStep::Next, &mut entropy).unwrap();
    }
    vault.undo_restore((&before, &after), 100, &mut entropy).unwrap();

    let vault = copy(&vault);
    let list: Vec<_> = vault.entries().iter().map(|entry| (entry.id, entry.account.uses)).collect();
    assert_eq!(list, [(a, 1), (b, 1)]);
    assert!(vault.entries().iter().all(|entry| entry.account.last_used == Some(90)));
    assert_eq!(vault.get(b).unwrap().account.note, "");
    let mut trash: Vec<_> = vault.trash().iter().map(|trashed| (trashed.entry.id, trashed.at)).collect();
    trash.sort();
    let mut expected = [(c, 100), (d, 100)];
    expected.sort();
    assert_eq!(trash, expected, "what was used isn't deleted for good");

    // Restored once more, the counter goes on where it was.
    let mut again = vault;
    restored(&mut again, &backup(&after));
    assert_eq!(counter(&again, d), 7);
}

#[test]
fn a_restore_that_nothing_followed_is_undone_without_a_trace_in_the_trash() {
    let ([before, after], [.., c, _]) = around_a_restore();
    let mut vault = copy(&after);
    vault.undo_restore((&before, &after), 100, &mut Known(72)).unwrap();
    let trash: Vec<_> = vault.trash().iter().map(|trashed| (trashed.entry.id, trashed.at)).collect();
    assert_eq!(trash, [(c, before.trash()[0].at)]);
}

#[test]
fn a_restore_is_not_undone_after_any_other_change() {
    type Change = fn(&mut Vault, [RecordId; 4], &mut Known);
    let changes: [(&str, Change); 7] = [
        ("added", |vault, _, entropy| {
            vault.add(with_key("5", 5), entropy).unwrap();
        }),
        ("edited", |vault, [a, ..], entropy| {
            vault.edit(a, entropy, |account| account.note = "x".into()).unwrap();
        }),
        ("tagged", |vault, [a, ..], entropy| {
            vault.edit(a, entropy, |account| account.tags.push("x".into())).unwrap();
        }),
        ("given a site", |vault, [_, b, ..], entropy| {
            let site = tandem_core::account::Site::of("a.example");
            vault.edit(b, entropy, |account| account.sites.push(site)).unwrap();
        }),
        ("moved", |vault, [a, ..], entropy| vault.move_to(a, None, entropy).unwrap()),
        ("deleted", |vault, [_, _, c, _], entropy| vault.remove(c, 90, entropy).unwrap()),
        ("replaced", |vault, [a, ..], entropy| {
            vault.replace(a, with_key("6", 6), 90, entropy).unwrap();
        }),
    ];
    for (what, change) in changes {
        let ([before, after], ids) = around_a_restore();
        let (mut vault, mut entropy) = (copy(&after), Known(73));
        change(&mut vault, ids, &mut entropy);
        let text = vault.text();
        let undone = vault.undo_restore((&before, &after), 100, &mut entropy);
        assert_eq!((undone, vault.text() == text), (Err(UndoError::Changed), true), "{what}");
    }
}

#[test]
fn a_backup_with_numbers_near_their_end_is_refused() {
    let (honest, _) = vault();
    for (revision, position, generation) in
        [(u64::MAX, 0, 1), (1, i64::MAX, 1), (1, i64::MIN, 1), (1, 0, u64::MAX)]
    {
        let foreign = crate::common::foreign(revision, position, generation, "A", 1_700_000_000);
        let (mut vault, text) = (copy(&honest), honest.text());
        let refused = vault.merge_backup(&foreign, &mut Known(51)).err();
        assert_eq!(refused, Some(AddError::Impossible), "{revision} {position} {generation}");
        assert_eq!(vault.text(), text);
    }
    let mut vault = copy(&honest);
    let foreign = crate::common::foreign(1 << 47, 1 << 60, 1 << 47, "A", 1_700_000_000);
    vault.merge_backup(&foreign, &mut Known(52)).unwrap();
    let ids: Vec<RecordId> = vault.entries().iter().map(|entry| entry.id).collect();
    vault.add(with_key("5", 5), &mut Known(53)).unwrap();
    for id in ids {
        vault.remove(id, 8, &mut Known(54)).unwrap();
        vault.undelete(id, &mut Known(55)).unwrap();
    }
}

#[test]
fn what_could_come_back_has_no_number_near_its_end_either() {
    let account = |position: i64, history: u64| {
        format!(
            r#"{{"kind":"account","issuer":"A","name":"ana","secret":"TU1NTU1NTU1NTU1NTU1NTU1NTU0","created":7,"tags":["x"],"position":{position},"history":{{"tags":{{"\"x\"":{history}}}}},"scheme":{{"kind":"totp","algorithm":"sha1","digits":6,"period":30}}}}"#
        )
    };
    let trashed = |account: &str| format!(r#"{{"kind":"deleted","at":9,"content":{account}}}"#);
    let alternate = |account: &str| {
        format!(r#"{{"kind":"alternate","of":"AgICAgICAgICAgICAgICAg","content":{account}}}"#)
    };
    let wraps: [&dyn Fn(&str) -> String; 3] = [&str::to_owned, &trashed, &alternate];
    for wrap in wraps {
        let met = |position, history| {
            let foreign = crate::common::foreign_record(&wrap(&account(position, history)), 1, 1);
            let (mut vault, _) = vault();
            vault.merge_backup(&foreign, &mut Known(60)).map(|_| ())
        };
        let written = wrap(&account(0, 1));
        assert_eq!(met(1 << 60, 1 << 32), Ok(()), "{written}");
        for (position, history) in [(i64::MAX, 1), (i64::MIN, 1), (0, (1 << 32) + 1), (0, 1 << 48)] {
            let refused = met(position, history).err();
            assert_eq!(refused, Some(AddError::Impossible), "{written}: {position} {history}");
        }
    }
}

#[test]
fn a_date_that_no_clock_shows_dates_nothing_else() {
    let trashed = |at: u64| {
        let account = r#"{"kind":"account","issuer":"A","name":"ana","secret":"TU1NTU1NTU1NTU1NTU1NTU1NTU0","created":7,"position":0,"scheme":{"kind":"totp","algorithm":"sha1","digits":6,"period":30}}"#;
        crate::common::foreign_record(&format!(r#"{{"kind":"deleted","at":{at},"content":{account}}}"#), 1, 1)
    };
    for foreign in [trashed(u64::MAX), trashed(1 << 40), crate::common::foreign(1, 0, 1, "A", u64::MAX)] {
        let (mut vault, [id, ..]) = vault();
        vault.merge_backup(&foreign, &mut Known(61)).unwrap();
        vault.remove(id, 1_800_000_000, &mut Known(62)).unwrap();
        let at = vault.trash().iter().find(|trashed| trashed.entry.id == id).unwrap().at;
        assert_eq!(at, 1_800_000_000);
    }
}

#[test]
fn an_account_from_elsewhere_obeys_the_limits_of_typed_ones() {
    let long = "x".repeat(2_000);
    for (issuer, shown) in [
        ("a\\u0007b", "ab"),
        ("Acme\\u00a0  Co ", "Acme Co"),
        ("Ex\\u200bample\\u202e", "Example"),
        (long.as_str(), &long[..1_024]),
    ] {
        let foreign = crate::common::foreign(1, 0, 1, issuer, u64::MAX);
        let (mut vault, _) = vault();
        vault.merge_backup(&foreign, &mut Known(56)).unwrap();
        for vault in [&vault, &copy(&vault)] {
            let account = &vault.entries()[0].account;
            assert_eq!((account.issuer.as_str(), account.created), (shown, 8_640_000_000_000));
        }
    }
}

/// A change: to which account, and of which kind.
type Step = (usize, u8);

fn done(vault: &mut Vault, steps: &[Step], seed: u64) {
    let mut entropy = Known(seed);
    for (place, what) in steps {
        let ids: Vec<RecordId> = vault.entries().iter().map(|entry| entry.id).collect();
        let id = ids.get(place % ids.len().max(1)).copied();
        match (id, what) {
            (Some(id), 0) => vault.remove(id, 0, &mut entropy).unwrap(),
            (Some(id), 1) => vault.edit(id, &mut entropy, |account| account.last_used = Some(1)).unwrap(),
            (Some(id), 2) => rekeyed(vault, id, with_key("r", 100 + seed as u8), &mut entropy),
            (Some(id), 3) => {
                _ = vault.replace(id, with_key("r", 110 + seed as u8), 0, &mut entropy).unwrap();
            }
            (_, key) => _ = vault.add(with_key("a", *key), &mut entropy).unwrap(),
        }
    }
}

proptest! {
    #[test]
    fn after_a_restore_every_key_of_either_list_is_there(
        first in prop::collection::vec((0..9_usize, 0..9_u8), 0..6),
        here in prop::collection::vec((0..9_usize, 0..9_u8), 0..6),
        there in prop::collection::vec((0..9_usize, 0..9_u8), 0..6),
    ) {
        let (mut vault, _) = vault();
        done(&mut vault, &first, 1);
        let mut other = copy(&vault);
        done(&mut vault, &here, 2);
        done(&mut other, &there, 3);
        let (before, saved) = (copy(&vault), copy(&other));
        restored(&mut vault, &saved);
        let all = |vault: &Vault| {
            let mut all = keys(vault);
            all.extend(vault.alternates().iter().map(|entry| entry.account.secret.expose()[0]));
            all
        };
        let now = all(&vault);
        for key in keys(&before).into_iter().chain(keys(&saved)) {
            prop_assert!(now.contains(&key), "{key} of {:?} and {:?}: {now:?}", keys(&before), keys(&saved));
        }
        prop_assert!(texts(&vault).len() >= texts(&before).len());
        let again = vault.compare_backup(&saved);
        prop_assert_eq!((again.added, again.changed, again.removed), (vec![], vec![], vec![]));
        let after = copy(&vault);
        vault.undo_restore((&before, &after), 0, &mut Known(9)).unwrap();
        prop_assert_eq!(texts(&copy(&vault)), texts(&before));
        prop_assert_eq!(keys(&vault), keys(&before));
    }
}
