//! A picture stays with its account, and is in backups but not in sync.

use tandem_core::{
    account::Account,
    otp::Scheme,
    secret::Secret,
    vault::{LARGEST_PICTURE, MOST_PICTURES, PictureError, RecordId, Vault, VaultKey},
};

use crate::common::Known;

/// A file that starts like a WebP file; `number` makes it different.
fn webp(number: u8) -> Vec<u8> {
    sized(64, number)
}

fn sized(side: u16, number: u8) -> Vec<u8> {
    let side = side.to_le_bytes();
    let head = b"RIFF\x1a\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a".as_slice();
    [head, &side, &side, &[number; 40]].concat()
}

fn account(icon: Option<String>) -> Account {
    let secret = Secret::new(vec![1; 20]).unwrap();
    Account { icon, ..Account::nameless(secret, Scheme::standard(), 7) }
}

/// A vault with one account, which shows a picture.
fn with_picture(entropy: &mut Known) -> (Vault, RecordId) {
    let mut vault = Vault::create(entropy);
    let icon = vault.keep_picture(&webp(1), entropy).unwrap();
    let id = vault.add(account(Some(icon)), entropy).unwrap();
    (vault, id)
}

fn shown(vault: &Vault, id: RecordId) -> Option<&[u8]> {
    vault.picture(&vault.get(id)?.account)
}

fn again(vault: &Vault) -> Vault {
    Vault::open(&vault.text(), VaultKey::from_bytes(*vault.key().expose())).unwrap()
}

#[test]
fn a_picture_is_kept_with_the_vault_and_is_no_account() {
    let mut entropy = Known(1);
    let (vault, id) = with_picture(&mut entropy);
    let vault = again(&vault);
    assert_eq!(shown(&vault, id), Some(webp(1).as_slice()));
    assert_eq!((vault.entries().len(), vault.trash().len(), vault.unreadable()), (1, 0, 0));
}

#[test]
fn the_same_picture_is_kept_once() {
    let mut entropy = Known(1);
    let (mut vault, _) = with_picture(&mut entropy);
    let (before, icon) = (vault.text().len(), vault.keep_picture(&webp(1), &mut entropy).unwrap());
    assert_eq!(vault.entries()[0].account.icon, Some(icon));
    assert_eq!(vault.text().len(), before);
}

#[test]
fn what_is_no_small_picture_is_refused() {
    let mut vault = Vault::create(&mut Known(1));
    let large = [webp(1), vec![0; LARGEST_PICTURE]].concat();
    // A few bytes that claim a gigabyte of pixels, as a stranger's backup may contain.
    let (wide, none) = (sized(16_383, 1), sized(0, 1));
    for file in [
        b"".as_slice(),
        b"<svg onload=alert(1)>",
        b"GIF89a",
        b"RIFF",
        b"\xff\xd8\xff\xe0\0\x02?",
        &large,
        &wide,
        &none,
    ] {
        let refused = vault.keep_picture(file, &mut Known(2)).unwrap_err();
        assert_eq!(refused, PictureError::Unfit { limit: LARGEST_PICTURE });
        assert_eq!(
            refused.to_string(),
            "this is no PNG, JPEG or WebP file of at most 4096 bytes and 1024 pixels a side: make it smaller"
        );
    }
    assert_eq!(vault.generation(), 1);
}

#[test]
fn pictures_that_nobody_shows_make_room_and_those_that_are_shown_stay() {
    let mut entropy = Known(1);
    let (mut vault, first) = with_picture(&mut entropy);
    let most = u8::try_from(MOST_PICTURES).unwrap();
    let mut trashed = None;
    for number in 2..=most {
        let icon = vault.keep_picture(&webp(number), &mut entropy).unwrap();
        if number == 2 {
            let id = vault.add(account(Some(icon)), &mut entropy).unwrap();
            vault.remove(id, 9, &mut entropy).unwrap();
            trashed = Some(id);
        }
    }
    let icon = vault.keep_picture(&webp(most + 1), &mut entropy).unwrap();
    let last = vault.add(account(Some(icon)), &mut entropy).unwrap();
    vault.undelete(trashed.unwrap(), &mut entropy).unwrap();
    let mut vault = again(&vault);
    for (id, number) in [(first, 1), (trashed.unwrap(), 2), (last, most + 1)] {
        assert_eq!(shown(&vault, id), Some(webp(number).as_slice()), "{number}");
    }
    for number in 3..most {
        let icon = vault.keep_picture(&webp(number), &mut entropy).unwrap();
        vault.add(account(Some(icon)), &mut entropy).unwrap();
    }
    let refused = vault.keep_picture(&webp(200), &mut entropy).unwrap_err();
    assert_eq!(refused.to_string(), "a vault keeps 100 pictures: remove one from another account");
}

#[test]
fn a_backup_brings_the_picture_and_counts_accounts_alone() {
    let mut entropy = Known(1);
    let (vault, id) = with_picture(&mut entropy);
    let mut other = Vault::create(&mut entropy);
    let merged = other.merge_backup(&vault, &mut entropy).unwrap();
    assert_eq!(merged.added, [id]);
    assert_eq!(shown(&again(&other), id), Some(webp(1).as_slice()));
    let mut copy = again(&vault);
    assert_eq!(copy.merge(&vault, &mut entropy).unwrap().added, []);
}

#[test]
fn a_shared_store_gets_the_account_and_not_the_picture() {
    let mut entropy = Known(1);
    let (mut vault, id) = with_picture(&mut entropy);
    let told = vault.merge_shared(None, &[], &mut entropy).unwrap();
    assert_eq!((told.records.len(), told.accounts), (1, 1));
    let key = VaultKey::from_bytes(*vault.key().expose());
    let mut there = Vault::open_shared(told.header.as_ref().unwrap(), key).unwrap();
    there.merge_shared(None, &told.records, &mut entropy).unwrap();
    assert_eq!(shown(&there, id), None);
    // An edit where the picture can't be seen doesn't lose it.
    there.edit(id, &mut entropy, |account| account.note = "later".into()).unwrap();
    let told = there.merge_shared(told.header.as_deref(), &told.records, &mut entropy).unwrap();
    vault.merge_shared(None, &told.records, &mut entropy).unwrap();
    assert_eq!(vault.get(id).unwrap().account.note, "later");
    assert_eq!(shown(&vault, id), Some(webp(1).as_slice()));
    assert_eq!(vault.trash().len(), 0);
}
