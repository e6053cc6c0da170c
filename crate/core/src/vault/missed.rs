//! What a backup, or another vault, has that this vault lacks.
//!
//! The same account may be there under another id, since its QR code was scanned in both. Then it isn't
//! added, but nothing that a person wrote there is lost: see [`Vault::united`].

use zeroize::Zeroizing;

use super::{
    RecordId, Vault,
    edit::{Weight, edits, next_edit},
    entry::Content,
    history,
    members::Members,
    merge::{State, Version},
    stored::{self, Rank},
};
use crate::{account::Account, secret::Secret};

impl Vault {
    /// What to merge into this vault from a backup.
    pub(super) fn missed(&self, backup: &Self) -> State {
        let own = self.state();
        let (mut missed, mut again) = (State::new(), Vec::new());
        for (id, theirs) in backup.state() {
            let account = backup.get(id).map(|entry| &entry.account);
            let key = account.map(|account| &account.secret);
            let holder = account.and_then(|account| self.keeps(account, backup));
            let ours = own.get(&id);
            let theirs = self.version_counted_on(theirs, key);
            let deleted = ours.is_none_or(|ours| stored::rank(&ours.content) == Rank::Deleted);
            let revision = ours.map_or(0, |ours| ours.revision);
            match stored::rank(&theirs.content) {
                // What is in the backup's trash and was never here goes to the trash here.
                Rank::Deleted if ours.is_none() => drop(missed.insert(id, theirs)),
                Rank::Deleted => {}
                // Perhaps under another id, because it was enrolled again by the same QR code.
                Rank::Kept if deleted && let Some(holder) = holder => again.push((holder, theirs)),
                Rank::Kept if deleted => {
                    // As an edit, so that the account also outlives a browser that empties its trash now.
                    let above = ours.map_or(Ok(0), |_| self.next_revision(id, Weight::Edit));
                    let revision = above.unwrap_or(revision).max(theirs.revision);
                    match key.and_then(|key| self.trashed_with(id, key)) {
                        // What is in the trash is later.
                        Some(content) => {
                            missed.insert(id, Version { revision, content });
                            again.push((id, theirs));
                        }
                        None => drop(missed.insert(id, Version { revision, ..theirs })),
                    }
                }
                Rank::Kept if theirs.revision < revision => match (key, holder) {
                    (Some(key), _) if self.get(id).is_some_and(|it| it.account.secret.same_as(key)) => {
                        missed.insert(id, theirs);
                    }
                    (Some(_), Some(holder)) => again.push((holder, theirs)),
                    (Some(_), None) => self.beside(id, &theirs, &mut missed),
                    (None, _) => {}
                },
                Rank::Kept | Rank::Alternate => {
                    if let Some(ours) = ours.filter(|ours| ours.revision < theirs.revision)
                        && self
                            .get(id)
                            .is_some_and(|entry| backup.find_secret(&entry.account.secret).is_none())
                    {
                        self.beside(id, ours, &mut missed);
                    }
                    missed.insert(id, theirs);
                }
            }
        }
        if again.is_empty() { missed } else { self.united(self.joined(own, missed), &again) }
    }

    /// The account that keeps the same codes in the list, whatever the backup replaces.
    fn keeps(&self, account: &Account, backup: &Self) -> Option<RecordId> {
        let same = |other: &Account| {
            other.secret.same_as(&account.secret) && other.scheme.same_codes(&account.scheme)
        };
        let revision =
            |vault: &Self, id: RecordId| vault.records.get(&id).map_or(0, |record| record.revision);
        let kept = self.live().filter(|entry| same(&entry.account)).find(|entry| {
            let replaced = backup.get(entry.id).is_some_and(|it| !it.account.secret.same_as(&account.secret));
            !replaced || revision(backup, entry.id) < revision(self, entry.id)
        });
        kept.map(|entry| entry.id)
    }

    /// The content of an account that is in the trash, if it has this key.
    fn trashed_with(&self, id: RecordId, key: &Secret) -> Option<Zeroizing<Vec<u8>>> {
        let Content::Deleted(Some(trashed)) = &self.records.get(&id)?.content else { return None };
        let entry = &trashed.entry;
        entry.account.secret.same_as(key).then(|| stored::account(&self.counted_on(entry.duplicate())))
    }

    /// Adds to accounts what another record says of the same key: a higher counter, tags, sites and chosen
    /// fields, a note or a label where there was none. A note or a label that both have is kept as an
    /// alternate.
    fn united(&self, mut state: State, again: &[(RecordId, Version)]) -> State {
        let of = |(id, version): (&RecordId, &Version)| match stored::read(*id, &version.content) {
            Content::Alternate { of, .. } => Some((of, *id)),
            _ => None,
        };
        let mut alternates: Vec<(RecordId, RecordId)> = state.iter().filter_map(of).collect();
        for (id, theirs) in again {
            let Some(ours) = state.get(id).cloned() else { continue };
            let mut content = ours.content.clone();
            stored::count_on(&mut content, &theirs.content);
            history::lists(&mut content, &theirs.content);
            history::fields(&mut content, &theirs.content);
            let Completed { filled, differs } = complete(&mut content, &theirs.content);
            let weight = u64::from(content != ours.content);
            let revision = if filled {
                next_edit(ours.revision).unwrap_or(ours.revision)
            } else {
                ours.revision.saturating_add(weight)
            };
            // An edit carries its alternates along.
            for (_, alternate) in alternates.iter().filter(|(of, _)| of == id) {
                if let Some(version) = state.get_mut(alternate)
                    && edits(version.revision) == edits(ours.revision)
                {
                    version.revision = version.revision.max(revision);
                }
            }
            let name = self.alternate_name(id, &theirs.content);
            if differs
                && !state.contains_key(&name)
                && let Some(content) = stored::alternate(*id, &theirs.content)
            {
                state.insert(name, Version { revision, content });
                alternates.push((*id, name));
            }
            state.insert(*id, Version { revision, content });
        }
        state
    }

    /// Keeps a version of a record by adding it as a record of its own.
    fn beside(&self, of: RecordId, version: &Version, missed: &mut State) {
        let id = self.alternate_name(&of, &version.content);
        let revision = self.records.get(&id).map_or(0, |record| record.revision).saturating_add(1);
        missed.insert(id, Version { revision, content: version.content.clone() });
    }
}

/// What [`complete`] did.
struct Completed {
    /// Something was taken over.
    filled: bool,
    /// Both have a text of their own.
    differs: bool,
}

/// Takes over the note, the label and the icon of another account with the same key, where this one has
/// none.
fn complete(content: &mut Zeroizing<Vec<u8>>, other: &[u8]) -> Completed {
    let mut completed = Completed { filled: false, differs: false };
    let (Some(mut ours), Some(theirs)) = (Members::read(content), Members::read(other)) else {
        return completed;
    };
    for name in ["note", "label", "icon"] {
        let Some(value) = theirs.0.get(name) else { continue };
        match ours.0.get(name) {
            None => {
                ours.0.insert(name.to_owned(), value.clone());
                completed.filled = true;
            }
            Some(own) => completed.differs |= name != "icon" && own != value,
        }
    }
    if completed.filled {
        *content = ours.to_bytes();
    }
    completed
}
