//! Accounts as one text, to go from one module of the extension to another: what a record holds, without its
//! place in a vault. It is never stored.

use zeroize::Zeroizing;

use super::{Entry, RecordId, members::Members, stored};
use crate::{
    account::Account,
    json::{Value, object},
};

const ACCOUNTS: &str = "accounts";

/// Writes accounts; [`unpack`] reads them.
///
/// # Security
/// The bytes hold every secret.
#[must_use]
pub fn pack<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Zeroizing<Vec<u8>> {
    let each = accounts.into_iter().map(|account| {
        let entry =
            Entry { id: nowhere(), account: account.duplicate(), position: 0, extra: Members::default() };
        Value::Object(std::mem::take(&mut stored::members_of(&entry).0))
    });
    Members(object([(ACCOUNTS, Value::Array(each.collect()))])).to_bytes()
}

/// Reads what [`pack`] wrote; none where it is anything else.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Account>> {
    let mut members = Members::read(bytes)?;
    let Value::Array(each) = members.0.remove(ACCOUNTS)? else { return None };
    let read = |value| Some(Members::of(value)?.kept(nowhere())?.account);
    let accounts: Vec<Account> = each.into_iter().map(read).collect::<Option<_>>()?;
    accounts.into_iter().map(|account| account.validate().ok()).collect()
}

/// A place is asked for, and there is none.
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
    fn anything_else_is_none() {
        for text in ["", "[]", "{}", r#"{"accounts":[{}]}"#, r#"{"accounts":[1]}"#] {
            assert!(unpack(text.as_bytes()).is_none(), "{text}");
        }
    }
}
