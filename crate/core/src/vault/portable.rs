//! Accounts as one text, to pass them from one module of the extension to another: the content of
//! records, without their place in a vault. It is never stored.

use zeroize::Zeroizing;

use super::{Entry, RecordId, members::Members, stored};
use crate::{
    account::Account,
    json::{self, Value, object},
};

const ACCOUNTS: &str = "accounts";

/// Writes accounts; [`unpack`] reads them.
///
/// # Security
/// The bytes contain every secret.
#[must_use]
pub fn pack<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Zeroizing<Vec<u8>> {
    let each = accounts.into_iter().map(|account| {
        let entry =
            Entry { id: nowhere(), account: account.duplicate(), position: 0, extra: Members::default() };
        Value::Object(std::mem::take(&mut stored::members_of(&entry).0))
    });
    Members(object([(ACCOUNTS, Value::Array(each.collect()))])).to_bytes()
}

/// Reads what [`pack`] wrote; none for anything else.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Account>> {
    let members = json::members(std::str::from_utf8(bytes).ok()?).ok()?;
    // One by one, since all together have more values than one tree may have.
    let mut accounts = Vec::new();
    let read = |text: &str| {
        let entry = Members::read(text.as_bytes()).and_then(|members| members.kept(nowhere()));
        accounts.push(entry.and_then(|entry| entry.account.validate().ok()));
    };
    json::elements(members.get(ACCOUNTS)?, read).ok()?;
    accounts.into_iter().collect()
}

/// A place is required here, and there is none.
fn nowhere() -> RecordId {
    RecordId::of_hash(&[0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    #[test]
    fn what_is_packed_comes_back() {
        let secret = |bytes: &[u8]| Secret::new(bytes.to_vec()).unwrap();
        let one = Account {
            issuer: "Acme \"é\"".into(),
            name: "ana".into(),
            note: "two\nlines".into(),
            tags: vec!["work".into()],
            pinned: true,
            last_used: Some(8),
            ..Account::nameless(secret(b"\xff\x00"), Scheme::Motp { pin: secret(b"1234") }, 7)
        };
        let other = Account::nameless(secret(b"x"), Scheme::standard(), 9);
        let back = unpack(&pack([&one, &other])).unwrap();
        assert_eq!(format!("{back:?}"), format!("{:?}", [&one, &other]));
        assert!(back[0].secret.same_as(&one.secret));
        assert!(unpack(&pack([])).unwrap().is_empty());
    }

    #[test]
    fn as_many_as_a_vault_holds() {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        let each = |number: usize| Account {
            issuer: "Acme".into(),
            name: format!("ana{number}"),
            tags: vec!["work".into(), "home".into()],
            ..Account::nameless(secret.duplicate(), Scheme::standard(), 7)
        };
        let accounts: Vec<Account> = (0..20_000).map(each).collect();
        let back = unpack(&pack(&accounts)).unwrap();
        assert_eq!((back.len(), back[19_999].name.as_str()), (20_000, "ana19999"));
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["", "[]", "{}", r#"{"accounts":[{}]}"#, r#"{"accounts":[1]}"#] {
            assert!(unpack(text.as_bytes()).is_none(), "{text}");
        }
    }
}
