//! Two copies of a vault that become one.
//!
//! A union by id: the higher revision wins; of equal ones one stays, chosen by the contents and never by who
//! merges. Where both were edited equally often and differ, both were edited without knowing of each other,
//! whatever use was made of one of them since: the other is kept as an *alternate*, a record of its own whose
//! id follows from what it holds. An alternate has the revision at which it lost, and stands as long as its
//! account has no later edit; whoever edits the account beside it carries it along. Where the two differ
//! in no more than when they were used, and where in the list they stand, there is nothing to keep. A counter
//! (HOTP) and the number of uses are the higher of both, whichever wins; a tag or a site is there unless its latest
//! change took it out (`history`), and changing those alone is no edit here; chosen fields are those of both where
//! each was edited as often. All other texts and switches are those of the one that was edited more often.
//!
//! So it does not matter who merges, in what order, or how often; `tests` proves it.

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

/// What a merge changed, or would.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Accounts that were not there, or were deleted.
    pub added: Vec<RecordId>,
    /// Accounts that are different now.
    pub changed: Vec<RecordId>,
    /// Accounts that were deleted in the other copy.
    pub removed: Vec<RecordId>,
    /// Alternates, of accounts that had been changed in both copies.
    pub doubled: Vec<RecordId>,
    /// How many accounts of the other copy were there already, as they are or newer.
    pub same: usize,
}

/// A record as one copy has it, opened.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) revision: u64,
    pub(super) content: Zeroizing<Vec<u8>>,
}

/// Every record of a vault, opened.
pub(super) type State = LiteMap<RecordId, Version>;

impl Vault {
    /// Takes over what another copy of this vault, or another vault, has; slots, id and key stay this
    /// vault's. Where nothing is new, nothing changes, the generation neither.
    ///
    /// # Errors
    /// See [`AddError`]; this vault is then what it was.
    pub fn merge(&mut self, other: &Self, entropy: &mut impl Entropy) -> Result<Merged, AddError> {
        let (own, theirs) = (self.state(), other.state());
        let told = told(&own, &self.joined(own.clone(), theirs.clone()), &theirs);
        self.take(theirs, other.header.generation, entropy)?;
        Ok(told)
    }

    /// Takes over what `theirs` has, all or nothing, into a generation above both.
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

    /// The id of what is kept beside a record: the same wherever it is made of the same.
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
    /// What decides between two versions: nothing of it depends on who asks.
    fn outweighs(&self, other: &Self) -> bool {
        let first = |version: &Self| (version.revision, stored::rank(&version.content));
        let by = |part: fn(&[u8]) -> Zeroizing<Vec<u8>>| part(&self.content).cmp(&*part(&other.content));
        // What is taken over from the one that loses comes last: it is to change no later winner.
        first(self)
            .cmp(&first(other))
            .then_with(|| by(stored::identity))
            .then_with(|| by(stored::identity_in_place))
            .then_with(|| self.content.cmp(&*other.content))
            .is_gt()
    }
}

/// Both states in one. `name` gives an alternate its id.
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
                // What a later version keeps may be in use in ways that are not known here.
                let concurrent = tie && (lost.revision == ours.revision || stored::is_account(&lost.content));
                // A tombstone holds nothing to be kept, and an alternate is kept by what won over it.
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
