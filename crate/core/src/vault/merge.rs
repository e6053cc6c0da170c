//! Merges two copies of a vault, record by record.
//!
//! - Records are matched by id. The higher revision wins. Of two equal revisions, the contents decide,
//!   never which copy is asked.
//! - If both versions were edited equally often and differ, neither edit knew of the other. The loser is
//!   then kept as an *alternate*: a record of its own, whose id is computed from its content. It has the
//!   revision at which it lost, and counts until its account is edited again. An edit of the account
//!   after the merge keeps the alternate by raising its revision too.
//! - Versions that differ only in their use, their place, their tags, sites and fields make no alternate.
//! - Whichever version wins gets the higher counter (HOTP) and number of uses of both, and every tag and
//!   site whose latest change didn't remove it (`history`). Changing tags or sites alone is no edit here.
//!   If both were edited equally often, the winner gets the chosen fields of both. Everything else is
//!   its own.
//!
//! So it doesn't matter who merges, in which order, or how often; `tests` proves this.

use std::mem;

use litemap::LiteMap;
use zeroize::Zeroizing;

use super::{
    AddError, Record, RecordId, Vault,
    edit::edits,
    entry::Content,
    format::MAX_RECORDS,
    history,
    stored::{self, Rank},
};
use crate::Entropy;

/// What a merge changed, or would change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Accounts that are new, or were deleted here.
    pub added: Vec<RecordId>,
    /// Accounts that are different now.
    pub changed: Vec<RecordId>,
    /// Accounts that were deleted in the other copy.
    pub removed: Vec<RecordId>,
    /// Alternates of accounts that both copies had changed.
    pub doubled: Vec<RecordId>,
    /// How many accounts of the other copy this one already had, equal or newer.
    pub same: usize,
}

/// One copy's version of a record, unsealed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) revision: u64,
    pub(super) content: Zeroizing<Vec<u8>>,
}

/// All records of a vault, unsealed.
pub(super) type State = LiteMap<RecordId, Version>;

impl Vault {
    /// Takes over the records of another copy of this vault, or of another vault. This vault keeps its
    /// slots, id and key. If there is nothing new, nothing changes, not even the generation.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then unchanged.
    pub fn merge(&mut self, other: &Self, entropy: &mut impl Entropy) -> Result<Merged, AddError> {
        let (own, theirs) = (self.state(), other.state());
        let told = told(&own, &self.joined(own.clone(), theirs.clone()), &theirs);
        self.take(theirs, other.header.generation, entropy)?;
        Ok(told)
    }

    /// Takes over `theirs`, all of it or nothing. The new generation is above both.
    pub(super) fn take(
        &mut self,
        theirs: State,
        generation: u64,
        entropy: &mut impl Entropy,
    ) -> Result<(), AddError> {
        let own = self.state();
        let joined = self.joined(own.clone(), theirs);
        if joined.len() > MAX_RECORDS {
            return Err(AddError::TooMany { limit: MAX_RECORDS });
        }
        let mut records = Vec::new();
        for (id, version) in joined {
            if own.get(&id) != Some(&version) {
                records.push((id, self.sealed(id, version, entropy)));
            }
        }
        if records.is_empty() {
            return Ok(());
        }
        let before = self.header.generation;
        self.header.generation = before.max(generation);
        Ok(self.commit(records).inspect_err(|_| self.header.generation = before)?)
    }

    pub(super) fn sealed(&self, id: RecordId, version: Version, entropy: &mut impl Entropy) -> Record {
        let Version { revision, content: plain } = version;
        let content = stored::read(id, &plain);
        let sealed = self.keys.seal(&self.place(id, revision), plain, entropy);
        Record { revision, sealed, content }
    }

    pub(super) fn joined(&self, own: State, theirs: State) -> State {
        join(own, theirs, &|of, lost| self.alternate_name(of, lost))
    }

    /// The id of an alternate: the same in every browser that keeps the same content.
    pub(super) fn alternate_name(&self, of: &RecordId, content: &[u8]) -> RecordId {
        let identity = stored::identity(content);
        RecordId::of_hash(&self.keys.tag([b"tandem vault alternate".as_slice(), of.bytes(), &identity]))
    }

    pub(super) fn state(&self) -> State {
        let opened = |(id, record): (&RecordId, &Record)| {
            let content = self.keys.open(&self.place(*id, record.revision), &record.sealed)?;
            Some((*id, Version { revision: record.revision, content }))
        };
        let mut state = State::new();
        for (id, version) in self.records.iter().filter_map(opened) {
            state.insert(id, version);
        }
        state
    }
}

impl Version {
    /// Whether this version wins. Depends on the two versions alone, so every browser decides alike.
    fn outweighs(&self, other: &Self) -> bool {
        let first = |version: &Self| (version.revision, stored::rank(&version.content));
        let by = |part: fn(&[u8]) -> Zeroizing<Vec<u8>>| part(&self.content).cmp(&*part(&other.content));
        // What the winner takes over from the loser is compared last, so that it can't change who wins
        // a later merge.
        first(self)
            .cmp(&first(other))
            .then_with(|| by(stored::identity))
            .then_with(|| by(stored::identity_in_place))
            .then_with(|| self.content.cmp(&*other.content))
            .is_gt()
    }
}

/// Merges two states. `name` makes an alternate's id.
fn join(one: State, other: State, name: &impl Fn(&RecordId, &[u8]) -> RecordId) -> State {
    let mut joined = one;
    let mut alternates = State::new();
    for (id, theirs) in other {
        match joined.get_mut(&id) {
            None => drop(joined.insert(id, theirs)),
            Some(ours) if *ours == theirs => {}
            Some(ours) => {
                let lost = if theirs.outweighs(ours) { mem::replace(ours, theirs) } else { theirs };
                stored::count_on(&mut ours.content, &lost.content);
                history::lists(&mut ours.content, &lost.content);
                let tie = edits(lost.revision) == edits(ours.revision);
                if tie {
                    history::fields(&mut ours.content, &lost.content);
                }
                // Of a later version's record we don't know what counts as mere use, so an alternate is
                // kept only if the revisions are equal.
                let concurrent = tie && (lost.revision == ours.revision || stored::is_account(&lost.content));
                // Tombstones and alternates get no alternate.
                if concurrent
                    && stored::rank(&lost.content) == Rank::Kept
                    && stored::identity(&lost.content) != stored::identity(&ours.content)
                    && let Some(content) = stored::alternate(id, &lost.content)
                {
                    let version = Version { revision: lost.revision, content };
                    alternates.insert(name(&id, &lost.content), version);
                }
            }
        }
    }
    for (id, alternate) in alternates {
        match joined.get_mut(&id) {
            Some(there) if alternate.outweighs(there) => *there = alternate,
            Some(_) => {}
            None => drop(joined.insert(id, alternate)),
        }
    }
    joined
}

pub(super) fn told(own: &State, joined: &State, other: &State) -> Merged {
    let account =
        |id: &RecordId, version: &Version| matches!(stored::read(*id, &version.content), Content::Account(_));
    let mut merged = Merged::default();
    for (id, version) in joined {
        let before = own.get(id);
        if before == Some(version) {
            merged.same += usize::from(other.contains_key(id) && account(id, version));
            continue;
        }
        let was = before.is_some_and(|before| account(id, before));
        let list = match stored::rank(&version.content) {
            Rank::Deleted if was => &mut merged.removed,
            Rank::Deleted => continue,
            Rank::Alternate => &mut merged.doubled,
            Rank::Kept if was => &mut merged.changed,
            Rank::Kept if matches!(stored::read(*id, &version.content), Content::Picture(_)) => continue,
            Rank::Kept => &mut merged.added,
        };
        list.push(*id);
    }
    merged
}

#[cfg(test)]
mod tests;
