//! How an account that was read compares with those of the list.

use super::{Entry, RecordId, Vault};
use crate::account::Account;

/// How an account that was read compares with those of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Neither its key nor its name is in the list.
    New,
    /// Its key is in the list, with the same codes.
    Same(RecordId),
    /// Its key is in the list, with other codes: of another length, algorithm or period.
    OtherCodes(RecordId),
    /// Its issuer and name are in the list, with another key.
    OtherKey(RecordId),
}

impl Vault {
    /// How an account that was read compares with those of the list.
    #[must_use]
    pub fn relation(&self, account: &Account) -> Relation {
        let entries = self.entries();
        let same_key: Vec<&&Entry> =
            entries.iter().filter(|entry| entry.account.secret.same_as(&account.secret)).collect();
        let same = same_key.iter().find(|entry| entry.account.scheme.same_codes(&account.scheme));
        if let Some(entry) = same {
            return Relation::Same(entry.id);
        }
        if let Some(entry) = same_key.first() {
            return Relation::OtherCodes(entry.id);
        }
        let named = |other: &Account| (&other.issuer, &other.name) == (&account.issuer, &account.name);
        let is_named = !account.issuer.is_empty() || !account.name.is_empty();
        let same_names = entries.iter().find(|entry| is_named && named(&entry.account));
        same_names.map_or(Relation::New, |entry| Relation::OtherKey(entry.id))
    }
}
