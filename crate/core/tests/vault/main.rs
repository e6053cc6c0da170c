//! The vault as its callers see it: what comes back, what is refused, and who gets in.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "vaults of the tests' own making, also outside of what is marked as a test"
)]

mod altered;
mod backups;
mod common;
mod copies;
mod lists;
mod methods;
mod names;
mod pictures;
mod reminder;
mod share;
mod trash;
mod unlock;

use common::{Known, account, copy, texts};
use proptest::prelude::*;
use tandem_core::{
    account::{Account, Site, clean},
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
    vault::{Choice, EditError, MAX_RECORDS, Vault, VaultKey, WriteError},
};

fn secrets() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..80)
}

fn schemes() -> impl Strategy<Value = Scheme> {
    let algorithm = prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)];
    let parts = (algorithm, 1..=10_u8, 1..=86_400_u32, any::<u64>(), secrets());
    (0..5_u8, parts).prop_map(|(kind, (algorithm, digits, period, counter, pin))| {
        let digits = Digits::new(digits).unwrap();
        let pin = Secret::new(pin).unwrap();
        match kind {
            0 => Scheme::Totp { algorithm, digits, period: Period::new(period).unwrap() },
            1 => Scheme::Hotp { algorithm, digits, counter },
            2 => Scheme::Steam,
            3 => Scheme::Motp { pin },
            _ => Scheme::Yandex { pin },
        }
    })
}

fn accounts() -> impl Strategy<Value = Account> {
    let text = || r"\PC{0,40}".prop_map(|text| clean(&text));
    let texts = (text(), text(), proptest::option::of(text()), text(), prop::collection::vec(text(), 0..3));
    let dates = || 0..8_640_000_000_001_u64;
    let times = (dates(), proptest::option::of(dates()), any::<u64>());
    let site = ("[a-z.]{1,20}", any::<Option<u16>>(), any::<bool>());
    let sites = prop::collection::vec(site.prop_map(|(host, port, exact)| Site { host, port, exact }), 0..3);
    let choices = (any::<(bool, bool, bool)>(), proptest::option::of("[a-z]{1,9}"));
    (texts, times, secrets(), schemes(), sites, choices)
        .prop_map(
            |(
                (issuer, name, label, note, tags),
                (created, last_used, uses),
                secret,
                scheme,
                sites,
                ((pinned, hidden, submit), icon),
            )| Account {
                issuer,
                name,
                label,
                note,
                tags,
                last_used,
                pinned,
                hidden,
                submit,
                icon,
                uses,
                sites,
                ..Account::nameless(Secret::new(secret).unwrap(), scheme, created)
            },
        )
        .prop_filter_map("only what can be typed", |account| account.validate().ok())
}

proptest! {
    #[test]
    fn what_was_sealed_comes_back(accounts in prop::collection::vec(accounts(), 0..6), seed in any::<u64>()) {
        let mut entropy = Known(seed);
        let mut vault = Vault::create(&mut entropy);
        for account in &accounts {
            vault.add(account.duplicate(), &mut entropy).unwrap();
        }
        let text = vault.text();
        let again = Vault::open(&text, VaultKey::from_bytes(*vault.key().expose())).unwrap();
        prop_assert_eq!(texts(&again), texts(&vault));
        prop_assert_eq!(again.text(), text);
        let mut there: Vec<&Account> = again.entries().into_iter().map(|entry| &entry.account).collect();
        there.sort_by_key(|account| !account.pinned);
        let mut expected: Vec<&Account> = accounts.iter().collect();
        expected.sort_by_key(|account| !account.pinned);
        for (one, other) in there.into_iter().zip(expected) {
            prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
            prop_assert!(one.secret.same_as(&other.secret));
        }
    }
}

#[test]
fn nothing_of_an_account_stands_in_the_text() {
    let mut entropy = Known(1);
    let mut vault = Vault::create(&mut entropy);
    vault.add(account("A rather long issuer", "ana@example.com"), &mut entropy).unwrap();
    let text = vault.text();
    for word in ["issuer", "ana", "example", "GEZDGNBV", "12345678901234567890"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_full_vault_takes_no_record_that_would_keep_it_from_opening() {
    let mut entropy = Known(1);
    let mut vault = Vault::create(&mut entropy);
    let many = (0..MAX_RECORDS).map(|number| (account(&number.to_string(), ""), Choice::Add)).collect();
    vault.import(many, "Test", 5, &mut entropy).unwrap();
    let (id, generation) = (vault.entries()[0].id, vault.generation());
    let replaced = vault.replace(id, account("New", "ana"), 9, &mut entropy);
    assert_eq!(replaced, Err(EditError::Write(WriteError::Full)));
    assert_eq!((vault.generation(), vault.trash().len()), (generation, 0));
    // What changes a record that is there has room.
    vault.remove(id, 9, &mut entropy).unwrap();
    assert_eq!(copy(&vault).entries().len(), MAX_RECORDS - 1);
}
