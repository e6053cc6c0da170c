//! Two browsers with one vault, and merging two vaults.

use tandem_core::vault::{EditError, Header, RecordId, Vault};

use crate::common::{Known, account, copy, texts};

fn note(vault: &mut Vault, id: RecordId, note: &str, seed: u64) {
    vault.edit(id, &mut Known(seed), |account| account.note = note.into()).unwrap();
}

fn notes(vault: &Vault) -> Vec<String> {
    vault.entries().into_iter().map(|entry| entry.account.note.clone()).collect()
}

fn vault() -> (Vault, [RecordId; 3]) {
    let mut entropy = Known(20);
    let mut vault = Vault::create(&mut entropy);
    let ids = ["A", "B", "C"].map(|issuer| vault.add(account(issuer, "ana"), &mut entropy).unwrap());
    (vault, ids)
}

#[test]
fn what_was_added_changed_and_deleted_elsewhere_is_taken_over() {
    let (mut here, [a, b, c]) = vault();
    let mut there = copy(&here);
    let mut entropy = Known(21);
    let d = there.add(account("D", "ana"), &mut entropy).unwrap();
    note(&mut there, a, "there", 22);
    there.remove(b, 7, &mut entropy).unwrap();
    note(&mut here, c, "here", 23);

    let merged = here.merge(&there, &mut entropy).unwrap();
    assert_eq!((merged.added, merged.changed, merged.removed), (vec![d], vec![a], vec![b]));
    assert_eq!((merged.doubled, merged.same), (Vec::new(), 1));
    assert_eq!(texts(&here), ["A ana", "C ana", "D ana"]);
    assert_eq!(notes(&here), ["there", "here", ""]);

    there.merge(&here, &mut entropy).unwrap();
    assert_eq!((texts(&there), notes(&there)), (texts(&here), notes(&here)));
    assert_eq!(texts(&copy(&here)), texts(&here));
    let text = here.text();
    let again = here.merge(&there, &mut entropy).unwrap();
    assert_eq!((again.same, here.text() == text), (3, true), "nothing new, nothing written");
}

#[test]
fn of_two_texts_of_one_vault_the_later_is_told_without_a_key() {
    let (mut vault, [a, ..]) = vault();
    let before = vault.text();
    note(&mut vault, a, "later", 21);
    let (after, another) = (vault.text(), Vault::create(&mut Known(22)).text());
    let later =
        |one: &str, other: &str| Header::read(one).unwrap().is_later_than(&Header::read(other).unwrap());
    for (one, other, expected) in [
        (&after, &before, true),
        (&before, &after, false),
        (&after, &after, false),
        (&after, &another, false),
        (&another, &before, false),
    ] {
        assert_eq!(later(one, other), expected);
    }
}

#[test]
fn an_account_that_was_changed_in_both_is_kept_twice() {
    let (mut here, [a, ..]) = vault();
    let mut there = copy(&here);
    note(&mut here, a, "here", 24);
    note(&mut there, a, "there", 25);
    let mut entropy = Known(26);
    let (before_here, before_there) = (copy(&here), copy(&there));
    here.merge(&before_there, &mut entropy).unwrap();
    there.merge(&before_here, &mut entropy).unwrap();
    assert_eq!(notes(&here), notes(&there), "both chose the same");
    let lost = |vault: &Vault| -> Vec<(RecordId, String)> {
        vault.alternates().into_iter().map(|entry| (entry.id, entry.account.note.clone())).collect()
    };
    assert_eq!(lost(&here), lost(&there));
    let [(id, note_of_lost)] = lost(&here).try_into().expect("one");
    assert_ne!(note_of_lost, notes(&here)[0]);
    assert_eq!(lost(&copy(&here)), [(id, note_of_lost.clone())], "also after it was stored");

    // A change made beside it doesn't overwrite it; one made without it does.
    note(&mut here, a, "later", 27);
    assert_eq!(lost(&here).len(), 1);
    here.merge(&copy(&there), &mut entropy).unwrap();
    assert_eq!((notes(&here)[0].as_str(), lost(&here).len()), ("later", 1));

    here.undelete(id, &mut entropy).unwrap();
    assert_eq!(texts(&here).len(), 4);
    assert_eq!(lost(&here), []);
    assert_eq!(here.get(id).map(|entry| entry.account.note.clone()), Some(note_of_lost));
    assert_eq!(here.undelete(id, &mut entropy).err(), Some(EditError::Unknown));

    there.purge(&[id], &mut entropy).unwrap();
    assert_eq!(lost(&there), []);
    assert_eq!(texts(&there).len(), 3);
}

#[test]
fn deleting_here_and_changing_there_keeps_the_account() {
    let (mut here, [a, ..]) = vault();
    let mut there = copy(&here);
    let mut entropy = Known(28);
    here.remove(a, 7, &mut entropy).unwrap();
    note(&mut there, a, "still in use", 29);
    let (before_here, before_there) = (copy(&here), copy(&there));
    here.merge(&before_there, &mut entropy).unwrap();
    there.merge(&before_here, &mut entropy).unwrap();
    for vault in [&here, &there] {
        assert_eq!((texts(vault).len(), vault.alternates().len()), (3, 0));
        assert_eq!(notes(vault)[0], "still in use");
    }
}

#[test]
fn what_was_used_or_moved_in_both_is_not_kept_twice_and_outweighs_no_edit() {
    let (mut here, [a, b, c]) = vault();
    let mut there = copy(&here);
    let mut entropy = Known(34);
    here.mark_used(a, 100, &mut entropy).unwrap();
    there.mark_used(a, 200, &mut entropy).unwrap();
    note(&mut here, b, "here", 35);
    here.remove(c, 7, &mut entropy).unwrap();
    for now in 1..9 {
        there.mark_used(b, now, &mut entropy).unwrap();
        there.mark_used(c, now, &mut entropy).unwrap();
        there.move_to(b, Some(if now % 2 == 0 { a } else { c }), &mut entropy).unwrap();
    }
    let (before_here, before_there) = (copy(&here), copy(&there));
    here.merge(&before_there, &mut entropy).unwrap();
    there.merge(&before_here, &mut entropy).unwrap();
    for vault in [&here, &there] {
        assert_eq!((texts(vault), vault.alternates().len()), (vec!["A ana".into(), "B ana".into()], 0));
        assert_eq!(notes(vault), ["", "here"]);
    }
}

#[test]
fn an_empty_vault_takes_nothing_away() {
    let (mut here, _) = vault();
    let mut entropy = Known(30);
    let blank = Vault::create(&mut entropy);
    let text = here.text();
    let merged = here.merge(&blank, &mut entropy).unwrap();
    assert_eq!((merged, here.text()), (tandem_core::vault::Merged::default(), text));
}

#[test]
fn another_vault_with_another_key_is_merged() {
    let (mut here, _) = vault();
    let mut entropy = Known(31);
    let mut other = Vault::create(&mut entropy);
    other.add(account("Z", "bob"), &mut entropy).unwrap();
    let merged = here.merge(&other, &mut entropy).unwrap();
    assert_eq!(merged.added.len(), 1);
    let mut expected = ["A ana", "B ana", "C ana", "Z bob"];
    expected.sort_unstable();
    let mut found = texts(&copy(&here));
    found.sort_unstable();
    assert_eq!(found, expected);
}
