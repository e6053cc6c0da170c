//! What a candidate is to the vault, that an import is one change, and that its undo is one.

use super::super::CounterStep;
use super::*;
use crate::vault::VaultKey;
use crate::{
    entropy::Numbered,
    otp::{Algorithm, Digits, Period},
    secret::Secret,
};

fn account(key: &[u8], issuer: &str, name: &str) -> Account {
    let secret = Secret::new(key.to_vec()).unwrap();
    Account { issuer: issuer.into(), name: name.into(), ..Account::nameless(secret, Scheme::standard(), 7) }
}

fn vault(accounts: Vec<Account>) -> (Vault, Numbered) {
    let mut entropy = Numbered(0);
    let mut vault = Vault::create(&mut entropy);
    for account in accounts {
        vault.add(account, &mut entropy).unwrap();
    }
    (vault, entropy)
}

/// What the list shows, and what lies in the trash.
fn told(vault: &Vault) -> (Vec<String>, usize) {
    let told = |entry: &Entry| {
        let account = &entry.account;
        format!("{} {} {:?} {}", account.issuer, account.name, account.secret.expose(), account.note)
    };
    (vault.entries().into_iter().map(told).collect(), vault.trash().len())
}

#[test]
fn what_a_candidate_is_to_the_vault() {
    let (vault, _) = vault(vec![account(b"1", "Acme", "ana"), account(b"2", "Acme", "bob")]);
    let eight = Scheme::Totp {
        algorithm: Algorithm::Sha256,
        digits: Digits::new(8).unwrap(),
        period: Period::THIRTY,
    };
    for (candidate, standing, fields) in [
        (account(b"1", "Acme", "ana"), Standing::Same, ""),
        (account(b"1", "", ""), Standing::Same, ""),
        (account(b"1", "Acme", "carl"), Standing::Changed, "name"),
        (Account { note: "x".into(), ..account(b"1", "", "") }, Standing::Changed, "note"),
        (Account { scheme: eight, ..account(b"1", "Acme", "ana") }, Standing::Changed, "codes"),
        (
            Account { tags: vec!["t".into()], pinned: true, ..account(b"2", "Acme", "bob") },
            Standing::Changed,
            "tags pinned",
        ),
        (
            Account { sites: vec![Site::of("a.example")], ..account(b"1", "Acme", "ana") },
            Standing::Changed,
            "sites",
        ),
        (account(b"3", "Acme", "ana"), Standing::AnotherKey, ""),
        (account(b"3", "acme", "ana"), Standing::New, ""),
        (account(b"3", "", ""), Standing::New, ""),
    ] {
        let told = format!("{candidate:?}");
        let compared = vault.compare_import(&[candidate]).remove(0);
        assert_eq!(compared.standing, standing, "{told}");
        let differs: Vec<String> = compared.differs.iter().map(|differs| differs.field.to_string()).collect();
        assert_eq!(differs.join(" "), fields, "{told}");
    }
}

#[test]
fn what_a_person_arranged_in_the_file_comes_along_and_what_was_arranged_here_stays() {
    let field = |host: &str, name: &str| crate::account::ChosenField {
        host: host.into(),
        kind: "text".into(),
        name: name.into(),
        id: String::new(),
        label: String::new(),
        despite: false,
    };
    let from = |key: &[u8]| Account {
        label: Some("work".into()),
        hidden: true,
        submit: true,
        uses: 4,
        fields: vec![field("a.example", "theirs"), field("b.example", "theirs")],
        ..account(key, "Acme", "ana")
    };
    for (key, choice) in [(b"1", Choice::Update), (b"2", Choice::Replace)] {
        let here =
            Account { uses: 9, fields: vec![field("a.example", "ours")], ..account(b"1", "Acme", "ana") };
        let (mut vault, mut entropy) = vault(vec![here]);
        let compared = vault.compare_import(&[from(key)]);
        if choice == Choice::Update {
            let fields: Vec<String> = compared[0].differs.iter().map(|it| it.field.to_string()).collect();
            assert_eq!(fields, ["label", "hidden"]);
        }
        vault.import(vec![(from(key), choice)], "test", 7, &mut entropy).unwrap();
        let account = &vault.entries()[0].account;
        assert_eq!((account.label.as_deref(), account.hidden, account.submit), (Some("work"), true, true));
        assert_eq!(account.uses, if choice == Choice::Update { 9 } else { 4 });
        let names: Vec<&str> = account.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["ours", "theirs"], "{choice:?}");
    }
    // What was named here keeps its name where the file has none.
    let named = Account { label: Some("home".into()), ..account(b"1", "Acme", "ana") };
    for (key, choice) in [(b"1", Choice::Update), (b"2", Choice::Replace)] {
        let (mut vault, mut entropy) = vault(vec![named.duplicate()]);
        vault.import(vec![(account(key, "Acme", "ana"), choice)], "test", 7, &mut entropy).unwrap();
        assert_eq!(vault.entries()[0].account.label.as_deref(), Some("home"));
    }
}

#[test]
fn the_second_of_two_in_a_file_is_repeated() {
    let (vault, _) = vault(Vec::new());
    let file =
        [account(b"2", "", "b"), account(b"1", "", "a"), account(b"2", "", "b"), account(b"2", "", "c")];
    let standing: Vec<Standing> =
        vault.compare_import(&file).iter().map(|compared| compared.standing).collect();
    assert_eq!(standing, [Standing::New, Standing::New, Standing::Repeated, Standing::New]);
}

#[test]
fn an_import_is_one_change_and_so_is_its_undo() {
    let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana"), account(b"2", "Acme", "bob")]);
    let before = told(&vault);
    let generation = vault.generation();
    let chosen = vec![
        (account(b"3", "New", "one"), Choice::Add),
        (Account { note: "from the file".into(), ..account(b"1", "Acme", "") }, Choice::Update),
        (account(b"9", "Acme", "bob"), Choice::Replace),
        (account(b"4", "Left", "out"), Choice::Skip),
    ];
    let done = vault.import(chosen, "aegis", 100, &mut entropy).unwrap();
    assert_eq!((done.added, done.changed), (1, 2));
    assert_eq!(vault.generation(), generation + 1);
    let wanted =
        ["Acme ana [49] from the file", "Acme bob [57] ", "New one [51] "].map(str::to_owned).to_vec();
    assert_eq!(told(&vault), (wanted, 2));

    // Through the stored text, as another day would find it.
    let key = super::super::VaultKey::from_bytes(*vault.key().expose());
    let mut vault = Vault::open(&vault.text(), key).unwrap();
    let undoable = Undoable { id: done.id.clone(), from: "aegis".into(), at: 100, accounts: 3 };
    assert_eq!(vault.imports(100 + Trashed::KEPT - 1), [undoable]);
    assert_eq!(vault.imports(100 + Trashed::KEPT), []);
    let generation = vault.generation();
    vault.undo_import(&done.id, 200, &mut entropy).unwrap();
    assert_eq!(vault.generation(), generation + 1);
    assert_eq!(told(&vault), (before.0, 3));
    assert_eq!(vault.imports(200), []);
    assert_eq!(vault.undo_import(&done.id, 200, &mut entropy), Err(EditError::Unknown));
}

#[test]
fn importing_again_finds_nothing_new() {
    let (mut vault, mut entropy) = vault(Vec::new());
    let file = || vec![account(b"1", "Acme", "ana"), account(b"2", "Acme", "bob")];
    vault
        .import(file().into_iter().map(|account| (account, Choice::Add)).collect(), "2fas", 5, &mut entropy)
        .unwrap();
    let standings: Vec<_> = vault.compare_import(&file()).iter().map(|compared| compared.standing).collect();
    assert_eq!(standings, [Standing::Same, Standing::Same]);
}

#[test]
fn a_counter_never_goes_back() {
    let counted = |counter| {
        let scheme = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter };
        Account { scheme, ..account(b"1", "Acme", "ana") }
    };
    let (mut vault, mut entropy) = vault(vec![counted(9)]);
    assert_eq!(vault.compare_import(&[counted(3)])[0].standing, Standing::Same);
    assert_eq!(vault.compare_import(&[counted(12)])[0].standing, Standing::Changed);
    let older = Account { note: "x".into(), ..counted(3) };
    vault.import(vec![(older, Choice::Update)], "aegis", 5, &mut entropy).unwrap();
    assert!(matches!(vault.entries()[0].account.scheme, Scheme::Hotp { counter: 9, .. }));
}

#[test]
fn more_than_a_vault_holds_changes_nothing() {
    let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
    let before = vault.text();
    let many = (0..MAX_RECORDS).map(|n| (account(&n.to_le_bytes(), "", ""), Choice::Add)).collect();
    assert_eq!(vault.import(many, "x", 5, &mut entropy), Err(AddError::TooMany { limit: MAX_RECORDS }));
    assert_eq!(vault.text(), before);
}

#[test]
fn an_update_brings_sites_along_and_keeps_those_that_were_there() {
    let ours = Account { sites: vec![Site::of("a.example")], ..account(b"1", "Acme", "ana") };
    let (mut vault, mut entropy) = vault(vec![ours]);
    let sites = (0..MOST_SITES).map(|number| Site::of(&format!("{number}.example"))).collect();
    let theirs = Account { sites, icon: Some("acme".into()), ..account(b"1", "Acme", "ana") };
    vault.import(vec![(theirs, Choice::Update)], "Test", 9, &mut entropy).unwrap();
    let entries = vault.entries();
    let account = &entries[0].account;
    assert_eq!((account.sites.len(), account.sites[0].host.as_str()), (MOST_SITES, "a.example"));
    assert_eq!(account.icon.as_deref(), Some("acme"));
}

#[test]
fn undoing_an_import_takes_no_code_back_and_dates_nothing_before_what_is_known() {
    let counted = |counter| {
        let scheme = Scheme::Hotp { algorithm: Algorithm::Sha1, digits: Digits::SIX, counter };
        Account { scheme, created: 1_000, ..account(b"1", "Acme", "ana") }
    };
    let (mut vault, mut entropy) = vault(vec![counted(5)]);
    let theirs = Account { note: "x".into(), ..counted(5) };
    // By a clock that stands before the account was added.
    let done = vault.import(vec![(theirs, Choice::Update)], "Test", 9, &mut entropy).unwrap();
    assert_eq!(vault.imports(1_000)[0].at, 1_000);
    let id = vault.entries()[0].id;
    for _ in 0..4 {
        vault.take_counter(id, CounterStep::Next, &mut entropy).unwrap();
    }
    vault.undo_import(&done.id, 9, &mut entropy).unwrap();
    let back = &vault.entries()[0].account;
    assert_eq!(back.note, "");
    assert!(matches!(back.scheme, Scheme::Hotp { counter: 9, .. }), "{:?}", back.scheme);
    let dates: Vec<u64> = vault.trash().iter().map(|trashed| trashed.at).collect();
    assert_eq!(dates, [1_000]);
}

#[test]
fn a_tag_in_another_case_is_the_same_tag() {
    let tagged = |tag: &str| Account { tags: vec![tag.into()], ..account(b"1", "Acme", "ana") };
    for choice in [Choice::Update, Choice::Replace] {
        let (mut vault, mut entropy) = vault(vec![tagged("Work")]);
        assert_eq!(vault.compare_import(&[tagged("work")])[0].standing, Standing::Same);
        let theirs = Account { note: "x".into(), ..tagged("work") };
        vault.import(vec![(theirs, choice)], "Test", 9, &mut entropy).unwrap();
        assert_eq!(vault.entries()[0].account.tags.len(), 1, "{choice:?}");
    }
}

/// Takes in one account by one choice.
fn bring(vault: &mut Vault, entropy: &mut Numbered, theirs: Account, choice: Choice) -> String {
    vault.import(vec![(theirs, choice)], "Test", 9, entropy).unwrap().id
}

fn noted(note: &str) -> Account {
    Account { note: note.into(), ..account(b"1", "Acme", "ana") }
}

#[test]
fn undoing_an_import_after_the_trash_was_emptied_takes_no_account_from_the_list() {
    for theirs in [noted("x"), account(b"9", "Acme", "ana")] {
        let choice = if theirs.note.is_empty() { Choice::Replace } else { Choice::Update };
        let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
        let chosen = vec![(theirs, choice), (account(b"3", "New", "one"), Choice::Add)];
        let id = vault.import(chosen, "Test", 9, &mut entropy).unwrap().id;
        let before = told(&vault).0;
        let trash: Vec<RecordId> = vault.trash().iter().map(|trashed| trashed.entry.id).collect();
        vault.purge(&trash, &mut entropy).unwrap();
        assert_eq!(vault.undo_import(&id, 10, &mut entropy), Ok(1));
        // What was new goes, and what has no predecessor any more stays.
        assert_eq!(told(&vault), (vec![before[0].clone()], 1), "{choice:?}");
        assert_eq!(vault.imports(10), []);
    }
}

#[test]
fn two_imports_of_one_account_are_undone_one_after_the_other() {
    for first_undone in [0, 1] {
        let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
        let before = told(&vault).0;
        let more = vec![(noted("one"), Choice::Update), (account(b"3", "New", "one"), Choice::Add)];
        let one = vault.import(more, "Test", 9, &mut entropy).unwrap().id;
        let two = bring(&mut vault, &mut entropy, noted("two"), Choice::Update);
        let order = if first_undone == 0 { [&one, &two, &one] } else { [&two, &one, &one] };
        for id in order {
            let _gone_already = vault.undo_import(id, 10, &mut entropy);
            assert_eq!(told(&vault).0.iter().filter(|row| row.starts_with("Acme")).count(), 1);
        }
        assert_eq!(told(&vault).0, before, "{first_undone}");
    }
}

#[test]
fn undoing_an_import_leaves_a_key_that_was_entered_since() {
    for (here, choice) in [(Vec::new(), Choice::Add), (vec![account(b"1", "Acme", "ana")], Choice::Update)] {
        let (mut vault, mut entropy) = vault(here);
        let done = bring(&mut vault, &mut entropy, noted("x"), choice);
        let id = vault.entries()[0].id;
        vault.replace(id, account(b"2", "Acme", "ana"), 10, &mut entropy).unwrap();
        let _nothing_left = vault.undo_import(&done, 11, &mut entropy);
        assert!(told(&vault).0.iter().any(|row| row.contains("[50]")), "{choice:?}: {:?}", told(&vault));
    }
}

#[test]
fn a_code_that_was_used_stays_used_when_an_import_is_undone() {
    let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
    let done = bring(&mut vault, &mut entropy, noted("x"), Choice::Update);
    vault.mark_used(vault.entries()[0].id, 50, &mut entropy).unwrap();
    vault.undo_import(&done, 51, &mut entropy).unwrap();
    let back = &vault.entries()[0].account;
    assert_eq!((back.note.as_str(), back.last_used, back.uses), ("", Some(50), 1));
}

#[test]
fn a_date_to_come_in_a_file_keeps_nothing_in_the_trash() {
    for choice in [Choice::Add, Choice::Update] {
        let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
        let theirs = Account { created: 2_000_000_000, last_used: Some(2_000_000_000), ..noted("x") };
        bring(&mut vault, &mut entropy, theirs, choice);
        vault.remove(vault.entries()[0].id, 10, &mut entropy).unwrap();
        assert!(vault.trash().iter().all(|trashed| trashed.at <= 10), "{choice:?}");
    }
}

#[test]
fn what_stays_after_an_undo_is_no_other_version_of_itself() {
    let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
    let done = bring(&mut vault, &mut entropy, noted("x"), Choice::Update);
    let trash: Vec<RecordId> = vault.trash().iter().map(|trashed| trashed.entry.id).collect();
    vault.purge(&trash, &mut entropy).unwrap();
    let key = VaultKey::from_bytes(*vault.key().expose());
    let earlier = Vault::open(&vault.text(), key).unwrap();
    assert_eq!(vault.undo_import(&done, 10, &mut entropy), Ok(1));
    vault.adopt(earlier, &mut entropy).unwrap();
    assert_eq!((vault.alternates().len(), vault.entries().len()), (0, 1));
}

#[test]
fn undoing_an_import_brings_no_key_back_that_was_replaced_or_deleted_since() {
    for replaced in [true, false] {
        let (mut vault, mut entropy) = vault(vec![account(b"1", "Acme", "ana")]);
        let chosen = vec![(noted("x"), Choice::Update), (account(b"3", "New", "one"), Choice::Add)];
        let done = vault.import(chosen, "Test", 9, &mut entropy).unwrap().id;
        let id = vault.entries().iter().find(|entry| entry.account.issuer == "Acme").unwrap().id;
        if replaced {
            vault.replace(id, account(b"2", "Acme", "ana"), 10, &mut entropy).unwrap();
        } else {
            vault.remove(id, 10, &mut entropy).unwrap();
        }
        vault.undo_import(&done, 11, &mut entropy).unwrap();
        let expected: &[&str] = if replaced { &["Acme ana [50] x"] } else { &[] };
        assert_eq!(told(&vault).0, expected);
    }
}
